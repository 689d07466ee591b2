// SPDX-License-Identifier: GPL-3.0-or-later
// The threads of an engine: workers, which read inputs and compute batches, and the watch, which sees to what is late.
#include <algorithm>

#include "core/inference/engine.h"

namespace inferno::inference {
namespace {

using Steady = std::chrono::steady_clock;

/// Those of a batch that are no small ones are not kept for whoever frees the others.
void freeLarge(std::vector<Input>& inputs) {
    constexpr std::size_t kMostBytes = 64U << 10;
    std::size_t bytes = 0;
    for (const Input& input : inputs)
        bytes += input.bytes.size() + input.tensor.data.size() + input.edges.data.size() + input.lengths.data.size();
    if (bytes > kMostBytes)
        inputs.clear();
}

void waitUntil(std::condition_variable& condition, std::unique_lock<std::mutex>& lock, MonoTime time) {
    if (time == MonoTime::max())
        condition.wait(lock);
    else
        condition.wait_until(lock, time);
}

} // namespace

void Engine::startWorker() {
    std::erase_if(threads_, [this](std::thread& worker) {
        if (!ended_.contains(worker.get_id()))
            return false;
        worker.join(); // it has let go of the lock
        return true;
    });
    ended_.clear();
    threads_.emplace_back([this] { work(); });
}

void Engine::work() {
    if (options_.prepareThread)
        options_.prepareThread();
    Lock lock(mutex_);
    for (bool isLost = false; !isLost && !stopping_;) {
        const MonoTime now = Steady::now();
        Answers late;
        expire(now, late);
        if (!late.empty())
            deliver(lock, late);
        else if (!unread_.empty())
            readNext(lock);
        else if (const auto batch = batcher_.take(now))
            isLost = !compute(lock, *batch);
        else
            waitUntil(work_, lock, batcher_.nextBatch());
    }
    ended_.insert(std::this_thread::get_id());
}

/// Reads the inputs of the requests that came first, this worker's share, so that they can go into a batch.
void Engine::readNext(Lock& lock) {
    constexpr std::size_t kMostAtOnce = 16; // the others wait for the lock as long as their inputs are put in
    const std::size_t share = unread_.size() / static_cast<std::size_t>(std::max(1, options_.workers));
    std::vector<std::pair<std::shared_ptr<Request>, Result<Input>>> reads;
    for (std::size_t left = std::clamp<std::size_t>(share, 1, kMostAtOnce); left > 0 && !unread_.empty(); --left) {
        if (isOpen(*unread_.front()))
            reads.emplace_back(std::move(unread_.front()), Input{});
        unread_.pop_front();
    }
    if (reads.empty())
        return;
    handOver();
    lock.unlock();
    for (auto& [request, input] : reads)
        input = readInput(*request->model->handler, std::move(request->body));
    lock.lock();
    Answers answers;
    for (auto& [request, input] : reads)
        putIn(request, std::move(input), answers);
    deliver(lock, answers);
}

/// Has a request computed whose input was read, unless it is not wanted any more.
void Engine::putIn(const std::shared_ptr<Request>& request, Result<Input> input, Answers& answers) {
    if (!isOpen(*request))
        return;
    if (!input) {
        ++request->model->figures.unread;
        batcher_.cancel(request->id);
        close(request->id, std::unexpected(std::move(input).error()), answers);
        return;
    }
    request->input = std::move(*input);
    // Inputs are computed by the model that they were meant for, also where another has taken its place.
    std::string bucket = std::to_string(request->model->serial);
    if (request->input.bucket.empty())
        bucket.append(" alone ").append(std::to_string(request->id));
    else
        bucket.append(" with ").append(request->input.bucket);
    batcher_.setBucket(request->id, std::move(bucket));
}

/// A worker gets busy: it was perhaps the only one that waited for what is to be done next.
void Engine::handOver() {
    if (!unread_.empty() || batcher_.nextBatch() != MonoTime::max())
        work_.notify_one();
}

/// False: it took so long that it was given up, and another thread has this one's place.
bool Engine::compute(Lock& lock, const Batcher::Batch& batch) {
    const MonoTime started = Steady::now();
    std::vector<Input> inputs;
    const auto running = std::make_shared<Run>(runOf(batch, inputs, started));
    Run& run = *running;
    runs_.emplace(batch.number, running);
    wakeWatch(run.givenUpAt);
    handOver();
    lock.unlock();
    BatchOutcome outcome = runBatch(*run.model->handler, inputs);
    freeLarge(inputs);
    lockSoon(lock);
    if (runs_.erase(batch.number) == 0) {
        --lost_;
        return false;
    }
    const MonoTime now = Steady::now();
    batcher_.done(batch.number, now);
    run.model->figures.computeTime.add(now - started);
    Answers answers;
    finish(run, std::move(outcome), now, answers);
    keepSpent(inputs, run);
    deliver(lock, answers);
    return true;
}

void Engine::keepSpent(std::vector<Input>& inputs, Run& run) {
    constexpr std::size_t kMost = 16;
    for (const auto& request : run.requests)
        request->model.reset(); // it may be unloaded
    if (spent_.size() < kMost)
        spent_.push_back({std::move(inputs), std::move(run.requests)});
}

Engine::Run Engine::runOf(const Batcher::Batch& batch, std::vector<Input>& inputs, MonoTime now) const {
    Run run;
    run.started = now;
    run.requests.reserve(batch.items.size());
    inputs.reserve(batch.items.size());
    for (const RequestId id : batch.items) {
        const std::shared_ptr<Request>& request = run.requests.emplace_back(open_.at(id));
        run.model = request->model;
        run.model->figures.queueTime.add(now - request->arrival);
        inputs.push_back(std::move(request->input));
    }
    run.givenUpAt = now + run.model->options.responseTimeout;
    return run;
}

void Engine::finish(const Run& run, BatchOutcome outcome, MonoTime now, Answers& answers) {
    using std::chrono::ceil;
    using std::chrono::microseconds;
    Timing timing;
    timing.computed = ceil<microseconds>(now - run.started);
    timing.batch = static_cast<int>(run.requests.size());
    answers.reserve(run.requests.size());
    ModelFigures& figures = run.model->figures;
    ++figures.batches;
    figures.items += run.requests.size();
    figures.retries += outcome.retried ? 1 : 0;
    for (std::size_t i = 0; i < run.requests.size(); ++i) {
        figures.failures += outcome.answers[i] ? 0 : 1;
        timing.queued = ceil<microseconds>(run.started - run.requests[i]->arrival);
        closeIfOpen(*run.requests[i], std::move(outcome.answers[i]), answers, timing);
    }
    const auto at = models_.find(run.model->key);
    if (outcome.retried && at != models_.end() && at->second == run.model)
        applyLimits(*run.model); // it may have learned that its answers cannot be split
}

void Engine::watch() {
    Lock lock(mutex_);
    while (!stopping_) {
        const MonoTime now = Steady::now();
        Answers answers;
        expire(now, answers);
        const bool isStuck = loseHanging(now, answers);
        if (answers.empty() && !isStuck) {
            watchUntil_ = batcher_.nextExpiry();
            for (const auto& [number, run] : runs_)
                watchUntil_ = std::min(watchUntil_, run->givenUpAt);
            waitUntil(watching_, lock, watchUntil_);
            continue;
        }
        deliver(lock, answers);
        if (isStuck && options_.stuck) {
            lock.unlock();
            options_.stuck();
            lock.lock();
        }
    }
}

void Engine::expire(MonoTime now, Answers& answers) {
    for (const RequestId id : batcher_.expire(now)) {
        const Request& request = *open_.at(id);
        ++request.model->figures.expired;
        const auto waited = std::chrono::duration_cast<std::chrono::milliseconds>(now - request.arrival);
        close(id,
              fail(ErrorCode::RequestTimeout,
                   "the request waited " + std::to_string(waited.count()) + " ms, and no worker was free"),
              answers);
    }
}

/// True: more workers are lost now than there were.
bool Engine::loseHanging(MonoTime now, Answers& answers) {
    bool isStuck = false;
    for (auto at = runs_.begin(); at != runs_.end();) {
        const Run& run = *at->second;
        if (run.givenUpAt > now) {
            ++at;
            continue;
        }
        const auto timeout = std::to_string(run.model->options.responseTimeout.count());
        for (const auto& request : run.requests)
            closeIfOpen(*request, fail(ErrorCode::RequestTimeout, "the model did not answer within " + timeout + " ms"),
                        answers);
        run.model->figures.timedOut += run.requests.size();
        batcher_.abandon(at->first);
        at = runs_.erase(at);
        if (++lost_ <= options_.workers)
            startWorker();
        else
            isStuck = true;
    }
    return isStuck;
}

void Engine::wakeWatch(MonoTime at) {
    if (at < watchUntil_)
        watching_.notify_one();
}

} // namespace inferno::inference
