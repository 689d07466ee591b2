// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/inference/handler.h"
#include "core/inference/module.h"
#include "core/inference/text_words.h"
#include "tests/core/inference/folder.h"

using namespace inferno;
using namespace inferno::inference;
using nlohmann::json;

namespace {

constexpr const char* kVocabulary = R"({"<unk>": 0, "good": 1, "bad": 2, "film": 3, ".": 4, "not good": 5, "not": 6})";

/// Two classes: how often the words 1 and 2 come in each text.
constexpr const char* kCounts = R"(
def forward(self, numbers: Tensor, offsets: Tensor) -> Tensor:
    texts = torch.bucketize(torch.arange(numbers.size(0)), offsets, right=True) - 1
    scores = torch.zeros(offsets.size(0), 2)
    for word in [1, 2]:
        scores[:, word - 1].index_add_(0, texts, (numbers == word).float())
    return scores
)";
/// The same of padded rows; what is behind a text's length counts for much.
constexpr const char* kPadded = R"(
def forward(self, numbers: Tensor, lengths: Tensor) -> Tensor:
    inside = torch.arange(numbers.size(1)).unsqueeze(0) < lengths.unsqueeze(1)
    good = ((numbers == 1) & inside).sum(1).float()
    bad = ((numbers == 2) & inside).sum(1).float() + ((numbers != 7) & ~inside).sum(1).float() * 100
    return torch.stack([good, bad], 1)
)";

class Classifier {
public:
    explicit Classifier(const char* source, const char* vocabulary = kVocabulary, const char* options = nullptr) {
        std::ofstream(folder_ / "vocab.json") << vocabulary;
        std::ofstream(folder_ / "index_to_name.json") << R"({"0": "like", "1": "dislike"})";
        if (options)
            std::ofstream(folder_ / "text_classifier.json") << options;
        REQUIRE(saveModule(folder_ / "texts.pt", source));
        auto made = makeHandler("text_classifier", folder_ / "texts.pt", "cpu");
        REQUIRE_MESSAGE(made, (made ? std::string{} : made.error().message()));
        handler_ = std::move(*made);
    }
    BatchOutcome ask(const std::vector<std::string>& bodies) {
        std::vector<Input> inputs;
        for (const std::string& body : bodies) {
            auto input = readInput(*handler_, body);
            REQUIRE_MESSAGE(input, (input ? std::string{} : input.error().message()));
            inputs.push_back(std::move(*input));
            CHECK(inputs.back().bucket == inputs.front().bucket);
        }
        return runBatch(*handler_, inputs);
    }
    std::string answer(const std::string& body) {
        auto input = readInput(*handler_, body);
        if (!input)
            return input.error().detail;
        const BatchOutcome outcome = runBatch(*handler_, std::span(&*input, 1));
        return outcome.answers[0] ? *outcome.answers[0] : outcome.answers[0].error().detail;
    }

private:
    Folder folder_;
    std::unique_ptr<Handler> handler_;
};

/// "a|b|".
std::string shown(const std::vector<std::string>& words) {
    std::string out;
    for (const std::string& word : words)
        out += word + "|";
    return out;
}
std::string wordsOf(std::string_view text) {
    const auto words = basicEnglish(text);
    return words ? shown(*words) : "no UTF-8";
}

} // namespace

TEST_CASE("words as torchtext's basic_english finds them") {
    // Each of these by torchtext.data.utils.get_tokenizer("basic_english"), from its rules in data/utils.py.
    CHECK(wordsOf("You can now install TorchText using pip!") == "you|can|now|install|torchtext|using|pip|!|");
    CHECK(wordsOf("It's \"good\", isn't it?") == "it|'|s|good|,|isn|'|t|it|?|");
    CHECK(wordsOf("a.b (c); d: e<br />f") == "a|.|b|(|c|)|d|e|f|");
    CHECK(wordsOf("  tabs\tand\r\nlines\xC2\xA0"
                  "and\xE3\x80\x80"
                  "blanks ") == "tabs|and|lines|and|blanks|");
    CHECK(wordsOf("<br /> <BR /> <br \"/> <br/>") == "<br/>|");
    CHECK(wordsOf("\xC3\x84RGER \xCE\xA9 \xD0\x94\xD0\x90 \xF0\x9F\x91\x8D") ==
          "\xC3\xA4rger|\xCF\x89|\xD0\xB4\xD0\xB0|\xF0\x9F\x91\x8D|");
    CHECK(wordsOf("100-percent_sure @home #1") == "100-percent_sure|@home|#1|");
    CHECK(wordsOf("").empty());
    for (const char* text :
         {"\xFF", "a\xC3", "\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\xF8\x88\x80\x80\x80"})
        CHECK(wordsOf(text) == "no UTF-8");
    CHECK(shown(withNeighbours({"a", "b", "c"}, 2)) == "a|b|c|a b|b c|");
    CHECK(shown(withNeighbours({"a", "b", "c"}, 3)) == "a|b|c|a b|b c|a b c|");
    CHECK(shown(withNeighbours({"a"}, 3)) == "a|");
}

TEST_CASE("a text is answered with its classes, the likeliest first") {
    Classifier classifier(kCounts);
    const double all = std::exp(2) + 1;
    const json good = json::parse(classifier.answer("GOOD film. Good!"));
    CHECK(good["like"].get<double>() == doctest::Approx(std::exp(2) / all).epsilon(1e-5));
    CHECK(good["dislike"].get<double>() == doctest::Approx(1 / all).epsilon(1e-5));
    CHECK(classifier.answer("a bad, bad film").starts_with(R"({"dislike":)"));
}

TEST_CASE("a text comes as it is, in JSON, and in lists") {
    Classifier classifier(kCounts);
    const std::string good = classifier.answer("good");
    const std::string bad = classifier.answer("bad");
    REQUIRE(good != bad);
    for (const char* body :
         {R"("good")", R"({"text": "good"})", R"({"data": "good"})", R"({"body": "good"})", "good\n"})
        CHECK(classifier.answer(body) == good);
    CHECK(classifier.answer(R"(["good", "bad"])") == "[" + good + "," + bad + "]");
    CHECK(classifier.answer(R"({"data": ["bad", {"text": "good"}]})") == "[" + bad + "," + good + "]");
    CHECK(classifier.answer(R"(["bad"])") == "[" + bad + "]");
    CHECK(classifier.answer("{ good") == good);                      // no JSON: a text
    CHECK(classifier.answer("123") == classifier.answer("unknown")); // a number is a text too
}

TEST_CASE("texts in a batch answer as each alone") {
    for (const bool padded : {false, true}) {
        CAPTURE(padded);
        Classifier classifier(padded ? kPadded : kCounts, R"({"<pad>": 7, "<unk>": 0, "good": 1, "bad": 2})",
                              padded ? R"({"input": "padded"})" : nullptr);
        const std::vector<std::string> bodies{"good good bad", "bad", R"(["good", "bad bad good", "x"])",
                                              "one two three four"};
        const BatchOutcome together = classifier.ask(bodies);
        CHECK(!together.retried);
        REQUIRE(together.answers.size() == bodies.size());
        for (std::size_t i = 0; i < bodies.size(); ++i) {
            REQUIRE(together.answers[i]);
            CHECK(*together.answers[i] == classifier.answer(bodies[i]));
        }
        CHECK(*together.answers[0] != *together.answers[1]);
    }
}

TEST_CASE("words that are not known, neighbours, and texts that are too long") {
    Classifier none(kCounts, R"({"good": 1, "bad": 2})");
    CHECK(none.answer("a good film") == none.answer("good"));
    CHECK(none.answer("a film") == "the text has no word that the model knows");
    Classifier neighbours(
        "def forward(self, numbers: Tensor, offsets: Tensor) -> Tensor:\n"
        "    return torch.stack([(numbers == 5).sum(), (numbers == 6).sum()]).float().unsqueeze(0) * 1000\n",
        kVocabulary, R"({"ngrams": 2})");
    CHECK(neighbours.answer("not good not bad") == R"({"dislike":1.0,"like":0.0})");
    CHECK(neighbours.answer("good not good").starts_with(R"({"like":0.5)"));
    Classifier shortened(kCounts, kVocabulary, R"({"max_words": 2})");
    CHECK(shortened.answer("good good bad bad bad") == shortened.answer("good good"));
}

TEST_CASE("what is no text is refused, alone") {
    Classifier classifier(kCounts);
    CHECK(classifier.answer("\xFF\xFE") == "the text is not UTF-8");
    CHECK(classifier.answer("  ") == "the text has no word that the model knows");
    CHECK(classifier.answer(R"({"user_id": 77})") == "the object has no text in 'text' or 'data'");
    CHECK(classifier.answer(R"({"text": 1})") == "the object has no text in 'text' or 'data'");
    CHECK(classifier.answer("[]") == "the list has 0 texts");
    CHECK(classifier.answer(R"(["good", 1])") == "texts[1] is no text");
    CHECK(classifier.answer(R"(["good", {"text": ["bad"]}])") == "texts[1] is no text");
    CHECK(classifier.answer(R"(["good", ""])") == "texts[1] has no word that the model knows");
    CHECK(classifier.answer(json(std::vector<std::string>(1001, "good")).dump()) == "the list has 1001 texts");
}

TEST_CASE("models that do not score classes are refused") {
    Classifier same("def forward(self, numbers: Tensor, offsets: Tensor) -> Tensor:\n    return numbers\n");
    CHECK(same.answer("good film") == "the model answers 1 texts with a tensor of shape [2] and type int64");
    Classifier undefined("def forward(self, numbers: Tensor, offsets: Tensor) -> Tensor:\n"
                         "    return torch.log(torch.zeros(offsets.size(0), 2) - 1)\n");
    CHECK(undefined.answer("good") == "the model answers with scores that are no finite numbers");
}

TEST_CASE("vocabularies by lines, and what is broken beside the model") {
    const Folder folder;
    REQUIRE(saveModule(folder / "texts.pt", kCounts));
    const auto made = [&] { return makeHandler("text_classifier", folder / "texts.pt", "cpu"); };
    CHECK(made().error().detail.starts_with(
        "there is no vocab.json, no vocab.txt and no tokenizer.json of WordPiece in "));
    std::ofstream(folder / "vocab.txt") << "<unk>\r\ngood\nbad\n";
    const auto handler = made();
    REQUIRE(handler);
    const auto input = readInput(**handler, "bad film");
    REQUIRE(input);
    CHECK(runBatch(**handler, std::span(&*input, 1)).answers[0]->starts_with(R"({"1":)"));
    struct Row {
        const char* file;
        const char* content;
        const char* why;
    };
    for (const Row& row :
         {Row{"vocab.txt", "a\nb\na\n", "vocab.txt:3: 'a' is there twice"}, Row{"vocab.txt", "", "has no words"},
          Row{"vocab.json", R"({"a": -1})", "the word 'a' has no whole number"},
          Row{"vocab.json", R"({"a": "1"})", "the word 'a' has no whole number"},
          Row{"vocab.json", "{", "is no JSON object"},
          Row{"text_classifier.json", R"({"input": "rows"})", "input is \"offsets\", \"padded\", \"masked\" or"},
          Row{"text_classifier.json", R"({"ngrams": 0})", "ngrams is a whole number from 1 to 5"},
          Row{"text_classifier.json", R"({"max_words": 1.5})", "max_words is a whole number"},
          Row{"text_classifier.json", R"({"ngram": 2})", "there is no key 'ngram'"},
          Row{"index_to_name.json", "[]", "index_to_name.json is no JSON object"}}) {
        CAPTURE(std::string(row.content));
        std::ofstream(folder / "vocab.txt") << "good\n";
        std::ofstream(folder / row.file) << row.content;
        const auto refused = made();
        REQUIRE(!refused);
        CHECK(refused.error().code == ErrorCode::ModelInvalid);
        CHECK_MESSAGE(refused.error().detail.contains(row.why), refused.error().detail);
        std::filesystem::remove(folder / row.file);
    }
}
