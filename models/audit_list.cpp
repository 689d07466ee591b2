// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit_list.h"

#include <algorithm>
#include <cmath>

#include <QRegularExpression>

#include <nlohmann/json.hpp>

#include "models/dates.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t kRequestsAtOnce = 2;
constexpr int kSpareRows = 2; // one cut off at the top, one at the bottom

} // namespace

AuditList::AuditList(Backend& backend, const Clock& clock, const QTimeZone& zone, QObject* parent)
    : QAbstractListModel(parent), backend_(backend), clock_(clock), zone_(zone) {}

int AuditList::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : rows_;
}

QHash<int, QByteArray> AuditList::roleNames() const {
    return {{int(Role::Row), "row"},
            {int(Role::Loaded), "loaded"},
            {int(Role::Absent), "absent"},
            {int(Role::Current), "isRow"},
            {int(Role::Selected), "isSelected"},
            {int(Role::Seq), "seq"},
            {int(Role::Time), "time"},
            {int(Role::Day), "day"},
            {int(Role::Fraction), "fraction"},
            {int(Role::Actor), "actor"},
            {int(Role::Object), "object"},
            {int(Role::Action), "eventAction"},
            {int(Role::Outcome), "outcome"},
            {int(Role::Pin1), "pin1"},
            {int(Role::Pin2), "pin2"}};
}

QVariant AuditList::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role < Qt::UserRole)
        return {};
    const qint64 row = rowAt(index.row());
    const client::AuditEvent* event = at(row);
    switch (static_cast<Role>(role)) {
    case Role::Row: return static_cast<double>(row);
    case Role::Loaded: return event != nullptr;
    case Role::Absent: return !event && covers(row);
    case Role::Current: return row == current_;
    case Role::Selected: {
        const auto seq = seqAt(row);
        return seq && selected_.contains(*seq);
    }
    case Role::Seq:
        if (source_ == Source::Numbers && row < total_)
            return groupedNumber(static_cast<qint64>(newest_) - row);
        break;
    default: break;
    }
    if (role == int(Role::Pin1) || role == int(Role::Pin2)) {
        const QString field = pinned_.value(role - int(Role::Pin1));
        return event && !field.isEmpty() ? fieldOf(*event, field) : QString();
    }
    return event ? valueOf(*event, static_cast<Role>(role)) : QVariant(QString());
}

QVariant AuditList::valueOf(const client::AuditEvent& event, Role role) const {
    const auto time = [&] { return timeOf(event.timestamp.empty() ? event.received : event.timestamp, zone_); };
    switch (role) {
    case Role::Seq: return groupedNumber(static_cast<qint64>(event.seq));
    case Role::Time: // beside a day with its year there is no room for seconds
        return time().toString(time().date().year() == nowIn(clock_, zone_).date().year() ? u"HH:mm:ss" : u"HH:mm");
    case Role::Fraction: return time().toString(u".zzz");
    case Role::Day: {
        const QDate day = time().date();
        const QDate today = nowIn(clock_, zone_).date();
        if (day == today)
            return QString();
        return dated(day, day.year() == today.year() ? DateForm::DayMonth : DateForm::DayMonthShortYear);
    }
    case Role::Actor: return text(event.user);
    case Role::Object: return text(event.resource);
    case Role::Outcome: return text(event.result);
    default: return text(event.action);
    }
}

QString AuditList::fieldOf(const client::AuditEvent& event, const QString& field) {
    const nlohmann::json json = event;
    const auto found = json.find(field.toStdString());
    return found != json.end() && found->is_string() ? text(found->get<std::string>()) : QString();
}

void AuditList::togglePin(const QString& field) {
    if (pinned_.removeAll(field) == 0)
        pinned_.append(field);
    while (pinned_.size() > kPinnedMax)
        pinned_.removeFirst();
    Q_EMIT pinnedChanged();
    refreshRows();
}

void AuditList::halt(bool halted) {
    halted_ = halted;
    Q_EMIT pageRead();
    if (!halted_)
        fetch();
}

// Places

qint64 AuditList::pageOf(qint64 row) const {
    if (source_ == Source::Numbers)
        return (static_cast<qint64>(newest_) - row) / kPageRows;
    const auto after = std::ranges::upper_bound(starts_, row, {}, &Start::row);
    return after - starts_.begin() - 1;
}

const client::AuditEvent* AuditList::find(const Page& page, qint64 row) const {
    if (source_ == Source::Cursor) {
        const auto at = static_cast<std::size_t>(row - starts_[static_cast<std::size_t>(pageOf(row))].row);
        return at < page.events.size() ? &page.events[at] : nullptr;
    }
    const std::uint64_t seq = newest_ - static_cast<std::uint64_t>(row);
    const auto event = std::ranges::lower_bound(page.events, seq, std::greater{}, &client::AuditEvent::seq);
    return event != page.events.end() && event->seq == seq ? &*event : nullptr;
}

bool AuditList::covers(qint64 row) const {
    if (row < 0 || row >= total_)
        return true; // there is nothing to be read
    const auto page = pages_.find(pageOf(row));
    if (page == pages_.end())
        return false;
    if (source_ == Source::Cursor)
        return true;
    const std::uint64_t seq = newest_ - static_cast<std::uint64_t>(row);
    return seq >= page->low && seq <= page->high;
}

const client::AuditEvent* AuditList::at(qint64 row) const {
    if (row < 0 || row >= total_)
        return nullptr;
    const auto page = pages_.find(pageOf(row));
    return page == pages_.end() ? nullptr : find(*page, row);
}

qint64 AuditList::rowOf(std::uint64_t seq) const {
    if (source_ == Source::Numbers)
        return total_ > 0 && seq <= newest_ ? static_cast<qint64>(newest_ - seq) : -1;
    for (auto page = pages_.begin(); page != pages_.end(); ++page) {
        const auto event = std::ranges::find(page->events, seq, &client::AuditEvent::seq);
        if (event != page->events.end())
            return starts_[static_cast<std::size_t>(page.key())].row + (event - page->events.begin());
    }
    return -1;
}

QList<const client::AuditEvent*> AuditList::inMemory() const {
    QList<const client::AuditEvent*> events;
    for (const Page& page : pages_)
        for (const client::AuditEvent& event : page.events)
            events.append(&event);
    return events;
}

QString AuditList::positionText() const {
    const auto row = static_cast<qint64>(position_);
    const client::AuditEvent* event = at(row);
    if (!event)
        return tr("row %1").arg(groupedNumber(row + 1));
    return tr("row %1 · %2")
        .arg(groupedNumber(row + 1), whenText(timeOf(event->received, zone_), nowIn(clock_, zone_)));
}

// Scrolling

double AuditList::furthest() const {
    return std::max(0.0, static_cast<double>(total_ - visibleRows_));
}

void AuditList::scrollTo(double row) {
    const double wanted = std::clamp(row, 0.0, furthest());
    if (wanted == position_)
        return;
    backwards_ = wanted < position_;
    const qint64 by = static_cast<qint64>(wanted) - static_cast<qint64>(position_);
    position_ = wanted;
    stuck_ = false;
    const auto first = static_cast<qint64>(wanted);
    if (std::abs(by) >= rows_)
        refreshRows();
    else if (by > 0)
        refreshRows(first + rows_ - by, by);
    else
        refreshRows(first, -by);
    Q_EMIT moved();
    fetch();
}

void AuditList::setVisibleRows(int rows) {
    if (rows == visibleRows_ || rows < 0)
        return;
    visibleRows_ = rows;
    resize(static_cast<int>(std::min<qint64>(total_, visibleRows_ + kSpareRows)));
    refreshRows();
    if (position_ > furthest())
        scrollTo(furthest());
    Q_EMIT moved();
    fetch();
}

void AuditList::reveal(double row) {
    if (row < position_)
        scrollTo(row);
    else if (row + 1 > position_ + visibleRows_)
        scrollTo(row + 1 - visibleRows_);
}

void AuditList::setCurrent(double row) {
    const qint64 wanted = total_ == 0 ? -1 : std::clamp<qint64>(static_cast<qint64>(row), -1, total_ - 1);
    if (wanted == current_)
        return;
    const auto first = static_cast<qint64>(position_);
    for (const qint64 changed : {std::exchange(current_, wanted), wanted}) {
        if (changed < std::max<qint64>(first, 0) || changed >= first + rows_)
            continue;
        const QModelIndex place = index(static_cast<int>(changed % rows_));
        Q_EMIT dataChanged(place, place, {int(Role::Current)});
    }
    Q_EMIT currentChanged();
}

// Choosing

std::optional<std::uint64_t> AuditList::seqAt(qint64 row) const {
    if (row < 0 || row >= total_)
        return std::nullopt;
    if (source_ == Source::Numbers)
        return newest_ - static_cast<std::uint64_t>(row);
    const client::AuditEvent* event = at(row);
    return event ? std::optional(event->seq) : std::nullopt;
}

void AuditList::selectTo(double row, bool more) {
    const auto seq = seqAt(static_cast<qint64>(row));
    if (!seq)
        return;
    if (!anchor_)
        anchor_ = seqAt(current_).value_or(*seq);
    if (!more)
        selected_.clear();
    selected_.add({*anchor_, *seq});
    tellSelection();
}

void AuditList::toggleSelected(double row) {
    const auto seq = seqAt(static_cast<qint64>(row));
    if (!seq)
        return;
    anchor_ = seq;
    if (selected_.contains(*seq))
        selected_.remove({*seq, *seq});
    else
        selected_.add({*seq, *seq});
    tellSelection();
}

void AuditList::selectAll() {
    if (total_ == 0)
        return;
    selected_.clear();
    selected_.add({0, newest_});
    tellSelection();
}

void AuditList::invertSelection() {
    if (total_ == 0)
        return;
    selected_.invert({0, newest_});
    tellSelection();
}

void AuditList::clearSelection() {
    anchor_.reset();
    if (selected_.empty())
        return;
    selected_.clear();
    tellSelection();
}

void AuditList::tellSelection() {
    if (rows_ > 0)
        Q_EMIT dataChanged(index(0), index(rows_ - 1), {int(Role::Selected)});
    Q_EMIT selectionChanged();
}

/// Of a filtered list those that were read: what lies between its events is not in it.
double AuditList::selectedCount() const {
    if (source_ == Source::Numbers)
        return static_cast<double>(selected_.count());
    qint64 count = 0;
    for (const client::AuditEvent* event : inMemory())
        count += selected_.contains(event->seq) ? 1 : 0;
    return static_cast<double>(count);
}

QString AuditList::copied(const QString& format) const {
    KeyRanges wanted = selected_;
    if (const auto seq = seqAt(current_); wanted.empty() && seq)
        wanted.add({*seq, *seq});
    QList<const client::AuditEvent*> events;
    for (const client::AuditEvent* event : inMemory())
        if (wanted.contains(event->seq))
            events.append(event);
    const bool whole = source_ == Source::Cursor
                           ? complete() || selected_.empty() || selected_.ranges().front().first > 0
                           : static_cast<std::uint64_t>(events.size()) == wanted.count();
    if (!whole || events.isEmpty())
        return {};
    std::ranges::sort(events, std::greater{}, &client::AuditEvent::seq);
    if (format == "json"_L1) {
        nlohmann::json all = nlohmann::json::array();
        for (const client::AuditEvent* event : events)
            all.push_back(*event);
        return text((all.size() == 1 ? all.front() : all).dump(2));
    }
    const bool csv = format == "csv"_L1;
    const auto field = [&](QString value) {
        if (!csv)
            return value.replace(u'\t', u' ').replace(u'\n', u' ');
        return value.contains(QRegularExpression(u"[\",\r\n]"_s)) ? u'"' + value.replace(u'"', u"\"\""_s) + u'"'
                                                                  : value;
    };
    QStringList lines;
    if (csv)
        lines.append(u"seq,timestamp,action,user,resource,result"_s);
    for (const client::AuditEvent* event : events) {
        QStringList values{QString::number(event->seq)};
        for (const std::string& value : {event->timestamp.empty() ? event->received : event->timestamp, event->action,
                                         event->user, event->resource, event->result})
            values.append(field(text(value)));
        lines.append(values.join(csv ? u',' : u'\t'));
    }
    return lines.join(u'\n');
}

void AuditList::resize(int rows) {
    if (rows > rows_) {
        beginInsertRows({}, rows_, rows - 1);
        rows_ = rows;
        endInsertRows();
    } else if (rows < rows_) {
        beginRemoveRows({}, rows, rows_ - 1);
        rows_ = rows;
        endRemoveRows();
    }
}

qint64 AuditList::rowAt(int place) const {
    const auto first = static_cast<qint64>(position_);
    return first + (place - first % rows_ + rows_) % rows_;
}

void AuditList::refreshRows() {
    if (rows_ > 0)
        Q_EMIT dataChanged(index(0), index(rows_ - 1));
}

/// Of the rows of the list from `from` on those that are in view.
void AuditList::refreshRows(qint64 from, qint64 count) {
    const auto first = static_cast<qint64>(position_);
    const qint64 end = std::min(from + count, first + rows_);
    from = std::max(from, first);
    while (from < end) { // the ring's end cuts them in two
        const auto place = static_cast<int>(from % rows_);
        const auto last = static_cast<int>(std::min<qint64>(rows_, place + end - from)) - 1;
        Q_EMIT dataChanged(index(place), index(last));
        from += last - place + 1;
    }
}

// Reading

void AuditList::open(const client::AuditQuery& query, Source source, const client::AuditPage& first) {
    ++generation_;
    query_ = query;
    source_ = source;
    inFlight_.clear();
    pages_.clear();
    stuck_ = halted_ = false;
    position_ = 0;
    current_ = -1;
    anchor_.reset();
    selected_.clear();
    newest_ = first.items.empty() ? 0 : first.items.front().seq;
    starts_ = {{0, query.cursor}};
    cursor_ = first.next_cursor;
    blocksRead_ = first.scanned_blocks;
    blocksSkipped_ = first.skipped_blocks;
    total_ = static_cast<qint64>(first.items.size());
    if (source_ == Source::Numbers && !first.items.empty()) {
        total_ = static_cast<qint64>(newest_) + 1;
        const std::uint64_t lowest = first.next_cursor.empty() ? 0 : first.items.back().seq;
        for (const client::AuditEvent& event : first.items) {
            const qint64 number = static_cast<qint64>(event.seq) / kPageRows;
            Page& page = pages_[number];
            page.events.push_back(event);
            page.low = std::max(lowest, static_cast<std::uint64_t>(number) * kPageRows);
            page.high = std::min(newest_, static_cast<std::uint64_t>(number + 1) * kPageRows - 1);
        }
    } else {
        keep(0, {first.items, 0, 0, 0});
    }
    resize(static_cast<int>(std::min<qint64>(total_, visibleRows_ + kSpareRows)));
    refreshRows();
    Q_EMIT changed();
    Q_EMIT moved();
    Q_EMIT currentChanged();
    Q_EMIT selectionChanged();
    Q_EMIT pageRead();
    fetch();
}

void AuditList::grow(quint64 events) {
    if (source_ != Source::Numbers || events <= static_cast<quint64>(total_))
        return;
    const qint64 more = static_cast<qint64>(events) - total_;
    newest_ = events - 1;
    total_ = static_cast<qint64>(events);
    if (position_ > 0)
        position_ += static_cast<double>(more);
    if (current_ >= 0)
        current_ += more;
    stuck_ = false;
    resize(static_cast<int>(std::min<qint64>(total_, visibleRows_ + kSpareRows)));
    refreshRows();
    Q_EMIT changed();
    Q_EMIT moved();
    Q_EMIT currentChanged();
    fetch();
}

std::vector<qint64> AuditList::missingPages() const {
    std::vector<qint64> pages;
    const auto want = [&](qint64 row) {
        if (covers(row))
            return;
        if (const qint64 page = pageOf(row); std::ranges::find(pages, page) == pages.end())
            pages.push_back(page);
    };
    const auto first = static_cast<qint64>(position_);
    const qint64 last = std::min(first + rows_, total_) - 1;
    want(first);
    want((first + last) / 2);
    want(last);
    want(backwards_ ? first - kPageRows : std::min(last + kPageRows, total_ - 1));
    if (source_ == Source::Cursor && !cursor_.empty() && last + kPageRows >= total_)
        pages.push_back(static_cast<qint64>(starts_.size()));
    return pages;
}

void AuditList::fetch() {
    for (const qint64 row : {static_cast<qint64>(position_), static_cast<qint64>(position_) + rows_ - 1})
        if (const auto shown = pages_.find(pageOf(row)); shown != pages_.end())
            shown->used = ++uses_;
    if (stuck_ || halted_)
        return;
    for (const qint64 page : missingPages()) {
        if (static_cast<std::size_t>(inFlight_.size()) >= kRequestsAtOnce)
            return;
        if (!inFlight_.contains(page))
            request(page);
    }
}

void AuditList::request(qint64 page) {
    inFlight_.insert(page);
    client::AuditQuery query = query_;
    query.limit = kPageRows;
    const std::uint64_t high = std::min(newest_, static_cast<std::uint64_t>(page + 1) * kPageRows - 1);
    if (source_ == Source::Numbers)
        query.before = high;
    else
        query.cursor =
            page < static_cast<qint64>(starts_.size()) ? starts_[static_cast<std::size_t>(page)].cursor : cursor_;
    backend_.auditEvents(query).then(
        this, [this, page, high, generation = generation_](const Result<client::AuditPage>& answer) {
            if (generation != generation_)
                return; // another query has begun meanwhile
            inFlight_.remove(page);
            if (!answer) {
                stuck_ = true;
                Q_EMIT fetchFailed(answer.error());
                return;
            }
            blocksRead_ += answer->scanned_blocks;
            blocksSkipped_ += answer->skipped_blocks;
            if (source_ == Source::Numbers)
                acceptNumbers(page, high, *answer);
            else
                acceptCursor(page, *answer);
        });
}

void AuditList::acceptNumbers(qint64 page, std::uint64_t high, const client::AuditPage& answer) {
    if (!answer.items.empty() && answer.items.front().seq > high) {
        // A service that does not know where to begin has answered with its newest page.
        open(query_, Source::Cursor, answer);
        return;
    }
    Page content{{}, static_cast<std::uint64_t>(page) * kPageRows, high, 0};
    std::ranges::copy_if(answer.items, std::back_inserter(content.events),
                         [&](const client::AuditEvent& event) { return event.seq >= content.low; });
    const auto low = static_cast<qint64>(content.low);
    keep(page, std::move(content));
    const qint64 oldest = static_cast<qint64>(newest_) - low;
    refreshRows(oldest - kPageRows + 1, kPageRows);
    Q_EMIT pageRead();
    fetch();
}

void AuditList::acceptCursor(qint64 page, const client::AuditPage& answer) {
    if (page == static_cast<qint64>(starts_.size())) {
        if (!answer.items.empty())
            starts_.push_back({total_, cursor_});
        cursor_ = answer.next_cursor;
        total_ += static_cast<qint64>(answer.items.size());
    }
    if (!answer.items.empty())
        keep(page, {answer.items, 0, 0, 0});
    const int rowsBefore = rows_;
    resize(static_cast<int>(std::min<qint64>(total_, visibleRows_ + kSpareRows)));
    if (rows_ != rowsBefore)
        refreshRows();
    else if (page < static_cast<qint64>(starts_.size()))
        refreshRows(starts_[static_cast<std::size_t>(page)].row, static_cast<qint64>(answer.items.size()));
    Q_EMIT changed();
    Q_EMIT pageRead();
    fetch();
}

void AuditList::keep(qint64 page, Page content) {
    content.used = ++uses_;
    pages_.insert(page, std::move(content));
    while (pages_.size() > kPagesMax) {
        const auto first = pageOf(static_cast<qint64>(position_));
        const auto last = pageOf(std::max<qint64>(0, std::min(static_cast<qint64>(position_) + rows_, total_) - 1));
        auto oldest = pages_.end();
        for (auto it = pages_.begin(); it != pages_.end(); ++it) {
            const bool shown = it.key() == page || it.key() == first || it.key() == last;
            if (!shown && (oldest == pages_.end() || it->used < oldest->used))
                oldest = it;
        }
        pages_.erase(oldest);
    }
}

} // namespace inferno::models
