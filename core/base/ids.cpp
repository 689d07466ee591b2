// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ids.h"

#include <cstdio>
#include <cstdlib>

#include <openssl/rand.h>

#include "core/base/bytes.h"

namespace inferno {

void randomBytes(std::uint8_t* out, std::size_t count) {
    if (RAND_bytes(out, static_cast<int>(count)) != 1) {
        std::fputs("inferno: the operating system gives no random bytes\n", stderr);
        std::abort();
    }
}

Uuid newUuid(WallTime now) {
    Uuid id{};
    randomBytes(id.data(), id.size());
    const auto ms = static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(now.time_since_epoch()).count());
    for (std::size_t i = 0; i < 6; ++i)
        id[i] = static_cast<std::uint8_t>(ms >> (8 * (5 - i)));
    id[6] = static_cast<std::uint8_t>((id[6] & 0x0F) | 0x70);
    id[8] = static_cast<std::uint8_t>((id[8] & 0x3F) | 0x80);
    return id;
}

std::string toText(const Uuid& id) {
    std::string text = toHex(id);
    for (const std::size_t at : {20, 16, 12, 8})
        text.insert(at, "-");
    return text;
}

std::string newId(std::string_view prefix, WallTime now) {
    static constexpr char kDigits[] = "0123456789abcdefghjkmnpqrstvwxyz";
    const Uuid id = newUuid(now);
    std::string text{prefix};
    // 130 bits in groups of five: two zero bits, then the 128 of the id.
    unsigned buffer = 0;
    unsigned bits = 2;
    for (const std::uint8_t byte : id) {
        buffer = buffer << 8 | byte;
        bits += 8;
        while (bits >= 5) {
            bits -= 5;
            text += kDigits[buffer >> bits & 31];
        }
    }
    return text;
}

} // namespace inferno
