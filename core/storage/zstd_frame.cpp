// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/zstd_frame.h"

#include <zstd.h>

namespace inferno::storage {

Result<Bytes> packZstd(ByteView raw, int level) {
    Bytes packed(ZSTD_compressBound(raw.size()));
    const std::size_t size = ZSTD_compress(packed.data(), packed.size(), raw.data(), raw.size(), level);
    if (ZSTD_isError(size))
        return fail(ErrorCode::Internal, std::string("zstd: ") + ZSTD_getErrorName(size));
    packed.resize(size);
    return packed;
}

Result<Bytes> unpackZstd(ByteView packed, std::size_t limit) {
    const auto damaged = [](const char* why) {
        return fail(ErrorCode::IoFailed, std::string("the compressed data cannot be read: ") + why);
    };
    const unsigned long long size = ZSTD_getFrameContentSize(packed.data(), packed.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN)
        return damaged("it does not say how large it was");
    if (size > limit)
        return fail(ErrorCode::InputTooLarge, "the compressed data holds " + std::to_string(size) + " bytes");
    Bytes raw(static_cast<std::size_t>(size));
    const std::size_t done = ZSTD_decompress(raw.data(), raw.size(), packed.data(), packed.size());
    if (ZSTD_isError(done) || done != raw.size())
        return damaged(ZSTD_isError(done) ? ZSTD_getErrorName(done) : "it is too short");
    return raw;
}

} // namespace inferno::storage
