// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine makes of a model: requests in batches and one by one, each beside a bare loop of forwards over
// tensors of the same size, on one worker with one thread. The engine's figures include the JSON of inputs and outputs,
// which the loop does not have; so "echo" says what the engine itself costs.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>

#include "core/inference/engine.h"
#include "core/inference/module.h"

using namespace inferno;
using namespace inferno::inference;
using namespace std::chrono_literals;

namespace {

using Steady = std::chrono::steady_clock;

constexpr int kFeatures = 64;
constexpr int kHidden = 512;
constexpr int kBatch = 8;
constexpr int kOpenRequests = 64; ///< that wait or are computed at any time: the engine is saturated
constexpr int kRequests = 8'000;
const ModelKey kModel{"bench", "1"};

void must(const Result<void>& result) {
    if (result)
        return;
    std::fprintf(stderr, "error: %s\n", result.error().message().c_str());
    std::exit(1);
}

void print(const std::string& name, double value, const char* peer, double peerValue) {
    std::printf("{\"name\":\"%s\",\"value\":%.0f,\"unit\":\"items/s\",\"peer\":\"%s\",\"peer_value\":%.0f}\n",
                name.c_str(), value, peer, peerValue);
    std::fflush(stdout);
}

Tensor filled(std::vector<std::int64_t> shape) {
    std::int64_t count = 1;
    for (const std::int64_t size : shape)
        count *= size;
    return {DType::Float32, std::move(shape), Bytes(static_cast<std::size_t>(count) * sizeof(float))};
}

void saveModel(const std::filesystem::path& path) {
    must(saveModule(path,
                    "def forward(self, x: Tensor) -> Tensor:\n"
                    "    hidden = torch.relu(torch.matmul(x, self.first))\n"
                    "    hidden = torch.relu(torch.matmul(hidden, self.second))\n"
                    "    return torch.sigmoid(torch.matmul(hidden, self.third))\n",
                    {{"first", filled({kFeatures, kHidden})},
                     {"second", filled({kHidden, kHidden})},
                     {"third", filled({kHidden, 1})}}));
}

double perSecond(int count, Steady::time_point begin) {
    return count / std::chrono::duration<double>(Steady::now() - begin).count();
}

/// Items in a second by forwards of `batchSize` rows.
double bareLoop(const Module& module, int batchSize) {
    const Tensor input = filled({batchSize, kFeatures});
    const auto forwards = [&](int count) {
        for (int i = 0; i < count; ++i)
            if (!module.forward(input))
                std::exit(1);
    };
    forwards(100); // the first ones compile
    const auto begin = Steady::now();
    forwards(kRequests / batchSize);
    return perSecond(kRequests, begin);
}

/// Keeps kOpenRequests requests open until `count` are answered; returns answers in a second.
double saturate(Engine& engine, const std::string& input, int count) {
    std::mutex mutex;
    std::condition_variable answered;
    int done = 0;
    const auto begin = Steady::now();
    for (int i = 0; i < count; ++i) {
        {
            std::unique_lock lock(mutex);
            answered.wait(lock, [&] { return i - done < kOpenRequests; });
        }
        engine.predict(static_cast<Engine::RequestId>(i), kModel, input, {},
                       [&](const Result<std::string>& outcome, const Timing&) {
                           if (!outcome)
                               std::exit(1);
                           const std::scoped_lock lock(mutex);
                           ++done;
                           answered.notify_one();
                       });
    }
    std::unique_lock lock(mutex);
    answered.wait(lock, [&] { return done == count; });
    return perSecond(count, begin);
}

double served(const std::filesystem::path& path, const char* handler, int batchSize) {
    Engine::Options options;
    options.prepareThread = [] { prepareThread(1); };
    Engine engine(options);
    must(engine.load(kModel, {path, handler, {batchSize, 0ms, 1, 1000}, 120s}));
    std::string input = R"({"inputs":[[0)";
    for (int i = 1; i < kFeatures; ++i)
        input += "," + std::to_string(i) + ".5";
    input += "]]}";
    saturate(engine, input, 500);
    return saturate(engine, input, kRequests);
}

} // namespace

int main() {
    prepareProcess();
    prepareThread(1);
    std::string pattern = (std::filesystem::temp_directory_path() / "inferno-bench-XXXXXX").string();
    const std::filesystem::path folder = ::mkdtemp(pattern.data());
    const std::filesystem::path path = folder / "model.pt";
    saveModel(path);
    const auto module = Module::load(path, "cpu");
    if (!module)
        return 1;
    const double loopOfOne = bareLoop(**module, 1);
    const double loopOfMany = bareLoop(**module, kBatch);
    const double one = served(path, "tensor", 1);
    const double many = served(path, "tensor", kBatch);
    print("engine, batches of 8", many, "bare loop of forwards of 8", loopOfMany);
    print("engine, one by one", one, "bare loop of forwards of 1", loopOfOne);
    print("engine, batches of 8", many, "engine, one by one", one);
    print("engine, echo, one by one", served({}, "echo", 1), "bare loop of forwards of 1", loopOfOne);
    std::filesystem::remove_all(folder);
    return 0;
}
