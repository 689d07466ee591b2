// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/client/client_impl.h"
#include "services/client/types_retention.h"

/// Client: legal holds, retention and the archive.
namespace inferno::client {

using nlohmann::json;

// One line a field and direction: W writes, R reads.
#define W(field) json[#field] = value.field
#define R(field) value.field = json.value(#field, value.field)

void to_json(json& json, const AuditHold& value) {
    W(id), W(range), W(reason), W(by), W(placed);
}
void from_json(const json& json, AuditHold& value) {
    R(id), R(range), R(reason), R(by), R(placed);
}

void to_json(json& json, const AuditSegment& value) {
    W(segment), W(first_seq), W(next_seq), W(bytes), W(first_received), W(last_received), W(trailer), W(pruned),
        W(removed);
}
void from_json(const json& json, AuditSegment& value) {
    R(segment), R(first_seq), R(next_seq), R(bytes), R(first_received), R(last_received), R(trailer), R(pruned),
        R(removed);
}

void to_json(json& json, const ArchivedSegment& value) {
    W(segment), W(first_seq), W(next_seq), W(bytes), W(sha256), W(first_received), W(last_received), W(archived);
}
void from_json(const json& json, ArchivedSegment& value) {
    R(segment), R(first_seq), R(next_seq), R(bytes), R(sha256), R(first_received), R(last_received), R(archived);
}

void to_json(json& json, const ArchiveAnswer& value) {
    W(archived), W(restored);
}
void from_json(const json& json, ArchiveAnswer& value) {
    R(archived), R(restored);
}

void to_json(json& json, const RetentionAnswer& value) {
    W(time), W(pruned), W(thinned), W(removed), W(archived), W(held), W(bytes), W(problem);
}
void from_json(const json& json, RetentionAnswer& value) {
    R(time), R(pruned), R(thinned), R(removed), R(archived), R(held), R(bytes), R(problem);
}

#undef W
#undef R

Result<Page<AuditHold>> Client::holds() {
    INFERNO_TRY(const json document, impl_->callJson("GET", kApi + "/audit/holds"));
    return pageOf<AuditHold>(document);
}

Result<AuditHold> Client::addHold(const std::string& range, const std::string& reason) {
    return impl_->callFor<AuditHold>("POST", kApi + "/audit/holds", {{"range", range}, {"reason", reason}});
}

Result<Page<AuditHold>> Client::releaseHold(const std::string& which, const std::string& reason) {
    INFERNO_TRY(const json document,
                impl_->callJson("POST", kApi + "/audit/holds/release", {{"which", which}, {"reason", reason}}));
    return pageOf<AuditHold>(document);
}

Result<Page<AuditSegment>> Client::auditSegments() {
    INFERNO_TRY(const json document, impl_->callJson("GET", kApi + "/audit/segments"));
    return pageOf<AuditSegment>(document);
}

Result<Page<ArchivedSegment>> Client::archived() {
    INFERNO_TRY(const json document, impl_->callJson("GET", kApi + "/audit/archive"));
    return pageOf<ArchivedSegment>(document);
}

Result<ArchiveAnswer> Client::archiveNow() {
    return impl_->callFor<ArchiveAnswer>("POST", kApi + "/audit/archive", json::object(), kLongCallSeconds);
}

Result<ArchiveAnswer> Client::restoreFromArchive(const std::string& range, const std::string& reason) {
    return impl_->callFor<ArchiveAnswer>("POST", kApi + "/audit/archive/restore",
                                         {{"range", range}, {"reason", reason}}, kLongCallSeconds);
}

Result<RetentionAnswer> Client::runRetention() {
    return impl_->callFor<RetentionAnswer>("POST", kApi + "/audit/retention", json::object(), kLongCallSeconds);
}

} // namespace inferno::client
