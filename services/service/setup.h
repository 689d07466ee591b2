// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <span>

#include "core/jobs/job_store.h"
#include "core/jobs/outbox.h"
#include "core/schedule/zone.h"
#include "core/vault/vault.h"
#include "services/archive/retention.h"
#include "services/config/config.h"

/// What the configuration means for each engine. Pure, but for the environment and the host's zone.
namespace inferno::service {

/// Errors: config.invalid.
Result<vault::VaultOptions> vaultOptionsOf(const config::Config& config, const std::filesystem::path& dataDir);
/// With its archive, where a target is configured. Errors: config.invalid.
Result<std::unique_ptr<archive::Retention>> retentionOf(const config::Config& config, Vfs& vfs, const Clock& clock,
                                                        vault::Vault& vault, const std::filesystem::path& vaultFolder,
                                                        std::function<void(const Error&)> tell);
/// Without the cipher. Error: cron.zone.
Result<jobs::JobStoreOptions> storeOptionsOf(const config::Config& config, const std::filesystem::path& dataDir);
/// The configured zone, else the host's. Error: cron.zone.
Result<schedule::Zone> zoneOf(const config::Config& config);
/// The configured number of launches at once, else the number of cores.
int maxConcurrentOf(const config::Config& config);
/// As whom jobs run; "": as the service itself. Without batch_queue.run_as it is `inferno-job`, where that account
/// exists and the service may. Error: config.invalid where the configured one cannot be.
Result<std::string> jobUserOf(const config::Config& config);
/// How often a run's use of the machine is noted at first.
std::chrono::milliseconds sampleIntervalOf(const config::Config& config);

/// Appends rows of the outbox, each in its author's name, and returns when all are durable.
Result<void> appendOutbox(vault::Vault& vault, const Uuid& database, std::span<const jobs::OutboxEvent> events);

} // namespace inferno::service
