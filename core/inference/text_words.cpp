// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inference/text_words.h"

#include <algorithm>
#include <fstream>
#include <utility>

#include "core/inference/characters.h"
#include "core/inference/json_file.h"

namespace inferno::inference {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::string_view kBreak = "<br />";
constexpr std::string_view kMarks = ".,'()!?";
constexpr std::uintmax_t kMostBytes = 256U << 20;

bool isMark(char32_t c) {
    return c < 0x80 && kMarks.find(static_cast<char>(c)) != kMarks.npos;
}

/// The pieces of a tokenizer.json as Hugging Face's library writes it; null where it has none of WordPiece.
json piecesIn(const json& tokenizer) {
    const auto model = tokenizer.find("model");
    if (!tokenizer.is_object() || model == tokenizer.end() || !model->is_object() ||
        model->value("type", json("WordPiece")) != "WordPiece" ||
        model->value("continuing_subword_prefix", json("##")) != "##")
        return nullptr;
    return model->value("vocab", json());
}

std::unexpected<Error> invalid(const fs::path& file, const std::string& why) {
    return fail(ErrorCode::ModelInvalid, file.string() + why, "make the vocabulary anew (docs/formats/model-files.md)");
}

} // namespace

std::optional<std::vector<std::string>> basicEnglish(std::string_view text) {
    auto characters = charactersOf(text);
    if (!characters)
        return std::nullopt;
    std::erase(*characters, U'"');
    for (char32_t& c : *characters)
        c = lower(c);
    std::vector<std::string> words;
    std::string word;
    const auto end = [&] {
        if (!word.empty())
            words.push_back(std::exchange(word, {}));
    };
    const std::u32string lineBreak(kBreak.begin(), kBreak.end());
    for (std::size_t i = 0; i < characters->size(); ++i) {
        const char32_t c = (*characters)[i];
        if (isBlank(c) || c == ';' || c == ':') {
            end();
        } else if (isMark(c)) {
            end();
            words.emplace_back(1, static_cast<char>(c));
        } else if (characters->compare(i, lineBreak.size(), lineBreak) == 0) {
            end();
            i += lineBreak.size() - 1;
        } else {
            append(word, c);
        }
    }
    end();
    return words;
}

std::vector<std::string> withNeighbours(const std::vector<std::string>& words, std::size_t longest) {
    std::vector<std::string> all = words;
    for (std::size_t n = 2; n <= longest; ++n)
        for (std::size_t i = 0; i + n <= words.size(); ++i) {
            std::string joined = words[i];
            for (std::size_t k = 1; k < n; ++k)
                joined += " " + words[i + k];
            all.push_back(std::move(joined));
        }
    return all;
}

Result<Vocabulary> Vocabulary::read(const fs::path& folder) {
    Vocabulary vocabulary;
    const fs::path ofJson = folder / "vocab.json";
    INFERNO_TRY(const json document, readJsonFile(ofJson));
    if (document.is_object()) {
        INFERNO_CHECK(vocabulary.take(ofJson, document));
        return vocabulary;
    }
    const fs::path ofTokenizer = folder / "tokenizer.json";
    INFERNO_TRY(const json tokenizer, readJsonFile(ofTokenizer));
    if (const json pieces = piecesIn(tokenizer); pieces.is_object()) {
        INFERNO_CHECK(vocabulary.take(ofTokenizer, pieces));
        return vocabulary;
    }
    const fs::path ofLines = folder / "vocab.txt";
    std::error_code error;
    const auto size = fs::file_size(ofLines, error);
    if (error)
        return fail(ErrorCode::ModelInvalid,
                    "there is no vocab.json, no vocab.txt and no tokenizer.json of WordPiece in " + folder.string(),
                    "put the vocabulary of the model beside it");
    if (size > kMostBytes)
        return invalid(ofLines, " has more than 256 MiB");
    std::ifstream lines(ofLines);
    std::int64_t number = 0;
    for (std::string line; std::getline(lines, line); ++number) {
        if (line.ends_with('\r'))
            line.pop_back();
        if (!vocabulary.numbers_.emplace(line, number).second)
            return invalid(ofLines, ":" + std::to_string(number + 1) + ": '" + line + "' is there twice");
    }
    INFERNO_CHECK(vocabulary.settle(ofLines));
    return vocabulary;
}

Result<void> Vocabulary::take(const fs::path& file, const json& words) {
    for (const auto& [word, number] : words.items()) {
        if (!number.is_number_integer() || number.get<std::int64_t>() < 0)
            return invalid(file, ": the word '" + word + "' has no whole number from 0 on");
        numbers_.emplace(word, number.get<std::int64_t>());
    }
    return settle(file);
}

Result<void> Vocabulary::settle(const fs::path& file) {
    const auto numberOf = [&](const char* word, const char* other) -> std::optional<std::int64_t> {
        for (const char* name : {word, other})
            if (const auto at = numbers_.find(name); at != numbers_.end())
                return at->second;
        return std::nullopt;
    };
    if (numbers_.empty())
        return invalid(file, " has no words");
    unknown_ = numberOf("<unk>", "[UNK]");
    padding_ = numberOf("<pad>", "[PAD]").value_or(0);
    return {};
}

std::optional<std::int64_t> Vocabulary::numberOf(const std::string& word) const {
    const auto at = numbers_.find(word);
    return at == numbers_.end() ? std::nullopt : std::optional(at->second);
}

bool Vocabulary::hasCapitals() const {
    return std::ranges::any_of(numbers_, [](const auto& each) {
        const std::string& word = each.first;
        return !word.starts_with('[') && std::ranges::any_of(word, [](char c) { return c >= 'A' && c <= 'Z'; });
    });
}

std::vector<std::int64_t> Vocabulary::numbersOf(const std::vector<std::string>& words) const {
    std::vector<std::int64_t> numbers;
    for (const std::string& word : words)
        if (const auto at = numbers_.find(word); at != numbers_.end())
            numbers.push_back(at->second);
        else if (unknown_)
            numbers.push_back(*unknown_);
    return numbers;
}

} // namespace inferno::inference
