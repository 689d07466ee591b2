// SPDX-License-Identifier: GPL-3.0-or-later
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <limits>

#include "services/scheduler/wake_timer.h"

namespace inferno::scheduler {
namespace {

class LinuxWakeTimer final : public WakeTimer {
public:
    LinuxWakeTimer(int timer, int event) : timer_(timer), event_(event) {}
    LinuxWakeTimer(const LinuxWakeTimer&) = delete;
    LinuxWakeTimer& operator=(const LinuxWakeTimer&) = delete;
    ~LinuxWakeTimer() override {
        ::close(timer_);
        ::close(event_);
    }

    void wait(std::optional<WallTime> until, std::optional<std::chrono::milliseconds> atMost) override {
        arm(until);
        std::array polls = {pollfd{event_, POLLIN, 0}, pollfd{timer_, POLLIN, 0}};
        const auto limit = std::clamp<std::int64_t>(atMost ? atMost->count() : -1, -1, std::numeric_limits<int>::max());
        (void)::poll(polls.data(), polls.size(), static_cast<int>(limit));
        drain(event_);
        drain(timer_); // ECANCELED: the clock was set
    }

    void wake() override {
        const std::uint64_t one = 1;
        (void)!::write(event_, &one, sizeof one);
    }

private:
    void arm(std::optional<WallTime> until) const {
        itimerspec spec{};
        if (until) {
            const auto since = std::max(until->time_since_epoch(), std::chrono::nanoseconds(1));
            const auto seconds = std::chrono::floor<std::chrono::seconds>(since);
            spec.it_value.tv_sec = static_cast<time_t>(seconds.count());
            spec.it_value.tv_nsec = static_cast<long>((since - seconds).count());
        }
        ::timerfd_settime(timer_, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &spec, nullptr);
    }

    static void drain(int fd) {
        std::uint64_t count = 0;
        while (::read(fd, &count, sizeof count) > 0) {
        }
    }

    int timer_;
    int event_;
};

} // namespace

std::unique_ptr<WakeTimer> WakeTimer::create() {
    const int timer = ::timerfd_create(CLOCK_REALTIME, TFD_CLOEXEC | TFD_NONBLOCK);
    const int event = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (timer < 0 || event < 0) {
        std::perror("inferno: creating the scheduler's timer");
        std::abort();
    }
    return std::make_unique<LinuxWakeTimer>(timer, event);
}

} // namespace inferno::scheduler
