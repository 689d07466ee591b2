// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <QList>
#include <QString>

namespace inferno::models {

/// What an event's details say was changed. An empty text stands for nothing: it was added, or taken away.
struct EventChange {
    QString key;
    QString before;
    QString after;
    friend bool operator==(const EventChange&, const EventChange&) = default;
};

/// Reads the shapes that Inferno's own events have, and common ones of others: `{"changes":{KEY:{"old","new"}}}`,
/// `{"changes":[{"key","old","new"}]}`, the same without `changes`, and `{"before":{…},"after":{…}}`, of which only
/// what differs is told. Nothing where the details hold no old and new values. Pure; O(length).
QList<EventChange> changesOf(const std::string& details);

} // namespace inferno::models
