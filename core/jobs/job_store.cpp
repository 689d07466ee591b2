// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/job_store.h"

#include "core/jobs/outbox.h"
#include "core/jobs/run_queue.h"
#include "core/jobs/store_core.h"
#include "core/jobs/transitions.h"

namespace inferno::jobs {

JobStore::JobStore(std::unique_ptr<StoreCore> core)
    : core_(std::move(core)), queue_(std::make_unique<RunQueue>(*core_)), outbox_(std::make_unique<Outbox>(*core_)) {}

JobStore::~JobStore() = default;

Result<std::unique_ptr<JobStore>> JobStore::open(JobStoreOptions options, Vfs& vfs, const Clock& clock) {
    INFERNO_TRY(auto core, StoreCore::open(std::move(options), vfs, clock));
    const Actor nobody;
    INFERNO_CHECK(core->change(nobody, [](Change& change) { return settleGpu(change); })); // GPUs come and go
    return std::unique_ptr<JobStore>(new JobStore(std::move(core)));
}

const Uuid& JobStore::databaseId() const {
    return core_->databaseId;
}

const JobDefinition& JobStore::defaults() const {
    return core_->options.defaults;
}

void JobStore::addListener(std::function<void(std::span<const Notice>)> listener) {
    core_->addListener(std::move(listener));
}

RunQueue& JobStore::queue() {
    return *queue_;
}

Outbox& JobStore::outbox() {
    return *outbox_;
}

} // namespace inferno::jobs
