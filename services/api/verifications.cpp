// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/verifications.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/base/ids.h"
#include "core/base/units.h"
#include "core/vault/vault.h"
#include "core/vault/verify.h"
#include "services/api/anchor_views.h"

namespace inferno::api {
namespace {

using nlohmann::json;

constexpr std::size_t kKept = 20;
constexpr std::size_t kWaiting = 4;

client::VerifyResult documentOf(const vault::Verification& found) {
    client::VerifyResult out;
    out.verdict = nameOf(found.verdict);
    out.level = nameOf(found.level);
    out.mode = "service";
    out.events = found.events;
    out.durable = found.durable;
    out.checkpointed = found.checkpointed;
    out.sealed = found.sealed;
    out.root = toHex(found.root);
    out.unanchored = found.unanchored;
    out.skipped = found.skipped;
    for (const vault::VerifyNote& note : found.notes)
        out.notes.push_back({note.seq, note.detail});
    if (found.resumed) {
        out.resumed = found.resumed->time;
        out.resumed_events = found.resumed->events;
    }
    for (const vault::Problem& problem : found.problems)
        out.problems.push_back({std::string(nameOf(problem.verdict)), problem.seq.value_or(0), problem.file,
                                problem.offset.value_or(0), problem.detail, problem.seq.has_value(),
                                problem.offset.has_value()});
    return out;
}

/// RFC 3339, or a duration back from now.
Result<std::optional<WallTime>> sinceOf(const std::string& text, WallTime now) {
    if (text.empty())
        return std::optional<WallTime>();
    if (const auto time = parseRfc3339(text))
        return std::optional(*time);
    if (const auto back = parseDuration(text))
        return std::optional(now - *back);
    return fail(ErrorCode::TimeInvalid, "since: '" + text + "' is no time",
                "use 2026-03-24T09:00:00Z, or a duration back from now, such as 24h");
}

} // namespace

Verifications::Verifications(vault::Vault& vault, std::filesystem::path note, Vfs& vfs, const Clock& clock)
    : vault_(vault), note_(std::move(note)), vfs_(vfs), clock_(clock) {
    if (const auto bytes = readFile(vfs_, note_, 4096)) {
        const json document = json::parse(asText(*bytes), nullptr, false);
        if (document.is_object())
            last_ = {document.value("time", ""), document.value("verdict", "")};
    }
    thread_ = std::thread([this] { loop(); });
}

void Verifications::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        for (const auto& task : known_)
            task->cancelled = true;
    }
    changed_.notify_all();
    if (thread_.joinable())
        thread_.join();
}

Result<std::shared_ptr<Verifications::Task>> Verifications::queue(const client::VerifyRequest& request, Ended ended) {
    if (!request.level.empty())
        INFERNO_CHECK(vault::parseVerifyLevel(request.level));
    INFERNO_TRY(const auto since, sinceOf(request.since, clock_.now()));
    auto task = std::make_shared<Task>();
    task->run.id = newId("ver_", clock_.now());
    task->run.state = "running";
    task->request = request;
    task->since = since;
    task->ended = std::move(ended);
    const std::lock_guard lock(mutex_);
    if (stopping_)
        return fail(ErrorCode::VerifyCancelled, "the service is stopping");
    if (waiting_.size() >= kWaiting)
        return fail(ErrorCode::RateLimited, std::to_string(waiting_.size()) + " verifications are waiting",
                    "ask again when one of them is done");
    waiting_.push_back(task);
    known_.push_back(task);
    while (known_.size() > kKept && known_.front()->run.state != "running")
        known_.pop_front();
    changed_.notify_all();
    return task;
}

Result<client::VerifyResult> Verifications::verify(const client::VerifyRequest& request) {
    INFERNO_TRY(const auto task, queue(request, nullptr));
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return task->run.state != "running"; });
    if (task->error)
        return std::unexpected(*task->error);
    return *task->run.verification;
}

Result<client::VerifyRun> Verifications::start(const client::VerifyRequest& request, Ended ended) {
    INFERNO_TRY(const auto task, queue(request, std::move(ended)));
    const std::lock_guard lock(mutex_);
    return task->run;
}

Result<client::VerifyRun> Verifications::run(const std::string& id) const {
    const std::lock_guard lock(mutex_);
    const auto found = std::ranges::find(known_, id, [](const auto& task) { return task->run.id; });
    if (found == known_.end())
        return fail(ErrorCode::VerifyUnknown, "no verification is called '" + id + "'",
                    "POST /api/v1/audit/verify starts one");
    return (*found)->run;
}

Result<void> Verifications::cancel(const std::string& id) {
    INFERNO_CHECK(run(id));
    const std::lock_guard lock(mutex_);
    for (const auto& task : known_)
        if (task->run.id == id)
            task->cancelled = true;
    return {};
}

void Verifications::loop() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [&] { return stopping_ || !waiting_.empty(); });
        if (waiting_.empty())
            return; // stopping
        const auto task = waiting_.front();
        waiting_.pop_front();
        lock.unlock();
        finish(*task, verifyNow(*task));
        lock.lock();
    }
}

Result<client::VerifyResult> Verifications::verifyNow(Task& task) {
    vault::VerifyOptions options;
    options.live = true;
    options.cancelled = &task.cancelled;
    options.since = task.since;
    options.resume = task.request.resume;
    options.stateFile = note_.parent_path() / "verify.state";
    if (!task.request.level.empty()) {
        INFERNO_TRY(options.level, vault::parseVerifyLevel(task.request.level));
    }
    options.progress = [&](const vault::VerifyProgress& progress) {
        const std::lock_guard lock(mutex_);
        task.run.bytes_done = progress.bytesDone;
        task.run.bytes_total = progress.bytesTotal;
        task.run.events_done = progress.eventsDone;
    };
    if (task.cancelled)
        return fail(ErrorCode::VerifyCancelled, "the verification was stopped before it began");
    // What was acknowledged before the question is under a signed checkpoint before the answer; the files must hold
    // what the vault in memory has signed, and be signed by its key.
    INFERNO_TRY(const std::string newest, vault_.checkpointNow());
    INFERNO_TRY(options.key, vault::VerifierKey::parse(vault_.verifierKey()));
    INFERNO_TRY(const vault::SignedNote note, vault::SignedNote::parse(newest));
    INFERNO_TRY(options.promised, vault::Checkpoint::parse(note.text));
    const MonoTime began = clock_.monotonic();
    INFERNO_TRY(const vault::Verification found, vault::verifyVault(vfs_, vault_.keys().store().paths(), options));
    client::VerifyResult out = documentOf(found);
    if (task.since)
        out.since = formatUtc(*task.since);
    if (anchors_)
        askAnchors(*anchors_, out, clock_.now());
    out.finished = formatUtc(clock_.now());
    out.seconds = std::chrono::duration<double>(clock_.monotonic() - began).count();
    const json last{{"time", out.finished}, {"verdict", out.verdict}, {"level", out.level}};
    (void)writeFileAtomically(vfs_, note_, asBytes(last.dump()), 0600); // a note for people: its loss loses no evidence
    return out;
}

void Verifications::finish(Task& task, Result<client::VerifyResult> result) {
    client::VerifyRun run;
    {
        const std::lock_guard lock(mutex_);
        if (result) {
            last_ = {result->finished, result->verdict};
            task.run.verification = std::move(*result);
            task.run.state = "done";
        } else {
            const bool cancelled = result.error().code == ErrorCode::VerifyCancelled;
            task.run.state = cancelled ? "cancelled" : "failed";
            task.run.error = cancelled ? "" : result.error().message();
            task.error = std::move(result).error();
        }
        run = task.run;
    }
    if (task.ended)
        task.ended(run);
    changed_.notify_all();
}

Verifications::Last Verifications::last() const {
    const std::lock_guard lock(mutex_);
    return last_;
}

} // namespace inferno::api
