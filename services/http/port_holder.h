// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace inferno::http {

/// Who listens on a TCP port of this machine, as "infernod (pid 4711)", or "user 1000" where the process is somebody
/// else's; "" where nothing can be told. Reads /proc; elsewhere it knows nothing.
std::string portHolder(std::uint16_t port);

} // namespace inferno::http
