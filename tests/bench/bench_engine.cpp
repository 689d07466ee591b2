// SPDX-License-Identifier: GPL-3.0-or-later
// What the engine makes of a model: requests in batches and one by one, each beside a bare loop of forwards over
// tensors of the same size, on one worker with one thread. What is compared is measured in turns, several times, and
// the best of each counts: the machine may have other things to do. "echo" says what the engine itself costs.
// usage: bench_engine [fraud_detection.pt]     with graph.json beside it: the figures of the fraud model too
//        bench_engine --make-network FILE      writes the network that is measured
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <pthread.h>
#include <string>
#include <vector>

#include "core/inference/engine.h"
#include "core/inference/module.h"
#include "core/inference/npy.h"

using namespace inferno;
using namespace inferno::inference;
using namespace std::chrono_literals;

namespace {

using Steady = std::chrono::steady_clock;

constexpr int kFeatures = 64;
constexpr int kSmall = 512;  ///< neurons of a hidden layer: a forward of 8 costs some 12 us an item
constexpr int kLarge = 2048; ///< and here forty times as much
constexpr int kBatch = 8;
constexpr int kOpenRequests = 64; ///< that wait or are computed at any time: the engine is saturated
constexpr int kRequests = 8'000;
constexpr int kTurns = 5;
const ModelKey kModel{"bench", "1"};

void must(const Result<void>& result) {
    if (result)
        return;
    std::fprintf(stderr, "error: %s\n", result.error().message().c_str());
    std::exit(1);
}

double secondsOf(clockid_t clock) {
    timespec time{};
    ::clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

clockid_t clockOfThisThread() {
    clockid_t clock{};
    ::pthread_getcpuclockid(::pthread_self(), &clock);
    return clock;
}

/// What a way to compute items came to, in its best turn.
struct Figure {
    std::string name;
    std::function<void(int items)> compute;
    clockid_t computing = clockOfThisThread(); ///< of the thread that computes
    int items = kRequests;
    double perSecond = 0;
    double processorUs = 1e9; ///< of an item, of the thread that computes

    void turn() {
        const double before = secondsOf(computing);
        const auto begin = Steady::now();
        compute(items);
        perSecond = std::max(perSecond, items / std::chrono::duration<double>(Steady::now() - begin).count());
        processorUs = std::min(processorUs, (secondsOf(computing) - before) * 1e6 / items);
    }
};

void print(const std::string& name, double value, const char* unit, const std::string& peer, double peerValue) {
    std::printf("{\"name\":\"%s\",\"value\":%.2f,\"unit\":\"%s\",\"peer\":\"%s\",\"peer_value\":%.2f}\n", name.c_str(),
                value, unit, peer.c_str(), peerValue);
    std::fflush(stdout);
}

void compare(const Figure& one, const Figure& other) {
    print(one.name, one.perSecond, "items/s", other.name, other.perSecond);
    print(one.name + ": processor time of the computing thread", one.processorUs, "us/item", other.name,
          other.processorUs);
}

Tensor filled(std::vector<std::int64_t> shape) {
    std::int64_t count = 1;
    for (const std::int64_t size : shape)
        count *= size;
    return {DType::Float32, std::move(shape), Bytes(static_cast<std::size_t>(count) * sizeof(float))};
}

void saveModel(const std::filesystem::path& path, int hidden) {
    must(saveModule(path,
                    "def forward(self, x: Tensor) -> Tensor:\n"
                    "    hidden = torch.relu(torch.matmul(x, self.first))\n"
                    "    hidden = torch.relu(torch.matmul(hidden, self.second))\n"
                    "    return torch.sigmoid(torch.matmul(hidden, self.third))\n",
                    {{"first", filled({kFeatures, hidden})},
                     {"second", filled({hidden, hidden})},
                     {"third", filled({hidden, 1})}}));
}

Figure bareLoop(std::string name, const Module& module, int batchSize) {
    return {std::move(name), [&module, input = filled({batchSize, kFeatures}), batchSize](int items) {
                for (int i = 0; i < items / batchSize; ++i)
                    if (!module.forward(input))
                        std::exit(1);
            }};
}

/// Keeps kOpenRequests requests open until `count` are answered. The client wakes for some answers at a time, as one
/// behind a socket does.
void saturate(Engine& engine, const std::vector<std::string>& inputs, int count) {
    constexpr int kWakeFor = 16;
    std::mutex mutex;
    std::condition_variable answered;
    int done = 0;
    for (int i = 0; i < count; ++i) {
        if (i % kWakeFor == 0) {
            std::unique_lock lock(mutex);
            answered.wait(lock, [&] { return i - done <= kOpenRequests - kWakeFor; });
        }
        engine.predict(static_cast<Engine::RequestId>(i), kModel, inputs[static_cast<std::size_t>(i) % inputs.size()],
                       {}, [&](const Result<std::string>& outcome, const Timing&) {
                           if (!outcome)
                               std::exit(1);
                           const std::scoped_lock lock(mutex);
                           if (++done % kWakeFor == 0 || done == count)
                               answered.notify_one();
                       });
    }
    std::unique_lock lock(mutex);
    answered.wait(lock, [&] { return done == count; });
}

Figure served(std::string name, const std::filesystem::path& path, const char* handler, int batchSize,
              std::vector<std::string> inputs) {
    Engine::Options options;
    std::promise<clockid_t> clock;
    options.prepareThread = [&clock] {
        prepareThread(1);
        clock.set_value(clockOfThisThread());
    };
    const auto engine = std::make_shared<Engine>(options);
    must(engine->load(kModel, {path, handler, {batchSize, 0ms, 1, 1000}, 120s}));
    return {std::move(name), [engine, inputs = std::move(inputs)](int items) { saturate(*engine, inputs, items); },
            clock.get_future().get()};
}

std::string jsonInput() {
    std::string input = R"({"inputs":[[0)";
    for (int i = 1; i < kFeatures; ++i)
        input += "," + std::to_string(i) + ".5";
    return input + "]]}";
}

/// All of them in turns, the first ones of each to warm up.
void measure(const std::vector<Figure*>& figures) {
    for (Figure* figure : figures)
        figure->compute(500);
    for (int turn = 0; turn < kTurns; ++turn)
        for (Figure* figure : figures)
            figure->turn();
}

/// What the engine adds matters less where a forward takes its time.
void measureLargeNetwork(const std::filesystem::path& folder) {
    const std::filesystem::path path = folder / "large.pt";
    saveModel(path, kLarge);
    const auto module = Module::load(path, "cpu");
    if (!module)
        std::exit(1);
    Figure loop = bareLoop("large network, bare loop of forwards of 8", **module, kBatch);
    Figure json = served("large network, engine, batches of 8, JSON", path, "tensor", kBatch, {jsonInput()});
    loop.items = json.items = 1'600;
    measure({&loop, &json});
    compare(json, loop);
}

void measureNetwork(const std::filesystem::path& folder) {
    const std::filesystem::path path = folder / "model.pt";
    saveModel(path, kSmall);
    const auto module = Module::load(path, "cpu");
    if (!module)
        std::exit(1);
    Figure loopOfOne = bareLoop("bare loop of forwards of 1", **module, 1);
    Figure loopOfMany = bareLoop("bare loop of forwards of 8", **module, kBatch);
    Figure one = served("engine, one by one, JSON", path, "tensor", 1, {jsonInput()});
    Figure many = served("engine, batches of 8, JSON", path, "tensor", kBatch, {jsonInput()});
    Figure raw = served("engine, batches of 8, npy", path, "tensor", kBatch, {tensorToNpy(filled({1, kFeatures}))});
    Figure echo = served("engine, echo, one by one", {}, "echo", 1, {jsonInput()});
    measure({&loopOfOne, &loopOfMany, &one, &many, &raw, &echo});
    compare(raw, loopOfMany);
    compare(many, loopOfMany);
    compare(one, loopOfOne);
    compare(many, one);
    compare(echo, loopOfOne);
}

void measureFraud(const std::filesystem::path& path) {
    std::vector<std::string> users;
    for (int user = 1; user <= 300; ++user)
        users.push_back(R"({"user_id":)" + std::to_string(user) + "}");
    Figure one = served("fraud model, one by one", path, "graph_fraud", 1, users);
    Figure many = served("fraud model, batches of 8", path, "graph_fraud", kBatch, users);
    one.items = many.items = 4'000;
    measure({&one, &many});
    compare(many, one);
}

} // namespace

int main(int count, char** arguments) {
    if (count == 3 && std::string_view(arguments[1]) == "--make-network") {
        saveModel(arguments[2], kSmall);
        return 0;
    }
    prepareProcess();
    prepareThread(1);
    std::string pattern = (std::filesystem::temp_directory_path() / "inferno-bench-XXXXXX").string();
    const std::filesystem::path folder = ::mkdtemp(pattern.data());
    measureNetwork(folder);
    measureLargeNetwork(folder);
    if (count > 1)
        measureFraud(arguments[1]);
    std::filesystem::remove_all(folder);
    return 0;
}
