// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/inference/version_split.h"

#include <algorithm>
#include <cmath>

namespace inferno::serving {
namespace {

constexpr std::size_t kLongestName = 128;

std::uint64_t fnv1a(std::string_view text, std::uint64_t hash = 0xcbf29ce484222325) {
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return hash;
}

/// The finalizer of splitmix64 (Steele, Lea and Flood 2014): every bit of the number decides about every bit.
std::uint64_t mixed(std::uint64_t number) {
    number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9;
    number = (number ^ (number >> 27)) * 0x94d049bb133111eb;
    return number ^ (number >> 31);
}

/// In (0, 1): 52 bits and a half, which a double holds, so that it is neither.
double uniform(std::uint64_t bits) {
    return (static_cast<double>(bits >> 12) + 0.5) * 0x1p-52;
}

/// RFC 9110, token.
bool isToken(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

} // namespace

std::uint64_t ticketOf(std::string_view model, std::string_view value) {
    return fnv1a(value, fnv1a(std::string_view("\0", 1), fnv1a(model)));
}

std::string_view pick(std::span<const Candidate> versions, std::uint64_t ticket) {
    std::string_view best;
    double most = 0;
    for (const Candidate& one : versions) {
        if (one.weight <= 0)
            continue;
        const double score = -one.weight / std::log(uniform(mixed(mixed(ticket) ^ fnv1a(one.version))));
        if (score > most) {
            most = score;
            best = one.version;
        }
    }
    return best;
}

Result<void> checkWeights(const std::map<std::string, int>& weights) {
    const auto isBad = [](const auto& each) { return each.second < 0 || each.second > kMostWeight; };
    if (const auto bad = std::ranges::find_if(weights, isBad); bad != weights.end())
        return fail(ErrorCode::InputInvalid, "the weight of " + bad->first + " is " + std::to_string(bad->second) +
                                                 "; weights are whole numbers from 0 to " +
                                                 std::to_string(kMostWeight));
    if (!weights.empty() && std::ranges::all_of(weights, [](const auto& each) { return each.second == 0; }))
        return fail(ErrorCode::InputInvalid, "all weights are 0, so no version would answer",
                    "give one a weight, or none at all: then the default version answers");
    return {};
}

Result<void> checkSticky(std::string_view sticky) {
    if (sticky.empty())
        return {};
    const auto colon = sticky.find(':');
    const std::string_view kind = sticky.substr(0, colon);
    const std::string_view name = colon == sticky.npos ? std::string_view{} : sticky.substr(colon + 1);
    if ((kind != "header" && kind != "field") || name.empty() || name.size() > kLongestName)
        return fail(ErrorCode::InputInvalid, "'" + std::string(sticky) + "' is nothing to hold on to",
                    "say header:NAME or field:NAME, with a name of up to 128 bytes");
    if (kind == "header" && !std::ranges::all_of(name, isToken))
        return fail(ErrorCode::InputInvalid, "'" + std::string(name) + "' is no name of a header field");
    return {};
}

} // namespace inferno::serving
