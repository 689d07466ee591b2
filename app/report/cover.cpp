// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "app/report/glyphs.h"
#include "app/report/sections.h"

namespace inferno::report_pdf {

using namespace Qt::StringLiterals;
using report::Check;
using report::Report;
using report::Standing;

namespace {

struct PanelColours {
    QColor ink;
    QColor tint;
    QColor line;
};

/// The panel is as grave as its gravest line; without verification it is no more than a warning.
PanelColours coloursOf(const Report& report) {
    if (std::ranges::any_of(report.checks, [](const Check& c) { return c.standing == Standing::Exception; }))
        return {ink::kFailed, ink::kFailedTint, ink::kFailedLine};
    if (report.attestation.verdict.empty() || report.attestation.verdict == "key_unavailable")
        return {ink::kWarning, ink::kWarningTint, ink::kWarningLine};
    return {ink::kSuccess, ink::kSuccessTint, ink::kSuccessLine};
}

QString levelText(const report::Attestation& a, const Times& times) {
    if (a.verdict.empty())
        return u"Verification was not run"_s;
    QString content = u"Verdict "_s % text(a.verdict) % u" at level "_s % text(a.level);
    if (a.verifiedAt)
        content = content % u", "_s % times.second(*a.verifiedAt);
    return content;
}

void drawHead(Canvas& canvas, const report::Scope& scope, const Times& times) {
    const qreal top = pt(54);
    drawLogo(canvas.painter(), QRectF(Canvas::kLeft, top, pt(24), pt(24)));
    canvas.line(QRectF(Canvas::kLeft + pt(32), top, pt(200), pt(24)), u"Inferno"_s, Face::SemiBold, 13, ink::kText);
    QStringList right;
    for (const std::string& part : {scope.classification, scope.entity})
        if (!part.empty())
            right << text(part);
    canvas.line(QRectF(Canvas::kLeft, top, Canvas::kColumn, pt(24)), right.join(u" · "_s), Face::Regular, 9.5,
                ink::kText2, Qt::AlignRight);

    canvas.moveTo(pt(112));
    canvas.line(QRectF(Canvas::kLeft, canvas.y(), Canvas::kColumn, pt(34)), text(scope.title), Face::SemiBold, 27,
                ink::kText);
    canvas.skip(37);
    const QString subtitle = u"Evidence for "_s % text(scope.periodName) % (scope.partial ? u" (partial)"_s : u""_s);
    canvas.line(QRectF(Canvas::kLeft, canvas.y(), Canvas::kColumn, pt(20)), subtitle, Face::Regular, 14, ink::kText2);
    canvas.skip(30);
    canvas.rule(canvas.y(), ink::kText, 1);

    canvas.fact(u"Report"_s, text(scope.id) % u", version "_s % QString::number(scope.version));
    canvas.fact(u"System"_s, text(scope.host) % u", Inferno "_s % text(scope.infernoVersion));
    canvas.fact(u"Vault"_s, text(scope.vaultId), Face::Mono);
    canvas.fact(u"Period"_s, times.second(scope.from) % u" – "_s % times.second(scope.to));
    if (scope.zone != "UTC")
        canvas.fact(u"Period, UTC"_s, utcText(scope.from) % u" – "_s % utcText(scope.to));
    canvas.fact(u"Prepared by"_s, text(scope.preparedBy) % u", "_s % times.second(scope.generated));
    canvas.fact(u"Reviewed by"_s, u"awaiting a second person"_s, Face::SemiBold, ink::kWarning);
}

void drawPanel(Canvas& canvas, const Report& report, const Times& times) {
    const PanelColours colours = coloursOf(report);
    constexpr qreal kRow = pt(20);
    constexpr qreal kInset = pt(14);
    const qreal top = canvas.y() + pt(14);
    const qreal height = pt(48) + kRow * static_cast<qreal>(report.checks.size()) + pt(6);
    QPainter& painter = canvas.painter();
    painter.setBrush(colours.tint);
    painter.setPen(QPen(colours.line, pt(0.8)));
    painter.drawRoundedRect(QRectF(Canvas::kLeft, top, Canvas::kColumn, height), pt(4), pt(4));
    painter.setBrush(Qt::NoBrush);

    const Mark mark = colours.ink == ink::kSuccess  ? Mark::Tick
                      : colours.ink == ink::kFailed ? Mark::Cross
                                                    : Mark::Dash;
    drawMark(painter, {Canvas::kLeft + kInset, top + pt(12)}, pt(21), {mark, colours.ink});
    const qreal textX = Canvas::kLeft + kInset + pt(30);
    canvas.line(QRectF(textX, top + pt(8), Canvas::kColumn - pt(60), pt(16)), u"Integrity attestation"_s,
                Face::SemiBold, 12, ink::kText);
    canvas.line(QRectF(textX, top + pt(24), Canvas::kColumn - pt(60), pt(14)), levelText(report.attestation, times),
                Face::Regular, 9, ink::kText2);

    qreal y = top + pt(46);
    for (const Check& check : report.checks) {
        painter.setPen(QPen(colours.line, pt(0.5)));
        painter.drawLine(QPointF(Canvas::kLeft + kInset, y), QPointF(Canvas::kRight - kInset, y));
        const Look look = lookOf(check.standing);
        drawMark(painter, {Canvas::kLeft + kInset, y + pt(4.5)}, pt(11), look);
        canvas.line(QRectF(Canvas::kLeft + kInset + pt(19), y, pt(150), kRow), text(check.subject), Face::SemiBold, 9,
                    ink::kText);
        canvas.line(QRectF(Canvas::kLeft + kInset + pt(168), y, Canvas::kColumn - 2 * kInset - pt(168), kRow),
                    text(check.finding), Face::Regular, 9, ink::kText2);
        y += kRow;
    }
    canvas.moveTo(top + height + pt(14));
}

struct Tile {
    QString figure;
    QString word;
    QColor colour = ink::kText;
};

void drawTiles(Canvas& canvas, QRectF box, const QString& title, const std::vector<Tile>& tiles) {
    canvas.line(QRectF(box.left(), box.top(), box.width(), pt(14)), title, Face::SemiBold, 9, ink::kText);
    QPainter& painter = canvas.painter();
    const QRectF frame = box.adjusted(0, pt(18), 0, 0);
    painter.setPen(QPen(ink::kLine, pt(0.8)));
    painter.drawRoundedRect(frame, pt(3), pt(3));
    const qreal width = frame.width() / static_cast<qreal>(tiles.size());
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        const qreal x = frame.left() + width * static_cast<qreal>(i);
        if (i > 0) {
            painter.setPen(QPen(ink::kLine, pt(0.8)));
            painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()));
        }
        const QRectF inner(x + pt(10), frame.top() + pt(6), width - pt(14), pt(20));
        canvas.line(inner, tiles[i].figure, Face::SemiBold, 15, tiles[i].colour);
        canvas.line(inner.translated(0, pt(18)), tiles[i].word, Face::Regular, 8.5, ink::kText2);
    }
}

void drawResults(Canvas& canvas, const Report& report) {
    const auto standing = [&](Standing wanted) {
        return static_cast<std::uint64_t>(std::ranges::count(report.checks, wanted, &Check::standing));
    };
    const auto alarming = [](std::uint64_t count) { return count > 0 ? ink::kFailed : ink::kText; };
    const qreal half = (Canvas::kColumn - pt(16)) / 2;
    const qreal top = canvas.y();
    const report::RunTotals& t = report.totals;
    drawTiles(canvas, QRectF(Canvas::kLeft, top, half, pt(66)), u"Integrity"_s,
              {{countText(standing(Standing::Evidence)), wordOf(Standing::Evidence)},
               {countText(standing(Standing::Exception)), wordOf(Standing::Exception),
                alarming(standing(Standing::Exception))},
               {countText(standing(Standing::NotTested)), wordOf(Standing::NotTested)}});
    drawTiles(canvas, QRectF(Canvas::kLeft + half + pt(16), top, half, pt(66)), u"Runs"_s,
              {{countText(t.runs), u"in the period"_s},
               {countText(t.completed), u"completed"_s},
               {countText(t.failed), u"failed"_s, alarming(t.failed)}});
    canvas.moveTo(top + pt(66 + 16));
}

void drawContents(Canvas& canvas, const std::vector<Heading>& contents) {
    canvas.line(QRectF(Canvas::kLeft, canvas.y(), Canvas::kColumn, pt(14)), u"Contents"_s, Face::SemiBold, 9,
                ink::kText);
    canvas.skip(17);
    const std::size_t rows = (contents.size() + 1) / 2;
    const qreal half = (Canvas::kColumn - pt(16)) / 2;
    for (std::size_t i = 0; i < contents.size(); ++i) {
        const qreal x = Canvas::kLeft + (i / rows == 0 ? 0 : half + pt(16));
        const QRectF box(x, canvas.y() + pt(14) * static_cast<qreal>(i % rows), half, pt(14));
        canvas.line(box, QString::number(i + 1), Face::Regular, 9, ink::kText3);
        canvas.line(box.adjusted(pt(14), 0, 0, 0), contents[i].title, Face::Regular, 9, ink::kText2);
        canvas.line(box, QString::number(contents[i].page), Face::Regular, 9, ink::kText2, Qt::AlignRight);
    }
}

} // namespace

void drawCover(Canvas& canvas, const Report& report, const std::vector<Heading>& contents) {
    const Times times(report.scope.zone);
    drawHead(canvas, report.scope, times);
    drawPanel(canvas, report, times);
    drawResults(canvas, report);
    drawContents(canvas, contents);
    canvas.newPage();
}

} // namespace inferno::report_pdf
