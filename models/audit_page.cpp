// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit_page.h"

#include <algorithm>

#include <QUrlQuery>
#include <QUuid>

#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int kFreshCounted = 100; // "100+ new"
constexpr int kFreshDelayMs = 1000;
constexpr quint64 kFreshMax = 1'000'000;

std::string newView() {
    return QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
}

} // namespace

AuditPage::AuditPage(AppState& app)
    : PageObject(app), events_(app.backend(), app.clock(), app.zone()), filter_(app.clock(), app.zone()),
      chart_(app, events_), detail_(app), check_(app), fields_(app, events_), completer_(app), exporter_(app, filter_),
      shapes_(app, filter_), statistics_(app, filter_, chart_), saved_(filter_),
      waysOut_({"text", "count", "iconName"}), view_(newView()) {
    freshTimer_.setSingleShot(true);
    freshTimer_.setInterval(kFreshDelayMs);
    connect(&freshTimer_, &QTimer::timeout, this, &AuditPage::countFresh);
    connect(&filter_, &AuditFilter::changed, this, [this] {
        view_ = newView();
        read();
    });
    connect(&events_, &AuditList::changed, this, &AuditPage::settleList);
    connect(&events_, &AuditList::pageRead, this, &AuditPage::chooseWanted);
    connect(&events_, &AuditList::pageRead, this, &AuditPage::blocksChanged);
    connect(&events_, &AuditList::changed, this, &AuditPage::rowTextChanged);
    connect(&events_, &AuditList::currentChanged, this, &AuditPage::rowTextChanged);
    connect(&events_, &AuditList::fetchFailed, this, &AuditPage::setFailed);
    connect(&check_, &VaultCheck::changed, this, &AuditPage::tamperedChanged);
    connect(&app, &AppState::vaultChanged, this, &AuditPage::tamperedChanged);
    connect(&app.backend(), &Backend::auditGrew, this, [this](quint64 events, quint64) { onGrown(events); });
}

// Reading

void AuditPage::refresh() {
    read();
}

void AuditPage::read() {
    setRefreshing();
    client::AuditQuery query = filter_.query();
    query.limit = AuditList::kPageRows;
    query.view = view_;
    app().backend().auditEvents(query).then(
        this, [this, query, asked = ++generation_](const Result<client::AuditPage>& page) {
            if (asked != generation_)
                return; // another question was asked meanwhile
            const bool mistake = !page && page.error().code == ErrorCode::QueryInvalid;
            queryError_ = mistake ? detailOfError(page.error()) : QString();
            Q_EMIT queryErrorChanged();
            if (mistake && hasData())
                settleList(); // what was found before stays
            else if (!page)
                setFailed(page.error());
            else
                show(query, *page);
        });
}

void AuditPage::show(const client::AuditQuery& query, const client::AuditPage& page) {
    fresh_ = 0;
    events_.open(query, filter_.empty() ? AuditList::Source::Numbers : AuditList::Source::Cursor, page);
    chart_.read(query);
    fields_.read(query);
    shapes_.read(query);
    statistics_.read(query);
    completer_.setQuery(query);
    countWaysOut();
    Q_EMIT freshChanged();
    chooseWanted();
}

void AuditPage::settleList() {
    setLoaded(events_.total() == 0 && events_.complete(), !filter_.empty());
    Q_EMIT blocksChanged();
}

QString AuditPage::blocksText() const {
    return tr("%1 blocks read, %2 skipped")
        .arg(groupedNumber(static_cast<qint64>(events_.blocksRead())),
             groupedNumber(static_cast<qint64>(events_.blocksSkipped())));
}

QString AuditPage::rowText() const {
    const QString row = groupedNumber(static_cast<qint64>(events_.current()) + 1);
    const QString total = groupedNumber(static_cast<qint64>(events_.total()));
    return events_.complete() ? tr("Row %1 of %2").arg(row, total) : tr("Row %1 of at least %2").arg(row, total);
}

// New events

void AuditPage::onGrown(quint64 events) {
    const bool atTop = events_.position() == 0;
    if (events_.source() == AuditList::Source::Cursor) {
        freshTimer_.start();
        return;
    }
    if (!hasData() || events_.total() == 0) {
        read(); // the first events of an empty vault
        return;
    }
    if (following_ && atTop)
        events_.grow(events);
    const auto known = static_cast<quint64>(events_.total());
    fresh_ = static_cast<int>(std::min(events > known ? events - known : 0, kFreshMax));
    Q_EMIT freshChanged();
}

void AuditPage::countFresh() {
    if (filter_.range() == "span"_L1)
        return; // nothing new can fall into it
    client::AuditQuery query = filter_.query();
    query.limit = kFreshCounted;
    query.view = view_;
    app().backend().auditEvents(query).then(this, [this, asked = generation_](const Result<client::AuditPage>& page) {
        if (asked != generation_ || !page)
            return;
        const auto isNew = [this](const client::AuditEvent& event) { return event.seq > events_.newest(); };
        fresh_ = static_cast<int>(std::ranges::count_if(page->items, isNew));
        if (fresh_ > 0 && (events_.total() == 0 || (following_ && events_.position() == 0)))
            read();
        Q_EMIT freshChanged();
    });
}

QString AuditPage::freshText() const {
    const bool more = events_.source() == AuditList::Source::Cursor && fresh_ >= kFreshCounted;
    return more ? tr("%1+").arg(fresh_) : groupedNumber(fresh_);
}

void AuditPage::showFresh() {
    if (events_.source() == AuditList::Source::Cursor) {
        read();
        return;
    }
    events_.grow(static_cast<quint64>(events_.total()) + static_cast<quint64>(fresh_));
    events_.scrollTo(0);
    fresh_ = 0;
    Q_EMIT freshChanged();
}

void AuditPage::setFollowing(bool following) {
    following_ = following;
    if (following_ && fresh_ > 0)
        showFresh();
    Q_EMIT freshChanged();
}

void AuditPage::showPath(const QString& tab) {
    app().setPathTail(u"audit"_s, {tab});
}

// Choosing

void AuditPage::enter(const QString& argument) {
    const auto question = argument.indexOf(u'?');
    if (question >= 0) {
        QStringList parts;
        for (const auto& [key, value] : QUrlQuery(argument.mid(question + 1)).queryItems())
            parts.append(key + u':' + value);
        filter_.set(parts.join(u' '));
    }
    const QString place = argument.left(question);
    bool isNumber = false;
    const quint64 seq = place.section(u'@', 0, 0).toULongLong(&isNumber);
    if (!isNumber)
        return;
    if (place.contains(u'@'))
        detail_.expect(seq, place.section(u'@', 1));
    chooseSeq(static_cast<double>(seq));
}

void AuditPage::chooseRow(double row) {
    events_.setCurrent(row);
    wantedRow_ = static_cast<qint64>(events_.current());
    events_.reveal(events_.current());
    chooseWanted();
}

void AuditPage::chooseSeq(double seq) {
    wantedSeq_ = static_cast<std::uint64_t>(seq);
    if (!filter_.empty() && events_.rowOf(*wantedSeq_) < 0)
        filter_.clear();
    chooseWanted();
}

void AuditPage::chooseWanted() {
    if (wantedSeq_ && hasData()) {
        if (const qint64 row = events_.rowOf(*wantedSeq_); row >= 0) {
            wantedSeq_.reset();
            events_.scrollTo(static_cast<double>(row) - events_.visibleRows() / 3); // with some newer ones above it
            chooseRow(static_cast<double>(row));
        }
    }
    if (wantedRow_ < 0)
        return;
    if (const client::AuditEvent* event = events_.at(wantedRow_)) {
        wantedRow_ = -1;
        detail_.choose(*event);
    }
}

void AuditPage::goTo(const QString& place) {
    QString digits = place.trimmed();
    digits.remove(u'#').remove(u',');
    bool isNumber = false;
    const quint64 seq = digits.toULongLong(&isNumber);
    if (isNumber) {
        chooseSeq(static_cast<double>(seq));
        return;
    }
    const QDateTime now = nowIn(app().clock(), app().zone());
    QDateTime time = QDateTime::fromString(place.trimmed(), u"yyyy-MM-dd HH:mm"_s);
    if (!time.isValid())
        time = QDateTime(now.date(), QTime::fromString(place.trimmed(), u"HH:mm"_s));
    if (!time.isValid() || !time.time().isValid()) {
        app().say(tr("“%1” is neither a number nor a time such as 2026-03-24 10:00").arg(place), true);
        return;
    }
    client::AuditQuery query;
    query.until = apiTime(QDateTime(time.date(), time.time(), app().zone()));
    query.limit = 1;
    query.view = view_;
    app().backend().auditEvents(query).then(this, [this](const Result<client::AuditPage>& page) {
        if (page && !page->items.empty())
            chooseSeq(static_cast<double>(page->items.front().seq));
        else
            app().say(tr("No event is as old as that"), true);
    });
}

void AuditPage::close() {
    wantedRow_ = -1;
    detail_.close();
}

// Filtering

void AuditPage::filterByRow(double row, const QString& field, bool negated) {
    const client::AuditEvent* event = events_.at(static_cast<qint64>(row));
    if (!event)
        return;
    filter_.add(field, AuditList::fieldOf(*event, field), negated);
}

void AuditPage::stopSearch(bool stop) {
    events_.halt(stop);
    Q_EMIT blocksChanged();
}

void AuditPage::narrow(int firstBar, int lastBar) {
    if (firstBar >= 0 && lastBar >= firstBar)
        filter_.setSpan(chart_.begin(firstBar), chart_.begin(lastBar + 1));
}

void AuditPage::shiftTime(int by) {
    const int bars = static_cast<int>(chart_.low().size());
    const qint64 half = chart_.begin(0).msecsTo(chart_.begin(bars)) / 2;
    if (bars > 0 && half > 0)
        filter_.setSpan(chart_.begin(0).addMSecs(by * half), chart_.begin(bars).addMSecs(by * half));
}

void AuditPage::zoomTime(int by) {
    const int bars = static_cast<int>(chart_.low().size());
    const qint64 quarter = chart_.begin(0).msecsTo(chart_.begin(bars)) / 4;
    if (bars > 0 && quarter > 0)
        filter_.setSpan(chart_.begin(0).addMSecs(by > 0 ? quarter : -2 * quarter),
                        chart_.begin(bars).addMSecs(by > 0 ? -quarter : 2 * quarter));
}

// Nothing fits

void AuditPage::countWaysOut() {
    waysOut_.setRows({});
    waysOutParts_.clear();
    if (filter_.empty() || events_.total() > 0 || !events_.complete())
        return;
    QList<FieldsModel::Row> rows;
    const auto add = [&](int part, const QString& words, const QString& icon) {
        rows.append(FieldsModel::Row{words, QString(), icon});
        waysOutParts_.append(part);
    };
    if (!filter_.range().isEmpty())
        add(AuditFilter::kRange, tr("Search all time"), u"calendar-search"_s);
    const auto& pills = filter_.pillList();
    for (qsizetype i = 0; i < pills.size(); ++i)
        add(static_cast<int>(i), tr("Remove %1: %2").arg(pills.at(i).key, pills.at(i).value), u"x"_s);
    if (!filter_.text().isEmpty())
        add(AuditFilter::kText, tr("Remove “%1”").arg(filter_.text()), u"x"_s);
    waysOut_.setRows(rows);
    for (qsizetype way = 0; way < waysOutParts_.size(); ++way) {
        client::AuditQuery query = filter_.queryWithout(waysOutParts_.at(way));
        query.view = view_;
        app()
            .backend()
            .auditHistogram(query, 1, {})
            .then(this, [this, way, asked = generation_](const Result<client::AuditHistogram>& counts) {
                if (asked != generation_ || !counts || way >= waysOut_.count())
                    return; // without a count the way is open all the same
                auto rows = waysOut_.rows();
                const auto found = counts->buckets.empty() ? 0 : static_cast<int>(counts->buckets.front().count);
                rows[way][1] = counts->partial ? tr("≥ %n event(s)", "", found) : tr("%n event(s)", "", found);
                waysOut_.setRows(rows);
            });
    }
}

void AuditPage::takeWayOut(int way) {
    if (way < 0 || way >= waysOutParts_.size())
        return;
    const int part = waysOutParts_.at(way);
    if (part == AuditFilter::kRange)
        filter_.setRange({});
    else if (part == AuditFilter::kText)
        filter_.setText({});
    else
        filter_.remove(part);
}

// Tampering

QString AuditPage::lastVerifiedText() const {
    const client::AuditStatus& status = app().auditStatus();
    if (status.last_verified.empty())
        return tr("This vault was never verified.");
    const QString when = exactText(timeOf(status.last_verified, app().zone()));
    return tr("Last verified %1: %2.").arg(when, text(status.last_verdict));
}

QString AuditPage::tamperedText() const {
    if (app().vaultState() != AppState::VaultState::Tampered)
        return {};
    if (check_.hasVerdict() && check_.tone() == "failed"_L1)
        return check_.text();
    const client::AuditStatus& status = app().auditStatus();
    const QString when = whenText(timeOf(status.last_verified, app().zone()), nowIn(app().clock(), app().zone()));
    return tr("The last verification, %1, says: %2. Verify again to see where.").arg(when, text(status.last_verdict));
}

} // namespace inferno::models
