// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "app/report/canvas.h"
#include "app/report/glyphs.h"

/// Tables that run over pages: the head is repeated on each, a row is never broken. Cells wrap.

namespace inferno::report_pdf {

struct Column {
    QString title;
    qreal share = 1; ///< of the width
    Qt::Alignment align = Qt::AlignLeft;
    Face face = Face::Regular;
};

struct Cell {
    QString text;
    std::optional<Look> mark; ///< drawn before the text
    bool strong = false;
    QColor colour = ink::kText;

    Cell(QString content) : text(std::move(content)) {} // NOLINT: a text is a cell
    Cell(QString content, Look look) : text(std::move(content)), mark(look) {}
    static Cell bold(QString content) {
        Cell cell(std::move(content));
        cell.strong = true;
        return cell;
    }
    static Cell faint(QString content) {
        Cell cell(std::move(content));
        cell.colour = ink::kText3;
        return cell;
    }
};

class Table {
public:
    Table(Canvas& canvas, std::vector<Column> columns);
    void row(const std::vector<Cell>& cells);
    /// A last row over a strong line.
    void total(const std::vector<Cell>& cells);
    void end();

private:
    struct Box {
        qreal x = 0;
        qreal width = 0;
    };
    void head();
    QFont fontOfCell(std::size_t column, const Cell& cell) const;
    qreal heightOfRow(const std::vector<Cell>& cells) const;
    void draw(const std::vector<Cell>& cells, qreal height);

    Canvas& canvas_;
    std::vector<Column> columns_;
    std::vector<Box> boxes_;
};

} // namespace inferno::report_pdf
