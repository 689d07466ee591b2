// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace inferno::tests {

/// A TCP connection to 127.0.0.1 that sends any bytes and reads what comes: for requests that no HTTP library sends.
class RawClient {
public:
    explicit RawClient(std::uint16_t port, int receiveBuffer = 0) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        if (receiveBuffer > 0)
            ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receiveBuffer, sizeof receiveBuffer);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        connected_ = ::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }
    ~RawClient() { ::close(socket_); }
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;

    bool connected() const { return connected_; }
    bool send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (count <= 0)
                return false;
            bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return true;
    }
    /// Sends no more, and may still read.
    void shutOwnEnd() const { ::shutdown(socket_, SHUT_WR); }
    /// Reads until `marker` has come, the other end closed, or the time is over; returns all since the last call.
    std::string readUntil(std::string_view marker, int timeoutMs = 5'000) {
        std::string got = std::move(kept_);
        kept_.clear();
        const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(timeoutMs);
        for (;;) {
            if (const auto at = got.find(marker); !marker.empty() && at != got.npos) {
                kept_ = got.substr(at + marker.size());
                got.resize(at + marker.size());
                return got;
            }
            const auto left =
                std::chrono::duration_cast<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
            pollfd waiting{socket_, POLLIN, 0};
            if (left.count() <= 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0)
                return got;
            char piece[65536];
            const auto count = ::recv(socket_, piece, sizeof piece, 0);
            if (count <= 0) {
                closed_ = true;
                return got;
            }
            got.append(piece, static_cast<std::size_t>(count));
        }
    }
    /// Everything until the other end closes.
    std::string readAll(int timeoutMs = 5'000) { return readUntil({}, timeoutMs); }
    /// One answer with Content-Length, whole.
    std::string readAnswer(int timeoutMs = 5'000) {
        std::string answer = readUntil("\r\n\r\n", timeoutMs);
        const auto at = answer.find("Content-Length: ");
        const std::size_t length = at == answer.npos ? 0 : std::stoul(answer.substr(at + 16));
        std::string body = std::move(kept_);
        kept_.clear();
        while (body.size() < length && !closed_) {
            char piece[65536];
            const auto count = ::recv(socket_, piece, sizeof piece, 0);
            if (count <= 0)
                closed_ = true;
            else
                body.append(piece, static_cast<std::size_t>(count));
        }
        if (body.size() > length) {
            kept_ = body.substr(length);
            body.resize(length);
        }
        return answer + body;
    }
    /// True once the other end has closed (after a read has seen it).
    bool closed() const { return closed_; }

private:
    int socket_;
    bool connected_ = false;
    bool closed_ = false;
    std::string kept_;
};

} // namespace inferno::tests
