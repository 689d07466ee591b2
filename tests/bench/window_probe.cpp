// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/window_probe.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>
#include <string>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QMetaObject>

namespace inferno::bench {

using namespace std::chrono_literals;

namespace {

constexpr int kPatienceMs = 60'000;

std::string nameOfJob(int number) {
    std::string digits = std::to_string(number);
    return "job_" + std::string(5 - std::min<std::size_t>(5, digits.size()), '0') + digits;
}

void turnLoop() {
    QCoreApplication::sendPostedEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QCoreApplication::processEvents(QEventLoop::AllEvents);
}

} // namespace

double nowMs() {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    return values.empty() ? 0 : values[values.size() / 2];
}

double nearlyWorst(std::vector<double> values) {
    std::ranges::sort(values);
    return values.empty() ? 0 : values[std::min(values.size() - 1, values.size() * 99 / 100)];
}

double untilDrawn(QQuickWindow* window, const std::function<void()>& act) {
    static const bool processor = qEnvironmentVariableIsSet("INFERNO_BENCH_PROCESSOR");
    const auto now = [] { return processor ? 1000.0 * static_cast<double>(std::clock()) / CLOCKS_PER_SEC : nowMs(); };
    bool drawn = false;
    QObject context;
    const double begun = now();
    act();
    QObject::connect(window, &QQuickWindow::frameSwapped, &context, [&] { drawn = true; });
    window->update();
    while (!drawn)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents);
    return now() - begun;
}

void wait(int ms) {
    QElapsedTimer timer;
    timer.start();
    while (!timer.hasExpired(ms)) {
        turnLoop();
        std::this_thread::sleep_for(200us);
    }
}

bool waitFor(const std::function<bool()>& so) {
    QElapsedTimer timer;
    timer.start();
    while (!so() && !timer.hasExpired(kPatienceMs)) {
        turnLoop();
        std::this_thread::sleep_for(200us);
    }
    return so();
}

double residentMb() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:"))
            return std::stod(line.substr(6)) * 1024 / 1e6;
    return 0;
}

QQuickItem* itemOfType(QQuickItem* root, const QByteArray& type) {
    if (QByteArray(root->metaObject()->className()).startsWith(type))
        return root;
    for (QQuickItem* child : root->childItems())
        if (QQuickItem* found = itemOfType(child, type))
            return found;
    return nullptr;
}

LoopProbe::LoopProbe() {
    thread_ = std::thread([this] {
        while (!ends_) {
            answered_ = false;
            const double asked = nowMs();
            QMetaObject::invokeMethod(
                &target_,
                [this, asked] {
                    worst_ = std::max(worst_.load(), nowMs() - asked);
                    answered_ = true;
                },
                Qt::QueuedConnection);
            while (!answered_ && !ends_)
                std::this_thread::sleep_for(200us);
            std::this_thread::sleep_for(1ms);
        }
    });
}

LoopProbe::~LoopProbe() {
    ends_ = true;
    thread_.join();
}

LiveStream::LiveStream(models::FakeBackend& backend, int perSecond) : backend_(backend) {
    thread_ = std::thread([this, perSecond, jobs = backend.sample().jobs] { run(perSecond, jobs); });
}

LiveStream::~LiveStream() {
    ends_ = true;
    thread_.join();
}

void LiveStream::run(int perSecond, std::vector<client::Job> jobs) {
    const auto begun = std::chrono::steady_clock::now();
    const auto step = std::chrono::nanoseconds(1s) / perSecond;
    for (int number = 0; !ends_; ++number) {
        std::this_thread::sleep_until(begun + number * step);
        // A run of four changes: it begins, its job says so, it ends, its job says so.
        client::Job& job = jobs[static_cast<std::size_t>(number / 4) * 7 % jobs.size()];
        const bool begins = number % 4 < 2;
        ++sent_;
        if (number % 2 == 0) {
            client::Run run;
            run.id = "live_" + std::to_string(number / 4);
            run.job_id = job.id;
            run.job = job.definition.name;
            run.status = begins ? "running" : "completed";
            run.started = "2026-03-24T09:42:00Z";
            run.duration = 3;
            QMetaObject::invokeMethod(&backend_, [this, run] {
                ++told_;
                Q_EMIT backend_.runChanged(run);
            });
        } else {
            job.status = begins ? "running" : "scheduled";
            job.last_status = begins ? "" : "completed";
            QMetaObject::invokeMethod(&backend_, [this, job] {
                ++told_;
                Q_EMIT backend_.jobChanged(job);
            });
        }
    }
}

void makeCrowd(models::fakes::Sample& sample, int jobs) {
    constexpr int kLayer = 40;
    const client::Job pattern = sample.jobs.front();
    sample.jobs.clear();
    sample.edges.clear();
    sample.runs.clear();
    for (int number = 0; number < jobs; ++number) {
        client::Job job = pattern;
        job.id = "job-" + std::to_string(number);
        job.definition.name = nameOfJob(number);
        job.definition.depends_on.clear();
        job.status = "scheduled";
        job.last_status = number % 97 == 5 ? "failed" : "completed";
        job.schedule_words = "Every hour at minute 5";
        if (number >= kLayer) {
            job.definition.depends_on.push_back(nameOfJob(number - kLayer));
            if (number % 3 == 0)
                job.definition.depends_on.push_back(nameOfJob(number - kLayer / 2 - number % 7));
        }
        sample.jobs.push_back(job);
    }
}

} // namespace inferno::bench
