// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace inferno::executors {

/// Takes every capability from this process and from what it executes. Does nothing to root, whose rights are not
/// these. For the time between fork and exec.
void dropCapabilities();

/// What this process executes gets none of its capabilities. For the first thread, before there are others.
void keepCapabilities();

/// While it lives, what this thread executes gets the capabilities that runners need, as far as this process has them:
/// to start commands as another user, to end these, and to hand files to that user and take them back.
class RunnerCapabilities {
public:
    RunnerCapabilities();
    ~RunnerCapabilities() { keepCapabilities(); }
    RunnerCapabilities(const RunnerCapabilities&) = delete;
    RunnerCapabilities& operator=(const RunnerCapabilities&) = delete;
};

} // namespace inferno::executors
