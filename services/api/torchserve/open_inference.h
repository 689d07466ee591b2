// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/api/model_tensor.h"
#include "services/api/torchserve/reply.h"

/// The bodies of the Open Inference Protocol, version 2 (kserve/open-inference-protocol, inference_rest.md), and of
/// KServe's version 1, to and from what Inferno's handlers take. Pure.
namespace inferno::api::torchserve {

/// A request to /v2/…/infer, for the handler.
struct InferRequest {
    Json id;                         ///< null where the client gave none
    std::vector<std::string> bodies; ///< one for the tensor handler; else one for each element of the input
};
/// `tensor`: for the tensor handler, which takes {"inputs": nested lists, "dtype"}; FP32, FP64, INT64, INT32, UINT8 and
/// BOOL. Else the elements are BYTES: each is a body of its own. Where the model's own tensors are known, what is sent
/// and asked for must be these.
struct Tensors {
    bool tensor = false;              ///< for the tensor handler
    std::optional<ModelTensor> input; ///< with `tensor`, where that is known
    std::optional<ModelTensor> output;
};
std::expected<InferRequest, Refusal> inferRequestOf(std::string_view body, const Tensors& tensors);
/// What goes into a model, and out of it, as /v2/models/{m} tells. Where it is not known, "input0" and "output0": one
/// dimension of any size, for the tensor handler of FP32, which stands for what a TorchScript file does not say.
Json inputsOf(const Tensors& tensors);
Json outputsOf(const Tensors& tensors);
/// The refusal of a request with binary data.
std::unexpected<Refusal> binaryData();
/// The answers of the handler, one for each body.
std::expected<Json, Refusal> inferReplyOf(const std::vector<std::string>& answers, const Tensors& tensors);

/// {"instances": […]}: for the tensor handler one body with all of them, else one for each.
std::expected<std::vector<std::string>, Refusal> instancesOf(std::string_view body, bool tensor);
/// {"predictions": […]}.
std::expected<Json, Refusal> predictionsOf(const std::vector<std::string>& answers, bool tensor);

} // namespace inferno::api::torchserve
