// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include "core/schedule/words.h"

#include "models/error_words.h"
#include "models/fakes/fake_backend.h"
#include "models/language.h"
#include "models/schedule_words.h"
#include "models/words.h"

using namespace inferno;
using namespace inferno::models;
using namespace Qt::StringLiterals;

class TestWords : public QObject {
    Q_OBJECT

private:
    const QTimeZone zone_{"Europe/Berlin"};
    QDateTime now() const { return nowIn(FakeBackend::clock(), zone_); }

    /// Nothing where the line is no schedule.
    static std::optional<bool> sameWords(const QString& line, bool seconds = false) {
        const schedule::CronSyntax syntax{seconds, true, {}};
        const auto recurrence = schedule::Recurrence::parse(line.toStdString(), syntax);
        if (!recurrence)
            return std::nullopt;
        const QString core = QString::fromStdString(schedule::describe(*recurrence));
        if (core != models::describe(*recurrence)) {
            qWarning() << line << core << models::describe(*recurrence);
            return false;
        }
        if (const auto* const expression = recurrence->cron())
            for (const auto& field : schedule::explain(*expression))
                if (QString::fromStdString(field.words) != models::fieldWords(*expression, field.field)) {
                    qWarning() << line << field.words.c_str() << models::fieldWords(*expression, field.field);
                    return false;
                }
        return true;
    }

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

    void languagesAreChosen() {
        QCOMPARE(languageFor(u"de"_s, QLocale(u"en_US"_s)), u"de"_s);
        QCOMPARE(languageFor({}, QLocale(u"de_AT"_s)), u"de"_s);
        QCOMPARE(languageFor({}, QLocale(u"fr_FR"_s)), u"en"_s);
        QCOMPARE(languageFor(u"xx"_s, QLocale::c()), u"en"_s);
        QCOMPARE(localeFor(u"de"_s, QLocale(u"de_AT"_s)).name(), u"de_AT"_s); // "Jänner"
        QCOMPARE(localeFor(u"de"_s, QLocale(u"en_US"_s)).name(), u"de_DE"_s);
        QCOMPARE(localeFor(u"en"_s, QLocale(u"fr_FR"_s)).name(), u"en_GB"_s);
        QCOMPARE(localeFor(u"en"_s, QLocale::c()).name(), u"en_GB"_s);
    }

    /// In English the window's words for a schedule are those of the service, of whatever schedule.
    void schedulesAreSaidAsTheServiceSays() {
        const QStringList minutes{u"*"_s, u"0"_s, u"*/15"_s, u"5"_s, u"0,30"_s, u"11-56/15"_s, u"1-3"_s};
        const QStringList hours{u"*"_s, u"2"_s, u"*/2"_s, u"9-17"_s, u"1,12"_s, u"1,3,5"_s, u"5-23/6"_s};
        const QStringList days{u"*"_s, u"1"_s,  u"1,15"_s, u"1-7"_s, u"*/2"_s, u"2-30/2"_s,
                               u"L"_s, u"LW"_s, u"15W"_s,  u"L-3"_s, u"31"_s};
        const QStringList months{u"*"_s, u"2"_s, u"3-5"_s, u"1,6"_s};
        const QStringList weekdays{u"*"_s, u"1-5"_s, u"6,0"_s, u"1"_s, u"1,3,5"_s, u"5#2"_s, u"5L"_s, u"0"_s};
        int said = 0;
        for (const QString& minute : minutes)
            for (const QString& hour : hours)
                for (const QString& day : days)
                    for (const QString& month : months)
                        for (const QString& weekday : weekdays) {
                            const QString line = QStringList{minute, hour, day, month, weekday}.join(u' ');
                            const auto same = sameWords(line);
                            QVERIFY2(same.value_or(true), qPrintable(line));
                            said += same ? 1 : 0;
                        }
        QVERIFY2(said > 15'000, qPrintable(QString::number(said)));
        for (const char* line : {"@every 90m", "@every 6h+15m", "@reboot", "@yearly", "@hourly"})
            QVERIFY2(sameWords(QString::fromLatin1(line)).value_or(false), line);
        for (const char* line : {"*/5 * * * * *", "30 0 2 * * *", "0,30 15 */2 * * 1", "* 5 2 * * *"})
            QVERIFY2(sameWords(QString::fromLatin1(line), true).value_or(false), line);
    }

    void errorsHaveTitles() { QCOMPARE(errorTitle(ErrorCode::VaultLocked), u"The audit vault is locked"_s); }

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
