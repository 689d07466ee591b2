// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit_page.h"

#include <algorithm>
#include <map>

#include <QLocale>
#include <QUrlQuery>
#include <QUuid>

#include <nlohmann/json.hpp>

#include "models/app_state.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPageSize = 200;
constexpr int kBars = 48;
constexpr int kBarLabels = 6;
constexpr int kActionsShown = 6;

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

const QStringList& knownKeys() {
    static const QStringList keys = {u"user"_s,     u"action"_s, u"type"_s, u"result"_s,
                                     u"severity"_s, u"since"_s,  u"until"_s};
    return keys;
}

} // namespace

AuditPage::AuditPage(AppState& app)
    : PageObject(app), events_(app.backend(), app.clock(), app.zone()), tokens_({"key", "value", "negated"}),
      actions_({"name", "total", "share"}), facts_({"label", "value", "mono"}), proofFacts_({"label", "value"}),
      problems_({"verdict", "where", "detail"}) {
    view_ = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
    connect(&events_, &AuditList::countChanged, this, &AuditPage::summarise);
    connect(&events_, &AuditList::fetchFailed, this, &AuditPage::setFailed);
    connect(&app.backend(), &Backend::auditGrew, this, [this](quint64 events, quint64) {
        if (newest_ == 0 || events <= newest_)
            return;
        fresh_ = static_cast<int>(std::min<quint64>(events - newest_, 1'000'000));
        Q_EMIT freshChanged();
    });
}

QList<AuditPage::Token> AuditPage::parse(const QString& query, QString* error) {
    QList<Token> tokens;
    for (const QString& part : query.split(u' ', Qt::SkipEmptyParts)) {
        const auto colon = part.indexOf(u':');
        const QString key = part.left(colon);
        if (colon > 0 && knownKeys().contains(key) && colon + 1 < part.size())
            tokens.append({key, part.mid(colon + 1)});
        else if (colon > 0 && !part.at(0).isDigit())
            *error = tr("“%1” is not a field: use %2").arg(key, knownKeys().join(u", "_s));
        else
            tokens.append({QString(), part});
    }
    return tokens;
}

client::AuditQuery AuditPage::wanted() const {
    client::AuditQuery query;
    query.limit = kPageSize;
    query.view = view_;
    const std::map<QString, std::string client::AuditQuery::*> fields = {
        {u"user"_s, &client::AuditQuery::user},         {u"action"_s, &client::AuditQuery::action},
        {u"type"_s, &client::AuditQuery::event_type},   {u"result"_s, &client::AuditQuery::result},
        {u"severity"_s, &client::AuditQuery::severity}, {u"since"_s, &client::AuditQuery::since},
        {u"until"_s, &client::AuditQuery::until},
    };
    for (const Token& token : parts_) {
        const auto field = fields.find(token.key);
        std::string& target = field == fields.end() ? query.query : query.*(field->second);
        if (!target.empty())
            target += field == fields.end() ? ' ' : ',';
        target += token.value.toStdString();
    }
    return query;
}

void AuditPage::refresh() {
    read();
}

void AuditPage::read() {
    setRefreshing();
    const auto query = wanted();
    app().backend().auditEvents(query).then(this, [this, query](const Result<client::AuditPage>& page) {
        if (!page) {
            setFailed(page.error());
            return;
        }
        fresh_ = 0;
        newest_ = std::max<quint64>(app().auditStatus().events, page->items.empty() ? 0 : page->items.front().seq);
        blocksText_ = tr("%1 blocks read, %2 skipped")
                          .arg(groupedNumber(static_cast<qint64>(page->scanned_blocks)),
                               groupedNumber(static_cast<qint64>(page->skipped_blocks)));
        events_.reset(query, *page);
        setLoaded(page->items.empty(), !parts_.isEmpty());
        if (const int row = events_.rowOf(wantedSeq_); wantedSeq_ != 0 && row >= 0)
            chooseRow(row);
        Q_EMIT freshChanged();
        Q_EMIT chosenChanged();
    });
}

void AuditPage::enter(const QString& argument) {
    const auto question = argument.indexOf(u'?');
    if (question >= 0) {
        QStringList parts;
        for (const auto& [key, value] : QUrlQuery(argument.mid(question + 1)).queryItems())
            parts.append(key + u':' + value);
        search(parts.join(u' '));
    }
    wantedSeq_ = argument.left(question).toULongLong();
    if (const int row = events_.rowOf(wantedSeq_); wantedSeq_ != 0 && row >= 0)
        chooseRow(row);
}

void AuditPage::search(const QString& query) {
    QString error;
    auto parts = parse(query, &error);
    queryError_ = error;
    if (error.isEmpty()) {
        query_ = query.simplified();
        parts_ = std::move(parts);
        view_ = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
        QList<FieldsModel::Row> rows;
        for (const Token& token : parts_)
            rows.append({token.key, token.value, false});
        tokens_.setRows(rows);
        read();
    }
    Q_EMIT queryChanged();
}

void AuditPage::addFilter(const QString& key, const QString& value) {
    const QString token = key + u':' + value;
    if (!query_.split(u' ').contains(token))
        search(query_ + u' ' + token);
}

void AuditPage::removeToken(int index) {
    QStringList left;
    for (qsizetype i = 0; i < parts_.size(); ++i) {
        if (i != index)
            left.append(parts_.at(i).key.isEmpty() ? parts_.at(i).value : parts_.at(i).key + u':' + parts_.at(i).value);
    }
    search(left.join(u' '));
}

void AuditPage::clearFilters() {
    search({});
}

void AuditPage::showFresh() {
    app().backend().auditEvents(wanted()).then(this, [this](const Result<client::AuditPage>& page) {
        if (!page) {
            setFailed(page.error());
            return;
        }
        newest_ += static_cast<quint64>(fresh_);
        fresh_ = 0;
        events_.prepend(*page);
        setLoaded(events_.count() == 0, !parts_.isEmpty());
        Q_EMIT freshChanged();
        Q_EMIT chosenChanged();
    });
}

void AuditPage::summarise() {
    const auto& events = events_.events();
    std::map<QString, int> counts;
    for (const auto& event : events)
        ++counts[text(event.action)];
    std::vector<std::pair<QString, int>> sorted(counts.begin(), counts.end());
    std::ranges::stable_sort(sorted, std::greater{}, &std::pair<QString, int>::second);
    sorted.resize(std::min<std::size_t>(sorted.size(), kActionsShown));
    QList<FieldsModel::Row> rows;
    for (const auto& [action, count] : sorted)
        rows.append({action, count, static_cast<double>(count) / static_cast<double>(events.size())});
    actions_.setRows(rows);
    showBars();
    Q_EMIT eventsRead();
}

void AuditPage::showBars() {
    const auto& events = events_.events();
    bars_.fill({});
    barTimes_.clear();
    histogramText_.clear();
    if (events.isEmpty())
        return;
    const QDateTime last = timeOf(events.first().received, app().zone());
    const QDateTime first = timeOf(events.last().received, app().zone());
    const qint64 span = std::max<qint64>(kBars, first.secsTo(last) + 1);
    bars_.fill(QList<double>(kBars, 0));
    for (const auto& event : events) {
        const qint64 at = first.secsTo(timeOf(event.received, app().zone())) * kBars / span;
        const std::size_t kind = event.result == "denied" ? 1 : event.result == "failure" ? 2 : 0;
        ++bars_[kind][std::clamp<qint64>(at, 0, kBars - 1)];
    }
    for (int i = 0; i < kBars; ++i)
        barTimes_.append(first.addSecs(span * i / kBars).toString(u"HH:mm"));
    histogramText_ = tr("since %1").arg(whenText(first, nowIn(app().clock(), app().zone())));
}

QStringList AuditPage::barLabels() const {
    QStringList labels;
    for (qsizetype i = 0; i < barTimes_.size(); i += kBars / kBarLabels)
        labels.append(barTimes_.at(i));
    return labels;
}

QString AuditPage::countText() const {
    const QString number = groupedNumber(events_.count());
    return events_.complete() ? tr("%1 events").arg(number) : tr("%1 newest events").arg(number);
}

QString AuditPage::tailText() const {
    const auto& status = app().auditStatus();
    const qint64 tail = static_cast<qint64>(status.events) - static_cast<qint64>(status.checkpointed);
    return tail > 0 ? tr("Unsigned tail: %1 records after the newest checkpoint").arg(groupedNumber(tail))
                    : tr("No unsigned tail: the newest checkpoint covers every record");
}

void AuditPage::chooseRow(int row) {
    if (row < 0 || row >= events_.count())
        return;
    chosen_ = events_.events().at(row);
    wantedSeq_ = 0;
    proof_.reset();
    proofError_.clear();
    showFacts();
    Q_EMIT proofChanged();
    Q_EMIT chosenChanged();
}

void AuditPage::close() {
    chosen_.reset();
    proof_.reset();
    Q_EMIT proofChanged();
    Q_EMIT chosenChanged();
}

QString AuditPage::chosenAction() const {
    return chosen_ ? text(chosen_->action) : QString();
}
QString AuditPage::chosenSeq() const {
    return chosen_ ? u"#"_s + groupedNumber(static_cast<qint64>(chosen_->seq)) : QString();
}
QString AuditPage::chosenOutcome() const {
    return chosen_ ? text(chosen_->result) : QString();
}

QString AuditPage::chosenWords() const {
    if (!chosen_)
        return {};
    const QString when = exactText(timeOf(chosen_->received, app().zone()));
    const QString who = chosen_->user.empty() ? tr("Inferno") : text(chosen_->user);
    return tr("%1 on %2, %3").arg(who, chosen_->resource.empty() ? tr("the service") : text(chosen_->resource), when);
}

QString AuditPage::chosenJson() const {
    if (!chosen_)
        return {};
    nlohmann::json json = *chosen_;
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

void AuditPage::showFacts() {
    QList<FieldsModel::Row> rows;
    const auto add = [&rows](const QString& label, const std::string& value, bool mono = false) {
        if (!value.empty())
            rows.append({label, text(value), mono});
    };
    rows.append({tr("Sequence"), groupedNumber(static_cast<qint64>(chosen_->seq)), true});
    rows.append({tr("Recorded"), exactText(timeOf(chosen_->received, app().zone())), false});
    add(tr("Type"), chosen_->event_type);
    add(tr("Action"), chosen_->action);
    add(tr("Actor"), chosen_->user);
    add(tr("Object"), chosen_->resource, true);
    add(tr("Result"), chosen_->result);
    add(tr("Severity"), chosen_->severity);
    add(tr("From"), chosen_->source_ip, true);
    add(tr("Program"), chosen_->user_agent);
    add(tr("Session"), chosen_->session_id, true);
    add(tr("Trace"), chosen_->trace_id, true);
    add(tr("Origin"), chosen_->origin);
    add(tr("Recorded by"), chosen_->recorded_by);
    add(tr("Details"), chosen_->details, true);
    add(tr("Id"), chosen_->id, true);
    facts_.setRows(rows);
}

void AuditPage::prove() {
    if (!chosen_ || proving_)
        return;
    proving_ = true;
    proofError_.clear();
    Q_EMIT proofChanged();
    app()
        .backend()
        .prove(chosen_->seq)
        .then(this, [this, seq = chosen_->seq](const Result<client::InclusionProof>& proof) {
            proving_ = false;
            if (chosen_ && chosen_->seq == seq) {
                if (proof)
                    proof_ = *proof;
                else
                    proofError_ = titleOfError(proof.error()) + u". "_s + detailOfError(proof.error());
                showProof();
            }
            Q_EMIT proofChanged();
        });
}

void AuditPage::showProof() {
    if (!proof_)
        return;
    QList<FieldsModel::Row> rows;
    rows.append({tr("Sequence"), tr("%1 of %2")
                                     .arg(groupedNumber(static_cast<qint64>(proof_->seq)),
                                          groupedNumber(static_cast<qint64>(proof_->tree_size)))});
    rows.append({tr("Leaf hash"), shortHash(proof_->leaf_hash)});
    rows.append({tr("Root"), shortHash(proof_->root)});
    rows.append({tr("Siblings"), QString::number(proof_->path.size())});
    rows.append({tr("Signed by"), text(proof_->checkpoint).section(u'\n', 0, 0)});
    proofFacts_.setRows(rows);
}

QString AuditPage::proofLeaf() const {
    return proof_ ? tinyHash(proof_->leaf_hash) : QString();
}
QString AuditPage::proofRoot() const {
    return proof_ ? tinyHash(proof_->root) : QString();
}
QString AuditPage::proofRootLabel() const {
    return proof_ ? tr("root, %1").arg(groupedNumber(static_cast<qint64>(proof_->tree_size))) : QString();
}

QStringList AuditPage::proofSiblings() const {
    QStringList siblings;
    if (proof_) {
        for (const auto& hash : proof_->path)
            siblings.append(tinyHash(hash));
    }
    return siblings;
}

void AuditPage::verify(const QString& level) {
    if (verifying_)
        return;
    verifying_ = true;
    Q_EMIT verified();
    app().backend().verifyAudit(level).then(this, [this](const Result<client::VerifyResult>& result) {
        verifying_ = false;
        if (!result) {
            app().sayError(tr("The vault could not be verified"), result.error());
            Q_EMIT verified();
            return;
        }
        verdict_ = *result;
        QList<FieldsModel::Row> rows;
        for (const auto& problem : result->problems) {
            const QString where = tr("#%1 · %2 at byte %3")
                                      .arg(groupedNumber(static_cast<qint64>(problem.seq)), text(problem.file),
                                           groupedNumber(static_cast<qint64>(problem.offset)));
            rows.append({text(problem.verdict), where, text(problem.detail)});
        }
        problems_.setRows(rows);
        app().setVerdict(*result);
        Q_EMIT verified();
    });
}

void AuditPage::dismissVerdict() {
    verdict_.reset();
    problems_.setRows({});
    Q_EMIT verified();
}

QString AuditPage::verdictTone() const {
    if (!verdict_ || verdict_->verdict == "ok")
        return u"success"_s;
    const bool minor = verdict_->verdict == "torn_tail" || verdict_->verdict == "erased" ||
                       verdict_->verdict == "pruned" || verdict_->verdict == "key_unavailable";
    return minor ? u"warning"_s : u"failed"_s;
}

QString AuditPage::verdictTitle() const {
    if (!verdict_)
        return {};
    static const QHash<QString, QString> titles = {
        {u"ok"_s, tr("The vault is whole")},
        {u"torn_tail"_s, tr("The last write was cut off")},
        {u"erased"_s, tr("Parts were erased on request")},
        {u"pruned"_s, tr("Old parts were pruned")},
        {u"altered"_s, tr("The vault has been altered")},
        {u"missing"_s, tr("Parts of the vault are missing")},
        {u"rolled_back"_s, tr("The vault was rolled back to an older state")},
        {u"key_unavailable"_s, tr("A key is not available")},
    };
    return titles.value(text(verdict_->verdict), text(verdict_->verdict));
}

QString AuditPage::verdictText() const {
    if (!verdict_)
        return {};
    const QString checked = tr("%1 events, level %2, in %3")
                                .arg(groupedNumber(static_cast<qint64>(verdict_->events)), text(verdict_->level),
                                     longDuration(verdict_->seconds));
    if (verdict_->problems.empty())
        return checked;
    const auto& problem = verdict_->problems.front();
    return tr("First at #%1 in %2: %3")
        .arg(groupedNumber(static_cast<qint64>(problem.seq)), text(problem.file), text(problem.detail));
}

} // namespace inferno::models
