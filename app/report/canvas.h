// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <vector>

#include <QPainter>
#include <QPdfWriter>
#include <QString>

#include "app/report/typography.h"
#include "app/report/words.h"
#include "core/report/report.h"

/// The pages: a cursor that runs down an A4 column, and breaks to a new page with head and foot where something does
/// not fit. Remembers where each section begins. Belongs to one thread.

namespace inferno::report_pdf {

/// Where a section begins.
struct Heading {
    QString title;
    int page = 1;
    qreal y = 0; ///< from the page's top, in points
};

class Canvas {
public:
    static constexpr qreal kWidth = pt(595);
    static constexpr qreal kHeight = pt(842);
    static constexpr qreal kLeft = pt(54);
    static constexpr qreal kRight = kWidth - pt(54);
    static constexpr qreal kColumn = kRight - kLeft;
    static constexpr qreal kTop = pt(84);
    static constexpr qreal kBottom = kHeight - pt(66);

    /// `pages`: the number of pages, known from a first pass; 0 in that pass.
    Canvas(QPdfWriter& writer, const report::Report& report, int pages);

    QPainter& painter() { return painter_; }
    qreal y() const { return y_; }
    void moveTo(qreal y) { y_ = y; }
    void skip(qreal points) { y_ += pt(points); }
    int page() const { return page_; }
    int pages() const { return pages_; }
    void newPage();
    /// Breaks unless `points` more fit on this page.
    void ensure(qreal points);

    /// Text in one line; `align` within `box`. Too long text is shortened with an ellipsis.
    void line(QRectF box, const QString& text, Face face, qreal size, QColor colour,
              Qt::Alignment align = Qt::AlignLeft);
    /// The height that `text` takes, wrapped at `width`, in units.
    qreal heightOf(const QString& text, const QFont& font, qreal width) const;
    /// Wrapped text; returns its height.
    qreal wrapped(QPointF place, qreal width, const QString& text, const QFont& font, QColor colour);

    /// Numbered title of a section, never alone at the foot of a page.
    void heading(const QString& title, qreal follows = 120);
    void subheading(const QString& title, qreal follows = 50);
    void paragraph(const QString& text, QColor colour = ink::kText2);
    void rule(qreal y, QColor colour = ink::kLine, qreal width = 0.6);
    /// One row of a list of facts: grey name, dark value; the value wraps.
    void fact(const QString& name, const QString& value, Face face = Face::Regular, QColor colour = ink::kText);

    const std::vector<Heading>& headings() const { return headings_; }
    void finish();

private:
    void drawFrame();

    QPdfWriter& writer_;
    const report::Report& report_;
    QPainter painter_;
    int page_ = 1;
    int pages_;
    qreal y_ = kTop;
    std::vector<Heading> headings_;
};

} // namespace inferno::report_pdf
