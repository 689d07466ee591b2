// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

#include <sys/stat.h>
#include <unistd.h>

#include "core/vault/key_files.h"
#include "core/vault/key_store.h"
#include "tests/fakes/faulty_vfs.h"
#include "tests/fakes/manual_clock.h"

using namespace inferno;
using namespace inferno::vault;

namespace fs = std::filesystem;

namespace {

constexpr Month kMarch{202603};
constexpr Month kApril{202604};

struct Place {
    QTemporaryDir folder;
    SystemVfs vfs;
    fakes::ManualClock clock{*parseRfc3339("2026-03-24T09:42:07Z")};
    KeyPaths paths = KeyPaths::under(folder.path().toStdString());

    Result<std::unique_ptr<KeyStore>> make() { return KeyStore::openOrCreate(vfs, clock, paths); }
    Result<std::unique_ptr<KeyStore>> look() { return KeyStore::open(vfs, paths, false); }
};

void flip(const fs::path& path, std::size_t at, std::uint8_t mask) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(static_cast<std::streamoff>(at));
    const char byte = static_cast<char>(file.get() ^ mask);
    file.seekp(static_cast<std::streamoff>(at));
    file.put(byte);
}

void write(const fs::path& path, std::string_view content) {
    std::ofstream(path, std::ios::binary) << content;
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
}

bool same(const SecretKey& a, const SecretKey& b) {
    return equalConstantTime(a.view(), b.view());
}

} // namespace

class TestKeyStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void monthsAreOfUtc() {
        QCOMPARE(monthOf(*parseRfc3339("2026-03-31T23:59:59Z")), kMarch);
        QCOMPARE(monthOf(*parseRfc3339("2026-04-01T01:00:00+02:00")), kMarch);
        QCOMPARE(monthOf(*parseRfc3339("2026-04-01T00:00:00Z")), kApril);
    }

    void aNewVaultHasAllItsKeys() {
        Place place;
        const auto store = place.make();
        QVERIFY2(store, store ? "" : store.error().message().c_str());
        QCOMPARE((*store)->origin(), originOf((*store)->vaultId()));
        const fs::path secrets[] = {place.paths.keyFile, place.paths.keyStore(), place.paths.signingKey()};
        for (const fs::path& secret : secrets)
            QCOMPARE(place.vfs.stat(secret)->mode, 0600U);
        QCOMPARE(place.vfs.stat(place.paths.keysFolder)->mode, 0700U);
        QVERIFY(!fs::exists(place.paths.vaultFolder / "creating"));
        // The newest verifier is the one that signs.
        QVERIFY((*store)->verifiers().back() == (*store)->signer()->verifier());
    }

    void keysAreTheSameAfterOpeningAgain() {
        Place place;
        auto first = place.make();
        const auto march = *(*first)->currentKey(RetentionClass::Default, kMarch);
        const auto april = *(*first)->currentKey(RetentionClass::Default, kApril);
        QVERIFY(!same(march->dek, april->dek) && !same(march->ksalt, april->ksalt));
        QVERIFY((*first)->currentKey(RetentionClass::Default, kMarch)->get() == march.get());
        first->reset();

        const auto again = place.look();
        QVERIFY(again);
        QVERIFY(same((*(*again)->key(march->id))->dek, march->dek));
        QVERIFY(same((*(*again)->key(april->id))->ksalt, april->ksalt));
        QCOMPARE((*again)->keyIds().size(), std::size_t{2});
        QCOMPARE((*again)->key(DataKeyId{9}).error().code, ErrorCode::KeyUnavailable);
    }

    void aRotatedDataKeyKeepsItsSalt() {
        Place place;
        const auto store = *place.make();
        const auto old = *store->currentKey(RetentionClass::Default, kMarch);
        const auto fresh = *store->rotateDataKey(RetentionClass::Default, kMarch);
        QVERIFY(!same(old->dek, fresh->dek) && same(old->ksalt, fresh->ksalt));
        QVERIFY(*store->currentKey(RetentionClass::Default, kMarch) == fresh);
        QVERIFY(*store->key(old->id) == old);
    }

    void aRotatedKekOpensTheSameKeys() {
        Place place;
        auto store = *place.make();
        const auto key = *store->currentKey(RetentionClass::Default, kMarch);
        const Bytes oldTable = *readFile(place.vfs, place.paths.keyTable());
        const auto rotation = store->rotate(RetentionClass::Default, kMarch);
        QVERIFY(rotation);
        QCOMPARE(rotation->oldKek + 1, rotation->newKek);
        QCOMPARE(rotation->oldKey, static_cast<std::uint32_t>(key->id));
        QVERIFY(rotation->newKey > rotation->oldKey);
        QVERIFY(store->endRotation());
        store.reset();
        QVERIFY(same((*(*place.look())->key(key->id))->dek, key->dek));
        // The old table, put back, is of a key that is gone.
        write(place.paths.keyTable(), asText(oldTable));
        QCOMPARE(place.look().error().code, ErrorCode::KeyUnavailable);
    }

    void bothFormsOfAKeyFile() {
        const SecretKey key = SecretKey::random();
        Place place;
        const fs::path path = fs::path(place.folder.path().toStdString()) / "k";
        const std::string hex = toHex(key.view());
        for (const std::string& content : {std::string(asText(key.view())), hex, hex + "\n", hex + "\r\n"}) {
            write(path, content);
            QVERIFY(same(*readRootKey(place.vfs, path), key));
        }
        for (const std::string& content : {std::string(), hex + "00", hex.substr(1), std::string(31, 'x'),
                                           std::string(64, 'x'), std::string(5000, 'a')}) {
            write(path, content);
            QCOMPARE(readRootKey(place.vfs, path).error().code, ErrorCode::KeyInvalid);
        }
    }

    void secretsMustBeClosedToOthers() {
        Place place;
        QVERIFY(place.make());
        const fs::path secrets[] = {place.paths.keyFile, place.paths.keyStore(), place.paths.signingKey()};
        for (const fs::path& secret : secrets) {
            for (const mode_t mode : {0640U, 0604U, 0620U, 0660U}) {
                ::chmod(secret.c_str(), mode);
                const auto store = place.make();
                QCOMPARE(store.error().code, ErrorCode::KeyPermissions);
                QVERIFY(store.error().detail.find(secret.string()) != std::string::npos);
            }
            ::chmod(secret.c_str(), 0400);
            QVERIFY(place.make());
            ::chmod(secret.c_str(), 0600);
        }
    }

    void secretsMustBelongToTheUser() {
        if (::geteuid() != 0)
            QSKIP("only root can give a file away");
        Place place;
        QVERIFY(place.make());
        QCOMPARE(::chown(place.paths.keyFile.c_str(), 12345, 0), 0);
        QCOMPARE(place.make().error().code, ErrorCode::KeyPermissions);
        KeyPaths credentials = place.paths; // systemd's files may belong to somebody else
        credentials.credentialsFolder = place.paths.keysFolder;
        QVERIFY(KeyStore::open(place.vfs, credentials));
    }

    void aMissingKeyFileIsNeverMadeForAnExistingVault() {
        Place place;
        QVERIFY(place.make());
        fs::remove(place.paths.keyFile);
        QCOMPARE(place.make().error().code, ErrorCode::KeyMissing);
        QVERIFY(!fs::exists(place.paths.keyFile));
    }

    void aKeyFileElsewhereIsNeverMade() {
        Place place;
        place.paths.keyFile = fs::path(place.folder.path().toStdString()) / "elsewhere.key";
        place.paths.keyFileIsDefault = false;
        const auto store = place.make();
        QCOMPARE(store.error().code, ErrorCode::KeyMissing);
        QVERIFY(store.error().hint.find("openssl rand -hex 32") != std::string::npos);
        QVERIFY(!fs::exists(place.paths.keyTable()));
        write(place.paths.keyFile, toHex(SecretKey::random().view()));
        QVERIFY(place.make());
        QVERIFY(fs::exists(fs::path(place.folder.path().toStdString()) / "elsewhere.kek"));
    }

    void aNewVaultNeverCoversUpAnOldOne() {
        Place place;
        QVERIFY(place.make());
        fs::remove(place.paths.keyTable()); // the rest is there
        fs::create_directory(place.paths.vaultFolder / "segments");
        QCOMPARE(place.make().error().code, ErrorCode::VaultAltered);
        fs::remove_all(place.paths.vaultFolder); // emptied
        QCOMPARE(place.make().error().code, ErrorCode::VaultMissing);
        QCOMPARE(place.look().error().code, ErrorCode::VaultMissing);
        // A marker that somebody put there does not open the door either.
        fs::create_directories(place.paths.vaultFolder / "segments");
        write(place.paths.vaultFolder / "creating", "x");
        QCOMPARE(place.make().error().code, ErrorCode::VaultAltered);
    }

    void anotherVaultsKeysAreRefused() {
        Place mine;
        Place other;
        QVERIFY(mine.make());
        QVERIFY(other.make());
        const auto copy = [&](const fs::path& from, const fs::path& to) {
            fs::copy_file(from, to, fs::copy_options::overwrite_existing);
        };
        copy(other.paths.keyFile, mine.paths.keyFile);
        QCOMPARE(mine.look().error().code, ErrorCode::KeyInvalid); // the store does not open
        copy(other.paths.keyStore(), mine.paths.keyStore());
        QCOMPARE(mine.look().error().code, ErrorCode::KeyInvalid); // it opens, and is of another vault
        copy(other.paths.keyTable(), mine.paths.keyTable());
        QCOMPARE(mine.look().error().code, ErrorCode::VaultAltered); // the verifier history is of this vault
    }

    void everyChangedByteIsFound() {
        Place place;
        {
            const auto store = *place.make();
            QVERIFY(store->currentKey(RetentionClass::Default, kMarch));
        }
        const fs::path files[] = {place.paths.keyTable(), place.paths.verifiers(), place.paths.keyStore(),
                                  place.paths.signingKey()};
        for (const fs::path& path : files)
            for (std::size_t at = 0; at < fs::file_size(path); ++at) {
                flip(path, at, static_cast<std::uint8_t>(1U << (at % 8)));
                const auto store = KeyStore::open(place.vfs, place.paths);
                QVERIFY2(!store, (path.string() + " byte " + std::to_string(at)).c_str());
                flip(path, at, static_cast<std::uint8_t>(1U << (at % 8)));
            }
        QVERIFY(KeyStore::open(place.vfs, place.paths));
        // What an auditor without any secret sees.
        for (const fs::path& path : {place.paths.keyTable(), place.paths.verifiers()}) {
            flip(path, fs::file_size(path) / 2, 4);
            QCOMPARE(PublicKeys::read(place.vfs, place.paths.vaultFolder).error().code, ErrorCode::VaultAltered);
            flip(path, fs::file_size(path) / 2, 4);
        }
    }

    void powerLossWhileAVaultIsMade() {
        for (std::uint64_t n = 1;; ++n) {
            Place place;
            fakes::FaultyVfs faulty(place.vfs);
            faulty.failAt(n, ErrorCode::IoFailed);
            const auto first = KeyStore::openOrCreate(faulty, place.clock, place.paths);
            if (first) {
                QVERIFY(n > 20);
                return;
            }
            const auto second = place.make(); // the power is back
            QVERIFY2(second, (std::to_string(n) + ": " + (second ? "" : second.error().message())).c_str());
            QVERIFY((*second)->currentKey(RetentionClass::Default, kMarch));
        }
    }
};

QTEST_GUILESS_MAIN(TestKeyStore)
#include "tst_key_store.moc"
