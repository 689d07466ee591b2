// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inference/text_words.h"

#include <array>
#include <fstream>
#include <utility>

#include <locale.h>
#include <wctype.h>

#include "core/inference/json_file.h"

namespace inferno::inference {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

constexpr std::string_view kBreak = "<br />";
constexpr std::string_view kMarks = ".,'()!?";
constexpr std::uintmax_t kMostBytes = 256U << 20;

/// The characters of a text (RFC 3629); nothing for what is not UTF-8.
std::optional<std::u32string> charactersOf(std::string_view text) {
    constexpr std::array<char32_t, 4> kLeast{0, 0x80, 0x800, 0x10000}; // by how many bytes follow
    std::u32string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i++]);
        const int more = first < 0x80 ? 0 : (first & 0xE0) == 0xC0 ? 1 : (first & 0xF0) == 0xE0 ? 2 : 3;
        if (more == 3 && (first & 0xF8) != 0xF0)
            return std::nullopt;
        auto c = static_cast<char32_t>(more == 0 ? first : first & (0x3F >> more));
        for (int k = 0; k < more; ++k, ++i) {
            if (i >= text.size() || (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80)
                return std::nullopt;
            c = (c << 6) | (static_cast<unsigned char>(text[i]) & 0x3F);
        }
        if (c < kLeast[static_cast<std::size_t>(more)] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
            return std::nullopt;
        out.push_back(c);
    }
    return out;
}

void append(std::string& out, char32_t c) {
    const auto byte = [&](char32_t value) { out.push_back(static_cast<char>(value)); };
    if (c < 0x80) {
        byte(c);
    } else if (c < 0x800) {
        byte(0xC0 | (c >> 6));
        byte(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        byte(0xE0 | (c >> 12));
        byte(0x80 | ((c >> 6) & 0x3F));
        byte(0x80 | (c & 0x3F));
    } else {
        byte(0xF0 | (c >> 18));
        byte(0x80 | ((c >> 12) & 0x3F));
        byte(0x80 | ((c >> 6) & 0x3F));
        byte(0x80 | (c & 0x3F));
    }
}

/// The lower-case letter, one for one.
char32_t lower(char32_t c) {
    static const locale_t kUnicode = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
    if (c < 0x80 || !kUnicode)
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    return static_cast<char32_t>(::towlower_l(static_cast<wint_t>(c), kUnicode));
}

/// What Python's str.split() takes for a blank.
bool isBlank(char32_t c) {
    return (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x20) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool isMark(char32_t c) {
    return c < 0x80 && kMarks.find(static_cast<char>(c)) != kMarks.npos;
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
        for (const auto& [word, number] : document.items()) {
            if (!number.is_number_integer() || number.get<std::int64_t>() < 0)
                return invalid(ofJson, ": the word '" + word + "' has no whole number from 0 on");
            vocabulary.numbers_.emplace(word, number.get<std::int64_t>());
        }
        INFERNO_CHECK(vocabulary.settle(ofJson));
        return vocabulary;
    }
    const fs::path ofLines = folder / "vocab.txt";
    std::error_code error;
    const auto size = fs::file_size(ofLines, error);
    if (error)
        return fail(ErrorCode::ModelInvalid, "there is no vocab.json and no vocab.txt in " + folder.string(),
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

Result<void> Vocabulary::settle(const fs::path& file) {
    const auto numberOf = [&](const char* word, const char* other) -> std::optional<std::int64_t> {
        for (const char* name : {word, other})
            if (const auto at = numbers_.find(name); at != numbers_.end())
                return at->second;
        return std::nullopt;
    };
    if (numbers_.empty())
        return invalid(file, " has no words");
    if (numbers_.contains("[CLS]") && numbers_.contains("[SEP]"))
        return fail(ErrorCode::ModelInvalid,
                    file.string() + " is a vocabulary of WordPiece ([CLS], [SEP]), which text_classifier cannot read",
                    "serve the model by the handler tensor, and send it the numbers of the pieces");
    unknown_ = numberOf("<unk>", "[UNK]");
    padding_ = numberOf("<pad>", "[PAD]").value_or(0);
    return {};
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
