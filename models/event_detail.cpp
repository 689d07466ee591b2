// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/event_detail.h"

#include <algorithm>

#include <QElapsedTimer>

#include <nlohmann/json.hpp>

#include "models/dates.h"
#include "models/event_changes.h"
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

/// "inferno.local/5d0c81aa…": a vault's name as far as a line has room.
QString shortName(const std::string& name) {
    constexpr qsizetype kShown = 32;
    const QString all = text(name);
    return all.size() <= kShown ? all : QString(all.left(kShown - 10) + u'…');
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
    : QObject(parent), app_(app), facts_({"label", "value", "mono", "field"}), changes_({"key", "before", "after"}),
      related_(app), proofFacts_({"label", "value", "mono", "rest"}), proofSteps_({"title", "text", "holds"}) {
    connect(&app, &AppState::vaultChanged, this, &EventDetail::tailChanged);
}

void EventDetail::choose(const client::AuditEvent& event) {
    event_ = event;
    forgetProof();
    showFacts();
    related_.choose(event_);
    Q_EMIT chosenChanged();
    if (expectedSeq_ == event.seq)
        Q_EMIT proofWanted();
}

void EventDetail::expect(std::uint64_t seq, const QString& leafHash) {
    expectedSeq_ = seq;
    expectedLeaf_ = leafHash;
}

void EventDetail::close() {
    if (!event_)
        return;
    event_.reset();
    expectedSeq_.reset();
    forgetProof();
    related_.choose(event_);
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

QString EventDetail::actor() const {
    return !event_ ? QString() : event_->user.empty() ? tr("Inferno") : text(event_->user);
}

QString EventDetail::verb() const {
    if (!event_)
        return {};
    //: Between who and what: "tmp-intern2 was refused vault/export".
    return event_->result == "denied"    ? tr("was refused")
           : event_->result == "failure" ? tr("failed at")
                                         : tr("acted on");
}

QString EventDetail::object() const {
    return !event_ ? QString() : event_->resource.empty() ? tr("the service") : text(event_->resource);
}

QString EventDetail::whereText() const {
    if (!event_)
        return {};
    const QDateTime time = timeOf(event_->received, app_.zone());
    const bool thisYear = time.date().year() == nowIn(app_.clock(), app_.zone()).date().year();
    const QString when = dated(time, thisYear ? DateForm::DayMonthSeconds : DateForm::DayMonthYearSeconds);
    return event_->source_ip.empty() ? when : tr("from %1, %2").arg(text(event_->source_ip), when);
}

QString EventDetail::words() const {
    //: An event as a sentence: who, "was refused", what, from where and when.
    return event_ ? tr("%1 %2 %3 %4").arg(actor(), verb(), object(), whereText()) : QString();
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
    QList<FieldsModel::Row> changes;
    for (const EventChange& change : changesOf(event_->details))
        changes.append({change.key, change.before, change.after});
    changes_.setRows(changes);
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
            if (proof) {
                check(*proof);
                app_.backend()
                    .remembered(proof->tree_size)
                    .then(this, [this, seq](const Result<Backend::Remembered>& remembered) {
                        if (event_ && event_->seq == seq && proof_ && remembered)
                            addRemembered(*remembered);
                    });
            } else
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
    proofNodes_.clear();
    for (const std::string& node : result.nodes)
        proofNodes_.append(tinyHash(node));
    const QString at = nowIn(app_.clock(), app_.zone()).toString(u"HH:mm:ss");
    proofText_ = tr("Computed in this window at %1, in %2 ms").arg(at).arg(std::max<qint64>(1, timer.elapsed()));

    const QString size = number(proof.tree_size);
    const bool sealed = proof.seq < app_.auditStatus().sealed;
    proofFacts_.setRows({{tr("Sequence"), number(proof.seq), true, tr("of %1").arg(size)},
                         {tr("Leaf hash"), shortHash(proof.leaf_hash), true, QString()},
                         {tr("Salt"), shortHash(proof.salt), true, QString()},
                         {tr("Root"), shortHash(proof.root), true, QString()},
                         {tr("Stored in"), sealed ? tr("sealed segment") : tr("write-ahead log"), false, QString()}});

    proofSteps_.setRows({});
    const auto add = [this](const Result<void>& part, const QString& title, const QString& words) {
        addStep(part.has_value(), title, part ? words : detailOfError(part.error()));
    };
    if (expectedSeq_ == proof.seq && !expectedLeaf_.isEmpty()) {
        const bool same = expectedLeaf_.compare(text(proof.leaf_hash), Qt::CaseInsensitive) == 0;
        addStep(same, same ? tr("This is the event that the link names") : tr("The link names another event"),
                same ? shortHash(proof.leaf_hash) : tr("its leaf is %1").arg(shortHash(expectedLeaf_.toStdString())));
    }
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
        tr("Ed25519 · key %1 of %2").arg(text(result.keyId), shortName(result.signer)));
}

void EventDetail::addStep(bool holds, const QString& title, const QString& words) {
    proofSteps_.append({{title, words, holds}});
    holds_ = holds_ && holds;
}

void EventDetail::addRemembered(const Backend::Remembered& remembered) {
    if (!remembered.known)
        return;
    const QDateTime now = nowIn(app_.clock(), app_.zone());
    QStringList words;
    if (!remembered.against.empty()) {
        words.append(text(remembered.against));
    } else if (remembered.seen == 0) {
        words.append(tr("this computer sees the vault for the first time"));
    } else {
        words.append(tr("%1 records, seen %2 by this computer")
                         .arg(number(remembered.seen), whenText(timeOf(remembered.seenTime, app_.zone()), now)));
    }
    QDateTime newest;
    int witnesses = 0;
    for (const client::AnchorStatus& anchor : app_.auditStatus().anchors) {
        if (anchor.kind != "witness" || anchor.size == 0 || anchor.rolled_back)
            continue;
        ++witnesses;
        newest = std::max(newest, timeOf(anchor.time, app_.zone()));
    }
    if (witnesses > 0)
        words.append(tr("%n witness(es), %1", "", witnesses).arg(whenText(newest, now)));
    const bool holds = remembered.against.empty();
    addStep(holds,
            !holds                 ? tr("Not what this computer remembers")
            : remembered.seen == 0 ? tr("The checkpoint is remembered from now on")
                                   : tr("Consistent with the last remembered checkpoint"),
            words.join(u" · "_s));
    Q_EMIT proofChanged();
}

QString EventDetail::proofTitle() const {
    return holds_ ? tr("Inclusion proof verified") : tr("The proof does not hold");
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

QString EventDetail::link() const {
    return proof_ ? QString(u"inferno://audit/"_s + QString::number(proof_->seq) + u'@' + text(proof_->leaf_hash))
                  : QString();
}

QString EventDetail::verifierKey() const {
    return text(app_.auditStatus().verifier_key);
}

QString EventDetail::tailText() const {
    const auto& status = app_.auditStatus();
    if (status.anchors.empty()) {
        const auto tail = static_cast<qint64>(status.events) - static_cast<qint64>(status.checkpointed);
        return tail > 0 ? tr("Unsigned tail: %n records; no anchor outside of the vault", "", static_cast<int>(tail))
                        : tr("Signed to the last record; no anchor outside of the vault");
    }
    if (status.unanchored == 0)
        return tr("No unanchored tail: an anchor covers every record");
    return tr("Unanchored tail: %1 records, %2")
        .arg(number(status.unanchored), longDuration(status.unanchored_seconds));
}

QString EventDetail::anchorText() const {
    QDateTime newest;
    for (const client::AnchorStatus& anchor : app_.auditStatus().anchors)
        if (!anchor.time.empty())
            newest = std::max(newest, timeOf(anchor.time, app_.zone()));
    return newest.isValid() ? tr("last anchored %1").arg(whenText(newest, nowIn(app_.clock(), app_.zone())))
                            : QString();
}

} // namespace inferno::models
