// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/executors/usage_meter.h"

#include <algorithm>
#include <utility>

namespace inferno::executors {
namespace {

using namespace std::chrono_literals;

/// Soon, so that a short run has a sample too.
constexpr auto kFirstSample = 100ms;
constexpr auto kLookEvery = 250ms;
constexpr int kShareOfTime = 50;
constexpr auto kNever = MonoTime::max();

std::optional<std::uint64_t> sum(const std::optional<std::uint64_t>& a, const std::optional<std::uint64_t>& b,
                                 const std::optional<std::uint64_t>& atLeast) {
    if (!a || !b)
        return std::nullopt;
    return std::max(*a + *b, atLeast.value_or(0));
}

} // namespace

UsageMeter::UsageMeter(const LaunchSpec& spec, const LaunchFiles& files, const LaunchLimits& limits, Vfs& vfs,
                       const Clock& clock)
    : limits_(limits), clock_(clock),
      log_(vfs, files.usagePath(), Usage{clock.now(), limits.kept(), spec.cpuLimit, spec.memoryLimit, {}},
           std::max<std::chrono::milliseconds>(spec.sampleEvery, kFirstSample)),
      began_(clock.monotonic()), nextSample_(began_ + kFirstSample),
      nextLook_(limits.looksAtMemory() ? nextSample_ : kNever) {}

std::optional<ByteSize> UsageMeter::look(const std::vector<int>& pids) {
    const MonoTime now = clock_.monotonic();
    const TreeUsage living = usageOf(pids);
    most_ = std::max(most_, living.resident);
    looked_ = true;
    const auto beyond = limits_.beyond(pids, living.resident);
    if (now >= nextSample_ || beyond)
        log_.add(sampleOf(living, now));
    const MonoTime after = clock_.monotonic();
    const auto pause = (after - now) * kShareOfTime;
    if (now >= nextSample_)
        nextSample_ = after + std::max<MonoTime::duration>(log_.interval(), pause);
    if (limits_.looksAtMemory())
        nextLook_ = after + std::max<MonoTime::duration>(kLookEvery, pause);
    return beyond;
}

std::string UsageMeter::finish(ByteSize largest) {
    if (!looked_)
        most_ = largest;
    return log_.finish(sampleOf({}, clock_.monotonic()));
}

UsageSample UsageMeter::sampleOf(const TreeUsage& living, MonoTime now) {
    const TreeUsage ended = usageOfEndedChildren();
    UsageSample sample;
    sample.at = std::chrono::duration_cast<std::chrono::milliseconds>(now - began_);
    sample.cpu = std::max(last_.cpu, std::chrono::duration_cast<std::chrono::milliseconds>(living.cpu + ended.cpu));
    sample.memory = std::exchange(most_, ByteSize{0});
    sample.readBytes = sum(living.readBytes, ended.readBytes, last_.readBytes);
    sample.writtenBytes = sum(living.writtenBytes, ended.writtenBytes, last_.writtenBytes);
    sample.processes = living.processes;
    last_ = sample;
    return sample;
}

} // namespace inferno::executors
