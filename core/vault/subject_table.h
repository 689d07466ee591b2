// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/vfs.h"
#include "core/vault/key_store.h"

/// The file `subjects.tbl` of a vault: whose number is whose, outside of the log. Each row holds a subject's own key,
/// wrapped under the table's key, and the name, sealed under the subject's. The table's key is derived from the one
/// data key of class Subjects, which no record is under, so that it follows every rotation of the KEK. New rows are
/// added at the end and synced; an erasure writes the whole file anew under a new data key. Format:
/// docs/formats/subjects.md. Not safe from several threads. Cost: opening and rewriting are linear in the rows, at
/// about a million a second; adding is one fdatasync for all rows of a call.

namespace inferno::vault {

struct SubjectRow {
    std::uint64_t number = 0; ///< random, below 2^52: JSON readers keep it whole; never 0
    std::string name;
    SecretKey key;
};

/// An erasure that was begun: the row and its key are gone, and the event that says so may not be in the log yet.
struct PendingErasure {
    std::uint64_t number = 0;
    std::string details; ///< what the event will say, a JSON object
    std::string author;  ///< who asked, a JSON object

    friend bool operator==(const PendingErasure&, const PendingErasure&) = default;
};

class SubjectTable {
public:
    static std::filesystem::path pathIn(const std::filesystem::path& vaultFolder) {
        return vaultFolder / "subjects.tbl";
    }

    /// Reads the file, if there is one; writes nothing. An incomplete row at the end is left out: it was never
    /// acknowledged. Errors: vault.altered, vault.version, key.unavailable (an old copy was put back). A file that is
    /// missing is found by verification: records name numbers that no row and no erasure explains.
    static Result<SubjectTable> load(Vfs& vfs, const std::filesystem::path& vaultFolder, const KeyStore& keys);

    std::vector<SubjectRow>& rows() { return rows_; }
    std::vector<PendingErasure>& pending() { return pending_; }
    /// Of the incomplete row at the end that was left out; 0: the end is whole.
    std::uint64_t tornBytes() const { return torn_; }
    /// The data key that the file is under; none before the first row.
    std::optional<DataKeyId> dataKey() const { return dataKey_; }

    /// Adds rows to the file, made where there is none; they are durable when this returns. After an error every later
    /// write is vault.unavailable: what the disk holds is not known then. It does not touch rows().
    Result<void> add(KeyStore& keys, const std::vector<SubjectRow>& fresh);
    /// Writes `rows` and `pending` as the whole file, under `key`: whole or not at all.
    Result<void> rewrite(const std::vector<const SubjectRow*>& rows, const std::vector<PendingErasure>& pending,
                         const DataKey& key);

private:
    SubjectTable(Vfs& vfs, std::filesystem::path path, const Uuid& vault);
    Result<void> parse(ByteView bytes, const KeyStore& keys);
    Result<void> parseRows(ByteView bytes);
    Result<Bytes> newHeader(const DataKey& key);
    Result<void> deriveKey(const DataKey& key, const Hash& salt);

    Vfs* vfs_;
    std::filesystem::path path_;
    Uuid vault_;
    std::vector<SubjectRow> rows_;        ///< as they were read
    std::vector<PendingErasure> pending_; ///< the same
    std::optional<DataKeyId> dataKey_;
    SecretKey tableKey_;
    Hash commitment_{};
    std::uint64_t end_ = 0; ///< of the last whole frame
    std::uint64_t torn_ = 0;
    bool failed_ = false;
};

} // namespace inferno::vault
