// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/inference/own_engine.h"

#include <algorithm>
#include <cerrno>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <thread>

#include <nlohmann/json.hpp>

#include "services/inference/load_head.h"
#include "services/inference/model_source.h"

namespace inferno::serving {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr auto kLookEvery = 50ms; // how soon a Ctrl+C is heeded

/// A folder that is gone with this object.
class TemporaryFolder {
public:
    static Result<std::unique_ptr<TemporaryFolder>> make() {
        std::error_code error;
        std::string pattern = (fs::temp_directory_path(error) / "inferno-model-XXXXXX").string();
        if (error || !::mkdtemp(pattern.data()))
            return std::unexpected(errnoError(error ? error.value() : errno, "making a folder like " + pattern));
        return std::unique_ptr<TemporaryFolder>(new TemporaryFolder(pattern));
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        fs::remove_all(path, ignored);
    }
    const fs::path path;

private:
    explicit TemporaryFolder(fs::path made) : path(std::move(made)) {}
};

std::unexpected<Error> stopped() {
    return fail(ErrorCode::RequestTimeout, "it was interrupted");
}

} // namespace

struct OpenedModel::Private {
    Private(Vfs& vfs, std::unique_ptr<TemporaryFolder> temporary, const OpenOptions& how)
        : folder(std::move(temporary)),
          store(folder->path / "store", how.unpack, [](const std::string&) { return false; }, vfs) {}

    std::unique_ptr<TemporaryFolder> folder;
    ArchiveStore store;
    ExaminedModel model; ///< holds what is unpacked in the store, so it goes before it
};

OpenedModel::OpenedModel(std::unique_ptr<Private> state) : d_(std::move(state)) {}
OpenedModel::~OpenedModel() = default;

Result<std::unique_ptr<OpenedModel>> OpenedModel::open(Vfs& vfs, const fs::path& path, const ModelOptions& options,
                                                       const OpenOptions& how) {
    INFERNO_TRY(auto folder, TemporaryFolder::make());
    auto state = std::make_unique<Private>(vfs, std::move(folder), how);
    const fs::path absolute = fs::absolute(path).lexically_normal();
    const HandlerMap none;
    const ModelExaminer examiner{vfs, state->store, absolute, none};
    INFERNO_TRY(state->model, examiner.examine(absolute.string(), options, ModelInfo{}));
    return std::unique_ptr<OpenedModel>(new OpenedModel(std::move(state)));
}

const ModelInfo& OpenedModel::info() const {
    return d_->model.info;
}

fs::path OpenedModel::loadPath() const {
    return loadPathOf(d_->model.info, d_->store);
}

fs::path OpenedModel::folder() const {
    const fs::path path = loadPath();
    return d_->model.info.source != ModelSource::File && d_->model.info.serializedFile.empty() ? path
                                                                                               : path.parent_path();
}

/// A running engine, and the thread that reads what it says.
struct OwnEngine::Life {
    explicit Life(std::unique_ptr<EngineProcess> process) : link(std::move(process)) {}
    ~Life() {
        link.hangUp();
        reader.join();
    }

    EngineLink link;
    std::mutex mutex; ///< guards the next two
    std::optional<EngineFacts> facts;
    std::optional<std::string> how; ///< it ended
    std::condition_variable changed;
    std::thread reader;
};

OwnEngine::OwnEngine(const OpenedModel& model, const OpenOptions& how) : model_(model), how_(how) {
    const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    workers_ = std::clamp(how.workers > 0 ? how.workers : cores / 2, 1, cores);
    const ModelInfo& info = model.info();
    predictHead_ = json{{"op", "predict"}, {"name", info.name}, {"version", info.version}}.dump();
}

OwnEngine::~OwnEngine() = default;

Result<std::unique_ptr<OwnEngine>> OwnEngine::start(const OpenedModel& model, const OpenOptions& how) {
    auto engine = std::unique_ptr<OwnEngine>(new OwnEngine(model, how));
    const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    INFERNO_TRY(auto process,
                EngineProcess::start(how.engineProgram, engine->workers_, std::max(1, cores / engine->workers_)));
    engine->life_ = std::make_unique<Life>(std::move(process));
    Life* const life = engine->life_.get();
    life->reader = std::thread([life, patience = how.patience] {
        std::string ended = life->link.run(patience, [life](const EngineFacts& said) {
            const std::scoped_lock lock(life->mutex);
            life->facts = said;
            life->changed.notify_all();
        });
        const std::scoped_lock lock(life->mutex);
        life->how = std::move(ended);
        life->changed.notify_all();
    });
    INFERNO_CHECK(engine->awaitReady());
    ModelInfo asked = model.info();
    asked.minWorkers = asked.maxWorkers = engine->workers_;
    const auto loaded = engine->order(loadHeadOf(asked, model.loadPath()), asked.startupTimeout);
    if (!loaded && loaded.error().code == ErrorCode::EngineUnavailable)
        return fail(ErrorCode::ModelInvalid, loaded.error().detail + " while it loaded " + asked.path.string(),
                    "the file is not fit to be served; export it again");
    INFERNO_CHECK(loaded);
    return engine;
}

Result<void> OwnEngine::awaitReady() {
    std::unique_lock lock(life_->mutex);
    while (!life_->facts && !life_->how && !isStopped())
        life_->changed.wait_for(lock, kLookEvery);
    if (life_->facts)
        facts_ = *life_->facts;
    else if (isStopped())
        return stopped();
    else
        return fail(ErrorCode::EngineUnavailable, *life_->how);
    return {};
}

Error OwnEngine::ended() const {
    std::unique_lock lock(life_->mutex);
    life_->changed.wait(lock, [this] { return life_->how.has_value(); });
    return {ErrorCode::EngineUnavailable, *life_->how, {}, nullptr};
}

Result<void> OwnEngine::order(const std::string& head, std::chrono::milliseconds timeout) {
    struct Waiting {
        std::mutex mutex;
        std::condition_variable came;
        std::optional<Result<void>> answer;
    };
    const auto waiting = std::make_shared<Waiting>();
    const bool sent = life_->link.post(head, [waiting](const EngineLink::Reply& reply) {
        const std::scoped_lock lock(waiting->mutex);
        waiting->answer = reply ? Result<void>{} : std::unexpected(reply.error());
        waiting->came.notify_all();
    });
    if (!sent)
        return std::unexpected(ended());
    const auto until = std::chrono::steady_clock::now() + timeout;
    std::unique_lock lock(waiting->mutex);
    while (!waiting->answer && !isStopped() && std::chrono::steady_clock::now() < until)
        waiting->came.wait_for(lock, kLookEvery);
    if (!waiting->answer)
        return isStopped() ? stopped()
                           : fail(ErrorCode::RequestTimeout, "the engine did not load the model within " +
                                                                 std::to_string(timeout.count()) + " ms");
    if (!*waiting->answer && waiting->answer->error().code == ErrorCode::EngineUnavailable)
        return std::unexpected(ended());
    return *std::move(waiting->answer);
}

Result<void> OwnEngine::serve(int batchSize, std::chrono::milliseconds maxBatchDelay) {
    const ModelInfo& info = model_.info();
    const json head{{"op", "scale"},       {"name", info.name},       {"version", info.version},
                    {"workers", workers_}, {"batch_size", batchSize}, {"max_batch_delay_ms", maxBatchDelay.count()}};
    return order(head.dump(), info.startupTimeout);
}

Result<std::string> OwnEngine::predict(std::string_view input) {
    auto answer = life_->link.ask(predictHead_, input, model_.info().responseTimeout + 1s);
    if (answer)
        return std::move(answer->body);
    if (answer.error().code == ErrorCode::EngineUnavailable) { // it is gone
        std::unique_lock lock(life_->mutex);
        if (life_->changed.wait_for(lock, 1s, [this] { return life_->how.has_value(); }))
            return fail(ErrorCode::EngineUnavailable, *life_->how);
    }
    return std::unexpected(std::move(answer).error());
}

} // namespace inferno::serving
