// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "services/maintenance/folder.h"

/// Internal to services/maintenance: which files go, and how a whole folder does.
namespace inferno::maintenance {

struct Limits {
    std::optional<WallTime> changedBefore;   ///< what is older goes
    std::optional<std::uint64_t> bytes;      ///< the oldest go until no more is left
    std::optional<int> files;                ///< the newest so many of a group stay
    std::optional<std::uint64_t> groupBytes; ///< as `bytes`, of a group
    bool none() const { return !changedBefore && !bytes && !files && !groupBytes; }
};

/// Something that may go.
struct Item {
    std::string group; ///< within which Limits::files and groupBytes count
    WallTime changed{};
    std::uint64_t bytes = 0;
    std::vector<std::string> path; ///< names, from the folder in which was looked
};

/// The items that go by these limits. O(n log n).
std::vector<Item> beyond(const Limits& limits, std::vector<Item> items);

/// The files below a folder, links and all that is no folder included; folders that are too deep are left out.
Result<std::vector<Item>> filesBelow(const Folder& folder);
/// Removes one; true if it was there.
Result<bool> removeItem(const Folder& folder, const Item& item);
/// Removes the folders below that are empty.
Result<void> removeEmptyFolders(const Folder& folder);
/// Removes a folder with all that is in it, and says how many bytes its files had; 0 where it is not there.
Result<std::uint64_t> removeWhole(const Folder& folder, const std::string& name);

} // namespace inferno::maintenance
