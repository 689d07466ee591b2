// SPDX-License-Identifier: GPL-3.0-or-later
#include "resources/models/fraud_detection/graph.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "resources/models/fraud_detection/random.h"

namespace inferno::fraud {
namespace {

constexpr double kRingShare = 0.011;
constexpr double kBustOutShare = 0.009;
constexpr double kMissed = 0.05;      ///< of the frauds, never found out
constexpr double kSuspected = 0.0005; ///< of the honest, marked all the same

/// A user before its transactions.
struct Account {
    Kind kind = Kind::Honest;
    int ring = -1;
    int day = 0;
    int ageDays = 0;
    std::vector<int> devices;
    std::vector<int> cards;
};

struct Transaction {
    int daysAgo = 0; ///< 0 to 29
    std::int64_t cents = 0;
    int merchant = 0;
    bool night = false;
    bool declined = false;
    bool foreign = false;
};

/// Makes the accounts, and who shares what with whom.
class Town {
public:
    Town(int users, std::uint64_t seed) : random_(seed), users_(users), publicDevices_(std::max(1, users / 200)) {
        nextDevice_ = publicDevices_;
    }

    std::vector<Account> people() {
        while (static_cast<double>(accounts_.size()) < users_ * kRingShare)
            ring();
        for (int i = 0; i < users_ * kBustOutShare; ++i)
            household(Kind::BustOut);
        while (static_cast<int>(accounts_.size()) < users_)
            random_.chance(0.012) ? flatShare() : household(Kind::Honest);
        accounts_.resize(static_cast<std::size_t>(users_));
        std::ranges::stable_sort(accounts_, {}, &Account::day);
        return std::move(accounts_);
    }

private:
    int newDevice() { return nextDevice_++; }
    int newCard() { return nextCard_++; }

    Account& add(Kind kind, int day, int ageDays) {
        accounts_.push_back({kind, -1, day, ageDays, {}, {}});
        Account& account = accounts_.back();
        if (random_.chance(kind == Kind::Ring ? 0.1 : 0.04)) // a café, a library: shared without a meaning
            account.devices.push_back(random_.between(0, publicDevices_ - 1));
        return account;
    }

    void ring() {
        constexpr int kWithinDays = 20;
        const int size = random_.between(4, 12);
        const int firstDay = random_.between(0, kDays - 1 - kWithinDays);
        std::vector<int> devices;
        for (int i = 0; i < 1 + size / 4; ++i)
            devices.push_back(newDevice());
        std::vector<int> cards;
        for (int i = 0; i < 1 + size / 3; ++i)
            cards.push_back(newCard());
        const auto oneOf = [&](const std::vector<int>& pool) {
            return pool[static_cast<std::size_t>(random_.between(0, static_cast<int>(pool.size()) - 1))];
        };
        for (int i = 0; i < size; ++i) {
            Account& account = add(Kind::Ring, firstDay + random_.between(0, kWithinDays),
                                   3 + static_cast<int>(random_.around(45, 0.9)));
            account.ring = rings_;
            account.devices.push_back(random_.chance(0.85) ? oneOf(devices) : newDevice());
            if (random_.chance(0.4))
                account.devices.push_back(newDevice());
            account.cards.push_back(random_.chance(0.5) ? oneOf(cards) : newCard());
        }
        ++rings_;
    }

    /// One to four people who may share a device and a card. Of the one that goes bust nobody else knows.
    void household(Kind first) {
        const double size = random_.uniform();
        const int people = size < 0.55 ? 1 : size < 0.80 ? 2 : size < 0.92 ? 3 : 4;
        const int device = newDevice();
        const int card = newCard();
        for (int i = 0; i < people; ++i) {
            const Kind kind = i == 0 ? first : Kind::Honest;
            const int age =
                kind == Kind::BustOut ? random_.between(150, 1500) : static_cast<int>(random_.around(400, 1.1));
            person(add(kind, random_.between(0, kDays - 1), age), device, 0.7, card, 0.35);
        }
    }

    /// New customers who live together and share a device: they look like a ring, and are none.
    void flatShare() {
        constexpr int kWithinDays = 40;
        const int people = random_.between(3, 8);
        const int firstDay = random_.between(0, kDays - 1 - kWithinDays);
        const int device = newDevice();
        const int card = newCard();
        for (int i = 0; i < people; ++i) {
            const int age = 3 + static_cast<int>(random_.around(60, 0.9));
            person(add(Kind::Honest, firstDay + random_.between(0, kWithinDays), age), device, 0.8, card, 0.2);
        }
    }

    void person(Account& account, int device, double sharesDevice, int card, double sharesCard) {
        account.devices.push_back(random_.chance(sharesDevice) ? device : newDevice());
        if (random_.chance(0.45))
            account.devices.push_back(newDevice());
        account.cards.push_back(random_.chance(sharesCard) ? card : newCard());
        if (random_.chance(0.3))
            account.cards.push_back(newCard());
    }

    Random random_;
    int users_;
    int publicDevices_;
    int nextDevice_ = 0;
    int nextCard_ = 0;
    int rings_ = 0;
    std::vector<Account> accounts_;
};

/// How somebody pays.
struct Habits {
    double transactions = 0; ///< in 30 days
    double euros = 0;        ///< the median
    double night = 0;
    double declined = 0;
    double foreign = 0;
    int merchants = 0;        ///< that it goes to
    double spree = 0;         ///< chance of a transaction to be one of the last week, on top
    double spreeFactor = 1.0; ///< how much larger those are
};

Habits habitsOf(const Account& account, Random& random) {
    Habits habits{.transactions = random.around(14, 0.5),
                  .euros = random.around(28, 0.6),
                  .night = 0.04 + 0.06 * std::abs(random.normal()),
                  .declined = 0.03 + 0.02 * std::abs(random.normal()),
                  .foreign = random.chance(0.1) ? 0.3 : 0.03,
                  .merchants = random.between(4, 25)};
    if (account.kind == Kind::Ring) {
        habits.transactions *= 1.25;
        habits.night += 0.06;
        habits.declined += 0.03;
        habits.foreign += 0.04;
        habits.merchants += random.between(2, 14);
    } else if (account.kind == Kind::BustOut) {
        habits.transactions *= 1.5;
        habits.declined += 0.02;
        habits.merchants += random.between(0, 8);
        habits.spree = 0.25 + 0.35 * random.uniform();
        habits.spreeFactor = random.around(2.2, 0.35);
    } else if (random.chance(0.04)) { // a journey, a new kitchen
        habits.spree = 0.2 + 0.4 * random.uniform();
        habits.spreeFactor = random.around(1.7, 0.4);
    }
    return habits;
}

std::vector<Transaction> transactionsOf(const Habits& habits, Random& random) {
    std::vector<Transaction> made(static_cast<std::size_t>(1 + random.poisson(habits.transactions)));
    for (Transaction& transaction : made) {
        const bool spree = random.chance(habits.spree);
        transaction.daysAgo = random.between(0, spree ? 6 : 29);
        // Whole cents: what exp() differs in by a bit from machine to machine is rounded away.
        transaction.cents = std::llround(100 * random.around(habits.euros * (spree ? habits.spreeFactor : 1.0), 0.7));
        transaction.merchant = random.between(1, habits.merchants);
        transaction.night = random.chance(habits.night);
        transaction.declined = random.chance(habits.declined);
        transaction.foreign = random.chance(habits.foreign);
    }
    return made;
}

/// To so many steps of one: short numbers in files, the same everywhere.
double rounded(double value, double steps) {
    return std::round(value * steps) / steps;
}

Features featuresOf(const Account& account, const std::vector<Transaction>& transactions) {
    std::int64_t total = 0;
    std::int64_t largest = 0;
    std::int64_t lastWeek = 0;
    int night = 0;
    int declined = 0;
    int foreign = 0;
    std::set<int> merchants;
    for (const Transaction& transaction : transactions) {
        total += transaction.cents;
        largest = std::max(largest, transaction.cents);
        lastWeek += transaction.daysAgo < 7 ? transaction.cents : 0;
        night += transaction.night ? 1 : 0;
        declined += transaction.declined ? 1 : 0;
        foreign += transaction.foreign ? 1 : 0;
        merchants.insert(transaction.merchant);
    }
    const auto count = static_cast<double>(transactions.size());
    const auto euros = static_cast<double>(total) / 100;
    const auto share = [&](int part) { return rounded(part / count, 1e4); };
    return {count,
            rounded(euros / count, 100),
            static_cast<double>(largest) / 100,
            euros,
            rounded(static_cast<double>(lastWeek) / static_cast<double>(std::max<std::int64_t>(total, 1)), 1e4),
            static_cast<double>(account.ageDays),
            share(night),
            static_cast<double>(merchants.size()),
            share(declined),
            share(foreign),
            static_cast<double>(account.devices.size()),
            static_cast<double>(account.cards.size())};
}

void join(std::vector<std::pair<int, int>> usedBy, std::vector<Edge>& edges) {
    std::ranges::sort(usedBy);
    for (std::size_t i = 0; i < usedBy.size(); ++i)
        for (std::size_t j = i + 1; j < usedBy.size() && usedBy[j].first == usedBy[i].first; ++j)
            if (usedBy[i].second != usedBy[j].second)
                edges.emplace_back(usedBy[i].second, usedBy[j].second);
}

std::vector<Edge> edgesOf(const std::vector<Account>& accounts) {
    std::vector<std::pair<int, int>> devices; // what, who
    std::vector<std::pair<int, int>> cards;
    for (std::size_t user = 0; user < accounts.size(); ++user) {
        for (const int device : accounts[user].devices)
            devices.emplace_back(device, static_cast<int>(user));
        for (const int card : accounts[user].cards)
            cards.emplace_back(card, static_cast<int>(user));
    }
    std::vector<Edge> edges;
    join(std::move(devices), edges);
    join(std::move(cards), edges);
    std::ranges::sort(edges);
    edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
    return edges;
}

} // namespace

Graph makeGraph(const GraphOptions& options) {
    const std::vector<Account> accounts = Town(options.users, options.seed).people();
    Random habits(options.seed ^ 0x68616269747321ULL);
    Random labels(options.seed ^ 0x6C6162656C73ULL);
    Graph graph;
    for (const Account& account : accounts) {
        const bool fraud = account.kind != Kind::Honest;
        graph.day.push_back(account.day);
        graph.features.push_back(featuresOf(account, transactionsOf(habitsOf(account, habits), habits)));
        graph.kind.push_back(account.kind);
        graph.ring.push_back(account.ring);
        graph.fraud.push_back(fraud ? 1 : 0);
        graph.marked.push_back(labels.chance(fraud ? 1 - kMissed : kSuspected) ? 1 : 0);
    }
    graph.edges = edgesOf(accounts);
    return graph;
}

Split splitByTime(const Graph& graph) {
    const auto usersBefore = [&](int day) {
        return static_cast<int>(std::ranges::lower_bound(graph.day, day) - graph.day.begin());
    };
    return {usersBefore(kDays * 60 / 100), usersBefore(kDays * 75 / 100)};
}

std::vector<Edge> edgesAmong(std::span<const Edge> edges, int users) {
    std::vector<Edge> among;
    std::ranges::copy_if(edges, std::back_inserter(among), [users](const Edge& edge) { return edge.second < users; });
    return among;
}

} // namespace inferno::fraud
