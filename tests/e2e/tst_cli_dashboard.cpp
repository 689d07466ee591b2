// SPDX-License-Identifier: GPL-3.0-or-later
// The live views of the queue, on a terminal and without one, with the real service.
#include <QTest>

#include "tests/e2e/cli_runner.h"
#include "tests/e2e/terminal_process.h"

using namespace Qt::StringLiterals;
using inferno::tests::CliRunner;
using inferno::tests::ServiceProcess;
using inferno::tests::TerminalProcess;

namespace {

constexpr const char* kEnter = "\x1b[?1049h";
constexpr const char* kLeave = "\x1b[?25h\x1b[?1049l";

QProcessEnvironment environmentFor(const CliRunner& cli) {
    QProcessEnvironment environment = ServiceProcess::environment();
    environment.insert(u"INFERNO_HOME"_s, cli.dataDir());
    environment.insert(u"XDG_STATE_HOME"_s, cli.path(u"state"_s));
    environment.insert(u"TZ"_s, u"UTC"_s);
    environment.insert(u"TERM"_s, u"xterm-256color"_s);
    environment.remove(u"NO_COLOR"_s);
    return environment;
}

/// The lines of the newest whole frame, without colours.
QStringList frameOf(const QByteArray& written) {
    const qsizetype end = written.lastIndexOf("\x1b[J\x1b[?2026l");
    if (end < 0)
        return {};
    const qsizetype begin = written.lastIndexOf("\x1b[H", end);
    QString text = QString::fromUtf8(written.mid(begin, end - begin));
    static const QRegularExpression kColours(u"\x1b\\[[0-9;?]*[a-zA-Z]"_s);
    return text.remove(kColours).remove(u'\r').split(u'\n'); // the terminal adds its own
}

} // namespace

class TestCliDashboard : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(cli_.configure("[batch_queue]\nmax_concurrent_jobs = 1\n"));
        cli_.done(u"batch-queue create --name broken --command false"_s);
        QCOMPARE(cli_.run({u"batch-queue"_s, u"monitor"_s, u"broken"_s}).code, 1);
        for (const char* name : {"long", "held"}) // until they are cancelled, and there is room for one
            cli_.run({u"batch-queue"_s, u"create"_s, u"--name"_s, QString::fromLatin1(name), u"--command"_s,
                      u"sleep 1000"_s});
        cli_.run({u"batch-queue"_s, u"create"_s, u"--name"_s, u"yearly"_s, u"--command"_s, u"true"_s, u"--schedule"_s,
                  u"0 0 1 1 *"_s});
    }

    void withoutATerminalThereIsOneSnapshot() {
        const auto shown = cli_.done(u"batch-queue dashboard"_s);
        QVERIFY(!shown.out.contains('\x1b'));
        for (const char* part : {"RUNNING", "WAITING", "NEXT", "FAILED", "ENDED BY HOUR", "CPU ", "Memory ", "Disk ",
                                 "held", "yearly", "broken", "exit 1"})
            QVERIFY2(shown.out.contains(part), part);

        const QJsonObject document = cli_.json(u"batch-queue dashboard"_s);
        QCOMPARE(document.value(u"failures"_s).toArray().size(), 1);
        QCOMPARE(document.value(u"waiting"_s).toArray().size() + document.value(u"running"_s).toArray().size(), 2);
        QVERIFY(!document.value(u"next"_s).toArray().isEmpty());
        QVERIFY(document.value(u"host"_s).toObject().contains(u"cpu_percent"_s));
    }

    void everyFrameFits_data() {
        QTest::addColumn<QStringList>("view");
        QTest::addColumn<int>("columns");
        QTest::addColumn<int>("rows");
        const QStringList dashboard{u"dashboard"_s};
        const QStringList monitor{u"monitor"_s, u"--real-time"_s};
        QTest::newRow("dashboard 80x24") << dashboard << 80 << 24;
        QTest::newRow("dashboard 160x50") << dashboard << 160 << 50;
        QTest::newRow("dashboard 20x3") << dashboard << 20 << 3;
        QTest::newRow("monitor 80x24") << monitor << 80 << 24;
        QTest::newRow("monitor 40x6") << monitor << 40 << 6;
    }
    void everyFrameFits() {
        QFETCH(QStringList, view);
        QFETCH(int, columns);
        QFETCH(int, rows);
        TerminalProcess program(ServiceProcess::program("inferno"), QStringList{u"batch-queue"_s} + view,
                                environmentFor(cli_), static_cast<unsigned short>(columns),
                                static_cast<unsigned short>(rows));
        QVERIFY2(program.waitFor("\x1b[?2026l"), program.written().constData());
        QVERIFY(program.written().contains(kEnter));
        QVERIFY(!program.echoes());
        const QStringList frame = frameOf(program.written());
        QCOMPARE(frame.size(), rows);
        for (const QString& line : frame)
            QVERIFY2(line.toUcs4().size() <= columns, qPrintable(line));
        QVERIFY(frame.last().contains(u"q quits"_s));
        program.type("q");
        QCOMPARE(program.end(), 0);
        QVERIFY(program.written().endsWith(kLeave));
    }

    void anotherSizeIsDrawnAnew() {
        TerminalProcess program(ServiceProcess::program("inferno"), {u"batch-queue"_s, u"dashboard"_s},
                                environmentFor(cli_), 80, 24);
        const auto hasRows = [](qsizetype rows) {
            return [rows](const QByteArray& written) { return frameOf(written).size() == rows; };
        };
        QVERIFY(program.waitUntil(hasRows(24)));
        program.resize(120, 40);
        QVERIFY(program.waitUntil(hasRows(40)));
        program.type("q");
        QCOMPARE(program.end(), 0);
    }

    void controlCGivesTheTerminalBack() {
        for (const QStringList& view : {QStringList{u"dashboard"_s}, QStringList{u"monitor"_s, u"--real-time"_s}}) {
            TerminalProcess program(ServiceProcess::program("inferno"), QStringList{u"batch-queue"_s} + view,
                                    environmentFor(cli_), 100, 30);
            QVERIFY(program.waitFor("held"));
            QVERIFY(!program.echoes());
            program.type("\x03");
            QVERIFY(program.waitFor(kLeave));
            QTRY_VERIFY(program.echoes()); // just after it has left the screen
            QCOMPARE(program.end(), 130);
        }
    }

    void theServiceMayGoAndComeBack() {
        TerminalProcess program(ServiceProcess::program("inferno"), {u"batch-queue"_s, u"dashboard"_s, u"--no-start"_s},
                                environmentFor(cli_), 100, 30);
        QVERIFY(program.waitFor("held"));
        QVERIFY(cli_.stop());
        QVERIFY2(program.waitFor("trying again"), program.written().constData());
        QVERIFY(cli_.start());
        QVERIFY(program.waitUntil([](const QByteArray& written) { // it has found the new instance
            const QString frame = frameOf(written).join(u'\n');
            return frame.contains(u"yearly"_s) && !frame.contains(u"trying again"_s);
        }));
        program.type("q");
        QCOMPARE(program.end(), 0);
    }

    void cleanupTestCase() {
        cli_.run({u"batch-queue"_s, u"cancel"_s, u"long"_s});
        cli_.run({u"batch-queue"_s, u"cancel"_s, u"held"_s});
    }

private:
    CliRunner cli_;
};

QTEST_GUILESS_MAIN(TestCliDashboard)
#include "tst_cli_dashboard.moc"
