// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/run_usage.h"

#include <algorithm>
#include <cmath>

#include "models/app_state.h"
#include "models/jobs_backend.h"
#include "models/words.h"
#include "services/client/types_resources.h"

namespace inferno::models {

namespace {

constexpr int kReadMs = 2000;
constexpr double kRoom = 1.15;     // above the highest value
constexpr qsizetype kPoints = 120; // more than a small chart has pixels to tell apart

/// At most kPoints values, each the most of its part.
QList<double> thinned(const QList<double>& values) {
    if (values.size() <= kPoints)
        return values;
    QList<double> out;
    for (qsizetype part = 0; part < kPoints; ++part) {
        const auto from = values.begin() + part * values.size() / kPoints;
        out.append(*std::max_element(from, values.begin() + (part + 1) * values.size() / kPoints));
    }
    return out;
}

} // namespace

RunUsage::RunUsage(AppState& app) : app_(app) {
    timer_.setInterval(kReadMs);
    connect(&timer_, &QTimer::timeout, this, &RunUsage::read);
}

void RunUsage::show(const QString& runId, bool live) {
    const bool same = runId == runId_;
    const bool ended = same && live_ && !live;
    live_ = live;
    if (same && !ended)
        return;
    runId_ = runId;
    if (!same)
        take({});
    timer_.stop();
    if (live && !runId.isEmpty())
        timer_.start();
    read();
}

void RunUsage::read() {
    if (runId_.isEmpty() || reading_)
        return;
    reading_ = true;
    JobsBackend::of(app_.backend())
        .runResources(runId_)
        .then(this, [this, id = runId_](const Result<client::RunResources>& usage) {
            reading_ = false;
            if (id != runId_)
                read();
            else if (usage)
                take(*usage);
        });
}

void RunUsage::take(const client::RunResources& usage) {
    cpu_.clear();
    memory_.clear();
    disk_.clear();
    bool disks = !usage.samples.empty();
    double diskMost = 0;
    for (const client::ResourceSample& sample : usage.samples) {
        const double rate = sample.read_rate.value_or(0) + sample.write_rate.value_or(0);
        cpu_.append(sample.cpu);
        memory_.append(static_cast<double>(sample.memory));
        disk_.append(rate);
        disks = disks && (sample.read_rate || sample.write_rate);
        diskMost = std::max(diskMost, rate);
    }
    const double cpu = cpu_.isEmpty() ? 0 : live_ ? cpu_.last() : usage.cpu_peak;
    const double memory = memory_.isEmpty() ? 0 : live_ ? memory_.last() : static_cast<double>(usage.memory_peak);
    const double disk = disk_.isEmpty() ? 0 : live_ ? disk_.last() : diskMost;
    //: How much of a processor is in use: 100 % is one core.
    cpuText_ = tr("%1 %").arg(std::lround(cpu * 100));
    memoryText_ = sizeText(static_cast<quint64>(memory));
    //: A rate: %1 is a size such as 12 MiB.
    diskText_ = disks ? tr("%1/s").arg(sizeText(static_cast<quint64>(disk))) : QString();
    cpuTop_ = usage.cpu_limit > 0 ? usage.cpu_limit : usage.cpu_peak * kRoom;
    memoryTop_ = usage.memory_limit > 0 ? static_cast<double>(usage.memory_limit)
                                        : static_cast<double>(usage.memory_peak) * kRoom;
    diskTop_ = diskMost * kRoom;
    QStringList lines;
    if (!usage.samples.empty()) {
        lines.append(tr("Processor: %1 % on average, %2 % at most, %3 in all")
                         .arg(std::lround(usage.cpu_mean * 100))
                         .arg(std::lround(usage.cpu_peak * 100))
                         .arg(longDuration(usage.cpu_seconds)));
        lines.append(
            tr("Memory: %1 on average, %2 at most").arg(sizeText(usage.memory_mean), sizeText(usage.memory_peak)));
        if (usage.read_bytes && usage.written_bytes)
            lines.append(
                tr("Disks: %1 read, %2 written").arg(sizeText(*usage.read_bytes), sizeText(*usage.written_bytes)));
        if (usage.cpu_limit > 0)
            lines.append(tr("At most %1 cores").arg(usage.cpu_limit));
        if (usage.memory_limit > 0)
            lines.append(tr("At most %1 of memory").arg(sizeText(usage.memory_limit)));
    }
    detailText_ = lines.join(QLatin1Char('\n'));
    cpu_ = thinned(cpu_);
    memory_ = thinned(memory_);
    disk_ = disks ? thinned(disk_) : QList<double>();
    Q_EMIT changed();
}

QString RunUsage::figureText() const {
    //: Beside charts of what a run uses: the figures are those of this moment, or the highest of a run that has ended.
    return live_ ? tr("now") : tr("at most");
}

} // namespace inferno::models
