// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/torchserve/metrics.h"

#include <algorithm>
#include <charconv>

namespace inferno::api::torchserve {
namespace {

constexpr double kMegabyte = 1 << 20;
constexpr double kGigabyte = 1 << 30;

double secondsOf(std::chrono::nanoseconds time) {
    return std::chrono::duration<double>(time).count();
}

std::uint64_t microsecondsOf(std::chrono::nanoseconds time) {
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(time).count());
}

std::string numberText(double value) {
    std::array<char, 32> text{};
    return {text.data(), std::to_chars(text.data(), text.data() + text.size(), value).ptr};
}

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\n') {
            out += "\\n";
            continue;
        }
        if (c == '\\' || c == '"')
            out += '\\';
        out += c;
    }
    return out;
}

std::string versionLabel(std::string_view version) {
    return version.empty() ? "default" : std::string(version);
}

double percent(double part, double whole) {
    return whole > 0 ? 100 * part / whole : 0;
}

} // namespace

/// Writes families of series; those that nobody asked for leave nothing behind.
class Metrics::Writer {
public:
    using Labels = std::vector<std::pair<std::string_view, std::string>>;

    explicit Writer(const std::vector<std::string>& names) : names_(names) {}

    /// TorchServe says the unit in the help text.
    void family(std::string_view name, std::string_view type, std::string_view help) {
        family_ = name;
        head_ = "# HELP " + std::string(name) + " " + std::string(help) + "\n# TYPE " + std::string(name) + " " +
                std::string(type) + "\n";
    }
    void torchServe(std::string_view name, std::string_view type, std::string_view unit) {
        family(name, type, "Torchserve prometheus " + std::string(type) + " metric with unit: " + std::string(unit));
    }
    void sample(const Labels& labels, double value) { write("", textOf(labels), "", value); }
    void histogram(const Labels& labels, const Histogram& histogram) {
        const std::string text = textOf(labels);
        std::uint64_t total = 0;
        for (std::size_t i = 0; i < kBoundsSeconds.size(); ++i) {
            total += histogram.counts[i];
            write("_bucket", text, numberText(kBoundsSeconds[i]), static_cast<double>(total));
        }
        write("_bucket", text, "+Inf", static_cast<double>(histogram.count));
        write("_sum", text, "", histogram.sumSeconds);
        write("_count", text, "", static_cast<double>(histogram.count));
    }
    std::string take() { return std::move(out_); }

private:
    static std::string textOf(const Labels& labels) {
        std::string text;
        for (const auto& [label, value] : labels)
            text.append(label).append("=\"").append(escaped(value)).append("\",");
        return text;
    }
    bool isWanted(std::string_view suffix) const {
        return names_.empty() || std::ranges::find(names_, family_) != names_.end() ||
               std::ranges::find(names_, family_ + std::string(suffix)) != names_.end();
    }
    /// `suffix`: "_bucket" and the like; `bound`: of a bucket. There are thousands of these lines in a scrape.
    void write(std::string_view suffix, std::string_view labels, std::string_view bound, double value) {
        if (!isWanted(suffix))
            return;
        out_ += std::exchange(head_, {});
        out_.append(family_).append(suffix).append("{").append(labels);
        if (!bound.empty())
            out_.append("le=\"").append(bound).append("\",");
        out_.append("} ").append(numberText(value)).append("\n");
    }

    const std::vector<std::string>& names_;
    std::string family_;
    std::string head_; ///< of the family, until its first sample
    std::string out_;
};

void Metrics::Histogram::add(double seconds) {
    const auto* const bound = std::ranges::lower_bound(kBoundsSeconds, seconds);
    if (bound != kBoundsSeconds.end())
        ++counts[static_cast<std::size_t>(bound - kBoundsSeconds.begin())];
    ++count;
    sumSeconds += seconds;
}

void Metrics::answered(int status) {
    const std::lock_guard lock(mutex_);
    ++requests_[status < 400 ? 0 : status < 500 ? 1 : 2];
}

void Metrics::predicted(const Sample& sample) {
    const std::string model(sample.model);
    const std::lock_guard lock(mutex_);
    Asked& asked = asked_[{model, versionLabel(sample.asked)}];
    ++asked.requests;
    asked.latencyMicroseconds += microsecondsOf(sample.took);
    Answered& answered = answered_[{model, versionLabel(sample.answered)}];
    answered.latency.add(secondsOf(sample.took));
    if (!sample.success)
        ++answered.failures;
    if (sample.waited) {
        asked.queueMicroseconds = asked.queueMicroseconds.value_or(0) + microsecondsOf(*sample.waited);
        if (!answered.queue)
            answered.queue.emplace();
        answered.queue->add(secondsOf(*sample.waited));
        queueMs_ = secondsOf(*sample.waited) * 1000;
    }
    if (sample.success)
        predictionMs_[model] = secondsOf(sample.took) * 1000;
}

void Metrics::writeHost(Writer& writer, const client::HostInfo& host) {
    const Writer::Labels labels{{"Level", "Host"}, {"Hostname", host.name}};
    const auto gauge = [&](std::string_view name, std::string_view unit, double value) {
        writer.torchServe(name, "gauge", unit);
        writer.sample(labels, value);
    };
    const auto memory = static_cast<double>(host.memory_total);
    const auto memoryUsed = static_cast<double>(host.memory_used);
    const auto disk = static_cast<double>(host.disk_total);
    const auto diskUsed = static_cast<double>(host.disk_used);
    gauge("CPUUtilization", "Percent", host.cpu_percent);
    gauge("MemoryUsed", "Megabytes", memoryUsed / kMegabyte);
    gauge("MemoryAvailable", "Megabytes", (memory - memoryUsed) / kMegabyte);
    gauge("MemoryUtilization", "Percent", percent(memoryUsed, memory));
    gauge("DiskUsage", "Gigabytes", diskUsed / kGigabyte);
    gauge("DiskAvailable", "Gigabytes", (disk - diskUsed) / kGigabyte);
    gauge("DiskUtilization", "Percent", percent(diskUsed, disk));
}

void Metrics::writeModels(Writer& writer, const std::string& host) const {
    const auto labelsOf = [&](const Key& key) -> Writer::Labels {
        return {{"model_name", key.first}, {"model_version", key.second}, {"hostname", host}};
    };
    writer.torchServe("ts_inference_requests_total", "counter", "Count");
    for (const auto& [key, asked] : asked_)
        writer.sample(labelsOf(key), static_cast<double>(asked.requests));
    writer.torchServe("ts_inference_latency_microseconds", "counter", "Microseconds");
    for (const auto& [key, asked] : asked_)
        writer.sample(labelsOf(key), static_cast<double>(asked.latencyMicroseconds));
    writer.torchServe("ts_queue_latency_microseconds", "counter", "Microseconds");
    for (const auto& [key, asked] : asked_)
        if (asked.queueMicroseconds)
            writer.sample(labelsOf(key), static_cast<double>(*asked.queueMicroseconds));
    writer.torchServe("PredictionTime", "gauge", "ms");
    for (const auto& [model, ms] : predictionMs_)
        writer.sample({{"ModelName", model}, {"Level", "Model"}, {"Hostname", host}}, ms);
    const auto versionOf = [](const Key& key) -> Writer::Labels {
        return {{"model_name", key.first}, {"model_version", key.second}};
    };
    writer.family("inferno_inference_latency_seconds", "histogram",
                  "From the request to the model's answer, by the version that answered");
    for (const auto& [key, answered] : answered_)
        writer.histogram(versionOf(key), answered.latency);
    writer.family("inferno_queue_latency_seconds", "histogram",
                  "From the request to its turn, by the version that answered");
    for (const auto& [key, answered] : answered_)
        if (answered.queue)
            writer.histogram(versionOf(key), *answered.queue);
    writer.family("inferno_inference_failures_total", "counter", "Requests that the model did not answer");
    for (const auto& [key, answered] : answered_)
        writer.sample(versionOf(key), static_cast<double>(answered.failures));
}

void Metrics::writeSplits(Writer& writer, const std::vector<VersionCounts>& versions) {
    const auto labelsOf = [](const VersionCounts& one) -> Writer::Labels {
        return {{"model_name", one.model}, {"model_version", one.figures.version}};
    };
    writer.family("inferno_version_weight", "gauge", "Share of the requests that name no version, as it was set");
    for (const VersionCounts& one : versions)
        writer.sample(labelsOf(one), one.figures.weight);
    writer.family("inferno_shadow_requests_total", "counter",
                  "Copies of requests by the version that got them, and whether it answered the same");
    for (const VersionCounts& one : versions) {
        const std::array<std::pair<const char*, std::uint64_t>, 3> outcomes{
            {{"agreed", one.figures.agreed}, {"disagreed", one.figures.disagreed}, {"dropped", one.figures.dropped}}};
        for (const auto& [outcome, count] : outcomes) {
            Writer::Labels labels = labelsOf(one);
            labels.emplace_back("outcome", outcome);
            writer.sample(labels, static_cast<double>(count));
        }
    }
}

std::string Metrics::text(const client::HostInfo& host, const std::vector<std::string>& names,
                          const std::vector<VersionCounts>& versions) const {
    Writer writer(names);
    const Writer::Labels labels{{"Level", "Host"}, {"Hostname", host.name}};
    {
        const std::lock_guard lock(mutex_);
        constexpr std::array<std::string_view, 3> kNames{"Requests2XX", "Requests4XX", "Requests5XX"};
        for (std::size_t i = 0; i < kNames.size(); ++i) {
            writer.torchServe(kNames[i], "counter", "Count");
            writer.sample(labels, static_cast<double>(requests_[i]));
        }
        writeModels(writer, host.name);
        if (queueMs_) {
            writer.torchServe("QueueTime", "gauge", "ms");
            writer.sample(labels, *queueMs_);
        }
    }
    writeSplits(writer, versions);
    writeHost(writer, host);
    return writer.take();
}

} // namespace inferno::api::torchserve
