// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/App/palette_model.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace inferno::ui {

namespace {

constexpr qsizetype kMostShown = 50; // nobody reads further; they type on

bool startsWord(QStringView title, qsizetype at) {
    return at == 0 || !title.at(at - 1).isLetterOrNumber();
}

/// The matched letters of `words` in `title`, in <b>; everything else escaped.
QString marked(const QString& title, const QString& words) {
    const qsizetype at = words.isEmpty() ? -1 : title.indexOf(words, 0, Qt::CaseInsensitive);
    if (at < 0)
        return title.toHtmlEscaped();
    return title.left(at).toHtmlEscaped() % u"<b>" % title.mid(at, words.size()).toHtmlEscaped() % u"</b>" %
           title.mid(at + words.size()).toHtmlEscaped();
}

} // namespace

int matchScore(QStringView title, QStringView words) {
    if (words.isEmpty())
        return 1;
    for (qsizetype at = title.indexOf(words, 0, Qt::CaseInsensitive); at >= 0;
         at = title.indexOf(words, at + 1, Qt::CaseInsensitive))
        if (startsWord(title, at))
            return at == 0 ? 400 : 300;
    if (title.contains(words, Qt::CaseInsensitive))
        return 200;
    qsizetype from = 0;
    for (const QChar letter : words) {
        if (letter.isSpace())
            continue;
        from = title.indexOf(letter, from, Qt::CaseInsensitive);
        if (from < 0)
            return 0;
        ++from;
    }
    return 100;
}

PaletteModel::PaletteModel(QObject* parent) : QAbstractListModel(parent) {}

int PaletteModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(shown_.size());
}

QHash<int, QByteArray> PaletteModel::roleNames() const {
    return {{int(Role::Title), "title"},  {int(Role::PlainTitle), "plainTitle"}, {int(Role::Context), "context"},
            {int(Role::Keys), "keys"},    {int(Role::IconName), "iconName"},     {int(Role::Enabled), "can"},
            {int(Role::Reason), "reason"}};
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Entry& entry = entries_.at(shown_.at(index.row()).entry);
    switch (static_cast<Role>(role)) {
    case Role::Title:
        return marked(entry.title, query_.startsWith(u'>') || query_.startsWith(u'@') ? query_.mid(1) : query_);
    case Role::PlainTitle: return entry.title;
    case Role::Context:
        //: What kind of thing a row of the command palette is.
        return entry.kind == Kind::Page ? tr("Page") : entry.kind == Kind::Job ? tr("Job") : tr("Command");
    case Role::Keys: return entry.keys;
    case Role::IconName: return entry.icon;
    case Role::Enabled: return entry.reason.isEmpty();
    case Role::Reason: return entry.reason;
    }
    return role == Qt::DisplayRole ? entry.title : QVariant();
}

void PaletteModel::setApp(models::AppState* app) {
    if (app == app_)
        return;
    app_ = app;
    Q_EMIT appChanged();
    restart();
}

void PaletteModel::setQuery(const QString& query) {
    if (query == query_)
        return;
    query_ = query;
    rank();
    Q_EMIT queryChanged();
}

QString PaletteModel::verb() const {
    return verbTitle_;
}

void PaletteModel::restart() {
    query_.clear();
    verbId_.clear();
    verbTitle_.clear();
    gather();
    rank();
    Q_EMIT queryChanged();
}

bool PaletteModel::dropVerb() {
    if (verbId_.isEmpty())
        return false;
    restart();
    return true;
}

void PaletteModel::gather() {
    entries_.clear();
    if (!app_)
        return;
    if (verbId_.isEmpty()) {
        for (const models::PageRegistry::Row& page : app_->pages()->rows())
            if (page.inRail)
                entries_.append({Kind::Page, page.id, page.title, page.shortcut, page.icon, {}});
        gatherCommands();
    }
    for (const QString& job : app_->jobNames())
        entries_.append({Kind::Job, job, job, {}, u"list-checks"_s, {}});
}

void PaletteModel::gatherCommands() {
    const QString away = app_->connected() ? QString() : tr("the service does not answer");
    const QString there = app_->connected() ? tr("the service runs") : QString();
    const auto add = [this](Kind kind, const QString& id, const QString& title, const QString& keys,
                            const QString& icon,
                            const QString& reason) { entries_.append({kind, id, title, keys, icon, reason}); };
    add(Kind::Command, u"new-job"_s, tr("New job"), u"Ctrl+N"_s, u"plus"_s, {});
    add(Kind::JobCommand, u"run"_s, tr("Run job…"), {}, u"play"_s, away);
    add(Kind::JobCommand, u"retry"_s, tr("Retry job…"), {}, u"rotate-ccw"_s, away);
    add(Kind::JobCommand, u"stop"_s, tr("Stop job…"), {}, u"stop"_s, away);
    add(Kind::JobCommand, u"edit"_s, tr("Edit job…"), {}, u"pencil"_s, {});
    add(Kind::JobCommand, u"graph"_s, tr("Show job in the graph…"), {}, u"workflow"_s, {});
    if (app_->queuePaused())
        add(Kind::Command, u"resume"_s, tr("Resume the queue"), {}, u"play"_s, away);
    else
        add(Kind::Command, u"pause"_s, tr("Pause the queue"), {}, u"pause"_s, away);
    add(Kind::Command, u"start"_s, tr("Start the service"), {}, u"power"_s, there);
    add(Kind::Command, u"reconnect"_s, tr("Reconnect now"), {}, u"refresh"_s, there);
    add(Kind::Command, u"theme-light"_s, tr("Theme: light"), {}, u"sun"_s, {});
    add(Kind::Command, u"theme-dark"_s, tr("Theme: dark"), {}, u"moon"_s, {});
    add(Kind::Command, u"theme-system"_s, tr("Theme: as the desktop"), {}, u"sun-moon"_s, {});
    add(Kind::Command, u"rail"_s, tr("Wide or narrow rail"), u"Ctrl+B"_s, u"panel-left"_s, {});
    add(Kind::Command, u"keys"_s, tr("Keys"), u"?"_s, u"keyboard"_s, {});
    add(Kind::Command, u"quit"_s, tr("Quit Inferno, jobs keep running"), u"Ctrl+Q"_s, u"log-out"_s, {});
}

void PaletteModel::rank() {
    const bool commandsOnly = query_.startsWith(u'>');
    const bool jobsOnly = query_.startsWith(u'@') || !verbId_.isEmpty();
    const QString words = (commandsOnly || query_.startsWith(u'@') ? query_.mid(1) : query_).trimmed();
    QList<Hit> hits;
    for (qsizetype i = 0; i < entries_.size(); ++i) {
        const Kind kind = entries_.at(i).kind;
        if ((jobsOnly && kind != Kind::Job) || (commandsOnly && kind != Kind::Command && kind != Kind::JobCommand))
            continue;
        if (words.isEmpty() && kind == Kind::Job && !jobsOnly)
            continue; // jobs come when something is typed
        if (const int score = matchScore(entries_.at(i).title, words); score > 0)
            hits.append({i, score + (kind == Kind::Page ? 20 : kind == Kind::Job ? 0 : 10)});
    }
    std::ranges::stable_sort(hits, std::ranges::greater(), &Hit::score);
    if (hits.size() > kMostShown)
        hits.resize(kMostShown);
    beginResetModel();
    shown_ = std::move(hits);
    endResetModel();
    Q_EMIT countChanged();
}

bool PaletteModel::activate(int row) {
    if (!app_ || row < 0 || row >= shown_.size())
        return true;
    const Entry entry = entries_.at(shown_.at(row).entry);
    if (!entry.reason.isEmpty())
        return false;
    if (entry.kind == Kind::JobCommand) {
        verbId_ = entry.id;
        verbTitle_ = entry.title;
        query_.clear();
        gather();
        rank();
        Q_EMIT queryChanged();
        return false;
    }
    runCommand(entry);
    return true;
}

void PaletteModel::runCommand(const Entry& entry) {
    const QString what = entry.kind == Kind::Job ? verbId_ : entry.id;
    if (entry.kind == Kind::Page)
        app_->navigate(entry.id);
    else if (entry.kind == Kind::Job && what.isEmpty())
        app_->navigate(u"jobs"_s, entry.id);
    else if (what == "run"_L1)
        app_->runJob(entry.id);
    else if (what == "retry"_L1)
        app_->retryJob(entry.id);
    else if (what == "stop"_L1)
        app_->stopJob(entry.id);
    else if (what == "edit"_L1)
        app_->navigate(u"job-editor"_s, entry.id);
    else if (what == "graph"_L1)
        app_->navigate(u"graph"_s, entry.id);
    else if (what == "new-job"_L1)
        app_->navigate(u"job-editor"_s, {});
    else if (what == "pause"_L1)
        app_->pauseQueue();
    else if (what == "resume"_L1)
        app_->resumeQueue();
    else if (what == "start"_L1)
        app_->startService();
    else if (what == "reconnect"_L1)
        app_->reconnectNow();
    else
        Q_EMIT windowAsked(what);
}

} // namespace inferno::ui
