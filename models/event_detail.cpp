// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/event_detail.h"

#include <QElapsedTimer>

#include <nlohmann/json.hpp>

#include "models/proof_check.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

/// "9f3c 51d8 … e1a7": a hash as people compare it.
QString shortHash(const std::string& hex) {
    const QString all = text(hex);
    if (all.size() <= 24)
        return all;
    return all.mid(0, 4) + u' ' + all.mid(4, 4) + u' ' + all.mid(8, 4) + u" … "_s + all.mid(all.size() - 8, 4) + u' ' +
           all.right(4);
}

QString tinyHash(const std::string& hex) {
    const QString all = text(hex);
    return all.size() <= 10 ? all : all.left(4) + u"…"_s + all.right(4);
}

QString number(std::uint64_t value) {
    return groupedNumber(static_cast<qint64>(value));
}

} // namespace

EventDetail::EventDetail(AppState& app, QObject* parent)
    : QObject(parent), app_(app), facts_({"label", "value", "mono", "field"}), proofFacts_({"label", "value", "mono"}),
      proofSteps_({"title", "text", "holds"}) {
    connect(&app, &AppState::vaultChanged, this, &EventDetail::tailChanged);
}

void EventDetail::choose(const client::AuditEvent& event) {
    event_ = event;
    forgetProof();
    showFacts();
    Q_EMIT chosenChanged();
}

void EventDetail::close() {
    if (!event_)
        return;
    event_.reset();
    forgetProof();
    Q_EMIT chosenChanged();
}

void EventDetail::forgetProof() {
    proof_.reset();
    holds_ = false;
    proving_ = false;
    proofError_.clear();
    proofText_.clear();
    Q_EMIT proofChanged();
}

QString EventDetail::action() const {
    return event_ ? text(event_->action) : QString();
}
QString EventDetail::seqText() const {
    return event_ ? u"#"_s + number(event_->seq) : QString();
}
QString EventDetail::outcome() const {
    return event_ ? text(event_->result) : QString();
}
QString EventDetail::id() const {
    return event_ ? text(event_->id) : QString();
}

QString EventDetail::words() const {
    if (!event_)
        return {};
    const QString when = exactText(timeOf(event_->received, app_.zone()));
    const QString who = event_->user.empty() ? tr("Inferno") : text(event_->user);
    return tr("%1 on %2, %3").arg(who, event_->resource.empty() ? tr("the service") : text(event_->resource), when);
}

QString EventDetail::json() const {
    if (!event_)
        return {};
    nlohmann::json json = *event_;
    // Both are JSON texts of their own: shown as what they hold.
    for (const char* key : {"details", "extra"}) {
        if (json.contains(key) && json[key].is_string()) {
            auto inner = nlohmann::json::parse(json[key].get<std::string>(), nullptr, false);
            if (!inner.is_discarded())
                json[key] = std::move(inner);
        }
    }
    return text(json.dump(2));
}

void EventDetail::showFacts() {
    QList<FieldsModel::Row> rows;
    const auto add = [&rows](const QString& label, const std::string& value, const QString& field, bool mono = false) {
        if (!value.empty())
            rows.append({label, text(value), mono, field});
    };
    rows.append({tr("Sequence"), number(event_->seq), true, QString()});
    rows.append({tr("Recorded"), exactText(timeOf(event_->received, app_.zone())), false, QString()});
    add(tr("Type"), event_->event_type, u"event_type"_s);
    add(tr("Action"), event_->action, u"action"_s);
    add(tr("Actor"), event_->user, u"user"_s);
    add(tr("Object"), event_->resource, u"resource"_s, true);
    add(tr("Result"), event_->result, u"result"_s);
    add(tr("Severity"), event_->severity, u"severity"_s);
    add(tr("From"), event_->source_ip, u"source_ip"_s, true);
    add(tr("Program"), event_->user_agent, {});
    add(tr("Session"), event_->session_id, u"session_id"_s, true);
    add(tr("Trace"), event_->trace_id, u"trace_id"_s, true);
    add(tr("Origin"), event_->origin, {});
    add(tr("Recorded by"), event_->recorded_by, {});
    add(tr("Details"), event_->details, {}, true);
    add(tr("Id"), event_->id, {}, true);
    facts_.setRows(rows);
}

void EventDetail::prove() {
    if (!event_ || proving_)
        return;
    proving_ = true;
    proofError_.clear();
    Q_EMIT proofChanged();
    app_.backend()
        .prove(event_->seq)
        .then(this, [this, seq = event_->seq](const Result<client::InclusionProof>& proof) {
            if (!event_ || event_->seq != seq)
                return; // another event was chosen meanwhile
            proving_ = false;
            if (proof)
                check(*proof);
            else
                proofError_ = titleOfError(proof.error()) + u". "_s + detailOfError(proof.error());
            Q_EMIT proofChanged();
        });
}

void EventDetail::check(const client::InclusionProof& proof) {
    proof_ = proof;
    QElapsedTimer timer;
    timer.start();
    const ProofCheck result = checkProof(proof, *event_, app_.auditStatus().verifier_key);
    holds_ = result.holds();
    const QString at = nowIn(app_.clock(), app_.zone()).toString(u"HH:mm:ss");
    proofText_ = tr("Computed in this window at %1, in %2 ms").arg(at).arg(std::max<qint64>(1, timer.elapsed()));

    const QString size = number(proof.tree_size);
    proofFacts_.setRows({{tr("Sequence"), tr("%1 of %2").arg(number(proof.seq), size), true},
                         {tr("Leaf index"), number(proof.leaf_index), true},
                         {tr("Leaf hash"), shortHash(proof.leaf_hash), true},
                         {tr("Salt"), shortHash(proof.salt), true},
                         {tr("Root"), shortHash(proof.root), true},
                         {tr("Checkpoint"), tr("%1 records").arg(size), true},
                         {tr("Signed by"), text(result.signer), true},
                         {tr("Key"), text(result.keyId), true}});

    QList<FieldsModel::Row> steps;
    const auto add = [&steps](const Result<void>& part, const QString& title, const QString& words) {
        steps.append({title, part ? words : detailOfError(part.error()), part.has_value()});
    };
    add(result.leaf, result.leaf ? tr("Leaf recomputed from the record") : tr("The leaf hash does not fit the record"),
        u"SHA-256(0x00 ‖ salt ‖ record)"_s);
    add(result.event, result.event ? tr("The record says what is shown here") : tr("The record says something else"),
        tr("actor, action, object, result, address and details"));
    add(result.path,
        result.path ? tr("%n siblings lead to the checkpoint's root", "", proofLevels())
                    : tr("The siblings do not lead to the checkpoint's root"),
        shortHash(proof.root));
    add(result.signature,
        result.signature ? tr("Checkpoint %1 is signed").arg(size) : tr("The signature does not hold"),
        tr("Ed25519 · key %1").arg(text(result.keyId)));
    proofSteps_.setRows(steps);
}

QString EventDetail::proofTitle() const {
    return holds_ ? tr("Inclusion proof verified here") : tr("The proof does not hold");
}
QString EventDetail::proofLeaf() const {
    return proof_ ? tinyHash(proof_->leaf_hash) : QString();
}
QString EventDetail::proofRoot() const {
    return proof_ ? tinyHash(proof_->root) : QString();
}
QString EventDetail::proofRootLabel() const {
    return proof_ ? tr("root, %1").arg(number(proof_->tree_size)) : QString();
}

QStringList EventDetail::proofSiblings() const {
    QStringList siblings;
    if (proof_) {
        for (const auto& hash : proof_->path)
            siblings.append(tinyHash(hash));
    }
    return siblings;
}

QString EventDetail::proofJson() const {
    return proof_ ? text(nlohmann::json(*proof_).dump(2)) : QString();
}

QString EventDetail::tailText() const {
    const auto& status = app_.auditStatus();
    const qint64 tail = static_cast<qint64>(status.events) - static_cast<qint64>(status.checkpointed);
    return tail > 0 ? tr("Unsigned tail: %1 records after the newest checkpoint").arg(groupedNumber(tail))
                    : tr("No unsigned tail: the newest checkpoint covers every record");
}

} // namespace inferno::models
