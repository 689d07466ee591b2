// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "core/inference/batcher.h"
#include "core/inference/engine_stats.h"
#include "core/inference/handler.h"
#include "core/inference/spares.h"
#include "core/inference/warm_up.h"

namespace inferno::inference {

/// How a model is loaded and served.
struct ModelOptions {
    std::filesystem::path path;
    std::string handler;
    BatchLimits limits; ///< `workers` beyond those of the engine are not used
    /// A batch that is computed for longer is given up, and its worker with it.
    std::chrono::milliseconds responseTimeout{120'000};
};

/// What of a model is changed while it is served; the rest stays.
struct ScaleOptions {
    int workers = 1;
    std::optional<int> batchSize;
    std::optional<std::chrono::milliseconds> maxDelay;
};

struct PredictOptions {
    int priority = 0;                                 ///< higher goes first among the requests of one model
    std::optional<std::chrono::milliseconds> timeout; ///< how long it may wait for its computation
};

/// How a request was computed.
struct Timing {
    std::chrono::microseconds queued{0};   ///< from its arrival to the start of its batch
    std::chrono::microseconds computed{0}; ///< its whole batch
    int batch = 0;                         ///< requests in that batch; 0: it was not computed
};

/// The models that an engine holds, each under a name and a version, and the threads that compute what is asked of
/// them: a request waits in its model's queue (see Batcher), then a worker computes it together with others.
///
/// Each request is answered once: with its output or error, or with request.timeout where it was not computed in its
/// time, was cancelled, or the worker that computed it hangs. Such a worker is lost: it cannot be stopped, so another
/// thread takes its place, for as many as there are workers; with one more, `stuck` is called. A worker that comes
/// back after all ends.
///
/// Which version is the default, and who may ask, is the service's business. Safe from any thread; replies are called
/// from the threads of the engine or of the caller, and must not wait for the engine.
class Engine {
public:
    using RequestId = Batcher::Id;
    using Reply = std::function<void(Result<std::string>, const Timing&)>;

    struct Options {
        std::string device = "cpu";
        int workers = 1;                     ///< batches computed at once
        std::function<void()> prepareThread; ///< called first in each worker
        std::function<void()> delivered;     ///< called after replies that were called one behind the other
        std::function<void()> stuck;         ///< called when more workers are lost than there were
        HandlerFactory handlers = makeHandler;
    };

    explicit Engine(Options options);
    /// Waits for what is being computed, also by lost workers; what waits is answered with engine.unavailable.
    ~Engine();
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// Blocks until the model is loaded and, where there is an input for that (warm_up.h), warm. Replaces a model of
    /// that name and version: what waits is still computed by the one that it was meant for. Errors: model.invalid;
    /// feature.absent for a handler not built.
    Result<void> load(const ModelKey& key, const ModelOptions& options);
    /// What waits is answered with model.unknown; what is being computed is answered. Error: model.unknown.
    Result<void> unload(const ModelKey& key);
    /// Computes an input, as the model's handler takes it, in batches of all sizes, beside the workers; without one the
    /// model's own. Blocks. Errors: model.unknown, model.input; those of the handler.
    Result<std::vector<WarmRun>> warmUp(const ModelKey& key, std::string input);
    /// Error: model.unknown.
    Result<void> scale(const ModelKey& key, const ScaleOptions& options);

    /// `id`: chosen by the caller, of no other request that is not answered. Errors, in the reply: model.unknown,
    /// model.input, request.timeout; rate.limited for a queue that is full or too long, whose hint says when to come
    /// again; input.invalid for an id in use.
    void predict(RequestId id, const ModelKey& key, std::string input, const PredictOptions& options, Reply reply);
    /// Answers a request with request.timeout; if it is being computed, the output is thrown away. False: no request of
    /// that id waits for an answer.
    bool cancel(RequestId id);

    EngineStats stats() const;

private:
    struct Model {
        ModelKey key;
        std::uint64_t serial = 0; ///< tells a model from the one that it replaced
        ModelOptions options;
        std::unique_ptr<Handler> handler;
        ModelFigures figures;
    };
    struct Request {
        RequestId id = 0;
        std::shared_ptr<Model> model; ///< that it was meant for
        MonoTime arrival{};
        std::string body; ///< until it is read
        Input input;      ///< from then on
        Reply reply;
    };
    using Requests = std::vector<std::shared_ptr<Request>>;
    /// A batch that a worker computes.
    struct Run {
        std::shared_ptr<Model> model;
        Requests requests;
        MonoTime started{};
        MonoTime givenUpAt{};
    };
    struct Answer {
        Reply reply;
        Result<std::string> outcome;
        Timing timing;
    };
    using Answers = std::vector<Answer>;
    /// What is left of a batch that was answered. Whoever brings the next request frees it: most of it is memory of
    /// that thread, and no worker is kept by it.
    struct Spent {
        std::vector<Input> inputs;
        Requests requests;
    };
    using OpenRequests = std::unordered_map<RequestId, std::shared_ptr<Request>>;
    using Lock = std::unique_lock<std::mutex>;

    // The threads (engine_threads.cpp).
    void work();
    void readNext(Lock& lock);
    bool compute(Lock& lock, const Batcher::Batch& batch);
    void watch();

    // All that follows REQUIRES the lock.
    void handOver();
    Run runOf(const Batcher::Batch& batch, std::vector<Input>& inputs, MonoTime now) const;
    void finish(const Run& run, BatchOutcome outcome, MonoTime now, Answers& answers);
    void startWorker();
    void putIn(const std::shared_ptr<Request>& request, Result<Input> input, Answers& answers);
    void expire(MonoTime now, Answers& answers);
    bool loseHanging(MonoTime now, Answers& answers);
    void wakeWatch(MonoTime at);
    Result<void> accept(const std::shared_ptr<Request>& request, const ModelKey& key, const PredictOptions& options);
    void applyLimits(const Model& model);
    void close(RequestId id, Result<std::string> outcome, Answers& answers);
    void close(OpenRequests::iterator at, Result<std::string> outcome, Answers& answers, const Timing& timing);
    bool isOpen(const Request& request) const;
    void closeIfOpen(const Request& request, Result<std::string> outcome, Answers& answers, const Timing& timing = {});
    void deliver(Lock& lock, Answers& answers) const;
    void keepSpent(std::vector<Input>& inputs, Run& run);
    static void lockSoon(Lock& lock);

    Options options_;
    mutable std::mutex mutex_;
    std::condition_variable work_;     ///< workers wait for something to do
    std::condition_variable watching_; ///< the watch waits for something to be late
    Batcher batcher_;
    std::map<ModelKey, std::shared_ptr<Model>> models_;
    OpenRequests open_; ///< not answered yet
    Spares<OpenRequests> spareOpen_;
    std::deque<std::shared_ptr<Request>> unread_;                        ///< their inputs are to be read
    std::unordered_map<std::uint64_t, std::shared_ptr<const Run>> runs_; ///< by the batch's number
    std::vector<Spent> spent_;
    std::uint64_t nextSerial_ = 1;
    std::vector<std::thread> threads_; ///< workers, lost ones included
    std::set<std::thread::id> ended_;  ///< of these: lost ones that came back
    int lost_ = 0;
    bool stopping_ = false;
    MonoTime watchUntil_ = MonoTime::max();
    std::thread watch_;
};

} // namespace inferno::inference
