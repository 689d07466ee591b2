// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/sections.h"

#include <algorithm>

#include "app/report/table.h"

namespace inferno::report_pdf {

using namespace Qt::StringLiterals;
using report::DayCount;
using report::Report;
using report::RunRow;
using report::RunTotals;

namespace {

QString plural(std::uint64_t count, const QString& one, const QString& many) {
    return countText(count) % u" "_s % (count == 1 ? one : many);
}

QString zeroAsDash(std::uint64_t count) {
    return count == 0 ? u"–"_s : countText(count);
}

QString optionalSpan(const std::optional<std::chrono::milliseconds>& duration) {
    return duration ? spanText(*duration) : u"–"_s;
}

QString durationOf(const RunRow& run) {
    if (!run.started || !run.finished)
        return u"–"_s;
    return spanText(std::chrono::duration_cast<std::chrono::milliseconds>(*run.finished - *run.started));
}

/// How a run ended, in a word: "exit 2", "signal 15".
QString endOf(const RunRow& run) {
    if (run.signal)
        return u"signal "_s % QString::number(*run.signal);
    if (run.exitCode)
        return u"exit "_s % QString::number(*run.exitCode);
    return u"–"_s;
}

/// The upper end of a chart's scale: 1, 2 or 5 times a power of ten.
std::uint64_t roundUp(std::uint64_t value) {
    for (std::uint64_t power = 1;; power *= 10)
        for (const std::uint64_t step : {1, 2, 5})
            if (step * power >= value)
                return step * power;
}

void legendEntry(Canvas& canvas, qreal& x, qreal y, QColor colour, Qt::BrushStyle style, const QString& word) {
    QPainter& painter = canvas.painter();
    painter.setPen(QPen(colour, pt(0.6)));
    painter.setBrush(QBrush(colour, style));
    painter.drawRect(QRectF(x, y + pt(2.5), pt(9), pt(7)));
    painter.setBrush(Qt::NoBrush);
    const qreal width = QFontMetricsF(fontOf(Face::Regular, 8), painter.device()).horizontalAdvance(word);
    canvas.line(QRectF(x + pt(14), y, width + pt(2), pt(12)), word, Face::Regular, 8, ink::kText2);
    x += pt(14) + width + pt(16);
}

/// Diagonal lines by hand: a pattern brush becomes a picture of its own in a PDF.
void hatch(QPainter& painter, QRectF box, QColor colour) {
    painter.save();
    painter.setClipRect(box);
    painter.setPen(QPen(colour, pt(0.7)));
    for (qreal x = box.left() - box.height(); x < box.right(); x += pt(2.4))
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()));
    painter.restore();
    painter.setPen(QPen(colour, pt(0.7)));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(box);
}

void drawDays(Canvas& canvas, const std::vector<DayCount>& days) {
    std::uint64_t most = 1;
    for (const DayCount& day : days)
        most = std::max(most, day.completed + day.failed + day.other);
    const std::uint64_t scale = roundUp(most);
    const qreal height = pt(96);
    canvas.ensure(150);
    qreal x = Canvas::kLeft + pt(26);
    legendEntry(canvas, x, canvas.y(), ink::kSuccess, Qt::SolidPattern, u"completed"_s);
    qreal hatched = x;
    legendEntry(canvas, x, canvas.y(), ink::kFailed, Qt::NoBrush, u"failed (hatched)"_s);
    hatch(canvas.painter(), QRectF(hatched, canvas.y() + pt(2.5), pt(9), pt(7)), ink::kFailed);
    legendEntry(canvas, x, canvas.y(), ink::kLine, Qt::SolidPattern, u"cancelled, skipped or not ended"_s);
    canvas.skip(20);

    const qreal top = canvas.y();
    const qreal left = Canvas::kLeft + pt(26);
    const qreal width = Canvas::kRight - left;
    QPainter& painter = canvas.painter();
    for (const qreal part : {0.0, 0.5, 1.0}) {
        if (scale == 1 && part == 0.5)
            continue;
        const qreal y = top + height * (1 - part);
        painter.setPen(QPen(part == 0 ? ink::kText3 : ink::kLine, pt(0.6)));
        painter.drawLine(QPointF(left, y), QPointF(Canvas::kRight, y));
        const qreal value = static_cast<qreal>(scale) * part;
        canvas.line(QRectF(Canvas::kLeft, y - pt(6), pt(20), pt(12)), QString::number(value), Face::Regular, 8,
                    ink::kText3, Qt::AlignRight);
    }
    const qreal slot = width / static_cast<qreal>(days.size());
    const qreal bar = std::min(pt(14), slot * 0.62);
    const std::size_t labelEvery = std::max<std::size_t>(1, (days.size() + 15) / 16);
    for (std::size_t i = 0; i < days.size(); ++i) {
        const qreal middle = left + slot * (static_cast<qreal>(i) + 0.5);
        qreal y = top + height;
        const auto stack = [&](std::uint64_t count, auto paint) {
            const qreal part = height * static_cast<qreal>(count) / static_cast<qreal>(scale);
            y -= part;
            if (count > 0)
                paint(QRectF(middle - bar / 2, y, bar, part));
        };
        stack(days[i].completed, [&](QRectF box) { painter.fillRect(box, ink::kSuccess); });
        stack(days[i].other, [&](QRectF box) { painter.fillRect(box, ink::kLine); });
        stack(days[i].failed, [&](QRectF box) { hatch(painter, box, ink::kFailed); });
        if (i % labelEvery == 0) {
            const QString label =
                text(days[i].day).mid(8).toInt() == 1 || i == 0
                    ? QLocale::c().toString(QDate::fromString(text(days[i].day), Qt::ISODate), u"d MMM"_s)
                    : QString::number(text(days[i].day).mid(8).toInt());
            canvas.line(QRectF(middle - pt(20), top + height + pt(3), pt(40), pt(12)), label, Face::Regular, 8,
                        ink::kText3, Qt::AlignHCenter);
        }
    }
    canvas.moveTo(top + height + pt(20));
}

} // namespace

void drawActivity(Canvas& canvas, const Report& report) {
    canvas.heading(u"What ran"_s);
    const RunTotals& t = report.totals;
    if (t.runs == 0) {
        canvas.paragraph(u"No run was queued in the period."_s);
        return;
    }
    QString summary = plural(t.runs, u"run"_s, u"runs"_s) % u" of "_s %
                      plural(report.jobs.size(), u"job"_s, u"jobs"_s) % u": "_s % countText(t.completed) %
                      u" completed, "_s % countText(t.failed) % u" failed"_s;
    if (t.timedOut > 0)
        summary += u" ("_s % countText(t.timedOut) % u" of them by their time limit)"_s;
    summary += u", "_s % countText(t.cancelled) % u" cancelled, "_s % countText(t.skipped) % u" skipped"_s;
    if (t.active > 0)
        summary += u", "_s % countText(t.active) % u" not ended"_s;
    summary += u". "_s % plural(t.retries, u"retry"_s, u"retries"_s) % u". Running time "_s % spanText(t.busy) % u"."_s;
    canvas.paragraph(summary);

    if (report.days.size() > 1) {
        canvas.subheading(u"Runs a day"_s, 150);
        drawDays(canvas, report.days);
    }
    canvas.subheading(u"By job"_s);
    Table table(canvas, {{u"Job"_s, 4.2},
                         {u"Runs"_s, 1, Qt::AlignRight},
                         {u"Completed"_s, 1.4, Qt::AlignRight},
                         {u"Failed"_s, 1, Qt::AlignRight},
                         {u"Skipped"_s, 1.1, Qt::AlignRight},
                         {u"Retries"_s, 1.1, Qt::AlignRight},
                         {u"Median"_s, 1.7, Qt::AlignRight},
                         {u"Longest"_s, 1.7, Qt::AlignRight}});
    const auto cells = [](const QString& name, const RunTotals& totals, const QString& median, const QString& longest) {
        Cell failed(zeroAsDash(totals.failed));
        if (totals.failed > 0) {
            failed.strong = true;
            failed.colour = ink::kFailed;
        }
        return std::vector<Cell>{name,
                                 countText(totals.runs),
                                 zeroAsDash(totals.completed),
                                 failed,
                                 zeroAsDash(totals.skipped),
                                 zeroAsDash(totals.retries),
                                 median,
                                 longest};
    };
    for (const report::JobSummary& job : report.jobs)
        table.row(cells(text(job.job), job.totals, optionalSpan(job.median), optionalSpan(job.longest)));
    auto total = cells(u"All jobs"_s, t, {}, {});
    total.front().strong = true;
    total[1].strong = true;
    table.total(total);
    table.end();
}

void drawFailures(Canvas& canvas, const Report& report) {
    canvas.heading(u"Failures"_s);
    if (report.failures.empty()) {
        canvas.paragraph(report.totals.runs == 0 ? u"Nothing ran, so nothing failed."_s
                                                 : u"No run failed or passed its time limit in the period."_s);
        return;
    }
    const Times times(report.scope.zone);
    canvas.paragraph(u"Every run that failed or passed its time limit, after its retries, oldest first."_s);
    Table table(canvas, {{u"Ended"_s, 1.7},
                         {u"Job"_s, 2.8},
                         {u"State"_s, 1.8},
                         {u"Attempts"_s, 1.2, Qt::AlignRight},
                         {u"End"_s, 1.2},
                         {u"Reason"_s, 4.3}});
    for (const RunRow& run : report.failures)
        table.row({times.minute(run.finished.value_or(run.queued)), text(run.job),
                   Cell(wordOf(run.state), lookOf(run.state)), QString::number(run.attempts), endOf(run),
                   run.reason.empty() ? Cell::faint(u"–"_s) : Cell(text(run.reason))});
    table.end();
}

void drawEvents(Canvas& canvas, const Report& report) {
    canvas.heading(u"Audit events"_s);
    if (report.events.empty()) {
        canvas.paragraph(u"The vault has no event of the period."_s);
        return;
    }
    canvas.paragraph(plural(report.eventsTotal, u"event is"_s, u"events are"_s) %
                     u" of the period. Failures and denials are counted by the result that each event carries."_s);
    Table table(canvas, {{u"Type"_s, 2.2},
                         {u"Action"_s, 3},
                         {u"Events"_s, 1.4, Qt::AlignRight},
                         {u"Failures"_s, 1.2, Qt::AlignRight},
                         {u"Denials"_s, 1.2, Qt::AlignRight}});
    std::string type;
    std::uint64_t failures = 0;
    std::uint64_t denials = 0;
    for (const report::EventRow& row : report.events) {
        table.row({row.type == type ? Cell::faint(text(row.type)) : Cell(text(row.type)), text(row.action),
                   countText(row.count), zeroAsDash(row.failures), zeroAsDash(row.denials)});
        type = row.type;
        failures += row.failures;
        denials += row.denials;
    }
    table.total({Cell::bold(u"All events"_s), QString(), Cell::bold(countText(report.eventsTotal)),
                 Cell::bold(zeroAsDash(failures)), Cell::bold(zeroAsDash(denials))});
    table.end();
}

void drawRuns(Canvas& canvas, const Report& report) {
    if (report.runs.empty())
        return; // "What ran" has said so
    canvas.newPage();
    canvas.heading(u"Every run"_s);
    const std::size_t printed = std::min(report.runs.size(), kPrintedRuns);
    if (printed < report.runs.size())
        canvas.paragraph(
            u"The first %1 of %2 runs are printed here; all of them are in the attached document %3.json."_s.arg(
                countText(printed), countText(report.runs.size()), text(report.scope.id)));
    const Times times(report.scope.zone);
    Table table(canvas, {{u"Queued"_s, 58},
                         {u"Job"_s, 98},
                         {u"State"_s, 64},
                         {u"Started by"_s, 56},
                         {u"Took"_s, 50, Qt::AlignRight},
                         {u"Run"_s, 126, Qt::AlignLeft, Face::Mono}});
    for (std::size_t i = 0; i < printed; ++i) {
        const RunRow& run = report.runs[i];
        const QString by = run.requestedBy.empty() ? wordOf(run.trigger) : text(run.requestedBy);
        table.row({times.minute(run.queued), text(run.job), Cell(wordOf(run.state), lookOf(run.state)), by,
                   durationOf(run), Cell::faint(text(run.id))});
    }
    table.end();
}

} // namespace inferno::report_pdf
