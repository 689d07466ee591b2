// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/report/canvas.h"

/// The parts of the report, each drawn from where the canvas stands.

namespace inferno::report_pdf {

/// `contents`: the headings of a first pass, or nothing in that pass.
void drawCover(Canvas& canvas, const report::Report& report, const std::vector<Heading>& contents);
void drawActivity(Canvas& canvas, const report::Report& report);
void drawFailures(Canvas& canvas, const report::Report& report);
void drawEvents(Canvas& canvas, const report::Report& report);
void drawIntegrity(Canvas& canvas, const report::Report& report);
void drawMethod(Canvas& canvas, const report::Report& report);
void drawRuns(Canvas& canvas, const report::Report& report);

/// How many runs are printed one by one; the rest are in the attached document alone, and the report says so.
constexpr std::size_t kPrintedRuns = 2000;

} // namespace inferno::report_pdf
