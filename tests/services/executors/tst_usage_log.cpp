// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

#include "services/executors/usage_log.h"
#include "tests/fakes/faulty_vfs.h"

using namespace inferno;
using namespace inferno::executors;
using namespace std::chrono_literals;

namespace {

/// Second `i` of a program that uses two cores, holds i MiB, and reads 10 bytes a second.
UsageSample second(int i) {
    UsageSample sample;
    sample.at = std::chrono::seconds(i);
    sample.cpu = std::chrono::seconds(2 * i);
    sample.memory = ByteSize{static_cast<std::uint64_t>(i) << 20};
    sample.readBytes = 10U * static_cast<std::uint64_t>(i);
    sample.processes = 3;
    return sample;
}

} // namespace

class TestUsageLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        path_ = folder_->path().toStdString() + "/usage";
    }

    void whatIsWrittenIsReadBack() {
        UsageLog log = open({WallTime(1'700'000'000s), "polled", 1.5, ByteSize{1U << 30}, {}});
        QVERIFY(!std::filesystem::exists(path_));
        log.add(second(1));
        QVERIFY((read().samples == std::vector{second(1)}));
        log.add(second(3));
        const Usage usage = read();
        QCOMPARE(usage.limits, "polled");
        QCOMPARE(usage.cpuLimit, 1.5);
        QVERIFY(usage.memoryLimit == ByteSize{1U << 30} && usage.started == WallTime(1'700'000'000s));
        QVERIFY((usage.samples == std::vector{second(1), second(3)}));
        QVERIFY(!usage.samples[0].writtenBytes);
    }

    void withoutLimits() {
        UsageLog log = open({});
        log.add(second(1));
        QCOMPARE(read().limits, "");
    }

    void aSampleThatIsTheOnlyOneMakesNoFile() {
        const std::string text =
            open({WallTime(1'700'000'000s), "polled", 1.5, ByteSize{1U << 30}, {}}).finish(second(1));
        QVERIFY(!std::filesystem::exists(path_));
        const auto usage = parseUsage(text);
        QCOMPARE(usage->limits, "polled");
        QVERIFY((usage->samples == std::vector{second(1)}));
        UsageLog log = open({});
        log.add(second(1));
        QCOMPARE(log.finish(second(2)), "");
        QVERIFY((read().samples == std::vector{second(1), second(2)}));
    }

    void itNeverGrowsBeyondItsBound() {
        UsageLog log = open({});
        int at = 0;
        std::uintmax_t largest = 0;
        for (; at < 100'000; ++at) {
            log.add(second(at));
            if (at % 100 == 0)
                largest = std::max(largest, std::filesystem::file_size(path_));
        }
        QVERIFY(largest < 32 * 1024);
        const Usage usage = read();
        QVERIFY(usage.samples.size() <= UsageLog::kMostSamples);
        QVERIFY(usage.samples.size() > UsageLog::kMostSamples / 2);
        QVERIFY(usage.samples == log.samples());
        QVERIFY(usage.samples.back() == second(at - 1));
        // Counters lose nothing by it: two cores all the time.
        for (std::size_t i = 1; i < usage.samples.size(); ++i)
            QVERIFY(usage.samples[i].cpu - usage.samples[i - 1].cpu ==
                    2 * (usage.samples[i].at - usage.samples[i - 1].at));
    }

    void aPeakOutlivesTheHalving() {
        UsageLog log = open({});
        const auto before = log.interval();
        for (int i = 0; i <= static_cast<int>(UsageLog::kMostSamples); ++i) {
            UsageSample sample = second(i);
            sample.memory = ByteSize{i == 100 ? 77U << 20 : 1U << 20};
            log.add(sample);
        }
        QVERIFY(log.interval() == 2 * before);
        const auto samples = read().samples;
        QCOMPARE(samples.size(), UsageLog::kMostSamples / 2 + 1);
        QCOMPARE(std::ranges::count(samples, ByteSize{77U << 20}, &UsageSample::memory), 1);
    }

    void aLineThatIsNotWholeIsLeftOut() {
        const std::string text = "inferno-usage 1 0 - 0 0\n1000 2000 5 - - 1\n2000 40";
        QCOMPARE(parseUsage(text)->samples.size(), 1U);
        QVERIFY(parseUsage(text.substr(0, text.find('\n') + 1))->samples.empty());
    }

    void whatIsNoUsageFileIsRefused() {
        for (const char* bad :
             {"", "inferno-usage 1 0 - 0 0", "inferno-usage 2 0 - 0 0\n", "x\n", "inferno-usage 1 0 - 0 0\n1 2 3\n",
              "inferno-usage 1 0 - 0 0\n1 2 3 4 5 x\n", "inferno-usage 1 0 - 0 0\n1 2 3 4 5 6 7\n",
              "inferno-usage 1 0 - 0 0\n-1 2 3 4 5 6\n", "inferno-usage 1 0 - 0 0\n5 2 3 - - 1\n4 2 3 - - 1\n"})
            QVERIFY2(!parseUsage(bad), bad);
    }

    void aFullDiskIsNoHarm() {
        fakes::FaultyVfs full(vfs_);
        UsageLog log(full, path_, {}, 2s);
        log.add(second(1));
        full.failAt(1, ErrorCode::DiskFull);
        for (int i = 2; i < 1000; ++i)
            log.add(second(i));
        QVERIFY(log.samples().back() == second(999));
    }

private:
    UsageLog open(Usage head) { return {vfs_, path_, std::move(head), 2s}; }
    Usage read() {
        const auto text = readFile(vfs_, path_);
        return *parseUsage(asText(*text));
    }

    std::unique_ptr<QTemporaryDir> folder_;
    std::filesystem::path path_;
    SystemVfs vfs_;
};

QTEST_GUILESS_MAIN(TestUsageLog)
#include "tst_usage_log.moc"
