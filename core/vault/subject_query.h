// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <span>

#include "core/vault/query.h"
#include "core/vault/subject_table.h"

namespace inferno::vault {

/// The query as the records would have it that hold stand-ins: names in filters and in the text, and exact values of
/// fields that may be sealed, also as what stands for them. "subject:NUMBER" as a user means that number, whether its
/// subject is there or not. A text that cannot be read stays as it is. Pure. Cost: a comparison for each subject and
/// each word of the text, about 5 µs for each subject and each value of another field.
Query withStandIns(Query query, std::span<const std::shared_ptr<const SubjectRow>> subjects);

} // namespace inferno::vault
