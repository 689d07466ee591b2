// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/service/doors.h"

#include <algorithm>
#include <charconv>

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

#ifdef INFERNO_WITH_MODELS
struct Place {
    std::string address;
    int port = 0;
};

/// TorchServe's way to name a door: "http://127.0.0.1:8081", "http://[::1]:8081".
Result<Place> placeOf(const config::Config& config, const std::string& key) {
    const std::string& text = config.text(key);
    const auto broken = [&] {
        return fail(ErrorCode::ConfigInvalid, config.origin(key).text() + ": " + key + " is no address: '" + text + "'",
                    "write it as http://127.0.0.1:8081; TLS is the reverse proxy's");
    };
    constexpr std::string_view kScheme = "http://";
    if (!text.starts_with(kScheme))
        return broken();
    std::string_view rest = std::string_view(text).substr(kScheme.size());
    while (rest.ends_with('/'))
        rest.remove_suffix(1);
    const auto colon = rest.rfind(':');
    if (colon == rest.npos)
        return broken();
    Place place;
    const std::string_view digits = rest.substr(colon + 1);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), place.port);
    if (error != std::errc{} || end != digits.data() + digits.size() || place.port < 1 || place.port > kLastPort)
        return broken();
    std::string_view host = rest.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    place.address = host == "localhost" ? "127.0.0.1" : std::string(host);
    return place;
}
#endif

} // namespace

Result<std::unique_ptr<Doors>> Doors::open(http::Server& server, const config::Config& config,
                                           const ServiceOptions& options) {
    int base = options.port.value_or(static_cast<std::uint16_t>(config.integer("api.port")));
    std::vector<Door> wanted{{"api", config.text("api.listen"), base, false, {}}};
#ifdef INFERNO_WITH_MODELS
    if (!config.text("inference.inference_address").empty() && base != 0) {
        INFERNO_TRY(const Place place, placeOf(config, "inference.inference_address"));
        if (!config.isSet("api.port"))
            wanted.front().port = base = place.port;
        // Open to all addresses, one door is both; the API looks at which of them a request came to.
        const bool isWide = place.address == "0.0.0.0" || place.address == "::";
        if (isWide && place.port == base)
            wanted.front().address = place.address;
        else if (place.address != wanted.front().address || place.port != base)
            wanted.push_back({"inference", place.address, place.port, false, {}});
    }
    for (const std::string& name : {std::string("management"), std::string("metrics")}) {
        INFERNO_TRY(const Place place, placeOf(config, "inference." + name + "_address"));
        wanted.push_back({name, place.address, base == 0 ? 0 : place.port, false, {}});
    }
#endif
    std::unique_ptr<Doors> doors(new Doors(server, config.text("api.listen"), std::move(wanted)));
    int offset = options.portOffset;
    for (;;) {
        const auto opened = doors->openAll(options.portOffsetAuto, offset);
        if (opened)
            return doors;
        if (!options.portOffsetAuto || opened.error().code != ErrorCode::PortTaken)
            return std::unexpected(opened.error());
        server.shutDoors();
        offset += kOffsetStep;
        if (offset + base > kLastPort)
            return fail(ErrorCode::PortTaken, "no ports are free in steps of 100 from " + std::to_string(base),
                        "choose another with port in [api], or a smaller --port-offset");
    }
}

/// `needsAll`: every door; else the API's, and of the others those that can be.
Result<void> Doors::openAll(bool needsAll, int offset) {
    std::vector<Door> tried = doors_;
    for (Door& door : tried) {
        if (door.port != 0)
            door.port += offset;
        const bool needed = needsAll || door.name == "api";
        Result<std::uint16_t> port =
            door.port > kLastPort ? fail(ErrorCode::PortTaken, std::to_string(door.port) + " is no port",
                                         "choose another with port in [api], or a smaller --port-offset")
                                  : server_.listen(door.name, door.address, static_cast<std::uint16_t>(door.port));
        if (!port && (needed || port.error().code != ErrorCode::PortTaken))
            return std::unexpected(std::move(port).error());
        door.isOpen = port.has_value();
        if (port)
            door.port = *port;
        else
            door.problem = port.error().message();
    }
    doors_ = std::move(tried);
    url_ = urlOf(apiAddress_, doors_.front().port);
    return {};
}

Doors::~Doors() {
    stop();
}

std::map<std::string, int> Doors::ports() const {
    const std::lock_guard lock(mutex_);
    std::map<std::string, int> out;
    for (const Door& door : doors_)
        if (door.isOpen)
            out[door.name] = door.port;
    return out;
}

std::vector<std::string> Doors::addresses() const {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> out{apiAddress_};
    for (const Door& door : doors_)
        out.push_back(door.address);
    return out;
}

std::vector<std::string> Doors::problems() const {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> out;
    for (const Door& door : doors_)
        if (!door.isOpen)
            out.push_back("The port for " + door.name + " is shut: " + door.problem);
    return out;
}

void Doors::keepTrying(std::function<void()> onOpened, std::chrono::milliseconds interval) {
    if (problems().empty())
        return;
    thread_ = std::jthread([this, interval, onOpened = std::move(onOpened)](const std::stop_token& stopping) {
        run(stopping, interval, onOpened);
    });
}

void Doors::stop() {
    thread_.request_stop();
    if (thread_.joinable())
        thread_.join();
}

void Doors::run(const std::stop_token& stopping, std::chrono::milliseconds interval,
                const std::function<void()>& onOpened) {
    while (!problems().empty()) {
        {
            std::unique_lock lock(mutex_);
            wake_.wait_for(lock, stopping, interval, [] { return false; });
        }
        if (stopping.stop_requested())
            return;
        if (tryShutOnes())
            onOpened();
    }
}

/// True where one opened.
bool Doors::tryShutOnes() {
    bool any = false;
    const std::lock_guard lock(mutex_);
    for (Door& door : doors_) {
        if (door.isOpen || door.port > kLastPort)
            continue;
        const auto port = server_.listen(door.name, door.address, static_cast<std::uint16_t>(door.port));
        door.isOpen = port.has_value();
        door.problem = port ? std::string() : port.error().message();
        any = any || door.isOpen;
    }
    return any;
}

} // namespace inferno::service
