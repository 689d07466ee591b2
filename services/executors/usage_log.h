// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "core/base/units.h"
#include "core/base/vfs.h"

namespace inferno::executors {

/// How a launch's processes stood at one time. The counters rise from the start of the launch, so that of two samples
/// either can be left out and the other still tells all.
struct UsageSample {
    std::chrono::milliseconds at{0};  ///< since the launch started
    std::chrono::milliseconds cpu{0}; ///< processor time so far, of ended processes too
    ByteSize memory{0};               ///< resident, of all together: the most that was seen since the sample before
    std::optional<std::uint64_t> readBytes;    ///< from disks, so far; nothing where it is not shown
    std::optional<std::uint64_t> writtenBytes; ///< "
    int processes = 0;                         ///< alive
    bool operator==(const UsageSample&) const = default;
};

/// What is known of a launch's use of the machine: docs/formats/run-usage.md.
struct Usage {
    WallTime started{};
    std::string limits;               ///< how its limits are kept: cgroup, polled, none; "" where it has none
    double cpuLimit = 0;              ///< cores; 0 = none
    ByteSize memoryLimit{0};          ///< 0 = none
    std::vector<UsageSample> samples; ///< oldest first
};

/// Reads a usage file; a last line that is not whole is left out. Error: io.failed where it is no such file.
Result<Usage> parseUsage(std::string_view text);

/// Writes a launch's usage file as samples come: one short line each, and never more than kMostSamples of them. When
/// there are so many, each two become one, and samples come half as often. Not synced; what cannot be written is left
/// out. Not safe from several threads.
class UsageLog {
public:
    static constexpr std::size_t kMostSamples = 256;

    /// `interval` is that of the first samples. The file is made with the first.
    UsageLog(Vfs& vfs, std::filesystem::path path, Usage head, std::chrono::milliseconds interval);

    void add(const UsageSample& sample);
    /// The last one. Where it is the only one, no file is made, and the text that it would hold is returned; else "".
    std::string finish(const UsageSample& sample);
    /// How long after a sample the next one shall come.
    std::chrono::milliseconds interval() const { return interval_; }
    const std::vector<UsageSample>& samples() const { return usage_.samples; }

private:
    std::string text() const;
    void halve();
    void rewrite();

    Vfs& vfs_;
    std::filesystem::path path_;
    Usage usage_;
    std::chrono::milliseconds interval_;
    std::unique_ptr<File> file_; ///< none where it could not be opened
    std::uint64_t size_ = 0;
};

} // namespace inferno::executors
