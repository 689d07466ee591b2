// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/attention.h"

#include <algorithm>
#include <cmath>

#include <QCoreApplication>
#include <QHash>

#include "models/job_store.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

using Act = AttentionItem::Act;

constexpr qint64 kServiceWeight = 1'000'000'000'000;
constexpr qint64 kDueWeight = 1'000'000'000;
constexpr auto kDueSoon = std::chrono::hours(24);
constexpr auto kTight = std::chrono::minutes(15);
constexpr double kMoreOf = 1.5;
constexpr double kLongRun = 1.5;
constexpr quint64 kDiskPercent = 90;
constexpr int kOutOfMemory = 137;

QDateTime dateOf(WallTime time, const QTimeZone& zone) {
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(ms, zone);
}

int minutes(WallTime::duration time) {
    return static_cast<int>(std::chrono::floor<std::chrono::minutes>(time).count());
}

/// Makes the items; one object per call of attentionOf.
class Ranking {
    Q_DECLARE_TR_FUNCTIONS(Attention)
public:
    Ranking(const JobStore& store, const JobForecast& forecast, const AttentionFacts& facts)
        : store_(store), graph_(store.dependencies()), forecast_(forecast), facts_(facts),
          now_(dateOf(facts.now, facts.zone)) {
        for (const auto& run : facts.history)
            if (const QString id = text(run.job_id); !newest_.contains(id))
                newest_.insert(id, &run);
    }

    AttentionList list(int limit);

private:
    struct Candidate {
        int node;
        qint64 weight;
        enum class Kind { Failed, Late, Long } kind;
    };
    void gather();
    void addService(AttentionList& list) const;
    AttentionItem failedItem(const Candidate& candidate, AttentionList& list);
    AttentionItem lateItem(const Candidate& candidate, AttentionList& list) const;
    AttentionItem longItem(const Candidate& candidate) const;
    void recommendRetry(const client::Job& job, const client::Run* run, AttentionItem& item) const;
    void sayMiss(int node, WallTime due, AttentionList& list) const;
    QString when(WallTime time) const { return whenText(dateOf(time, facts_.zone), now_); }
    const client::Job& job(int node) const { return store_.jobs().at(node); }

    const JobStore& store_;
    const DependencyGraph& graph_;
    const JobForecast& forecast_;
    const AttentionFacts& facts_;
    QDateTime now_;
    QHash<QString, const client::Run*> newest_;
    std::vector<JobForecast::FirstDue> firstDue_;
    std::vector<Candidate> candidates_;
    int failed_ = 0;
    bool firstFailure_ = true;
};

void Ranking::gather() {
    firstDue_ = forecast_.firstDueBehind(store_.jobs(), graph_);
    for (int node = 0; node < graph_.size(); ++node) {
        const client::Job& one = job(node);
        if (!one.definition.enabled)
            continue;
        const JobOutlook& outlook = forecast_.of(node);
        const auto due = firstDue_[static_cast<std::size_t>(node)].time;
        const qint64 behind = 10LL * store_.downstreamCount(graph_.name(node));
        if (isFailure(JobStore::shownStatus(one))) {
            ++failed_;
            candidates_.push_back(
                {node, (due && *due < facts_.now + kDueSoon ? kDueWeight : 0) + behind + 3, Candidate::Kind::Failed});
        } else if (outlook.due && outlook.waits && outlook.measured && outlook.slack && *outlook.slack < kTight) {
            const bool misses = outlook.slack->count() < 0;
            candidates_.push_back({node, (misses ? kDueWeight : 0) + behind + 2, Candidate::Kind::Late});
        } else if (one.status == "running" && one.p95 && *one.p95 >= 60) {
            const double ran = std::chrono::duration<double>(facts_.now - outlook.start95).count();
            if (ran > kLongRun * *one.p95)
                candidates_.push_back({node, behind + 1, Candidate::Kind::Long});
        }
    }
}

void Ranking::addService(AttentionList& list) const {
    const auto add = [&](const QString& title, const QString& reason, const QString& status, Act act,
                         const QString& words, const QString& icon) {
        AttentionItem item{{}, title, reason, status, {}, act, words, icon, {}, 0, {}, kServiceWeight};
        list.items.push_back(item);
    };
    if (facts_.tampered)
        //: Needs attention.
        add(tr("The audit vault has been altered"), tr("What it holds can no longer be relied on."), u"failed"_s,
            Act::OpenAudit, tr("See what"), u"shield-alert"_s);
    const int waiting = facts_.queue.queued + facts_.queue.blocked;
    if (facts_.queue.held == "vault_locked" || facts_.queue.held == "vault_unavailable")
        add(tr("The vault is not open: nothing new starts"), tr("%n run(s) wait.", nullptr, waiting), u"failed"_s,
            Act::OpenAudit, tr("Open the vault"), u"lock-open"_s);
    else if (facts_.queue.paused || facts_.queue.held == "queue_paused")
        add(tr("The queue is paused: nothing new starts"), tr("%n run(s) wait.", nullptr, waiting), u"paused"_s,
            Act::Resume, tr("Resume"), u"play"_s);
    const auto& host = facts_.host;
    if (host.disk_total > 0 && host.disk_used * 100 / host.disk_total >= kDiskPercent)
        add(tr("The disk of the data folder is %1 % full").arg(host.disk_used * 100 / host.disk_total),
            tr("Without room neither runs nor events can be recorded."), u"warning"_s, Act::OpenSettings,
            tr("See what takes it"), u"database"_s);
}

void Ranking::sayMiss(int node, WallTime due, AttentionList& list) const {
    if (list.mayMiss.isEmpty())
        //: A job and the time at which it is due: "report may miss 12:00".
        list.mayMiss = tr("%1 may miss %2").arg(graph_.name(node), when(due));
}

void Ranking::recommendRetry(const client::Job& one, const client::Run* run, AttentionItem& item) const {
    item.act = Act::Retry;
    item.actIcon = u"rotate-ccw"_s;
    //: Runs a failed job again.
    item.actText = tr("Retry");
    item.why = tr("Runs it again as it is; what waits for it starts when it completes.");
    const double memory = one.definition.resources.memory_limit_gb;
    const bool outOfMemory = run && (run->exit_code == kOutOfMemory || run->signal == 9);
    if (outOfMemory && memory > 0) {
        item.act = Act::RetryWithMemory;
        item.value = std::ceil(memory * kMoreOf);
        item.actText = tr("Retry with %1 GiB").arg(item.value);
        item.why = tr("It was ended at its limit of %1 GiB; the limit is raised, then it runs again.").arg(memory);
    } else if (one.last_status == "timed_out" && one.definition.timeout) {
        item.act = Act::RetryWithTime;
        item.value = std::ceil(*one.definition.timeout * kMoreOf);
        item.actText = tr("Retry with %1").arg(longDuration(item.value));
        item.why = tr("It was ended at its time limit of %1; the limit is raised, then it runs again.")
                       .arg(longDuration(*one.definition.timeout));
    }
}

AttentionItem Ranking::failedItem(const Candidate& candidate, AttentionList& list) {
    const client::Job& one = job(candidate.node);
    AttentionItem item;
    item.name = graph_.name(candidate.node);
    item.status = JobStore::shownStatus(one);
    item.weight = candidate.weight;
    item.title = tr("%1 failed").arg(item.name);
    const client::Run* run = newest_.value(text(one.id));
    if (run && !isFailure(text(run->status)))
        run = nullptr;
    QStringList reason;
    if (run) {
        item.runId = text(run->id);
        reason.append(causeOf(run->status, run->exit_code, run->signal, run->reason) + u"."_s);
        if (run->attempts_max > 1)
            item.title = tr("%1 failed %2 of %3").arg(item.name).arg(run->attempt).arg(run->attempts_max);
    }
    const auto held = static_cast<int>(heldBackBy(store_.jobs(), graph_, candidate.node).size());
    const auto& due = firstDue_[static_cast<std::size_t>(candidate.node)];
    if (held > 0 && due.time)
        //: After the number of jobs: which of them its schedule wants to start first, and when.
        reason.append(
            tr("Holds back %n job(s), first %1 at %2.", nullptr, held).arg(graph_.name(due.node), when(*due.time)));
    else if (held > 0)
        reason.append(tr("Holds back %n job(s).", nullptr, held));
    item.reason = reason.join(u' ');
    recommendRetry(one, run, item);
    if (std::exchange(firstFailure_, false))
        list.heldBack = held;
    if (held > 0 && due.time && *due.time < facts_.now + kDueSoon)
        sayMiss(due.node, *due.time, list);
    return item;
}

AttentionItem Ranking::lateItem(const Candidate& candidate, AttentionList& list) const {
    const JobOutlook& outlook = forecast_.of(candidate.node);
    AttentionItem item;
    item.name = graph_.name(candidate.node);
    item.status = u"at_risk"_s;
    item.weight = candidate.weight;
    const int spare = minutes(*outlook.slack);
    item.title = spare < 0 ? tr("%1: %2 min short").arg(item.name).arg(-spare)
                           : tr("%1: %2 min to spare").arg(item.name).arg(spare);
    item.reason = tr("At p95 what it waits for takes %1 min; %2 min are left until %3.")
                      .arg(minutes(*outlook.due - *outlook.slack - facts_.now))
                      .arg(minutes(*outlook.due - facts_.now))
                      .arg(when(*outlook.due));
    for (const int node : forecast_.criticalPath(graph_, candidate.node)) {
        const client::Job& one = job(node);
        const std::string& priority = one.definition.priority;
        if (one.status != "running" && priority != "high" && priority != "critical")
            item.names.append(graph_.name(node));
    }
    item.act = item.names.isEmpty() ? Act::ShowPath : Act::RaisePriority;
    item.actText = item.names.isEmpty() ? tr("Show the path") : tr("Raise priority");
    item.actIcon = item.names.isEmpty() ? u"workflow"_s : u"zap"_s;
    item.why = item.names.isEmpty() ? tr("Nothing on its path can be hurried by the queue.")
                                    : tr("These start before others: %1.").arg(item.names.join(u", "_s));
    if (spare < 0)
        sayMiss(candidate.node, *outlook.due, list);
    return item;
}

AttentionItem Ranking::longItem(const Candidate& candidate) const {
    const client::Job& one = job(candidate.node);
    AttentionItem item;
    item.name = graph_.name(candidate.node);
    item.status = u"at_risk"_s;
    item.weight = candidate.weight;
    const double ran = std::chrono::duration<double>(facts_.now - forecast_.of(candidate.node).start95).count();
    item.title = tr("%1 runs for %2").arg(item.name, longDuration(ran));
    item.reason = tr("19 of 20 of its runs end within %1.").arg(longDuration(*one.p95));
    item.act = Act::OpenLog;
    item.actText = tr("Open log");
    item.actIcon = u"scroll-text"_s;
    item.why = tr("The log tells whether it still gets on.");
    return item;
}

AttentionList Ranking::list(int limit) {
    AttentionList list;
    addService(list);
    gather();
    const auto wanted = std::min(candidates_.size(), static_cast<std::size_t>(limit));
    std::ranges::partial_sort(candidates_, candidates_.begin() + static_cast<std::ptrdiff_t>(wanted),
                              [](const Candidate& a, const Candidate& b) {
                                  return a.weight != b.weight ? a.weight > b.weight : a.node < b.node;
                              });
    list.total = static_cast<int>(list.items.size() + candidates_.size());
    list.failed = failed_;
    for (std::size_t i = 0; i < wanted; ++i) {
        const Candidate& candidate = candidates_[i];
        list.items.push_back(candidate.kind == Candidate::Kind::Failed ? failedItem(candidate, list)
                             : candidate.kind == Candidate::Kind::Late ? lateItem(candidate, list)
                                                                       : longItem(candidate));
    }
    return list;
}

} // namespace

AttentionList attentionOf(const JobStore& store, const JobForecast& forecast, const AttentionFacts& facts, int limit) {
    return Ranking(store, forecast, facts).list(limit);
}

} // namespace inferno::models
