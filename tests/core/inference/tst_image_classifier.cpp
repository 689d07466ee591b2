// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/inference/handler.h"
#include "core/inference/module.h"
#include "tests/core/inference/folder.h"
#include "tests/core/inference/pictures.h"

using namespace inferno;
using namespace inferno::inference;
using nlohmann::json;
using nlohmann::ordered_json;

namespace {

/// Six classes: the means of red, green and blue, and what is less likely than they are.
constexpr const char* kMeans = R"(
def forward(self, x: Tensor) -> Tensor:
    means = x.mean([2, 3])
    return torch.cat([means, means - 10], 1)
)";

class Classifier {
public:
    explicit Classifier(const char* source, const char* labels = nullptr) {
        if (labels)
            std::ofstream(folder_ / "index_to_name.json") << labels;
        REQUIRE(saveModule(folder_ / "pictures.pt", source));
        auto made = makeHandler("image_classifier", folder_ / "pictures.pt", "cpu");
        REQUIRE_MESSAGE(made, (made ? std::string{} : made.error().message()));
        handler_ = std::move(*made);
    }
    BatchOutcome ask(const std::vector<Bytes>& pictures) {
        std::vector<Input> inputs;
        for (const Bytes& picture : pictures) {
            auto input = readInput(*handler_, textOf(picture));
            REQUIRE_MESSAGE(input, (input ? std::string{} : input.error().message()));
            inputs.push_back(std::move(*input));
            CHECK(inputs.back().bucket == inputs.front().bucket);
        }
        return runBatch(*handler_, inputs);
    }
    std::string answer(const Bytes& picture) {
        const BatchOutcome outcome = ask({picture});
        REQUIRE(outcome.answers.size() == 1);
        return outcome.answers[0] ? *outcome.answers[0] : outcome.answers[0].error().detail;
    }

private:
    Folder folder_;
    std::unique_ptr<Handler> handler_;
};

const Bytes kRed = pngOf(plainImage(300, 200, {255, 0, 0}));
const Bytes kBlue = jpegOf(plainImage(200, 300, {0, 0, 255}));

/// The keys of an object, in their order.
std::string keysOf(const std::string& document) {
    std::string keys;
    const ordered_json parsed = ordered_json::parse(document);
    for (const auto& [key, value] : parsed.items())
        keys += key + "|";
    return keys;
}

} // namespace

TEST_CASE("the five likeliest classes, the likeliest first") {
    Classifier classifier(kMeans);
    const std::string red = classifier.answer(kRed);
    CHECK(keysOf(red) == "0|2|1|3|5|");
    // Of the normalised colour: e^r / (e^r + e^g + e^b)(1 + e^-10).
    const double scores[] = {std::exp((1 - 0.485) / 0.229), std::exp(-0.456 / 0.224), std::exp(-0.406 / 0.225)};
    const double all = (scores[0] + scores[1] + scores[2]) * (1 + std::exp(-10));
    CHECK(json::parse(red)["0"].get<double>() == doctest::Approx(scores[0] / all).epsilon(1e-5));
    CHECK(json::parse(red)["2"].get<double>() == doctest::Approx(scores[2] / all).epsilon(1e-5));
    CHECK(keysOf(classifier.answer(kBlue)).starts_with("2|"));
}

TEST_CASE("a picture comes as base64 too, as TorchServe's handlers take it") {
    Classifier classifier(kMeans);
    const auto told = [&](const std::string& body) {
        return classifier.answer(Bytes(asBytes(body).begin(), asBytes(body).end()));
    };
    const std::string red = classifier.answer(kRed);
    const std::string text = toBase64(kRed);
    CHECK(told(json{{"data", text}}.dump()) == red);
    CHECK(told(json{{"body", text}}.dump()) == red);
    CHECK(told(json{{"b64", text}}.dump()) == red);
    CHECK(told(json{{"image_bytes", {{"b64", text}}}}.dump()) == red);
    CHECK(told(json{{"data", "data:image/png;base64," + text}}.dump()) == red);
    CHECK(told(json(text).dump()) == red);
    CHECK(told(text) == red); // an instance of KServe that is a text
    CHECK(told(toBase64(kBlue)) == classifier.answer(kBlue));
}

TEST_CASE("labels stand beside the model, alone or behind their id") {
    Classifier classifier(kMeans, R"({"0": "red", "1": ["n02", "green"], "2": ["blue"], "5": "blue"})");
    CHECK(keysOf(classifier.answer(kRed)) == "red|blue|green|3|"); // the two of one name share a line
    CHECK(json::parse(classifier.answer(kRed))["blue"].get<double>() > 1e-3);
}

TEST_CASE("pictures in a batch answer as each alone") {
    Classifier classifier(kMeans);
    const std::vector<Bytes> pictures{kRed, kBlue, pngOf(noisyImage(500, 300)), jpegOf(noisyImage(40, 90))};
    const BatchOutcome together = classifier.ask(pictures);
    CHECK(!together.retried);
    REQUIRE(together.answers.size() == pictures.size());
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        REQUIRE(together.answers[i]);
        const std::string alone = classifier.answer(pictures[i]);
        CHECK(keysOf(*together.answers[i]) == keysOf(alone));
        const json one = json::parse(*together.answers[i]);
        const json other = json::parse(alone);
        for (const auto& [label, probability] : other.items())
            CHECK(one.at(label).get<double>() == doctest::Approx(probability.get<double>()).epsilon(1e-5));
    }
}

TEST_CASE("fewer classes than five, and great scores") {
    Classifier two("def forward(self, x: Tensor) -> Tensor:\n    return x.mean([2, 3])[:, :2].double() * 1000\n");
    CHECK(two.answer(kRed) == R"({"0":1.0,"1":0.0})");
}

TEST_CASE("models that do not score classes are refused") {
    Classifier same("def forward(self, x: Tensor) -> Tensor:\n    return x\n");
    CHECK(same.answer(kRed) == "the model answers 1 pictures with a tensor of shape [1, 3, 224, 224] and type float32");
    Classifier none("def forward(self, x: Tensor) -> Tensor:\n    return x[:, 0, 0, :0]\n");
    CHECK(none.answer(kRed) == "the model answers 1 pictures with a tensor of shape [1, 0] and type float32");
    Classifier undefined("def forward(self, x: Tensor) -> Tensor:\n    return torch.log(x.mean([2, 3]))\n");
    CHECK(undefined.answer(kRed) == "the model answers with scores that are no finite numbers");
}

TEST_CASE("a picture that cannot be read fails alone, and broken labels fail the load") {
    const Folder folder;
    REQUIRE(saveModule(folder / "pictures.pt", kMeans));
    const auto handler = makeHandler("image_classifier", folder / "pictures.pt", "cpu");
    REQUIRE(handler);
    CHECK(readInput(**handler, "hello").error().code == ErrorCode::ModelInput);
    for (const char* bad : {R"({"data": "no base64"})", R"({"picture": "iVBOR"})", R"({"data": 7})", "{}", "{"}) {
        CAPTURE(bad);
        const auto none = readInput(**handler, bad);
        REQUIRE(!none);
        CHECK(none.error().code == ErrorCode::ModelInput);
        CHECK(none.error().detail == "the JSON holds no picture in base64");
    }
    for (const char* labels : {"[]", R"({"0": 1})", R"({"0": []})", R"({"0": ["n01", 2]})", "{"}) {
        CAPTURE(std::string(labels));
        std::ofstream(folder / "index_to_name.json") << labels;
        const auto refused = makeHandler("image_classifier", folder / "pictures.pt", "cpu");
        REQUIRE(!refused);
        CHECK(refused.error().code == ErrorCode::ModelInvalid);
        CHECK(refused.error().detail.contains("index_to_name.json"));
    }
}
