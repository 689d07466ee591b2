// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inference/warm_up.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/base/vfs.h"

namespace inferno::inference {
namespace {

using Steady = std::chrono::steady_clock;

constexpr int kMostItems = 32;
constexpr int kTimes = 3; ///< LibTorch profiles the first run, compiles in the second, and computes in the third
constexpr std::uint64_t kInputLimit = 64U << 20;

std::vector<int> sizesUpTo(int batchSize) {
    std::vector<int> sizes;
    const int most = std::clamp(batchSize, 1, kMostItems);
    for (int size = 1; size < most; size *= 2)
        sizes.push_back(size);
    sizes.push_back(most);
    return sizes;
}

} // namespace

Result<std::optional<Input>> warmUpInput(const Handler& handler, const std::filesystem::path& model) {
    SystemVfs vfs;
    std::filesystem::path file = model;
    file.replace_extension(".warmup");
    if (model.empty() || !exists(vfs, file))
        return handler.sample();
    INFERNO_TRY(const Bytes body, readFile(vfs, file, kInputLimit));
    auto input = readInput(handler, std::string(asText(body)));
    if (!input)
        return failBecause(input.error(), input.error().code, file.string() + ": " + input.error().detail);
    return std::optional(*std::move(input));
}

Result<std::vector<WarmRun>> warmUp(Handler& handler, const Input& input, int batchSize) {
    const bool isBatched = handler.batches() && !input.bucket.empty();
    std::vector<WarmRun> runs;
    for (const int size : sizesUpTo(isBatched ? batchSize : 1)) {
        const std::vector<Input> batch(static_cast<std::size_t>(size), input);
        WarmRun run{size, {}};
        for (int i = 0; i < kTimes; ++i) {
            const auto begin = Steady::now();
            const BatchOutcome outcome = runBatch(handler, batch);
            if (const auto& answer = outcome.answers.front(); !answer)
                return std::unexpected(answer.error());
            if (outcome.retried) // its answers cannot be split: from now on each request is computed alone
                return runs;
            run.times.push_back(std::chrono::ceil<std::chrono::microseconds>(Steady::now() - begin));
        }
        runs.push_back(std::move(run));
    }
    return runs;
}

std::string toJson(const std::vector<WarmRun>& runs) {
    nlohmann::json batches = nlohmann::json::array();
    for (const WarmRun& run : runs) {
        nlohmann::json times = nlohmann::json::array();
        for (const auto time : run.times)
            times.push_back(time.count());
        batches.push_back({{"size", run.size}, {"us", std::move(times)}});
    }
    return nlohmann::json{{"batches", std::move(batches)}}.dump();
}

} // namespace inferno::inference
