// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/subjects.h"

#include <algorithm>
#include <charconv>
#include <mutex>
#include <tuple>

#include "core/base/ids.h"
#include "core/vault/subject_query.h"
#include "core/vault/words.h"

namespace inferno::vault {
namespace {

constexpr std::string_view kByNumber = "subject:";

/// True where no word of folded text goes on across `at`.
bool isWordEdge(std::string_view text, std::size_t at) {
    const auto separates = [&](std::size_t i) {
        return kByteKinds[static_cast<unsigned char>(text[i])] == ByteKind::Separator;
    };
    return at == 0 || at == text.size() || separates(at - 1) || separates(at);
}

std::optional<std::uint64_t> numberIn(std::string_view digits) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size() || number == 0)
        return std::nullopt;
    return number;
}

std::uint64_t randomNumber() {
    std::uint64_t number = 0;
    while (number == 0) {
        randomBytes(reinterpret_cast<std::uint8_t*>(&number), sizeof number);
        number >>= 12; // 52 bits
    }
    return number;
}

} // namespace

std::string standInOf(std::uint64_t number) {
    return kStandIn + std::to_string(number);
}

std::optional<std::uint64_t> subjectOf(std::string_view text) {
    return text.starts_with(kStandIn) ? numberIn(text.substr(1)) : std::nullopt;
}

Subjects::Subjects(SubjectTable table, const Uuid& vault, PrivateFields fields, bool on)
    : vault_(vault), fields_(std::move(fields)), on_(on), table_(std::move(table)) {
    for (SubjectRow& row : table_.rows()) {
        auto shared = std::make_shared<const SubjectRow>(std::move(row));
        byName_[shared->name] = shared;
        byNumber_[shared->number] = shared;
    }
    table_.rows().clear();
    pending_ = std::move(table_.pending());
}

Result<std::unique_ptr<Subjects>> Subjects::open(Vfs& vfs, const std::filesystem::path& vaultFolder,
                                                 const KeyStore& keys, const PrivacyOptions& privacy) {
    INFERNO_TRY(PrivateFields fields, PrivateFields::of(privacy.on ? privacy.fields : std::vector<std::string>{}));
    INFERNO_TRY(SubjectTable table, SubjectTable::load(vfs, vaultFolder, keys));
    return std::unique_ptr<Subjects>(new Subjects(std::move(table), keys.vaultId(), std::move(fields), privacy.on));
}

Subjects::Row Subjects::find(std::string_view name) const {
    const std::shared_lock lock(mutex_);
    const auto row = byName_.find(name);
    return row == byName_.end() ? nullptr : row->second;
}

Subjects::Row Subjects::find(std::uint64_t number) const {
    const std::shared_lock lock(mutex_);
    const auto row = byNumber_.find(number);
    return row == byNumber_.end() ? nullptr : row->second;
}

std::optional<std::uint64_t> Subjects::numberOf(std::string_view name) const {
    const Row row = find(name);
    return row ? std::optional(row->number) : std::nullopt;
}

Result<std::string> Subjects::publicName(KeyStore& keys, const std::string& name) {
    if (!on_ || name.empty())
        return name;
    INFERNO_TRY(const Row row, rowOf(keys, name));
    return std::string(kByNumber) + std::to_string(row->number);
}

std::string Subjects::withoutNames(std::string text) const {
    if (!on_ || text.empty())
        return text;
    std::string within;
    appendFolded(within, text);
    struct Place {
        std::size_t at;
        std::size_t size;
        std::uint64_t number;
    };
    std::vector<Place> places;
    {
        const std::shared_lock lock(mutex_);
        std::string name;
        for (const auto& [number, row] : byNumber_) {
            name.clear();
            appendFolded(name, row->name);
            for (auto at = within.find(name); at != std::string::npos; at = within.find(name, at + 1))
                if (isWordEdge(within, at) && isWordEdge(within, at + name.size()))
                    places.push_back({at, name.size(), number});
        }
    }
    std::ranges::sort(places,
                      [](const Place& a, const Place& b) { return std::tie(a.at, b.size) < std::tie(b.at, a.size); });
    std::string out;
    std::size_t done = 0;
    for (const Place& place : places) {
        if (place.at < done)
            continue; // within a longer name
        out.append(text, done, place.at - done).append(kByNumber).append(std::to_string(place.number));
        done = place.at + place.size;
    }
    return out.append(text, done);
}

bool Subjects::contains(std::uint64_t number) const {
    return find(number) != nullptr;
}

Bytes Subjects::aadOf(std::uint64_t number) const {
    Bytes aad(vault_.begin(), vault_.end());
    putLe(aad, number);
    return aad;
}

Result<Subjects::Row> Subjects::rowOf(KeyStore& keys, const std::string& name) {
    if (Row row = find(name))
        return row;
    const std::unique_lock lock(mutex_);
    if (const auto row = byName_.find(name); row != byName_.end())
        return row->second;
    if (byName_.size() >= kMaxSubjects)
        return fail(ErrorCode::VaultUnavailable,
                    "the table of subjects is full: it holds " + std::to_string(kMaxSubjects),
                    "erase subjects that are no longer needed, or name fewer");
    SubjectRow fresh{randomNumber(), name, SecretKey::random()};
    while (byNumber_.contains(fresh.number))
        fresh.number = randomNumber();
    INFERNO_CHECK(table_.add(keys, {fresh}));
    const Row row = std::make_shared<const SubjectRow>(std::move(fresh));
    byName_[name] = row;
    byNumber_[row->number] = row;
    ++generation_;
    return row;
}

Result<void> Subjects::conceal(KeyStore& keys, Event& event, Provenance& by) {
    if (!on_)
        return {};
    const std::string& name = event.user.empty() ? by.principal : event.user;
    if (name.empty())
        return {};
    INFERNO_TRY(const Row row, rowOf(keys, name));
    INFERNO_CHECK(fields_.seal(event, by, row->key, aadOf(row->number)));
    if (!by.principal.empty()) {
        INFERNO_TRY(const Row author, rowOf(keys, by.principal));
        if (by.tokenId == by.principal) // the local token is called like its user
            by.tokenId = standInOf(author->number);
        by.principal = standInOf(author->number);
    }
    if (!event.user.empty())
        event.user = standInOf(row->number);
    return {};
}

void Subjects::revealName(std::string& text, std::uint64_t& number) const {
    const auto subject = subjectOf(text);
    if (!subject)
        return;
    number = *subject;
    const Row row = find(*subject);
    text = row ? row->name : std::string(kErased);
}

void Subjects::reveal(Record& record) const {
    std::uint64_t user = 0;
    std::uint64_t author = 0;
    std::uint64_t token = 0;
    revealName(record.event.user, user);
    revealName(record.recordedBy.principal, author);
    revealName(record.recordedBy.tokenId, token);
    record.subject = user;
    if (record.event.sealed.empty())
        return;
    const std::uint64_t owner = user != 0 ? user : author;
    const Row row = find(owner);
    if (!row || !unsealFields(record.event, record.recordedBy, row->key, aadOf(owner)))
        markErased(record.event, record.recordedBy);
}

void Subjects::reveal(FieldValues& values) const {
    std::vector<FieldValues::Item> items;
    const auto add = [&](const std::string& value, std::uint64_t count) {
        const auto known = std::ranges::find(items, value, &FieldValues::Item::value);
        if (known == items.end())
            items.push_back({value, count});
        else
            known->count += count;
    };
    for (const FieldValues::Item& item : values.items) {
        std::string value = item.value;
        std::uint64_t number = 0;
        revealName(value, number);
        add(value.starts_with(kStandIn) ? "(sealed)" : value, item.count);
    }
    std::ranges::stable_sort(items, std::ranges::greater{}, &FieldValues::Item::count);
    values.items = std::move(items);
}

Query Subjects::translated(Query query) const {
    // Pages of one query follow each other, and there may be many names.
    std::string asked = query.text;
    for (const auto* list : {&query.users, &query.sourceIps, &query.resources, &query.sessions, &query.traces}) {
        asked += '\x1E';
        for (const std::string& value : *list)
            asked += value + '\x1F';
    }
    if (asked.find_first_not_of('\x1E') == std::string::npos)
        return query;
    std::vector<Row> rows;
    std::uint64_t generation = 0;
    {
        const std::shared_lock lock(mutex_);
        generation = generation_;
        if (asked == translation_.asked && generation == translation_.generation) {
            const Query& given = translation_.given;
            std::tie(query.users, query.sourceIps, query.resources, query.sessions, query.traces, query.expr) =
                std::tie(given.users, given.sourceIps, given.resources, given.sessions, given.traces, given.expr);
            return query;
        }
        rows.reserve(byNumber_.size());
        for (const auto& [number, row] : byNumber_)
            rows.push_back(row);
    }
    query = withStandIns(std::move(query), rows);
    const std::unique_lock lock(mutex_);
    translation_ = {std::move(asked), generation, query};
    return query;
}

Result<void> Subjects::rewrite(const DataKey& key, const SubjectRow* without) {
    std::vector<const SubjectRow*> rows;
    for (const auto& [number, row] : byNumber_)
        if (row.get() != without)
            rows.push_back(row.get());
    return table_.rewrite(rows, pending_, key);
}

Result<void> Subjects::erase(KeyStore& keys, const std::string& name, const PendingErasure& erasure) {
    {
        const std::unique_lock lock(mutex_);
        const auto found = byName_.find(name);
        if (found == byName_.end())
            return fail(ErrorCode::SubjectUnknown, "no subject is called '" + sanitized(name) + "'");
        const Row row = found->second;
        INFERNO_CHECK(keys.checkWritable());
        INFERNO_TRY(const auto key, keys.rotateDataKey(RetentionClass::Subjects, kNoMonth));
        pending_.push_back(erasure);
        if (auto written = rewrite(*key, row.get()); !written) {
            pending_.pop_back();
            return written;
        }
        byName_.erase(found);
        byNumber_.erase(row->number);
        ++generation_;
        translation_ = {};
    }
    return finishErasures(keys);
}

Result<void> Subjects::finishErasures(KeyStore& keys) {
    const std::unique_lock lock(mutex_);
    if (pending_.empty())
        return {};
    auto old = keys.keyIds(RetentionClass::Subjects);
    std::erase_if(old, [&](DataKeyId id) { return id == table_.dataKey(); });
    return old.empty() ? Result<void>() : keys.destroyKeys(old);
}

std::vector<PendingErasure> Subjects::pending() const {
    const std::shared_lock lock(mutex_);
    return pending_;
}

Result<void> Subjects::settle(KeyStore& keys, std::uint64_t number) {
    const std::unique_lock lock(mutex_);
    std::erase_if(pending_, [&](const PendingErasure& one) { return one.number == number; });
    INFERNO_TRY(const auto key, keys.key(table_.dataKey().value_or(DataKeyId{})));
    return rewrite(*key, nullptr);
}

} // namespace inferno::vault
