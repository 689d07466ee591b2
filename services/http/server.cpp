// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/http/server.h"

#include <thread>
#include <vector>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "services/http/port_holder.h"
#include "services/http/session.h"

namespace inferno::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr std::chrono::milliseconds kPauseAfterFailedAccept{100};
constexpr std::size_t kRefusedAtOnce = 64; ///< connections over the limit that still get an answer

struct Door {
    std::string name;
    tcp::acceptor acceptor;
};

} // namespace

struct Server::Impl {
    asio::io_context loop{1};
    asio::thread_pool pool;
    Shared shared;
    std::vector<std::unique_ptr<Door>> doors;
    std::thread thread;

    Impl(Limits limits, Hooks hooks)
        : pool(limits.threads), shared{limits, std::move(hooks), loop, pool, {}, false, {}} {}

    asio::awaitable<void> accept(Door& door) {
        while (door.acceptor.is_open()) {
            auto [error, socket] = co_await door.acceptor.async_accept(asio::as_tuple(asio::use_awaitable));
            if (error == asio::error::operation_aborted)
                co_return;
            if (error) { // out of descriptors, most likely: those in use will come back
                asio::steady_timer pause(loop, kPauseAfterFailedAccept);
                (void)co_await pause.async_wait(asio::as_tuple(asio::use_awaitable));
                continue;
            }
            const std::size_t open = shared.count.load();
            if (open >= shared.limits.connections + kRefusedAtOnce)
                continue; // the socket closes
            const auto session = std::make_shared<Session>(shared, std::move(socket), door.name);
            const bool overloaded = open >= shared.limits.connections;
            asio::co_spawn(loop, [session, overloaded] { return session->run(overloaded); }, asio::detached);
        }
    }

    /// In the event loop: a door that opens while the server answers.
    void add(std::unique_ptr<Door> door) {
        if (shared.stopping)
            return;
        doors.push_back(std::move(door));
        asio::co_spawn(loop, accept(*doors.back()), asio::detached);
    }

    /// In the event loop: shuts the doors now and everything else after `grace`.
    void windDown(std::chrono::milliseconds grace) {
        shared.stopping = true;
        for (const auto& door : doors) {
            boost::system::error_code ignored;
            door->acceptor.close(ignored);
        }
        for (Session* session : shared.sessions)
            session->wind();
        // Waits in pieces, so that the loop ends as soon as the last connection has.
        asio::co_spawn(
            loop,
            [this, grace]() -> asio::awaitable<void> {
                const auto end = std::chrono::steady_clock::now() + grace;
                asio::steady_timer tick(loop);
                while (!shared.sessions.empty() && std::chrono::steady_clock::now() < end) {
                    tick.expires_after(std::chrono::milliseconds(10));
                    (void)co_await tick.async_wait(asio::as_tuple(asio::use_awaitable));
                }
                for (Session* session : shared.sessions)
                    session->close();
            },
            asio::detached);
    }
};

Server::Server(Limits limits, Hooks hooks) : impl_(std::make_unique<Impl>(limits, std::move(hooks))) {}

Server::~Server() {
    stop(std::chrono::milliseconds(0));
}

Result<std::uint16_t> Server::listen(const std::string& name, const std::string& address, std::uint16_t port) {
    boost::system::error_code error;
    const auto ip = asio::ip::make_address(address, error);
    if (error)
        return fail(ErrorCode::InputInvalid, "'" + address + "' is not an address to listen on",
                    "use a numeric one, such as 127.0.0.1");
    const tcp::endpoint endpoint(ip, port);
    tcp::acceptor acceptor(impl_->loop);
    acceptor.open(endpoint.protocol(), error);
    if (!error)
        acceptor.set_option(tcp::acceptor::reuse_address(true), error);
    if (!error)
        acceptor.bind(endpoint, error);
    if (!error)
        acceptor.listen(asio::socket_base::max_listen_connections, error);
    const std::string place = address + " port " + std::to_string(port);
    if (error == asio::error::address_in_use) {
        const std::string holder = portHolder(port);
        return fail(ErrorCode::PortTaken, place + " is taken" + (holder.empty() ? "" : " by " + holder),
                    "end that, or start with --port-offset auto");
    }
    if (error)
        return fail(ErrorCode::PortTaken, place + " cannot be opened: " + error.message(),
                    "choose another with --port-offset");
    const std::uint16_t chosen = acceptor.local_endpoint().port();
    auto door = std::make_unique<Door>(name, std::move(acceptor));
    if (impl_->thread.joinable())
        asio::post(impl_->loop, [impl = impl_.get(), door = std::move(door)]() mutable { impl->add(std::move(door)); });
    else
        impl_->doors.push_back(std::move(door));
    return chosen;
}

void Server::shutDoors() {
    impl_->doors.clear();
}

void Server::start() {
    for (const auto& door : impl_->doors)
        asio::co_spawn(impl_->loop, impl_->accept(*door), asio::detached);
    impl_->thread = std::thread([this] { impl_->loop.run(); });
}

void Server::stop(std::chrono::milliseconds grace) {
    if (impl_->thread.joinable()) {
        asio::post(impl_->loop, [this, grace] { impl_->windDown(grace); });
        impl_->thread.join(); // handlers that run count as work of the loop
    }
    impl_->doors.clear();
    impl_->pool.join();
}

std::size_t Server::connections() const {
    return impl_->shared.count.load();
}

} // namespace inferno::http
