// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "core/base/clock.h"
#include "core/vault/verifier.h"

/// The part of a verification that is left behind when it is cut short, and gone on from: which segments were checked,
/// by the hash of the last one's signed trailer, and how the tree stood behind it. What fits is trusted: the file lies
/// with whoever asks, never in the vault.

namespace inferno::vault {
namespace {

using nlohmann::json;

constexpr int kStateVersion = 2;
constexpr std::uint64_t kMaxStateBytes = 4U << 20;
constexpr std::uint64_t kLeaveEvery = 256ULL << 20; ///< bytes

json hexOf(const std::vector<Hash>& hashes) {
    json out = json::array();
    for (const Hash& hash : hashes)
        out.push_back(toHex(hash));
    return out;
}

Result<Hash> hashOf(const std::string& text) {
    INFERNO_TRY(const Bytes bytes, fromHex(text));
    Hash hash{};
    if (bytes.size() != hash.size())
        return fail(ErrorCode::InputInvalid, "no hash");
    std::ranges::copy(bytes, hash.begin());
    return hash;
}

Result<std::vector<Hash>> hashesOf(const json& list) {
    std::vector<Hash> hashes;
    for (const json& item : list) {
        INFERNO_TRY(hashes.emplace_back(), hashOf(item.get<std::string>()));
    }
    return hashes;
}

json documentOf(const Problem& problem) {
    json out{{"verdict", static_cast<int>(problem.verdict)}, {"file", problem.file}, {"detail", problem.detail}};
    if (problem.seq)
        out["seq"] = *problem.seq;
    if (problem.offset)
        out["offset"] = *problem.offset;
    return out;
}

Problem problemOf(const json& document) {
    Problem problem;
    problem.verdict = static_cast<Verdict>(document.at("verdict").get<int>());
    problem.file = document.at("file").get<std::string>();
    problem.detail = document.at("detail").get<std::string>();
    if (document.contains("seq"))
        problem.seq = document["seq"].get<std::uint64_t>();
    if (document.contains("offset"))
        problem.offset = document["offset"].get<std::uint64_t>();
    return problem;
}

json documentOf(const TreeCheck::State& state) {
    return {{"size", state.size},
            {"last_good", state.lastGood},
            {"complete", hexOf(state.complete)},
            {"open", hexOf(state.open)},
            {"open_known", state.openKnown},
            {"tree_known", state.treeKnown},
            {"mismatched", state.mismatched},
            {"anchor_compared", state.anchorCompared}};
}

Result<TreeCheck::State> treeOf(const json& document) {
    TreeCheck::State state;
    state.size = document.at("size").get<std::uint64_t>();
    state.lastGood = document.at("last_good").get<std::uint64_t>();
    INFERNO_TRY(state.complete, hashesOf(document.at("complete")));
    INFERNO_TRY(state.open, hashesOf(document.at("open")));
    state.openKnown = document.at("open_known").get<bool>();
    state.treeKnown = document.at("tree_known").get<bool>();
    state.mismatched = document.at("mismatched").get<bool>();
    state.anchorCompared = document.at("anchor_compared").get<bool>();
    return state;
}

} // namespace

/// What was asked for, without what makes no difference to the findings: a state of another question does not fit.
std::string Verifier::asked() const {
    std::string text = std::string(nameOf(level_)) + "\n" + inferno::toText(public_.vault) + "\n";
    text += (options_.since ? formatUtc(*options_.since) : "") + "\n" + (options_.checkEncryption ? "1" : "0") + "\n";
    text += (options_.key ? options_.key->text() : "") + "\n" + options_.checkpoint.value_or("");
    return toHex(sha256(asBytes(text)));
}

/// Behind a segment.
void Verifier::leave(const TreeCheck& tree) {
    if (options_.stateFile.empty() || !chainKnown_)
        return;
    const std::optional<std::string> subjects = subjects_ ? subjects_->state() : std::string();
    if (!subjects)
        return;
    json problems = json::array();
    for (std::size_t i = pinProblems_; i < result_.problems.size(); ++i)
        problems.push_back(documentOf(result_.problems[i]));
    json notes = json::array();
    for (const ClockWatch::Note& note : clock_.notes())
        notes.push_back({{"seq", note.seq}, {"what", note.what}});
    const json document{{"version", kStateVersion},
                        {"asked", asked()},
                        {"time", formatUtc(SystemClock().now())},
                        {"next_segment", nextSegment_},
                        {"trailer", toHex(previousTrailer_)},
                        {"sealed", sealed_},
                        {"events_done", progress_.eventsDone},
                        {"bytes_done", progress_.bytesDone},
                        {"raw_bytes", result_.rawBytes},
                        {"skipped", result_.skipped},
                        {"tree", documentOf(tree.state())},
                        {"subjects", *subjects},
                        {"holds", holds_.state()},
                        {"problems", std::move(problems)},
                        {"notes", std::move(notes)}};
    state_ = document.dump();
    if (progress_.bytesDone - leftAt_ >= kLeaveEvery)
        writeState();
}

/// A state that cannot be written costs time later, and no finding now.
void Verifier::writeState() {
    if (!state_.empty() && writeFileAtomically(vfs_, options_.stateFile, asBytes(state_), 0600))
        leftAt_ = progress_.bytesDone;
}

Result<void> Verifier::resumeInto(TreeCheck& tree) {
    if (!options_.resume || options_.stateFile.empty() || !exists(vfs_, options_.stateFile))
        return {};
    INFERNO_TRY(const Bytes content, readFile(vfs_, options_.stateFile, kMaxStateBytes));
    const json document = json::parse(asText(content), nullptr, false);
    if (!document.is_object())
        return {};
    try {
        if (document.at("version") != kStateVersion || document.at("asked") != asked())
            return {};
        const auto next = document.at("next_segment").get<std::uint64_t>();
        INFERNO_TRY(const Hash trailer, hashOf(document.at("trailer").get<std::string>()));
        // The segment behind which it goes on must be the one that was checked.
        const auto last = SegmentReader::open(vfs_, segmentPath(folder_, next - 1), public_.vault, public_.verifiers);
        INFERNO_TRY(const TreeCheck::State state, treeOf(document.at("tree")));
        if (!last || (*last)->chainHash() != trailer || (*last)->footer().nextSeq != state.size)
            return {};
        TreeCheck later = tree;
        if (!later.goOnFrom(state) || (state.treeKnown && later.root() != (*last)->trailer().root))
            return {};
        if (subjects_ && !subjects_->goOnFrom(document.at("subjects").get<std::string>()))
            return {};
        if (!holds_.goOnFrom(document.at("holds").get<std::string>()))
            return {};
        tree = later;
        nextSegment_ = next;
        previousTrailer_ = trailer;
        sealed_ = document.at("sealed").get<std::uint64_t>();
        progress_.eventsDone = document.at("events_done").get<std::uint64_t>();
        progress_.bytesDone = document.at("bytes_done").get<std::uint64_t>();
        result_.rawBytes = document.at("raw_bytes").get<std::uint64_t>();
        result_.skipped = document.at("skipped").get<std::uint64_t>();
        for (const json& item : document.at("problems"))
            problem(problemOf(item));
        for (const json& item : document.at("notes"))
            result_.notes.push_back({item.at("seq").get<std::uint64_t>(), item.at("what").get<std::string>()});
        result_.resumed = VerifyResumed{state.size, document.at("time").get<std::string>()};
    } catch (const json::exception&) {
        return fail(ErrorCode::InputInvalid, options_.stateFile.string() + " is no state of a verification",
                    "remove it: the verification then begins anew");
    }
    return {};
}

} // namespace inferno::vault
