// SPDX-License-Identifier: GPL-3.0-or-later
// Inference as clients meet it: the real infernod and inferno-engine over HTTP, asked by wrk, beside a server of Python
// (uvicorn, FastAPI, PyTorch) with the same model, in the same run; before it, the engine alone (bench_engine).
#include <algorithm>
#include <cstdio>
#include <optional>

#include "tests/bench/service.h"

using namespace inferno::bench;
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

namespace {

constexpr int kClients = 8;
constexpr int kTurns = 3;
constexpr const char* kSeconds = "4s";
constexpr std::uint16_t kPeerPort = 18'790;
constexpr int kFeatures = 64;

void write(const std::filesystem::path& path, const std::string& text) {
    std::ofstream(path) << text;
}

/// What was started ends with this program, also where it gives up.
std::vector<pid_t>& started() {
    static std::vector<pid_t> pids;
    return pids;
}

void endStarted() {
    for (const pid_t pid : started())
        ::kill(pid, SIGTERM);
}

std::string output(const std::string& command) {
    std::string text;
    FILE* const pipe = ::popen(command.c_str(), "r");
    if (!pipe)
        giveUp(command + " cannot be started");
    char chunk[4096];
    while (const std::size_t count = std::fread(chunk, 1, sizeof chunk, pipe))
        text.append(chunk, count);
    if (::pclose(pipe) != 0)
        giveUp(command + " failed");
    return text;
}

void tell(const Folder& folder, const std::string& arguments) {
    output(program("inferno").string() + " " + arguments + " --no-start --data-dir " + (folder.path / "data").string() +
           " 2>&1");
}

std::string networkInput() {
    std::string input = R"({"inputs":[[0)";
    for (int i = 1; i < kFeatures; ++i)
        input += "," + std::to_string(i % 10) + ".5";
    return input + "]]}";
}

struct Load {
    double perSecond = 0;
    double medianMs = 1e9;
};

/// wrk with keep-alive against a path; the best of some turns.
class Wrk {
public:
    Wrk(const Folder& folder, std::uint16_t port, std::string path, const std::string& body)
        : script_(folder.path / (std::to_string(port) + path.substr(path.rfind('/') + 1) + ".lua")),
          url_("http://127.0.0.1:" + std::to_string(port) + path) {
        write(script_,
              "wrk.method = 'POST'\nwrk.body = '" + body + "'\nwrk.headers['Content-Type'] = 'application/json'\n");
    }
    void turn(int clients, Load& best) const {
        const std::string text = output("wrk --latency -t1 -c" + std::to_string(clients) + " -d" + kSeconds + " -s " +
                                        script_.string() + " " + url_);
        if (text.find("Non-2xx") != std::string::npos || text.find("Socket errors") != std::string::npos)
            giveUp("wrk says:\n" + text);
        const double rate = std::strtod(text.c_str() + text.find("Requests/sec:") + 13, nullptr);
        const std::size_t half = text.find(" 50% ") + 4;
        char* unit = nullptr;
        const double median = std::strtod(text.c_str() + half, &unit);
        const double scale = std::string_view(unit, 2) == "us" ? 1e-3 : std::string_view(unit, 2) == "ms" ? 1 : 1e3;
        best.perSecond = std::max(best.perSecond, rate);
        best.medianMs = std::min(best.medianMs, median * scale);
    }

private:
    std::filesystem::path script_;
    std::string url_;
};

/// The server of Python; nothing where its packages are not installed.
class Peer {
public:
    Peer(const Folder& folder, const std::filesystem::path& model) {
        if (std::system("/usr/bin/python3 -c 'import torch, uvicorn, fastapi' 2>/dev/null") != 0) {
            std::fprintf(stderr, "python3-torch, python3-uvicorn or python3-fastapi is missing: no peer is measured\n");
            return;
        }
        ::setenv("PEER_MODEL", model.c_str(), 1);
        const char* const source = std::getenv("INFERNO_SOURCE");
        pid_ = start({"/usr/bin/python3", "-m", "uvicorn", "peer_server:app", "--app-dir",
                      std::string(source ? source : ".") + "/tests/bench", "--port", std::to_string(kPeerPort),
                      "--workers", "2", "--no-access-log", "--log-level", "error"},
                     (folder.path / "peer.log").c_str());
        started().push_back(pid_);
        const std::string look =
            "curl -fs -o /dev/null -X POST http://127.0.0.1:" + std::to_string(kPeerPort) + "/predictions/noop";
        for (int i = 0; i < 300 && std::system(look.c_str()) != 0; ++i)
            std::this_thread::sleep_for(200ms);
    }
    ~Peer() {
        if (pid_ == 0)
            return;
        ::kill(pid_, SIGTERM);
        ::waitpid(pid_, nullptr, 0);
    }
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    bool isThere() const { return pid_ != 0; }

private:
    pid_t pid_ = 0;
};

/// The bytes of a POST.
std::string request(const std::string& path, const std::string& body) {
    return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " +
           std::to_string(body.size()) + "\r\n\r\n" + body;
}

pid_t engineOf(pid_t service) {
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        const std::string stat = textOfFile(entry.path() / "stat");
        const std::size_t name = stat.find("(inferno-engine) ");
        if (name != std::string::npos && std::strtol(stat.c_str() + name + 19, nullptr, 10) == service)
            return static_cast<pid_t>(std::strtol(entry.path().filename().c_str(), nullptr, 10));
    }
    giveUp("the service has no engine");
}

void askAll(std::uint16_t port, const std::string& path, const std::string& body, int requests) {
    std::vector<std::thread> clients;
    for (int i = 0; i < kClients; ++i)
        clients.emplace_back([&] {
            Connection connection(port);
            const std::string bytes = request(path, body);
            for (int n = 0; n < requests / kClients; ++n)
                connection.ask(bytes, "200");
        });
    for (std::thread& client : clients)
        client.join();
}

void compare(const std::string& name, const Load& ours, const std::optional<Load>& peer) {
    const char* const python = "uvicorn, FastAPI, PyTorch, 2 workers";
    print(name, ours.perSecond, "requests/s", peer ? python : nullptr, peer ? peer->perSecond : 0);
    print(name + ": median", ours.medianMs, "ms", peer ? python : nullptr, peer ? peer->medianMs : 0);
}

void measureLoad(const Folder& folder, const Service& service, const Peer& peer) {
    for (const auto& [name, body] : {std::pair<std::string, std::string>{"noop", std::string(1024, 'x')},
                                     std::pair<std::string, std::string>{"mlp", networkInput()}}) {
        const Wrk ours(folder, service.port(), "/predictions/" + name, body);
        const Wrk theirs(folder, kPeerPort, "/predictions/" + name, body);
        Load our;
        std::optional<Load> their = peer.isThere() ? std::optional(Load{}) : std::nullopt;
        for (int turn = 0; turn < kTurns; ++turn) {
            ours.turn(kClients, our);
            if (their)
                theirs.turn(kClients, *their);
        }
        const double before = processorSeconds(service.pid()) + processorSeconds(engineOf(service.pid()));
        askAll(service.port(), "/predictions/" + name, body, 8'000);
        const double after = processorSeconds(service.pid()) + processorSeconds(engineOf(service.pid()));
        compare("infernod, " + name + ", 8 clients", our, their);
        print("infernod, " + name + ": processor time of service and engine", (after - before) * 1e6 / 8'000, "us");
    }
}

void measureLatency(const Folder& folder, const Service& service, const Peer& peer) {
    const std::string body(1024, 'x');
    const Wrk ours(folder, service.port(), "/predictions/noop", body);
    const Wrk theirs(folder, kPeerPort, "/predictions/noop", body);
    Load our;
    Load their;
    for (int turn = 0; turn < kTurns; ++turn) {
        ours.turn(1, our);
        if (peer.isThere())
            theirs.turn(1, their);
    }
    print("infernod, noop, one client: median", our.medianMs * 1000, "us", "at most wanted", 250);
    if (peer.isThere())
        print("infernod, noop, one client: median", our.medianMs * 1000, "us", "uvicorn, FastAPI",
              their.medianMs * 1000);
}

/// The index of the segment that the vault writes is in the service's memory until it is sealed, after an hour or with
/// 32 MiB of it (docs/formats/segment.md): 3 bytes a request here. So two times that just follow a seal are compared,
/// and what an open segment takes is told besides.
void measureDrift(const Folder& folder, const Service& service) {
    constexpr int kRequests = 100'000;
    const pid_t engine = engineOf(service.pid());
    askAll(service.port(), "/predictions/mlp", networkInput(), kRequests);
    tell(folder, "audit rotate");
    const double serviceMb = memoryMb(service.pid(), "VmRSS");
    const double engineMb = memoryMb(engine, "VmRSS");
    askAll(service.port(), "/predictions/mlp", networkInput(), kRequests);
    const double openMb = memoryMb(service.pid(), "VmRSS");
    tell(folder, "audit rotate");
    const auto grown = [](double before, double after) { return 100 * (after - before) / before; };
    print("100,000 requests: memory of infernod before its segment is sealed grew", grown(serviceMb, openMb), "%");
    print("100,000 requests: memory of inferno-engine grew", grown(engineMb, memoryMb(engine, "VmRSS")), "%",
          "less than wanted", 1);
    print("100,000 requests: memory of infernod grew", grown(serviceMb, memoryMb(service.pid(), "VmRSS")), "%",
          "less than wanted", 1);
    print("memory of inferno-engine", memoryMb(engine, "VmRSS"), "MB");
    print("memory of infernod", memoryMb(service.pid(), "VmRSS"), "MB");
}

/// The engine without a service has a benchmark of its own, which lies beside this one.
std::string engineBenchmark() {
    return (std::filesystem::read_symlink("/proc/self/exe").parent_path() / "bench_engine").string();
}

void measureEngine() {
    const auto fraud = program("models") / "fraud_detection.pt";
    std::fflush(stdout);
    if (std::system((engineBenchmark() + (std::filesystem::exists(fraud) ? " " + fraud.string() : "")).c_str()) != 0)
        giveUp("bench_engine failed");
}

} // namespace

int main() {
    measureEngine();
    if (std::system("command -v wrk >/dev/null") != 0)
        giveUp("wrk is missing: apt-get install wrk");
    const Folder folder("inferno-bench-inference");
    const auto model = folder.path / "mlp.pt";
    output(engineBenchmark() + " --make-network " + model.string());
    const Service service(folder.path / "data");
    started().push_back(service.pid());
    std::atexit(endStarted);
    tell(folder, "models register " + model.string() + " --name noop --handler noop --batch-size 1");
    tell(folder, "models register " + model.string() + " --name mlp --batch-size 8 --max-batch-delay 0");
    const Peer peer(folder, model);
    measureLatency(folder, service, peer);
    measureLoad(folder, service, peer);
    measureDrift(folder, service);
    return 0;
}
