// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/database.h"

#include <sqlite3.h>

#include <fcntl.h>
#include <unistd.h>

#include <cassert>
#include <cerrno>
#include <utility>

namespace inferno::sqlite {
namespace {

ErrorCode codeFor(int sqliteCode) {
    switch (sqliteCode & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return ErrorCode::DbBusy;
    case SQLITE_FULL: return ErrorCode::DiskFull;
    default: return ErrorCode::DbFailed;
    }
}

/// SQLite makes new files with 0644 minus the umask: make it first, so that others never can read it. SQLite gives the
/// WAL the rights of the main file.
Result<void> makePrivate(const std::filesystem::path& path) {
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return std::unexpected(errnoError(errno, "opening " + path.string()));
    ::close(fd);
    return {};
}

} // namespace

// ---- Statement ----

Statement::Statement(Statement&& other) noexcept
    : database_(std::exchange(other.database_, nullptr)), handle_(std::exchange(other.handle_, nullptr)),
      bindError_(other.bindError_) {}

Statement& Statement::operator=(Statement&& other) noexcept {
    if (this != &other) {
        giveBack();
        database_ = std::exchange(other.database_, nullptr);
        handle_ = std::exchange(other.handle_, nullptr);
        bindError_ = other.bindError_;
    }
    return *this;
}

Statement::~Statement() {
    giveBack();
}

void Statement::giveBack() {
    if (!handle_)
        return;
    sqlite3_reset(handle_);
    sqlite3_clear_bindings(handle_);
    database_->idle_.emplace(sqlite3_sql(handle_), handle_);
    handle_ = nullptr;
}

Result<bool> Statement::step() {
    if (bindError_ != SQLITE_OK)
        return std::unexpected(database_->error(bindError_, "binding a parameter"));
    const int code = sqlite3_step(handle_);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    Error error = database_->error(code, sqlite3_sql(handle_));
    sqlite3_reset(handle_);
    return std::unexpected(std::move(error));
}

Result<void> Statement::run() {
    for (;;) {
        INFERNO_TRY(const bool row, step());
        if (!row)
            break;
    }
    reset();
    return {};
}

void Statement::reset() {
    sqlite3_reset(handle_);
    bindError_ = SQLITE_OK;
}

void Statement::bindOne(int index, std::nullopt_t) {
    bindError_ |= sqlite3_bind_null(handle_, index);
}
void Statement::bindOne(int index, std::int64_t value) {
    bindError_ |= sqlite3_bind_int64(handle_, index, value);
}
void Statement::bindOne(int index, double value) {
    bindError_ |= sqlite3_bind_double(handle_, index, value);
}
void Statement::bindOne(int index, std::string_view value) {
    bindError_ |= sqlite3_bind_text64(handle_, index, value.data() ? value.data() : "", value.size(), SQLITE_TRANSIENT,
                                      SQLITE_UTF8);
}
void Statement::bindOne(int index, ByteView value) {
    bindError_ |= value.empty() ? sqlite3_bind_zeroblob(handle_, index, 0)
                                : sqlite3_bind_blob64(handle_, index, value.data(), value.size(), SQLITE_TRANSIENT);
}
void Statement::bindOne(int index, WallTime value) {
    bindOne(index,
            static_cast<std::int64_t>(std::chrono::floor<std::chrono::milliseconds>(value).time_since_epoch().count()));
}

bool Statement::isNull(int column) const {
    return sqlite3_column_type(handle_, column) == SQLITE_NULL;
}
std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(handle_, column);
}
double Statement::real(int column) const {
    return sqlite3_column_double(handle_, column);
}
std::string Statement::text(int column) const {
    const auto* data = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
    return data ? std::string(data, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))) : std::string();
}
Bytes Statement::blob(int column) const {
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(handle_, column));
    return data ? Bytes(data, data + sqlite3_column_bytes(handle_, column)) : Bytes();
}
WallTime Statement::time(int column) const {
    return WallTime{std::chrono::milliseconds{integer(column)}};
}
std::optional<std::int64_t> Statement::maybeInteger(int column) const {
    return isNull(column) ? std::nullopt : std::optional(integer(column));
}
std::optional<double> Statement::maybeReal(int column) const {
    return isNull(column) ? std::nullopt : std::optional(real(column));
}
std::optional<WallTime> Statement::maybeTime(int column) const {
    return isNull(column) ? std::nullopt : std::optional(time(column));
}

// ---- Database ----

Result<Database> Database::open(const std::filesystem::path& path, Access access,
                                std::chrono::milliseconds busyTimeout) {
    Database database;
    database.path_ = path.string();
    const bool writing = access == Access::ReadWrite;
    if (writing)
        INFERNO_CHECK(makePrivate(path));
    const int flags = (writing ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) | SQLITE_OPEN_NOMUTEX;
    if (const int code = sqlite3_open_v2(path.c_str(), &database.handle_, flags, nullptr); code != SQLITE_OK)
        return std::unexpected(database.error(code, "opening " + path.string()));
    sqlite3_extended_result_codes(database.handle_, 1);
    sqlite3_busy_timeout(database.handle_, static_cast<int>(busyTimeout.count()));
    INFERNO_CHECK(database.script("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -8192;"));
    if (writing)
        INFERNO_CHECK(database.script("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; "
                                      "PRAGMA secure_delete = ON;"));
    return database;
}

Database::Database(Database&& other) noexcept
    : handle_(std::exchange(other.handle_, nullptr)), path_(std::move(other.path_)), idle_(std::move(other.idle_)) {
    other.idle_.clear();
}

Database& Database::operator=(Database&& other) noexcept {
    if (this != &other) {
        close();
        handle_ = std::exchange(other.handle_, nullptr);
        path_ = std::move(other.path_);
        idle_ = std::move(other.idle_);
        other.idle_.clear();
    }
    return *this;
}

Database::~Database() {
    close();
}

void Database::close() {
    for (const auto& [sql, statement] : idle_)
        sqlite3_finalize(statement);
    idle_.clear();
    sqlite3_close_v2(handle_);
    handle_ = nullptr;
}

Error Database::error(int code, std::string_view doing) const {
    std::string detail = handle_ ? sqlite3_errmsg(handle_) : sqlite3_errstr(code);
    detail += " (SQLite " + std::to_string(handle_ ? sqlite3_extended_errcode(handle_) : code) + ") in " + path_ + ": ";
    detail += doing.substr(0, 200);
    const ErrorCode kind = codeFor(code);
    std::string hint = kind == ErrorCode::DiskFull ? "free some space; nothing that was acknowledged is lost"
                       : kind == ErrorCode::DbBusy ? "another program holds the database; try again"
                                                   : "";
    return Error{kind, std::move(detail), std::move(hint), nullptr, std::source_location::current()};
}

Result<Statement> Database::prepare(std::string_view sql) {
    if (const auto found = idle_.find(sql); found != idle_.end()) {
        sqlite3_stmt* handle = found->second;
        idle_.erase(found);
        return Statement(this, handle);
    }
    sqlite3_stmt* handle = nullptr;
    const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &handle, nullptr);
    if (code != SQLITE_OK)
        return std::unexpected(error(code, sql));
    return Statement(this, handle);
}

Result<void> Database::script(const std::string& sql) {
    const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return std::unexpected(error(code, sql));
    return {};
}

int Database::changes() const {
    return sqlite3_changes(handle_);
}
std::int64_t Database::lastInsertId() const {
    return sqlite3_last_insert_rowid(handle_);
}
bool Database::inTransaction() const {
    return sqlite3_get_autocommit(handle_) == 0;
}

// ---- SyncLater ----

// In a WAL, NORMAL leaves out the sync of each commit; a commit under FULL syncs those before it too.
SyncLater::SyncLater(Database* database) : database_(database) {
    if (database_)
        (void)database_->script("PRAGMA synchronous = NORMAL"); // where it cannot be, each is synced
}

SyncLater::~SyncLater() {
    const bool restored = !database_ || database_->script("PRAGMA synchronous = FULL").has_value();
    assert(restored);
}

// ---- Transaction ----

Result<Transaction> Transaction::begin(Database& database, Kind kind) {
    INFERNO_CHECK(database.run(kind == Kind::Immediate ? "BEGIN IMMEDIATE" : "BEGIN DEFERRED"));
    return Transaction(database);
}

Transaction::~Transaction() {
    // An error such as a full disk may have rolled back already.
    if (database_ && database_->inTransaction())
        (void)database_->run("ROLLBACK");
}

Result<void> Transaction::commit() {
    Database* database = std::exchange(database_, nullptr);
    auto result = database->run("COMMIT");
    if (!result && database->inTransaction())
        (void)database->run("ROLLBACK");
    return result;
}

} // namespace inferno::sqlite
