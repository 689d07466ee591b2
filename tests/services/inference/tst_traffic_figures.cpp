// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>
#include <thread>

#include "services/inference/traffic_figures.h"

using namespace inferno;
using namespace inferno::serving;
using namespace std::chrono_literals;

namespace {

const TrafficFigures::Version kVersion{"m", "1.0"};
const WallTime kNow = *parseRfc3339("2026-03-24T09:42:07Z");

double exact(std::vector<double> values, double part) {
    std::ranges::sort(values);
    const auto rank = static_cast<std::size_t>(std::ceil(part * static_cast<double>(values.size())));
    return values[std::max<std::size_t>(rank, 1) - 1];
}

} // namespace

class TestTrafficFigures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void quantilesAreAsNearAsTheySay_data() {
        QTest::addColumn<double>("middle"); ///< seconds
        QTest::addColumn<double>("spread");
        QTest::newRow("a tenth of a millisecond") << 1e-4 << 0.5;
        QTest::newRow("five milliseconds, wide") << 5e-3 << 1.5;
        QTest::newRow("two seconds") << 2.0 << 0.3;
    }
    void quantilesAreAsNearAsTheySay() {
        QFETCH(const double, middle);
        QFETCH(const double, spread);
        std::mt19937_64 random(7);
        std::lognormal_distribution<double> times(std::log(middle), spread);
        LatencyHistogram histogram;
        std::vector<double> values;
        for (int i = 0; i < 20'000; ++i) {
            const auto took = std::chrono::nanoseconds(std::llround(1e9 * times(random)));
            histogram.add(took);
            values.push_back(std::chrono::duration<double>(took).count());
        }
        for (const double part : {0.01, 0.5, 0.95, 0.99, 0.999}) {
            const double off = *histogram.quantile(part) / exact(values, part) - 1;
            QVERIFY2(std::abs(off) <= LatencyHistogram::kMostOff, std::to_string(off).c_str());
        }
        QCOMPARE(*histogram.quantile(1), std::ranges::max(values));
    }

    void theEndsOfTheHistogram() {
        LatencyHistogram histogram;
        QVERIFY(!histogram.quantile(0.5));
        QVERIFY(!histogram.mean());
        histogram.add(0ns);
        QCOMPARE(*histogram.quantile(0.5), 0.0);
        histogram.add(2h);
        histogram.add(3h);
        QCOMPARE(*histogram.quantile(0.99), 3.0 * 3600);
        QVERIFY(*histogram.quantile(0.5) <= 2 * 3600.0);
        LatencyHistogram one;
        one.add(1234567ns);
        QCOMPARE(*one.quantile(0.5), 0.001234567); // one answer is no range
        QCOMPARE(*one.mean(), 0.001234567);
    }

    void countsWhatHappened() {
        TrafficFigures figures;
        figures.keep({kVersion});
        for (int i = 0; i < 9; ++i)
            figures.answered(kVersion, 10ms, true, kNow);
        figures.answered(kVersion, 1us, false, kNow);
        figures.compared(kVersion, true, 20ms, kNow);
        figures.compared(kVersion, false, std::nullopt, kNow);
        figures.dropped(kVersion);
        const VersionTraffic traffic = figures.of(kVersion, kNow);
        QCOMPARE(traffic.requests, 10U);
        QCOMPARE(traffic.errors, 1U);
        QVERIFY(std::abs(*traffic.p50 / 0.01 - 1) < 0.045); // a quick error makes nothing quicker
        QCOMPARE(*traffic.p99, 0.02);                       // the copy counts
        QVERIFY(std::abs(*traffic.mean - 0.011) < 1e-9);
        QCOMPARE(traffic.agreed, 1U);
        QCOMPARE(traffic.disagreed, 1U);
        QCOMPARE(traffic.dropped, 1U);
    }

    void theLastHalfHourInParts() {
        TrafficFigures figures;
        figures.keep({kVersion});
        figures.answered(kVersion, 10ms, true, kNow - 40min); // too old
        figures.answered(kVersion, 10ms, true, kNow - 29min);
        figures.answered(kVersion, 10ms, false, kNow - 29min);
        figures.answered(kVersion, 10ms, true, kNow);
        const auto slots = figures.of(kVersion, kNow).slots;
        QCOMPARE(slots.size(), 60U);
        QCOMPARE(formatUtc(slots.back().begin), "2026-03-24T09:42:00Z");
        QCOMPARE(formatUtc(slots.front().begin), "2026-03-24T09:12:30Z");
        QCOMPARE(slots.back().requests, 1U);
        QCOMPARE(*slots.back().p95, 0.01);
        std::uint64_t requests = 0;
        for (const TrafficSlot& slot : slots)
            requests += slot.requests;
        QCOMPARE(requests, 3U);
        const auto old = std::ranges::find(slots, *parseRfc3339("2026-03-24T09:13:00Z"), &TrafficSlot::begin);
        QVERIFY(old != slots.end());
        QCOMPARE(old->errors, 1U);
        QVERIFY(!slots[30].p50);
        // An hour later the places are taken again, and what was there is gone.
        figures.answered(kVersion, 10ms, true, kNow + 1h);
        const auto later = figures.of(kVersion, kNow + 1h).slots;
        QCOMPARE(later.back().requests, 1U);
        QCOMPARE(std::ranges::count(later, 0U, &TrafficSlot::requests), 59);
        QCOMPARE(figures.of(kVersion, kNow + 1h).requests, 5U);
    }

    void onlyVersionsThatAreKeptAreCounted() {
        TrafficFigures figures;
        figures.answered(kVersion, 10ms, true, kNow);
        QCOMPARE(figures.of(kVersion, kNow).requests, 0U);
        QCOMPARE(figures.of(kVersion, kNow).slots.size(), 60U);
        figures.keep({kVersion});
        figures.answered(kVersion, 10ms, true, kNow);
        figures.keep({kVersion, {"m", "1.1"}}); // goes on
        QCOMPARE(figures.of(kVersion, kNow).requests, 1U);
        figures.keep({});
        figures.keep({kVersion}); // registered anew: from the beginning
        QCOMPARE(figures.of(kVersion, kNow).requests, 0U);
    }

    void nothingIsLostAmongThreads() {
        TrafficFigures figures;
        figures.keep({kVersion});
        std::vector<std::jthread> threads;
        for (int t = 0; t < 8; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i < 5000; ++i) {
                    figures.answered(kVersion, std::chrono::microseconds(i), i % 10 != 0, kNow);
                    if (i % 500 == 0)
                        (void)figures.of(kVersion, kNow);
                }
            });
        threads.clear();
        const VersionTraffic traffic = figures.of(kVersion, kNow);
        QCOMPARE(traffic.requests, 40'000U);
        QCOMPARE(traffic.errors, 4'000U);
        QCOMPARE(traffic.slots.back().requests, 40'000U);
    }
};

QTEST_GUILESS_MAIN(TestTrafficFigures)
#include "tst_traffic_figures.moc"
