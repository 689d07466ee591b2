// SPDX-License-Identifier: GPL-3.0-or-later
#include <QRegularExpression>

#include "models/command_parts.h"
#include "models/models_page.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;
using Choice = CommandStep::Choice;

namespace {

using WhyNot = QString (*)(const client::Model& model);

ModelsPage& modelsOf(AppState& app) {
    return *qobject_cast<ModelsPage*>(app.pageObject(u"models"_s));
}

bool isUnloaded(const client::Model& model) {
    return model.status == "unloaded";
}

QString whyNotDefault(const client::Model& model) {
    return isUnloaded(model)  ? Commands::tr("it is not loaded")
           : model.is_default ? Commands::tr("it is the default version")
                              : QString();
}

QString whyNotLoaded(const client::Model& model) {
    return isUnloaded(model) ? QString() : Commands::tr("it is loaded");
}

QString whyNotUnloaded(const client::Model& model) {
    return isUnloaded(model) ? Commands::tr("it is not loaded") : QString();
}

CommandStep whichModel(AppState& app) {
    const auto choices = [&app](const QStringList&) {
        QList<Choice> all;
        for (const client::Model& model : modelsOf(app).all())
            if (all.isEmpty() || all.last().value != text(model.name))
                all.append({text(model.name), text(model.name), {}, {}});
            else if (all.last().note.isEmpty())
                all.last().note = Commands::tr("several versions");
        return all;
    };
    return {Commands::tr("which model?"), u"MODEL"_s, choices};
}

CommandStep whichVersion(AppState& app, WhyNot whyNot) {
    const auto choices = [&app, whyNot](const QStringList& given) {
        QList<Choice> all;
        for (const client::Model& model : modelsOf(app).all())
            if (text(model.name) == given.at(0))
                all.append({text(model.version), text(model.version),
                            model.is_default ? Commands::tr("default") : text(model.status), whyNot(model)});
        return all;
    };
    return {Commands::tr("which version?"), u"VERSION"_s, choices};
}

const client::Model* find(AppState& app, const QStringList& values) {
    for (const client::Model& model : modelsOf(app).all())
        if (text(model.name) == values.at(0) && text(model.version) == values.value(1))
            return &model;
    return nullptr;
}

/// Tells what came of it, and has the page read the models again.
void tell(AppState& app, Answer<client::ModelSplit> answer, const QString& done, const QString& failed) {
    answer.then(&app, [&app, done, failed](const Result<client::ModelSplit>& split) {
        if (split)
            app.say(done);
        else
            app.sayError(failed, split.error());
        modelsOf(app).refresh();
    });
}

const QRegularExpression& shareForm() {
    static const QRegularExpression form(u"^([^=\\s]+)=(\\d{1,6})$"_s);
    return form;
}

/// "1.2=90 1.3=10": why this is no split of a model's versions.
QString whyNoSplit(AppState& app, const QString& model, const QString& words) {
    const QStringList parts = words.split(u' ', Qt::SkipEmptyParts);
    if (parts.isEmpty())
        return Commands::tr("each version with its weight, such as 1.2=90 1.3=10");
    QStringList versions;
    int sum = 0;
    for (const QString& part : parts) {
        const auto match = shareForm().match(part);
        if (!match.hasMatch())
            return Commands::tr("“%1” is not VERSION=WEIGHT").arg(part);
        const client::Model* known = find(app, {model, match.captured(1)});
        if (!known || isUnloaded(*known))
            return Commands::tr("no version %1 is loaded").arg(match.captured(1));
        if (versions.contains(match.captured(1)))
            return Commands::tr("version %1 is named twice").arg(match.captured(1));
        versions.append(match.captured(1));
        sum += match.captured(2).toInt();
    }
    return sum > 0 ? QString() : Commands::tr("all weights are 0");
}

client::SplitRequest splitOf(const QString& words) {
    client::SplitRequest request;
    request.weights.emplace();
    for (const QString& part : words.split(u' ', Qt::SkipEmptyParts)) {
        const auto match = shareForm().match(part);
        request.weights->emplace(match.captured(1).toStdString(), match.captured(2).toInt());
    }
    return request;
}

QString defaultNow(AppState& app, const QString& name) {
    for (const client::Model& model : modelsOf(app).all())
        if (text(model.name) == name && model.is_default)
            return text(model.version);
    return {};
}

void addTraffic(QList<Command>& list, AppState& app) {
    const QString part = Commands::tr("Models");
    const auto away = needsService(app);
    list.append({u"model.default"_s,
                 Commands::tr("Make a version the default"),
                 Commands::tr("promote model"),
                 u"badge-check"_s,
                 part,
                 {},
                 {whichModel(app), whichVersion(app, whyNotDefault)},
                 Commands::tr("Send all to %1"),
                 away,
                 [&app](const QStringList& v) {
                     tell(app, app.backend().setDefaultModel(v.at(0), v.at(1), {}),
                          Commands::tr("%1 %2 is the default").arg(v.at(0), v.at(1)),
                          Commands::tr("%1 was not changed").arg(v.at(0)));
                 },
                 [](const QStringList& v) { return QStringList{u"models"_s, u"default"_s} + v; },
                 [&app](const QStringList& v) {
                     const QString now = defaultNow(app, v.at(0));
                     return Commands::tr("All requests to %1 that name no version go to %2; the default is %3 now. It "
                                         "can be rolled back.")
                         .arg(v.at(0), v.at(1), now.isEmpty() ? u"–"_s : now);
                 }});
    list.append({u"model.split"_s,
                 Commands::tr("Split the requests of a model"),
                 Commands::tr("traffic shares weights A/B"),
                 u"arrow-right-left"_s,
                 part,
                 {},
                 {whichModel(app),
                  {Commands::tr("which shares?"),
                   u"VERSION=WEIGHT"_s,
                   {},
                   [&app](const QStringList& v, const QString& words) { return whyNoSplit(app, v.at(0), words); },
                   [&app](const QStringList& v) {
                       const QString now = defaultNow(app, v.at(0));
                       return now.isEmpty() ? QString() : now + u"=100"_s;
                   }}},
                 {},
                 away,
                 [&app](const QStringList& v) {
                     tell(app, app.backend().setModelSplit(v.at(0), splitOf(v.at(1))),
                          Commands::tr("The requests of %1 are split").arg(v.at(0)),
                          Commands::tr("%1 was not changed").arg(v.at(0)));
                 },
                 [](const QStringList& v) {
                     return QStringList{u"models"_s, u"split"_s, v.at(0)} + v.value(1).split(u' ', Qt::SkipEmptyParts);
                 },
                 [](const QStringList& v) {
                     return Commands::tr("Requests to %1 that name no version are answered in these shares. It can be "
                                         "rolled back.")
                         .arg(v.at(0));
                 }});
    list.append(
        {u"model.rollback"_s,
         Commands::tr("Roll back a model"),
         Commands::tr("previous split default undo"),
         u"undo"_s,
         part,
         {},
         {whichModel(app)},
         Commands::tr("Roll back %1"),
         away,
         [&app](const QStringList& v) {
             tell(app, app.backend().rollBackModel(v.at(0), {}), Commands::tr("%1 is rolled back").arg(v.at(0)),
                  Commands::tr("%1 was not rolled back").arg(v.at(0)));
         },
         [](const QStringList& v) { return QStringList{u"models"_s, u"rollback"_s} + v; },
         [](const QStringList& v) {
             return Commands::tr("The requests of %1 are shared as they were before the last change.").arg(v.at(0));
         }});
}

void addLoading(QList<Command>& list, AppState& app) {
    const QString part = Commands::tr("Models");
    const auto away = needsService(app);
    list.append({u"model.unload"_s,
                 Commands::tr("Unload a version"),
                 Commands::tr("model unregister memory"),
                 u"power"_s,
                 part,
                 u"models.load"_s,
                 {whichModel(app), whichVersion(app, whyNotUnloaded)},
                 Commands::tr("Unload %1"),
                 away,
                 [&app](const QStringList& v) {
                     app.navigate(u"models"_s, v.join(u'/'));
                     modelsOf(app).unload();
                 },
                 [](const QStringList& v) { return QStringList{u"models"_s, u"unregister"_s} + v; },
                 [&app](const QStringList& v) {
                     const client::Model* model = find(app, v);
                     QString words = Commands::tr("Requests to this version fail from then on. Its file stays.");
                     if (model && model->memory > 0)
                         words += u' ' + Commands::tr("About %1 of memory become free.").arg(sizeText(model->memory));
                     return words;
                 }});
    list.append({u"model.load"_s,
                 Commands::tr("Load a version again"),
                 Commands::tr("model register"),
                 u"play"_s,
                 part,
                 u"models.load"_s,
                 {whichModel(app), whichVersion(app, whyNotLoaded)},
                 {},
                 away,
                 [&app](const QStringList& v) {
                     app.navigate(u"models"_s, v.join(u'/'));
                     modelsOf(app).load();
                 },
                 [&app](const QStringList& v) {
                     const client::Model* model = find(app, v);
                     return QStringList{u"models"_s, u"register"_s, model ? text(model->path) : u"SOURCE"_s,
                                        u"--name"_s, v.at(0),       u"--version"_s,
                                        v.at(1)};
                 },
                 [&app](const QStringList& v) {
                     const client::Model* model = find(app, v);
                     return model && model->memory > 0
                                ? Commands::tr("It needs about %1 of memory.").arg(sizeText(model->memory))
                                : Commands::tr("It is served again, as it was before.");
                 }});
    list.append({u"model.show"_s,
                 Commands::tr("Show a model"),
                 Commands::tr("versions"),
                 u"boxes"_s,
                 part,
                 {},
                 {whichModel(app)},
                 {},
                 {},
                 [&app](const QStringList& v) { app.navigate(u"models"_s, v.at(0)); },
                 [](const QStringList& v) { return QStringList{u"models"_s, u"show"_s} + v; }});
}

} // namespace

void addModelCommands(QList<Command>& list, AppState& app) {
    addTraffic(list, app);
    addLoading(list, app);
}

} // namespace inferno::models
