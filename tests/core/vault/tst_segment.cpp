// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/vault/record.h"
#include "core/vault/segment_writer.h"
#include "tests/core/vault/vault_fixture.h"

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::vault::testing;

class TestSegment : public QObject {
    Q_OBJECT

    SystemVfs system_;
    fakes::ManualClock clock_{kNow};

    struct Made {
        Folder folder;
        std::unique_ptr<KeyStore> keys;
        std::filesystem::path path;
        Result<std::shared_ptr<SegmentReader>> open(Vfs& vfs) const {
            return SegmentReader::open(vfs, path, keys->vaultId(), keys->verifiers());
        }
    };

    static RecordSet records(std::uint64_t first, std::uint64_t count) {
        RecordSet set;
        for (std::uint64_t seq = first; seq < first + count; ++seq) {
            Record record;
            record.seq = seq;
            record.received = kNow;
            record.timestamp = kNow + std::chrono::seconds(seq);
            record.event = makeEvent(static_cast<int>(seq));
            set.add(encodeRecord(record));
        }
        return set;
    }

    /// Records 1,000 to 1,039 in two blocks, as a segment that begins in the middle of a group.
    void make(Made& made, storage::Codec codec, std::size_t threshold) {
        made.keys = std::move(*KeyStore::openOrCreate(system_, clock_, KeyPaths::under(made.folder.root)));
        const auto key = *made.keys->currentKey(RetentionClass::Default, monthOf(kNow));
        QVERIFY(system_.makeFolder(made.folder.vault() / "segments", 0700));
        auto created = SegmentWriter::create(system_, clock_, made.folder.vault(), *made.keys, 3, 1000, Hash{5}, *key,
                                             {codec, 1, threshold});
        QVERIFY2(created, created ? "" : created.error().message().c_str());
        SegmentWriter& writer = **created;
        QVERIFY(writer.addBlock(1000, records(1000, 24)));
        QVERIFY(writer.addBlock(1024, records(1024, 16)));
        QVERIFY(!writer.addBlock(1024, records(1024, 1)));    // does not follow
        QVERIFY(!writer.addBlock(1040, records(1040, 1010))); // crosses a multiple of 1,024
        QCOMPARE(writer.readBlock(0)->size(), 24U);
        SegmentFooter footer;
        footer.nextSeq = 1040;
        footer.nextWal = 12;
        footer.groups.push_back(Hash{7});
        footer.leaves.resize(16);
        SegmentSecrets secrets;
        secrets.marks.outbox.push_back({Uuid{1}, 99});
        made.path = segmentPath(made.folder.vault(), 3);
        QVERIFY(!exists(system_, made.path));
        const auto finished = writer.finish(footer, secrets, Hash{6}, *made.keys->signer());
        QVERIFY2(finished, finished ? "" : finished.error().message().c_str());
        QVERIFY(exists(system_, made.path));
    }

    /// All that verification looks at, in its order.
    Result<void> checkAll(const Made& made) {
        INFERNO_TRY(const auto reader, made.open(system_));
        INFERNO_CHECK(reader->unlock(*made.keys));
        INFERNO_CHECK(reader->checkCiphertextTree());
        for (std::size_t i = 0; i < reader->footer().blocks.size(); ++i) {
            INFERNO_CHECK(reader->checkCiphertext(i));
            INFERNO_TRY(const auto block, reader->readBlock(i));
        }
        for (std::size_t i = 0; i < reader->footer().parts.size(); ++i) {
            INFERNO_CHECK(reader->checkPart(i));
            INFERNO_TRY(const Bytes part, reader->readPart(i));
        }
        INFERNO_TRY(const auto secrets, reader->readSecrets());
        return {};
    }

private Q_SLOTS:
    void roundTrip_data() {
        QTest::addColumn<int>("codec");
        QTest::addColumn<int>("threshold");
        QTest::newRow("zstd") << 2 << 0;
        QTest::newRow("lz4") << 1 << 0;
        QTest::newRow("gzip") << 3 << 0;
        QTest::newRow("none") << 0 << 0;
        QTest::newRow("below the threshold") << 2 << (1 << 20);
    }
    void roundTrip() {
        QFETCH(const int, codec);
        QFETCH(const int, threshold);
        Made made;
        make(made, static_cast<storage::Codec>(codec), static_cast<std::size_t>(threshold));
        const auto opened = made.open(system_);
        QVERIFY2(opened, opened ? "" : opened.error().message().c_str());
        SegmentReader& reader = **opened;
        QCOMPARE(reader.header().firstSeq, 1000U);
        QCOMPARE(reader.footer().nextSeq, 1040U);
        QCOMPARE(reader.footer().nextWal, 12U);
        QCOMPARE(reader.footer().blocks[1].firstNs, (kNow + std::chrono::seconds(1024)).time_since_epoch().count());
        QCOMPARE(reader.readBlock(0).error().code, ErrorCode::KeyUnavailable); // still locked
        QVERIFY(reader.unlock(*made.keys));
        const auto block = reader.readBlock(1);
        QVERIFY(block);
        const RecordSet expected = records(1024, 16);
        for (std::size_t i = 0; i < 16; ++i)
            QVERIFY(std::ranges::equal((*block)[i], expected[i]));
        QCOMPARE(reader.readSecrets()->marks.outbox.front().highest, 99U);
        QCOMPARE(reader.readSecrets()->byLevel[static_cast<std::size_t>(Level::Info)], 40U);
        QCOMPARE(reader.footer().parts.size(), 1 + kChapterParts);
        QCOMPARE(reader.chapters(), 1U);
        QCOMPARE(ChapterSummary::parse(*reader.readIndex(0, 0))->blocks.size(), 2U);
        const Bytes content = *readFile(system_, made.path);
        QVERIFY(asText(content).find("login_failed") == std::string_view::npos);
        QVERIFY(checkAll(made));
    }

    void everyFlippedBitIsFound() {
        Made made;
        make(made, storage::Codec::Zstd, 0);
        const std::uint64_t size = system_.stat(made.path)->size;
        for (std::uint64_t at = 0; at < size; ++at) {
            const auto bit = static_cast<unsigned>(at * 5 % 8);
            flipBit(made.path, at, bit);
            const auto checked = checkAll(made);
            QVERIFY2(!checked, ("bit " + std::to_string(bit) + " of byte " + std::to_string(at)).c_str());
            QVERIFY2(checked.error().code == ErrorCode::VaultAltered ||
                         checked.error().code == ErrorCode::VaultVersion ||
                         checked.error().code == ErrorCode::KeyUnavailable,
                     checked.error().message().c_str());
            flipBit(made.path, at, bit);
        }
        QVERIFY(checkAll(made));
    }

    void cutAnywhereIsFound() {
        Made made;
        make(made, storage::Codec::Zstd, 0);
        const Bytes content = *readFile(system_, made.path);
        for (std::size_t cut = 0; cut < content.size(); cut += 3) {
            overwrite(made.path, ByteView(content).first(cut));
            QVERIFY(!made.open(system_));
        }
        Bytes longer = content;
        longer.push_back(0);
        overwrite(made.path, longer);
        QCOMPARE(made.open(system_).error().code, ErrorCode::VaultAltered);
    }

    void aSegmentUnderAnotherNameIsFound() {
        Made made;
        make(made, storage::Codec::Zstd, 0);
        const auto other = segmentPath(made.folder.vault(), 4);
        QVERIFY(system_.rename(made.path, other));
        made.path = other;
        QCOMPARE(made.open(system_).error().code, ErrorCode::VaultAltered);
    }

    void hostileLengthsCostNothing() {
        // A block header that promises far more than a block may hold.
        BlockHeader header;
        header.count = 1;
        header.frames.push_back({0, storage::Codec::Zstd, 1, 0xFFFFFFFF, 0xFFFFFFFF});
        QVERIFY(!BlockHeader::parse(header.encoded()));
        header.frames.front() = {0, storage::Codec::Zstd, 1, 100, 100};
        QVERIFY(*BlockHeader::parse(header.encoded()) == header);
        Bytes footer;
        putLe(footer, std::uint16_t{1});
        putLe(footer, std::uint64_t{1});
        putLe(footer, std::uint64_t{1});
        putLe(footer, std::uint32_t{0xFFFFFFFF});
        QVERIFY(!parseFooter(footer));
    }
};

QTEST_GUILESS_MAIN(TestSegment)
#include "tst_segment.moc"
