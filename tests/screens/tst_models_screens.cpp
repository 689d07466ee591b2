// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QTest>

#include "models/fakes/fake_backend.h"
#include "models/models_page.h"
#include "qml/Inferno/Theme/look.h"
#include "tests/screens/window_under_test.h"

using namespace inferno;
using namespace inferno::tests;
using namespace Qt::StringLiterals;
using models::FakeBackend;
using models::ModelsPage;
using Mood = FakeBackend::Mood;

/// The models page in the window: by keys, and a picture of each of its parts in both themes. Its states and its
/// smallest window are tst_window's.
class TestModelsScreens : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<MessageCatcher> messages_;
    std::unique_ptr<FakeBackend> backend_;
    std::unique_ptr<WindowUnderTest> window_;

    ModelsPage& page() { return *qobject_cast<ModelsPage*>(window_->app().pageObject(u"models"_s)); }
    void key(int code, Qt::KeyboardModifiers modifiers = {}) {
        QTest::keyClick(window_->window(), Qt::Key(code), modifiers);
    }
    void type(const char* words) {
        for (; *words != 0; ++words)
            QTest::keyClick(window_->window(), *words);
    }
    void picture(const char* name) {
        QTest::mouseMove(window_->window(), {500, 72}); // no tooltip
        QTest::qWait(80);
        window_->picture(u"models-%1-%2"_s.arg(QLatin1String(name), QLatin1String(QTest::currentDataTag())));
        QCOMPARE(window_->nameless(), QStringList());
    }
    void open(bool dark, const QSize& size = {1440, 900}) {
        window_.reset();
        messages_ = std::make_unique<MessageCatcher>();
        backend_ = std::make_unique<FakeBackend>();
        window_ = std::make_unique<WindowUnderTest>(*backend_, FakeBackend::clock(), dark, size);
        window_->app().navigate(u"models"_s, u"fraud_detection/1.3"_s);
        QTRY_VERIFY(page().version() == "1.3"_L1 && page().traffic()->known());
        QTest::qWait(80);
    }
    static void themes() {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(ui::setUpLook().isEmpty()); }
    void cleanup() {
        const QString said = messages_->said();
        window_.reset();
        backend_.reset();
        messages_.reset();
        if (!said.isEmpty())
            QFAIL(qPrintable(said));
    }

    void theScene_data() { themes(); }
    void theScene() {
        QFETCH(bool, dark);
        open(dark);
        key(Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(page().playground()->first()->answered());
        picture("scene");
        QVERIFY(window_->find(u"Answer of fraud_detection 1.3: Critical risk 0.934"_s));
        page().traffic()->setFirstShare(70);
        picture("split");
        page().traffic()->startPromotion();
        picture("promotion");
        backend_->setMood(Mood::Broken);
        page().traffic()->apply();
        QTRY_VERIFY(!page().traffic()->changeError().isEmpty());
        picture("refused");
        backend_->setMood(Mood::Normal);
        page().traffic()->cancelChange();
        page().playground()->runBoth();
        QTRY_VERIFY(page().playground()->differences()->count() == 7);
        picture("compare");
        window_->app().navigate(u"models"_s, u"invoice_layout/1.1"_s);
        page().playground()->setComparing(false);
        page().playground()->setRequest(u"{}"_s);
        page().playground()->run();
        QTRY_VERIFY(page().playground()->first()->classes()->count() == 4);
        picture("classes");
        window_->app().navigate(u"models"_s, u"doc_embedder"_s);
        page().playground()->useSample();
        page().playground()->run();
        QTRY_VERIFY(page().playground()->first()->answered());
        picture("tensor");
        page().playground()->setRequest(u"[1, 2"_s);
        picture("mistake");
        window_->app().navigate(u"models"_s, u"anomaly_series"_s);
        QTRY_COMPARE(page().status(), u"unhealthy"_s);
        picture("unhealthy");
    }

    // From the rail to an applied change, without a pointer.
    void byKeysAlone_data() { themes(); }
    void byKeysAlone() {
        QFETCH(bool, dark);
        open(dark, {1280, 800});
        window_->app().navigate(u"overview"_s);
        key(Qt::Key_8, Qt::ControlModifier);
        QCOMPARE(window_->app().currentPage(), u"models"_s);
        key(Qt::Key_Slash);
        type("invoice");
        QTRY_COMPARE(page().rows()->count(), 2);
        key(Qt::Key_Escape);
        QTRY_COMPARE(page().rows()->count(), 7);
        key(Qt::Key_Down); // into the table
        QTest::qWait(40);
        key(Qt::Key_Home);
        QTRY_COMPARE(page().selectedRow(), 0);
        key(Qt::Key_End);
        QCOMPARE(page().selectedRow(), 6);
        key(Qt::Key_K);
        key(Qt::Key_Up);
        QCOMPARE(page().version(), u"1.3"_s);
        QTRY_VERIFY(page().traffic()->known());
        QQuickItem* slider = window_->find(u"Share of 1.2 in per cent"_s);
        QVERIFY(slider);
        slider->forceActiveFocus(Qt::TabFocusReason);
        key(Qt::Key_Left);
        QCOMPARE(page().traffic()->firstShare(), 89);
        key(Qt::Key_PageDown);
        QCOMPARE(page().traffic()->firstShare(), 79);
        key(Qt::Key_End);
        QCOMPARE(page().traffic()->firstShare(), 100);
        key(Qt::Key_PageUp);
        key(Qt::Key_PageDown);
        key(Qt::Key_Right);
        QCOMPARE(page().traffic()->firstShare(), 91);
        QTest::qWait(40);
        picture("keys-split");
        // Tab goes through the shares and presets to the reason.
        for (int step = 0; step < 12 && !window_->find(u"Reason of the change"_s)->hasActiveFocus(); ++step)
            key(Qt::Key_Tab);
        QVERIFY(window_->find(u"Reason of the change"_s)->hasActiveFocus());
        type("more");
        key(Qt::Key_Return);
        QTRY_COMPARE(backend_->sampleModels().reason, std::string("more"));
        QTRY_COMPARE(backend_->sampleModels().splits.at("fraud_detection").weights.at("1.2"), 91);
        QTRY_VERIFY(!page().traffic()->applying());
        key(Qt::Key_Return, Qt::ControlModifier | Qt::ShiftModifier);
        QTRY_COMPARE(page().playground()->differences()->count(), 7);
        window_->find(u"Versions of models"_s)->forceActiveFocus(Qt::TabFocusReason);
        key(Qt::Key_D);
        QCOMPARE(page().playground()->differences()->count(), 2);
        picture("keys-compare");
        key(Qt::Key_M);
        QTest::qWait(60);
        picture("keys-choose");
        key(Qt::Key_Escape);
        window_->find(u"Versions of models"_s)->forceActiveFocus(Qt::TabFocusReason);
        key(Qt::Key_L);
        QTRY_VERIFY(window_->find(u"fraud_detection 1.3 cannot be unloaded: It gets requests"_s));
        key(Qt::Key_K);
        key(Qt::Key_K);
        QTRY_COMPARE(page().version(), u"1.1"_s);
        QTRY_VERIFY(page().traffic()->known());
        key(Qt::Key_L);
        QTRY_VERIFY(window_->find(u"Unload fraud_detection 1.1?"_s));
        picture("keys-unload");
        key(Qt::Key_Tab); // Cancel has the focus
        key(Qt::Key_Return);
        QTRY_COMPARE(page().status(), u"unloaded"_s);
        QTest::qWait(60);
        picture("keys-unloaded");
        window_->find(u"Versions of models"_s)->forceActiveFocus(Qt::TabFocusReason);
        key(Qt::Key_L);
        QTRY_COMPARE(page().status(), u"ready"_s);
    }

    void aModelIsRegistered_data() { themes(); }
    void aModelIsRegistered() {
        QFETCH(bool, dark);
        open(dark);
        QVERIFY(window_->click(u"Register model"_s));
        QTRY_VERIFY(window_->find(u"Register a model"_s));
        QTest::qWait(60);
        type("srv/fraud.mar");
        QTRY_VERIFY(!page().registration()->pathError().isEmpty());
        key(Qt::Key_Home);
        type("/");
        key(Qt::Key_Tab);
        type("fraud_detection");
        key(Qt::Key_Tab);
        type("1.3");
        picture("register");
        page().registration()->send();
        QTRY_VERIFY(!page().registration()->versionError().isEmpty());
        picture("register-exists");
        type("1"); // 1.31
        page().registration()->send();
        QTRY_COMPARE(page().version(), u"1.31"_s);
        QTest::qWait(60);
        picture("registered");
    }

    void manyModelsAndNoService_data() { themes(); }
    void manyModelsAndNoService() {
        QFETCH(bool, dark);
        open(dark);
        auto& all = backend_->sampleModels().models;
        const client::Model model = all.at(1);
        for (int i = 0; i < 200; ++i) {
            all.push_back(model);
            all.back().name = "tenant_" + std::to_string(100 + i) + "_classifier_of_incoming_documents";
        }
        page().refresh();
        QTRY_COMPARE(page().rows()->count(), 207);
        window_->find(u"Versions of models"_s)->forceActiveFocus(Qt::TabFocusReason);
        key(Qt::Key_End);
        QTRY_COMPARE(page().selectedRow(), 206);
        QTest::qWait(60);
        picture("many");
        backend_->setMood(Mood::Offline);
        backend_->reconnectNow();
        QTRY_COMPARE(page().state(), models::PageState::Offline);
        QTest::qWait(60);
        picture("gone");
        QVERIFY(!page().traffic()->canPromote());
        key(Qt::Key_L); // writes nothing, asks nothing
        QVERIFY(!window_->find(u"Unload"_s));
    }
};

int main(int argc, char** argv) {
    QApplication program(argc, argv);
    TestModelsScreens test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}
#include "tst_models_screens.moc"
