// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

namespace inferno::host {

/// What a data root holds, by its folders.
struct DataSizes {
    struct Part {
        std::string name; ///< a folder of the data root; "other" = the files beside them
        std::uint64_t bytes = 0;
    };
    std::vector<Part> parts; ///< the largest first
    bool complete = true;    ///< false: there are more files than were looked at; sizes are at least these
};

/// Measures a data root, at most once a minute: answers in between are those of before. Looks at 200,000 files at most
/// (a second of work); what it may not read counts nothing. Safe from any thread; one measures, others wait.
class DataRuler {
public:
    static constexpr std::size_t kMostFiles = 200'000;

    explicit DataRuler(std::filesystem::path dataDir, std::size_t mostFiles = kMostFiles)
        : dataDir_(std::move(dataDir)), mostFiles_(mostFiles) {}
    DataSizes measure();

private:
    const std::filesystem::path dataDir_;
    const std::size_t mostFiles_;
    std::mutex mutex_;
    bool measured_ = false;
    std::chrono::steady_clock::time_point at_;
    DataSizes sizes_;
};

} // namespace inferno::host
