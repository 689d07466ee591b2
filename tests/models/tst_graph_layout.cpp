// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include "models/graph_layout.h"

using namespace inferno::models;
using namespace Qt::StringLiterals;

class TestGraphLayout : public QObject {
    Q_OBJECT

private:
    const QStringList nodes_ = {u"a"_s, u"b"_s, u"c \"quoted\""_s, u"d"_s};
    const QList<GraphLink> links_ = {{u"a"_s, u"b"_s, u"success"_s},
                                     {u"a"_s, u"c \"quoted\""_s, u"failure"_s},
                                     {u"b"_s, u"d"_s, u"success"_s},
                                     {u"c \"quoted\""_s, u"d"_s, u"completion"_s}};

    /// Every edge goes to the right, and no two nodes cover each other.
    void checkPlan(const GraphPlan& plan) {
        QCOMPARE(plan.centres.size(), nodes_.size());
        for (const GraphLink& link : links_)
            QVERIFY(plan.centres[link.to].x() - plan.centres[link.from].x() >= kNodeWidth);
        for (const QString& one : nodes_) {
            for (const QString& other : nodes_) {
                const QPointF apart = plan.centres[one] - plan.centres[other];
                QVERIFY(one == other || std::abs(apart.x()) >= kNodeWidth - 1 ||
                        std::abs(apart.y()) >= kNodeHeight - 1);
            }
        }
    }

private Q_SLOTS:
    void layersWithoutGraphviz() { checkPlan(layerPlan(nodes_, links_)); }

    void layersEndOnACycle() {
        auto links = links_;
        links.append({u"d"_s, u"a"_s, u"success"_s});
        QCOMPARE(layerPlan(nodes_, links).centres.size(), nodes_.size());
    }

    void graphvizPlaces() {
        if (QStandardPaths::findExecutable(u"dot"_s).isEmpty())
            QSKIP("Graphviz is not installed");
        std::optional<GraphPlan> plan;
        planGraph(nodes_, links_, {}, this, [&](const GraphPlan& made) { plan = made; });
        QTRY_VERIFY(plan);
        QCOMPARE(plan->engine, u"dot"_s);
        checkPlan(*plan);
    }

    void refusesWhatIsNoPlan() {
        QVERIFY(!readDotPlan("not json"));
        QVERIFY(!readDotPlan("{}"));
        QVERIFY(!readDotPlan(R"({"bb":"1,2"})"));
    }

    void aGoneContextIsNotCalled() {
        auto context = std::make_unique<QObject>();
        bool called = false;
        planGraph(nodes_, links_, {}, context.get(), [&](const GraphPlan&) { called = true; });
        const bool atOnce = called; // where dot is missing
        context.reset();
        QTest::qWait(50);
        QCOMPARE(called, atOnce);
    }
};

QTEST_GUILESS_MAIN(TestGraphLayout)
#include "tst_graph_layout.moc"
