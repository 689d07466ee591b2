// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAccessible>
#include <QApplication>
#include <QDirIterator>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "models/calendar_page.h"
#include "models/error_words.h"
#include "models/fakes/fake_backend.h"
#include "models/language.h"
#include "models/page_object.h"
#include "models/schedule_words.h"
#include "models/setting_words.h"
#include "models/settings_page.h"
#include "models/words.h"
#include "qml/Inferno/Theme/look.h"
#include "tests/screens/catalogue.h"
#include "tests/screens/window_under_test.h"
#include "tests/screens/word_sieve.h"

using namespace inferno;
using namespace inferno::tests;
using namespace Qt::StringLiterals;
using models::FakeBackend;
using Mood = FakeBackend::Mood;

namespace {

/// Every place that is drawn: a page, with its argument.
const QStringList kRoutes = {u"overview"_s,
                             u"jobs"_s,
                             u"jobs/embedding_refresh"_s,
                             u"jobs/post_processing"_s,
                             u"job-editor"_s,
                             u"job-editor/model_validation"_s,
                             u"graph"_s,
                             u"graph/post_processing"_s,
                             u"calendar"_s,
                             u"audit"_s,
                             u"audit/4210980"_s,
                             u"models"_s,
                             u"models/fraud_detection/1.3"_s,
                             u"first-run"_s};

QStringList routes() {
    QStringList all = kRoutes;
    for (const auto& category : models::settingCategories())
        all.append(u"settings/"_s + category.id);
    return all;
}

QString folderOfSources() {
    return qEnvironmentVariable("INFERNO_SOURCE");
}

/// Shows a place and waits until it has what it shows.
bool show(WindowUnderTest& window, const QString& route, Mood mood = Mood::Normal) {
    if (mood != Mood::Offline && !QTest::qWaitFor([&window] { return window.app().connected(); }))
        return false;
    window.app().navigate(route.section(u'/', 0, 0), route.section(u'/', 1));
    auto* page = qobject_cast<models::PageObject*>(window.app().pageObject(route.section(u'/', 0, 0)));
    const bool settled = page && QTest::qWaitFor([page] { return page->state() != models::PageState::Loading; });
    QTest::qWait(80); // the layout, and the graph's plan
    return settled;
}

int rowOf(models::SettingsList& list, const QString& key) {
    for (int row = 0; row < list.rows()->rowCount(); ++row)
        if (list.rows()->at(row, u"key"_s) == key)
            return row;
    return -1;
}

} // namespace

/// The words of the window: catalogues that are complete and fit the sources, every page in German, in a language that
/// is much longer, and from right to left.
class TestLanguages : public QObject {
    Q_OBJECT

    static void everyPlace(const QString& tag, const QList<Mood>& moods) {
        QTest::addColumn<QString>("route");
        QTest::addColumn<Mood>("mood");
        for (const QString& route : routes())
            for (const Mood mood : moods)
                if (mood == Mood::Normal || !route.contains(u'/'))
                    QTest::addRow("%s-%s-%d", qPrintable(tag), qPrintable(QString(route).replace(u'/', u'-')),
                                  int(mood))
                        << route << mood;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(ui::setUpLook().isEmpty()); }
    void cleanup() {
        QVERIFY(models::speak(u"en"_s, QLocale::c()).isEmpty());
        QGuiApplication::setLayoutDirection(Qt::LeftToRight);
    }

    void theCataloguesFitTheSources() {
        QTemporaryDir folder;
        for (const auto& language : models::languages()) {
            const QString name = u"/inferno_%1.ts"_s.arg(language.code);
            QVERIFY(QFile::copy(folderOfSources() + u"/resources/translations"_s + name, folder.path() + name));
        }
        QProcess update;
        update.setProcessChannelMode(QProcess::MergedChannels);
        update.start(folderOfSources() + u"/resources/translations/update.sh"_s, {folder.path()});
        QVERIFY(update.waitForFinished());
        const QString said = QString::fromUtf8(update.readAll());
        if (said.contains("lupdate is not installed"_L1))
            QSKIP("lupdate is not installed (qt6-l10n-tools)");
        QVERIFY2(update.exitCode() == 0, qPrintable(said + kAdvice));
        for (const auto& language : models::languages()) {
            const QString name = u"/inferno_%1.ts"_s.arg(language.code);
            const Catalogue kept(folderOfSources() + u"/resources/translations"_s + name);
            const Catalogue wanted(folder.path() + name);
            const QString news = (wanted.names() - kept.names()).values().join(u'\n');
            QVERIFY2(news.isEmpty(), qPrintable(u"not in "_s + name + u":\n"_s + news + kAdvice));
            const QString olds = (kept.names() - wanted.names()).values().join(u'\n');
            QVERIFY2(olds.isEmpty(), qPrintable(u"no longer in the sources:\n"_s + olds + kAdvice));
        }
    }

    void theCataloguesAreWhole_data() {
        QTest::addColumn<QString>("code");
        for (const auto& language : models::languages())
            QTest::newRow(qPrintable(language.code)) << language.code;
    }
    void theCataloguesAreWhole() {
        QFETCH(QString, code);
        const Catalogue words(folderOfSources() + u"/resources/translations/inferno_%1.ts"_s.arg(code));
        QVERIFY(words.messages().size() > (code == "en"_L1 ? 30 : 1500));
        for (const Message& message : words.messages()) {
            const QString problem = message.problem();
            QVERIFY2(problem.isEmpty(),
                     qPrintable(message.context + u": "_s + message.source + u"\n"_s + problem + kAdvice));
        }
    }

    /// A list in a header and its lines for the translators cannot part unseen.
    void whatIsLookedUpByNameIsThere() {
        QVERIFY(models::speak(u"de"_s, QLocale::c()).isEmpty());
        const Catalogue words(folderOfSources() + u"/resources/translations/inferno_de.ts"_s);
        for (const auto title : {
#define X(enumerator, id, kind, title) title,
#include "core/base/error_codes.def"
#undef X
             })
            QVERIFY2(words.names().contains(u"Error: "_s + QLatin1String(title)),
                     qPrintable(u"models/error_words.cpp lacks “%1”"_s.arg(QLatin1String(title))));
        QCOMPARE(models::errorTitle(ErrorCode::VaultLocked), u"Der Tresor ist gesperrt"_s);
        QCOMPARE(models::wordsOfSetting(u"api.port"_s).title, u"Port der API"_s);
    }

    void numbersDatesAndSchedules() {
        QVERIFY(models::speak(u"de"_s, QLocale(u"en_US"_s)).isEmpty());
        const QTimeZone zone("Europe/Berlin");
        const QDateTime now = models::nowIn(FakeBackend::clock(), zone);
        QCOMPARE(models::groupedNumber(4210993), u"4.210.993"_s);
        QCOMPARE(models::sizeText(1610612736), u"1,5 GiB"_s);
        QCOMPARE(models::longDuration(0.84), u"0,8 s"_s);
        QCOMPARE(models::relativeText(now.addSecs(-12), now), u"vor 12 s"_s);
        QCOMPARE(models::whenText(models::timeOf("2026-04-01T00:30:00Z", zone), now), u"1. Apr. 02:30"_s);
        QCOMPARE(models::exactText(now), u"Di. 24. März 2026, 10:42:07"_s);
        const QList<QPair<const char*, QString>> sentences = {
            {"30 1 * * *", u"Täglich um 01:30"_s},
            {"0 12 * * 1-5", u"Werktags um 12:00"_s},
            {"0 3 * * 1,5", u"Montags und freitags um 03:00"_s},
            {"15 */2 * * *", u"Alle 2 Stunden zur Minute 15"_s},
            {"*/10 9-17 * * 1-5", u"Alle 10 Minuten von 09:00 bis 17:50 werktags"_s},
            {"0 2 1 * *", u"Um 02:00 am 1."_s},
            {"0 2 1,15 * 1", u"Um 02:00 an den Tagen 1 und 15 oder montags"_s},
            {"0 12 * 3-5 *", u"Täglich um 12:00 von März bis Mai"_s},
            {"0 0 30 2 *", u"Nie: kein Termin am 30. im Februar"_s}};
        for (const auto& [line, sentence] : sentences) {
            const auto recurrence = schedule::Recurrence::parse(line);
            QVERIFY(recurrence);
            QCOMPARE(models::describe(*recurrence), sentence);
        }
    }

    /// By hand in the settings: kept by its code, and waiting for the window to be opened again.
    void theLanguageIsChosen() {
        FakeBackend backend;
        WindowUnderTest window(backend, FakeBackend::clock(), false);
        QVERIFY(show(window, u"settings/appearance"_s));
        auto& list = *qobject_cast<models::SettingsPage*>(window.app().pageObject(u"settings"_s))->settings();
        const int row = rowOf(list, u"window.language"_s);
        QVERIFY(row >= 0);
        QCOMPARE(list.rows()->at(row, u"choices"_s).toStringList(),
                 (QStringList{u"As the system"_s, u"English"_s, u"Deutsch"_s}));
        QCOMPARE(list.rows()->at(row, u"pending"_s).toBool(), false);
        list.choose(u"window.language"_s, 2);
        QCOMPARE(window.app().appearance().language(), 2);
        QCOMPARE(list.rows()->at(row, u"choiceAt"_s).toInt(), 2);
        QCOMPARE(list.rows()->at(row, u"pending"_s).toBool(), true);
        QVERIFY(window.click(u"More about Language"_s));
        QTRY_VERIFY(window.find(u"Open the window again"_s));
    }

    void theChoiceIsKeptByItsCode() {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"window.ini"_s);
        ui::WindowSettings(file).setLanguage(2);
        QCOMPARE(ui::WindowSettings(file).languageCode(), u"de"_s);
        QCOMPARE(ui::WindowSettings(file).language(), 2);
        ui::WindowSettings(file).setLanguage(0);
        QCOMPARE(ui::WindowSettings(file).languageCode(), QString());
    }

    void everyPageInGerman_data() {
        everyPlace(u"de"_s, {Mood::Normal, Mood::Empty, Mood::Broken, Mood::Offline, Mood::Locked});
    }
    void everyPageInGerman() {
        QFETCH(QString, route);
        QFETCH(Mood, mood);
        QVERIFY(models::speak(u"de"_s, QLocale::c()).isEmpty());
        const GapFinder gaps(u":/inferno/translations/inferno_de.qm"_s);
        MessageCatcher messages;
        FakeBackend backend(mood);
        WindowUnderTest window(backend, FakeBackend::clock(), false);
        QVERIFY(window.isGood() && show(window, route, mood));
        window.picture(QString::fromLatin1(QTest::currentDataTag()));
        QCOMPARE(gaps.missing().join(u'\n'), QString());
        QCOMPARE(cutLabels(window.window()).join(u'\n'), QString());
        QCOMPARE(messages.said(), QString());
    }

    void everyViewOfTheCalendarInGerman() {
        QVERIFY(models::speak(u"de"_s, QLocale::c()).isEmpty());
        const GapFinder gaps(u":/inferno/translations/inferno_de.qm"_s);
        MessageCatcher messages;
        FakeBackend backend;
        WindowUnderTest window(backend, FakeBackend::clock(), false);
        QVERIFY(show(window, u"calendar"_s));
        for (const auto& view : {u"Monat"_s, u"Tag"_s, u"Heatmap"_s, u"Zeitleiste"_s}) {
            QVERIFY2(window.click(view), qPrintable(view));
            QTest::qWait(80);
            window.picture(u"de-calendar-"_s + view);
            QCOMPARE(cutLabels(window.window()).join(u'\n'), QString());
        }
        QCOMPARE(gaps.missing().join(u'\n'), QString());
        QCOMPARE(messages.said(), QString());
    }

    /// What opens over a page or within it, by what is clicked there.
    void whatOpensInGerman_data() {
        QTest::addColumn<QString>("route");
        QTest::addColumn<QStringList>("clicks");
        const auto row = [](const char* name, const QString& route, const QStringList& clicks) {
            QTest::newRow(name) << route << clicks;
        };
        row("palette", u"overview"_s, {u"Suchen oder Befehl ausführen"_s});
        row("user", u"overview"_s, {u"mara.keller, Darstellung und Tasten"_s});
        row("service", u"overview"_s, {u"Dienst läuft"_s});
        row("job-tabs", u"jobs/embedding_refresh"_s, {u"Verlauf"_s, u"Plan"_s, u"Stand"_s});
        row("editor", u"job-editor/model_validation"_s,
            {u"Zeitplan"_s, u"Abhängigkeiten"_s, u"Grenzen, Wiederholung"_s});
        row("outline", u"graph"_s, {u"Gliederung"_s});
        row("blackout", u"calendar"_s, {u"Als Liste"_s});
        row("audit-tabs", u"audit"_s, {u"Muster"_s, u"Feldstatistik"_s, u"Integrität"_s});
        row("export", u"audit"_s, {u"Exportieren"_s});
        row("queries", u"audit"_s, {u"Merken"_s});
        row("range", u"audit"_s, {u"Zeitraum"_s});
        row("proof", u"audit/4210980"_s, {u"JSON"_s, u"Verwandt"_s, u"Nachweis"_s, u"Offline prüfen"_s});
        row("register", u"models"_s, {u"Modell registrieren"_s});
        row("keys", u"settings/vault"_s, {u"Passphrase festlegen …"_s});
        row("stop", u"settings/service"_s, {u"Beenden …"_s});
        row("steps", u"first-run"_s, {u"Der Dienst"_s, u"Tresor schützen"_s, u"Vorlieben"_s, u"Erster Job"_s});
    }
    void whatOpensInGerman() {
        QFETCH(QString, route);
        QFETCH(QStringList, clicks);
        QVERIFY(models::speak(u"de"_s, QLocale::c()).isEmpty());
        const GapFinder gaps(u":/inferno/translations/inferno_de.qm"_s);
        MessageCatcher messages;
        FakeBackend backend;
        WindowUnderTest window(backend, FakeBackend::clock(), false);
        QVERIFY(show(window, route));
        for (const QString& name : clicks) {
            QTRY_VERIFY2(window.find(name), qPrintable(name));
            QVERIFY(window.click(name));
            QTest::qWait(150);
            window.picture(u"de-open-%1-%2"_s.arg(QLatin1String(QTest::currentDataTag())).arg(clicks.indexOf(name)));
            QCOMPARE(cutLabels(window.window()).join(u'\n'), QString());
        }
        QCOMPARE(gaps.missing().join(u'\n'), QString());
        QCOMPARE(messages.said(), QString());
    }

    void theSmallestWindowInGerman_data() { everyPlace(u"de-small"_s, {Mood::Normal}); }
    void theSmallestWindowInGerman() {
        QFETCH(QString, route);
        QVERIFY(models::speak(u"de"_s, QLocale::c()).isEmpty());
        MessageCatcher messages;
        FakeBackend backend;
        WindowUnderTest window(backend, FakeBackend::clock(), true, {960, 640});
        QVERIFY(show(window, route));
        window.picture(QString::fromLatin1(QTest::currentDataTag()));
        QCOMPARE(messages.said(), QString());
    }

    /// In a language that takes 40 % more room, everything that is pressed can still be reached. Words that end in dots
    /// are spelt out under the pointer.
    void aLongLanguage_data() { everyPlace(u"long"_s, {Mood::Normal, Mood::Empty}); }
    void aLongLanguage() {
        QFETCH(QString, route);
        QFETCH(Mood, mood);
        const LongWords longWords;
        MessageCatcher messages;
        FakeBackend backend(mood);
        WindowUnderTest window(backend, FakeBackend::clock(), false);
        QVERIFY(show(window, route));
        window.picture(QString::fromLatin1(QTest::currentDataTag()));
        QCOMPARE(cutLabels(window.window()).filter(u"cut off: "_s).join(u'\n'), QString());
        QCOMPARE(messages.said(), QString());
    }

    void fromRightToLeft_data() { everyPlace(u"rtl"_s, {Mood::Normal}); }
    void fromRightToLeft() {
        QFETCH(QString, route);
        QGuiApplication::setLayoutDirection(Qt::RightToLeft);
        MessageCatcher messages;
        FakeBackend backend;
        WindowUnderTest window(backend, FakeBackend::clock(), false);
        QVERIFY(show(window, route));
        window.picture(QString::fromLatin1(QTest::currentDataTag()));
        const QQuickItem* rail = window.find(u"Pages"_s);
        QVERIFY(rail);
        QCOMPARE(rail->mapRectToScene({0, 0, rail->width(), 1}).right(), window.window()->width());
        if (route == "jobs/embedding_refresh"_L1) {
            const QQuickItem* drawer = window.find(u"About this job"_s);
            QVERIFY(drawer);
            QVERIFY(drawer->mapToScene({drawer->width() / 2, 0}).x() < window.window()->width() / 2.0);
        }
        QCOMPARE(messages.said(), QString());
    }

private:
    static inline const QString kAdvice =
        u"\nThe catalogues follow the sources by one command, which prints what is not translated yet:\n"
        "  resources/translations/update.sh\nSee docs/translating.md."_s;
};

int main(int argc, char** argv) {
    QApplication program(argc, argv);
    TestLanguages test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_languages.moc"
