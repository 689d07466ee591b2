// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/command_parts.h"
#include "models/setting_words.h"
#include "models/settings_page.h"

namespace inferno::models {

using namespace Qt::StringLiterals;
using Choice = CommandStep::Choice;
using Changeable = SettingsList::Changeable;

namespace {

SettingsList& settingsOf(AppState& app) {
    return *qobject_cast<SettingsPage*>(app.pageObject(u"settings"_s))->settings();
}

Changeable settingOf(AppState& app, const QString& key) {
    for (const Changeable& one : settingsOf(app).changeable())
        if (one.key == key)
            return one;
    return {};
}

bool isWindows(const QString& key) {
    return key.startsWith(u"window."_s);
}

QList<Choice> valuesOf(AppState& app, const QString& key) {
    const Changeable setting = settingOf(app, key);
    QList<Choice> all;
    for (qsizetype i = 0; i < setting.values.size(); ++i)
        all.append({setting.values.at(i),
                    setting.labels.value(i),
                    setting.values.at(i) == setting.value ? Commands::tr("now") : QString(),
                    {}});
    return all;
}

QString settingEffect(AppState& app, const QString& key) {
    const Changeable setting = settingOf(app, key);
    const qsizetype at = setting.values.indexOf(setting.value);
    const QString now = at >= 0                   ? setting.labels.at(at)
                        : setting.value.isEmpty() ? Commands::tr("empty")
                                                  : setting.value;
    const QString words =
        Commands::tr("It is %1 now.").arg(setting.unit.isEmpty() || at >= 0 ? now : now + u' ' + setting.unit);
    return words + u' ' +
           (setting.restart ? Commands::tr("A change counts from the next start on.")
                            : Commands::tr("A change counts at once."));
}

void addProcess(QList<Command>& list, AppState& app) {
    const QString part = Commands::tr("Service");
    const auto away = needsService(app);
    const auto there = [&app] { return app.connected() ? Commands::tr("the service runs") : QString(); };
    const auto elsewhere = [&app] {
        return app.backend().isLocal() ? QString() : Commands::tr("it runs on another computer");
    };
    const auto line = [](const QString& verb) {
        return [verb](const QStringList&) { return QStringList{u"service"_s, verb}; };
    };
    list.append({u"service.start"_s,
                 Commands::tr("Start the service"),
                 Commands::tr("infernod daemon"),
                 u"power"_s,
                 part,
                 {},
                 {},
                 {},
                 [there, elsewhere] { return there().isEmpty() ? elsewhere() : there(); },
                 [&app](const QStringList&) { app.startService(); },
                 line(u"start"_s)});
    list.append({u"service.stop"_s,
                 Commands::tr("Stop the service"),
                 Commands::tr("infernod daemon"),
                 u"stop"_s,
                 part,
                 {},
                 {},
                 Commands::tr("Stop the service"),
                 away,
                 [&app](const QStringList&) { app.stopService(); },
                 line(u"stop"_s),
                 [&app](const QStringList&) { return app.stopWarning(); }});
    list.append({u"service.restart"_s,
                 Commands::tr("Restart the service"),
                 Commands::tr("infernod daemon again"),
                 u"refresh"_s,
                 part,
                 {},
                 {},
                 Commands::tr("Restart the service"),
                 [away, elsewhere] { return away().isEmpty() ? elsewhere() : away(); },
                 [&app](const QStringList&) { app.restartService(); },
                 {},
                 [](const QStringList&) {
                     return Commands::tr(
                         "Runs that are under way go on, and are taken up again. Nothing starts meanwhile.");
                 }});
    list.append({u"service.reconnect"_s,
                 Commands::tr("Reconnect now"),
                 {},
                 u"plug"_s,
                 part,
                 {},
                 {},
                 {},
                 there,
                 [&app](const QStringList&) { app.reconnectNow(); }});
}

void addSettings(QList<Command>& list, AppState& app) {
    const QString part = Commands::tr("Settings");
    const auto which = [&app](const QStringList&) {
        QList<Choice> all;
        for (const Changeable& one : settingsOf(app).changeable())
            all.append(
                {one.key, one.title, one.category,
                 isWindows(one.key) || app.connected() ? QString() : Commands::tr("the service does not answer")});
        return all;
    };
    list.append(
        {u"settings.change"_s,
         Commands::tr("Change a setting"),
         Commands::tr("configure option"),
         u"settings"_s,
         part,
         {},
         {{Commands::tr("which setting?"), u"KEY"_s, which},
          {Commands::tr("to what?"), u"VALUE"_s, [&app](const QStringList& v) { return valuesOf(app, v.at(0)); },
           [&app](const QStringList& v, const QString& words) { return settingsOf(app).problemOf(v.at(0), words); },
           [&app](const QStringList& v) { return settingOf(app, v.at(0)).value; }}},
         {},
         {},
         [&app](const QStringList& v) { settingsOf(app).set(v.at(0), v.at(1)); },
         [&app](const QStringList& v) {
             if (isWindows(v.at(0)))
                 return QStringList();
             return QStringList{u"config"_s, u"set"_s, v.at(0), settingsOf(app).argumentOf(v.at(0), v.at(1))};
         },
         [&app](const QStringList& v) { return settingEffect(app, v.at(0)); }});
    for (const SettingCategory& one : settingCategories())
        list.append({u"settings."_s + one.id,
                     Commands::tr("Settings: %1").arg(one.title),
                     {},
                     one.icon,
                     part,
                     {},
                     {},
                     {},
                     {},
                     [&app, id = one.id](const QStringList&) { app.navigate(u"settings"_s, id); }});
}

/// Theme, density, language, …: whatever of its own the window lets one choose.
void addAppearance(QList<Command>& list, AppState& app) {
    for (const Changeable& one : settingsOf(app).changeable()) {
        if (!isWindows(one.key))
            continue;
        list.append({one.key,
                     one.title,
                     Commands::tr("window appearance"),
                     u"sun-moon"_s,
                     Commands::tr("Window"),
                     {},
                     {{Commands::tr("which?"), u"VALUE"_s,
                       [&app, key = one.key](const QStringList&) { return valuesOf(app, key); }}},
                     {},
                     {},
                     [&app, key = one.key](const QStringList& v) { settingsOf(app).set(key, v.at(0)); },
                     {},
                     [&app, key = one.key](const QStringList&) { return settingEffect(app, key); }});
    }
}

} // namespace

void addServiceCommands(QList<Command>& list, AppState& app) {
    addProcess(list, app);
    addSettings(list, app);
    addAppearance(list, app);
}

} // namespace inferno::models
