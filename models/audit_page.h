// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QTimer>

#include "models/audit_chart.h"
#include "models/audit_export.h"
#include "models/audit_fields.h"
#include "models/audit_filter.h"
#include "models/audit_list.h"
#include "models/audit_shapes.h"
#include "models/event_detail.h"
#include "models/field_statistics.h"
#include "models/page_object.h"
#include "models/query_completer.h"
#include "models/saved_queries.h"
#include "models/vault_check.h"

namespace inferno::models {

/// The audit trail: what is asked for (`filter`), the events that fit (`events`, `chart`), the one that is chosen
/// (`detail`), and the verification of the vault (`check`) and its export (`exporter`). It reads when the filter
/// changes; each changed question is a view of its own, under whose id refreshes leave no trace in the vault. New
/// events wait behind a pill, or come in while the list shows its top and `following` is on. GUI thread.
class AuditPage : public inferno::models::PageObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AppState.pageObject")

    Q_PROPERTY(inferno::models::AuditList* events READ events CONSTANT)
    Q_PROPERTY(inferno::models::AuditFilter* filter READ filter CONSTANT)
    Q_PROPERTY(inferno::models::AuditChart* chart READ chart CONSTANT)
    Q_PROPERTY(inferno::models::EventDetail* detail READ detail CONSTANT)
    Q_PROPERTY(inferno::models::VaultCheck* check READ check CONSTANT)
    Q_PROPERTY(inferno::models::AuditFields* fields READ fields CONSTANT)
    Q_PROPERTY(inferno::models::QueryCompleter* completer READ completer CONSTANT)
    Q_PROPERTY(inferno::models::AuditExport* exporter READ exporter CONSTANT)
    Q_PROPERTY(inferno::models::AuditShapes* shapes READ shapes CONSTANT)
    Q_PROPERTY(inferno::models::FieldStatistics* statistics READ statistics CONSTANT)
    Q_PROPERTY(inferno::models::SavedQueries* saved READ saved CONSTANT)
    /// Ways out of filters that nothing fits: fields text, count, iconName. Read when the list is empty.
    Q_PROPERTY(inferno::models::FieldsModel* waysOut READ waysOut CONSTANT)
    Q_PROPERTY(QString queryError READ queryError NOTIFY queryErrorChanged)
    Q_PROPERTY(QString blocksText READ blocksText NOTIFY blocksChanged) ///< "12 blocks read, 4,101 skipped"
    Q_PROPERTY(bool searching READ searching NOTIFY blocksChanged)      ///< nothing found yet, and not at the end
    Q_PROPERTY(bool searchStopped READ searchStopped NOTIFY blocksChanged)
    Q_PROPERTY(QString rowText READ rowText NOTIFY rowTextChanged)   ///< "Row 4 of 3,418"
    Q_PROPERTY(int fresh READ fresh NOTIFY freshChanged)             ///< events that wait behind the pill
    Q_PROPERTY(QString freshText READ freshText NOTIFY freshChanged) ///< "6", "1,204", "100+"
    Q_PROPERTY(bool following READ following WRITE setFollowing NOTIFY freshChanged)
    Q_PROPERTY(QString lastVerifiedText READ lastVerifiedText NOTIFY tamperedChanged)
    Q_PROPERTY(QString tamperedText READ tamperedText NOTIFY tamperedChanged) ///< "" = nothing is known to be altered
    Q_PROPERTY(double tamperedSeq READ tamperedSeq NOTIFY tamperedChanged)    ///< -1 = not known

public:
    explicit AuditPage(AppState& app);

    AuditList* events() { return &events_; }
    AuditFilter* filter() { return &filter_; }
    AuditChart* chart() { return &chart_; }
    EventDetail* detail() { return &detail_; }
    VaultCheck* check() { return &check_; }
    AuditFields* fields() { return &fields_; }
    QueryCompleter* completer() { return &completer_; }
    AuditExport* exporter() { return &exporter_; }
    AuditShapes* shapes() { return &shapes_; }
    FieldStatistics* statistics() { return &statistics_; }
    SavedQueries* saved() { return &saved_; }
    FieldsModel* waysOut() { return &waysOut_; }
    QString queryError() const { return queryError_; }
    QString blocksText() const;
    bool searching() const { return events_.total() == 0 && !events_.complete(); }
    bool searchStopped() const { return events_.halted(); }
    QString rowText() const;
    int fresh() const { return fresh_; }
    QString freshText() const;
    bool following() const { return following_; }
    QString lastVerifiedText() const;
    QString tamperedText() const;
    double tamperedSeq() const { return check_.firstBad(); }

    void setFollowing(bool following);
    void refresh() override;
    /// A sequence number chooses that event, "4210877@HASH" the one whose leaf has this hash; "?user=mara" filters for
    /// it.
    void enter(const QString& argument) override;

    /// Says in the path of the top bar which tab is open.
    Q_INVOKABLE void showPath(const QString& tab);
    Q_INVOKABLE void showFresh();
    /// Opens the event of a row, as soon as it is in memory.
    Q_INVOKABLE void chooseRow(double row);
    /// Opens the event of a number: without filters where these hide it.
    Q_INVOKABLE void chooseSeq(double seq);
    /// "4210980" or "#4,210,980" chooses an event, "2026-03-24 10:00" or "10:00" shows the newest before it.
    Q_INVOKABLE void goTo(const QString& place);
    Q_INVOKABLE void close();
    Q_INVOKABLE void takeWayOut(int way);
    /// Leaves a search that takes long where it is, or goes on with it.
    Q_INVOKABLE void stopSearch(bool stop);
    /// Filters for what a row has in a field; out, where `negated`.
    Q_INVOKABLE void filterByRow(double row, const QString& field, bool negated);
    /// Narrows the time to these bars of the chart.
    Q_INVOKABLE void narrow(int firstBar, int lastBar);
    /// Half of the time that the chart shows later (1) or earlier (-1).
    Q_INVOKABLE void shiftTime(int by);
    /// Half of the time that the chart shows, from its middle (1), or twice as much (-1).
    Q_INVOKABLE void zoomTime(int by);

Q_SIGNALS:
    void queryErrorChanged();
    void blocksChanged();
    void rowTextChanged();
    void freshChanged();
    void tamperedChanged();

private:
    void read();
    void show(const client::AuditQuery& query, const client::AuditPage& page);
    void settleList();
    void onGrown(quint64 events);
    void countFresh();
    void chooseWanted();
    void countWaysOut();

    AuditList events_;
    AuditFilter filter_;
    AuditChart chart_;
    EventDetail detail_;
    VaultCheck check_;
    AuditFields fields_;
    QueryCompleter completer_;
    AuditExport exporter_;
    AuditShapes shapes_;
    FieldStatistics statistics_;
    SavedQueries saved_;
    FieldsModel waysOut_;
    QList<int> waysOutParts_; ///< what each way leaves out, as AuditFilter::queryWithout names it
    QString queryError_;
    std::string view_;
    int generation_ = 0;
    int fresh_ = 0;
    bool following_ = false;
    qint64 wantedRow_ = -1;                  ///< chosen, but not in memory yet
    std::optional<std::uint64_t> wantedSeq_; ///< the same, of an event whose row is not known yet
    QTimer freshTimer_;
};

} // namespace inferno::models
