// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/config/schema.h"

#include <algorithm>

namespace inferno::config {
namespace {

constexpr double kMany = 1e9;
constexpr bool kNotYet = false;

constexpr KeyInfo kKeys[] = {
    {"accounts.enabled", Type::Bool, "false", 0, 0, {}, kNotYet},
    {"api.hosts", Type::List, ""},
    {"api.listen", Type::Text, "127.0.0.1"},
    {"api.max_body_mb", Type::Integer, "8", 1, 1024},
    {"api.max_connections", Type::Integer, "512", 8, 100'000},
    {"api.port", Type::Integer, "8080", 1, 65'535},
    {"audit.alerts.channels", Type::List, "", 0, 0, {}, kNotYet},
    {"audit.alerts.email.recipients", Type::List, "", 0, 0, {}, kNotYet},
    {"audit.alerts.email.smtp_server", Type::Text, "", 0, 0, {}, kNotYet},
    {"audit.alerts.email.template", Type::Text, "", 0, 0, {}, kNotYet},
    {"audit.alerts.enabled", Type::Bool, "false", 0, 0, {}, kNotYet},
    {"audit.alerts.severity_threshold", Type::Choice, "medium", 0, 0,
     "low|medium|high|critical|trace|debug|info|warn|error", kNotYet},
    {"audit.alerts.slack.channel", Type::Text, "", 0, 0, {}, kNotYet},
    {"audit.alerts.slack.webhook_url", Type::Secret, "", 0, 0, {}, kNotYet},
    {"audit.alerts.webhook.headers", Type::Map, "", 0, 0, {}, kNotYet},
    {"audit.alerts.webhook.url", Type::Secret, "", 0, 0, {}, kNotYet},
    {"audit.anchors.file", Type::Path, ""},
    {"audit.anchors.interval_seconds", Type::Number, "60", 1, 86'400},
    {"audit.anchors.s3", Type::Text, ""},
    {"audit.anchors.webhook", Type::Secret, ""},
    {"audit.anchors.witnesses", Type::List, ""},
    {"audit.archive.access_key", Type::Secret, ""},
    {"audit.archive.endpoint", Type::Text, ""},
    {"audit.archive.object_lock", Type::Choice, "off", 0, 0, "off|governance|compliance"},
    {"audit.archive.object_lock_days", Type::Integer, "365", 1, 36'500},
    {"audit.archive.region", Type::Text, ""},
    {"audit.archive.secret_key", Type::Secret, ""},
    {"audit.archive.target", Type::Text, ""},
    {"audit.compression.algorithm", Type::Choice, "zstd", 0, 0, "gzip|zstd|lz4|none"},
    {"audit.compression.enabled", Type::Bool, "true"},
    {"audit.compression.level", Type::Integer, "1", 1, 19},
    {"audit.compression.threshold_kb", Type::Integer, "4", 0, 1024},
    {"audit.enabled", Type::Bool, "true"},
    {"audit.encryption.algorithm", Type::Choice, "aes256", 0, 0, "aes256|aes-256-gcm"},
    {"audit.encryption.enabled", Type::Bool, "true"},
    {"audit.encryption.key_file", Type::Path, ""},
    {"audit.encryption.rotate_keys_days", Type::Integer, "90", 1, 36'500},
    {"audit.inference", Type::Choice, "all", 0, 0, "all|sampled|off"},
    {"audit.log_level", Type::Choice, "info", 0, 0, "trace|debug|info|warn|error"},
    {"audit.privacy.fields", Type::List, "source_ip,user_agent,details.email"},
    {"audit.privacy.subject", Type::Choice, "none", 0, 0, "none|user"},
    {"audit.retention.archive_to_s3", Type::Bool, "false"},
    {"audit.retention.classes", Type::Days, "", 1, 36'500},
    {"audit.retention.cleanup_interval_hours", Type::Integer, "24", 1, 8760},
    {"audit.retention.max_age_days", Type::Integer, "0", 0, 36'500},
    {"audit.retention.max_size_gb", Type::Number, "0", 0, kMany},
    {"audit.retention.on_full", Type::Choice, "open", 0, 0, "open|closed"},
    {"audit.storage_path", Type::Path, ""},
    {"batch_queue.default_timeout_seconds", Type::Number, "0", 0, kMany},
    {"batch_queue.enabled", Type::Bool, "true"},
    {"batch_queue.history.max_age_days", Type::Integer, "0", 0, 36'500},
    {"batch_queue.history.max_output_mb_per_job", Type::Number, "0", 0, kMany},
    {"batch_queue.history.max_runs_per_job", Type::Integer, "0", 0, kMany},
    {"batch_queue.max_concurrent_jobs", Type::Integer, "0", 0, 10'000},
    {"batch_queue.max_queued_runs", Type::Integer, "0", 0, kMany},
    {"batch_queue.notifications.channels", Type::List, "", 0, 0, {}, kNotYet},
    {"batch_queue.notifications.enabled", Type::Bool, "false", 0, 0, {}, kNotYet},
    {"batch_queue.notifications.notify_on", Type::List, "", 0, 0, {}, kNotYet},
    {"batch_queue.pools", Type::Map, ""},
    {"batch_queue.resources.default_cpu_limit", Type::Number, "0", 0, 4096},
    {"batch_queue.resources.default_memory_limit_gb", Type::Number, "0", 0, 1024 * 1024},
    {"batch_queue.resources.monitor_interval_seconds", Type::Number, "2", 1, 86'400},
    {"batch_queue.retry.backoff_multiplier", Type::Number, "2", 1, 100},
    {"batch_queue.retry.base_delay_seconds", Type::Number, "30", 0, kMany},
    {"batch_queue.retry.max_attempts", Type::Integer, "0", 0, 1000},
    {"batch_queue.retry.max_delay_seconds", Type::Number, "3600", 0, kMany},
    {"batch_queue.run_as", Type::Text, ""},
    {"batch_queue.scheduling.catch_up_limit", Type::Integer, "100", 0, 100'000},
    {"batch_queue.scheduling.catch_up_window_seconds", Type::Number, "86400", 0, kMany},
    {"batch_queue.scheduling.enable_cron", Type::Bool, "true"},
    {"batch_queue.scheduling.max_scheduled_jobs", Type::Integer, "0", 0, kMany},
    {"batch_queue.scheduling.timezone", Type::Text, ""},
    {"batch_queue.storage_path", Type::Path, ""},
    {"inference.allowed_urls", Type::List, ""},
    {"inference.batch_size", Type::Integer, "8", 1, 100'000},
    {"inference.config", Type::Path, ""},
    {"inference.default_response_timeout", Type::Integer, "120", 1, 86'400},
    {"inference.default_startup_timeout", Type::Integer, "120", 1, 86'400},
    {"inference.default_workers_per_model", Type::Integer, "0", 0, 1024},
    {"inference.download_limit_mb", Type::Integer, "4096", 1, kMany},
    {"inference.handlers", Type::Map, "", 0, 0, "echo|graph_fraud|image_classifier|noop|tensor|text_classifier"},
    {"inference.inference_address", Type::Text, ""},
    {"inference.job_queue_size", Type::Integer, "100", 1, 100'000},
    {"inference.load_models", Type::List, ""},
    {"inference.management_address", Type::Text, "http://127.0.0.1:8081"},
    {"inference.max_request_size", Type::Integer, "0", 0, kMany},
    {"inference.memory_limit_gb", Type::Number, "0", 0, 1024 * 1024},
    {"inference.metrics_address", Type::Text, "http://127.0.0.1:8082"},
    {"inference.model_store", Type::Path, ""},
    {"inference.overload_status", Type::Choice, "503", 0, 0, "503|429"},
    {"inference.require_signature", Type::Bool, "false"},
    {"inference.token", Type::Choice, "auto", 0, 0, "auto|always|never"},
    {"inference.token_expiration_min", Type::Integer, "60", 1, 5'256'000},
    {"inference.trusted_keys", Type::List, ""},
    {"inference.workers", Type::Integer, "2", 1, 1024},
    {"logs.enabled", Type::Bool, "false", 0, 0, {}, kNotYet},
    {"witness.origins", Type::List, ""},
};
static_assert(std::ranges::is_sorted(kKeys, {}, &KeyInfo::name));

} // namespace

std::span<const KeyInfo> schema() {
    return kKeys;
}

const KeyInfo* findKey(std::string_view name) {
    const auto* found = std::ranges::lower_bound(kKeys, name, {}, &KeyInfo::name);
    return found != std::end(kKeys) && found->name == name ? found : nullptr;
}

} // namespace inferno::config
