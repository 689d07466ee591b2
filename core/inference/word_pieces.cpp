// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inference/word_pieces.h"

#include <utility>

#include <nlohmann/json.hpp>

#include "core/inference/characters.h"
#include "core/inference/json_file.h"

namespace inferno::inference {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::size_t kLongestWord = 100;  ///< characters
constexpr std::string_view kInside = "##"; ///< before a piece that does not begin its word

/// What separates words; other controls are left out.
bool separates(char32_t c) {
    return c == '\t' || c == '\n' || c == '\r' || (isBlank(c) && !isControl(c));
}

/// What tokenizer.json or tokenizer_config.json say of lower case, as Hugging Face's libraries write them.
Result<std::optional<bool>> saidOfCase(const fs::path& folder) {
    INFERNO_TRY(const json whole, readJsonFile(folder / "tokenizer.json"));
    if (const auto normalizer = whole.find("normalizer");
        whole.is_object() && normalizer != whole.end() && normalizer->is_object() &&
        normalizer->contains("lowercase") && (*normalizer)["lowercase"].is_boolean())
        return (*normalizer)["lowercase"].get<bool>();
    INFERNO_TRY(const json settings, readJsonFile(folder / "tokenizer_config.json"));
    if (const auto at = settings.find("do_lower_case");
        settings.is_object() && at != settings.end() && at->is_boolean())
        return at->get<bool>();
    return std::optional<bool>{};
}

} // namespace

std::optional<std::vector<std::string>> bertWords(std::string_view text, bool lowerCase) {
    const auto characters = charactersOf(text);
    if (!characters)
        return std::nullopt;
    std::u32string changed;
    for (const char32_t c : *characters)
        if (lowerCase)
            appendBase(changed, lower(c));
        else
            changed += c;
    std::vector<std::string> words;
    std::string word;
    const auto end = [&] {
        if (!word.empty())
            words.push_back(std::exchange(word, {}));
    };
    for (const char32_t c : changed) {
        if (separates(c)) {
            end();
        } else if (isPunctuation(c) || isIdeograph(c)) {
            end();
            append(word, c);
            end();
        } else if (c != 0xFFFD && !isControl(c)) {
            append(word, c);
        }
    }
    end();
    return words;
}

Result<WordPieces> WordPieces::make(const Vocabulary& vocabulary, const fs::path& folder,
                                    std::optional<bool> lowerCase) {
    WordPieces pieces;
    const auto unknown = vocabulary.numberOf("[UNK]");
    if (!unknown)
        return fail(ErrorCode::ModelInvalid,
                    "the vocabulary in " + folder.string() + " has [CLS] and [SEP], but no [UNK]",
                    "make the vocabulary anew (docs/formats/model-files.md)");
    pieces.unknown_ = *unknown;
    pieces.begin_ = vocabulary.numberOf("[CLS]").value_or(0);
    pieces.end_ = vocabulary.numberOf("[SEP]").value_or(0);
    if (!lowerCase) {
        INFERNO_TRY(lowerCase, saidOfCase(folder));
    }
    pieces.lowerCase_ = lowerCase.value_or(!vocabulary.hasCapitals());
    return pieces;
}

std::optional<std::vector<std::int64_t>> WordPieces::numbersOf(const Vocabulary& vocabulary, std::string_view text,
                                                               std::size_t most) const {
    const auto words = bertWords(text, lowerCase_);
    if (!words)
        return std::nullopt;
    std::vector<std::int64_t> numbers;
    if (words->empty())
        return numbers;
    numbers.push_back(begin_);
    for (const std::string& word : *words) {
        if (numbers.size() + 1 >= most)
            break;
        addPieces(vocabulary, word, numbers);
    }
    numbers.resize(std::min(numbers.size(), std::max<std::size_t>(most, 2) - 1));
    numbers.push_back(end_);
    return numbers;
}

void WordPieces::addPieces(const Vocabulary& vocabulary, const std::string& word,
                           std::vector<std::int64_t>& numbers) const {
    const auto isBegin = [&](std::size_t at) { return at == word.size() || (word[at] & 0xC0) != 0x80; };
    const std::size_t before = numbers.size();
    std::size_t characters = 0;
    for (std::size_t at = 0; at < word.size(); ++at)
        characters += isBegin(at) ? 1 : 0;
    for (std::size_t from = 0; from < word.size() && characters <= kLongestWord;) {
        std::optional<std::int64_t> found;
        std::size_t to = word.size();
        for (; to > from; --to) {
            if (!isBegin(to))
                continue;
            found = vocabulary.numberOf((from > 0 ? std::string(kInside) : "") + word.substr(from, to - from));
            if (found)
                break;
        }
        if (!found)
            break;
        numbers.push_back(*found);
        from = to;
        if (from == word.size())
            return;
    }
    numbers.resize(before);
    numbers.push_back(unknown_);
}

} // namespace inferno::inference
