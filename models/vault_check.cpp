// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/vault_check.h"

#include <algorithm>

#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int kAskMs = 250;

QString number(std::uint64_t value) {
    return groupedNumber(static_cast<qint64>(value));
}

} // namespace

VaultCheck::VaultCheck(AppState& app, QObject* parent)
    : QObject(parent), app_(app), facts_({"label", "value", "mono"}), problems_({"verdict", "where", "detail", "seq"}) {
    timer_.setSingleShot(true);
    timer_.setInterval(kAskMs);
    connect(&timer_, &QTimer::timeout, this, &VaultCheck::ask);
}

void VaultCheck::start(const QString& level) {
    if (running_)
        return;
    running_ = true;
    level_ = level;
    errorText_.clear();
    run_ = {};
    Q_EMIT changed();
    app_.backend().startVerify(level).then(this, [this](const Result<client::VerifyRun>& run) { take(run); });
}

void VaultCheck::ask() {
    app_.backend().verifyRun(models::text(run_.id)).then(this, [this](const Result<client::VerifyRun>& run) {
        take(run);
    });
}

void VaultCheck::take(const Result<client::VerifyRun>& run) {
    if (!run) {
        end(run.error());
        return;
    }
    run_ = *run;
    if (run_.state == "running") {
        timer_.start();
    } else if (run_.state == "cancelled") {
        running_ = false;
    } else if (!run_.verification) {
        end({ErrorCode::Internal, run_.error.empty() ? "the service gave no result" : run_.error, {}, nullptr});
        return;
    } else {
        running_ = false;
        verdict_ = run_.verification;
        level_ = models::text(verdict_->level);
        showResult();
        app_.setVerdict(*verdict_);
    }
    Q_EMIT changed();
}

void VaultCheck::end(const Error& error) {
    running_ = false;
    errorText_ = titleOfError(error) + u". "_s + detailOfError(error);
    app_.sayError(tr("The vault could not be verified"), error);
    Q_EMIT changed();
}

void VaultCheck::cancel() {
    if (!cancellable())
        return;
    app_.backend().cancelVerify(models::text(run_.id)).then(this, [this](const Result<void>& done) {
        if (!done)
            app_.sayError(tr("The verification could not be stopped"), done.error());
    });
}

void VaultCheck::dismiss() {
    verdict_.reset();
    errorText_.clear();
    facts_.setRows({});
    problems_.setRows({});
    Q_EMIT changed();
}

QString VaultCheck::placeOf(const client::VerifyProblem& problem) {
    QStringList parts;
    if (problem.has_seq)
        parts.append(u'#' + number(problem.seq));
    if (!problem.file.empty() && problem.has_offset)
        parts.append(tr("%1 at byte %2").arg(models::text(problem.file), number(problem.offset)));
    else if (!problem.file.empty())
        parts.append(models::text(problem.file));
    return parts.join(u" · "_s);
}

void VaultCheck::showResult() {
    const client::VerifyResult& result = *verdict_;
    QList<FieldsModel::Row> rows;
    rows.append(FieldsModel::Row{tr("Events"), number(result.events), true});
    rows.append(FieldsModel::Row{tr("Under a signed checkpoint"), number(result.checkpointed), true});
    rows.append(FieldsModel::Row{tr("Unanchored tail"), number(result.unanchored), true});
    rows.append(FieldsModel::Row{tr("Sealed"), number(result.sealed), true});
    rows.append(FieldsModel::Row{tr("Root"), QString(models::text(result.root).left(16) + u"…"_s), true});
    rows.append(FieldsModel::Row{tr("Took"), longDuration(result.seconds), false});
    facts_.setRows(rows);
    QList<FieldsModel::Row> problems;
    for (const client::VerifyProblem& problem : result.problems)
        problems.append(FieldsModel::Row{models::text(problem.verdict), placeOf(problem), models::text(problem.detail),
                                         problem.has_seq ? static_cast<double>(problem.seq) : -1.0});
    problems_.setRows(problems);
}

double VaultCheck::progress() const {
    return run_.bytes_total == 0 ? -1 : static_cast<double>(run_.bytes_done) / static_cast<double>(run_.bytes_total);
}

QString VaultCheck::progressText() const {
    if (!running_)
        return {};
    if (run_.bytes_total == 0)
        return tr("Begins");
    return tr("%1 of %2, %3 events")
        .arg(sizeText(run_.bytes_done), sizeText(run_.bytes_total), number(run_.events_done));
}

QString VaultCheck::tone() const {
    if (!verdict_ || verdict_->verdict == "ok")
        return u"success"_s;
    const bool minor = verdict_->verdict == "torn_tail" || verdict_->verdict == "erased" ||
                       verdict_->verdict == "pruned" || verdict_->verdict == "key_unavailable";
    return minor ? u"warning"_s : u"failed"_s;
}

QString VaultCheck::title() const {
    if (!verdict_)
        return {};
    const QHash<QString, QString> titles = {
        {u"ok"_s, tr("The vault is whole")},
        {u"torn_tail"_s, tr("The last write was cut off")},
        {u"erased"_s, tr("Parts were erased on request")},
        {u"pruned"_s, tr("Old parts were pruned")},
        {u"altered"_s, tr("The vault has been altered")},
        {u"missing"_s, tr("Parts of the vault are missing")},
        {u"rolled_back"_s, tr("The vault was rolled back to an older state")},
        {u"key_unavailable"_s, tr("A key is not available")},
    };
    return titles.value(models::text(verdict_->verdict), models::text(verdict_->verdict));
}

QString VaultCheck::text() const {
    if (!verdict_)
        return {};
    if (verdict_->problems.empty())
        return tr("%1 events, level %2, in %3")
            .arg(number(verdict_->events), models::text(verdict_->level), longDuration(verdict_->seconds));
    const auto known = std::ranges::find_if(verdict_->problems, [](const auto& p) { return p.has_seq; });
    const auto& problem = known == verdict_->problems.end() ? verdict_->problems.front() : *known;
    const QString where = placeOf(problem);
    return where.isEmpty() ? models::text(problem.detail) : tr("%1: %2").arg(where, models::text(problem.detail));
}

double VaultCheck::firstBad() const {
    double first = -1;
    if (verdict_ && tone() == "failed"_L1)
        for (const client::VerifyProblem& problem : verdict_->problems)
            if (problem.has_seq && (first < 0 || static_cast<double>(problem.seq) < first))
                first = static_cast<double>(problem.seq);
    return first;
}

} // namespace inferno::models
