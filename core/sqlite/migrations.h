// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "core/sqlite/database.h"

namespace inferno::sqlite {

/// One numbered step of a schema, as SQL. Never changed once released: a new step follows instead.
struct Migration {
    int version; ///< 1, 2, 3, …
    const char* sql;
};

/// Brings the database to the newest of `migrations`, each step in a transaction of its own with its number
/// (PRAGMA user_version). REQUIRES numbers without gaps from 1. Errors: db.version for a database that is newer than
/// the newest step, which is left as it is; db.failed.
Result<void> migrate(Database& database, std::span<const Migration> migrations);

} // namespace inferno::sqlite
