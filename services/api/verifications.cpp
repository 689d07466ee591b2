// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/verifications.h"

#include <nlohmann/json.hpp>

#include "core/vault/vault.h"
#include "core/vault/verify.h"

namespace inferno::api {

using nlohmann::json;

Verifications::Verifications(vault::Vault& vault, vault::KeyPaths keys, std::filesystem::path note, Vfs& vfs,
                             const Clock& clock)
    : vault_(vault), keys_(std::move(keys)), note_(std::move(note)), vfs_(vfs), clock_(clock) {
    if (const auto bytes = readFile(vfs_, note_, 4096)) {
        const json document = json::parse(asText(*bytes), nullptr, false);
        if (document.is_object())
            last_ = {document.value("time", ""), document.value("verdict", "")};
    }
}

Result<client::VerifyResult> Verifications::verify(const std::string& level) {
    vault::VerifyOptions options;
    options.live = true;
    if (!level.empty()) {
        INFERNO_TRY(options.level, vault::parseVerifyLevel(level));
    }
    const std::lock_guard oneAtATime(running_);
    // What was acknowledged before the question is under a signed checkpoint before the answer.
    INFERNO_CHECK(vault_.checkpointNow());
    const MonoTime began = clock_.monotonic();
    INFERNO_TRY(const vault::Verification found, vault::verifyVault(vfs_, keys_, options));
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
    for (const vault::Problem& problem : found.problems)
        out.problems.push_back({std::string(nameOf(problem.verdict)), problem.seq.value_or(0), problem.file,
                                problem.offset.value_or(0), problem.detail, problem.seq.has_value(),
                                problem.offset.has_value()});
    out.finished = formatUtc(clock_.now());
    out.seconds = std::chrono::duration<double>(clock_.monotonic() - began).count();
    const json note{{"time", out.finished}, {"verdict", out.verdict}, {"level", out.level}};
    (void)writeFileAtomically(vfs_, note_, asBytes(note.dump()), 0600); // a note for people: its loss loses no evidence
    const std::lock_guard lock(mutex_);
    last_ = {out.finished, out.verdict};
    return out;
}

Verifications::Last Verifications::last() const {
    const std::lock_guard lock(mutex_);
    return last_;
}

} // namespace inferno::api
