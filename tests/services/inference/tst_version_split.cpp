// SPDX-License-Identifier: GPL-3.0-or-later
// Who answers: shares, stickiness and how few move when the weights change.
#include <QTest>

#include <map>

#include "services/inference/version_split.h"

using namespace inferno;
using namespace inferno::serving;

namespace {

constexpr int kUsers = 100'000;

std::uint64_t ticketOfUser(int number) {
    return ticketOf("fraud_detection", "user-" + std::to_string(number));
}

std::map<std::string, int> countsOf(const std::vector<Candidate>& versions, const std::vector<std::uint64_t>& tickets) {
    std::map<std::string, int> counts;
    for (const std::uint64_t ticket : tickets)
        ++counts[std::string(pick(versions, ticket))];
    return counts;
}

/// Pearson's, of what came against the weights.
double chiSquare(const std::vector<Candidate>& versions, const std::vector<std::uint64_t>& tickets) {
    auto counts = countsOf(versions, tickets);
    double all = 0;
    for (const Candidate& one : versions)
        all += one.weight;
    double sum = 0;
    for (const Candidate& one : versions) {
        const double expected = static_cast<double>(tickets.size()) * one.weight / all;
        const double off = counts[std::string(one.version)] - expected;
        sum += off * off / expected;
    }
    return sum;
}

std::vector<std::uint64_t> users() {
    std::vector<std::uint64_t> tickets;
    for (int i = 0; i < kUsers; ++i)
        tickets.push_back(ticketOfUser(i));
    return tickets;
}

/// As the supervisor numbers requests for which chance decides.
std::vector<std::uint64_t> numbered() {
    std::vector<std::uint64_t> tickets;
    for (std::uint64_t i = 0, ticket = 42; i < kUsers; ++i, ticket += 0x9e3779b97f4a7c15)
        tickets.push_back(ticket);
    return tickets;
}

} // namespace

class TestVersionSplit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sharesAreTheWeights_data() {
        QTest::addColumn<QList<int>>("weights");
        QTest::addColumn<double>("limit"); ///< of chi-square at p = 0.001, by degrees of freedom
        QTest::newRow("90 to 10") << QList<int>{90, 10} << 10.83;
        QTest::newRow("999 to 1") << QList<int>{999, 1} << 10.83;
        QTest::newRow("equal") << QList<int>{1, 1, 1} << 13.82;
        QTest::newRow("five") << QList<int>{50, 25, 15, 7, 3} << 18.47;
    }
    void sharesAreTheWeights() {
        QFETCH(const QList<int>, weights);
        QFETCH(const double, limit);
        static const char* const kNames[] = {"1.0", "1.1", "1.2", "2.0", "2.0-rc"};
        std::vector<Candidate> versions;
        for (int i = 0; i < weights.size(); ++i)
            versions.push_back({kNames[i], weights[i]});
        const double bySticky = chiSquare(versions, users());
        QVERIFY2(bySticky < limit, std::to_string(bySticky).c_str());
        const double byChance = chiSquare(versions, numbered());
        QVERIFY2(byChance < limit, std::to_string(byChance).c_str());
    }

    void chiSquareWouldSeeAnUnfairSplit() {
        QVERIFY(chiSquare({{"1.0", 89}, {"1.1", 11}}, users()) < 10.83);
        auto counts = countsOf({{"1.0", 89}, {"1.1", 11}}, users());
        const double off = counts["1.1"] - 0.10 * kUsers; // against 90 to 10
        QVERIFY(off * off / (0.10 * kUsers) > 10.83);
    }

    void aUserKeepsTheVersion() {
        const std::vector<Candidate> versions{{"1.0", 60}, {"1.1", 40}};
        const std::vector<Candidate> turned{{"1.1", 40}, {"1.0", 60}};
        const std::vector<Candidate> doubled{{"1.0", 120}, {"1.1", 80}};
        for (int i = 0; i < 1000; ++i) {
            const auto version = pick(versions, ticketOfUser(i));
            QCOMPARE(pick(turned, ticketOfUser(i)), version);
            QCOMPARE(pick(doubled, ticketOfUser(i)), version);
        }
        // Another model is another draw.
        int others = 0;
        for (int i = 0; i < 1000; ++i)
            others += pick(versions, ticketOf("other", "user-" + std::to_string(i))) != pick(versions, ticketOfUser(i));
        QVERIFY(others > 300 && others < 700);
    }

    /// A release that computed other numbers would send users elsewhere.
    void theNumbersAreForEver() {
        QCOMPARE(ticketOf("", ""), 0xaf63bd4c8601b7dfU); // FNV-1a of one zero byte
        const std::vector<Candidate> versions{{"a", 2}, {"b", 1}, {"c", 1}};
        std::string picked;
        for (int i = 0; i < 32; ++i)
            picked += pick(versions, ticketOfUser(i));
        QCOMPARE(picked, "accaabbbacbcabbccaabcbacaabbaaac"); // computed with another program
    }

    void fewMove_data() {
        QTest::addColumn<int>("before"); ///< weight of 1.1 of 100
        QTest::addColumn<int>("after");
        QTest::newRow("10 to 20") << 10 << 20;
        QTest::newRow("1 to 5") << 1 << 5;
        QTest::newRow("50 to 25") << 50 << 25;
    }
    void fewMove() {
        QFETCH(const int, before);
        QFETCH(const int, after);
        const std::vector<Candidate> old{{"1.0", 100 - before}, {"1.1", before}};
        const std::vector<Candidate> now{{"1.0", 100 - after}, {"1.1", after}};
        int moved = 0;
        for (int i = 0; i < kUsers; ++i) {
            const auto was = pick(old, ticketOfUser(i));
            const auto is = pick(now, ticketOfUser(i));
            if (was == is)
                continue;
            ++moved;
            QCOMPARE(is, after > before ? "1.1" : "1.0"); // never the other way
        }
        const double share = 100.0 * moved / kUsers;
        QVERIFY2(std::abs(share - std::abs(after - before)) < 0.5, std::to_string(share).c_str());
    }

    void onlyItsUsersLeaveAVersionThatGoes() {
        const std::vector<Candidate> three{{"1.0", 50}, {"1.1", 30}, {"2.0", 20}};
        const std::vector<Candidate> two{{"1.0", 50}, {"2.0", 20}};
        for (int i = 0; i < 10'000; ++i)
            if (const auto was = pick(three, ticketOfUser(i)); was != "1.1")
                QCOMPARE(pick(two, ticketOfUser(i)), was);
    }

    void whoHasNoWeightIsNotAsked() {
        QCOMPARE(pick({}, 7), "");
        QCOMPARE(pick(std::vector<Candidate>{{"1.0", 0}}, 7), "");
        for (int i = 0; i < 1000; ++i)
            QCOMPARE(pick(std::vector<Candidate>{{"1.0", 0}, {"1.1", 1}}, ticketOfUser(i)), "1.1");
    }

    void weightsAreChecked() {
        QVERIFY(checkWeights({}));
        QVERIFY(checkWeights({{"1.0", 0}, {"1.1", 1}}));
        QVERIFY(checkWeights({{"1.0", kMostWeight}}));
        QCOMPARE(checkWeights({{"1.0", -1}, {"1.1", 1}}).error().code, ErrorCode::InputInvalid);
        QVERIFY(checkWeights({{"1.0", kMostWeight + 1}}).error().detail.contains("the weight of 1.0 is 1000001"));
        QVERIFY(checkWeights({{"1.0", 0}}).error().detail.contains("all weights are 0"));
    }

    void stickyIsChecked() {
        for (const char* good : {"", "header:X-User", "field:user_id", "field:Kundennummer (neu)", "field:a:b"})
            QVERIFY2(checkSticky(good), good);
        for (const char* bad : {"X-User", "header:", "field:", "cookie:a", "header:X User", "header:Nö", "Header:X"})
            QVERIFY2(!checkSticky(bad), bad);
        QVERIFY(!checkSticky("field:" + std::string(129, 'a')));
    }
};

QTEST_GUILESS_MAIN(TestVersionSplit)
#include "tst_version_split.moc"
