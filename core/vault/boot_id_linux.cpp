// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <fstream>

#include "core/vault/sequencer.h"

namespace inferno::vault {

Uuid currentBootId() {
    std::string text;
    std::getline(std::ifstream("/proc/sys/kernel/random/boot_id"), text);
    std::erase(text, '-');
    Uuid id{};
    if (const auto bytes = fromHex(text); bytes && bytes->size() == id.size())
        std::ranges::copy(*bytes, id.begin());
    return id;
}

} // namespace inferno::vault
