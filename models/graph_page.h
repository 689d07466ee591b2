// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include "models/fields_model.h"
#include "models/graph_layout.h"
#include "models/page_object.h"

namespace inferno::models {

/// The dependency graph of the existing jobs: positions by Graphviz (or plain layers), edges by the condition that arms
/// them, one node chosen, one neighbourhood isolated; the outline holds the same as a list. Jobs without any dependency
/// stand in rows below. The plan is made anew only when jobs or edges come or go. GUI thread.
class GraphPage : public inferno::models::PageObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AppState.pageObject")

    /// Fields name, nodeX, nodeY, status, statusLabel, schedule, progress, chosen, dimmed.
    Q_PROPERTY(inferno::models::FieldsModel* nodes READ nodes CONSTANT)
    /// Fields from, to, on, x1, y1, x2, y2, lit (on the isolated path), broken, dimmed.
    Q_PROPERTY(inferno::models::FieldsModel* edges READ edges CONSTANT)
    /// Fields name, depth, status, schedule, note.
    Q_PROPERTY(inferno::models::FieldsModel* outline READ outline CONSTANT)
    Q_PROPERTY(double planWidth READ planWidth NOTIFY planned)
    Q_PROPERTY(double planHeight READ planHeight NOTIFY planned)
    Q_PROPERTY(QString planText READ planText NOTIFY planned)
    Q_PROPERTY(QString chosen READ chosen NOTIFY chosenChanged)
    Q_PROPERTY(QString isolated READ isolated NOTIFY chosenChanged)
    Q_PROPERTY(QString isolatedText READ isolatedText NOTIFY chosenChanged)
    Q_PROPERTY(QString chosenStatus READ chosenStatus NOTIFY chosenChanged)
    Q_PROPERTY(QString chosenSchedule READ chosenSchedule NOTIFY chosenChanged)
    Q_PROPERTY(QString chosenNext READ chosenNext NOTIFY chosenChanged)
    Q_PROPERTY(QString impactText READ impactText NOTIFY chosenChanged)
    Q_PROPERTY(QList<QString> upstream READ upstream NOTIFY chosenChanged)
    Q_PROPERTY(QList<QString> downstream READ downstream NOTIFY chosenChanged)

public:
    explicit GraphPage(AppState& app);

    FieldsModel* nodes() { return &nodes_; }
    FieldsModel* edges() { return &edges_; }
    FieldsModel* outline() { return &outline_; }
    double planWidth() const { return plan_.size.width(); }
    double planHeight() const { return plan_.size.height(); }
    QString planText() const;
    QString chosen() const { return chosen_; }
    QString isolated() const { return isolated_; }
    QString isolatedText() const;
    QString chosenStatus() const;
    QString chosenSchedule() const;
    QString chosenNext() const;
    QString impactText() const;
    QStringList upstream() const { return reach(chosen_, false); }
    QStringList downstream() const { return reach(chosen_, true); }

    void refresh() override;
    void enter(const QString& argument) override;

    Q_INVOKABLE void choose(const QString& name);
    Q_INVOKABLE void isolate(const QString& name);
    Q_INVOKABLE void showAll();
    /// Moves to the nearest node: "right" downstream, "left" upstream, "up" and "down" among the others.
    Q_INVOKABLE void move(const QString& direction);
    Q_INVOKABLE QPointF centreOf(const QString& name) const { return plan_.centres.value(name); }

Q_SIGNALS:
    void planned();
    void chosenChanged();

private:
    void gather();
    void show();
    void showPlan();
    void showNodes();
    void showEdges();
    void showOutline();
    void addIsolated(const QStringList& loose);
    /// All that wait for `name` (or that it waits for), nearest first.
    QStringList reach(const QString& name, bool down) const;
    QString statusOf(const QString& name) const;

    QStringList names_;
    QList<GraphLink> links_;
    GraphPlan plan_;
    std::chrono::milliseconds planTime_{}; ///< that the plan took
    QString chosen_;
    QString isolated_;
    bool planning_ = false;
    FieldsModel nodes_;
    FieldsModel edges_;
    FieldsModel outline_;
    QTimer soon_;
};

} // namespace inferno::models
