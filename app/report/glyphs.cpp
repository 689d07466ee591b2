// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/glyphs.h"

#include <QSvgRenderer>

#include "app/report/typography.h"

namespace inferno::report_pdf {

using namespace Qt::StringLiterals;
using report::Standing;

Look lookOf(Standing standing) {
    switch (standing) {
    case Standing::Evidence: return {Mark::Tick, ink::kSuccess};
    case Standing::Exception: return {Mark::Cross, ink::kFailed};
    case Standing::NotTested: return {Mark::Dash, ink::kWarning};
    case Standing::NotApplicable: return {Mark::Info, ink::kNeutral};
    }
    return {};
}

Look lookOf(const std::string& state) {
    if (state == "completed")
        return {Mark::Tick, ink::kSuccess};
    if (state == "failed")
        return {Mark::Cross, ink::kFailed};
    if (state == "timed_out")
        return {Mark::Clock, ink::kFailed};
    if (state == "skipped")
        return {Mark::Skip, ink::kNeutral};
    return {Mark::Dash, ink::kNeutral};
}

QString wordOf(const std::string& state) {
    QString word = QString::fromStdString(state).replace(u'_', u' ');
    if (!word.isEmpty())
        word[0] = word[0].toUpper();
    return word;
}

QString wordOf(Standing standing) {
    switch (standing) {
    case Standing::Evidence: return u"evidence for"_s;
    case Standing::Exception: return u"exception"_s;
    case Standing::NotTested: return u"not tested"_s;
    case Standing::NotApplicable: return u"not applicable"_s;
    }
    return {};
}

void drawMark(QPainter& painter, QPointF place, qreal size, Look look) {
    painter.save();
    painter.translate(place);
    painter.scale(size / 16, size / 16);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(look.colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawEllipse(QRectF(1.5, 1.5, 13, 13));
    switch (look.mark) {
    case Mark::Tick: painter.drawPolyline(QPolygonF{{5, 8.2}, {7.2, 10.4}, {11.2, 5.9}}); break;
    case Mark::Cross:
        painter.drawLine(QPointF(5.7, 5.7), QPointF(10.3, 10.3));
        painter.drawLine(QPointF(10.3, 5.7), QPointF(5.7, 10.3));
        break;
    case Mark::Info:
        painter.drawLine(QPointF(8, 7.6), QPointF(8, 11));
        painter.drawLine(QPointF(8, 5.1), QPointF(8, 5.15));
        break;
    case Mark::Dash: painter.drawLine(QPointF(5.4, 8), QPointF(10.6, 8)); break;
    case Mark::Clock: painter.drawPolyline(QPolygonF{{8, 4.8}, {8, 8}, {10.4, 9.5}}); break;
    case Mark::Skip:
        painter.drawPolyline(QPolygonF{{5.4, 5.6}, {7.8, 8}, {5.4, 10.4}});
        painter.drawPolyline(QPolygonF{{8.6, 5.6}, {11, 8}, {8.6, 10.4}});
        break;
    }
    painter.restore();
}

void drawLogo(QPainter& painter, QRectF box) {
    static QSvgRenderer logo(u":/report/inferno.svg"_s);
    logo.render(&painter, box);
}

} // namespace inferno::report_pdf
