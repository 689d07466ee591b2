// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/fakes/sample.h"

/// The vault of the sample, for FakeBackend: its newest day is made by hand, what lies below is made up from the number
/// of each event, so that millions of them need no memory. Filters look at the newest day alone. Proofs are real ones,
/// of a tree whose other leaves nobody has: they hold when they are checked.
namespace inferno::models::fakes {

client::AuditPage auditPage(const Sample& sample, const client::AuditQuery& query);
client::AuditHistogram histogram(const Sample& sample, const client::AuditQuery& query, int bars,
                                 const std::string& by);
client::AuditValues values(const Sample& sample, const client::AuditQuery& query, const std::string& field, int limit);
client::AuditPatterns patterns(const Sample& sample, const client::AuditQuery& query, int buckets, int limit);
/// The verification of the sample's vault at a level; `altered`: one event was changed.
client::VerifyResult verification(const Sample& sample, const std::string& level, bool altered);
client::InclusionProof proofOf(const Sample& sample, std::uint64_t seq);
/// The verifying key of `proofOf`.
std::string verifierKey();

} // namespace inferno::models::fakes
