// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/inference/model_memory.h"

#include <algorithm>
#include <string_view>

#include "core/base/bytes.h"

namespace inferno::serving {
namespace {

/// PKWARE's APPNOTE 6.3: 4.3.16 (end), 4.3.15 and 4.3.14 (zip64), 4.3.12 (an entry of the directory).
constexpr std::uint32_t kEnd = 0x06054B50;
constexpr std::uint32_t kEnd64Place = 0x07064B50;
constexpr std::uint32_t kEnd64 = 0x06064B50;
constexpr std::uint32_t kEntry = 0x02014B50;
constexpr std::size_t kEndBytes = 22;
constexpr std::size_t kEnd64PlaceBytes = 20;
constexpr std::size_t kEnd64Bytes = 56;
constexpr std::size_t kEntryBytes = 46;
constexpr std::uint32_t kIn64 = 0xFFFFFFFF;
constexpr std::uint64_t kMostComment = 0xFFFF;
constexpr std::uint64_t kMostDirectory = 64ULL << 20;

constexpr std::uint64_t kMiB = 1ULL << 20;
constexpr std::uint64_t kPerModel = 8 * kMiB;   ///< the module's code, and what its compiler keeps
constexpr std::uint64_t kPerWorker = 16 * kMiB; ///< what a batch computes with, at least

/// Sizes in a directory are what somebody has written there; beyond this, none is told from another.
constexpr std::uint64_t kMost = 1ULL << 50;

std::uint64_t sum(std::uint64_t a, std::uint64_t b) {
    return std::min(kMost, std::min(kMost, a) + std::min(kMost, b));
}

std::optional<Bytes> bytesAt(File& file, std::uint64_t offset, std::uint64_t count) {
    Bytes bytes(count);
    const auto got = file.read(offset, bytes);
    return got && *got == count ? std::optional(std::move(bytes)) : std::nullopt;
}

struct Directory {
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;
};

std::optional<Directory> directoryOf(File& file, std::uint64_t size) {
    const std::uint64_t tail = std::min(size, kEndBytes + kMostComment);
    const auto bytes = bytesAt(file, size - tail, tail);
    if (!bytes || bytes->size() < kEndBytes)
        return std::nullopt;
    const ByteView all(*bytes);
    for (std::size_t at = all.size() - kEndBytes + 1; at-- > 0;) {
        if (getLe<std::uint32_t>(all.subspan(at)) != kEnd)
            continue;
        const Directory found{getLe<std::uint32_t>(all.subspan(at + 16)), getLe<std::uint32_t>(all.subspan(at + 12))};
        if (found.offset != kIn64 && found.bytes != kIn64)
            return found;
        if (at < kEnd64PlaceBytes || getLe<std::uint32_t>(all.subspan(at - kEnd64PlaceBytes)) != kEnd64Place)
            return std::nullopt;
        const auto end = bytesAt(file, getLe<std::uint64_t>(all.subspan(at - kEnd64PlaceBytes + 8)), kEnd64Bytes);
        if (!end || getLe<std::uint32_t>(*end) != kEnd64)
            return std::nullopt;
        return Directory{getLe<std::uint64_t>(ByteView(*end).subspan(48)),
                         getLe<std::uint64_t>(ByteView(*end).subspan(40))};
    }
    return std::nullopt;
}

/// "fraud/data/0", "fraud/constants/3": what torch.jit.save stores tensors in.
bool isTensor(std::string_view name) {
    const std::string_view rest = name.substr(std::min(name.find('/'), name.size() - 1) + 1);
    return rest.starts_with("data/") || rest.starts_with("constants/");
}

/// The size in the entry's zip64 field (4.5.3), of which it is the first number.
std::optional<std::uint64_t> size64In(ByteView extra) {
    while (extra.size() >= 4) {
        const auto id = getLe<std::uint16_t>(extra);
        const auto count = getLe<std::uint16_t>(extra.subspan(2));
        extra = extra.subspan(4);
        if (count > extra.size())
            break;
        if (id == 1 && count >= 8)
            return getLe<std::uint64_t>(extra);
        extra = extra.subspan(count);
    }
    return std::nullopt;
}

} // namespace

std::optional<std::uint64_t> tensorBytesOf(Vfs& vfs, const std::filesystem::path& path) {
    const auto file = vfs.open(path, OpenMode::Read);
    const auto size = file ? (*file)->size() : std::unexpected(file.error());
    const auto place = size ? directoryOf(**file, *size) : std::nullopt;
    if (!place || place->bytes > kMostDirectory)
        return std::nullopt;
    const auto directory = bytesAt(**file, place->offset, place->bytes);
    if (!directory)
        return std::nullopt;
    std::uint64_t total = 0;
    for (ByteView rest(*directory); !rest.empty();) {
        if (rest.size() < kEntryBytes || getLe<std::uint32_t>(rest) != kEntry)
            return std::nullopt;
        const std::size_t nameBytes = getLe<std::uint16_t>(rest.subspan(28));
        const std::size_t extraBytes = getLe<std::uint16_t>(rest.subspan(30));
        const std::size_t whole = kEntryBytes + nameBytes + extraBytes + getLe<std::uint16_t>(rest.subspan(32));
        if (whole > rest.size())
            return std::nullopt;
        const std::string_view name = asText(rest.subspan(kEntryBytes, nameBytes));
        if (!name.empty() && isTensor(name)) {
            std::optional<std::uint64_t> bytes = getLe<std::uint32_t>(rest.subspan(24));
            if (*bytes == kIn64)
                bytes = size64In(rest.subspan(kEntryBytes + nameBytes, extraBytes));
            if (!bytes)
                return std::nullopt;
            total = sum(total, *bytes);
        }
        rest = rest.subspan(whole);
    }
    return total;
}

std::uint64_t memoryFor(std::uint64_t tensorBytes, int workers) {
    return sum(sum(tensorBytes, tensorBytes / 8),
               kPerModel + static_cast<std::uint64_t>(std::max(workers, 1)) * kPerWorker);
}

} // namespace inferno::serving
