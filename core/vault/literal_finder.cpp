// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/literal_finder.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

namespace inferno::vault {
namespace {

/// The letters and digits of audit events, the most frequent first.
constexpr std::string_view kByFrequency = "e0ts1iarno2d4c3ul5m678p9_fgbhyvwkxqjz";

using Lanes = std::uint8_t __attribute__((vector_size(16)));
using Words = std::uint64_t __attribute__((vector_size(16)));

/// 0x20 at every place sets the bit that tells cases apart: letters become lower-case, digits stay. Other signs may
/// become letters, so that what is found has to be compared.
constexpr std::uint8_t kCaseBit = 0x20;

Lanes load(const char* at) {
    Lanes lanes;
    std::memcpy(&lanes, at, sizeof lanes);
    return lanes | kCaseBit;
}

Words wordsOf(Lanes lanes) {
    Words words;
    std::memcpy(&words, &lanes, sizeof words);
    return words;
}

bool any(Lanes lanes) {
    const Words words = wordsOf(lanes);
    return (words[0] | words[1]) != 0;
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

} // namespace

LiteralFinder::LiteralFinder(std::string literal) : literal_(std::move(literal)) {
    const auto rarity = [&](std::size_t i) { return kByFrequency.find(literal_[i]); };
    for (std::size_t i = 1; i < literal_.size(); ++i)
        if (rarity(i) > rarity(first_))
            first_ = i;
    second_ = literal_.size() > 1 && first_ == 0 ? 1 : 0;
    for (std::size_t i = 0; i < literal_.size(); ++i)
        if (i != first_ && rarity(i) > rarity(second_))
            second_ = i;
    if (literal_.size() == 1)
        second_ = first_;
}

bool LiteralFinder::standsAt(const char* at) const {
    return std::equal(literal_.begin(), literal_.end(), at, [](char a, char b) { return a == lower(b); });
}

std::size_t LiteralFinder::find(std::string_view text, std::size_t from) const {
    constexpr std::size_t kStep = sizeof(Lanes);
    if (text.size() < literal_.size() || from > text.size() - literal_.size())
        return std::string_view::npos;
    const std::size_t ends = text.size() - literal_.size() + 1; ///< behind the last place where it can begin
    const char* const begin = text.data();
    const Lanes one = Lanes{} + static_cast<std::uint8_t>(literal_[first_]);
    const Lanes other = Lanes{} + static_cast<std::uint8_t>(literal_[second_]);
    const auto hits = [&](std::size_t at) -> Lanes {
        return reinterpret_cast<Lanes>((load(begin + at + first_) == one) & (load(begin + at + second_) == other));
    };
    std::size_t at = from;
    for (; at + 4 * kStep <= ends; at += 4 * kStep) {
        const Lanes found[4] = {hits(at), hits(at + kStep), hits(at + 2 * kStep), hits(at + 3 * kStep)};
        if (!any((found[0] | found[1]) | (found[2] | found[3])))
            continue;
        for (std::size_t i = 0; i < 8; ++i) {
            // Each lane that has both letters is 0xFF; little-endian, as all of Inferno's formats.
            for (std::uint64_t bytes = wordsOf(found[i / 2])[i % 2]; bytes != 0;) {
                const auto lane = static_cast<std::size_t>(std::countr_zero(bytes)) / 8;
                if (standsAt(begin + at + 8 * i + lane))
                    return at + 8 * i + lane;
                bytes &= ~(0xFFULL << (8 * lane));
            }
        }
    }
    for (; at < ends; ++at)
        if (standsAt(begin + at))
            return at;
    return std::string_view::npos;
}

} // namespace inferno::vault
