// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPainter>

#include "core/report/report.h"

/// The report's few pictures. Every status is a shape as well as a colour.

namespace inferno::report_pdf {

enum class Mark { Tick, Cross, Info, Dash, Clock, Skip };

struct Look {
    Mark mark = Mark::Dash;
    QColor colour;
};

Look lookOf(report::Standing standing);
/// Of a run's state: "completed", "failed", "timed_out", …
Look lookOf(const std::string& state);
/// The word that people read: "timed out".
QString wordOf(const std::string& state);
QString wordOf(report::Standing standing);

/// A ring with the mark in it, `size` wide, its corner at `place`.
void drawMark(QPainter& painter, QPointF place, qreal size, Look look);
void drawLogo(QPainter& painter, QRectF box);

} // namespace inferno::report_pdf
