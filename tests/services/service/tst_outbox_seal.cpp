// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "services/service/outbox_seal.h"
#include "tests/core/vault/vault_fixture.h"

using namespace inferno;
using namespace std::chrono_literals;

/// The bodies of the outbox under the keys of a real vault, over the border of a month.
class TestOutboxSeal : public QObject {
    Q_OBJECT

    static std::string opened(const jobs::OutboxCipher& cipher, std::uint64_t number, ByteView sealed) {
        const auto plain = cipher.open(number, sealed);
        return plain ? std::string(asText(*plain)) : "refused: " + plain.error().message();
    }
    /// The month of the data key that a body names.
    static std::uint32_t monthOf(Vfs& vfs, const vault::KeyPaths& paths, const Bytes& sealed) {
        const auto keys = vault::KeyStore::open(vfs, paths, false);
        const auto key = (*keys)->key(static_cast<vault::DataKeyId>(getLe<std::uint32_t>(ByteView(sealed).subspan(1))));
        return key ? static_cast<std::uint32_t>((*key)->month) : 0;
    }

private Q_SLOTS:
    void followsTheMonth() {
        QTemporaryDir folder;
        SystemVfs vfs;
        fakes::ManualClock clock(parseRfc3339("2026-03-31T23:59:00Z").value());
        const vault::VaultOptions options = vault::testing::smallOptions(folder.path().toStdString());
        const auto vault = vault::Vault::open(vfs, clock, options);
        QVERIFY2(vault, vault ? "" : vault.error().message().c_str());
        QVERIFY((*vault)->append(vault::testing::requestOf(0, 1)));

        const auto cipher = service::outboxCipher(vfs, clock, [&] { return options.keys; });
        QVERIFY2(cipher, cipher ? "" : cipher.error().message().c_str());
        const Bytes march = cipher->seal(1, asBytes("one")).value();
        QCOMPARE(monthOf(vfs, options.keys, march), 202603U);

        clock.advance(2min);
        const Bytes between = cipher->seal(2, asBytes("two")).value();
        QCOMPARE(monthOf(vfs, options.keys, between), 202603U); // the vault has no key of April yet
        QVERIFY((*vault)->append(vault::testing::requestOf(1, 1)));
        const Bytes april = cipher->seal(3, asBytes("three")).value();
        QCOMPARE(monthOf(vfs, options.keys, april), 202604U);

        QVERIFY((*vault)->close());
        const auto later = service::outboxCipher(vfs, clock, [&] { return options.keys; });
        QVERIFY(later);
        QCOMPARE(monthOf(vfs, options.keys, later->seal(4, asBytes("four")).value()), 202604U);
        for (const auto* each : {&*cipher, &*later}) {
            QCOMPARE(opened(*each, 1, march), "one");
            QCOMPARE(opened(*each, 3, april), "three");
            QCOMPARE(opened(*each, 2, between), "two");
        }
        QCOMPARE(later->open(2, march).error().code, ErrorCode::CryptoFailed); // a row in another's place
    }

    void aClockThatIsSetBackFindsItsMonthAgain() {
        QTemporaryDir folder;
        SystemVfs vfs;
        fakes::ManualClock clock(parseRfc3339("2026-03-31T23:59:00Z").value());
        const vault::VaultOptions options = vault::testing::smallOptions(folder.path().toStdString());
        const auto vault = vault::Vault::open(vfs, clock, options);
        QVERIFY(vault && (*vault)->append(vault::testing::requestOf(0, 1)));
        clock.advance(2min);
        QVERIFY((*vault)->append(vault::testing::requestOf(1, 1)));
        const auto cipher = service::outboxCipher(vfs, clock, [&] { return options.keys; });
        QVERIFY(cipher);
        const Bytes april = cipher->seal(1, asBytes("one")).value();
        clock.set(parseRfc3339("2026-03-31T23:59:30Z").value());
        const Bytes march = cipher->seal(2, asBytes("two")).value();
        QCOMPARE(monthOf(vfs, options.keys, april), 202604U);
        QCOMPARE(monthOf(vfs, options.keys, march), 202603U);
        QCOMPARE(opened(*cipher, 1, april), "one");
        QCOMPARE(opened(*cipher, 2, march), "two");
    }
};

QTEST_GUILESS_MAIN(TestOutboxSeal)
#include "tst_outbox_seal.moc"
