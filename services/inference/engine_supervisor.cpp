// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/inference/engine_supervisor.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <thread>

#include "services/inference/engine_link.h"
#include "services/inference/model_registry.h"

namespace inferno::serving {
namespace {

using nlohmann::json;
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

/// TorchServe's: how long to wait before the n-th new start in a row.
constexpr std::array<std::chrono::seconds, 11> kBackOff{0s, 1s, 1s, 2s, 3s, 5s, 8s, 13s, 21s, 34s, 60s};
/// An engine that lived so long has recovered: the next start is a first one again.
constexpr auto kRecovered = 60s;
constexpr int kLoadCrashes = 3;
constexpr int kLoadCrashesWhenNew = 2; ///< somebody waits; one death may have had another cause
constexpr int kStartFailures = 2;

std::string headOf(std::string_view op, const ModelKey& key) {
    return json{{"op", op}, {"name", key.first}, {"version", key.second}}.dump();
}

std::string loadHeadOf(const ModelInfo& model) {
    return json{{"op", "load"},
                {"name", model.name},
                {"version", model.version},
                {"path", model.path.string()},
                {"handler", model.handler}}
        .dump();
}

std::unexpected<Error> unknownModel(std::string_view name, std::string_view version) {
    return fail(ErrorCode::ModelUnknown,
                "no model is called '" + std::string(name) + "'" +
                    (version.empty() ? "" : " in version " + std::string(version)),
                "inferno models list shows all");
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

struct EngineSupervisor::Private {
    struct Model {
        ModelInfo info;
        std::optional<Error> error; ///< with Failed
        int crashes = 0;            ///< engines that died while they loaded it
        bool isNew = false;         ///< `registerModel` waits for it; the registry's file does not hold it yet
    };

    Private(Config given, Vfs& files, const Clock& time) : config(std::move(given)), vfs(files), clock(time) {
        const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
        workers = std::clamp(config.workers > 0 ? config.workers : cores / 2, 1, cores);
        intraOpThreads = std::max(1, cores / workers);
    }

    std::filesystem::path registryFile() const { return config.modelsFolder / "registry.json"; }

    // The engine's life, on the keeper's thread.
    void keep(const std::stop_token& stop);
    void verifyFiles();
    void runEngine(const std::stop_token& stop);
    void engineEnded(const std::string& how);
    void pause(const std::stop_token& stop);

    // Loading: one model at a time, so that a crash has one culprit.
    void loadNext();
    void loaded(const ModelKey& key, EngineLink::Reply reply);
    void failModel(Model& model, Error error);

    // The registry.
    Result<void> save();
    Result<void> change(const std::function<Result<void>(std::map<ModelKey, Model>&)>& edit);
    Result<ModelKey> keyOf(std::string_view name, std::string_view version) const;
    Result<ModelInfo> awaitLoaded(const ModelKey& key);
    std::chrono::seconds retryAfter() const;
    std::unexpected<Error> unavailable(const std::string& why) const;

    Config config;
    Vfs& vfs;
    const Clock& clock;
    int workers = 1;
    int intraOpThreads = 1;

    std::mutex changing; ///< held while the registry and its file are changed; taken before `mutex`
    mutable std::mutex mutex;
    std::condition_variable_any changed;
    std::map<ModelKey, Model> models;
    std::optional<ModelKey> loading;
    std::shared_ptr<EngineLink> link; ///< with Starting and Ready
    EngineState state = EngineState::Idle;
    EngineFacts facts;
    std::string lastProblem;
    std::uint32_t starts = 0;
    std::size_t deathsInARow = 0;
    int startFailures = 0; ///< engines in a row that died before they were ready
    Steady::time_point startedAt{};
    Steady::time_point nextStart{};
    std::jthread keeper; ///< last: it ends before what it uses
};

// ── The engine's life ────────────────────────────────────────────────────────────────────────────────────────────────

void EngineSupervisor::Private::keep(const std::stop_token& stop) {
    verifyFiles();
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(mutex);
            if (!changed.wait(lock, stop, [this] { return !models.empty(); }))
                return;
        }
        runEngine(stop);
        pause(stop);
    }
}

/// After a restart of the service: what is not as it was registered is not served.
void EngineSupervisor::Private::verifyFiles() {
    std::vector<ModelInfo> toVerify;
    {
        const std::scoped_lock lock(mutex);
        for (const auto& [key, model] : models)
            if (!model.isNew)
                toVerify.push_back(model.info);
    }
    for (const ModelInfo& info : toVerify) {
        const auto found = factsOf(vfs, info.path);
        if (found && found->sha256 == info.sha256)
            continue;
        const std::scoped_lock lock(mutex);
        const auto at = models.find({info.name, info.version});
        if (at == models.end())
            continue;
        if (!found)
            failModel(at->second, found.error());
        else
            failModel(at->second, Error{ErrorCode::ModelInvalid,
                                        info.path.string() + " has changed since it was registered (SHA-256 " +
                                            found->sha256 + ", registered " + info.sha256 + ")",
                                        "unregister it, and register the new file",
                                        {},
                                        {}});
    }
}

void EngineSupervisor::Private::runEngine(const std::stop_token& stop) {
    auto process = EngineProcess::start(config.engineProgram, workers, intraOpThreads);
    std::shared_ptr<EngineLink> running;
    {
        const std::scoped_lock lock(mutex);
        startedAt = Steady::now();
        if (!process) {
            state = process.error().code == ErrorCode::EngineMissing ? EngineState::Missing : EngineState::Waiting;
            lastProblem = process.error().message();
            ++startFailures;
            ++deathsInARow;
            changed.notify_all();
            return;
        }
        running = std::make_shared<EngineLink>(std::move(*process));
        link = running;
        state = EngineState::Starting;
        ++starts;
        if (stop.stop_requested()) // the destructor came before there was a link to hang up
            running->hangUp();
    }
    const std::string how = running->run(config.startTimeout, [this](const EngineFacts& said) {
        {
            const std::scoped_lock lock(mutex);
            facts = said;
            state = EngineState::Ready;
            startFailures = 0;
            changed.notify_all();
        }
        loadNext();
    });
    engineEnded(how);
}

void EngineSupervisor::Private::engineEnded(const std::string& how) {
    const std::scoped_lock lock(mutex);
    link.reset();
    if (state == EngineState::Starting)
        ++startFailures;
    state = EngineState::Waiting;
    lastProblem = how;
    deathsInARow = Steady::now() - startedAt > kRecovered ? 1 : deathsInARow + 1;
    loading.reset();
    for (auto& [key, model] : models)
        if (model.info.state == ModelState::Ready)
            model.info.state = ModelState::Loading; // the next engine loads it again
    changed.notify_all();
}

void EngineSupervisor::Private::pause(const std::stop_token& stop) {
    std::unique_lock lock(mutex);
    const auto wait = kBackOff.at(std::min(std::max<std::size_t>(deathsInARow, 1) - 1, kBackOff.size() - 1));
    nextStart = Steady::now() + wait;
    changed.wait_until(lock, stop, nextStart, [this] { return nextStart <= Steady::now(); });
}

// ── Loading ──────────────────────────────────────────────────────────────────────────────────────────────────────────

void EngineSupervisor::Private::loadNext() {
    std::shared_ptr<EngineLink> to;
    std::string head;
    ModelKey key;
    {
        const std::scoped_lock lock(mutex);
        if (loading || state != EngineState::Ready)
            return;
        const auto next = std::ranges::find_if(
            models, [](const auto& each) { return each.second.info.state == ModelState::Loading; });
        if (next == models.end())
            return;
        key = next->first;
        loading = key;
        head = loadHeadOf(next->second.info);
        to = link;
    }
    if (!to->post(head, [this, key](EngineLink::Reply reply) { loaded(key, std::move(reply)); })) {
        const std::scoped_lock lock(mutex);
        loading.reset(); // the engine is gone: the next one loads it
    }
}

void EngineSupervisor::Private::loaded(const ModelKey& key, EngineLink::Reply reply) {
    const bool died = !reply && reply.error().code == ErrorCode::EngineUnavailable;
    {
        const std::scoped_lock lock(mutex);
        if (loading == key)
            loading.reset();
        if (const auto at = models.find(key); at != models.end()) {
            Model& model = at->second;
            if (reply) {
                model.info.state = ModelState::Ready;
                model.crashes = 0;
            } else if (!died) {
                failModel(model, reply.error());
            } else if (++model.crashes >= (model.isNew ? kLoadCrashesWhenNew : kLoadCrashes)) {
                failModel(model, Error{ErrorCode::ModelInvalid,
                                       "the engine died while it loaded " + model.info.path.string(),
                                       "the file is not fit to be served; export it again",
                                       {},
                                       {}});
            }
        }
        changed.notify_all();
    }
    if (!died)
        loadNext();
}

void EngineSupervisor::Private::failModel(Model& model, Error error) {
    model.info.state = ModelState::Failed;
    model.info.problem = error.message();
    model.error = std::move(error);
}

// ── The registry ─────────────────────────────────────────────────────────────────────────────────────────────────────

/// REQUIRES `changing`.
Result<void> EngineSupervisor::Private::save() {
    ModelMap snapshot;
    {
        const std::scoped_lock lock(mutex);
        for (const auto& [key, model] : models)
            if (!model.isNew)
                snapshot.emplace(key, model.info);
    }
    return writeRegistry(vfs, registryFile(), snapshot);
}

/// Edits the models and saves them; on any error they are as before.
Result<void> EngineSupervisor::Private::change(const std::function<Result<void>(std::map<ModelKey, Model>&)>& edit) {
    const std::scoped_lock change(changing);
    std::map<ModelKey, Model> before;
    {
        const std::scoped_lock lock(mutex);
        before = models;
        if (auto edited = edit(models); !edited) {
            models = std::move(before);
            return edited;
        }
    }
    auto saved = save();
    if (saved)
        return {};
    const std::scoped_lock lock(mutex);
    for (auto& [key, model] : before) {
        if (model.isNew && !models.contains(key))
            continue; // its registration has ended meanwhile
        const auto [at, restored] = models.try_emplace(key, model);
        at->second.info.isDefault = model.info.isDefault;
        at->second.isNew = model.isNew;
    }
    return saved;
}

/// REQUIRES `mutex`. The key that a name and an optional version mean: the default version where none is named.
Result<ModelKey> EngineSupervisor::Private::keyOf(std::string_view name, std::string_view version) const {
    for (const auto& [key, model] : models)
        if (!model.isNew && key.first == name && (version.empty() ? model.info.isDefault : key.second == version))
            return key;
    return unknownModel(name, version);
}

Result<ModelInfo> EngineSupervisor::Private::awaitLoaded(const ModelKey& key) {
    std::unique_lock lock(mutex);
    const int failuresBefore = startFailures;
    const bool told = changed.wait_for(lock, config.startTimeout + config.loadTimeout, [&] {
        return models.at(key).info.state != ModelState::Loading || state == EngineState::Missing ||
               startFailures >= failuresBefore + kStartFailures;
    });
    const Model& model = models.at(key);
    if (model.info.state == ModelState::Ready)
        return model.info;
    if (model.info.state == ModelState::Failed)
        return std::unexpected(*model.error);
    if (state == EngineState::Missing)
        return fail(ErrorCode::EngineMissing, lastProblem,
                    "install the package with inferno-engine, or build the target inferno-engine");
    if (!told && loading == key && link)
        link->hangUp(); // stuck in this file: the next engine serves the others
    return unavailable(told ? lastProblem : "it did not load the model in time");
}

/// REQUIRES `mutex`.
std::chrono::seconds EngineSupervisor::Private::retryAfter() const {
    switch (state) {
    case EngineState::Idle:
    case EngineState::Ready: return 0s;
    case EngineState::Starting: return 2s;
    case EngineState::Waiting: break;
    case EngineState::Missing: return 60s;
    }
    return std::max(1s, std::chrono::ceil<std::chrono::seconds>(nextStart - Steady::now()) + 1s);
}

/// REQUIRES `mutex`.
std::unexpected<Error> EngineSupervisor::Private::unavailable(const std::string& why) const {
    return fail(ErrorCode::EngineUnavailable, why,
                "try again in " + std::to_string(std::max(1s, retryAfter()).count()) + " s");
}

// ── The public face ──────────────────────────────────────────────────────────────────────────────────────────────────

Result<std::unique_ptr<EngineSupervisor>> EngineSupervisor::open(Config config, Vfs& vfs, const Clock& clock) {
    if (const auto made = vfs.makeFolder(config.modelsFolder, 0700); !made && made.error().code != ErrorCode::IoExists)
        return std::unexpected(made.error());
    auto state = std::make_unique<Private>(std::move(config), vfs, clock);
    INFERNO_TRY(ModelMap known, readRegistry(vfs, state->registryFile()));
    for (auto& [key, info] : known)
        state->models[key].info = std::move(info);
    Private* const raw = state.get();
    raw->keeper = std::jthread([raw](const std::stop_token& stop) { raw->keep(stop); });
    return std::unique_ptr<EngineSupervisor>(new EngineSupervisor(std::move(state)));
}

EngineSupervisor::EngineSupervisor(std::unique_ptr<Private> state) : d_(std::move(state)) {}

EngineSupervisor::~EngineSupervisor() {
    d_->keeper.request_stop();
    const std::scoped_lock lock(d_->mutex);
    if (d_->link)
        d_->link->hangUp();
}

Result<ModelInfo> EngineSupervisor::registerModel(const std::filesystem::path& given, std::string_view name,
                                                  std::string_view version, std::string_view handler) {
    const std::filesystem::path path = std::filesystem::absolute(given).lexically_normal();
    const ModelKey key{name.empty() ? path.stem().string() : name, version.empty() ? "1.0" : version};
    INFERNO_CHECK(checkName(key.first));
    INFERNO_CHECK(checkVersion(key.second));
    if (!handler.empty() && handler != "tensor")
        return fail(ErrorCode::NotBuilt, "the handler '" + std::string(handler) + "'", "use the handler 'tensor'");
    INFERNO_TRY(const FileFacts facts, factsOf(d_->vfs, path));
    std::optional<Private::Model> replaced;
    {
        const std::scoped_lock lock(d_->mutex);
        if (const auto at = d_->models.find(key); at != d_->models.end()) {
            const Private::Model& there = at->second;
            if (there.isNew)
                return fail(ErrorCode::ModelExists, textOf(key) + " is just being registered");
            if (there.info.state != ModelState::Failed && there.info.sha256 == facts.sha256)
                return there.info;
            if (there.info.state != ModelState::Failed)
                return fail(ErrorCode::ModelExists, textOf(key) + " is registered with another file",
                            "choose another version, or unregister this one");
            replaced = std::move(at->second); // it failed: a new file may do better
            d_->models.erase(at);
        }
        Private::Model& model = d_->models[key];
        model.info = {key.first,           key.second, "tensor", path, facts.sha256, facts.size, d_->clock.now(), false,
                      ModelState::Loading, {},         0,        0};
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
    }
    return loaded;
}

Result<void> EngineSupervisor::unregisterModel(std::string_view name, std::string_view version) {
    ModelKey key;
    INFERNO_CHECK(d_->change([&](auto& models) -> Result<void> {
        const auto sameName = [&](const auto& each) { return each.first.first == name && !each.second.isNew; };
        const bool several = std::ranges::count_if(models, sameName) > 1;
        INFERNO_TRY(key, d_->keyOf(name, version));
        if (several && models.at(key).info.isDefault)
            return fail(ErrorCode::ModelDefault, textOf(key) + " is the default version",
                        "make another version the default first, or name the version to remove");
        models.erase(key);
        return {};
    }));
    std::shared_ptr<EngineLink> to;
    {
        const std::scoped_lock lock(d_->mutex);
        to = d_->state == EngineState::Ready ? d_->link : nullptr;
    }
    if (to)
        to->post(headOf("unload", key), [](const EngineLink::Reply&) {});
    return {};
}

Result<void> EngineSupervisor::setDefault(std::string_view name, std::string_view version) {
    return d_->change([&](auto& models) -> Result<void> {
        INFERNO_TRY(const ModelKey key, d_->keyOf(name, version));
        for (auto& [each, model] : models)
            if (each.first == key.first)
                model.info.isDefault = each == key;
        return {};
    });
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

Result<std::string> EngineSupervisor::predict(std::string_view name, std::string_view version, std::string_view input) {
    ModelKey key;
    std::shared_ptr<EngineLink> to;
    {
        const std::scoped_lock lock(d_->mutex);
        INFERNO_TRY(key, d_->keyOf(name, version));
        Private::Model& model = d_->models.at(key);
        ++model.info.requests;
        if (model.info.state != ModelState::Ready) {
            ++model.info.failures;
            if (model.info.state == ModelState::Failed)
                return fail(ErrorCode::ModelInvalid, textOf(key) + " is not served: " + model.info.problem);
            return d_->unavailable(d_->state == EngineState::Ready ? textOf(key) + " is being loaded"
                                                                   : "the engine is starting again");
        }
        to = d_->link;
    }
    auto answer = to->ask(headOf("predict", key), input, d_->config.responseTimeout);
    if (!answer) {
        const std::scoped_lock lock(d_->mutex);
        if (const auto at = d_->models.find(key); at != d_->models.end())
            ++at->second.info.failures;
    }
    return answer;
}

EngineStatus EngineSupervisor::status() const {
    const std::scoped_lock lock(d_->mutex);
    EngineStatus status;
    status.state = d_->state;
    if (d_->link)
        status.pid = d_->link->pid();
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
