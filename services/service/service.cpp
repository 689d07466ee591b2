// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/service/service.h"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <mutex>
#include <thread>

#include <nlohmann/json.hpp>

#include "core/base/ids.h"
#include "core/jobs/job_store.h"
#include "core/jobs/outbox.h"
#include "core/vault/vault.h"
#include "services/api/api.h"
#include "services/api/audit_follower.h"
#include "services/api/feed.h"
#include "services/api/hub.h"
#include "services/api/log_follower.h"
#include "services/api/models.h"
#include "services/api/reports.h"
#include "services/api/run_output.h"
#include "services/api/tokens.h"
#include "services/api/verifications.h"
#include "services/api/views.h"
#include "services/config/config.h"
#include "services/executors/local_executor.h"
#include "services/scheduler/launch_spec.h"
#include "services/scheduler/outbox_pump.h"
#include "services/scheduler/scheduler.h"
#include "services/service/data_root.h"
#include "services/service/doors.h"
#include "services/service/log.h"
#include "services/service/outbox_seal.h"
#include "services/service/setup.h"
#ifdef INFERNO_WITH_MODELS
#include "services/service/engine_host.h"
#endif

namespace inferno::service {
namespace {

using nlohmann::json;

constexpr std::chrono::seconds kStopGrace{10};

/// Handlers mostly wait: for the disk, for the engine.
std::size_t handlerThreads() {
    return std::max(8U, 2 * std::thread::hardware_concurrency());
}

} // namespace

/// Everything that a service is made of, in the order in which it is built; the destructor's order is the reverse.
struct Service::Parts {
    Parts(ServiceOptions o, Vfs& v, const Clock& c, DataRoot r)
        : options(std::move(o)), vfs(v), clock(c), root(std::move(r)) {}

    ServiceOptions options;
    Vfs& vfs;
    const Clock& clock;
    DataRoot root;
    Log log;
    std::optional<config::Config> config;
    std::optional<api::Tokens> tokens;
    std::unique_ptr<http::Server> server;
    Doors doors;
    std::string instance;
    std::string started;
    vault::KeyPaths keys;
    std::unique_ptr<vault::Vault> vault;
    std::unique_ptr<jobs::JobStore> store;
    std::unique_ptr<executors::LocalExecutor> executor;
    std::unique_ptr<scheduler::Scheduler> scheduler;
    std::unique_ptr<scheduler::OutboxPump> pump;
    std::unique_ptr<api::ModelHost> models;
    std::optional<api::Auditor> auditor;
    std::optional<api::Hub> hub;
    std::optional<api::HostProbe> host;
    std::optional<api::Feed> feed;
    std::optional<api::RunOutput> output;
    std::optional<api::LogFollower> follower;
    std::optional<api::AuditFollower> auditFollower;
    std::optional<api::Verifications> verifications;
    std::optional<api::Reports> reports;
    std::optional<api::Views> views;
    std::optional<api::Context> context;
    std::optional<api::Api> api;
    http::Hooks apiHooks;
    std::mutex stopMutex;
    std::string stopAskedBy;
    bool stopped = false;

    Result<void> readConfig();
    Result<void> openDoor();
    Result<void> openVault();
    Result<void> openQueue();
    Result<void> openModels();
    Result<void> buildApi();
    Result<void> begin();
    void end(const std::string& reason);

    client::ServiceInfo info() const;
    Result<void> record(std::string_view action, const json& details);
};

Result<void> Service::Parts::readConfig() {
    INFERNO_TRY(log, Log::open(root.path() / "log" / "infernod.log", options.foreground));
    INFERNO_TRY(config, config::Config::load(vfs, config::layersOf(root.path(), options.config, options.systemConfig)));
    for (const std::string& warning : config->warnings())
        log.warn(warning);
    INFERNO_TRY(tokens, api::Tokens::open(vfs, root.path() / "run" / "token"));
    instance = toText(newUuid(clock.now()));
    started = formatUtc(clock.now());
    return {};
}

/// Before anything is opened or recorded: a service that cannot be reached does not start.
Result<void> Service::Parts::openDoor() {
    http::Limits limits;
    limits.bodyBytes = static_cast<std::uint64_t>(config->integer("api.max_body_mb")) << 20;
    limits.connections = static_cast<std::size_t>(config->integer("api.max_connections"));
    limits.threads = handlerThreads();
    // The API is built later than the server, and is there before it answers.
    http::Hooks hooks;
    hooks.handle = [this](http::Request& request) { return apiHooks.handle(request); };
    hooks.admit = [this](const http::Request& head) { return apiHooks.admit(head); };
    hooks.refuse = [this](const http::Request& request, const Error& error, int status) {
        return apiHooks.refuse(request, error, status);
    };
    server = std::make_unique<http::Server>(limits, std::move(hooks));
    INFERNO_TRY(doors, openDoors(*server, *config, options));
    return {};
}

Result<void> Service::Parts::openVault() {
    INFERNO_TRY(vault::VaultOptions vaultOptions, vaultOptionsOf(*config, root.path()));
    keys = vaultOptions.keys;
    INFERNO_TRY(vault, vault::Vault::open(vfs, clock, std::move(vaultOptions)));
    // The vault has a data key once it holds an event; the outbox is sealed under it.
    return record(vault::actions::kServiceStarted,
                  {{"version", INFERNO_VERSION}, {"instance", instance}, {"url", doors.url}, {"pid", getpid()}});
}

Result<void> Service::Parts::openQueue() {
    INFERNO_TRY(jobs::JobStoreOptions storeOptions, storeOptionsOf(*config, root.path()));
    INFERNO_TRY(storeOptions.cipher, outboxCipher(vfs, clock, keys));
    INFERNO_TRY(store, jobs::JobStore::open(std::move(storeOptions), vfs, clock));
    executors::LocalExecutor::Config runs;
    runs.runsFolder = root.path() / "runs";
    runs.runnerProgram = options.binFolder / "inferno-runner";
    runs.cgroupFolder = executors::delegatedCgroup();
    INFERNO_TRY(executor, executors::LocalExecutor::open(std::move(runs), vfs));
    const scheduler::LaunchSurroundings surroundings{
        root.path(), options.binFolder, doors.url, {}, [this](const jobs::LaunchOrder& order) -> Result<std::string> {
            return tokens->ofRun(order.runId);
        }};
    scheduler = std::make_unique<scheduler::Scheduler>(
        *store, *executor,
        [this, surroundings](const jobs::LaunchOrder& order) {
            return scheduler::launchSpecOf(order, surroundings, vfs);
        },
        clock, scheduler::SchedulerOptions{maxConcurrentOf(*config)});
    if (!config->flag("batch_queue.enabled"))
        scheduler->hold("queue_disabled");
    pump = std::make_unique<scheduler::OutboxPump>(
        *store, [this](const Uuid& database, std::span<const jobs::OutboxEvent> events) {
            return appendOutbox(*vault, database, events);
        });
    return {};
}

Result<void> Service::Parts::openModels() {
#ifdef INFERNO_WITH_MODELS
    INFERNO_TRY(models, service::openModels(options.binFolder / "inferno-engine", root.path() / "models",
                                            static_cast<int>(config->integer("inference.workers")), vfs, clock));
#endif
    return {};
}

Result<void> Service::Parts::buildApi() {
    INFERNO_TRY(const schedule::Zone zone, zoneOf(*config));
    auditor.emplace(*vault, clock);
    hub.emplace(instance.substr(0, 13)); // the part of a UUIDv7 that tells when
    host.emplace(root.path());
    feed.emplace(*hub, *store, *vault, *auditor, *host, clock);
    output.emplace(*executor);
    follower.emplace(*store, *output);
    auditFollower.emplace(*vault, *auditor);
    verifications.emplace(*vault, keys, root.path() / "run" / "verified.json", vfs, clock);
    reports.emplace(api::Reports::Parts{root.path() / "reports", options.binFolder / "inferno-report", *store, *vault,
                                        *verifications, vfs, clock, zone});
    views.emplace(clock);
    context.emplace(api::Context{*config,
                                 root.path(),
                                 vfs,
                                 clock,
                                 *vault,
                                 *store,
                                 *executor,
                                 *scheduler,
                                 models.get(),
                                 *tokens,
                                 *auditor,
                                 *hub,
                                 *feed,
                                 *host,
                                 *output,
                                 *follower,
                                 *auditFollower,
                                 *reports,
                                 *verifications,
                                 *views,
                                 [this] { return info(); },
                                 [this](const std::string& by) {
                                     {
                                         const std::lock_guard lock(stopMutex);
                                         stopAskedBy = by;
                                     }
                                     options.onStopRequested();
                                 }});
    http::HostPolicy hosts;
    hosts.allow(config->text("api.listen"));
    for (const std::string& name : config->list("api.hosts"))
        hosts.allow(name);
    api.emplace(*context, std::move(hosts), static_cast<int>(handlerThreads() / 2));
    apiHooks = api->hooks();
    if (models)
        feed->setModels([this] { return models->list(); });
    return {};
}

Result<void> Service::Parts::begin() {
    INFERNO_CHECK(reports->start());
    pump->start();
    INFERNO_CHECK(scheduler->start());
    follower->start();
    auditFollower->start();
    feed->start();
    server->start();
    json document = info();
    INFERNO_CHECK(writeFileAtomically(vfs, root.serviceFile(), asBytes(document.dump() + "\n"), 0600));
    log.info("ready", {{"url", doors.url}, {"pid", getpid()}, {"instance", instance}, {"version", INFERNO_VERSION}});
    return {};
}

void Service::Parts::end(const std::string& reason) {
    if (std::exchange(stopped, true))
        return;
    log.info("stopping", {{"reason", reason}});
    (void)vfs.remove(root.serviceFile()); // it may never have been written
    if (server)
        server->stop(kStopGrace);
    if (feed)
        feed->stop();
    if (follower)
        follower->stop();
    if (auditFollower)
        auditFollower->stop();
    if (reports)
        reports->stop();
    if (scheduler)
        scheduler->stop();
    if (pump)
        pump->stop();
    models.reset();
    if (!vault)
        return;
    if (auditor)
        auditor->flush(true);
    json details{{"reason", reason}, {"instance", instance}};
    {
        const std::lock_guard lock(stopMutex);
        if (!stopAskedBy.empty())
            details["by"] = stopAskedBy;
    }
    if (const auto recorded = record(vault::actions::kServiceStopped, details); !recorded)
        log.error("the end could not be recorded", recorded.error());
    if (const auto closed = vault->close(); !closed)
        log.error("the vault was not closed cleanly; what was acknowledged is in its log", closed.error());
    log.info("stopped");
}

Result<void> Service::Parts::record(std::string_view action, const json& details) {
    vault::Event event;
    event.eventType = "system";
    event.action = action;
    event.resource = "infernod";
    event.result = "success";
    event.details = details.dump();
    vault::AppendRequest request;
    request.events.push_back(std::move(event));
    INFERNO_CHECK(vault->append(std::move(request)));
    return {};
}

client::ServiceInfo Service::Parts::info() const {
    client::ServiceInfo out;
    out.instance = instance;
    out.version = INFERNO_VERSION;
    out.url = doors.url;
    out.pid = getpid();
    out.data_dir = root.path().string();
    out.ports = doors.ports;
    out.started = started;
    if (const auto status = vault->status(); !status.failure.empty())
        out.degraded.push_back("The audit vault takes no events: " + status.failure);
    if (const auto status = scheduler->status(); !status.lastError.empty())
        out.degraded.push_back("The queue does not move: " + status.lastError);
    if (const auto status = pump->status(); !status.lastError.empty())
        out.degraded.push_back("Events wait for the vault: " + status.lastError);
    if (models)
        if (const std::string problem = models->problem(); !problem.empty())
            out.degraded.push_back(problem);
    out.status = out.degraded.empty() ? "ok" : "degraded";
    return out;
}

Service::Service(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

Service::~Service() {
    stop("end of the process");
}

Result<std::unique_ptr<Service>> Service::start(ServiceOptions options, Vfs& vfs, const Clock& clock) {
    INFERNO_TRY(DataRoot root, DataRoot::open(vfs, options.dataDir, options.lockPatience, options.givesUpWaiting));
    std::unique_ptr<Service> service(
        new Service(std::make_unique<Parts>(std::move(options), vfs, clock, std::move(root))));
    Parts& parts = *service->parts_;
    const auto build = [&]() -> Result<void> {
        INFERNO_CHECK(parts.readConfig());
        INFERNO_CHECK(parts.openDoor());
        INFERNO_CHECK(parts.openVault());
        INFERNO_CHECK(parts.openQueue());
        INFERNO_CHECK(parts.openModels());
        INFERNO_CHECK(parts.buildApi());
        return parts.begin();
    };
    if (auto built = build(); !built) {
        parts.log.error("the service does not start", built.error());
        parts.end("it could not start");
        return std::unexpected(std::move(built).error());
    }
    return service;
}

void Service::stop(const std::string& reason) {
    parts_->end(reason);
}

client::ServiceInfo Service::info() const {
    return parts_->info();
}

const std::string& Service::token() const {
    return parts_->tokens->local();
}

} // namespace inferno::service
