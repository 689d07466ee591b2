// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

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
/// BOOL. Else the elements are BYTES: each is a body of its own.
std::expected<InferRequest, Refusal> inferRequestOf(std::string_view body, bool tensor);
/// What goes into a model, or out of it, as /v2/models/{m} tells: one tensor "NAME0". -1 stands for what is not known:
/// a TorchScript file does not say how many dimensions there are.
Json tensorsOf(std::string_view name, bool tensor);
/// The answers of the handler, one for each body.
std::expected<Json, Refusal> inferReplyOf(const std::vector<std::string>& answers, bool tensor);

/// {"instances": […]}: for the tensor handler one body with all of them, else one for each.
std::expected<std::vector<std::string>, Refusal> instancesOf(std::string_view body, bool tensor);
/// {"predictions": […]}.
std::expected<Json, Refusal> predictionsOf(const std::vector<std::string>& answers, bool tensor);

} // namespace inferno::api::torchserve
