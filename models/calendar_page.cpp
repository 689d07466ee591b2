// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/calendar_page.h"

#include <algorithm>

#include "models/app_state.h"
#include "models/job_store.h"
#include "models/words.h"

/// CalendarPage: what it reads, which part of the time it shows, and its verbs.
namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int kSettleMs = 1000;
constexpr int kTickMs = 20'000;
constexpr int kPartSeconds = 3600;
constexpr int kFailuresRead = 500;
constexpr int kGridDays = 42;

WallTime wallOf(const QDateTime& time) {
    return WallTime{std::chrono::milliseconds(time.toMSecsSinceEpoch())};
}

QDate mondayOf(const QDate& date) {
    return date.addDays(1 - date.dayOfWeek());
}

} // namespace

CalendarPage::CalendarPage(AppState& app)
    : PageObject(app), days_({"date", "name", "today", "past", "note", "noteTone", "noteIcon", "tip", "hours", "runs",
                              "failed", "planned", "inMonth", "share"}),
      boxes_({"day", "from", "to", "lane", "lanes", "name", "kind", "status", "event", "tip", "chosen", "movable"}),
      bands_({"day", "from", "to", "kind", "text", "name", "first"}), hours_({"label", "other", "at"}),
      groups_({"name", "label", "count", "on"}), layers_({"name", "label", "count", "on"}),
      month_({"date", "day", "inMonth", "inSpan", "today", "failed"}),
      lanes_({"name", "status", "note", "noteTone", "bars"}), laneHours_({"label", "at"}),
      outline_({"event", "day", "time", "name", "words", "kind", "status", "chosen"}) {
    soon_.setSingleShot(true);
    soon_.setInterval(kSettleMs);
    connect(&soon_, &QTimer::timeout, this, &CalendarPage::refresh);
    const auto later = [this] {
        if (!soon_.isActive() && this->app().currentPage() == "calendar"_L1)
            soon_.start();
    };
    connect(&app.backend(), &Backend::runChanged, this, later);
    connect(&app.backend(), &Backend::jobChanged, this, later);
    connect(&app.jobStore(), &JobStore::replaced, this, [this] {
        groupOfJob_.clear();
        if (planned_)
            planAlone();
        else
            compose();
    });
    auto* tick = new QTimer(this);
    connect(tick, &QTimer::timeout, this, &CalendarPage::nowMoved);
    tick->start(kTickMs);
    moveSpan(now().date());
}

// ---- the span ----

QDateTime CalendarPage::now() const {
    return nowIn(app().clock(), app().zone());
}

int CalendarPage::dayCount() const {
    switch (view_) {
    case View::Month: return kGridDays;
    case View::Week: return 7;
    case View::HeatMap: return date_.daysInMonth();
    default: return 1;
    }
}

void CalendarPage::moveSpan(const QDate& date) {
    const bool sameMonth =
        monthShown_.isValid() && date.year() == monthShown_.year() && date.month() == monthShown_.month();
    date_ = date;
    switch (view_) {
    case View::Month: first_ = mondayOf(QDate(date.year(), date.month(), 1)); break;
    case View::Week: first_ = mondayOf(date); break;
    case View::HeatMap: first_ = QDate(date.year(), date.month(), 1); break;
    default: first_ = date; break;
    }
    if (!sameMonth)
        monthShown_ = QDate(date.year(), date.month(), 1);
    showMonth();
    Q_EMIT monthChanged();
    Q_EMIT spanChanged();
    Q_EMIT nowMoved();
}

QDateTime CalendarPage::begin() const {
    return first_.startOfDay(app().zone());
}

QDateTime CalendarPage::end() const {
    return first_.addDays(dayCount()).startOfDay(app().zone());
}

std::pair<int, double> CalendarPage::placeOf(const QDateTime& time) const {
    return {static_cast<int>(first_.daysTo(time.date())), time.time().msecsSinceStartOfDay() / 60'000.0};
}

QDateTime CalendarPage::timeAt(int day, double minute) const {
    const int whole = std::clamp(qRound(minute), 0, 1440);
    const QDate date = first_.addDays(day + whole / 1440);
    return QDateTime(date, QTime(0, 0).addSecs(whole % 1440 * 60), app().zone());
}

int CalendarPage::nowDay() const {
    const int day = placeOf(now()).first;
    return day >= 0 && day < dayCount() ? day : -1;
}

double CalendarPage::nowMinute() const {
    return placeOf(now()).second;
}

bool CalendarPage::showsToday() const {
    return nowDay() >= 0;
}

// ---- reading ----

void CalendarPage::tellPath() {
    app().setPathTail(u"calendar"_s, {view_ == View::Week ? tr("Week %1").arg(first_.weekNumber()) : title()});
}

void CalendarPage::enter(const QString& argument) {
    const QDate date = QDate::fromString(argument, Qt::ISODate);
    if (date.isValid())
        moveSpan(date);
    tellPath();
    if (app().connected())
        refresh();
    else
        planAlone();
}

void CalendarPage::refresh() {
    setRefreshing();
    read();
    readBlackouts();
    readFailures();
}

void CalendarPage::read() {
    const int asked = ++asked_;
    app()
        .backend()
        .calendarView(apiTime(begin()), apiTime(end()), kPartSeconds)
        .then(this, [this, asked](const Result<client::CalendarView>& view) {
            if (asked != asked_)
                return;
            if (view) {
                planned_ = false;
                take(*view);
                return;
            }
            setFailed(view.error());
            if (!app().connected())
                planAlone();
        });
}

void CalendarPage::take(client::CalendarView view) {
    answer_ = std::move(view);
    compose();
    if (!app().connected())
        return;
    const bool nothing = app().jobStore().wasRead() && app().jobStore().rowCount() == 0 && answer_.items.empty();
    setLoaded(nothing);
}

void CalendarPage::planAlone() {
    if (!app().jobStore().wasRead())
        return;
    const int workers = answer_.workers;
    const QList<client::Job>& jobs = app().jobStore().jobs();
    planned_ = true;
    answer_ = planOf({jobs.constData(), static_cast<std::size_t>(jobs.size())}, wallOf(begin()), wallOf(end()),
                     wallOf(now()), std::chrono::seconds(kPartSeconds));
    answer_.workers = workers;
    compose();
}

void CalendarPage::readBlackouts() {
    app().backend().blackouts().then(this, [this](const Result<std::vector<client::Blackout>>& blackouts) {
        if (!blackouts)
            return;
        blackouts_ = *blackouts;
        compose();
    });
}

void CalendarPage::readFailures() {
    app()
        .backend()
        .runs({}, u"failed"_s, kFailuresRead)
        .then(this, [this](const Result<client::Page<client::Run>>& page) {
            if (!page)
                return;
            failures_ = page->items;
            failedDays_.clear();
            for (const auto& run : failures_)
                failedDays_.insert(timeOf(run.finished.empty() ? run.started : run.finished, app().zone()).date());
            showMonth();
        });
}

// ---- where to ----

void CalendarPage::setView(View view) {
    if (view == view_)
        return;
    view_ = view;
    goTo(date_.toString(Qt::ISODate));
}

void CalendarPage::setMetric(Metric metric) {
    metric_ = metric;
    showHeat();
    Q_EMIT shown();
}

void CalendarPage::goTo(const QString& date) {
    const QDate wanted = QDate::fromString(date, Qt::ISODate);
    if (!wanted.isValid())
        return;
    const QDate before = first_;
    const int count = static_cast<int>(days_.count());
    moveSpan(wanted);
    tellPath();
    if (first_ == before && count == dayCount() && !answer_.from.empty()) {
        compose();
        return;
    }
    chosen_ = -1;
    chosenKey_.clear();
    failureAt_ = {};
    // Nothing of the span before may stand under the new dates.
    const int workers = answer_.workers;
    answer_ = {};
    answer_.workers = workers;
    compose();
    if (app().connected())
        refresh();
    else
        planAlone();
}

void CalendarPage::step(int by) {
    const bool months = view_ == View::Month || view_ == View::HeatMap;
    const QDate next = months ? QDate(date_.year(), date_.month(), 1).addMonths(by)
                              : date_.addDays(by * (view_ == View::Week ? 7 : 1));
    goTo(next.toString(Qt::ISODate));
}

void CalendarPage::goToday() {
    goTo(now().date().toString(Qt::ISODate));
    Q_EMIT revealed(nowDay(), nowMinute());
}

void CalendarPage::openDay(int day) {
    const QDate date = first_.addDays(day);
    view_ = View::Day;
    goTo(date.toString(Qt::ISODate));
}

void CalendarPage::stepMonth(int by) {
    monthShown_ = monthShown_.addMonths(by);
    showMonth();
    Q_EMIT monthChanged();
}

void CalendarPage::toggleGroup(const QString& name) {
    if (!off_.erase(name))
        off_.insert(name);
    compose();
}

void CalendarPage::toggleLayer(const QString& name) {
    if (!layersOn_.erase(name))
        layersOn_.insert(name);
    compose();
}

void CalendarPage::takeWayOut(int way) {
    const QString name = ways_.value(way);
    if (name.startsWith(u'#'))
        toggleGroup(name.mid(1));
    else if (!name.isEmpty())
        toggleLayer(name);
}

void CalendarPage::clearFilters() {
    off_.clear();
    for (const FieldsModel::Row& layer : layers_.rows())
        layersOn_.insert(layer.at(0).toString());
    compose();
}

void CalendarPage::setRoom(double shortestMinutes, int lanes) {
    if (qFuzzyCompare(shortestMinutes, shortest_) && lanes == lanesWide_)
        return;
    shortest_ = std::clamp(shortestMinutes, 1.0, 120.0);
    lanesWide_ = std::max(1, lanes);
    showBoxes();
    Q_EMIT shown();
}

// ---- choosing ----

const CalendarPage::Event* CalendarPage::eventAt(int event) const {
    return event >= 0 && event < std::ssize(events_) ? &events_[static_cast<std::size_t>(event)] : nullptr;
}

QString CalendarPage::keyOf(const Event& event) const {
    const client::CalendarItem& item = itemOf(event);
    return item.run_id.empty() ? text(item.job + "@" + item.fire) : text(item.run_id);
}

void CalendarPage::choose(int event) {
    const Event* one = eventAt(event);
    chosen_ = one ? event : -1;
    chosenKey_ = one ? keyOf(*one) : QString();
    markChosen();
    if (one) {
        const auto [day, minute] = placeOf(one->start);
        Q_EMIT revealed(day, minute);
    }
}

void CalendarPage::chooseNext(int by) {
    if (events_.empty())
        return;
    const int last = static_cast<int>(std::ssize(events_)) - 1;
    if (chosen_ >= 0) {
        choose(std::clamp(chosen_ + by, 0, last));
        return;
    }
    // From now on, or from the beginning of what shows.
    const auto next = std::ranges::lower_bound(events_, showsToday() ? now() : begin(), {}, &Event::start);
    const int at = static_cast<int>(next - events_.begin());
    choose(std::clamp(by > 0 ? at : at - 1, 0, last));
}

void CalendarPage::nextFailure(int by) {
    const Event* from = eventAt(chosen_);
    const QDateTime at = from                   ? from->start
                         : failureAt_.isValid() ? failureAt_
                         : by > 0               ? begin().addMSecs(-1)
                         : showsToday()         ? now()
                                                : end();
    const client::Run* best = nullptr;
    QDateTime bestTime;
    for (const auto& run : failures_) {
        const QDateTime time = timeOf(run.started.empty() ? run.queued : run.started, app().zone());
        const bool ahead = by > 0 ? time > at : time < at;
        if (!ahead || (best && (by > 0 ? time >= bestTime : time <= bestTime)))
            continue;
        best = &run;
        bestTime = time;
    }
    if (!best) {
        app().say(by > 0 ? tr("No run failed after that") : tr("No run failed before that"));
        return;
    }
    wanted_ = text(best->id);
    if (bestTime < begin() || bestTime >= end())
        goTo(bestTime.date().toString(Qt::ISODate));
    failureAt_ = bestTime;
    if (!answer_.from.empty())
        compose();
}

// ---- single fires ----

CalendarPage::Step CalendarPage::asItIs(const Event& event) const {
    const client::CalendarItem& item = itemOf(event);
    if (item.change == "moved")
        return {Step::Act::Move, text(item.job), item.fire, item.start};
    return {item.change == "skipped" ? Step::Act::Skip : Step::Act::Restore, text(item.job), item.fire};
}

Answer<void> CalendarPage::runOne(const Step& step) {
    if (step.act == Step::Act::Restore)
        return app().backend().restoreFire(step.job, step.fire);
    return app()
        .backend()
        .exceptFire(step.job, step.fire, step.act == Step::Act::Move ? step.to : std::string())
        .then([](const Result<client::FireException>& made) -> Result<void> {
            if (!made)
                return std::unexpected(made.error());
            return {};
        });
}

void CalendarPage::run(const QList<Step>& steps, const QString& failure, const Undo& undo) {
    if (!writable()) {
        app().say(whyNot(), true);
        return;
    }
    auto left = std::make_shared<qsizetype>(steps.size());
    for (const Step& step : steps) {
        runOne(step).then(this, [this, left, failure, undo](const Result<void>& done) {
            if (!done)
                app().sayError(failure, done.error());
            if (--*left > 0)
                return;
            if (done)
                offerUndo(undo);
            refresh();
        });
    }
}

void CalendarPage::offerUndo(const Undo& undo) {
    if (!undo.text.isEmpty())
        app().offerUndo(undo.text, [this, undo] { takeBack(undo); });
}

void CalendarPage::takeBack(const Undo& last) {
    if (last.lost) {
        app().backend().addBlackout(*last.lost).then(this, [this](const Result<client::Blackout>& made) {
            if (!made)
                app().sayError(tr("The blackout could not be made again"), made.error());
            refresh();
        });
    }
    if (!last.blackout.isEmpty()) {
        app().backend().deleteBlackout(last.blackout).then(this, [this](const Result<void>& done) {
            if (!done)
                app().sayError(tr("The blackout could not be taken away"), done.error());
            refresh();
        });
    }
    if (!last.steps.isEmpty())
        run(last.steps, tr("That could not be undone"), {});
}

bool CalendarPage::canMove() const {
    const Event* event = eventAt(chosen_);
    return event && itemOf(*event).status == "planned" && !planned_;
}

bool CalendarPage::canRestore() const {
    const Event* event = eventAt(chosen_);
    return event && !itemOf(*event).change.empty() && !planned_;
}

void CalendarPage::skip(int event) {
    const Event* one = eventAt(event);
    if (!one || itemOf(*one).status != "planned" || itemOf(*one).change == "skipped")
        return;
    const QString job = text(itemOf(*one).job);
    run({{Step::Act::Skip, job, itemOf(*one).fire}}, tr("%1 was not skipped").arg(job),
        {tr("%1 is skipped on %2").arg(job, spanText(placeOf(one->start).first, placeOf(one->start).second, -1)),
         {asItIs(*one)}});
}

void CalendarPage::moveTo(int event, int day, double minute) {
    const Event* one = eventAt(event);
    if (!one || itemOf(*one).status != "planned")
        return;
    const QDateTime to = timeAt(day, minute);
    const QString job = text(itemOf(*one).job);
    if (to <= now()) {
        app().say(tr("%1 can only be moved to a time that is to come").arg(job), true);
        Q_EMIT shown();
        return;
    }
    const std::string wanted = apiTime(to);
    const bool home = to == timeOf(itemOf(*one).fire, app().zone());
    if (to == one->start)
        return;
    const Step step =
        home ? Step{Step::Act::Restore, job, itemOf(*one).fire} : Step{Step::Act::Move, job, itemOf(*one).fire, wanted};
    const Undo undo{home ? tr("%1 runs as its schedule says").arg(job)
                         : tr("%1 is moved once, to %2").arg(job, timeText(day, minute)),
                    {asItIs(*one)}};
    run({step}, tr("%1 was not moved").arg(job), undo);
}

void CalendarPage::moveBy(int event, int minutes) {
    const Event* one = eventAt(event);
    if (!one)
        return;
    const auto [day, minute] = placeOf(one->start.addSecs(minutes * 60));
    moveTo(event, day, minute);
}

void CalendarPage::restore(int event) {
    const Event* one = eventAt(event);
    if (!one || itemOf(*one).change.empty())
        return;
    const QString job = text(itemOf(*one).job);
    run({{Step::Act::Restore, job, itemOf(*one).fire}}, tr("%1 stays as it is").arg(job),
        {tr("%1 runs as its schedule says").arg(job), {asItIs(*one)}});
}

void CalendarPage::spread() {
    if (!conflict_ || !conflict_->by)
        return;
    QList<Step> steps, back;
    for (std::size_t i = 0; i < conflict_->moved; ++i) {
        const client::CalendarItem& item = answer_.items[conflict_->items[i]];
        const auto start = parseRfc3339(item.start);
        if (!start)
            continue;
        steps.append({Step::Act::Move, text(item.job), item.fire, formatUtc(*start + *conflict_->by)});
        Event event;
        event.item = conflict_->items[i];
        back.append(asItIs(event));
    }
    run(steps, tr("The runs were not spread"),
        {tr("%n run(s) begin %1 min later", nullptr, static_cast<int>(steps.size())).arg(conflict_->by->count()),
         back});
}

// ---- blackouts ----

void CalendarPage::addBlackout(const QString& name, const QString& from, const QString& to) {
    if (!blackoutProblem(name, from, to).isEmpty())
        return;
    const auto instant = [this](const QString& field) {
        const QDateTime reading = QDateTime::fromString(field, u"yyyy-MM-dd HH:mm"_s);
        return apiTime(QDateTime(reading.date(), reading.time(), app().zone()));
    };
    client::Blackout blackout;
    blackout.name = name.toStdString();
    blackout.from = instant(from);
    blackout.to = instant(to);
    app().backend().addBlackout(blackout).then(this, [this, name](const Result<client::Blackout>& made) {
        if (!made) {
            app().sayError(tr("The blackout was not made"), made.error());
            return;
        }
        offerUndo({tr("Nothing starts in the blackout “%1”").arg(name), {}, name});
        refresh();
    });
}

void CalendarPage::removeBlackout(const QString& name) {
    const auto known = std::ranges::find(blackouts_, name.toStdString(), &client::Blackout::name);
    if (known == blackouts_.end())
        return;
    const client::Blackout lost = *known;
    app().backend().deleteBlackout(name).then(this, [this, lost](const Result<void>& done) {
        if (!done) {
            app().sayError(tr("The blackout was not taken away"), done.error());
            return;
        }
        offerUndo({tr("The blackout “%1” is taken away").arg(text(lost.name)), {}, {}, lost});
        refresh();
    });
}

} // namespace inferno::models
