// SPDX-License-Identifier: GPL-3.0-or-later
#include <QtTest>

#include <fstream>

#include <nlohmann/json.hpp>

#include "services/client/types_retention.h"
#include "tests/services/api/live_service.h"

using namespace inferno;
using inferno::tests::LiveService;

/// Holds, archive and retention through a whole service.
class TestRetentionApi : public QObject {
    Q_OBJECT

    LiveService live_;
    QTemporaryDir archive_;

    void configure(const std::string& text) {
        live_.stop();
        std::ofstream(live_.dataDir() / "inferno.toml") << text;
        live_.start();
    }
    std::string target() const { return "[audit.archive]\ntarget = \"" + archive_.path().toStdString() + "\"\n"; }

private Q_SLOTS:
    void holdsAreSetListedAndReleased() {
        auto& client = live_.client();
        QVERIFY(client.holds()->items.empty());
        const auto hold = client.addHold("3..5", "case 4711");
        QVERIFY2(hold, hold ? "" : hold.error().message().c_str());
        QCOMPARE(hold->range, "3..5");
        QCOMPARE(hold->by, "local");
        QCOMPARE(client.holds()->items.size(), std::size_t{1});
        QCOMPARE(client.addHold("5..3", "x").error().code, ErrorCode::InputInvalid);
        QCOMPARE(client.addHold("1..2", "").error().code, ErrorCode::InputInvalid);
        live_.restart();
        auto& again = live_.client();
        QCOMPARE(again.holds()->items.front().reason, "case 4711");
        QCOMPARE(again.releaseHold("9", "over").error().code, ErrorCode::HoldUnknown);
        QCOMPARE(again.releaseHold("3..5", "over")->items.size(), std::size_t{1});
        client::AuditQuery query;
        query.action = "hold_added,hold_released";
        const auto events = again.auditEvents(query);
        QCOMPARE(events->items.size(), std::size_t{2});
        QCOMPARE(events->items.front().user, "local");
    }

    void withoutATargetItSaysSo() {
        QCOMPARE(live_.client().archiveNow().error().code, ErrorCode::ArchiveUnset);
        QCOMPARE(live_.client().archived().error().code, ErrorCode::ArchiveUnset);
        configure("[audit.retention]\nmax_age_days = 1\narchive_to_s3 = true\n");
        const auto warnings = live_.client().auditStatus()->warnings;
        QVERIFY(std::ranges::any_of(warnings, [](const auto& text) { return text.starts_with("archive.unset"); }));
    }

    void archivedPrunedAndBroughtBack() {
        configure(target());
        QVERIFY(live_.client().appendEvents({R"({"event_type":"job","action":"x1"})"}));
        QVERIFY(live_.client().rotateAudit());
        const auto copied = live_.client().archiveNow();
        QVERIFY2(copied, copied ? "" : copied.error().message().c_str());
        QVERIFY(copied->archived >= 1);
        QCOMPARE(live_.client().archiveNow()->archived, 0U);
        const auto there = live_.client().archived();
        QCOMPARE(there->items.size(), live_.client().auditSegments()->items.size());

        configure(target() + "[audit.retention]\nmax_size_gb = 0.000001\narchive_to_s3 = true\n");
        const auto run = live_.client().runRetention();
        QVERIFY2(run && run->problem.empty(), run ? run->problem.c_str() : run.error().message().c_str());
        const auto segments = live_.client().auditSegments()->items;
        QVERIFY(segments.front().pruned);
        QCOMPARE(live_.client().prove(0).error().code, ErrorCode::ProofPruned);
        QCOMPARE(live_.client().verifyAudit("full")->verdict, "pruned");

        const auto back = live_.client().restoreFromArchive("0..0", "an inquiry");
        QVERIFY2(back, back ? "" : back.error().message().c_str());
        QCOMPARE(back->restored.front(), 1U);
        QVERIFY(live_.client().prove(0));
        QCOMPARE(live_.client().holds()->items.back().reason, "restored from the archive: an inquiry");
        QVERIFY(live_.client().runRetention());
        QVERIFY(live_.client().prove(0)); // held
    }
};

QTEST_GUILESS_MAIN(TestRetentionApi)
#include "tst_retention_api.moc"
