// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QJsonObject>
#include <QSignalSpy>
#include <QTest>

#include "models/app_state.h"
#include "models/audit_page.h"
#include "models/event_changes.h"
#include "models/fakes/fake_backend.h"
#include "models/fakes/fake_vault.h"

using namespace inferno;
using namespace inferno::models;
using namespace Qt::StringLiterals;
using Mood = FakeBackend::Mood;

/// What the audit page offers beside its list: kept questions, patterns, statistics, what an event changed, what is
/// around it, links by hash, pinned columns, exports.
class TestAuditPage : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<FakeBackend> backend_;
    std::unique_ptr<AppState> app_;

    AuditPage& audit() { return *qobject_cast<AuditPage*>(app_->pageObject(u"audit"_s)); }
    void open(Mood mood) {
        app_.reset();
        backend_ = std::make_unique<FakeBackend>(mood);
        AppState::Options options{QTimeZone("Europe/Berlin"), u"mara.keller"_s, u"0.1.0"_s, true};
        app_ = std::make_unique<AppState>(*backend_, FakeBackend::clock(), options);
        app_->start();
    }
    bool ready() {
        return QTest::qWaitFor([this] { return audit().state() == PageState::Ready; });
    }
    using Tester = QAbstractItemModelTester;
    static constexpr auto kFatal = QAbstractItemModelTester::FailureReportingMode::QtTest;

private Q_SLOTS:
    void init() { open(Mood::Normal); }
    void cleanup() {
        app_.reset();
        backend_.reset();
    }

    void aQuestionIsKeptAndAskedAgain() {
        QVERIFY(ready());
        AuditFilter& filter = *audit().filter();
        SavedQueries& saved = *audit().saved();
        const Tester tester(saved.rows(), kFatal);
        QSignalSpy stored(&saved, &SavedQueries::storedChanged);
        QVERIFY(!saved.save(u"nothing"_s).isEmpty()); // nothing is filtered
        filter.setText(u"level:error"_s);
        filter.add(u"user"_s, u"svc \"x\""_s, true);
        filter.setRange(u"24h"_s);
        const auto query = filter.query();
        QVERIFY(!saved.save(u"  "_s).isEmpty());
        QVERIFY(!saved.save(QString(81, u'x')).isEmpty());
        QCOMPARE(saved.save(u" Errors  of a day "_s), QString());
        QCOMPARE(saved.currentName(), u"Errors of a day"_s);
        QCOMPARE(saved.rows()->at(0, u"words"_s).toString(), u"Last 24 hours, not user svc \"x\", level:error"_s);
        filter.clear();
        QCOMPARE(saved.currentName(), QString());
        saved.apply(0);
        QCOMPARE(filter.query().query, query.query);
        QCOMPARE(filter.query().since, query.since);
        filter.setRange(u"7d"_s);
        QCOMPARE(saved.save(u"A week"_s), QString());
        QCOMPARE(saved.rows()->at(0, u"name"_s).toString(), u"A week"_s); // by name
        QVERIFY(!saved.rename(0, u"Errors of a day"_s).isEmpty());
        QCOMPARE(saved.rename(0, u"Seven days"_s), QString());
        QCOMPARE(saved.rows()->at(1, u"name"_s).toString(), u"Seven days"_s);
        QCOMPARE(stored.count(), 3);
    }

    void keptQuestionsOutliveTheWindow() {
        QVERIFY(ready());
        audit().filter()->set(u"user:mara.keller since:1h"_s);
        QCOMPARE(audit().saved()->save(u"mine"_s), QString());
        audit().filter()->clear();
        QCOMPARE(audit().filter()->setBetween(u"2026-03-24 09:00"_s, u"2026-03-24 10:30"_s), QString());
        QCOMPARE(audit().saved()->save(u"that morning"_s), QString());
        const auto span = audit().filter()->query();
        const QString stored = audit().saved()->stored();
        open(Mood::Normal);
        QVERIFY(ready());
        SavedQueries& saved = *audit().saved();
        saved.setStored(stored);
        QCOMPARE(saved.rows()->count(), 2);
        QCOMPARE(saved.stored(), stored);
        saved.apply(1);
        QCOMPARE(audit().filter()->query().since, span.since);
        QCOMPARE(audit().filter()->query().until, span.until);
        saved.remove(1);
        QCOMPARE(saved.rows()->count(), 1);
        QCOMPARE(saved.removedName(), u"that morning"_s);
        saved.undo();
        QCOMPARE(saved.rows()->count(), 2);
        for (const auto& damaged :
             {u"[{\"name\":7},3,{\"name\":\"x\",\"pills\":[1,{\"key\":\"a\"}]}]"_s, u"{}"_s, u"no"_s})
            saved.setStored(damaged); // nothing but what can be read
        QCOMPARE(saved.rows()->count(), 0);
    }

    void aRangeIsTyped_data() {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<bool>("good");
        QTest::newRow("two times") << u"2026-03-24 09:00"_s << u"2026-03-24 10:30"_s << true;
        QTest::newRow("days") << u"2026-03-20"_s << u"2026-03-21"_s << true;
        QTest::newRow("until now") << u"2026-03-24 09:00"_s << QString() << true;
        QTest::newRow("backwards") << u"2026-03-24 10:00"_s << u"2026-03-24 09:00"_s << false;
        QTest::newRow("no time") << u"yesterday"_s << QString() << false;
    }
    void aRangeIsTyped() {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(bool, good);
        QVERIFY(ready());
        QCOMPARE(audit().filter()->setBetween(from, to).isEmpty(), good);
        QCOMPARE(audit().filter()->range(), good ? u"span"_s : QString());
    }

    void theTimeIsShiftedAndZoomed() {
        QVERIFY(ready());
        AuditFilter& filter = *audit().filter();
        QCOMPARE(filter.setBetween(u"2026-03-24 08:00"_s, u"2026-03-24 10:00"_s), QString());
        QCOMPARE(filter.begins(), u"2026-03-24 08:00"_s);
        QCOMPARE(filter.ends(), u"2026-03-24 10:00"_s);
        QCOMPARE(filter.today(), u"2026-03-24"_s);
        QTRY_VERIFY(!audit().chart()->low().isEmpty() &&
                    audit().chart()->begin(0) == QDateTime({2026, 3, 24}, {8, 0}, QTimeZone("Europe/Berlin")));
        audit().shiftTime(-1);
        QCOMPARE(filter.query().since, "2026-03-24T06:00:00Z"); // an hour earlier, in UTC
        QTRY_VERIFY(audit().chart()->begin(0).time() == QTime(7, 0));
        audit().zoomTime(1);
        QCOMPARE(filter.query().since, "2026-03-24T06:30:00Z");
        QCOMPARE(filter.query().until, "2026-03-24T07:30:00Z");
    }

    void patternsAreCountedWhenTheyAreLookedAt() {
        QVERIFY(ready());
        AuditShapes& shapes = *audit().shapes();
        const Tester tester(shapes.rows(), kFatal);
        QCOMPARE(shapes.rows()->count(), 0); // nobody has looked
        shapes.setActive(true);
        QVERIFY(shapes.loading());
        QTRY_VERIFY(!shapes.loading());
        QVERIFY(shapes.rows()->count() > 4);
        double share = 0;
        for (int row = 0; row < shapes.rows()->count(); ++row)
            share += shapes.rows()->at(row, u"share"_s).toDouble();
        QVERIFY(qAbs(share - 1) < 1e-9);
        audit().filter()->set(u"action:login_failed"_s);
        QTRY_COMPARE(shapes.rows()->count(), 1);
        QCOMPARE(shapes.rows()->at(0, u"count"_s).toString(), u"3"_s);
        QCOMPARE(shapes.rows()->at(0, u"first"_s).toString(), u"10:33"_s);
        QCOMPARE(shapes.rows()->at(0, u"percent"_s).toString(), u"100.0 %"_s);
        double sum = 0;
        for (const double count : shapes.rows()->at(0, u"spark"_s).value<QList<double>>())
            sum += count;
        QCOMPARE(sum, 3.0);
        shapes.filterBy(0, true);
        QTRY_COMPARE(audit().state(), PageState::EmptyFiltered);
        QVERIFY(audit().filter()->text().startsWith(u"NOT (action=login_failed AND "_s));
        audit().filter()->clear();
        QTRY_VERIFY(shapes.rows()->count() > 4);
        shapes.filterBy(0, false);
        QCOMPARE(audit().filter()->pills()->count(), 3);
    }

    void whatIsNotCountedIsSaid() {
        client::AuditValues values;
        QCOMPARE(FieldStatistics::distinctText(values), u"no value"_s);
        values.items = {{"a", 3}, {"b", 1}};
        values.total = 4;
        QCOMPARE(FieldStatistics::distinctText(values), u"2 value(s)"_s);
        values.partial = true;
        QCOMPARE(FieldStatistics::distinctText(values), u"at least 2 value(s)"_s);
        values.other = 7;
        QCOMPARE(FieldStatistics::distinctText(values), u"at least 3 values"_s);
    }

    void fieldsHaveTheirStatistics() {
        QVERIFY(ready());
        FieldStatistics& statistics = *audit().statistics();
        const Tester tester(statistics.rows(), kFatal);
        audit().filter()->set(u"event_type:authentication"_s);
        QTRY_COMPARE(audit().events()->total(), 4.0);
        statistics.setActive(true);
        QTRY_VERIFY(!statistics.loading());
        FieldsModel& rows = *statistics.rows();
        QCOMPARE(rows.at(0, u"field"_s).toString(), u"action"_s);
        QCOMPARE(rows.at(0, u"count"_s).toString(), u"4"_s);
        QTRY_COMPARE(rows.at(0, u"percent"_s).toString(), u"100 %"_s);
        QCOMPARE(rows.at(0, u"distinct"_s).toString(), u"2 value(s)"_s);
        QCOMPARE(rows.at(1, u"name"_s).toString(), u"login_failed"_s);
        QCOMPARE(rows.at(1, u"percent"_s).toString(), u"75 %"_s);
        statistics.filterBy(1, true);
        QTRY_COMPARE(audit().events()->total(), 1.0);
        QTRY_COMPARE(rows.at(0, u"count"_s).toString(), u"1"_s);
    }

    void aBrokenServiceHasNoFigures() {
        QVERIFY(ready());
        backend_->setMood(Mood::Broken);
        audit().shapes()->setActive(true);
        QTRY_VERIFY(!audit().shapes()->errorText().isEmpty());
        QCOMPARE(audit().shapes()->rows()->count(), 0);
        backend_->setMood(Mood::Normal);
        audit().shapes()->retry();
        QTRY_VERIFY(audit().shapes()->rows()->count() > 0);
    }

    void whatAnEventChanged_data() {
        QTest::addColumn<QByteArray>("details");
        QTest::addColumn<QList<EventChange>>("changes");
        const QList<EventChange> level{{u"audit.log_level"_s, u"info"_s, u"warn"_s}};
        QTest::newRow("a setting") << QByteArray(R"({"changes":[{"key":"audit.log_level","old":"info","new":"warn"}]})")
                                   << level;
        QTest::newRow("a job") << QByteArray(
                                      R"({"changes":{"retries":{"old":2,"new":null},"tags":{"old":[],"new":["a"]}}})")
                               << QList<EventChange>{{u"retries"_s, u"2"_s, {}}, {u"tags"_s, u"[]"_s, u"[\"a\"]"_s}};
        QTest::newRow("two documents") << QByteArray(R"({"before":{"a":1,"b":2},"after":{"a":1,"b":3,"c":true}})")
                                       << QList<EventChange>{{u"b"_s, u"2"_s, u"3"_s}, {u"c"_s, {}, u"true"_s}};
        QTest::newRow("nothing changed") << QByteArray(R"({"trigger":"schedule","attempt":1})") << QList<EventChange>{};
        QTest::newRow("no object") << QByteArray("[1]") << QList<EventChange>{};
        QTest::newRow("no JSON") << QByteArray("{\"changes\":") << QList<EventChange>{};
    }
    void whatAnEventChanged() {
        QFETCH(QByteArray, details);
        QFETCH(QList<EventChange>, changes);
        QCOMPARE(changesOf(details.toStdString()), changes);
    }

    void whatIsAroundAnEvent() {
        QVERIFY(ready());
        audit().chooseSeq(4'210'984); // a login that failed
        EventDetail& detail = *audit().detail();
        QTRY_VERIFY(detail.chosen());
        const Tester tester(detail.related()->rows(), kFatal);
        QCOMPARE(detail.words(), u"root failed at session from 185.220.101.4, 24 Mar 10:33:20"_s);
        QTRY_VERIFY(!detail.related()->loading());
        FieldsModel& rows = *detail.related()->rows();
        QCOMPARE(rows.at(0, u"name"_s).toString(), u"Same session"_s);
        QCOMPARE(rows.at(0, u"count"_s).toString(), u"1"_s); // root's other one
        QCOMPARE(rows.at(1, u"seq"_s).toDouble(), 4'210'983.0);
        QCOMPARE(rows.at(2, u"value"_s).toString(), u"session"_s);
        QCOMPARE(detail.related()->countText(), u"3"_s);
        QCOMPARE(detail.changes()->count(), 0);
        audit().chooseSeq(4'210'991);
        QTRY_COMPARE(detail.action(), u"config_change"_s);
        QCOMPARE(detail.changes()->at(0, u"after"_s).toString(), u"4"_s);
    }

    void aLinkNamesOneEvent() {
        QVERIFY(ready());
        EventDetail& detail = *audit().detail();
        audit().chooseSeq(4'210'986);
        QTRY_VERIFY(detail.chosen());
        QCOMPARE(detail.link(), QString());
        detail.prove();
        QTRY_COMPARE(detail.proofSteps()->count(), 5); // with what this computer remembers
        const QString link = detail.link();
        QVERIFY(link.startsWith(u"inferno://audit/4210986@"_s));
        audit().close();
        QSignalSpy wanted(&detail, &EventDetail::proofWanted);
        audit().enter(link.mid(QStringLiteral("inferno://audit/").size()));
        QTRY_COMPARE(wanted.count(), 1);
        detail.prove();
        QTRY_VERIFY(detail.proofReady());
        QVERIFY(detail.proofHolds());
        QCOMPARE(detail.proofSteps()->at(0, u"title"_s).toString(), u"This is the event that the link names"_s);
        audit().close();
        audit().enter(u"4210986@"_s + QString(64, u'0')); // the same number, another event
        QTRY_VERIFY(detail.chosen());
        detail.prove();
        QTRY_VERIFY(detail.proofReady());
        QVERIFY(!detail.proofHolds());
    }

    void aVaultThatIsNotTheRememberedOne() {
        open(Mood::Tampered);
        QVERIFY(ready());
        audit().chooseRow(3);
        EventDetail& detail = *audit().detail();
        QTRY_VERIFY(detail.chosen());
        detail.prove();
        QTRY_COMPARE(detail.proofSteps()->count(), 5);
        QCOMPARE(detail.proofSteps()->at(4, u"holds"_s).toBool(), false);
        QVERIFY(!detail.proofHolds());
        QCOMPARE(detail.tailText(), u"Unanchored tail: 212 records, 41 s"_s);
        QCOMPARE(detail.anchorText(), u"last anchored 10:41"_s);
    }

    void eventsAreChosenAndCopied() {
        QVERIFY(ready());
        AuditList& list = *audit().events();
        list.setVisibleRows(20);
        const Tester tester(&list, kFatal);
        const auto chosen = [&](qint64 row) {
            for (int place = 0; place < list.rowCount(); ++place)
                if (list.index(place).data(int(AuditList::Role::Row)).toLongLong() == row)
                    return list.index(place).data(int(AuditList::Role::Selected)).toBool();
            return false;
        };
        list.setCurrent(2);
        QCOMPARE(list.copied(u"text"_s).count(u'\n'), 0); // the current one alone
        QVERIFY(list.copied(u"json"_s).startsWith(u"{\n"_s));
        list.selectTo(4);
        QCOMPARE(list.selectedCount(), 3.0);
        QVERIFY(!chosen(1) && chosen(2) && chosen(3) && chosen(4) && !chosen(5));
        list.selectTo(1); // from where it began
        QVERIFY(chosen(1) && chosen(2) && !chosen(3));
        list.toggleSelected(6);
        QCOMPARE(list.selectedCount(), 3.0);
        const QString third = list.copied(u"csv"_s).section(u'\n', 3);
        QCOMPARE(list.copied(u"csv"_s).section(u'\n', 0, 0), u"seq,timestamp,action,user,resource,result"_s);
        QCOMPARE(third.section(u',', 0, 0).toULongLong(), list.newest() - 6);
        const quint64 seq = list.newest() - 6;

        list.grow(quint64(list.total()) + 5); // the chosen events go down with their rows
        QCOMPARE(list.selectedCount(), 3.0);
        QVERIFY(chosen(6) && chosen(7) && !chosen(8) && chosen(11));
        QVERIFY(list.copied(u"text"_s).contains(QString::number(seq)));

        list.selectAll();
        QCOMPARE(list.selectedCount(), list.total());
        QCOMPARE(list.copied(u"text"_s), QString()); // not all of them are in memory
        list.invertSelection();
        QCOMPARE(list.selectedCount(), 0.0);
        list.clearSelection();
        audit().filterByRow(11, u"action"_s, false);
        QTRY_VERIFY(list.source() == AuditList::Source::Cursor && list.complete());
        list.selectAll();
        QCOMPARE(list.selectedCount(), list.total()); // of those that fit
        QCOMPARE(list.copied(u"text"_s).count(u'\n') + 1, int(list.total()));
    }

    void aFieldBecomesAColumn() {
        QVERIFY(ready());
        AuditList& list = *audit().events();
        list.setVisibleRows(20);
        const Tester tester(&list, kFatal);
        list.togglePin(u"source_ip"_s);
        QCOMPARE(list.index(0).data(int(AuditList::Role::Pin1)).toString(), u"10.20.4.17"_s);
        audit().filterByRow(0, u"source_ip"_s, false);
        QTRY_COMPARE(audit().events()->total(), 2.0);
        const FieldsModel& fields = *audit().fields()->rows();
        const auto isColumn = [&] {
            for (int row = 0; row < fields.count(); ++row)
                if (fields.at(row, u"field"_s).toString() == u"source_ip"_s && fields.at(row, u"kind"_s) == u"field"_s)
                    return fields.at(row, u"column"_s).toInt();
            return -1;
        };
        QCOMPARE(isColumn(), 1);
        list.togglePin(u"session_id"_s);
        list.togglePin(u"trace_id"_s); // the first goes
        QCOMPARE(list.pinned(), (QStringList{u"session_id"_s, u"trace_id"_s}));
        list.togglePin(u"trace_id"_s);
        QCOMPARE(list.pinned(), QStringList{u"session_id"_s});
        QCOMPARE(isColumn(), 0);
    }

    void anExportIsPrepared() {
        QVERIFY(ready());
        AuditExport& exporter = *audit().exporter();
        exporter.prepare();
        QVERIFY(exporter.file().endsWith(u"inferno-audit-20260324-104207.ndjson"_s));
        exporter.setFormat(exporter.formats()->count() - 1);
        QVERIFY(exporter.evidence());
        QVERIFY(exporter.file().endsWith(u"inferno-audit-20260324-104207.tar.zst"_s));
        exporter.setFormat(2);
        QVERIFY(exporter.file().endsWith(u".csv"_s));
        exporter.prepareEvent(4'210'986);
        QVERIFY(exporter.single() && exporter.evidence());
        QCOMPARE(exporter.scope(), u"Event #4,210,986"_s);
        exporter.setFile(u"/tmp/it's here.tar.zst"_s);
        QCOMPARE(exporter.checkCommand(), u"inferno-verify '/tmp/it'\\''s here.tar.zst'"_s);
        exporter.start(); // the sample writes none
        QTRY_VERIFY(!exporter.errorText().isEmpty());
        QVERIFY(!exporter.finished());
        exporter.prepare(); // the list again, in the format before
        QVERIFY(!exporter.single());
        QVERIFY(exporter.file().endsWith(u".csv"_s));
        QCOMPARE(exporter.errorText(), QString());
    }
};

QTEST_GUILESS_MAIN(TestAuditPage)
#include "tst_audit_page.moc"
