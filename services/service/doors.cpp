// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/service/doors.h"

namespace inferno::service {
namespace {

constexpr int kOffsetStep = 100;
constexpr int kLastPort = 65'535;

/// The address that a client on this machine uses for a listening one.
std::string urlOf(const std::string& address, int port) {
    std::string host = address;
    if (address == "0.0.0.0")
        host = "127.0.0.1";
    else if (address == "::")
        host = "[::1]";
    else if (address.find(':') != address.npos)
        host = "[" + address + "]";
    return "http://" + host + ":" + std::to_string(port);
}

} // namespace

Result<Doors> openDoors(http::Server& server, const config::Config& config, const ServiceOptions& options) {
    const std::string& address = config.text("api.listen");
    const int base = options.port.value_or(static_cast<std::uint16_t>(config.integer("api.port")));
    int offset = options.portOffset;
    for (;;) {
        const int wanted = base == 0 ? 0 : base + offset;
        if (wanted > kLastPort)
            return fail(ErrorCode::PortTaken,
                        options.portOffsetAuto ? "no port is free in steps of 100 from " + std::to_string(base)
                                               : std::to_string(wanted) + " is no port",
                        "choose another with port in [api], or a smaller --port-offset");
        const auto port = server.listen("api", address, static_cast<std::uint16_t>(wanted));
        if (port)
            return Doors{{{"api", *port}}, urlOf(address, *port)};
        if (!options.portOffsetAuto || port.error().code != ErrorCode::PortTaken)
            return std::unexpected(port.error());
        offset += kOffsetStep;
    }
}

} // namespace inferno::service
