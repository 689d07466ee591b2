// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/matcher_node.h"

#include <algorithm>
#include <charconv>

#include "core/vault/json_slices.h"
#include "core/vault/private_fields.h"
#include "core/vault/words.h"

namespace inferno::vault {
namespace {

using Kind = QueryExpr::Kind;
using Field = FieldRef::Kind;
using Op = QueryExpr::Op;

constexpr unsigned kSeverities = 4;
constexpr unsigned kLevels = 5;
constexpr unsigned kOrigins = 2;
/// Values whose words are looked for in filters; with more, a block is opened.
constexpr std::size_t kMaxHashed = 64;

/// Calls `each(place, name)` for all values of a scale.
template <typename Each>
void eachOfScale(Field field, Each each) {
    if (field == Field::Severity)
        for (unsigned i = 0; i < kSeverities; ++i)
            each(i, toText(static_cast<Severity>(i)));
    if (field == Field::Level)
        for (unsigned i = 0; i < kLevels; ++i)
            each(i, toText(static_cast<Level>(i)));
    if (field == Field::Origin)
        for (unsigned i = 0; i < kOrigins; ++i)
            each(i, toText(static_cast<Origin>(i)));
}

template <typename Value>
bool holds(Op op, const Value& value, const Value& than) {
    switch (op) {
    case Op::Equal: return value == than;
    case Op::Less: return value < than;
    case Op::LessOrEqual: return value <= than;
    case Op::Greater: return value > than;
    case Op::GreaterOrEqual: return value >= than;
    }
    return false;
}

std::string foldedText(std::string_view text) {
    std::string out;
    appendFolded(out, text);
    return out;
}

/// The longest run of ASCII letters and digits in a folded pattern; empty if there is none.
std::string longestRun(std::string_view pattern) {
    std::string_view best;
    for (std::size_t pos = 0; pos < pattern.size();) {
        std::size_t end = pos;
        while (end < pattern.size() && kByteKinds[static_cast<unsigned char>(pattern[end])] == ByteKind::Word)
            ++end;
        if (end - pos > best.size())
            best = pattern.substr(pos, end - pos);
        pos = std::max(end, pos + 1);
    }
    return std::string(best);
}

/// The longest part of a pattern that is without a wildcard.
std::string longestPiece(std::string_view pattern) {
    std::string_view best;
    for (std::size_t pos = 0; pos <= pattern.size();) {
        const std::size_t end = std::min(pattern.find('*', pos), pattern.size());
        if (end - pos > best.size())
            best = pattern.substr(pos, end - pos);
        pos = end + 1;
    }
    return std::string(best);
}

/// The text of a JSON string; other values as they are written.
std::string plainValue(std::string_view value) {
    return stringOf(value).value_or(std::string(value));
}

/// Of two sets of literals the one that leaves fewer candidates: fewer of them, and longer ones.
bool better(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    const auto shortest = [](const auto& set) { return std::ranges::min(set, {}, &std::string::size).size(); };
    return shortest(a) != shortest(b) ? shortest(a) > shortest(b) : a.size() < b.size();
}

} // namespace

const std::string& MatcherScratch::folded(FieldTag tag) {
    const auto place = static_cast<std::size_t>(tag);
    std::string& text = texts_[place];
    if (ready_[place])
        return text;
    ready_[place] = true;
    text.clear();
    const std::string_view raw = (*record_)[tag];
    if (isJson(tag) && raw.find('\\') != std::string_view::npos)
        appendFolded(text, withoutEscapes(raw));
    else
        appendFolded(text, raw);
    return text;
}

// Compiling

MatcherNode::MatcherNode(QueryExpr expr) : expr_(std::move(expr)) {
    for (QueryExpr& part : expr_.parts)
        parts_.emplace_back(std::move(part));
    expr_.parts.clear();
    if (expr_.kind == Kind::And || expr_.kind == Kind::Or)
        std::ranges::stable_sort(parts_, {}, &MatcherNode::cost);
    if (expr_.kind == Kind::Equals) // so that it can be one of many thousand
        std::ranges::sort(expr_.words);
    if (!compileScale() && (expr_.kind == Kind::Words || expr_.kind == Kind::Equals))
        compileWords();
}

bool MatcherNode::compileScale() {
    const Field field = expr_.field.kind;
    if (field != Field::Severity && field != Field::Level && field != Field::Origin)
        return false;
    unsigned mask = 0;
    eachOfScale(field, [&](unsigned place, std::string_view name) {
        const bool fits = expr_.kind == Kind::Compare  ? holds<std::int64_t>(expr_.op, place, expr_.number)
                          : expr_.kind == Kind::Equals ? isOneOf(name)
                                                       : expr_.words.size() == 1 && fitsWord(expr_.words[0], name);
        mask |= fits ? 1U << place : 0;
    });
    mask_ = mask;
    return true;
}

void MatcherNode::compileWords() {
    const auto hashesOf = [](const std::vector<std::string>& words) {
        std::vector<std::uint64_t> hashes;
        for (const std::string& word : words)
            if (word.find('*') == std::string::npos)
                hashes.push_back(wordHash(word));
        return hashes;
    };
    if (expr_.kind == Kind::Equals) {
        if (expr_.words.size() > kMaxHashed)
            return;
        for (const std::string& value : expr_.words)
            hashes_.push_back(hashesOf(searchWords(value)));
        return;
    }
    hashes_.push_back(hashesOf(expr_.words));
    letters_ = longestPiece(expr_.words.front());
    if (expr_.field.kind == Field::Any && expr_.words.size() == 1)
        for (const Field field : {Field::Severity, Field::Level, Field::Origin})
            eachOfScale(field, [&](unsigned, std::string_view name) {
                fitsScale_ = fitsScale_ || fitsWord(expr_.words.front(), name);
            });
}

int MatcherNode::cost() const {
    if (!parts_.empty())
        return std::ranges::max(parts_, {}, &MatcherNode::cost).cost();
    if (expr_.field.kind == Field::Path)
        return 4;
    if (expr_.kind == Kind::Compare || mask_)
        return 0;
    if (expr_.field.kind == Field::Any || isJson(expr_.field.tag))
        return 3;
    return expr_.kind == Kind::Equals ? 1 : 2;
}

// Records

bool MatcherNode::matches(const RecordFields& record, MatcherScratch& scratch) const {
    switch (expr_.kind) {
    case Kind::Everything: return true;
    case Kind::And:
        return std::ranges::all_of(parts_, [&](const MatcherNode& part) { return part.matches(record, scratch); });
    case Kind::Or:
        return std::ranges::any_of(parts_, [&](const MatcherNode& part) { return part.matches(record, scratch); });
    case Kind::Not: return !parts_.front().matches(record, scratch);
    default: break;
    }
    const auto fitsField = [&](FieldTag tag) {
        if (record[tag].empty())
            return false;
        if (expr_.kind == Kind::Equals)
            return isOneOf(expr_.exact ? record[tag] : std::string_view(scratch.folded(tag)));
        return fitsText(scratch.folded(tag));
    };
    const auto inMask = [&](auto value) { return (*mask_ >> static_cast<unsigned>(value) & 1U) != 0; };
    switch (expr_.field.kind) {
    case Field::Any: return fitsAnywhere(record, scratch);
    case Field::Text: return fitsField(expr_.field.tag);
    case Field::RecordedBy:
        return fitsField(FieldTag::Principal) || fitsField(FieldTag::TokenId) || fitsField(FieldTag::Peer);
    case Field::Severity: return inMask(record.head.severity);
    case Field::Level: return inMask(record.head.level);
    case Field::Origin: return inMask(record.head.origin);
    case Field::Seq: return inRelation(static_cast<std::int64_t>(record.head.seq));
    case Field::Timestamp: return inRelation(record.head.timestampNs);
    case Field::Received: return inRelation(record.head.receivedNs);
    case Field::Path: return atPath(record[expr_.field.tag], expr_.field.path, 0);
    }
    return false;
}

bool MatcherNode::inRelation(std::int64_t value) const {
    return holds(expr_.op, value, expr_.number);
}

bool MatcherNode::fitsAnywhere(const RecordFields& record, MatcherScratch& scratch) const {
    for (std::size_t tag = 1; tag < kFieldTags; ++tag)
        if (!record.texts[tag].empty() && fitsText(scratch.folded(static_cast<FieldTag>(tag))))
            return true;
    if (!fitsScale_)
        return false;
    for (const std::string_view name :
         {toText(record.head.severity), toText(record.head.level), toText(record.head.origin)})
        if (fitsWord(expr_.words.front(), name))
            return true;
    return false;
}

bool MatcherNode::fitsFolded(std::string_view text) const {
    return expr_.kind == Kind::Words ? fitsText(text) : isOneOf(text);
}

bool MatcherNode::fitsText(std::string_view text) const {
    for (std::size_t pos = 0; pos < text.size();) {
        std::size_t begin = 0;
        if (letters_.empty()) {
            begin = nextWord(text, pos);
        } else {
            const std::size_t at = text.find(letters_, pos);
            begin = at == std::string_view::npos ? text.size() : wordBegin(text, at);
        }
        if (begin == text.size())
            return false;
        if (fitsFrom(text, begin))
            return true;
        pos = wordEnd(text, begin);
    }
    return false;
}

bool MatcherNode::fitsFrom(std::string_view text, std::size_t begin) const {
    for (const std::string& word : expr_.words) {
        const std::size_t end = wordEnd(text, begin);
        // What stands for a name or a sealed value is there, and says no word.
        if (begin == 1 && text.front() == kStandIn && word != "*")
            return false;
        if (end == begin || !fitsWord(word, text.substr(begin, end - begin)))
            return false;
        begin = nextWord(text, end);
    }
    return true;
}

bool MatcherNode::isOneOf(std::string_view text) const {
    return std::ranges::binary_search(expr_.words, text);
}

bool MatcherNode::atPath(std::string_view json, std::string_view path, int depth) const {
    if (json.empty() || depth > 2 * kMaxEventDepth)
        return false;
    std::size_t pos = 0;
    if (json.front() == '[') {
        while (const auto element = nextMember(json, pos))
            if (atPath(element->value, path, depth + 1))
                return true;
        return false;
    }
    if (path.empty())
        return fitsLeaf(json);
    if (json.front() != '{')
        return false;
    while (const auto member = nextMember(json, pos)) {
        std::string unescaped;
        std::string_view key = member->key;
        if (key.find('\\') != std::string_view::npos)
            key = unescaped = plainValue(key);
        else if (key.size() >= 2)
            key = key.substr(1, key.size() - 2);
        if (path == key && atPath(member->value, {}, depth + 1))
            return true;
        if (path.size() > key.size() && path[key.size()] == '.' && path.starts_with(key) &&
            atPath(member->value, path.substr(key.size() + 1), depth + 1))
            return true;
    }
    return false;
}

bool MatcherNode::fitsLeaf(std::string_view value) const {
    if (expr_.kind == Kind::Words)
        return fitsText(foldedText(withoutEscapes(value)));
    const std::string text = plainValue(value);
    if (expr_.kind == Kind::Equals)
        return value != "null" && isOneOf(foldedText(text));
    if (expr_.isTime) {
        const auto time = parseRfc3339(text);
        return time && inRelation(time->time_since_epoch().count());
    }
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc{} && end == text.data() + text.size() && holds(expr_.op, number, expr_.real);
}

// Blocks

Fit MatcherNode::judge(BlockHints& hints, MatcherScratch& scratch) const {
    switch (expr_.kind) {
    case Kind::Everything: return Fit::All;
    case Kind::And:
    case Kind::Or: {
        // In a chain of ANDs one None decides, in a chain of ORs one All.
        const Fit deciding = expr_.kind == Kind::And ? Fit::None : Fit::All;
        const Fit other = expr_.kind == Kind::And ? Fit::All : Fit::None;
        Fit all = other;
        for (const MatcherNode& part : parts_) {
            const Fit one = part.judge(hints, scratch);
            if (one == deciding)
                return deciding;
            if (one == Fit::Some)
                all = Fit::Some;
        }
        return all;
    }
    case Kind::Not: {
        const Fit inner = parts_.front().judge(hints, scratch);
        return inner == Fit::None ? Fit::All : inner == Fit::All ? Fit::None : Fit::Some;
    }
    default: break;
    }
    if (mask_)
        return judgeScale(hints);
    if (expr_.kind == Kind::Compare) {
        if (expr_.field.kind == Field::Seq)
            return judgeRange(static_cast<std::int64_t>(hints.firstSeq()),
                              static_cast<std::int64_t>(hints.firstSeq() + hints.count() - 1));
        return expr_.field.kind == Field::Timestamp ? judgeRange(hints.firstNs(), hints.lastNs()) : Fit::Some;
    }
    if (const auto place = summarisedPlace(expr_.field.tag); place && expr_.field.kind == Field::Text)
        if (const auto verdict = judgeValues(*place, hints, scratch))
            return *verdict;
    return judgeWords(hints);
}

Fit MatcherNode::judgeRange(std::int64_t first, std::int64_t last) const {
    const std::int64_t than = expr_.number;
    bool none = false;
    bool all = false;
    switch (expr_.op) {
    case Op::Equal:
        none = than < first || than > last;
        all = first == last && first == than;
        break;
    case Op::Less:
    case Op::LessOrEqual:
        none = !inRelation(first);
        all = inRelation(last);
        break;
    case Op::Greater:
    case Op::GreaterOrEqual:
        none = !inRelation(last);
        all = inRelation(first);
        break;
    }
    return none ? Fit::None : all ? Fit::All : Fit::Some;
}

Fit MatcherNode::judgeScale(BlockHints& hints) const {
    const BlockSummary* const block = hints.summary().block;
    if (!block)
        return Fit::Some;
    std::uint32_t fitting = 0;
    const auto sum = [&](const auto& counts) {
        for (std::size_t i = 0; i < counts.size(); ++i)
            fitting += (*mask_ >> i & 1U) != 0 ? counts[i] : 0;
    };
    if (expr_.field.kind == Field::Severity)
        sum(block->bySeverity);
    else if (expr_.field.kind == Field::Level)
        sum(block->byLevel);
    else
        sum(block->byOrigin);
    return fitting == 0 ? Fit::None : fitting == block->count ? Fit::All : Fit::Some;
}

std::optional<Fit> MatcherNode::judgeValues(std::size_t place, BlockHints& hints, MatcherScratch& scratch) const {
    const BlockHints::Summary known = hints.summary();
    if (!known.block || !known.block->fields[place])
        return std::nullopt;
    MatcherScratch::Fitting& fitting = scratch.fitting[this];
    if (fitting.chapter != known.chapter) {
        fitting.chapter = known.chapter;
        fitting.values.clear();
        for (const std::string& value : known.chapter->values[place]) {
            const bool fits = expr_.kind == Kind::Words ? fitsText(foldedText(value))
                                                        : isOneOf(expr_.exact ? value : foldedText(value));
            fitting.values.push_back(fits);
        }
    }
    std::uint32_t count = 0;
    for (const BlockSummary::Value& value : *known.block->fields[place])
        count += fitting.values[value.value] ? value.count : 0;
    return count == 0 ? Fit::None : count == known.block->count ? Fit::All : Fit::Some;
}

Fit MatcherNode::judgeWords(BlockHints& hints) const {
    const bool possible =
        hashes_.empty() || std::ranges::any_of(hashes_, [&](const std::vector<std::uint64_t>& words) {
            return std::ranges::all_of(words, [&](std::uint64_t hash) { return hints.mayContain(hash); });
        });
    return possible ? Fit::Some : Fit::None;
}

// Raw bytes

std::optional<std::vector<std::string>> MatcherNode::literals() const {
    std::vector<std::string> found;
    switch (expr_.kind) {
    case Kind::And: {
        std::optional<std::vector<std::string>> best;
        for (const MatcherNode& part : parts_)
            if (auto one = part.literals(); one && (!best || better(*one, *best)))
                best = std::move(one);
        return best;
    }
    case Kind::Or:
        for (const MatcherNode& part : parts_) {
            const auto one = part.literals();
            if (!one)
                return std::nullopt;
            found.insert(found.end(), one->begin(), one->end());
        }
        break;
    case Kind::Words: {
        if (mask_ || fitsScale_)
            return std::nullopt;
        std::string best;
        for (const std::string& word : expr_.words)
            if (std::string run = longestRun(word); run.size() > best.size())
                best = std::move(run);
        found.push_back(std::move(best));
        break;
    }
    case Kind::Equals:
        if (mask_)
            return std::nullopt;
        for (const std::string& value : expr_.words)
            found.push_back(longestRun(foldedText(value)));
        break;
    case Kind::Compare:
        if (expr_.field.kind != Field::Path)
            return std::nullopt;
        found.push_back(longestRun(foldedText(expr_.field.path)));
        break;
    default: return std::nullopt;
    }
    const bool usable =
        !found.empty() && std::ranges::none_of(found, [](const std::string& literal) { return literal.empty(); });
    return usable ? std::optional(std::move(found)) : std::nullopt;
}

} // namespace inferno::vault
