// SPDX-License-Identifier: GPL-3.0-or-later
#include <vector>

#include "core/vault/matcher.h"
#include "core/vault/query_expr.h"
#include "core/vault/query_texts.h"
#include "core/vault/words.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/sample.h"

/// The query language: what is taken can be asked of records, and says the same of a record where it lies and of one
/// that was decoded. And wildcards and words, against plain definitions.

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::fuzz;

namespace {

struct Sampled {
    Bytes bytes;
    Record record;
};

const std::vector<Sampled>& records() {
    static const std::vector<Sampled> kRecords = [] {
        std::vector<Sampled> out;
        const RecordSet set = plainRecords();
        for (std::size_t i = 0; i < set.size(); ++i)
            out.push_back({Bytes(set[i].begin(), set[i].end()), must(decodeRecord(set[i]))});
        return out;
    }();
    return kRecords;
}

int depthOf(const QueryExpr& expr) {
    int deepest = 0;
    for (const QueryExpr& part : expr.parts)
        deepest = std::max(deepest, depthOf(part));
    return 1 + deepest;
}

void ask(const Query& query) {
    const auto matcher = Matcher::of(query);
    FUZZ_REQUIRE(matcher.has_value() == checkQuery(query).has_value());
    if (!matcher)
        return;
    markTaken();
    Matcher::Scratch scratch;
    for (const Sampled& sampled : records()) {
        const auto fields = RecordFields::of(sampled.bytes);
        const bool fits = matcher->matches(*fields, scratch);
        FUZZ_REQUIRE(fits == matcher->matches(sampled.record));
        const auto found = [&](const LiteralFinder& literal) {
            return literal.find(asText(sampled.bytes), 0) != std::string_view::npos;
        };
        const bool escaped = asText(sampled.bytes).find("\\u") != std::string_view::npos;
        FUZZ_REQUIRE(!fits || escaped || matcher->literals().empty() ||
                     std::ranges::any_of(matcher->literals(), found));
    }
}

void readText(std::string_view text) {
    const auto parsed = parseQuery(text);
    if (!parsed)
        return;
    FUZZ_REQUIRE(text.size() <= kMaxQueryBytes && depthOf(*parsed) <= 3 * kMaxQueryDepth);
    Query query;
    query.text = text;
    ask(query);
}

void readTexts(Input input) {
    QueryTexts texts;
    for (std::string* text :
         {&texts.user, &texts.action, &texts.eventType, &texts.severity, &texts.result, &texts.resource,
          &texts.sourceIp, &texts.session, &texts.trace, &texts.query, &texts.since, &texts.until})
        *text = asText(input.take(input.number<std::uint8_t>()));
    if (const auto query = queryOf(texts, Sample::get().clock.now()))
        ask(*query);
}

/// By the definition: * stands for any characters.
bool fitsPlainly(std::string_view pattern, std::string_view word) {
    std::vector<bool> fits(word.size() + 1, false);
    fits[0] = true;
    for (const char c : pattern) {
        std::vector<bool> next(word.size() + 1, false);
        bool any = false;
        for (std::size_t i = 0; i <= word.size(); ++i) {
            any = any || fits[i];
            next[i] = c == '*' ? any : i > 0 && fits[i - 1] && word[i - 1] == c;
        }
        fits = next;
    }
    return fits[word.size()];
}

void readWildcard(Input input) {
    const std::string_view pattern = asText(input.take(input.number<std::uint8_t>()));
    const std::string_view word = input.text();
    if (word.size() > 4096)
        return;
    markTaken();
    FUZZ_REQUIRE(fitsWord(pattern, word) == fitsPlainly(pattern, word));
}

void readWords(std::string_view text) {
    std::string folded;
    appendFolded(folded, text);
    FUZZ_REQUIRE(folded.size() == text.size());
    std::string again;
    appendFolded(again, folded);
    FUZZ_REQUIRE(again == folded);
    std::vector<std::string> words;
    eachWord(folded, [&](std::string_view word) {
        FUZZ_REQUIRE(!word.empty());
        const auto begin = static_cast<std::size_t>(word.data() - folded.data());
        FUZZ_REQUIRE(wordBegin(folded, begin + word.size()) == begin);
        words.emplace_back(word);
    });
    FUZZ_REQUIRE(words == searchWords(text));
    (void)searchWords(text, true);
    markTaken();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Input input(data, size);
    switch (input.number<std::uint8_t>() % 4) {
    case 0: readText(input.text()); break;
    case 1: readTexts(input); break;
    case 2: readWildcard(input); break;
    default: readWords(input.text());
    }
    return 0;
}
