// SPDX-License-Identifier: GPL-3.0-or-later
// The engine with its real threads. The handler of these tests computes nothing, but stops where a test wants it to.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <future>
#include <random>
#include <stdexcept>

#include "core/inference/engine.h"
#include "core/inference/module.h"
#include "tests/core/inference/folder.h"

using namespace inferno;
using namespace inferno::inference;
using namespace std::chrono_literals;

namespace {

const ModelKey kModel{"m", "1"};
const ModelKey kOther{"n", "1"};

/// Where workers stand until it opens.
class Gate {
public:
    void pass() {
        std::unique_lock lock(mutex_);
        ++arrived_;
        changed_.notify_all();
        changed_.wait(lock, [this] { return open_; });
    }
    void awaitArrivals(int count) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return arrived_ >= count; });
    }
    void open() {
        const std::scoped_lock lock(mutex_);
        open_ = true;
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int arrived_ = 0;
    bool open_ = false;
};

/// What the handlers of one test share.
struct Stage {
    Gate gate;
    std::mutex mutex;
    std::vector<std::vector<std::string>> batches;
    std::atomic<int> loads{0};
};

/// Says its number and the input. The bucket is the input's first letter; "hang" stops at the gate; "poison" and
/// "throw" fail what they are in; "unreadable" is no input.
class StagedHandler final : public Handler {
public:
    explicit StagedHandler(Stage& stage) : stage_(stage), number_(++stage.loads) {}

    Result<Input> read(std::string body) const override {
        if (body.contains("unreadable"))
            return fail(ErrorCode::ModelInput, body);
        return Input{body.substr(0, 1), body, {}};
    }
    Result<std::vector<std::string>> run(std::span<const Input> batch) override {
        std::vector<std::string> given;
        for (const Input& input : batch)
            given.push_back(input.bytes);
        {
            const std::scoped_lock lock(stage_.mutex);
            stage_.batches.push_back(given);
        }
        std::vector<std::string> outputs;
        for (const std::string& input : given) {
            if (input.contains("hang"))
                stage_.gate.pass();
            if (input.contains("poison"))
                return fail(ErrorCode::ModelInput, input);
            if (input.contains("throw"))
                throw std::runtime_error(input);
            outputs.push_back(std::to_string(number_) + " " + input);
        }
        return outputs;
    }

private:
    Stage& stage_;
    int number_;
};

class Engines {
public:
    explicit Engines(int workers = 1) {
        Engine::Options options;
        options.workers = workers;
        options.stuck = [this] { stuck_.set_value(); };
        options.handlers = [this](std::string_view, const std::filesystem::path&, const std::string&) {
            return Result<std::unique_ptr<Handler>>(std::make_unique<StagedHandler>(stage));
        };
        engine.emplace(std::move(options));
    }
    ~Engines() { stage.gate.open(); }

    void load(const BatchLimits& limits, std::chrono::milliseconds responseTimeout = 120s,
              const ModelKey& key = kModel) {
        REQUIRE(engine->load(key, {{}, "staged", limits, responseTimeout}));
    }
    std::future<Result<std::string>> ask(const std::string& input, const PredictOptions& options = {},
                                         const ModelKey& key = kModel) {
        const auto promise = std::make_shared<std::promise<Result<std::string>>>();
        // A second answer to one request would throw here.
        engine->predict(nextId++, key, input, options, [promise](Result<std::string> outcome, const Timing&) {
            promise->set_value(std::move(outcome));
        });
        return promise->get_future();
    }
    ModelStats stats() { return engine->stats().models.at(0); }
    bool isStuck() { return stuckSeen_.wait_for(0s) == std::future_status::ready; }
    void awaitStuck() { stuckSeen_.wait(); }
    void awaitLost(int count) {
        while (engine->stats().lost != count)
            std::this_thread::yield();
    }

    Stage stage;
    Engine::RequestId nextId = 1;

private:
    std::promise<void> stuck_;
    std::future<void> stuckSeen_ = stuck_.get_future();

public:
    std::optional<Engine> engine; ///< last: it ends before what it uses
};

BatchLimits limits(int batchSize, std::chrono::milliseconds maxDelay, int workers = 1, int queueSize = 100) {
    return {batchSize, maxDelay, workers, queueSize};
}

/// The code of an error; internal.error where there is none.
ErrorCode codeOf(std::future<Result<std::string>>& answer) {
    const auto outcome = answer.get();
    return outcome ? ErrorCode::Internal : outcome.error().code;
}

} // namespace

TEST_CASE("what comes while the worker is busy is computed together, each bucket for itself") {
    Engines engines;
    engines.load(limits(8, 0ms));
    auto first = engines.ask("a hang");
    engines.stage.gate.awaitArrivals(1);
    std::vector<std::future<Result<std::string>>> answers;
    std::vector<std::string> expected;
    for (const char* input : {"a1", "b1", "a2", "a3", "b2"}) {
        answers.push_back(engines.ask(input));
        expected.push_back(std::string("1 ") + input);
    }
    CHECK(engines.stats().queued == 5);
    CHECK(engines.stats().running == 1);
    engines.stage.gate.open();
    CHECK(first.get().value_or("none") == "1 a hang");
    for (std::size_t i = 0; i < answers.size(); ++i)
        CHECK(answers[i].get().value_or("none") == expected[i]);
    using Names = std::vector<std::string>;
    CHECK(engines.stage.batches == std::vector<Names>{{"a hang"}, {"a1", "a2", "a3"}, {"b1", "b2"}});
    const ModelStats stats = engines.stats();
    CHECK(stats.figures.batches == 3);
    CHECK(stats.figures.items == 6);
    CHECK(stats.figures.queueTime.count() == 6);
    CHECK(stats.figures.computeTime.count() == 3);
    CHECK(stats.queued + stats.running == 0);
}

TEST_CASE("of a batch that fails, only the poison fails") {
    for (const char* poison : {"a poison", "a throw"}) {
        CAPTURE(poison);
        Engines engines;
        engines.load(limits(4, 1h));
        auto one = engines.ask("a1");
        auto two = engines.ask(poison);
        auto unreadable = engines.ask("a unreadable");
        auto three = engines.ask("a3");
        CHECK(codeOf(unreadable) == ErrorCode::ModelInput);
        auto four = engines.ask("a4");
        CHECK(one.get().value_or("none") == "1 a1");
        const auto failed = two.get();
        REQUIRE(!failed);
        CHECK(failed.error().detail.contains(poison));
        CHECK(three.get().value_or("none") == "1 a3");
        CHECK(four.get().value_or("none") == "1 a4");
        CHECK(engines.stage.batches.size() == 5); // the batch, and each alone, once
        const ModelStats stats = engines.stats();
        CHECK(stats.figures.batches == 1);
        CHECK(stats.figures.items == 4);
        CHECK(stats.figures.retries == 1);
        CHECK(stats.figures.failures == 1);
        CHECK(stats.figures.unread == 1);
        CHECK(stats.batches);
    }
}

TEST_CASE("a worker that hangs is replaced, and with too many of them the engine is stuck") {
    Engines engines;
    engines.load(limits(1, 0ms), 20ms);
    engines.load(limits(1, 0ms), 120s, kOther);
    auto first = engines.ask("a hang");
    auto behind = engines.ask("a1", {}, kOther);
    CHECK(codeOf(first) == ErrorCode::RequestTimeout);
    CHECK(behind.get().value_or("none") == "2 a1");
    CHECK(engines.engine->stats().lost == 1);
    CHECK(!engines.isStuck());
    auto second = engines.ask("a hang");
    CHECK(codeOf(second) == ErrorCode::RequestTimeout);
    engines.awaitStuck();
    CHECK(engines.stats().figures.timedOut == 2);
    CHECK(engines.stats().figures.items == 0);
}

TEST_CASE("a worker that comes back after all ends, and its answer is thrown away") {
    Engines engines;
    engines.load(limits(1, 0ms), 20ms);
    engines.load(limits(1, 0ms), 120s, kOther);
    auto first = engines.ask("a hang");
    CHECK(codeOf(first) == ErrorCode::RequestTimeout);
    engines.stage.gate.open();
    engines.awaitLost(0);
    CHECK(engines.ask("a1", {}, kOther).get().value_or("none") == "2 a1");
    CHECK(engines.stats().figures.batches == 0);
    CHECK(engines.stats().running == 0);
}

TEST_CASE("a worker that gets busy leaves what it waited for to another") {
    Engines engines(2);
    engines.load(limits(2, 20ms));
    engines.load(limits(1, 0ms), 120s, kOther);
    auto delayed = engines.ask("a1");
    auto busy = engines.ask("a hang", {}, kOther);
    REQUIRE(delayed.wait_for(60s) == std::future_status::ready);
    CHECK(delayed.get().value_or("none") == "1 a1");
}

TEST_CASE("a request whose time is over is answered though all workers are busy") {
    Engines engines;
    engines.load(limits(1, 0ms));
    auto busy = engines.ask("a hang");
    engines.stage.gate.awaitArrivals(1);
    auto patient = engines.ask("a1");
    auto hasty = engines.ask("a2", {0, 20ms});
    CHECK(codeOf(hasty) == ErrorCode::RequestTimeout);
    CHECK(engines.stats().queued == 1);
    engines.stage.gate.open();
    CHECK(patient.get());
    CHECK(busy.get());
    CHECK(engines.stats().figures.expired == 1);
    CHECK(engines.stage.batches.size() == 2);
}

TEST_CASE("priorities") {
    Engines engines;
    engines.load(limits(1, 0ms));
    auto busy = engines.ask("a hang");
    engines.stage.gate.awaitArrivals(1);
    std::vector<std::future<Result<std::string>>> answers;
    answers.push_back(engines.ask("a low", {-1, {}}));
    answers.push_back(engines.ask("a normal"));
    answers.push_back(engines.ask("a high", {1, {}}));
    engines.stage.gate.open();
    for (auto& answer : answers)
        CHECK(answer.get());
    REQUIRE(engines.stage.batches.size() == 4);
    CHECK(engines.stage.batches[1].front() == "a high");
    CHECK(engines.stage.batches[3].front() == "a low");
}

TEST_CASE("cancelled requests are answered at once, and not again") {
    Engines engines;
    engines.load(limits(1, 0ms));
    auto running = engines.ask("a hang"); // 1
    engines.stage.gate.awaitArrivals(1);
    auto waiting = engines.ask("a1"); // 2
    auto other = engines.ask("a2");   // 3
    CHECK(engines.engine->cancel(2));
    CHECK(engines.engine->cancel(1));
    CHECK(!engines.engine->cancel(1));
    CHECK(!engines.engine->cancel(99));
    CHECK(codeOf(running) == ErrorCode::RequestTimeout);
    CHECK(codeOf(waiting) == ErrorCode::RequestTimeout);
    engines.stage.gate.open();
    CHECK(other.get().value_or("none") == "1 a2");
    CHECK(!engines.engine->cancel(3));
    CHECK(engines.stage.batches.size() == 2);
    CHECK(engines.stats().figures.cancelled == 2);
}

TEST_CASE("an answer tells how long it waited and with how many it was computed") {
    Engines engines;
    engines.load(limits(8, 0ms, 1, 3));
    auto busy = engines.ask("a hang");
    engines.stage.gate.awaitArrivals(1);
    std::vector<std::future<Timing>> timings;
    for (const char* input : {"a1", "a2", "unreadable", "too many"}) {
        const auto promise = std::make_shared<std::promise<Timing>>();
        engines.engine->predict(
            engines.nextId++, kModel, input, {},
            [promise](const Result<std::string>&, const Timing& timing) { promise->set_value(timing); });
        timings.push_back(promise->get_future());
    }
    CHECK(timings[3].get().batch == 0); // there was no room
    engines.stage.gate.open();
    for (int i = 0; i < 2; ++i) {
        const Timing timing = timings[static_cast<std::size_t>(i)].get();
        CHECK(timing.batch == 2);
        CHECK(timing.queued > 0us);
        CHECK(timing.computed > 0us);
    }
    CHECK(timings[2].get().batch == 0); // it was never computed
    CHECK(busy.get());
}

TEST_CASE("a full queue refuses, and says when to come again") {
    Engines engines;
    engines.load(limits(1, 0ms, 1, 2));
    auto busy = engines.ask("a hang");
    engines.stage.gate.awaitArrivals(1);
    auto one = engines.ask("a1");
    auto two = engines.ask("a2");
    const auto three = engines.ask("a3").get();
    REQUIRE(!three);
    CHECK(three.error().code == ErrorCode::RateLimited);
    CHECK(three.error().hint == "try again in 1 s");
    engines.stage.gate.open();
    CHECK(one.get());
    CHECK(two.get());
    CHECK(engines.stats().figures.refused == 1);
}

TEST_CASE("an id is of one request at a time") {
    Engines engines;
    engines.load(limits(1, 0ms));
    auto busy = engines.ask("a hang");
    engines.nextId = 1;
    auto same = engines.ask("a1");
    CHECK(codeOf(same) == ErrorCode::InputInvalid);
    engines.stage.gate.open();
    CHECK(busy.get());
    engines.nextId = 1;
    CHECK(engines.ask("a2").get());
}

TEST_CASE("a model has no more batches at once than it may, and others go beside it") {
    Engines engines(2);
    engines.load(limits(1, 0ms, 1));
    engines.load(limits(1, 0ms, 9), 120s, kOther);
    auto first = engines.ask("a hang");
    engines.stage.gate.awaitArrivals(1);
    auto second = engines.ask("a hang");
    CHECK(engines.ask("a1", {}, kOther).get().value_or("none") == "2 a1");
    CHECK(engines.stats().queued == 1);
    REQUIRE(engines.engine->scale(kModel, {2, 4, 30ms}));
    engines.stage.gate.awaitArrivals(2);
    CHECK(engines.stats().limits.workers == 2);
    CHECK(engines.stats().limits.batchSize == 4);
    CHECK(engines.stats().limits.maxDelay == 30ms);
    CHECK(engines.engine->scale({"absent", "1"}, {}).error().code == ErrorCode::ModelUnknown);
}

TEST_CASE("what waits is computed by the model that it was meant for, or told that it is gone") {
    Engines engines;
    engines.load(limits(8, 0ms));
    auto busy = engines.ask("a hang");
    engines.stage.gate.awaitArrivals(1);
    auto before = engines.ask("a1");
    engines.load(limits(8, 0ms));
    auto after = engines.ask("a2");
    engines.load(limits(8, 0ms), 120s, kOther);
    auto removed = engines.ask("a3", {}, kOther);
    REQUIRE(engines.engine->unload(kOther));
    CHECK(codeOf(removed) == ErrorCode::ModelUnknown);
    CHECK(engines.engine->unload(kOther).error().code == ErrorCode::ModelUnknown);
    engines.stage.gate.open();
    CHECK(busy.get().value_or("none") == "1 a hang");
    CHECK(before.get().value_or("none") == "1 a1");
    CHECK(after.get().value_or("none") == "2 a2");
}

TEST_CASE("an engine that ends answers what waits") {
    Engines engines;
    engines.load(limits(1, 0ms));
    auto busy = engines.ask("a hang");
    engines.stage.gate.awaitArrivals(1);
    auto waiting = engines.ask("a1");
    auto end = std::async(std::launch::async, [&] { engines.engine.reset(); });
    CHECK(codeOf(waiting) == ErrorCode::EngineUnavailable);
    engines.stage.gate.open();
    CHECK(busy.get());
    end.get();
}

TEST_CASE("whatever happens meanwhile, each request is answered once, and with its own output") {
    Engines engines(3);
    engines.load(limits(4, 1ms, 2));
    std::atomic<Engine::RequestId> nextId{1};
    std::atomic<int> computed{0};
    std::atomic<int> wrong{0};
    const auto client = [&](unsigned seed) {
        std::mt19937 random(seed);
        std::vector<std::pair<std::string, std::future<Result<std::string>>>> answers;
        for (int i = 0; i < 300; ++i) {
            const Engine::RequestId id = nextId++;
            std::string input = std::string(random() % 2 == 0 ? "a" : "b") + std::to_string(id);
            input += random() % 10 == 0 ? " poison" : "";
            PredictOptions options{static_cast<int>(random() % 3), {}};
            if (random() % 4 == 0)
                options.timeout = std::chrono::milliseconds(random() % 3);
            const auto promise = std::make_shared<std::promise<Result<std::string>>>();
            answers.emplace_back(input, promise->get_future());
            engines.engine->predict(id, kModel, input, options, [promise](Result<std::string> outcome, const Timing&) {
                promise->set_value(std::move(outcome));
            });
            if (random() % 8 == 0)
                engines.engine->cancel(id);
            if (random() % 16 == 0)
                answers[random() % answers.size()].second.wait();
        }
        for (auto& [input, answer] : answers) {
            const auto outcome = answer.get();
            computed += outcome ? 1 : 0;
            wrong += outcome && !outcome->ends_with(" " + input) ? 1 : 0;
        }
    };
    {
        std::vector<std::jthread> clients;
        for (unsigned seed = 1; seed <= 4; ++seed)
            clients.emplace_back(client, seed);
        for (int i = 0; i < 30; ++i) {
            engines.load(limits(1 + i % 5, std::chrono::milliseconds(i % 3), 1 + i % 3));
            CHECK(engines.engine->scale(kModel, {1 + i % 4, 1 + i % 7, {}}));
            if (i % 5 == 0)
                CHECK(engines.engine->unload(kModel));
            CHECK(engines.engine->stats().workers == 3);
        }
        engines.load(limits(4, 1ms, 2));
    }
    CHECK(wrong == 0);
    CHECK(computed > 0);
    CHECK(engines.stats().queued == 0);
}

namespace {

/// Real modules on the processor, batches of `batchSize` that wait for as long as it takes to fill them.
struct TensorEngine {
    Folder folder;
    Engine engine;

    explicit TensorEngine(const std::string& source, int batchSize) : engine(options()) {
        REQUIRE(saveModule(folder / "module.pt", source));
        REQUIRE(engine.load(kModel, {folder / "module.pt", "tensor", limits(batchSize, 1h), 120s}));
    }
    static Engine::Options options() {
        Engine::Options made;
        made.prepareThread = [] { prepareThread(1); };
        return made;
    }
    /// Asks all at once; the answers in their order, errors as their detail.
    std::vector<std::string> ask(const std::vector<std::string>& inputs) {
        std::vector<std::future<std::string>> answers;
        for (const std::string& input : inputs) {
            const auto promise = std::make_shared<std::promise<std::string>>();
            answers.push_back(promise->get_future());
            engine.predict(nextId++, kModel, R"({"inputs":)" + input + "}", {},
                           [promise](Result<std::string> outcome, const Timing&) {
                               promise->set_value(outcome ? *outcome : outcome.error().detail);
                           });
        }
        std::vector<std::string> all;
        for (auto& answer : answers)
            all.push_back(answer.get());
        return all;
    }
    ModelFigures figures() { return engine.stats().models.at(0).figures; }

    Engine::RequestId nextId = 1;
};

constexpr const char* kDouble = "def forward(self, x: Tensor) -> Tensor:\n    return x * 2\n";

} // namespace

TEST_CASE("tensors are computed as one, and each gets its rows") {
    TensorEngine tensors(kDouble, 3);
    const auto answers = tensors.ask({"[[1,2]]", "[[3,4],[5,6]]", "[[7,8]]"});
    CHECK(answers[0] == R"({"dtype":"float32","outputs":[[2.0,4.0]],"shape":[1,2]})");
    CHECK(answers[1] == R"({"dtype":"float32","outputs":[[6.0,8.0],[10.0,12.0]],"shape":[2,2]})");
    CHECK(answers[2] == R"({"dtype":"float32","outputs":[[14.0,16.0]],"shape":[1,2]})");
    CHECK(tensors.figures().batches == 1);
    CHECK(tensors.figures().items == 3);
    // Four kinds that do not go together, three of each.
    const auto mixed =
        tensors.ask({"[[1,2]]", "[[1],[2]]", "[1]", R"([[1,2]],"dtype":"int64")", "[[3,4]]", "[[3]]", "[2]",
                     R"([[3,4]],"dtype":"int64")", "[[5,6]]", "[[4]]", "[3]", R"([[5,6]],"dtype":"int64")"});
    CHECK(mixed[4] == R"({"dtype":"float32","outputs":[[6.0,8.0]],"shape":[1,2]})");
    CHECK(mixed[1] == R"({"dtype":"float32","outputs":[[2.0],[4.0]],"shape":[2,1]})");
    CHECK(mixed[6] == R"({"dtype":"float32","outputs":[4.0],"shape":[1]})");
    CHECK(mixed[11] == R"({"dtype":"int64","outputs":[[10,12]],"shape":[1,2]})");
    CHECK(tensors.figures().batches == 5);
    CHECK(tensors.figures().retries == 0);
}

TEST_CASE("an input that a module refuses fails alone") {
    TensorEngine tensors("def forward(self, x: Tensor) -> Tensor:\n"
                         "    assert bool(x.min() >= 0), 'negative'\n    return x\n",
                         3);
    const auto answers = tensors.ask({"[[1]]", "[[-1]]", "[[3]]"});
    CHECK(answers[0].contains("[[1.0]]"));
    CHECK_MESSAGE(answers[1].contains("shape [1, 1]"), answers[1]);
    CHECK_MESSAGE(answers[1].contains("negative"), answers[1]);
    CHECK(answers[2].contains("[[3.0]]"));
    CHECK(tensors.figures().retries == 1);
    CHECK(tensors.engine.stats().models.at(0).batches); // it may well go on in batches
}

TEST_CASE("a module whose answers cannot be split is asked item by item from then on") {
    TensorEngine tensors("def forward(self, x: Tensor) -> Tensor:\n    return x.sum().reshape(1)\n", 2);
    const auto answers = tensors.ask({"[[1,2]]", "[[3,4]]"});
    CHECK(answers[0].contains("[3.0]"));
    CHECK(answers[1].contains("[7.0]"));
    CHECK(!tensors.engine.stats().models.at(0).batches);
    CHECK(tensors.ask({"[[5,6]]"})[0].contains("[11.0]")); // it does not wait for another
    REQUIRE(tensors.engine.scale(kModel, {1, 8, 1h}));
    CHECK(tensors.ask({"[[5,6]]"})[0].contains("[11.0]"));
}

TEST_CASE("scalars and empty tensors") {
    TensorEngine tensors(kDouble, 1);
    CHECK(tensors.ask({"7"})[0].contains("14.0"));
    CHECK(tensors.ask({"[]"})[0].contains("[]"));
    REQUIRE(tensors.engine.scale(kModel, {1, 2, 1h}));
    const auto empty = tensors.ask({"[]", "[]"});
    CHECK(empty[0] == R"({"dtype":"float32","outputs":[],"shape":[0]})");
    CHECK(empty[1] == empty[0]);
}

TEST_CASE("handlers that need no file, and one that there is not") {
    Engine engine{Engine::Options{}};
    const auto answerOf = [&](const char* handler, std::string input) {
        std::promise<Result<std::string>> promise;
        REQUIRE(engine.load(kModel, {{}, handler, {}, 120s}));
        engine.predict(1, kModel, std::move(input), {},
                       [&](Result<std::string> outcome, const Timing&) { promise.set_value(std::move(outcome)); });
        return promise.get_future().get();
    };
    const std::string bytes("no JSON\0\n", 9);
    CHECK(answerOf("echo", bytes).value_or("none") == bytes);
    CHECK(answerOf("noop", bytes).value_or("none").empty());
    CHECK(engine.load(kModel, {{}, "object_detector", {}, 120s}).error().code == ErrorCode::NotBuilt);
    CHECK(engine.load(kModel, {"/absent.pt", "tensor", {}, 120s}).error().code == ErrorCode::ModelInvalid);
    CHECK(engine.stats().models.at(0).handler == "noop"); // what was there stays
}

TEST_CASE("an engine serves several threads while models come and go") {
    const Folder folder;
    REQUIRE(saveModule(folder / "double.pt", kDouble));
    Engine::Options options = TensorEngine::options();
    options.workers = 3;
    Engine engine(options);
    std::atomic<Engine::RequestId> nextId{1};
    const auto ask = [&](const std::string& input) {
        std::promise<Result<std::string>> promise;
        engine.predict(nextId++, kModel, input, {},
                       [&](Result<std::string> outcome, const Timing&) { promise.set_value(std::move(outcome)); });
        return promise.get_future().get();
    };
    const ModelOptions model{folder / "double.pt", "tensor", limits(4, 1ms, 3), 120s};
    CHECK(ask(R"({"inputs":[1]})").error().code == ErrorCode::ModelUnknown);
    std::atomic<int> wrong{0};
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 3; ++t)
            threads.emplace_back([&, t] {
                for (int done = 0, i = 0; done < 100; ++i) {
                    const auto answer = ask(R"({"inputs":[)" + std::to_string(t * 1000 + i) + "]}");
                    const std::string expected = R"("outputs":[)" + std::to_string(2 * (t * 1000 + i)) + ".0]";
                    if (answer && answer->contains(expected))
                        ++done;
                    else if (answer || answer.error().code != ErrorCode::ModelUnknown)
                        ++wrong;
                    std::this_thread::yield();
                }
            });
        for (int i = 0; i < 20; ++i) {
            CHECK(engine.load(kModel, model));
            CHECK(engine.unload(kModel));
        }
        CHECK(engine.load(kModel, model));
    }
    CHECK(wrong == 0);
    CHECK(engine.unload({"m", "2"}).error().code == ErrorCode::ModelUnknown);
}

TEST_CASE("times are counted in their ranges") {
    Histogram histogram;
    for (const std::chrono::nanoseconds time : {0ns, 100'000ns, 100'001ns, 10'000'000'000ns, 10'000'000'001ns, -5ns})
        histogram.add(time);
    CHECK(histogram.counts().front() == 3);
    CHECK(histogram.counts()[1] == 1);
    CHECK(histogram.counts()[15] == 1);
    CHECK(histogram.counts().back() == 1);
    CHECK(histogram.count() == 6);
    CHECK(histogram.sumUs() == 100 + 101 + 10'000'000 + 10'000'001);
}
