// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <fstream>

#include <QTemporaryDir>
#include <QtTest>

#include "core/rules/condition.h"
#include "services/host/free_memory.h"
#include "services/host/host_figures.h"

using namespace inferno;
using namespace Qt::StringLiterals;

class TestHost : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyFigureOfTheMachineIsMeasured() {
        QTemporaryDir folder;
        SystemClock clock;
        host::HostProbe probe(folder.path().toStdString());
        host::HostFigures figures(probe, folder.path().toStdString(), clock);
        for (const rules::Metric& metric : rules::metrics()) {
            if (metric.name == "queue_depth" || metric.name == "running_jobs") {
                QCOMPARE(figures.read(metric, "").error().code, ErrorCode::MetricUnavailable);
                continue;
            }
            const auto value =
                figures.read(metric, metric.path == rules::Path::Required ? folder.path().toStdString() : "");
            QVERIFY2(value, metric.name.data());
            QVERIFY2(*value >= 0, metric.name.data());
            if (metric.kind == rules::Kind::Percent)
                QVERIFY2(*value <= 100, metric.name.data());
        }
    }

    void memoryIsWhatTheNarrowestLimitLeaves() {
        namespace fs = std::filesystem;
        QTemporaryDir folder;
        const fs::path root = folder.path().toStdString();
        const auto write = [&](const char* name, const char* text) {
            fs::create_directories((root / name).parent_path());
            std::ofstream(root / name) << text;
        };
        QVERIFY(!host::freeMemory(root));
        write("proc/meminfo", "MemTotal:  2000 kB\nMemAvailable:   1000 kB\n");
        QCOMPARE(host::freeMemory(root).value_or(0), 1000U * 1024);
        // Version 2: the group itself has no limit, the one above it has.
        write("proc/self/cgroup", "0::/system.slice/inferno.service\n");
        write("sys/fs/cgroup/system.slice/inferno.service/memory.max", "max\n");
        write("sys/fs/cgroup/system.slice/inferno.service/memory.current", "5000\n");
        QCOMPARE(host::freeMemory(root).value_or(0), 1000U * 1024);
        write("sys/fs/cgroup/system.slice/memory.max", "900000\n");
        write("sys/fs/cgroup/system.slice/memory.current", "500000\n");
        QCOMPARE(host::freeMemory(root).value_or(0), 400'000U);
        write("sys/fs/cgroup/system.slice/memory.stat", "anon 1\ninactive_file 100000\n");
        QCOMPARE(host::freeMemory(root).value_or(0), 500'000U); // files in the cache are given up first
        write("sys/fs/cgroup/system.slice/inferno.service/memory.max", "4000\n");
        QCOMPARE(host::freeMemory(root).value_or(1), 0U); // beyond its limit already
        // Version 1, where a container sees its own group as the root.
        write("proc/self/cgroup", "7:cpu,cpuacct:/a\n4:memory:/docker/abc\n");
        QCOMPARE(host::freeMemory(root).value_or(0), 1000U * 1024);
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "300000\n");
        write("sys/fs/cgroup/memory/memory.usage_in_bytes", "100000\n");
        QCOMPARE(host::freeMemory(root).value_or(0), 200'000U);
        QVERIFY(host::freeMemory().value_or(0) > 0); // of this machine
    }

    void whatADataRootHolds() {
        QTemporaryDir folder;
        const std::filesystem::path root = folder.path().toStdString();
        const auto put = [&](const std::filesystem::path& file, std::size_t bytes) {
            std::filesystem::create_directories((root / file).parent_path());
            std::ofstream(root / file) << std::string(bytes, 'x');
        };
        put("vault/segments/000.seg", 5000);
        put("vault/log", 500);
        put("runs/run_1/1/output", 700);
        put("settings.toml", 30);
        std::filesystem::create_symlink("/usr", root / "runs/usr"); // is not followed
        const host::DataSizes sizes = host::DataRuler(root).measure();
        QVERIFY(sizes.complete);
        QCOMPARE(sizes.parts.size(), 3U);
        QCOMPARE(sizes.parts[0].name, "vault");
        QCOMPARE(sizes.parts[0].bytes, 5500U);
        QCOMPARE(sizes.parts[1].name, "runs");
        QCOMPARE(sizes.parts[1].bytes, 700U);
        QCOMPARE(sizes.parts[2].name, "other");
        QCOMPARE(sizes.parts[2].bytes, 30U);

        QVERIFY(!host::DataRuler(root, 2).measure().complete);
        host::DataRuler ruler(root);
        QCOMPARE(ruler.measure().parts.size(), 3U);
        std::filesystem::remove_all(root / "vault");
        QCOMPARE(ruler.measure().parts.size(), 3U); // kept for a minute
        QVERIFY(host::DataRuler(root / "nowhere").measure().parts.empty());
    }

    void filesAndDisks() {
        QTemporaryDir folder;
        SystemClock clock;
        host::HostProbe probe(folder.path().toStdString());
        host::HostFigures figures(probe, folder.path().toStdString(), clock);
        const std::string path = folder.filePath(u"a file"_s).toStdString();
        QFile file(QString::fromStdString(path));
        QVERIFY(file.open(QFile::WriteOnly) && file.write("12345") == 5);
        file.close();
        std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now() - std::chrono::hours(2));
        const auto holds = [&](const std::string& text) {
            const auto condition = rules::Condition::parse(text);
            if (!condition)
                qFatal("%s", condition.error().message().c_str());
            return condition->ask(figures);
        };
        QVERIFY(holds("file_exists('" + path + "')")->holds);
        QVERIFY(!holds("file_exists('" + path + "x')")->holds);
        QVERIFY(holds("file_size('" + path + "') = 5")->holds);
        QVERIFY(holds("file_age('" + path + "') > 119m and file_age('" + path + "') < 121m")->holds);
        QVERIFY(holds("disk_free > 1 and disk_usage('" + folder.path().toStdString() + "') >= 0")->holds);
        const auto missing = holds("file_age('" + path + "x') > 1");
        QCOMPARE(missing.error().code, ErrorCode::MetricUnavailable);
        QVERIFY(!holds("disk_usage('/no/such/place') > 1"));
    }
};

QTEST_GUILESS_MAIN(TestHost)
#include "tst_host.moc"
