// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/outbox.h"

#include "core/jobs/store_core.h"

namespace inferno::jobs {

Result<std::vector<OutboxEvent>> Outbox::oldest(int limit) const {
    return core_.read([&](sqlite::Database& db) -> Result<std::vector<OutboxEvent>> {
        INFERNO_TRY(auto query, db.prepare("SELECT number, body FROM outbox ORDER BY number LIMIT ?"));
        query.bind(limit);
        std::vector<OutboxEvent> events;
        for (;;) {
            INFERNO_TRY(const bool found, query.step());
            if (!found)
                return events;
            const auto number = static_cast<std::uint64_t>(query.integer(0));
            INFERNO_TRY(const Bytes body, core_.options.cipher.open(number, query.blob(1)));
            const auto row = nlohmann::json::parse(body.begin(), body.end(), nullptr, false);
            if (!row.is_object() || !row.contains("event"))
                return fail(ErrorCode::DbFailed, "outbox row " + std::to_string(number) + " cannot be read");
            events.push_back({number, row["event"].dump(), row.value("principal", ""), row.value("token_id", ""),
                              row.value("peer", "")});
        }
    });
}

Result<void> Outbox::delivered(std::uint64_t number) {
    const Actor nobody;
    int deleted = 0;
    const auto forget = [&](Change& change) -> Result<void> {
        INFERNO_CHECK(change.db.run("DELETE FROM outbox WHERE number <= ?", number));
        deleted = change.db.changes();
        return {};
    };
    // The vault knows their numbers: what comes back with a machine that stopped is not taken twice.
    INFERNO_CHECK(core_.change(nobody, forget, Durable::Later));
    core_.outboxRows -= static_cast<std::uint64_t>(deleted);
    return {};
}

std::uint64_t Outbox::size() const {
    return core_.outboxRows;
}

bool Outbox::full() const {
    return core_.outboxFull();
}

} // namespace inferno::jobs
