// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <atomic>
#include <map>
#include <set>
#include <thread>

#include "core/vault/checkpoint_log.h"
#include "core/vault/signed_note.h"
#include "core/vault/verify.h"
#include "tests/core/vault/vault_fixture.h"
#include "tests/fakes/faulty_vfs.h"

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::vault::testing;

class TestVault : public QObject {
    Q_OBJECT

    SystemVfs system_;
    fakes::ManualClock clock_{kNow};

    std::unique_ptr<Vault> open(const Folder& folder) {
        auto opened = Vault::open(system_, clock_, smallOptions(folder.root));
        if (!opened)
            qWarning("%s", opened.error().message().c_str());
        return opened ? std::move(*opened) : nullptr;
    }

    /// Root, inclusion and consistency of the live engine against the plain definition.
    static void checkTree(Vault& vault, const Folder& folder) {
        TreeHasher hasher;
        const auto note = vault.checkpointNow();
        QVERIFY(note);
        const auto vkey = VerifierKey::parse(vault.verifierKey());
        const auto opened = openNote(*note, std::span(&*vkey, 1));
        QVERIFY(opened);
        const auto checkpoint = Checkpoint::parse(opened->text);
        const std::uint64_t size = vault.progress().durable;
        QCOMPARE(checkpoint->size, size);
        const std::vector<Hash> leaves = leafHashesOf(vault, folder);
        QVERIFY(checkpoint->root == plainRoot(leaves, hasher));
        QCOMPARE(leaves.size(), static_cast<std::size_t>(size));
        QVERIFY(vault.status().root == checkpoint->root);
        for (std::uint64_t seq = 0; seq < size; seq += size / 17 + 1) {
            const auto proof = vault.prove(seq);
            QVERIFY(proof);
            QVERIFY(proof->leafHash == hasher.leaf(proof->salt, proof->record));
            QVERIFY(verifyInclusion(hasher, seq, size, proof->leafHash, proof->path, checkpoint->root));
            const std::uint64_t old = seq + 1;
            const auto proven = vault.consistency(old, size);
            QVERIFY(proven);
            QVERIFY(proven->oldRoot == plainRoot(std::span(leaves).first(old), hasher));
            QVERIFY(verifyConsistency(hasher, old, size, proven->oldRoot, proven->newRoot, proven->path));
        }
    }

private Q_SLOTS:
    /// More segments than the store keeps block indexes of.
    void manySegmentsAreRead() {
        constexpr std::uint64_t kSegments = 20;
        Folder folder;
        SystemVfs vfs;
        fakes::ManualClock clock{kNow};
        const auto readAll = [](Vault& vault) {
            for (const std::uint64_t step : {1U, 7U, 59U}) // on, and to and fro
                for (std::uint64_t seq = 0, i = 0; i < 3 * kSegments; ++i, seq = (seq + step) % (3 * kSegments)) {
                    const auto record = vault.read(seq);
                    QVERIFY2(record, record ? "" : record.error().message().c_str());
                    QCOMPARE(record->seq, seq);
                    QVERIFY(vault.prove(seq));
                }
            Query query;
            query.limit = 1000;
            QCOMPARE(vault.query(query)->records.size(), std::size_t{3 * kSegments});
        };
        {
            const auto vault = *Vault::open(vfs, clock, smallOptions(folder.root));
            for (std::uint64_t i = 0; i < kSegments; ++i)
                QVERIFY(vault->append(requestOf(static_cast<int>(3 * i), 3)) && vault->rotate());
            readAll(*vault);
        }
        const auto vault = *Vault::open(vfs, clock, smallOptions(folder.root));
        QCOMPARE(vault->progress().sealed, 3 * kSegments);
        readAll(*vault);
    }

    /// The file of checkpoints grows with the days, and not with each second.
    void checkpointsAreThinned() {
        Folder folder;
        SystemVfs vfs;
        fakes::ManualClock clock{kNow};
        VaultOptions options = smallOptions(folder.root);
        options.checkpointsGrowth = ByteSize{4096};
        options.checkpointInterval = std::chrono::milliseconds{1};
        const auto path = checkpointsPath(folder.vault());
        const auto count = [&] {
            std::size_t notes = 0;
            const auto keys = *PublicKeys::read(vfs, folder.vault());
            const auto end = readCheckpoints(vfs, folder.vault(), originOf(keys.vault), keys.verifiers,
                                             [&](const StoredCheckpoint&) -> Result<void> {
                                                 ++notes;
                                                 return {};
                                             });
            return end ? notes : 0;
        };
        std::uint64_t appended = 0;
        {
            const auto vault = *Vault::open(vfs, clock, options);
            for (int segment = 0; segment < 4; ++segment) {
                for (int i = 0; i < 40; ++i, ++appended)
                    QVERIFY(vault->append(requestOf(static_cast<int>(appended), 1)) && vault->checkpointNow());
                QVERIFY(vault->rotate());
                clock.advance(std::chrono::hours(20));
            }
            // The thread thins when it has signed: a little more to sign, until it has.
            for (int i = 0; i < 500 && count() > 120; ++i, ++appended) {
                QVERIFY(vault->append(requestOf(static_cast<int>(appended), 1)));
                QTest::qWait(5);
            }
            QVERIFY2(count() <= 120, std::to_string(count()).c_str());
        }
        VerifyOptions full;
        const Verification result = *verifyVault(vfs, KeyPaths::under(folder.root), full);
        QVERIFY2(result.verdict == Verdict::Ok, result.problems.empty() ? "" : result.problems[0].detail.c_str());
        QCOMPARE(result.checkpointed, result.events);
        const auto again = *Vault::open(vfs, clock, options);
        QVERIFY(again->append(requestOf(0, 1)) && again->checkpointNow());
    }

    void whatMayGoAndWhatStays() {
        const NoteSigner first{"inferno.local/x", SigningKey::generate()};
        const NoteSigner second{"inferno.local/x", SigningKey::generate()};
        const std::vector<VerifierKey> keys{first.verifier(), second.verifier()};
        std::string text;
        for (std::uint64_t size = 0; size <= 100; ++size) {
            const Checkpoint checkpoint{"inferno.local/x", size, Hash{1}};
            text += *(size <= 55 ? first : second).signedNote(checkpoint.body()) + "\n";
        }
        const auto sizesOf = [](const std::string& kept) {
            std::vector<int> sizes;
            for (std::size_t at = kept.find("inferno.local/x\n"); at != kept.npos;
                 at = kept.find("\ninferno.local/x\n", at + 1))
                sizes.push_back(std::atoi(kept.c_str() + kept.find("inferno.local/x\n", at) + 16));
            return sizes;
        };
        const auto kept = thinnedCheckpoints(text, "inferno.local/x", keys, {90, {0, 30, 60, 90}});
        QVERIFY2(kept, kept ? "" : kept.error().message().c_str());
        std::vector<int> expected{0, 30, 55, 60};
        for (int size = 90; size <= 100; ++size)
            expected.push_back(size);
        QCOMPARE(sizesOf(*kept), expected);
        // Once more changes nothing.
        QCOMPARE(*thinnedCheckpoints(*kept, "inferno.local/x", keys, {90, {0, 30, 60, 90}}), *kept);
        // What is odd stays as it is.
        const Checkpoint fork{"inferno.local/x", 100, Hash{2}};
        QVERIFY(!thinnedCheckpoints(text + *second.signedNote(fork.body()) + "\n", "inferno.local/x", keys, {90, {}}));
        QVERIFY(!thinnedCheckpoints(text + "more", "inferno.local/x", keys, {90, {}}));
        QVERIFY(!thinnedCheckpoints(text, "inferno.local/x", std::span(keys).first(1), {90, {}}));
    }

    void appendedEventsComeBack() {
        Folder folder;
        Uuid id{};
        {
            const auto vault = open(folder);
            QVERIFY(vault);
            id = vault->vaultId();
            QCOMPARE(vault->progress().durable, 0U);
            AppendRequest request = requestOf(0, 3);
            request.recordedBy = {Origin::Client, "alice\n\xFF", "tok", "127.0.0.1"};
            const auto receipt = vault->append(request);
            QVERIFY(receipt);
            QCOMPARE(receipt->seqs, (std::vector<std::uint64_t>{0, 1, 2}));
            const auto record = vault->read(1);
            QVERIFY(record);
            QCOMPARE(record->event.user, "user1");
            QCOMPARE(record->recordedBy.principal, "alice\\u000a\\xff");
            QVERIFY(record->received == kNow && record->timestamp == kNow);
            QCOMPARE(vault->read(3).error().code, ErrorCode::ProofRange);
            QCOMPARE(vault->prove(3).error().code, ErrorCode::ProofRange);
            QVERIFY(vault->close());
            QVERIFY(!vault->append(requestOf(3, 1)));
            QVERIFY(folder.files("wal", ".wal").empty()); // a clean stop seals
        }
        const auto vault = open(folder);
        QVERIFY(vault);
        QVERIFY(vault->vaultId() == id);
        QCOMPARE(vault->progress().durable, 3U);
        QCOMPARE(vault->progress().sealed, 3U);
        QCOMPARE(vault->read(2)->event.details, R"({"number":2})");
        QCOMPARE(vault->status().state, "open");
        QCOMPARE(vault->append(requestOf(3, 1))->seqs.front(), 3U);
    }

    void theTreeIsPlainRfc6962_data() {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 2, 3, 1023, 1024, 1025, 2600})
            QTest::newRow(std::to_string(size).c_str()) << size;
    }
    void theTreeIsPlainRfc6962() {
        QFETCH(const int, size);
        Folder folder;
        auto vault = open(folder);
        int done = 0;
        for (const int part : {size / 3, size / 3, size - 2 * (size / 3)}) {
            if (part > 0)
                QVERIFY(vault->append(requestOf(done, part)));
            done += part;
            checkTree(*vault, folder);
            if (part > 0)
                QVERIFY(vault->rotate()); // a segment border inside a group
        }
        checkTree(*vault, folder);
        QVERIFY(vault->append(requestOf(done, 5)));
        vault.reset();
        vault = open(folder);
        QVERIFY(vault);
        QCOMPARE(vault->progress().durable, static_cast<std::uint64_t>(size + 5));
        checkTree(*vault, folder);
        for (int i = 0; i < size; i += 97)
            QCOMPARE(vault->read(static_cast<std::uint64_t>(i))->event.details,
                     "{\"number\":" + std::to_string(i) + "}");
    }

    void manyThreadsShareCommits() {
        Folder folder;
        auto vault = open(folder);
        std::map<std::uint64_t, int> numbers;
        std::mutex mutex;
        std::vector<std::thread> threads;
        for (int t = 0; t < 6; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < 40; ++i) {
                    const int first = t * 1000 + i * 10;
                    const auto receipt = vault->append(requestOf(first, 1 + i % 4));
                    const std::lock_guard lock(mutex);
                    for (std::size_t k = 0; receipt && k < receipt->seqs.size(); ++k)
                        numbers[receipt->seqs[k]] = first + static_cast<int>(k);
                }
            });
        for (std::thread& thread : threads)
            thread.join();
        QCOMPARE(numbers.size(), std::size_t{6 * 100});
        QCOMPARE(numbers.rbegin()->first, std::uint64_t{599});
        for (const bool reopened : {false, true}) {
            if (reopened) {
                vault.reset();
                vault = open(folder);
            }
            for (const auto& [seq, number] : numbers)
                QCOMPARE(vault->read(seq)->event.details, "{\"number\":" + std::to_string(number) + "}");
        }
    }

    void queries() {
        Folder folder;
        auto vault = open(folder);
        for (int i = 0; i < 30; ++i) {
            clock_.advance(std::chrono::minutes(1));
            QVERIFY(vault->append(requestOf(i * 100, 100)));
            if (i % 10 == 9)
                QVERIFY(vault->rotate());
        }
        Query query;
        query.users = {"user3"};
        query.results = {"success"};
        query.limit = 50;
        std::vector<std::uint64_t> found;
        int pages = 0;
        while (true) {
            const auto page = vault->query(query);
            QVERIFY(page);
            QVERIFY(page->records.size() <= 50);
            for (const Record& record : page->records) {
                QVERIFY(found.empty() || record.seq < found.back()); // newest first
                found.push_back(record.seq);
            }
            ++pages;
            if (!page->next)
                break;
            query.from = page->next;
        }
        std::size_t expected = 0;
        for (int i = 0; i < 3000; ++i)
            expected += i % 7 == 3 && i % 3 == 0;
        QCOMPARE(found.size(), expected);
        QVERIFY(pages >= 3);

        Query recent;
        recent.since = clock_.now() - std::chrono::minutes(2);
        recent.limit = 10'000;
        const auto page = vault->query(recent);
        QCOMPARE(page->records.size(), std::size_t{300});
        QVERIFY(page->seen.skippedBlocks >= 2); // whole blocks were passed over
        QVERIFY(page->seen.scannedEvents >= 300 && page->seen.scannedEvents < 2000);

        Query words;
        words.text = "login failed 1234";
        QCOMPARE(vault->query(words)->records.size(), std::size_t{1});
        QCOMPARE(vault->query(words)->records.front().seq, 1234U);

        Query oldest;
        oldest.order = Order::OldestFirst;
        oldest.from = 2990;
        oldest.limit = 4;
        const auto first = vault->query(oldest);
        QCOMPARE(first->records.front().seq, 2990U);
        QCOMPARE(*first->next, 2994U);
        oldest.from = 3000;
        QVERIFY(vault->query(oldest)->records.empty());
    }

    void outboxRowsAreTakenOnce() {
        Folder folder;
        const Uuid database{1, 2, 3};
        const auto batch = [&](std::vector<std::uint64_t> numbers) {
            AppendRequest request = requestOf(0, static_cast<int>(numbers.size()));
            request.outbox = OutboxBatch{database, std::move(numbers)};
            return request;
        };
        auto vault = open(folder);
        QVERIFY(!vault->highestOutboxNumber(database));
        QCOMPARE(vault->append(batch({0, 5, 9}))->seqs.size(), std::size_t{3});
        QCOMPARE(*vault->highestOutboxNumber(database), 9U);
        for (int round = 0; round < 3; ++round) {
            QCOMPARE(vault->append(batch({0, 5, 9}))->seqs.size(), std::size_t{0});
            if (round == 0) {
                QVERIFY(vault->rotate());
            } else {
                vault.reset();
                vault = open(folder);
            }
        }
        QCOMPARE(vault->append(batch({9, 10}))->seqs, (std::vector<std::uint64_t>{3}));
        QVERIFY(!vault->highestOutboxNumber(Uuid{9}));
    }

    void idempotencyKeysAnswerAgain() {
        Folder folder;
        auto vault = open(folder);
        const Hash key = idempotencyKey("alice", "k1");
        QVERIFY(key != idempotencyKey("alicek", "1"));
        AppendRequest request = requestOf(0, 3);
        request.idempotencyKey = key;
        const auto first = vault->append(request);
        QVERIFY(!first->repeated);
        for (int round = 0; round < 4; ++round) {
            const auto again = vault->append(request);
            QVERIFY(again->repeated);
            QCOMPARE(again->seqs, first->seqs);
            QCOMPARE(vault->receiptOf(key)->seqs, first->seqs);
            if (round == 0)
                QVERIFY(vault->rotate());
            if (round == 1 || round == 2) {
                vault.reset();
                vault = open(folder);
            }
        }
        AppendRequest other = request;
        other.recordedBy.peer = "10.9.9.9"; // a retry may come from elsewhere
        QVERIFY(vault->append(other)->repeated);
        other.events[1].user = "eve"; // as many events, but not the same
        QCOMPARE(vault->append(other).error().code, ErrorCode::IdempotencyConflict);
        request.events.pop_back();
        QCOMPARE(vault->append(request).error().code, ErrorCode::IdempotencyConflict);
        QCOMPARE(vault->progress().durable, 3U);
        QVERIFY(!vault->receiptOf(idempotencyKey("bob", "k1")));
    }

    void largeRequestsSpanFrames() {
        Folder folder;
        auto vault = open(folder);
        AppendRequest request = requestOf(0, 60);
        for (Event& event : request.events)
            event.userAgent.assign(60'000, 'u'); // 3.6 MB: four frames, more than a log file
        request.idempotencyKey = idempotencyKey("a", "b");
        const auto receipt = vault->append(request);
        QVERIFY(receipt);
        QCOMPARE(receipt->seqs.size(), std::size_t{60});
        vault.reset();
        vault = open(folder);
        QCOMPARE(vault->append(request)->seqs, receipt->seqs);
        QCOMPARE(vault->read(59)->event.userAgent.size(), std::size_t{60'000});
    }

    /// An event over 64 KiB is whole wherever it is read from: the open chunk, the log after a crash, a block.
    void largeEventsLieInBlobs() {
        Folder folder;
        auto vault = open(folder);
        AppendRequest request = requestOf(0, 40);
        for (std::size_t i = 0; i < 40; i += 3)
            request.events[i].details = "{\"text\":\"" + std::string(200'000 + i, 'x') + "\"}";
        request.events[4].unknown = "{\"more\":\"" + std::string(100'000, 'y') + "\"}";
        QCOMPARE(vault->append(request)->seqs.size(), std::size_t{40});
        const auto checkAll = [&] {
            for (std::size_t i = 0; i < 40; ++i) {
                const auto record = vault->read(i);
                QVERIFY2(record, record ? "" : record.error().message().c_str());
                QCOMPARE(record->event.details, request.events[i].details);
                QCOMPARE(record->event.unknown, request.events[i].unknown);
            }
            const auto proof = vault->prove(3);
            QVERIFY(proof);
            QVERIFY(checkBlob(proof->record, proof->blob));
            QVERIFY(proof->record.size() < kMaxRecordBytes && proof->blob.size() > 200'000);
        };
        checkAll();
        QVERIFY(vault->rotate());
        checkAll();
        vault.reset();
        const auto verified = verifyVault(system_, KeyPaths::under(folder.root), {});
        QVERIFY(verified);
        QVERIFY(verified->verdict == Verdict::Ok);
        vault = open(folder);
        checkAll();
        request = requestOf(0, 1);
        request.events[0].details = "{\"text\":\"" + std::string(kMaxEventBytes, 'x') + "\"}";
        QCOMPARE(vault->append(request).error().code, ErrorCode::EventInvalid);
    }

    void badEventsRefuseTheWholeRequest() {
        Folder folder;
        auto vault = open(folder);
        AppendRequest request = requestOf(0, 3);
        request.events[1].action.clear();
        const auto refused = vault->append(request);
        QCOMPARE(refused.error().code, ErrorCode::EventInvalid);
        QVERIFY(refused.error().detail.starts_with("event 1: action"));
        request = requestOf(0, 1);
        request.events[0].userAgent.assign(70'000, 'x');
        QCOMPARE(vault->append(request).error().code, ErrorCode::EventInvalid);
        QVERIFY(vault->append(AppendRequest{})->seqs.empty());
        QCOMPARE(vault->progress().durable, 0U);
    }

    void bufferedEventsArriveWithoutWaiting() {
        Folder folder;
        auto vault = open(folder);
        std::atomic<std::uint64_t> seen = 0;
        auto subscription = vault->subscribe([&](const Progress& progress) { seen = progress.durable; });
        AppendRequest request = requestOf(0, 2);
        request.ack = Ack::Buffered;
        QVERIFY(vault->append(request)->seqs.empty());
        QCOMPARE(vault->append(requestOf(2, 1))->seqs.front(), 2U); // in order
        QCOMPARE(seen.load(), 3U);
        subscription.reset();
        QVERIFY(vault->append(requestOf(3, 1)));
        QCOMPARE(seen.load(), 3U);
        auto outliving = vault->subscribe([](const Progress&) {});
        vault.reset();
    }

    void whatNobodyWaitsForGathersAndIsWritten() {
        Folder folder;
        auto vault = open(folder);
        constexpr std::uint64_t kEvents = 200;
        for (std::uint64_t i = 0; i < kEvents; ++i) {
            AppendRequest request = requestOf(static_cast<int>(i), 1);
            request.ack = Ack::Buffered;
            QVERIFY(vault->append(request));
        }
        QVERIFY(QTest::qWaitFor([&] { return vault->progress().durable == kEvents; }, 10'000));
        AppendRequest last = requestOf(static_cast<int>(kEvents), 1);
        last.ack = Ack::Buffered;
        QVERIFY(vault->append(last));
        QVERIFY(vault->close()); // which loses none
        vault.reset();
        QCOMPARE(open(folder)->progress().durable, kEvents + 1);
    }

    void monthsHaveTheirOwnKeys() {
        Folder folder;
        fakes::ManualClock clock{*parseRfc3339("2026-11-30T23:59:59Z")};
        auto vault = std::move(*Vault::open(system_, clock, smallOptions(folder.root)));
        QVERIFY(vault->append(requestOf(0, 3)));
        clock.advance(std::chrono::seconds(2));
        QVERIFY(vault->append(requestOf(3, 3)));
        clock.set(*parseRfc3339("2026-11-30T23:00:00Z")); // somebody sets the clock back
        QVERIFY(vault->append(requestOf(6, 3)));
        QVERIFY(vault->rotateKeys());
        QVERIFY(vault->append(requestOf(9, 3)));
        checkTree(*vault, folder);
        QVERIFY(vault->rotate());
        checkTree(*vault, folder);
        QCOMPARE(vault->status().segments, 4U);
        vault.reset();
        vault = open(folder);
        checkTree(*vault, folder);
        QCOMPARE(vault->read(9)->event.action, "key_rotated");
        QCOMPARE(vault->read(11)->event.details, R"({"number":10})");
    }

    /// Rotations of everything that can be rotated, each an event, and all of it verifies across the borders.
    void keysAreRotated() {
        Folder folder;
        auto vault = std::move(*Vault::open(system_, clock_, smallOptions(folder.root)));
        QVERIFY(vault->append(requestOf(0, 3)));
        const std::string before = *vault->checkpointNow();
        const std::string oldKey = vault->verifierKey();
        KeyActor actor;
        actor.user = "auditor";
        const auto rotated = vault->keys().rotate(actor);
        QVERIFY2(rotated, rotated ? "" : rotated.error().message().c_str());
        const auto signing = vault->keys().rotateSigningKey(actor);
        QVERIFY(signing && signing->oldSigner != signing->newSigner);
        QVERIFY(vault->keys().setPassphrase(Passphrase("a passphrase"), {64, 1, 1}, actor));
        QVERIFY(vault->append(requestOf(3, 3)));
        const std::string after = *vault->checkpointNow();
        QVERIFY(vault->verifierKey() != oldKey);
        QVERIFY(openNote(before, std::vector{*VerifierKey::parse(oldKey)}));
        QVERIFY(openNote(after, std::vector{*VerifierKey::parse(vault->verifierKey())}));
        const auto record = vault->read(3);
        QCOMPARE(record->event.action, "key_rotated");
        QCOMPARE(record->event.user, "auditor");
        QCOMPARE(record->event.details, R"({"data_key":{"new":2,"old":1},"kek":{"new":2,"old":1}})");
        QVERIFY(vault->read(4)->event.details.find(signing->newSigner) != std::string::npos);
        QCOMPARE(vault->read(5)->event.details, R"({"kek":{"new":3,"old":2},"opened_by":"passphrase"})");

        VerifyOptions live;
        live.live = true;
        live.key = *VerifierKey::parse(oldKey); // what an auditor wrote down before the change
        live.checkpoint = before;
        const KeyPaths paths = vault->keys().store().paths();
        QCOMPARE(verifyVault(system_, paths, live)->verdict, Verdict::Ok);
        QVERIFY(vault->close());
        vault.reset();
        QCOMPARE(verifyVault(system_, paths, {})->verdict, Verdict::Ok);
        QCOMPARE(Vault::open(system_, clock_, smallOptions(folder.root)).error().code, ErrorCode::KeyUnavailable);
        auto options = smallOptions(folder.root);
        options.keys.root = *unlockRoot(system_, options.keys, Passphrase("a passphrase"));
        vault = std::move(*Vault::open(system_, clock_, options));
        QCOMPARE(vault->read(6)->event.details, R"({"number":3})");
        QVERIFY(vault->keys().removePassphrase(actor));
        const std::filesystem::path elsewhere = folder.root / "there" / "other.key";
        QCOMPARE(vault->keys().setKeyFile(elsewhere, {}, actor).error().code, ErrorCode::KeyMissing);
        std::filesystem::create_directory(elsewhere.parent_path());
        QVERIFY(vault->keys().setKeyFile(elsewhere, {}, actor));
        QVERIFY(!std::filesystem::exists(KeyPaths::under(folder.root).keyFile));
        vault.reset();
        options = smallOptions(folder.root);
        options.keys.keyFile = elsewhere;
        options.keys.keyFileIsDefault = false;
        QVERIFY(Vault::open(system_, clock_, options));
    }

    /// The machine stops between the new keys and their event: the next opening records them, and ends the change.
    void anInterruptedRotationIsRecorded() {
        Folder folder;
        Vault::open(system_, clock_, smallOptions(folder.root)).value()->append(requestOf(0, 2)).value();
        {
            auto keys = *KeyStore::openOrCreate(system_, clock_, KeyPaths::under(folder.root));
            QVERIFY(keys->rotate(RetentionClass::Default, monthOf(kNow)));
        }
        const auto vault = std::move(*Vault::open(system_, clock_, smallOptions(folder.root)));
        QCOMPARE(vault->read(2)->event.details, R"({"interrupted":true,"kek":{"new":2,"old":1}})");
        QVERIFY(!vault->keys().store().interrupted());
    }

    void segmentsAreSealedBySizeAndAge() {
        Folder folder;
        auto options = smallOptions(folder.root);
        options.segmentSize = ByteSize{1}; // each full block
        auto vault = std::move(*Vault::open(system_, clock_, options));
        for (int i = 0; i < 9; ++i)
            QVERIFY(vault->append(requestOf(i * 500, 500)));
        QTRY_COMPARE(vault->progress().sealed, std::uint64_t{4096});
        QCOMPARE(vault->status().segments, 4U);
        checkTree(*vault, folder);
        vault.reset();

        options.segmentSize = ByteSize{1 << 30};
        options.segmentAge = std::chrono::seconds{0};
        vault = std::move(*Vault::open(system_, clock_, options));
        QVERIFY(vault->append(requestOf(4500, 1030)));
        QTRY_COMPARE(vault->progress().sealed, std::uint64_t{5530});
        QTRY_VERIFY(folder.files("wal", ".wal").empty());
        checkTree(*vault, folder);
    }

    void oneVaultIsOpenedOnce() {
        Folder folder;
        const auto vault = open(folder);
        QCOMPARE(Vault::open(system_, clock_, smallOptions(folder.root)).error().code, ErrorCode::DataLocked);
        QVERIFY(vault->close());
        QVERIFY(Vault::open(system_, clock_, smallOptions(folder.root)));
    }

    void checkpointsComeByThemselves() {
        Folder folder;
        auto options = smallOptions(folder.root);
        options.checkpointInterval = std::chrono::milliseconds{5};
        options.heartbeatInterval = std::chrono::milliseconds{5};
        const auto vault = std::move(*Vault::open(system_, clock_, options));
        QVERIFY(vault->append(requestOf(0, 4)));
        QTRY_COMPARE(vault->progress().checkpointed, std::uint64_t{4});
        QTRY_VERIFY(std::filesystem::exists(folder.vault() / "heartbeat"));
        QCOMPARE(*vault->checkpointNow(), vault->checkpoint());
    }

    void reopenedManyTimes() {
        Folder folder;
        for (int i = 0; i < 12; ++i) {
            const auto vault = open(folder);
            QVERIFY(vault);
            QCOMPARE(vault->progress().durable, static_cast<std::uint64_t>(i * 150));
            QVERIFY(vault->append(requestOf(i * 150, 150)));
        }
        const auto vault = open(folder);
        checkTree(*vault, folder);
        QCOMPARE(vault->status().segments, 12U);
    }
};

QTEST_GUILESS_MAIN(TestVault)
#include "tst_vault.moc"
