// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <concepts>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/base/error.h"

struct sqlite3;
struct sqlite3_stmt;

/// A thin wrapper over SQLite's C API: results instead of codes, destructors instead of finalize, and nothing hidden.
/// A connection and all that comes from it belong to one thread at a time; use one connection for writing and others
/// for reading. Instants are stored as INTEGER milliseconds since 1970 UTC.
namespace inferno::sqlite {

class Database;

/// A prepared statement, borrowed from its connection's cache; given back, reset and with empty parameters, by the
/// destructor. Parameters count from 1 as in SQL, columns from 0. Must not outlive its connection.
class Statement {
public:
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) noexcept;
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement();

    /// Binds all parameters in order. Text and bytes are copied.
    template <typename... Values>
    Statement& bind(const Values&... values) {
        int index = 0;
        (bindOne(++index, values), ...);
        return *this;
    }

    /// True when there is a row to read. Errors: db.busy, db.failed, disk.full; a failed binding is told here.
    Result<bool> step();
    /// Steps to the end; rows are ignored.
    Result<void> run();
    /// Ready to be bound and stepped again.
    void reset();

    bool isNull(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string text(int column) const;
    Bytes blob(int column) const;
    WallTime time(int column) const;
    std::optional<std::int64_t> maybeInteger(int column) const;
    std::optional<double> maybeReal(int column) const;
    std::optional<WallTime> maybeTime(int column) const;

private:
    friend class Database;
    Statement(Database* database, sqlite3_stmt* handle) : database_(database), handle_(handle) {}
    void giveBack();

    void bindOne(int index, std::nullopt_t);
    void bindOne(int index, std::int64_t value);
    void bindOne(int index, double value);
    void bindOne(int index, std::string_view value);
    void bindOne(int index, ByteView value);
    void bindOne(int index, WallTime value);
    template <std::integral Int>
    void bindOne(int index, Int value) {
        bindOne(index, static_cast<std::int64_t>(value));
    }
    void bindOne(int index, const char* value) { bindOne(index, std::string_view(value)); }
    void bindOne(int index, const std::string& value) { bindOne(index, std::string_view(value)); }
    void bindOne(int index, const Bytes& value) { bindOne(index, ByteView(value)); }
    template <typename T>
    void bindOne(int index, const std::optional<T>& value) {
        if (value)
            bindOne(index, *value);
        else
            bindOne(index, std::nullopt);
    }

    Database* database_ = nullptr;
    sqlite3_stmt* handle_ = nullptr;
    int bindError_ = 0;
};

enum class Access { ReadOnly, ReadWrite };

/// A connection. ReadWrite creates the file (0600), and sets WAL, synchronous=FULL, foreign keys and secure_delete; a
/// commit is durable when it returns. Waits `busyTimeout` for a lock, then db.busy.
class Database {
public:
    static Result<Database> open(const std::filesystem::path& path, Access access,
                                 std::chrono::milliseconds busyTimeout = std::chrono::seconds(5));
    Database(Database&& other) noexcept;
    Database& operator=(Database&& other) noexcept;
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database();

    /// Compiled once for each text, then taken from the cache.
    Result<Statement> prepare(std::string_view sql);
    /// Prepare, bind, run.
    template <typename... Values>
    Result<void> run(std::string_view sql, const Values&... values) {
        INFERNO_TRY(auto statement, prepare(sql));
        return statement.bind(values...).run();
    }
    /// One integer of the first row; nothing if there is no row or it is NULL.
    template <typename... Values>
    Result<std::optional<std::int64_t>> integer(std::string_view sql, const Values&... values) {
        INFERNO_TRY(auto statement, prepare(sql));
        INFERNO_TRY(const bool found, statement.bind(values...).step());
        if (!found)
            return std::nullopt;
        return statement.maybeInteger(0);
    }
    /// Several statements without parameters, such as a migration.
    Result<void> script(const std::string& sql);

    /// Rows changed by the last INSERT, UPDATE or DELETE.
    int changes() const;
    std::int64_t lastInsertId() const;
    bool inTransaction() const;
    const std::string& path() const { return path_; }

private:
    friend class Statement;
    Database() = default;
    void close();
    Error error(int code, std::string_view doing) const;

    sqlite3* handle_ = nullptr;
    std::string path_;
    /// Statements that nobody has borrowed. A cursor that is open twice takes two.
    std::multimap<std::string, sqlite3_stmt*, std::less<>> idle_;
};

/// While it lives, commits of `database` (none: of no one) are durable only with the next one after it: for what is
/// done again if the machine stops. Outside of transactions.
class SyncLater {
public:
    explicit SyncLater(Database* database);
    ~SyncLater();
    SyncLater(const SyncLater&) = delete;
    SyncLater& operator=(const SyncLater&) = delete;

private:
    Database* database_;
};

/// All or nothing: rolls back unless committed. Immediate takes the write lock at once, so that a transaction that
/// reads first never fails half-way with db.busy. Deferred is for a consistent view of several reads.
class Transaction {
public:
    enum class Kind { Immediate, Deferred };
    static Result<Transaction> begin(Database& database, Kind kind = Kind::Immediate);
    Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
    Transaction& operator=(Transaction&&) = delete;
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction();

    /// After an error nothing of it is there.
    Result<void> commit();

private:
    explicit Transaction(Database& database) : database_(&database) {}
    Database* database_;
};

} // namespace inferno::sqlite
