// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <map>

#include "core/vault/holds.h"
#include "core/vault/pruner.h"
#include "core/vault/segment_stub.h"
#include "core/vault/signed_note.h"
#include "core/vault/vault_reader.h"
#include "core/vault/verify.h"
#include "tests/core/vault/tamper_fixture.h"
#include "tests/fakes/faulty_vfs.h"

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::vault::testing;

namespace {

/// Time passes by days here: that alone seals nothing.
VaultOptions optionsOf(const std::filesystem::path& root) {
    VaultOptions options = smallOptions(root);
    options.segmentAge = std::chrono::hours{100'000};
    return options;
}

/// A vault of four sealed segments whose borders lie inside groups, with checkpoints inside and at their ends.
struct Small {
    Folder folder;
    std::vector<Hash> leaves;               ///< of all records, before anything was pruned
    std::vector<std::uint64_t> checkpoints; ///< sizes

    static constexpr int kCounts[] = {300, 1500, 900, 40};

    Small(Vfs& vfs, fakes::ManualClock& clock) {
        const auto vault = std::move(*Vault::open(vfs, clock, optionsOf(folder.root)));
        int next = 0;
        for (const int count : kCounts) {
            for (const int part : {count / 3, count - count / 3}) {
                AppendRequest request = requestOf(next, part);
                request.idempotencyKey = idempotencyKey("ann", std::to_string(next));
                must(vault->append(std::move(request)));
                must(vault->checkpointNow());
                next += part;
                checkpoints.push_back(static_cast<std::uint64_t>(next));
            }
            must(vault->rotate());
            clock.advance(std::chrono::hours{24});
        }
        leaves = leafHashesOf(*vault, folder);
        must(vault->close());
    }
    template <typename T>
    static void must(const Result<T>& result) {
        if (!result)
            qFatal("%s", result.error().message().c_str());
    }
    std::unique_ptr<Vault> open(Vfs& vfs, const Clock& clock) const {
        auto vault = Vault::open(vfs, clock, optionsOf(folder.root));
        must(vault);
        return std::move(*vault);
    }
};

PruneRequest requestTo(std::vector<std::uint64_t> segments) {
    return {std::move(segments), "age: older than 1 day", false, {}};
}

} // namespace

class TestPrune : public QObject {
    Q_OBJECT

    SystemVfs system_;
    fakes::ManualClock clock_{kNow};

    /// All proofs that must be possible are, and hold; others are refused as they should.
    void checkProofs(Vault& vault, const Small& sample, std::uint64_t prunedFrom, std::uint64_t prunedTo) {
        TreeHasher hasher;
        const std::uint64_t size = vault.progress().durable;
        const Hash root = vault.status().root;
        std::vector<Hash> plain = sample.leaves;
        {
            // What came after, from the vault itself.
            const auto now = leafHashesBehind(vault, sample, plain.size());
            plain.insert(plain.end(), now.begin(), now.end());
        }
        QCOMPARE(plain.size(), size);
        QCOMPARE(plainRoot(plain, hasher), root);
        for (std::uint64_t seq = 0; seq < size; seq += seq < prunedTo + 50 && seq + 50 > prunedFrom ? 7 : 211) {
            const auto proof = vault.prove(seq);
            if (seq >= prunedFrom && seq < prunedTo) {
                QCOMPARE(proof.error().code, ErrorCode::ProofPruned);
                QCOMPARE(vault.read(seq).error().code, ErrorCode::ProofPruned);
                continue;
            }
            QVERIFY2(proof, proof ? "" : proof.error().message().c_str());
            QCOMPARE(proof->leafHash, plain[seq]);
            QVERIFY(verifyInclusion(hasher, seq, proof->treeSize, proof->leafHash, proof->path, proof->root));
        }
        std::vector<std::uint64_t> sizes = sample.checkpoints;
        sizes.push_back(1024);
        sizes.push_back(size);
        std::ranges::sort(sizes);
        for (const std::uint64_t from : sizes)
            for (const std::uint64_t to : sizes) {
                if (to < from)
                    continue;
                const auto proof = vault.consistency(from, to);
                QVERIFY2(proof, proof ? "" : proof.error().message().c_str());
                QCOMPARE(proof->oldRoot, plainRoot(std::span(plain).first(from), hasher));
                QVERIFY(verifyConsistency(hasher, from, to, proof->oldRoot, proof->newRoot, proof->path));
            }
        // At other sizes the answer names neighbours that work, or the proof holds.
        for (std::uint64_t from = 1; from < size; from += 37) {
            const auto proof = vault.consistency(from, size);
            if (proof) {
                QVERIFY(verifyConsistency(hasher, from, size, plainRoot(std::span(plain).first(from), hasher), root,
                                          proof->path));
                continue;
            }
            QCOMPARE(proof.error().code, ErrorCode::ProofPruned);
            QVERIFY(from > prunedFrom && from < prunedTo);
            const QStringList words = QString::fromStdString(proof.error().hint).split(QLatin1Char(' '));
            for (const QString& word : {words.at(words.size() - 3), words.last()})
                QVERIFY2(vault.consistency(std::max<std::uint64_t>(1, word.toULongLong()), size), qPrintable(word));
        }
    }

    std::vector<Hash> leafHashesBehind(Vault& vault, const Small& sample, std::uint64_t first) {
        const auto keys = KeyStore::open(system_, KeyPaths::under(sample.folder.root), false);
        LeafHasher hasher(**keys);
        std::vector<Hash> leaves;
        for (std::uint64_t seq = first; seq < vault.progress().durable; ++seq)
            leaves.push_back(*hasher.hash(encodeRecord(*vault.read(seq))));
        return leaves;
    }

private Q_SLOTS:
    void segmentsAreDescribed() {
        const Small sample(system_, clock_);
        const auto vault = sample.open(system_, clock_);
        const auto segments = vault->segments();
        QVERIFY(segments);
        QCOMPARE(segments->size(), std::size_t{4});
        QCOMPARE((*segments)[1].firstSeq, 300U);
        QCOMPARE((*segments)[1].nextSeq, 1800U);
        QVERIFY((*segments)[1].lastReceived - (*segments)[0].lastReceived == std::chrono::hours{24});
        QVERIFY(!(*segments)[0].pruned);
    }

    void prunedRangesStayProvable_data() {
        QTest::addColumn<QList<int>>("segments");
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::newRow("first") << QList<int>{1} << 0 << 300;
        QTest::newRow("middle") << QList<int>{2} << 300 << 1800;
        QTest::newRow("first two") << QList<int>{1, 2} << 0 << 1800;
        QTest::newRow("last") << QList<int>{4} << 2700 << 2740;
        QTest::newRow("all") << QList<int>{1, 2, 3, 4} << 0 << 2740;
    }
    void prunedRangesStayProvable() {
        QFETCH(QList<int>, segments);
        QFETCH(int, from);
        QFETCH(int, to);
        const Small sample(system_, clock_);
        const std::vector<std::uint64_t> numbers(segments.begin(), segments.end());
        {
            const auto vault = sample.open(system_, clock_);
            const auto pruned = vault->prune(requestTo(numbers));
            QVERIFY2(pruned, pruned ? "" : pruned.error().message().c_str());
            QCOMPARE(*pruned, numbers.size());
            QCOMPARE(sample.folder.files("segments", ".seg").size(), 4 - numbers.size());
            checkProofs(*vault, sample, static_cast<std::uint64_t>(from), static_cast<std::uint64_t>(to));
            if (QTest::currentTestFailed())
                return;
            QVERIFY(vault->append(requestOf(5000, 30)));
            QVERIFY(vault->rotate());
        }
        const auto vault = sample.open(system_, clock_); // the same from the stubs alone
        checkProofs(*vault, sample, static_cast<std::uint64_t>(from), static_cast<std::uint64_t>(to));
        QVERIFY((*vault->segments())[numbers.front() - 1].pruned);
        const auto query = vault->query({});
        QVERIFY(query);
        Query all;
        all.limit = 10'000;
        QCOMPARE(vault->query(all)->seen.prunedEvents, static_cast<std::uint64_t>(to - from));
    }

    void theRecordTellsWhat() {
        const Small sample(system_, clock_);
        const auto vault = sample.open(system_, clock_);
        QVERIFY(vault->prune(requestTo({1, 3})));
        Query query;
        query.actions = {std::string(actions::kAuditPruned)};
        query.order = Order::OldestFirst;
        const auto page = vault->query(query);
        QCOMPARE(page->records.size(), std::size_t{2}); // they are not neighbours
        const Record& first = page->records.front();
        QVERIFY(first.recordedBy.origin == Origin::Service);
        QVERIFY2(first.event.details.find(R"("first_seq":0,"next_seq":300)") != std::string::npos ||
                     first.event.details.find(R"("first_seq":0)") != std::string::npos,
                 first.event.details.c_str());
        SystemVfs vfs;
        const auto stub = SegmentStub::read(vfs, stubPath(sample.folder.vault(), 1), vault->vaultId(),
                                            std::vector{*VerifierKey::parse(vault->verifierKey())});
        QCOMPARE(stub->prunedBy, first.seq);
        QCOMPARE(*vault->prune(requestTo({1, 3})), 0U); // nothing twice
    }

    void idempotencyKeysSurvive() {
        const Small sample(system_, clock_);
        {
            const auto vault = sample.open(system_, clock_);
            QVERIFY(vault->prune(requestTo({1})));
            QVERIFY(vault->prune(requestTo({2, 3, 4}))); // the newest stub repeats the first one's
        }
        const auto vault = sample.open(system_, clock_);
        for (const int first : {0, 100, 300, 800, 1800, 2700}) {
            const auto receipt = vault->receiptOf(idempotencyKey("ann", std::to_string(first)));
            QVERIFY2(receipt, qPrintable(QString::number(first)));
            QCOMPARE(receipt->seqs.front(), static_cast<std::uint64_t>(first));
        }
    }

    void outboxMarksSurvive() {
        Folder folder;
        const Uuid database = newUuid(kNow);
        {
            const auto vault = std::move(*Vault::open(system_, clock_, optionsOf(folder.root)));
            AppendRequest request = requestOf(0, 3);
            request.outbox = OutboxBatch{database, {5, 6, 9}};
            QVERIFY(vault->append(std::move(request)));
            QVERIFY(vault->rotate());
            QVERIFY(vault->prune(requestTo({1})));
        }
        std::filesystem::remove(segmentPath(folder.vault(), 2)); // the record of pruning alone: marks are in its footer
        const auto stub = *SegmentStub::read(system_, stubPath(folder.vault(), 1),
                                             (*KeyStore::open(system_, KeyPaths::under(folder.root)))->vaultId(),
                                             (*KeyStore::open(system_, KeyPaths::under(folder.root)))->verifiers());
        const auto keys = std::move(*KeyStore::open(system_, KeyPaths::under(folder.root)));
        QCOMPARE((**stub.openMarks(*keys)).outbox.front().highest, 9U);
    }

    void holdsRefuse() {
        const Small sample(system_, clock_);
        const auto vault = sample.open(system_, clock_);
        const auto hold = vault->holds().add(*HoldRange::parse("350..360"), "case 1", "ann", clock_.now());
        QCOMPARE(vault->prune(requestTo({1, 2})).error().code, ErrorCode::HoldActive);
        QCOMPARE(sample.folder.files("segments", ".seg").size(), std::size_t{4}); // neither
        QVERIFY(vault->prune(requestTo({1})));
        QVERIFY(vault->holds().release(hold->id));
        QVERIFY(vault->prune(requestTo({2})));
    }

    void keysThatNothingNeedsAreDestroyed() {
        Folder folder;
        {
            const auto vault = std::move(*Vault::open(system_, clock_, optionsOf(folder.root)));
            for (int month = 0; month < 4; ++month) {
                QVERIFY(vault->append(requestOf(month * 10, 10)));
                QVERIFY(vault->rotate());
                clock_.advance(std::chrono::days{31});
            }
            PruneRequest archived = requestTo({1});
            archived.archived = true;
            QVERIFY(vault->prune(archived));
            QCOMPARE(*vault->destroyUnneededKeys({}), std::size_t{0}); // the archive needs it
            QVERIFY(vault->prune(requestTo({2})));
            const auto destroyed = vault->destroyUnneededKeys({});
            QVERIFY2(destroyed, destroyed ? "" : destroyed.error().message().c_str());
            QCOMPARE(*destroyed, std::size_t{1});
            QCOMPARE(*vault->destroyUnneededKeys({}), std::size_t{0});
            QVERIFY(vault->read(25)); // the third month's
            Query query;
            query.actions = {"keys_destroyed"};
            QCOMPARE(vault->query(query)->records.size(), std::size_t{1});
        }
        const auto vault = std::move(*Vault::open(system_, clock_, optionsOf(folder.root)));
        QVERIFY(vault->read(25));
        QCOMPARE(vault->prove(15).error().code, ErrorCode::ProofPruned);
        const auto keys = std::move(*KeyStore::open(system_, KeyPaths::under(folder.root)));
        QCOMPARE(keys->key(DataKeyId{2}).error().code, ErrorCode::KeyUnavailable);
        QVERIFY(keys->key(DataKeyId{1}));
        VerifyOptions options;
        options.live = true;
        const auto found = verifyVault(system_, KeyPaths::under(folder.root), options);
        QVERIFY2(found && found->verdict == Verdict::Pruned, describe(*found).c_str());
    }

    void aPrunedSegmentComesBack() {
        const Small sample(system_, clock_);
        const auto aside = restoreFolder(sample.folder.vault());
        const auto vault = sample.open(system_, clock_);
        std::filesystem::create_directories(aside);
        for (const int number : {2, 3})
            std::filesystem::copy_file(segmentPath(sample.folder.vault(), static_cast<std::uint64_t>(number)),
                                       aside / segmentPath({}, static_cast<std::uint64_t>(number)).filename());
        QVERIFY(vault->prune(requestTo({2})));
        QCOMPARE(vault->restore(3, aside / segmentPath({}, 3).filename(), {}).error().code, ErrorCode::InputInvalid);
        std::filesystem::copy_file(aside / segmentPath({}, 2).filename(), aside / "kept");
        flipBit(aside / segmentPath({}, 2).filename(), 5000); // in a block
        QCOMPARE(vault->restore(2, aside / segmentPath({}, 2).filename(), {}).error().code, ErrorCode::VaultAltered);
        std::filesystem::rename(aside / "kept", aside / segmentPath({}, 2).filename());
        const auto back = vault->restore(2, aside / segmentPath({}, 2).filename(), {});
        QVERIFY2(back, back ? "" : back.error().message().c_str());
        checkProofs(*vault, sample, 0, 0);
        QVERIFY(vault->close());
        const auto again = sample.open(system_, clock_); // segment and stub beside each other
        checkProofs(*again, sample, 0, 0);
        QVERIFY(!(*again->segments())[1].pruned);
        QCOMPARE(*again->prune(requestTo({2})), 1U);
        checkProofs(*again, sample, 300, 1800);
    }

    void verificationSaysPruned_data() {
        QTest::addColumn<int>("level");
        QTest::addColumn<QList<int>>("segments");
        for (const auto level : {VerifyLevel::Structure, VerifyLevel::Ciphertext, VerifyLevel::Full})
            for (const auto& segments : {QList<int>{2}, QList<int>{1, 2, 3, 4}}) {
                const std::string name = std::string(nameOf(level)) + (segments.size() == 1 ? " one" : " all");
                QTest::newRow(name.c_str()) << static_cast<int>(level) << segments;
            }
    }
    void verificationSaysPruned() {
        QFETCH(int, level);
        QFETCH(QList<int>, segments);
        const Small sample(system_, clock_);
        VerifyOptions options;
        options.level = static_cast<VerifyLevel>(level);
        {
            const auto vault = sample.open(system_, clock_);
            QVERIFY(vault->prune(requestTo(std::vector<std::uint64_t>(segments.begin(), segments.end()))));
            options.live = true;
            (void)vault->checkpointNow();
            const auto live = verifyVault(system_, KeyPaths::under(sample.folder.root), options);
            QVERIFY2(live && live->verdict == Verdict::Pruned, describe(*live).c_str());
            options.live = false;
        }
        const auto found = verifyVault(system_, KeyPaths::under(sample.folder.root), options);
        QVERIFY2(found && found->verdict == Verdict::Pruned, describe(*found).c_str());
        QCOMPARE(exitCodeOf(found->verdict), 0);
        QCOMPARE(found->problems.size(), static_cast<std::size_t>(segments.size()));
        QCOMPARE(*found->problems.front().seq, segments.size() == 1 ? 300U : 0U);
        QVERIFY2(found->problems.front().detail.find("as event 2740 records") != std::string::npos,
                 describe(*found).c_str());
        // Every checkpoint was compared: an anchor inside of what was pruned holds.
        QCOMPARE(found->events, found->checkpointed);
    }

    void pruningBySomebodyElseIsFound() {
        const Small sample(system_, clock_);
        Folder pruned;
        std::filesystem::copy(sample.folder.root, pruned.root, std::filesystem::copy_options::recursive);
        {
            auto vault = Vault::open(system_, clock_, optionsOf(pruned.root));
            QVERIFY((*vault)->prune(requestTo({2})));
        }
        const auto verdictOf = [&](const Folder& folder, VerifyLevel level = VerifyLevel::Full) {
            VerifyOptions options;
            options.level = level;
            const auto found = verifyVault(system_, KeyPaths::under(folder.root), options);
            return found ? found->verdict : Verdict::Ok;
        };
        const auto stub = stubPath(pruned.vault(), 2);
        const auto segment = segmentPath(sample.folder.vault(), 2);
        const auto copyOf = [&](const std::filesystem::path& file) {
            std::filesystem::copy_file(file, sample.folder.vault() / "segments" / file.filename(),
                                       std::filesystem::copy_options::overwrite_existing);
        };
        // The segment vanishes.
        std::filesystem::rename(segment, sample.folder.root / "aside");
        QCOMPARE(verdictOf(sample.folder), Verdict::Missing);
        // And a genuine stub lies there: made by the vault's own key, but for a record that is not in this tree.
        copyOf(stub);
        QCOMPARE(verdictOf(sample.folder), Verdict::Missing);
        // A forged one.
        flipBit(stubPath(sample.folder.vault(), 2), 300);
        for (const auto level : {VerifyLevel::Structure, VerifyLevel::Ciphertext, VerifyLevel::Full})
            QCOMPARE(verdictOf(sample.folder, level), Verdict::Altered);
        // Segment and stub beside each other are fine if they are the same.
        std::filesystem::rename(sample.folder.root / "aside", segment);
        QCOMPARE(verdictOf(sample.folder), Verdict::Altered);
        copyOf(stub);
        QCOMPARE(verdictOf(sample.folder), Verdict::Ok);
        // The stub that belongs there is taken away.
        std::filesystem::remove(stub);
        QCOMPARE(verdictOf(pruned), Verdict::Missing);
    }

    void offlineReadersKnowStubs() {
        const Small sample(system_, clock_);
        {
            const auto vault = sample.open(system_, clock_);
            QVERIFY(vault->prune(requestTo({1, 2})));
        }
        const auto reader = VaultReader::open(system_, KeyPaths::under(sample.folder.root));
        QVERIFY2(reader, reader ? "" : reader.error().message().c_str());
        QCOMPARE((*reader)->prove(10).error().code, ErrorCode::ProofPruned);
        QVERIFY((*reader)->prove(1800));
        QVERIFY((*reader)->consistency(sample.checkpoints[0], sample.checkpoints[3]));
    }

    void powerLossLosesNothingThatWasNotDecided() {
        const Small original(system_, clock_);
        for (std::uint64_t at = 1;; ++at) {
            Folder copy;
            std::filesystem::copy(original.folder.root, copy.root, std::filesystem::copy_options::recursive);
            bool done = false;
            {
                fakes::FaultyVfs faulty(system_);
                auto opened = Vault::open(faulty, clock_, optionsOf(copy.root));
                Small::must(opened);
                faulty.failAt(at, ErrorCode::IoFailed);
                done = (*opened)->prune(requestTo({1, 2, 3})).has_value();
            }
            auto opened = Vault::open(system_, clock_, optionsOf(copy.root));
            QVERIFY2(opened, opened ? "" : (at ? opened.error().message().c_str() : ""));
            Vault& vault = **opened;
            TreeHasher hasher;
            QCOMPARE(vault.consistency(original.checkpoints[0], original.checkpoints.back())->oldRoot,
                     plainRoot(std::span(original.leaves).first(original.checkpoints[0]), hasher));
            Query query;
            query.actions = {std::string(actions::kAuditPruned)};
            const bool recorded = !vault.query(query)->records.empty();
            const auto segments = *vault.segments();
            QCOMPARE(segments.size() >= 4, true);
            for (const SealedSegment& segment : segments) {
                QVERIFY(!segment.pruned || (recorded && segment.number <= 3));
                QVERIFY(segment.pruned || vault.read(segment.firstSeq));
            }
            QVERIFY(vault.receiptOf(idempotencyKey("ann", "0")));
            QVERIFY(!done || segments[0].pruned);
            QVERIFY(vault.prune(requestTo({1, 2, 3}))); // what was decided can be done
            QVERIFY((*vault.segments())[2].pruned);
            if (done)
                return;
        }
    }
};

QTEST_GUILESS_MAIN(TestPrune)
#include "tst_prune.moc"
