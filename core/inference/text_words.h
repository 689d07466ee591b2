// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/base/error.h"

namespace inferno::inference {

/// The words of a text as torchtext's tokenizer "basic_english" takes them: lower-case, without `"`; each of . , ' ( )
/// ! ? is a word; blanks, ; : and <br /> separate. Nothing: it is not UTF-8. Pure.
std::optional<std::vector<std::string>> basicEnglish(std::string_view text);

/// The words, then each two neighbours with a blank between them, then each three, up to `longest`.
std::vector<std::string> withNeighbours(const std::vector<std::string>& words, std::size_t longest);

/// The numbers of words. Immutable; safe from any thread.
class Vocabulary {
public:
    /// Reads vocab.json ({"word": number}) of a folder, else the pieces in tokenizer.json, else vocab.txt (a word a
    /// line, the first has the number 0). Error: model.invalid.
    static Result<Vocabulary> read(const std::filesystem::path& folder);

    /// A word that is not in it has the number of <unk> or [UNK], or is left out where there is neither.
    std::vector<std::int64_t> numbersOf(const std::vector<std::string>& words) const;
    std::optional<std::int64_t> numberOf(const std::string& word) const;
    /// It is one of WordPiece: it has [CLS] and [SEP].
    bool isOfPieces() const { return numberOf("[CLS]") && numberOf("[SEP]"); }
    /// There are capital letters (of ASCII) in it, but for words as [UNK].
    bool hasCapitals() const;
    /// The number of <pad> or [PAD], else 0.
    std::int64_t padding() const { return padding_; }

private:
    Result<void> take(const std::filesystem::path& file, const nlohmann::json& words);
    Result<void> settle(const std::filesystem::path& file);

    std::unordered_map<std::string, std::int64_t> numbers_;
    std::optional<std::int64_t> unknown_;
    std::int64_t padding_ = 0;
};

} // namespace inferno::inference
