// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "core/base/bytes.h"

/// What the fuzz targets share: cutting an input into pieces, and saying that a reader broke its promise. An input
/// begins with the number of the reader that it is for, where a target has several.

namespace inferno::fuzz {

/// Takes pieces off an input; past the end everything is zero or empty.
class Input {
public:
    Input(const std::uint8_t* data, std::size_t size) : rest_(data, size) {}

    template <typename Int>
    Int number() {
        std::array<std::uint8_t, sizeof(Int)> bytes{};
        const ByteView have = take(sizeof(Int));
        std::ranges::copy(have, bytes.begin());
        return getLe<Int>(bytes);
    }
    /// Up to `count` bytes.
    ByteView take(std::size_t count) {
        const ByteView out = rest_.first(std::min(count, rest_.size()));
        rest_ = rest_.subspan(out.size());
        return out;
    }
    /// A piece with its length in front (u32).
    ByteView part() { return take(number<std::uint32_t>()); }
    ByteView rest() { return take(rest_.size()); }
    std::string_view text() { return asText(rest()); }

private:
    ByteView rest_;
};

/// The other direction, for who makes seeds.
inline void putPart(Bytes& out, ByteView piece) {
    putLe(out, static_cast<std::uint32_t>(piece.size()));
    out.insert(out.end(), piece.begin(), piece.end());
}

/// Ends the program, as a crash does: a promise of the reader is broken.
[[noreturn]] inline void broken(const char* promise, const char* file, int line) {
    std::fprintf(stderr, "%s:%d: broken: %s\n", file, line, promise);
    std::abort();
}

/// Whether the reader took the input that was given last. Seeds called "good…" must be taken: a corpus that no longer
/// gets past the first check tests nothing.
inline bool taken = false;
inline void markTaken() {
    taken = true;
}

} // namespace inferno::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

#define FUZZ_REQUIRE(promise)                                                                                          \
    do {                                                                                                               \
        if (!(promise))                                                                                                \
            inferno::fuzz::broken(#promise, __FILE__, __LINE__);                                                       \
    } while (false)
