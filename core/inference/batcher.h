// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/base/clock.h"
#include "core/inference/spares.h"

namespace inferno::inference {

/// A model by its name and version.
using ModelKey = std::pair<std::string, std::string>;

/// How a model is served.
struct BatchLimits {
    int batchSize = 1;                       ///< the most items of a batch, at least 1
    std::chrono::milliseconds maxDelay{100}; ///< how long an item may wait for others to come
    int workers = 1;                         ///< the most batches that run at once, at least 1
    int queueSize = 100;                     ///< items that wait; beyond it they are refused
};

/// Which of the waiting items are computed together, and when: a queue for each model. A machine without threads or a
/// clock: time is what it is given, and must not go back. Not safe from several threads.
///
/// A batch holds items of one bucket (what can be computed together: shape and type of the input). It goes when a
/// worker is free and there are `batchSize` of them, or the oldest has waited `maxDelay` since it arrived. So a lone
/// item waits for nothing where batchSize is 1 or maxDelay is 0: batches form then while the workers are busy. Within
/// a bucket a higher priority goes first, and within a priority what arrived first; a lower priority may wait for as
/// long as higher ones keep coming, or until its deadline. Of several models that goes first whose batch has been ready
/// for longest.
///
/// Cost: O(log n) for an item, O(buckets that hold something) for a batch.
class Batcher {
public:
    using Id = std::uint64_t; ///< the caller's handle; no two that are here at once are the same

    struct Item {
        Id id = 0;
        MonoTime arrival{};
        int priority = 0;                                  ///< higher goes first
        std::optional<std::chrono::milliseconds> deadline; ///< from arrival; one that still waits then has expired
    };

    struct Refusal {
        enum class Why { QueueFull, TooLate } why; ///< TooLate: it would wait beyond its deadline
        std::chrono::seconds retryAfter;           ///< at least 1
    };

    struct Batch {
        std::uint64_t number = 0;
        ModelKey model;
        std::vector<Id> items; ///< in the order in which they were to go
    };

    /// Adds a model, or changes how one is served from the next batch on.
    void setModel(const ModelKey& model, const BatchLimits& limits);
    /// Returns what waited; batches that run are forgotten.
    std::vector<Id> removeModel(const ModelKey& model);

    /// Takes an item in, or says when to come again. REQUIRES that the model is there. It is in no batch before its
    /// bucket is known (`setBucket`), but it has its place, and can expire.
    std::optional<Refusal> add(const ModelKey& model, const Item& item);
    /// False: the item is not waiting for its bucket (any longer).
    bool setBucket(Id id, std::string bucket);
    /// Drops an item. False: it does not wait here; it runs, or is gone.
    bool cancel(Id id);
    /// Drops the items whose deadline has come, and returns them.
    std::vector<Id> expire(MonoTime now);

    /// The next batch for a worker that is free. It runs until it is `done`.
    std::optional<Batch> take(MonoTime now);
    /// It was computed: its worker is free, and its time counts in what is expected of the next ones.
    void done(std::uint64_t batch, MonoTime now);
    /// Its worker is lost: another may take the model's next batch.
    void abandon(std::uint64_t batch);

    /// When to call `take` again, with a worker free, and `expire`; may be past. MonoTime::max(): not before something
    /// is added or done.
    MonoTime nextBatch() const;
    MonoTime nextExpiry() const;

    int queued(const ModelKey& model) const;
    int running(const ModelKey& model) const;
    /// How long an item that comes now is expected to wait: the queue's length × the moving average of the time of one
    /// item ÷ workers.
    std::chrono::nanoseconds expectedWait(const ModelKey& model) const;

private:
    struct Order {
        int priority = 0;
        std::uint64_t sequence = 0;
        bool operator<(const Order& other) const {
            return priority != other.priority ? priority > other.priority : sequence < other.sequence;
        }
    };
    struct Bucket {
        std::map<Order, Id> items;
        std::set<std::pair<MonoTime, Id>> arrivals; ///< of the same items
    };
    using Buckets = std::map<std::string, Bucket>;
    /// Where an item waits, once its bucket is known.
    struct Place {
        Buckets::iterator bucket;
        std::map<Order, Id>::iterator item;
        std::set<std::pair<MonoTime, Id>>::iterator arrival;
    };
    struct Model {
        std::uint64_t serial = 0; ///< tells a model from an earlier one of the same key
        BatchLimits limits;
        Buckets buckets; ///< none is empty
        int queued = 0;  ///< with those whose bucket is not known yet
        int running = 0;
        double secondsPerItem = 0; ///< moving average; 0: nothing has been computed yet
    };
    using Models = std::map<ModelKey, Model>;
    struct Waiting {
        Models::iterator model;
        std::optional<Place> place;
        Order order;
        MonoTime arrival;
        MonoTime deadline;
    };
    struct Running {
        ModelKey model;
        std::uint64_t serial = 0;
        std::size_t items = 0;
        MonoTime started;
    };
    /// The bucket that a model's next batch comes from.
    struct Candidate {
        Buckets::iterator bucket;
        MonoTime readySince; ///< of the model's batch that waits for longest, which may be another bucket's
    };

    static MonoTime readySince(const Bucket& bucket, const BatchLimits& limits);
    static std::optional<Candidate> candidateOf(Model& model, MonoTime now);
    /// Takes an item out of all lists.
    void remove(std::unordered_map<Id, Waiting>::iterator at);
    /// Takes a batch out of those that run; nothing if its model is not there any more.
    std::optional<std::pair<Model*, Running>> end(std::uint64_t batch);

    Models models_;
    std::unordered_map<Id, Waiting> waiting_;
    Spares<std::unordered_map<Id, Waiting>> spareWaiting_;
    Spares<std::map<Order, Id>> spareItems_;
    Spares<std::set<std::pair<MonoTime, Id>>> spareArrivals_;
    std::set<std::pair<MonoTime, Id>> deadlines_;
    std::unordered_map<std::uint64_t, Running> running_;
    std::uint64_t nextSequence_ = 1; ///< of items, batches and models
};

} // namespace inferno::inference
