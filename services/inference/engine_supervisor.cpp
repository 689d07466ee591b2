// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/inference/engine_supervisor.h"

#include <nlohmann/json.hpp>

#include "core/base/web_url.h"
#include "services/inference/engine_keeper.h"
#include "services/inference/model_config.h"
#include "services/inference/model_source.h"

namespace inferno::serving {
namespace {

using nlohmann::json;
using Steady = std::chrono::steady_clock;

std::string headOf(std::string_view op, const ModelKey& key) {
    return json{{"op", op}, {"name", key.first}, {"version", key.second}}.dump();
}

} // namespace

std::string_view textOf(ModelState state) {
    switch (state) {
    case ModelState::Loading: return "loading";
    case ModelState::Ready: return "ready";
    case ModelState::Failed: break;
    }
    return "failed";
}

std::string_view textOf(ModelSource source) {
    switch (source) {
    case ModelSource::File: return "file";
    case ModelSource::Archive: return "archive";
    case ModelSource::Folder: break;
    }
    return "folder";
}

std::string_view textOf(EngineState state) {
    switch (state) {
    case EngineState::Idle: return "idle";
    case EngineState::Starting: return "starting";
    case EngineState::Ready: return "ready";
    case EngineState::Waiting: return "waiting";
    case EngineState::Missing: break;
    }
    return "missing";
}

Result<std::unique_ptr<EngineSupervisor>> EngineSupervisor::open(Config config, Vfs& vfs, const Clock& clock) {
    if (const auto made = vfs.makeFolder(config.modelsFolder, 0700); !made && made.error().code != ErrorCode::IoExists)
        return std::unexpected(made.error());
    auto state = std::make_unique<Private>(std::move(config), vfs, clock);
    INFERNO_TRY(ModelMap known, readRegistry(vfs, state->registryFile()));
    INFERNO_TRY(state->splits, readSplits(vfs, state->registryFile()));
    for (auto& [key, info] : known) {
        info.loadedAtStartup = true;
        state->models[key].info = std::move(info);
    }
    state->store.clean();
    state->downloads.clean();
    Private* const raw = state.get();
    raw->keeper = std::jthread([raw](const std::stop_token& stop) { raw->keep(stop); });
    return std::unique_ptr<EngineSupervisor>(new EngineSupervisor(std::move(state)));
}

EngineSupervisor::EngineSupervisor(std::unique_ptr<Private> state) : d_(std::move(state)) {}

EngineSupervisor::~EngineSupervisor() {
    end();
}

void EngineSupervisor::end() {
    d_->keeper.request_stop();
    const std::scoped_lock lock(d_->mutex);
    if (d_->link)
        d_->link->hangUp();
}

void EngineSupervisor::stopDownloads() {
    d_->downloads.stop();
}

Result<ModelInfo> EngineSupervisor::registerModel(const std::string& url, const ModelOptions& options,
                                                  const ModelOptions& usual) {
    ModelInfo defaults;
    defaults.responseTimeout = d_->config.responseTimeout;
    defaults.startupTimeout = d_->config.loadTimeout;
    defaults.queueSize = d_->config.queueSize;
    defaults.registered = d_->clock.now();
    INFERNO_CHECK(apply(usual, defaults));
    const ModelExaminer examiner{
        d_->vfs,    d_->store, d_->config.modelStore, d_->config.handlers, &d_->downloads, &d_->config.signatures,
        d_->workers};
    auto examined = examiner.examine(url, options, std::move(defaults));
    if (!examined)
        return std::unexpected(std::move(examined).error());
    const ModelInfo& info = examined->info;
    const ModelKey key{info.name, info.version};
    std::optional<Private::Model> replaced;
    {
        const std::scoped_lock lock(d_->mutex);
        if (const auto at = d_->models.find(key); at != d_->models.end()) {
            const Private::Model& there = at->second;
            if (there.isNew)
                return fail(ErrorCode::ModelExists, textOf(key) + " is just being registered");
            if (there.info.state != ModelState::Failed && there.info.sha256 == info.sha256)
                return there.info;
            if (there.info.state != ModelState::Failed)
                return fail(ErrorCode::ModelExists, textOf(key) + " is registered with another file",
                            "choose another version, or unregister this one");
        }
        INFERNO_CHECK(d_->fits(info));
        if (const auto at = d_->models.find(key); at != d_->models.end()) {
            replaced = std::move(at->second); // it failed: a new file may do better
            d_->models.erase(at);
        }
        Private::Model& model = d_->models[key];
        model.info = info;
        model.isNew = true;
        if (d_->state == EngineState::Missing) { // somebody may just have installed it
            d_->state = EngineState::Waiting;
            d_->nextStart = Steady::now();
        }
        d_->changed.notify_all();
    }
    d_->loadNext();
    auto loaded = d_->awaitLoaded(key);
    if (loaded)
        if (auto kept = d_->change([&](auto& models) -> Result<void> {
                const auto isDefault = [&](const auto& each) {
                    return each.first.first == key.first && each.second.info.isDefault;
                };
                const bool hasDefault = std::ranges::any_of(models, isDefault);
                models.at(key).isNew = false;
                models.at(key).info.isDefault = !hasDefault;
                loaded = models.at(key).info;
                return {};
            });
            !kept)
            loaded = std::unexpected(std::move(kept).error());
    if (!loaded) {
        const std::scoped_lock lock(d_->mutex);
        d_->models.erase(key);
        if (replaced)
            d_->models.emplace(key, *std::move(replaced));
    } else {
        examined->download.keep();
        examined->signature.keep();
        if (replaced)
            d_->store.removeUnused(replaced->info.sha256);
    }
    return loaded;
}

Result<void> EngineSupervisor::unregisterModel(std::string_view name, std::string_view version) {
    ModelKey key;
    std::string sha256;
    std::optional<std::filesystem::path> download;
    INFERNO_CHECK(d_->change([&](auto& models) -> Result<void> {
        INFERNO_TRY(key, d_->unusedKeyOf(name, version));
        if (models.at(key).info.isDefault) // the last one
            d_->splits.erase(key.first);
        const ModelInfo gone = models.at(key).info;
        sha256 = gone.sha256;
        models.erase(key);
        const auto needsIt = [&](const auto& each) { return each.second.info.path == gone.path; };
        if (isWebUrl(gone.url) && std::ranges::none_of(models, needsIt))
            download = gone.path;
        return {};
    }));
    d_->store.removeUnused(sha256);
    if (download) { // as TorchServe: the URL has it
        (void)d_->vfs.remove(*download);
        (void)d_->vfs.remove(download->string() + ".sig");
    }
    std::shared_ptr<EngineLink> to;
    {
        const std::scoped_lock lock(d_->mutex);
        to = d_->state == EngineState::Ready ? d_->link : nullptr;
    }
    if (to)
        to->post(headOf("unload", key), [state = d_.get()](const EngineLink::Reply& reply) {
            if (reply)
                state->roomCame();
        });
    return {};
}

Result<ModelInfo> EngineSupervisor::scale(std::string_view name, std::string_view version, int minWorkers,
                                          int maxWorkers) {
    ModelOptions options;
    options.minWorkers = minWorkers;
    options.maxWorkers = maxWorkers;
    ModelInfo scaled;
    INFERNO_CHECK(d_->change([&](auto& models) -> Result<void> {
        INFERNO_TRY(const ModelKey key, d_->keyOf(name, version));
        INFERNO_CHECK(apply(options, models.at(key).info));
        scaled = models.at(key).info;
        return {};
    }));
    std::shared_ptr<EngineLink> to;
    {
        const std::scoped_lock lock(d_->mutex);
        to = scaled.state == ModelState::Ready ? d_->link : nullptr; // else it is told when it loads the model
    }
    if (!to)
        return scaled;
    const auto answer = to->ask(scaleHeadOf(scaled), {}, scaled.startupTimeout);
    if (!answer && answer.error().code != ErrorCode::InputInvalid) // said by engines that do not scale
        return std::unexpected(answer.error());
    return scaled;
}

std::vector<ModelInfo> EngineSupervisor::list() const {
    const std::scoped_lock lock(d_->mutex);
    std::vector<ModelInfo> all;
    for (const auto& [key, model] : d_->models)
        if (!model.isNew)
            all.push_back(model.info);
    return all;
}

Result<std::vector<ModelInfo>> EngineSupervisor::describe(std::string_view name, std::string_view version) const {
    std::vector<ModelInfo> found = list();
    std::erase_if(found, [&](const ModelInfo& model) {
        return model.name != name || (!version.empty() && model.version != version);
    });
    if (found.empty())
        return unknownModel(name, version);
    std::ranges::stable_partition(found, &ModelInfo::isDefault);
    return found;
}

Result<EngineSupervisor::Private::Prediction> EngineSupervisor::Private::prediction(std::string_view name,
                                                                                    std::string_view version) {
    const std::scoped_lock lock(mutex);
    INFERNO_TRY(ModelKey key, keyOf(name, version));
    Model& model = models.at(key);
    ++model.info.requests;
    model.info.lastUsed = clock.now();
    if (model.info.state == ModelState::Ready && model.info.minWorkers > 0) {
        ++model.info.open;
        return Prediction{std::move(key), link, model.info.responseTimeout};
    }
    ++model.info.failures;
    if (model.info.state == ModelState::Failed)
        return fail(ErrorCode::ModelInvalid, textOf(key) + " is not served: " + model.info.problem);
    if (model.info.state == ModelState::Ready)
        return unavailable(textOf(key) + " has no worker");
    return unavailable(state == EngineState::Ready ? textOf(key) + " is being loaded" : "the engine is starting again");
}

Result<ModelAnswer> EngineSupervisor::Private::answered(const ModelKey& key, const std::stop_token& gone,
                                                        EngineLink::Reply reply) {
    if (reply)
        reply->version = key.second;
    const std::scoped_lock lock(mutex);
    if (const auto at = models.find(key); at != models.end()) {
        at->second.info.failures += reply || gone.stop_requested() ? 0 : 1;
        at->second.info.open = std::max(0, at->second.info.open - 1); // it may have been registered anew meanwhile
    }
    return reply;
}

Result<ModelAnswer> EngineSupervisor::predict(std::string_view name, std::string_view version, std::string_view input,
                                              const std::stop_token& gone) {
    INFERNO_TRY(const Private::Prediction asked, d_->prediction(name, version));
    return d_->answered(asked.key, gone, asked.link->ask(headOf("predict", asked.key), input, asked.timeout, gone));
}

bool EngineSupervisor::predictAtOnce(std::string_view name, std::string_view version, std::string_view input,
                                     const std::stop_token& gone, OnAnswer done) {
    auto asked = d_->prediction(name, version);
    if (!asked) {
        done(std::unexpected(std::move(asked).error()));
        return true;
    }
    const auto handler = [this, key = asked->key, gone, done = std::move(done)](EngineLink::Reply reply) {
        done(d_->answered(key, gone, std::move(reply)));
    };
    if (asked->link->postAtOnce(headOf("predict", asked->key), input, asked->timeout, gone, handler))
        return true;
    const std::scoped_lock lock(d_->mutex);
    if (const auto at = d_->models.find(asked->key); at != d_->models.end()) { // it is asked again
        --at->second.info.requests;
        --at->second.info.open;
    }
    return false;
}

Result<std::string> EngineSupervisor::warmUp(std::string_view name, std::string_view version, std::string_view input) {
    ModelInfo info;
    std::shared_ptr<EngineLink> to;
    {
        const std::scoped_lock lock(d_->mutex);
        INFERNO_TRY(const ModelKey key, d_->keyOf(name, version));
        info = d_->models.at(key).info;
        if (info.state != ModelState::Ready)
            return fail(ErrorCode::ModelState, textOf(key) + " is " + std::string(textOf(info.state)),
                        info.state == ModelState::Loading ? "try again when it is ready" : info.problem);
        to = d_->link;
    }
    auto answer = to->ask(headOf("warmup", {info.name, info.version}), input, info.startupTimeout);
    if (!answer && answer.error().code == ErrorCode::RequestTimeout)
        to->hangUp(); // nothing else can end it, and no model could be loaded meanwhile
    if (!answer)
        return std::unexpected(std::move(answer).error());
    return std::move(answer->body);
}

EngineStatus EngineSupervisor::status() const {
    const std::scoped_lock lock(d_->mutex);
    EngineStatus status;
    status.state = d_->state;
    if (d_->link) {
        status.pid = d_->link->pid();
        status.memoryBytes = d_->link->memoryBytes();
    }
    status.restarts = d_->starts > 0 ? d_->starts - 1 : 0;
    status.retryAfter = d_->retryAfter();
    status.lastProblem = d_->lastProblem;
    status.torch = d_->facts.torch;
    status.blas = d_->facts.blas;
    status.device = d_->facts.device;
    status.workers = d_->workers;
    status.intraOpThreads = d_->intraOpThreads;
    return status;
}

} // namespace inferno::serving
