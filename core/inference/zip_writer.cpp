// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inference/zip_writer.h"

#include <array>
#include <limits>
#include <nlohmann/json.hpp>

namespace inferno::inference {
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
void putHead(Bytes& out, std::string_view name, std::string_view content, std::uint32_t crc) {
    putLe<std::uint16_t>(out, 20);         // version needed: 2.0
    putLe<std::uint16_t>(out, 1U << 11);   // names are UTF-8
    putLe<std::uint16_t>(out, 0);          // stored
    putLe<std::uint32_t>(out, 0x00210000); // 1 January 1980, 0:00: the first date that there is
    putLe(out, crc);
    putLe(out, static_cast<std::uint32_t>(content.size()));
    putLe(out, static_cast<std::uint32_t>(content.size()));
    putLe(out, static_cast<std::uint16_t>(name.size()));
    putLe<std::uint16_t>(out, 0); // no extra field
}

std::string jsonOf(const ArchiveManifest& manifest) {
    const nlohmann::ordered_json model{{"modelName", manifest.name},
                                       {"serializedFile", manifest.serializedFile},
                                       {"handler", manifest.handler},
                                       {"modelVersion", manifest.version}};
    return nlohmann::ordered_json{{"model", model}}.dump(2) + "\n";
}

} // namespace

std::uint32_t crc32(std::string_view data) {
    std::uint32_t crc = ~0U;
    for (const std::uint8_t byte : asBytes(data))
        crc = kTable[(crc ^ byte) & 0xFFU] ^ (crc >> 8);
    return ~crc;
}

Result<void> ZipWriter::put(std::string_view piece) {
    INFERNO_CHECK(sink_(piece));
    written_ += piece.size();
    return {};
}

Result<void> ZipWriter::add(std::string_view name, std::string_view content) {
    constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max();
    if (written_ + content.size() + 2 * (directory_.size() + name.size() + 100) > kMost ||
        files_ == std::numeric_limits<std::uint16_t>::max() || name.size() > std::numeric_limits<std::uint16_t>::max())
        return fail(ErrorCode::InputTooLarge, "an archive of this kind holds less than 4 GiB",
                    "register the folder with these files instead");
    const std::uint32_t crc = crc32(content);
    putLe<std::uint32_t>(directory_, 0x02014B50);
    putLe<std::uint16_t>(directory_, 0x0314); // made on Unix
    putHead(directory_, name, content, crc);
    putLe<std::uint16_t>(directory_, 0); // no comment
    putLe<std::uint32_t>(directory_, 0); // first disk; not known to be text
    putLe<std::uint32_t>(directory_, 0100644U << 16);
    putLe(directory_, static_cast<std::uint32_t>(written_));
    append(directory_, name);
    ++files_;

    Bytes head;
    putLe<std::uint32_t>(head, 0x04034B50);
    putHead(head, name, content, crc);
    append(head, name);
    INFERNO_CHECK(put(asText(head)));
    return put(content);
}

Result<void> ZipWriter::end() {
    const auto start = static_cast<std::uint32_t>(written_);
    INFERNO_CHECK(put(asText(directory_)));
    Bytes last;
    putLe<std::uint32_t>(last, 0x06054B50);
    putLe<std::uint32_t>(last, 0); // one disk
    putLe(last, files_);
    putLe(last, files_);
    putLe(last, static_cast<std::uint32_t>(directory_.size()));
    putLe(last, start);
    putLe<std::uint16_t>(last, 0); // no comment
    return put(asText(last));
}

Result<void> writeModelArchive(const ArchiveManifest& manifest, const std::vector<ArchiveFile>& files,
                               const ZipWriter::Sink& sink) {
    ZipWriter zip(sink);
    INFERNO_CHECK(zip.add("MAR-INF/MANIFEST.json", jsonOf(manifest)));
    for (const ArchiveFile& file : files)
        INFERNO_CHECK(zip.add(file.name, file.content));
    return zip.end();
}

} // namespace inferno::inference
