// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/anchor_views.h"

#include "services/api/documents.h"

namespace inferno::api {

client::AnchorStatus toDocument(const anchor::Anchors::Status& status) {
    client::AnchorStatus out;
    out.kind = status.kind;
    out.place = status.place;
    out.size = status.size;
    out.time = timeText(status.time);
    out.rolled_back = !status.rolledBack.empty();
    out.error = out.rolled_back ? status.rolledBack : status.error;
    return out;
}

void askAnchors(anchor::Anchors& anchors, client::VerifyResult& result, WallTime now) {
    const auto before = anchors.status();
    if (before.empty())
        return;
    const anchor::Anchors::Tail tail = anchor::Anchors::tailOf(before, result.events, now);
    result.unanchored = tail.events;
    result.unanchored_seconds = tail.seconds;
    for (const anchor::Anchors::Status& status : anchors.anchorNow()) {
        if (status.rolledBack.empty())
            continue;
        result.verdict = "rolled_back";
        client::VerifyProblem problem;
        problem.verdict = "rolled_back";
        problem.detail = status.kind + " " + status.place + ": " + status.rolledBack;
        result.problems.push_back(std::move(problem));
    }
}

} // namespace inferno::api
