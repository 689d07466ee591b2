// SPDX-License-Identifier: GPL-3.0-or-later
// The program `inferno-engine`, spoken to in frames as the service does.
#include <doctest/doctest.h>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "core/inference/engine_requests.h"
#include "core/inference/engine_server.h"
#include "core/inference/frames.h"
#include "core/inference/module.h"
#include "tests/core/inference/folder.h"

using namespace inferno;
using namespace inferno::inference;
using nlohmann::json;

namespace {

/// A running engine.
class Program {
public:
    explicit Program(int workers) {
        std::array<int, 2> ends{};
        REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) == 0);
        socket_ = ends[0];
        reader_.emplace(socket_);
        posix_spawn_file_actions_t actions;
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
        ::posix_spawn_file_actions_adddup2(&actions, ends[1], 3);
        std::array<std::string, 7> words{INFERNO_ENGINE_PROGRAM,  "--socket",  "3", "--workers",
                                         std::to_string(workers), "--threads", "64"};
        std::array<char*, 8> arguments{};
        for (std::size_t i = 0; i < words.size(); ++i)
            arguments[i] = words[i].data();
        const int error = ::posix_spawn(&pid_, words[0].c_str(), &actions, nullptr, arguments.data(), environ);
        ::posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
        REQUIRE(error == 0);
        const auto ready = next();
        REQUIRE(ready);
        CHECK(ready->id == 0);
        facts = json::parse(ready->head);
    }
    ~Program() {
        ::close(socket_);
        if (pid_ > 0)
            ::waitpid(pid_, nullptr, 0);
    }

    void send(std::uint64_t id, const json& head, const std::string& body = {}) const {
        REQUIRE(writeFrame(socket_, {id, head.dump(), body}));
    }
    /// Nothing: the engine is gone.
    std::optional<Frame> next() {
        auto frame = reader_->next(60'000);
        return frame ? std::move(*frame) : std::nullopt;
    }
    struct Reply {
        json head;
        std::string body;
    };
    Reply ask(const json& head, const std::string& body = {}) {
        const std::uint64_t id = nextId_++;
        send(id, head, body);
        const auto frame = next();
        REQUIRE(frame);
        CHECK(frame->id == id);
        return {json::parse(frame->head), frame->body};
    }
    /// As the service's registry does: without the newer fields.
    void load(const std::string& name, const std::string& handler, const std::filesystem::path& path = {},
              json more = json::object()) {
        more.update({{"op", "load"}, {"name", name}, {"version", "1"}, {"path", path.string()}, {"handler", handler}});
        const Reply reply = ask(more);
        REQUIRE_MESSAGE(reply.head["ok"] == true, reply.head.dump());
    }
    /// What it holds of the machine's memory, in KiB.
    long residentKiB() const {
        std::ifstream status("/proc/" + std::to_string(pid_) + "/status");
        for (std::string line; std::getline(status, line);)
            if (line.starts_with("VmRSS:"))
                return std::stol(line.substr(6));
        return 0;
    }
    int exitCode() {
        int status = 0;
        REQUIRE(::waitpid(pid_, &status, 0) == pid_);
        pid_ = 0;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }

    json facts;

private:
    int socket_ = -1;
    std::optional<FrameReader> reader_;
    pid_t pid_ = 0;
    std::uint64_t nextId_ = 1;
};

json predictHead(const std::string& name) {
    return {{"op", "predict"}, {"name", name}, {"version", "1"}};
}

json statsOf(Program& engine) {
    return json::parse(engine.ask({{"op", "stats"}}).body);
}

} // namespace

TEST_CASE("workers and their threads are no more than the cores") {
    struct Row {
        int workers, threads, cores, fitWorkers, fitThreads;
    };
    for (const Row& row : {Row{1, 1, 1, 1, 1}, Row{2, 2, 2, 2, 1}, Row{1, 2, 2, 1, 2}, Row{8, 1, 4, 4, 1},
                           Row{3, 8, 16, 3, 5}, Row{2, 2, 16, 2, 2}, Row{0, 0, 0, 1, 1}}) {
        CAPTURE(row.workers);
        const ServeOptions fit = fitted({3, row.workers, row.threads}, row.cores);
        CHECK(fit.workers == row.fitWorkers);
        CHECK(fit.intraOpThreads == row.fitThreads);
    }
    Program engine(1);
    CHECK(engine.facts["workers"] == 1);
    CHECK(engine.facts["intra_op"] == runtime().cores); // 64 were asked for
}

TEST_CASE("heads as they are written") {
    const auto load = readRequest(R"({"op":"load","name":"m","version":"1","path":"/m.pt","handler":"tensor"})", 3);
    REQUIRE(load);
    const auto& options = std::get<LoadRequest>(*load).options;
    CHECK(options.limits.batchSize == 1);
    CHECK(options.limits.maxDelay.count() == 100);
    CHECK(options.limits.workers == 3);
    CHECK(options.limits.queueSize == 100);
    CHECK(options.responseTimeout.count() == 120'000);
    const auto full =
        readRequest(R"({"op":"load","name":"m","version":"1","path":"/m.pt","handler":"tensor","batch_size":8,)"
                    R"("max_batch_delay_ms":0,"workers":2,"queue_size":7,"response_timeout_ms":5})",
                    3);
    REQUIRE(full);
    const auto& given = std::get<LoadRequest>(*full).options;
    CHECK(given.limits.batchSize == 8);
    CHECK(given.limits.maxDelay.count() == 0);
    CHECK(given.limits.workers == 2);
    CHECK(given.limits.queueSize == 7);
    CHECK(given.responseTimeout.count() == 5);
    const auto scale = readRequest(R"({"op":"scale","name":"m","version":"1","workers":4})", 3);
    REQUIRE(scale);
    CHECK(std::get<ScaleRequest>(*scale).options.workers == 4);
    CHECK(!std::get<ScaleRequest>(*scale).options.batchSize);
    const auto predict = readRequest(R"({"op":"predict","name":"m","version":"1","timeout_ms":250,"priority":-2})", 3);
    REQUIRE(predict);
    CHECK(std::get<PredictRequest>(*predict).key == ModelKey{"m", "1"});
    CHECK(std::get<PredictRequest>(*predict).options.timeout == std::chrono::milliseconds(250));
    CHECK(std::get<PredictRequest>(*predict).options.priority == -2);
    CHECK(std::get<CancelRequest>(*readRequest(R"({"op":"cancel","id":18446744073709551615})", 3)).id == UINT64_MAX);
}

TEST_CASE("heads that ask for what cannot be") {
    struct Row {
        const char* head;
        const char* detail;
    };
    for (const Row& row : {
             Row{"", "the head of a frame is not a JSON object"},
             Row{"[]", "the head of a frame is not a JSON object"},
             Row{"{}", "the engine knows no operation ''"},
             Row{R"({"op":7})", "the engine knows no operation ''"},
             Row{R"({"op":"dance"})", "the engine knows no operation 'dance'"},
             Row{R"({"op":"load","batch_size":0})", "batch_size is not a whole number from 1 to 1000000"},
             Row{R"({"op":"load","batch_size":1.5})", "batch_size is not a whole number from 1 to 1000000"},
             Row{R"({"op":"load","workers":18446744073709551615})", "workers is not a whole number from 1 to 1000000"},
             Row{R"({"op":"load","max_batch_delay_ms":-1})",
                 "max_batch_delay_ms is not a whole number from 0 to 604800000"},
             Row{R"({"op":"load","response_timeout_ms":0})",
                 "response_timeout_ms is not a whole number from 1 to 604800000"},
             Row{R"({"op":"scale","name":"m"})", "scale needs workers"},
             Row{R"({"op":"predict","priority":"high"})", "priority is not a whole number from -1000000 to 1000000"},
             Row{R"({"op":"cancel"})", "cancel needs the id of a request"},
             Row{R"({"op":"cancel","id":-1})", "cancel needs the id of a request"},
         }) {
        CAPTURE(row.head);
        const auto request = readRequest(row.head, 1);
        REQUIRE(!request);
        CHECK(request.error().code == ErrorCode::InputInvalid);
        CHECK(request.error().detail == row.detail);
    }
}

TEST_CASE("an engine loads, answers, counts and unloads") {
    const Folder folder;
    REQUIRE(saveSampleModule(folder / "sample.pt"));
    Program engine(1);
    engine.load("sample", "tensor", folder / "sample.pt");
    engine.load("echo", "echo");
    engine.load("noop", "noop", {}, {{"batch_size", 4}, {"max_batch_delay_ms", 0}});
    const auto answer = engine.ask(predictHead("sample"), R"({"inputs":[[0,0,0,0]]})");
    CHECK(json::parse(answer.body)["shape"] == json({1, 1}));
    CHECK(answer.head["batch"] == 1);
    CHECK(answer.head["queue_us"].is_number_unsigned());
    CHECK(answer.head["compute_us"] > 0);
    const auto bad = engine.ask(predictHead("sample"), "no JSON");
    CHECK(bad.head["ok"] == false);
    CHECK(bad.head["code"] == "model.input");
    CHECK(!bad.head.contains("batch")); // it was not computed
    const json warm{{"op", "warmup"}, {"name", "sample"}, {"version", "1"}};
    CHECK(engine.ask(warm).head["code"] == "model.input"); // nobody knows what it takes
    const auto warmed = engine.ask(warm, R"({"inputs":[[0,0,0,0]]})");
    CHECK(warmed.head["ok"] == true);
    CHECK(json::parse(warmed.body)["batches"][0]["us"].size() == 3);
    CHECK(engine.ask(predictHead("absent")).head["code"] == "model.unknown");
    CHECK(engine.ask(predictHead("echo"), "\xff{").body == "\xff{");
    CHECK(engine.ask(predictHead("noop"), "x").body.empty());
    CHECK(engine.ask({{"op", "dance"}}).head["code"] == "input.invalid");
    CHECK(engine.ask({{"op", "scale"}, {"name", "noop"}, {"version", "1"}, {"workers", 2}}).head["ok"] == true);

    const json stats = statsOf(engine);
    CHECK(stats["workers"] == 1);
    CHECK(stats["lost"] == 0);
    REQUIRE(stats["models"].size() == 3);
    const json& noop = stats["models"][1];
    CHECK(noop["name"] == "noop");
    CHECK(noop["workers"] == 2);
    CHECK(noop["batch_size"] == 4);
    CHECK(noop["items"] == 1);
    CHECK(noop["mean_batch_size"] == 1.0);
    CHECK(noop["batching"] == true);
    const json& sample = stats["models"][2];
    CHECK(sample["items"] == 1);
    CHECK(sample["unread"] == 1);
    CHECK(sample["compute_us"]["count"] == 1);
    CHECK(sample["queue_us"]["counts"].size() == stats["bounds_us"].size() + 1);

    CHECK(engine.ask({{"op", "cancel"}, {"id", 77}}).body == R"({"cancelled":false})");
    CHECK(engine.ask({{"op", "unload"}, {"name", "noop"}, {"version", "1"}}).head["ok"] == true);
    CHECK(engine.ask(predictHead("noop")).head["code"] == "model.unknown");
}

TEST_CASE("many requests at once are each answered once, with their own output") {
    const Folder folder;
    REQUIRE(saveModule(folder / "double.pt", "def forward(self, x: Tensor) -> Tensor:\n    return x * 2\n"));
    Program engine(2);
    engine.load("m", "tensor", folder / "double.pt",
                {{"batch_size", 8}, {"max_batch_delay_ms", 1}, {"queue_size", 500}});
    constexpr std::uint64_t kFirst = 1000;
    constexpr int kCount = 400;
    for (int i = 0; i < kCount; ++i)
        engine.send(kFirst + static_cast<std::uint64_t>(i), predictHead("m"),
                    R"({"dtype":"int64","inputs":[)" + std::to_string(i) + "]}");
    std::map<std::uint64_t, std::string> answers;
    for (int i = 0; i < kCount; ++i) {
        const auto frame = engine.next();
        REQUIRE(frame);
        CHECK(answers.emplace(frame->id, frame->body).second);
    }
    for (int i = 0; i < kCount; ++i)
        CHECK(json::parse(answers[kFirst + static_cast<std::uint64_t>(i)])["outputs"] == json::array({2 * i}));
    const json stats = statsOf(engine);
    CHECK(stats["models"][0]["items"] == kCount);
    CHECK(stats["models"][0]["batches"] <= kCount);
}

TEST_CASE("an engine with more hanging workers than it has ends, so that another can start") {
    const Folder folder;
    REQUIRE(saveModule(folder / "endless.pt", "def forward(self, x: Tensor) -> Tensor:\n"
                                              "    y = x + 0\n"
                                              "    while bool(torch.lt(torch.min(y), 0)):\n"
                                              "        y = y * 1\n"
                                              "    return y\n"));
    Program engine(1);
    engine.load("endless", "tensor", folder / "endless.pt", {{"response_timeout_ms", 50}});
    engine.load("echo", "echo");
    const std::string hang = R"({"inputs":[-1]})";
    CHECK(engine.ask(predictHead("endless"), hang).head["code"] == "request.timeout");
    CHECK(engine.ask(predictHead("echo"), "here").body == "here");
    CHECK(statsOf(engine)["lost"] == 1);
    CHECK(engine.ask(predictHead("endless"), hang).head["code"] == "request.timeout");
    CHECK(!engine.next());
    CHECK(engine.exitCode() == 1);
}

TEST_CASE("the memory of a model goes back with it") {
    constexpr long kModelKiB = 64 * 1024;
    constexpr int kCycles = 20;
    const Folder folder;
    // Many tensors, each of a size that glibc keeps in its heaps and does not give back by itself.
    constexpr std::int64_t kFloats = 16 * 1024;
    std::vector<NamedTensor> weights;
    for (long i = 0; i < kModelKiB * 1024 / (kFloats * 4); ++i)
        weights.push_back({"w" + std::to_string(i), {DType::Float32, {kFloats}, Bytes(kFloats * 4, 1)}});
    REQUIRE(saveModule(folder / "large.pt", "def forward(self, x: Tensor) -> Tensor:\n    return x + self.w0[0]\n",
                       weights));
    Program engine(1);
    const long before = engine.residentKiB();
    for (int i = 0; i < kCycles; ++i) {
        engine.load("large", "tensor", folder / "large.pt");
        CHECK(engine.ask(predictHead("large"), R"({"inputs":[1]})").head["ok"] == true);
        CHECK(engine.residentKiB() > before + kModelKiB);
        CHECK(engine.ask({{"op", "unload"}, {"name", "large"}, {"version", "1"}}).head["ok"] == true);
    }
    // A worker may hold the model a little longer than its answer takes.
    const long bound = before + kModelKiB / 2;
    for (int i = 0; i < 1000 && engine.residentKiB() > bound; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    MESSAGE("grown by ", engine.residentKiB() - before, " KiB in ", kCycles, " cycles with a model of ", kModelKiB,
            " KiB");
    CHECK(engine.residentKiB() <= bound);
}
