// SPDX-License-Identifier: GPL-3.0-or-later
// What is computed before the first request comes, and with what.
#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "core/inference/engine.h"
#include "core/inference/module.h"
#include "core/inference/warm_up.h"
#include "tests/core/inference/folder.h"

using namespace inferno;
using namespace inferno::inference;

namespace {

/// Notes the sizes of its batches; answers what it is told to.
class Counting final : public Handler {
public:
    Result<Input> read(std::string body) const override { return Input{"any", std::move(body), {}}; }
    Result<std::vector<std::string>> run(std::span<const Input> batch) override {
        sizes.push_back(static_cast<int>(batch.size()));
        if (batch.front().bytes == "broken" || (splits && batch.size() > 1))
            return fail(ErrorCode::ModelInput, "it does not fit");
        return std::vector<std::string>(batch.size());
    }

    std::vector<int> sizes;
    bool splits = false; ///< computes nothing but single inputs
};

Input anInput(const std::string& bytes = "x") {
    return {"any", bytes, {}};
}

void write(const std::filesystem::path& file, std::string_view text) {
    std::ofstream(file, std::ios::binary) << text;
}

} // namespace

TEST_CASE("an input is computed three times in batches of each size") {
    Counting handler;
    const auto runs = warmUp(handler, anInput(), 6);
    REQUIRE(runs);
    CHECK(handler.sizes == std::vector<int>{1, 1, 1, 2, 2, 2, 4, 4, 4, 6, 6, 6});
    REQUIRE(runs->size() == 4);
    CHECK(runs->back().size == 6);
    CHECK(runs->back().times.size() == 3);
    handler.sizes.clear();
    REQUIRE(warmUp(handler, anInput(), 1));
    CHECK(handler.sizes == std::vector<int>{1, 1, 1});
    handler.sizes.clear();
    REQUIRE(warmUp(handler, anInput(), 100'000)); // such batches need not fit into memory
    CHECK(handler.sizes.back() == 32);
    const auto json = nlohmann::json::parse(toJson({{1, {std::chrono::microseconds(7)}}}));
    CHECK(json.dump() == R"({"batches":[{"size":1,"us":[7]}]})");
}

TEST_CASE("what is computed alone is warmed up alone") {
    Counting handler;
    Input alone = anInput();
    alone.bucket.clear();
    REQUIRE(warmUp(handler, alone, 8));
    CHECK(handler.sizes == std::vector<int>{1, 1, 1});
    handler.sizes.clear();
    handler.splits = true;
    const auto runs = warmUp(handler, anInput(), 8);
    REQUIRE(runs);
    CHECK(runs->size() == 1);
    CHECK(handler.sizes == std::vector<int>{1, 1, 1, 2, 1, 1}); // the batch of two failed, and was tried one by one
}

TEST_CASE("an input that the model does not take is an error") {
    Counting handler;
    const auto runs = warmUp(handler, anInput("broken"), 8);
    REQUIRE(!runs);
    CHECK(runs.error().code == ErrorCode::ModelInput);
    CHECK(handler.sizes == std::vector<int>{1});
}

TEST_CASE("a model is loaded warm where something lies beside it to warm it up with") {
    const Folder folder;
    REQUIRE(saveSampleModule(folder / "m.pt"));
    const auto handler = makeTensorHandler(folder / "m.pt", "cpu");
    REQUIRE(handler);
    CHECK(!warmUpInput(**handler, folder / "m.pt").value()); // a TorchScript file does not say what it takes
    write(folder / "m.warmup", R"({"inputs":[[1,2,3,4]]})");
    const auto input = warmUpInput(**handler, folder / "m.pt");
    REQUIRE(input);
    REQUIRE(input->has_value());
    CHECK((*input)->tensor.shape == std::vector<std::int64_t>{1, 4});

    Engine engine({});
    const ModelKey key{"m", "1"};
    CHECK(engine.load(key, {folder / "m.pt", "tensor", {8, std::chrono::milliseconds(0), 1, 10}}));
    const auto runs = engine.warmUp(key, {});
    REQUIRE(runs);
    CHECK(runs->size() == 4); // 1, 2, 4, 8
    CHECK(engine.warmUp(key, R"({"inputs":[[1,2,3,4],[5,6,7,8]]})"));
    CHECK(engine.warmUp(key, R"({"inputs":[[1,2,3]]})").error().code == ErrorCode::ModelInput);
    CHECK(engine.warmUp({"absent", "1"}, {}).error().code == ErrorCode::ModelUnknown);
    CHECK(engine.stats().models.at(0).figures.items == 0); // nobody asked for any of it

    write(folder / "m.warmup", R"({"inputs":[[1,2,3]]})");
    const auto cold = engine.load({"m", "2"}, {folder / "m.pt", "tensor", {}});
    REQUIRE(!cold);
    CHECK(cold.error().code == ErrorCode::ModelInvalid);
    CHECK(cold.error().detail.starts_with("it cannot be warmed up: "));
    write(folder / "m.warmup", "nonsense");
    const auto unread = engine.load({"m", "2"}, {folder / "m.pt", "tensor", {}});
    REQUIRE(!unread);
    CHECK(unread.error().detail.contains("m.warmup: "));
    CHECK(engine.stats().models.size() == 1);
    std::filesystem::remove(folder / "m.warmup");
    CHECK(engine.load({"m", "2"}, {folder / "m.pt", "tensor", {}}));
    CHECK(engine.warmUp({"m", "2"}, {}).error().code == ErrorCode::ModelInput);
}

TEST_CASE("the classifier of pictures knows what its model takes") {
    const Folder folder;
    REQUIRE(saveModule(folder / "m.pt", "def forward(self, x: Tensor) -> Tensor:\n    return torch.mean(x, [2, 3])\n"));
    const auto handler = makeImageClassifier(folder / "m.pt", "cpu");
    REQUIRE(handler);
    const auto input = warmUpInput(**handler, folder / "m.pt");
    REQUIRE(input);
    REQUIRE(input->has_value());
    CHECK((*input)->tensor.shape == std::vector<std::int64_t>{1, 3, 224, 224});
    const auto runs = warmUp(**handler, **input, 2);
    REQUIRE(runs);
    CHECK(runs->size() == 2);
}
