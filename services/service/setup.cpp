// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/service/setup.h"

#include <charconv>
#include <cstdlib>
#include <pwd.h>
#include <unistd.h>

#include "services/executors/process.h"
#include "services/scheduler/scheduler.h"

namespace inferno::service {
namespace {

std::chrono::milliseconds secondsOf(double seconds) {
    return std::chrono::milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

bool sameAuthor(const jobs::OutboxEvent& a, const jobs::OutboxEvent& b) {
    return a.principal == b.principal && a.tokenId == b.tokenId && a.peer == b.peer;
}

/// Null where no target is configured.
Result<std::unique_ptr<archive::Archive>> archiveOf(const config::Config& config, Vfs& vfs, const Clock& clock,
                                                    const Uuid& vaultId) {
    const std::string& where = config.text("audit.archive.target");
    if (where.empty())
        return nullptr;
    std::optional<archive::Archive::Lock> lock;
    if (const std::string& mode = config.text("audit.archive.object_lock"); mode != "off")
        lock = {mode == "governance" ? archive::ObjectLock::Mode::Governance : archive::ObjectLock::Mode::Compliance,
                std::chrono::days{config.integer("audit.archive.object_lock_days")}};
    if (!where.starts_with("s3://")) {
        if (!std::filesystem::path(where).is_absolute())
            return fail(ErrorCode::ConfigInvalid,
                        config.origin("audit.archive.target").text() + ": audit.archive.target is '" + where + "'",
                        "name s3://BUCKET/PREFIX, or a folder by its absolute path");
        return std::make_unique<archive::Archive>(vfs, clock, archive::folderTarget(vfs, where), vaultId, lock);
    }
    INFERNO_TRY(archive::S3Options options, archive::S3Options::ofTarget(where));
    options.endpoint = config.text("audit.archive.endpoint");
    if (const std::string& region = config.text("audit.archive.region"); !region.empty())
        options.region = region;
    INFERNO_TRY(options.accessKey, config.secret(vfs, "audit.archive.access_key"));
    INFERNO_TRY(options.secretKey, config.secret(vfs, "audit.archive.secret_key"));
    return std::make_unique<archive::Archive>(vfs, clock, archive::s3Target(vfs, std::move(options)), vaultId, lock);
}

} // namespace

Result<std::unique_ptr<archive::Retention>> retentionOf(const config::Config& config, Vfs& vfs, const Clock& clock,
                                                        vault::Vault& vault, const std::filesystem::path& vaultFolder,
                                                        std::function<void(const Error&)> tell) {
    archive::RetentionPolicy policy;
    policy.maxAge = std::chrono::days{config.integer("audit.retention.max_age_days")};
    policy.maxBytes = static_cast<std::uint64_t>(config.number("audit.retention.max_size_gb") * (1ULL << 30));
    policy.interval = std::chrono::hours{config.integer("audit.retention.cleanup_interval_hours")};
    policy.archiveFirst = config.flag("audit.retention.archive_to_s3");
    policy.closeWhenFull = config.text("audit.retention.on_full") == "closed";
    for (const auto& [type, days] : config.days("audit.retention.classes"))
        policy.classes[type] = std::chrono::days{days};
    INFERNO_TRY(auto archive, archiveOf(config, vfs, clock, vault.vaultId()));
    return std::make_unique<archive::Retention>(vfs, clock, vault, vaultFolder, std::move(archive), std::move(policy),
                                                std::move(tell));
}

Result<vault::VaultOptions> vaultOptionsOf(const config::Config& config, const std::filesystem::path& dataDir) {
    vault::VaultOptions options;
    options.keys = vault::KeyPaths::under(dataDir);
    if (const std::string& folder = config.text("audit.storage_path"); !folder.empty())
        options.keys.vaultFolder = folder;
    if (const std::string& file = config.text("audit.encryption.key_file"); !file.empty()) {
        options.keys.keyFile = file;
        options.keys.keyFileIsDefault = false;
    }
    if (const char* credentials = std::getenv("CREDENTIALS_DIRECTORY"))
        options.keys.credentialsFolder = credentials;
    const bool compressed = config.flag("audit.compression.enabled");
    INFERNO_TRY(options.codec, storage::parseCodec(compressed ? config.text("audit.compression.algorithm") : "none"));
    options.codecLevel = static_cast<int>(config.integer("audit.compression.level"));
    options.codecThreshold =
        ByteSize{static_cast<std::uint64_t>(config.integer("audit.compression.threshold_kb")) << 10};
    options.privacy = {config.text("audit.privacy.subject") == "user", config.list("audit.privacy.fields")};
    return options;
}

namespace {

/// [batch_queue.pools]: slots by name.
Result<std::map<std::string, int>> poolsOf(const config::Config& config) {
    constexpr int kMost = 100'000;
    std::map<std::string, int> pools;
    for (const auto& [name, text] : config.map("batch_queue.pools")) {
        INFERNO_CHECK(jobs::validateName(name));
        int slots = -1;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), slots);
        if (error != std::errc{} || end != text.data() + text.size() || slots < 0 || slots > kMost)
            return fail(ErrorCode::ConfigInvalid, "batch_queue.pools." + name + " is '" + text + "'",
                        "write a number of slots from 0 to 100000");
        pools[name] = slots;
    }
    return pools;
}

} // namespace

Result<jobs::JobStoreOptions> storeOptionsOf(const config::Config& config, const std::filesystem::path& dataDir) {
    jobs::JobStoreOptions options;
    const std::string& folder = config.text("batch_queue.storage_path");
    options.folder = folder.empty() ? dataDir / "queue" : std::filesystem::path(folder);
    INFERNO_TRY(const schedule::Zone zone, zoneOf(config));
    jobs::JobDefinition& defaults = options.defaults;
    defaults.timezone = zone.name();
    defaults.timeout = secondsOf(config.number("batch_queue.default_timeout_seconds"));
    defaults.retry.attempts = static_cast<int>(config.integer("batch_queue.retry.max_attempts"));
    defaults.retry.delay = secondsOf(config.number("batch_queue.retry.base_delay_seconds"));
    defaults.retry.backoff = config.number("batch_queue.retry.backoff_multiplier");
    defaults.retry.maxDelay = secondsOf(config.number("batch_queue.retry.max_delay_seconds"));
    defaults.resources.cpuLimit = config.number("batch_queue.resources.default_cpu_limit");
    defaults.resources.memoryLimitGb = config.number("batch_queue.resources.default_memory_limit_gb");
    INFERNO_TRY(options.pools, poolsOf(config));
    options.queueLimit = static_cast<int>(config.integer("batch_queue.max_queued_runs"));
    options.maxScheduledJobs = static_cast<int>(config.integer("batch_queue.scheduling.max_scheduled_jobs"));
    options.catchUp.window = secondsOf(config.number("batch_queue.scheduling.catch_up_window_seconds"));
    options.catchUp.limit = static_cast<int>(config.integer("batch_queue.scheduling.catch_up_limit"));
    options.schedulesFire = config.flag("batch_queue.scheduling.enable_cron");
    return options;
}

Result<schedule::Zone> zoneOf(const config::Config& config) {
    const std::string& name = config.text("batch_queue.scheduling.timezone");
    return name.empty() ? schedule::Zone::local() : schedule::Zone::find(name);
}

int maxConcurrentOf(const config::Config& config) {
    return scheduler::workersOf(config.integer("batch_queue.max_concurrent_jobs"));
}

Result<std::string> jobUserOf(const config::Config& config) {
    constexpr const char* kOwn = "inferno-job";
    const std::string& wanted = config.text("batch_queue.run_as");
    const std::string& name = wanted.empty() ? kOwn : wanted;
    const bool able = executors::mayChangeUser();
    const passwd* account = ::getpwnam(name.c_str());
    if (account && (able || (!wanted.empty() && account->pw_uid == ::geteuid())))
        return account->pw_uid == ::geteuid() ? std::string() : name;
    if (wanted.empty())
        return std::string();
    return fail(
        ErrorCode::ConfigInvalid,
        config.origin("batch_queue.run_as").text() + ": batch_queue.run_as: " +
            (account ? "the service may not start jobs as user '" + name + "'" : "there is no user '" + name + "'"),
        account ? "start the service as root, or install it with inferno service install --system"
                : "create the user, or name another");
}

std::chrono::milliseconds sampleIntervalOf(const config::Config& config) {
    return secondsOf(config.number("batch_queue.resources.monitor_interval_seconds"));
}

Result<void> appendOutbox(vault::Vault& vault, const Uuid& database, std::span<const jobs::OutboxEvent> events) {
    for (std::size_t first = 0; first < events.size();) {
        vault::AppendRequest request;
        vault::OutboxBatch batch{database, {}};
        std::size_t next = first;
        for (; next < events.size() && sameAuthor(events[first], events[next]); ++next) {
            INFERNO_TRY(vault::Event event, vault::parseEvent(events[next].event));
            request.events.push_back(std::move(event));
            batch.numbers.push_back(events[next].number);
        }
        request.recordedBy = {vault::Origin::Service, events[first].principal, events[first].tokenId,
                              events[first].peer};
        request.outbox = std::move(batch);
        INFERNO_CHECK(vault.append(std::move(request)));
        first = next;
    }
    return {};
}

} // namespace inferno::service
