// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTemporaryDir>
#include <QTest>

#include <fstream>

#include "services/anchor/anchors.h"
#include "tests/fakes/manual_clock.h"
#include "tests/services/anchor/small_vault.h"

using namespace inferno;
using namespace inferno::anchor;
using inferno::tests::SmallVault;

/// The file as a place, and the rounds over all places.
class TestAnchors : public QObject {
    Q_OBJECT

    Newest at(std::uint64_t size) { return *newestOf(vault_->key(), vault_->checkpoint(size)); }
    Outcome give(std::uint64_t size) {
        auto outcome = place_->give(at(size), vault_->proofs());
        if (!outcome)
            qFatal("%s", outcome.error().message().c_str());
        return *outcome;
    }
    std::filesystem::path file() const { return folder_->path().toStdString() + "/anchors.jsonl"; }

    SystemVfs vfs_;
    fakes::ManualClock clock_{WallTime{std::chrono::seconds{1'774'345'600}}};
    std::unique_ptr<QTemporaryDir> folder_;
    std::unique_ptr<SmallVault> vault_;
    std::unique_ptr<Place> place_;

private Q_SLOTS:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        vault_ = std::make_unique<SmallVault>();
        for (int i = 0; i < 20; ++i)
            vault_->add("event " + std::to_string(i));
        place_ = filePlace(vfs_, clock_, file());
    }

    void aFileHoldsEachCheckpointOnce() {
        QCOMPARE(give(5).heldSize, 0U);
        QCOMPARE(give(5).heldSize, 5U);
        QCOMPARE(give(13).heldSize, 5U);
        const auto content = readFile(vfs_, file());
        QCOMPARE(std::ranges::count(asText(*content), '\n'), 2);
        place_ = filePlace(vfs_, clock_, file());
        QCOMPARE(give(20).heldSize, 13U);
    }

    void aFileFindsOutWhatWasRolledBack() {
        give(13);
        QCOMPARE(give(5).rolledBack,
                 std::optional<std::string>("a checkpoint over 13 events was seen before, and now it has 5 events"));
        vault_->change(2, "another");
        QVERIFY(give(13).rolledBack);
        QVERIFY(give(20).rolledBack);
        vault_->change(2, "event 2");
        QVERIFY(!give(20).rolledBack);
    }

    void aLineThatWasCutOffIsPassedOver() {
        give(5);
        std::ofstream(file(), std::ios::app) << "{\"time\":\"2026";
        QCOMPARE(give(13).heldSize, 5U);
        QCOMPARE(give(20).heldSize, 13U);
    }

    void anotherVaultInTheSameFileSaysNothing() {
        SmallVault other;
        other.add("x");
        QVERIFY(place_->give(*newestOf(other.key(), other.checkpoint(1)), other.proofs()));
        QCOMPARE(give(5).heldSize, 0U);
        QVERIFY(!place_->give(*newestOf(other.key(), other.checkpoint(1)), other.proofs())->rolledBack);
    }

    void changesAreToldOnceAndTheTailIsCounted() {
        std::uint64_t size = 5;
        std::vector<Anchors::Change> told;
        std::vector<std::unique_ptr<Place>> places;
        const std::filesystem::path folder = folder_->path().toStdString() + "/disk";
        places.push_back(filePlace(vfs_, clock_, folder / "a.jsonl"));
        Anchors anchors({[&] { return Result<std::string>(vault_->checkpoint(size)); }, [&] { return vault_->key(); },
                         [] { return std::string(); }, vault_->proofs(), [&] { return size; }},
                        std::move(places), std::chrono::minutes{1}, clock_,
                        [&](Anchors::Change change, const Anchors::Status&) { told.push_back(change); });
        QVERIFY(!anchors.anchorNow().front().error.empty()); // the folder is not there
        QVERIFY(!anchors.anchorNow().front().error.empty());
        QCOMPARE(told, (std::vector<Anchors::Change>{Anchors::Change::Failed}));
        QCOMPARE(Anchors::tailOf(anchors.status(), 9, clock_.now()).events, 9U);
        std::filesystem::create_directory(folder);
        QVERIFY(anchors.anchorNow().front().error.empty());
        QCOMPARE(told.back(), Anchors::Change::Restored);
        clock_.advance(std::chrono::seconds{41});
        const auto tail = Anchors::tailOf(anchors.status(), 217, clock_.now());
        QCOMPARE(tail.events, 212U);
        QCOMPARE(tail.seconds, 41.0);
        size = 3;
        anchors.anchorNow();
        QVERIFY(anchors.anchorNow().front().rolledBack.starts_with("a checkpoint over 5 events"));
        QCOMPARE(told, (std::vector<Anchors::Change>{Anchors::Change::Failed, Anchors::Change::Restored,
                                                     Anchors::Change::RolledBack}));
    }
};

QTEST_GUILESS_MAIN(TestAnchors)
#include "tst_anchors.moc"
