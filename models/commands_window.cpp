// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/activity.h"
#include "models/calendar_page.h"
#include "models/command_parts.h"
#include "models/graph_page.h"
#include "models/jobs_page.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

using Verb = std::function<void(const QStringList&)>;

void addUndo(QList<Command>& list, AppState& app) {
    const QString part = Commands::tr("Window");
    list.append({u"window.undo"_s,
                 Commands::tr("Take back what was done last"),
                 Commands::tr("undo"),
                 u"undo"_s,
                 part,
                 u"window.undo"_s,
                 {},
                 {},
                 [&app] { return app.undoText().isEmpty() ? Commands::tr("nothing was done") : QString(); },
                 [&app](const QStringList&) { app.undo(); },
                 {},
                 [&app](const QStringList&) { return Commands::tr("It was: %1").arg(app.undoText()); }});
    list.append({u"window.redo"_s,
                 Commands::tr("Do again what was taken back"),
                 Commands::tr("redo"),
                 u"repeat"_s,
                 part,
                 u"window.redo"_s,
                 {},
                 {},
                 [&app] { return app.redoText().isEmpty() ? Commands::tr("nothing was taken back") : QString(); },
                 [&app](const QStringList&) { app.redo(); },
                 {},
                 [&app](const QStringList&) { return Commands::tr("It was: %1").arg(app.redoText()); }});
}

void addCalendar(QList<Command>& list, AppState& app) {
    auto& calendar = *qobject_cast<CalendarPage*>(app.pageObject(u"calendar"_s));
    const QString part = Commands::tr("Calendar");
    const auto add = [&](const QString& id, const QString& title, const QString& icon, const Verb& verb) {
        list.append({u"calendar."_s + id,
                     title,
                     Commands::tr("calendar"),
                     icon,
                     part,
                     u"calendar."_s + id,
                     {},
                     {},
                     {},
                     [&app, verb](const QStringList& v) {
                         app.navigate(u"calendar"_s);
                         verb(v);
                     }});
    };
    const auto view = [&calendar](CalendarPage::View wanted) {
        return [&calendar, wanted](const QStringList&) { calendar.setView(wanted); };
    };
    add(u"today"_s, Commands::tr("Calendar: today"), u"calendar-days"_s,
        [&](const QStringList&) { calendar.goToday(); });
    add(u"month"_s, Commands::tr("Calendar: month"), u"calendar-days"_s, view(CalendarPage::View::Month));
    add(u"week"_s, Commands::tr("Calendar: week"), u"calendar-days"_s, view(CalendarPage::View::Week));
    add(u"day"_s, Commands::tr("Calendar: day"), u"calendar-days"_s, view(CalendarPage::View::Day));
    add(u"heat"_s, Commands::tr("Calendar: heat map"), u"calendar-days"_s, view(CalendarPage::View::HeatMap));
    add(u"timeline"_s, Commands::tr("Calendar: timeline"), u"calendar-days"_s, view(CalendarPage::View::Timeline));
    add(u"next-failure"_s, Commands::tr("Calendar: next failure"), u"octagon-x"_s,
        [&](const QStringList&) { calendar.nextFailure(1); });
}

void addJobViews(QList<Command>& list, AppState& app) {
    auto& jobs = *qobject_cast<JobsPage*>(app.pageObject(u"jobs"_s));
    auto& graph = *qobject_cast<GraphPage*>(app.pageObject(u"graph"_s));
    const auto tab = [&](const QString& id, const QString& title, int number) {
        list.append({u"jobs."_s + id,
                     title,
                     Commands::tr("list filter"),
                     u"list-checks"_s,
                     Commands::tr("Jobs"),
                     {},
                     {},
                     {},
                     {},
                     [&app, &jobs, number](const QStringList&) {
                         app.navigate(u"jobs"_s);
                         jobs.clearFilters();
                         jobs.setTab(number);
                     }});
    };
    tab(u"all"_s, Commands::tr("All jobs"), 0);
    tab(u"failing"_s, Commands::tr("Failing jobs"), 1);
    tab(u"running"_s, Commands::tr("Running jobs"), 2);
    tab(u"soon"_s, Commands::tr("Jobs of the next hour"), 3);
    list.append({u"graph.all"_s,
                 Commands::tr("Graph: show everything"),
                 {},
                 u"workflow"_s,
                 Commands::tr("Graph"),
                 {},
                 {},
                 {},
                 {},
                 [&app, &graph](const QStringList&) {
                     app.navigate(u"graph"_s);
                     graph.showAll();
                 }});
}

} // namespace

void addWindowCommands(QList<Command>& list, AppState& app, const std::function<void(const QString&)>& window) {
    addJobViews(list, app);
    addCalendar(list, app);
    addUndo(list, app);
    const QString part = Commands::tr("Window");
    const auto add = [&](const QString& id, const QString& title, const QString& words, const QString& icon,
                         const Verb& verb, const QString& key) {
        list.append({u"window."_s + id,
                     title,
                     words,
                     icon,
                     part,
                     key.isEmpty() ? QString() : u"window."_s + key,
                     {},
                     {},
                     {},
                     verb});
    };
    const auto tell = [&window](const QString& what) { return [window, what](const QStringList&) { window(what); }; };
    add(u"refresh"_s, Commands::tr("Read the page again"), Commands::tr("refresh reload"), u"rotate-cw"_s,
        tell(u"refresh"_s), u"refresh"_s);
    add(u"find"_s, Commands::tr("To the filter of the page"), Commands::tr("search"), u"funnel"_s, tell(u"find"_s),
        u"find"_s);
    add(
        u"activity"_s, Commands::tr("Show or hide the activity"), Commands::tr("history running"), u"activity"_s,
        [&app](const QStringList&) { app.activity()->setOpen(!app.activity()->open()); }, u"activity"_s);
    add(u"rail"_s, Commands::tr("Wide or narrow rail"), Commands::tr("sidebar"), u"panel-left"_s, tell(u"rail"_s),
        u"rail"_s);
    add(u"keys"_s, Commands::tr("Keys of this page"), Commands::tr("shortcuts help"), u"keyboard"_s, tell(u"keys"_s),
        u"keys"_s);
    add(u"first-steps"_s, Commands::tr("First steps"), Commands::tr("tour introduction"), u"flag"_s,
        [&app](const QStringList&) { app.navigate(u"first-run"_s); }, {});
    add(u"quit"_s, Commands::tr("Quit Inferno, jobs keep running"), Commands::tr("exit close"), u"log-out"_s,
        tell(u"quit"_s), u"quit"_s);
}

} // namespace inferno::models
