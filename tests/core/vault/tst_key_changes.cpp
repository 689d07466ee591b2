// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <fstream>

#include "core/vault/key_store.h"
#include "tests/core/vault/vault_fixture.h"
#include "tests/fakes/faulty_vfs.h"
#include "tests/fakes/recording_vfs.h"

using namespace inferno;
using namespace inferno::vault;

namespace fs = std::filesystem;

namespace {

constexpr Month kMarch{202603};
constexpr PassphraseCost kCheap{64, 1, 1};

Passphrase first() {
    return Passphrase("correct horse battery");
}
Passphrase second() {
    return Passphrase("staple of another make");
}

bool same(const SecretKey& a, const SecretKey& b) {
    return equalConstantTime(a.view(), b.view());
}

/// A vault's keys on a disk of their own, and the note of where the key file is that stands for the configuration.
struct Place {
    testing::Folder folder;
    SystemVfs system;
    fakes::RecordingVfs disk{system, folder.root};
    fakes::FaultyVfs faulty{disk};
    fakes::ManualClock clock{*parseRfc3339("2026-03-24T09:42:07Z")};
    fs::path elsewhere = folder.root / "elsewhere" / "audit.key";
    fs::path settings = folder.root / "etc" / "settings"; ///< the recorded disk knows no names in its root as durable
    std::map<std::uint32_t, SecretKey> expected;          ///< every data key that was ever told

    Place() {
        for (const fs::path& file : {elsewhere, settings})
            if (!disk.makeFolder(file.parent_path(), 0700))
                qFatal("no folder for %s", file.c_str());
        const auto store = *KeyStore::openOrCreate(disk, clock, paths());
        note(*store->currentKey(RetentionClass::Default, kMarch));
        note(*store->currentKey(RetentionClass::Default, Month{202604}));
    }

    void note(const std::shared_ptr<const DataKey>& key) {
        expected.emplace(static_cast<std::uint32_t>(key->id), key->dek);
    }
    KeyPaths paths() { return pathsIn(folder.root); }
    /// Of this disk, or of an image of it.
    KeyPaths pathsIn(const fs::path& root) {
        KeyPaths paths = KeyPaths::under(root);
        if (const auto moved = readFile(system, root / "etc" / "settings"))
            paths.keyFile = root / asText(*moved);
        paths.keyFileIsDefault = paths.keyFile == KeyPaths::defaultKeyFile(paths.keysFolder);
        return paths;
    }
    /// As a service does that is told this passphrase: looks which kind of root there is.
    Result<KeyPaths> unlocked(const Passphrase& passphrase) { return unlockedIn(folder.root, passphrase); }
    Result<KeyPaths> unlockedIn(const fs::path& root, const Passphrase& passphrase) {
        KeyPaths found = pathsIn(root);
        INFERNO_TRY(const auto head, readKekStoreHead(system, found.keyStore()));
        if (head.root.kind == RootKind::Passphrase) {
            INFERNO_TRY(found.root, unlockRoot(system, found, passphrase));
        }
        return found;
    }
    Result<std::unique_ptr<KeyStore>> make(Vfs& vfs, const Passphrase& passphrase) {
        INFERNO_TRY(const KeyPaths found, unlocked(passphrase));
        return KeyStore::openOrCreate(vfs, clock, found);
    }
    bool holdsAll(const KeyStore& store) const {
        for (const auto& [id, dek] : expected) {
            const auto key = store.key(DataKeyId{id});
            if (!key || !same((*key)->dek, dek))
                return false;
        }
        return true;
    }
    Result<void> moveTo(const fs::path& keyFile) {
        return writeFileAtomically(faulty, settings, asBytes(fs::relative(keyFile, folder.root).string()));
    }
};

/// One of the changes that a vault's keys go through, with its end.
enum Change { MonthKey, DataKeyAgain, Kek, SetPassphrase, OtherPassphrase, BackToFile, OtherFile, Signing };

/// What must have been done before the change.
Result<void> prepare(Place& place, Change change) {
    if (change != OtherPassphrase && change != BackToFile)
        return {};
    INFERNO_TRY(const auto store, place.make(place.disk, first()));
    INFERNO_TRY(const Root root, Root::ofPassphrase(first(), kCheap));
    INFERNO_CHECK(store->changeRoot(root, place.paths().keyFile));
    return store->endRotation();
}

Result<void> apply(Place& place, KeyStore& store, Change change) {
    const auto changed = [&](const Root& root, const fs::path& file,
                             const std::function<Result<void>()>& commit = {}) -> Result<void> {
        INFERNO_CHECK(store.changeRoot(root, file, commit));
        return store.endRotation();
    };
    switch (change) {
    case MonthKey: {
        INFERNO_TRY(const auto key, store.currentKey(RetentionClass::Default, Month{202701}));
        place.note(key);
        return {};
    }
    case DataKeyAgain: {
        INFERNO_TRY(const auto key, store.rotateDataKey(RetentionClass::Default, kMarch));
        place.note(key);
        return {};
    }
    case Kek: {
        INFERNO_CHECK(store.rotate(RetentionClass::Default, kMarch));
        return store.endRotation();
    }
    case SetPassphrase:
    case OtherPassphrase: {
        INFERNO_TRY(const Root root, Root::ofPassphrase(change == SetPassphrase ? first() : second(), kCheap));
        return changed(root, place.paths().keyFile);
    }
    case BackToFile: {
        INFERNO_TRY(SecretKey key, exists(place.system, place.paths().keyFile)
                                       ? readRootKey(place.faulty, place.paths().keyFile)
                                       : makeRootKey(place.faulty, place.paths().keyFile));
        return changed(Root::ofKeyFile(std::move(key)), place.paths().keyFile);
    }
    case OtherFile: {
        INFERNO_TRY(SecretKey key, exists(place.system, place.elsewhere) ? readRootKey(place.faulty, place.elsewhere)
                                                                         : makeRootKey(place.faulty, place.elsewhere));
        return changed(Root::ofKeyFile(std::move(key)), place.elsewhere, [&] { return place.moveTo(place.elsewhere); });
    }
    case Signing: {
        INFERNO_CHECK(store.rotateSigningKey());
        return store.endRotation();
    }
    }
    return fail(ErrorCode::Internal, "no such change");
}

} // namespace

/// Rotations of keys and changes of what opens them: what they do, and that no stop in between loses a key.
class TestKeyChanges : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aPassphraseIsArgon2idOfRfc9106() {
        // Expected values from another implementation: OpenSSL 3.5's, through Python's cryptography.
        Salt salt{};
        std::ranges::copy(asBytes("somesalt-somesal"), salt.begin());
        const auto key = keyOfPassphrase(Passphrase("password"), {256, 2, 1}, salt);
        QVERIFY(key);
        QCOMPARE(toHex(key->view()), "7a7ce6509d1fd1719582515cf63e2e236ebb41ae24531fff0d37828ec7b5e436");
        QCOMPARE(toHex(keyOfPassphrase(Passphrase("password"), {1024, 3, 4}, salt)->view()),
                 "f31dc4d0a7d234346e0d4c17b8780167338e227266739aec5f1f0d8d501e75f3");
        QVERIFY(!same(*key, *keyOfPassphrase(Passphrase("passwore"), {256, 2, 1}, salt)));
        QVERIFY(!same(*key, *keyOfPassphrase(Passphrase("password"), {264, 2, 1}, salt)));
        QVERIFY(!same(*key, *keyOfPassphrase(Passphrase("password"), {256, 3, 1}, salt)));
        for (const PassphraseCost& cost :
             {PassphraseCost{5U << 20, 1, 1}, {4, 1, 1}, {64, 0, 1}, {64, 1, 0}, {64, 65, 1}, {4096, 1, 65}})
            QCOMPARE(keyOfPassphrase(Passphrase("password"), cost, salt).error().code, ErrorCode::KeyInvalid);
    }

    void aPassphraseReplacesTheKeyFile() {
        Place place;
        const fs::path keyFile = place.paths().keyFile;
        const Bytes oldKey = *readFile(place.system, keyFile);
        const Bytes oldStore = *readFile(place.system, place.paths().keyStore());
        {
            auto store = *place.make(place.system, {});
            QCOMPARE(*store->opensWith(first()), false);
            const auto rotation = store->changeRoot(*Root::ofPassphrase(first(), kCheap), keyFile);
            QVERIFY(rotation && rotation->rootChanged && rotation->newKek == rotation->oldKek + 1);
            QVERIFY(fs::exists(keyFile)); // until the change is recorded
            QVERIFY(store->endRotation());
            QVERIFY(!fs::exists(keyFile));
            QVERIFY(!fs::exists(place.paths().retired()));
            QCOMPARE(store->info().root, RootKind::Passphrase);
            QCOMPARE(*store->opensWith(first()), true);
            QCOMPARE(*store->opensWith(second()), false);
            // A second reader of an open vault needs no passphrase.
            QVERIFY(place.holdsAll(**KeyStore::open(place.system, store->paths(), false)));
        }
        QCOMPARE(KeyStore::open(place.system, place.paths(), false).error().code, ErrorCode::KeyUnavailable);
        QCOMPARE(place.make(place.system, second()).error().code, ErrorCode::KeyInvalid);
        QVERIFY(place.holdsAll(**place.make(place.system, first())));
        // The old root, with its own copy of the key store, opens nothing of what is here now.
        testing::overwrite(keyFile, oldKey);
        fs::permissions(keyFile, fs::perms::owner_read | fs::perms::owner_write);
        testing::overwrite(place.paths().keyStore(), oldStore);
        QCOMPARE(place.make(place.system, {}).error().code, ErrorCode::KeyUnavailable);
    }

    void aChangedHeadOfTheKeyStoreIsFound() {
        Place place;
        QVERIFY(prepare(place, BackToFile));
        for (std::uint64_t at = 0; at < 60; ++at) {
            testing::flipBit(place.paths().keyStore(), at, at % 8);
            // Never a cost that takes the machine down, and never another key.
            const auto opened = place.make(place.system, first());
            QVERIFY2(!opened, std::to_string(at).c_str());
            testing::flipBit(place.paths().keyStore(), at, at % 8);
        }
        QVERIFY(place.make(place.system, first()));
    }

    void aNewSigningKeyIsHandedOverTo() {
        Place place;
        std::vector<VerifierKey> seen;
        for (int i = 0; i < 4; ++i) {
            auto store = *place.make(place.system, {});
            seen.push_back(store->verifiers().back());
            const auto rotation = store->rotateSigningKey();
            QVERIFY(rotation);
            QCOMPARE(rotation->oldSigner, seen.back().idText());
            QVERIFY(store->endRotation());
            // The key table is signed by a key of the history before and after it is written again.
            QVERIFY(PublicKeys::read(place.system, place.paths().vaultFolder));
            place.note(*store->rotateDataKey(RetentionClass::Default, kMarch));
            QVERIFY(PublicKeys::read(place.system, place.paths().vaultFolder));
        }
        const auto store = *place.make(place.system, {});
        QVERIFY(place.holdsAll(*store));
        const std::string note(asText(*readFile(place.system, place.paths().verifiers())));
        const auto history = VerifierHistory::parse(note);
        QVERIFY(history);
        QCOMPARE(history->keys.size(), std::size_t{5});
        for (const VerifierKey& key : seen)
            QVERIFY(history->knows(key));
        QVERIFY(history->keys.back() == store->signer()->verifier());
    }

    void aHistoryThatNobodyHandedOverIsRefused() {
        const std::string origin = "inferno.local/0";
        const NoteSigner one{origin, SigningKey::generate()};
        const NoteSigner two{origin, SigningKey::generate()};
        const NoteSigner three{origin, SigningKey::generate()};
        const NoteSigner thief{origin, SigningKey::generate()};
        const std::string begun = *VerifierHistory::begin(one);
        const auto grown = VerifierHistory::parse(*VerifierHistory::parse(begun)->handedOver(one, two));
        QVERIFY(grown);
        // Only the key that signs now can hand over.
        QCOMPARE(grown->handedOver(one, three).error().code, ErrorCode::NoteInvalid);
        QCOMPARE(grown->handedOver(thief, three).error().code, ErrorCode::NoteInvalid);
        const std::string note = *grown->handedOver(two, three);
        QVERIFY(VerifierHistory::parse(note));
        for (std::size_t at = 0; at < note.size(); ++at) {
            std::string changed = note;
            changed[at] = static_cast<char>(changed[at] ^ 1);
            const auto parsed = VerifierHistory::parse(changed);
            QVERIFY2(!parsed, std::to_string(at).c_str());
        }
    }

    /// The cost does not depend on how much the vault holds; each row is wrapped once.
    void aRotationRewrapsEveryKey() {
        Place place;
        auto store = *place.make(place.system, {});
        for (std::uint32_t i = 0; i < 120; ++i)
            place.note(*store->currentKey(RetentionClass::Default, Month{200001 + i / 12 * 100 + i % 12}));
        place.faulty.failAt(0, ErrorCode::IoFailed);
        const auto rotation = store->rotate(RetentionClass::Default, kMarch);
        QVERIFY(rotation && store->endRotation());
        store.reset();
        const auto again = *place.make(place.system, {});
        QVERIFY(place.holdsAll(*again));
        QCOMPARE(again->info().kekVersion, rotation->newKek);
        QCOMPARE(again->info().dataKeys, std::size_t{123});
    }

    void powerCutWhileKeysChange_data() { powerLossWhileKeysChange_data(); }
    /// The power goes behind each operation, and takes along some of what was not synced: writes, names, or both. Every
    /// key is there still, under the old root or the new one.
    void powerCutWhileKeysChange() {
        QFETCH(const int, change);
        const auto act = static_cast<Change>(change);
        constexpr fakes::Loss kLosses[] = {fakes::Loss::Everything, fakes::Loss::Names, fakes::Loss::Torn,
                                           fakes::Loss::Last,       fakes::Loss::First, fakes::Loss::Some};
        Place place;
        QVERIFY(prepare(place, act));
        auto store = *place.make(place.disk, first());
        const auto before = place.expected;
        const std::size_t begin = place.disk.operations();
        const auto done = apply(place, *store, act);
        QVERIFY2(done, done ? "" : done.error().message().c_str());
        const auto after = std::exchange(place.expected, before);
        const std::size_t end = place.disk.operations();
        QVERIFY(end > begin + 3);
        for (std::size_t count = begin; count <= end; ++count)
            for (const fakes::Loss loss : kLosses) {
                const testing::Folder image;
                place.disk.leave(image.root, count, loss, static_cast<unsigned>(count));
                place.expected = count == end ? after : before;
                const std::string where =
                    std::to_string(count - begin) + ", loss " + std::to_string(static_cast<int>(loss));
                auto paths = place.unlockedIn(image.root, first());
                if (!paths && act == OtherPassphrase)
                    paths = place.unlockedIn(image.root, second());
                QVERIFY2(paths, (where + ": " + (paths ? "" : paths.error().message())).c_str());
                const auto again = KeyStore::openOrCreate(place.system, place.clock, *paths);
                QVERIFY2(again, (where + ": " + (again ? "" : again.error().message())).c_str());
                QVERIFY2(place.holdsAll(**again), where.c_str());
                if ((*again)->interrupted())
                    QVERIFY2((*again)->endRotation(), where.c_str());
            }
    }

    void powerLossWhileKeysChange_data() {
        QTest::addColumn<int>("change");
        QTest::newRow("a month's first key") << int{MonthKey};
        QTest::newRow("a new data key") << int{DataKeyAgain};
        QTest::newRow("a new KEK and data key") << int{Kek};
        QTest::newRow("a passphrase instead of the key file") << int{SetPassphrase};
        QTest::newRow("another passphrase") << int{OtherPassphrase};
        QTest::newRow("the key file again") << int{BackToFile};
        QTest::newRow("a key file elsewhere") << int{OtherFile};
        QTest::newRow("a new signing key") << int{Signing};
    }
    /// The disk is gone from the n-th write, sync, rename or removal on, for each n. What is left must open, with every
    /// key, by the old root or by the new one; the next opening to write ends what was begun.
    void powerLossWhileKeysChange() {
        QFETCH(const int, change);
        const auto act = static_cast<Change>(change);
        for (std::uint64_t n = 1;; ++n) {
            Place place;
            QVERIFY(prepare(place, act));
            auto store = *place.make(place.faulty, first());
            place.faulty.failAt(n, ErrorCode::IoFailed);
            const auto done = apply(place, *store, act);
            if (!done) // nothing more is written until it is opened again
                QVERIFY(!store->rotateDataKey(RetentionClass::Default, kMarch));
            store.reset();
            place.faulty.failAt(0, ErrorCode::IoFailed);
            const std::string where = std::to_string(n);

            auto again = place.make(place.system, first());
            if (!again && act == OtherPassphrase)
                again = place.make(place.system, second());
            QVERIFY2(again, (where + ": " + (again ? "" : again.error().message())).c_str());
            QVERIFY2(place.holdsAll(**again), where.c_str());
            if (const auto interrupted = (*again)->interrupted()) {
                QVERIFY(interrupted->interrupted && !done);
                QVERIFY2((*again)->endRotation(), where.c_str());
            }
            // What was begun is ended: one KEK, one signing key, no file of the other root.
            const KeyPaths paths = (*again)->paths();
            const SecretKey root = paths.root ? *paths.root : *readRootKey(place.system, paths.keyFile);
            QCOMPARE(readKekStore(place.system, paths.keyStore(), root)->keks.size(), std::size_t{1});
            QVERIFY(!fs::exists(paths.retired()));
            QVERIFY(!fs::exists(paths.nextSigningKey()));
            const bool atDefault = paths.keyFileIsDefault;
            QVERIFY(fs::exists(paths.keysFolder / "audit.kek") == atDefault);
            QVERIFY(fs::exists(place.folder.root / "elsewhere" / "audit.kek") != atDefault);
            if ((*again)->info().root == RootKind::Passphrase && act != BackToFile)
                QVERIFY2(!fs::exists(paths.keyFile), where.c_str());
            if (done) {
                QVERIFY(n > 5);
                if (act == SetPassphrase || act == OtherPassphrase)
                    QCOMPARE((*again)->info().root, RootKind::Passphrase);
                return;
            }
            // And the change can be made now.
            place.faulty.failAt(0, ErrorCode::IoFailed);
            QVERIFY2(apply(place, **again, act), where.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestKeyChanges)
#include "tst_key_changes.moc"
