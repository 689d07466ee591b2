// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/vfs.h"
#include "services/inference/model_download.h"
#include "services/inference/model_info.h"
#include "services/inference/model_signature.h"
#include "services/inference/version_split.h"

namespace inferno::serving {

enum class EngineState {
    Idle,     ///< no model is registered: no engine is started
    Starting, ///< started, not ready
    Ready,
    Waiting, ///< it died; a new one starts after `retryAfter`
    Missing, ///< there is no engine program
};
/// "idle", "starting", "ready", "waiting", "missing".
std::string_view textOf(EngineState state);

struct EngineStatus {
    EngineState state = EngineState::Idle;
    std::optional<int> pid;
    std::uint64_t memoryBytes = 0;      ///< of the engine in RAM
    std::uint32_t restarts = 0;         ///< since the service started
    std::chrono::seconds retryAfter{0}; ///< what to tell a client (Retry-After); 0 when Ready
    std::string lastProblem;            ///< why the last engine died
    std::string torch;                  ///< version of LibTorch
    std::string blas;                   ///< "OpenBLAS 0.3.21 …" or what LibTorch says of itself
    std::string device;                 ///< "cpu", "cuda:0 NVIDIA H100 …"
    int workers = 0;                    ///< requests computed at once
    int intraOpThreads = 0;             ///< threads of one request; workers × this ≤ cores
};

/// A change of who answers; what is not said stays as it is.
struct SplitWish {
    std::optional<std::map<std::string, int>> weights{};
    std::optional<std::string> sticky{};
    std::optional<std::string> shadow{};
};
/// Told of a change before it is in effect, once it is certain that it can be made; an error keeps it from being made.
using RecordSplit = std::function<Result<void>(const SplitState& before, const SplitState& after)>;
/// The value of a request that its split holds on to (checkSticky); nothing where it has none.
using StickyValue = std::function<std::optional<std::string>(std::string_view sticky)>;
/// Who answers a request that names no version.
struct Chosen {
    std::string version; ///< "" where there is no such model
    std::string shadow;  ///< gets a copy; "" for none
};

/// Keeps one `inferno-engine` running, and the registry of models that it serves.
///
/// The engine is a process of its own, started with the first model, reached over a socket pair
/// (docs/formats/engine-frames.md). If it dies, the requests that it held and those that come meanwhile get
/// engine.unavailable, a new one is started with TorchServe's back-off (0, 1, 1, 2, 3, 5, … s, at most 60), and all
/// registered models are loaded again. A model that kills the engine three times while it loads is Failed and left out
/// until it is registered anew. The registry is `<models folder>/registry.json`, replaced atomically at each change, so
/// a restart of the service brings everything back. What archives hold is unpacked to `<models folder>/store`
/// (docs/model-archives.md).
///
/// Threads: safe from any thread; calls block (predict: until the answer or the timeout), so not for an event loop.
class EngineSupervisor {
public:
    struct Config {
        std::filesystem::path engineProgram;             ///< absolute path of `inferno-engine`
        std::filesystem::path modelsFolder;              ///< `<data>/models`; made if absent
        int workers = 0;                                 ///< requests computed at once; 0: half the cores, at least 1
        std::chrono::milliseconds startTimeout{120'000}; ///< until an engine says that it is ready
        std::chrono::milliseconds loadTimeout{120'000};  ///< for one model that names no startupTimeout
        std::chrono::milliseconds responseTimeout{120'000}; ///< for one prediction of a model that names none
        int queueSize = 100;                                ///< requests that may wait, of a model that names none
        std::filesystem::path modelStore;                   ///< where names of models are looked up; "": modelsFolder
        /// Names of handlers in archives ("handler.py") and ours that serve them.
        std::map<std::string, std::string> handlers;
        DownloadOptions downloads;     ///< by default, none
        SignaturePolicy signatures;    ///< by default, none is looked for
        std::uint64_t memoryLimit = 0; ///< bytes of all models together, as estimated; 0: none
        /// What could still be taken, asked before a load; nothing, or no function: not known.
        std::function<std::optional<std::uint64_t>()> freeMemory;
        /// Unpacks an archive into an existing, empty folder: inferno-unpack, in a process of its own. None: archives
        /// are refused with unpack.missing.
        std::function<Result<void>(const std::filesystem::path& archive, const std::filesystem::path& folder)> unpack;
        std::function<void(const std::string& how)> ended; ///< told when an engine has died, on the keeper's thread
    };

    /// Reads the registry; where it holds models, the engine is started in the background. Borrows `vfs` and `clock`.
    /// Errors: io.*, config.invalid for a registry that cannot be read (it is left as it is).
    static Result<std::unique_ptr<EngineSupervisor>> open(Config config, Vfs& vfs, const Clock& clock);
    ~EngineSupervisor();
    /// Ends the engine, as the destructor does; requests in flight, and those that come, fail with engine.unavailable.
    void end();

    /// Loads a model and registers it; returns when it answers. `url`: the path of a TorchScript file, of a `.mar` (zip
    /// or tar.gz) or of the folder of one; a file:// URL; a path within the model store; or an http(s) URL that is
    /// allowed, which is downloaded into the store. Of what the options leave
    /// open the archive's model-config.yaml decides, then the defaults. The first version of a name becomes its
    /// default. The same file under the same name and version again changes nothing. Errors: model.invalid (no such
    /// file, a path or URL that is not allowed, not TorchScript, an archive that is refused, a name that is not
    /// allowed, a handler that is not built), model.exists, model.signature, model.memory, download.failed, io.exists
    /// (a file of that name is in the store), engine.unavailable, engine.missing, unpack.missing, io.*.
    /// `usual`: instead of the built-in defaults.
    Result<ModelInfo> registerModel(const std::string& url, const ModelOptions& options = {},
                                    const ModelOptions& usual = {});
    /// A file that was downloaded goes with its last model. Empty version: the only one there is. Errors:
    /// model.unknown; among several model.default for the default and model.state for one that gets requests or copies.
    Result<void> unregisterModel(std::string_view name, std::string_view version = {});
    /// Whether that would be refused, and why.
    Result<void> mayUnregister(std::string_view name, std::string_view version = {}) const;

    /// Who answers the requests that name no version. A change is kept in the registry, takes effect at once for the
    /// requests that come, and leaves those that are being answered alone; all versions stay loaded. The same state
    /// again is no change: nothing is recorded, and the one before stays the one before. Error: model.unknown.
    Result<ModelSplit> split(std::string_view name) const;
    /// Errors: model.unknown (also for a version, with those that there are), model.state (a version that could not be
    /// loaded), input.invalid, io.*, those of `record`.
    Result<ModelSplit> setSplit(std::string_view name, const SplitWish& wish, const RecordSplit& record = {});
    /// Takes the weights away too: all requests go to this version. Errors: model.unknown, io.*, those of `record`.
    Result<ModelSplit> setDefault(std::string_view name, std::string_view version, const RecordSplit& record = {});
    /// Back to the state before the last change. What a rollback left is not kept, so the next one is refused. Errors:
    /// model.unknown, model.state (nothing to go back to, or a version of it is gone), io.*, those of `record`.
    Result<ModelSplit> rollBack(std::string_view name, const RecordSplit& record = {});
    /// A version that cannot answer now (it is being loaded, failed, or has no worker) gets none as long as another one
    /// with a weight can.
    Chosen choose(std::string_view name, const StickyValue& valueOf) const;
    /// How many batches of a version are computed at once; empty version: the default. Kept for the next engine even
    /// where this one does not answer. Errors: model.unknown, model.invalid (bounds), io.*, those of the engine.
    Result<ModelInfo> scale(std::string_view name, std::string_view version, int minWorkers, int maxWorkers);

    /// By name, then version.
    std::vector<ModelInfo> list() const;
    /// All versions of a model, the default first, or the one named. Error: model.unknown.
    Result<std::vector<ModelInfo>> describe(std::string_view name, std::string_view version = {}) const;

    /// Hands `input` (JSON, as the model's handler takes it) to the engine and returns its answer (JSON). Empty
    /// version: the default. Handler "tensor": {"inputs": nested lists, "dtype": "float32"} → {"outputs": nested
    /// lists, "shape": [2, 3], "dtype": "float32"}. Errors: model.unknown, model.input (says what does not fit),
    /// input.too_large, engine.unavailable (see EngineStatus::retryAfter), rate.limited (the queue is full),
    /// request.timeout. Once `gone` is asked for, nobody reads the answer: what is not being computed yet never is, and
    /// the call comes back with request.timeout, which counts as no failure of the model.
    Result<ModelAnswer> predict(std::string_view name, std::string_view version, std::string_view input,
                                const std::stop_token& gone = {});

    using OnAnswer = std::function<void(Result<ModelAnswer>)>;
    /// The same, without waiting for anything: `done` is called with the answer or error of `predict`, once, from this
    /// thread or another, and must not wait for the engine. False: it could only be asked by waiting (an input that is
    /// not small, an engine that takes no more now); nothing was done, and `done` is not called.
    bool predictAtOnce(std::string_view name, std::string_view version, std::string_view input,
                       const std::stop_token& gone, OnAnswer done);

    /// Computes an input, as the model's handler takes it, in batches of all sizes, so that the first requests find it
    /// warm; empty: what the model itself is warmed up with when it is loaded. Returns the times as JSON
    /// (docs/formats/engine-frames.md). Empty version: the default. Errors: model.unknown, model.state (it is not
    /// loaded), model.input, engine.unavailable, request.timeout (the engine is started again).
    Result<std::string> warmUp(std::string_view name, std::string_view version, std::string_view input);

    EngineStatus status() const;

    /// What is being downloaded for a registration fails, and so does what comes: the service is about to stop.
    void stopDownloads();

private:
    struct Private;
    explicit EngineSupervisor(std::unique_ptr<Private> state);
    std::unique_ptr<Private> d_;
};

} // namespace inferno::serving
