// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <vector>

#include <QString>
#include <QStringView>

namespace inferno::models {

/// Finds names by what somebody types: the whole name, its beginning, the beginning of a word, any place in it, its
/// letters in their order; and by other words that an entry is known by, which count less. Several words are all to be
/// found, in any order. Words lie in buckets by their first two letters, so that what begins with the typed letters is
/// found without a look at the rest; the rest is looked through only where that leaves room in the answer. Building is
/// O(letters), an answer O(entries) at worst. Not safe from two threads at once.
class PaletteIndex {
public:
    struct Entry {
        QString name;
        QString words{}; ///< other words that it is known by; ""
        int kind = 0;    ///< 0..31; a search names those that it wants
        int bonus = 0;   ///< added to how well it fits, of which a rank is 1000 apart
    };
    struct Hit {
        int entry = 0;
        int score = 0;
        bool operator==(const Hit&) const = default;
    };

    void build(const std::vector<Entry>& entries);
    [[nodiscard]] int size() const { return static_cast<int>(items_.size()); }
    /// The best, at most `most`; equal ones in the order in which they were given. Without words: nothing.
    [[nodiscard]] std::vector<Hit> find(QStringView words, std::size_t most, quint32 kinds = ~0U) const;

private:
    struct Item {
        QString name; ///< in small letters, as long as the name is
        QString words;
        quint64 letters = 0; ///< a bit for each letter that occurs
        int kind = 0;
        int bonus = 0;
    };
    [[nodiscard]] int scoreOf(const Item& item, const std::vector<QString>& words, const QString& letters,
                              quint64 mask) const;

    std::vector<Item> items_;
    std::map<quint32, std::vector<int>> buckets_; ///< first two letters of a word → entries
    mutable std::vector<quint32> seen_;           ///< by entry: the search that has looked at it
    mutable quint32 search_ = 0;
};

/// Where the letters of `words` stand in `name`, for their mark: places and lengths. Pure.
std::vector<std::pair<qsizetype, qsizetype>> matchedPlaces(const QString& name, QStringView words);

} // namespace inferno::models
