// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/calendar_layout.h"

#include <algorithm>
#include <array>

namespace inferno::models {

namespace {

constexpr double kDay = 24 * 60;
constexpr int kHours = 24;

int hourOf(double minute) {
    return std::clamp(static_cast<int>(minute / 60), 0, kHours - 1);
}

/// Boxes that touch each other in time share their width.
void shareWidth(QList<DayBox>& boxes) {
    std::ranges::stable_sort(boxes, {}, &DayBox::from);
    qsizetype first = 0;
    double end = 0;
    const auto close = [&](qsizetype last) {
        int lanes = 1;
        for (qsizetype i = first; i < last; ++i)
            lanes = std::max(lanes, boxes.at(i).lane + 1);
        for (qsizetype i = first; i < last; ++i)
            boxes[i].lanes = lanes;
        first = last;
    };
    for (qsizetype i = 0; i < boxes.size(); ++i) {
        if (i > first && boxes.at(i).from >= end - 0.01)
            close(i);
        end = i == first ? boxes.at(i).to : std::max(end, boxes.at(i).to);
    }
    close(boxes.size());
}

QList<DayBox> place(const QList<DayEvent>& events, const DayRoom& room, const std::array<bool, kHours>& counted) {
    QList<DayBox> boxes;
    std::array<qsizetype, kHours> many{};
    many.fill(-1);
    QList<double> ends(room.lanes, 0);
    QList<qsizetype> newest(room.lanes, -1); // of each lane
    for (const DayEvent& one : events) {
        const int hour = hourOf(one.from);
        if (counted.at(static_cast<std::size_t>(hour))) {
            qsizetype& place = many.at(static_cast<std::size_t>(hour));
            if (place < 0) {
                place = boxes.size();
                const double from = std::max(hour * 60.0, *std::ranges::max_element(ends));
                boxes.append({from, std::max(hour * 60.0 + 60, from + room.shortest), 0, 1, {}});
                ends.fill(boxes.last().to);
                newest.fill(place);
            }
            boxes[place].events.append(one.event);
            continue;
        }
        const double length = std::max(one.to - one.from, room.shortest);
        int lane = 0;
        while (lane < room.lanes && std::max(one.from, ends.at(lane)) - one.from > room.mostShift)
            ++lane;
        if (lane == room.lanes) { // it joins the box that is in its way
            DayBox& box = boxes[newest.last()];
            box.events.append(one.event);
            continue;
        }
        const double from = std::max(one.from, ends.at(lane));
        newest[lane] = boxes.size();
        boxes.append({from, std::min(from + length, std::max(kDay, from + room.shortest)), lane, 1, {one.event}});
        ends[lane] = boxes.last().to;
    }
    return boxes;
}

} // namespace

QList<DayBox> placeDay(QList<DayEvent> events, const DayRoom& room) {
    std::ranges::stable_sort(events, {}, &DayEvent::from);
    std::array<bool, kHours> counted{};
    std::array<int, kHours> starts{};
    for (const DayEvent& one : events)
        ++starts.at(static_cast<std::size_t>(hourOf(one.from)));
    const double fits = room.lanes * (60 + room.mostShift) / room.shortest;
    for (std::size_t hour = 0; hour < starts.size(); ++hour)
        counted.at(hour) = starts.at(hour) > fits;
    QList<DayBox> boxes = place(events, room, counted);
    shareWidth(boxes);
    return boxes;
}

} // namespace inferno::models
