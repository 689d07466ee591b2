// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/maintenance/sweep.h"

#include <algorithm>
#include <map>

namespace inferno::maintenance {
namespace {

constexpr std::size_t kDeepest = 64; ///< each level holds a descriptor

Result<void> collect(const Folder& folder, std::vector<std::string>& path, std::vector<Item>& items) {
    INFERNO_TRY(const auto entries, folder.list());
    for (const Folder::Entry& entry : entries) {
        path.push_back(entry.name);
        if (!entry.folder) {
            items.push_back({"", entry.changed, entry.bytes, path});
        } else if (path.size() < kDeepest) {
            INFERNO_TRY(const auto below, folder.child(entry.name));
            if (below)
                INFERNO_CHECK(collect(*below, path, items));
        }
        path.pop_back();
    }
    return {};
}

Result<bool> removeAt(const Folder& folder, const std::vector<std::string>& path, std::size_t depth) {
    if (depth + 1 == path.size())
        return folder.remove(path[depth]);
    INFERNO_TRY(const auto below, folder.child(path[depth]));
    return below ? removeAt(*below, path, depth + 1) : Result<bool>(false);
}

Result<void> removeEmpty(const Folder& folder, std::size_t depth) {
    INFERNO_TRY(const auto entries, folder.list());
    for (const Folder::Entry& entry : entries) {
        if (!entry.folder || depth >= kDeepest)
            continue;
        {
            INFERNO_TRY(const auto below, folder.child(entry.name));
            if (below)
                INFERNO_CHECK(removeEmpty(*below, depth + 1));
        }
        INFERNO_CHECK(folder.removeFolder(entry.name));
    }
    return {};
}

Result<std::uint64_t> removeContent(const Folder& folder, std::size_t depth) {
    std::uint64_t bytes = 0;
    INFERNO_TRY(const auto entries, folder.list());
    for (const Folder::Entry& entry : entries) {
        if (!entry.folder) {
            INFERNO_TRY(const bool removed, folder.remove(entry.name));
            bytes += removed && entry.regular ? entry.bytes : 0;
            continue;
        }
        if (depth >= kDeepest)
            continue;
        {
            INFERNO_TRY(const auto below, folder.child(entry.name));
            if (below) {
                INFERNO_TRY(const std::uint64_t more, removeContent(*below, depth + 1));
                bytes += more;
            }
        }
        INFERNO_CHECK(folder.removeFolder(entry.name));
    }
    return bytes;
}

} // namespace

std::vector<Item> beyond(const Limits& limits, std::vector<Item> items) {
    // Newest first; of equal age by path, so that the same files go each time.
    std::ranges::sort(items, [](const Item& a, const Item& b) {
        return a.changed != b.changed ? a.changed > b.changed : a.path < b.path;
    });
    std::vector<Item> gone;
    struct Kept {
        int files = 0;
        std::uint64_t bytes = 0;
        bool full = false;
    };
    std::map<std::string, Kept> groups;
    std::uint64_t bytes = 0;
    bool full = false;
    for (Item& item : items) {
        full = full || (limits.bytes && bytes + item.bytes > *limits.bytes);
        const bool old = limits.changedBefore && item.changed < *limits.changedBefore;
        Kept& kept = groups[item.group];
        kept.full = kept.full || (limits.groupBytes && kept.bytes + item.bytes > *limits.groupBytes);
        const bool many = limits.files && kept.files >= *limits.files;
        if (old || many || full || kept.full) {
            gone.push_back(std::move(item));
            continue;
        }
        ++kept.files;
        kept.bytes += item.bytes;
        bytes += item.bytes;
    }
    return gone;
}

Result<std::vector<Item>> filesBelow(const Folder& folder) {
    std::vector<Item> items;
    std::vector<std::string> path;
    INFERNO_CHECK(collect(folder, path, items));
    return items;
}

Result<bool> removeItem(const Folder& folder, const Item& item) {
    return removeAt(folder, item.path, 0);
}

Result<void> removeEmptyFolders(const Folder& folder) {
    return removeEmpty(folder, 0);
}

Result<std::uint64_t> removeWhole(const Folder& folder, const std::string& name) {
    std::uint64_t bytes = 0;
    {
        INFERNO_TRY(const auto below, folder.child(name));
        if (!below)
            return 0;
        INFERNO_TRY(bytes, removeContent(*below, 0));
    }
    INFERNO_CHECK(folder.removeFolder(name));
    return bytes;
}

} // namespace inferno::maintenance
