// SPDX-License-Identifier: GPL-3.0-or-later
#include <mutex>

#include "services/scheduler/outbox_pump.h"
#include "tests/core/jobs/store_fixture.h"

using namespace inferno;
using namespace inferno::jobs;
using namespace inferno::jobs::test;
using namespace inferno::scheduler;

namespace {

/// What the vault does: keeps events in order, drops rows that come twice, and refuses when told to.
struct Vault {
    Result<void> append(const Uuid& database, std::span<const OutboxEvent> events) {
        const std::lock_guard lock(mutex);
        if (refuse)
            return fail(ErrorCode::VaultUnavailable, "the disk is gone");
        if (database != expected)
            return fail(ErrorCode::Internal, "another database");
        for (const OutboxEvent& event : events) {
            if (event.number <= highest) {
                ++repeated;
                continue;
            }
            highest = event.number;
            actions.push_back(nlohmann::json::parse(event.event)["action"]);
        }
        return {};
    }
    AppendToVault door() {
        return [this](const Uuid& database, std::span<const OutboxEvent> events) { return append(database, events); };
    }

    std::mutex mutex;
    Uuid expected{};
    bool refuse = false;
    std::uint64_t highest = 0;
    int repeated = 0;
    std::vector<std::string> actions;
};

} // namespace

class TestOutboxPump : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void eventsArriveInOrderAndLeaveTheOutbox() {
        StoreFixture f;
        Vault vault;
        vault.expected = f.store().databaseId();
        OutboxPump pump(f.store(), vault.door());
        for (int i = 0; i < 600; ++i) // more than a batch
            f.create(definition("j" + std::to_string(i)), {.noRun = true});
        QVERIFY(pump.drain());
        QCOMPARE(vault.actions.size(), std::size_t{600});
        QCOMPARE(f.store().outbox().size(), 0U);
        QCOMPARE(pump.status().delivered, 600U);
    }

    void aCrashBetweenAppendAndDeleteBringsThemTwiceInOrder() {
        StoreFixture f;
        Vault vault;
        vault.expected = f.store().databaseId();
        f.create(definition("a"));
        const auto rows = *f.store().outbox().oldest(10);
        QVERIFY(vault.append(f.store().databaseId(), rows)); // durable there, and then the machine stops
        f.open();
        f.runAll();
        OutboxPump pump(f.store(), vault.door());
        QVERIFY(pump.drain());
        QCOMPARE(vault.repeated, 2);
        QVERIFY(
            (vault.actions == std::vector<std::string>{"job_created", "job_queued", "job_started", "job_completed"}));
    }

    void aRefusalLosesNothing() {
        StoreFixture f;
        Vault vault;
        vault.expected = f.store().databaseId();
        vault.refuse = true;
        OutboxPump pump(f.store(), vault.door());
        f.create(definition("a"));
        QCOMPARE(pump.drain().error().code, ErrorCode::VaultUnavailable);
        QCOMPARE(pump.status().waiting, 2U);
        QVERIFY(pump.status().lastError.find("the disk is gone") != std::string::npos);
        vault.refuse = false;
        QVERIFY(pump.drain());
        QCOMPARE(pump.status().lastError, "");
        QCOMPARE(vault.actions.size(), std::size_t{2});
    }

    void theThreadDeliversWhatComesAndAllBeforeItStops() {
        StoreFixture f;
        Vault vault;
        vault.expected = f.store().databaseId();
        OutboxPump pump(f.store(), vault.door());
        pump.start();
        f.create(definition("a"));
        QTRY_COMPARE(f.store().outbox().size(), 0U);
        for (int i = 0; i < 20; ++i)
            f.runNow("a");
        pump.stop();
        QCOMPARE(f.store().outbox().size(), 0U);
        QCOMPARE(vault.actions.size(), std::size_t{22});
    }
};

QTEST_GUILESS_MAIN(TestOutboxPump)
#include "tst_outbox_pump.moc"
