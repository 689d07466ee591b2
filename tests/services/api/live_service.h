// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>

#include <QTemporaryDir>

#include "core/base/clock.h"
#include "core/base/vfs.h"
#include "services/client/client.h"
#include "services/service/service.h"
#include "tests/services/http/raw_client.h"

namespace inferno::tests {

/// A whole service in this process: real vault, job store, scheduler and runner, on a data root of its own and on a
/// port that the system chose.
class LiveService {
public:
    explicit LiveService(std::string name = "data") : name_(std::move(name)) { start(); }
    ~LiveService() {
        stop();
        std::error_code ignored; // QTemporaryDir does not find names that are no UTF-8
        std::filesystem::remove_all(dataDir(), ignored);
    }
    LiveService(const LiveService&) = delete;
    LiveService& operator=(const LiveService&) = delete;

    void start() {
        service::ServiceOptions options;
        options.dataDir = dataDir();
        options.binFolder = std::getenv("INFERNO_BIN");
        options.systemConfig = dataDir() / "absent.toml";
        options.port = 0;
        options.passphraseCost = {64, 1, 1};
        options.onStopRequested = [this] { stopRequested = true; };
        auto started = service::Service::start(std::move(options), vfs_, clock_);
        if (!started)
            qFatal("%s", started.error().message().c_str());
        service_ = *std::move(started);
        client_ = std::make_unique<client::Client>(client::endpointOf(dataDir()).value());
    }
    void stop() {
        client_.reset();
        service_.reset();
    }
    void restart() {
        stop();
        start();
    }

    std::filesystem::path dataDir() const { return std::filesystem::path(folder_.path().toStdString()) / name_; }
    client::Client& client() { return *client_; }
    service::Service& service() { return *service_; }
    std::uint16_t port() const { return static_cast<std::uint16_t>(service_->info().ports.at("api")); }

    /// One request with these header lines; the whole answer.
    std::string ask(const std::string& method, const std::string& target, const std::string& headers,
                    const std::string& body = "") {
        RawClient raw(port());
        raw.send(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers +
                 "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
        return raw.readAll(20'000);
    }
    std::string bearer() const { return "Authorization: Bearer " + service_->token() + "\r\n"; }

    std::atomic<bool> stopRequested = false;

private:
    const std::string name_; ///< of the data root
    QTemporaryDir folder_;
    SystemVfs vfs_;
    SystemClock clock_;
    std::unique_ptr<service::Service> service_;
    std::unique_ptr<client::Client> client_;
};

/// The body of an answer as JSON.
inline nlohmann::json bodyOf(const std::string& answer) {
    const auto at = answer.find("\r\n\r\n");
    return nlohmann::json::parse(at == answer.npos ? "" : answer.substr(at + 4), nullptr, false);
}
inline int statusOf(const std::string& answer) {
    return answer.size() > 12 ? std::atoi(answer.c_str() + 9) : 0;
}

} // namespace inferno::tests
