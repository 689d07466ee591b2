// SPDX-License-Identifier: GPL-3.0-or-later
// What ScheduleBuilder says of a schedule: its sentence, its next fires, what is wrong with it and what would mend it.
#include <algorithm>

#include <QRegularExpression>

#include "core/schedule/warnings.h"
#include "models/cron_text.h"
#include "models/dates.h"
#include "models/fires.h"
#include "models/schedule_builder.h"
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
constexpr int kSavedFires = 2000;
constexpr int kClockChanges = 2;

/// The number that is nearest to what was written, in the range of the field.
QString nearestValue(Field field, const QString& written) {
    bool ok = false;
    const int value = written.toInt(&ok);
    if (!ok)
        return {};
    const auto range = schedule::rangeOf(field);
    // 24:00 and minute 60 are the beginning of the next one.
    if ((field == Field::Hour && value == 24) || (field == Field::Minute && value == 60))
        return u"0"_s;
    return QString::number(std::clamp(value, range.low, range.high));
}

} // namespace

void ScheduleBuilder::readError(const schedule::CronProblem& problem) {
    errorText_ = models::text(problem.why);
    errorHint_ = models::text(problem.hint);
    errorFrom_ = static_cast<int>(problem.column) - 1;
    errorLength_ = static_cast<int>(problem.length);
    errorField_ = problem.field ? static_cast<int>(*problem.field) : -1;
    const auto parts = text_.simplified().split(u' ', Qt::SkipEmptyParts);
    for (int field = 0; field < 5; ++field)
        fieldTexts_.append(parts.value(field));

    const QString wrong = text_.mid(errorFrom_, errorLength_);
    QString with;
    QString mended;
    if (parts.size() < 5 && !text_.trimmed().startsWith(u'@')) {
        mended = text_.trimmed();
        for (auto count = parts.size(); count < 5; ++count)
            mended += u" *"_s;
        with = tr("%1: the rest is every value").arg(mended);
    } else if (errorLength_ > 0) {
        static const QRegularExpression said(u"^(?:write|did you mean) ([^ ?]+)\\??$"_s);
        if (const auto match = said.match(errorHint_); match.hasMatch())
            with = match.captured(1);
        else if (problem.field)
            with = nearestValue(*problem.field, wrong);
        mended = text_.left(errorFrom_) + with + text_.mid(errorFrom_ + errorLength_);
        //: A value that is wrong, and what it shall be instead.
        with = with.isEmpty() ? QString() : tr("%1 → %2").arg(wrong, with);
    }
    if (!with.isEmpty() && schedule::Recurrence::parse(mended.toStdString(), syntax_)) {
        errorFix_ = with;
        errorFixText_ = mended;
    }
}

void ScheduleBuilder::readSentence() {
    // Times of the clock, days, months and weekdays as describe() words them.
    static const QRegularExpression known(
        u"(?<hour>\\b\\d\\d)(?=:\\d\\d)|(?<=:)(?<minute>\\d\\d\\b)|(?<everyMinute>\\b(?:\\d+ )?minutes?\\b(?: "
        u"\\d+(?:(?:, | and )\\d+)*)?)|"
        "(?<everyHour>\\b(?:\\d+ )?hours?\\b)|(?<month>\\b(?:January|February|March|April|May|June|July|August|"
        "September|October|November|December|every month)\\b)|(?<weekday>\\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)"
        "days?\\b|\\bWeekdays\\b|\\bWeekends\\b)|(?<day>\\bdays? \\d+(?:(?:, | and | to )\\d+)*|\\b(?:odd|even) days)"_s);
    static const QList<QPair<QString, int>> fields = {{u"hour"_s, 1},      {u"minute"_s, 0}, {u"everyMinute"_s, 0},
                                                      {u"everyHour"_s, 1}, {u"month"_s, 3},  {u"weekday"_s, 4},
                                                      {u"day"_s, 2}};
    QList<FieldsModel::Row> rows;
    qsizetype at = 0;
    for (auto matches = known.globalMatch(sentence_); matches.hasNext();) {
        const auto match = matches.next();
        if (match.capturedStart() > at)
            rows.append({sentence_.mid(at, match.capturedStart() - at), -1});
        int field = -1;
        for (const auto& [name, number] : fields)
            field = match.captured(name).isEmpty() ? field : number;
        rows.append({match.captured(), field});
        at = match.capturedEnd();
    }
    if (at < sentence_.size())
        rows.append({sentence_.mid(at), -1});
    sentenceParts_.setRows(rows);
}

void ScheduleBuilder::readFires() {
    fireTimes_.clear();
    changesText_.clear();
    QList<FieldsModel::Row> rows;
    QList<FieldsModel::Row> gone;
    const WallTime now = clock_.now();
    if (recurrence_) {
        fireTimes_ = models::fireTimes(*recurrence_, rules_, now, kFires);
        rows = fireRows(*recurrence_, rules_, fireTimes_, now);
    }
    if (saved_ && (recurrence_ || empty())) {
        const WallTime until = fireTimes_.empty() ? now + std::chrono::days(7) : fireTimes_.back();
        const auto before = models::fireTimes(*saved_, savedZone_, now, kSavedFires, until);
        int added = 0;
        for (std::size_t i = 0; i < fireTimes_.size(); ++i) {
            const bool isNew = !std::ranges::binary_search(before, fireTimes_[i]);
            rows[static_cast<qsizetype>(i)].last() = isNew;
            added += isNew ? 1 : 0;
        }
        std::vector<WallTime> lost;
        std::ranges::set_difference(before, fireTimes_, std::back_inserter(lost));
        const auto count = static_cast<int>(lost.size());
        lost.resize(std::min<std::size_t>(lost.size(), kFires));
        gone = fireRows(*saved_, savedZone_, lost, now);
        if (added > 0 || count > 0)
            changesText_ = tr("%1 added, %2 removed against what is saved").arg(added).arg(count);
        else
            changesText_ = tr("the same as what is saved");
    }
    fires_.setRows(rows);
    removed_.setRows(gone);
}

QString ScheduleBuilder::shiftedText() const {
    QStringList dates;
    for (const auto& row : fires_.rows())
        if (row.at(4).toBool())
            dates.append(row.at(0).toString() + u' ' + row.at(1).toString());
    return dates.join(u", "_s);
}

void ScheduleBuilder::addBusyWarnings(QList<FieldsModel::Row>& rows) const {
    const CronExpression* shown = expression();
    const bool every = shown && fieldTexts_.value(0) == "*"_L1 && fieldTexts_.value(1) == "*"_L1;
    if (every)
        rows.prepend({u"every_minute"_s, tr("It starts every minute"),
                      tr("That is 1,440 runs a day, each with its record and its log."), tr("Use */15"),
                      withField(0, u"*/15"_s)});
    if (every || fireTimes_.empty() || workers_ <= 0)
        return;
    int most = 0;
    std::size_t at = 0;
    for (std::size_t i = 0; i < fireTimes_.size(); ++i) {
        const int others = crowd_->startingAt(fireTimes_[i]);
        if (others > most) {
            most = others;
            at = i;
        }
    }
    if (most + 1 <= workers_)
        return;
    const auto& row = fires_.rows().at(static_cast<qsizetype>(at));
    QString fix;
    QString fixText;
    if (shown && isNumber(fieldTexts_.value(0))) {
        const int own = fieldTexts_.at(0).toInt();
        int best = own;
        int fewest = most;
        for (int minute = 0; minute < 60; ++minute) {
            const int others = crowd_->startingAt(fireTimes_[at] + std::chrono::minutes(minute - own));
            if (others < fewest) {
                fewest = others;
                best = minute;
            }
        }
        if (best != own) {
            fix = tr("Use minute %1").arg(best);
            fixText = withField(0, QString::number(best));
        }
    }
    rows.append({u"crowded"_s, tr("A crowded minute"),
                 tr("On %1 at %2 %n other job(s) start in the same minute, and %3 may run at once: some will wait.",
                    nullptr, most)
                     .arg(row.at(0).toString(), row.at(1).toString())
                     .arg(workers_),
                 fix, fixText});
}

std::optional<QPair<QString, QString>> ScheduleBuilder::fixOf(int kind) const {
    switch (static_cast<WarningKind>(kind)) {
    case WarningKind::EitherDay:
        if (const auto both = bothTexts(days(), weekdays()))
            return {{tr("Require both"), withDays(*both)}};
        return {{tr("Only the weekday"), withField(2, u"*"_s)}};
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
            // Day 1 that has to fit as well is written with a step that is never taken.
            if (warning.kind == WarningKind::StepTooLarge && dayAndWeekday() && !dayIsEither())
                continue;
            const auto fix = shown->isMacro() ? std::nullopt : fixOf(int(warning.kind));
            rows.append({models::text(std::string(schedule::idOf(warning.kind))), titles.value(int(warning.kind)),
                         warningWords(warning), fix ? fix->first : QString(), fix ? fix->second : QString()});
        }
    }
    addBusyWarnings(rows);
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
