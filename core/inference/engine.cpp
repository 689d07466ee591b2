// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inference/engine.h"

#include <algorithm>
#include <unordered_set>

namespace inferno::inference {
namespace {

using Steady = std::chrono::steady_clock;

std::string textOf(const ModelKey& key) {
    return "'" + key.first + "' of version " + key.second;
}

std::unexpected<Error> unknown(const ModelKey& key) {
    return fail(ErrorCode::ModelUnknown, "the engine holds no model " + textOf(key));
}

std::unexpected<Error> refused(const ModelKey& key, const Batcher::Refusal& refusal) {
    const bool isFull = refusal.why == Batcher::Refusal::Why::QueueFull;
    return fail(ErrorCode::RateLimited,
                isFull ? "the queue of the model " + textOf(key) + " is full"
                       : "the model " + textOf(key) + " has too many requests to answer this one in its time",
                "try again in " + std::to_string(refusal.retryAfter.count()) + " s");
}

Result<void> warmUpAtLoad(Handler& handler, const ModelOptions& options) {
    INFERNO_TRY(const auto input, warmUpInput(handler, options.path));
    if (input)
        INFERNO_CHECK(warmUp(handler, *input, options.limits.batchSize));
    return {};
}

} // namespace

Engine::Engine(Options options) : options_(std::move(options)) {
    const Lock lock(mutex_);
    for (int i = 0; i < options_.workers; ++i)
        startWorker();
    watch_ = std::thread([this] { watch(); });
}

Engine::~Engine() {
    Answers answers;
    Lock lock(mutex_);
    stopping_ = true;
    std::unordered_set<RequestId> computed;
    for (const auto& [number, run] : runs_)
        for (const auto& request : run->requests)
            computed.insert(request->id);
    std::vector<RequestId> waiting;
    for (const auto& [id, request] : open_)
        if (!computed.contains(id))
            waiting.push_back(id);
    for (const RequestId id : waiting)
        close(id, fail(ErrorCode::EngineUnavailable, "the engine ends"), answers);
    work_.notify_all();
    watching_.notify_all();
    deliver(lock, answers);
    lock.unlock();
    watch_.join(); // from here on no worker comes
    // Not only until they have nothing to do: what LibTorch keeps for a thread goes with it, before the models.
    for (std::thread& worker : threads_)
        worker.join();
}

Result<void> Engine::load(const ModelKey& key, const ModelOptions& options) {
    INFERNO_TRY(std::unique_ptr<Handler> handler, options_.handlers(options.handler, options.path, options_.device));
    if (auto warm = warmUpAtLoad(*handler, options); !warm)
        return failBecause(warm.error(), ErrorCode::ModelInvalid, "it cannot be warmed up: " + warm.error().detail,
                           "correct the model, or the file beside it that ends in .warmup");
    auto model = std::make_shared<Model>();
    model->key = key;
    model->options = options;
    model->handler = std::move(handler);
    const Lock lock(mutex_);
    model->serial = nextSerial_++;
    applyLimits(*model);
    models_[key].swap(model); // the one before is freed after the lock, if no request is meant for it
    return {};
}

Result<void> Engine::unload(const ModelKey& key) {
    std::shared_ptr<Model> removed; // freed after the lock
    Answers answers;
    Lock lock(mutex_);
    const auto at = models_.find(key);
    if (at == models_.end())
        return unknown(key);
    removed = std::move(at->second);
    models_.erase(at);
    for (const RequestId id : batcher_.removeModel(key))
        close(id, unknown(key), answers);
    deliver(lock, answers);
    return {};
}

Result<std::vector<WarmRun>> Engine::warmUp(const ModelKey& key, std::string body) {
    std::shared_ptr<Model> model; // stays while it is used, also if it is unloaded
    int batchSize = 1;
    {
        const Lock lock(mutex_);
        const auto at = models_.find(key);
        if (at == models_.end())
            return unknown(key);
        model = at->second;
        batchSize = model->options.limits.batchSize;
    }
    if (!body.empty()) {
        INFERNO_TRY(const Input input, readInput(*model->handler, std::move(body)));
        return inference::warmUp(*model->handler, input, batchSize);
    }
    INFERNO_TRY(const auto own, warmUpInput(*model->handler, model->options.path));
    if (!own)
        return fail(ErrorCode::ModelInput, "nobody knows what the model " + textOf(key) + " takes",
                    "give an input, or put one beside the model in a file that ends in .warmup");
    return inference::warmUp(*model->handler, *own, batchSize);
}

Result<void> Engine::scale(const ModelKey& key, const ScaleOptions& options) {
    const Lock lock(mutex_);
    const auto at = models_.find(key);
    if (at == models_.end())
        return unknown(key);
    BatchLimits& limits = at->second->options.limits;
    limits.workers = options.workers;
    limits.batchSize = options.batchSize.value_or(limits.batchSize);
    limits.maxDelay = options.maxDelay.value_or(limits.maxDelay);
    applyLimits(*at->second);
    return {};
}

void Engine::predict(RequestId id, const ModelKey& key, std::string input, const PredictOptions& options, Reply reply) {
    const auto request = std::make_shared<Request>();
    request->id = id;
    request->arrival = Steady::now();
    request->body = std::move(input);
    request->reply = std::move(reply);
    std::vector<Spent> spent; // freed after the lock
    Lock lock(mutex_, std::defer_lock);
    lockSoon(lock);
    spent.swap(spent_);
    std::optional<Result<Input>> read;
    if (const auto at = models_.find(key); at != models_.end() && at->second->handler->readsAtOnce(request->body)) {
        request->model = at->second;
        lock.unlock();
        read = readInput(*request->model->handler, std::move(request->body));
        spent.clear();
        lockSoon(lock);
    }
    auto accepted = accept(request, key, options);
    Answers answers;
    if (accepted && read)
        putIn(request, *std::move(read), answers);
    else if (accepted)
        unread_.push_back(request);
    work_.notify_one();
    deliver(lock, answers);
    lock.unlock();
    if (!accepted)
        request->reply(std::unexpected(std::move(accepted).error()), {});
}

Result<void> Engine::accept(const std::shared_ptr<Request>& request, const ModelKey& key,
                            const PredictOptions& options) {
    const auto at = models_.find(key);
    if (at == models_.end())
        return unknown(key);
    if (open_.contains(request->id))
        return fail(ErrorCode::InputInvalid, "a request of the same id is not answered yet");
    if (!request->model)
        request->model = at->second;
    if (const auto refusal = batcher_.add(key, {request->id, request->arrival, options.priority, options.timeout})) {
        ++request->model->figures.refused;
        return refused(key, *refusal);
    }
    if (auto spare = spareOpen_.take()) {
        spare.key() = request->id;
        spare.mapped() = request;
        open_.insert(std::move(spare));
    } else {
        open_.emplace(request->id, request);
    }
    if (options.timeout)
        wakeWatch(request->arrival + *options.timeout);
    return {};
}

bool Engine::cancel(RequestId id) {
    Answers answers;
    Lock lock(mutex_);
    const auto at = open_.find(id);
    if (at == open_.end())
        return false;
    ++at->second->model->figures.cancelled;
    batcher_.cancel(id);
    close(id, fail(ErrorCode::RequestTimeout, "the request was cancelled"), answers);
    deliver(lock, answers);
    return true;
}

EngineStats Engine::stats() const {
    const Lock lock(mutex_);
    EngineStats stats{options_.workers, lost_, {}};
    for (const auto& [key, model] : models_)
        stats.models.push_back({key, model->options.handler, model->options.limits, model->handler->batches(),
                                batcher_.queued(key), batcher_.running(key), model->figures});
    return stats;
}

void Engine::applyLimits(const Model& model) {
    BatchLimits limits = model.options.limits;
    limits.workers = std::min(limits.workers, options_.workers);
    if (!model.handler->batches())
        limits.batchSize = 1;
    batcher_.setModel(model.key, limits);
    work_.notify_all();
}

void Engine::close(RequestId id, Result<std::string> outcome, Answers& answers) {
    close(open_.find(id), std::move(outcome), answers, {});
}

void Engine::close(OpenRequests::iterator at, Result<std::string> outcome, Answers& answers, const Timing& timing) {
    answers.push_back({std::move(at->second->reply), std::move(outcome), timing});
    auto spare = open_.extract(at);
    spare.mapped().reset();
    spareOpen_.keep(std::move(spare));
}

/// False: it was answered meanwhile, as it was cancelled, or its model went.
bool Engine::isOpen(const Request& request) const {
    const auto at = open_.find(request.id);
    return at != open_.end() && at->second.get() == &request;
}

void Engine::closeIfOpen(const Request& request, Result<std::string> outcome, Answers& answers, const Timing& timing) {
    const auto at = open_.find(request.id);
    if (at != open_.end() && at->second.get() == &request)
        close(at, std::move(outcome), answers, timing);
}

/// Calls the replies without the lock: they may take their time, and come back for more.
void Engine::deliver(Lock& lock, Answers& answers) const {
    if (answers.empty())
        return;
    lock.unlock();
    for (Answer& answer : answers)
        answer.reply(std::move(answer.outcome), answer.timing);
    if (options_.delivered)
        options_.delivered();
    answers.clear();
    lockSoon(lock);
}

/// The lock is held for a microsecond at a time: to sleep for it takes longer than to ask again.
void Engine::lockSoon(Lock& lock) {
    constexpr int kTries = 200;
    for (int i = 0; i < kTries; ++i)
        if (lock.try_lock())
            return;
    lock.lock();
}

} // namespace inferno::inference
