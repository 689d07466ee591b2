// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QSignalSpy>
#include <QStyleHints>
#include <QTemporaryDir>
#include <QTest>

#include "models/fakes/fake_backend.h"
#include "models/graph_page.h"
#include "models/page_object.h"
#include "models/settings_page.h"
#include "qml/Inferno/Theme/look.h"
#include "tests/screens/layout_check.h"
#include "tests/screens/window_under_test.h"

using namespace inferno;
using namespace inferno::tests;
using namespace Qt::StringLiterals;
using models::FakeBackend;
using Mood = FakeBackend::Mood;

/// Every page in every theme, density and size that a person may choose: nothing is cut off without a way to it, no
/// words lie over others, and all can be read. The same program runs again with Qt's scale at 150 % (tst_looks_large).
/// The pictures lie in screens/ of the build folder.
class TestLooks : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<MessageCatcher> messages_;
    std::unique_ptr<FakeBackend> backend_;
    std::unique_ptr<WindowUnderTest> window_;

    static QStringList routes() {
        QStringList list;
        const models::PageRegistry registry;
        for (const auto& page : registry.rows())
            list.append(page.id);
        return list + QStringList{u"jobs/embedding_refresh"_s, u"job-editor/model_validation"_s,
                                  u"graph/post_processing"_s, u"audit/4210980"_s, u"models/fraud_detection/1.3"_s};
    }
    void open(const QString& route, int theme, const QSize& size, Mood mood = Mood::Normal) {
        window_.reset();
        messages_ = std::make_unique<MessageCatcher>();
        backend_ = std::make_unique<FakeBackend>(mood);
        window_ = std::make_unique<WindowUnderTest>(*backend_, FakeBackend::clock(), false, size);
        QVERIFY2(window_->isGood(), qPrintable(messages_->said()));
        window_->window()->setProperty("themeMode", theme);
        window_->app().navigate(route.section(u'/', 0, 0), route.section(u'/', 1));
        auto* page = qobject_cast<models::PageObject*>(window_->app().pageObject(route.section(u'/', 0, 0)));
        QVERIFY(page);
        QTRY_VERIFY(page->state() != models::PageState::Loading);
        if (auto* graph = qobject_cast<models::GraphPage*>(page); graph && mood == Mood::Normal)
            QTRY_VERIFY(graph->outline()->rowCount() > 0);
        QTest::qWait(120); // the layout, and the graph's plan
    }
    // Pictures of the run at 150 % have names of their own.
    static QString tag() {
        const QString scale = qEnvironmentVariable("QT_SCALE_FACTOR");
        return QString::fromLatin1(QTest::currentDataTag()) + (scale.isEmpty() ? QString() : u"-large"_s);
    }
    static void none(const QStringList& list) { QVERIFY2(list.isEmpty(), qPrintable(u'\n' + list.join(u'\n'))); }

private Q_SLOTS:
    void initTestCase() { QVERIFY(ui::setUpLook().isEmpty()); }
    void cleanup() {
        const QString said = messages_ ? messages_->said() : QString();
        window_.reset();
        backend_.reset();
        messages_.reset();
        QCOMPARE(said, QString());
    }

    void everyThemeCanBeRead_data() {
        QTest::addColumn<QString>("route");
        QTest::addColumn<int>("theme");
        QTest::addColumn<double>("least");
        const std::tuple<const char*, int, double> themes[] = {
            {"light", 1, 4.5}, {"dark", 2, 4.5}, {"contrast", 3, 7}, {"contrast-light", 4, 7}};
        for (const QString& route : routes())
            for (const auto& [name, theme, least] : themes)
                QTest::addRow("look-%s-%s", qPrintable(QString(route).replace(u'/', u'-')), name)
                    << route << theme << least;
    }
    void everyThemeCanBeRead() {
        QFETCH(QString, route);
        QFETCH(int, theme);
        QFETCH(double, least);
        open(route, theme, {1440, 900});
        if (QTest::currentTestFailed())
            return;
        const QImage image = window_->picture(tag());
        none(pale(window_->window(), image, least));
    }

    // What a page shows where it has nothing, fails, lost the service or may not look.
    void everyStateCanBeRead_data() {
        QTest::addColumn<QString>("route");
        QTest::addColumn<Mood>("mood");
        const std::pair<const char*, Mood> moods[] = {
            {"empty", Mood::Empty}, {"error", Mood::Broken}, {"offline", Mood::Offline}, {"locked", Mood::Locked}};
        const models::PageRegistry registry;
        for (const auto& page : registry.rows())
            for (const auto& [name, mood] : moods)
                QTest::addRow("state-%s-%s", qPrintable(page.id), name) << page.id << mood;
    }
    void everyStateCanBeRead() {
        QFETCH(QString, route);
        QFETCH(Mood, mood);
        open(route, 3, {1280, 800}, mood);
        if (QTest::currentTestFailed())
            return;
        none(pale(window_->window(), window_->picture(tag()), 7));
    }

    void aDrawerIsMadeWider() {
        open(u"jobs/embedding_refresh"_s, 1, {1440, 900});
        QQuickItem* edge = window_->find(u"Edge of embedding_refresh"_s);
        QVERIFY(edge);
        const QQuickItem* drawer = edge->parentItem();
        const qreal before = drawer->width();
        edge->forceActiveFocus(Qt::TabFocusReason);
        QTest::keyClick(window_->window(), Qt::Key_Left);
        QTRY_COMPARE(drawer->width(), before + 16);
        QTest::keyClick(window_->window(), Qt::Key_End);
        QTRY_COMPARE(drawer->width(), 560);
        window_->picture(u"drawer-wide"_s);
        none(cutOff(window_->window()));
        QTest::keyClick(window_->window(), Qt::Key_Return);
        QTRY_COMPARE(drawer->width(), before);
    }

    void theOutlineFolds() {
        open(u"graph"_s, 1, {1280, 800});
        QTest::keyClick(window_->window(), Qt::Key_O);
        QTRY_VERIFY(window_->find(u"Outline of the dependency graph"_s));
        QQuickItem* tree = window_->find(u"Outline of the dependency graph"_s);
        tree->forceActiveFocus(Qt::TabFocusReason);
        const int all = tree->property("count").toInt();
        QVERIFY(all > 10);
        QTest::keyClick(window_->window(), Qt::Key_Home);
        while (tree->property("count").toInt() == all && tree->property("currentIndex").toInt() < all - 1) {
            QTest::keyClick(window_->window(), Qt::Key_Left); // folds the first branch that there is
            QTest::keyClick(window_->window(), Qt::Key_Down);
        }
        QVERIFY(tree->property("count").toInt() < all);
        window_->picture(u"graph-outline-folded"_s);
        QTest::keyClick(window_->window(), Qt::Key_Asterisk);
        QTRY_COMPARE(tree->property("count").toInt(), all);
    }

    void everySizeHasRoom_data() {
        QTest::addColumn<QString>("route");
        QTest::addColumn<int>("density");
        QTest::addColumn<QSize>("size");
        const std::tuple<const char*, int, QSize> sizes[] = {{"compact", 0, {1280, 800}},
                                                             {"spacious", 2, {1280, 800}},
                                                             {"smallest", 1, {960, 640}},
                                                             {"smallest-spacious", 2, {960, 640}},
                                                             {"at90", 1, {1422, 889}}}; // 1280x800 at 90 %
        for (const QString& route : routes())
            for (const auto& [name, density, size] : sizes)
                QTest::addRow("room-%s-%s", qPrintable(QString(route).replace(u'/', u'-')), name)
                    << route << density << size;
    }
    void everySizeHasRoom() {
        QFETCH(QString, route);
        QFETCH(int, density);
        QFETCH(QSize, size);
        open(route, 1, size);
        if (QTest::currentTestFailed())
            return;
        window_->app().appearance().choose(u"density"_s, density);
        QTest::qWait(60);
        window_->picture(tag());
        none(cutOff(window_->window()));
        none(overlapping(window_->window()));
    }

    // Less than the smallest window: that of a small screen at 150 %. The window scrolls, and to what has the focus.
    void aSmallScreenScrolls() {
        open(u"jobs"_s, 1, {720, 480});
        QVERIFY(window_->window()->minimumWidth() <= 960);
        window_->window()->resize(720, 480);
        QTRY_COMPARE(window_->window()->width(), 720);
        QQuickItem* bell = window_->find(u"Alerts"_s);
        QQuickItem* chip = bell ? bell : window_->find(u"Vault open"_s);
        QVERIFY(chip);
        const QRectF whole(0, 0, 720, 480);
        QVERIFY(!whole.contains(chip->mapRectToScene(chip->boundingRect())));
        chip->forceActiveFocus(Qt::TabFocusReason);
        QTRY_VERIFY(whole.contains(chip->mapRectToScene(chip->boundingRect())));
        window_->picture(u"small-screen"_s);
        none(cutOff(window_->window()));
    }

    void whatIsCutShortIsSpeltOut() {
        open(u"jobs"_s, 1, {960, 640});
        QQuickItem* cut = nullptr;
        for (QQuickItem* item : elided(window_->window()))
            cut = cut ? cut : item;
        QVERIFY(cut);
        QTest::mouseMove(window_->window(), cut->mapToScene({6, cut->height() / 2}).toPoint());
        QTRY_VERIFY(shows(window_->window(), cut->property("text").toString()));
        window_->picture(u"elided-tip"_s);
        QTest::mouseMove(window_->window(), {2, 2});
        QTRY_VERIFY(!shows(window_->window(), cut->property("text").toString()));
    }

    void nothingMovesWhereMotionIsReduced_data() {
        QTest::addColumn<QString>("route");
        for (const QString& route : routes())
            QTest::newRow(qPrintable(route)) << route;
    }
    void nothingMovesWhereMotionIsReduced() {
        QFETCH(QString, route);
        QGuiApplication::styleHints()->setCursorFlashTime(0); // a caret is no motion of ours
        open(route, 1, {1280, 800});
        if (QTest::currentTestFailed())
            return;
        window_->window()->setProperty("still", false);
        window_->app().appearance().choose(u"reduce_motion"_s, 1);
        // What is read may still come, but then it stands.
        const auto stands = [this] {
            const QImage before = window_->window()->grabWindow();
            QTest::qWait(300);
            return window_->window()->grabWindow() == before;
        };
        QVERIFY(QTest::qWaitFor(stands, 5'000));
        if (route != "overview"_L1)
            return;
        window_->app().appearance().choose(u"reduce_motion"_s, 0); // a running job turns
        QTRY_VERIFY(!stands());
    }

    // Chosen on a page, kept by the window, and heard by every page at once.
    void highContrastIsChosen() {
        open(u"settings/appearance"_s, -1, {1280, 800});
        auto& look = window_->app().appearance();
        QSignalSpy chosen(&look, &models::Appearance::chosen);
        auto* page = qobject_cast<models::SettingsPage*>(window_->app().pageObject(u"settings"_s));
        page->settings()->choose(u"window.theme"_s, 3);
        QCOMPARE(chosen.size(), 1);
        QTRY_COMPARE(look.theme(), 3);
        QTRY_COMPARE(window_->window()->color(), QColor(Qt::black));
        page->settings()->choose(u"window.theme"_s, 4);
        QTRY_COMPARE(window_->window()->color(), QColor(Qt::white));
        window_->picture(u"contrast-chosen"_s);
    }
    void aChoiceIsKept() {
        const QTemporaryDir folder;
        const QString file = folder.filePath(u"window.ini"_s);
        ui::WindowSettings(file).setThemeMode(4);
        QCOMPARE(ui::WindowSettings(file).themeMode(), 4);
        QSettings(file, QSettings::IniFormat).setValue(u"theme"_s, 5); // no such theme
        QCOMPARE(ui::WindowSettings(file).themeMode(), 0);
    }
};

int main(int argc, char** argv) {
    QApplication program(argc, argv);
    TestLooks test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}
#include "tst_looks.moc"
