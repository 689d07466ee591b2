// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "core/inference/handler.h"
#include "core/inference/module.h"
#include "core/inference/word_pieces.h"
#include "tests/core/inference/folder.h"

using namespace inferno;
using namespace inferno::inference;

namespace {

/// That of google-research/bert's own tests, with what a text begins and ends with, and capitals in none.
constexpr const char* kPieces = "[UNK]\n[CLS]\n[SEP]\nwant\n##want\n##ed\nwa\nun\nrunn\n##ing\n,\nlow\nlowest\n[PAD]\n";

std::string shown(const std::optional<std::vector<std::string>>& words) {
    std::string out = words ? "" : "no UTF-8";
    for (const std::string& word : words.value_or(std::vector<std::string>{}))
        out += word + "|";
    return out;
}
std::string lowered(std::string_view text) {
    return shown(bertWords(text, true));
}
std::string asTheyAre(std::string_view text) {
    return shown(bertWords(text, false));
}

struct Tokenizer {
    Folder folder;
    Vocabulary vocabulary;
    WordPieces pieces;

    std::string ids(std::string_view text, std::size_t most = 512) const {
        const auto numbers = pieces.numbersOf(vocabulary, text, most);
        return numbers ? nlohmann::json(*numbers).dump() : "no UTF-8";
    }
};

std::unique_ptr<Tokenizer> tokenizer(const std::map<std::string, std::string>& files,
                                     std::optional<bool> lowerCase = {}) {
    auto made = std::make_unique<Tokenizer>();
    for (const auto& [name, content] : files)
        std::ofstream(made->folder.path / name) << content;
    auto vocabulary = Vocabulary::read(made->folder.path);
    REQUIRE_MESSAGE(vocabulary, (vocabulary ? std::string{} : vocabulary.error().message()));
    CHECK(vocabulary->isOfPieces());
    auto pieces = WordPieces::make(*vocabulary, made->folder.path, lowerCase);
    REQUIRE_MESSAGE(pieces, (pieces ? std::string{} : pieces.error().message()));
    made->vocabulary = std::move(*vocabulary);
    made->pieces = *pieces;
    return made;
}

} // namespace

TEST_CASE("words as BERT's basic tokenizer finds them") {
    // The first of them are those of google-research/bert, tokenization_test.py.
    CHECK(lowered(" \tHeLLo!how  \n Are yoU?  ") == "hello|!|how|are|you|?|");
    CHECK(asTheyAre(" \tHeLLo!how  \n Are yoU?  ") == "HeLLo|!|how|Are|yoU|?|");
    CHECK(lowered("H\u00E9llo") == "hello|");
    CHECK(asTheyAre("H\u00E9llo") == "H\u00E9llo|");
    CHECK(lowered("ah\u535A\u63A8zz") == "ah|\u535A|\u63A8|zz|");
    CHECK(lowered("a-b$c`d.e^f_g~h@i") == "a|-|b|$|c|`|d|.|e|^|f|_|g|~|h|@|i|");
    // Each of these by the same rules on Python's unicodedata 14.0.
    CHECK(lowered("\u00C4rger \u0130stanbul \u1E9E \u03A3\u03AF\u03C3\u03C5\u03C6\u03BF\u03C2") ==
          "arger|istanbul|\u00DF|\u03C3\u03B9\u03C3\u03C5\u03C6\u03BF\u03C2|");
    CHECK(lowered("e\u0301 n\u0303") == "e|n|");                               // accents of their own
    CHECK(lowered("\uD55C\uAD6D") == "\u1112\u1161\u11AB\u1100\u116E\u11A8|"); // syllables in their parts
    CHECK(asTheyAre("\uD55C\uAD6D") == "\uD55C\uAD6D|");
    CHECK(lowered("\u00AB5\u2009\u20AC\u00BB \u2014 \u00BFno? \u00A9x") ==
          "\u00AB|5|\u20AC|\u00BB|\u2014|\u00BF|no|?|\u00A9x|");
    CHECK(lowered("\u3042\u3044\u3002\u4E00\u3000\U00020000x") == "\u3042\u3044|\u3002|\u4E00|\U00020000|x|");
    CHECK(lowered("\uF900") == "\u8C48|"); // an ideograph that is there twice
    CHECK(lowered(std::string_view("a\0b\x07"
                                   "c\u200Dd\uFEFF\uFFFD",
                                   15)) == "abcd|");
    CHECK(lowered("a\u0085b\u2028c\u00A0d") == "ab|c|d|");
    CHECK(lowered("\U0001F44D\U0001F3FD ok") == "\U0001F44D\U0001F3FD|ok|");
    CHECK(lowered("[CLS] [MASK]") == "[|cls|]|[|mask|]|"); // what a text says is no order
    CHECK(lowered("").empty());
    CHECK(lowered("a\xFF") == "no UTF-8");
}

TEST_CASE("pieces are the longest that there are") {
    const auto bert = tokenizer({{"vocab.txt", kPieces}});
    CHECK(bert->ids("unwanted running") == "[1,7,4,5,8,9,2]");
    CHECK(bert->ids("unwantedX running") == "[1,0,8,9,2]");
    CHECK(bert->ids("UNwant\u00E9d,running") == "[1,7,4,5,10,8,9,2]");
    CHECK(bert->ids("lowest low lower") == "[1,12,11,0,2]");
    CHECK(bert->ids("") == "[]");
    CHECK(bert->ids(" \n") == "[]");
    CHECK(bert->ids(std::string(100, 'w')) == "[1,0,2]");
    CHECK(bert->ids("low " + std::string(101, 'w') + " low") == "[1,11,0,11,2]");
    CHECK(bert->ids("low low low low low", 5) == "[1,11,11,11,2]");
    CHECK(bert->ids("low unwanted", 5) == "[1,11,7,4,2]"); // cut within a word
    CHECK(bert->ids("low", 3) == "[1,11,2]");
    CHECK(bert->ids("\xC3") == "no UTF-8");
}

TEST_CASE("where the case of letters is told") {
    const std::string cased = std::string(kPieces) + "Low\n";
    CHECK(tokenizer({{"vocab.txt", kPieces}})->ids("LOW") == "[1,11,2]");
    CHECK(tokenizer({{"vocab.txt", cased}})->ids("Low low LOW") == "[1,14,11,0,2]"); // it has capitals
    CHECK(tokenizer({{"vocab.txt", cased}}, true)->ids("Low") == "[1,11,2]");
    CHECK(tokenizer({{"vocab.txt", kPieces}, {"tokenizer_config.json", R"({"do_lower_case": false})"}})->ids("LOW") ==
          "[1,0,2]");
    const char* const whole =
        R"({"normalizer": {"type": "BertNormalizer", "lowercase": false},
            "model": {"type": "WordPiece", "vocab": {"[UNK]": 5, "[CLS]": 6, "[SEP]": 7, "low": 1, "##er": 2}}})";
    CHECK(tokenizer({{"tokenizer.json", whole}})->ids("lower LOW low") == "[6,1,2,5,1,7]");
    CHECK(tokenizer({{"tokenizer.json", whole}}, true)->ids("LOWER") == "[6,1,2,7]");
}

TEST_CASE("a classifier of pieces is given their numbers and a mask") {
    const Folder folder;
    std::ofstream(folder / "vocab.txt") << kPieces;
    std::ofstream(folder / "index_to_name.json") << R"({"0": "lows", "1": "others"})";
    const auto made = [&](const char* arguments, const char* options, const char* more = "") {
        std::ofstream(folder / "text_classifier.json") << options;
        // What is masked has to be [PAD], and what is not has to be something else, or the answer says so.
        const std::string source = std::string("def forward(self, ") + arguments +
                                   ") -> Tensor:\n"
                                   "    wrong = (((numbers == 13).long() + mask) != 1).sum().float() * 1000\n" +
                                   more +
                                   "    lows = ((numbers == 11).long() * mask).sum(1).float()\n"
                                   "    others = (mask.sum(1) - 2).float() - lows\n"
                                   "    return torch.stack([lows, others + wrong], 1)\n";
        REQUIRE(saveModule(folder / "texts.pt", source));
        auto handler = makeHandler("text_classifier", folder / "texts.pt", "cpu");
        REQUIRE_MESSAGE(handler, (handler ? std::string{} : handler.error().message()));
        return std::move(*handler);
    };
    const auto answers = [](Handler& handler, const std::vector<std::string>& bodies) {
        std::vector<Input> inputs;
        for (const std::string& body : bodies)
            inputs.push_back(readInput(handler, body).value());
        std::vector<std::string> out;
        for (auto& answer : runBatch(handler, inputs).answers)
            out.push_back(answer ? *answer : answer.error().detail);
        return out;
    };
    const std::vector<std::string> bodies{"low", "low want, unwanted low", R"(["want", "low low"])"};
    for (const bool types : {false, true}) {
        CAPTURE(types);
        const auto handler =
            types ? made("numbers: Tensor, mask: Tensor, types: Tensor", R"({"input": "masked_types"})",
                         "    wrong = wrong + (types != torch.zeros_like(numbers)).sum().float() * 1000\n")
                  : made("numbers: Tensor, mask: Tensor", "{}");
        const auto together = answers(*handler, bodies);
        for (std::size_t i = 0; i < bodies.size(); ++i)
            CHECK(together[i] == answers(*handler, {bodies[i]})[0]);
        CHECK(together[0].starts_with(R"({"lows":0.73)"));   // 1 : 0
        CHECK(together[1].starts_with(R"({"others":0.95)")); // 2 : 5
    }
    const auto shortened = made("numbers: Tensor, mask: Tensor", R"({"max_words": 3, "lower_case": false})");
    CHECK(answers(*shortened, {"low want"})[0] == answers(*shortened, {"low"})[0]);
    CHECK(answers(*shortened, {"LOW"})[0].starts_with(R"({"others")"));
    CHECK(readInput(*shortened, "  ").error().detail == "the text has no word");
    for (const auto& [options, why] : {std::pair{R"({"ngrams": 2})", "ngrams is not for"},
                                       {R"({"max_words": 2})", "max_words is a whole number from 3"},
                                       {R"({"lower_case": 1})", "lower_case is true or false"}}) {
        std::ofstream(folder / "text_classifier.json") << options;
        const auto refused = makeHandler("text_classifier", folder / "texts.pt", "cpu");
        REQUIRE(!refused);
        CHECK_MESSAGE(refused.error().detail.contains(why), refused.error().detail);
    }
    std::ofstream(folder / "vocab.txt") << "[CLS]\n[SEP]\nlow\n";
    std::ofstream(folder / "text_classifier.json") << "{}";
    CHECK(makeHandler("text_classifier", folder / "texts.pt", "cpu").error().detail.contains("but no [UNK]"));
}

TEST_CASE("a tensor alone in a tuple is an answer") {
    const Folder folder;
    REQUIRE(saveModule(folder / "m.pt", "def forward(self, x: Tensor) -> Tuple[Tensor]:\n    return (x * 2,)\n"));
    const auto handler = makeHandler("tensor", folder / "m.pt", "cpu");
    REQUIRE(handler);
    const auto input = readInput(**handler, R"({"inputs": [1, 2]})");
    REQUIRE(input);
    CHECK(runBatch(**handler, std::span(&*input, 1)).answers[0].value().contains("[2.0,4.0]"));
}
