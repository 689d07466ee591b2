// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/service/service.h"
#include "services/host/host_figures.h"

#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <future>
#include <mutex>
#include <thread>

#include <nlohmann/json.hpp>

#include "core/base/ids.h"
#include "core/jobs/job_store.h"
#include "core/jobs/outbox.h"
#include "core/vault/vault.h"
#include "services/api/api.h"
#include "services/api/audit_exports.h"
#include "services/api/audit_follower.h"
#include "services/api/feed.h"
#include "services/api/hub.h"
#include "services/api/locked_api.h"
#include "services/api/log_follower.h"
#include "services/api/models.h"
#include "services/api/passphrase_guard.h"
#include "services/api/reports.h"
#include "services/api/run_output.h"
#include "services/api/settings_event.h"
#include "services/api/support.h"
#include "services/api/templates.h"
#include "services/api/tokens.h"
#include "services/api/verifications.h"
#include "services/api/views.h"
#include "services/archive/retention.h"
#include "services/config/config.h"
#include "services/config/properties.h"
#include "services/executors/local_executor.h"
#include "services/executors/process.h"
#include "services/maintenance/maintenance.h"
#include "services/scheduler/launch_spec.h"
#include "services/scheduler/outbox_pump.h"
#include "services/scheduler/scheduler.h"
#include "services/service/anchoring.h"
#include "services/service/data_root.h"
#include "services/service/doors.h"
#include "services/service/history_keeping.h"
#include "services/service/key_rotation.h"
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
    std::optional<config::Settings> settings;
    std::optional<api::Tokens> tokens;
    std::unique_ptr<http::Server> server;
    std::unique_ptr<Doors> doors;
    std::string instance;
    std::string started;
    vault::KeyPaths keys;
    std::unique_ptr<vault::Vault> vault;
    std::unique_ptr<jobs::JobStore> store;
    std::unique_ptr<executors::LocalExecutor> executor;
    std::optional<inferno::host::HostProbe> host;
    std::optional<inferno::host::HostFigures> figures;
    std::string jobUser; ///< as whom jobs run; "": as the service itself
    std::unique_ptr<scheduler::Scheduler> scheduler;
    std::unique_ptr<scheduler::OutboxPump> pump;
    std::unique_ptr<api::ModelHost> models;
    std::optional<api::Auditor> auditor;
    std::optional<api::Hub> hub;
    std::optional<api::Feed> feed;
    std::optional<api::RunOutput> output;
    std::optional<api::LogFollower> follower;
    std::optional<api::AuditFollower> auditFollower;
    std::unique_ptr<anchor::Anchors> anchors;
    std::unique_ptr<anchor::Witness> witness;
    std::optional<api::AuditExports> auditExports;
    std::optional<api::Verifications> verifications;
    std::unique_ptr<archive::Retention> retention;
    std::optional<api::Reports> reports;
    std::optional<api::Views> views;
    std::optional<api::Templates> templates;
    std::optional<maintenance::Maintenance> maintenance;
    std::optional<api::Context> context;
    std::optional<api::Api> api;
    std::optional<api::PassphraseGuard> guard;
    std::optional<api::LockedApi> lockedApi;
    std::optional<KeyRotation> keyRotation;
    std::optional<HistoryKeeping> historyKeeping;
    std::mutex hooksMutex;
    std::shared_ptr<const http::Hooks> apiHooks;
    std::mutex building;            ///< held while the engines are built or ended
    std::atomic<bool> open = false; ///< all engines are there
    bool wasLocked = false;
    bool answering = false;
    std::mutex stopMutex;
    std::string stopAskedBy;
    std::atomic<bool> stopped = false;

    Result<void> readConfig();
    Result<void> openDoor();
    /// Whether a passphrase opens the vault, which has not come yet.
    Result<bool> needsPassphrase();
    Result<void> beginLocked();
    Result<void> unlock(const vault::Passphrase& passphrase);
    Result<void> buildAll();
    Result<void> announce();
    Result<void> tellWhere();
    void recordUnlocking();
    http::HostPolicy hostPolicy() const;
    client::AuditStatus lockedStatus() const;
    void setHooks(http::Hooks hooks);
    std::shared_ptr<const http::Hooks> currentHooks();
    Result<void> openVault();
    Result<void> openQueue();
    Result<void> openModels();
    Result<void> openAnchoring();
    Result<void> buildApi();
    Result<void> begin();
    void end(const std::string& reason);
    void stopAnswering();

    client::ServiceInfo info() const;
    Result<void> record(std::string_view action, const json& details);
};

Result<void> Service::Parts::readConfig() {
    INFERNO_TRY(log, Log::open(root.path() / "log" / "infernod.log", options.foreground));
    auto layers = config::layersOf(root.path(), options.config, options.systemConfig);
    INFERNO_TRY(config, config::Config::load(vfs, layers));
#ifdef INFERNO_WITH_MODELS
    const std::filesystem::path configured = config->text("inference.config");
    const std::string place = config->origin("inference.config").text();
    layers = config::withTorchServeConfig(std::move(layers), root.path(),
                                          options.tsConfig.empty() ? configured : options.tsConfig);
    auto whole = config::Config::load(vfs, layers);
    if (!whole && whole.error().code != ErrorCode::ConfigInvalid && options.tsConfig.empty() && !configured.empty())
        return fail(ErrorCode::ConfigInvalid, place + ": inference.config: " + whole.error().message(),
                    "name a config.properties that is there, or remove the line");
    INFERNO_TRY(config, std::move(whole));
#endif
    settings.emplace(vfs, layers, root.path() / "settings.toml", *config);
#ifdef INFERNO_WITH_MODELS
    settings->checkWith([this](const config::Config& wanted, const std::vector<config::Change>& changed) {
        const auto concernsModels = [](const config::Change& one) { return one.key.starts_with("inference."); };
        return std::ranges::any_of(changed, concernsModels) ? checkModels(wanted, vfs) : Result<void>();
    });
#endif
    guard.emplace(clock);
    for (const std::string& warning : config->warnings())
        log.warn(warning);
    INFERNO_TRY(tokens, api::Tokens::open(vfs, root.path() / "run" / "token"));
    instance = toText(newUuid(clock.now()));
    started = formatUtc(clock.now());
    return {};
}

http::HostPolicy Service::Parts::hostPolicy() const {
    http::HostPolicy hosts;
    for (const std::string& address : doors->addresses())
        hosts.allow(address);
    for (const std::string& name : config->list("api.hosts"))
        hosts.allow(name);
    return hosts;
}

void Service::Parts::setHooks(http::Hooks hooks) {
    auto fresh = std::make_shared<const http::Hooks>(std::move(hooks));
    const std::lock_guard lock(hooksMutex);
    apiHooks = std::move(fresh);
}

std::shared_ptr<const http::Hooks> Service::Parts::currentHooks() {
    const std::lock_guard lock(hooksMutex);
    return apiHooks;
}

Result<bool> Service::Parts::needsPassphrase() {
    INFERNO_TRY(const vault::VaultOptions vaultOptions, vaultOptionsOf(*config, root.path()));
    keys = vaultOptions.keys;
    if (!exists(vfs, keys.keyStore()))
        return false;
    INFERNO_TRY(const vault::KekStoreHead head, vault::readKekStoreHead(vfs, keys.keyStore()));
    return head.root.kind == vault::RootKind::Passphrase;
}

Result<void> Service::Parts::beginLocked() {
    wasLocked = true;
    lockedApi.emplace(api::LockedApi::Parts{
        *tokens, *guard, hostPolicy(), [this] { return info(); }, [this] { return lockedStatus(); },
        [this](const vault::Passphrase& passphrase) { return unlock(passphrase); }});
    setHooks(lockedApi->hooks());
    return announce();
}

client::AuditStatus Service::Parts::lockedStatus() const {
    client::AuditStatus status;
    status.state = open ? "open" : "locked";
    status.folder = keys.vaultFolder.string();
    status.opened_by = "passphrase";
    status.retry_after = guard->retryAfter();
    if (const auto known = vault::PublicKeys::read(vfs, keys.vaultFolder)) {
        status.vault_id = toText(known->vault);
        status.verifier_key = known->verifiers.back().text();
    } else {
        status.warnings.push_back(known.error().message());
    }
    return status;
}

/// On a thread of the server. What fails after the passphrase was right ends the service: it could not start.
Result<void> Service::Parts::unlock(const vault::Passphrase& passphrase) {
    const std::lock_guard lock(building);
    if (open)
        return {};
    if (stopped || vault)
        return fail(ErrorCode::VaultLocked, "the service is stopping", "start it again");
    INFERNO_TRY(keys.root, vault::unlockRoot(vfs, keys, passphrase));
    if (auto built = buildAll(); !built) {
        log.error("the service does not start", built.error());
        options.onStopRequested();
        return built;
    }
    recordUnlocking();
    return {};
}

Result<void> Service::Parts::buildAll() {
    INFERNO_CHECK(openVault());
    INFERNO_CHECK(openQueue());
    INFERNO_CHECK(openModels());
    INFERNO_CHECK(buildApi());
    return begin();
}

/// The wrong passphrases of the time when nothing could be recorded, and the right one.
void Service::Parts::recordUnlocking() {
    const auto append = [this](std::string_view action, std::string_view result, const std::string& peer,
                               std::optional<WallTime> at) {
        vault::Event event;
        event.eventType = "authentication";
        event.action = action;
        event.user = "local";
        event.sourceIp = peer;
        event.timestamp = at;
        event.resource = "vault";
        event.result = result;
        event.severity = result == "failure" ? vault::Severity::High : vault::Severity::Low;
        event.details = R"({"auth_method":"passphrase"})";
        vault::AppendRequest request;
        request.events.push_back(std::move(event));
        if (const auto recorded = vault->append(std::move(request)); !recorded)
            log.error("an unlocking could not be recorded", recorded.error());
    };
    for (const auto& failure : guard->takeFailures())
        append(vault::actions::kLoginFailed, "failure", failure.peer, failure.at);
    append(vault::actions::kLoginSuccess, "success", "", {});
}

/// Before anything is opened or recorded: a service that cannot be reached does not start.
Result<void> Service::Parts::openDoor() {
    http::Limits limits;
    limits.bodyBytes = std::max(static_cast<std::uint64_t>(config->integer("api.max_body_mb")) << 20,
                                static_cast<std::uint64_t>(config->integer("inference.max_request_size")));
    limits.connections = static_cast<std::size_t>(config->integer("api.max_connections"));
    limits.threads = handlerThreads() + api::Api::kPredictionsAtOnce;
    // The API is built later than the server, and is there before it answers.
    http::Hooks hooks;
    hooks.handle = [this](http::Request& request) { return currentHooks()->handle(request); };
    hooks.admit = [this](const http::Request& head) { return currentHooks()->admit(head); };
    hooks.begin = [this](const http::Request& request) {
        const auto now = currentHooks();
        return now->begin ? now->begin(request) : http::Start{};
    };
    hooks.refuse = [this](const http::Request& request, const Error& error, int status) {
        return currentHooks()->refuse(request, error, status);
    };
    server = std::make_unique<http::Server>(limits, std::move(hooks));
    INFERNO_TRY(doors, Doors::open(*server, *config, options));
    return {};
}

Result<void> Service::Parts::openVault() {
    INFERNO_TRY(vault::VaultOptions vaultOptions, vaultOptionsOf(*config, root.path()));
    vaultOptions.keys = keys;
    INFERNO_TRY(vault, vault::Vault::open(vfs, clock, std::move(vaultOptions)));
    INFERNO_CHECK(settings->recover(api::settingsRecorder(*vault)));
    // The vault has a data key once it holds an event; the outbox is sealed under it.
    return record(vault::actions::kServiceStarted,
                  {{"version", INFERNO_VERSION}, {"instance", instance}, {"url", doors->url()}, {"pid", getpid()}});
}

Result<void> Service::Parts::openQueue() {
    INFERNO_TRY(jobs::JobStoreOptions storeOptions, storeOptionsOf(*config, root.path()));
    // Each device is a slot, if nobody has said otherwise.
    storeOptions.pools.try_emplace("gpu", static_cast<int>(inferno::host::HostProbe::gpus().size()));
    INFERNO_TRY(storeOptions.cipher, outboxCipher(vfs, clock, [this] { return vault->keys().store().paths(); }));
    INFERNO_TRY(store, jobs::JobStore::open(std::move(storeOptions), vfs, clock));
    executors::LocalExecutor::Config runs;
    runs.runsFolder = root.path() / "runs";
    runs.runnerProgram = options.binFolder / "inferno-runner";
    runs.cgroupFolder = executors::delegatedCgroup();
    INFERNO_TRY(executor, executors::LocalExecutor::open(std::move(runs), vfs));
    INFERNO_TRY(jobUser, jobUserOf(*config));
    const scheduler::LaunchSurroundings surroundings{
        root.path(),
        options.binFolder,
        doors->url(),
        jobUser,
        [this](const jobs::LaunchOrder& order) -> Result<std::string> { return tokens->ofRun(order.runId); },
        sampleIntervalOf(*config)};
    host.emplace(root.path());
    figures.emplace(*host, root.path(), clock);
    scheduler = std::make_unique<scheduler::Scheduler>(
        *store, *executor,
        [this, surroundings](const jobs::LaunchOrder& order) {
            return scheduler::launchSpecOf(order, surroundings, vfs);
        },
        clock,
        scheduler::SchedulerOptions{.maxConcurrent = maxConcurrentOf(*config),
                                    .missedCause = wasLocked ? "vault_locked" : "service_down",
                                    .figures = &*figures,
                                    .bootId = executors::currentBootId()});
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
    const auto told = [this](const std::string& how) {
        log.warn("the inference engine died and is started again", {{"how", how}});
    };
    INFERNO_TRY(models, service::openModels(*config, root.path(), options.binFolder, options.unpack, vfs, clock, told));
#endif
    return {};
}

Result<void> Service::Parts::openAnchoring() {
    INFERNO_TRY(anchors, openAnchors(*config, *vault, vfs, clock, keys.vaultFolder / "cosigned.note"));
    INFERNO_TRY(witness, openWitness(*config, vault::originOf(vault->vaultId()), root.path(), vfs, clock));
    if (!witness)
        return {};
    return writeFileAtomically(vfs, root.path() / "run" / "witness_token", asBytes(tokens->ofWitness() + "\n"), 0600);
}

Result<void> Service::Parts::buildApi() {
    INFERNO_TRY(const schedule::Zone zone, zoneOf(*config));
    auditor.emplace(*vault, clock);
    hub.emplace(instance.substr(0, 13)); // the part of a UUIDv7 that tells when
    feed.emplace(*hub, *store, *vault, *auditor, *host, clock);
    output.emplace(*executor);
    follower.emplace(*store, *output);
    auditFollower.emplace(*vault, *auditor);
    INFERNO_CHECK(openAnchoring());
    auditExports.emplace(*vault, *auditor);
    verifications.emplace(*vault, root.path() / "run" / "verified.json", vfs, clock);
    INFERNO_TRY(retention, retentionOf(*config, vfs, clock, *vault, keys.vaultFolder, [this](const Error& error) {
                    log.error("retention did not do all that is due", error);
                }));
    for (const std::string& warning : retention->warnings())
        log.warn(warning);
    reports.emplace(api::Reports::Parts{root.path() / "reports", options.binFolder / "inferno-report", *store, *vault,
                                        *verifications, vfs, clock, zone});
    views.emplace(clock);
    templates.emplace(options.binFolder / "templates", root.path() / "templates", vfs);
    if (const auto known = templates->list(); known)
        for (const std::string& problem : known->problems)
            log.warn(problem);
    context.emplace(api::Context{*config,
                                 *settings,
                                 root.path(),
                                 vfs,
                                 clock,
                                 *vault,
                                 *store,
                                 *executor,
                                 *scheduler,
                                 models.get(),
                                 *tokens,
                                 *guard,
                                 options.passphraseCost,
                                 *auditor,
                                 *hub,
                                 *feed,
                                 *host,
                                 *output,
                                 *follower,
                                 *auditFollower,
                                 *auditExports,
                                 *reports,
                                 *verifications,
                                 *retention,
                                 *views,
                                 [this] { return info(); },
                                 [this](const std::string& by) {
                                     {
                                         const std::lock_guard lock(stopMutex);
                                         stopAskedBy = by;
                                     }
                                     options.onStopRequested();
                                 }});
    verifications->setAnchors(*anchors);
    context->anchors = anchors.get();
    context->witness = witness.get();
    context->templates = &*templates;
    context->jobUser = jobUser;
    maintenance.emplace(root.path(), *store, clock);
    context->maintenance = &*maintenance;
    historyKeeping.emplace(
        *maintenance, *settings,
        [this](const maintenance::Report& report) {
            const maintenance::Counts& went = report.history;
            return record(vault::actions::kMaintenanceRun,
                          {{"cause", "batch_queue.history"},
                           {"history", {{"runs", went.runs}, {"files", went.files}, {"bytes", went.bytes}}}});
        },
        [this](const Error& error) { log.error("the history of runs was not cleaned", error); });
    api.emplace(*context, hostPolicy(), static_cast<int>(handlerThreads() / 2));
    keyRotation.emplace(*vault, *settings, clock,
                        [this](const Error& error) { log.error("the vault's keys were not rotated", error); });
    if (models)
        feed->setModels([this] { return models->documents(); });
    return {};
}

Result<void> Service::Parts::begin() {
    INFERNO_CHECK(reports->start());
    pump->start();
    INFERNO_CHECK(scheduler->start());
    follower->start();
    auditFollower->start();
    retention->start();
    feed->start();
    anchors->start();
    keyRotation->start();
    historyKeeping->start();
    for (const Error& error : api->loadModels())
        log.error("a model of load_models is not served", error);
#ifdef INFERNO_WITH_MODELS
    INFERNO_CHECK(api->makeKeys());
#endif
    setHooks(api->hooks());
    open = true;
    return announce();
}

Result<void> Service::Parts::tellWhere() {
    // A path that is no UTF-8 is told as near as JSON can.
    return writeFileAtomically(vfs, root.serviceFile(), asBytes(api::textOf(json(info())) + "\n"), 0600);
}

/// Answers from now on, and says where.
Result<void> Service::Parts::announce() {
    if (!std::exchange(answering, true)) {
        server->start();
        doors->keepTrying([this] {
            log.info("a port that was taken is open now");
            if (const auto told = tellWhere(); !told)
                log.error("run/service.json could not be written", told.error());
        });
    }
    INFERNO_CHECK(tellWhere());
    log.info(open ? "ready" : "locked: inferno audit unlock",
             {{"url", doors->url()}, {"pid", getpid()}, {"instance", instance}, {"version", INFERNO_VERSION}});
    return {};
}

void Service::Parts::end(const std::string& reason) {
    if (stopped.exchange(true))
        return;
    log.info("stopping", {{"reason", reason}});
    if (doors)
        doors->stop();
    (void)vfs.remove(root.serviceFile()); // it may never have been written
    if (open && models)
        models->stopDownloads();
    if (server)
        stopAnswering();
    const std::lock_guard built(building); // an unlocking may be under way
    if (keyRotation)
        keyRotation->stop();
    if (historyKeeping)
        historyKeeping->stop();
    if (feed)
        feed->stop();
    if (follower)
        follower->stop();
    if (auditFollower)
        auditFollower->stop();
    if (verifications)
        verifications->stop();
    if (anchors)
        anchors->stop();
    if (auditExports)
        auditExports->stop();
    if (retention)
        retention->stop();
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

/// A model that computes for longer than the grace does not keep the service: it loses its engine.
void Service::Parts::stopAnswering() {
    std::promise<void> answered;
    const std::jthread patience([this, all = answered.get_future()] {
        if (all.wait_for(kStopGrace) == std::future_status::timeout && open && models)
            models->end();
    });
    server->stop(kStopGrace);
    answered.set_value();
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
    out.url = doors->url();
    out.pid = getpid();
    out.data_dir = root.path().string();
    out.ports = doors->ports();
    out.started = started;
    if (!open) {
        out.status = "locked";
        out.degraded.push_back("The audit vault waits for its passphrase: inferno audit unlock");
        return out;
    }
    if (const auto status = vault->status(); !status.failure.empty())
        out.degraded.push_back("The audit vault takes no events: " + status.failure);
    if (const auto status = scheduler->status(); !status.lastError.empty())
        out.degraded.push_back("The queue does not move: " + status.lastError);
    if (const auto status = pump->status(); !status.lastError.empty())
        out.degraded.push_back("Events wait for the vault: " + status.lastError);
    if (anchors)
        for (const anchor::Anchors::Status& place : anchors->status())
            if (!place.rolledBack.empty())
                out.degraded.push_back("The audit vault was rolled back: " + place.kind + " " + place.place + ": " +
                                       place.rolledBack);
    for (std::string& problem : doors->problems())
        out.degraded.push_back(std::move(problem));
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
        INFERNO_TRY(const bool locked, parts.needsPassphrase());
        const std::lock_guard lock(parts.building);
        return locked ? parts.beginLocked() : parts.buildAll();
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
