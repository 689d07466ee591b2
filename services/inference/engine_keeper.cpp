// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/inference/engine_keeper.h"

#include <array>
#include <nlohmann/json.hpp>

#include "services/inference/load_head.h"
#include "services/inference/model_source.h"

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

} // namespace

std::string EngineSupervisor::Private::loadHeadOf(const ModelInfo& model) const {
    return serving::loadHeadOf(model, loadPathOf(model, store));
}

std::string scaleHeadOf(const ModelInfo& model) {
    return json{{"op", "scale"}, {"name", model.name}, {"version", model.version}, {"workers", workersOf(model)}}
        .dump();
}

std::unexpected<Error> unknownModel(std::string_view name, std::string_view version) {
    return fail(ErrorCode::ModelUnknown,
                "no model is called '" + std::string(name) + "'" +
                    (version.empty() ? "" : " in version " + std::string(version)),
                "inferno models list shows all");
}

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
        auto verified = verify(info);
        const std::uint64_t memory = verified ? memoryOf(vfs, store, info, workers) : 0;
        const std::scoped_lock lock(mutex);
        const auto at = models.find({info.name, info.version});
        if (at == models.end())
            continue;
        if (verified)
            at->second.info.memory = memory;
        else
            failModel(at->second, std::move(verified).error());
    }
}

/// What was registered is there as it was, and an archive is unpacked.
Result<void> EngineSupervisor::Private::verify(const ModelInfo& info) {
    INFERNO_TRY(const FileFacts found, factsOf(vfs, info.path));
    if (found.sha256 != info.sha256)
        return fail(ErrorCode::ModelInvalid,
                    info.path.string() + " has changed since it was registered (SHA-256 " + found.sha256 +
                        ", registered " + info.sha256 + ")",
                    "unregister it, and register the new file");
    if (config.signatures.required && info.signature != "valid")
        return fail(ErrorCode::ModelSignature,
                    info.path.string() + " was registered without a signature, which require_signature asks for now",
                    "unregister it, have it signed, and register it again");
    if (info.source == ModelSource::Archive)
        INFERNO_CHECK(store.unpack(info.path, info.sha256));
    return {};
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
    if (config.ended && !stop.stop_requested())
        config.ended(how);
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
    retryUnfit();
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
    int workersTold = 0;
    {
        const std::scoped_lock lock(mutex);
        if (loading || state != EngineState::Ready)
            return;
        const auto next = nextToLoad();
        if (next == models.end())
            return;
        key = next->first;
        loading = key;
        head = loadHeadOf(next->second.info);
        workersTold = next->second.info.minWorkers;
        to = link;
    }
    const auto done = [this, key, workersTold](EngineLink::Reply reply) { loaded(key, workersTold, std::move(reply)); };
    if (!to->post(head, done)) {
        const std::scoped_lock lock(mutex);
        loading.reset(); // the engine is gone: the next one loads it
    }
}

/// REQUIRES `mutex`. What has no room now, as there is less than when it was registered, is left out, with the reason.
std::map<ModelKey, EngineSupervisor::Private::Model>::iterator EngineSupervisor::Private::nextToLoad() {
    for (auto at = models.begin(); at != models.end(); ++at) {
        if (at->second.info.state != ModelState::Loading)
            continue;
        auto fit = fitsNow(at->second.info);
        if (fit)
            return at;
        failModel(at->second, std::move(fit).error());
        changed.notify_all();
    }
    return models.end();
}

void EngineSupervisor::Private::loaded(const ModelKey& key, int workersTold, EngineLink::Reply reply) {
    const bool died = !reply && reply.error().code == ErrorCode::EngineUnavailable;
    std::shared_ptr<EngineLink> toScale;
    std::string scaleHead;
    {
        const std::scoped_lock lock(mutex);
        if (loading == key)
            loading.reset();
        if (const auto at = models.find(key); at != models.end()) {
            Model& model = at->second;
            if (reply) {
                model.info.state = ModelState::Ready;
                model.crashes = 0;
                if (model.info.minWorkers != workersTold) { // scaled meanwhile
                    toScale = link;
                    scaleHead = scaleHeadOf(model.info);
                }
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
    if (toScale)
        toScale->post(scaleHead, [](const EngineLink::Reply&) {});
    if (!died)
        loadNext();
}

void EngineSupervisor::Private::failModel(Model& model, Error error) {
    model.info.state = ModelState::Failed;
    model.info.problem = error.message();
    model.error = std::move(error);
}

/// REQUIRES `mutex`. What is being loaded has not taken its memory yet.
Result<void> EngineSupervisor::Private::fits(const ModelInfo& model) const {
    std::uint64_t all = model.memory;
    std::uint64_t soon = model.memory;
    for (const auto& [key, other] : models) {
        if (other.info.state == ModelState::Failed)
            continue;
        all += other.info.memory;
        if (other.info.state == ModelState::Loading)
            soon += other.info.memory;
    }
    return hasRoom(model, all, soon);
}

/// REQUIRES `mutex`, and that nothing is being loaded.
Result<void> EngineSupervisor::Private::fitsNow(const ModelInfo& model) const {
    std::uint64_t all = model.memory;
    for (const auto& [key, other] : models)
        if (other.info.state == ModelState::Ready)
            all += other.info.memory;
    return hasRoom(model, all, model.memory);
}

/// `all`: of all models together; `soon`: of what is taken from what is free now.
Result<void> EngineSupervisor::Private::hasRoom(const ModelInfo& model, std::uint64_t all, std::uint64_t soon) const {
    const std::string what =
        textOf(ModelKey{model.name, model.version}) + " needs about " + formatSize(ByteSize{model.memory});
    if (model.memory > 0 && config.memoryLimit > 0 && all > config.memoryLimit)
        return fail(ErrorCode::ModelMemory,
                    what + ", all models together " + formatSize(ByteSize{all}) + "; memory_limit_gb allows " +
                        formatSize(ByteSize{config.memoryLimit}),
                    "unregister a model, or raise [inference] memory_limit_gb");
    const auto free = model.memory > 0 && config.freeMemory ? config.freeMemory() : std::nullopt;
    if (free && soon > *free)
        return fail(ErrorCode::ModelMemory,
                    what + (soon > model.memory ? ", with what is being loaded " + formatSize(ByteSize{soon}) : "") +
                        "; " + formatSize(ByteSize{*free}) + " are free",
                    "unregister a model, or end something else on this machine");
    return {};
}

/// REQUIRES `mutex`. What had no room may have some now.
void EngineSupervisor::Private::retryUnfit() {
    for (auto& [key, model] : models) {
        if (model.info.state != ModelState::Failed || model.error->code != ErrorCode::ModelMemory)
            continue;
        model.info.state = ModelState::Loading;
        model.info.problem.clear();
        model.error.reset();
    }
}

void EngineSupervisor::Private::roomCame() {
    {
        const std::scoped_lock lock(mutex);
        retryUnfit();
    }
    loadNext();
}

// ── The registry ─────────────────────────────────────────────────────────────────────────────────────────────────────

bool EngineSupervisor::Private::serves(const std::string& sha256) const {
    const std::scoped_lock lock(mutex);
    return std::ranges::any_of(models, [&](const auto& each) {
        return each.second.info.source == ModelSource::Archive && each.second.info.sha256 == sha256;
    });
}

/// REQUIRES `changing`.
Result<void> EngineSupervisor::Private::save() {
    ModelMap snapshot;
    SplitMap splitting;
    {
        const std::scoped_lock lock(mutex);
        for (const auto& [key, model] : models)
            if (!model.isNew)
                snapshot.emplace(key, model.info);
        splitting = splits;
    }
    return writeRegistry(vfs, registryFile(), snapshot, splitting);
}

/// Edits the models and who answers, and saves them; on any error they are as before.
Result<void> EngineSupervisor::Private::change(const Edit& edit) {
    const std::scoped_lock change(changing);
    return changeHeld(edit);
}

/// REQUIRES `changing`.
Result<void> EngineSupervisor::Private::changeHeld(const Edit& edit) {
    std::map<ModelKey, Model> before;
    SplitMap splitsBefore;
    {
        const std::scoped_lock lock(mutex);
        before = models;
        splitsBefore = splits;
        if (auto edited = edit(models); !edited) {
            models = std::move(before);
            splits = std::move(splitsBefore);
            return edited;
        }
    }
    auto saved = save();
    if (saved)
        return {};
    const std::scoped_lock lock(mutex);
    splits = std::move(splitsBefore);
    for (auto& [key, model] : before) {
        if (model.isNew && !models.contains(key))
            continue; // its registration has ended meanwhile
        const auto [at, restored] = models.try_emplace(key, model);
        at->second.info.isDefault = model.info.isDefault;
        at->second.info.minWorkers = model.info.minWorkers;
        at->second.info.maxWorkers = model.info.maxWorkers;
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
    const auto patience = config.startTimeout + models.at(key).info.startupTimeout;
    const bool told = changed.wait_for(lock, patience, [&] {
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

} // namespace inferno::serving
