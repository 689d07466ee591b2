// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/key_map.h"

#include <algorithm>
#include <utility>

#include <QJsonDocument>
#include <QJsonObject>

#include "models/key_chord.h"
#include "models/page_registry.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

const auto kWindow = u"window"_s;

/// Keys that move the focus, walk in lists or edit text: whatever has the focus needs them.
bool isReserved(const QString& chord) {
    static const QStringList always{u"Tab"_s, u"Shift+Tab"_s, u"Esc"_s, u"Ctrl+Tab"_s, u"Ctrl+Shift+Tab"_s};
    static const QStringList text{u"Ctrl+A"_s, u"Ctrl+C"_s,      u"Ctrl+V"_s,
                                  u"Ctrl+X"_s, u"Ctrl+Insert"_s, u"Shift+Insert"_s};
    if (always.contains(chord) || text.contains(chord))
        return true;
    const QKeyCombination keys = chordOf(chord);
    if (keys.keyboardModifiers() != Qt::NoModifier && keys.keyboardModifiers() != Qt::ShiftModifier)
        return false;
    switch (keys.key()) {
    case Qt::Key_Return:
    case Qt::Key_Space:
    case Qt::Key_Backspace:
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_Home:
    case Qt::Key_End:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: return true;
    default: return false;
    }
}

} // namespace

KeyMap::KeyMap(const PageRegistry& pages, QObject* parent) : QAbstractListModel(parent), pages_(pages) {
    addWindow(pages);
    addPages();
    addExplorers();
    addForms();
    for (qsizetype row = 0; row < actions_.size(); ++row) {
        actions_[row].chords = actions_[row].built;
        settle(row);
    }
}

void KeyMap::add(const QString& id, const QString& text, const QStringList& chords, bool fixed) {
    actions_.append({id, text, id.section(u'.', 0, 0), chords, fixed});
}

void KeyMap::addWindow(const PageRegistry& pages) {
    for (const PageRegistry::Row& page : pages.rows())
        if (!page.shortcut.isEmpty())
            add(u"window.page-"_s + page.id, page.title, {page.shortcut});
    add(u"window.palette"_s, tr("Search or run a command"), {u"Ctrl+K"_s});
    add(u"window.commands"_s, tr("Commands only"), {u"Ctrl+Shift+P"_s});
    add(u"window.find"_s, tr("Filter of the page"), {u"/"_s, u"Ctrl+F"_s});
    add(u"window.new"_s, tr("New job"), {u"Ctrl+N"_s});
    add(u"window.save"_s, tr("Save"), {u"Ctrl+S"_s});
    add(u"window.undo"_s, tr("Take back what was done last"), {u"Ctrl+Z"_s});
    add(u"window.redo"_s, tr("Do again what was taken back"), {u"Ctrl+Shift+Z"_s});
    add(u"window.refresh"_s, tr("Read again"), {u"F5"_s, u"Ctrl+R"_s});
    add(u"window.next-region"_s, tr("Next region"), {u"F6"_s});
    add(u"window.previous-region"_s, tr("Previous region"), {u"Shift+F6"_s});
    add(u"window.activity"_s, tr("Activity"), {u"Ctrl+J"_s});
    add(u"window.back"_s, tr("Back"), {u"Alt+Left"_s});
    add(u"window.forward"_s, tr("Forward"), {u"Alt+Right"_s});
    add(u"window.rail"_s, tr("Wide or narrow rail"), {u"Ctrl+B"_s});
    add(u"window.keys"_s, tr("Keys of this page"), {u"?"_s, u"F1"_s});
    add(u"window.quit"_s, tr("Quit Inferno, jobs keep running"), {u"Ctrl+Q"_s});
    add(u"window.close"_s, tr("Close what lies on top"), {u"Esc"_s}, true);
    add(u"window.open"_s, tr("Open what is chosen"), {u"Return"_s}, true);
    add(u"window.walk"_s, tr("Next control"), {u"Tab"_s}, true);
}

void KeyMap::addPages() {
    add(u"overview.attention"_s, tr("To what needs attention"), {u"A"_s});
    add(u"overview.edit"_s, tr("Arrange the figures"), {u"E"_s});
    add(u"jobs.run"_s, tr("Run now"), {u"R"_s});
    add(u"jobs.run-with"_s, tr("Run with other values"), {u"Shift+R"_s});
    add(u"jobs.pause"_s, tr("Pause or enable"), {u"P"_s});
    add(u"jobs.edit"_s, tr("Edit"), {u"E"_s});
    add(u"jobs.log"_s, tr("Show the job and its output"), {u"L"_s});
    add(u"jobs.peek"_s, tr("Look at the row"), {u"Space"_s}, true);
    add(u"jobs.graph"_s, tr("Show in the graph"), {u"G"_s});
    add(u"jobs.why"_s, tr("Why it started"), {u"W"_s});
    add(u"jobs.compare"_s, tr("Compare with the last success"), {u"C"_s});
    add(u"jobs.duplicate"_s, tr("Duplicate"), {u"D"_s});
    add(u"jobs.rename"_s, tr("Rename"), {u"F2"_s});
    add(u"jobs.tick"_s, tr("Select the row"), {u"X"_s});
    add(u"jobs.new"_s, tr("New job"), {u"N"_s});
    add(u"jobs.delete"_s, tr("Delete"), {u"Del"_s});
    add(u"jobs.next"_s, tr("Next row"), {u"J"_s});
    add(u"jobs.previous"_s, tr("Previous row"), {u"K"_s});
    add(u"graph.fit"_s, tr("Fit the whole graph"), {u"."_s});
    add(u"graph.zoom-in"_s, tr("Zoom in"), {u"+"_s, u"="_s});
    add(u"graph.zoom-out"_s, tr("Zoom out"), {u"-"_s});
    add(u"graph.isolate"_s, tr("Only what hangs together with it"), {u"I"_s});
    add(u"graph.edit"_s, tr("Edit the dependencies"), {u"E"_s});
    add(u"graph.group"_s, tr("Groups or single jobs"), {u"G"_s});
    add(u"graph.tidy"_s, tr("Place all jobs anew"), {u"T"_s});
    add(u"graph.link"_s, tr("Draw a dependency from the job"), {u"C"_s});
    add(u"graph.next-edge"_s, tr("Next dependency of the job"), {u"N"_s});
    add(u"graph.on-success"_s, tr("The dependency: on success"), {u"S"_s});
    add(u"graph.always"_s, tr("The dependency: always"), {u"A"_s});
    add(u"graph.on-failure"_s, tr("The dependency: on failure"), {u"F"_s});
    add(u"graph.remove"_s, tr("Remove the dependency"), {u"Del"_s});
    add(u"graph.outline"_s, tr("Graph or outline"), {u"O"_s});
    add(u"graph.walk"_s, tr("Walk along the lines"), {u"Right"_s, u"Left"_s}, true);
}

void KeyMap::addExplorers() {
    add(u"calendar.today"_s, tr("Today"), {u"T"_s});
    add(u"calendar.month"_s, tr("Month"), {u"M"_s});
    add(u"calendar.week"_s, tr("Week"), {u"W"_s});
    add(u"calendar.day"_s, tr("Day"), {u"D"_s});
    add(u"calendar.heat"_s, tr("Heat map"), {u"H"_s});
    add(u"calendar.timeline"_s, tr("Timeline"), {u"L"_s});
    add(u"calendar.zoom-in"_s, tr("Zoom in"), {u"="_s, u"+"_s});
    add(u"calendar.zoom-out"_s, tr("Zoom out"), {u"-"_s});
    add(u"calendar.next-failure"_s, tr("Next failure"), {u"N"_s});
    add(u"calendar.previous-failure"_s, tr("Previous failure"), {u"Shift+N"_s});
    add(u"calendar.skip"_s, tr("Leave this run out"), {u"S"_s});
    add(u"calendar.earlier"_s, tr("Move it 15 minutes earlier"), {u"Ctrl+Up"_s});
    add(u"calendar.later"_s, tr("Move it 15 minutes later"), {u"Ctrl+Down"_s});
    add(u"calendar.blackout"_s, tr("New blackout"), {u"B"_s});
    add(u"calendar.outline"_s, tr("Calendar or outline"), {u"O"_s});
    add(u"calendar.step"_s, tr("Earlier, later"), {u"Left"_s, u"Right"_s}, true);
    add(u"audit.verify"_s, tr("Verify"), {u"V"_s});
    add(u"audit.export"_s, tr("Export"), {u"X"_s});
    add(u"audit.filter"_s, tr("Filter for this value"), {u"F"_s});
    add(u"audit.filter-out"_s, tr("Filter this value out"), {u"Shift+F"_s});
    add(u"audit.next"_s, tr("Older event"), {u"J"_s});
    add(u"audit.previous"_s, tr("Newer event"), {u"K"_s});
    add(u"audit.pin"_s, tr("Pin or unpin the column"), {u"P"_s});
    add(u"audit.earlier"_s, tr("Earlier time"), {u"["_s});
    add(u"audit.later"_s, tr("Later time"), {u"]"_s});
    add(u"audit.zoom-in"_s, tr("Shorter time"), {u"="_s});
    add(u"audit.zoom-out"_s, tr("Longer time"), {u"-"_s});
    add(u"audit.peek"_s, tr("Look at the event"), {u"Space"_s}, true);
    add(u"audit.rename"_s, tr("Rename a kept question"), {u"F2"_s}, true);
    add(u"audit.remove"_s, tr("Delete a kept question"), {u"Del"_s}, true);
    add(u"models.load"_s, tr("Load or unload"), {u"L"_s});
    add(u"models.choose"_s, tr("Choose the model to try"), {u"M"_s});
    add(u"models.differences"_s, tr("Only what differs"), {u"D"_s});
    add(u"models.next"_s, tr("Next version"), {u"J"_s});
    add(u"models.previous"_s, tr("Previous version"), {u"K"_s});
    add(u"models.run"_s, tr("Ask the model"), {u"Ctrl+Return"_s});
    add(u"models.run-both"_s, tr("Ask both models"), {u"Ctrl+Shift+Return"_s});
}

void KeyMap::addForms() {
    add(u"settings.reset"_s, tr("Reset this setting"), {u"Ctrl+Backspace"_s});
    const QStringList steps{tr("General"),      tr("Schedule"), tr("Command"), tr("Inputs"),
                            tr("Dependencies"), tr("Limits"),   tr("Alerts"),  tr("Review")};
    for (int step = 1; step <= steps.size(); ++step)
        add(u"job-editor.step-%1"_s.arg(step), steps.at(step - 1), {u"Alt+%1"_s.arg(step)});
    add(u"job-editor.text"_s, tr("Schedule as text"), {u"Ctrl+E"_s});
    add(u"job-editor.run"_s, tr("Save and run"), {u"Ctrl+Return"_s});
    for (int step = 1; step <= 5; ++step)
        //: A step of the first steps; %1 is its number.
        add(u"first-run.step-%1"_s.arg(step), tr("Step %1").arg(step), {u"Alt+%1"_s.arg(step)});
    add(u"first-run.next"_s, tr("Go on"), {u"Ctrl+Return"_s});
}

// The list

int KeyMap::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(actions_.size());
}

QHash<int, QByteArray> KeyMap::roleNames() const {
    return {{int(Role::ActionId), "actionId"},     {int(Role::Text), "text"},        {int(Role::Scope), "scope"},
            {int(Role::ScopeTitle), "scopeTitle"}, {int(Role::First), "first"},      {int(Role::Keys), "chords"},
            {int(Role::Fixed), "fixed"},           {int(Role::Changed), "isChanged"}};
}

QVariant KeyMap::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Action& action = actions_.at(index.row());
    switch (static_cast<Role>(role)) {
    case Role::ActionId: return action.id;
    case Role::Text: return action.text;
    case Role::Scope: return action.scope;
    case Role::ScopeTitle: return scopeTitle(action.scope);
    case Role::First: return index.row() == 0 || actions_.at(index.row() - 1).scope != action.scope;
    case Role::Keys: {
        QStringList all;
        for (const QString& chord : action.chords)
            all.append(shown(chord));
        return all;
    }
    case Role::Fixed: return action.fixed;
    case Role::Changed: return action.chords != action.built;
    }
    return role == Qt::DisplayRole ? action.text : QVariant();
}

QString KeyMap::scopeTitle(const QString& scope) const {
    //: Keys that work on every page.
    return scope == kWindow ? tr("Everywhere") : pages_.title(scope);
}

qsizetype KeyMap::find(const QString& id) const {
    return std::ranges::find(actions_, id, &Action::id) - actions_.begin();
}

int KeyMap::changedCount() const {
    return static_cast<int>(std::ranges::count_if(actions_, [](const Action& a) { return a.chords != a.built; }));
}

void KeyMap::settle(qsizetype row) {
    const Action& action = actions_.at(row);
    const QString name = action.id.section(u'.', 1);
    const QString begin = action.scope + u' ';
    for (auto meaning = meanings_.begin(); meaning != meanings_.end();)
        meaning = meaning.value() == name && meaning.key().startsWith(begin) ? meanings_.erase(meaning) : ++meaning;
    for (const QString& chord : action.chords)
        meanings_.insert(begin + chord, name);
    QStringList sequences = action.chords;
    for (const QString& chord : action.chords)
        if (chord.endsWith("Return"_L1)) // the one of the number pad as well
            sequences.append(chord.chopped(6) + u"Enter"_s);
    texts_.insert(action.id, shown(action.chords.value(0)));
    sequences_.insert(action.id, sequences);
}

// Keys

QString KeyMap::action(const QString& scope, int key, int modifiers) const {
    return meanings_.value(scope + u' ' + chord(key, modifiers));
}

QString KeyMap::chord(int key, int modifiers) {
    return chordText(key, Qt::KeyboardModifiers(modifiers));
}

QString KeyMap::shown(const QString& chord) {
    return chordShown(chord);
}

const KeyMap::Action* KeyMap::holder(const QString& scope, const QString& chord, const QString& except) const {
    for (const Action& action : actions_)
        if (action.id != except && action.chords.contains(chord) &&
            (action.scope == scope || action.scope == kWindow || scope == kWindow))
            return &action;
    return nullptr;
}

QString KeyMap::problem(const QString& id, const QString& chord) const {
    const qsizetype row = find(id);
    if (row == actions_.size() || actions_.at(row).fixed)
        return tr("This key cannot be changed");
    const Action& wanted = actions_.at(row);
    const QKeyCombination keys = chordOf(chord);
    if (keys.key() == Qt::Key(0))
        return tr("This is no key");
    if (isReserved(chord))
        return tr("%1 moves the focus or edits text").arg(shown(chord));
    const bool bare = keys.keyboardModifiers() == Qt::NoModifier || keys.keyboardModifiers() == Qt::ShiftModifier;
    if (wanted.scope == kWindow && bare && isLetterOrDigit(keys.key()))
        return tr("What works everywhere needs Ctrl or Alt: %1 alone belongs to lists").arg(shown(chord));
    if (const Action* other = holder(wanted.scope, chord, id))
        //: %1 is a key, %2 what it does, %3 where.
        return tr("%1 is “%2” (%3)").arg(shown(chord), other->text, scopeTitle(other->scope));
    return {};
}

QString KeyMap::assign(const QString& id, const QString& chord) {
    const qsizetype row = find(id);
    if (row == actions_.size())
        return problem(id, chord);
    if (!chord.isEmpty() || actions_.at(row).fixed)
        if (const QString why = problem(id, chord); !why.isEmpty())
            return why;
    const QStringList chords = chord.isEmpty() ? QStringList() : QStringList{chord};
    if (actions_.at(row).chords == chords)
        return {};
    actions_[row].chords = chords;
    settle(row);
    Q_EMIT dataChanged(index(static_cast<int>(row)), index(static_cast<int>(row)));
    Q_EMIT changed();
    Q_EMIT storedChanged();
    return {};
}

// What was built may meanwhile be another action's: then that one goes back as well.
void KeyMap::reset(const QString& id) {
    const qsizetype row = find(id);
    if (row == actions_.size() || actions_.at(row).chords == actions_.at(row).built)
        return;
    actions_[row].chords = actions_.at(row).built;
    settle(row);
    Q_EMIT dataChanged(index(static_cast<int>(row)), index(static_cast<int>(row)));
    for (const QString& chord : actions_.at(row).built)
        for (const Action* other = holder(actions_.at(row).scope, chord, id); other;
             other = holder(actions_.at(row).scope, chord, id))
            reset(QString(other->id));
    Q_EMIT changed();
    Q_EMIT storedChanged();
}

void KeyMap::resetAll() {
    if (changedCount() == 0)
        return;
    for (qsizetype row = 0; row < actions_.size(); ++row) {
        actions_[row].chords = actions_.at(row).built;
        settle(row);
    }
    Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    Q_EMIT changed();
    Q_EMIT storedChanged();
}

// What the window keeps

QString KeyMap::stored() const {
    QJsonObject all;
    for (const Action& action : actions_)
        if (action.chords != action.built)
            all.insert(action.id, action.chords.value(0));
    return all.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact));
}

void KeyMap::setStored(const QString& stored) {
    if (stored == this->stored())
        return;
    const QJsonObject all = QJsonDocument::fromJson(stored.toUtf8()).object();
    QHash<QString, QString> wanted;
    for (Action& action : actions_) {
        action.chords = action.built;
        const QJsonValue value = all.value(action.id);
        if (value.isString() && !action.fixed) {
            wanted.insert(action.id, value.toString());
            action.chords.clear(); // so that two may have exchanged their keys
        }
    }
    for (Action& action : actions_) {
        const QString chord = wanted.value(action.id);
        const QKeyCombination keys = chordOf(chord);
        const QString normal = KeyMap::chord(keys.key(), keys.keyboardModifiers().toInt());
        if (!chord.isEmpty() && problem(action.id, normal).isEmpty())
            action.chords = {normal};
        else if (!chord.isEmpty() && std::ranges::none_of(action.built, [&](const QString& one) {
                     return holder(action.scope, one, action.id) != nullptr;
                 }))
            action.chords = action.built;
    }
    meanings_.clear();
    for (qsizetype row = 0; row < actions_.size(); ++row)
        settle(row);
    Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    Q_EMIT changed();
    Q_EMIT storedChanged();
}

} // namespace inferno::models
