// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <signal.h> // NOLINT(modernize-deprecated-headers): kill
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>

/// What benchmarks with real programs share: the service on a data root, a client of raw sockets that costs next to
/// nothing, and the memory of processes as the kernel counts it.
namespace inferno::bench {

[[noreturn]] inline void giveUp(const std::string& why) {
    std::fprintf(stderr, "error: %s\n", why.c_str());
    std::exit(1);
}

inline void print(const std::string& name, double value, const char* unit, const char* peer = nullptr,
                  double peerValue = 0) {
    if (peer)
        std::printf("{\"name\":\"%s\",\"value\":%.3f,\"unit\":\"%s\",\"peer\":\"%s\",\"peer_value\":%.3f}\n",
                    name.c_str(), value, unit, peer, peerValue);
    else
        std::printf("{\"name\":\"%s\",\"value\":%.3f,\"unit\":\"%s\",\"peer\":null,\"peer_value\":null}\n",
                    name.c_str(), value, unit);
    std::fflush(stdout);
}

inline std::string textOfFile(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
}

/// MB of a line of /proc/PID/status, such as VmHWM.
inline double memoryMb(pid_t pid, const std::string& what) {
    std::ifstream file("/proc/" + std::to_string(pid) + "/status");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with(what + ":"))
            return std::strtod(line.c_str() + what.size() + 1, nullptr) / 1024;
    return 0;
}

/// Sets VmHWM back to what is resident now.
inline void resetPeak(pid_t pid) {
    std::ofstream("/proc/" + std::to_string(pid) + "/clear_refs") << "5";
}

/// Seconds of a processor that a process has used.
inline double processorSeconds(pid_t pid) {
    const std::string text = textOfFile("/proc/" + std::to_string(pid) + "/stat");
    std::istringstream fields(text.substr(text.rfind(')') + 1));
    std::string skipped;
    for (int i = 0; i < 11; ++i)
        fields >> skipped;
    double user = 0;
    double system = 0;
    fields >> user >> system;
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

inline std::filesystem::path program(const char* name) {
    const char* const bin = std::getenv("INFERNO_BIN");
    if (!bin)
        giveUp("INFERNO_BIN does not say where the programs are");
    return std::filesystem::path(bin) / name;
}

/// Starts a program; its output goes to `out` where it is named, else where this one's errors go.
inline pid_t start(const std::vector<std::string>& words, const char* out = nullptr) {
    std::vector<char*> argv;
    argv.reserve(words.size() + 1);
    for (const std::string& word : words)
        argv.push_back(const_cast<char*>(word.c_str()));
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    if (out)
        ::posix_spawn_file_actions_addopen(&actions, 1, out, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    else
        ::posix_spawn_file_actions_adddup2(&actions, 2, 1);
    pid_t pid = 0;
    if (::posix_spawn(&pid, argv.front(), &actions, nullptr, argv.data(), environ) != 0)
        giveUp(words.front() + " cannot be started");
    ::posix_spawn_file_actions_destroy(&actions);
    return pid;
}

struct Ended {
    double seconds = 0;
    double processor = 0;
    double peakMb = 0;
};
/// Waits for it, and gives up where it failed.
inline Ended await(pid_t pid, std::chrono::steady_clock::time_point begin) {
    int status = 0;
    rusage usage{};
    if (::wait4(pid, &status, 0, &usage) != pid || status != 0)
        giveUp("a program that was measured failed");
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };
    return {std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count(),
            seconds(usage.ru_utime) + seconds(usage.ru_stime), static_cast<double>(usage.ru_maxrss) / 1024};
}

/// The real infernod on a data root, on a free port of 127.0.0.1; ended with this object.
class Service {
public:
    explicit Service(std::filesystem::path dataDir) : dataDir_(std::move(dataDir)) {
        for (const char* name : {"INFERNO_HOME", "INFERNO_URL", "INFERNO_TOKEN", "INFERNO_CONFIG"})
            ::unsetenv(name);
        pid_ = start(
            {program("infernod").string(), "--data-dir", dataDir_.string(), "--foreground", "--port-offset", "auto"});
        for (int i = 0; i < 1000 && !ready(); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        if (port_ == 0)
            giveUp("infernod did not become ready");
    }
    ~Service() { stop(); }
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;

    void stop() {
        if (pid_ == 0)
            return;
        ::kill(pid_, SIGTERM);
        ::waitpid(pid_, nullptr, 0);
        pid_ = 0;
    }
    pid_t pid() const { return pid_; }
    std::uint16_t port() const { return port_; }
    const std::string& token() const { return token_; }

private:
    bool ready() {
        const auto file = nlohmann::json::parse(textOfFile(dataDir_ / "run/service.json"), nullptr, false);
        if (!file.is_object() || file.value("pid", 0) != pid_)
            return false;
        const std::string url = file.value("url", "");
        port_ = static_cast<std::uint16_t>(std::strtoul(url.c_str() + url.rfind(':') + 1, nullptr, 10));
        token_ = textOfFile(dataDir_ / "run/token");
        token_.erase(token_.find_last_not_of(" \r\n") + 1);
        return true;
    }

    std::filesystem::path dataDir_;
    pid_t pid_ = 0;
    std::uint16_t port_ = 0;
    std::string token_;
};

/// One connection that is kept: requests are bytes made before, answers are read to their end.
class Connection {
public:
    explicit Connection(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int on = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            giveUp("the service takes no connection");
        answer_.resize(1 << 20);
    }
    ~Connection() { ::close(socket_); }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    /// The body of the answer, which is of this status and says its length. Valid until the next call.
    std::string_view ask(std::string_view request, std::string_view status) {
        send(request);
        std::size_t have = 0;
        std::size_t head = std::string_view::npos;
        while ((head = text(have).find("\r\n\r\n")) == std::string_view::npos)
            have += receive(have);
        if (text(have).substr(9, 3) != status)
            giveUp("the service answered: " + std::string(text(have)));
        constexpr std::string_view kLength = "Content-Length: ";
        const std::size_t at = text(head).find(kLength);
        if (at == std::string_view::npos)
            giveUp("the answer does not say how long it is");
        const std::size_t end = head + 4 + std::strtoull(answer_.data() + at + kLength.size(), nullptr, 10);
        while (have < end)
            have += receive(have);
        return text(end).substr(head + 4);
    }
    /// Sends, and reads until the other end closes: bytes of the answer. For streams.
    std::uint64_t drain(std::string_view request) {
        send(request);
        std::uint64_t bytes = 0;
        ssize_t got = 0;
        while ((got = ::recv(socket_, answer_.data(), answer_.size(), 0)) > 0)
            bytes += static_cast<std::uint64_t>(got);
        return bytes;
    }

private:
    std::string_view text(std::size_t size) const { return {answer_.data(), size}; }
    void send(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0)
                giveUp("the service closed the connection");
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }
    std::size_t receive(std::size_t have) {
        if (have == answer_.size())
            answer_.resize(2 * answer_.size());
        const ssize_t got = ::recv(socket_, answer_.data() + have, answer_.size() - have, 0);
        if (got <= 0)
            giveUp("the service closed the connection");
        return static_cast<std::size_t>(got);
    }

    int socket_;
    std::string answer_;
};

/// A folder in TMPDIR (/tmp) that is gone at the end.
struct Folder {
    explicit Folder(const char* name) {
        const char* const base = std::getenv("TMPDIR");
        std::string pattern = std::string(base ? base : "/tmp") + "/" + name + "-XXXXXX";
        if (!::mkdtemp(pattern.data()))
            giveUp("no folder can be made in " + std::string(base ? base : "/tmp"));
        path = pattern;
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::filesystem::path path;
};

} // namespace inferno::bench
