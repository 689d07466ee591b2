// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "models/fakes/fake_backend.h"
#include "models/graph_page.h"
#include "models/job_store.h"
#include "models/overview_page.h"
#include "qml/Inferno/Theme/look.h"
#include "tests/screens/window_under_test.h"

using namespace inferno;
using namespace inferno::tests;
using namespace Qt::StringLiterals;
using models::FakeBackend;
using Mood = FakeBackend::Mood;

/// Overview and graph in the real window, by keys and by mouse. The pictures lie in screens/ of the build folder.
class TestGraphWindow : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<FakeBackend> backend_;
    std::unique_ptr<WindowUnderTest> window_;

    template <typename Page>
    Page& open(const char* id, Mood mood = Mood::Normal, bool dark = false, const QSize& size = {1440, 900}) {
        backend_ = std::make_unique<FakeBackend>(mood);
        window_ = std::make_unique<WindowUnderTest>(*backend_, FakeBackend::clock(), dark, size);
        window_->app().navigate(QLatin1String(id));
        return *qobject_cast<Page*>(window_->app().pageObject(QLatin1String(id)));
    }
    void key(int code, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(window_->window(), Qt::Key(code), modifiers);
    }
    void type(const char* words) {
        for (; *words != 0; ++words)
            QTest::keyClick(window_->window(), *words);
    }
    void picture(const char* name) {
        QTest::qWait(80);
        window_->picture(QLatin1String(name));
    }
    QQuickItem* canvas() { return window_->find(u"Dependency graph: %1"_s.arg(graph().planText())); }
    models::GraphPage& graph() { return *qobject_cast<models::GraphPage*>(window_->app().pageObject(u"graph"_s)); }
    /// Where a job's node is in the window; `dx` from its centre, in the plan's px.
    QPoint pointOf(const QString& job, double dx = 0) {
        const double zoom = canvas()->property("zoom").toDouble();
        const QPointF at = graph().centreOf(job) + QPointF(dx, 0);
        return canvas()
            ->mapToScene(at * zoom +
                         QPointF(canvas()->property("panX").toDouble(), canvas()->property("panY").toDouble()))
            .toPoint();
    }
    std::vector<std::string> edgesOf(const char* name) {
        const client::Job* job = window_->app().jobStore().byName(QLatin1String(name));
        return job ? job->definition.depends_on : std::vector<std::string>();
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(ui::setUpLook().isEmpty()); }
    void cleanup() {
        window_.reset();
        backend_.reset();
    }

    void theOverviewByKeysAlone() {
        MessageCatcher messages;
        auto& page = open<models::OverviewPage>("overview");
        QTRY_COMPARE(page.attention()->count(), 2);
        key(Qt::Key_E);
        QTRY_VERIFY(window_->find(u"Done"_s));
        key(Qt::Key_Right, Qt::ControlModifier);
        QTRY_COMPARE(page.board()->tiles()->at(1, u"tileId"_s), u"runs"_s);
        key(Qt::Key_Right); // to the next
        key(Qt::Key_Delete);
        QTRY_COMPARE(page.board()->tiles()->count(), 4);
        picture("overview-edit-light");
        key(Qt::Key_Escape);
        QTRY_VERIFY(!window_->find(u"Done"_s));
        QVERIFY(!page.stored().isEmpty());
        key(Qt::Key_A);
        QTest::qWait(20);
        key(Qt::Key_Return); // the first act: Retry with 12 GiB
        QTRY_COMPARE(window_->app().jobStore().byName(u"post_processing"_s)->status, std::string("running"));
        QCOMPARE(messages.said(), QString());
    }

    void aNumberLeadsToWhatItCounts() {
        open<models::OverviewPage>("overview");
        QTRY_VERIFY(window_->find(u"1 Failed"_s));
        QVERIFY(window_->click(u"1 Failed"_s));
        QTRY_COMPARE(window_->app().currentPage(), u"jobs"_s);
    }

    void aTileIsDragged() {
        auto& page = open<models::OverviewPage>("overview");
        QTRY_COMPARE(page.attention()->count(), 2);
        key(Qt::Key_E);
        QTRY_VERIFY(window_->find(u"Hide Runs, last 24 h"_s));
        const QPoint from = window_->find(u"Runs, last 24 h"_s)->mapToScene(QPointF(60, 60)).toPoint();
        QTest::mousePress(window_->window(), Qt::LeftButton, {}, from);
        for (int step = 1; step <= 8; ++step)
            QTest::mouseMove(window_->window(), from + QPoint(step * 65, 0));
        QTest::mouseRelease(window_->window(), Qt::LeftButton, {}, from + QPoint(520, 0));
        QTRY_COMPARE(page.board()->tiles()->at(2, u"tileId"_s), u"runs"_s);
        QVERIFY(window_->click(u"Put back"_s));
        QTRY_COMPARE(page.board()->tiles()->at(0, u"tileId"_s), u"runs"_s);
    }

    void presets_data() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void presets() {
        QFETCH(bool, dark);
        MessageCatcher messages;
        auto& page = open<models::OverviewPage>("overview", Mood::Normal, dark);
        page.setStored(
            uR"({"look":{"at":"2026-03-24T07:55:00Z","jobs":24,"sealed":4210000,"failed":["vault_backup"]}})"_s);
        page.board()->setPreset(1);
        QTRY_VERIFY(window_->find(u"Mark as seen"_s) || page.changes()->count() > 0);
        picture(dark ? "overview-compliance-dark" : "overview-compliance-light");
        page.board()->setPreset(2);
        QVERIFY(window_->click(page.sinceText()));
        QTRY_VERIFY(window_->find(u"Mark as seen"_s));
        picture(dark ? "overview-ml-dark" : "overview-ml-light");
        QVERIFY(window_->click(u"Mark as seen"_s));
        QTRY_COMPARE(page.changes()->count(), 0);
        QCOMPARE(messages.said(), QString());
    }

    void theServiceIsGone() {
        MessageCatcher messages;
        auto& page = open<models::OverviewPage>("overview");
        QTRY_COMPARE(page.attention()->count(), 2);
        backend_->setMood(Mood::Offline);
        backend_->reconnectNow();
        QTRY_COMPARE(page.state(), models::PageState::Offline);
        QCOMPARE(page.asOfText(), u"as of 10:42:07"_s);
        key(Qt::Key_A);
        key(Qt::Key_Return); // disabled: nothing happens
        QTest::qWait(30);
        QVERIFY(window_->app().jobStore().byName(u"post_processing"_s)->status != "running");
        picture("overview-gone-light");
        window_->app().navigate(u"graph"_s);
        QTRY_COMPARE(graph().state(), models::PageState::Offline);
        key(Qt::Key_Right);
        QTRY_VERIFY(!graph().chosen().isEmpty()); // it may still be read
        picture("graph-gone-light");
        QCOMPARE(messages.said(), QString());
    }

    void theGraphByKeysAlone() {
        MessageCatcher messages;
        auto& page = open<models::GraphPage>("graph");
        QTRY_COMPARE(page.state(), models::PageState::Ready);
        QTRY_VERIFY(!page.planning());
        key(Qt::Key_Slash);
        type("post_pro");
        key(Qt::Key_Return);
        QTRY_COMPARE(page.chosen(), u"post_processing"_s);
        key(Qt::Key_Right);
        QCOMPARE(page.chosen(), u"batch_inference"_s);
        key(Qt::Key_Left);
        QCOMPARE(page.chosen(), u"post_processing"_s);
        key(Qt::Key_I);
        QCOMPARE(page.isolated(), u"post_processing"_s);
        picture("graph-impact-light");
        key(Qt::Key_Escape);
        QCOMPARE(page.isolated(), QString());
        key(Qt::Key_E);
        QVERIFY(page.editing());
        // An edge from here to a job that it waits for would be a circle.
        key(Qt::Key_C);
        QCOMPARE(page.linkFrom(), u"post_processing"_s);
        key(Qt::Key_Left);
        key(Qt::Key_Return);
        QVERIFY(page.refusal().startsWith(u"That would be a circle"_s));
        picture("graph-refused-light");
        key(Qt::Key_Escape);
        QCOMPARE(page.refusal(), QString());
        key(Qt::Key_N);
        QVERIFY(!page.edgeText().isEmpty());
        key(Qt::Key_A);
        QTRY_VERIFY(page.edgeText().contains(u"however it ends"_s));
        key(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(edgesOf("nightly_conversion"), std::vector<std::string>{"source_sync"});
        key(Qt::Key_Escape);
        key(Qt::Key_Escape);
        QVERIFY(!page.editing());
        key(Qt::Key_G);
        QTRY_VERIFY(page.nodes()->count() < 16);
        picture("graph-grouped-light");
        key(Qt::Key_G);
        QTRY_COMPARE(page.nodes()->count(), 24);
        QCOMPARE(messages.said(), QString());
    }

    void theOutlineByKeysAlone() {
        MessageCatcher messages;
        auto& page = open<models::GraphPage>("graph");
        QTRY_COMPARE(page.state(), models::PageState::Ready);
        key(Qt::Key_O);
        QTRY_VERIFY(window_->find(u"Outline of the dependency graph"_s));
        key(Qt::Key_Down);
        key(Qt::Key_Down);
        QTRY_VERIFY(!page.chosen().isEmpty());
        key(Qt::Key_E);
        key(Qt::Key_C);
        const QString from = page.chosen();
        QCOMPARE(page.linkFrom(), from);
        while (page.chosen() != "token_cleanup"_L1) {
            const QString before = page.chosen();
            key(Qt::Key_Down);
            QVERIFY2(page.chosen() != before || page.outline()->count() > 24, qPrintable(before));
        }
        key(Qt::Key_Return);
        QTRY_COMPARE(edgesOf("token_cleanup"), std::vector<std::string>{QString(from + u":success"_s).toStdString()});
        picture("graph-outline-light");
        key(Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(edgesOf("token_cleanup"), std::vector<std::string>());
        QCOMPARE(messages.said(), QString());
    }

    void anEdgeIsDrawnByMouse() {
        auto& page = open<models::GraphPage>("graph");
        QTRY_COMPARE(page.state(), models::PageState::Ready);
        QTRY_VERIFY(!page.planning());
        QTest::qWait(60);
        page.setEditing(true);
        QVERIFY(canvas());
        const QPoint from = pointOf(u"vault_backup"_s, 100);
        const QPoint to = pointOf(u"smtp_probe"_s);
        QTest::mousePress(window_->window(), Qt::LeftButton, {}, from);
        for (int step = 1; step <= 6; ++step)
            QTest::mouseMove(window_->window(), from + (to - from) * step / 6);
        picture("graph-drawing-light");
        QTest::mouseRelease(window_->window(), Qt::LeftButton, {}, to);
        QTRY_COMPARE(edgesOf("smtp_probe"), std::vector<std::string>{"vault_backup:success"});
        window_->app().undo();
        QTRY_COMPARE(edgesOf("smtp_probe"), std::vector<std::string>());
    }

    void theMousePansZoomsAndIsolates() {
        auto& page = open<models::GraphPage>("graph");
        QTRY_COMPARE(page.state(), models::PageState::Ready);
        QTRY_VERIFY(!page.planning());
        QTest::qWait(60);
        const QPoint at = pointOf(u"post_processing"_s);
        QTest::mouseMove(window_->window(), at);
        QTRY_COMPARE(canvas()->property("hovered").toString(), u"post_processing"_s);
        picture("graph-hover-light");
        QTest::mouseClick(window_->window(), Qt::LeftButton, {}, at);
        QTRY_COMPARE(page.chosen(), u"post_processing"_s);
        QTest::qWait(QApplication::doubleClickInterval() + 50);
        QTest::mouseDClick(window_->window(), Qt::LeftButton, {}, pointOf(u"post_processing"_s));
        QTRY_COMPARE(page.isolated(), u"post_processing"_s);
        const double before = canvas()->property("panX").toDouble();
        const QPoint empty = canvas()->mapToScene(QPointF(canvas()->width() / 2, 8)).toPoint();
        QTest::mousePress(window_->window(), Qt::LeftButton, {}, empty);
        for (int step = 1; step <= 4; ++step)
            QTest::mouseMove(window_->window(), empty + QPoint(step * 20, 0));
        QTest::mouseRelease(window_->window(), Qt::LeftButton, {}, empty + QPoint(80, 0));
        QTRY_VERIFY(canvas()->property("panX").toDouble() > before + 60);
    }

    void filesOfTheGraph_data() {
        QTest::addColumn<QString>("ending");
        QTest::addColumn<QByteArray>("begins");
        QTest::newRow("svg") << u"svg"_s << QByteArray("<?xml");
        QTest::newRow("png") << u"png"_s << QByteArray("\x89PNG");
        QTest::newRow("pdf") << u"pdf"_s << QByteArray("%PDF");
    }
    void filesOfTheGraph() {
        QFETCH(QString, ending);
        QFETCH(QByteArray, begins);
        auto& page = open<models::GraphPage>("graph");
        QTRY_COMPARE(page.state(), models::PageState::Ready);
        QTRY_VERIFY(!page.planning() && canvas());
        QTemporaryDir folder;
        QString error;
        const auto write = [&](const QString& name) {
            QVERIFY(QMetaObject::invokeMethod(canvas(), "exportTo", Q_RETURN_ARG(QString, error),
                                              Q_ARG(QString, folder.filePath(name))));
        };
        write(u"graph."_s + ending);
        QCOMPARE(error, QString());
        QFile file(folder.filePath(u"graph."_s + ending));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray all = file.readAll();
        QVERIFY(all.startsWith(begins) && all.size() > 4000);
        if (ending == "svg"_L1)
            QVERIFY(all.contains("post_processing"));
        write(u"graph.txt"_s);
        QVERIFY(!error.isEmpty());
    }

    void theLastRunsInTheDark() {
        MessageCatcher messages;
        auto& page = open<models::GraphPage>("graph", Mood::Normal, true);
        QTRY_COMPARE(page.state(), models::PageState::Ready);
        page.setLastRun(true);
        page.choose(u"post_processing"_s);
        QTRY_VERIFY(page.runLanes()->count() > 3);
        picture("graph-lastrun-dark");
        page.setLastRun(false);
        page.isolate(u"post_processing"_s);
        picture("graph-impact-dark");
        QCOMPARE(messages.said(), QString());
    }

    void tenThousandJobs() {
        MessageCatcher messages;
        backend_ = std::make_unique<FakeBackend>(Mood::Normal);
        auto& jobs = backend_->sample().jobs;
        for (int i = 0; i < 10'000; ++i) {
            client::Job one;
            one.id = "job_n" + std::to_string(i);
            one.definition.name = "n" + std::to_string(i);
            one.definition.tags = {"team" + std::to_string(i % 30)};
            one.schedule_words = "On request";
            if (i > 0)
                one.definition.depends_on = {"n" + std::to_string(i / 3)};
            one.status = "ready";
            one.last_status = i % 2 == 0 ? "failed" : "completed";
            one.last_run = "2026-03-24T08:00:00Z";
            jobs.push_back(one);
        }
        window_ = std::make_unique<WindowUnderTest>(*backend_, FakeBackend::clock(), false, QSize(1440, 900));
        auto& page = *qobject_cast<models::OverviewPage*>(window_->app().pageObject(u"overview"_s));
        QTRY_COMPARE_WITH_TIMEOUT(page.failing(), 5'001, 30'000);
        key(Qt::Key_A);
        key(Qt::Key_Down);
        picture("overview-tenthousand-light");
        window_->app().navigate(u"graph"_s);
        QTRY_VERIFY_WITH_TIMEOUT(graph().nodes()->count() > 20 && !graph().planning(), 30'000);
        QTest::qWait(60);
        key(Qt::Key_Right);
        key(Qt::Key_Down);
        QTRY_VERIFY(graph().chosenIsGroup());
        picture("graph-tenthousand-light");
        key(Qt::Key_Slash);
        type("team3");
        key(Qt::Key_Return);
        QTRY_COMPARE(graph().chosen(), u"#team3"_s);
        key(Qt::Key_Return); // opens the group
        QTRY_VERIFY_WITH_TIMEOUT(graph().nodes()->count() > 300 && !graph().planning(), 30'000);
        key(Qt::Key_Period);
        picture("graph-tenthousand-open-light");
        QCOMPARE(messages.said(), QString());
    }
};

int main(int argc, char** argv) {
    QApplication program(argc, argv);
    TestGraphWindow test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}
#include "tst_graph_window.moc"
