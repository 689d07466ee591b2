// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/error.h"
#include "core/base/vfs.h"

namespace inferno::serving {

/// Who may sign models, and whether they must be signed. A signature is Ed25519 (RFC 8032) over the 32 bytes of a
/// model's SHA-256, as `openssl pkeyutl -sign -rawin` makes it (docs/model-archives.md). Plain value.
struct SignaturePolicy {
    std::vector<std::array<std::uint8_t, 32>> keys;
    bool required = false;
};

/// Public keys: the absolute paths of files in PEM, or base64 of the 32 bytes or of what stands in the PEM. Error:
/// config.invalid, with the entry.
Result<SignaturePolicy> readTrustedKeys(Vfs& vfs, const std::vector<std::string>& entries, bool required);

/// "valid" or "none". The signature is in `named`, or else in the file beside the model whose name has ".sig" behind
/// it: 64 bytes, or base64 of them. Where no key is trusted, such a file is not heeded. Errors: model.signature for one
/// that no trusted key has made, for a named one that is not there or that no key could tell, and for none where it is
/// required.
Result<std::string> signatureOf(Vfs& vfs, const SignaturePolicy& policy, const std::filesystem::path& model,
                                const std::string& sha256, const std::filesystem::path& named);

} // namespace inferno::serving
