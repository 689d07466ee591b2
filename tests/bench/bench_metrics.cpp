// SPDX-License-Identifier: GPL-3.0-or-later
// A scrape of /metrics with 50 models, each in two versions that have answered, over HTTP as Prometheus asks; beside it
// an answer of the same server that tells nothing, which is what the way there and back costs.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "services/api/torchserve/frontend.h"
#include "services/client/transport.h"
#include "services/host/host_probe.h"
#include "services/http/server.h"
#include "tests/services/api/torchserve/fake_models.h"

using namespace inferno;
using namespace inferno::api::torchserve;

namespace {

using Steady = std::chrono::steady_clock;

constexpr int kModels = 50;
constexpr int kRequests = 20; ///< to each version
constexpr int kScrapes = 500;
constexpr double kLimitMs = 5;

[[noreturn]] void giveUp(const std::string& what) {
    std::fprintf(stderr, "error: %s\n", what.c_str());
    std::exit(1);
}

void print(const char* name, double value, const char* unit, const char* peer, double peerValue) {
    std::printf("{\"name\":\"%s\",\"value\":%.3f,\"unit\":\"%s\",\"peer\":\"%s\",\"peer_value\":%.3f}\n", name, value,
                unit, peer, peerValue);
}

/// Milliseconds of each, in their order of size.
std::vector<double> timed(client::Transport& transport, const client::Call& call, std::size_t& bytes) {
    std::vector<double> times;
    for (int i = 0; i < kScrapes; ++i) {
        const auto begin = Steady::now();
        const auto answer = transport.exchange(call);
        times.push_back(std::chrono::duration<double, std::milli>(Steady::now() - begin).count());
        if (!answer || answer->status != 200)
            giveUp("the port did not answer");
        bytes = answer->body.size();
    }
    std::ranges::sort(times);
    return times;
}

void askEach(Frontend& frontend, tests::FakeModels& models) {
    for (int i = 0; i < kModels; ++i)
        for (const char* version : {"1.0", "2.0"}) {
            const std::string name = "model_" + std::to_string(i);
            models.put(name, version, 1);
            http::Request request;
            request.listener = kApiDoor;
            request.method = "POST";
            request.path = "/predictions/" + name + "/" + version;
            for (int n = 0; n < kRequests; ++n)
                if (frontend.handle(request, {}).status != 200)
                    giveUp("a model did not answer");
        }
}

} // namespace

int main() {
    const SystemClock clock;
    tests::FakeModels models;
    host::HostProbe probe(std::filesystem::temp_directory_path());
    Frontend::Parts parts{models, clock, {}, 0, 0, "bench", nullptr, nullptr, nullptr, nullptr};
    parts.host = [&probe] { return probe.read(); };
    parts.recordInference = [](const InferenceRequest&, const api::Caller&) {};
    Frontend frontend(std::move(parts));
    askEach(frontend, models);

    http::Server server({}, {[&frontend](http::Request& request) { return frontend.handle(request, {}); }, {}, {}, {}});
    const auto port = server.listen(std::string(kMetricsDoor), "127.0.0.1", 0);
    if (!port)
        giveUp(port.error().message());
    server.start();
    client::Transport transport("http://127.0.0.1:" + std::to_string(*port));
    client::Call scrape;
    scrape.path = "/metrics";
    client::Call nothing;
    nothing.path = "/metrics?name[]=nothing";
    std::size_t bytes = 0;
    std::size_t none = 0;
    const auto empty = timed(transport, nothing, none);
    const auto times = timed(transport, scrape, bytes);
    print("scrape, 50 models, median", times[kScrapes / 2], "ms", "limit", kLimitMs);
    print("scrape, 50 models, 99 %", times[kScrapes * 99 / 100], "ms", "nothing to tell, 99 %",
          empty[kScrapes * 99 / 100]);
    print("nothing to tell, median", empty[kScrapes / 2], "ms", "scrape, 50 models, median", times[kScrapes / 2]);
    print("scrape, 50 models, size", static_cast<double>(bytes) / 1024, "KiB", "nothing to tell",
          static_cast<double>(none) / 1024);
    server.stop(std::chrono::milliseconds(100));
    return 0;
}
