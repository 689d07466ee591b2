// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/first_run_page.h"

#include <algorithm>
#include <array>

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include "models/app_state.h"
#include "models/job_store.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

struct Step {
    const char* id;
    const char* title;
    const char* what;
};
constexpr std::array kSteps{
    Step{"computer", QT_TRANSLATE_NOOP("FirstSteps", "This computer"),
         QT_TRANSLATE_NOOP("FirstSteps", "A window shows one service: this computer's, or that of another machine.")},
    Step{"service", QT_TRANSLATE_NOOP("FirstSteps", "The service"),
         QT_TRANSLATE_NOOP("FirstSteps", "Jobs run in infernod, in the background, with or without this window.")},
    Step{"vault", QT_TRANSLATE_NOOP("FirstSteps", "Protect the vault"),
         QT_TRANSLATE_NOOP("FirstSteps",
                           "The vault is the encrypted record of all that happens; something must open it.")},
    Step{"preferences", QT_TRANSLATE_NOOP("FirstSteps", "Preferences"),
         QT_TRANSLATE_NOOP("FirstSteps", "How the window looks, and whether the desktop may tell you of failures.")},
    Step{"job", QT_TRANSLATE_NOOP("FirstSteps", "First job"),
         QT_TRANSLATE_NOOP("FirstSteps",
                           "A job is a command that runs by a schedule, after another, or when you ask.")}};

QString words(const char* text) {
    return QCoreApplication::translate("FirstSteps", text);
}

QString idOf(int step) {
    return QString::fromLatin1(kSteps.at(static_cast<std::size_t>(step)).id);
}

QJsonArray arrayOf(const QSet<QString>& set) {
    QStringList list(set.begin(), set.end());
    list.sort();
    return QJsonArray::fromStringList(list);
}

QSet<QString> setOf(const QJsonValue& value) {
    QSet<QString> set;
    for (const QJsonValue& one : value.toArray())
        for (const Step& step : kSteps)
            if (one.toString() == QLatin1String(step.id))
                set.insert(one.toString());
    return set;
}

} // namespace

FirstRunPage::FirstRunPage(AppState& app)
    : PageObject(app), steps_({"stepId", "title", "what", "progress"}), passphrase_(app), crontab_(app), sample_(app) {
    connect(&app.jobStore(), &JobStore::replaced, this, &FirstRunPage::lookAround);
    connect(&app, &AppState::jobNamesChanged, this, &FirstRunPage::changed);
    connect(&app, &AppState::vaultChanged, this, &FirstRunPage::changed);
    connect(&passphrase_, &PassphraseChange::done, this, [this] { mark(u"vault"_s, false); });
    connect(&crontab_, &CrontabImport::done, this, [this] { mark(u"job"_s, false); });
    connect(&sample_, &SampleWorkspace::done, this, [this] { mark(u"job"_s, false); });
    show();
}

int FirstRunPage::count() const {
    return static_cast<int>(kSteps.size());
}

int FirstRunPage::doneCount() const {
    return static_cast<int>((done_ + skipped_).size());
}

bool FirstRunPage::listed() const {
    const bool empty = app().jobStore().wasRead() && app().jobStore().rowCount() == 0;
    return !away_ && doneCount() < count() && (begun_ || empty);
}

int FirstRunPage::firstOpen() const {
    for (int step = 0; step < count(); ++step)
        if (!done_.contains(idOf(step)) && !skipped_.contains(idOf(step)))
            return step;
    return 0;
}

QString FirstRunPage::nextTitle() const {
    return words(kSteps.at(static_cast<std::size_t>(firstOpen())).title);
}

QString FirstRunPage::stored() const {
    if (!begun_ && !away_)
        return {};
    const QJsonObject all{{u"done"_s, arrayOf(done_)}, {u"skipped"_s, arrayOf(skipped_)}, {u"away"_s, away_}};
    return QString::fromUtf8(QJsonDocument(all).toJson(QJsonDocument::Compact));
}

void FirstRunPage::setStored(const QString& stored) {
    const QJsonObject all = QJsonDocument::fromJson(stored.toUtf8()).object();
    if (all.isEmpty())
        return;
    begun_ = true;
    done_ = setOf(all.value(u"done"_s));
    skipped_ = setOf(all.value(u"skipped"_s));
    away_ = all.value(u"away"_s).toBool();
    show();
}

void FirstRunPage::refresh() {
    setLoaded();
}

void FirstRunPage::enter(const QString& stepId) {
    begun_ = true;
    step_ = firstOpen();
    for (int step = 0; step < count(); ++step)
        if (idOf(step) == stepId)
            step_ = step;
    show();
    tellPath();
    Q_EMIT storedChanged();
}

void FirstRunPage::tellPath() {
    app().setPathTail(u"first-run"_s, {words(kSteps.at(static_cast<std::size_t>(step_)).title)});
}

void FirstRunPage::setStep(int step) {
    step_ = std::clamp(step, 0, count() - 1);
    show();
    tellPath();
    Q_EMIT stepShown();
}

void FirstRunPage::next() {
    mark(idOf(step_), false);
    leave();
}

void FirstRunPage::skip() {
    mark(idOf(step_), true);
    leave();
}

void FirstRunPage::back() {
    if (step_ > 0)
        setStep(step_ - 1);
}

void FirstRunPage::leave() {
    if (last())
        app().navigate(u"overview"_s);
    else
        setStep(step_ + 1);
}

void FirstRunPage::mark(const QString& stepId, bool skipped) {
    begun_ = true;
    if (!skipped) {
        done_.insert(stepId);
        skipped_.remove(stepId);
    } else if (!done_.contains(stepId)) {
        skipped_.insert(stepId);
    }
    show();
    Q_EMIT storedChanged();
}

void FirstRunPage::putAway() {
    away_ = true;
    Q_EMIT changed();
    Q_EMIT storedChanged();
}

void FirstRunPage::openWhenEmpty() {
    opensItself_ = true;
    lookAround();
}

void FirstRunPage::lookAround() {
    Q_EMIT changed();
    const bool fresh = !begun_ && !away_ && app().jobStore().wasRead() && app().jobStore().rowCount() == 0;
    if (opensItself_ && fresh && app().currentPage() == "overview"_L1)
        app().navigate(u"first-run"_s);
}

void FirstRunPage::show() {
    QList<FieldsModel::Row> rows;
    for (const Step& step : kSteps) {
        const QString id = QString::fromLatin1(step.id);
        rows.append({id, words(step.title), words(step.what),
                     done_.contains(id)      ? u"done"_s
                     : skipped_.contains(id) ? u"skipped"_s
                                             : u"todo"_s});
    }
    steps_.setRows(rows);
    Q_EMIT changed();
}

} // namespace inferno::models
