// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/vault/crypto.h"
#include "tests/core/vault/test_vectors.h"

using namespace inferno;
using namespace inferno::vault;

namespace {

SecretKey keyOf(const Bytes& bytes) {
    return SecretKey(std::span<const std::uint8_t, 32>(bytes.data(), 32));
}

/// The verdict of a vector as text, so that a failure names the case.
std::string caseName(const nlohmann::json& test) {
    return "case " + std::to_string(test.at("tcId").get<int>()) + ", " + test.at("comment").get<std::string>();
}

} // namespace

class TestCrypto : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void gcmVectors() {
        LOAD_VECTORS(file, "crypto/aes_256_gcm.json");
        int cases = 0;
        for (const auto& group : file.at("testGroups")) {
            if (group.at("ivSize") != 96)
                continue; // the vault uses 96-bit nonces alone
            for (const auto& test : group.at("tests")) {
                ++cases;
                const std::string name = caseName(test);
                const Bytes iv = hexField(test, "iv");
                const Bytes aad = hexField(test, "aad");
                const Bytes message = hexField(test, "msg");
                Bytes sealed = hexField(test, "ct");
                const Bytes tag = hexField(test, "tag");
                sealed.insert(sealed.end(), tag.begin(), tag.end());
                GcmCipher cipher(keyOf(hexField(test, "key")));
                Nonce nonce;
                std::ranges::copy(iv, nonce.begin());

                Bytes opened(message.size(), 0xEE);
                const bool ok = cipher.open(nonce, aad, sealed, opened).has_value();
                QVERIFY2(ok == (test.at("result") == "valid"), name.c_str());
                QVERIFY2(!ok || opened == message, name.c_str());
                QVERIFY2(ok || opened == Bytes(message.size(), 0), name.c_str()); // nothing is released
                if (!ok)
                    continue;
                Bytes again(message.size() + GcmCipher::kTagSize);
                QVERIFY2(cipher.seal(nonce, aad, message, again), name.c_str());
                QVERIFY2(again == sealed, name.c_str());
            }
        }
        QCOMPARE(cases, 66);
    }

    void gcmContextsAreReused() {
        GcmCipher cipher(SecretKey::random());
        const std::string message = "the same context seals again and again";
        Bytes sealed(message.size() + GcmCipher::kTagSize);
        Bytes opened(message.size());
        for (std::uint8_t i = 0; i < 50; ++i) {
            const Nonce nonce{i};
            QVERIFY(cipher.seal(nonce, asBytes("head"), asBytes(message), sealed));
            if (i % 3 == 0) { // a failed opening leaves the context good
                sealed.back() ^= 1;
                QCOMPARE(cipher.open(nonce, asBytes("head"), sealed, opened).error().code, ErrorCode::CryptoFailed);
                sealed.back() ^= 1;
            }
            QVERIFY(!cipher.open(nonce, asBytes("HEAD"), sealed, opened));
            QVERIFY(cipher.open(nonce, asBytes("head"), sealed, opened));
            QCOMPARE(asText(opened), message);
        }
    }

    void keyWrapVectors() {
        LOAD_VECTORS(file, "crypto/aes_256_kwp.json");
        int cases = 0;
        for (const auto& group : file.at("testGroups"))
            for (const auto& test : group.at("tests")) {
                ++cases;
                const std::string name = caseName(test);
                const SecretKey kek = keyOf(hexField(test, "key"));
                const Bytes message = hexField(test, "msg");
                const Bytes wrapped = hexField(test, "ct");
                const auto opened = unwrapKey(kek, wrapped);
                if (test.at("result") == "invalid") {
                    QVERIFY2(!opened, name.c_str());
                    continue;
                }
                // "acceptable" are keys below 128 bits, which the standard allows.
                QVERIFY2(opened && *opened == message, name.c_str());
                QVERIFY2(*wrapKey(kek, message) == wrapped, name.c_str());
            }
        QCOMPARE(cases, 94);
    }

    void wrappedSecretsOpenUnderTheirKeyAlone() {
        const SecretKey kek = SecretKey::random();
        const SecretKey secret = SecretKey::random();
        WrappedKey wrapped = *wrapSecret(kek, secret);
        QVERIFY(equalConstantTime(unwrapSecret(kek, wrapped)->view(), secret.view()));
        QCOMPARE(unwrapSecret(SecretKey::random(), wrapped).error().code, ErrorCode::CryptoFailed);
        for (std::size_t byte = 0; byte < wrapped.size(); ++byte) {
            wrapped[byte] ^= 0x10;
            QVERIFY(!unwrapSecret(kek, wrapped));
            wrapped[byte] ^= 0x10;
        }
        const Bytes half = *wrapKey(kek, secret.view().first(16));
        QCOMPARE(half.size(), std::size_t{24});
        QVERIFY(unwrapKey(kek, half));
        QVERIFY(!unwrapKey(kek, ByteView(half).first(8)));
        QVERIFY(!unwrapKey(kek, ByteView(half).first(23)));
    }

    void hkdfVectors() {
        LOAD_VECTORS(file, "crypto/hkdf_sha512.json");
        int cases = 0;
        for (const auto& group : file.at("testGroups"))
            for (const auto& test : group.at("tests")) {
                ++cases;
                const std::string name = caseName(test);
                Bytes out(test.at("size").get<std::size_t>());
                const bool ok =
                    hkdfSha512(hexField(test, "ikm"), hexField(test, "salt"), hexField(test, "info"), out).has_value();
                QVERIFY2(ok == (test.at("result") == "valid"), name.c_str());
                QVERIFY2(!ok || out == hexField(test, "okm"), name.c_str());
            }
        QCOMPARE(cases, 83);
    }

    void expandingDependsOnTheInfo() {
        Bytes one(64);
        Bytes two(64);
        const SecretKey prk = SecretKey::random();
        QVERIFY(hkdfSha512Expand(prk.view(), asBytes("a"), one));
        QVERIFY(hkdfSha512Expand(prk.view(), asBytes("b"), two));
        QVERIFY(one != two);
        Bytes longer(100);
        QVERIFY(hkdfSha512Expand(prk.view(), asBytes("a"), longer));
        QVERIFY(std::equal(one.begin(), one.end(), longer.begin()));
        Bytes tooLong(255 * 64 + 1);
        QCOMPARE(hkdfSha512Expand(prk.view(), {}, tooLong).error().code, ErrorCode::CryptoFailed);
    }

    void ed25519Vectors() {
        LOAD_VECTORS(file, "crypto/ed25519.json");
        int cases = 0;
        for (const auto& group : file.at("testGroups")) {
            const Bytes key = hexField(group.at("publicKey"), "pk");
            PublicKey pk;
            std::ranges::copy(key, pk.begin());
            for (const auto& test : group.at("tests")) {
                ++cases;
                const bool ok = verifyEd25519(pk, hexField(test, "msg"), hexField(test, "sig"));
                QVERIFY2(ok == (test.at("result") == "valid"), caseName(test).c_str());
            }
        }
        QCOMPARE(cases, 151);
    }

    void signing() {
        const SigningKey key = SigningKey::generate();
        const Signature signature = key.sign(asBytes("text"));
        QVERIFY(verifyEd25519(key.publicKey(), asBytes("text"), signature));
        QVERIFY(!verifyEd25519(key.publicKey(), asBytes("Text"), signature));
        QVERIFY(SigningKey::fromSeed(key.seed()).publicKey() == key.publicKey());
        QVERIFY(SigningKey::generate().publicKey() != key.publicKey());
        // RFC 8032, 7.1, test 1
        const Bytes seed = *fromHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
        const SigningKey known = SigningKey::fromSeed(keyOf(seed));
        QCOMPARE(toHex(known.publicKey()), "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
        QCOMPARE(toHex(known.sign({})), "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                                        "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    }

    void hashes() {
        QCOMPARE(toHex(sha256(asBytes("abc"))), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        Sha256 sha;
        for (int i = 0; i < 3; ++i) { // a context is good for many hashes
            sha.begin();
            sha.update(asBytes("a"));
            sha.update(asBytes("bc"));
            QVERIFY(sha.finish() == sha256(asBytes("abc")));
        }
        // RFC 4231, test case 2
        QCOMPARE(toHex(hmacSha256(asBytes("Jefe"), asBytes("what do ya want for nothing?"))),
                 "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    void salts() {
        const Bytes bytes = *fromHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        SaltCipher cipher(keyOf(bytes));
        QCOMPARE(toHex(cipher.salt(0)), "f29000b62a499fd0a9f39a6add2e7780"); // AES-256 of the zero block
        std::array<Salt, 300> many;
        cipher.salts(7, many);
        for (std::size_t i = 0; i < many.size(); ++i)
            QVERIFY(many[i] == cipher.salt(7 + i));
        QVERIFY(cipher.salt(1) != cipher.salt(1ULL << 32));
    }

    void derivedKeysDifferInEveryInput() {
        const SecretKey dek = SecretKey::random();
        const Uuid vault{1};
        const Hash salt{2};
        const DerivedKey base = *deriveKey(dek, vault, 3, KeyKind::Segment, salt);
        QVERIFY(deriveKey(dek, vault, 3, KeyKind::Segment, salt)->commitment == base.commitment);
        const std::vector<DerivedKey> others = {
            *deriveKey(SecretKey::random(), vault, 3, KeyKind::Segment, salt),
            *deriveKey(dek, Uuid{2}, 3, KeyKind::Segment, salt),
            *deriveKey(dek, vault, 4, KeyKind::Segment, salt),
            *deriveKey(dek, vault, 3, KeyKind::Log, salt),
            *deriveKey(dek, vault, 3, KeyKind::Segment, Hash{3}),
        };
        for (const DerivedKey& other : others) {
            QVERIFY(!equalConstantTime(other.key.view(), base.key.view()));
            QVERIFY(other.commitment != base.commitment);
            QVERIFY(other.baseNonce != base.baseNonce);
        }
        // The layout of the formula: key32 ‖ nonce12 ‖ commitment32.
        Bytes info;
        for (const char c : std::string_view("inferno/seg/v1"))
            info.push_back(static_cast<std::uint8_t>(c));
        info.insert(info.end(), vault.begin(), vault.end());
        putLe(info, std::uint64_t{3});
        info.push_back(1);
        info.insert(info.end(), salt.begin(), salt.end());
        Bytes out(76);
        QVERIFY(hkdfSha512Expand(dek.view(), info, out));
        QVERIFY(std::equal(base.key.view().begin(), base.key.view().end(), out.begin()));
        QVERIFY(std::equal(base.baseNonce.begin(), base.baseNonce.end(), out.begin() + 32));
        QVERIFY(std::equal(base.commitment.begin(), base.commitment.end(), out.begin() + 44));
    }

    void noncesCount() {
        DerivedKey key;
        key.baseNonce.fill(0xFF);
        QVERIFY(key.nonce(0) == key.baseNonce);
        QCOMPARE(toHex(key.nonce(1)), "fffffffffffffffffffffffe");
        QCOMPARE(toHex(key.nonce(0x0102030405060708)), "fffffffffefdfcfbfaf9f8f7");
    }

    void freshSaltsDiffer() {
        const WallTime now = *parseRfc3339("2026-03-24T09:42:07Z");
        QVERIFY(freshSalt(now) != freshSalt(now));
    }

    void secretsAreWiped() {
        SecretKey a = SecretKey::random();
        const SecretKey copy = a;
        SecretKey b = std::move(a);
        QVERIFY(equalConstantTime(b.view(), copy.view()));
        QVERIFY(equalConstantTime(a.view(), SecretKey().view())); // NOLINT: a moved-from key is all zero
        QVERIFY(!equalConstantTime(b.view(), b.view().first(31)));
    }
};

QTEST_GUILESS_MAIN(TestCrypto)
#include "tst_crypto.moc"
