// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of the overview's tiles, in words.
#include "models/overview_page.h"

#include <algorithm>

#include "models/app_state.h"
#include "models/language.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPercent = 100;

QString percent(double share) {
    return locale().toString(share * kPercent, 'f', 1);
}

} // namespace

QString OverviewPage::sentence() const {
    return state() == PageState::Offline ? tr("The service does not answer.") : sentence_;
}

QString OverviewPage::tone() const {
    return state() == PageState::Offline ? u"failed"_s : tone_;
}

QString OverviewPage::runsDifference() const {
    const int difference = queue_.runs_24h - queue_.runs_before;
    return difference == 0  ? tr("as yesterday")
           : difference > 0 ? tr("+%1 vs yesterday").arg(difference)
                            : tr("%1 vs yesterday").arg(difference);
}

QList<int> OverviewPage::runCounts() const {
    const auto ended = [this](const char* status) {
        const auto found = queue_.last_24h.find(status);
        return found == queue_.last_24h.end() ? 0 : found->second;
    };
    return {ended("completed"), ended("failed") + ended("timed_out"), ended("cancelled") + ended("skipped"),
            queue_.running + queue_.retrying, queue_.queued + queue_.blocked};
}

QList<double> OverviewPage::perHour() const {
    return {queue_.per_hour.begin(), queue_.per_hour.end()};
}

bool OverviewPage::hasRate() const {
    const QList<int> counts = runCounts();
    return counts.at(0) + counts.at(1) > 0;
}

QString OverviewPage::rate() const {
    return percent(queue_.success_rate_24h);
}

QString OverviewPage::rateDifference() const {
    if (queue_.runs_before == 0)
        return {};
    return tr("%1 pt").arg(percent(std::abs(queue_.success_rate_24h - queue_.success_rate_before)));
}

QString OverviewPage::ratePrevious() const {
    return queue_.runs_before > 0 ? tr("vs %1 % before").arg(percent(queue_.success_rate_before))
                                  : tr("no runs the day before");
}

QString OverviewPage::rateTip() const {
    if (!hasRate())
        return tr("No run ended in the last 24 h");
    return queue_.runs_before > 0
               ? tr("%1 % of the runs of the last 24 h succeeded; %2 % in the 24 h before")
                     .arg(rate(), percent(queue_.success_rate_before))
               : tr("%1 % of the runs of the last 24 h succeeded; there were none in the 24 h before").arg(rate());
}

QString OverviewPage::sealText() const {
    return app().sealedText().isEmpty() ? tr("none yet") : app().sealedText();
}

bool OverviewPage::sealGood() const {
    return app().auditStatus().last_verdict == "ok";
}

QString OverviewPage::sealDetail() const {
    const auto& status = app().auditStatus();
    const qint64 tail = static_cast<qint64>(status.events) - static_cast<qint64>(status.checkpointed);
    const QDateTime verified = timeOf(status.last_verified, app().zone());
    const QString when = verified.isValid() ? whenText(verified, nowIn(app().clock(), app().zone())) : QString();
    const QString first = when.isEmpty() ? tr("not verified yet")
                          : sealGood()   ? tr("verified %1").arg(when)
                                         : text(status.last_verdict);
    return tr("%1 · %2 unsigned").arg(first, groupedNumber(std::max<qint64>(0, tail)));
}

double OverviewPage::memoryShare() const {
    return hasHost() ? static_cast<double>(host_.memory_used) / static_cast<double>(host_.memory_total) : 0;
}

QString OverviewPage::memoryText() const {
    // Both in the unit of the total, which is said once.
    const QString used = sizeText(host_.memory_used);
    const QString total = sizeText(host_.memory_total);
    const QString unit = total.section(u' ', -1);
    return tr("%1 / %2").arg(used.endsWith(u' ' + unit) ? used.chopped(unit.size() + 1) : used, total);
}

QString OverviewPage::hostTip() const {
    return hasHost() ? tr("Processor %1 %, memory %2 of %3, %4")
                           .arg(cpuPercent())
                           .arg(sizeText(host_.memory_used), sizeText(host_.memory_total), diskText())
                     : QString();
}

QString OverviewPage::diskText() const {
    if (host_.disk_total == 0)
        return {};
    return tr("disk %1 %").arg(host_.disk_used * 100 / host_.disk_total);
}

QString OverviewPage::nowText() const {
    return nowIn(app().clock(), app().zone()).toString(u"HH:mm");
}

QString OverviewPage::firstFailing() const {
    for (const AttentionItem& item : list_.items)
        if (!item.name.isEmpty() && isFailure(item.status))
            return item.name;
    return {};
}

QString OverviewPage::nextText() const {
    return nextAt_.isValid() ? whenText(nextAt_, nowIn(app().clock(), app().zone())) : QString();
}

QString OverviewPage::nextIn() const {
    return nextAt_.isValid() ? relativeText(nextAt_, nowIn(app().clock(), app().zone())) : tr("nothing is planned");
}

QString OverviewPage::vaultProblem() const {
    return app().vaultState() == AppState::VaultState::Locked ? tr("The vault is locked") : QString();
}

QString OverviewPage::eventsText() const {
    return groupedNumber(static_cast<qint64>(app().auditStatus().events));
}

QString OverviewPage::eventsDetail() const {
    const auto& status = app().auditStatus();
    if (status.anchors.empty())
        return tr("no place outside holds its checkpoints");
    return status.unanchored == 0
               ? tr("all held by %n place(s) outside", nullptr, static_cast<int>(status.anchors.size()))
               : tr("%1 not yet held outside").arg(groupedNumber(static_cast<qint64>(status.unanchored)));
}

int OverviewPage::diskPercent() const {
    return host_.disk_total > 0 ? static_cast<int>(host_.disk_used * kPercent / host_.disk_total) : 0;
}

QString OverviewPage::diskDetail() const {
    if (host_.disk_total == 0)
        return {};
    //: Room on a disk: what is left of how much.
    return tr("%1 free of %2").arg(sizeText(host_.disk_total - host_.disk_used), sizeText(host_.disk_total));
}

QString OverviewPage::modelsText() const {
    const auto ready = std::ranges::count(models_, "ready", &client::Model::status);
    return models_.empty() ? u"0"_s : tr("%1 of %2").arg(ready).arg(models_.size());
}

bool OverviewPage::modelsGood() const {
    return std::ranges::none_of(models_, [](const auto& model) { return model.status == "unhealthy"; });
}

QString OverviewPage::modelsDetail() const {
    const auto sick = std::ranges::find(models_, "unhealthy", &client::Model::status);
    if (sick != models_.end())
        return tr("%1 %2 is not well").arg(text(sick->name), text(sick->version));
    quint64 requests = 0;
    for (const auto& model : models_)
        requests += model.requests;
    return models_.empty() ? tr("none is registered")
                           : tr("%1 requests").arg(groupedNumber(static_cast<qint64>(requests)));
}

QString OverviewPage::capacityText() const {
    if (capacity_.workers == 0)
        return tr("How many workers are busy today");
    return tr("How many of %1 workers are busy today; at most %2 are expected from now on")
        .arg(capacity_.workers)
        .arg(qRound(capacity_.most));
}

} // namespace inferno::models
