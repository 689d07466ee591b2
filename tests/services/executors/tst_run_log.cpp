// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include <random>

#include "core/base/vfs.h"
#include "services/executors/output_log.h"
#include "services/executors/run_log.h"
#include "tests/fakes/faulty_vfs.h"
#include "tests/fakes/manual_clock.h"

using namespace inferno;
using namespace inferno::executors;

class TestRunLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        path_ = folder_->path().toStdString() + "/output.log";
    }

    void linesReadBack_data() {
        QTest::addColumn<QByteArray>("output");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a line") << QByteArray("hello\n");
        QTest::newRow("no newline at the end") << QByteArray("hello\nworld");
        QTest::newRow("empty lines") << QByteArray("\n\n\na\n\n");
        QTest::newRow("bytes that are not UTF-8") << QByteArray("\xFF\xFE\x00\x01\n\xC3(\n", 8);
        QTest::newRow("carriage returns") << QByteArray("10%\r20%\r30%\n");
        QTest::newRow("looks like a log line") << QByteArray("2026-03-24T09:42:07Z run F not the runner\n");
        QTest::newRow("a line of exactly a piece") << QByteArray(kMaxLogText, 'x') + "\ny\n";
        QTest::newRow("one byte more than a piece") << QByteArray(kMaxLogText + 1, 'x') + "\ny\n";
        QTest::newRow("three pieces, no newline") << QByteArray(kMaxLogText * 3, 'x');
    }
    void linesReadBack() {
        QFETCH(const QByteArray, output);
        std::mt19937 random(1);
        for (int round = 0; round < 20; ++round) {
            OutputLog log = open(1 << 20);
            for (int at = 0; at < output.size();) {
                const int count = std::uniform_int_distribution<int>(1, round == 0 ? 100'000 : 5000)(random);
                const QByteArray part = output.mid(at, count);
                log.append({part.constData(), static_cast<std::size_t>(part.size())});
                at += count;
                if (round % 3 == 2)
                    log.flushPartial();
            }
            log.finish();
            QCOMPARE(QByteArray::fromStdString(outputOf(content())), output);
            QCOMPARE(log.outputBytes(), static_cast<std::uint64_t>(output.size()));
            QCOMPARE(log.droppedBytes(), 0U);
        }
    }

    void eachLineHasItsTime() {
        OutputLog log = open(1 << 20);
        log.append("one\n");
        clock_.advance(std::chrono::milliseconds(1500));
        log.append("two\n");
        log.note("three");
        log.finish();
        const std::string text = content();
        std::vector<LogLine> lines;
        for (std::string_view rest = text; !rest.empty(); rest.remove_prefix(rest.find('\n') + 1))
            lines.push_back(*parseLogLine(rest.substr(0, rest.find('\n'))));
        QCOMPARE(lines.size(), 3U);
        QCOMPARE(lines[0].text, "one");
        QVERIFY(lines[0].complete && !lines[0].fromRunner);
        QCOMPARE(lines[1].time - lines[0].time, std::chrono::nanoseconds(std::chrono::milliseconds(1500)));
        QCOMPARE(lines[2].text, "three");
        QVERIFY(lines[2].fromRunner);
    }

    void whatIsNoLogLineIsRefused() {
        for (const char* bad : {"", "x", "2026-03-24T09:42:07Z", "2026-03-24T09:42:07Z out F",
                                "2026-03-24T09:42:07Z err F x", "2026-03-24T09:42:07Z out X x", "yesterday out F x"})
            QVERIFY2(!parseLogLine(bad), bad);
        QVERIFY(parseLogLine("2026-03-24T09:42:07Z out F "));
    }

    void theLimitKeepsTheBeginningAndTheEnd() {
        constexpr std::uint64_t kLimit = 100'000;
        OutputLog log = open(kLimit);
        std::uint64_t total = 0;
        for (int i = 0; i < 20'000; ++i) {
            const std::string line = "line " + std::to_string(i) + "\n";
            total += line.size();
            log.append(line);
        }
        log.finish();
        const std::string text = content();
        QVERIFY(text.size() <= kLimit);
        QVERIFY(text.size() > kLimit * 9 / 10);
        const std::string output = outputOf(text);
        QVERIFY(output.starts_with("line 0\nline 1\n"));
        QVERIFY(output.ends_with("line 19998\nline 19999\n"));
        QVERIFY(text.contains("run F this log has reached its limit of 98 KiB"));
        QVERIFY(text.contains("run F " + std::to_string(log.droppedBytes()) + " bytes of output were dropped here"));
        QCOMPARE(log.outputBytes(), total);
        QCOMPARE(log.droppedBytes(), total - output.size());
    }

    void aFullDiskDropsAndCounts() {
        fakes::FaultyVfs vfs(system_);
        OutputLog log(vfs, path_, clock_, ByteSize{1 << 20});
        log.append("before\n");
        vfs.failAt(1, ErrorCode::DiskFull, false);
        log.append("lost\n");
        log.append("after\n");
        log.finish();
        QCOMPARE(outputOf(content()), "before\nafter\n");
        QCOMPARE(log.droppedBytes(), 5U);
        QVERIFY(content().contains("could not be written"));
    }

    void progressLines() {
        OutputLog log = open(1 << 20);
        QVERIFY(!log.progress());
        log.append("::progress 4");
        QVERIFY(!log.progress());
        log.append("2\r\n");
        QCOMPARE(log.progress(), 42);
        for (const char* bad : {"::progress 101\n", "::progress -1\n", "::progress x\n", "::progress\n",
                                " ::progress 1\n", "::progress 1 2\n"})
            log.append(bad);
        QCOMPARE(log.progress(), 42);
        log.append("::progress 100\n");
        QCOMPARE(log.progress(), 100);
        log.append("half a line ");
        log.flushPartial();
        log.append("::progress 7\n"); // in the middle of a line
        QCOMPARE(log.progress(), 100);
        log.finish();
    }

    void printableTextSteersNoTerminal() {
        QCOMPARE(printable("plain\ttext ü 火 😀"), "plain\ttext ü 火 😀");
        QCOMPARE(printable("\x1b[31mred"), "\uFFFD[31mred");
        QCOMPARE(printable("\xC2\x9B"
                           "31m"),
                 "\uFFFD"
                 "31m"); // a C1 control
        QCOMPARE(printable(std::string_view("a\0b", 3)), "a\uFFFD"
                                                         "b");
        QCOMPARE(printable("\xFF\xC0\xAF\xED\xA0\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
        QCOMPARE(printable("a line\r"), "a line");
        QCOMPARE(printable("over\rwritten"), "over\uFFFDwritten");
        QCOMPARE(printable("\xE7\x81"), "\uFFFD\uFFFD"); // cut short
        QCOMPARE(printable("\xF4\x90\x80\x80"), "\uFFFD\uFFFD\uFFFD\uFFFD");
    }

private:
    OutputLog open(std::uint64_t limit) {
        (void)system_.remove(path_);
        return {system_, path_, clock_, ByteSize{limit}};
    }
    /// Without a file nothing was written.
    std::string content() {
        const auto bytes = readFile(system_, path_);
        return bytes ? std::string(asText(*bytes)) : std::string();
    }

    SystemVfs system_;
    fakes::ManualClock clock_{*parseRfc3339("2026-03-24T09:42:07Z")};
    std::unique_ptr<QTemporaryDir> folder_;
    std::filesystem::path path_;
};

QTEST_GUILESS_MAIN(TestRunLog)
#include "tst_run_log.moc"
