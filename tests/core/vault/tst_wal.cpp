// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/storage/block_codec.h"
#include "core/vault/wal.h"
#include "tests/core/vault/vault_fixture.h"
#include "tests/fakes/faulty_vfs.h"

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::vault::testing;

class TestWal : public QObject {
    Q_OBJECT

    SystemVfs system_;
    fakes::ManualClock clock_{kNow};

    struct Log {
        Folder folder;
        std::unique_ptr<KeyStore> keys;
        std::shared_ptr<const DataKey> key;
        std::filesystem::path path;
    };

    /// A log of three frames with two records each.
    void write(Log& log) {
        log.keys = std::move(*KeyStore::openOrCreate(system_, clock_, KeyPaths::under(log.folder.root)));
        log.key = *log.keys->currentKey(RetentionClass::Default, monthOf(kNow));
        QVERIFY(system_.makeFolder(log.folder.vault() / "wal", 0700));
        auto writer =
            WalWriter::create(system_, clock_, log.folder.vault(), log.keys->vaultId(), 7, 100, *log.key, 65536);
        QVERIFY2(writer, writer ? "" : writer.error().message().c_str());
        for (std::uint64_t frame = 0; frame < 3; ++frame) {
            WalBatch batch;
            batch.firstSeq = 100 + 2 * frame;
            batch.records.add(asBytes("record " + std::to_string(batch.firstSeq)));
            batch.records.add(asBytes(std::string(3000, 'x')));
            batch.marks.outbox.push_back({Uuid{9}, frame});
            batch.marks.idempotency.push_back({Hash{8}, Hash{4}, 2, 0, batch.firstSeq, 2});
            QVERIFY(writer->commit(batch, batch.firstSeq));
        }
        log.path = walPath(log.folder.vault(), 7);
    }

    Result<WalScan> read(const Log& log, std::vector<WalBatch>& batches) {
        return readWal(system_, log.path, *log.keys, [&](WalBatch batch, std::uint64_t) -> Result<void> {
            batches.push_back(std::move(batch));
            return {};
        });
    }

private Q_SLOTS:
    void codecsRoundTrip_data() {
        QTest::addColumn<int>("codec");
        for (int codec = 0; codec < 4; ++codec)
            QTest::newRow(std::string(storage::toText(static_cast<storage::Codec>(codec))).c_str()) << codec;
    }
    void codecsRoundTrip() {
        QFETCH(const int, codec);
        const auto which = static_cast<storage::Codec>(codec);
        storage::BlockCodec blocks;
        const Bytes raw(10'000, 'a');
        const auto packed = blocks.compress(which, 1, raw);
        QVERIFY(packed);
        QCOMPARE(*blocks.decompress(which, *packed, raw.size()), raw);
        QVERIFY(!blocks.decompress(which, *packed, raw.size() - 1)); // a length that is not true
        QVERIFY(!blocks.decompress(which, *packed, raw.size() + 1));
        QVERIFY(!blocks.decompress(which, ByteView(*packed).first(packed->size() - 1), raw.size()));
        QVERIFY(!blocks.decompress(which, *packed, 1ULL << 40));
        QCOMPARE(*storage::parseCodec(storage::toText(which)), which);
    }

    void framesComeBack() {
        Log log;
        write(log);
        std::vector<WalBatch> batches;
        const auto scan = read(log, batches);
        QVERIFY2(scan, scan ? "" : scan.error().message().c_str());
        QCOMPARE(scan->frames, 3U);
        QCOMPARE(scan->header.number, 7U);
        QCOMPARE(scan->header.firstSeq, 100U);
        QVERIFY(scan->state == storage::LogEnd::Clean);
        QCOMPARE(batches.size(), 3U);
        QCOMPARE(batches[1].firstSeq, 102U);
        QCOMPARE(asText(batches[1].records[0]), "record 102");
        QCOMPARE(batches[2].marks.outbox.front().highest, 2U);
        QCOMPARE(batches[2].marks.idempotency.front().firstSeq, 104U);
        QCOMPARE(system_.stat(log.path)->size, 65536U); // reserved
        const Bytes content = *readFile(system_, log.path);
        QVERIFY(asText(content).find("record 10") == std::string_view::npos); // encrypted
    }

    /// Cut at every byte: whole frames before the cut come back, the rest is torn or was never begun.
    void aCutTailIsTorn() {
        Log log;
        write(log);
        const Bytes content = *readFile(system_, log.path);
        std::vector<WalBatch> all;
        const auto whole = read(log, all);
        std::vector<std::uint64_t> ends; // behind the header and each frame
        (void)readWal(system_, log.path, *log.keys, [&](const WalBatch&, std::uint64_t offset) -> Result<void> {
            ends.push_back(offset);
            return {};
        });
        ends.push_back(whole->end);
        for (std::uint64_t cut = 0; cut < whole->end; cut += cut < 200 ? 1 : 7) {
            overwrite(log.path, ByteView(content).first(cut));
            std::vector<WalBatch> batches;
            const auto scan = read(log, batches);
            QVERIFY2(scan, scan ? "" : scan.error().message().c_str());
            if (cut < ends.front()) {
                QVERIFY(scan->noHeader);
                continue;
            }
            const auto frames = static_cast<std::size_t>(std::ranges::upper_bound(ends, cut) - ends.begin()) - 1;
            QCOMPARE(batches.size(), frames);
            QCOMPARE(scan->end, ends[frames]);
            QCOMPARE(scan->state == storage::LogEnd::Clean, scan->rest.empty());
            QVERIFY(scan->rest.size() <= cut - ends[frames]);
        }
    }

    /// No flipped bit goes unnoticed: it is altered, or it is in the last frame and looks torn.
    void everyFlippedBitIsFound() {
        Log log;
        write(log);
        const Bytes content = *readFile(system_, log.path);
        std::vector<WalBatch> all;
        const std::uint64_t end = read(log, all)->end;
        for (std::uint64_t at = 0; at < end + 40; ++at) {
            Bytes damaged = content;
            damaged[at] = static_cast<std::uint8_t>(damaged[at] ^ (1U << (at % 8)));
            overwrite(log.path, damaged);
            std::vector<WalBatch> batches;
            const auto scan = read(log, batches);
            if (scan)
                QVERIFY2(scan->state != storage::LogEnd::Clean || scan->noHeader, std::to_string(at).c_str());
            else
                QCOMPARE(scan.error().code, ErrorCode::VaultAltered);
        }
    }

    void aFrameDoesNotOpenElsewhere() {
        Log log;
        write(log);
        // The same bytes under another number: name and content must agree.
        const auto other = walPath(log.folder.vault(), 8);
        std::filesystem::copy_file(log.path, other);
        log.path = other;
        std::vector<WalBatch> batches;
        QCOMPARE(read(log, batches).error().code, ErrorCode::VaultAltered);
    }

    void aFullDiskIsNamed() {
        Log log;
        write(log);
        fakes::FaultyVfs faulty(system_);
        faulty.failAt(2, ErrorCode::DiskFull);
        const auto writer =
            WalWriter::create(faulty, clock_, log.folder.vault(), log.keys->vaultId(), 9, 106, *log.key, 65536);
        QCOMPARE(writer.error().code, ErrorCode::DiskFull);
    }
};

QTEST_GUILESS_MAIN(TestWal)
#include "tst_wal.moc"
