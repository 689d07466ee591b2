// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSet>
#include <QTimer>

#include "models/fields_model.h"
#include "models/graph_groups.h"
#include "models/graph_impact.h"
#include "models/graph_layout.h"
#include "models/page_object.h"

namespace inferno::models {

/// The dependency graph of the existing jobs: positions by Graphviz (or plain layers), edges by the condition that arms
/// them, groups that collapse to one node, one node chosen, one neighbourhood isolated, and what it means if a job
/// fails; the outline holds the same as a list. In edit mode edges are drawn, changed and taken away: one that would
/// close a circle is refused. Jobs without any dependency stand in rows below. The plan is made anew only when nodes or
/// edges come or go, and an edit leaves what stands where it is. More than kGraphNodesMost jobs are grouped. GUI
/// thread.
class GraphPage : public inferno::models::PageObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AppState.pageObject")

    /// Fields name, label, nodeX, nodeY, status, statusLabel, schedule, progress, chosen, dimmed, members (of a group's
    /// node; else 0).
    Q_PROPERTY(inferno::models::FieldsModel* nodes READ nodes CONSTANT)
    /// Fields from, to, on, x1, y1, x2, y2, lit (on the isolated path), broken, dimmed, refused, chosen.
    Q_PROPERTY(inferno::models::FieldsModel* edges READ edges CONSTANT)
    /// Fields group, label, frameX, frameY, frameWidth, frameHeight: the open groups.
    Q_PROPERTY(inferno::models::FieldsModel* frames READ frames CONSTANT)
    /// Fields name, label, parent, on, depth, status, schedule, note, members: each edge is a line below its parent.
    Q_PROPERTY(inferno::models::FieldsModel* outline READ outline CONSTANT)
    /// Whether somebody sees the outline: else it follows when jobs and edges come and go, not each state.
    Q_PROPERTY(bool outlineShown READ outlineShown WRITE setOutlineShown NOTIFY outlineShownChanged)
    Q_PROPERTY(double planWidth READ planWidth NOTIFY planned)
    Q_PROPERTY(double planHeight READ planHeight NOTIFY planned)
    Q_PROPERTY(QString planText READ planText NOTIFY planned)
    Q_PROPERTY(bool planning READ planning NOTIFY planned) ///< a new plan is being made; the old one is shown
    Q_PROPERTY(bool grouped READ grouped WRITE setGrouped NOTIFY planned)
    Q_PROPERTY(QString groupedWhy READ groupedWhy NOTIFY planned)         ///< why it must be; "" = somebody chose it
    Q_PROPERTY(bool lastRun READ lastRun WRITE setLastRun NOTIFY planned) ///< coloured by the last run, with its times
    /// Fields as OverviewPage.lanes, and hours: the last runs of the jobs that are shown.
    Q_PROPERTY(inferno::models::FieldsModel* runLanes READ runLanes CONSTANT)
    Q_PROPERTY(inferno::models::FieldsModel* runHours READ runHours CONSTANT)
    Q_PROPERTY(QString chosen READ chosen NOTIFY chosenChanged)
    Q_PROPERTY(QString chosenLabel READ chosenLabel NOTIFY chosenChanged)
    Q_PROPERTY(bool chosenIsGroup READ chosenIsGroup NOTIFY chosenChanged)
    Q_PROPERTY(QString isolated READ isolated NOTIFY chosenChanged)
    Q_PROPERTY(QString isolatedText READ isolatedText NOTIFY chosenChanged)
    Q_PROPERTY(int dimmedCount READ dimmedCount NOTIFY chosenChanged)
    Q_PROPERTY(QString chosenStatus READ chosenStatus NOTIFY chosenChanged)
    Q_PROPERTY(QString chosenSchedule READ chosenSchedule NOTIFY chosenChanged)
    Q_PROPERTY(QString chosenNext READ chosenNext NOTIFY chosenChanged)
    Q_PROPERTY(QString chosenText READ chosenText NOTIFY chosenChanged) ///< all of it, for screen readers
    Q_PROPERTY(QList<QString> upstream READ upstream NOTIFY chosenChanged)
    Q_PROPERTY(QList<QString> downstream READ downstream NOTIFY chosenChanged)
    Q_PROPERTY(QList<QString> members READ members NOTIFY chosenChanged) ///< of the chosen group
    /// Fields name, on, status: what the chosen job waits for, and what waits for it, directly.
    Q_PROPERTY(inferno::models::FieldsModel* waitsFor READ waitsFor CONSTANT)
    Q_PROPERTY(inferno::models::FieldsModel* waitedBy READ waitedBy CONSTANT)
    /// Fields status, started, duration: its recent runs, the newest first.
    Q_PROPERTY(inferno::models::FieldsModel* recentRuns READ recentRuns CONSTANT)
    /// See GraphImpact.
    Q_PROPERTY(QString impactTitle READ impactTitle NOTIFY chosenChanged)
    Q_PROPERTY(QString impactText READ impactText NOTIFY chosenChanged)
    Q_PROPERTY(bool impactFailed READ impactFailed NOTIFY chosenChanged)
    Q_PROPERTY(inferno::models::FieldsModel* impactRows READ impactRows CONSTANT)
    Q_PROPERTY(inferno::models::FieldsModel* criticalPath READ criticalPath CONSTANT)
    Q_PROPERTY(QString pathFrom READ pathFrom NOTIFY chosenChanged)
    Q_PROPERTY(QString pathTo READ pathTo NOTIFY chosenChanged)
    Q_PROPERTY(double dueAt READ dueAt NOTIFY chosenChanged)
    Q_PROPERTY(QString dueText READ dueText NOTIFY chosenChanged)
    Q_PROPERTY(inferno::models::FieldsModel* helps READ helps CONSTANT)
    Q_PROPERTY(bool editing READ editing WRITE setEditing NOTIFY editChanged)
    Q_PROPERTY(QString linkFrom READ linkFrom NOTIFY editChanged) ///< an edge is being drawn from this job
    Q_PROPERTY(QString linkText READ linkText NOTIFY editChanged) ///< what to do next
    Q_PROPERTY(QString refusal READ refusal NOTIFY editChanged)   ///< "That would be a circle: a → b → a"
    Q_PROPERTY(QString edgeText READ edgeText NOTIFY editChanged) ///< the chosen edge; "" = none

public:
    explicit GraphPage(AppState& app);

    FieldsModel* nodes() { return &nodes_; }
    FieldsModel* edges() { return &edges_; }
    FieldsModel* frames() { return &frames_; }
    FieldsModel* outline() { return &outline_; }
    bool outlineShown() const { return outlineShown_; }
    void setOutlineShown(bool shown);
    double planWidth() const { return plan_.size.width(); }
    double planHeight() const { return plan_.size.height(); }
    QString planText() const;
    bool planning() const { return planning_; }
    bool grouped() const { return grouped_ || tooMany(); }
    void setGrouped(bool grouped);
    QString groupedWhy() const;
    bool lastRun() const { return lastRun_; }
    void setLastRun(bool on);
    FieldsModel* runLanes() { return &runLanes_; }
    FieldsModel* runHours() { return &runHours_; }
    QString chosen() const { return chosen_; }
    QString chosenLabel() const { return labelOf(chosen_); }
    bool chosenIsGroup() const { return chosen_.startsWith(u'#'); }
    QString isolated() const { return isolated_; }
    QString isolatedText() const;
    int dimmedCount() const { return dimmed_; }
    QString chosenStatus() const;
    QString chosenSchedule() const;
    QString chosenNext() const;
    QString chosenText() const;
    QStringList upstream() const;
    QStringList downstream() const;
    QStringList members() const;
    FieldsModel* waitsFor() { return &waitsFor_; }
    FieldsModel* waitedBy() { return &waitedBy_; }
    FieldsModel* recentRuns() { return &recentRuns_; }
    QString impactTitle() const { return impact_.title; }
    QString impactText() const { return impact_.text; }
    bool impactFailed() const { return impact_.failed; }
    FieldsModel* impactRows() { return &impactRows_; }
    FieldsModel* criticalPath() { return &criticalPath_; }
    QString pathFrom() const { return impact_.pathFrom; }
    QString pathTo() const { return impact_.pathTo; }
    double dueAt() const { return impact_.dueAt; }
    QString dueText() const { return impact_.dueText; }
    FieldsModel* helps() { return &helps_; }
    bool editing() const { return editing_; }
    void setEditing(bool editing);
    QString linkFrom() const { return linkFrom_; }
    QString linkText() const;
    QString refusal() const { return refusal_; }
    QString edgeText() const;

    void refresh() override;
    void enter(const QString& argument) override;

    Q_INVOKABLE void choose(const QString& name);
    Q_INVOKABLE void isolate(const QString& name);
    Q_INVOKABLE void showAll();
    /// "name" chooses the first job or group that has it in its name, "+name+" isolates it; the name, or "" for none.
    Q_INVOKABLE QString find(const QString& text);
    /// Moves to the nearest node: "right" downstream, "left" upstream, "up" and "down" among the others.
    Q_INVOKABLE void move(const QString& direction);
    Q_INVOKABLE QPointF centreOf(const QString& name) const { return plan_.centres.value(units_.unitOf(name)); }
    /// Opens a job, or a group's node into its jobs.
    Q_INVOKABLE void open(const QString& name);
    /// Closes the group of a job (or with this name) to one node.
    Q_INVOKABLE void collapse(const QString& name);
    /// Makes the plan anew, without regard to where things stand.
    Q_INVOKABLE void tidy();
    /// Where a picture could be written: a file that is not there yet, in the user's documents.
    Q_INVOKABLE static QString proposedFile(const QString& ending);
    /// Does what a row of `helps` says.
    Q_INVOKABLE void help(int row);

    /// Begins an edge at a job; endLink ends it at another, cancelLink forgets it.
    Q_INVOKABLE void beginLink(const QString& from);
    Q_INVOKABLE void endLink(const QString& to);
    Q_INVOKABLE void cancelLink();
    /// `to` waits for `from`; refused with its path where that would be a circle.
    Q_INVOKABLE void connectJobs(const QString& from, const QString& to, const QString& on = QStringLiteral("success"));
    Q_INVOKABLE void removeEdge(const QString& from, const QString& to);
    Q_INVOKABLE void setCondition(const QString& from, const QString& to, const QString& on);
    Q_INVOKABLE void chooseEdge(const QString& from, const QString& to);
    /// The next edge at the chosen job.
    Q_INVOKABLE void nextEdge();
    Q_INVOKABLE void removeChosenEdge();
    Q_INVOKABLE void setChosenCondition(const QString& on);

Q_SIGNALS:
    void outlineShownChanged();
    void planned();
    void chosenChanged();
    void editChanged();

private:
    const DependencyGraph& graph() const;
    bool tooMany() const;
    void gather();
    void plan(const QStringList& inGraph, const QStringList& loose);
    void takePlan(const GraphPlan& plan);
    void settle();
    void show();
    void showStates();
    void showNodes();
    void showEdges();
    void showFrames();
    void showOutline();
    void showGroupedOutline();
    void showRuns();
    void showChosen();
    void addIsolated(const QStringList& loose);
    FieldsModel::Row nodeRow(const QString& name);
    QString scheduleOf(const client::Job& job);
    FieldsModel::Row groupRow(const QString& name) const;
    QString labelOf(const QString& name) const;
    QString statusOf(const QString& name) const;
    QStringList unitReach(const QString& name, bool down) const;
    void changeEdges(const QString& to, const std::vector<std::string>& after, const QString& words);
    std::vector<std::string> edgesOf(const QString& to) const;
    void refuse(const QStringList& circle);
    void clearRefusal();

    GraphUnits units_;
    DependencyGraph shown_; ///< over the units
    GraphPlan plan_;
    std::chrono::milliseconds planTime_{}; ///< that the plan took
    JobForecast forecast_;
    QSet<QString> open_;
    bool grouped_ = false;
    bool lastRun_ = false;
    bool readFailed_ = false; ///< the last reading of the jobs
    bool planning_ = false;
    bool tidy_ = false;
    bool outlineShown_ = true;
    QString chosen_;
    QString isolated_;
    int dimmed_ = 0;
    GraphImpact impact_;
    bool editing_ = false;
    QString linkFrom_;
    QString refusal_;
    QStringList circle_; ///< that was refused
    GraphLink chosenEdge_;
    FieldsModel nodes_;
    FieldsModel edges_;
    FieldsModel frames_;
    FieldsModel outline_;
    FieldsModel runLanes_;
    FieldsModel runHours_;
    FieldsModel waitsFor_;
    FieldsModel waitedBy_;
    FieldsModel recentRuns_;
    FieldsModel impactRows_;
    FieldsModel criticalPath_;
    FieldsModel helps_;
    QHash<QString, QString> schedules_; ///< in words, by job; of those that have not changed since
    QTimer soon_;
    MonoTime gathered_{}; ///< when it was last
};

} // namespace inferno::models
