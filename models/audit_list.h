// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include <QAbstractListModel>
#include <QHash>
#include <QSet>
#include <QTimeZone>
#include <QtQml/qqmlregistration.h>

#include "core/base/clock.h"
#include "models/backend.h"
#include "models/key_ranges.h"

namespace inferno::models {

/// Events of the vault, newest first, as a window onto a list of any length: the model's rows are only those that the
/// view shows now (`visibleRows` + 2), and `position` says which row of the whole list is at the top. Rows are counted
/// in 64 bits here and in doubles in QML, exact up to 2^53; pixels never grow with the list. The model's rows are
/// places in a ring: a row of the list keeps its place as long as it is in view, so scrolling by three changes three of
/// them, and the role `row` says which row a place has.
///
/// Events are read in pages of 256 and at most 64 pages are kept, whatever the list's length. Without filters any row
/// can be read at once, since an event's row follows from its number (`Source::Numbers`). A filtered list grows page by
/// page with the service's cursor (`Source::Cursor`), of which one is kept for each page, so that pages that were
/// dropped can be read again. Two requests at most are under way, and what was scrolled past is not asked for any
/// more. Newer events come in at the top only when the list is told so (`grow`): the row in view stays where it is. A
/// service that cannot begin at a number gives a list by cursor instead. GUI thread.
class AuditList : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AuditPage.events")
    Q_PROPERTY(double total READ total NOTIFY changed)     ///< rows in the list, as far as they are known
    Q_PROPERTY(bool complete READ complete NOTIFY changed) ///< `total` is all there is
    Q_PROPERTY(double position READ position WRITE scrollTo NOTIFY moved) ///< the row at the top, with its fraction
    Q_PROPERTY(int visibleRows READ visibleRows WRITE setVisibleRows NOTIFY moved)
    Q_PROPERTY(double current READ current WRITE setCurrent NOTIFY currentChanged) ///< -1 = none
    Q_PROPERTY(QString positionText READ positionText NOTIFY moved)                ///< "row 4,210,993 · 12 Mar 04:10"
    Q_PROPERTY(double selectedCount READ selectedCount NOTIFY selectionChanged) ///< more than the current one; 0 = none
    Q_PROPERTY(QStringList pinned READ pinned NOTIFY pinnedChanged)             ///< fields that are further columns

public:
    enum class Source { Numbers, Cursor };
    enum class Role : int {
        Row = Qt::UserRole, ///< in the whole list
        Loaded,             ///< false: its page is being read
        Absent,             ///< its page was read and has no such event: pruned
        Current,
        Selected,
        Seq,      ///< "4,210,877"
        Time,     ///< "10:38:46"
        Fraction, ///< ".502"
        Day,      ///< "24 Mar" where it is not today
        Action,
        Actor,
        Object,
        Outcome, ///< success failure denied
        Pin1,    ///< value of a pinned field
        Pin2,
    };
    static constexpr int kPinnedMax = 2;

    static constexpr int kPageRows = 256;
    static constexpr int kPagesMax = 64;

    AuditList(Backend& backend, const Clock& clock, const QTimeZone& zone, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QHash<int, QByteArray> roleNames() const override;

    double total() const { return static_cast<double>(total_); }
    bool complete() const { return source_ == Source::Numbers || cursor_.empty(); }
    double position() const { return position_; }
    int visibleRows() const { return visibleRows_; }
    double current() const { return static_cast<double>(current_); }
    QString positionText() const;

    void scrollTo(double row);
    void setVisibleRows(int rows);
    void setCurrent(double row);
    /// Scrolls as little as possible so that `row` is in full view.
    Q_INVOKABLE void reveal(double row);

    /// Chosen are events, by their numbers: what comes in at the top changes nothing. From the event where the last
    /// choice began to the one of `row`; `more` keeps what is chosen already.
    Q_INVOKABLE void selectTo(double row, bool more = false);
    /// One event more, or one less.
    Q_INVOKABLE void toggleSelected(double row);
    Q_INVOKABLE void selectAll();
    Q_INVOKABLE void invertSelection();
    Q_INVOKABLE void clearSelection();
    double selectedCount() const;
    /// The chosen events, or else the current one, newest first: `format` text (with tabs), csv or json. "" where one
    /// of them is not in memory.
    Q_INVOKABLE QString copied(const QString& format) const;

    const QStringList& pinned() const { return pinned_; }
    /// Makes a field a further column, or takes it away; of too many the first goes.
    Q_INVOKABLE void togglePin(const QString& field);
    /// The value of a field of an event, as the query language names it.
    static QString fieldOf(const client::AuditEvent& event, const QString& field);

    /// Shows a query from its newest event. `source` Numbers: the query has no filters.
    void open(const client::AuditQuery& query, Source source, const client::AuditPage& first);
    /// The vault has `events` events now; nothing with Cursor. A list that shows its top goes on showing it.
    void grow(quint64 events);

    Source source() const { return source_; }
    /// The event of a row; null where it is not in memory.
    const client::AuditEvent* at(qint64 row) const;
    /// The row of an event: always known with Numbers, else where it is in memory; -1 if not.
    qint64 rowOf(std::uint64_t seq) const;
    /// Asks for nothing more, until it is told to go on.
    void halt(bool halted);
    bool halted() const { return halted_; }
    std::uint64_t newest() const { return newest_; }
    /// What the service looked at for the pages that were read.
    std::uint64_t blocksRead() const { return blocksRead_; }
    std::uint64_t blocksSkipped() const { return blocksSkipped_; }
    /// Events in memory; for what is said of the list where the service does not say it itself. O(pages).
    QList<const client::AuditEvent*> inMemory() const;
    qsizetype pagesInMemory() const { return pages_.size(); }

Q_SIGNALS:
    void changed();
    void moved();
    void currentChanged();
    void pinnedChanged();
    void selectionChanged();
    void pageRead(); ///< events came into memory
    void fetchFailed(const inferno::Error& error);

private:
    struct Page {
        std::vector<client::AuditEvent> events; ///< newest first
        std::uint64_t low = 0;                  ///< Numbers: what was asked for, from this number
        std::uint64_t high = 0;                 ///< to this one
        quint64 used = 0;
    };
    /// Where a page of a Cursor list begins.
    struct Start {
        qint64 row = 0;
        std::string cursor;
    };

    bool covers(qint64 row) const;
    /// The number of a row's event, as far as it is known.
    std::optional<std::uint64_t> seqAt(qint64 row) const;
    void tellSelection();
    qint64 pageOf(qint64 row) const;
    std::vector<qint64> missingPages() const;
    void fetch();
    void request(qint64 page);
    void acceptNumbers(qint64 page, std::uint64_t high, const client::AuditPage& answer);
    void acceptCursor(qint64 page, const client::AuditPage& answer);
    void keep(qint64 page, Page content);
    const client::AuditEvent* find(const Page& page, qint64 row) const;
    QVariant valueOf(const client::AuditEvent& event, Role role) const;
    void resize(int rows);
    qint64 rowAt(int place) const;
    void refreshRows();
    void refreshRows(qint64 from, qint64 count);
    double furthest() const;

    Backend& backend_;
    const Clock& clock_;
    QTimeZone zone_;
    client::AuditQuery query_;
    Source source_ = Source::Cursor;
    std::uint64_t newest_ = 0; ///< seq of row 0
    qint64 total_ = 0;
    double position_ = 0;
    int visibleRows_ = 0;
    int rows_ = 0; ///< of the model
    qint64 current_ = -1;
    KeyRanges selected_;
    std::optional<std::uint64_t> anchor_; ///< where the last choice began
    bool backwards_ = false;              ///< the last scroll went up
    int generation_ = 0;
    bool halted_ = false;
    bool stuck_ = false; ///< a request failed: wait until something is wanted anew
    QSet<qint64> inFlight_;
    QHash<qint64, Page> pages_; ///< by number
    quint64 uses_ = 0;
    QStringList pinned_;
    std::uint64_t blocksRead_ = 0;
    std::uint64_t blocksSkipped_ = 0;
    std::vector<Start> starts_;
    std::string cursor_; ///< of the page after the last one
};

} // namespace inferno::models
