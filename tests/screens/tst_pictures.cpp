// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstdio>

#include <QApplication>
#include <QMetaEnum>
#include <QQmlComponent>
#include <QSet>
#include <QStyleHints>
#include <QTest>
#include <QTimer>

#include "models/audit_page.h"
#include "models/page_object.h"
#include "qml/Inferno/Theme/look.h"
#include "tests/screens/picture_set.h"
#include "tests/screens/small_picture.h"
#include "tests/screens/stage.h"

using namespace inferno;
using namespace inferno::tests;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 5'000;
constexpr int kSettledMs = 1'500; // all that a page reads has come, before it is kept
constexpr int kSkeletonMs = 200;  // a page that loads shows nothing before

const QStringList kThemes{u"light"_s, u"dark"_s};
const QStringList kStates{u"loading"_s, u"emptyfirst"_s, u"emptyfiltered"_s, u"error"_s,
                          u"offline"_s, u"locked"_s,     u"partial"_s,       u"never"_s};

QStringList keptNames() {
    QStringList names;
    const models::PageRegistry pages;
    for (const QString& theme : kThemes) {
        for (const auto& page : pages.rows())
            names.append(page.id + u"-ready-"_s + theme);
        for (const QString& state : kStates)
            names.append(u"state-"_s + state + u'-' + theme);
    }
    return names;
}

int coloursOf(const QImage& image) {
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); y += 8)
        for (int x = 0; x < image.width(); x += 3)
            colours.insert(image.pixel(x, y));
    return static_cast<int>(colours.size());
}

} // namespace

/// Every page of the registry in both themes and in each of the seven states, against the sample: the state comes and
/// shows, QML says nothing, whatever takes the focus has a name. The ready state of each page, and each state by
/// itself, are compared with the pictures in tests/screens/kept. The pictures lie in screens/ of the build folder, with
/// report.html about what differs.
class TestPictures : public QObject {
    Q_OBJECT

    std::unique_ptr<PictureSet> pictures_;
    std::unique_ptr<Stage> stage_;
    Scene scene_ = Scene::Ready;
    QString place_;
    bool came_ = false;

    /// The window in this scene at this place: the one of the row before where only the theme is another.
    bool goTo(Scene scene, const QString& route, bool dark) {
        const bool fresh = !stage_ || scene_ != scene || (scene == Scene::Ready && place_ != route);
        if (fresh) {
            stage_.reset();
            stage_ = std::make_unique<Stage>(scene, dark);
            scene_ = scene;
        }
        stage_->window().setDark(dark);
        if (fresh || place_ != route)
            came_ = stage_->window().isGood() && stage_->enter(route);
        place_ = route;
        return came_;
    }

    static void addRow(const QString& route, Scene scene) {
        for (const QString& theme : kThemes) {
            const QString name = QString(route).replace(u'/', u'-') + u'-' + nameOf(scene) + u'-' + theme;
            QTest::newRow(qPrintable(name)) << route << scene << theme;
        }
    }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(ui::setUpLook().isEmpty());
        const QString sources = qEnvironmentVariable("INFERNO_SOURCE");
        QVERIFY2(!sources.isEmpty(), "INFERNO_SOURCE names the folder of the sources");
        pictures_ = std::make_unique<PictureSet>(sources + u"/tests/screens/kept"_s, screensFolder());
    }
    void cleanupTestCase() {
        stage_.reset();
        if (!pictures_)
            return;
        const QString report = pictures_->writeReport();
        QVERIFY(!report.isEmpty());
        std::printf("%s: %s\n",
                    PictureSet::compares() ? "what differs"
                                           : "this is not Qt 6.4, so pictures were drawn and not compared",
                    qPrintable(report));
    }

    void aDifferenceIsSeen() {
        QImage one(100, 100, QImage::Format_RGB32);
        one.fill(0xff808080);
        QImage other = one;
        QCOMPARE(PictureSet::shareOfDifference(one, other), 0.0);
        other.setPixel(3, 4, 0xff809080); // within what is forgiven
        QCOMPARE(PictureSet::shareOfDifference(one, other), 0.0);
        other.setPixel(3, 4, 0xff80c080);
        other.setPixel(5, 4, 0xff808000);
        QImage shown;
        QCOMPARE(PictureSet::shareOfDifference(one, other, &shown), 0.0002);
        QVERIFY(shown.pixel(3, 4) != shown.pixel(4, 4) && shown.pixel(3, 4) == shown.pixel(5, 4));
        QVERIFY(PictureSet::shareOfDifference(one, other) > PictureSet::kShare);
        QCOMPARE(PictureSet::shareOfDifference(one, one.copy(0, 0, 99, 100)), 1.0);
        QCOMPARE(PictureSet::shareOfDifference(QImage(), QImage()), 1.0);
    }
    void aSmallPictureLooksTheSame() {
        QImage many(256, 64, QImage::Format_RGB32);
        for (int y = 0; y < many.height(); ++y)
            for (int x = 0; x < many.width(); ++x)
                many.setPixel(x, y, y < 32 ? 0xff1a1e25 : qRgb(x, 255 - x, y * 4));
        int furthest = 0;
        const QImage small = withFewColours(many, &furthest);
        QVERIFY(small.colorCount() <= 256);
        QCOMPARE(small.pixel(7, 7), 0xff1a1e25); // what is common is exact
        QVERIFY(furthest > 0 && furthest <= PictureSet::kChannel);
        QCOMPARE(PictureSet::shareOfDifference(small, many), 0.0);
    }

    void pages_data() {
        QTest::addColumn<QString>("route");
        QTest::addColumn<Scene>("scene");
        QTest::addColumn<QString>("theme");
        const models::PageRegistry pages;
        const auto scenes = QMetaEnum::fromType<Scene>();
        for (int at = 0; at < scenes.keyCount(); ++at) {
            const auto scene = static_cast<Scene>(scenes.value(at));
            for (const auto& page : pages.rows())
                if (Stage::fits(page.id, scene))
                    addRow(page.id, scene);
        }
        for (const auto& route : {u"jobs/embedding_refresh"_s, u"job-editor/model_validation"_s,
                                  u"graph/post_processing"_s, u"audit/4210980"_s})
            addRow(route, Scene::Ready);
    }
    void pages() {
        QFETCH(QString, route);
        QFETCH(Scene, scene);
        QFETCH(QString, theme);
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        MessageCatcher messages;
        const bool came = goTo(scene, route, theme == "dark"_L1);
        WindowUnderTest& window = stage_->window();
        const auto* page = stage_->page();
        QVERIFY2(page, qPrintable(messages.said()));
        if (scene == Scene::Loading)
            QTest::qWait(kSkeletonMs);
        const bool isKept = scene == Scene::Ready && !route.contains(u'/');
        if (isKept && PictureSet::accepts())
            QTest::qWait(kSettledMs);
        QImage image = window.stillPicture(name);
        const auto isAsKept = [&] { return pictures_->isAsKept(name, image = window.stillPicture(name)); };
        if (isKept) // on a busy machine something of it may still be read
            (void)QTest::qWaitFor(isAsKept, kPatienceMs);
        QVERIFY2(came, qPrintable(u"the state is %1"_s.arg(QLatin1String(
                           QMetaEnum::fromType<models::PageState>().key(static_cast<int>(page->state()))))));
        if (const QString sign = Stage::sign(page->state(), scene); !sign.isEmpty() && !Stage::isForm(route))
            QVERIFY2(window.find(sign), qPrintable(sign + u" is not shown"_s));
        QVERIFY2(coloursOf(image) > 12, "hardly anything is drawn");
        QCOMPARE(window.nameless(), QStringList());
        QCOMPARE(messages.said(), QString());
        if (route == "audit/4210980"_L1)
            QCOMPARE(window.app().path(), (QStringList{u"Audit"_s, u"Events"_s}));
        if (isKept)
            if (const QString wrong = pictures_->compare(name, image); !wrong.isEmpty())
                QFAIL(qPrintable(wrong));
    }

    void states_data() {
        QTest::addColumn<QString>("state");
        QTest::addColumn<QString>("theme");
        for (const QString& theme : kThemes)
            for (const QString& state : kStates)
                QTest::newRow(qPrintable(u"state-"_s + state + u'-' + theme)) << state << theme;
    }
    void states() {
        QFETCH(QString, state);
        QFETCH(QString, theme);
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        const auto values = QMetaEnum::fromType<models::PageState>();
        int shown = static_cast<int>(models::PageState::Offline); // "never": away, and nothing was read before
        for (int at = 0; at < values.keyCount(); ++at)
            if (QString::fromLatin1(values.key(at)).toLower() == state)
                shown = values.value(at);
        stage_.reset();
        MessageCatcher messages;
        QQmlEngine engine;
        engine.addImportPath(u"qrc:/qt/qml"_s);
        QQmlComponent file(
            &engine, QUrl::fromLocalFile(qEnvironmentVariable("INFERNO_SOURCE") + u"/tests/screens/StateStage.qml"_s));
        const std::unique_ptr<QObject> object(file.createWithInitialProperties(
            {{u"shown"_s, shown}, {u"hasData"_s, state != "never"_L1}, {u"dark"_s, theme == "dark"_L1}}));
        auto* window = qobject_cast<QQuickWindow*>(object.get());
        QVERIFY2(window, qPrintable(file.errorString()));
        window->show();
        if (state == "loading"_L1)
            QTest::qWait(kSkeletonMs);
        const QImage image = stillImage(window);
        savePicture(image, name);
        QCOMPARE(messages.said(), QString());
        if (const QString wrong = pictures_->compare(name, image); !wrong.isEmpty())
            QFAIL(qPrintable(wrong));
    }

    void noPictureIsLeftOver() { QCOMPARE(pictures_->leftOver(keptNames()), QStringList()); }
};

int main(int argc, char** argv) {
    qputenv("LC_ALL", "C.UTF-8"); // words and numbers are those of the kept pictures
    QApplication program(argc, argv);
    QGuiApplication::styleHints()->setCursorFlashTime(0);
    TestPictures test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}
#include "tst_pictures.moc"
