// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/verify/print.h"

#include <nlohmann/json.hpp>

namespace inferno::verify {
namespace {

std::string sentenceOf(vault::Verdict verdict) {
    switch (verdict) {
    case vault::Verdict::Ok: return "everything that was signed is there and unchanged";
    case vault::Verdict::TornTail: return "a crash cut off what no checkpoint covers; everything that was signed holds";
    case vault::Verdict::Erased: return "events were erased, as the vault itself records";
    case vault::Verdict::Pruned: return "events were pruned, as the vault itself records";
    case vault::Verdict::KeyUnavailable: return "the records were not opened: a key is not available";
    case vault::Verdict::Altered: return "something was changed";
    case vault::Verdict::Missing: return "something that was signed is not there";
    case vault::Verdict::RolledBack: return "the vault is older than, or other than, what was signed";
    }
    return {};
}

nlohmann::ordered_json documentOf(const std::vector<vault::Problem>& problems) {
    nlohmann::ordered_json list = nlohmann::ordered_json::array();
    for (const vault::Problem& problem : problems) {
        nlohmann::ordered_json item = {{"verdict", nameOf(problem.verdict)}};
        if (problem.seq)
            item["seq"] = *problem.seq;
        item["file"] = problem.file;
        if (problem.offset)
            item["offset"] = *problem.offset;
        item["detail"] = problem.detail;
        list.push_back(std::move(item));
    }
    return list;
}

void addLine(std::string& text, const char* name, const std::string& value) {
    text += "  " + std::string(name) + std::string(14 - std::string_view(name).size(), ' ') + value + "\n";
}

void addProblems(std::string& text, const std::vector<vault::Problem>& problems) {
    for (const vault::Problem& problem : problems) {
        text += std::string(nameOf(problem.verdict)) + ":";
        if (problem.seq)
            text += " from event " + std::to_string(*problem.seq) + ",";
        if (!problem.file.empty())
            text += " " + problem.file + (problem.offset ? " at byte " + std::to_string(*problem.offset) : "") + ",";
        text += " " + problem.detail + "\n";
    }
}

} // namespace

std::string asJson(const vault::Verification& result) {
    const nlohmann::ordered_json document = {{"verdict", nameOf(result.verdict)},
                                             {"level", nameOf(result.level)},
                                             {"mode", "offline"},
                                             {"events", result.events},
                                             {"durable", result.durable},
                                             {"checkpointed", result.checkpointed},
                                             {"sealed", result.sealed},
                                             {"root", toHex(result.root)},
                                             {"unanchored", result.unanchored},
                                             {"problems", documentOf(result.problems)}};
    return document.dump() + "\n";
}

std::string asText(const vault::Verification& result) {
    std::string text = std::string(nameOf(result.verdict)) + ": " + sentenceOf(result.verdict) + "\n";
    addLine(text, "level", std::string(nameOf(result.level)));
    addLine(text, "events", std::to_string(result.events));
    addLine(text, "checkpointed", std::to_string(result.checkpointed));
    addLine(text, "sealed", std::to_string(result.sealed));
    addLine(text, "unanchored", std::to_string(result.unanchored));
    addLine(text, "root", toHex(result.root));
    addProblems(text, result.problems);
    return text;
}

std::string asJson(const vault::EvidenceResult& result) {
    const nlohmann::ordered_json document = {
        {"verdict", nameOf(result.verdict)}, {"level", "evidence"},          {"mode", "offline"},
        {"events", result.events},           {"tree_size", result.treeSize}, {"root", toHex(result.root)},
        {"origin", result.origin},           {"signed_by", result.signedBy}, {"problems", documentOf(result.problems)}};
    return document.dump() + "\n";
}

std::string asText(const vault::EvidenceResult& result, bool keyWasGiven) {
    const bool holds = result.verdict == vault::Verdict::Ok;
    std::string text =
        std::string(nameOf(result.verdict)) + ": " +
        (holds ? "each of these events is in the vault, as it stands here" : sentenceOf(result.verdict)) + "\n";
    addLine(text, "vault", result.origin);
    addLine(text, "signed by", result.signedBy + (keyWasGiven ? "" : " (compare it: no --key was given)"));
    addLine(text, "events", std::to_string(result.events));
    addLine(text, "tree of", std::to_string(result.treeSize) + " events");
    addLine(text, "root", toHex(result.root));
    addProblems(text, result.problems);
    return text;
}

} // namespace inferno::verify
