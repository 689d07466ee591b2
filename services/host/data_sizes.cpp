// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/host/data_sizes.h"

#include <algorithm>
#include <map>

namespace inferno::host {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kKeep{60};

} // namespace

DataSizes DataRuler::measure() {
    const std::lock_guard lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (measured_ && now - at_ < kKeep)
        return sizes_;
    std::map<std::string, std::uint64_t> bytes;
    std::size_t files = 0;
    std::error_code ignored;
    auto entry = fs::recursive_directory_iterator(dataDir_, fs::directory_options::skip_permission_denied, ignored);
    std::string part;
    for (; !ignored && entry != fs::recursive_directory_iterator() && files < mostFiles_; entry.increment(ignored)) {
        std::error_code gone; // files come and go meanwhile
        if (entry.depth() == 0)
            part = entry->is_directory(gone) && !entry->is_symlink(gone) ? entry->path().filename().string() : "other";
        if (!entry->is_regular_file(gone) || entry->is_symlink(gone))
            continue;
        ++files;
        if (const auto size = entry->file_size(gone); !gone)
            bytes[part] += size;
    }
    sizes_ = {};
    sizes_.complete = files < mostFiles_;
    for (const auto& [name, size] : bytes)
        sizes_.parts.push_back({name, size});
    std::ranges::stable_sort(sizes_.parts, std::greater{}, &DataSizes::Part::bytes);
    at_ = std::chrono::steady_clock::now();
    measured_ = true;
    return sizes_;
}

} // namespace inferno::host
