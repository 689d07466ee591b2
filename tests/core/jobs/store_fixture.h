// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>
#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/jobs/job_store.h"
#include "core/jobs/outbox.h"
#include "core/jobs/run_queue.h"
#include "tests/fakes/manual_clock.h"

namespace inferno::jobs::test {

using namespace std::chrono_literals;

/// Seals by turning all bits: enough to show that nothing is stored or read without the cipher.
inline Result<Bytes> turned(ByteView body) {
    Bytes out(body.begin(), body.end());
    for (auto& byte : out)
        byte = static_cast<std::uint8_t>(~byte);
    return out;
}

inline OutboxCipher turningCipher() {
    return {[](std::uint64_t, ByteView plain) { return turned(plain); },
            [](std::uint64_t, ByteView sealed) { return turned(sealed); }};
}

inline JobDefinition definition(std::string name, std::string command = "true") {
    JobDefinition job;
    job.name = std::move(name);
    job.command = std::move(command);
    return job;
}

/// Memory where there is some for files: what is tested here is what is committed, not how long the disk takes.
inline QString folderTemplate() {
    return QFileInfo(QStringLiteral("/dev/shm")).isWritable() ? QStringLiteral("/dev/shm/inferno-XXXXXX")
                                                              : QDir::tempPath() + QStringLiteral("/inferno-XXXXXX");
}

/// A store on a folder of its own, at noon of a Tuesday, with a clock that stands.
class StoreFixture {
public:
    StoreFixture() { open(); }

    void open() {
        store_.reset();
        JobStoreOptions options;
        options.folder = path();
        options.defaults = defaults;
        options.defaults.timezone = "UTC";
        options.cipher = cipher;
        options.outboxLimit = outboxLimit;
        options.pools = pools;
        options.queueLimit = queueLimit;
        options.maxScheduledJobs = maxScheduledJobs;
        options.schedulesFire = schedulesFire;
        options.catchUp = catchUp;
        auto opened = JobStore::open(std::move(options), vfs, clock);
        if (!opened)
            qFatal("%s", opened.error().message().c_str());
        store_ = *std::move(opened);
    }
    void close() { store_.reset(); }

    JobStore& store() { return *store_; }
    RunQueue& queue() { return store_->queue(); }
    std::filesystem::path path() const { return folder.filePath(QStringLiteral("queue")).toStdString(); }

    std::string create(const JobDefinition& job, JobStore::CreateOptions options = {}) {
        const auto made = store_->create(job, options, Request{});
        if (!made)
            qFatal("%s", made.error().message().c_str());
        return made->jobId;
    }
    std::string runNow(const std::string& job) {
        const auto made = store_->run(job, Request{});
        if (!made)
            qFatal("%s", made.error().message().c_str());
        return made->runId;
    }
    std::vector<LaunchOrder> claim(int limit = 100, rules::MetricSource* host = nullptr) {
        const auto orders = queue().claim(limit, host);
        if (!orders)
            qFatal("%s", orders.error().message().c_str());
        return *orders;
    }
    void end(const LaunchOrder& order, int exitCode, Outcome outcome = Outcome::Exited) {
        AttemptResult result;
        result.runId = order.runId;
        result.launch = order.launch;
        result.outcome = outcome;
        if (outcome == Outcome::Exited)
            result.exitCode = exitCode;
        result.finished = clock.now();
        const auto taken = queue().recordResults(std::span(&result, 1));
        if (!taken)
            qFatal("%s", taken.error().message().c_str());
    }
    /// Claims what may start and lets it end.
    void runAll(int exitCode = 0) {
        for (const LaunchOrder& order : claim())
            end(order, exitCode);
    }
    std::vector<Run> runsOf(const std::string& job) {
        RunFilter filter;
        filter.job = job;
        filter.limit = 1000;
        return store_->runs(filter)->items;
    }
    /// "completed queued …", newest first.
    std::string statesOf(const std::string& job) {
        std::string states;
        for (const Run& run : runsOf(job))
            states += (states.empty() ? "" : " ") + std::string(nameOf(run.state));
        return states;
    }
    /// The actions in the outbox since the last call, in order; `about` picks those of one job or run id.
    std::string actions(const std::string& about = {}) {
        std::string text;
        for (const nlohmann::json& event : events())
            if (about.empty() || event.dump().find(about) != std::string::npos)
                text += (text.empty() ? "" : " ") + event["action"].get<std::string>();
        return text;
    }
    std::vector<nlohmann::json> events() {
        std::vector<nlohmann::json> all;
        const auto rows = *store_->outbox().oldest(100'000);
        for (const OutboxEvent& row : rows) {
            all.push_back(nlohmann::json::parse(row.event));
            (void)store_->outbox().delivered(row.number);
        }
        return all;
    }

    QTemporaryDir folder{folderTemplate()};
    SystemVfs vfs;
    fakes::ManualClock clock{*parseRfc3339("2026-03-24T12:00:00Z")};
    OutboxCipher cipher = turningCipher();
    std::size_t outboxLimit = 10'000;
    std::map<std::string, int> pools;
    int queueLimit = 0;
    int maxScheduledJobs = 0;
    bool schedulesFire = true;
    CatchUp catchUp;
    JobDefinition defaults;

private:
    std::unique_ptr<JobStore> store_;
};

} // namespace inferno::jobs::test
