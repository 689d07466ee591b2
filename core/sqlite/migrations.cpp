// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sqlite/migrations.h"

namespace inferno::sqlite {

Result<void> migrate(Database& database, std::span<const Migration> migrations) {
    INFERNO_TRY(const auto found, database.integer("PRAGMA user_version"));
    const auto current = found.value_or(0);
    const int newest = migrations.empty() ? 0 : migrations.back().version;
    if (current > newest)
        return fail(ErrorCode::DbVersion,
                    database.path() + " has version " + std::to_string(current) + ", this Inferno reads up to " +
                        std::to_string(newest),
                    "start the newer Inferno, or restore a backup from before the upgrade");
    for (const Migration& step : migrations) {
        if (step.version <= current)
            continue;
        INFERNO_TRY(auto transaction, Transaction::begin(database));
        INFERNO_CHECK(database.script(step.sql));
        INFERNO_CHECK(database.script("PRAGMA user_version = " + std::to_string(step.version)));
        INFERNO_CHECK(transaction.commit());
    }
    return {};
}

} // namespace inferno::sqlite
