// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "core/sqlite/migrations.h"

namespace inferno::jobs {

/// The tables of inferno.db, step by step. Instants are milliseconds since 1970 UTC, states are words.
std::span<const sqlite::Migration> schema();

} // namespace inferno::jobs
