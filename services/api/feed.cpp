// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/feed.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/jobs/job_store.h"
#include "core/vault/vault.h"
#include "services/api/documents.h"

namespace inferno::api {
namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

constexpr auto kGather = 50ms; ///< what changes together is told together
constexpr auto kAuditInterval = 250ms;
constexpr auto kHostInterval = 2s;
constexpr auto kTick = 500ms;

std::string textOf(const nlohmann::json& document) {
    return document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace

struct Feed::Impl {
    Hub& hub;
    jobs::JobStore& store;
    vault::Vault& vault;
    Auditor& auditor;
    inferno::host::HostProbe& host;
    const Clock& clock;

    std::mutex mutex;
    std::condition_variable_any changed;
    std::set<std::string> dirtyJobs;
    std::set<std::string> dirtyRuns;
    std::set<std::string> deletedJobs;
    std::optional<vault::Progress> progress;
    std::function<std::vector<client::Model>()> models;
    bool modelsDirty = false;

    std::map<std::string, std::string> toldModels; ///< name and version → document; the thread's own
    std::unique_ptr<vault::Vault::Subscription> subscription;
    std::jthread thread;

    void note(std::span<const jobs::Notice> notices) {
        {
            const std::lock_guard lock(mutex);
            for (const jobs::Notice& notice : notices) {
                if (notice.action == "job_deleted")
                    deletedJobs.insert(notice.jobId);
                else if (!notice.jobId.empty())
                    dirtyJobs.insert(notice.jobId);
                if (!notice.runId.empty())
                    dirtyRuns.insert(notice.runId);
            }
        }
        changed.notify_one();
    }

    void note(const vault::Progress& now) {
        {
            const std::lock_guard lock(mutex);
            progress = now;
        }
        changed.notify_one();
    }

    void tellJobs(const std::set<std::string>& jobIds, const std::set<std::string>& runIds) {
        if (!hub.wanted("jobs") && !hub.wanted("runs")) {
            if (!jobIds.empty())
                hub.skip("jobs");
            if (!runIds.empty())
                hub.skip("runs");
            return;
        }
        const WallTime now = clock.now();
        for (const std::string& id : runIds)
            if (const auto run = store.runById(id)) {
                client::Run document = toDocument(*run, now);
                estimateProgress(store, std::span(&document, 1));
                hub.publish("runs", textOf(document));
            }
        const std::vector<std::string> ids(jobIds.begin(), jobIds.end());
        const auto recent = store.recentRuns(ids);
        for (const std::string& id : ids) {
            const auto job = store.job(id);
            if (!job)
                continue;
            std::vector<jobs::Run> runs;
            if (recent && recent->contains(id))
                runs = recent->at(id);
            hub.publish("jobs", textOf(toDocument(*job, runs, true, now)));
        }
    }

    void tellModels() {
        std::function<std::vector<client::Model>()> read;
        {
            const std::lock_guard lock(mutex);
            read = models;
        }
        if (!read)
            return;
        std::map<std::string, std::string> now;
        for (const client::Model& model : read())
            now[model.name + "/" + model.version] = textOf(model);
        for (const auto& [key, text] : now)
            if (const auto told = toldModels.find(key); told == toldModels.end() || told->second != text)
                hub.publish("models", text);
        for (const auto& [key, text] : toldModels)
            if (!now.contains(key)) {
                auto gone = nlohmann::json::parse(text, nullptr, false);
                hub.publish("models",
                            textOf({{"name", gone["name"]}, {"version", gone["version"]}, {"deleted", true}}));
            }
        toldModels = std::move(now);
    }

    void loop(const std::stop_token& stopping) {
        Steady::time_point auditTold{};
        Steady::time_point hostTold{};
        while (!stopping.stop_requested()) {
            std::set<std::string> jobIds, runIds, deleted;
            std::optional<vault::Progress> audit;
            bool tellOfModels = false;
            {
                std::unique_lock lock(mutex);
                changed.wait_for(lock, stopping, kTick, [this] {
                    return !dirtyJobs.empty() || !dirtyRuns.empty() || !deletedJobs.empty() || progress.has_value() ||
                           modelsDirty;
                });
            }
            if (!stopping.stop_requested())
                std::this_thread::sleep_for(kGather);
            const auto now = Steady::now();
            const bool slowTurn = now - hostTold >= kHostInterval;
            {
                const std::lock_guard lock(mutex);
                jobIds.swap(dirtyJobs);
                runIds.swap(dirtyRuns);
                deleted.swap(deletedJobs);
                if (now - auditTold >= kAuditInterval)
                    audit.swap(progress);
                tellOfModels = modelsDirty || slowTurn;
                modelsDirty = false;
            }
            tellJobs(jobIds, runIds);
            for (const std::string& id : deleted)
                hub.publish("jobs", textOf({{"id", id}, {"deleted", true}}));
            if (audit) {
                auditTold = now;
                hub.publish("audit", textOf({{"seq", audit->durable == 0 ? 0 : audit->durable - 1},
                                             {"events", audit->durable},
                                             {"checkpointed", audit->checkpointed}}));
            }
            if (tellOfModels && hub.wanted("models"))
                tellModels();
            if (slowTurn) {
                hostTold = now;
                if (hub.wanted("host"))
                    hub.publish("host", textOf(host.read()));
            }
            auditor.flush();
        }
    }
};

Feed::Feed(Hub& hub, jobs::JobStore& jobs, vault::Vault& vault, Auditor& auditor, inferno::host::HostProbe& host,
           const Clock& clock)
    : impl_(new Impl{hub, jobs, vault, auditor, host, clock, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}}) {}

Feed::~Feed() {
    stop();
}

void Feed::start() {
    impl_->store.addListener([impl = impl_](std::span<const jobs::Notice> notices) { impl->note(notices); });
    impl_->subscription = impl_->vault.subscribe([impl = impl_.get()](const vault::Progress& now) { impl->note(now); });
    impl_->thread = std::jthread([impl = impl_.get()](const std::stop_token& stopping) { impl->loop(stopping); });
}

void Feed::stop() {
    impl_->subscription.reset();
    impl_->thread.request_stop();
    if (impl_->thread.joinable())
        impl_->thread.join();
}

void Feed::setModels(std::function<std::vector<client::Model>()> models) {
    const std::lock_guard lock(impl_->mutex);
    impl_->models = std::move(models);
}

void Feed::modelsChanged() {
    {
        const std::lock_guard lock(impl_->mutex);
        impl_->modelsDirty = true;
    }
    impl_->changed.notify_one();
}

} // namespace inferno::api
