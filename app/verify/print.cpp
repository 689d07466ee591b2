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

} // namespace

std::string asJson(const vault::Verification& result) {
    nlohmann::ordered_json problems = nlohmann::ordered_json::array();
    for (const vault::Problem& problem : result.problems) {
        nlohmann::ordered_json item = {{"verdict", nameOf(problem.verdict)}};
        if (problem.seq)
            item["seq"] = *problem.seq;
        item["file"] = problem.file;
        if (problem.offset)
            item["offset"] = *problem.offset;
        item["detail"] = problem.detail;
        problems.push_back(std::move(item));
    }
    const nlohmann::ordered_json document = {
        {"verdict", nameOf(result.verdict)}, {"level", nameOf(result.level)}, {"mode", "offline"},
        {"events", result.events},           {"durable", result.durable},     {"checkpointed", result.checkpointed},
        {"sealed", result.sealed},           {"root", toHex(result.root)},    {"unanchored", result.unanchored},
        {"problems", std::move(problems)}};
    return document.dump() + "\n";
}

std::string asText(const vault::Verification& result) {
    std::string text = std::string(nameOf(result.verdict)) + ": " + sentenceOf(result.verdict) + "\n";
    const auto line = [&](const char* name, const std::string& value) {
        text += "  " + std::string(name) + std::string(14 - std::string_view(name).size(), ' ') + value + "\n";
    };
    line("level", std::string(nameOf(result.level)));
    line("events", std::to_string(result.events));
    line("checkpointed", std::to_string(result.checkpointed));
    line("sealed", std::to_string(result.sealed));
    line("unanchored", std::to_string(result.unanchored));
    line("root", toHex(result.root));
    for (const vault::Problem& problem : result.problems) {
        text += std::string(nameOf(problem.verdict)) + ":";
        if (problem.seq)
            text += " from event " + std::to_string(*problem.seq) + ",";
        if (!problem.file.empty())
            text += " " + problem.file + (problem.offset ? " at byte " + std::to_string(*problem.offset) : "") + ",";
        text += " " + problem.detail + "\n";
    }
    return text;
}

} // namespace inferno::verify
