// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/api/model_traffic.h"
#include "services/client/types.h"

namespace inferno::api::torchserve {

/// One request to a model that had a version to answer it.
struct Sample {
    std::string_view model;
    std::string_view asked;    ///< the version in the request; "" where it named none
    std::string_view answered; ///< the version that answered; "" where that is not known
    std::chrono::nanoseconds took{0};
    std::optional<std::chrono::nanoseconds> waited; ///< in the queue, where that is known
    bool success = true;
};

/// What /metrics tells: TorchServe's series by its names and labels (ts/configs/metrics.yaml), and Inferno's histograms
/// of latency and time in the queue by model and version. What is not measured is left out. Counts since the service
/// started. Safe from any thread; a sample costs one lock.
class Metrics {
public:
    /// An answer of any of TorchServe's routes.
    void answered(int status);
    void predicted(const Sample& sample);

    /// In the text format of Prometheus (0.0.4), with what the host says of itself; `names`: only series of these names
    /// (a histogram's own, or with _bucket, _sum, _count), all where there are none. `versions`: how requests are split
    /// among them.
    std::string text(const client::HostInfo& host, const std::vector<std::string>& names,
                     const std::vector<VersionCounts>& versions = {}) const;

private:
    static constexpr std::array kBoundsSeconds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                               0.1,    0.25,  0.5,    1.0,   2.5,  5.0,   10.0};
    struct Histogram {
        std::array<std::uint64_t, kBoundsSeconds.size()> counts{}; ///< each alone; what is above counts in `count`
        std::uint64_t count = 0;
        double sumSeconds = 0;

        void add(double seconds);
    };
    /// TorchServe's counters, by the version that was asked for.
    struct Asked {
        std::uint64_t requests = 0;
        std::uint64_t latencyMicroseconds = 0;
        std::optional<std::uint64_t> queueMicroseconds;
    };
    /// By the version that answered.
    struct Answered {
        Histogram latency;
        std::optional<Histogram> queue;
        std::uint64_t failures = 0;
    };
    using Key = std::pair<std::string, std::string>; ///< model, version

    class Writer;
    void writeModels(Writer& writer, const std::string& host) const;
    static void writeSplits(Writer& writer, const std::vector<VersionCounts>& versions);
    static void writeHost(Writer& writer, const client::HostInfo& host);

    mutable std::mutex mutex_;
    std::array<std::uint64_t, 3> requests_{}; ///< 2XX, 4XX, 5XX
    std::map<Key, Asked> asked_;
    std::map<Key, Answered> answered_;
    std::map<std::string, double> predictionMs_; ///< the newest, by model
    std::optional<double> queueMs_;              ///< the newest
};

} // namespace inferno::api::torchserve
