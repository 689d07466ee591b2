// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <fstream>

#include "core/inference/risk_levels.h"
#include "tests/core/inference/folder.h"

using namespace inferno;
using namespace inferno::inference;

namespace {

Result<RiskThresholds> read(const std::string& text) {
    const Folder folder;
    std::ofstream(folder / "thresholds.json") << text;
    return readRiskThresholds(folder / "thresholds.json");
}

} // namespace

TEST_CASE("a level begins at its threshold") {
    const Folder folder;
    const auto thresholds = readRiskThresholds(folder / "absent.json");
    REQUIRE(thresholds);
    struct Row {
        double probability;
        const char* level;
    };
    for (const Row& row :
         {Row{1, "critical"}, Row{0.9, "critical"}, Row{0.8999, "high"}, Row{0.7, "high"}, Row{0.6999, "medium"},
          Row{0.4, "medium"}, Row{0.3999, "low"}, Row{0.2, "low"}, Row{0.1999, "minimal"}, Row{0, "minimal"}}) {
        CAPTURE(row.probability);
        CHECK(thresholds->levelOf(row.probability) == row.level);
    }
}

TEST_CASE("thresholds of a model; what is not named keeps its default") {
    const auto thresholds = read(R"({"critical": 1, "low": 0.05})");
    REQUIRE(thresholds);
    CHECK(thresholds->levelOf(0.95) == "high");
    CHECK(thresholds->levelOf(1) == "critical");
    CHECK(thresholds->levelOf(0.06) == "low");
    CHECK(thresholds->levelOf(0.04) == "minimal");
}

TEST_CASE("thresholds that do not strictly decrease are refused, and so is what is no threshold") {
    struct Row {
        const char* text;
        const char* why;
    };
    for (const Row& row : {
             Row{R"({"high": 0.9})", "high (0.9) is not below critical (0.9)"},
             Row{R"({"critical": 0.6})", "high (0.7) is not below critical (0.6)"},
             Row{R"({"low": 0.5})", "low (0.5) is not below medium (0.4)"},
             Row{R"({"critical": 1.5})", "critical is 1.5, not above 0 and at most 1"},
             Row{R"({"low": 0})", "low is 0.0, not above 0 and at most 1"},
             Row{R"({"low": "0.1"})", "low is string, not a number"},
             Row{R"({"minimal": 0.1})", "there is no level 'minimal' with a threshold"},
             Row{"[0.9, 0.7]", "is no JSON object"},
             Row{"null", "is no JSON object"},
             Row{"", "is no JSON object"},
         }) {
        CAPTURE(row.text);
        const auto thresholds = read(row.text);
        REQUIRE(!thresholds);
        CHECK(thresholds.error().code == ErrorCode::ModelInvalid);
        CHECK_MESSAGE(thresholds.error().detail.ends_with(row.why), thresholds.error().detail);
        CHECK(thresholds.error().detail.contains("thresholds.json"));
    }
}
