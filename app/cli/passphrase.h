// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/vault/root_key.h"

namespace inferno::cli {

/// A passphrase: the first line of `file` ("-": of the standard input); with no file, typed at the terminal without
/// being shown, where there is one, else the standard input's first line. `twice`: a typed one is asked for again, and
/// both must be the same. Errors: input.invalid (empty, or two different ones), io.*.
Result<vault::Passphrase> readPassphrase(const std::string& file, const std::string& prompt, bool twice = false);

} // namespace inferno::cli
