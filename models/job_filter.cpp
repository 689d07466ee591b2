// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/job_filter.h"

#include <algorithm>

#include "models/schedule_words.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kHour = 3600;
const QStringList& knownKeys() {
    static const QStringList keys = {u"status"_s, u"tag"_s, u"schedule"_s};
    return keys;
}

} // namespace

QList<JobFilter::Token> JobFilter::parse(const QString& line) {
    QList<Token> tokens;
    for (QString part : line.split(u' ', Qt::SkipEmptyParts)) {
        Token token;
        token.negated = part.startsWith(u'-') && part.size() > 1;
        if (token.negated)
            part.remove(0, 1);
        const auto colon = part.indexOf(u':');
        if (colon > 0 && knownKeys().contains(part.left(colon))) {
            token.key = part.left(colon);
            part.remove(0, colon + 1);
        }
        token.value = part;
        if (!token.value.isEmpty())
            tokens.append(token);
    }
    return tokens;
}

JobFilter::JobFilter(JobStore& store, const Clock& clock, const QTimeZone& zone, QObject* parent)
    : QSortFilterProxyModel(parent), store_(store), clock_(clock), zone_(zone) {
    setSourceModel(&store);
    setDynamicSortFilter(true);
    sort(0);
}

void JobFilter::setTab(Tab tab) {
    tab_ = tab;
    invalidateFilter();
}

void JobFilter::setTokens(const QList<Token>& tokens) {
    tokens_ = tokens;
    invalidateFilter();
}

void JobFilter::setWords(const QString& words) {
    words_ = parse(words);
    invalidateFilter();
}

void JobFilter::setSort(SortBy by, bool descending) {
    sortBy_ = by;
    sort(-1);
    sort(0, descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

int JobFilter::countOf(Tab tab) const {
    return static_cast<int>(std::ranges::count_if(store_.jobs(), [&](const auto& job) { return inTab(job, tab); }));
}

int JobFilter::rowOf(const QString& name) const {
    for (int row = 0; row < rowCount(); ++row) {
        if (index(row, 0).data(int(JobStore::Role::Name)).toString() == name)
            return row;
    }
    return -1;
}

bool JobFilter::inTab(const client::Job& job, Tab tab) const {
    switch (tab) {
    case Tab::All: return true;
    case Tab::Failing: return isFailure(JobStore::shownStatus(job));
    case Tab::Running: return job.status == "running" || job.status == "retrying";
    case Tab::NextHour: {
        const QDateTime next = timeOf(job.next_run, zone_);
        const qint64 in = nowIn(clock_, zone_).secsTo(next);
        return next.isValid() && job.definition.enabled && in >= 0 && in <= kHour;
    }
    }
    return true;
}

bool JobFilter::fits(const client::Job& job, const Token& token) const {
    if (token.key == "status"_L1)
        return JobStore::shownStatus(job) == token.value;
    if (token.key == "tag"_L1)
        return std::ranges::any_of(job.definition.tags, [&](const auto& tag) { return text(tag) == token.value; });
    if (token.key == "schedule"_L1)
        return scheduleWords(job).contains(token.value, Qt::CaseInsensitive);
    return text(job.definition.name).contains(token.value, Qt::CaseInsensitive) ||
           text(job.definition.command).contains(token.value, Qt::CaseInsensitive);
}

bool JobFilter::filterAcceptsRow(int row, const QModelIndex&) const {
    const client::Job& job = store_.jobs().at(row);
    const auto holds = [&](const Token& token) { return fits(job, token) != token.negated; };
    return inTab(job, tab_) && std::ranges::all_of(tokens_, holds) && std::ranges::all_of(words_, holds);
}

bool JobFilter::lessThan(const QModelIndex& left, const QModelIndex& right) const {
    const auto of = [](const QModelIndex& index, JobStore::Role role) { return index.data(int(role)); };
    if (sortBy_ == SortBy::Status) {
        const int a = of(left, JobStore::Role::SortRank).toInt();
        const int b = of(right, JobStore::Role::SortRank).toInt();
        if (a != b)
            return a < b;
    }
    if (sortBy_ == SortBy::NextRun) {
        const QDateTime a = of(left, JobStore::Role::NextRunTime).toDateTime();
        const QDateTime b = of(right, JobStore::Role::NextRunTime).toDateTime();
        if (a != b)
            return a.isValid() && (!b.isValid() || a < b);
    }
    return QString::localeAwareCompare(of(left, JobStore::Role::Name).toString(),
                                       of(right, JobStore::Role::Name).toString()) < 0;
}

} // namespace inferno::models
