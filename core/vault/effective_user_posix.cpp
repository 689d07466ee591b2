// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include "core/vault/key_files.h"

namespace inferno::vault {

std::uint32_t effectiveUser() {
    return ::geteuid();
}

} // namespace inferno::vault
