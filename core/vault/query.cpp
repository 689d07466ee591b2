// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/query.h"

#include <algorithm>
#include <array>

#include "core/vault/json_slices.h"
#include "core/vault/utf8.h"

namespace inferno::vault {
namespace {

constexpr std::size_t kMaxLimit = 10'000;

std::int64_t ns(WallTime time) {
    return time.time_since_epoch().count();
}

template <typename List, typename Value>
bool admits(const List& wanted, const Value& value) {
    return wanted.empty() || std::ranges::find(wanted, value) != wanted.end();
}

/// True for what separates words. Beyond ASCII: controls, Latin-1's signs, general and CJK punctuation.
bool separates(char32_t c) {
    if (c < 0x80)
        return !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
    if (c < 0xC0)
        return c != 0xAA && c != 0xB5 && c != 0xBA;
    return c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c <= 0x206F) || (c >= 0x3000 && c <= 0x303F) || c == 0xFFFD ||
           (c >= 0xFF00 && c <= 0xFF0F);
}

/// The lower-case letter, one for one, where the alphabets of Europe have one (Unicode's simple folding).
char32_t folded(char32_t c) {
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x391 && c <= 0x3AB && c != 0x3A2) || (c >= 0x410 && c <= 0x42F))
        return c + 32;
    if (c >= 0x400 && c <= 0x40F)
        return c + 80;
    if (c == 0x3C2)
        return 0x3C3; // final sigma
    if (c == 0x178)
        return 0xFF;
    const bool evenIsUpper = (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) || (c >= 0x460 && c <= 0x481) ||
                             (c >= 0x48A && c <= 0x4BF) || (c >= 0x4D0 && c <= 0x52F) || (c >= 0x1E00 && c <= 0x1E95);
    const bool oddIsUpper = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
    if (evenIsUpper && c != 0x130 && c != 0x131)
        return c | 1;
    if (oddIsUpper)
        return c + (c & 1);
    return c;
}

/// Calls `each(word)` for every word of `text` until it returns true.
template <typename Each>
void eachWord(std::string_view text, Each each) {
    std::string word;
    for (std::size_t pos = 0; pos < text.size();) {
        const Utf8Char c = utf8At(text, pos);
        pos += c.bytes;
        if (c.valid && !separates(c.code)) {
            appendUtf8(word, folded(c.code));
            continue;
        }
        if (!word.empty() && each(word))
            return;
        word.clear();
    }
    if (!word.empty())
        each(word);
}

} // namespace

std::vector<std::string> searchWords(std::string_view text, bool json) {
    std::vector<std::string> words;
    const std::string plain = json ? withoutEscapes(text) : std::string(text);
    eachWord(plain, [&](const std::string& word) {
        words.push_back(word);
        return false;
    });
    return words;
}

Result<Matcher> Matcher::of(const Query& query) {
    if (query.limit == 0 || query.limit > kMaxLimit)
        return fail(ErrorCode::QueryInvalid, "a page of " + std::to_string(query.limit) + " events",
                    "ask for 1 to " + std::to_string(kMaxLimit));
    if (query.since && query.until && *query.since > *query.until)
        return fail(ErrorCode::QueryInvalid, "the time span ends before it begins");
    Matcher matcher(query);
    if (!query.text.empty() && matcher.words_.empty())
        return fail(ErrorCode::QueryInvalid, "the text to search for has no letter and no digit");
    return matcher;
}

Matcher::Matcher(const Query& query) : query_(query), words_(searchWords(query.text)) {
    std::ranges::sort(words_);
    words_.erase(std::ranges::unique(words_).begin(), words_.end());
}

bool Matcher::overlaps(WallTime first, WallTime last) const {
    return !(query_.since && last < *query_.since) && !(query_.until && first >= *query_.until);
}

bool Matcher::mayMatch(const RecordHead& head) const {
    if ((query_.since && head.timestampNs < ns(*query_.since)) ||
        (query_.until && head.timestampNs >= ns(*query_.until)))
        return false;
    return admits(query_.severities, head.severity) && admits(query_.levels, head.level) &&
           (!query_.origin || *query_.origin == head.origin);
}

bool Matcher::matches(const Record& record) const {
    const Event& event = record.event;
    if ((query_.since && record.timestamp < *query_.since) || (query_.until && record.timestamp >= *query_.until) ||
        !admits(query_.severities, record.severity) || !admits(query_.levels, record.level) ||
        (query_.origin && *query_.origin != record.recordedBy.origin))
        return false;
    if (!admits(query_.users, event.user) || !admits(query_.actions, event.action) ||
        !admits(query_.types, event.eventType) || !admits(query_.results, event.result) ||
        !admits(query_.resources, event.resource) || !admits(query_.sourceIps, event.sourceIp) ||
        !admits(query_.sessions, event.sessionId) || !admits(query_.traces, event.traceId))
        return false;
    if (words_.empty())
        return true;

    std::vector<bool> found(words_.size());
    std::size_t missing = words_.size();
    const auto note = [&](const std::string& word) {
        const auto at = std::ranges::lower_bound(words_, word);
        if (at != words_.end() && *at == word) {
            const auto index = static_cast<std::size_t>(at - words_.begin());
            missing -= found[index] ? 0 : 1;
            found[index] = true;
        }
        return missing == 0;
    };
    const Provenance& by = record.recordedBy;
    for (const std::string* text :
         {&event.action, &event.eventType, &event.user, &event.resource, &event.result, &event.sourceIp,
          &event.sessionId, &event.traceId, &event.userAgent, &by.principal, &by.tokenId, &by.peer}) {
        eachWord(*text, note);
        if (missing == 0)
            return true;
    }
    for (const std::string_view text : {toText(record.severity), toText(record.level), toText(by.origin)})
        eachWord(text, note);
    for (const std::string* json : {&event.details, &event.unknown}) {
        if (missing != 0 && !json->empty())
            eachWord(withoutEscapes(*json), note);
    }
    return missing == 0;
}

} // namespace inferno::vault
