// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/vault/private_fields.h"
#include "core/vault/query.h"
#include "core/vault/record.h"
#include "core/vault/subject_table.h"

/// Privacy (`[audit.privacy]`, off by default): a record holds a number instead of a person's name, and the table from
/// number to name lies outside of the log, where a row can be destroyed. The hashed bytes never hold the name, so that
/// every proof stays valid. What a reader gets has names and fields filled in as long as the subject exists.
///
/// Invariant: the row of a number is durable before a record that holds the number is. Safe from any thread. Cost: an
/// event of a known subject takes about 10 µs, the first of a new one an fdatasync. Memory: about 300 bytes a subject,
/// kMaxSubjects at most.

namespace inferno::vault {

constexpr std::size_t kMaxSubjects = 200'000;

class Subjects {
public:
    /// Reads the table. With `privacy` off nothing is concealed, and what was is still shown in clear. Errors: those of
    /// SubjectTable::load and PrivateFields::of.
    static Result<std::unique_ptr<Subjects>> open(Vfs& vfs, const std::filesystem::path& vaultFolder,
                                                  const KeyStore& keys, const PrivacyOptions& privacy = {});

    /// Takes names and listed fields out of a validated event. Where privacy is off, or the event names nobody, it
    /// stays as it is. Error: vault.unavailable (the table cannot be written, or is full).
    Result<void> conceal(KeyStore& keys, Event& event, Provenance& by);
    /// Puts names and fields back, or "erased".
    void reveal(Record& record) const;
    /// Names for stand-ins among a field's values; those of erased subjects, and sealed values, are one each.
    void reveal(FieldValues& values) const;
    /// The query as the records would have it: see withStandIns in subject_query.h.
    Query translated(Query query) const;

    /// The number of a name; nothing if it has none.
    std::optional<std::uint64_t> numberOf(std::string_view name) const;
    bool contains(std::uint64_t number) const;
    bool on() const { return on_; }
    /// How a text that stays in clear may name somebody: "subject:NUMBER", or the name where privacy is off. Error:
    /// vault.unavailable.
    Result<std::string> publicName(KeyStore& keys, const std::string& name);

    /// A text that stays in clear, such as a query that is recorded, with "subject:NUMBER" wherever it has the name of
    /// a subject as whole words, any case. Where privacy is off it stays as it is.
    std::string withoutNames(std::string text) const;

    /// Destroys the row and the key of a subject, for good: the table is written anew under a new data key, and the old
    /// one is destroyed with the KEK that it was under. The erasure stays pending until `settle`. After a crash at any
    /// point the subject is there as before, or gone and pending. Errors: subject.unknown, key.store_readonly,
    /// vault.unavailable, io.*
    Result<void> erase(KeyStore& keys, const std::string& name, const PendingErasure& erasure);
    /// What was begun before a crash or failure, to be recorded and settled.
    std::vector<PendingErasure> pending() const;
    /// After a crash: destroys keys that an erasure has left behind.
    Result<void> finishErasures(KeyStore& keys);
    /// The event of this erasure is durable.
    Result<void> settle(KeyStore& keys, std::uint64_t number);

private:
    using Row = std::shared_ptr<const SubjectRow>;

    Subjects(SubjectTable table, const Uuid& vault, PrivateFields fields, bool on);
    Result<Row> rowOf(KeyStore& keys, const std::string& name);
    Row find(std::string_view name) const;
    Row find(std::uint64_t number) const;
    Bytes aadOf(std::uint64_t number) const;
    Result<void> rewrite(const DataKey& key, const SubjectRow* without);
    void revealName(std::string& text, std::uint64_t& number) const;

    const Uuid vault_;
    const PrivateFields fields_;
    const bool on_;
    mutable std::shared_mutex mutex_; ///< guards what follows
    SubjectTable table_;
    std::vector<PendingErasure> pending_;
    struct TextHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    std::unordered_map<std::string, Row, TextHash, std::equal_to<>> byName_;
    std::unordered_map<std::uint64_t, Row> byNumber_;
    std::uint64_t generation_ = 0; ///< rises with each name that comes or goes
    struct Translation {
        std::string asked;
        std::uint64_t generation = 0;
        Query given;
    };
    mutable Translation translation_; ///< the newest
};

/// What stands for a subject in `user` and `recorded_by`.
std::string standInOf(std::uint64_t number);
/// The number behind it; nothing for a plain text.
std::optional<std::uint64_t> subjectOf(std::string_view text);

} // namespace inferno::vault
