// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSortFilterProxyModel>
#include <QTimeZone>
#include <QtQml/qqmlregistration.h>

#include "models/job_risks.h"
#include "models/job_store.h"

namespace inferno::models {

/// The jobs that a list shows: a tab, then tokens (`status:failed`, `tag:db`, `-tag:gpu`, `next:<1h`, `duration:>10m`,
/// `last:<1d`, `enabled:no`, `risk:any`, `name:`, `command:`, `schedule:`), then words of the name or the command, all
/// of which must hold; grouped, then sorted. Changes of a job move its row, and never reset. GUI thread.
class JobFilter : public QSortFilterProxyModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("JobsPage.model")

public:
    enum class Tab { All, Failing, Running, NextHour };
    Q_ENUM(Tab)
    enum class SortBy { Status, Name, NextRun, P95, LastRun };
    Q_ENUM(SortBy)
    enum class GroupBy { None, Status, Tag };
    Q_ENUM(GroupBy)

    struct Token {
        QString key; ///< status, tag, schedule; "" for free words
        QString value;
        bool negated = false;
        bool operator==(const Token&) const = default;
    };
    /// "status:failed -tag:gpu words" in its parts.
    static QList<Token> parse(const QString& text);
    /// The other way round.
    static QString textOf(const QList<Token>& tokens);
    /// What is wrong with a token, such as a `next:` without a time; "" for nothing.
    static QString problemOf(const Token& token);

    JobFilter(JobStore& store, const Clock& clock, const QTimeZone& zone, QObject* parent = nullptr);

    void setTab(Tab tab);
    void setTokens(const QList<Token>& tokens);
    void setWords(const QString& words);
    void setSort(SortBy by, bool descending);
    void setGroup(GroupBy by);
    /// The group of a job: a status word, its first tag, "" without groups.
    QString groupOf(const client::Job& job) const;
    void setRisks(const QHash<QString, JobRisk>& risks);
    int countOf(const QList<Token>& tokens) const;

    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;
    /// Roles beside those of JobStore.
    static constexpr int kGroupRole = Qt::UserRole + 100;
    static constexpr int kRiskRole = kGroupRole + 1; ///< "", "clock", "blackout", "collision"
    static constexpr int kRiskTextRole = kGroupRole + 2;

    /// How many jobs a tab has, whatever the filters.
    int countOf(Tab tab) const;
    int rowOf(const QString& name) const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;

private:
    bool inTab(const client::Job& job, Tab tab) const;
    bool fits(const client::Job& job, const Token& token) const;

    JobStore& store_;
    const Clock& clock_;
    QTimeZone zone_;
    Tab tab_ = Tab::All;
    QList<Token> tokens_;
    QList<Token> words_;
    SortBy sortBy_ = SortBy::Status;
    GroupBy groupBy_ = GroupBy::None;
    Qt::SortOrder order_ = Qt::AscendingOrder;
    QHash<QString, JobRisk> risks_;
};

} // namespace inferno::models
