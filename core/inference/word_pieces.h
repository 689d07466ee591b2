// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/inference/text_words.h"

namespace inferno::inference {

/// The words of a text as BERT's basic tokenizer takes them (google-research/bert, tokenization.py): without control
/// characters; blanks separate, each ideograph and each sign of punctuation is a word, and, with `lowerCase`, letters
/// are lower-case and without accents. Nothing: it is not UTF-8. Pure.
std::optional<std::vector<std::string>> bertWords(std::string_view text, bool lowerCase);

/// BERT's tokenizer: words, and of each the longest pieces that the vocabulary has. Immutable; safe from any thread.
class WordPieces {
public:
    /// REQUIRES that the vocabulary has [CLS] and [SEP]. `lowerCase`: where nothing is said, it is the vocabulary's,
    /// which has no capital letters then. Error: model.invalid where there is no [UNK].
    static Result<WordPieces> make(const Vocabulary& vocabulary, const std::filesystem::path& folder,
                                   std::optional<bool> lowerCase);

    /// [CLS], the numbers of the pieces, [SEP]: at most `most` in all, of which the last pieces are left out. A word
    /// that cannot be made of pieces, or has over 100 characters, is [UNK]. No numbers: there is no word. Nothing: the
    /// text is not UTF-8.
    std::optional<std::vector<std::int64_t>> numbersOf(const Vocabulary& vocabulary, std::string_view text,
                                                       std::size_t most) const;

private:
    void addPieces(const Vocabulary& vocabulary, const std::string& word, std::vector<std::int64_t>& numbers) const;

    bool lowerCase_ = true;
    std::int64_t begin_ = 0;   ///< [CLS]
    std::int64_t end_ = 0;     ///< [SEP]
    std::int64_t unknown_ = 0; ///< [UNK]
};

} // namespace inferno::inference
