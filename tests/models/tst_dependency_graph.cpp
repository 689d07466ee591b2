// SPDX-License-Identifier: GPL-3.0-or-later
#include <QRandomGenerator>
#include <QSet>
#include <QTest>

#include "models/capacity.h"
#include "models/dependency_graph.h"
#include "models/graph_groups.h"
#include "models/graph_layout.h"
#include "models/job_forecast.h"

using namespace inferno;
using namespace inferno::models;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestDependencyGraph : public QObject {
    Q_OBJECT

private:
    static client::Job job(const std::string& name, const std::vector<std::string>& after = {}) {
        client::Job made;
        made.id = "job_" + name;
        made.definition.name = name;
        made.definition.depends_on = after;
        made.status = "ready";
        made.last_status = "completed";
        made.p50 = 600;
        made.p95 = 1200;
        return made;
    }
    const WallTime now_ = parseRfc3339("2026-03-24T09:00:00Z").value();
    QStringList namesOf(const DependencyGraph& graph, const std::vector<int>& nodes) {
        QStringList names;
        for (const int node : nodes)
            names.append(graph.name(node));
        return names;
    }

private Q_SLOTS:
    void countsAreThoseOfALookAtEach() {
        QRandomGenerator random(7);
        for (const bool circles : {false, true}) {
            QList<client::Job> jobs;
            for (int i = 0; i < 300; ++i) {
                std::vector<std::string> after;
                for (int edge = 0; edge < 2 && i > 0; ++edge)
                    after.push_back("j" + std::to_string(random.bounded(circles ? 300 : i)));
                jobs.append(job("j" + std::to_string(i), i % 3 == 0 ? std::vector<std::string>() : after));
            }
            const DependencyGraph graph(jobs);
            const auto counts = graph.downstreamCounts();
            for (int node = 0; node < graph.size(); ++node)
                QCOMPARE(counts[static_cast<std::size_t>(node)], static_cast<int>(graph.reach(node, true).size()));
        }
    }

    void tenThousandInAChainAreCountedInOneWalkForEach64() {
        QList<client::Job> jobs = {job("j0")};
        for (int i = 1; i < 10'000; ++i)
            jobs.append(job("j" + std::to_string(i), {"j" + std::to_string(i - 1)}));
        const DependencyGraph graph(jobs);
        std::uint64_t steps = 0;
        const auto counts = graph.downstreamCounts(&steps);
        QCOMPARE(counts.front(), 9'999);
        QCOMPARE(counts.back(), 0);
        QCOMPARE_LE(steps, std::uint64_t{9'999} * 157); // and not 9,999²: a look at each would walk 49,995,000 edges
        std::uint64_t none = 0;
        jobs.clear();
        for (int i = 0; i < 10'000; ++i)
            jobs.append(job("j" + std::to_string(i)));
        DependencyGraph(jobs).downstreamCounts(&none);
        QCOMPARE(none, std::uint64_t{0});
    }

    void everyJobComesAfterThoseThatItWaitsFor() {
        const DependencyGraph graph({job("d", {"b", "c"}), job("c", {"a"}), job("b", {"a"}), job("a")});
        QList<QString> order = namesOf(graph, graph.order());
        for (const auto& edge : graph.edges())
            QVERIFY(order.indexOf(graph.name(edge.from)) < order.indexOf(graph.name(edge.to)));
        QCOMPARE(namesOf(graph, graph.path(graph.indexOf(u"a"_s), graph.indexOf(u"d"_s))).size(), 3);
        QVERIFY(graph.path(graph.indexOf(u"d"_s), graph.indexOf(u"a"_s)).empty());
        QCOMPARE(graph.reachOf(u"a"_s, true).size(), 3);
        QCOMPARE(graph.reachOf(u"nobody"_s, true), QStringList());
    }

    void whatAFailureHoldsBack() {
        client::Job any = job("any", {"failed", "other"});
        any.definition.depends_join = "any";
        const QList<client::Job> jobs = {job("failed"),
                                         job("other"),
                                         job("next", {"failed"}),
                                         job("last", {"next:completion"}),
                                         job("cleanup", {"failed:failure"}),
                                         job("always", {"failed:completion"}),
                                         any};
        const DependencyGraph graph(jobs);
        QCOMPARE(namesOf(graph, heldBackBy(jobs, graph, 0)), (QStringList{u"next"_s, u"last"_s}));
    }

    void theSlackOfAPath() {
        // failed → middle → report, which its schedule wants at 09:30; with 20 minutes each at p95 it is 10 short.
        client::Job failed = job("failed");
        failed.last_status = "failed";
        failed.last_run = "2026-03-24T08:00:00Z";
        client::Job middle = job("middle", {"failed"});
        middle.status = "blocked";
        middle.last_run = "2026-03-23T08:00:00Z";
        client::Job report = job("report", {"middle"});
        report.status = "scheduled";
        report.next_run = "2026-03-24T09:30:00Z";
        report.last_run = "2026-03-23T09:30:00Z";
        QList<client::Job> jobs = {report, middle, failed};
        DependencyGraph graph(jobs);
        const JobForecast late(jobs, graph, now_);
        QVERIFY(late.of(0).waits);
        QCOMPARE(late.of(0).start95, now_ + 40min);
        QCOMPARE(*late.of(0).slack, WallTime::duration(-10min));
        QCOMPARE(*late.of(2).slack, WallTime::duration(-10min));
        QCOMPARE(namesOf(graph, late.criticalPath(graph, 0)), (QStringList{u"failed"_s, u"middle"_s, u"report"_s}));
        QCOMPARE(late.firstDueBehind(jobs, graph)[2].node, 0);
        jobs[0].next_run = "2026-03-24T10:00:00Z";
        graph = DependencyGraph(jobs);
        QCOMPARE(*JobForecast(jobs, graph, now_).of(2).slack, WallTime::duration(20min));
        // A parent that has ended as it should since the child last started holds nobody.
        jobs[1].status = "ready";
        jobs[1].last_run = "2026-03-24T08:30:00Z";
        jobs[2].last_status = "completed";
        QVERIFY(!JobForecast(jobs, DependencyGraph(jobs), now_).of(0).waits);
    }

    void capacityByPartsOfTheDay() {
        client::CalendarView view;
        view.from = "2026-03-24T08:00:00Z";
        view.part = 1800;
        view.workers = 4;
        view.parts.resize(4);
        view.parts[3].often_busy = 900;
        view.items.resize(3);
        view.items[0].status = "completed";
        view.items[0].start = "2026-03-24T08:15:00Z";
        view.items[0].end = "2026-03-24T08:45:00Z";
        view.items[1].status = "planned";
        view.items[1].start = "2026-03-24T09:30:00Z";
        view.items[1].estimate = 1800;
        view.items[2] = view.items[1];
        view.items[2].change = "skipped";
        const Capacity capacity = capacityOf(view, now_);
        QCOMPARE(capacity.busy.at(0), 0.5);
        QCOMPARE(capacity.busy.at(1), 0.5);
        QCOMPARE(capacity.forecast.at(3), 1.5);
        QVERIFY(std::isnan(capacity.busy.at(3)));
        QVERIFY(std::isnan(capacity.forecast.at(0)));
        QCOMPARE(capacity.nowAt, 0.5);
        QVERIFY(capacity.top > 4);
    }

    void groupsAreOneNodeEach() {
        QList<client::Job> jobs = {job("a1"), job("a2", {"a1"}), job("b_x", {"a2"}), job("c", {"a1"})};
        jobs[3].definition.tags = {"a"};
        const DependencyGraph graph(jobs);
        const GraphUnits closed = unitsOf(jobs, graph, true, {});
        QCOMPARE(closed.names, (QStringList{u"#a"_s, u"#b"_s}));
        QCOMPARE(closed.links.size(), 1);
        QCOMPARE(closed.unitOf(u"a2"_s), u"#a"_s);
        QCOMPARE(unitsOf(jobs, graph, true, {u"a"_s}).names.size(), 4);
        QCOMPARE(unitsOf(jobs, graph, false, {}).names, graph.names());
    }

    void anEditLeavesWhatStandsWhereItIs() {
        const QStringList nodes = {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s};
        const QList<GraphLink> links = {{u"a"_s, u"b"_s, u"success"_s}, {u"b"_s, u"c"_s, u"success"_s}};
        const GraphPlan before = layerPlan(nodes, links);
        // d moves behind b, and nobody else.
        QList<GraphLink> more = links;
        more.append({u"b"_s, u"d"_s, u"success"_s});
        const auto after = keepPlan(before, nodes, more);
        QVERIFY(after);
        for (const QString& node : {u"a"_s, u"b"_s, u"c"_s, u"e"_s})
            QCOMPARE(after->centres.value(node), before.centres.value(node));
        QVERIFY(after->centres.value(u"d"_s).x() - after->centres.value(u"b"_s).x() >= kNodeWidth);
        for (const QString& node : {u"a"_s, u"b"_s, u"c"_s, u"e"_s}) {
            const QPointF apart = after->centres.value(node) - after->centres.value(u"d"_s);
            QVERIFY(std::abs(apart.x()) >= kNodeWidth || std::abs(apart.y()) >= kNodeHeight);
        }
        // Where nearly all is new there is nothing to keep.
        QStringList others;
        for (int i = 0; i < 40; ++i)
            others.append(u"n%1"_s.arg(i));
        QVERIFY(!keepPlan(before, others, {}));
    }
};

QTEST_GUILESS_MAIN(TestDependencyGraph)
#include "tst_dependency_graph.moc"
