// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include "models/key_map.h"
#include "models/page_registry.h"

using namespace inferno::models;
using namespace Qt::StringLiterals;

/// The one map of keys: what it has at first, how keys are given and refused, and what is kept of that.
class TestKeyMap : public QObject {
    Q_OBJECT

private:
    PageRegistry pages_;
    std::unique_ptr<KeyMap> map_;
    std::unique_ptr<QAbstractItemModelTester> tester_;

    KeyMap& map() { return *map_; }
    QString meaning(const char* scope, int key, Qt::KeyboardModifiers held = {}) {
        return map().action(QLatin1String(scope), key, held.toInt());
    }

private Q_SLOTS:
    void init() {
        map_ = std::make_unique<KeyMap>(pages_);
        tester_ = std::make_unique<QAbstractItemModelTester>(map_.get(),
                                                             QAbstractItemModelTester::FailureReportingMode::QtTest);
    }
    void cleanup() {
        tester_.reset();
        map_.reset();
    }

    void noPageHasTwoActionsOnOneKey() {
        for (const KeyMap::Action& one : map().actions())
            for (const KeyMap::Action& other : map().actions()) {
                const bool meet = one.scope == other.scope || one.scope == "window"_L1 || other.scope == "window"_L1;
                if (&one == &other || !meet)
                    continue;
                for (const QString& chord : one.chords)
                    QVERIFY2(!other.chords.contains(chord), qPrintable(one.id + u' ' + other.id + u' ' + chord));
            }
    }

    void everyKeyIsOneAndHasItsPage() {
        QSet<QString> ids;
        for (const KeyMap::Action& one : map().actions()) {
            QVERIFY2(!ids.contains(one.id), qPrintable(one.id));
            ids.insert(one.id);
            QVERIFY2(!one.text.isEmpty() && !one.chords.isEmpty(), qPrintable(one.id));
            QVERIFY2(one.scope == "window"_L1 || pages_.has(one.scope), qPrintable(one.id));
        }
        for (const PageRegistry::Row& page : pages_.rows())
            if (page.inRail)
                QVERIFY2(ids.contains(u"window.page-"_s + page.id), qPrintable(page.id));
    }

    void aKeyIsGivenAndTheOldOneIsFree() {
        QSignalSpy changed(&map(), &KeyMap::changed);
        QCOMPARE(meaning("jobs", Qt::Key_R), u"run"_s);
        QCOMPARE(map().assign(u"jobs.run"_s, u"Y"_s), QString());
        QCOMPARE(changed.size(), 1);
        QCOMPARE(meaning("jobs", Qt::Key_Y), u"run"_s);
        QCOMPARE(meaning("jobs", Qt::Key_R), QString());
        QCOMPARE(map().text(u"jobs.run"_s), u"Y"_s);
        QCOMPARE(map().changedCount(), 1);
        QCOMPARE(map().assign(u"jobs.edit"_s, u"R"_s), QString()); // it is free
        QCOMPARE(map().assign(u"window.palette"_s, u"Ctrl+Space"_s), QString());
        QCOMPARE(map().sequences().toMap().value(u"window.palette"_s).toStringList(), QStringList{u"Ctrl+Space"_s});
        QCOMPARE(map().assign(u"jobs.pause"_s, {}), QString()); // none at all
        QCOMPARE(meaning("jobs", Qt::Key_P), QString());
        QCOMPARE(map().text(u"jobs.pause"_s), QString());
    }

    void whatAnotherHasIsRefusedByName() {
        QVERIFY(map().assign(u"jobs.run"_s, u"E"_s).contains(u"“Edit” (Jobs)"_s));
        QVERIFY(map().assign(u"jobs.run"_s, u"Ctrl+K"_s).contains(u"Search or run a command"_s));
        QVERIFY(map().assign(u"window.rail"_s, u"Ctrl+E"_s).contains(u"Schedule as text"_s)); // of a page
        QCOMPARE(meaning("jobs", Qt::Key_R), u"run"_s);
        QCOMPARE(map().changedCount(), 0);
        QCOMPARE(map().assign(u"graph.isolate"_s, u"R"_s), QString()); // another page's
    }

    void whatListsAndTextNeedStaysTheirs() {
        for (const char* chord : {"Tab", "Esc", "Return", "Up", "Home", "Shift+Down", "Space", "Ctrl+C", "Ctrl+A"})
            QVERIFY2(!map().assign(u"jobs.run"_s, QLatin1String(chord)).isEmpty(), chord);
        QVERIFY(!map().assign(u"window.rail"_s, u"Y"_s).isEmpty()); // a letter alone would end typing
        QVERIFY(!map().assign(u"window.rail"_s, u"Shift+Y"_s).isEmpty());
        QVERIFY(!map().assign(u"window.close"_s, u"F12"_s).isEmpty()); // fixed
        QVERIFY(!map().assign(u"window.close"_s, {}).isEmpty());
        QVERIFY(!map().assign(u"no.such"_s, u"F12"_s).isEmpty());
        QVERIFY(!map().assign(u"jobs.run"_s, u"no key"_s).isEmpty());
        QCOMPARE(map().assign(u"window.rail"_s, u"F12"_s), QString());
    }

    void chordsAreReadFromKeys() {
        QCOMPARE(KeyMap::chord(Qt::Key_Plus, Qt::ShiftModifier), u"+"_s); // however a keyboard makes it
        QCOMPARE(KeyMap::chord(Qt::Key_Question, Qt::ShiftModifier), u"?"_s);
        QCOMPARE(KeyMap::chord(Qt::Key_Plus, Qt::KeypadModifier), u"+"_s);
        QCOMPARE(KeyMap::chord(Qt::Key_F, Qt::ShiftModifier), u"Shift+F"_s);
        QCOMPARE(KeyMap::chord(Qt::Key_Enter, Qt::ControlModifier | Qt::KeypadModifier), u"Ctrl+Return"_s);
        QCOMPARE(KeyMap::chord(Qt::Key_Control, Qt::ControlModifier), QString());
        QCOMPARE(KeyMap::chord(Qt::Key_Delete, 0), u"Del"_s);
#ifndef Q_OS_MACOS
        QCOMPARE(KeyMap::shown(u"Alt+Left"_s), u"Alt+←"_s);
        QCOMPARE(KeyMap::shown(u"Ctrl++"_s), u"Ctrl++"_s);
#endif
        QVERIFY(map().sequences().toMap().value(u"models.run"_s).toStringList().contains(u"Ctrl+Enter"_s));
    }

    void whatIsKeptComesBack() {
        QSignalSpy stored(&map(), &KeyMap::storedChanged);
        map().assign(u"jobs.run"_s, u"Y"_s);
        map().assign(u"jobs.edit"_s, u"R"_s);
        map().assign(u"jobs.pause"_s, {});
        QCOMPARE(stored.size(), 3);
        const QString kept = map().stored();
        KeyMap other(pages_);
        other.setStored(kept);
        QCOMPARE(other.action(u"jobs"_s, Qt::Key_R, 0), u"edit"_s);
        QCOMPARE(other.action(u"jobs"_s, Qt::Key_Y, 0), u"run"_s);
        QCOMPARE(other.action(u"jobs"_s, Qt::Key_P, 0), QString());
        QCOMPARE(other.stored(), kept);
        // Two that exchanged their keys.
        other.setStored(uR"({"jobs.run":"E","jobs.edit":"R"})"_s);
        QCOMPARE(other.action(u"jobs"_s, Qt::Key_E, 0), u"run"_s);
        QCOMPARE(other.action(u"jobs"_s, Qt::Key_R, 0), u"edit"_s);
        QCOMPARE(other.action(u"jobs"_s, Qt::Key_P, 0), u"pause"_s);
        other.setStored({});
        QCOMPARE(other.changedCount(), 0);
    }

    void whatIsKeptWrongIsLeftOut_data() {
        QTest::addColumn<QString>("kept");
        QTest::newRow("no JSON") << u"{jobs"_s;
        QTest::newRow("taken") << uR"({"jobs.run":"E"})"_s;
        QTest::newRow("reserved") << uR"({"jobs.run":"Esc"})"_s;
        QTest::newRow("no key") << uR"({"jobs.run":"what"})"_s;
        QTest::newRow("fixed") << uR"({"window.close":"F12"})"_s;
        QTest::newRow("unknown") << uR"({"jobs.fly":"F12"})"_s;
        QTest::newRow("a number") << uR"({"jobs.run":5})"_s;
    }
    void whatIsKeptWrongIsLeftOut() {
        QFETCH(QString, kept);
        map().setStored(kept);
        QCOMPARE(map().changedCount(), 0);
        noPageHasTwoActionsOnOneKey();
        QCOMPARE(meaning("jobs", Qt::Key_R), u"run"_s);
    }

    void resetTakesTheKeyBack() {
        map().assign(u"jobs.run"_s, u"Z"_s);
        map().assign(u"jobs.edit"_s, u"R"_s);
        map().assign(u"jobs.pause"_s, u"E"_s);
        map().reset(u"jobs.run"_s); // R is edit's, and edit's E is pause's: both go back too
        QCOMPARE(map().changedCount(), 0);
        noPageHasTwoActionsOnOneKey();
        QCOMPARE(meaning("jobs", Qt::Key_R), u"run"_s);
        QCOMPARE(meaning("jobs", Qt::Key_E), u"edit"_s);
        QCOMPARE(meaning("jobs", Qt::Key_Z), QString());
        map().assign(u"window.rail"_s, u"F12"_s);
        map().assign(u"audit.verify"_s, u"Y"_s);
        map().resetAll();
        QCOMPARE(map().changedCount(), 0);
        QCOMPARE(map().stored(), QString());
        QCOMPARE(meaning("audit", Qt::Key_V), u"verify"_s);
    }
};

QTEST_GUILESS_MAIN(TestKeyMap)
#include "tst_key_map.moc"
