// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inference/batcher.h"

#include <algorithm>
#include <iterator>

namespace inferno::inference {
namespace {

/// Weight of the newest batch in the moving average: some ten batches are remembered.
constexpr double kNewest = 0.2;

std::chrono::seconds atLeastOne(std::chrono::nanoseconds wait) {
    return std::max(std::chrono::seconds(1), std::chrono::ceil<std::chrono::seconds>(wait));
}

} // namespace

void Batcher::setModel(const ModelKey& model, const BatchLimits& limits) {
    const auto [at, isNew] = models_.try_emplace(model);
    if (isNew)
        at->second.serial = nextSequence_++;
    at->second.limits = limits;
}

std::vector<Batcher::Id> Batcher::removeModel(const ModelKey& model) {
    std::vector<Id> dropped;
    const auto at = models_.find(model);
    if (at == models_.end())
        return dropped;
    for (const auto& [id, item] : waiting_)
        if (item.model == at)
            dropped.push_back(id);
    for (const Id id : dropped)
        remove(waiting_.find(id));
    models_.erase(at);
    return dropped;
}

std::optional<Batcher::Refusal> Batcher::add(const ModelKey& model, const Item& item) {
    const auto at = models_.find(model);
    const std::chrono::nanoseconds wait = expectedWait(model);
    if (at->second.queued >= at->second.limits.queueSize)
        return Refusal{Refusal::Why::QueueFull, atLeastOne(wait)};
    if (item.deadline && wait > *item.deadline)
        return Refusal{Refusal::Why::TooLate, atLeastOne(wait - *item.deadline)};
    const MonoTime deadline = item.deadline ? item.arrival + *item.deadline : MonoTime::max();
    Waiting waiting{at, std::nullopt, Order{item.priority, nextSequence_++}, item.arrival, deadline};
    if (auto spare = spareWaiting_.take()) {
        spare.key() = item.id;
        spare.mapped() = std::move(waiting);
        waiting_.insert(std::move(spare));
    } else {
        waiting_.emplace(item.id, std::move(waiting));
    }
    if (item.deadline)
        deadlines_.emplace(deadline, item.id);
    ++at->second.queued;
    return std::nullopt;
}

bool Batcher::setBucket(Id id, std::string bucket) {
    const auto at = waiting_.find(id);
    if (at == waiting_.end() || at->second.place)
        return false;
    Waiting& item = at->second;
    const auto to = item.model->second.buckets.try_emplace(std::move(bucket)).first;
    // Most often it is the last of all, of which the trees are told.
    auto& [items, arrivals] = to->second;
    item.place = {to, items.end(), arrivals.end()};
    if (auto spare = spareItems_.take()) {
        spare.key() = item.order;
        spare.mapped() = id;
        item.place->item = items.insert(items.end(), std::move(spare));
    } else {
        item.place->item = items.emplace_hint(items.end(), item.order, id);
    }
    if (auto spare = spareArrivals_.take()) {
        spare.value() = {item.arrival, id};
        item.place->arrival = arrivals.insert(arrivals.end(), std::move(spare));
    } else {
        item.place->arrival = arrivals.emplace_hint(arrivals.end(), item.arrival, id);
    }
    return true;
}

bool Batcher::cancel(Id id) {
    const auto at = waiting_.find(id);
    if (at == waiting_.end())
        return false;
    remove(at);
    return true;
}

std::vector<Batcher::Id> Batcher::expire(MonoTime now) {
    std::vector<Id> expired;
    while (!deadlines_.empty() && deadlines_.begin()->first <= now) {
        expired.push_back(deadlines_.begin()->second);
        remove(waiting_.find(expired.back()));
    }
    return expired;
}

std::optional<Batcher::Batch> Batcher::take(MonoTime now) {
    auto chosen = models_.end();
    std::optional<Candidate> best;
    for (auto at = models_.begin(); at != models_.end(); ++at)
        if (const auto candidate = candidateOf(at->second, now);
            candidate && (!best || candidate->readySince < best->readySince)) {
            best = candidate;
            chosen = at;
        }
    if (!best)
        return std::nullopt;
    Batch batch{nextSequence_++, chosen->first, {}};
    const auto& items = best->bucket->second.items;
    const auto size = std::min(items.size(), static_cast<std::size_t>(chosen->second.limits.batchSize));
    std::ranges::transform(items.begin(), std::next(items.begin(), static_cast<std::ptrdiff_t>(size)),
                           std::back_inserter(batch.items), [](const auto& item) { return item.second; });
    for (const Id id : batch.items)
        remove(waiting_.find(id));
    ++chosen->second.running;
    running_.emplace(batch.number, Running{chosen->first, chosen->second.serial, size, now});
    return batch;
}

void Batcher::done(std::uint64_t batch, MonoTime now) {
    const auto ended = end(batch);
    if (!ended)
        return;
    const auto& [model, run] = *ended;
    const double seconds = std::chrono::duration<double>(now - run.started).count() / static_cast<double>(run.items);
    const bool isFirst = model->secondsPerItem == 0;
    model->secondsPerItem = isFirst ? seconds : model->secondsPerItem + kNewest * (seconds - model->secondsPerItem);
}

void Batcher::abandon(std::uint64_t batch) {
    end(batch);
}

MonoTime Batcher::nextBatch() const {
    MonoTime next = MonoTime::max();
    for (const auto& [key, model] : models_)
        if (model.running < model.limits.workers)
            for (const auto& [name, bucket] : model.buckets)
                next = std::min(next, readySince(bucket, model.limits));
    return next;
}

MonoTime Batcher::nextExpiry() const {
    return deadlines_.empty() ? MonoTime::max() : deadlines_.begin()->first;
}

int Batcher::queued(const ModelKey& model) const {
    const auto at = models_.find(model);
    return at == models_.end() ? 0 : at->second.queued;
}

int Batcher::running(const ModelKey& model) const {
    const auto at = models_.find(model);
    return at == models_.end() ? 0 : at->second.running;
}

std::chrono::nanoseconds Batcher::expectedWait(const ModelKey& model) const {
    const auto at = models_.find(model);
    if (at == models_.end())
        return std::chrono::nanoseconds(0);
    const std::chrono::duration<double> wait(at->second.queued * at->second.secondsPerItem / at->second.limits.workers);
    return std::chrono::round<std::chrono::nanoseconds>(wait);
}

/// A batch is ready when its oldest item has waited enough, or when the one that fills it has come.
MonoTime Batcher::readySince(const Bucket& bucket, const BatchLimits& limits) {
    const MonoTime waited = bucket.arrivals.begin()->first + limits.maxDelay;
    if (bucket.arrivals.size() < static_cast<std::size_t>(limits.batchSize))
        return waited;
    return std::min(waited, std::next(bucket.arrivals.begin(), limits.batchSize - 1)->first);
}

std::optional<Batcher::Candidate> Batcher::candidateOf(Model& model, MonoTime now) {
    std::optional<Candidate> best;
    if (model.running >= model.limits.workers)
        return best;
    MonoTime bestSince{};
    const auto priority = [](auto bucket) { return bucket->second.items.begin()->first.priority; };
    for (auto at = model.buckets.begin(); at != model.buckets.end(); ++at) {
        const MonoTime since = readySince(at->second, model.limits);
        if (since > now)
            continue;
        const MonoTime longest = best ? std::min(best->readySince, since) : since;
        const bool isBetter = !best || priority(at) > priority(best->bucket) ||
                              (priority(at) == priority(best->bucket) && since < bestSince);
        if (isBetter)
            bestSince = since;
        best = Candidate{isBetter ? at : best->bucket, longest};
    }
    return best;
}

void Batcher::remove(std::unordered_map<Id, Waiting>::iterator at) {
    const auto& [id, item] = *at;
    Model& model = item.model->second;
    if (item.place) {
        const auto& [bucket, place, arrival] = *item.place;
        spareItems_.keep(bucket->second.items.extract(place));
        spareArrivals_.keep(bucket->second.arrivals.extract(arrival));
        if (bucket->second.items.empty())
            model.buckets.erase(bucket);
    }
    if (item.deadline != MonoTime::max())
        deadlines_.erase({item.deadline, id});
    --model.queued;
    spareWaiting_.keep(waiting_.extract(at));
}

std::optional<std::pair<Batcher::Model*, Batcher::Running>> Batcher::end(std::uint64_t batch) {
    const auto at = running_.find(batch);
    if (at == running_.end())
        return std::nullopt;
    Running run = std::move(at->second);
    running_.erase(at);
    const auto model = models_.find(run.model);
    if (model == models_.end() || model->second.serial != run.serial)
        return std::nullopt;
    --model->second.running;
    return std::pair(&model->second, std::move(run));
}

} // namespace inferno::inference
