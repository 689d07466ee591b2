// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "core/vault/checkpoint_log.h"
#include "core/vault/stub_maker.h"
#include "tests/core/vault/vault_fixture.h"

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::vault::testing;

class TestStub : public QObject {
    Q_OBJECT

    SystemVfs vfs_;
    fakes::ManualClock clock_{kNow};

    static std::vector<Hash> someLeaves(std::size_t count) {
        std::vector<Hash> leaves(count);
        for (std::size_t i = 0; i < count; ++i)
            leaves[i] = sha256(asBytes(std::to_string(i)));
        return leaves;
    }

    /// A vault with two segments: records 0 to 1,499 with checkpoints of sizes 7, 1,030 and 1,500, then 20 more.
    struct Sample {
        Folder folder;
        std::unique_ptr<KeyStore> keys;
        std::shared_ptr<SegmentReader> segment;
        std::vector<std::uint64_t> sizes;
    };
    std::unique_ptr<Sample> sample() {
        auto out = std::make_unique<Sample>();
        const auto vault = std::move(*Vault::open(vfs_, clock_, smallOptions(out->folder.root)));
        int next = 0;
        for (const int count : {7, 1023, 470, 20}) {
            (void)vault->append(requestOf(next, count));
            (void)vault->checkpointNow();
            next += count;
            if (next >= 1500)
                (void)vault->rotate();
        }
        (void)vault->close();
        out->keys = std::move(*KeyStore::open(vfs_, KeyPaths::under(out->folder.root)));
        out->segment = std::move(*SegmentReader::open(vfs_, segmentPath(out->folder.vault(), 1), out->keys->vaultId(),
                                                      out->keys->verifiers()));
        (void)out->segment->unlock(*out->keys);
        out->sizes = *checkpointedSizes(vfs_, out->folder.vault(), 0, 1500);
        return out;
    }

private Q_SLOTS:
    void coversAreComplete() {
        for (std::uint64_t begin = 0; begin < 70; ++begin)
            for (std::uint64_t end = begin; end < 70; ++end) {
                std::uint64_t at = begin;
                for (const NodeId id : coverOf(begin, end)) {
                    QCOMPARE(id.index << id.level, at);
                    at += 1ULL << id.level;
                }
                QCOMPARE(at, end);
                QVERIFY(coverOf(begin, end).size() <= 12);
            }
        QVERIFY(coverOf(1, 1023).size() <= 20);
    }

    /// Every node that a tree cut at these sizes consists of can be put together; and no leaf in between.
    void whatIsKeptSuffices() {
        const auto leaves = someLeaves(1024);
        const std::vector<std::uint64_t> sizes{3, 4, 500, 777, 1023};
        KeptNodes nodes;
        const auto kept = keptOf(0, leaves, sizes);
        QVERIFY(kept.size() <= 20 * (sizes.size() + 1));
        for (const auto& entry : kept)
            nodes.add(entry);
        TreeHasher hasher;
        for (const std::uint64_t size : sizes)
            for (const auto& [from, to] : {std::pair{std::uint64_t{0}, size}, std::pair{size, std::uint64_t{1024}}})
                for (const NodeId id : coverOf(from, to))
                    QCOMPARE(nodes.node(id, hasher), std::optional(hasher.subtree(std::span(leaves).subspan(
                                                         id.index << id.level, 1ULL << id.level))));
        QCOMPARE(nodes.node({kGroupLevel, 0}, hasher), std::optional(hasher.subtree(leaves)));
        QCOMPARE(nodes.node({0, 600}, hasher), std::nullopt);
        QCOMPARE(nodes.node({1, 300}, hasher), std::nullopt);
    }

    void checkpointedSizesAreFound() {
        Folder folder;
        const NoteSigner signer{"inferno.local/0193a5c2-7f1e-7a3b-9c4d-5e6f70819203", SigningKey::generate()};
        std::string file;
        for (std::uint64_t size = 0; size < 3000; size += 3) {
            const Checkpoint checkpoint{signer.name, size, sha256(asBytes(std::to_string(size)))};
            file += *signer.signedNote(checkpoint.body()) + "\n";
        }
        overwrite(folder.root / "checkpoints", asBytes(file));
        const auto sizesIn = [&](std::uint64_t first, std::uint64_t next) {
            const auto sizes = checkpointedSizes(vfs_, folder.root, first, next);
            return sizes ? *sizes : std::vector<std::uint64_t>{99999};
        };
        QCOMPARE(sizesIn(0, 9), (std::vector<std::uint64_t>{0, 3, 6, 9}));
        QCOMPARE(sizesIn(1500, 1505), (std::vector<std::uint64_t>{1500, 1503}));
        QCOMPARE(sizesIn(2996, 9999), (std::vector<std::uint64_t>{2997}));
        QCOMPARE(sizesIn(0, 9999).size(), std::size_t{1000});
        QCOMPARE(sizesIn(1, 2).size(), std::size_t{0});
        overwrite(folder.root / "checkpoints", asBytes(file.substr(0, file.size() - 30))); // torn
        QCOMPARE(sizesIn(2991, 9999), (std::vector<std::uint64_t>{2991, 2994}));
    }

    void aStubComesBackAsItWas() {
        const auto s = sample();
        QCOMPARE(s->sizes, (std::vector<std::uint64_t>{0, 7, 1030, 1500}));
        auto stub = stubOf(*s->segment, *s->keys, s->sizes);
        QVERIFY2(stub, stub ? "" : stub.error().message().c_str());
        stub->prunedBy = 1510;
        stub->archived = true;
        Marks marks;
        marks.outbox.push_back({newUuid(kNow), 17});
        marks.idempotency.push_back({sha256(asBytes("k")), 3, 0, 12, 3});
        const auto key = *s->keys->key(s->segment->header().keys.front().id);
        QVERIFY(stub->sealMarks(marks, *key, freshSalt(kNow)));
        const Bytes file = *stub->serialized(*s->keys->signer());
        QVERIFY2(file.size() < 40'000, qPrintable(QString::number(file.size())));
        const auto read = SegmentStub::parse(file, "0000000001.stub", s->keys->vaultId(), s->keys->verifiers());
        QVERIFY2(read, read ? "" : read.error().message().c_str());
        QCOMPARE(read->prunedBy, 1510U);
        QVERIFY(read->archived);
        QCOMPARE(read->records(), 1500U);
        QCOMPARE(read->trailerHash, s->segment->trailerHash());
        QCOMPARE(read->groups, s->segment->footer().groups);
        QCOMPARE(read->kept, stub->kept);
        QCOMPARE(read->lastReceivedNs, kNow.time_since_epoch().count());
        const auto opened = read->openMarks(*s->keys);
        QVERIFY(opened && *opened);
        QCOMPARE((*opened)->outbox, marks.outbox);
        QCOMPARE((*opened)->idempotency, marks.idempotency);
        QCOMPARE(*read->serialized(*s->keys->signer()), file); // Ed25519 is deterministic
    }

    void everyBitOfAStubIsGuarded() {
        const auto s = sample();
        auto stub = *stubOf(*s->segment, *s->keys, s->sizes);
        stub.leaves.clear(); // shorter, and no longer right: only to save time
        const Bytes right = *stubOf(*s->segment, *s->keys, s->sizes)->serialized(*s->keys->signer());
        const auto code = [&](ByteView file, const char* name = "0000000001.stub") {
            const auto read = SegmentStub::parse(file, name, s->keys->vaultId(), s->keys->verifiers());
            return read ? ErrorCode::Internal : read.error().code;
        };
        for (std::size_t at = 0; at < right.size(); at += at < 400 || at + 700 > right.size() ? 1 : 97) {
            Bytes wrong = right;
            wrong[at] ^= static_cast<std::uint8_t>(1U << (at % 8));
            const ErrorCode found = code(wrong);
            QVERIFY2(found == ErrorCode::VaultAltered || found == ErrorCode::VaultVersion,
                     qPrintable(QString::number(at)));
        }
        QCOMPARE(code(*stub.serialized(*s->keys->signer())), ErrorCode::VaultAltered); // signed, and does not fit
        QCOMPARE(code(right, "0000000002.stub"), ErrorCode::VaultAltered);
        for (const std::size_t cut : {std::size_t{0}, std::size_t{11}, right.size() - 1})
            QCOMPARE(code(ByteView(right).first(cut)), ErrorCode::VaultAltered);
        const NoteSigner another{s->keys->origin(), SigningKey::generate()};
        QCOMPARE(code(*stubOf(*s->segment, *s->keys, s->sizes)->serialized(another)), ErrorCode::VaultAltered);
    }
};

QTEST_GUILESS_MAIN(TestStub)
#include "tst_stub.moc"
