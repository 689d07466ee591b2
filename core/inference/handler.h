// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/inference/tensor.h"

namespace inferno::inference {

/// An input as its handler has read it.
struct Input {
    std::string bucket;      ///< inputs of one bucket can be computed together; empty: with no other
    std::string bytes;       ///< what came, for handlers that pass it on
    Tensor tensor;           ///< for those that compute
    Tensor edges = {};       ///< of a graph, whose nodes' features `tensor` holds: int64 [2, edges]
    std::int64_t target = 0; ///< of a graph: the node that is asked about
    Tensor lengths = {};     ///< of texts, whose words' numbers `tensor` holds: how many each has; int64 [texts]
    bool isList = false;     ///< of texts: a list was sent, and is answered
    bool isNpy = false;      ///< a tensor that came as `.npy`, and is answered so
};

/// What a model does with an input: reads it, computes, writes the output. Safe from several threads at once.
class Handler {
public:
    virtual ~Handler() = default;
    /// Error: model.input.
    virtual Result<Input> read(std::string body) const = 0;
    /// Whether `read` takes but microseconds: then the thread that brings the input reads it, else a worker.
    virtual bool readsAtOnce(const std::string& /*body*/) const { return false; }
    /// The outputs of inputs of one bucket, in their order and as many. An error is one of the whole batch.
    virtual Result<std::vector<std::string>> run(std::span<const Input> batch) = 0;
    /// False: batches have shown to be of no use here; each input is to be run alone.
    virtual bool batches() const { return true; }
    /// An input to warm up with, of the shape that the model computes; nothing where that is not known.
    virtual std::optional<Input> sample() const { return std::nullopt; }
};

/// Makes the handler of a name for the model in a file.
using HandlerFactory = std::function<Result<std::unique_ptr<Handler>>(
    std::string_view name, const std::filesystem::path& path, const std::string& device)>;

/// "tensor": a TorchScript module, of JSON or `.npy`; inputs that differ in their first dimension alone are joined
/// along it. "graph_fraud": forward(features, edges) → the probability of fraud of each node. "image_classifier":
/// forward([n, 3, 224, 224]) → scores of classes, of JPEG and PNG. "text_classifier": forward(numbers of words,
/// offsets) → scores of classes. "echo": the input back. "noop": an empty output. The latter two need no file
/// (docs/formats/model-files.md). Errors: model.invalid; feature.absent for another name, with those that there are.
Result<std::unique_ptr<Handler>> makeHandler(std::string_view name, const std::filesystem::path& path,
                                             const std::string& device);
Result<std::unique_ptr<Handler>> makeTensorHandler(const std::filesystem::path& path, const std::string& device);
Result<std::unique_ptr<Handler>> makeGraphFraudHandler(const std::filesystem::path& path, const std::string& device);
Result<std::unique_ptr<Handler>> makeImageClassifier(const std::filesystem::path& path, const std::string& device);
Result<std::unique_ptr<Handler>> makeTextClassifier(const std::filesystem::path& path, const std::string& device);

/// `Handler::read`; what is thrown is an error too.
Result<Input> readInput(const Handler& handler, std::string body);

struct BatchOutcome {
    std::vector<Result<std::string>> answers; ///< one for each input, in their order
    bool retried = false;                     ///< the batch failed, and each input was run alone
};
/// Runs a batch; if it fails, each of its inputs once alone, so that only those fail that must. What is thrown is an
/// error.
BatchOutcome runBatch(Handler& handler, std::span<const Input> batch);

} // namespace inferno::inference
