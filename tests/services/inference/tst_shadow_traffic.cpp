// SPDX-License-Identifier: GPL-3.0-or-later
// Copies for a shadow: what agrees, and that nobody waits for them.
#include <QTest>

#include <latch>

#include "services/inference/answer_compare.h"
#include "services/inference/shadow_traffic.h"

using namespace inferno;
using namespace inferno::serving;

namespace {

const TrafficFigures::Version kShadow{"m", "2.0"};

} // namespace

class TestShadowTraffic : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreement_data() {
        QTest::addColumn<QByteArray>("left");
        QTest::addColumn<QByteArray>("right");
        QTest::addColumn<bool>("same");
        const auto row = [](const char* name, const char* left, const char* right, bool same) {
            QTest::newRow(name) << QByteArray(left) << QByteArray(right) << same;
        };
        row("the same bytes", "any", "any", true);
        row("other bytes", "any", "other", false);
        row("no JSON against JSON", "{", "{}", false);
        row("another order of fields", R"({"a":1,"b":2})", R"({"b":2,"a":1})", true);
        row("a field more", R"({"a":1})", R"({"a":1,"b":null})", false);
        row("another field", R"({"a":1})", R"({"b":1})", false);
        row("within the tolerance", R"({"fraud_probability":0.81234,"risk_level":"high"})",
            R"({"fraud_probability":0.81237,"risk_level":"high"})", true);
        row("beyond the tolerance", "[0.8123]", "[0.8125]", false);
        row("the tolerance is relative", "[81234.5]", "[81237.5]", true);
        row("another level", R"({"fraud_probability":0.7,"risk_level":"high"})",
            R"({"fraud_probability":0.7,"risk_level":"medium"})", false);
        row("near nothing", "[0.0, 1e-9]", "[1e-8, 0.0]", true);
        row("small, but not that small", "[0.0]", "[0.000001]", false);
        row("another sign", "[0.5]", "[-0.5]", false);
        row("whole numbers are classes", R"({"class":20000})", R"({"class":20001})", false);
        row("whole and not", "[2]", "[2.0]", true);
        row("another length", "[1.5, 2.5]", "[1.5]", false);
        row("nested", R"({"outputs":[[1.00001,2.0]],"shape":[1,2]})", R"({"outputs":[[1.0,2.0]],"shape":[1,2]})", true);
        row("another shape", R"({"outputs":[1.0],"shape":[1]})", R"({"outputs":[1.0],"shape":[1,1]})", false);
        row("another type", R"({"a":"1"})", R"({"a":1})", false);
    }
    void agreement() {
        QFETCH(const QByteArray, left);
        QFETCH(const QByteArray, right);
        QFETCH(const bool, same);
        QCOMPARE(agree(left.toStdString(), right.toStdString()), same);
        QCOMPARE(agree(right.toStdString(), left.toStdString()), same);
    }

    void copiesAreComparedAndCounted() {
        TrafficFigures figures;
        figures.keep({kShadow});
        ShadowTraffic shadow(
            [](const ShadowCopy& copy) -> Result<std::string> {
                if (copy.input == "fails")
                    return fail(ErrorCode::ModelInput, "");
                if (copy.input == "absent")
                    return fail(ErrorCode::EngineUnavailable, "");
                return copy.input;
            },
            figures, clock_);
        QVERIFY(shadow.offer(kShadow, "[1.00001]", "[1.0]"));
        QVERIFY(shadow.offer(kShadow, "[1.1]", "[1.0]"));
        QVERIFY(shadow.offer(kShadow, "fails", "[1.0]"));
        QVERIFY(shadow.offer(kShadow, "absent", "[1.0]"));
        QTRY_COMPARE(figures.of(kShadow, clock_.now()).dropped, 1U); // the last of them
        const VersionTraffic traffic = figures.of(kShadow, clock_.now());
        QCOMPARE(traffic.agreed, 1U);
        QCOMPARE(traffic.disagreed, 2U);
        QCOMPARE(traffic.requests, 0U); // copies are none
        QVERIFY(traffic.p50);
    }

    void whatIsTooMuchIsDropped() {
        TrafficFigures figures;
        figures.keep({kShadow});
        std::latch begun(1);
        std::latch goOn(1);
        bool first = true;
        ShadowTraffic shadow(
            [&](const ShadowCopy& copy) -> Result<std::string> {
                if (std::exchange(first, false)) {
                    begun.count_down();
                    goOn.wait();
                }
                return copy.input;
            },
            figures, clock_);
        QVERIFY(shadow.offer(kShadow, "1", "1"));
        begun.wait(); // it is with the engine: nothing waits
        for (std::size_t i = 0; i < ShadowTraffic::kMostWaiting; ++i)
            QVERIFY(shadow.offer(kShadow, "1", "1"));
        QVERIFY(!shadow.offer(kShadow, "1", "1"));
        QVERIFY(!shadow.offer(kShadow, "1", "1"));
        QCOMPARE(figures.of(kShadow, clock_.now()).dropped, 2U);
        goOn.count_down();
        QTRY_COMPARE(figures.of(kShadow, clock_.now()).agreed, ShadowTraffic::kMostWaiting + 1);
        // The room is there again; but not for a body that fills more than all of it.
        QVERIFY(shadow.offer(kShadow, "1", "1"));
        QVERIFY(!shadow.offer(kShadow, std::string(ShadowTraffic::kMostBytes, 'x'), "1"));
        QTRY_COMPARE(figures.of(kShadow, clock_.now()).agreed, ShadowTraffic::kMostWaiting + 2);
        QCOMPARE(figures.of(kShadow, clock_.now()).dropped, 3U);
    }

private:
    SystemClock clock_;
};

QTEST_GUILESS_MAIN(TestShadowTraffic)
#include "tst_shadow_traffic.moc"
