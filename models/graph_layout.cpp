// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/graph_layout.h"

#include <algorithm>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QProcess>
#include <QStandardPaths>
#include <QTimer>

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr double kPointsPerInch = 72;
constexpr int kDotLimitMs = 5000;

/// A name inside quotes of the DOT language.
QString quoted(QString name) {
    name.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u'"' + name + u'"';
}

QString dotOf(const QStringList& nodes, const QList<GraphLink>& links) {
    QString dot = u"digraph G { rankdir=LR; splines=line; nodesep=%1; ranksep=%2; node [shape=box fixedsize=true "
                  u"width=%3 height=%4 label=\"\"];\n"_s.arg(kGapY / kPointsPerInch)
                      .arg(kGapX / kPointsPerInch)
                      .arg(kNodeWidth / kPointsPerInch)
                      .arg(kNodeHeight / kPointsPerInch);
    for (const QString& node : nodes)
        dot += quoted(node) + u";\n"_s;
    for (const GraphLink& link : links)
        dot += quoted(link.from) + u" -> "_s + quoted(link.to) + u";\n"_s;
    return dot + u"}\n"_s;
}

} // namespace

GraphPlan layerPlan(const QStringList& nodes, const QList<GraphLink>& links) {
    QHash<QString, int> layer;
    for (qsizetype round = 0; round < nodes.size(); ++round) {
        bool moved = false;
        for (const GraphLink& link : links) {
            const int wanted = layer.value(link.from) + 1;
            if (layer.value(link.to) < wanted && wanted < nodes.size()) {
                layer[link.to] = wanted;
                moved = true;
            }
        }
        if (!moved)
            break;
    }
    QStringList sorted = nodes;
    sorted.sort();
    GraphPlan plan;
    plan.engine = u"layers"_s;
    QHash<int, int> filled;
    for (const QString& node : sorted) {
        const int column = layer.value(node);
        const int row = filled[column]++;
        const QPointF centre(column * (kNodeWidth + kGapX) + kNodeWidth / 2,
                             row * (kNodeHeight + kGapY) + kNodeHeight / 2);
        plan.centres.insert(node, centre);
        plan.size = plan.size.expandedTo({centre.x() + kNodeWidth / 2, centre.y() + kNodeHeight / 2});
    }
    return plan;
}

std::optional<GraphPlan> readDotPlan(const QByteArray& json) {
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    const auto box = root.value("bb"_L1).toString().split(u',');
    if (box.size() != 4)
        return std::nullopt;
    GraphPlan plan;
    plan.engine = u"dot"_s;
    plan.size = {box.at(2).toDouble(), box.at(3).toDouble()};
    for (const auto& value : root.value("objects"_L1).toArray()) {
        const QJsonObject node = value.toObject();
        const auto at = node.value("pos"_L1).toString().split(u',');
        if (at.size() == 2) // Graphviz counts from the lower left corner
            plan.centres.insert(node.value("name"_L1).toString(),
                                {at.at(0).toDouble(), plan.size.height() - at.at(1).toDouble()});
    }
    return plan;
}

void planGraph(const QStringList& nodes, const QList<GraphLink>& links, QObject* context,
               const std::function<void(const GraphPlan&)>& done) {
    const QString program = QStandardPaths::findExecutable(u"dot"_s);
    if (program.isEmpty() || nodes.isEmpty()) {
        done(layerPlan(nodes, links));
        return;
    }
    auto* process = new QProcess; // deletes itself once it has ended
    const QPointer<QObject> alive(context);
    const auto finish = [=, told = std::make_shared<bool>(false)](bool good) {
        if (std::exchange(*told, true))
            return;
        auto plan = good ? readDotPlan(process->readAllStandardOutput()) : std::nullopt;
        const bool whole =
            plan && std::ranges::all_of(nodes, [&](const QString& n) { return plan->centres.contains(n); });
        if (alive)
            done(whole ? *plan : layerPlan(nodes, links));
        process->deleteLater();
    };
    QObject::connect(process, &QProcess::finished, process, [=](int code, QProcess::ExitStatus status) {
        finish(code == 0 && status == QProcess::NormalExit);
    });
    QObject::connect(process, &QProcess::errorOccurred, process, [=] { finish(false); });
    QTimer::singleShot(kDotLimitMs, process, [process] { process->kill(); });
    process->start(program, {u"-Tjson0"_s});
    process->write(dotOf(nodes, links).toUtf8());
    process->closeWriteChannel();
}

} // namespace inferno::models
