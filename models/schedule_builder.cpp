// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/schedule_builder.h"

#include <algorithm>

#include <QRegularExpression>

#include "core/schedule/warnings.h"
#include "core/schedule/words.h"
#include "models/dates.h"
#include "models/fires.h"
#include "models/schedule_words.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;
using namespace std::chrono;
using schedule::CronExpression;
using schedule::Field;
using schedule::WarningKind;

namespace {

constexpr int kFires = 10;
constexpr int kClockChanges = 2;

/// The last value that a strip shows: weekdays end on Saturday, since 7 is Sunday again.
int lastOf(Field field) {
    return field == Field::DayOfWeek ? 6 : schedule::rangeOf(field).high;
}

/// Whether "*/n" keeps its meaning: at a day's fields a star changes how they combine.
bool starIsSafe(Field field) {
    return field != Field::DayOfMonth && field != Field::DayOfWeek;
}

/// The shortest plain text of a set of values: "*", "*/15", "1-5", "0,30". `values` ascending.
QString fieldText(Field field, const QList<int>& values) {
    const int low = schedule::rangeOf(field).low;
    const int high = lastOf(field);
    if (values.isEmpty() || values.size() == high - low + 1)
        return u"*"_s;
    if (values.size() >= 3 && values.first() == low) {
        const int step = values.at(1) - values.at(0);
        bool even = step > 1 && values.last() + step > high;
        for (qsizetype i = 1; i < values.size(); ++i)
            even = even && values.at(i) - values.at(i - 1) == step;
        if (even)
            return starIsSafe(field) ? u"*/%1"_s.arg(step) : u"%1-%2/%3"_s.arg(low).arg(high).arg(step);
    }
    QStringList parts;
    for (qsizetype i = 0; i < values.size();) {
        qsizetype end = i;
        while (end + 1 < values.size() && values.at(end + 1) == values.at(end) + 1)
            ++end;
        if (end - i >= 2) {
            parts.append(u"%1-%2"_s.arg(values.at(i)).arg(values.at(end)));
        } else {
            for (auto at = i; at <= end; ++at)
                parts.append(QString::number(values.at(at)));
        }
        i = end + 1;
    }
    return parts.join(u',');
}

bool isNumber(const QString& text) {
    bool ok = false;
    text.toInt(&ok);
    return ok;
}

bool isStep(const QString& text) {
    return text.startsWith("*/"_L1);
}

QString first(const QString& text, const QString& fallback) {
    return isNumber(text) ? text : fallback;
}

} // namespace

ScheduleBuilder::ScheduleBuilder(const Clock& clock, QObject* parent)
    : QObject(parent), clock_(clock), warnings_({"kind", "title", "text", "fix", "fixText"}),
      fires_({"date", "time", "relative", "note", "shifted"}), clockChanges_({"date", "title", "text"}) {
    read();
}

void ScheduleBuilder::setText(const QString& text) {
    if (text == text_)
        return;
    text_ = text;
    read();
}

void ScheduleBuilder::setZone(const QString& name) {
    if (name == zone_)
        return;
    zone_ = name;
    const auto zone = schedule::Zone::find(name.toStdString());
    zoneKnown_ = zone.has_value();
    if (zone)
        rules_ = *zone;
    read();
}

void ScheduleBuilder::setSyntax(const schedule::CronSyntax& syntax) {
    if (syntax == syntax_)
        return;
    syntax_ = syntax;
    read();
}

std::optional<schedule::Recurrence> ScheduleBuilder::otherThanCron() const {
    auto recurrence = schedule::Recurrence::parse(text_.toStdString(), syntax_);
    return recurrence ? std::optional(*std::move(recurrence)) : std::nullopt;
}

bool ScheduleBuilder::isBeyondStrips(int field) const {
    const auto& shown = expression()->field(static_cast<Field>(field));
    return !shown.rules.empty() || shown.text.contains('H');
}

void ScheduleBuilder::read() {
    errorText_.clear();
    errorHint_.clear();
    errorFrom_ = errorField_ = -1;
    recurrence_.reset();
    fieldTexts_.clear();
    fieldWords_.clear();
    sentence_.clear();
    const auto parsed = CronExpression::check(text_.toStdString(), syntax_);
    // What is no expression of fields: an interval, the machine's start.
    auto other = parsed ? std::nullopt : otherThanCron();
    if (parsed) {
        recurrence_ = schedule::Recurrence::of(*parsed);
        for (const auto& part : schedule::explain(*parsed)) {
            fieldTexts_.append(models::text(part.text));
            fieldWords_.append(models::fieldWords(*parsed, part.field));
        }
    } else if (other) {
        recurrence_ = std::move(other);
    }
    if (recurrence_) {
        sentence_ = models::describe(*recurrence_);
        fires_.setRows(nextFires(*recurrence_, rules_, clock_.now(), kFires));
    } else {
        fires_.setRows({});
        if (!empty()) {
            const auto& problem = parsed.error();
            errorText_ = models::text(problem.why);
            errorHint_ = models::text(problem.hint);
            errorFrom_ = static_cast<int>(problem.column) - 1;
            errorField_ = problem.field ? static_cast<int>(*problem.field) : -1;
            const auto parts = text_.simplified().split(u' ', Qt::SkipEmptyParts);
            for (int field = 0; field < 5; ++field)
                fieldTexts_.append(parts.value(field));
        }
    }
    readWarnings();
    readClockChanges();
    Q_EMIT changed();
}

QList<int> ScheduleBuilder::valuesOf(Field field) const {
    if (!expression())
        return {};
    const auto values = expression()->field(field).values();
    const int count = lastOf(field) - schedule::rangeOf(field).low + 1;
    if (static_cast<int>(values.size()) >= count)
        return {};
    return {values.begin(), values.end()};
}

QString ScheduleBuilder::withField(int field, const QString& text) const {
    QStringList texts = fieldTexts_;
    texts[field] = text;
    if (const auto& second = expression()->second())
        texts.prepend(models::text(second->text));
    return texts.join(u' ');
}

void ScheduleBuilder::write(int field, const QString& text) {
    if (!expression() || isBeyondStrips(field))
        return;
    setText(withField(field, text));
    Q_EMIT edited();
}

void ScheduleBuilder::setValues(int field, const QList<int>& values) {
    QList<int> sorted = values;
    std::ranges::sort(sorted);
    sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
    write(field, fieldText(static_cast<Field>(field), sorted));
}

void ScheduleBuilder::setRange(int field, int from, int to, bool on) {
    QList<int> values = valuesOf(static_cast<Field>(field));
    for (int value = std::min(from, to); value <= std::max(from, to); ++value) {
        values.removeAll(value);
        if (on)
            values.append(value);
    }
    setValues(field, values);
}

void ScheduleBuilder::setValue(int field, int value, bool on) {
    setRange(field, value, value, on);
}

void ScheduleBuilder::toggle(int field, int value) {
    setValue(field, value, !valuesOf(static_cast<Field>(field)).contains(value));
}

void ScheduleBuilder::setEvery(int field, int step) {
    write(field, step > 1 ? u"*/%1"_s.arg(step) : u"*"_s);
}

ScheduleBuilder::Mode ScheduleBuilder::mode() const {
    if (empty())
        return Mode::None;
    if (!expression() || expression()->second())
        return Mode::Custom;
    const QString minute = fieldTexts_.at(0);
    const QString hour = fieldTexts_.at(1);
    const bool anyDay = fieldTexts_.at(2) == "*"_L1;
    const bool anyMonth = fieldTexts_.at(3) == "*"_L1;
    const bool anyWeekday = fieldTexts_.at(4) == "*"_L1;
    const bool anyDate = anyDay && anyMonth && anyWeekday;
    if (anyDate && hour == "*"_L1 && (isStep(minute) || minute == "*"_L1))
        return Mode::Interval;
    if (anyDate && isNumber(minute) && isStep(hour))
        return Mode::Interval;
    if (anyDate && isNumber(minute) && hour == "*"_L1)
        return Mode::Hourly;
    if (!isNumber(minute) || !isNumber(hour))
        return Mode::Custom;
    if (anyDate)
        return Mode::Daily;
    if (anyDay && anyMonth)
        return Mode::Weekly;
    if (anyWeekday && anyMonth)
        return Mode::Monthly;
    if (anyWeekday && isNumber(fieldTexts_.at(2)) && isNumber(fieldTexts_.at(3)))
        return Mode::Yearly;
    return Mode::Custom;
}

void ScheduleBuilder::setMode(int mode) {
    const QString minute = first(fieldTexts_.value(0), u"0"_s);
    const QString hour = first(fieldTexts_.value(1), u"2"_s);
    const QString day = fieldTexts_.value(2) == "*"_L1 || fieldTexts_.size() < 5 ? u"1"_s : fieldTexts_.at(2);
    const QString month = first(fieldTexts_.value(3), u"1"_s);
    const QString weekday = fieldTexts_.value(4) == "*"_L1 || fieldTexts_.size() < 5 ? u"1-5"_s : fieldTexts_.at(4);
    QString made = text_;
    switch (static_cast<Mode>(mode)) {
    case Mode::None: made.clear(); break;
    case Mode::Hourly: made = minute + u" * * * *"_s; break;
    case Mode::Daily: made = minute + u' ' + hour + u" * * *"_s; break;
    case Mode::Weekly: made = minute + u' ' + hour + u" * * "_s + weekday; break;
    case Mode::Monthly: made = minute + u' ' + hour + u' ' + day + u" * *"_s; break;
    case Mode::Yearly: made = minute + u' ' + hour + u' ' + first(day, u"1"_s) + u' ' + month + u" *"_s; break;
    case Mode::Interval: made = u"*/15 * * * *"_s; break;
    case Mode::Custom: made = empty() ? u"0 2 * * *"_s : text_; break;
    }
    if (syntax_.seconds && !made.isEmpty() && made != text_)
        made.prepend(u"0 "_s);
    setText(made);
    Q_EMIT edited();
}

int ScheduleBuilder::fieldAt(int cursor) const {
    static const QRegularExpression word(u"\\S+"_s);
    int field = syntax_.seconds ? -1 : 0; // the second has no strip
    for (auto at = word.globalMatch(text_); at.hasNext(); ++field) {
        const auto match = at.next();
        if (cursor >= match.capturedStart() && cursor <= match.capturedEnd())
            return field < 5 ? field : -1;
    }
    return -1;
}

std::optional<QPair<QString, QString>> ScheduleBuilder::fixOf(int kind) const {
    switch (static_cast<WarningKind>(kind)) {
    case WarningKind::EitherDay: return {{tr("Only the weekday"), withField(2, u"*"_s)}};
    case WarningKind::SkippedHour:
    case WarningKind::RepeatedHour:
        if (isNumber(fieldTexts_.value(0)) && isNumber(fieldTexts_.value(1)) && fieldTexts_.at(1).toInt() < 20) {
            const int hour = fieldTexts_.at(1).toInt() + 2;
            const QString time = u"%1:%2"_s.arg(hour, 2, 10, QChar(u'0')).arg(fieldTexts_.at(0), 2, QChar(u'0'));
            return {{tr("Run at %1").arg(time), withField(1, QString::number(hour))}};
        }
        return std::nullopt;
    case WarningKind::UnevenStep:
    case WarningKind::StepTooLarge: {
        const int field = isStep(fieldTexts_.value(0)) ? 0 : 1;
        const int size = field == 0 ? 60 : 24;
        if (!isStep(fieldTexts_.value(field)))
            return std::nullopt;
        int step = std::min(fieldTexts_.at(field).mid(2).toInt(), size / 2);
        while (step > 1 && size % step != 0)
            --step;
        return {{tr("Use */%1").arg(step), withField(field, u"*/%1"_s.arg(step))}};
    }
    case WarningKind::NeverFires: return {{tr("Every day"), withField(2, u"*"_s)}};
    }
    return std::nullopt;
}

void ScheduleBuilder::readWarnings() {
    const QHash<int, QString> titles = {
        {int(WarningKind::NeverFires), tr("This never fires")},
        {int(WarningKind::EitherDay), tr("Day and weekday combine with “or”")},
        {int(WarningKind::StepTooLarge), tr("The step is larger than its range")},
        {int(WarningKind::UnevenStep), tr("The steps are not even")},
        {int(WarningKind::SkippedHour), tr("The clock skips this time")},
        {int(WarningKind::RepeatedHour), tr("The clock repeats this time")},
    };
    QList<FieldsModel::Row> rows;
    if (const auto* const shown = expression()) {
        for (const auto& warning : schedule::warningsOf(*shown, rules_, clock_.now())) {
            const auto fix = shown->isMacro() ? std::nullopt : fixOf(int(warning.kind));
            rows.append({models::text(std::string(schedule::idOf(warning.kind))), titles.value(int(warning.kind)),
                         warningWords(warning), fix ? fix->first : QString(), fix ? fix->second : QString()});
        }
    }
    warnings_.setRows(rows);
}

void ScheduleBuilder::readClockChanges() {
    QList<FieldsModel::Row> rows;
    auto period = rules_.periodAt(floor<seconds>(clock_.now()));
    while (rows.size() < kClockChanges && period.end < rules_.horizon()) {
        const auto next = rules_.periodAt(period.end);
        const auto reading = [](schedule::LocalSecond time) {
            return QDateTime::fromSecsSinceEpoch(time.time_since_epoch().count(), QTimeZone::utc());
        };
        const QDateTime before = reading(period.localEnd());
        const QDateTime after = reading(next.localBegin());
        if (next.offset != period.offset) {
            const bool forward = next.offset > period.offset;
            rows.append({dated(before.date(), DateForm::WeekdayDayMonthYear),
                         forward ? tr("Clocks go forward") : tr("Clocks go back"),
                         tr("%1 becomes %2").arg(before.toString(u"HH:mm"), after.toString(u"HH:mm"))});
        }
        period = next;
    }
    clockChanges_.setRows(rows);
}

} // namespace inferno::models
