// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/error.h"

/// A whole file as one zstd frame that says how large its content is, as `zstd FILE` and `zstd -d` write and read it.
/// Pure; safe from any thread.
namespace inferno::storage {

Result<Bytes> packZstd(ByteView raw, int level = 3);
/// Errors: input.too_large where the content has more than `limit` bytes; io.failed where the bytes are not one frame
/// of a known size.
Result<Bytes> unpackZstd(ByteView packed, std::size_t limit);

} // namespace inferno::storage
