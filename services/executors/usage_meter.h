// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

#include "core/base/clock.h"
#include "services/executors/launch_files.h"
#include "services/executors/limits.h"
#include "services/executors/usage.h"

namespace inferno::executors {

/// Looks at a launch's processes again and again: notes samples in the usage file, and sees when they hold more memory
/// than their limit. Looking takes at most a fiftieth of the time, whatever one look costs. Not safe from several
/// threads; `clock`, `limits` and `vfs` are borrowed.
class UsageMeter {
public:
    UsageMeter(const LaunchSpec& spec, const LaunchFiles& files, const LaunchLimits& limits, Vfs& vfs,
               const Clock& clock);

    /// When to look next.
    MonoTime due() const { return std::min(nextSample_, nextLook_); }
    /// Looks. What the processes hold, if that is beyond their limit.
    std::optional<ByteSize> look(const std::vector<int>& pids);
    /// The last sample, when no process is left. `largest`: the largest process's peak, where nothing else is known. Of
    /// a launch that ended before its first sample: the text that would be its usage file, which is not made; else "".
    std::string finish(ByteSize largest);

private:
    /// With what ended processes used, and never less than before.
    UsageSample sampleOf(const TreeUsage& living, MonoTime now);

    const LaunchLimits& limits_;
    const Clock& clock_;
    UsageLog log_;
    MonoTime began_;
    MonoTime nextSample_;
    MonoTime nextLook_; ///< for the limit
    ByteSize most_{0};  ///< resident, since the last sample
    bool looked_ = false;
    UsageSample last_;
};

} // namespace inferno::executors
