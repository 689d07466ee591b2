// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/checks.h"

#include <algorithm>

namespace inferno::report {
namespace {

std::string countOf(std::uint64_t count, const char* one, const char* many) {
    return formatCount(count) + " " + (count == 1 ? one : many);
}

std::string events(std::uint64_t count) {
    return countOf(count, "event", "events");
}

std::string shortened(const std::string& hex) {
    return hex.size() <= 16 ? hex : hex.substr(0, 8) + "…" + hex.substr(hex.size() - 4);
}

bool broken(const Attestation& a) {
    return a.verdict == "altered" || a.verdict == "missing" || a.verdict == "rolled_back";
}

/// Verification ran and could read what it looked at.
bool verified(const Attestation& a) {
    return !a.verdict.empty() && a.verdict != "key_unavailable";
}

Check consistency(const Attestation& a) {
    const std::string subject = "Checkpoints consistent";
    if (a.verdict == "rolled_back")
        return {Standing::Exception, subject, "the vault is older than a checkpoint that was seen before"};
    if (!a.earlierSize || !a.consistent)
        return {Standing::NotTested, subject, "no earlier checkpoint to compare with"};
    const std::string sizes = formatCount(*a.earlierSize) + " → " + formatCount(a.checkpointSize);
    if (!*a.consistent)
        return {Standing::Exception, subject, sizes + ": the earlier tree is not a part of the later one"};
    return {Standing::Evidence, subject, sizes + ", root " + shortened(a.checkpointRoot)};
}

Check sequence(const Attestation& a) {
    const std::string subject = "Sequence without gaps";
    if (!a.firstSeq || !a.nextSeq || *a.nextSeq <= *a.firstSeq)
        return {Standing::NotApplicable, subject, "no event in the period"};
    const std::string range = events(*a.nextSeq - *a.firstSeq) + ", numbers " + formatCount(*a.firstSeq) + " to " +
                              formatCount(*a.nextSeq - 1);
    if (!verified(a))
        return {Standing::NotTested, subject, range + "; not verified"};
    if (broken(a))
        return {Standing::Exception, subject, range + "; see the problems"};
    return {Standing::Evidence, subject, range + ", 0 gaps"};
}

Check recomputation(const Attestation& a) {
    const std::string subject = "Every record recomputed";
    if (!verified(a))
        return {Standing::NotTested, subject,
                a.verdict.empty() ? "verification was not run" : "a key of the vault was not available"};
    if (broken(a))
        return {Standing::Exception, subject,
                "verdict " + a.verdict + ", " + countOf(a.problems.size(), "problem", "problems")};
    if (a.level != "full")
        return {Standing::NotTested, subject, "level " + a.level + " does not open the records"};
    return {Standing::Evidence, subject, events(a.events) + " hashed again, 0 altered, 0 missing"};
}

Check signature(const Attestation& a) {
    const std::string subject = "Checkpoint signed";
    const std::string finding = "Ed25519, key id " + a.keyId;
    if (a.checkpoint.empty())
        return {Standing::Exception, subject, "there is no checkpoint"};
    return {verified(a) ? Standing::Evidence : Standing::NotTested, subject, finding};
}

Check coverage(const Attestation& a) {
    const std::string subject = "Period under the checkpoint";
    if (!a.nextSeq)
        return {Standing::NotApplicable, subject, "no event in the period"};
    if (*a.nextSeq > a.checkpointSize)
        return {Standing::Exception, subject,
                events(*a.nextSeq - a.checkpointSize) + " of the period not covered by size " +
                    formatCount(a.checkpointSize)};
    return {Standing::Evidence, subject,
            "size " + formatCount(a.checkpointSize) + " covers all " + events(*a.nextSeq - a.firstSeq.value_or(0))};
}

Check anchoring(const Attestation& a) {
    const std::string subject = "Anchored outside";
    if (a.unanchored == 0 && a.checkpointSize > 0)
        return {Standing::Evidence, subject, "every event is under a checkpoint that is kept elsewhere"};
    return {Standing::NotTested, subject, events(a.unanchored) + " rest on this machine's signing key alone"};
}

Check erasure(const Attestation& a) {
    const std::string subject = "Erased or pruned ranges";
    if (!verified(a))
        return {Standing::NotTested, subject, "not verified"};
    const auto gone = std::ranges::count_if(
        a.problems, [](const Problem& p) { return p.verdict == "erased" || p.verdict == "pruned"; });
    if (gone == 0)
        return {Standing::NotApplicable, subject, "none"};
    return {Standing::Exception, subject,
            countOf(static_cast<std::uint64_t>(gone), "range", "ranges") + ", listed below"};
}

} // namespace

std::vector<Check> checksOf(const Attestation& a) {
    return {consistency(a), sequence(a), recomputation(a), signature(a), coverage(a), anchoring(a), erasure(a)};
}

std::vector<std::string> limitsOf(const Scope& scope, const Attestation& a) {
    std::vector<std::string> limits = {
        "This report gives evidence. It does not say that a law, a standard or a contract is met: that is for the "
        "person "
        "who reads it.",
        "A hash tree detects changes, it does not prevent them. Whoever controls the machine and its signing key can "
        "write false events from that moment on; events from before it stay provable by any checkpoint that is kept "
        "elsewhere.",
        "Runs are counted in the period in which they were queued; a run that had not ended when the report was made "
        "is "
        "shown as it stood. Events are counted by their own time, which for a client's event is what the client said.",
        "Times are those of the machine's clock. The report does not test the clock.",
    };
    if (a.unanchored > 0)
        limits.push_back("No copy of a checkpoint outside this machine was compared for the last " +
                         events(a.unanchored) +
                         ". Keep the checkpoint that is printed in this report: compared with a later one, it shows "
                         "whether anything before it was changed.");
    if (scope.partial)
        limits.emplace_back("The period is marked partial: it had not ended when the report was made, or the vault is "
                            "younger than it.");
    return limits;
}

} // namespace inferno::report
