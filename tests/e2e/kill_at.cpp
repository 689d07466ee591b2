// SPDX-License-Identifier: GPL-3.0-or-later
// Preloaded into infernod by tst_crash: the process is killed (SIGKILL, as a power cut) just before its n-th durable
// step, or just after it where KILL_AFTER is set. Durable steps are fdatasync, fsync, link and rename: between two of
// them nothing that counts can change on the disk. With KILL_AT=0 nothing is killed and the number of steps is kept in
// KILL_COUNT_FILE.

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include <dlfcn.h>
#include <fcntl.h>
#include <unistd.h>

namespace {

std::atomic<long> steps{0};

long killAt() {
    static const long kAt = [] {
        const char* text = std::getenv("KILL_AT");
        return text ? std::atol(text) : -1;
    }();
    return kAt;
}

void keepCount(long count) {
    static const char* const kFile = std::getenv("KILL_COUNT_FILE");
    if (!kFile)
        return;
    static const int kDescriptor = ::open(kFile, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    char text[24];
    const int length = std::snprintf(text, sizeof text, "%ld\n", count);
    if (::pwrite(kDescriptor, text, static_cast<size_t>(length), 0) < 0)
        std::abort();
}

template <typename Call>
auto step(Call call) {
    static const bool kAfter = std::getenv("KILL_AFTER") != nullptr;
    const long mine = ++steps;
    if (killAt() == 0)
        keepCount(mine);
    if (mine == killAt() && !kAfter)
        ::kill(::getpid(), SIGKILL);
    const auto result = call();
    if (mine == killAt())
        ::kill(::getpid(), SIGKILL);
    return result;
}

template <typename Function>
Function* real(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

} // namespace

extern "C" {

int fdatasync(int descriptor) {
    static auto* const kReal = real<int(int)>("fdatasync");
    return step([&] { return kReal(descriptor); });
}

int fsync(int descriptor) {
    static auto* const kReal = real<int(int)>("fsync");
    return step([&] { return kReal(descriptor); });
}

int link(const char* from, const char* to) noexcept {
    static auto* const kReal = real<int(const char*, const char*)>("link");
    return step([&] { return kReal(from, to); });
}

int rename(const char* from, const char* to) noexcept {
    static auto* const kReal = real<int(const char*, const char*)>("rename");
    return step([&] { return kReal(from, to); });
}

} // extern "C"
