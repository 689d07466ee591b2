// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/jobs_page.h"

#include <QUrlQuery>

#include "models/app_state.h"
#include "models/pace.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

JobsPage::JobsPage(AppState& app)
    : PageObject(app), filter_(app.jobStore(), app.clock(), app.zone()), detail_(app),
      tokenRows_({"key", "value", "negated"}) {
    const auto counts = [this] { settleCounts(); };
    connect(&app.jobStore(), &QAbstractItemModel::dataChanged, new Pace(this, counts), &Pace::want);
    connect(&app.jobStore(), &QAbstractItemModel::rowsInserted, this, counts);
    connect(&app.jobStore(), &QAbstractItemModel::rowsRemoved, this, counts);
    connect(&app.jobStore(), &JobStore::replaced, this, [this] {
        read_ = true;
        setLoaded(filter_.rowCount() == 0, total() > 0);
        settleCounts();
    });
    connect(&app.jobStore(), &JobStore::readFailed, this, &JobsPage::setFailed);
}

int JobsPage::total() const {
    return app().jobStore().rowCount();
}

void JobsPage::refresh() {
    setRefreshing();
    app().jobStore().readAll(app().backend());
}

void JobsPage::settleCounts() {
    // Relative times that move on are no reading: what was told as of a moment, or is missing, stays so.
    const bool stale = state() == PageState::Offline || state() == PageState::Partial;
    if (read_ && !stale)
        setLoaded(filter_.rowCount() == 0, total() > 0);
    if (read_ && !selected_.isEmpty() && !app().jobStore().byName(selected_))
        select({});
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
    if (tab == tab_)
        return;
    tab_ = tab;
    filter_.setTab(static_cast<JobFilter::Tab>(tab));
    static const QStringList names = {QString(), tr("Failing"), tr("Running"), tr("Next hour")};
    app().setPathTail(u"jobs"_s, tab > 0 ? QStringList{names.value(tab)} : QStringList());
    Q_EMIT filterChanged();
    settleCounts();
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
    filter_.setTokens(tokens);
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
    static const QStringList tabs = {QString(), tr("failing"), tr("running"), tr("in the next hour")};
    if (tab_ > 0)
        parts.append(tabs.value(tab_));
    for (const auto& token : tokens_)
        parts.append((token.negated ? tr("not ") : QString()) + (token.key.isEmpty() ? QString() : token.key + u' ') +
                     token.value);
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
    app().backend().enableJob(name, enabled).then(this, [this, name, enabled](const Result<void>& done) {
        if (!done)
            app().sayError(tr("%1 could not be changed").arg(name), done.error());
        else
            app().say(enabled ? tr("%1 is enabled").arg(name) : tr("%1 is paused: nothing starts it").arg(name));
    });
}

void JobsPage::remove(const QString& name) {
    app().backend().deleteJob(name).then(this, [this, name](const Result<void>& done) {
        if (!done)
            app().sayError(tr("%1 could not be deleted").arg(name), done.error());
        else
            app().say(tr("Deleted %1").arg(name));
    });
}

int JobsPage::downstream(const QString& name) const {
    return app().jobStore().downstreamCount(name);
}

} // namespace inferno::models
