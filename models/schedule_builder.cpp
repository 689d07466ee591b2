// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/schedule_builder.h"

#include <algorithm>
#include <utility>

#include <QRegularExpression>

#include "core/schedule/phrase.h"
#include "core/schedule/words.h"
#include "models/cron_text.h"
#include "models/dates.h"
#include "models/fires.h"
#include "models/schedule_words.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;
using namespace std::chrono;
using schedule::CronExpression;
using schedule::Field;

namespace {

QString first(const QString& text, const QString& fallback) {
    return isNumber(text) ? text : fallback;
}

} // namespace

ScheduleBuilder::ScheduleBuilder(const Clock& clock, QObject* parent)
    : QObject(parent), clock_(clock), warnings_({"kind", "title", "text", "fix", "fixText"}), fires_(kFireFields),
      removed_(kFireFields), clockChanges_({"date", "title", "text"}), sentenceParts_({"text", "field"}) {
    read();
}

void ScheduleBuilder::setText(const QString& text) {
    if (text == text_)
        return;
    text_ = text;
    if (std::exchange(phraseUnderstood_, false))
        Q_EMIT phraseChanged();
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
    errorFix_.clear();
    errorFixText_.clear();
    errorFrom_ = errorField_ = -1;
    errorLength_ = 0;
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
    if (recurrence_)
        sentence_ = models::describe(*recurrence_);
    else if (!empty())
        readError(parsed.error());
    readSentence();
    readFires();
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
    if (dayAndWeekday() && !dayIsEither() && (field == 2 || field == 4) && !isBeyondStrips(field))
        writeDays(field, sorted);
    else
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

bool ScheduleBuilder::say(const QString& phrase) {
    phraseError_.clear();
    phraseUnderstood_ = false;
    if (!phrase.trimmed().isEmpty()) {
        const auto made = schedule::cronOfPhrase(phrase.toStdString());
        phraseUnderstood_ = made.has_value();
        if (!made) {
            phraseError_ = models::text(made.error().detail);
            if (!made.error().hint.empty())
                phraseError_ += u": "_s + models::text(made.error().hint);
        } else {
            syntax_.seconds = false;
            setText(models::text(*made));
            phraseUnderstood_ = true;
            Q_EMIT edited();
        }
    }
    Q_EMIT phraseChanged();
    return phraseUnderstood_;
}

void ScheduleBuilder::setRule(int field, const QString& rule) {
    if (!expression() || fieldTexts_.size() < 5)
        return;
    syntax_.extensions = true;
    text_.clear(); // the same text may mean more now
    setText(withField(field, rule));
    Q_EMIT edited();
}

void ScheduleBuilder::setSaved(const QString& text, const QString& zone, const schedule::CronSyntax& syntax) {
    saved_.reset();
    if (auto recurrence = schedule::Recurrence::parse(text.toStdString(), syntax); recurrence && !text.isEmpty())
        saved_ = *std::move(recurrence);
    savedZone_ = schedule::Zone::find(zone.toStdString()).value_or(schedule::Zone::utc());
    read();
}

void ScheduleBuilder::setCrowd(std::shared_ptr<const ScheduleCrowd> crowd, int workers) {
    crowd_ = std::move(crowd);
    workers_ = workers;
    readWarnings();
    Q_EMIT changed();
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

} // namespace inferno::models
