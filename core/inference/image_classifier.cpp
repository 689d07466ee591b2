// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "core/inference/class_scores.h"
#include "core/inference/handler.h"
#include "core/inference/image.h"
#include "core/inference/module.h"

namespace inferno::inference {
namespace {

using nlohmann::json;

/// The text in which a picture is sent as base64: the body itself, or one of these fields of a JSON object.
std::string textIn(const json& value) {
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_object())
        for (const char* name : {"data", "body", "b64", "image_bytes"})
            if (const auto field = value.find(name); field != value.end())
                return textIn(*field);
    return {};
}

/// A picture comes as its bytes, or as base64, as TorchServe's handlers take it: nothing that begins a JPEG or PNG
/// begins a JSON text or is a digit of base64.
Result<Bytes> pictureOf(const std::string& body) {
    const auto first = body.find_first_not_of(" \t\r\n");
    const char begin = first == body.npos ? '\0' : body[first];
    if (begin == '{' || begin == '"') {
        const json document = json::parse(body, nullptr, false);
        std::string text = textIn(document);
        if (text.starts_with("data:"))
            text.erase(0, text.find(',') + 1);
        auto bytes = fromBase64(text);
        if (text.empty() || !bytes)
            return fail(ErrorCode::ModelInput, "the JSON holds no picture in base64",
                        R"(send a JPEG or PNG as it is, or {"data": "iVBOR…"})");
        return bytes;
    }
    if (body.starts_with("/9j/") || body.starts_with("iVBOR")) // what a JPEG, a PNG begin with
        if (auto bytes = fromBase64(body))
            return bytes;
    const ByteView bytes = asBytes(body);
    return Bytes(bytes.begin(), bytes.end());
}

class ImageClassifier final : public Handler {
public:
    ImageClassifier(std::unique_ptr<Module> module, ClassLabels labels)
        : module_(std::move(module)), labels_(std::move(labels)) {}

    Result<Input> read(std::string body) const override {
        INFERNO_TRY(const Bytes picture, pictureOf(body));
        INFERNO_TRY(const Image image, decodeImage(picture));
        return Input{"picture", {}, imageNetTensor(image)};
    }

    std::optional<Input> sample() const override {
        constexpr std::int64_t kSide = 224;
        return Input{"picture", {}, {DType::Float32, {1, 3, kSide, kSide}, Bytes(3 * kSide * kSide * sizeof(float))}};
    }

    Result<std::vector<std::string>> run(std::span<const Input> batch) override {
        std::vector<const Tensor*> pictures;
        for (const Input& input : batch)
            pictures.push_back(&input.tensor);
        INFERNO_TRY(const Tensor scores, module_->forward(joined(pictures)));
        const auto rows = scoresOf(scores, batch.size());
        if (rows.empty())
            return fail(ErrorCode::ModelInvalid,
                        "the model answers " + std::to_string(batch.size()) + " pictures with a tensor of shape " +
                            shapeText(scores.shape) + " and type " + std::string(textOf(scores.dtype)),
                        "its forward([n, 3, 224, 224]) must return [n, classes]");
        std::vector<std::string> outputs;
        for (const std::vector<double>& row : rows) {
            INFERNO_TRY(std::string output, labels_.answer(row));
            outputs.push_back(std::move(output));
        }
        return outputs;
    }

private:
    std::unique_ptr<Module> module_;
    ClassLabels labels_;
};

} // namespace

Result<std::unique_ptr<Handler>> makeImageClassifier(const std::filesystem::path& path, const std::string& device) {
    INFERNO_TRY(ClassLabels labels, ClassLabels::read(path.parent_path() / "index_to_name.json"));
    INFERNO_TRY(std::unique_ptr<Module> module, Module::load(path, device));
    return std::make_unique<ImageClassifier>(std::move(module), std::move(labels));
}

} // namespace inferno::inference
