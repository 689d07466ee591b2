// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <atomic>
#include <cerrno>
#include <dlfcn.h>
#include <unistd.h>

#include "core/vault/verify.h"
#include "tests/core/vault/vault_fixture.h"

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::vault::testing;

namespace {

std::atomic<bool> disturbed = false;
std::atomic<unsigned> calls = 0;

template <typename Function>
Function* real(const char* name) {
    return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

} // namespace

// These stand before the C library's: of the calls of this program every third is interrupted, and every other one
// transfers a part of what was asked for.
extern "C" {

ssize_t pwrite(int descriptor, const void* data, size_t count, off_t offset) {
    static auto* const kReal = real<ssize_t(int, const void*, size_t, off_t)>("pwrite");
    if (disturbed) {
        const unsigned call = ++calls;
        if (call % 3 == 0) {
            errno = EINTR;
            return -1;
        }
        if (call % 2 == 0 && count > 1)
            count = 1 + call % (count - 1);
    }
    return kReal(descriptor, data, count, offset);
}

ssize_t pread(int descriptor, void* data, size_t count, off_t offset) {
    static auto* const kReal = real<ssize_t(int, void*, size_t, off_t)>("pread");
    if (disturbed) {
        const unsigned call = ++calls;
        if (call % 3 == 0) {
            errno = EINTR;
            return -1;
        }
        if (call % 2 == 0 && count > 1)
            count = 1 + call % (count - 1);
    }
    return kReal(descriptor, data, count, offset);
}

int posix_fallocate(int descriptor, off_t offset, off_t length) {
    static auto* const kReal = real<int(int, off_t, off_t)>("posix_fallocate");
    return disturbed && ++calls % 2 == 0 ? EINTR : kReal(descriptor, offset, length);
}

} // extern "C"

/// System calls that are interrupted or do a part of their work are no failures: nothing is lost, nothing is closed.
class TestVaultInterrupted : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void signalsAndShortTransfersAreNoFailures() {
        SystemVfs system;
        fakes::ManualClock clock{kNow};
        Folder folder;
        disturbed = true;
        for (int life = 0; life < 3; ++life) {
            auto vault = Vault::open(system, clock, smallOptions(folder.root));
            QVERIFY2(vault, vault ? "" : vault.error().message().c_str());
            for (int i = 0; i < 20; ++i)
                QVERIFY((*vault)->append(requestOf(1000 * life + 50 * i, 50)));
            QVERIFY((*vault)->rotate());
            QVERIFY((*vault)->append(requestOf(90'000 + life, 1)));
            QVERIFY((*vault)->status().warnings.empty());
            QVERIFY((*vault)->close());
        }
        QVERIFY(calls > 200);
        const auto verified = verifyVault(system, KeyPaths::under(folder.root), {});
        disturbed = false;
        QVERIFY(verified);
        QVERIFY(verified->verdict == Verdict::Ok);
        QCOMPARE(verified->events, 3003U);
    }
};

QTEST_GUILESS_MAIN(TestVaultInterrupted)
#include "tst_vault_interrupted.moc"
