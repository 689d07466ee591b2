// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

/// What the API says of legal holds, retention and the archive. Values; times are RFC 3339 in UTC.

namespace inferno::client {

struct AuditHold {
    std::uint64_t id = 0;
    std::string range; ///< "17..42", both included, or two times, the second excluded
    std::string reason;
    std::string by;
    std::string placed;
};

/// A sealed segment of the vault.
struct AuditSegment {
    std::uint64_t segment = 0;
    std::uint64_t first_seq = 0;
    std::uint64_t next_seq = 0;
    std::uint64_t bytes = 0; ///< that it has, or had
    std::string first_received;
    std::string last_received;
    std::string trailer; ///< hex; names its content
    bool pruned = false;
    std::uint64_t removed = 0; ///< events that went by their type; the segment was thinned then
};

/// A copy in the archive.
struct ArchivedSegment {
    std::uint64_t segment = 0;
    std::uint64_t first_seq = 0;
    std::uint64_t next_seq = 0;
    std::uint64_t bytes = 0;
    std::string sha256;
    std::string first_received;
    std::string last_received;
    std::string archived;
};

struct ArchiveAnswer {
    std::uint64_t archived = 0;          ///< segments that were copied now
    std::vector<std::uint64_t> restored; ///< segments that were brought back; a hold keeps each
};

struct RetentionAnswer {
    std::string time;
    std::uint64_t pruned = 0;
    std::uint64_t thinned = 0; ///< segments that lost the events of some types
    std::uint64_t removed = 0; ///< these events
    std::uint64_t archived = 0;
    std::uint64_t held = 0;
    std::uint64_t bytes = 0;
    std::string problem; ///< "" where all that is due was pruned
};

void to_json(nlohmann::json& json, const AuditHold& value);
void from_json(const nlohmann::json& json, AuditHold& value);
void to_json(nlohmann::json& json, const AuditSegment& value);
void from_json(const nlohmann::json& json, AuditSegment& value);
void to_json(nlohmann::json& json, const ArchivedSegment& value);
void from_json(const nlohmann::json& json, ArchivedSegment& value);
void to_json(nlohmann::json& json, const ArchiveAnswer& value);
void from_json(const nlohmann::json& json, ArchiveAnswer& value);
void to_json(nlohmann::json& json, const RetentionAnswer& value);
void from_json(const nlohmann::json& json, RetentionAnswer& value);

} // namespace inferno::client
