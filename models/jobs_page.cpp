// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/jobs_page.h"

#include <algorithm>

#include <QUrlQuery>

#include "models/app_state.h"
#include "models/pace.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int kCountMs = 100;
constexpr int kRiskMs = 1000;
constexpr int kRiskPart = 900; // seconds

} // namespace

JobsPage::JobsPage(AppState& app)
    : PageObject(app), filter_(app.jobStore(), app.clock(), app.zone()), detail_(app), crontab_(app), definitions_(app),
      request_(app), tokenRows_({"key", "value", "negated"}) {
    const auto counts = [this] {
        settleCounts();
        riskTimer_.start();
    };
    // Each count looks at all jobs: with thousands of them not for each change of a busy moment.
    countTimer_.setSingleShot(true);
    countTimer_.setInterval(kCountMs);
    connect(&countTimer_, &QTimer::timeout, this, &JobsPage::settleCounts);
    riskTimer_.setSingleShot(true);
    riskTimer_.setInterval(kRiskMs);
    connect(&riskTimer_, &QTimer::timeout, this, &JobsPage::readRisks);
    connect(&app.jobStore(), &QAbstractItemModel::dataChanged, this, [this] {
        if (!countTimer_.isActive())
            countTimer_.start();
    });
    connect(&app.jobStore(), &QAbstractItemModel::rowsInserted, this, counts);
    connect(&app.jobStore(), &QAbstractItemModel::rowsRemoved, this, counts);
    connect(&app.jobStore(), &JobStore::replaced, this, [this] {
        read_ = true;
        setLoaded(filter_.rowCount() == 0, total() > 0);
        settleCounts();
        readRisks();
    });
    connect(&app.jobStore(), &JobStore::readFailed, this, &JobsPage::setFailed);
    connect(&views_, &JobViews::storedChanged, this, &JobsPage::countsChanged);
}

int JobsPage::total() const {
    return app().jobStore().rowCount();
}

void JobsPage::refresh() {
    setRefreshing();
    app().jobStore().readAll(app().backend());
}

void JobsPage::readRisks() {
    if (!read_)
        return;
    const WallTime now = app().clock().now();
    app()
        .backend()
        .calendarView(formatUtc(now), formatUtc(now + std::chrono::hours(24)), kRiskPart)
        .then(this, [this, now](const Result<client::CalendarView>& plan) {
            if (!plan)
                return; // what was known stays
            const auto zone = schedule::Zone::find(app().zone().id().toStdString());
            risks_ = risksOf(*plan, app().jobStore().jobs(), zone ? *zone : schedule::Zone::utc(), now);
            filter_.setRisks(risks_);
            settleCounts();
        });
}

void JobsPage::settleCounts() {
    countTimer_.stop();
    for (int tab = 0; tab < JobViews::kBuiltIn; ++tab) {
        counts_[static_cast<std::size_t>(tab)] = filter_.countOf(static_cast<JobFilter::Tab>(tab));
        views_.setCount(tab, read_ ? counts_[static_cast<std::size_t>(tab)] : -1);
    }
    for (int view = JobViews::kBuiltIn; view < views_.count(); ++view)
        views_.setCount(view, read_ ? filter_.countOf(JobFilter::parse(views_.wordsOf(view))) : -1);
    views_.show();
    paused_ = static_cast<int>(
        std::ranges::count_if(app().jobStore().jobs(), [](const auto& job) { return !job.definition.enabled; }));
    // Relative times that move on are no reading: what was told as of a moment, or is missing, stays so.
    const bool stale = state() == PageState::Offline || state() == PageState::Partial;
    if (read_ && !stale)
        setLoaded(filter_.rowCount() == 0, total() > 0);
    if (read_ && !selected_.isEmpty() && !app().jobStore().byName(selected_))
        select({});
    const auto gone = checked_.removeIf([&](const QString& name) { return !app().jobStore().byName(name); });
    if (gone > 0)
        ticksChanged();
    Q_EMIT countsChanged();
    Q_EMIT selectedChanged();
}

void JobsPage::enter(const QString& argument) {
    const auto question = argument.indexOf(u'?');
    if (question >= 0) {
        QList<JobFilter::Token> tokens;
        const QUrlQuery query(argument.mid(question + 1));
        for (const auto& [key, value] : query.queryItems())
            tokens.append({key, value, false});
        setTab(0);
        setTokens(tokens);
    }
    const QString name = argument.left(question);
    if (!name.isEmpty())
        select(name);
}

void JobsPage::setTab(int tab) {
    if (tab == tab_ || tab < 0 || tab >= views_.count())
        return;
    tab_ = tab;
    filter_.setTab(tab < JobViews::kBuiltIn ? static_cast<JobFilter::Tab>(tab) : JobFilter::Tab::All);
    applyTokens();
    app().setPathTail(u"jobs"_s, tab > 0 ? QStringList{views_.nameOf(tab)} : QStringList());
    Q_EMIT filterChanged();
    settleCounts();
}

void JobsPage::applyTokens() {
    filter_.setTokens(JobFilter::parse(views_.wordsOf(tab_)) + tokens_);
}

QString JobsPage::saveView(const QString& name) {
    static const QStringList builtIn = {QString(), u"status:failed"_s, u"status:running"_s, u"next:<1h"_s};
    const QString base = tab_ < JobViews::kBuiltIn ? builtIn.at(tab_) : views_.wordsOf(tab_);
    const QString words = QStringList{base, JobFilter::textOf(tokens_), words_}.join(u' ').simplified();
    QString why;
    const int view = views_.add(name, words, &why);
    if (view < 0)
        return why;
    setWords({});
    setTokens({});
    setTab(view);
    return {};
}

void JobsPage::removeView(int view) {
    const QString name = views_.nameOf(view);
    const QString words = views_.wordsOf(view);
    if (view < JobViews::kBuiltIn || view >= views_.count())
        return;
    if (tab_ >= view)
        setTab(0);
    views_.remove(view);
    settleCounts();
    app().offerUndo(tr("The view “%1” is gone").arg(name), [this, name, words] {
        QString why;
        views_.add(name, words, &why);
        settleCounts();
    });
}

void JobsPage::setGroupBy(int by) {
    if (by == groupBy_)
        return;
    groupBy_ = by;
    filter_.setGroup(static_cast<JobFilter::GroupBy>(by));
    Q_EMIT filterChanged();
    Q_EMIT selectedChanged();
}

QString JobsPage::filterProblem() const {
    for (const auto& token : tokens_ + JobFilter::parse(words_))
        if (const QString problem = JobFilter::problemOf(token); !problem.isEmpty())
            return problem;
    return {};
}

void JobsPage::setWords(const QString& words) {
    if (words == words_)
        return;
    words_ = words;
    filter_.setWords(words);
    Q_EMIT filterChanged();
    settleCounts();
}

void JobsPage::setTokens(const QList<JobFilter::Token>& tokens) {
    tokens_ = tokens;
    applyTokens();
    QList<FieldsModel::Row> rows;
    for (const auto& token : tokens)
        rows.append({token.key, token.value, token.negated});
    tokenRows_.setRows(rows);
    Q_EMIT filterChanged();
    settleCounts();
}

void JobsPage::addTokens(const QString& line) {
    auto tokens = tokens_;
    for (const auto& token : JobFilter::parse(line)) {
        if (!tokens.contains(token))
            tokens.append(token);
    }
    setWords({});
    setTokens(tokens);
}

void JobsPage::removeToken(int index) {
    auto tokens = tokens_;
    if (index < 0 || index >= tokens.size())
        return;
    tokens.removeAt(index);
    setTokens(tokens);
}

void JobsPage::clearFilters() {
    setWords({});
    setTab(0);
    setTokens({});
}

QString JobsPage::filterText() const {
    QStringList parts;
    const QStringList tabs = {QString(), tr("failing"), tr("running"), tr("in the next hour")};
    if (tab_ > 0)
        parts.append(tab_ < JobViews::kBuiltIn ? tabs.value(tab_) : views_.nameOf(tab_));
    for (const auto& token : tokens_) {
        const QString words = token.key.isEmpty() ? token.value : QString(token.key + u' ' + token.value);
        //: A filter that shuts something out: "not tag gpu".
        parts.append(token.negated ? tr("not %1").arg(words) : words);
    }
    if (!words_.isEmpty())
        parts.append(words_);
    return parts.join(u", "_s);
}

void JobsPage::sortOn(int by) {
    const auto wanted = static_cast<JobFilter::SortBy>(by);
    descending_ = wanted == sortBy_ ? !descending_ : false;
    sortBy_ = wanted;
    filter_.setSort(sortBy_, descending_);
    Q_EMIT filterChanged();
    Q_EMIT selectedChanged();
}

void JobsPage::select(const QString& name) {
    if (name != selected_) {
        selected_ = name;
        detail_.show(name);
    }
    Q_EMIT selectedChanged();
}

QString JobsPage::nameAt(int row) const {
    return filter_.index(row, 0).data(int(JobStore::Role::Name)).toString();
}

void JobsPage::runNow(const QString& name) {
    app().runJob(name);
}
void JobsPage::retry(const QString& name) {
    app().retryJob(name);
}
void JobsPage::stop(const QString& name) {
    app().stopJob(name);
}

void JobsPage::setEnabled(const QString& name, bool enabled) {
    app().enableJob(name, enabled);
}
void JobsPage::remove(const QString& name) {
    app().deleteJob(name);
}

int JobsPage::downstream(const QString& name) const {
    return app().jobStore().downstreamCount(name);
}

} // namespace inferno::models
