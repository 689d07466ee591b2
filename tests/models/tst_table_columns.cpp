// SPDX-License-Identifier: GPL-3.0-or-later
#include <QSignalSpy>
#include <QTest>

#include "models/key_ranges.h"
#include "models/table_columns.h"

using namespace inferno::models;
using namespace Qt::StringLiterals;

/// A table as the list of jobs has it: a check box, two columns of fixed width, two that share the rest, one that
/// narrow tables leave out.
class Table {
public:
    explicit Table(LayoutMemory* memory = nullptr, double width = 800) {
        check_ = column(u"check"_s, 36);
        check_->fixed = true;
        status_ = column(u"status"_s, 120);
        name_ = column(u"name"_s, 0);
        name_->stretch = 3;
        name_->minimum = 80;
        name_->needed = true;
        schedule_ = column(u"schedule"_s, 0);
        schedule_->stretch = 1;
        schedule_->minimum = 140;
        p95_ = column(u"p95"_s, 60);
        p50_ = column(u"p50"_s, 60);
        p50_->shownFrom = 1000;
        columns_.setProperty("name", u"jobs"_s);
        QQmlListProperty<TableColumn> list = columns_.list();
        for (TableColumn* each : {check_, status_, name_, schedule_, p95_, p50_})
            list.append(&list, each);
        columns_.setWidth(width);
        columns_.setMemory(memory);
        columns_.componentComplete();
    }

    /// "status 36+120, name …": what is in view from left to right.
    QString said() const {
        QStringList words;
        for (const TableColumn* each : columns_.shownColumns())
            if (each->inView())
                words.append(u"%1 %2+%3"_s.arg(each->name).arg(each->x()).arg(each->room()));
        return words.join(u", "_s);
    }

    TableColumns columns_;
    TableColumn* check_;
    TableColumn* status_;
    TableColumn* name_;
    TableColumn* schedule_;
    TableColumn* p95_;
    TableColumn* p50_;

private:
    TableColumn* column(const QString& name, int width) {
        auto* made = new TableColumn(&columns_);
        made->name = name;
        made->width = width;
        return made;
    }
};

/// The columns of a table: rooms, order, what is hidden and pinned, and that it lasts.
class TestTableColumns : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theRestIsShared() {
        Table table;
        // 800 - 36 - 120 - 60 = 584, of which 3/4 and 1/4: but the schedule needs 140
        QCOMPARE(table.said(), u"check 0+36, status 36+120, name 156+438, schedule 594+146, p95 740+60"_s);
        table.columns_.setWidth(620);
        QCOMPARE(table.said(), u"check 0+36, status 36+120, name 156+264, schedule 420+140, p95 560+60"_s);
        table.columns_.setWidth(1100);
        QVERIFY(table.p50_->shown());
        QCOMPARE(table.p50_->x() + table.p50_->room(), 1100.0);
    }

    void aColumnIsMadeWider() {
        Table table;
        QSignalSpy laid(&table.columns_, &TableColumns::laidOut);
        table.columns_.resize(table.status_, 200);
        QCOMPARE(laid.count(), 1);
        QCOMPARE(table.said(), u"check 0+36, status 36+200, name 236+364, schedule 600+140, p95 740+60"_s);
        table.columns_.resize(table.status_, 2);
        QCOMPARE(table.status_->room(), 48.0);
        table.columns_.resize(table.check_, 100);
        QCOMPARE(table.check_->room(), 36.0);
        table.columns_.resize(table.name_, 100); // one that shared has a width now; the other takes the rest
        QCOMPARE(table.said(), u"check 0+36, status 36+48, name 84+100, schedule 184+556, p95 740+60"_s);
        QVERIFY(!table.columns_.usual());
        table.columns_.makeUsual();
        QVERIFY(table.columns_.usual());
        QCOMPARE(table.said(), Table().said());
    }

    void aColumnIsMoved() {
        Table table;
        QVERIFY(!table.columns_.canMove(table.status_, -1)); // the check box leads
        QVERIFY(!table.columns_.canMove(table.check_, 1));
        table.columns_.move(table.status_, 1);
        QCOMPARE(table.said(), u"check 0+36, name 36+438, status 474+120, schedule 594+146, p95 740+60"_s);
        table.columns_.move(table.p95_, 1); // no further
        QCOMPARE(table.columns_.dropX(table.p95_, 40), 36.0);
        table.columns_.drop(table.p95_, 40);
        QCOMPARE(table.said(), u"check 0+36, p95 36+60, name 96+438, status 534+120, schedule 654+146"_s);
        QCOMPARE(table.columns_.dropX(table.p95_, 60), 36.0); // where it is
        table.columns_.drop(table.p95_, 799);
        QCOMPARE(table.columns_.shownColumns().last(), table.p95_);
    }

    void aColumnIsHidden() {
        Table table;
        QVERIFY(!table.columns_.canHide(table.name_));
        QVERIFY(!table.columns_.canHide(table.check_));
        table.columns_.setShown(table.name_, false);
        QVERIFY(table.name_->shown());
        table.columns_.setShown(table.schedule_, false);
        QCOMPARE(table.said(), u"check 0+36, status 36+120, name 156+584, p95 740+60"_s);
        table.columns_.setShown(table.p50_, true); // although the table is narrow
        QVERIFY(table.p50_->shown());
        table.columns_.setShown(table.p50_, false);
        QVERIFY(!table.p50_->shown());
        table.columns_.setWidth(1200);
        QVERIFY(!table.p50_->shown());
        table.schedule_->available = false;
        Q_EMIT table.schedule_->said();
        table.columns_.setShown(table.schedule_, true);
        QVERIFY(!table.schedule_->shown());
    }

    void aPinnedColumnStaysWhenOthersScroll() {
        Table table(nullptr, 500);
        QCOMPARE(table.columns_.lastFirst(), 0);
        table.columns_.resize(table.name_, 300);
        table.columns_.resize(table.schedule_, 300);
        QVERIFY(table.columns_.lastFirst() > 0);
        table.columns_.setPinned(table.name_, true);
        QCOMPARE(table.said(), u"check 0+36, name 36+300, status 336+120, schedule 456+300, p95 756+60"_s);
        QCOMPARE(table.columns_.lastFirst(), 2); // the last column is in full view then
        table.columns_.scrollTo(99);
        QCOMPARE(table.said(), u"check 0+36, name 36+300, p95 336+60"_s);
        table.columns_.reveal(table.status_);
        QCOMPARE(table.columns_.first(), 0);
        table.columns_.reveal(table.p95_);
        QVERIFY(table.p95_->x() + table.p95_->room() <= 500);
        table.columns_.setWidth(1000); // all of them have room
        QCOMPARE(table.columns_.first(), 0);
    }

    void aColumnFitsItsContent() {
        struct Line : CellLine {
            double naturalWidth(qsizetype column) const override { return column == 1 ? 171.4 : 0; }
        };
        Table table;
        const auto line = std::make_unique<Line>();
        table.columns_.addLine(line.get());
        table.columns_.fit(table.status_, 60);
        QCOMPARE(table.status_->room(), 180.0);
        table.columns_.fit(table.status_, 300); // the title is longer
        QCOMPARE(table.status_->room(), 300.0);
        table.columns_.resize(table.p95_, 300);
        table.columns_.fit(table.p95_, 20); // nothing says how wide it is
        QCOMPARE(table.p95_->room(), 60.0);
        table.columns_.removeLine(line.get());
    }

    void itLasts() {
        LayoutMemory memory;
        QSignalSpy changed(&memory, &LayoutMemory::changed);
        QString said;
        {
            Table table(&memory);
            QCOMPARE(changed.count(), 0);
            table.columns_.resize(table.status_, 150);
            table.columns_.move(table.p95_, -2);
            table.columns_.setShown(table.schedule_, false);
            table.columns_.setShown(table.p50_, true);
            table.columns_.setPinned(table.p95_, true);
            said = table.said();
        }
        QVERIFY(changed.count() > 0);
        LayoutMemory later;
        later.setStored(memory.stored());
        Table table(&later);
        QCOMPARE(table.said(), said);
        table.columns_.makeUsual();
        QCOMPARE(later.table(u"jobs"_s), QJsonObject());

        Table late(&later); // what is kept is read when the table is there already
        later.setStored(memory.stored());
        QCOMPARE(late.said(), said);
    }

    void whatCannotBeReadIsUsual_data() {
        QTest::addColumn<QString>("stored");
        QTest::newRow("no json") << u"{{{"_s;
        QTest::newRow("a list") << u"[1,2]"_s;
        QTest::newRow("other types") << uR"({"tables":{"jobs":{"widths":[1],"order":{"a":1},"hidden":"name"}}})"_s;
        QTest::newRow("unknown columns") << uR"({"tables":{"jobs":{"order":["gone","away"],"hidden":["gone"]}}})"_s;
        QTest::newRow("what must be there")
            << uR"({"tables":{"jobs":{"hidden":["name","check"],"pinned":["check"]}}})"_s;
        QTest::newRow("no width") << uR"({"tables":{"jobs":{"widths":{"status":-3}}}})"_s;
    }
    void whatCannotBeReadIsUsual() {
        QFETCH(QString, stored);
        LayoutMemory memory;
        memory.setStored(stored);
        Table table(&memory);
        QCOMPARE(table.said(), Table().said());
    }

    void aNewColumnKeepsItsNeighbour() {
        LayoutMemory memory;
        memory.setStored(uR"({"tables":{"jobs":{"order":["check","schedule","status","name"]}}})"_s);
        Table table(&memory);
        QCOMPARE(table.columns_.shownColumns().value(1), table.schedule_);
        QCOMPARE(table.columns_.shownColumns().last(), table.p95_);
    }

    void rangesOfKeys() {
        using Ranges = std::vector<KeyRanges::Range>;
        KeyRanges chosen;
        QVERIFY(chosen.empty());
        chosen.add({20, 10}); // either way round
        chosen.add({30, 30});
        QCOMPARE(chosen.count(), std::uint64_t(12));
        QVERIFY(chosen.contains(10) && chosen.contains(20) && chosen.contains(30));
        QVERIFY(!chosen.contains(9) && !chosen.contains(21) && !chosen.contains(31));
        chosen.add({21, 29}); // what touches is one
        QCOMPARE(chosen.ranges(), (Ranges{{10, 30}}));
        chosen.remove({15, 15});
        QCOMPARE(chosen.ranges(), (Ranges{{10, 14}, {16, 30}}));
        chosen.invert({0, 40});
        QCOMPARE(chosen.ranges(), (Ranges{{0, 9}, {15, 15}, {31, 40}}));
        chosen.remove({0, 100});
        QVERIFY(chosen.empty());
        chosen.invert({0, std::numeric_limits<std::uint64_t>::max() - 1});
        QVERIFY(chosen.contains(4'210'993));
    }

    void widthsOfPanes() {
        LayoutMemory memory;
        QCOMPARE(memory.stored(), QString());
        memory.setWidth(u"jobs"_s, 480);
        memory.setWidth(QString(), 300);
        LayoutMemory later;
        later.setStored(memory.stored());
        QCOMPARE(later.width(u"jobs"_s), 480);
        QCOMPARE(later.width(u"audit"_s), 0);
        later.setWidth(u"jobs"_s, 0);
        QCOMPARE(later.width(u"jobs"_s), 0);
        later.setStored(uR"({"panes":{"jobs":99999999,"audit":"wide"}})"_s);
        QCOMPARE(later.width(u"jobs"_s), 0);
        QCOMPARE(later.width(u"audit"_s), 0);
    }
};

QTEST_GUILESS_MAIN(TestTableColumns)
#include "tst_table_columns.moc"
