// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "resources/models/fraud_detection/graph.h"

namespace inferno::fraud {

/// How well somebody ranks the users of the test period, by what is really fraud.
struct Figures {
    std::string name; ///< "GraphSAGE"
    double prAuc = 0;
    double recallAt1 = 0; ///< of the frauds, within the 1 % of the users that are most suspect
};

/// How many users of the test period have a probability of this level, and how many of those are frauds of each kind.
struct LevelCount {
    std::string level; ///< "critical"
    int users = 0;
    int rings = 0;
    int bustOuts = 0;
};

/// What a training came to.
struct Report {
    GraphOptions options;
    int epochs = 0;
    int edges = 0;
    int frauds = 0;
    int trainUsers = 0;
    int validateUsers = 0;
    int testUsers = 0;
    int testFrauds = 0;
    int storedUsers = 0; ///< in graph.json; 0: no files were written
    int storedRings = 0;
    double sampleProbability = 0; ///< of user 77
    std::vector<Figures> figures; ///< the model's first
    std::vector<LevelCount> levels;
    double maxDifference = 0; ///< between the trained model and the file, in probability
    double seconds = 0;

    /// No ranking has a higher recall at 1 % of alerts.
    double bestRecall() const;
};

/// Of 1 % of the users, rounded down; at least one.
std::size_t alertsOf(std::size_t users);

/// {"critical": 0.9, …}: the lowest probability of each level.
std::string thresholdsJson();
/// The levels of these probabilities, from critical to minimal.
std::vector<LevelCount> levelsOf(std::span<const float> probabilities, std::span<const Kind> kinds);

std::string textOf(const Report& report);
std::string jsonOf(const Report& report);
/// Markdown. Nothing in it depends on the machine or the hour.
std::string modelCardOf(const Report& report);

} // namespace inferno::fraud
