// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/models/fraud_detection/zip_writer.h"

#include <array>
#include <cstdint>

#include "core/base/bytes.h"

namespace inferno::fraud {
namespace {

constexpr std::array<std::uint32_t, 256> kTable = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value >> 1) ^ ((value & 1) != 0 ? 0xEDB88320U : 0U);
        table[i] = value;
    }
    return table;
}();

void append(Bytes& out, std::string_view text) {
    out.insert(out.end(), text.begin(), text.end());
}

/// What the header before a file and its entry in the directory have in common (APPNOTE 4.3.7, from "version needed").
void putHead(Bytes& out, const std::pair<std::string, std::string>& file) {
    putLe<std::uint16_t>(out, 20);         // version needed: 2.0
    putLe<std::uint16_t>(out, 1U << 11);   // names are UTF-8
    putLe<std::uint16_t>(out, 0);          // stored
    putLe<std::uint32_t>(out, 0x00210000); // 1 January 1980, 0:00: the first date that there is
    putLe(out, crc32(file.second));
    putLe(out, static_cast<std::uint32_t>(file.second.size()));
    putLe(out, static_cast<std::uint32_t>(file.second.size()));
    putLe(out, static_cast<std::uint16_t>(file.first.size()));
    putLe<std::uint16_t>(out, 0); // no extra field
}

} // namespace

std::uint32_t crc32(std::string_view data) {
    std::uint32_t crc = ~0U;
    for (const std::uint8_t byte : asBytes(data))
        crc = kTable[(crc ^ byte) & 0xFFU] ^ (crc >> 8);
    return ~crc;
}

std::string zipOf(const std::vector<std::pair<std::string, std::string>>& files) {
    Bytes out;
    Bytes directory;
    for (const auto& file : files) {
        putLe<std::uint32_t>(directory, 0x02014B50);
        putLe<std::uint16_t>(directory, 0x0314); // made on Unix
        putHead(directory, file);
        putLe<std::uint16_t>(directory, 0); // no comment
        putLe<std::uint32_t>(directory, 0); // first disk; not known to be text
        putLe<std::uint32_t>(directory, 0100644U << 16);
        putLe(directory, static_cast<std::uint32_t>(out.size()));
        append(directory, file.first);

        putLe<std::uint32_t>(out, 0x04034B50);
        putHead(out, file);
        append(out, file.first);
        append(out, file.second);
    }
    const auto start = static_cast<std::uint32_t>(out.size());
    out.insert(out.end(), directory.begin(), directory.end());
    putLe<std::uint32_t>(out, 0x06054B50);
    putLe<std::uint32_t>(out, 0); // one disk
    putLe(out, static_cast<std::uint16_t>(files.size()));
    putLe(out, static_cast<std::uint16_t>(files.size()));
    putLe(out, static_cast<std::uint32_t>(directory.size()));
    putLe(out, start);
    putLe<std::uint16_t>(out, 0); // no comment
    return std::string(asText(out));
}

} // namespace inferno::fraud
