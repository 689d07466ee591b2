// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>

#include "models/attention.h"
#include "models/backend.h"
#include "models/capacity.h"
#include "models/fields_model.h"
#include "models/last_look.h"
#include "models/page_object.h"
#include "models/tile_board.h"

namespace inferno::models {

/// The overview: a sentence of health, tiles, what ran and will run around now, what needs attention by what it holds
/// back, what changed since somebody last looked, and what went wrong in the last 1,000 runs. Only what the service
/// tells is shown. Changes of a moment are gathered into one composing, O(jobs + edges). GUI thread.
class OverviewPage : public inferno::models::PageObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AppState.pageObject")

    Q_PROPERTY(QString sentence READ sentence NOTIFY changed)
    Q_PROPERTY(QString tone READ tone NOTIFY changed) ///< success, warning, failed
    Q_PROPERTY(int runs READ runs NOTIFY changed)
    Q_PROPERTY(QString runsDifference READ runsDifference NOTIFY changed)
    /// Completed, failed, cancelled and skipped of the last 24 hours, then running and queued now.
    Q_PROPERTY(QList<int> runCounts READ runCounts NOTIFY changed)
    Q_PROPERTY(QList<double> perHour READ perHour NOTIFY changed)
    Q_PROPERTY(bool hasRate READ hasRate NOTIFY changed)
    Q_PROPERTY(QString rate READ rate NOTIFY changed)                     ///< "98.0"
    Q_PROPERTY(QString rateDifference READ rateDifference NOTIFY changed) ///< "" without runs before
    Q_PROPERTY(QString rateTip READ rateTip NOTIFY changed)               ///< both figures in full
    Q_PROPERTY(QString ratePrevious READ ratePrevious NOTIFY changed)
    Q_PROPERTY(bool rateFell READ rateFell NOTIFY changed)
    Q_PROPERTY(QList<double> rateSeries READ rateSeries NOTIFY changed)
    Q_PROPERTY(QString sealText READ sealText NOTIFY changed)
    Q_PROPERTY(bool sealGood READ sealGood NOTIFY changed)
    Q_PROPERTY(QString sealDetail READ sealDetail NOTIFY changed)
    Q_PROPERTY(bool hasHost READ hasHost NOTIFY hostRead)
    Q_PROPERTY(int cpuPercent READ cpuPercent NOTIFY hostRead)
    Q_PROPERTY(QList<double> cpuSeries READ cpuSeries NOTIFY hostRead)
    Q_PROPERTY(double memoryShare READ memoryShare NOTIFY hostRead)
    Q_PROPERTY(QString memoryText READ memoryText NOTIFY hostRead)
    Q_PROPERTY(QString hostTip READ hostTip NOTIFY hostRead)
    Q_PROPERTY(QString diskText READ diskText NOTIFY hostRead)
    /// Fields name, status, note, noteTone, bars: a list of [from, to, state, kind], from and to in 0..1 of the axis,
    /// kind "actual", "planned" or "estimate".
    Q_PROPERTY(inferno::models::FieldsModel* lanes READ lanes CONSTANT)
    /// Fields label, at (0..1): the full hours of the axis.
    Q_PROPERTY(inferno::models::FieldsModel* hours READ hours CONSTANT)
    Q_PROPERTY(double nowAt READ nowAt CONSTANT)
    Q_PROPERTY(inferno::models::TileBoard* board READ board CONSTANT)
    /// What the window keeps for this user: the tiles, and how things stood at the last look.
    Q_PROPERTY(QString stored READ stored WRITE setStored NOTIFY storedChanged)
    /// "Since 08:55: 2 changes"; "" where there is no look before this one.
    Q_PROPERTY(QString sinceText READ sinceText NOTIFY changed)
    /// Fields title, detail, status, page, argument: what changed since then.
    Q_PROPERTY(inferno::models::FieldsModel* changes READ changes CONSTANT)
    /// Why a part is not there; "" where it is. The rest of the page works.
    Q_PROPERTY(QString hostProblem READ hostProblem NOTIFY changed)
    Q_PROPERTY(QString runsProblem READ runsProblem NOTIFY changed)
    Q_PROPERTY(QString lanesProblem READ lanesProblem NOTIFY changed)
    Q_PROPERTY(QString capacityProblem READ capacityProblem NOTIFY changed)
    Q_PROPERTY(QString modelsProblem READ modelsProblem NOTIFY changed)
    Q_PROPERTY(QString vaultProblem READ vaultProblem NOTIFY changed)
    Q_PROPERTY(QString nowText READ nowText NOTIFY changed)
    /// Fields name, title, reason, status, runId, actText, actIcon, why: the most consequential, at most 50.
    Q_PROPERTY(inferno::models::FieldsModel* attention READ attention CONSTANT)
    Q_PROPERTY(int attentionTotal READ attentionTotal NOTIFY changed)
    Q_PROPERTY(int failing READ failing NOTIFY changed) ///< jobs
    Q_PROPERTY(QString firstFailing READ firstFailing NOTIFY changed)
    Q_PROPERTY(QString nextText READ nextText NOTIFY changed) ///< "11:00"
    Q_PROPERTY(QString nextJob READ nextJob NOTIFY changed)
    Q_PROPERTY(QString nextIn READ nextIn NOTIFY changed) ///< "in 18 min"
    Q_PROPERTY(QString eventsText READ eventsText NOTIFY changed)
    Q_PROPERTY(QString eventsDetail READ eventsDetail NOTIFY changed)
    Q_PROPERTY(int diskPercent READ diskPercent NOTIFY hostRead)
    Q_PROPERTY(QString diskDetail READ diskDetail NOTIFY hostRead)
    Q_PROPERTY(QString modelsText READ modelsText NOTIFY changed)
    Q_PROPERTY(QString modelsDetail READ modelsDetail NOTIFY changed)
    Q_PROPERTY(bool modelsGood READ modelsGood NOTIFY changed)
    /// Busy workers today: NaN where a line is not; see Capacity.
    Q_PROPERTY(QList<double> busy READ busy NOTIFY capacityRead)
    Q_PROPERTY(QList<double> busyForecast READ busyForecast NOTIFY capacityRead)
    Q_PROPERTY(double capacityTop READ capacityTop NOTIFY capacityRead)
    Q_PROPERTY(int capacityLimit READ capacityLimit NOTIFY capacityRead)
    Q_PROPERTY(double capacityNow READ capacityNow NOTIFY capacityRead)
    Q_PROPERTY(QString capacityText READ capacityText NOTIFY capacityRead) ///< in words
    /// Fields cause, share (0..1), total, job: the only job that failed of it, else "".
    Q_PROPERTY(inferno::models::FieldsModel* causes READ causes CONSTANT)
    Q_PROPERTY(int failures READ failures NOTIFY changed)
    /// Fields name, series, before, now, growth ("+38 %").
    Q_PROPERTY(inferno::models::FieldsModel* growing READ growing CONSTANT)

public:
    explicit OverviewPage(AppState& app);

    QString sentence() const;
    QString tone() const;
    int runs() const { return queue_.runs_24h; }
    QString runsDifference() const;
    QList<int> runCounts() const;
    QList<double> perHour() const;
    bool hasRate() const;
    QString rate() const;
    QString rateDifference() const;
    QString ratePrevious() const;
    QString rateTip() const;
    bool rateFell() const { return queue_.success_rate_24h < queue_.success_rate_before; }
    QList<double> rateSeries() const { return rateSeries_; }
    QString sealText() const;
    bool sealGood() const;
    QString sealDetail() const;
    bool hasHost() const { return host_.memory_total > 0; }
    int cpuPercent() const { return qRound(host_.cpu_percent); }
    QList<double> cpuSeries() const { return cpuSeries_; }
    double memoryShare() const;
    QString memoryText() const;
    QString diskText() const;
    QString hostTip() const;
    FieldsModel* lanes() { return &lanes_; }
    FieldsModel* hours() { return &hours_; }
    double nowAt() const;
    QString nowText() const;
    FieldsModel* attention() { return &attention_; }
    int attentionTotal() const { return list_.total; }
    int failing() const { return list_.failed; }
    QString firstFailing() const;
    QString nextText() const;
    QString nextJob() const { return next_; }
    QString nextIn() const;
    QString eventsText() const;
    QString eventsDetail() const;
    int diskPercent() const;
    QString diskDetail() const;
    QString modelsText() const;
    QString modelsDetail() const;
    bool modelsGood() const;
    QList<double> busy() const { return capacity_.busy; }
    QList<double> busyForecast() const { return capacity_.forecast; }
    double capacityTop() const { return capacity_.top; }
    int capacityLimit() const { return capacity_.workers; }
    double capacityNow() const { return capacity_.nowAt; }
    QString capacityText() const;
    TileBoard* board() { return &board_; }
    QString stored() const;
    void setStored(const QString& stored);
    QString sinceText() const;
    FieldsModel* changes() { return &changes_; }
    QString hostProblem() const { return problems_.value(Part::Host); }
    QString runsProblem() const { return problems_.value(Part::Runs); }
    QString lanesProblem() const { return problems_.value(Part::Lanes); }
    QString capacityProblem() const { return problems_.value(Part::Load); }
    QString modelsProblem() const { return problems_.value(Part::Models); }
    QString vaultProblem() const;
    FieldsModel* causes() { return &causes_; }
    int failures() const { return failures_; }
    FieldsModel* growing() { return &growing_; }

    void refresh() override;
    void enter(const QString& argument) override;
    /// Does what is recommended for a row of `attention`; what can be taken back is offered for undo.
    Q_INVOKABLE void act(int row);
    /// From now on changes are counted from now.
    Q_INVOKABLE void markSeen();

Q_SIGNALS:
    void changed();
    void hostRead();
    void capacityRead();
    void storedChanged();

private:
    enum class Part { Host, Runs, Lanes, Load, Models };
    void readQueue();
    void readCalendar();
    void readRuns();
    void readHost();
    void readLoad();
    void readModels();
    /// Keeps why a part could not be read; whether it could.
    template <typename T>
    bool took(Part part, const Result<T>& result);
    void showHost(const client::HostInfo& host);
    void showHours();
    void showLanes();
    void showAttention();
    void showCauses();
    void showGrowing();
    void showRate();
    void showChanges();
    void showNext();
    void compose();
    QString sentenceNow() const;
    void leave();
    LastLook look() const;
    void changeAndRetry(const AttentionItem& item, const nlohmann::json& change, const nlohmann::json& before);
    void raisePriority(const QStringList& names);

    client::QueueStats queue_;
    client::HostInfo host_;
    std::vector<client::Run> history_; ///< newest first
    std::vector<client::CalendarEntry> calendar_;
    std::vector<client::Model> models_;
    JobForecast forecast_;
    AttentionList list_;
    Capacity capacity_;
    TileBoard board_;
    LastLook since_; ///< changes are counted from then
    LastLook kept_;  ///< as it is in the settings
    bool shown_ = false;
    QHash<Part, QString> problems_;
    QString sentence_;
    QString next_;
    QDateTime nextAt_;
    bool queueRead_ = false;
    QString tone_ = QStringLiteral("success");
    QList<double> rateSeries_;
    QList<double> cpuSeries_;
    int failures_ = 0;
    FieldsModel lanes_;
    FieldsModel hours_;
    FieldsModel attention_;
    FieldsModel causes_;
    FieldsModel growing_;
    FieldsModel changes_;
    QTimer soon_;    ///< gathers the changes of a moment into one reading
    QTimer compose_; ///< and into one composing
};

} // namespace inferno::models
