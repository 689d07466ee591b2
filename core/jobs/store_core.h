// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/ids.h"
#include "core/base/vfs.h"
#include "core/jobs/job_store.h"
#include "core/schedule/recurrence.h"
#include "core/schedule/zone.h"
#include "core/sqlite/database.h"

/// Internal to core/jobs: what JobStore, RunQueue and Outbox share.
namespace inferno::jobs {

class StoreCore;

/// Of a change: durable when it returns, or with the next one that is.
enum class Durable { Now, Later };

/// What an audit event says beyond its action.
struct EventFields {
    std::string jobId;
    std::string runId;
    std::string resource; ///< the job's name; "queue"
    bool success = true;
    nlohmann::json details = nlohmann::json::object();
};

/// When a schedule fires: a row of `schedules` without its cursor.
struct Timing {
    std::string expression; ///< as Recurrence::text gives it; "" for a run-at
    std::string timezone;
    std::optional<WallTime> runAt;
    std::optional<WallTime> starts; ///< no fire before
    std::optional<WallTime> ends;   ///< nor after
    auto operator<=>(const Timing&) const = default;
};
/// The columns of one, of a row of `schedules`, and how it is read from them, the first of which is `column`.
inline constexpr std::string_view kTimingColumns = "expression, timezone, run_at_ms, starts_ms, ends_ms";
Timing readTiming(const sqlite::Statement& row, int column);

/// A change under way: its transaction, its one instant, who asked for it, and the events so far. Each function that
/// changes a state writes exactly one event.
class Change {
public:
    Change(StoreCore& core, const Actor& actor);

    sqlite::Database& db;
    const WallTime now; ///< whole milliseconds
    const Actor& actor;

    Result<void> event(std::string_view action, EventFields fields);
    const JobStoreOptions& options() const;

    /// A bound of the runs that wait, once it was asked for; whoever makes one more wait raises it.
    std::optional<std::int64_t> waitingAtMost;
    void oneMoreWaits() {
        if (waitingAtMost)
            ++*waitingAtMost;
    }
    /// The first fire after an instant. What was parsed is kept for the next time.
    Result<std::optional<WallTime>> nextFire(const Timing& timing, WallTime after);

private:
    friend class StoreCore;
    StoreCore& core_;
    std::vector<Notice> notices_;
};

/// The database file: one writer behind a mutex, readers in a pool, the outbox's counters, the listeners.
class StoreCore {
public:
    static Result<std::unique_ptr<StoreCore>> open(JobStoreOptions options, Vfs& vfs, const Clock& clock);

    /// Runs `act` in a transaction; commits if it succeeds, then tells the listeners. `Act`: Result<T>(Change&).
    template <typename Act>
    auto change(const Actor& actor, Act&& act, Durable durable = Durable::Now)
        -> decltype(act(std::declval<Change&>()));
    /// The same for what users ask: first the outbox's limit and the idempotency key. `Act`: Result<Changed>(Change&).
    template <typename Act>
    Result<Changed> request(const Request& request, Act&& act);
    /// Runs `act` on a reading connection. `Act`: Result<T>(sqlite::Database&).
    template <typename Act>
    auto read(Act&& act) const -> decltype(act(std::declval<sqlite::Database&>()));

    /// Whether new changes must wait until the vault takes events again.
    bool outboxFull() const { return outboxRows >= options.outboxLimit; }

    const JobStoreOptions options;
    const Clock& clock;
    Uuid databaseId{};
    std::atomic<std::uint64_t> outboxRows{0};

    void addListener(std::function<void(std::span<const Notice>)> listener);
    /// A notice without a state change or an event (progress).
    void tell(const Notice& notice);

private:
    friend class Change;
    using Schedule = std::pair<schedule::Recurrence, schedule::Zone>;

    StoreCore(JobStoreOptions options, const Clock& clock, std::unique_ptr<FileLock> lock, sqlite::Database writer);
    Result<void> load();
    Result<void> refreshSchedules();
    void committed(const Change& change);
    Result<std::optional<Changed>> answered(Change& change, const Idempotency& idempotency);
    Result<void> remember(Change& change, const Idempotency& idempotency, const Changed& changed);
    Result<sqlite::Database> takeReader() const;
    void giveReader(sqlite::Database reader) const;

    std::unique_ptr<FileLock> lock_;
    std::mutex writing_; ///< guards all below but readers_
    sqlite::Database writer_;
    std::uint64_t nextNumber_ = 1;
    std::map<std::string, Schedule> schedules_;
    std::vector<std::function<void(std::span<const Notice>)>> listeners_;
    mutable std::mutex reading_;
    mutable std::vector<sqlite::Database> readers_;
};

template <typename Act>
auto StoreCore::change(const Actor& actor, Act&& act, Durable durable) -> decltype(act(std::declval<Change&>())) {
    const std::lock_guard lock(writing_);
    const sqlite::SyncLater later(durable == Durable::Later ? &writer_ : nullptr);
    INFERNO_TRY(auto transaction, sqlite::Transaction::begin(writer_));
    Change change(*this, actor);
    auto result = act(change);
    if (!result)
        return result;
    INFERNO_CHECK(transaction.commit());
    committed(change);
    return result;
}

template <typename Act>
Result<Changed> StoreCore::request(const Request& request, Act&& act) {
    return change(request.actor, [&](Change& change) -> Result<Changed> {
        if (request.idempotency) {
            INFERNO_TRY(auto before, answered(change, *request.idempotency));
            if (before)
                return *std::move(before);
        }
        if (outboxFull())
            return fail(ErrorCode::VaultUnavailable,
                        std::to_string(outboxRows) + " audit events wait for the vault, and no more are taken",
                        "see 'inferno audit status'; running jobs go on, and nothing that was acknowledged is lost");
        INFERNO_TRY(auto changed, act(change));
        if (request.idempotency)
            INFERNO_CHECK(remember(change, *request.idempotency, changed));
        return changed;
    });
}

template <typename Act>
auto StoreCore::read(Act&& act) const -> decltype(act(std::declval<sqlite::Database&>())) {
    INFERNO_TRY(auto reader, takeReader());
    auto result = act(reader);
    giveReader(std::move(reader));
    return result;
}

} // namespace inferno::jobs
