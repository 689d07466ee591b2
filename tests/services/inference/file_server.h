// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace inferno::tests {

/// An HTTP server on loopback that answers each address with the bytes that it was given for it, status line included,
/// and closes. One request at a time; ends with its object.
class FileServer {
public:
    FileServer() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        ::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address);
        socklen_t length = sizeof address;
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &length);
        port_ = ntohs(address.sin_port);
        ::listen(socket_, 16);
        thread_ = std::thread([this] { run(); });
    }
    ~FileServer() {
        stopping_ = true;
        ::shutdown(socket_, SHUT_RDWR);
        thread_.join();
        ::close(socket_);
    }

    std::string url(const std::string& path = {}) const { return "http://127.0.0.1:" + std::to_string(port_) + path; }

    void put(const std::string& path, std::string reply) {
        const std::lock_guard lock(mutex_);
        replies_[path] = std::move(reply);
    }
    void putFile(const std::string& path, const std::string& content) {
        put(path, "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(content.size()) + "\r\n\r\n" + content);
    }
    void redirect(const std::string& path, const std::string& to) {
        put(path, "HTTP/1.1 302 Found\r\nLocation: " + to + "\r\nContent-Length: 4\r\n\r\naway");
    }
    /// The heads of all requests.
    std::vector<std::string> seen() const {
        const std::lock_guard lock(mutex_);
        return seen_;
    }

private:
    void run() {
        while (!stopping_) {
            const int client = ::accept(socket_, nullptr, nullptr);
            if (client < 0)
                continue;
            std::string head;
            char chunk[4096];
            while (head.find("\r\n\r\n") == head.npos) {
                const ssize_t count = ::recv(client, chunk, sizeof chunk, 0);
                if (count <= 0)
                    break;
                head.append(chunk, static_cast<std::size_t>(count));
            }
            const std::string reply = answer(head);
            for (std::size_t sent = 0; sent < reply.size();) {
                const ssize_t count = ::send(client, reply.data() + sent, reply.size() - sent, MSG_NOSIGNAL);
                if (count <= 0)
                    break;
                sent += static_cast<std::size_t>(count);
            }
            if (reply.find("X-Then: nothing") != reply.npos) // until the client has had enough
                while (::recv(client, chunk, sizeof chunk, 0) > 0) {
                }
            ::close(client);
        }
    }
    std::string answer(const std::string& head) {
        const std::lock_guard lock(mutex_);
        seen_.push_back(head);
        const std::size_t begin = head.find(' ') + 1;
        const std::string target = head.substr(begin, head.find(' ', begin) - begin);
        const auto at = replies_.find(target.substr(0, target.find('?')));
        return at == replies_.end() ? "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n" : at->second;
    }

    int socket_;
    int port_ = 0;
    std::atomic<bool> stopping_ = false;
    mutable std::mutex mutex_;
    std::map<std::string, std::string> replies_;
    std::vector<std::string> seen_;
    std::thread thread_;
};

} // namespace inferno::tests
