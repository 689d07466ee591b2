// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/canvas.h"

#include <QTextLayout>

#include "app/report/glyphs.h"

namespace inferno::report_pdf {

using namespace Qt::StringLiterals;

namespace {

/// A name that is wider than its place, with line breaks behind underscores.
QString brokenName(const QString& name, const QFontMetricsF& metrics, qreal width) {
    QString broken;
    QString row;
    const QStringList parts = name.split(u'_');
    for (qsizetype i = 0; i < parts.size(); ++i) {
        const QString part = i + 1 < parts.size() ? QString(parts[i] % u'_') : parts[i];
        if (!row.isEmpty() && metrics.horizontalAdvance(row % part) > width) {
            broken += row % QChar(QChar::LineSeparator);
            row.clear();
        }
        row += part;
    }
    return broken % row;
}

/// Breaks `content` into lines between words, and within a word only where it alone is too long. Returns the height.
qreal layOut(QTextLayout& layout, QPaintDevice* device, const QFont& font, const QString& content, qreal width) {
    layout.setFont(font);
    const QFontMetricsF metrics(font, device);
    const bool name = content.contains(u'_') && !content.contains(u' ');
    layout.setText(name ? brokenName(content, metrics, width) : QString(content).replace(u'\n', QChar::LineSeparator));
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    const qreal spacing = metrics.height() * 1.08;
    qreal y = 0;
    layout.beginLayout();
    for (QTextLine row = layout.createLine(); row.isValid(); row = layout.createLine()) {
        row.setLineWidth(width);
        row.setPosition({0, y});
        y += spacing;
    }
    layout.endLayout();
    return y;
}

QString shortRoot(const report::Report& report) {
    const QString root = text(report.attestation.checkpointRoot);
    return root.size() > 16 ? root.first(8) % u"…"_s % root.last(4) : root;
}

} // namespace

Canvas::Canvas(QPdfWriter& writer, const report::Report& report, int pages)
    : writer_(writer), report_(report), painter_(&writer), pages_(pages) {
    painter_.setRenderHint(QPainter::Antialiasing);
}

void Canvas::finish() {
    drawFrame();
    painter_.end();
}

void Canvas::newPage() {
    drawFrame();
    writer_.newPage();
    ++page_;
    y_ = kTop;
}

void Canvas::ensure(qreal points) {
    if (y_ + pt(points) > kBottom)
        newPage();
}

void Canvas::drawFrame() {
    const report::Scope& scope = report_.scope;
    const QString version = u" v"_s % QString::number(scope.version);
    if (page_ > 1) {
        const qreal top = pt(40);
        drawLogo(painter_, QRectF(kLeft, top, pt(13), pt(13)));
        line(QRectF(kLeft + pt(19), top, kColumn / 2, pt(13)), text(scope.title) % u" · "_s % text(scope.periodName),
             Face::Medium, 8.5, ink::kText2);
        QString right = text(scope.id) % version;
        if (!scope.classification.empty())
            right.prepend(text(scope.classification) % u" · "_s);
        line(QRectF(kLeft, top, kColumn, pt(13)), right, Face::Regular, 8.5, ink::kText3, Qt::AlignRight);
        rule(top + pt(20));
    }
    const qreal foot = kHeight - pt(46);
    rule(foot);
    line(QRectF(kLeft, foot + pt(7), kColumn, pt(12)), text(scope.id) % version % u" · root "_s % shortRoot(report_),
         Face::Mono, 7.5, ink::kText3);
    line(QRectF(kLeft, foot + pt(7), kColumn, pt(12)), u"page %1 of %2"_s.arg(page_).arg(std::max(pages_, page_)),
         Face::Mono, 7.5, ink::kText3, Qt::AlignRight);
}

void Canvas::line(QRectF box, const QString& content, Face face, qreal size, QColor colour, Qt::Alignment align) {
    const QFont font = fontOf(face, size);
    const QFontMetricsF metrics(font, &writer_);
    painter_.setFont(font);
    painter_.setPen(colour);
    painter_.drawText(box, int(align | Qt::AlignVCenter) | Qt::TextSingleLine | Qt::TextDontClip,
                      metrics.elidedText(content, Qt::ElideRight, box.width()));
}

qreal Canvas::heightOf(const QString& content, const QFont& font, qreal width) const {
    QTextLayout layout(content, font, &writer_);
    return layOut(layout, &writer_, font, content, width);
}

qreal Canvas::wrapped(QPointF place, qreal width, const QString& content, const QFont& font, QColor colour) {
    QTextLayout layout(content, font, &writer_);
    const qreal height = layOut(layout, &writer_, font, content, width);
    painter_.setPen(colour);
    layout.draw(&painter_, place);
    return height;
}

void Canvas::heading(const QString& title, qreal follows) {
    ensure(40 + follows);
    if (y_ > kTop)
        skip(26);
    headings_.push_back({title, page_, y_ / pt(1)});
    const QString numbered = QString::number(headings_.size()) % u"  "_s % title;
    line(QRectF(kLeft, y_, kColumn, pt(24)), numbered, Face::SemiBold, 16, ink::kText);
    skip(29);
    rule(y_, ink::kText, 1);
    skip(12);
}

void Canvas::subheading(const QString& title, qreal follows) {
    ensure(30 + follows);
    if (y_ > kTop)
        skip(14);
    line(QRectF(kLeft, y_, kColumn, pt(16)), title, Face::SemiBold, 10.5, ink::kText);
    skip(21);
}

void Canvas::paragraph(const QString& content, QColor colour) {
    const QFont font = fontOf(Face::Regular, 9.5);
    const qreal width = std::min(kColumn, pt(440)); // a line that is longer tires the eye
    ensure(heightOf(content, font, width) / pt(1));
    y_ += wrapped({kLeft, y_}, width, content, font, colour);
    skip(8);
}

void Canvas::rule(qreal y, QColor colour, qreal width) {
    painter_.setPen(QPen(colour, pt(width)));
    painter_.drawLine(QPointF(kLeft, y), QPointF(kRight, y));
}

void Canvas::fact(const QString& name, const QString& value, Face face, QColor colour) {
    const qreal nameWidth = pt(150);
    const QFont font = fontOf(face, face == Face::Mono ? 8 : 9.5);
    const qreal height = heightOf(value, font, kColumn - nameWidth);
    const qreal row = std::max(pt(21), height + pt(9));
    ensure(row / pt(1));
    line(QRectF(kLeft, y_, nameWidth - pt(8), pt(21)), name, Face::Regular, 9.5, ink::kText2);
    const qreal inset = std::max(pt(4.5), (pt(21) - heightOf(u"x"_s, font, kColumn)) / 2);
    wrapped({kLeft + nameWidth, y_ + inset}, kColumn - nameWidth, value, font, colour);
    y_ += row;
    rule(y_);
}

} // namespace inferno::report_pdf
