// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/clock.h"
#include "core/base/units.h"

namespace inferno::serving {

/// What a caller says about how a model is to be served, or an archive's model-config.yaml. What is not said is left as
/// it is.
struct ModelOptions {
    std::string name;    ///< "": the archive's, else the file's stem
    std::string version; ///< "": the archive's, else "1.0"
    std::string handler; ///< "": the archive's, else "tensor"
    std::optional<int> batchSize;
    std::optional<std::chrono::milliseconds> maxBatchDelay;
    std::optional<int> minWorkers;
    std::optional<int> maxWorkers;
    std::optional<std::chrono::milliseconds> responseTimeout;
    std::optional<std::chrono::milliseconds> startupTimeout;
    std::optional<int> queueSize;
    std::filesystem::path signature; ///< the file with it; "": the one beside the model, if there is one
};

/// What a model answered, and how it was computed where the engine says so.
struct ModelAnswer {
    std::string body;
    std::string version{};                               ///< that answered
    std::optional<std::chrono::microseconds> waited{};   ///< until its batch began
    std::optional<std::chrono::microseconds> computed{}; ///< its batch
    int batch = 0;                                       ///< requests in that batch
};

enum class ModelState {
    Loading, ///< registered; the engine has not loaded it yet
    Ready,   ///< answers
    Failed,  ///< could not be loaded; `problem` says why
};
/// "loading", "ready", "failed".
std::string_view textOf(ModelState state);

/// What was registered.
enum class ModelSource {
    File,    ///< a TorchScript file
    Archive, ///< a `.mar`: zip or tar
    Folder,  ///< the same, not packed
};
/// "file", "archive", "folder".
std::string_view textOf(ModelSource source);

/// A tensor that goes into a model or comes out of it, as its archive's model-config.yaml says.
struct TensorInfo {
    std::string name;
    std::string datatype;            ///< of the Open Inference Protocol: "FP32" …
    std::vector<std::int64_t> shape; ///< -1: any size
};

/// A version of a model as it was registered.
struct ModelInfo {
    std::string name;
    std::string version;
    std::string handler; ///< one of ours (model_handlers.h)
    std::string url;     ///< what was registered, as it was given
    ModelSource source = ModelSource::File;
    std::filesystem::path path; ///< of the file, archive or folder; absolute
    std::string serializedFile; ///< the model within its archive or folder; "" where the handler needs none
    std::string sha256;         ///< of what `path` names, lower-case hex; what changed since is not loaded again
    ByteSize size{0};
    std::string signature = "none"; ///< or "valid": of the SHA-256, when it was registered
    std::uint64_t memory = 0;       ///< bytes that loading it takes, estimated; 0: not known
    WallTime registered{};
    bool isDefault = false; ///< answers where no version is named

    int batchSize = 1;                            ///< requests computed together, at most
    std::chrono::milliseconds maxBatchDelay{100}; ///< how long the first of them waits for others
    int minWorkers = 1;                           ///< batches computed at once
    int maxWorkers = 1;                           ///< at least minWorkers
    std::chrono::milliseconds responseTimeout{120'000};
    std::chrono::milliseconds startupTimeout{120'000};
    int queueSize = 100; ///< requests that may wait

    std::string manifest;                ///< the archive's MAR-INF/MANIFEST.json as it is; "" for none
    std::vector<std::string> extraFiles; ///< others at the archive's root, such as index_to_name.json
    std::vector<std::string> warnings;   ///< what the archive says and nobody here heeds
    std::optional<TensorInfo> input;     ///< of handler "tensor", where the archive says it
    std::optional<TensorInfo> output;    ///< the same

    bool loadedAtStartup = false; ///< was registered when the service started
    ModelState state = ModelState::Loading;
    std::string problem;              ///< with Failed
    std::uint64_t requests = 0;       ///< since the service started
    std::uint64_t failures = 0;       ///< of these
    int open = 0;                     ///< of these: not answered yet
    std::optional<WallTime> lastUsed; ///< since the service started

    /// Requests that wait for sure: those that its workers cannot have taken.
    int waiting() const { return std::max(0, open - (state == ModelState::Ready ? minWorkers * batchSize : 0)); }
};

} // namespace inferno::serving
