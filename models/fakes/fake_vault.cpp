// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fakes/fake_vault.h"

#include <algorithm>
#include <map>

#include <QRegularExpression>
#include <QString>
#include <QStringList>

#include <nlohmann/json.hpp>

#include "core/base/units.h"
#include "core/vault/merkle.h"
#include "core/vault/record.h"
#include "core/vault/signed_note.h"
#include "models/words.h"

namespace inferno::models::fakes {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto kBetweenEvents = 7s; // about a year for four millions

bool isOpen(const client::AuditQuery& query) {
    return (query.user + query.action + query.event_type + query.severity + query.result + query.resource +
            query.source_ip + query.session_id + query.trace_id + query.query + query.since + query.until)
        .empty();
}

/// Whether the field's filter, "" for any or a comma-separated list, takes `value`.
bool takes(const std::string& filter, const std::string& value) {
    return filter.empty() || text(filter).split(u',').contains(text(value));
}

std::string fieldOf(const client::AuditEvent& event, const std::string& field) {
    if (field.starts_with("details.")) {
        const auto details = nlohmann::json::parse(event.details, nullptr, false);
        const auto named = details.is_object() ? details.find(field.substr(8)) : details.end();
        return details.is_object() && named != details.end() && named->is_string() ? named->get<std::string>() : "";
    }
    const nlohmann::json json = event;
    const auto found = json.find(field);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// A part of the query language, enough for a sample: words, field:value and field=value, joined by AND and OR, with
/// NOT and parentheses.
class Words {
public:
    Words(const client::AuditEvent& event, const std::string& words)
        : event_(event), all_(text(event.action + " " + event.user + " " + event.resource + " " + event.details)) {
        bool quoted = false;
        for (const QChar c : text(words)) {
            if (c == u'"') {
                quoted = !quoted;
            } else if (!quoted && (c == u'(' || c == u')')) {
                tokens_.append(QString(c));
                tokens_.append(QString());
            } else if (!quoted && c.isSpace()) {
                tokens_.append(QString());
            } else {
                if (tokens_.isEmpty())
                    tokens_.append(QString());
                tokens_.last() += c;
            }
        }
        tokens_.removeAll(QString());
    }
    bool fit() { return tokens_.isEmpty() || any(); }

private:
    bool is(const char* word) const {
        return at_ < tokens_.size() && tokens_.at(at_).compare(QLatin1String(word), Qt::CaseInsensitive) == 0;
    }
    bool any() {
        bool found = all();
        while (is("or")) {
            ++at_;
            found = all() || found;
        }
        return found;
    }
    bool all() {
        bool found = one();
        while (at_ < tokens_.size() && !is("or") && !is(")")) {
            at_ += is("and") ? 1 : 0;
            found = one() && found;
        }
        return found;
    }
    bool one() {
        if (at_ >= tokens_.size())
            return true;
        if (is("not")) {
            ++at_;
            return !one();
        }
        const QString word = tokens_.at(at_++);
        if (word == u"("_s) {
            const bool found = any();
            at_ += is(")") ? 1 : 0;
            return found;
        }
        static const QRegularExpression sign(u"[:=]"_s);
        const auto colon = word.indexOf(sign);
        return colon > 0 ? text(fieldOf(event_, word.left(colon).toStdString())) == word.mid(colon + 1)
                         : all_.contains(word, Qt::CaseInsensitive);
    }

    const client::AuditEvent& event_;
    QString all_;
    QStringList tokens_;
    qsizetype at_ = 0;
};

WallTime limitOf(const std::string& limit, WallTime byDefault) {
    if (limit.empty())
        return byDefault;
    if (const auto time = parseRfc3339(limit))
        return *time;
    const auto back = parseDuration(limit);
    return back ? sampleNow() - std::chrono::duration_cast<WallTime::duration>(*back) : byDefault;
}

bool fits(const client::AuditEvent& event, const client::AuditQuery& query) {
    const WallTime time = parseRfc3339(event.received).value();
    return time >= limitOf(query.since, WallTime::min()) && time < limitOf(query.until, WallTime::max()) &&
           takes(query.action, event.action) && takes(query.user, event.user) && takes(query.result, event.result) &&
           takes(query.event_type, event.event_type) && takes(query.severity, event.severity) &&
           takes(query.resource, event.resource) && takes(query.source_ip, event.source_ip) &&
           takes(query.session_id, event.session_id) && takes(query.trace_id, event.trace_id) &&
           Words(event, query.query).fit();
}

/// The event of a number: of the sample's day, or made up.
client::AuditEvent eventOf(const Sample& sample, std::uint64_t seq) {
    const std::uint64_t newest = sample.events.front().seq;
    const std::uint64_t oldest = sample.events.back().seq;
    if (seq >= oldest && seq <= newest)
        return sample.events[newest - seq];
    client::AuditEvent event = sample.events[seq * 7 % sample.events.size()];
    const WallTime last = parseRfc3339(sample.events.back().received).value();
    const auto ago = kBetweenEvents * static_cast<std::int64_t>(oldest - std::min(oldest, seq));
    event.seq = seq;
    event.id = "evt_" + std::to_string(seq);
    event.timestamp = event.received = formatUtc(last - ago);
    return event;
}

bool isMadeUp(const Sample& sample, std::uint64_t seq) {
    return seq < sample.events.back().seq || seq > sample.events.front().seq;
}

vault::NoteSigner signer() {
    std::array<std::uint8_t, 32> seed{};
    seed.fill(0x1f);
    return {"inferno.local/5d0c81aa-0b7e-42aa-83f0-e1a7d87b20c4",
            vault::SigningKey::fromSeed(vault::SecretKey(std::span(seed)))};
}

Bytes recordOf(const client::AuditEvent& event) {
    vault::Record record;
    record.seq = event.seq;
    record.received = record.timestamp = parseRfc3339(event.received).value();
    record.severity = vault::parseSeverity(event.severity).value();
    record.level = vault::parseLevel(event.level).value();
    record.event.eventType = event.event_type;
    record.event.action = event.action;
    record.event.user = event.user;
    record.event.sourceIp = event.source_ip;
    record.event.resource = event.resource;
    record.event.result = event.result;
    record.event.details = event.details;
    return vault::encodeRecord(record);
}

} // namespace

client::AuditPage auditPage(const Sample& sample, const client::AuditQuery& query) {
    client::AuditPage page;
    page.scanned_blocks = 12;
    page.skipped_blocks = 4101;
    if (sample.events.empty())
        return page;
    std::uint64_t from = sample.vault.events - 1;
    if (query.before)
        from = std::min(from, *query.before);
    if (!query.cursor.empty())
        from = std::min<std::uint64_t>(from, std::stoull(query.cursor));
    const bool open = isOpen(query);
    for (std::uint64_t seq = from + 1; seq-- > 0;) {
        if (static_cast<int>(page.items.size()) == query.limit) {
            page.next_cursor = std::to_string(seq);
            break;
        }
        if (!open && seq < sample.events.back().seq)
            break;
        if (!open && isMadeUp(sample, seq))
            continue;
        client::AuditEvent event = eventOf(sample, seq);
        if (open || fits(event, query))
            page.items.push_back(std::move(event));
    }
    return page;
}

client::AuditHistogram histogram(const Sample& sample, const client::AuditQuery& query, int bars,
                                 const std::string& by) {
    client::AuditHistogram counts;
    counts.scanned_blocks = 12;
    counts.skipped_blocks = 4101;
    if (sample.events.empty())
        return counts;
    const bool open = isOpen(query);
    const WallTime from = open ? parseRfc3339(eventOf(sample, 0).received).value()
                               : limitOf(query.since, parseRfc3339(sample.events.back().received).value());
    const WallTime length = WallTime((limitOf(query.until, sampleNow()) - from) / bars);
    for (int bar = 0; bar < bars; ++bar)
        counts.buckets.push_back({formatUtc(from + bar * length.time_since_epoch()),
                                  formatUtc(from + (bar + 1) * length.time_since_epoch()),
                                  0,
                                  {}});
    counts.from = counts.buckets.front().from;
    counts.to = counts.buckets.back().to;
    if (open) { // as even as they are made up, and a wave so that it looks like something
        const std::uint64_t each = sample.vault.events / static_cast<std::uint64_t>(bars);
        for (std::size_t bar = 0; bar < counts.buckets.size(); ++bar) {
            client::HistogramBucket& bucket = counts.buckets[bar];
            bucket.count = bar % 2 == 0 ? each + each / 9 : each - each / 9;
            bucket.by = {{"success", bucket.count - bucket.count / 12},
                         {"denied", bucket.count / 30},
                         {"failure", bucket.count / 12 - bucket.count / 30}};
        }
        counts.buckets.back().count += sample.vault.events - each * static_cast<std::uint64_t>(bars);
        return counts;
    }
    for (const client::AuditEvent& event : sample.events) {
        if (!fits(event, query))
            continue;
        const auto bar = (parseRfc3339(event.received).value() - from) / length.time_since_epoch();
        client::HistogramBucket& bucket =
            counts.buckets[static_cast<std::size_t>(std::clamp<std::int64_t>(bar, 0, bars - 1))];
        ++bucket.count;
        if (!by.empty())
            ++bucket.by[fieldOf(event, by)];
    }
    return counts;
}

client::AuditValues values(const Sample& sample, const client::AuditQuery& query, const std::string& field, int limit) {
    client::AuditValues found;
    found.field = field;
    std::map<std::string, std::uint64_t> counts;
    for (const client::AuditEvent& event : sample.events)
        if (const std::string value = fieldOf(event, field); !value.empty() && fits(event, query)) {
            ++counts[value];
            ++found.total;
        }
    for (const auto& [value, count] : counts)
        found.items.push_back({value, count});
    std::ranges::stable_sort(found.items, std::greater{}, &client::FieldValue::count);
    for (auto more = static_cast<std::size_t>(limit); more < found.items.size(); ++more)
        found.other += found.items[more].count;
    found.items.resize(std::min(found.items.size(), static_cast<std::size_t>(limit)));
    return found;
}

client::AuditPatterns patterns(const Sample& sample, const client::AuditQuery& query, int buckets, int limit) {
    client::AuditPatterns found;
    if (sample.events.empty())
        return found;
    const WallTime from = limitOf(query.since, parseRfc3339(sample.events.back().received).value());
    const WallTime to = limitOf(query.until, sampleNow());
    const auto length = (to - from) / buckets + WallTime::duration{1};
    for (const client::AuditEvent& event : sample.events) { // newest first
        if (!fits(event, query))
            continue;
        auto item = std::ranges::find_if(found.items, [&](const client::AuditPattern& known) {
            return known.event_type == event.event_type && known.action == event.action && known.result == event.result;
        });
        if (item == found.items.end())
            item = found.items.insert(item, {event.event_type, event.action, event.result, 0, "", event.received,
                                             std::vector<std::uint64_t>(static_cast<std::size_t>(buckets))});
        const auto bucket = (parseRfc3339(event.received).value() - from) / length;
        ++item->buckets[static_cast<std::size_t>(std::clamp<std::int64_t>(bucket, 0, buckets - 1))];
        ++item->count;
        ++found.total;
        item->first = event.received;
    }
    if (found.total == 0)
        return found;
    found.from = formatUtc(from);
    found.to = formatUtc(to);
    found.shapes = found.items.size();
    std::ranges::stable_sort(found.items, std::greater{}, &client::AuditPattern::count);
    found.items.resize(std::min(found.items.size(), static_cast<std::size_t>(limit)));
    return found;
}

client::VerifyResult verification(const Sample& sample, const std::string& level, bool altered) {
    client::VerifyResult result;
    result.verdict = altered ? "altered" : "ok";
    result.level = level;
    result.mode = "service";
    result.events = result.durable = sample.vault.events;
    result.checkpointed = sample.vault.checkpointed;
    result.sealed = sample.vault.sealed;
    result.root = sample.vault.root;
    result.unanchored = 212;
    result.finished = formatUtc(sampleNow());
    result.seconds = 3.2;
    if (altered) {
        result.problems.push_back({"altered", sample.vault.events - 41, "segments/00409.seg", 4096,
                                   "the record's hash is not the leaf of the tree", true, true});
        result.problems.push_back(
            {"altered", 0, "checkpoints", 0, "a checkpoint's signature does not hold", false, false});
    }
    return result;
}

std::string verifierKey() {
    return signer().verifier().text();
}

client::InclusionProof proofOf(const Sample& sample, std::uint64_t seq) {
    const Bytes record = recordOf(eventOf(sample, seq));
    const Hash salted = vault::sha256(asBytes("salt " + std::to_string(seq)));
    const ByteView salt(salted.data(), sizeof(vault::Salt));
    vault::TreeHasher hasher;
    Hash root = hasher.leaf(salt, record);

    client::InclusionProof proof;
    proof.seq = proof.leaf_index = seq;
    proof.tree_size = sample.vault.checkpointed;
    proof.record = toBase64(record);
    proof.salt = toHex(salt);
    proof.leaf_hash = toHex(root);
    // RFC 9162, 2.1.3.2, with a sibling made up wherever one is needed.
    std::uint64_t node = seq;
    for (std::uint64_t last = proof.tree_size - 1; last > 0; node >>= 1, last >>= 1) {
        if (node % 2 == 0 && node == last)
            continue; // alone at the right edge: no sibling on this level
        const Hash sibling = vault::sha256(asBytes("node " + std::to_string(node) + "/" + std::to_string(last)));
        root = node % 2 == 1 ? hasher.node(sibling, root) : hasher.node(root, sibling);
        proof.path.push_back(toHex(sibling));
    }
    proof.root = toHex(root);
    const vault::NoteSigner key = signer();
    proof.checkpoint = key.signedNote(vault::Checkpoint{key.name, proof.tree_size, root}.body()).value();
    return proof;
}

} // namespace inferno::models::fakes
