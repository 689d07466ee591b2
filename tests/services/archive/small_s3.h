// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "core/base/bytes.h"
#include "core/vault/crypto.h"
#include "services/archive/s3_text.h"

namespace inferno::archive::testing {

/// Whether a request is signed as AWS's "Signature Version 4" says, all `x-amz-` headers included.
template <typename Seen>
bool isSigned(const Seen& request, const std::string& secret, const std::string& region) {
    const auto after = [&](const std::string& word) {
        const std::string& text = request.headers.at("authorization");
        const std::size_t begin = text.find(word) + word.size();
        return text.substr(begin, std::min(text.find(',', begin), text.size()) - begin);
    };
    const std::string names = after("SignedHeaders=");
    const std::size_t mark = std::min(request.target.find('?'), request.target.size());
    std::string text = request.method + "\n" + request.target.substr(0, mark) + "\n" +
                       request.target.substr(std::min(mark + 1, request.target.size())) + "\n";
    for (const auto& [name, value] : request.headers)
        if (name.starts_with("x-amz-") && (";" + names + ";").find(";" + name + ";") == std::string::npos)
            return false;
    for (std::size_t at = 0; at < names.size(); at = std::min(names.find(';', at), names.size()) + 1) {
        const std::string name = names.substr(at, names.find(';', at) - at);
        if (!request.headers.contains(name))
            return false;
        text += name + ":" + request.headers.at(name) + "\n";
    }
    const std::string bodyHash = toHex(vault::sha256(asBytes(request.body)));
    text += "\n" + names + "\n" + bodyHash;
    const std::string& time = request.headers.at("x-amz-date");
    const std::string scope = time.substr(0, 8) + "/" + region + "/s3/aws4_request";
    const std::string all = "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + toHex(vault::sha256(asBytes(text)));
    Hash key = vault::hmacSha256(asBytes("AWS4" + secret), asBytes(time.substr(0, 8)));
    for (const std::string& part : {region, std::string("s3"), std::string("aws4_request")})
        key = vault::hmacSha256(key, asBytes(part));
    return toHex(vault::hmacSha256(key, asBytes(all))) == after("Signature=") &&
           after("Credential=").ends_with(scope) && request.headers.at("x-amz-content-sha256") == bodyHash;
}

/// A server on loopback that keeps objects and every header that came with them, for what real servers in tests do not
/// check: Object Lock and signatures of version 4. One request at a time; ends with its object.
class SmallS3 {
public:
    struct Seen {
        std::string method;
        std::string target;                         ///< path and query as sent
        std::map<std::string, std::string> headers; ///< names in lower case
        std::string body;
    };

    SmallS3() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
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
    ~SmallS3() {
        stopping_ = true;
        ::shutdown(socket_, SHUT_RDWR);
        thread_.join();
        ::close(socket_);
    }

    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
    std::vector<Seen> seen() const {
        const std::lock_guard lock(mutex_);
        return seen_;
    }
    std::map<std::string, std::string> objects() const {
        const std::lock_guard lock(mutex_);
        return objects_;
    }
    void put(const std::string& path, std::string content) {
        const std::lock_guard lock(mutex_);
        objects_[path] = std::move(content);
    }
    /// The next requests are answered with this status.
    void failNext(int requests, int status = 503) {
        const std::lock_guard lock(mutex_);
        failures_ = requests;
        failure_ = status;
    }

    /// What is given back goes through this first, but for manifests; none: it stays as it is.
    void alter(std::function<void(std::string&)> how) {
        const std::lock_guard lock(mutex_);
        alter_ = std::move(how);
    }

private:
    void run() {
        while (!stopping_) {
            const int client = ::accept(socket_, nullptr, nullptr);
            if (client < 0)
                continue;
            Seen request;
            if (read(client, request)) {
                const std::string reply = answer(request);
                for (std::size_t sent = 0; sent < reply.size();) {
                    const ssize_t count = ::send(client, reply.data() + sent, reply.size() - sent, MSG_NOSIGNAL);
                    if (count <= 0)
                        break;
                    sent += static_cast<std::size_t>(count);
                }
            }
            ::close(client);
        }
    }

    static bool read(int client, Seen& request) {
        std::string text;
        std::size_t head = std::string::npos;
        std::size_t length = 0;
        char buffer[65536];
        while (head == std::string::npos || text.size() < head + length) {
            const ssize_t got = ::recv(client, buffer, sizeof buffer, 0);
            if (got <= 0)
                return false;
            text.append(buffer, static_cast<std::size_t>(got));
            if (head != std::string::npos || text.find("\r\n\r\n") == std::string::npos)
                continue;
            head = text.find("\r\n\r\n") + 4;
            readHead(text.substr(0, head), request);
            length = std::strtoull(request.headers["content-length"].c_str(), nullptr, 10);
        }
        request.body = text.substr(head, length);
        return true;
    }

    static void readHead(const std::string& head, Seen& request) {
        const std::size_t first = head.find(' ');
        request.method = head.substr(0, first);
        request.target = head.substr(first + 1, head.find(' ', first + 1) - first - 1);
        for (std::size_t at = head.find("\r\n") + 2; at < head.size(); at = head.find("\r\n", at) + 2) {
            const std::string line = head.substr(at, head.find("\r\n", at) - at);
            const std::size_t colon = line.find(':');
            if (colon == std::string::npos)
                break;
            std::string name = line.substr(0, colon);
            for (char& c : name)
                c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
            request.headers[name] = headerValue(line, name).value_or("");
        }
    }

    static std::string reply(int status, const std::string& body, const std::string& more = {}) {
        return "HTTP/1.1 " + std::to_string(status) + " X\r\nConnection: close\r\n" + more +
               "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
    }

    std::string answer(const Seen& request) {
        const std::lock_guard lock(mutex_);
        seen_.push_back(request);
        if (failures_ > 0) {
            --failures_;
            return reply(failure_, "<Error><Code>Injected</Code><Message>by the test</Message></Error>");
        }
        const std::size_t mark = request.target.find('?');
        const std::string path = request.target.substr(0, mark);
        const std::string query = mark == std::string::npos ? "" : request.target.substr(mark + 1);
        if (request.method == "PUT" && query.starts_with("partNumber=")) {
            parts_[path] += request.body;
            return reply(200, "", "ETag: \"part\"\r\n");
        }
        if (request.method == "PUT") {
            objects_[path] = request.body;
            return reply(200, "", "ETag: \"whole\"\r\n");
        }
        if (request.method == "POST" && query == "uploads=") {
            parts_[path].clear();
            return reply(200, "<R><UploadId>up/1</UploadId></R>");
        }
        if (request.method == "POST") {
            objects_[path] = std::move(parts_[path]);
            return reply(200, "<R><ETag>x</ETag></R>");
        }
        if (request.method == "GET" && query.find("list-type=2") != std::string::npos)
            return listed(path, query);
        if (request.method == "GET" && objects_.contains(path)) {
            std::string content = objects_[path];
            if (alter_ && !path.ends_with(".json"))
                alter_(content);
            return reply(200, content);
        }
        if (request.method == "DELETE")
            return reply(204, "");
        return reply(404, "<Error><Code>NoSuchKey</Code><Message>not here</Message></Error>");
    }

    static std::string decoded(const std::string& text) {
        std::string out;
        for (std::size_t i = 0; i < text.size(); ++i) {
            out += text[i] == '%' ? static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16)) : text[i];
            i += text[i] == '%' ? 2 : 0;
        }
        return out;
    }

    /// One object a page, so that who asks must turn pages.
    std::string listed(const std::string& bucket, const std::string& query) {
        const std::size_t at = query.find("continuation-token=");
        const std::size_t skip = at == std::string::npos ? 0 : std::strtoull(query.c_str() + at + 19, nullptr, 10);
        const std::string prefix = query.substr(query.find("prefix=") + 7);
        std::string row;
        std::size_t index = 0;
        bool more = false;
        for (const auto& [path, content] : objects_) {
            const std::string key = decoded(path.substr(std::min(bucket.size(), path.size())));
            if (!percentEncoded(key, false).starts_with(prefix))
                continue;
            if (index++ < skip)
                continue;
            if (!row.empty()) {
                more = true;
                break;
            }
            row = "<Contents><Key>" + xmlEscaped(key) + "</Key><Size>" + std::to_string(content.size()) +
                  "</Size><LastModified>2026-11-21T12:00:00.000Z</LastModified></Contents>";
        }
        const std::string next =
            more ? "<NextContinuationToken>" + std::to_string(skip + 1) + "</NextContinuationToken>" : "";
        return reply(200, "<R><IsTruncated>" + std::string(more ? "true" : "false") + "</IsTruncated>" + next + row +
                              "</R>");
    }

    int socket_;
    int port_ = 0;
    std::atomic<bool> stopping_ = false;
    mutable std::mutex mutex_;
    std::vector<Seen> seen_;
    std::map<std::string, std::string> objects_; ///< by path, "/bucket/key"
    std::map<std::string, std::string> parts_;
    std::function<void(std::string&)> alter_;
    int failures_ = 0;
    int failure_ = 503;
    std::thread thread_;
};

} // namespace inferno::archive::testing
