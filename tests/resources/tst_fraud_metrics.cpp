// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <vector>

#include "resources/models/fraud_detection/metrics.h"
#include "resources/models/fraud_detection/report.h"

using namespace inferno::fraud;

using Scores = std::vector<float>;
using Truth = std::vector<std::uint8_t>;

TEST_CASE("average precision is as computed by hand") {
    struct Row {
        Scores scores;
        Truth truth;
        double expected;
    };
    for (const Row& row : {
             Row{{0.1F, 0.4F, 0.35F, 0.8F}, {0, 0, 1, 1}, 5.0 / 6}, // scikit-learn's example: 0.83
             Row{{0.9F, 0.8F, 0.2F, 0.1F}, {1, 1, 0, 0}, 1.0},
             Row{{0.9F, 0.8F, 0.2F, 0.1F}, {0, 0, 0, 1}, 0.25},
             Row{{0.5F, 0.5F, 0.5F, 0.5F, 0.5F}, {1, 0, 0, 0, 1}, 0.4},     // no ranking: the share of what is sought
             Row{{0.7F, 0.7F, 0.3F}, {0, 1, 1}, 0.5 * 0.5 + 0.5 * 2.0 / 3}, // a tie, then one more
             Row{{0.7F, 0.7F, 0.3F}, {1, 0, 1}, 0.5 * 0.5 + 0.5 * 2.0 / 3}, // in whatever order it came
             Row{{0.5F, 0.4F}, {0, 0}, 0.0},
             Row{{}, {}, 0.0},
         })
        CHECK(prAuc(row.scores, row.truth) == doctest::Approx(row.expected));
}

TEST_CASE("recall counts what the highest scores hold, and ties by their share") {
    const Scores scores{0.1F, 0.9F, 0.5F, 0.5F, 0.2F};
    const Truth truth{1, 1, 1, 0, 0};
    CHECK(recallAt(1, scores, truth) == doctest::Approx(1.0 / 3));
    CHECK(recallAt(2, scores, truth) == doctest::Approx(1.5 / 3)); // one of the two equal ones
    CHECK(recallAt(3, scores, truth) == doctest::Approx(2.0 / 3));
    CHECK(recallAt(4, scores, truth) == doctest::Approx(2.0 / 3));
    CHECK(recallAt(5, scores, truth) == doctest::Approx(1.0));
    CHECK(recallAt(50, scores, truth) == doctest::Approx(1.0));
    CHECK(recallAt(1, scores, Truth{0, 0, 0, 0, 0}) == 0.0);
    CHECK(recallAt(1, Scores{}, Truth{}) == 0.0);
}

TEST_CASE("one alert at least, and one in a hundred users") {
    CHECK(alertsOf(1) == 1);
    CHECK(alertsOf(199) == 1);
    CHECK(alertsOf(5000) == 50);
}

TEST_CASE("a probability has the highest level that it reaches") {
    constexpr auto kHonest = Kind::Honest;
    const std::vector<Kind> kinds{Kind::Ring, kHonest, Kind::Ring, kHonest, kHonest, Kind::BustOut, kHonest, kHonest};
    const auto levels = levelsOf(Scores{0.95F, 0.7F, 0.69F, 0.4F, 0.39F, 0.2F, 0.19F, 0.0F}, kinds);
    REQUIRE(levels.size() == 5);
    const auto is = [](const LevelCount& count, const char* level, int users, int rings, int bustOuts) {
        return count.level == level && count.users == users && count.rings == rings && count.bustOuts == bustOuts;
    };
    CHECK(is(levels[0], "critical", 1, 1, 0));
    CHECK(is(levels[1], "high", 0, 0, 0)); // 0.7F is less than 0.7
    CHECK(is(levels[2], "medium", 3, 1, 0));
    CHECK(is(levels[3], "low", 2, 0, 1)); // 0.2F is more than 0.2
    CHECK(is(levels[4], "minimal", 2, 0, 0));
    CHECK(thresholdsJson() == "{\"critical\":0.9,\"high\":0.7,\"medium\":0.4,\"low\":0.2}\n");
}
