// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QStringList>
#include <QTimeZone>

#include "core/base/clock.h"
#include "services/client/types.h"

namespace inferno::models {

class JobStore;

/// How things stood when somebody looked at the overview: small enough to be kept in the window's settings. A value.
struct LastLook {
    std::string at; ///< RFC 3339; "" = never
    int jobs = 0;
    qint64 sealed = 0;  ///< events under the newest checkpoint
    QStringList failed; ///< at most kFailedKept names
    bool paused = false;
    bool cut = false; ///< more had failed than are named

    static constexpr int kFailedKept = 200;
    QJsonObject toJson() const;
    /// What is not as toJson writes it is as if there were nothing.
    static LastLook fromJson(const QJsonObject& json);
    static LastLook of(const JobStore& store, qint64 sealed, bool paused, WallTime now);
};

/// One line of what changed: where it leads is a page with its argument.
struct LookChange {
    QString title;
    QString detail;
    QString status; ///< of StatusIcon
    QString page;
    QString argument;
    bool counts = true; ///< a change; else only for information
};

/// What changed since then: what failed and what recovered, jobs that are new, changed or gone, then in numbers what
/// ran and what the vault got. At most kChangesShown lines of each kind; `history` is newest first.
inline constexpr int kChangesShown = 8;
QList<LookChange> changesSince(const LastLook& then, const LastLook& now, const JobStore& store,
                               const std::vector<client::Run>& history, const QTimeZone& zone);

} // namespace inferno::models
