// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inference/handler.h"

#include <array>
#include <exception>
#include <new>

namespace inferno::inference {
namespace {

class Echo final : public Handler {
public:
    Result<Input> read(std::string body) const override { return Input{"any", std::move(body), {}}; }
    bool readsAtOnce(const std::string&) const override { return true; }
    Result<std::vector<std::string>> run(std::span<const Input> batch) override {
        std::vector<std::string> outputs;
        for (const Input& input : batch)
            outputs.push_back(input.bytes);
        return outputs;
    }
};

class Noop final : public Handler {
public:
    Result<Input> read(std::string) const override { return Input{"any", {}, {}}; }
    bool readsAtOnce(const std::string&) const override { return true; }
    Result<std::vector<std::string>> run(std::span<const Input> batch) override {
        return std::vector<std::string>(batch.size());
    }
};

using Made = Result<std::unique_ptr<Handler>>;

struct NamedHandler {
    std::string_view name;
    Made (*make)(const std::filesystem::path& path, const std::string& device);
};
constexpr std::array kHandlers{
    NamedHandler{"tensor", makeTensorHandler},
    NamedHandler{"graph_fraud", makeGraphFraudHandler},
    NamedHandler{"image_classifier", makeImageClassifier},
    NamedHandler{"text_classifier", makeTextClassifier},
    NamedHandler{"echo",
                 [](const std::filesystem::path&, const std::string&) -> Made { return std::make_unique<Echo>(); }},
    NamedHandler{"noop",
                 [](const std::filesystem::path&, const std::string&) -> Made { return std::make_unique<Noop>(); }},
};

std::unexpected<Error> threw(const std::exception& error) {
    if (dynamic_cast<const std::bad_alloc*>(&error))
        return fail(ErrorCode::ModelMemory, "the model's handler ran out of memory", "send a smaller input");
    return fail(ErrorCode::Internal, std::string("the model's handler failed: ") + error.what());
}

Result<std::vector<std::string>> run(Handler& handler, std::span<const Input> batch) {
    try {
        auto outputs = handler.run(batch);
        if (outputs && outputs->size() != batch.size())
            return fail(ErrorCode::Internal, "the model's handler answered " + std::to_string(outputs->size()) +
                                                 " of " + std::to_string(batch.size()) + " inputs");
        return outputs;
    } catch (const std::exception& error) {
        return threw(error);
    }
}

} // namespace

Result<std::unique_ptr<Handler>> makeHandler(std::string_view name, const std::filesystem::path& path,
                                             const std::string& device) {
    std::string names;
    for (const NamedHandler& handler : kHandlers) {
        if (handler.name == name)
            return handler.make(path, device);
        names += (names.empty() ? "" : ", ") + std::string(handler.name);
    }
    return fail(ErrorCode::NotBuilt, "the handler '" + std::string(name) + "'", "use one of " + names);
}

Result<Input> readInput(const Handler& handler, std::string body) {
    try {
        return handler.read(std::move(body));
    } catch (const std::exception& error) {
        return threw(error);
    }
}

BatchOutcome runBatch(Handler& handler, std::span<const Input> batch) {
    BatchOutcome outcome;
    auto outputs = run(handler, batch);
    if (outputs) {
        outcome.answers.reserve(outputs->size());
        for (std::string& output : *outputs)
            outcome.answers.emplace_back(std::move(output));
        return outcome;
    }
    if (batch.size() == 1) {
        outcome.answers.emplace_back(std::unexpected(std::move(outputs).error()));
        return outcome;
    }
    outcome.retried = true;
    for (std::size_t i = 0; i < batch.size(); ++i) {
        auto alone = run(handler, batch.subspan(i, 1));
        if (alone)
            outcome.answers.emplace_back(std::move(alone->front()));
        else
            outcome.answers.emplace_back(std::unexpected(std::move(alone).error()));
    }
    return outcome;
}

} // namespace inferno::inference
