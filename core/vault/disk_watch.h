// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/base/vfs.h"
#include "core/vault/event.h"

namespace inferno::vault {

/// Says once when the disk of the vault becomes 80, 90 or 95 % full. A step is told again only after the disk was two
/// points below it. Belongs to one thread at a time.
class DiskWatch {
public:
    /// The event to record, if a step was passed upwards.
    std::optional<Event> look(const DiskSpace& space);

private:
    int told_ = 0; ///< the highest step that was told; 0: none
};

/// How full a disk is for those who may write to it, in whole percents, rounded down.
int usedPercent(const DiskSpace& space);
/// A sentence for status, from the first step on; else empty.
std::string diskWarning(const DiskSpace& space);

} // namespace inferno::vault
