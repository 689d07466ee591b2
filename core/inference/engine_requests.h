// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "core/inference/engine.h"
#include "core/inference/frames.h"

namespace inferno::inference {

// What the head of a frame asks of an engine (docs/formats/engine-frames.md).
struct LoadRequest {
    ModelKey key;
    ModelOptions options;
};
struct UnloadRequest {
    ModelKey key;
};
struct ScaleRequest {
    ModelKey key;
    ScaleOptions options;
};
struct PredictRequest {
    ModelKey key;
    PredictOptions options;
};
struct WarmUpRequest {
    ModelKey key;
};
struct CancelRequest {
    Engine::RequestId id = 0;
};
struct StatsRequest {};

using EngineRequest =
    std::variant<LoadRequest, UnloadRequest, ScaleRequest, WarmUpRequest, PredictRequest, CancelRequest, StatsRequest>;

/// Reads a head; `workers` is what a model gets whose `load` names no number. Error: input.invalid, which names what is
/// wrong: the operation, or a number and its range.
Result<EngineRequest> readRequest(const std::string& head, int workers);

/// The frame that answers the request `id`; with how it was computed, if it was.
Frame replyTo(std::uint64_t id, Result<std::string> outcome, const Timing& timing = {});

} // namespace inferno::inference
