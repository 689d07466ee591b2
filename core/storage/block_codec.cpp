// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/block_codec.h"

#include <algorithm>

#include <lz4.h>
#include <zlib.h>
#include <zstd.h>

namespace inferno::storage {
namespace {

constexpr std::size_t kMaxRawBytes = 1ULL << 30;

std::unexpected<Error> damaged(Codec codec) {
    return fail(ErrorCode::IoFailed, "a block does not unpack with " + std::string(toText(codec)));
}

Result<Bytes> deflated(int level, ByteView raw) {
    uLongf size = ::compressBound(static_cast<uLong>(raw.size()));
    Bytes packed(size);
    if (::compress2(packed.data(), &size, raw.data(), static_cast<uLong>(raw.size()), std::clamp(level, 1, 9)) != Z_OK)
        return fail(ErrorCode::Internal, "zlib refused to compress a block");
    packed.resize(size);
    return packed;
}

} // namespace

Result<Codec> parseCodec(std::string_view text) {
    for (const Codec codec : {Codec::None, Codec::Lz4, Codec::Zstd, Codec::Gzip})
        if (toText(codec) == text)
            return codec;
    return fail(ErrorCode::ConfigInvalid, "there is no compression called '" + std::string(text) + "'",
                "use zstd, lz4, gzip or none");
}

std::string_view toText(Codec codec) {
    switch (codec) {
    case Codec::None: return "none";
    case Codec::Lz4: return "lz4";
    case Codec::Zstd: return "zstd";
    case Codec::Gzip: return "gzip";
    }
    return "unknown";
}

struct BlockCodec::Contexts {
    struct Free {
        void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
        void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
    };
    std::unique_ptr<ZSTD_CCtx, Free> pack;
    std::unique_ptr<ZSTD_DCtx, Free> unpack;
};

BlockCodec::BlockCodec() : contexts_(std::make_unique<Contexts>()) {}
BlockCodec::BlockCodec(BlockCodec&&) noexcept = default;
BlockCodec& BlockCodec::operator=(BlockCodec&&) noexcept = default;
BlockCodec::~BlockCodec() = default;

Result<Bytes> BlockCodec::compress(Codec codec, int level, ByteView raw) {
    if (raw.size() > kMaxRawBytes)
        return fail(ErrorCode::InputTooLarge, "a block of " + std::to_string(raw.size()) + " bytes");
    switch (codec) {
    case Codec::None: return Bytes(raw.begin(), raw.end());
    case Codec::Gzip: return deflated(level, raw);
    case Codec::Lz4: {
        Bytes packed(static_cast<std::size_t>(LZ4_compressBound(static_cast<int>(raw.size()))));
        const int size =
            LZ4_compress_default(reinterpret_cast<const char*>(raw.data()), reinterpret_cast<char*>(packed.data()),
                                 static_cast<int>(raw.size()), static_cast<int>(packed.size()));
        if (size <= 0)
            return fail(ErrorCode::Internal, "lz4 refused to compress a block");
        packed.resize(static_cast<std::size_t>(size));
        return packed;
    }
    case Codec::Zstd: {
        if (!contexts_->pack)
            contexts_->pack.reset(ZSTD_createCCtx());
        Bytes packed(ZSTD_compressBound(raw.size()));
        const std::size_t size = ZSTD_compressCCtx(contexts_->pack.get(), packed.data(), packed.size(), raw.data(),
                                                   raw.size(), std::clamp(level, 1, 19));
        if (ZSTD_isError(size))
            return fail(ErrorCode::Internal, std::string("zstd: ") + ZSTD_getErrorName(size));
        packed.resize(size);
        return packed;
    }
    }
    return fail(ErrorCode::Internal, "an unknown compression was asked for");
}

Result<Bytes> BlockCodec::decompress(Codec codec, ByteView packed, std::size_t rawSize) {
    if (rawSize > kMaxRawBytes)
        return fail(ErrorCode::InputTooLarge, "a block of " + std::to_string(rawSize) + " bytes");
    Bytes raw(rawSize);
    INFERNO_CHECK(decompressInto(codec, packed, raw));
    return raw;
}

Result<void> BlockCodec::decompressInto(Codec codec, ByteView packed, std::span<std::uint8_t> raw) {
    const std::size_t rawSize = raw.size();
    if (rawSize > kMaxRawBytes || packed.size() > 2 * kMaxRawBytes)
        return fail(ErrorCode::InputTooLarge, "a block of " + std::to_string(rawSize) + " bytes");
    switch (codec) {
    case Codec::None:
        if (packed.size() != rawSize)
            return damaged(codec);
        std::ranges::copy(packed, raw.begin());
        return {};
    case Codec::Lz4: {
        const int size =
            LZ4_decompress_safe(reinterpret_cast<const char*>(packed.data()), reinterpret_cast<char*>(raw.data()),
                                static_cast<int>(packed.size()), static_cast<int>(raw.size()));
        if (size < 0 || static_cast<std::size_t>(size) != rawSize)
            return damaged(codec);
        return {};
    }
    case Codec::Zstd: {
        if (!contexts_->unpack)
            contexts_->unpack.reset(ZSTD_createDCtx());
        const std::size_t size =
            ZSTD_decompressDCtx(contexts_->unpack.get(), raw.data(), raw.size(), packed.data(), packed.size());
        if (ZSTD_isError(size) || size != rawSize)
            return damaged(codec);
        return {};
    }
    case Codec::Gzip: {
        uLongf size = static_cast<uLongf>(raw.size());
        uLong used = static_cast<uLong>(packed.size());
        if (::uncompress2(raw.data(), &size, packed.data(), &used) != Z_OK || size != rawSize || used != packed.size())
            return damaged(codec);
        return {};
    }
    }
    return fail(ErrorCode::IoFailed, "a block names a compression that this version does not know");
}

} // namespace inferno::storage
