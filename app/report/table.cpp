// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/table.h"

#include <algorithm>

namespace inferno::report_pdf {
namespace {

constexpr qreal kGap = pt(8);
constexpr qreal kMark = pt(10);
constexpr qreal kMarkGap = pt(5);
constexpr qreal kPadding = pt(4.6);
constexpr qreal kTextSize = 8.8;
constexpr qreal kMonoSize = 6.9;

qreal indentOf(const Cell& cell) {
    return cell.mark ? kMark + kMarkGap : 0;
}

} // namespace

Table::Table(Canvas& canvas, std::vector<Column> columns) : canvas_(canvas), columns_(std::move(columns)) {
    qreal shares = 0;
    for (const Column& column : columns_)
        shares += column.share;
    const qreal width = Canvas::kColumn - kGap * static_cast<qreal>(columns_.size() - 1);
    qreal x = Canvas::kLeft;
    for (const Column& column : columns_) {
        boxes_.push_back({x, width * column.share / shares});
        x += boxes_.back().width + kGap;
    }
    canvas_.ensure(60);
    head();
}

void Table::head() {
    for (std::size_t i = 0; i < columns_.size(); ++i)
        canvas_.line(QRectF(boxes_[i].x, canvas_.y(), boxes_[i].width, pt(16)), columns_[i].title, Face::Medium, 8,
                     ink::kText3, columns_[i].align);
    canvas_.skip(17);
    canvas_.rule(canvas_.y(), ink::kText3, 0.8);
}

QFont Table::fontOfCell(std::size_t column, const Cell& cell) const {
    const Face face = cell.strong ? Face::SemiBold : columns_[column].face;
    return fontOf(face, face == Face::Mono ? kMonoSize : kTextSize);
}

qreal Table::heightOfRow(const std::vector<Cell>& cells) const {
    qreal height = kMark;
    for (std::size_t i = 0; i < cells.size(); ++i)
        height = std::max(
            height, canvas_.heightOf(cells[i].text, fontOfCell(i, cells[i]), boxes_[i].width - indentOf(cells[i])));
    return height + 2 * kPadding;
}

void Table::draw(const std::vector<Cell>& cells, qreal height) {
    const qreal y = canvas_.y() + kPadding;
    const qreal firstLine = canvas_.heightOf(QStringLiteral("x"), fontOf(Face::Regular, kTextSize), pt(100));
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const Cell& cell = cells[i];
        const Box& box = boxes_[i];
        if (cell.mark)
            drawMark(canvas_.painter(), {box.x, y + (firstLine - kMark) / 2}, kMark, *cell.mark);
        const qreal x = box.x + indentOf(cell);
        const qreal width = box.width - indentOf(cell);
        const QFont font = fontOfCell(i, cell);
        const QColor colour = cell.mark ? cell.mark->colour : cell.colour;
        const qreal own = canvas_.heightOf(QStringLiteral("x"), font, pt(100));
        const qreal top = y + (firstLine - own) / 2; // a smaller face sits on the same middle line
        if (columns_[i].align == Qt::AlignRight)
            canvas_.line(QRectF(x, y, width, firstLine), cell.text, cell.strong ? Face::SemiBold : columns_[i].face,
                         columns_[i].face == Face::Mono ? kMonoSize : kTextSize, colour, Qt::AlignRight);
        else
            canvas_.wrapped({x, top}, width, cell.text, font, colour);
    }
    canvas_.moveTo(canvas_.y() + height);
}

void Table::row(const std::vector<Cell>& cells) {
    const qreal height = heightOfRow(cells);
    if (canvas_.y() + height > Canvas::kBottom) {
        canvas_.newPage();
        head();
    }
    draw(cells, height);
    canvas_.rule(canvas_.y());
}

void Table::total(const std::vector<Cell>& cells) {
    canvas_.rule(canvas_.y(), ink::kText3, 0.8);
    const qreal height = heightOfRow(cells);
    if (canvas_.y() + height > Canvas::kBottom) {
        canvas_.newPage();
        head();
    }
    draw(cells, height);
}

void Table::end() {
    canvas_.skip(10);
}

} // namespace inferno::report_pdf
