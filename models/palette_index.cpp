// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/palette_index.h"

#include <algorithm>
#include <utility>

#include <QList>

namespace inferno::models {
namespace {

constexpr int kWhole = 5000;
constexpr int kBeginning = 4000;
constexpr int kWordBeginning = 3000;
constexpr int kInside = 2000;
constexpr int kOtherWords = 1500;
constexpr int kLetters = 1000;
constexpr int kLongName = 99; // shorter names first, and all longer ones alike

/// Small letters, each in its place.
QString folded(QStringView text) {
    QString out(text.size(), Qt::Uninitialized);
    std::ranges::transform(text, out.begin(), [](QChar c) { return c.toLower(); });
    return out;
}

bool beginsWord(QStringView text, qsizetype at) {
    return at == 0 || !text.at(at - 1).isLetterOrNumber();
}

std::vector<QString> wordsOf(QStringView text) {
    std::vector<QString> words;
    const QString small = folded(text);
    for (const QStringView word : QStringView(small).split(u' ', Qt::SkipEmptyParts))
        words.push_back(word.toString());
    return words;
}

quint64 maskOf(QStringView text) {
    quint64 mask = 0;
    for (const QChar c : text)
        if (!c.isSpace())
            mask |= quint64(1) << (c.unicode() % 64);
    return mask;
}

quint32 bucketOf(QStringView word) {
    return quint32(word.at(0).unicode()) << 16 | (word.size() > 1 ? word.at(1).unicode() : 0);
}

int rankOf(const QString& name, const QString& word) {
    qsizetype at = name.indexOf(word);
    if (at < 0)
        return 0;
    if (at == 0)
        return name.size() == word.size() ? kWhole : kBeginning;
    for (; at >= 0; at = name.indexOf(word, at + 1))
        if (beginsWord(name, at))
            return kWordBeginning;
    return kInside;
}

/// Where each letter stands in turn; empty where one is missing.
std::vector<qsizetype> lettersIn(const QString& name, QStringView letters) {
    std::vector<qsizetype> places;
    qsizetype from = 0;
    for (const QChar letter : letters) {
        from = name.indexOf(letter, from);
        if (from < 0)
            return {};
        places.push_back(from++);
    }
    return places;
}

} // namespace

void PaletteIndex::build(const std::vector<Entry>& entries) {
    items_.clear();
    items_.reserve(entries.size());
    buckets_.clear();
    for (const Entry& entry : entries) {
        const int number = static_cast<int>(items_.size());
        Item item{folded(entry.name), folded(entry.words), 0, entry.kind, entry.bonus};
        item.letters = maskOf(item.name);
        for (const QString* text : {&item.name, &item.words})
            for (qsizetype at = 0; at < text->size(); ++at) {
                if (text->at(at).isSpace() || !beginsWord(*text, at))
                    continue;
                std::vector<int>& bucket = buckets_[bucketOf(QStringView(*text).mid(at))];
                if (bucket.empty() || bucket.back() != number)
                    bucket.push_back(number);
            }
        items_.push_back(std::move(item));
    }
    seen_.assign(items_.size(), 0);
    search_ = 0;
}

int PaletteIndex::scoreOf(const Item& item, const std::vector<QString>& words, const QString& letters,
                          quint64 mask) const {
    int rank = kWhole;
    for (const QString& word : words) {
        int one = rankOf(item.name, word);
        if (one == 0 && item.words.contains(word))
            one = kOtherWords;
        rank = std::min(rank, one);
        if (rank == 0)
            break;
    }
    if (rank == 0 && (item.letters & mask) == mask && !lettersIn(item.name, letters).empty())
        rank = kLetters;
    if (rank == 0)
        return 0;
    return rank + item.bonus - static_cast<int>(std::min<qsizetype>(item.name.size(), kLongName));
}

std::vector<PaletteIndex::Hit> PaletteIndex::find(QStringView text, std::size_t most, quint32 kinds) const {
    const std::vector<QString> words = wordsOf(text);
    std::vector<Hit> hits;
    if (words.empty())
        return hits;
    QString letters;
    for (const QString& word : words)
        letters += word;
    const quint64 mask = maskOf(letters);
    ++search_;
    const auto look = [&](int number) {
        const Item& item = items_[static_cast<std::size_t>(number)];
        if (std::exchange(seen_[static_cast<std::size_t>(number)], search_) == search_ || !(kinds >> item.kind & 1))
            return;
        if (const int score = scoreOf(item, words, letters, mask); score > 0)
            hits.push_back({number, score});
    };
    const quint32 first = bucketOf(words.front());
    const quint32 last = words.front().size() > 1 ? first : first | 0xffff;
    for (auto bucket = buckets_.lower_bound(first); bucket != buckets_.end() && bucket->first <= last; ++bucket)
        std::ranges::for_each(bucket->second, look);
    if (hits.size() < most)
        for (int number = 0; number < size(); ++number)
            look(number);
    const auto better = [](const Hit& a, const Hit& b) {
        return a.score != b.score ? a.score > b.score : a.entry < b.entry;
    };
    const auto middle = hits.begin() + static_cast<std::ptrdiff_t>(std::min(most, hits.size()));
    std::ranges::partial_sort(hits, middle, better);
    hits.erase(middle, hits.end());
    return hits;
}

std::vector<std::pair<qsizetype, qsizetype>> matchedPlaces(const QString& name, QStringView text) {
    const QString small = folded(name);
    const std::vector<QString> words = wordsOf(text);
    std::vector<bool> marked(static_cast<std::size_t>(name.size()));
    bool all = true;
    for (const QString& word : words) {
        qsizetype at = small.indexOf(word);
        all = all && at >= 0;
        for (qsizetype next = at; next >= 0; next = small.indexOf(word, next + 1))
            if (beginsWord(small, next)) {
                at = next;
                break;
            }
        for (qsizetype i = at; at >= 0 && i < at + word.size(); ++i)
            marked[static_cast<std::size_t>(i)] = true;
    }
    if (!all) {
        QString letters;
        for (const QString& word : words)
            letters += word;
        if (const auto places = lettersIn(small, letters); !places.empty()) {
            marked.assign(marked.size(), false);
            for (const qsizetype place : places)
                marked[static_cast<std::size_t>(place)] = true;
        }
    }
    std::vector<std::pair<qsizetype, qsizetype>> places;
    for (qsizetype i = 0; i < name.size(); ++i) {
        if (!marked[static_cast<std::size_t>(i)])
            continue;
        if (!places.empty() && places.back().first + places.back().second == i)
            ++places.back().second;
        else
            places.emplace_back(i, 1);
    }
    return places;
}

} // namespace inferno::models
