// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/store_core.h"

#include <algorithm>

#include "core/jobs/schema.h"

namespace inferno::jobs {
namespace {

constexpr auto kIdempotencyAge = std::chrono::hours(24);
constexpr std::size_t kMaxIdleReaders = 8;

/// What is told about rules is about the system, all else about jobs.
std::string_view typeOf(std::string_view action) {
    return action.starts_with("alert_rule_") ? "system" : "job";
}

nlohmann::json eventOf(std::string_view action, const EventFields& fields, const Actor& actor, WallTime now) {
    nlohmann::json event = {{"timestamp", formatUtc(now)},
                            {"event_type", typeOf(action)},
                            {"action", action},
                            {"resource", fields.resource},
                            {"result", fields.success ? "success" : "failure"},
                            {"severity", fields.success ? "low" : "medium"}};
    const std::pair<const char*, const std::string&> texts[] = {{"user", actor.user},
                                                                {"source_ip", actor.peer},
                                                                {"user_agent", actor.userAgent},
                                                                {"session_id", actor.sessionId},
                                                                {"trace_id", actor.traceId}};
    for (const auto& [name, text] : texts)
        if (!text.empty())
            event[name] = text;
    nlohmann::json details = fields.details;
    if (!fields.jobId.empty())
        details["job_id"] = fields.jobId;
    if (!fields.runId.empty())
        details["run_id"] = fields.runId;
    // A record of the vault holds 64 KiB, and what the vault refuses would hold back all that comes after it.
    constexpr std::size_t kMostDetailsBytes = 16 * 1024;
    if (const std::size_t bytes = details.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).size();
        bytes > kMostDetailsBytes)
        details = {{"job_id", fields.jobId}, {"run_id", fields.runId}, {"left_out_bytes", bytes}};
    if (!details.empty())
        event["details"] = std::move(details);
    return event;
}

} // namespace

// ---- Change ----

Change::Change(StoreCore& core, const Actor& who)
    : db(core.writer_), now(std::chrono::floor<std::chrono::milliseconds>(core.clock.now())), actor(who), core_(core) {}

Result<void> Change::event(std::string_view action, EventFields fields) {
    const nlohmann::json row = {{"event", eventOf(action, fields, actor, now)},
                                {"principal", actor.user},
                                {"token_id", actor.tokenId},
                                {"peer", actor.peer}};
    const std::string text = row.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    // Never given twice, not even after a rollback: the cipher may make its nonce of it.
    const std::uint64_t number = core_.nextNumber_++;
    INFERNO_TRY(const Bytes sealed, core_.options.cipher.seal(number, asBytes(text)));
    INFERNO_CHECK(db.run("INSERT INTO outbox (number, body) VALUES (?, ?)", number, sealed));
    notices_.push_back({number, std::string(action), std::move(fields.jobId), std::move(fields.runId)});
    return {};
}

const JobStoreOptions& Change::options() const {
    return core_.options;
}

Timing readTiming(const sqlite::Statement& row, int column) {
    return {row.text(column), row.text(column + 1), row.maybeTime(column + 2), row.maybeTime(column + 3),
            row.maybeTime(column + 4)};
}

Result<std::optional<WallTime>> Change::nextFire(const Timing& timing, WallTime after) {
    if (timing.expression.empty())
        return timing.runAt && *timing.runAt > after ? timing.runAt : std::nullopt;
    const std::string key = timing.timezone + "\n" + timing.expression;
    auto found = core_.schedules_.find(key);
    if (found == core_.schedules_.end()) {
        INFERNO_TRY(auto parsed, schedule::Recurrence::stored(timing.expression));
        INFERNO_TRY(const auto where, schedule::Zone::find(timing.timezone));
        found = core_.schedules_.emplace(key, StoreCore::Schedule{std::move(parsed), where}).first;
    }
    if (timing.starts)
        after = std::max(after, *timing.starts - std::chrono::milliseconds(1));
    INFERNO_TRY(auto next, found->second.first.next(after, found->second.second));
    if (next && timing.ends && *next > *timing.ends)
        next.reset();
    return next;
}

// ---- StoreCore ----

StoreCore::StoreCore(JobStoreOptions given, const Clock& time, std::unique_ptr<FileLock> lock, sqlite::Database writer)
    : options(std::move(given)), clock(time), lock_(std::move(lock)), writer_(std::move(writer)) {}

Result<std::unique_ptr<StoreCore>> StoreCore::open(JobStoreOptions options, Vfs& vfs, const Clock& clock) {
    if (!exists(vfs, options.folder))
        INFERNO_CHECK(vfs.makeFolder(options.folder));
    INFERNO_TRY(auto lock, vfs.lock(options.folder / "lock", LockMode::Exclusive));
    if (!lock)
        return fail(ErrorCode::DataLocked, options.folder.string() + " is used by another service",
                    "stop that service, or choose another storage_path");
    if (const auto zone = schedule::Zone::find(options.defaults.timezone); !zone)
        return std::unexpected(zone.error());
    INFERNO_TRY(auto writer, sqlite::Database::open(options.folder / "inferno.db", sqlite::Access::ReadWrite));
    INFERNO_CHECK(sqlite::migrate(writer, schema()));
    std::unique_ptr<StoreCore> core(new StoreCore(std::move(options), clock, std::move(lock), std::move(writer)));
    INFERNO_CHECK(core->load());
    INFERNO_CHECK(core->refreshSchedules());
    return core;
}

Result<void> StoreCore::load() {
    INFERNO_TRY(auto transaction, sqlite::Transaction::begin(writer_));
    {
        INFERNO_TRY(auto stored, writer_.prepare("SELECT value FROM meta WHERE key = 'database_id'"));
        INFERNO_TRY(const bool found, stored.step());
        if (const Bytes id = found ? stored.blob(0) : Bytes(); id.size() == databaseId.size()) {
            std::ranges::copy(id, databaseId.begin());
        } else {
            databaseId = newUuid(clock.now());
            INFERNO_CHECK(writer_.run("INSERT OR REPLACE INTO meta (key, value) VALUES ('database_id', ?)",
                                      ByteView(databaseId)));
        }
    }
    INFERNO_TRY(const auto last, writer_.integer("SELECT seq FROM sqlite_sequence WHERE name = 'outbox'"));
    nextNumber_ = static_cast<std::uint64_t>(last.value_or(0)) + 1;
    INFERNO_CHECK(writer_.run("CREATE TEMP TABLE pools (name TEXT PRIMARY KEY, slots INTEGER NOT NULL)"));
    for (const auto& [name, slots] : options.pools)
        INFERNO_CHECK(writer_.run("INSERT INTO temp.pools (name, slots) VALUES (?, ?)", name, slots));
    INFERNO_TRY(const auto rows, writer_.integer("SELECT count(*) FROM outbox"));
    outboxRows = static_cast<std::uint64_t>(rows.value_or(0));
    return transaction.commit();
}

/// Time zone rules may have changed since the next fires were computed: the cursors hold, what follows is new.
Result<void> StoreCore::refreshSchedules() {
    struct Row {
        std::int64_t id;
        WallTime cursor;
        std::optional<WallTime> next;
        Timing timing;
    };
    const Actor nobody;
    return change(nobody, [](Change& change) -> Result<void> {
        std::vector<Row> rows;
        INFERNO_TRY(auto query, change.db.prepare("SELECT s.id, cursor_ms, next_ms, " + std::string(kTimingColumns) +
                                                  " FROM schedules s JOIN jobs j ON j.id = s.job_id "
                                                  "WHERE s.next_ms IS NOT NULL AND s.expression <> ''"));
        for (;;) {
            INFERNO_TRY(const bool found, query.step());
            if (!found)
                break;
            rows.push_back({query.integer(0), query.time(1), query.maybeTime(2), readTiming(query, 3)});
        }
        for (const Row& row : rows) {
            // One that cannot be computed any more keeps its fire: recordDue says so when it is due.
            if (const auto next = change.nextFire(row.timing, row.cursor); next && *next != row.next)
                INFERNO_CHECK(change.db.run("UPDATE schedules SET next_ms = ? WHERE id = ?", *next, row.id));
        }
        return {};
    });
}

void StoreCore::committed(const Change& change) {
    if (change.notices_.empty())
        return;
    outboxRows += change.notices_.size();
    for (const auto& listener : listeners_)
        listener(change.notices_);
}

void StoreCore::addListener(std::function<void(std::span<const Notice>)> listener) {
    const std::lock_guard lock(writing_);
    listeners_.push_back(std::move(listener));
}

void StoreCore::tell(const Notice& notice) {
    const std::lock_guard lock(writing_);
    for (const auto& listener : listeners_)
        listener(std::span(&notice, 1));
}

Result<std::optional<Changed>> StoreCore::answered(Change& change, const Idempotency& idempotency) {
    INFERNO_CHECK(change.db.run("DELETE FROM idempotency WHERE created_ms <= ?", change.now - kIdempotencyAge));
    INFERNO_TRY(auto query, change.db.prepare("SELECT request, job_id, run_id FROM idempotency WHERE key = ?"));
    INFERNO_TRY(const bool found, query.bind(idempotency.key).step());
    if (!found)
        return std::nullopt;
    if (!std::ranges::equal(query.blob(0), idempotency.request))
        return fail(ErrorCode::IdempotencyConflict, "this key came with another request in the last 24 hours",
                    "take a new key for a new request");
    return Changed{query.text(1), query.text(2), true};
}

Result<void> StoreCore::remember(Change& change, const Idempotency& idempotency, const Changed& changed) {
    return change.db.run("INSERT INTO idempotency (key, request, job_id, run_id, created_ms) VALUES (?, ?, ?, ?, ?)",
                         idempotency.key, ByteView(idempotency.request), changed.jobId, changed.runId, change.now);
}

Result<sqlite::Database> StoreCore::takeReader() const {
    {
        const std::lock_guard lock(reading_);
        if (!readers_.empty()) {
            sqlite::Database reader = std::move(readers_.back());
            readers_.pop_back();
            return reader;
        }
    }
    return sqlite::Database::open(options.folder / "inferno.db", sqlite::Access::ReadOnly);
}

void StoreCore::giveReader(sqlite::Database reader) const {
    const std::lock_guard lock(reading_);
    if (readers_.size() < kMaxIdleReaders)
        readers_.push_back(std::move(reader));
}

} // namespace inferno::jobs
