// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

namespace inferno::models {

/// What is placed on a day: minutes of its clock, and which event it is.
struct DayEvent {
    double from = 0; ///< minutes after midnight
    double to = 0;
    int event = 0;
};

/// How a day is drawn.
struct DayRoom {
    int lanes = 2;         ///< side by side at most
    double shortest = 35;  ///< minutes that a box is high at least
    double mostShift = 30; ///< minutes that a box may stand below its time
};

/// A box on a day: one event, or several that are only counted.
struct DayBox {
    double from = 0; ///< minutes after midnight, where it is drawn
    double to = 0;
    int lane = 0;
    int lanes = 1;     ///< of those beside it
    QList<int> events; ///< one, or those that share it
};

/// Places the events of a day, earliest first: one lane, or more where they overlap. What finds no place joins the box
/// that is in its way; an hour with more events than fit is one box. Beyond midnight reaches only the shortest box.
/// Deterministic; O(n log n).
QList<DayBox> placeDay(QList<DayEvent> events, const DayRoom& room);

} // namespace inferno::models
