// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>

#include "core/base/ids.h"
#include "services/inference/engine_link.h"
#include "services/inference/engine_supervisor.h"
#include "services/inference/model_archive.h"
#include "services/inference/model_download.h"
#include "services/inference/model_registry.h"

namespace inferno::serving {

/// What EngineSupervisor keeps, and the thread that keeps the engine (engine_keeper.cpp). Included by its three sources
/// alone. Locks: `changing` before `mutex`; neither is held while the engine is spoken to.
struct EngineSupervisor::Private {
    struct Model {
        ModelInfo info;
        std::optional<Error> error; ///< with Failed
        int crashes = 0;            ///< engines that died while they loaded it
        bool isNew = false;         ///< `registerModel` waits for it; the registry's file does not hold it yet
    };

    Private(Config given, Vfs& files, const Clock& time)
        : config(std::move(given)), vfs(files), clock(time),
          store(
              config.modelsFolder / "store", config.unpack, [this](const std::string& hash) { return serves(hash); },
              files),
          downloads(config.modelStore.empty() ? config.modelsFolder : config.modelStore, config.downloads, files) {
        if (config.modelStore.empty())
            config.modelStore = config.modelsFolder;
        const int cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
        workers = std::clamp(config.workers > 0 ? config.workers : cores / 2, 1, cores);
        intraOpThreads = std::max(1, cores / workers);
        std::array<std::uint8_t, sizeof(std::uint64_t)> seed{};
        randomBytes(seed.data(), seed.size());
        tickets = std::bit_cast<std::uint64_t>(seed);
    }

    std::filesystem::path registryFile() const { return config.modelsFolder / "registry.json"; }

    // The engine's life, on the keeper's thread.
    void keep(const std::stop_token& stop);
    void verifyFiles();
    Result<void> verify(const ModelInfo& info);
    void runEngine(const std::stop_token& stop);
    void engineEnded(const std::string& how);
    void pause(const std::stop_token& stop);

    // Loading: one model at a time, so that a crash has one culprit.
    void loadNext();
    std::map<ModelKey, Model>::iterator nextToLoad();
    void loaded(const ModelKey& key, int workersTold, EngineLink::Reply reply);
    std::string loadHeadOf(const ModelInfo& model) const;
    void failModel(Model& model, Error error);
    Result<void> fits(const ModelInfo& model) const;
    Result<void> fitsNow(const ModelInfo& model) const;
    Result<void> hasRoom(const ModelInfo& model, std::uint64_t all, std::uint64_t soon) const;
    void retryUnfit();
    void roomCame();

    // The registry.
    bool serves(const std::string& sha256) const;
    Result<void> save();
    using Edit = std::function<Result<void>(std::map<ModelKey, Model>&)>;
    Result<void> change(const Edit& edit);
    Result<void> changeHeld(const Edit& edit);
    Result<ModelKey> keyOf(std::string_view name, std::string_view version) const;
    Result<ModelInfo> awaitLoaded(const ModelKey& key);
    /// Whom a prediction is for, which counts as one of its requests. Errors: those of `predict` but the engine's.
    struct Prediction {
        ModelKey key;
        std::shared_ptr<EngineLink> link;
        std::chrono::milliseconds timeout{0};
    };
    Result<Prediction> prediction(std::string_view name, std::string_view version);
    /// Counts an answer to it.
    Result<ModelAnswer> answered(const ModelKey& key, const std::stop_token& gone, EngineLink::Reply reply);
    std::chrono::seconds retryAfter() const;
    std::unexpected<Error> unavailable(const std::string& why) const;

    // Who answers: engine_splits.cpp.
    const Model* find(std::string_view name, std::string_view version) const;
    Result<ModelSplit> splitOf(std::string_view name) const;
    Result<void> checkThere(std::string_view name, std::string_view version) const;
    Result<void> checkServed(std::string_view name, std::string_view version) const;
    Result<ModelKey> unusedKeyOf(std::string_view name, std::string_view version) const;
    using EditSplit = std::function<Result<ModelSplit>(const ModelSplit& before)>;
    Result<ModelSplit> changeSplit(std::string_view name, const EditSplit& edit, const RecordSplit& record);

    Config config;
    Vfs& vfs;
    const Clock& clock;
    ArchiveStore store; ///< its lock is taken before `mutex`
    ModelDownloads downloads;
    int workers = 1;
    int intraOpThreads = 1;

    std::mutex changing; ///< held while the registry and its file are changed; taken before `mutex`
    mutable std::mutex mutex;
    std::condition_variable_any changed;
    std::map<ModelKey, Model> models;
    SplitMap splits;
    std::atomic<std::uint64_t> tickets; ///< of requests for which chance decides
    std::optional<ModelKey> loading;
    std::shared_ptr<EngineLink> link; ///< with Starting and Ready
    EngineState state = EngineState::Idle;
    EngineFacts facts;
    std::string lastProblem;
    std::uint32_t starts = 0;
    std::size_t deathsInARow = 0;
    int startFailures = 0; ///< engines in a row that died before they were ready
    std::chrono::steady_clock::time_point startedAt{};
    std::chrono::steady_clock::time_point nextStart{};
    std::jthread keeper; ///< last: it ends before what it uses
};

/// The head of a frame that tells an engine the workers of a model.
std::string scaleHeadOf(const ModelInfo& model);
/// model.unknown.
std::unexpected<Error> unknownModel(std::string_view name, std::string_view version);

} // namespace inferno::serving
