// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <nlohmann/json.hpp>

#include "services/anchor/places.h"
#include "tests/fakes/manual_clock.h"
#include "tests/services/anchor/small_vault.h"
#include "tests/services/archive/small_s3.h"

using namespace inferno;
using namespace inferno::anchor;
using inferno::archive::testing::SmallS3;
using inferno::tests::SmallVault;

/// The webhook as a place.
class TestPlaces : public QObject {
    Q_OBJECT

    fakes::ManualClock clock_{WallTime{std::chrono::seconds{1'774'345'600}}};
    SmallVault vault_;

    Newest at(std::uint64_t size) { return *newestOf(vault_.key(), vault_.checkpoint(size)); }

private Q_SLOTS:
    void initTestCase() {
        for (int i = 0; i < 20; ++i)
            vault_.add("event " + std::to_string(i));
    }

    void aWebhookIsToldOnlyWhatIsNew() {
        SmallS3 hook;
        const auto place = webhookPlace(clock_, hook.url() + "/a/b");
        const Newest five = at(5);
        QVERIFY(place->give(five, vault_.proofs()));
        QVERIFY(place->give(five, vault_.proofs()));
        QCOMPARE(hook.seen().size(), std::size_t{1});
        QVERIFY(place->check(at(13), vault_.proofs())); // asks nothing, leaves nothing
        QCOMPARE(hook.seen().size(), std::size_t{1});
        hook.failNext(2, 404);
        QVERIFY(!place->give(at(13), vault_.proofs()));
        QVERIFY(!place->give(at(13), vault_.proofs()));
        QVERIFY(place->give(at(13), vault_.proofs()));
        QCOMPARE(hook.seen().size(), std::size_t{4});
        QCOMPARE(hook.seen().back().target, "/a/b");
        QCOMPARE(nlohmann::json::parse(hook.seen().back().body).at("size").get<int>(), 13);
    }
};

QTEST_GUILESS_MAIN(TestPlaces)
#include "tst_places.moc"
