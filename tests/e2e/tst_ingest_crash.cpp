// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <atomic>
#include <map>
#include <mutex>
#include <thread>

#include "services/client/client.h"
#include "tests/e2e/service_process.h"

using namespace inferno;
using client::Client;
using tests::ServiceProcess;

/// Kills the real service again and again while others append, and keeps in this process what it acknowledged: every
/// such event is there afterwards, at its place, once. INFERNO_SOAK=1 does it for many rounds.
class TestIngestCrash : public QObject {
    Q_OBJECT

    /// What was acknowledged: seq to the number of the event.
    std::map<std::uint64_t, std::uint64_t> acknowledged_;
    std::mutex mutex_;
    std::atomic<std::uint64_t> next_ = 0;

    static Client connect(const ServiceProcess& service) {
        return Client({service.url().toStdString(), service.token().toStdString(), service.instance().toStdString()});
    }

    /// Appends until the service is gone.
    void appendUntilGone(const ServiceProcess& service, std::size_t events) {
        Client client = connect(service);
        while (true) {
            const std::uint64_t first = next_.fetch_add(events);
            std::vector<std::string> lines;
            for (std::size_t i = 0; i < events; ++i)
                lines.push_back("{\"event_type\":\"security\",\"action\":\"probe\",\"details\":{\"n\":" +
                                std::to_string(first + i) + "}}");
            const auto appended = client.appendEvents(lines);
            if (!appended)
                return;
            const std::lock_guard lock(mutex_);
            for (std::size_t i = 0; i < appended->size(); ++i)
                acknowledged_[(*appended)[i].seq] = first + i;
        }
    }

    void checkAll(Client& client) {
        client::AuditQuery query;
        query.action = "probe";
        query.limit = 1000;
        std::map<std::uint64_t, std::uint64_t> held;
        std::map<std::uint64_t, int> times;
        do {
            const auto page = client.auditEvents(query);
            QVERIFY2(page, page ? "" : page.error().message().c_str());
            for (const client::AuditEvent& event : page->items) {
                const auto number = nlohmann::json::parse(event.details).value("n", std::uint64_t{0});
                held[event.seq] = number;
                ++times[number];
            }
            query.cursor = page->next_cursor;
        } while (!query.cursor.empty());
        for (const auto& [seq, number] : acknowledged_) {
            const auto found = held.find(seq);
            if (found == held.end() || found->second != number)
                QFAIL(("event " + std::to_string(number) + " is not at " + std::to_string(seq)).c_str());
        }
        for (const auto& [number, count] : times)
            QVERIFY2(count == 1, ("event " + std::to_string(number) + " is there twice").c_str());
        const auto verdict = client.verifyAudit("full");
        QVERIFY2(verdict && verdict->verdict == "ok", verdict ? verdict->verdict.c_str() : "no verdict");
    }

private Q_SLOTS:
    void nothingAcknowledgedIsLost() {
        const int rounds = qEnvironmentVariableIsSet("INFERNO_SOAK") ? 200 : 3;
        ServiceProcess service;
        for (int round = 0; round < rounds; ++round) {
            QVERIFY2(service.start(), qPrintable(service.errors()));
            std::vector<std::thread> threads;
            for (const std::size_t events : {1, 7, 400})
                threads.emplace_back([&, events] { appendUntilGone(service, events); });
            QThread::msleep(static_cast<unsigned long>(150 + 97 * (round % 9)));
            service.kill();
            for (std::thread& thread : threads)
                thread.join();
        }
        QVERIFY(acknowledged_.size() > 100);
        QVERIFY2(service.start(), qPrintable(service.errors()));
        Client client = connect(service);
        checkAll(client);
        QCOMPARE(service.stop(), 0);
    }
};

QTEST_GUILESS_MAIN(TestIngestCrash)
#include "tst_ingest_crash.moc"
