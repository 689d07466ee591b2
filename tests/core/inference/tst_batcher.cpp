// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "core/inference/batcher.h"

using namespace inferno;
using namespace inferno::inference;
using namespace std::chrono_literals;

namespace {

using Id = Batcher::Id;
using Ids = std::vector<Id>;

constexpr MonoTime kStart = MonoTime{} + 1h;
const ModelKey kModel{"m", "1"};

BatchLimits limits(int batchSize, std::chrono::milliseconds maxDelay, int workers = 1, int queueSize = 100) {
    return {batchSize, maxDelay, workers, queueSize};
}

/// One bucket, known at once.
void add(Batcher& batcher, Id id, MonoTime arrival, int priority = 0, const std::string& bucket = "a",
         const ModelKey& model = kModel) {
    REQUIRE(!batcher.add(model, {id, arrival, priority, {}}));
    REQUIRE(batcher.setBucket(id, bucket));
}

Ids itemsOf(const std::optional<Batcher::Batch>& batch) {
    return batch ? batch->items : Ids{};
}

} // namespace

TEST_CASE("a lone item goes at once without a delay or with batches of one") {
    for (const BatchLimits& given : {limits(8, 0ms), limits(1, 100ms)}) {
        Batcher batcher;
        batcher.setModel(kModel, given);
        CHECK(batcher.nextBatch() == MonoTime::max());
        add(batcher, 1, kStart);
        CHECK(batcher.nextBatch() == kStart);
        CHECK(itemsOf(batcher.take(kStart)) == Ids{1});
        CHECK(!batcher.take(kStart));
    }
}

TEST_CASE("the delay is measured from the arrival of the oldest") {
    Batcher batcher;
    batcher.setModel(kModel, limits(4, 100ms));
    // Its input took 60 ms to read: that counts.
    REQUIRE(!batcher.add(kModel, {1, kStart, 0, {}}));
    CHECK(batcher.nextBatch() == MonoTime::max());
    CHECK(batcher.setBucket(1, "a"));
    CHECK(!batcher.setBucket(1, "b"));
    add(batcher, 2, kStart + 60ms);
    CHECK(batcher.nextBatch() == kStart + 100ms);
    CHECK(!batcher.take(kStart + 99ms));
    CHECK(itemsOf(batcher.take(kStart + 100ms)) == Ids{1, 2});
}

TEST_CASE("a full batch waits for nothing but a worker") {
    Batcher batcher;
    batcher.setModel(kModel, limits(2, 1000ms));
    for (Id id = 1; id <= 5; ++id)
        add(batcher, id, kStart);
    const auto first = batcher.take(kStart);
    CHECK(itemsOf(first) == Ids{1, 2});
    CHECK(batcher.running(kModel) == 1);
    CHECK(!batcher.take(kStart)); // its one worker is busy
    CHECK(batcher.nextBatch() == MonoTime::max());
    batcher.done(first->number, kStart + 10ms);
    batcher.done(first->number, kStart + 10ms); // once is enough
    CHECK(batcher.running(kModel) == 0);
    CHECK(itemsOf(batcher.take(kStart + 10ms)) == Ids{3, 4});
    batcher.setModel(kModel, limits(2, 1000ms, 2));
    CHECK(!batcher.take(kStart + 10ms)); // not full
    CHECK(itemsOf(batcher.take(kStart + 1s)) == Ids{5});
    CHECK(batcher.queued(kModel) == 0);
}

TEST_CASE("priorities go first, and within one what came first") {
    Batcher batcher;
    batcher.setModel(kModel, limits(2, 0ms, 9));
    add(batcher, 1, kStart);
    add(batcher, 2, kStart);
    add(batcher, 3, kStart, 5);
    add(batcher, 4, kStart, -1);
    add(batcher, 5, kStart, 7, "b");
    CHECK(itemsOf(batcher.take(kStart)) == Ids{5});
    CHECK(itemsOf(batcher.take(kStart)) == Ids{3, 1});
    CHECK(itemsOf(batcher.take(kStart)) == Ids{2, 4});
}

TEST_CASE("the model whose batch has been ready for longest goes first") {
    const ModelKey patient{"a", "1"};
    const ModelKey hasty{"b", "1"};
    Batcher batcher;
    batcher.setModel(patient, limits(8, 100ms));
    batcher.setModel(hasty, limits(8, 10ms));
    add(batcher, 1, kStart, 0, "x", patient);       // ready at 100
    add(batcher, 2, kStart + 80ms, 0, "x", hasty);  // ready at 90
    add(batcher, 3, kStart + 95ms, 99, "x", hasty); // a priority is one among the items of a model
    CHECK(batcher.nextBatch() == kStart + 90ms);
    CHECK(itemsOf(batcher.take(kStart + 200ms)) == Ids{3, 2});
    CHECK(itemsOf(batcher.take(kStart + 200ms)) == Ids{1});
}

TEST_CASE("what is cancelled or expired is in no batch") {
    Batcher batcher;
    batcher.setModel(kModel, limits(8, 100ms));
    REQUIRE(!batcher.add(kModel, {1, kStart, 0, 50ms}));
    REQUIRE(!batcher.add(kModel, {2, kStart, 0, 60ms}));
    REQUIRE(batcher.setBucket(2, "a"));
    add(batcher, 3, kStart);
    add(batcher, 4, kStart);
    CHECK(batcher.cancel(3));
    CHECK(!batcher.cancel(3));
    CHECK(batcher.nextExpiry() == kStart + 50ms);
    CHECK(batcher.nextBatch() == kStart + 100ms);
    CHECK(batcher.expire(kStart + 49ms).empty());
    CHECK(batcher.expire(kStart + 60ms) == Ids{1, 2});
    CHECK(!batcher.setBucket(1, "a"));
    CHECK(batcher.queued(kModel) == 1);
    const auto batch = batcher.take(kStart + 100ms);
    CHECK(itemsOf(batch) == Ids{4});
    CHECK(!batcher.cancel(4)); // it runs
}

TEST_CASE("admission by the queue's length") {
    Batcher batcher;
    batcher.setModel(kModel, limits(1, 0ms, 1, 2));
    add(batcher, 1, kStart);
    REQUIRE(!batcher.add(kModel, {2, kStart, 0, {}})); // counts, though its bucket is not known
    const auto refusal = batcher.add(kModel, {3, kStart, 0, {}});
    REQUIRE(refusal);
    CHECK(refusal->why == Batcher::Refusal::Why::QueueFull);
    CHECK(refusal->retryAfter == 1s);
    CHECK(batcher.take(kStart));
    CHECK(!batcher.add(kModel, {3, kStart, 0, {}}));
}

TEST_CASE("admission by the expected wait") {
    Batcher batcher;
    batcher.setModel(kModel, limits(2, 0ms, 2));
    add(batcher, 1, kStart);
    add(batcher, 2, kStart);
    const auto first = batcher.take(kStart);
    batcher.done(first->number, kStart + 8s); // 4 s for each
    for (Id id = 3; id <= 7; ++id)
        add(batcher, id, kStart + 8s);
    CHECK(batcher.expectedWait(kModel) == 10s); // 5 × 4 s ÷ 2
    const auto refusal = batcher.add(kModel, {8, kStart + 8s, 0, 6500ms});
    REQUIRE(refusal);
    CHECK(refusal->why == Batcher::Refusal::Why::TooLate);
    CHECK(refusal->retryAfter == 4s);
    CHECK(!batcher.add(kModel, {8, kStart + 8s, 0, 10s}));
    CHECK(!batcher.add(kModel, {9, kStart + 8s, 0, {}}));
    // The average moves by a fifth: 4 s and 0.5 s for each make 3.3 s.
    const auto second = batcher.take(kStart + 8s);
    batcher.done(second->number, kStart + 9s);
    CHECK(batcher.expectedWait(kModel) == std::chrono::nanoseconds(8'250'000'000)); // 5 × 3.3 s ÷ 2
    // What a lost worker took says nothing about the next ones.
    const auto third = batcher.take(kStart + 9s);
    batcher.abandon(third->number);
    CHECK(batcher.running(kModel) == 0);
    CHECK(batcher.expectedWait(kModel) == std::chrono::nanoseconds(4'950'000'000)); // 3 × 3.3 s ÷ 2
}

TEST_CASE("a model that goes takes its queue with it, and one that comes back starts anew") {
    Batcher batcher;
    const ModelKey other{"n", "1"};
    batcher.setModel(kModel, limits(1, 0ms));
    batcher.setModel(other, limits(1, 0ms));
    add(batcher, 1, kStart);
    add(batcher, 2, kStart);
    REQUIRE(!batcher.add(kModel, {3, kStart, 0, 5ms}));
    add(batcher, 4, kStart, 0, "a", other);
    const auto before = batcher.take(kStart);
    CHECK(itemsOf(before) == Ids{1});
    Ids dropped = batcher.removeModel(kModel);
    std::ranges::sort(dropped);
    CHECK(dropped == Ids{2, 3});
    CHECK(batcher.nextExpiry() == MonoTime::max());
    CHECK(batcher.removeModel(kModel).empty());
    batcher.setModel(kModel, limits(1, 0ms));
    add(batcher, 5, kStart + 1ms);
    CHECK(itemsOf(batcher.take(kStart + 1ms)) == Ids{4});
    CHECK(itemsOf(batcher.take(kStart + 1ms)) == Ids{5});
    batcher.done(before->number, kStart + 2ms); // of the model that was: it frees nobody
    CHECK(batcher.running(kModel) == 1);
}

namespace {

/// A random schedule, played under a fake clock, and beside the batcher a plain list of what must be true.
class Play {
public:
    explicit Play(unsigned seed) : random_(seed), freeWorkers_(upTo(1, 4)) {
        for (int i = 0, count = upTo(1, 3); i < count; ++i) {
            const ModelKey key{"m" + std::to_string(i), "1"};
            limits_[key] = limits(upTo(1, 5), upTo(0, 3) * 10ms, upTo(1, 3), upTo(3, 30));
            batcher_.setModel(key, limits_[key]);
            keys_.push_back(key);
        }
    }

    void run() {
        for (int i = 0; i < 400; ++i) {
            arrive();
            if (upTo(0, 9) == 0)
                cancelOne();
            now_ += upTo(0, 12) * 1ms;
            settle();
        }
        // Nothing comes any more: all that waits goes, at the times that the batcher names.
        for (int steps = 0; !waiting_.empty() || !running_.empty(); ++steps) {
            REQUIRE(steps < 10'000);
            MonoTime next = std::min(batcher_.nextExpiry(), freeWorkers_ > 0 ? batcher_.nextBatch() : MonoTime::max());
            for (const Run& run : running_)
                next = std::min(next, run.end);
            for (const Item& item : waiting_)
                if (!item.known)
                    next = std::min(next, item.knownAt);
            REQUIRE(next != MonoTime::max());
            now_ = std::max(now_, next);
            settle();
        }
        for (const ModelKey& key : keys_) {
            CHECK(batcher_.queued(key) == 0);
            CHECK(batcher_.running(key) == 0);
        }
        CHECK(computed_ + expired_ + cancelled_ == accepted_);
        CHECK(computed_ > 0);
    }

    int expired() const { return expired_; }
    int cancelled() const { return cancelled_; }
    int refused() const { return refused_; }
    int together() const { return together_; }

private:
    struct Item {
        Id id;
        ModelKey model;
        std::string bucket;
        int priority;
        MonoTime arrival;
        MonoTime deadline;
        MonoTime knownAt; ///< when its bucket is known
        bool known = false;
    };
    struct Run {
        Batcher::Batch batch;
        MonoTime end;
    };

    int upTo(int low, int high) { return std::uniform_int_distribution(low, high)(random_); }

    void arrive() {
        const ModelKey key = keys_[static_cast<std::size_t>(upTo(0, static_cast<int>(keys_.size()) - 1))];
        Item item{nextId_++,
                  key,
                  std::string(1, static_cast<char>('a' + upTo(0, 2))),
                  upTo(0, 2),
                  now_,
                  MonoTime::max(),
                  now_ + (upTo(0, 3) == 0 ? upTo(0, 20) : 0) * 1ms};
        std::optional<std::chrono::milliseconds> deadline;
        if (upTo(0, 2) == 0)
            deadline = upTo(0, 200) * 1ms;
        const bool full = queuedOf(key) >= limits_[key].queueSize;
        const bool late = deadline && batcher_.expectedWait(key) > *deadline;
        const auto refusal = batcher_.add(key, {item.id, now_, item.priority, deadline});
        REQUIRE(refusal.has_value() == (full || late));
        if (refusal) {
            ++refused_;
            CHECK(refusal->retryAfter >= 1s);
            return;
        }
        ++accepted_;
        if (deadline)
            item.deadline = now_ + *deadline;
        waiting_.push_back(item);
    }

    void cancelOne() {
        const Id id = static_cast<Id>(upTo(1, static_cast<int>(nextId_)));
        REQUIRE(batcher_.cancel(id) == drop(id));
        cancelled_ += static_cast<int>(dropped_);
    }

    /// All that is due at `now_`, until nothing more is to be done.
    void settle() {
        for (auto run = running_.begin(); run != running_.end();)
            if (run->end <= now_) {
                if (upTo(0, 9) == 0)
                    batcher_.abandon(run->batch.number);
                else
                    batcher_.done(run->batch.number, now_);
                ++freeWorkers_;
                run = running_.erase(run);
            } else {
                ++run;
            }
        for (const Id id : batcher_.expire(now_)) {
            const auto at = std::ranges::find(waiting_, id, &Item::id);
            REQUIRE(at != waiting_.end()); // not answered before
            CHECK(at->deadline <= now_);
            drop(id);
            ++expired_;
        }
        for (Item& item : waiting_) {
            REQUIRE(item.deadline > now_); // all that have expired are out
            if (!item.known && item.knownAt <= now_) {
                REQUIRE(batcher_.setBucket(item.id, item.bucket));
                item.known = true;
            }
        }
        while (freeWorkers_ > 0) {
            const auto earliest = readyFirst();
            CHECK(batcher_.nextBatch() == (earliest ? earliest->second : MonoTime::max()));
            const auto batch = batcher_.take(now_);
            REQUIRE(batch.has_value() == (earliest && earliest->second <= now_)); // neither early nor late
            if (!batch)
                break;
            CHECK(batch->model == earliest->first);
            accept(*batch);
        }
        CHECK(batcher_.nextExpiry() == nextDeadline());
        for (const ModelKey& key : keys_)
            CHECK(batcher_.queued(key) == queuedOf(key));
    }

    /// What every batch must be.
    void accept(const Batcher::Batch& batch) {
        REQUIRE(!batch.items.empty());
        CHECK(batch.items.size() <= static_cast<std::size_t>(limits_[batch.model].batchSize));
        std::vector<Item> taken;
        for (const Id id : batch.items) {
            const auto at = std::ranges::find(waiting_, id, &Item::id);
            REQUIRE(at != waiting_.end()); // it waits: neither computed before, nor expired, nor cancelled
            REQUIRE(at->known);
            CHECK(at->model == batch.model);
            CHECK(at->bucket == taken.emplace_back(*at).bucket);
            CHECK(at->bucket == taken.front().bucket);
            waiting_.erase(at);
        }
        CHECK(std::ranges::is_sorted(taken, before));
        for (const Item& left : waiting_)
            if (left.known && left.model == batch.model && left.bucket == taken.front().bucket) {
                CHECK(taken.size() == static_cast<std::size_t>(limits_[batch.model].batchSize)); // else it had room
                CHECK(before(taken.back(), left));
            }
        computed_ += static_cast<int>(taken.size());
        together_ += taken.size() > 1 ? 1 : 0;
        const auto ofModel = [&](const Run& run) { return run.batch.model == batch.model; };
        running_.push_back({batch, now_ + upTo(0, 60) * 1ms});
        --freeWorkers_;
        CHECK(std::ranges::count_if(running_, ofModel) <= limits_[batch.model].workers);
        CHECK(batcher_.running(batch.model) == std::ranges::count_if(running_, ofModel));
    }

    static bool before(const Item& a, const Item& b) {
        return a.priority != b.priority ? a.priority > b.priority : a.id < b.id;
    }

    /// Of the models with a worker free: whose batch is or will be ready first, and when.
    std::optional<std::pair<ModelKey, MonoTime>> readyFirst() {
        std::optional<std::pair<ModelKey, MonoTime>> first;
        for (const ModelKey& key : keys_) {
            const BatchLimits& given = limits_[key];
            if (std::ranges::count_if(running_, [&](const Run& run) { return run.batch.model == key; }) >=
                given.workers)
                continue;
            for (const char* bucket : {"a", "b", "c"}) {
                std::vector<MonoTime> arrivals; // rising, as they came
                for (const Item& item : waiting_)
                    if (item.known && item.model == key && item.bucket == bucket)
                        arrivals.push_back(item.arrival);
                if (arrivals.empty())
                    continue;
                MonoTime ready = arrivals.front() + given.maxDelay;
                if (arrivals.size() >= static_cast<std::size_t>(given.batchSize))
                    ready = std::min(ready, arrivals[static_cast<std::size_t>(given.batchSize) - 1]);
                if (!first || ready < first->second)
                    first = {key, ready};
            }
        }
        return first;
    }

    MonoTime nextDeadline() const {
        MonoTime next = MonoTime::max();
        for (const Item& item : waiting_)
            next = std::min(next, item.deadline);
        return next;
    }

    int queuedOf(const ModelKey& key) const {
        return static_cast<int>(std::ranges::count(waiting_, key, &Item::model));
    }

    bool drop(Id id) {
        dropped_ = std::erase_if(waiting_, [&](const Item& item) { return item.id == id; }) > 0;
        return dropped_;
    }

    std::mt19937 random_;
    int freeWorkers_;
    Batcher batcher_;
    std::vector<ModelKey> keys_;
    std::map<ModelKey, BatchLimits> limits_;
    MonoTime now_ = kStart;
    Id nextId_ = 1;
    std::vector<Item> waiting_; ///< accepted and not answered, as they came
    std::vector<Run> running_;
    bool dropped_ = false;
    int accepted_ = 0;
    int computed_ = 0;
    int expired_ = 0;
    int cancelled_ = 0;
    int refused_ = 0;
    int together_ = 0;
};

} // namespace

TEST_CASE("no schedule loses, doubles, mixes, overtakes or delays an item") {
    int expired = 0;
    int cancelled = 0;
    int refused = 0;
    int together = 0;
    for (unsigned seed = 1; seed <= 200; ++seed) {
        CAPTURE(seed);
        Play play(seed);
        play.run();
        expired += play.expired();
        cancelled += play.cancelled();
        refused += play.refused();
        together += play.together();
    }
    // The schedules do reach what they are about.
    CHECK(expired > 100);
    CHECK(cancelled > 100);
    CHECK(refused > 100);
    CHECK(together > 1000);
}
