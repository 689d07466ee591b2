// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <atomic>
#include <map>
#include <thread>

#include "core/vault/holds.h"
#include "core/vault/pruner.h"
#include "core/vault/segment_stub.h"
#include "core/vault/thinner.h"
#include "core/vault/vault_reader.h"
#include "core/vault/verify.h"
#include "tests/core/vault/mixed_vault.h"
#include "tests/core/vault/tamper_fixture.h"
#include "tests/fakes/recording_vfs.h"

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::vault::testing;

class TestThin : public QObject {
    Q_OBJECT

    SystemVfs system_;
    fakes::ManualClock clock_{kNow};

    /// What is there reads, proves and is found; what is gone is proof.pruned; the tree is what it was.
    void checkAll(Vault& vault, const Mixed& sample) {
        TreeHasher hasher;
        const std::uint64_t size = vault.progress().durable;
        QCOMPARE(sample.leaves.size(), size);
        const Hash root = vault.status().root;
        QCOMPARE(plainRoot(sample.leaves, hasher), root);
        for (std::uint64_t seq = 0; seq < size; ++seq) {
            const auto record = vault.read(seq);
            const bool sampled = seq % 13 == 0 || size - seq < 50;
            const auto proof = sampled ? vault.prove(seq) : Result<EventProof>(EventProof{});
            if (sample.gone.contains(seq)) {
                QCOMPARE(record.error().code, ErrorCode::ProofPruned);
                QVERIFY(!sampled || proof.error().code == ErrorCode::ProofPruned);
                continue;
            }
            QVERIFY2(record, record ? "" : (std::to_string(seq) + ": " + record.error().message()).c_str());
            QVERIFY(sample.types[seq].empty() || record->event.eventType == sample.types[seq]);
            QVERIFY2(proof, proof ? "" : (std::to_string(seq) + ": " + proof.error().message()).c_str());
            if (sampled) {
                QCOMPARE(proof->leafHash, sample.leaves[seq]);
                QVERIFY(verifyInclusion(hasher, seq, proof->treeSize, proof->leafHash, proof->path, proof->root));
            }
        }
        checkSearch(vault, sample);
        if (QTest::currentTestFailed())
            return;
        std::vector<std::uint64_t> sizes = sample.checkpoints;
        sizes.push_back(size);
        for (const std::uint64_t from : sizes)
            for (const std::uint64_t to : sizes) {
                if (to < from)
                    continue;
                const auto proof = vault.consistency(from, to);
                QVERIFY2(proof, proof ? "" : proof.error().message().c_str());
                QCOMPARE(proof->oldRoot, plainRoot(std::span(sample.leaves).first(from), hasher));
                QVERIFY(verifyConsistency(hasher, from, to, proof->oldRoot, proof->newRoot, proof->path));
            }
        for (std::uint64_t from = 1; from < size;
             from += 29) { // at any size: it holds, or neighbours that work are named
            const auto proof = vault.consistency(from, size);
            if (proof) {
                QVERIFY(verifyConsistency(hasher, from, size, plainRoot(std::span(sample.leaves).first(from), hasher),
                                          root, proof->path));
                continue;
            }
            QCOMPARE(proof.error().code, ErrorCode::ProofPruned);
            int named = 0;
            for (const QString& word : QString::fromStdString(proof.error().hint).split(QLatin1Char(' ')))
                if (const std::uint64_t near = word.toULongLong(); near > 0) {
                    ++named;
                    QVERIFY2(vault.consistency(near, size), qPrintable(word));
                }
            QVERIFY(named > 0);
        }
    }

    /// Searches, histograms and values see what is there, once, and count what is not.
    void checkSearch(Vault& vault, const Mixed& sample) {
        for (const Order order : {Order::NewestFirst, Order::OldestFirst}) {
            Query query;
            query.order = order;
            query.limit = 700; // pages end within blocks
            std::set<std::uint64_t> seen;
            std::uint64_t pruned = 0;
            do {
                const auto page = vault.query(query);
                QVERIFY(page);
                QCOMPARE(page->seen.undecryptableBlocks, 0U);
                for (const Record& record : page->records)
                    QVERIFY(seen.insert(record.seq).second && !sample.gone.contains(record.seq));
                pruned += page->seen.prunedEvents;
                query.from = page->next;
            } while (query.from);
            QCOMPARE(seen.size() + sample.gone.size(), static_cast<std::size_t>(vault.progress().durable));
            QCOMPARE(pruned, sample.gone.size());
        }
        std::map<std::string, std::uint64_t> expected;
        for (std::uint64_t seq = 0; seq < sample.types.size(); ++seq)
            if (!sample.gone.contains(seq) && !sample.types[seq].empty())
                ++expected[sample.types[seq]];
        const auto values = vault.values({}, "event_type", 10);
        for (const auto& [type, count] : expected) {
            const auto found = std::ranges::find(values->items, type, &FieldValues::Item::value);
            QVERIFY(found != values->items.end());
            const std::uint64_t own = type == "vault" ? vault.progress().durable - sample.ours() : 0;
            QCOMPARE(found->count, count + own);
            Query query;
            query.types = {type};
            query.limit = 10'000;
            QCOMPARE(vault.query(query)->records.size(), count + own);
        }
        const auto histogram = vault.histogram({}, 7, HistogramBy::EventType);
        std::uint64_t total = 0;
        for (const auto& bucket : histogram->buckets)
            total += bucket.count;
        QCOMPARE(total, vault.progress().durable - sample.gone.size());
        QCOMPARE(histogram->seen.prunedEvents, sample.gone.size());
        // By a word that stands in one event alone.
        for (std::uint64_t seq = 0; seq < sample.types.size(); seq += 101) {
            if (sample.types[seq].empty())
                continue;
            Query query;
            query.text = "place" + std::to_string(seq);
            QCOMPARE(vault.query(query)->records.size(), sample.gone.contains(seq) ? 0U : 1U);
        }
    }

    Verification verified(const Mixed& sample, VerifyLevel level, bool live = false) {
        VerifyOptions options;
        options.level = level;
        options.live = live;
        return must(verifyVault(system_, KeyPaths::under(sample.folder.root), options));
    }

private Q_SLOTS:
    /// Several thinnings of several segments, with reopening in between, each state looked at as a whole.
    void whateverIsRemovedTheRestStays_data() {
        QTest::addColumn<unsigned>("seed");
        QTest::addColumn<int>("segments");
        QTest::addColumn<int>("most");
        for (unsigned seed = 1; seed <= 6; ++seed)
            QTest::newRow(("small " + std::to_string(seed)).c_str()) << seed << 6 << 400;
        for (unsigned seed = 11; seed <= 14; ++seed)
            QTest::newRow(("large " + std::to_string(seed)).c_str()) << seed << 3 << 3000;
        QTest::newRow("tiny") << 21U << 12 << 5;
    }
    void whateverIsRemovedTheRestStays() {
        QFETCH(unsigned, seed);
        QFETCH(int, segments);
        QFETCH(int, most);
        Mixed sample(system_, clock_, seed, segments, most);
        auto vault = sample.open(system_, clock_);
        const Types rounds[] = {{"model_operation"}, {"job", "model_operation"}, {"security"}};
        for (const Types& what : rounds) {
            std::vector<std::uint64_t> numbers;
            for (std::uint64_t number = 1; number <= static_cast<std::uint64_t>(segments); ++number)
                if (sample.random() % 4 != 0)
                    numbers.push_back(number);
            sample.thin(*vault, numbers, what);
            checkAll(*vault, sample);
            if (QTest::currentTestFailed())
                return;
            if (sample.random() % 2 == 0) {
                must(vault->checkpointNow());
                sample.checkpoints.push_back(vault->progress().durable);
                const auto live = verified(sample, VerifyLevel::Full, true);
                QVERIFY2(live.verdict == (sample.gone.empty() ? Verdict::Ok : Verdict::Pruned), describe(live).c_str());
            }
            must(vault->close());
            for (const auto level : {VerifyLevel::Structure, VerifyLevel::Ciphertext, VerifyLevel::Full}) {
                const auto found = verified(sample, level);
                QVERIFY2(found.verdict == (sample.gone.empty() ? Verdict::Ok : Verdict::Pruned),
                         describe(found).c_str());
                QCOMPARE(exitCodeOf(found.verdict), 0);
                QCOMPARE(found.events, sample.types.size());
            }
            vault = sample.open(system_, clock_);
            checkAll(*vault, sample);
            if (QTest::currentTestFailed())
                return;
            for (const std::size_t first : {std::size_t{0}}) // idempotency keys are carried over
                QVERIFY(vault->receiptOf(idempotencyKey("ann", std::to_string(first))));
        }
        // And then whole segments go: stubs are made of thinned ones.
        std::vector<std::uint64_t> whole{1, 2};
        const auto before = must(vault->segments());
        must(vault->prune({whole, "age: a test", false, {}}));
        for (const std::uint64_t number : whole)
            for (std::uint64_t seq = before[number - 1].firstSeq; seq < before[number - 1].nextSeq; ++seq)
                sample.gone.insert(seq);
        sample.thin(*vault, {}, {"job"}); // takes the record of pruning into account
        checkAll(*vault, sample);
        must(vault->close());
        const auto found = verified(sample, VerifyLevel::Full);
        QVERIFY2(found.verdict == Verdict::Pruned, describe(found).c_str());
    }

    void theRecordTellsWhat() {
        Mixed sample(system_, clock_, 31, 2, 500);
        const auto vault = sample.open(system_, clock_);
        const Thinned done = sample.thin(*vault, {1}, {"job", "model_operation"});
        QCOMPARE(done.segments, 1U);
        Query query;
        query.actions = {std::string(actions::kAuditPruned)};
        const auto page = must(vault->query(query));
        QCOMPARE(page.records.size(), std::size_t{1});
        const Record& record = page.records.front();
        QCOMPARE(record.event.eventType, std::string(kEvidenceType));
        QVERIFY(record.recordedBy.origin == Origin::Service);
        for (const std::string& part :
             {std::string(R"("event_types":["job","model_operation"])"), "\"count\":" + std::to_string(done.events),
              std::string(R"("segments":[1])"), "\"first_seq\":" + std::to_string(*sample.gone.begin()),
              "\"next_seq\":" + std::to_string(*sample.gone.rbegin() + 1)})
            QVERIFY2(record.event.details.find(part) != std::string::npos, record.event.details.c_str());
        const auto gone = vault->read(*sample.gone.begin());
        QVERIFY(gone.error().detail.find("as event " + std::to_string(record.seq)) != std::string::npos);
        QCOMPARE(must(vault->segments())[0].removed, done.events);
        QCOMPARE(vault->status().thinnedSegments, 1U);
        QCOMPARE(vault->status().removedEvents, done.events);
        QCOMPARE(must(vault->eventTypesIn(1)), (std::set<std::string>{"security", "vault"}));
        QCOMPARE(must(vault->eventTypesIn(2)).size(), std::size(kTypes));
        // Nothing twice, and no record of nothing.
        QCOMPARE(must(vault->thin({{{1, {"job"}}}, "class: again", false, {}})).events, 0U);
        QCOMPARE(must(vault->query(query)).records.size(), std::size_t{1});
        QCOMPARE(vault->thin({{{1, {"job", "vault"}}}, "class", false, {}}).error().code, ErrorCode::InputInvalid);
        QCOMPARE(vault->thin({{{9, {"job"}}}, "class", false, {}}).error().code, ErrorCode::InputInvalid);
    }

    void holdsRefuse() {
        Mixed sample(system_, clock_, 32, 3, 300);
        const auto vault = sample.open(system_, clock_);
        const std::uint64_t first = must(vault->segments())[1].firstSeq;
        const auto hold = must(vault->holds().add(
            *HoldRange::parse(std::to_string(first) + ".." + std::to_string(first)), "case 1", "ann", clock_.now()));
        const auto before = contentOf(sample.folder.vault() / "segments");
        QCOMPARE(vault->thin({{{1, {"job"}}, {2, {"job"}}}, "class", false, {}}).error().code, ErrorCode::HoldActive);
        QVERIFY(contentOf(sample.folder.vault() / "segments") == before); // neither
        must(vault->holds().release(hold.id));
        QVERIFY(must(vault->thin({{{2, {"job"}}}, "class", false, {}})).events > 0);
    }

    /// Its space comes back, and what the old file was under is destroyed when its month is over.
    void spaceAndKeys() {
        Mixed sample(system_, clock_, 33, 1, 3000, 150);
        auto vault = sample.open(system_, clock_);
        const auto before = static_cast<std::uint64_t>(must(vault->segments())[0].bytes);
        sample.thin(*vault, {1}, {"job", "model_operation", "security"});
        const auto after = static_cast<std::uint64_t>(must(vault->segments())[0].bytes);
        QVERIFY2(after < before / 2, (std::to_string(after) + " of " + std::to_string(before)).c_str());
        QCOMPARE(must(vault->destroyUnneededKeys({})), std::size_t{0}); // not in its month
        clock_.advance(std::chrono::days{70});
        must(vault->append(requestOf(0, 1)));
        QCOMPARE(must(vault->destroyUnneededKeys({})), std::size_t{1});
        sample.types.resize(vault->progress().durable);
        sample.leaves = {};
        must(vault->checkpointNow());
        for (std::uint64_t seq = 0; seq < 200; ++seq)
            QCOMPARE(vault->read(seq).has_value(), !sample.gone.contains(seq));
        must(vault->close());
        const auto found = verified(sample, VerifyLevel::Full);
        QVERIFY2(found.verdict == Verdict::Pruned, describe(found).c_str());
        const auto keys = must(KeyStore::open(system_, KeyPaths::under(sample.folder.root)));
        QCOMPARE(keys->key(DataKeyId{1}).error().code, ErrorCode::KeyUnavailable);
    }

    void oneFreshKeyForEachMonthAndRun() {
        Mixed sample(system_, clock_, 34, 4, 100);
        const auto vault = sample.open(system_, clock_);
        const std::size_t before = must(KeyStore::open(system_, KeyPaths::under(sample.folder.root)))->keyIds().size();
        sample.thin(*vault, {1, 2, 3, 4}, {"job"});
        QCOMPARE(must(KeyStore::open(system_, KeyPaths::under(sample.folder.root)))->keyIds().size(), before + 1);
    }

    /// A reader that began before goes on with the file that it began with; the next one sees the new one.
    void readersNeverMixTheFiles() {
        Mixed sample(system_, clock_, 35, 2, 2500);
        const auto vault = sample.open(system_, clock_);
        std::atomic<bool> stop = false;
        std::atomic<std::uint64_t> wrong = 0;
        std::atomic<std::uint64_t> reads = 0;
        const auto note = [&](bool good) {
            ++reads;
            wrong += good ? 0 : 1;
        };
        std::vector<std::thread> readers;
        for (unsigned thread = 0; thread < 3; ++thread)
            readers.emplace_back([&, thread] {
                std::mt19937 random(thread);
                while (!stop) {
                    const auto record = vault->read(random() % sample.ours());
                    note(record || record.error().code == ErrorCode::ProofPruned);
                    Query query;
                    query.types = {"security"};
                    query.text = "place" + std::to_string(random() % sample.ours());
                    const auto page = vault->query(query);
                    note(page && page->seen.undecryptableBlocks == 0);
                    const auto proof = vault->prove(random() % sample.ours());
                    note(proof || proof.error().code == ErrorCode::ProofPruned);
                }
            });
        for (const char* type : {"model_operation", "job", "security"})
            for (const std::uint64_t segment : {1U, 2U}) {
                const std::uint64_t until = reads + 200;
                sample.thin(*vault, {segment}, {type});
                while (reads < until && wrong == 0)
                    std::this_thread::yield();
            }
        stop = true;
        for (std::thread& reader : readers)
            reader.join();
        QCOMPARE(wrong.load(), 0U);
        checkAll(*vault, sample);
    }

    void offlineReadersSeeHoles() {
        Mixed sample(system_, clock_, 36, 3, 600);
        {
            const auto vault = sample.open(system_, clock_);
            sample.thin(*vault, {1, 3}, {"job"});
        }
        const auto reader = must(VaultReader::open(system_, KeyPaths::under(sample.folder.root)));
        for (std::uint64_t seq = 0; seq < sample.ours(); seq += 17) {
            const auto proof = reader->prove(seq);
            QCOMPARE(proof.has_value(), !sample.gone.contains(seq));
            QVERIFY(proof || proof.error().code == ErrorCode::ProofPruned);
        }
        // What a service thins meanwhile is no damage to who reads.
        const auto before = must(VaultReader::open(system_, KeyPaths::under(sample.folder.root)));
        const auto vault = sample.open(system_, clock_);
        sample.thin(*vault, {2}, {"security"});
        const SealedSegment second = must(vault->segments())[1];
        for (std::uint64_t seq = second.firstSeq; seq < second.nextSeq; ++seq)
            QCOMPARE(before->read(seq).error().code, ErrorCode::VaultChanged);
    }

    /// Every bit of a thinned file is guarded, its holes and what it keeps of the original included.
    void everyBitIsGuarded() {
        unsigned seed = 37;
        const auto make = [&] { return std::make_unique<Mixed>(system_, clock_, seed++, 2, 60); };
        auto made = make();
        const auto has = [&](const char* type) { return std::ranges::find(made->types, type) != made->types.end(); };
        while (made->types.size() > 60 || !has("job") || !has("security") || !has("vault"))
            made = make();
        Mixed& sample = *made;
        {
            const auto vault = sample.open(system_, clock_);
            sample.thin(*vault, {1, 2}, {"job"});
            sample.thin(*vault, {1, 2}, {"security"});
        }
        const auto segments = must(sample.open(system_, clock_)->segments());
        const auto thinned = std::ranges::find_if(segments, [](const auto& one) { return one.removed > 0; });
        QVERIFY(thinned != segments.end());
        const auto& file = thinned->file;
        const auto bytes = std::filesystem::file_size(file);
        QCOMPARE(verified(sample, VerifyLevel::Full).verdict, Verdict::Pruned);
        for (std::uint64_t at = 0; at < bytes; ++at) {
            flipBit(file, at, static_cast<unsigned>(at % 8));
            for (const auto level : {VerifyLevel::Full, VerifyLevel::Ciphertext}) {
                if (level == VerifyLevel::Ciphertext && at % 5 != 0)
                    continue;
                const auto found = verified(sample, level);
                QVERIFY2(found.verdict >= Verdict::Altered,
                         (std::to_string(at) + " of " + std::to_string(bytes) + ": " + describe(found)).c_str());
                QVERIFY2(names(found, "segments/" + file.filename().string()), describe(found).c_str());
            }
            flipBit(file, at, static_cast<unsigned>(at % 8));
        }
        QCOMPARE(verified(sample, VerifyLevel::Full).verdict, Verdict::Pruned);
    }

    /// The original in the place of the thinned file, and the reverse. Both are the vault's own, of the same place in
    /// the chain and the tree. The original has more than the vault says: nothing is missing, and whoever puts it there
    /// had it; as long as its key is there it reads, as one that was restored. A thinned file where the original
    /// should be is named as pruned, with the event that decided it; if there is none, as missing.
    void swappedFiles() {
        Mixed sample(system_, clock_, 38, 2, 300);
        const auto file = segmentPath(sample.folder.vault(), 1);
        const auto original = sample.folder.root / "original";
        const auto thinned = sample.folder.root / "thinned";
        const auto overwritten = std::filesystem::copy_options::overwrite_existing;
        Folder untouched;
        std::filesystem::copy(sample.folder.root, untouched.root, std::filesystem::copy_options::recursive);
        std::filesystem::copy_file(file, original);
        {
            const auto vault = sample.open(system_, clock_);
            sample.thin(*vault, {1}, {"job"});
        }
        std::filesystem::copy_file(file, thinned);
        std::filesystem::copy_file(original, file, overwritten);
        const auto whole = verified(sample, VerifyLevel::Full);
        QVERIFY2(whole.verdict == Verdict::Ok, describe(whole).c_str());
        std::filesystem::copy_file(thinned, file, overwritten);
        const auto again = verified(sample, VerifyLevel::Full);
        QVERIFY2(again.verdict == Verdict::Pruned, describe(again).c_str());
        // In a vault that never decided it: its key is not there, and no record says so.
        std::filesystem::copy_file(thinned, segmentPath(untouched.vault(), 1), overwritten);
        for (const auto level : {VerifyLevel::Structure, VerifyLevel::Ciphertext, VerifyLevel::Full}) {
            VerifyOptions options;
            options.level = level;
            const auto found = must(verifyVault(system_, KeyPaths::under(untouched.root), options));
            QVERIFY2(found.verdict >= Verdict::Altered, describe(found).c_str());
        }
        // Of another segment, under its name.
        std::filesystem::copy_file(thinned, segmentPath(sample.folder.vault(), 2), overwritten);
        QVERIFY(verified(sample, VerifyLevel::Ciphertext).verdict >= Verdict::Altered);
    }

    /// The record that decided it must be there.
    void withoutItsRecordItIsMissing() {
        Mixed sample(system_, clock_, 39, 2, 200);
        Folder other; // the same vault, which goes on differently
        std::filesystem::copy(sample.folder.root, other.root, std::filesystem::copy_options::recursive);
        {
            const auto vault = must(Vault::open(system_, clock_, optionsOf(other.root)));
            must(vault->append(requestOf(1, 3)));
            must(vault->thin({{{1, {"job"}}}, "class: a test", false, {}}));
        }
        // Its keys and its file here: genuine, and no record tells of it.
        for (const char* part : {"vault/segments/0000000001.seg", "vault/keys.tbl", "keys/audit.kek"})
            std::filesystem::copy_file(other.root / part, sample.folder.root / part,
                                       std::filesystem::copy_options::overwrite_existing);
        const auto found = verified(sample, VerifyLevel::Full);
        QVERIFY2(found.verdict == Verdict::Missing, describe(found).c_str());
        QVERIFY2(names(found, "segments/0000000001.seg"), describe(found).c_str());
    }

    void aThinnedSegmentComesBackWhole() {
        Mixed sample(system_, clock_, 40, 3, 500);
        const auto aside = restoreFolder(sample.folder.vault());
        const auto name = segmentPath({}, 2).filename();
        auto vault = sample.open(system_, clock_);
        std::filesystem::create_directories(aside);
        const auto copy = sample.folder.root / "copy";
        std::filesystem::copy_file(segmentPath(sample.folder.vault(), 2), copy);
        const auto put = [&](const std::filesystem::path& from) {
            std::filesystem::copy_file(from, aside / name, std::filesystem::copy_options::overwrite_existing);
        };
        put(copy);
        QCOMPARE(vault->restore(2, aside / name, {}).error().code, ErrorCode::InputInvalid); // it is here
        sample.thin(*vault, {2}, {"job"});
        put(segmentPath(sample.folder.vault(), 2));
        QCOMPARE(vault->restore(2, aside / name, {}).error().code, ErrorCode::InputInvalid); // no more than is here
        const auto once = sample.folder.root / "once";
        std::filesystem::copy_file(segmentPath(sample.folder.vault(), 2), once);
        const auto afterOnce = sample.gone;
        sample.thin(*vault, {2}, {"security"});
        put(once);
        must(vault->restore(2, aside / name, {})); // what was there between
        sample.gone = afterOnce;
        sample.thin(*vault, {}, {});
        checkAll(*vault, sample);
        put(copy);
        must(vault->restore(2, aside / name, {}));
        sample.gone.clear();
        sample.thin(*vault, {}, {});
        checkAll(*vault, sample);
        must(vault->close());
        QCOMPARE(verified(sample, VerifyLevel::Full).verdict, Verdict::Ok);
        vault = sample.open(system_, clock_);
        sample.thin(*vault, {2}, {"job"}); // and goes again
        checkAll(*vault, sample);
    }

    /// The power goes at every point of a run, and takes along what was not synced.
    void powerCuts() {
        using fakes::Loss;
        Mixed sample(system_, clock_, 41, 3, 60);
        Folder lived;
        std::filesystem::remove_all(lived.root);
        fakes::RecordingVfs disk(system_, lived.root);
        copyInto(disk, sample.folder.root, lived.root);
        const std::size_t begun = disk.operations();
        std::size_t ended = 0;
        {
            const auto vault = must(Vault::open(disk, clock_, optionsOf(lived.root)));
            must(vault->thin({{{1, {"job"}}, {2, {"job", "security"}}}, "class: a test", false, {}}));
            must(vault->thin({{{2, {"model_operation"}}}, "class: a test", false, {}}));
            ended = disk.operations();
            must(vault->checkpointNow());
        }
        const std::size_t total = disk.operations();
        for (std::size_t n = begun; n <= total; ++n)
            for (const Loss loss : {Loss::Everything, Loss::Nothing, Loss::Names, Loss::Some}) {
                if (loss != Loss::Everything && (n + static_cast<std::size_t>(loss)) % 3 != 0)
                    continue;
                Folder left;
                disk.leave(left.root, n, loss, static_cast<unsigned>(n));
                const std::string at = "operation " + std::to_string(n) + " of " + std::to_string(total) + ", loss " +
                                       std::to_string(static_cast<int>(loss));
                auto opened = Vault::open(system_, clock_, optionsOf(left.root));
                QVERIFY2(opened, (at + ": " + (opened ? "" : opened.error().message())).c_str());
                for (std::uint64_t seq = 0; seq < sample.ours(); ++seq) {
                    const auto record = (*opened)->read(seq);
                    const std::string& type = sample.types[seq];
                    QVERIFY2(record || (record.error().code == ErrorCode::ProofPruned && type != "vault"),
                             (at + ": " + (record ? "" : record.error().message())).c_str());
                    QVERIFY2(!record || n < ended || seq >= must((*opened)->segments())[1].nextSeq ||
                                 (type != "job" && (seq < must((*opened)->segments())[1].firstSeq || type == "vault")),
                             at.c_str());
                }
                must((*opened)->close());
                const auto found = must(verifyVault(system_, KeyPaths::under(left.root), {}));
                QVERIFY2(found.verdict == Verdict::Ok || found.verdict == Verdict::Pruned,
                         (at + ": " + describe(found)).c_str());
            }
    }

private:
    /// As a service would have made it, so that it is on the recorded disk.
    static void copyInto(fakes::RecordingVfs& disk, const std::filesystem::path& from,
                         const std::filesystem::path& to) {
        must(disk.makeFolder(to, 0700));
        for (const auto& entry : std::filesystem::recursive_directory_iterator(from)) {
            const auto path = to / entry.path().lexically_relative(from);
            if (entry.is_directory()) {
                must(disk.makeFolder(path, 0700));
                continue;
            }
            SystemVfs vfs;
            const auto file = must(disk.open(path, OpenMode::CreateExclusive, 0600));
            must(file->write(0, must(readFile(vfs, entry.path(), 1ULL << 30))));
            must(file->sync());
            must(disk.syncFolder(path.parent_path()));
        }
    }
};

QTEST_GUILESS_MAIN(TestThin)
#include "tst_thin.moc"
