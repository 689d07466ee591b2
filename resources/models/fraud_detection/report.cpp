// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/models/fraud_detection/report.h"

#include <algorithm>
#include <array>
#include <cstdarg>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>

#include "resources/models/fraud_detection/sample_store.h"

namespace inferno::fraud {
namespace {

struct Level {
    std::string_view name;
    double from;
};
constexpr std::array<Level, 5> kLevels = {
    {{"critical", 0.9}, {"high", 0.7}, {"medium", 0.4}, {"low", 0.2}, {"minimal", 0.0}}};

[[gnu::format(printf, 1, 2)]] std::string format(const char* pattern, ...) {
    std::array<char, 256> line{};
    va_list arguments;
    va_start(arguments, pattern);
    std::vsnprintf(line.data(), line.size(), pattern, arguments);
    va_end(arguments);
    return line.data();
}

/// `pattern` with each {name} replaced by its value.
std::string filled(std::string pattern, const std::map<std::string, std::string>& values) {
    for (const auto& [name, value] : values) {
        const std::string mark = "{" + name + "}";
        for (std::size_t at = pattern.find(mark); at != std::string::npos; at = pattern.find(mark, at + value.size()))
            pattern.replace(at, mark.size(), value);
    }
    return pattern;
}

std::string figuresTable(const Report& report) {
    std::string text = "| ranked by | PR-AUC | recall at 1 % of alerts |\n|---|---|---|\n";
    for (const Figures& row : report.figures)
        text += format("| %s | %.3f | %.3f |\n", row.name.c_str(), row.prAuc, row.recallAt1);
    return text + format("| the best that there is | 1 | %.3f |\n", report.bestRecall());
}

std::string levelsTable(const Report& report) {
    std::string text =
        "| level | from | users of the test period | of them in rings | bust-outs |\n|---|---|---|---|---|\n";
    for (std::size_t i = 0; i < report.levels.size(); ++i)
        text += format("| %s | %.1f | %d | %d | %d |\n", report.levels[i].level.c_str(), kLevels[i].from,
                       report.levels[i].users, report.levels[i].rings, report.levels[i].bustOuts);
    return text;
}

std::string featureList() {
    std::string text;
    for (const std::string_view name : kFeatureNames)
        text += (text.empty() ? "`" : ", `") + std::string(name) + "`";
    return text;
}

constexpr const char* kCard = R"(# fraud_detection

A sample model: it shows that Inferno serves a graph model from one end to the other. **The data are synthetic. No
person, no payment and no fraud in them is real, and the figures below say nothing of how it would do on real ones.**

## What it is

A two-layer GraphSAGE with mean aggregation, 32 wide, and a linear skip from the raw features to the answer. TorchScript:
`forward(x: float32 [n, {features}], edges: int64 [2, e]) -> float32 [n]`, the probability of fraud of each of n users;
Inferno's handler for it is `graph_fraud`. An edge joins two users that used one device or card; one direction is
enough, and `e` may be 0. The features are raw (euros, days, counts, shares from 0 to 1; the model scales them itself),
of the 30 days before a user is looked at, in this order:
{names}.

`graph.json` holds {stored} users, some of the test period and all whom edges join to them; rings of fraud among them:
{rings}. User 77 is of the first ring of that period, and was not chosen by what the model says of it, which is {sample}.

## What it was trained on

`train_fraud_detection --users {users} --seed {seed} --epochs {epochs}` (resources/models/fraud_detection in Inferno's
sources) makes the data and trains on them: {users} users of a year, {edges} edges, {frauds} frauds ({percent} %). Rings
are 4 to 12 young accounts that take turns with a few devices and cards; bust-outs are old accounts that were good until
they spend all they can within a week. Honest users share devices and cards in households and flats, and devices in
public places. Of the frauds 5 % are not marked as such for the training, and 0.05 % of the honest are.

The split is by time: trained on the first {train} users and the edges among them, the best of the epochs chosen by the
next {validate}, tested on the last {test}, of which {found} are frauds. The test is against what is really fraud, which
only a synthetic year knows.

## How well it does there

{figures}
By the levels of `thresholds.json`:

{levels}
## What it must not be used for

Any decision about real people or real payments: to block, to report, to refuse, to rank for investigators. It has learnt
the habits of a generator of 300 lines, written by those who wrote the model: that it does better than the others in the
table shows that the generator hides something in the edges, no more. It was not examined for fairness, since its users
have no properties by which one could. Train your own on your own data, and measure it there.
)";

} // namespace

std::size_t alertsOf(std::size_t users) {
    return std::max<std::size_t>(1, users / 100);
}

double Report::bestRecall() const {
    const auto alerts = static_cast<double>(alertsOf(static_cast<std::size_t>(testUsers)));
    return testFrauds > 0 ? std::min(1.0, alerts / testFrauds) : 0;
}

std::string thresholdsJson() {
    nlohmann::ordered_json json;
    for (const Level& level : kLevels)
        if (level.from > 0)
            json[std::string(level.name)] = level.from;
    return json.dump() + "\n";
}

std::vector<LevelCount> levelsOf(std::span<const float> probabilities, std::span<const Kind> kinds) {
    std::vector<LevelCount> counts;
    for (const Level& level : kLevels)
        counts.push_back({std::string(level.name), 0, 0, 0});
    for (std::size_t i = 0; i < probabilities.size(); ++i) {
        const auto level = std::ranges::find_if(kLevels, [&](const Level& l) { return probabilities[i] >= l.from; });
        if (level == kLevels.end())
            continue; // no number
        LevelCount& count = counts[static_cast<std::size_t>(level - kLevels.begin())];
        ++count.users;
        count.rings += kinds[i] == Kind::Ring ? 1 : 0;
        count.bustOuts += kinds[i] == Kind::BustOut ? 1 : 0;
    }
    return counts;
}

std::string textOf(const Report& report) {
    std::string text = format("%d users, %d edges, %d frauds (%.2f %%), seed %llu\n", report.options.users,
                              report.edges, report.frauds, 100.0 * report.frauds / report.options.users,
                              static_cast<unsigned long long>(report.options.seed));
    text += format("trained on %d, chosen by %d, tested on %d users with %d frauds, all later ones\n\n",
                   report.trainUsers, report.validateUsers, report.testUsers, report.testFrauds);
    text += figuresTable(report) + "\n" + levelsTable(report);
    if (report.storedUsers > 0)
        text += format("\nuser %d of graph.json: %.3f\nthe file and the trained model differ by at most %.2g\n",
                       kSampleUser, report.sampleProbability, report.maxDifference);
    return text + format("\n%.1f s\n", report.seconds);
}

std::string jsonOf(const Report& report) {
    nlohmann::ordered_json json{{"users", report.options.users},
                                {"seed", report.options.seed},
                                {"epochs", report.epochs},
                                {"edges", report.edges},
                                {"frauds", report.frauds},
                                {"train_users", report.trainUsers},
                                {"validate_users", report.validateUsers},
                                {"test_users", report.testUsers},
                                {"test_frauds", report.testFrauds}};
    for (const Figures& row : report.figures)
        json["figures"].push_back({{"name", row.name}, {"pr_auc", row.prAuc}, {"recall_at_1_percent", row.recallAt1}});
    json["best_recall_at_1_percent"] = report.bestRecall();
    for (const LevelCount& count : report.levels)
        json["levels"].push_back(
            {{"level", count.level}, {"users", count.users}, {"rings", count.rings}, {"bust_outs", count.bustOuts}});
    if (report.storedUsers > 0) {
        json["sample_user_probability"] = report.sampleProbability;
        json["max_difference"] = report.maxDifference;
    }
    json["seconds"] = report.seconds;
    return json.dump(2) + "\n";
}

std::string modelCardOf(const Report& report) {
    const auto text = [](auto number) { return std::to_string(number); };
    return filled(kCard, {{"features", text(kFeatures)},
                          {"names", featureList()},
                          {"stored", text(report.storedUsers)},
                          {"sample", format("%.3f", report.sampleProbability)},
                          {"rings", text(report.storedRings)},
                          {"users", text(report.options.users)},
                          {"seed", text(report.options.seed)},
                          {"epochs", text(report.epochs)},
                          {"edges", text(report.edges)},
                          {"frauds", text(report.frauds)},
                          {"percent", format("%.2f", 100.0 * report.frauds / report.options.users)},
                          {"train", text(report.trainUsers)},
                          {"validate", text(report.validateUsers)},
                          {"test", text(report.testUsers)},
                          {"found", text(report.testFrauds)},
                          {"figures", figuresTable(report)},
                          {"levels", levelsTable(report)}});
}

} // namespace inferno::fraud
