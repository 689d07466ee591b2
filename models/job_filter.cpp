// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/job_filter.h"

#include <algorithm>

#include "core/base/units.h"
#include "models/schedule_words.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 kHour = 3600;
const QStringList& knownKeys() {
    static const QStringList keys = {u"status"_s,   u"tag"_s,     u"schedule"_s, u"next"_s, u"last"_s,
                                     u"duration"_s, u"enabled"_s, u"risk"_s,     u"name"_s, u"command"_s};
    return keys;
}

bool isSpan(const QString& key) {
    return key == "next"_L1 || key == "last"_L1 || key == "duration"_L1;
}

/// "<1h", ">10m", "90s" (at most).
struct Bound {
    bool less = true;
    double seconds = 0;
};
std::optional<Bound> boundOf(const QString& value) {
    Bound bound;
    bound.less = !value.startsWith(u'>');
    const bool signedBound = value.startsWith(u'<') || value.startsWith(u'>');
    const auto length = parseDuration(value.mid(signedBound ? 1 : 0).toStdString());
    if (!length)
        return std::nullopt;
    bound.seconds = static_cast<double>(length->count()) / 1000;
    return bound;
}

bool within(const Bound& bound, double seconds) {
    return bound.less ? seconds <= bound.seconds : seconds > bound.seconds;
}

QString riskWord(Risk risk) {
    switch (risk) {
    case Risk::None: return {};
    case Risk::ClockChange: return u"clock"_s;
    case Risk::Blackout: return u"blackout"_s;
    case Risk::Collision: return u"collision"_s;
    }
    return {};
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

QString JobFilter::textOf(const QList<Token>& tokens) {
    QStringList parts;
    for (const Token& token : tokens)
        parts.append((token.negated ? u"-"_s : QString()) + (token.key.isEmpty() ? QString() : token.key + u':') +
                     token.value);
    return parts.join(u' ');
}

QString JobFilter::problemOf(const Token& token) {
    if (isSpan(token.key) && !boundOf(token.value))
        return tr("%1: needs a time, such as %1:<1h").arg(token.key);
    return {};
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
    order_ = descending ? Qt::DescendingOrder : Qt::AscendingOrder;
    sort(-1);
    sort(0, order_);
}

void JobFilter::setGroup(GroupBy by) {
    groupBy_ = by;
    sort(-1);
    sort(0, order_);
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0), {kGroupRole});
}

QString JobFilter::groupOf(const client::Job& job) const {
    if (groupBy_ == GroupBy::Status)
        return statusWord(JobStore::shownStatus(job));
    if (groupBy_ == GroupBy::Tag)
        return job.definition.tags.empty() ? tr("no tag") : text(job.definition.tags.front());
    return {};
}

void JobFilter::setRisks(const QHash<QString, JobRisk>& risks) {
    risks_ = risks;
    if (std::ranges::any_of(tokens_ + words_, [](const Token& token) { return token.key == "risk"_L1; }))
        invalidateFilter();
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, 0), {kRiskRole, kRiskTextRole});
}

QVariant JobFilter::data(const QModelIndex& index, int role) const {
    if (role < kGroupRole || role > kRiskTextRole || !index.isValid())
        return QSortFilterProxyModel::data(index, role);
    const client::Job& job = store_.jobs().at(mapToSource(index).row());
    if (role == kGroupRole)
        return groupOf(job);
    const auto risk = risks_.find(text(job.definition.name));
    if (risk == risks_.end())
        return QString();
    return role == kRiskRole ? riskWord(risk->kind) : risk->text;
}

QHash<int, QByteArray> JobFilter::roleNames() const {
    auto names = QSortFilterProxyModel::roleNames();
    names.insert(kGroupRole, "group");
    names.insert(kRiskRole, "risk");
    names.insert(kRiskTextRole, "riskText");
    return names;
}

int JobFilter::countOf(const QList<Token>& tokens) const {
    return static_cast<int>(std::ranges::count_if(store_.jobs(), [&](const auto& job) {
        return std::ranges::all_of(tokens, [&](const Token& token) { return fits(job, token) != token.negated; });
    }));
}

int JobFilter::countOf(Tab tab) const {
    return static_cast<int>(std::ranges::count_if(store_.jobs(), [&](const auto& job) { return inTab(job, tab); }));
}

int JobFilter::rowOf(const QString& name) const {
    const client::Job* job = store_.byName(name);
    if (!job)
        return -1;
    const auto row = static_cast<int>(job - store_.jobs().constData());
    return mapFromSource(store_.index(row)).row();
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
    if (token.key == "name"_L1)
        return text(job.definition.name).contains(token.value, Qt::CaseInsensitive);
    if (token.key == "command"_L1)
        return text(job.definition.command).contains(token.value, Qt::CaseInsensitive);
    if (token.key == "enabled"_L1)
        return job.definition.enabled == (token.value == "yes"_L1 || token.value == "true"_L1);
    if (token.key == "risk"_L1) {
        const Risk risk = risks_.value(text(job.definition.name)).kind;
        return token.value == "any"_L1 ? risk != Risk::None : riskWord(risk) == token.value;
    }
    if (isSpan(token.key)) {
        const auto bound = boundOf(token.value);
        if (!bound)
            return false;
        if (token.key == "duration"_L1)
            return job.p95 && within(*bound, *job.p95);
        const QDateTime now = nowIn(clock_, zone_);
        const bool next = token.key == "next"_L1;
        const QDateTime time = timeOf(next ? job.next_run : job.last_run, zone_);
        if (!time.isValid() || (next && !job.definition.enabled))
            return false;
        return within(*bound, static_cast<double>(next ? now.secsTo(time) : time.secsTo(now)));
    }
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
    if (groupBy_ != GroupBy::None) {
        const auto& a = store_.jobs().at(left.row());
        const auto& b = store_.jobs().at(right.row());
        const QString x = groupOf(a);
        const QString y = groupOf(b);
        if (x != y) {
            // Groups keep their order, whichever way their rows are sorted.
            bool before = QString::localeAwareCompare(x, y) < 0;
            if (groupBy_ == GroupBy::Status)
                before = of(left, JobStore::Role::SortRank).toInt() < of(right, JobStore::Role::SortRank).toInt();
            return order_ == Qt::AscendingOrder ? before : !before;
        }
    }
    if (sortBy_ == SortBy::P95 || sortBy_ == SortBy::LastRun) {
        const auto& a = store_.jobs().at(left.row());
        const auto& b = store_.jobs().at(right.row());
        if (sortBy_ == SortBy::P95 && a.p95 != b.p95)
            return a.p95.value_or(-1) < b.p95.value_or(-1);
        if (sortBy_ == SortBy::LastRun && a.last_run != b.last_run)
            return a.last_run < b.last_run; // RFC 3339 in UTC sorts as text
    }
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
