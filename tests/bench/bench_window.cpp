// SPDX-License-Identifier: GPL-3.0-or-later
// The window against the sample: its first frame, its pages, the palette, ten million rows, a graph of 1,000 jobs, its
// memory, and 1,000 live updates a second, each beside its limit. Drawn by the software renderer without a screen, and
// once more under Xvfb where that is installed. Each part runs in a process of its own, of this program:
//   bench_window                all of it
//   bench_window --part NAME    one: first-frame empty pages table graph live
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <memory>

#include <QApplication>
#include <QFileInfo>
#include <QKeyEvent>
#include <QProcess>
#include <QQmlComponent>
#include <QStandardPaths>

#include "models/audit_page.h"
#include "models/graph_page.h"
#include "models/job_store.h"
#include "models/page_object.h"
#include "qml/Inferno/Theme/look.h"
#include "tests/bench/window_probe.h"
#include "tests/screens/window_under_test.h"

using namespace inferno;
using namespace inferno::bench;
using namespace Qt::StringLiterals;
using models::FakeBackend;
using models::PageState;
using tests::WindowUnderTest;

namespace {

constexpr int kStarts = 5;
constexpr int kTurns = 9;
constexpr int kSteps = 300;
constexpr double kRows = 10'000'000;
constexpr int kJobs = 1'000;
constexpr int kRate = 1'000;
constexpr int kLiveMs = 4'000;
constexpr double kFrameMs = 16;
constexpr int kPartLimitMs = 180'000;

[[noreturn]] void giveUp(const char* what) {
    std::fprintf(stderr, "error: %s\n", what);
    std::exit(1);
}

/// A figure of a part, for the process that asked for it.
void tell(const QString& name, double value, const char* unit, double limit) {
    std::printf("%s\t%.3f\t%s\t%.3f\n", qPrintable(name), value, unit, limit);
    std::fflush(stdout);
}

bool settled(WindowUnderTest& window, const char* id) {
    auto* page = qobject_cast<models::PageObject*>(window.app().pageObject(QLatin1String(id)));
    return waitFor([&] { return page->state() == PageState::Ready && !page->refreshing(); });
}

// The parts

void firstFrame() {
    FakeBackend backend;
    WindowUnderTest window(backend, FakeBackend::clock(), false);
    if (!window.isGood())
        giveUp("the window does not load");
    untilDrawn(window.window(), [] {});
    std::printf("%.3f\n", nowMs());
}

/// What any window of Qt Quick with a chart needs.
void emptyWindow() {
    QQmlEngine engine;
    engine.addImportPath(u"qrc:/qt/qml"_s);
    QQmlComponent component(&engine);
    component.setData("import QtQuick\nimport Inferno.Charts\nWindow { width: 1440; height: 900; visible: true; "
                      "LineChart { anchors.fill: parent; first: [1, 3, 2, 5, 4]; scaleTop: 5; firstName: 'a' } }",
                      QUrl());
    const std::unique_ptr<QObject> window(component.create());
    if (!window)
        giveUp(qPrintable(component.errorString()));
    untilDrawn(qobject_cast<QQuickWindow*>(window.get()), [] {});
    wait(500);
    std::printf("%.3f\n", residentMb());
}

void pages() {
    FakeBackend backend;
    WindowUnderTest window(backend, FakeBackend::clock(), false);
    if (!settled(window, "overview"))
        giveUp("the overview does not come");
    // As a person has it who looks at the first page for some seconds: the others are made meanwhile.
    QObject* host = window.window()->findChild<QObject*>(u"pages"_s);
    if (!host)
        giveUp("there is no place of pages");
    {
        const LoopProbe probe;
        window.window()->setProperty("still", false);
        waitFor([&] { return host->property("allMade").toBool(); });
        wait(1000);
        tell(u"pages made ahead, longest block"_s, probe.worstMs(), "ms", 100);
    }
    const models::PageRegistry registry;
    for (int turn = 0; turn < 2; ++turn) {
        for (const auto& page : registry.rows()) {
            std::vector<double> times;
            for (int i = 0; i < (turn == 0 ? 1 : kTurns); ++i) {
                window.app().navigate(page.id == "overview"_L1 ? u"jobs"_s : u"overview"_s);
                wait(turn == 0 ? 150 : 30);
                times.push_back(untilDrawn(window.window(), [&] { window.app().navigate(page.id); }));
                wait(turn == 0 ? 150 : 30);
            }
            const bool first = turn == 0 && page.id != "overview"_L1;
            tell(u"page %1, %2"_s.arg(page.id, first ? u"first time"_s : u"again"_s), median(times), "ms", 100);
        }
    }
    std::vector<double> openings;
    QObject* shell = window.window()->findChild<QObject*>(u"shell"_s);
    for (int i = 0; shell && i < kTurns; ++i) {
        openings.push_back(untilDrawn(
            window.window(), [&] { QMetaObject::invokeMethod(shell, "openPalette", Q_ARG(QString, QString())); }));
        wait(50);
        QKeyEvent escape(QEvent::KeyPress, Qt::Key_Escape, Qt::NoModifier);
        QCoreApplication::sendEvent(window.window(), &escape);
        wait(50);
    }
    if (openings.empty())
        giveUp("there is no shell");
    tell(u"palette, first time"_s, openings.front(), "ms", 50);
    tell(u"palette, again"_s, median(openings), "ms", 50);
    wait(500);
    tell(u"memory, all pages visited"_s, residentMb(), "MB", 0);
}

void table() {
    FakeBackend backend;
    auto& vault = backend.sample().vault;
    vault.events = vault.durable = vault.checkpointed = vault.sealed = static_cast<std::uint64_t>(kRows);
    WindowUnderTest window(backend, FakeBackend::clock(), false);
    window.app().navigate(u"audit"_s);
    if (!settled(window, "audit"))
        giveUp("the audit trail does not come");
    auto& list = *qobject_cast<models::AuditPage*>(window.app().pageObject(u"audit"_s))->events();
    waitFor([&] { return list.visibleRows() > 10; });
    wait(500);
    for (const double from : {0.0, list.total() - 3.0 * kSteps - 100}) {
        list.scrollTo(from);
        wait(500);
        std::vector<double> times;
        for (int step = 1; step <= kSteps; ++step)
            times.push_back(untilDrawn(window.window(), [&] { list.scrollTo(from + 3.0 * step); }));
        const QString where = from > 0 ? u"end"_s : u"start"_s;
        tell(u"scroll by 3 of %1 rows, at the %2, median"_s.arg(list.total(), 0, 'f', 0).arg(where), median(times),
             "ms", kFrameMs);
        tell(u"scroll by 3 of %1 rows, at the %2, 99 %"_s.arg(list.total(), 0, 'f', 0).arg(where), nearlyWorst(times),
             "ms", kFrameMs);
    }
}

void graph() {
    FakeBackend backend;
    makeCrowd(backend.sample(), kJobs);
    WindowUnderTest window(backend, FakeBackend::clock(), false);
    auto& page = *qobject_cast<models::GraphPage*>(window.app().pageObject(u"graph"_s));
    if (!waitFor([&] { return window.app().jobStore().wasRead(); }))
        giveUp("the jobs do not come");
    const double begun = nowMs();
    bool planned = false;
    QObject::connect(&page, &models::GraphPage::planned, &page, [&] { planned = true; });
    {
        const LoopProbe probe;
        waitFor([&] { return planned; });
        tell(u"graph of 1,000 laid out"_s, nowMs() - begun, "ms", 1000);
        tell(u"graph of 1,000 laid out, longest block of the window"_s, probe.worstMs(), "ms", 100);
    }
    settled(window, "graph");
    wait(300);
    tell(u"graph of 1,000, page opened"_s, untilDrawn(window.window(), [&] { window.app().navigate(u"graph"_s); }),
         "ms", 100);
    wait(500);
    QQuickItem* canvas = itemOfType(window.window()->contentItem(), "GraphCanvas");
    if (!canvas || !canvas->property("panX").isValid())
        giveUp("the canvas of the graph is not there");
    for (const bool near : {false, true}) {
        if (near)
            canvas->setProperty("zoom", 1);
        wait(300);
        std::vector<double> times;
        for (int step = 0; step < kSteps / 3; ++step)
            times.push_back(untilDrawn(window.window(),
                                       [&] { canvas->setProperty("panX", canvas->property("panX").toDouble() - 3); }));
        tell(near ? u"graph of 1,000, moved, at 100 %"_s : u"graph of 1,000, moved, all in view"_s, median(times), "ms",
             kFrameMs);
    }
}

void live() {
    FakeBackend backend;
    makeCrowd(backend.sample(), kJobs);
    WindowUnderTest window(backend, FakeBackend::clock(), false);
    for (const char* id : {"overview", "jobs", "graph"}) {
        window.app().navigate(QLatin1String(id));
        if (!settled(window, id))
            giveUp("a page does not come");
        wait(1000);
    }
    for (const char* id : {"overview", "jobs", "graph"}) {
        window.app().navigate(QLatin1String(id));
        wait(500);
        int frames = 0;
        QObject context;
        QObject::connect(window.window(), &QQuickWindow::frameSwapped, &context, [&] { ++frames; });
        const LoopProbe probe;
        const double begun = nowMs();
        const std::clock_t busyBefore = std::clock();
        {
            const LiveStream stream(backend, kRate);
            while (nowMs() - begun < kLiveMs)
                QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 20);
            const double seconds = (nowMs() - begun) / 1000;
            const QString where = u"1,000 updates/s on %1, "_s.arg(QLatin1String(id));
            tell(where + u"taken"_s, stream.told() / seconds, "1/s", kRate);
            tell(where + u"longest block"_s, probe.worstMs(), "ms", 100);
            tell(where + u"frames"_s, frames / seconds, "1/s", 30);
            tell(where + u"processor"_s,
                 100.0 * static_cast<double>(std::clock() - busyBefore) / CLOCKS_PER_SEC / seconds, "%", 0);
        }
        wait(500);
    }
}

int runPart(const char* name, int argc, char** argv) {
    qputenv("LC_ALL", "C.UTF-8");
    QApplication program(argc, argv);
    if (!ui::setUpLook().isEmpty())
        giveUp("fonts are missing");
    const std::pair<const char*, void (*)()> parts[] = {{"first-frame", firstFrame},
                                                        {"empty", emptyWindow},
                                                        {"pages", pages},
                                                        {"table", table},
                                                        {"graph", graph},
                                                        {"live", live}};
    for (const auto& [part, run] : parts) {
        if (std::strcmp(part, name) != 0)
            continue;
        run();
        return 0;
    }
    giveUp("there is no such part");
}

// The process that asks

struct Screen {
    QString name;
    QStringList before; ///< what stands before the program in its command line
    QString platform;
};

QList<QByteArray> linesOf(const Screen& screen, const char* part) {
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_s, screen.platform);
    environment.insert(u"QT_QUICK_BACKEND"_s, u"software"_s);
    environment.insert(u"QT_QPA_UPDATE_IDLE_TIME"_s, u"0"_s); // a frame comes when it is ready
    process.setProcessEnvironment(environment);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    const QStringList line =
        screen.before + QStringList{QCoreApplication::applicationFilePath(), u"--part"_s, QLatin1String(part)};
    process.start(line.first(), line.mid(1));
    if (!process.waitForFinished(kPartLimitMs) || process.exitCode() != 0)
        giveUp(part);
    return process.readAllStandardOutput().trimmed().split('\n');
}

void print(const Screen& screen, const QString& name, double value, const QString& unit, double limit) {
    const QByteArray peer = limit > 0 ? QByteArray("\"limit\",\"peer_value\":" + QByteArray::number(limit))
                                      : QByteArray("null,\"peer_value\":null");
    std::printf("{\"name\":\"%s: %s\",\"value\":%.3f,\"unit\":\"%s\",\"peer\":%s}\n", qPrintable(screen.name),
                qPrintable(name), value, qPrintable(unit), peer.constData());
    std::fflush(stdout);
}

void measure(const Screen& screen) {
    std::vector<double> starts;
    for (int i = 0; i < kStarts; ++i) {
        const double begun = nowMs();
        starts.push_back(linesOf(screen, "first-frame").first().toDouble() - begun);
    }
    print(screen, u"first frame of a new process"_s, median(starts), u"ms"_s, 500);
    const double empty = linesOf(screen, "empty").first().toDouble();
    print(screen, u"memory, empty window with one chart"_s, empty, u"MB"_s, 0);
    for (const char* part : {"pages", "table", "graph", "live"}) {
        for (const QByteArray& line : linesOf(screen, part)) {
            const QStringList words = QString::fromUtf8(line).split(u'\t');
            if (words.size() != 4)
                continue;
            print(screen, words.at(0), words.at(1).toDouble(), words.at(2), words.at(3).toDouble());
            if (words.at(0).startsWith("memory"_L1))
                print(screen, u"memory above the empty window"_s, words.at(1).toDouble() - empty, u"MB"_s, 120);
        }
    }
}

} // namespace

int main(int argc, char** argv) {
    if (argc == 3 && std::strcmp(argv[1], "--part") == 0)
        return runPart(argv[2], argc, argv);
    QCoreApplication program(argc, argv);
    measure({u"offscreen"_s, {}, u"offscreen"_s});
    const QString xvfb = QStandardPaths::findExecutable(u"xvfb-run"_s);
    if (xvfb.isEmpty())
        std::fprintf(stderr, "xvfb-run is not installed: measured without a screen only\n");
    else
        measure({u"Xvfb"_s, {xvfb, u"-a"_s, u"-s"_s, u"-screen 0 1600x1000x24"_s}, u"xcb"_s});
    return 0;
}
