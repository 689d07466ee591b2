// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include "core/vault/holds.h"
#include "tests/core/vault/vault_fixture.h"
#include "tests/fakes/faulty_vfs.h"

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::vault::testing;

class TestHolds : public QObject {
    Q_OBJECT

    static constexpr const char* kOrigin = "inferno.local/0193a5c2-7f1e-7a3b-9c4d-5e6f70819203";
    SystemVfs system_;
    NoteSigner signer_{kOrigin, SigningKey::generate()};
    VerifierKey verifier_ = signer_.verifier();

    std::unique_ptr<Holds> open(const Folder& folder, bool newVault, Vfs* vfs = nullptr) {
        auto holds =
            Holds::open(vfs ? *vfs : system_, folder.root, std::span(&verifier_, 1), kOrigin, &signer_, newVault);
        if (!holds)
            qFatal("%s", holds.error().message().c_str());
        return std::move(*holds);
    }
    static HeldPart part(std::uint64_t first, std::uint64_t next, const char* from = "2026-11-01T00:00:00Z",
                         const char* to = "2026-11-02T00:00:00Z") {
        return {first, next, *parseRfc3339(from), *parseRfc3339(to)};
    }

private Q_SLOTS:
    void rangesAreReadAndWritten() {
        for (const char* text : {"17..42", "17..", "0..0", "2026-11-01T00:00:00Z..2026-12-01T00:00:00Z",
                                 "2026-11-01T00:00:00Z..", "..2026-12-01T00:00:00Z"})
            QCOMPARE(HoldRange::parse(text)->text(), text);
        QCOMPARE(HoldRange::parse("..42")->text(), "0..42");
        QCOMPARE(HoldRange::parse("2026-11-01..2026-12-01")->text(), "2026-11-01T00:00:00Z..2026-12-01T00:00:00Z");
        for (const char* wrong : {"", "..", "17", "42..17", "17..x", "-1..2", "2026-12-01..2026-11-01",
                                  "2026-12-01..2026-12-01", "17..2026-12-01"})
            QCOMPARE(HoldRange::parse(wrong).error().code, ErrorCode::InputInvalid);
    }

    /// Finer than the file holds: it covers no less when it is read again, and it can be read again.
    void fractionsOfAMillisecond() {
        const Folder folder;
        QVERIFY(open(folder, true)
                    ->add(*HoldRange::parse("2026-11-01T00:00:00.0001Z..2026-11-01T00:00:00.000200001Z"), "case", "ann",
                          kNow));
        const auto list = open(folder, false)->list();
        QCOMPARE(list.size(), std::size_t{1});
        QCOMPARE(list.front().range.text(), "2026-11-01T00:00:00Z..2026-11-01T00:00:00.001Z");
        QCOMPARE(*HoldRange::parse(list.front().range.text()), list.front().range);
        const WallTime at = *parseRfc3339("2026-11-01T00:00:00.0002Z");
        QVERIFY(list.front().covers({0, 1, at, at}));
    }

    void coverage_data() {
        QTest::addColumn<QString>("range");
        QTest::addColumn<bool>("covers");
        // of events 100 to 199, received on the first of November
        QTest::newRow("before") << "0..99" << false;
        QTest::newRow("first") << "0..100" << true;
        QTest::newRow("inside") << "150..150" << true;
        QTest::newRow("last") << "199..300" << true;
        QTest::newRow("behind") << "200.." << false;
        QTest::newRow("time before") << "..2026-11-01" << false;
        QTest::newRow("time first") << "..2026-11-01T00:00:01Z" << true;
        QTest::newRow("time last") << "2026-11-02.." << true;
        QTest::newRow("time behind") << "2026-11-02T00:00:01Z.." << false;
    }
    void coverage() {
        QFETCH(QString, range);
        QFETCH(bool, covers);
        const Hold hold{1, *HoldRange::parse(range.toStdString()), "r", "b", kNow};
        QCOMPARE(hold.covers(part(100, 200)), covers);
    }

    void holdsSurviveAndRefuse() {
        Folder folder;
        {
            const auto holds = open(folder, true);
            QVERIFY(holds->check(part(0, 10)));
            QCOMPARE(holds->add(*HoldRange::parse("5..9"), "", "ann", kNow).error().code, ErrorCode::InputInvalid);
            QCOMPARE(holds->add(*HoldRange::parse("5..9"), "case\n4711", "ann", kNow)->id, 1U);
            QCOMPARE(holds->add(*HoldRange::parse("50..59"), "another", "bob", kNow)->id, 2U);
        }
        const auto holds = open(folder, false);
        QCOMPARE(holds->list().size(), std::size_t{2});
        QCOMPARE(holds->list()[0].by, "ann");
        const auto refused = holds->check(part(0, 10));
        QCOMPARE(refused.error().code, ErrorCode::HoldActive);
        QVERIFY2(refused.error().detail.find("hold 1") != std::string::npos, refused.error().detail.c_str());
        QVERIFY(holds->check(part(10, 20)));
        QCOMPARE(holds->find("3").error().code, ErrorCode::HoldUnknown);
        QCOMPARE(holds->find("5..9")->front().id, 1U);
        QVERIFY(holds->release(1));
        QCOMPARE(holds->release(1).error().code, ErrorCode::HoldUnknown);
        QVERIFY(holds->check(part(0, 10)));
        QCOMPARE(open(folder, false)->add(*HoldRange::parse("1.."), "third", "ann", kNow)->id, 3U);
    }

    void takingTheFileAwayReleasesNothing() {
        Folder folder;
        QVERIFY(open(folder, true)->add(*HoldRange::parse("5..9"), "case", "ann", kNow));
        flipBit(holdsPath(folder.root), 80);
        QCOMPARE(Holds::open(system_, folder.root, std::span(&verifier_, 1), kOrigin, &signer_, false).error().code,
                 ErrorCode::VaultAltered);
        QVERIFY(system_.remove(holdsPath(folder.root)));
        const auto holds = open(folder, false);
        QCOMPARE(holds->check(part(100, 200)).error().code, ErrorCode::VaultAltered);
        QCOMPARE(holds->add(*HoldRange::parse("1.."), "x", "ann", kNow).error().code, ErrorCode::VaultAltered);
    }

    void aCrashLeavesTheOldOrTheNew() {
        for (std::uint64_t at = 1;; ++at) {
            Folder folder;
            QVERIFY(open(folder, true)->add(*HoldRange::parse("5..9"), "case", "ann", kNow));
            fakes::FaultyVfs faulty(system_);
            const auto holds = open(folder, false, &faulty);
            faulty.failAt(at, ErrorCode::IoFailed);
            const bool done = holds->add(*HoldRange::parse("50..59"), "more", "ann", kNow).has_value();
            const auto after = open(folder, false)->list();
            QVERIFY(after.size() == 2 || (after.size() == 1 && !done));
            if (done)
                return;
        }
    }
};

QTEST_GUILESS_MAIN(TestHolds)
#include "tst_holds.moc"
