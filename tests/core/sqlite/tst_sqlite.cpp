// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>

#include <QTemporaryDir>
#include <QTest>
#include <array>
#include <thread>

#include "core/sqlite/database.h"
#include "core/sqlite/migrations.h"

using namespace inferno;
using namespace inferno::sqlite;
using namespace std::chrono_literals;

namespace {

constexpr std::array kFirst = {Migration{1, "CREATE TABLE t (n INTEGER PRIMARY KEY, s TEXT NOT NULL) STRICT;"}};
constexpr std::array kBoth = {kFirst[0], Migration{2, "ALTER TABLE t ADD COLUMN more TEXT; INSERT INTO t (n, s) "
                                                      "VALUES (1, 'from step 2');"}};
constexpr std::array kBroken = {kFirst[0], Migration{2, "INSERT INTO t (n, s) VALUES (2, 'x'); NO SQL AT ALL;"}};

} // namespace

class TestSqlite : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    std::filesystem::path file(const char* name) { return folder_.filePath(QLatin1String(name)).toStdString(); }
    Database open(const char* name) {
        auto database = Database::open(file(name), Access::ReadWrite);
        Q_ASSERT(database);
        return *std::move(database);
    }

private Q_SLOTS:
    void valuesComeBackAsTheyWent() {
        Database db = open("values.db");
        QVERIFY(db.script("CREATE TABLE v (a INTEGER, b REAL, c TEXT, d BLOB, e INTEGER) STRICT"));
        const WallTime time = *parseRfc3339("2026-03-24T09:42:07.512Z");
        const Bytes bytes = {0, 1, 255};
        QVERIFY(db.run("INSERT INTO v VALUES (?, ?, ?, ?, ?)", -7, 0.25, std::string("a\0b", 3), bytes, time));
        QVERIFY(db.run("INSERT INTO v VALUES (?, ?, ?, ?, ?)", std::nullopt, std::optional<double>(), "", Bytes(),
                       std::optional<WallTime>()));
        auto query = *db.prepare("SELECT * FROM v");
        QVERIFY(*query.step());
        QCOMPARE(query.integer(0), -7);
        QCOMPARE(query.real(1), 0.25);
        QCOMPARE(query.text(2), std::string("a\0b", 3));
        QCOMPARE(query.blob(3), bytes);
        QVERIFY(query.time(4) == time);
        QVERIFY(*query.step());
        QVERIFY(query.isNull(0) && query.isNull(1) && query.isNull(4));
        QCOMPARE(query.text(2), std::string());
        QVERIFY(!query.isNull(2) && !query.isNull(3));
        QVERIFY(!query.maybeTime(4));
        QVERIFY(!*query.step());
    }

    void errorsNameTheStatement() {
        Database db = open("errors.db");
        const auto bad = db.run("SELECT * FROM nowhere");
        QCOMPARE(bad.error().code, ErrorCode::DbFailed);
        QVERIFY2(bad.error().detail.find("nowhere") != std::string::npos, bad.error().detail.c_str());
        QVERIFY(db.script("CREATE TABLE t (n INTEGER UNIQUE) STRICT"));
        QVERIFY(db.run("INSERT INTO t VALUES (1)"));
        QCOMPARE(db.run("INSERT INTO t VALUES (1)").error().code, ErrorCode::DbFailed);
        QCOMPARE(db.run("INSERT INTO t VALUES (?)", "text").error().code, ErrorCode::DbFailed); // STRICT
    }

    void aStatementCanBeOpenTwice() {
        Database db = open("twice.db");
        QVERIFY(db.script("CREATE TABLE t (n INTEGER) STRICT; INSERT INTO t VALUES (1), (2)"));
        auto outer = *db.prepare("SELECT n FROM t ORDER BY n");
        int sum = 0;
        while (*outer.step()) {
            auto inner = *db.prepare("SELECT n FROM t ORDER BY n");
            while (*inner.step())
                sum += static_cast<int>(outer.integer(0) * inner.integer(0));
        }
        QCOMPARE(sum, 9);
    }

    void transactionsRollBackUnlessCommitted() {
        Database db = open("tx.db");
        QVERIFY(db.script("CREATE TABLE t (n INTEGER) STRICT"));
        {
            auto tx = *Transaction::begin(db);
            QVERIFY(db.run("INSERT INTO t VALUES (1)"));
        }
        QCOMPARE(*db.integer("SELECT count(*) FROM t"), std::optional<std::int64_t>(0));
        {
            auto tx = *Transaction::begin(db);
            QVERIFY(db.run("INSERT INTO t VALUES (1)"));
            QVERIFY(tx.commit());
        }
        QCOMPARE(*db.integer("SELECT count(*) FROM t"), std::optional<std::int64_t>(1));
    }

    void theFileIsPrivateAndDurable() {
        Database db = open("private.db");
        QVERIFY(db.script("CREATE TABLE t (n INTEGER) STRICT"));
        struct stat info{};
        QCOMPARE(::stat(file("private.db").c_str(), &info), 0);
        QCOMPARE(info.st_mode & 0777, 0600U);
        QCOMPARE(::stat((file("private.db").string() + "-wal").c_str(), &info), 0);
        QCOMPARE(info.st_mode & 0777, 0600U);
        QCOMPARE(*db.integer("PRAGMA synchronous"), std::optional<std::int64_t>(2));
        QCOMPARE(*db.integer("PRAGMA foreign_keys"), std::optional<std::int64_t>(1));
        QCOMPARE(*db.integer("PRAGMA secure_delete"), std::optional<std::int64_t>(1));
        auto mode = *db.prepare("PRAGMA journal_mode");
        QVERIFY(*mode.step());
        QCOMPARE(mode.text(0), "wal");
    }

    void readersGoOnBesideTheWriterAndCannotWrite() {
        Database writer = open("readers.db");
        QVERIFY(writer.script("CREATE TABLE t (n INTEGER) STRICT; INSERT INTO t VALUES (1)"));
        auto reader = Database::open(file("readers.db"), Access::ReadOnly);
        QVERIFY(reader);
        auto tx = *Transaction::begin(writer);
        QVERIFY(writer.run("INSERT INTO t VALUES (2)"));
        QCOMPARE(*reader->integer("SELECT count(*) FROM t"), std::optional<std::int64_t>(1));
        QVERIFY(tx.commit());
        QCOMPARE(*reader->integer("SELECT count(*) FROM t"), std::optional<std::int64_t>(2));
        QCOMPARE(reader->run("INSERT INTO t VALUES (3)").error().code, ErrorCode::DbFailed);
    }

    void aSecondWriterIsToldThatItIsBusy() {
        Database first = open("busy.db");
        QVERIFY(first.script("CREATE TABLE t (n INTEGER) STRICT"));
        auto second = Database::open(file("busy.db"), Access::ReadWrite, 10ms);
        QVERIFY(second);
        auto tx = *Transaction::begin(first);
        QCOMPARE(Transaction::begin(*second).error().code, ErrorCode::DbBusy);
    }

    void migrationsGoStepByStepAndNeverBack() {
        Database db = open("migrate.db");
        QVERIFY(migrate(db, kFirst));
        QVERIFY(migrate(db, kFirst));
        QVERIFY(migrate(db, kBoth));
        QCOMPARE(*db.integer("PRAGMA user_version"), std::optional<std::int64_t>(2));
        QCOMPARE(*db.integer("SELECT count(*) FROM t"), std::optional<std::int64_t>(1));
        const auto newer = migrate(db, kFirst);
        QCOMPARE(newer.error().code, ErrorCode::DbVersion);
        QCOMPARE(*db.integer("PRAGMA user_version"), std::optional<std::int64_t>(2));
    }

    void aBrokenStepLeavesNothingOfItself() {
        Database db = open("broken.db");
        QVERIFY(!migrate(db, kBroken));
        QCOMPARE(*db.integer("PRAGMA user_version"), std::optional<std::int64_t>(1));
        QCOMPARE(*db.integer("SELECT count(*) FROM t"), std::optional<std::int64_t>(0));
        QVERIFY(migrate(db, kBoth));
    }
};

QTEST_GUILESS_MAIN(TestSqlite)
#include "tst_sqlite.moc"
