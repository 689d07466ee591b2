// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/error.h"

namespace inferno::inference {

/// Writes a zip file piece by piece: its files stored as they are, without a date, so that the same files make the same
/// bytes. For what is below 4 GiB (APPNOTE.TXT 6.3, without its 64-bit parts).
class ZipWriter {
public:
    using Sink = std::function<Result<void>(std::string_view piece)>;
    explicit ZipWriter(Sink sink) : sink_(std::move(sink)) {}

    /// Errors: input.too_large; those of the sink.
    Result<void> add(std::string_view name, std::string_view content);
    /// Writes the directory. Nothing can be added after it.
    Result<void> end();

private:
    Result<void> put(std::string_view piece);

    Sink sink_;
    Bytes directory_;
    std::uint64_t written_ = 0;
    std::uint16_t files_ = 0;
};

/// How a model archive describes its model.
struct ArchiveManifest {
    std::string name;
    std::string version = "1.0";
    std::string handler;
    std::string serializedFile; ///< the TorchScript file in the archive
};
/// A file of an archive. Borrows its content.
struct ArchiveFile {
    std::string name;
    std::string_view content;
};
/// Writes a `.mar` as TorchServe has it: MAR-INF/MANIFEST.json, then the files in their order. The errors of ZipWriter.
Result<void> writeModelArchive(const ArchiveManifest& manifest, const std::vector<ArchiveFile>& files,
                               const ZipWriter::Sink& sink);

/// CRC-32 as zip and PNG have it (ISO 3309).
std::uint32_t crc32(std::string_view data);

} // namespace inferno::inference
