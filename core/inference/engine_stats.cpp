// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inference/engine_stats.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace inferno::inference {
namespace {

using nlohmann::json;

json toObject(const Histogram& histogram) {
    return {{"counts", histogram.counts()}, {"count", histogram.count()}, {"sum", histogram.sumUs()}};
}

json toObject(const ModelStats& model) {
    const ModelFigures& figures = model.figures;
    const double meanSize =
        figures.batches > 0 ? static_cast<double>(figures.items) / static_cast<double>(figures.batches) : 0;
    return {{"name", model.key.first},
            {"version", model.key.second},
            {"handler", model.handler},
            {"batch_size", model.limits.batchSize},
            {"max_batch_delay_ms", model.limits.maxDelay.count()},
            {"workers", model.limits.workers},
            {"queue_size", model.limits.queueSize},
            {"batching", model.batches},
            {"queued", model.queued},
            {"running", model.running},
            {"batches", figures.batches},
            {"items", figures.items},
            {"mean_batch_size", meanSize},
            {"failures", figures.failures},
            {"retries", figures.retries},
            {"unread", figures.unread},
            {"refused", figures.refused},
            {"expired", figures.expired},
            {"cancelled", figures.cancelled},
            {"timed_out", figures.timedOut},
            {"queue_us", toObject(figures.queueTime)},
            {"compute_us", toObject(figures.computeTime)}};
}

} // namespace

void Histogram::add(std::chrono::nanoseconds time) {
    const std::int64_t us = std::max<std::int64_t>(0, std::chrono::ceil<std::chrono::microseconds>(time).count());
    ++counts_.at(static_cast<std::size_t>(std::ranges::lower_bound(kBoundsUs, us) - kBoundsUs.begin()));
    ++count_;
    sumUs_ += static_cast<std::uint64_t>(us);
}

std::string toJson(const EngineStats& stats) {
    json models = json::array();
    for (const ModelStats& model : stats.models)
        models.push_back(toObject(model));
    const json document{{"workers", stats.workers},
                        {"lost", stats.lost},
                        {"bounds_us", Histogram::kBoundsUs},
                        {"models", std::move(models)}};
    return document.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace inferno::inference
