// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "core/base/vfs.h"
#include "services/inference/engine_link.h"
#include "services/inference/model_info.h"

namespace inferno::serving {

/// How models are opened without a service.
struct OpenOptions {
    std::filesystem::path engineProgram; ///< absolute path of `inferno-engine`
    /// Unpacks an archive into an existing, empty folder: inferno-unpack. None: archives are refused.
    std::function<Result<void>(const std::filesystem::path& archive, const std::filesystem::path& folder)> unpack;
    int workers = 0;                             ///< batches computed at once; 0: half the cores, at least 1
    const std::atomic<bool>* stop = nullptr;     ///< set: what waits comes back, with an error
    std::chrono::milliseconds patience{120'000}; ///< for the engine's start
};

/// What a file, archive or folder is as a model, examined as a registration does it. What an archive holds is unpacked
/// in a temporary folder, which goes with this object.
class OpenedModel {
public:
    /// Errors: those of ModelExaminer::examine.
    static Result<std::unique_ptr<OpenedModel>> open(Vfs& vfs, const std::filesystem::path& path,
                                                     const ModelOptions& options, const OpenOptions& how);
    ~OpenedModel();

    const ModelInfo& info() const;
    std::filesystem::path loadPath() const; ///< what an engine is told to load
    std::filesystem::path folder() const;   ///< in which that lies, with the files beside it

private:
    struct Private;
    explicit OpenedModel(std::unique_ptr<Private> state);
    std::unique_ptr<Private> d_;
};

/// A model in an `inferno-engine` of the caller's own, with the caller's rights: no service, no registry, and no new
/// engine where this one dies. Safe from any thread.
class OwnEngine {
public:
    /// Starts the engine and loads the model, to be served as its info says. Borrows `model`. Errors: engine.missing,
    /// engine.unavailable; model.invalid, also where the engine died of it; request.timeout where it was stopped.
    static Result<std::unique_ptr<OwnEngine>> start(const OpenedModel& model, const OpenOptions& how);
    ~OwnEngine();

    const EngineFacts& facts() const { return facts_; }
    int workers() const { return workers_; }
    /// From the next batch on. Errors: those of the engine.
    Result<void> serve(int batchSize, std::chrono::milliseconds maxBatchDelay);
    /// Errors: those of the engine; engine.unavailable where it is gone, with how it ended.
    Result<std::string> predict(std::string_view input);

private:
    struct Life;
    OwnEngine(const OpenedModel& model, const OpenOptions& how);
    Result<void> awaitReady();
    /// Asks, and looks for `stop` while it waits.
    Result<void> order(const std::string& head, std::chrono::milliseconds timeout);
    bool isStopped() const { return how_.stop && *how_.stop; }
    /// engine.unavailable, with how the engine ended.
    Error ended() const;

    const OpenedModel& model_;
    const OpenOptions how_;
    std::unique_ptr<Life> life_;
    EngineFacts facts_;
    std::string predictHead_;
    int workers_ = 1;
};

} // namespace inferno::serving
