// SPDX-License-Identifier: GPL-3.0-or-later
#include <fstream>

#include "core/vault/crypto.h"

namespace inferno::vault {

Hash freshSalt(WallTime now) {
    Hash random;
    randomBytes(random.data(), random.size());
    std::string bootId;
    std::getline(std::ifstream("/proc/sys/kernel/random/boot_id"), bootId);
    Bytes time;
    putLe(time, now.time_since_epoch().count());

    Sha256 sha;
    sha.begin();
    sha.update(asBytes("inferno/salt/v1"));
    sha.update(random);
    sha.update(asBytes(bootId));
    sha.update(time);
    return sha.finish();
}

} // namespace inferno::vault
