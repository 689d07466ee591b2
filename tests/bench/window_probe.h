// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

#include <QObject>
#include <QQuickItem>
#include <QQuickWindow>

#include "models/fakes/fake_backend.h"

/// What the benchmark of the window measures with.
namespace inferno::bench {

/// Of the steady clock, which all processes of a computer share.
double nowMs();

/// In the order of size: the middle, and the one that 99 of 100 stay below. Of nothing, 0.
double median(std::vector<double> values);
double nearlyWorst(std::vector<double> values);

/// Milliseconds from `act` until the window has drawn a frame that knows of it; of the processor alone where
/// INFERNO_BENCH_PROCESSOR is set, for a machine that does other work too.
double untilDrawn(QQuickWindow* window, const std::function<void()>& act);
/// Handles events for so long.
void wait(int ms);
/// Handles events until it is so; false after a minute.
bool waitFor(const std::function<bool()>& so);

/// Resident memory of this process in MB.
double residentMb();

/// The first item below `root` whose QML type is called so.
QQuickItem* itemOfType(QQuickItem* root, const QByteArray& type);

/// Asks the event loop again and again from another thread whether it is there, and keeps the longest that it took: so
/// long a person could not click.
class LoopProbe {
public:
    LoopProbe();
    ~LoopProbe();
    LoopProbe(const LoopProbe&) = delete;
    LoopProbe& operator=(const LoopProbe&) = delete;

    double worstMs() const { return worst_; }

private:
    QObject target_;
    std::atomic<bool> ends_{false};
    std::atomic<bool> answered_{true};
    std::atomic<double> worst_{0};
    std::thread thread_;
};

/// Tells the backend's listeners of changed jobs and runs at an even rate, from another thread, as the live stream
/// does.
class LiveStream {
public:
    LiveStream(models::FakeBackend& backend, int perSecond);
    ~LiveStream();
    LiveStream(const LiveStream&) = delete;
    LiveStream& operator=(const LiveStream&) = delete;

    int sent() const { return sent_; }
    int told() const { return told_; }

private:
    void run(int perSecond, std::vector<client::Job> jobs);

    models::FakeBackend& backend_;
    std::atomic<bool> ends_{false};
    std::atomic<int> sent_{0};
    std::atomic<int> told_{0};
    std::thread thread_;
};

/// The sample with so many jobs instead of its own: each waits for one or two of the jobs before it, like pipelines.
void makeCrowd(models::fakes::Sample& sample, int jobs);

} // namespace inferno::bench
