// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/archive/retention.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "core/vault/pruner.h"
#include "core/vault/segment.h"
#include "core/vault/thinner.h"

namespace inferno::archive {
namespace {

using nlohmann::json;

vault::HeldPart partOf(const vault::SealedSegment& segment) {
    return {segment.firstSeq, segment.nextSeq, segment.firstReceived, segment.lastReceived};
}

/// Whether it is a copy of this segment, or of what it was before it was thinned.
bool isCopyOf(const Manifest& manifest, const vault::SealedSegment& segment) {
    return manifest.trailer == segment.trailerHash || manifest.trailer == segment.originalTrailer ||
           manifest.original == segment.originalTrailer;
}

/// The alarm that this share of the limit is worth: 0, 80, 90 or 95 percent.
int alarmOf(std::uint64_t bytes, std::uint64_t limit) {
    int alarm = 0;
    for (const int percent : {80, 90, 95})
        if (bytes / 100.0 >= limit / 10'000.0 * percent)
            alarm = percent;
    return alarm;
}

std::string holdText(const vault::Hold& hold, const std::string& reason) {
    return json{{"hold", hold.id}, {"range", hold.range.text()}, {"reason", reason}}.dump();
}

} // namespace

Retention::Retention(Vfs& vfs, const Clock& clock, vault::Vault& vault, std::filesystem::path vaultFolder,
                     std::unique_ptr<Archive> archive, RetentionPolicy policy, std::function<void(const Error&)> tell)
    : vfs_(vfs), clock_(clock), vault_(vault), vaultFolder_(std::move(vaultFolder)), archive_(std::move(archive)),
      policy_(std::move(policy)), tell_(std::move(tell)) {}

void Retention::start() {
    if (policy_.limits())
        thread_ = std::thread([this] { loop(); });
}

void Retention::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable())
        thread_.join();
}

void Retention::loop() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        lock.unlock();
        const auto run = this->run({});
        if (!run)
            tell_(run.error());
        else if (!run->problem.empty())
            tell_(Error{ErrorCode::ArchiveFailed, run->problem, {}, nullptr});
        lock.lock();
        wake_.wait_for(lock, policy_.interval, [&] { return stopping_; });
    }
}

Result<const Archive*> Retention::target() const {
    if (!archive_)
        return fail(ErrorCode::ArchiveUnset, "audit.archive.target is not set",
                    "set it to s3://BUCKET/PREFIX or to a folder");
    return archive_.get();
}

std::chrono::days RetentionPolicy::ageOf(const std::string& eventType) const {
    const auto line = classes.find(eventType);
    return line == classes.end() || eventType == vault::kEvidenceType ? maxAge : line->second;
}

/// By when its newest event was received, whatever its type: what types a segment holds is asked only when the shortest
/// of all limits is over, and once.
Result<Retention::Due> Retention::dueByAge(const std::vector<vault::SealedSegment>& segments) const {
    Due due;
    std::vector<std::chrono::days> ages{policy_.maxAge};
    for (const auto& [type, age] : policy_.classes)
        ages.push_back(age);
    for (const vault::SealedSegment& segment : segments) {
        const auto isOver = [&](std::chrono::days age) {
            return age.count() > 0 && segment.lastReceived + age < clock_.now();
        };
        if (segment.pruned || std::ranges::none_of(ages, isOver))
            continue;
        if (std::ranges::all_of(ages, isOver)) {
            due.age.push_back(segment);
            continue;
        }
        INFERNO_TRY(const auto types, vault_.eventTypesIn(segment.number));
        Thinning thinning{segment, {}};
        bool all = true;
        for (const std::string& type : types) {
            const bool over = isOver(policy_.ageOf(type));
            all = all && over;
            if (over && type != vault::kEvidenceType)
                thinning.types.push_back(type);
        }
        if (all)
            due.age.push_back(segment);
        else if (!thinning.types.empty())
            due.thin.push_back(std::move(thinning));
    }
    return due;
}

std::vector<vault::SealedSegment> Retention::dueBySize(const std::vector<vault::SealedSegment>& segments,
                                                       std::uint64_t bytes) const {
    std::vector<vault::SealedSegment> due;
    for (const vault::SealedSegment& segment : segments) { // the oldest first
        if (bytes <= policy_.maxBytes)
            break;
        if (segment.pruned || !vault_.holds().check(partOf(segment)))
            continue; // what is held makes no room
        due.push_back(segment);
        bytes -= std::min(bytes, static_cast<std::uint64_t>(segment.bytes));
    }
    return due;
}

Result<void> Retention::pruneByAge(const vault::Provenance& by, RetentionRun& run) {
    INFERNO_TRY(const auto segments, vault_.segments());
    INFERNO_TRY(const Due due, dueByAge(segments));
    const std::string why = policy_.classes.empty()
                                ? "age: received more than " + std::to_string(policy_.maxAge.count()) + " days ago"
                                : "age: received longer ago than any of its types is kept";
    INFERNO_CHECK(pruneDue(due.age, why, by, run));
    return thinDue(due.thin, by, run);
}

Result<void> Retention::pruneBySize(const vault::Provenance& by, RetentionRun& run) {
    if (policy_.maxBytes == 0)
        return {};
    INFERNO_TRY(const auto segments, vault_.segments());
    const auto due = dueBySize(segments, static_cast<std::uint64_t>(vault_.status().bytes));
    return pruneDue(due, "size: the vault has more than " + formatSize(ByteSize{policy_.maxBytes}), by, run);
}

Result<RetentionRun> Retention::run(const vault::Provenance& by) {
    const std::lock_guard oneAtATime(running_);
    RetentionRun run;
    run.time = formatUtc(clock_.now());
    if (policy_.limits() && policy_.archiveFirst && !archive_) {
        run.problem = "audit.retention.archive_to_s3 is on and audit.archive.target is not set: nothing is pruned";
    } else if (policy_.limits()) {
        auto pruned = pruneByAge(by, run);
        if (pruned)
            pruned = pruneBySize(by, run);
        // What a thinned segment was under can only go when its month is over.
        if (pruned && (run.pruned > 0 || !policy_.classes.empty()))
            pruned = destroyKeys(by);
        if (!pruned)
            run.problem = pruned.error().message();
    }
    run.bytes = static_cast<std::uint64_t>(vault_.status().bytes);
    watchSize(run);
    const std::lock_guard lock(mutex_);
    last_ = run;
    return run;
}

Result<bool> Retention::release(const vault::SealedSegment& segment, RetentionRun& run) {
    if (const auto free = vault_.holds().check(partOf(segment)); !free) {
        if (free.error().code != ErrorCode::HoldActive)
            return std::unexpected(free.error());
        ++run.held;
        return false;
    }
    if (policy_.archiveFirst) {
        INFERNO_TRY(const bool now, archive_->keep(segment));
        run.archived += now ? 1 : 0;
    }
    return true;
}

Result<void> Retention::pruneDue(const std::vector<vault::SealedSegment>& due, const std::string& why,
                                 const vault::Provenance& by, RetentionRun& run) {
    vault::PruneRequest request{{}, why, policy_.archiveFirst, by};
    Result<void> kept;
    for (const vault::SealedSegment& segment : due) {
        const auto free = release(segment, run);
        if (!free) { // what was copied before it may go
            kept = std::unexpected(free.error());
            break;
        }
        if (*free)
            request.segments.push_back(segment.number);
    }
    if (!request.segments.empty()) {
        INFERNO_TRY(const std::uint64_t pruned, vault_.prune(request));
        run.pruned += pruned;
    }
    return kept;
}

Result<void> Retention::thinDue(const std::vector<Thinning>& due, const vault::Provenance& by, RetentionRun& run) {
    vault::ThinRequest request{{}, "class: received longer ago than these types are kept", policy_.archiveFirst, by};
    Result<void> kept;
    for (const Thinning& thinning : due) {
        const auto free = release(thinning.segment, run);
        if (!free) {
            kept = std::unexpected(free.error());
            break;
        }
        if (*free)
            request.parts.push_back({thinning.segment.number, thinning.types});
    }
    if (!request.parts.empty()) {
        INFERNO_TRY(const vault::Thinned done, vault_.thin(request));
        run.thinned += done.segments;
        run.removed += done.events;
    }
    return kept;
}

/// Keys that only pruned events were under.
Result<void> Retention::destroyKeys(const vault::Provenance& by) {
    if (auto destroyed = vault_.destroyUnneededKeys(by); !destroyed)
        return std::unexpected(std::move(destroyed).error());
    return {};
}

/// Alarms where the limit comes near and nothing could be done about it; each once, until there is room again.
void Retention::watchSize(RetentionRun& run) {
    if (policy_.maxBytes == 0)
        return;
    const bool stuck = !run.problem.empty() || run.held > 0 || run.bytes > policy_.maxBytes;
    const int alarm = stuck ? alarmOf(run.bytes, policy_.maxBytes) : 0;
    bool tell = false;
    {
        const std::lock_guard lock(mutex_);
        tell = alarm > alarm_;
        alarm_ = alarm;
        full_ = stuck && run.bytes >= policy_.maxBytes;
    }
    if (!tell)
        return;
    const json details{{"percent", alarm}, {"bytes", run.bytes}, {"limit", policy_.maxBytes}, {"why", run.problem}};
    const auto severity = alarm == 80   ? vault::Severity::Medium
                          : alarm == 90 ? vault::Severity::High
                                        : vault::Severity::Critical;
    if (auto told = record(vault::actions::kRetentionAlarm, details.dump(), {}, severity); !told)
        tell_(told.error());
}

Result<void> Retention::record(std::string_view action, const std::string& details, const vault::Provenance& by,
                               vault::Severity severity) {
    vault::Event event;
    event.eventType = "vault";
    event.action = action;
    event.user = by.principal;
    event.sourceIp = by.peer;
    event.resource = "audit";
    event.result = severity == vault::Severity::Low ? "success" : "failure";
    event.severity = severity;
    event.details = details;
    vault::AppendRequest request;
    request.events.push_back(std::move(event));
    request.recordedBy = by;
    request.recordedBy.origin = vault::Origin::Service;
    INFERNO_CHECK(vault_.append(std::move(request)));
    return {};
}

Result<std::uint64_t> Retention::archiveNow(const vault::Provenance& by) {
    const std::lock_guard oneAtATime(running_);
    INFERNO_TRY(const Archive* archive, target());
    INFERNO_TRY(const auto segments, vault_.segments());
    INFERNO_TRY(const auto there, archive->list());
    json numbers = json::array();
    Result<void> kept;
    for (const vault::SealedSegment& segment : segments) {
        const auto known = std::ranges::find(there, segment.number, &Manifest::segment);
        if (segment.pruned || (known != there.end() && isCopyOf(*known, segment)))
            continue;
        if (const auto now = archive->keep(segment); !now) {
            kept = std::unexpected(now.error());
            break;
        }
        numbers.push_back(segment.number);
    }
    if (!numbers.empty())
        INFERNO_CHECK(record(vault::actions::kAuditArchived, json{{"segments", numbers}}.dump(), by));
    INFERNO_CHECK(kept);
    return numbers.size();
}

Result<std::vector<Manifest>> Retention::archived() const {
    INFERNO_TRY(const Archive* archive, target());
    return archive->list();
}

Result<std::vector<std::uint64_t>> Retention::restore(const vault::HoldRange& range, const std::string& reason,
                                                      const vault::Provenance& by) {
    const std::lock_guard oneAtATime(running_);
    INFERNO_CHECK(target());
    INFERNO_TRY(const auto segments, vault_.segments());
    std::vector<std::uint64_t> numbers;
    for (const vault::SealedSegment& segment : segments) {
        if ((!segment.pruned && segment.removed == 0) || !vault::Hold{0, range, {}, {}, {}}.covers(partOf(segment)))
            continue;
        if (!segment.pruned) { // is there a copy that has more?
            const auto copy = archive_->manifest(segment.number);
            if (!copy && copy.error().code != ErrorCode::IoNotFound)
                return std::unexpected(copy.error());
            if (!copy || copy->trailer == segment.trailerHash)
                continue;
        }
        INFERNO_CHECK(restoreOne(segment, reason, by));
        numbers.push_back(segment.number);
    }
    if (numbers.empty())
        return fail(ErrorCode::InputInvalid,
                    "no segment with events of " + range.text() + " was pruned, or thinned with a copy in the archive");
    return numbers;
}

Result<void> Retention::restoreOne(const vault::SealedSegment& segment, const std::string& reason,
                                   const vault::Provenance& by) {
    INFERNO_TRY(const Manifest manifest, archive_->manifest(segment.number));
    if (!isCopyOf(manifest, segment))
        return fail(ErrorCode::ArchiveFailed,
                    "the archive's segment " + std::to_string(segment.number) + " is not the one that was pruned");
    const auto folder = vault::restoreFolder(vaultFolder_);
    if (!exists(vfs_, folder))
        INFERNO_CHECK(vfs_.makeFolder(folder));
    const auto file = folder / vault::segmentPath({}, segment.number).filename();
    INFERNO_CHECK(archive_->fetch(manifest, file));
    // Held before it is here: no run of retention comes between.
    vault::HoldRange range;
    range.numbers = vault::HoldRange::Numbers{segment.firstSeq, segment.nextSeq - 1};
    INFERNO_TRY(const vault::Hold hold,
                addHold(range, "restored from the archive" + (reason.empty() ? "" : ": " + reason), by));
    if (auto back = vault_.restore(segment.number, file, by); !back) {
        (void)releaseHolds(std::to_string(hold.id), "it could not be restored", by); // the first error says why
        return back;
    }
    return {};
}

Result<vault::Hold> Retention::addHold(const vault::HoldRange& range, const std::string& reason,
                                       const vault::Provenance& by) {
    INFERNO_TRY(vault::Hold hold, vault_.holds().add(range, reason, by.principal, clock_.now()));
    INFERNO_CHECK(record(vault::actions::kHoldAdded, holdText(hold, hold.reason), by));
    return hold;
}

Result<std::vector<vault::Hold>> Retention::releaseHolds(const std::string& which, const std::string& reason,
                                                         const vault::Provenance& by) {
    if (reason.empty())
        return fail(ErrorCode::InputInvalid, "to release a hold needs a reason", "--reason \"case closed\"");
    INFERNO_TRY(const auto holds, vault_.holds().find(which));
    for (const vault::Hold& hold : holds) { // recorded first: no hold goes without a trace
        INFERNO_CHECK(record(vault::actions::kHoldReleased, holdText(hold, reason), by));
        INFERNO_CHECK(vault_.holds().release(hold.id));
    }
    return holds;
}

std::vector<std::string> Retention::warnings() const {
    std::vector<std::string> out;
    if (policy_.archiveFirst && !archive_)
        out.push_back("archive.unset: audit.retention.archive_to_s3 is on and audit.archive.target is not set; "
                      "nothing is pruned");
    const std::lock_guard lock(mutex_);
    if (!last_.problem.empty() && archive_)
        out.push_back("retention did not do all that is due: " + last_.problem);
    if (alarm_ > 0)
        out.push_back("the vault has reached " + std::to_string(alarm_) + " % of audit.retention.max_size_gb, and " +
                      "nothing can be pruned");
    return out;
}

std::optional<Error> Retention::refusal() const {
    const std::lock_guard lock(mutex_);
    if (!full_ || !policy_.closeWhenFull)
        return std::nullopt;
    return Error{ErrorCode::DiskFull, "the vault has reached audit.retention.max_size_gb, and nothing can be pruned",
                 "see inferno audit status; audit.retention.on_full = \"open\" takes events all the same", nullptr};
}

RetentionRun Retention::last() const {
    const std::lock_guard lock(mutex_);
    return last_;
}

} // namespace inferno::archive
