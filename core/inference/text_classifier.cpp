// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstring>
#include <nlohmann/json.hpp>
#include <numeric>

#include "core/inference/class_scores.h"
#include "core/inference/handler.h"
#include "core/inference/json_file.h"
#include "core/inference/module.h"
#include "core/inference/text_words.h"
#include "core/inference/word_pieces.h"

namespace inferno::inference {
namespace {

using nlohmann::json;

constexpr std::size_t kMostTexts = 1000; ///< of a request
constexpr std::int64_t kMostNeighbours = 5;
constexpr std::int64_t kMostWords = 100'000;

/// What the model's forward takes.
enum class Form {
    Offsets, ///< numbers [words], offsets [n]
    Padded,  ///< numbers [n, words], lengths [n]
    Masked,  ///< numbers [n, words], mask [n, words]; with `types` also [n, words] of 0
};

/// What text_classifier.json says.
struct TextOptions {
    Form form = Form::Offsets;
    bool types = false;
    std::size_t ngrams = 1;        ///< so many neighbours are a word too
    std::size_t words = 0;         ///< of a text, at most; what is behind is left out. 0: all
    std::optional<bool> lowerCase; ///< of WordPiece
};

Result<TextOptions> readOptions(const std::filesystem::path& file, bool isOfPieces) {
    INFERNO_TRY(const json document, readJsonFile(file));
    const auto wrong = [&](const std::string& what) {
        return fail(ErrorCode::ModelInvalid, file.string() + ": " + what, "see docs/formats/model-files.md");
    };
    const auto number = [](const json& value, std::int64_t least, std::int64_t most) {
        return value.is_number_integer() && value.get<std::int64_t>() >= least && value.get<std::int64_t>() <= most;
    };
    TextOptions options;
    if (isOfPieces)
        options.form = Form::Masked;
    for (const auto& [key, value] : document.items()) {
        if (key == "input") {
            if (value != "offsets" && value != "padded" && value != "masked" && value != "masked_types")
                return wrong("input is \"offsets\", \"padded\", \"masked\" or \"masked_types\"");
            options.types = value == "masked_types";
            options.form = value == "offsets" ? Form::Offsets : value == "padded" ? Form::Padded : Form::Masked;
        } else if (key == "lower_case") {
            if (!value.is_boolean() || !isOfPieces)
                return wrong("lower_case is true or false, with a vocabulary of WordPiece");
            options.lowerCase = value.get<bool>();
        } else if (key == "ngrams") {
            if (!number(value, 1, isOfPieces ? 1 : kMostNeighbours))
                return wrong(isOfPieces ? "ngrams is not for a vocabulary of WordPiece"
                                        : "ngrams is a whole number from 1 to " + std::to_string(kMostNeighbours));
            options.ngrams = value.get<std::size_t>();
        } else if (key == "max_words") {
            const std::int64_t least = isOfPieces ? 3 : 1; // [CLS], a piece, [SEP]
            if (!number(value, least, kMostWords))
                return wrong("max_words is a whole number from " + std::to_string(least) + " to " +
                             std::to_string(kMostWords));
            options.words = value.get<std::size_t>();
        } else {
            return wrong("there is no key '" + key + "'");
        }
    }
    constexpr std::size_t kUsual = 512;
    if ((isOfPieces || options.form != Form::Offsets) && options.words == 0)
        options.words = kUsual;
    return options;
}

struct Texts {
    std::vector<std::string> texts;
    bool isList = false; ///< a list is answered
};

/// A text, or an object with one. Null: neither.
const json* textIn(const json& value) {
    if (value.is_string())
        return &value;
    for (const char* name : {"text", "data", "body"})
        if (const auto field = value.find(name); value.is_object() && field != value.end())
            return field->is_string() || field->is_array() ? &*field : nullptr;
    return nullptr;
}

Result<Texts> textsOf(const std::string& body) {
    const json document = json::parse(body, nullptr, false);
    const bool isDocument = document.is_object() || document.is_array() || document.is_string();
    if (!isDocument)
        return Texts{{body}};
    const json* const given = document.is_array() ? &document : textIn(document);
    if (!given)
        return fail(ErrorCode::ModelInput, "the object has no text in 'text' or 'data'",
                    R"(send {"text": "…"}, a list of texts, or the text as it is)");
    if (given->is_string())
        return Texts{{given->get<std::string>()}};
    Texts texts{{}, true};
    if (given->empty() || given->size() > kMostTexts)
        return fail(ErrorCode::ModelInput, "the list has " + std::to_string(given->size()) + " texts",
                    "send 1 to " + std::to_string(kMostTexts));
    for (std::size_t i = 0; i < given->size(); ++i) {
        const json* const text = textIn((*given)[i]);
        if (!text || !text->is_string())
            return fail(ErrorCode::ModelInput, "texts[" + std::to_string(i) + "] is no text");
        texts.texts.push_back(text->get<std::string>());
    }
    return texts;
}

Tensor tensorOf(const std::vector<std::int64_t>& numbers, std::vector<std::int64_t> shape) {
    Tensor tensor{DType::Int64, std::move(shape), Bytes(numbers.size() * sizeof(std::int64_t))};
    if (!numbers.empty())
        std::memcpy(tensor.data.data(), numbers.data(), tensor.data.size());
    return tensor;
}

std::vector<std::int64_t> numbersIn(const Tensor& tensor) {
    std::vector<std::int64_t> numbers(tensor.data.size() / sizeof(std::int64_t));
    if (!numbers.empty())
        std::memcpy(numbers.data(), tensor.data.data(), tensor.data.size());
    return numbers;
}

class TextClassifier final : public Handler {
public:
    TextClassifier(std::unique_ptr<Module> module, ClassLabels labels, Vocabulary vocabulary,
                   std::optional<WordPieces> pieces, const TextOptions& options)
        : module_(std::move(module)), labels_(std::move(labels)), vocabulary_(std::move(vocabulary)),
          pieces_(std::move(pieces)), options_(options) {}

    Result<Input> read(std::string body) const override {
        INFERNO_TRY(const Texts given, textsOf(body));
        std::vector<std::int64_t> numbers;
        std::vector<std::int64_t> lengths;
        for (std::size_t i = 0; i < given.texts.size(); ++i) {
            const auto wrong = [&](const char* why) {
                const std::string which = given.isList ? "texts[" + std::to_string(i) + "]" : "the text";
                return fail(ErrorCode::ModelInput, which + why);
            };
            const auto of = numbersOf(given.texts[i]);
            if (!of)
                return wrong(" is not UTF-8");
            if (of->empty())
                return wrong(pieces_ ? " has no word" : " has no word that the model knows");
            numbers.insert(numbers.end(), of->begin(), of->end());
            lengths.push_back(static_cast<std::int64_t>(of->size()));
        }
        Input input;
        input.bucket = "texts";
        input.tensor = tensorOf(numbers, {static_cast<std::int64_t>(numbers.size())});
        input.lengths = tensorOf(lengths, {static_cast<std::int64_t>(lengths.size())});
        input.isList = given.isList;
        return input;
    }

    Result<std::vector<std::string>> run(std::span<const Input> batch) override {
        std::vector<const Tensor*> numbers;
        std::vector<const Tensor*> lengths;
        for (const Input& input : batch) {
            numbers.push_back(&input.tensor);
            lengths.push_back(&input.lengths);
        }
        const std::vector<std::int64_t> all = numbersIn(joined(lengths));
        INFERNO_TRY(const Tensor scores, module_->forward(inputsOf(joined(numbers), all)));
        const auto rows = scoresOf(scores, all.size());
        if (rows.empty())
            return fail(ErrorCode::ModelInvalid,
                        "the model answers " + std::to_string(all.size()) + " texts with a tensor of shape " +
                            shapeText(scores.shape) + " and type " + std::string(textOf(scores.dtype)),
                        "its forward(" + argumentsOf() + ") must return [n, classes]");
        std::vector<std::string> outputs;
        auto row = rows.begin();
        for (const Input& input : batch) {
            std::string output;
            for (std::int64_t i = 0; i < input.lengths.shape[0]; ++i, ++row) {
                INFERNO_TRY(const std::string answer, labels_.answer(*row));
                output += (output.empty() ? "" : ",") + answer;
            }
            outputs.push_back(input.isList ? "[" + output + "]" : std::move(output));
        }
        return outputs;
    }

private:
    /// Nothing: the text is not UTF-8.
    std::optional<std::vector<std::int64_t>> numbersOf(const std::string& text) const {
        if (pieces_)
            return pieces_->numbersOf(vocabulary_, text, options_.words);
        const auto words = basicEnglish(text);
        if (!words)
            return std::nullopt;
        auto of = vocabulary_.numbersOf(withNeighbours(*words, options_.ngrams));
        if (options_.words > 0)
            of.resize(std::min(of.size(), options_.words));
        return of;
    }

    std::string argumentsOf() const {
        switch (options_.form) {
        case Form::Offsets: return "numbers, offsets";
        case Form::Padded: return "numbers, lengths";
        case Form::Masked: break;
        }
        return options_.types ? "numbers, mask, types" : "numbers, mask";
    }

    std::vector<Tensor> inputsOf(Tensor numbers, const std::vector<std::int64_t>& lengths) const {
        if (options_.form == Form::Offsets)
            return offsets(std::move(numbers), lengths);
        std::vector<Tensor> inputs{rowsOf(numbersIn(numbers), lengths, vocabulary_.padding())};
        const auto count = static_cast<std::int64_t>(lengths.size());
        if (options_.form == Form::Padded) {
            inputs.push_back(tensorOf(lengths, {count}));
            return inputs;
        }
        const std::vector<std::int64_t> ones(numbers.data.size() / sizeof(std::int64_t), 1);
        inputs.push_back(rowsOf(ones, lengths, 0));
        if (options_.types)
            inputs.push_back(
                tensorOf(std::vector<std::int64_t>(inputs[0].data.size() / sizeof(std::int64_t)), inputs[0].shape));
        return inputs;
    }

    /// The numbers one behind the other, and where each text begins: what EmbeddingBag takes.
    static std::vector<Tensor> offsets(Tensor numbers, const std::vector<std::int64_t>& lengths) {
        std::vector<std::int64_t> starts(lengths.size());
        std::exclusive_scan(lengths.begin(), lengths.end(), starts.begin(), std::int64_t{0});
        return {std::move(numbers), tensorOf(starts, {static_cast<std::int64_t>(starts.size())})};
    }

    /// A row for each text, all as long as the longest.
    static Tensor rowsOf(const std::vector<std::int64_t>& all, const std::vector<std::int64_t>& lengths,
                         std::int64_t padding) {
        const auto count = static_cast<std::int64_t>(lengths.size());
        const std::int64_t width = *std::ranges::max_element(lengths);
        std::vector<std::int64_t> rows(static_cast<std::size_t>(count * width), padding);
        auto from = all.begin();
        auto to = rows.begin();
        for (const std::int64_t length : lengths) {
            std::copy_n(from, length, to);
            from += length;
            to += width;
        }
        return tensorOf(rows, {count, width});
    }

    std::unique_ptr<Module> module_;
    ClassLabels labels_;
    Vocabulary vocabulary_;
    std::optional<WordPieces> pieces_; ///< with a vocabulary of WordPiece
    TextOptions options_;
};

} // namespace

Result<std::unique_ptr<Handler>> makeTextClassifier(const std::filesystem::path& path, const std::string& device) {
    const std::filesystem::path folder = path.parent_path();
    INFERNO_TRY(ClassLabels labels, ClassLabels::read(folder / "index_to_name.json"));
    INFERNO_TRY(Vocabulary vocabulary, Vocabulary::read(folder));
    const bool isOfPieces = vocabulary.isOfPieces();
    INFERNO_TRY(const TextOptions options, readOptions(folder / "text_classifier.json", isOfPieces));
    std::optional<WordPieces> pieces;
    if (isOfPieces) {
        INFERNO_TRY(pieces, WordPieces::make(vocabulary, folder, options.lowerCase));
    }
    INFERNO_TRY(std::unique_ptr<Module> module, Module::load(path, device));
    return std::make_unique<TextClassifier>(std::move(module), std::move(labels), std::move(vocabulary),
                                            std::move(pieces), options);
}

} // namespace inferno::inference
