// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "models/fakes/fake_backend.h"
#include "models/words.h"

using namespace inferno::models;
using namespace Qt::StringLiterals;

class TestWords : public QObject {
    Q_OBJECT

private:
    const QTimeZone zone_{"Europe/Berlin"};
    QDateTime now() const { return nowIn(FakeBackend::clock(), zone_); }

private Q_SLOTS:
    void shortDurations() {
        QCOMPARE(shortDuration({}), QString());
        QCOMPARE(shortDuration(0.2), u"<1s"_s);
        QCOMPARE(shortDuration(14.0), u"14s"_s);
        QCOMPARE(shortDuration(90.0), u"90s"_s);
        QCOMPARE(shortDuration(1980.0), u"33m"_s);
        QCOMPARE(shortDuration(4320.0), u"1h12"_s);
        QCOMPARE(shortDuration(13260.0), u"3h41"_s);
    }

    void longDurations() {
        QCOMPARE(longDuration(1627), u"27 min 07 s"_s);
        QCOMPARE(longDuration(3900), u"1 h 05 min"_s);
        QCOMPARE(longDuration(187200), u"2 d 4 h"_s);
    }

    void times() {
        QCOMPARE(whenText(timeOf("2026-03-24T10:00:00Z", zone_), now()), u"11:00"_s);
        QCOMPARE(whenText(timeOf("2026-03-25T09:30:00Z", zone_), now()), u"Wed 10:30"_s);
        QCOMPARE(whenText(timeOf("2026-04-01T00:30:00Z", zone_), now()), u"1 Apr 02:30"_s);
        QCOMPARE(relativeText(timeOf("2026-03-24T11:00:07Z", zone_), now()), u"in 78 min"_s);
        QCOMPARE(relativeText(timeOf("2026-03-25T09:30:00Z", zone_), now()), u"in 23 h"_s);
        QCOMPARE(relativeText(timeOf("2026-03-29T01:00:00Z", zone_), now()), u"in 4 d 15 h"_s);
        QCOMPARE(relativeText(timeOf("2026-03-24T09:41:55Z", zone_), now()), u"12 s ago"_s);
        QVERIFY(!timeOf("", zone_).isValid());
        QVERIFY(!timeOf("yesterday", zone_).isValid());
        QCOMPARE(apiTime(now()), std::string("2026-03-24T09:42:07Z"));
    }

    void causes() {
        QCOMPARE(causeOf("timed_out", {}, 15, ""), u"Time limit"_s);
        QCOMPARE(causeOf("failed", 137, {}, ""), u"Killed, or out of memory (137)"_s);
        QCOMPARE(causeOf("failed", {}, 11, ""), u"Ended by signal 11"_s);
        QCOMPARE(causeOf("failed", 3, {}, ""), u"Exit code 3"_s);
        QCOMPARE(causeOf("failed", {}, {}, "outcome_unknown"), u"Outcome unknown"_s);
    }
};

QTEST_GUILESS_MAIN(TestWords)
#include "tst_words.moc"
