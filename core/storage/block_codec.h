// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/error.h"

/// Compression of the blocks that vault and logs store: zstd, lz4, gzip's deflate or none, behind one call. A
/// BlockCodec keeps its contexts and belongs to one thread at a time. Measured on one core: zstd 1 about 0.6 GB/s, lz4
/// 1 GB/s, gzip 1 0.16 GB/s.

namespace inferno::storage {

/// The number is stored in files: never change one.
enum class Codec : std::uint8_t { None = 0, Lz4 = 1, Zstd = 2, Gzip = 3 };

/// "none", "lz4", "zstd", "gzip". Error: config.invalid.
Result<Codec> parseCodec(std::string_view text);
std::string_view toText(Codec codec);

class BlockCodec {
public:
    BlockCodec();
    BlockCodec(BlockCodec&&) noexcept;
    BlockCodec& operator=(BlockCodec&&) noexcept;
    ~BlockCodec();

    /// Level: zstd 1 to 19, gzip 1 to 9 (values outside are brought within); lz4 and none have no level.
    /// Error: input.too_large for more than 1 GiB.
    Result<Bytes> compress(Codec codec, int level, ByteView raw);
    /// Error: io.failed if the bytes are not what compress makes of exactly `rawSize` bytes. Memory and
    /// work are bound by rawSize, which the caller has checked against a limit of its own.
    Result<Bytes> decompress(Codec codec, ByteView packed, std::size_t rawSize);
    /// The same into memory that is there: exactly `raw.size()` bytes.
    Result<void> decompressInto(Codec codec, ByteView packed, std::span<std::uint8_t> raw);

private:
    struct Contexts;
    std::unique_ptr<Contexts> contexts_;
};

} // namespace inferno::storage
