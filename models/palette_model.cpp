// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/palette_model.h"

#include <algorithm>
#include <map>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "models/audit_page.h"
#include "models/job_store.h"
#include "models/jobs_page.h"
#include "models/key_map.h"
#include "models/models_page.h"
#include "models/settings_page.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kMostShown = 50; // nobody reads further; they type on
constexpr int kMostRecentShown = 5;
constexpr int kRecentBonus = 60;
constexpr int kGatherMs = 300;

template <typename Page>
Page& pageOf(AppState& app, const QString& id) {
    return *qobject_cast<Page*>(app.pageObject(id));
}

/// The matched letters of `words` in `title` in <b>; everything else escaped.
QString marked(const QString& title, const QString& words) {
    QString out;
    qsizetype from = 0;
    for (const auto& [at, length] : matchedPlaces(title, words)) {
        out += title.mid(from, at - from).toHtmlEscaped() % u"<b>" % title.mid(at, length).toHtmlEscaped() % u"</b>";
        from = at + length;
    }
    return out + title.mid(from).toHtmlEscaped();
}

bool hasPrefix(const QString& query) {
    return !query.isEmpty() && u">@#:?"_s.contains(query.front());
}

QString wordsOf(const QString& query) {
    return (hasPrefix(query) ? query.mid(1) : query).trimmed();
}

} // namespace

PaletteModel::PaletteModel(QObject* parent) : QAbstractListModel(parent) {
    gatherTimer_.setSingleShot(true);
    gatherTimer_.setInterval(kGatherMs);
    connect(&gatherTimer_, &QTimer::timeout, this, [this] {
        if (stage_ == Stage::Root && dirty_) {
            gather();
            rank();
        }
    });
}

int PaletteModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(shown_.size());
}

QHash<int, QByteArray> PaletteModel::roleNames() const {
    return {{int(Role::Title), "title"},   {int(Role::PlainTitle), "plainTitle"}, {int(Role::Context), "context"},
            {int(Role::Keys), "keys"},     {int(Role::IconName), "iconName"},     {int(Role::Enabled), "can"},
            {int(Role::Reason), "reason"}, {int(Role::Danger), "danger"}};
}

QVariant PaletteModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = shown_.at(index.row());
    switch (static_cast<Role>(role)) {
    case Role::Title:
        return row.kind == Kind::Typed || row.kind == Kind::Place ? row.title.toHtmlEscaped()
                                                                  : marked(row.title, wordsOf(query_));
    case Role::PlainTitle: return row.title;
    case Role::Context: return row.context;
    case Role::Keys: return row.keys;
    case Role::IconName: return row.icon;
    case Role::Enabled: return row.reason.isEmpty();
    case Role::Reason: return row.reason;
    case Role::Danger: return row.kind == Kind::Yes;
    }
    return role == Qt::DisplayRole ? row.title : QVariant();
}

void PaletteModel::setApp(AppState* app) {
    if (app == app_)
        return;
    app_ = app;
    watch();
    Q_EMIT appChanged();
    restart();
}

void PaletteModel::watch() {
    const auto soil = [this] {
        dirty_ = true;
        gatherTimer_.start();
    };
    const auto soilAlways = [soil](auto&&...) { soil(); };
    connect(&app_->jobStore(), &QAbstractItemModel::rowsInserted, this, soilAlways);
    connect(&app_->jobStore(), &QAbstractItemModel::rowsRemoved, this, soilAlways);
    connect(&pageOf<ModelsPage>(*app_, u"models"_s), &ModelsPage::listChanged, this, soil);
    connect(pageOf<SettingsPage>(*app_, u"settings"_s).settings(), &SettingsList::changed, this, soil);
    connect(app_->keys(), &KeyMap::changed, this, soil);
}

// Names

const Command* PaletteModel::find(const QString& id) const {
    const auto found = std::ranges::find(commands_, id, &Command::id);
    return found == commands_.end() ? nullptr : &*found;
}

PaletteModel::Row PaletteModel::rowOf(const Command& command) const {
    const QString why = command.whyNot ? command.whyNot() : QString();
    const QString title = command.steps.isEmpty() ? command.title : command.title + u'…';
    return {Kind::Command, command.id, title, command.part, command.icon, app_->keys()->text(command.key), why};
}

void PaletteModel::gatherNames(std::vector<PaletteIndex::Entry>& names) {
    const auto add = [&](Row row, const QString& words, int bonus) {
        names.push_back({row.title, words, static_cast<int>(row.kind), bonus});
        entries_.push_back(std::move(row));
    };
    for (const PageRegistry::Row& page : app_->pages()->rows())
        if (page.inRail)
            add({Kind::Page, page.id, page.title, tr("Page"), page.icon}, {}, 200);
    for (const Command& command : commands_) {
        const bool recent = std::ranges::find(recents_, command.id, &Recent::id) != recents_.end();
        add({Kind::Command, command.id, command.title, command.part, command.icon}, command.words + u' ' + command.part,
            100 + (recent ? kRecentBonus : 0));
    }
    std::map<QString, int> tags;
    std::vector<std::pair<QString, QString>> jobs; // in small letters, and as it is
    jobs.reserve(std::size_t(app_->jobStore().jobs().size()));
    for (const client::Job& job : app_->jobStore().jobs()) {
        const QString name = text(job.definition.name);
        jobs.emplace_back(name.toLower(), name);
        for (const std::string& tag : job.definition.tags)
            ++tags[text(tag)];
    }
    std::ranges::sort(jobs);
    const Row asJob{Kind::Job, {}, {}, tr("Job"), u"list-checks"_s};
    for (const auto& [small, job] : jobs) {
        Row row = asJob;
        row.id = row.title = job;
        add(std::move(row), {}, 0);
    }
    for (const auto& [tag, count] : tags)
        add({Kind::Tag, tag, tag, tr("%n job(s)", nullptr, count), u"tag"_s}, tr("tag"), 0);
    for (const client::Model& model : pageOf<ModelsPage>(*app_, u"models"_s).all())
        add({Kind::Model, text(model.name) + u'/' + text(model.version), text(model.name) + u' ' + text(model.version),
             tr("Model"), u"boxes"_s},
            {}, 0);
    for (const auto& one : pageOf<SettingsPage>(*app_, u"settings"_s).settings()->changeable())
        add({Kind::Setting, one.key, one.title, tr("Setting · %1").arg(one.category), u"settings"_s}, one.key, -100);
}

void PaletteModel::gather() {
    dirty_ = false;
    gatherTimer_.stop();
    entries_.clear();
    commands_ = commandsOf(*app_, [this](const QString& what) { Q_EMIT windowAsked(what); });
    std::vector<PaletteIndex::Entry> names;
    gatherNames(names);
    index_.build(names);
}

PaletteModel::Row PaletteModel::rowOfEntry(int entry) const {
    Row row = entries_.at(static_cast<std::size_t>(entry));
    if (row.kind == Kind::Command)
        if (const Command* command = find(row.id))
            return rowOf(*command);
    if (row.kind == Kind::Page)
        row.keys = app_->keys()->text(u"window.page-"_s + row.id);
    if (row.kind == Kind::Job)
        if (const client::Job* job = app_->jobStore().byName(row.id))
            row.context = tr("Job · %1").arg(statusWord(JobStore::shownStatus(*job)));
    return row;
}

// Ranking

void PaletteModel::setQuery(const QString& query) {
    if (query == query_)
        return;
    query_ = query;
    rank();
    Q_EMIT queryChanged();
}

void PaletteModel::rank() {
    beginResetModel();
    shown_ = !app_ ? QList<Row>() : stage_ == Stage::Root ? rankRoot() : rankStep();
    endResetModel();
    current_ = 0;
    explanation_ = sure() && command_.effect ? command_.effect(values_) : QString();
    Q_EMIT countChanged();
    Q_EMIT currentChanged();
}

QList<PaletteModel::Row> PaletteModel::rankRoot() const {
    const auto bit = [](Kind kind) { return quint32(1) << static_cast<int>(kind); };
    const QChar prefix = hasPrefix(query_) ? query_.front() : QChar();
    const QString words = wordsOf(query_);
    if (prefix == u':')
        return places(words);
    if (prefix == u'?')
        return helpRows();
    const quint32 kinds = prefix == u'>'   ? bit(Kind::Command)
                          : prefix == u'@' ? bit(Kind::Job)
                          : prefix == u'#' ? bit(Kind::Tag)
                                           : ~bit(Kind::Tag);
    if (words.isEmpty())
        return rankFirst(kinds);
    QList<Row> rows;
    for (const PaletteIndex::Hit& hit : index_.find(words, kMostShown, kinds))
        rows.append(rowOfEntry(hit.entry));
    return rows;
}

// Before anything is typed: what was done last, then pages and commands, or all of what is asked for.
QList<PaletteModel::Row> PaletteModel::rankFirst(quint32 kinds) const {
    const bool everything = query_.isEmpty();
    const bool commands = everything || query_.startsWith(u'>');
    QList<Row> rows = commands ? recentRows() : QList<Row>();
    for (std::size_t entry = 0; entry < entries_.size(); ++entry) {
        const Kind kind = entries_[entry].kind;
        const bool wanted =
            everything ? kind == Kind::Page || kind == Kind::Command : (kinds >> static_cast<int>(kind) & 1) != 0;
        if (!wanted)
            continue;
        rows.append(rowOfEntry(static_cast<int>(entry)));
        if (!commands && rows.size() >= static_cast<qsizetype>(kMostShown))
            break;
    }
    return rows;
}

QList<PaletteModel::Row> PaletteModel::recentRows() const {
    QList<Row> rows;
    for (const Recent& recent : recents_) {
        const Command* command = find(recent.id);
        if (!command || rows.size() >= kMostRecentShown)
            continue;
        Row row = rowOf(*command);
        row.kind = Kind::Recent;
        row.icon = u"history"_s;
        row.values = recent.values;
        row.title = (QStringList{command->title} + recent.values).join(u" ▸ "_s);
        if (recent.values.size() < command->steps.size())
            row.title += u'…';
        rows.append(row);
    }
    return rows;
}

QList<PaletteModel::Row> PaletteModel::places(const QString& words) const {
    QList<Row> rows;
    const auto add = [&](const QString& route, const QString& title, const QString& icon) {
        rows.append({Kind::Place, route, title, tr("Go to"), icon});
    };
    QString digits = words;
    digits.remove(u'#').remove(u',').remove(u'.').remove(u' ');
    bool isNumber = false;
    const qint64 number = digits.toLongLong(&isNumber);
    if (isNumber && number > 0) {
        const auto& jobs = pageOf<JobsPage>(*app_, u"jobs"_s);
        if (number <= jobs.shown())
            add(u"row "_s + QString::number(number),
                tr("Row %1 of the jobs: %2").arg(number).arg(jobs.nameAt(int(number) - 1)), u"list-checks"_s);
        add(u"audit "_s + QString::number(number), tr("Event #%1 of the audit trail").arg(groupedNumber(number)),
            u"shield-check"_s);
        return rows;
    }
    const QDate date = QDate::fromString(words.left(10), Qt::ISODate);
    const QTime time = QTime::fromString(words.section(u' ', -1), u"H:mm"_s);
    if (date.isValid() && !words.contains(u' '))
        add(u"calendar "_s + words, tr("Calendar, %1").arg(QLocale().toString(date, QLocale::LongFormat)),
            u"calendar-days"_s);
    const QString clock = (time.isValid() ? time : QTime(0, 0)).toString(u"HH:mm"_s);
    if (date.isValid() || time.isValid())
        add(u"time "_s + (date.isValid() ? words.left(10) + u' ' + clock : clock),
            tr("Audit trail, the newest event before %1").arg(words), u"shield-check"_s);
    return rows;
}

QList<PaletteModel::Row> PaletteModel::helpRows() const {
    const auto row = [](const QString& sign, const QString& title, const QString& icon) {
        return Row{Kind::Help, sign, title, sign, icon};
    };
    QList<Row> rows{
        row({}, tr("Everything: pages, commands, jobs, models, settings"), u"search"_s),
        row(u">"_s, tr("Commands only"), u"command"_s), row(u"@"_s, tr("Jobs only"), u"list-checks"_s),
        row(u"#"_s, tr("Tags: the jobs that have one"), u"tag"_s),
        row(u":"_s, tr("Go to a time, a row, or the number of an event: 2026-03-24, 10:00, 4210980"), u"target"_s)};
    Row keys = row(u"keys"_s, tr("Keys of this page"), u"keyboard"_s);
    keys.keys = app_->keys()->text(u"window.keys"_s);
    keys.context.clear();
    rows.append(keys);
    return rows;
}

QList<PaletteModel::Row> PaletteModel::rankStep() const {
    if (sure())
        return {{Kind::No,
                 {},
                 //: The answer that leaves everything as it is.
                 tr("No, leave it"),
                 {},
                 u"x"_s},
                {Kind::Yes,
                 {},
                 command_.sure.contains("%1"_L1) ? command_.sure.arg(values_.join(u' ')) : command_.sure,
                 {},
                 u"triangle-alert"_s}};
    const CommandStep& step = command_.steps.at(values_.size());
    if (choices_.isEmpty() && step.problem)
        return {{Kind::Typed,
                 query_.trimmed(),
                 query_.trimmed(),
                 {},
                 u"type"_s,
                 {},
                 step.problem(values_, query_.trimmed())}};
    QList<Row> rows;
    const auto add = [&](const CommandStep::Choice& choice) {
        rows.append({Kind::Choice, choice.value, choice.title, choice.note, command_.icon, {}, choice.reason});
    };
    const QString words = query_.trimmed();
    if (words.isEmpty())
        for (qsizetype i = 0; i < std::min<qsizetype>(choices_.size(), kMostShown); ++i)
            add(choices_.at(i));
    else
        for (const PaletteIndex::Hit& hit : choiceIndex_.find(words, kMostShown))
            add(choices_.at(hit.entry));
    return rows;
}

// The current row

void PaletteModel::setCurrent(int row) {
    if (row == current_)
        return;
    current_ = row;
    if (!sure())
        explanation_.clear();
    Q_EMIT currentChanged();
}

QStringList PaletteModel::valuesWith(const Row& row) const {
    QStringList values = row.kind == Kind::Recent ? row.values : values_;
    if (row.kind == Kind::Choice || row.kind == Kind::Typed)
        values.append(row.id);
    return values;
}

const Command* PaletteModel::commandOf(const Row& row) const {
    if (stage_ != Stage::Root)
        return row.reason.isEmpty() ? &command_ : nullptr; // what is refused here is not taken there either
    return row.kind == Kind::Command || row.kind == Kind::Recent ? find(row.id) : nullptr;
}

QString PaletteModel::line() const {
    const Row row = shown_.value(current_);
    const Command* command = commandOf(row);
    return command ? commandLine(*command, valuesWith(row)) : QString();
}

bool PaletteModel::lineComplete() const {
    const Row row = shown_.value(current_);
    const Command* command = commandOf(row);
    return command && valuesWith(row).size() == command->steps.size() && !line().isEmpty();
}

void PaletteModel::explain(int row) {
    if (row < 0 || row >= shown_.size())
        return;
    setCurrent(row);
    const Row& one = shown_.at(row);
    const Command* command = stage_ != Stage::Root ? &command_ : find(one.id);
    const QStringList values = valuesWith(one);
    if (!one.reason.isEmpty())
        explanation_ = tr("Not now: %1.").arg(one.reason);
    else if (!command || (!command->line && !command->effect))
        explanation_ = tr("It shows something, and changes nothing.");
    else if (values.size() < command->steps.size())
        explanation_ = tr("It asks first: %1").arg(command->steps.at(values.size()).question);
    else
        explanation_ = command->effect ? command->effect(values) : tr("It shows something, and changes nothing.");
    Q_EMIT currentChanged();
}

// Steps

QString PaletteModel::question() const {
    if (stage_ == Stage::Root)
        return {};
    return sure() ? tr("really?") : command_.steps.at(values_.size()).question;
}

void PaletteModel::restart() {
    if (!app_)
        return;
    stage_ = Stage::Root;
    command_ = {};
    values_.clear();
    crumbs_.clear();
    query_.clear();
    if (dirty_)
        gather();
    auto& settings = pageOf<SettingsPage>(*app_, u"settings"_s);
    auto& models = pageOf<ModelsPage>(*app_, u"models"_s);
    if (app_->connected() && !settings.settings()->wasRead())
        settings.refresh();
    if (app_->connected() && !models.hasData())
        models.refresh();
    rank();
    Q_EMIT stageChanged();
    Q_EMIT queryChanged();
}

bool PaletteModel::back() {
    if (stage_ == Stage::Root)
        return false;
    if (values_.isEmpty()) {
        restart();
        Q_EMIT asked({});
        return true;
    }
    values_.removeLast();
    crumbs_.removeLast();
    typedFrom_ = std::min(typedFrom_, values_.size());
    ask();
    return true;
}

bool PaletteModel::activate(int row) {
    if (!app_ || row < 0 || row >= shown_.size())
        return false;
    const Row one = shown_.at(row);
    if (!one.reason.isEmpty())
        return false;
    return go(one);
}

bool PaletteModel::go(const Row& row) {
    switch (row.kind) {
    case Kind::Page: app_->navigate(row.id); return true;
    case Kind::Job: app_->navigate(u"jobs"_s, row.id); return true;
    case Kind::Tag: app_->navigate(u"jobs"_s, u"?tag="_s + row.id); return true;
    case Kind::Model: app_->navigate(u"models"_s, row.id); return true;
    case Kind::Place: {
        const QString where = row.id.section(u' ', 1);
        if (row.id.startsWith("row "_L1)) {
            app_->navigate(u"jobs"_s, pageOf<JobsPage>(*app_, u"jobs"_s).nameAt(where.toInt() - 1));
        } else if (row.id.startsWith("time "_L1)) {
            app_->navigate(u"audit"_s);
            pageOf<AuditPage>(*app_, u"audit"_s).goTo(where);
        } else {
            app_->navigate(row.id.section(u' ', 0, 0), where);
        }
        return true;
    }
    case Kind::Help:
        if (row.id == "keys"_L1) {
            Q_EMIT windowAsked(row.id);
            return true;
        }
        query_ = row.id;
        rank();
        Q_EMIT queryChanged();
        Q_EMIT asked(row.id);
        return false;
    case Kind::Command:
    case Kind::Recent:
        if (const Command* command = find(row.id))
            return begin(Command(*command), row.values);
        return false;
    case Kind::Setting:
        if (const Command* command = find(u"settings.change"_s))
            return begin(Command(*command), {row.id});
        return false;
    case Kind::Typed: typedFrom_ = std::min(typedFrom_, values_.size()); [[fallthrough]];
    case Kind::Choice:
        values_.append(row.id);
        crumbs_.append(row.title);
        return advance();
    case Kind::No: back(); return false;
    case Kind::Yes: perform(); return true;
    }
    return false;
}

bool PaletteModel::begin(const Command& command, const QStringList& values) {
    command_ = command;
    values_ = values;
    typedFrom_ = command.steps.size();
    crumbs_ = {command.title};
    for (qsizetype i = 0; i < values.size(); ++i)
        crumbs_.append(titleOfValue(command, values.mid(0, i), values.at(i)));
    return advance();
}

QString PaletteModel::titleOfValue(const Command& command, const QStringList& before, const QString& value) const {
    const CommandStep& step = command.steps.at(before.size());
    if (step.choices)
        for (const CommandStep::Choice& choice : step.choices(before))
            if (choice.value == value)
                return choice.title;
    return value;
}

bool PaletteModel::advance() {
    if (values_.size() == command_.steps.size() && command_.sure.isEmpty()) {
        perform();
        return true;
    }
    ask();
    return false;
}

void PaletteModel::ask() {
    stage_ = values_.size() < command_.steps.size() ? Stage::Step : Stage::Sure;
    choices_.clear();
    QString first;
    if (stage_ == Stage::Step) {
        const CommandStep& step = command_.steps.at(values_.size());
        if (step.choices)
            choices_ = step.choices(values_);
        std::vector<PaletteIndex::Entry> names;
        for (const CommandStep::Choice& choice : choices_)
            names.push_back({choice.title, choice.value == choice.title ? QString() : choice.value, 0,
                             choice.reason.isEmpty() ? 0 : -900});
        choiceIndex_.build(names);
        if (choices_.isEmpty() && step.proposal)
            first = step.proposal(values_);
    }
    query_ = first;
    rank();
    Q_EMIT stageChanged();
    Q_EMIT queryChanged();
    Q_EMIT asked(first);
}

void PaletteModel::perform() {
    const Command command = command_;
    const QStringList values = values_;
    remember();
    restart();
    if (command.run)
        command.run(values);
}

// What was done last

void PaletteModel::remember() {
    const Recent recent{command_.id, values_.mid(0, typedFrom_)};
    recents_.removeIf([&](const Recent& one) { return one.id == recent.id && one.values == recent.values; });
    recents_.prepend(recent);
    if (recents_.size() > kRecentMax)
        recents_.resize(kRecentMax);
    dirty_ = true;
    Q_EMIT storedChanged();
}

QString PaletteModel::stored() const {
    QJsonArray all;
    for (const Recent& recent : recents_) {
        QJsonArray words{recent.id};
        for (const QString& value : recent.values)
            words.append(value);
        all.append(words);
    }
    return all.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact));
}

void PaletteModel::setStored(const QString& stored) {
    if (stored == this->stored())
        return;
    recents_.clear();
    for (const QJsonValue& one : QJsonDocument::fromJson(stored.toUtf8()).array()) {
        Recent recent;
        for (const QJsonValue& word : one.toArray())
            recent.values.append(word.toString());
        if (recent.values.isEmpty() || recents_.size() >= kRecentMax)
            continue;
        recent.id = recent.values.takeFirst();
        recents_.append(recent);
    }
    dirty_ = true;
    Q_EMIT storedChanged();
    if (stage_ == Stage::Root)
        restart();
}

} // namespace inferno::models
