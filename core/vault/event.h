// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/clock.h"
#include "core/base/error.h"

/// The audit event as clients send it and as Inferno's own parts make it (docs/api.md, "Events"), and the door through
/// which it comes in: what passes here is valid and free of control characters. Values; safe from any thread.

namespace inferno::vault {

enum class Level : std::uint8_t { Trace, Debug, Info, Warn, Error };
enum class Severity : std::uint8_t { Low, Medium, High, Critical };
/// Who made the event: Inferno itself, or somebody through the API. No client can choose.
enum class Origin : std::uint8_t { Service, Client };

std::string_view toText(Level level);
std::string_view toText(Severity severity);
std::string_view toText(Origin origin);
/// "trace debug info warn error"; "low medium high critical"; "service client". Error: event.invalid.
Result<Level> parseLevel(std::string_view text);
Result<Severity> parseSeverity(std::string_view text);
Result<Origin> parseOrigin(std::string_view text);

/// One event. Empty text means absent. `eventType` and `action` are required.
struct Event {
    std::optional<WallTime> timestamp; ///< the client's; absent: the time of its arrival
    std::string eventType;             ///< authentication, model_operation, security, system, job, data_access, vault …
    std::string action;
    std::string user;
    std::string sourceIp;
    std::string userAgent;
    std::string sessionId;
    std::string traceId;
    std::string resource;
    std::string result; ///< "success", "failure", "denied" or empty
    std::optional<Severity> severity;
    std::optional<Level> level;
    std::string details; ///< the text of a JSON object as it came, or empty
    std::string
        unknown; ///< the text of a JSON object with the fields that Inferno does not know, as they came, or empty
    /// Privacy's alone (core/vault/subjects.h): the listed fields, sealed under the subject's key, in base64. Empty in
    /// an event on its way to the vault.
    std::string sealed;

    friend bool operator==(const Event&, const Event&) = default;
};

/// What the two scales say of each other (error ↔ high, warn ↔ medium, else low / info; critical → error).
Severity effectiveSeverity(const Event& event);
Level effectiveLevel(const Event& event);

/// How an event came here; set by the vault's caller, never by the event's text.
struct Provenance {
    Origin origin = Origin::Service;
    std::string principal; ///< account or "local"; empty for the service itself
    std::string tokenId;   ///< the token's id, never the token
    std::string peer;      ///< address of the other end

    friend bool operator==(const Provenance&, const Provenance&) = default;
};

/// The longest record that is stored: what makes an event larger, of `details` and unknown fields, lies beside it in a
/// blob. The longest event at all, and the deepest nesting of `details` and unknown fields.
constexpr std::size_t kMaxRecordBytes = 64 * 1024;
constexpr std::size_t kMaxEventBytes = 8 * 1024 * 1024;
constexpr int kMaxEventDepth = 64;

/// Reads one JSON object. Invalid UTF-8 and marks that could mislead a reader are escaped first (see sanitized), so
/// the result always passes `validate`. Fields that only the vault sets (seq, id, received, recorded_by, origin,
/// subject_number) and fields given twice are refused. Error: event.invalid, naming the field.
Result<Event> parseEvent(std::string_view json);
/// Checks and sanitises an event that was made in code, in place. Error: event.invalid, naming the field.
Result<void> validate(Event& event);

/// `text` with CR, LF and other controls, line and paragraph separators and bidirectional marks written as \uXXXX, and
/// bytes that are no UTF-8 as \xNN.
std::string sanitized(std::string_view text);
/// The same for JSON text: a mark becomes the JSON escape of the same character, so that the value stays what it was;
/// bytes that are no UTF-8 become \\xNN in the value.
std::string sanitizedJson(std::string_view json);
/// The same in place; quick where there is nothing to do.
void sanitize(std::string& text);
void sanitizeJson(std::string& json);

/// `[audit] log_level`: true unless a client's event is below `minimum`. Inferno's own events, and `authentication`,
/// `security` and `vault` of anyone, always pass.
bool passesLevel(const Event& event, Origin origin, Level minimum);

/// Inferno's own actions.
namespace actions {
constexpr std::string_view kJobCreated = "job_created";
constexpr std::string_view kJobUpdated = "job_updated";
constexpr std::string_view kJobDeleted = "job_deleted";
constexpr std::string_view kJobEnabled = "job_enabled";
constexpr std::string_view kJobDisabled = "job_disabled";
constexpr std::string_view kJobQueued = "job_queued";
constexpr std::string_view kJobStarted = "job_started";
constexpr std::string_view kJobRetrying = "job_retrying";
constexpr std::string_view kJobCompleted = "job_completed";
constexpr std::string_view kJobFailed = "job_failed";
constexpr std::string_view kJobCancelled = "job_cancelled";
constexpr std::string_view kJobTimedOut = "job_timed_out";
constexpr std::string_view kJobSkipped = "job_skipped";
constexpr std::string_view kQueuePaused = "queue_paused";
constexpr std::string_view kQueueResumed = "queue_resumed";
constexpr std::string_view kTemplateAdded = "template_added";
constexpr std::string_view kMaintenanceRun = "maintenance_run";
constexpr std::string_view kConfigChange = "config_change";
constexpr std::string_view kModelLoad = "model_load";
constexpr std::string_view kModelUnload = "model_unload";
constexpr std::string_view kInferenceRequest = "inference_request";
constexpr std::string_view kLoginSuccess = "login_success";
constexpr std::string_view kLoginFailed = "login_failed";
constexpr std::string_view kAccessDenied = "access_denied";
constexpr std::string_view kAuditSearch = "audit_search";
constexpr std::string_view kAuditExport = "audit_export";
constexpr std::string_view kAuditVerify = "audit_verify";
constexpr std::string_view kKeyRotated = "key_rotated";
constexpr std::string_view kSubjectErased = "subject_erased";
constexpr std::string_view kAuditPruned = "audit_pruned";
constexpr std::string_view kAuditArchived = "audit_archived";
constexpr std::string_view kAuditRestored = "audit_restored";
constexpr std::string_view kRetentionAlarm = "retention_alarm";
constexpr std::string_view kHoldAdded = "hold_added";
constexpr std::string_view kHoldReleased = "hold_released";
constexpr std::string_view kServiceStarted = "service_started";
constexpr std::string_view kServiceStopped = "service_stopped";
constexpr std::string_view kWalTruncated = "wal_truncated";
constexpr std::string_view kLogReplaced = "log_replaced";     ///< a write or sync failed; the log goes on in a new file
constexpr std::string_view kVaultStopped = "vault_stopped";   ///< nothing more can be written
constexpr std::string_view kVaultResumed = "vault_resumed";   ///< it can again
constexpr std::string_view kEventsDropped = "events_dropped"; ///< a gap: how many of what kind, between which times
constexpr std::string_view kDiskSpaceLow = "disk_space_low";  ///< at 80, 90 and 95 %
} // namespace actions

} // namespace inferno::vault
