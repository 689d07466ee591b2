// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <random>

#include "services/executors/packed_log.h"
#include "tests/fakes/faulty_vfs.h"
#include "tests/services/executors/launches.h"

using namespace inferno;
using namespace inferno::executors;

class TestPackedLog : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        plain_ = folder_->path().toStdString() + "/output.log";
        packed_ = folder_->path().toStdString() + "/output.log.zst";
    }

    void everyOffsetReadsAsBefore() {
        const std::string text = lines(900'000);
        write(text);
        QVERIFY(packLog(vfs_, plain_, packed_));
        QVERIFY(!std::filesystem::exists(plain_));
        QVERIFY(std::filesystem::file_size(packed_) < text.size() / 4);
        const auto file = openPackedLog(vfs_, packed_);
        QVERIFY(file);
        QCOMPARE(*(*file)->size(), text.size());
        std::mt19937 random(1);
        for (int i = 0; i < 300; ++i) {
            const std::size_t at = std::uniform_int_distribution<std::size_t>(0, text.size() + 10)(random);
            std::string part(std::uniform_int_distribution<std::size_t>(1, 600'000)(random), '\0');
            const auto count = (*file)->read(at, {reinterpret_cast<std::uint8_t*>(part.data()), part.size()});
            QVERIFY(count);
            const std::string expected = at < text.size() ? text.substr(at, part.size()) : "";
            QVERIFY(part.substr(0, *count) == expected);
        }
        QVERIFY(!(*file)->write(0, {}) && !(*file)->truncate(0) && !(*file)->sync());
    }

    void othersCanUnpackIt() {
        const QString program = QStandardPaths::findExecutable(QStringLiteral("zstd"));
        if (program.isEmpty())
            QSKIP("zstd is not installed");
        const std::string text = lines(600'000);
        write(text);
        QVERIFY(packLog(vfs_, plain_, packed_));
        QProcess zstd;
        zstd.start(program, {QStringLiteral("-dc"), QString::fromStdString(packed_.string())});
        QVERIFY(zstd.waitForFinished());
        QVERIFY(zstd.readAllStandardOutput().toStdString() == text);
    }

    void whatGainsNothingStaysPlain_data() {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("small") << QByteArray(4095, 'x');
        std::mt19937 random(1);
        QByteArray noise(100'000, '\0');
        for (char& byte : noise)
            byte = static_cast<char>(random());
        QTest::newRow("noise") << noise;
    }
    void whatGainsNothingStaysPlain() {
        QFETCH(const QByteArray, content);
        write(content.toStdString());
        QVERIFY(packLog(vfs_, plain_, packed_));
        QVERIFY(!std::filesystem::exists(packed_));
        QCOMPARE(std::filesystem::file_size(plain_), static_cast<std::size_t>(content.size()));
        QCOMPARE(vfs_.list(plain_.parent_path())->size(), 1U);
    }

    void wheneverTheDiskFailsOneOfThemIsWhole() {
        const std::string text = lines(300'000);
        int failures = 0;
        for (std::uint64_t operation = 1;; ++operation) {
            std::filesystem::remove(packed_);
            write(text);
            fakes::FaultyVfs faulty(vfs_);
            faulty.failAt(operation, ErrorCode::DiskFull);
            const bool done = packLog(faulty, plain_, packed_).has_value();
            if (std::filesystem::exists(plain_))
                QVERIFY(asText(*readFile(vfs_, plain_)) == text);
            else
                QCOMPARE(*(*openPackedLog(vfs_, packed_))->size(), text.size());
            if (done)
                break;
            ++failures;
        }
        QVERIFY(failures >= 5);
    }

    void damageIsAnErrorAndNotAnAnswer() {
        const std::string text = lines(300'000);
        write(text);
        QVERIFY(packLog(vfs_, plain_, packed_));
        const std::string good(asText(*readFile(vfs_, packed_)));
        std::mt19937 random(1);
        for (int i = 0; i < 400; ++i) {
            std::string bad = good;
            // The table is at the end: half of the damage is done there.
            const std::size_t at = i % 2 == 0 ? random() % bad.size() : bad.size() - 1 - random() % 40;
            bad[at] = static_cast<char>(bad[at] ^ (1 << (random() % 8)));
            if (i % 20 == 0)
                bad.resize(random() % bad.size());
            std::ofstream(packed_, std::ios::binary | std::ios::trunc) << bad;
            const auto file = openPackedLog(vfs_, packed_);
            if (!file)
                continue;
            std::string part(text.size(), '\0');
            const auto count = (*file)->read(0, {reinterpret_cast<std::uint8_t*>(part.data()), part.size()});
            QVERIFY(!count || part.substr(0, *count) == text.substr(0, *count));
        }
    }

    void aFinishedRunIsPackedAndReadsOn() {
        Launches launches;
        const LaunchSpec spec = launches.spec("i=0; while [ $i -lt 20000 ]; do echo line number $i; i=$((i+1)); done; "
                                              "touch up; until [ -e go ]; do sleep 0.02; done; echo last");
        QVERIFY(launches.executor().start(spec));
        QVERIFY(launches.appears("up"));
        OutputChunk before;
        QVERIFY(QTest::qWaitFor(
            [&] {
                const auto next = launches.executor().readOutput(spec.id, before.nextOffset, 1'000'000);
                before.lines += next->lines;
                before.nextOffset = next->nextOffset;
                return before.lines.contains("line number 19999\n");
            },
            20'000));
        std::ofstream(launches.root() / "go");
        QVERIFY(launches.wait(spec.id).result->succeeded());
        QVERIFY(launches.executor().outputPath(spec.id).string().ends_with(".log.zst"));
        QVERIFY(!std::filesystem::exists(launches.files().outputPath()));
        const auto rest = launches.executor().readOutput(spec.id, before.nextOffset, 1'000'000);
        QCOMPARE(outputOf(rest->lines), "last\n");
        QVERIFY(rest->atEnd);
        QVERIFY(launches.log(spec.id) == before.lines + rest->lines);
        QVERIFY(!launches.executor().readOutput(spec.id, 1U << 30, 1000));
    }

private:
    static std::string lines(std::size_t size) {
        std::string text;
        for (int i = 0; text.size() < size; ++i)
            text += "2026-03-24T09:42:07.512Z out F epoch " + std::to_string(i) + " loss 0." +
                    std::to_string(i * 7919) + "\n";
        return text;
    }
    void write(const std::string& text) const { std::ofstream(plain_, std::ios::binary | std::ios::trunc) << text; }

    std::unique_ptr<QTemporaryDir> folder_;
    std::filesystem::path plain_;
    std::filesystem::path packed_;
    SystemVfs vfs_;
};

QTEST_GUILESS_MAIN(TestPackedLog)
#include "tst_packed_log.moc"
