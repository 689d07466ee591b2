// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "core/base/clock.h"
#include "services/client/types.h"
#include "services/client/types_calendar.h"

/// A made-up installation of 24 jobs, for designers and screen tests: the moment of the target pictures, Tuesday
/// 24 March 2026, 10:42:07 in Europe/Berlin. The same at each call; nothing random, no wall clock.
namespace inferno::models::fakes {

/// 2026-03-24T09:42:07Z.
WallTime sampleNow();
inline constexpr const char* kSampleZone = "Europe/Berlin";

struct Sample {
    std::vector<client::Job> jobs;
    std::vector<client::Run> runs;          ///< newest first
    std::vector<client::AuditEvent> events; ///< newest first
    std::vector<client::GraphEdge> edges;
    std::vector<client::FireException> exceptions;
    std::vector<client::Blackout> blackouts;
    client::QueueStats queue;
    client::AuditStatus vault;
    client::HostInfo host;
    client::ServiceInfo service;
};
Sample makeSample();

/// The planned fires of the sample's jobs and its runs between two instants.
std::vector<client::CalendarEntry> calendarOf(const Sample& sample, WallTime from, WallTime to);
/// What a run of the sample printed.
std::string logOf(const client::Run& run);

} // namespace inferno::models::fakes
