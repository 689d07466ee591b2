// SPDX-License-Identifier: GPL-3.0-or-later
// inferno-desktop: the window. It builds, connects and runs; what it shows comes from models/, how it looks from qml/.
#include <QApplication>
#include <QIcon>
#include <QProcess>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QScreen>
#include <QStandardPaths>

#include <algorithm>
#include <cstdio>

#include "app/desktop/crontab_plan.h"
#include "app/desktop/definitions_reader.h"
#include "app/desktop/evidence_file.h"
#include "app/desktop/options.h"
#include "app/desktop/screenshot.h"
#include "app/desktop/single_instance.h"
#include "app/desktop/tray.h"
#include "models/client_backend.h"
#include "models/fakes/fake_backend.h"
#include "models/first_run_page.h"
#include "models/language.h"
#include "qml/Inferno/App/window_settings.h"
#include "qml/Inferno/Theme/look.h"
#include "services/anchor/client_memory.h"
#include "services/client/data_root.h"

using namespace Qt::StringLiterals;
using namespace inferno;

namespace {

constexpr int kOpenAgain = 75;  // exit code of a window that shall be opened again, with another size of text
constexpr int kSettleMs = 1200; // for a picture: the answers have come and nothing moves any more

/// The service to show, or exit 2 with the reason.
client::Target chooseTarget(const desktop::Options& options) {
    auto target = client::chooseTarget({options.url.toStdString(), {}, options.dataDir.toStdString()},
                                       client::processEnvironment());
    if (!target) {
        std::fprintf(stderr, "error: %s\n", target.error().message().c_str());
        std::exit(2);
    }
    return *target;
}

std::unique_ptr<models::Backend> makeBackend(const desktop::Options& options, const client::Target& target) {
    if (options.fakes)
        return std::make_unique<models::FakeBackend>();
    auto backend = std::make_unique<models::ClientBackend>(target, QString());
    backend->setEvidence(desktop::evidenceWriter());
    backend->setCrontab(desktop::crontabPlanner());
    backend->setDefinitions(desktop::definitionsReader());
    if (const auto folder = client::userStateFolder(client::processEnvironment()))
        backend->setMemory([folder = *folder](client::Client& service) -> Result<models::Backend::Remembered> {
            INFERNO_TRY(const anchor::Finding finding,
                        anchor::rememberService(service, folder / "anchors", SystemClock().now()));
            models::Backend::Remembered found{true, finding.seenSize, finding.seenTime, finding.size};
            if (finding.standing == anchor::Standing::RolledBack)
                found.against = "The vault was rolled back: " + finding.detail;
            return found;
        });
    return backend;
}

QString userName() {
    const QString name = qEnvironmentVariable("USER", qEnvironmentVariable("LOGNAME"));
    return name.isEmpty() ? u"user"_s : name;
}

QString settingsFile() {
    return QStandardPaths::writableLocation(QStandardPaths::AppConfigLocation) + u"/window.ini"_s;
}

/// In percent. Qt reads it once, before the first window.
int chosenScale() {
    return ui::WindowSettings(settingsFile()).scale();
}

/// What the command line asks for, else what was chosen, else what the system speaks.
void speak(const desktop::Options& options) {
    const bool picture = !options.screenshot.isEmpty();
    const QString chosen = picture && options.language.isEmpty() ? u"en"_s
                           : options.language.isEmpty()          ? ui::WindowSettings(settingsFile()).languageCode()
                                                                 : options.language;
    for (const QString& file : models::speak(models::languageFor(chosen)))
        std::fprintf(stderr, "warning: %s is not bundled with this program · words are missing\n",
                     qUtf8Printable(file));
    QApplication::setLayoutDirection(models::locale().textDirection());
}

void goTo(models::AppState& app, const QString& route) {
    const qsizetype slash = route.indexOf(u'/');
    app.navigate(slash < 0 ? route : route.left(slash), slash < 0 ? QString() : route.mid(slash + 1));
}

void bringToFront(QQuickWindow* window) {
    window->show();
    window->raise();
    window->requestActivate();
}

/// Where it stood, if that is still on a screen.
void place(QQuickWindow* window, const ui::WindowSettings& settings, const QSize& size) {
    if (size.isValid()) {
        window->resize(size);
    } else if (const QRect was = settings.geometry(); !was.isEmpty()) {
        for (const QScreen* screen : QGuiApplication::screens())
            if (screen->availableGeometry().contains(was.center()))
                window->setGeometry(was);
    }
}

void prepare(QQmlApplicationEngine& engine) {
    engine.addImportPath(u"qrc:/qt/qml"_s);
    QObject::connect(&engine, &QQmlApplicationEngine::quit, qApp, &QApplication::quit);
}

int showGallery(const desktop::Options& options) {
    QQmlApplicationEngine engine;
    prepare(engine);
    engine.setInitialProperties({{u"themeMode"_s, options.theme}});
    engine.load(QUrl(u"qrc:/qt/qml/Inferno/App/Gallery.qml"_s));
    if (engine.rootObjects().isEmpty())
        return 1;
    auto* window = qobject_cast<QQuickWindow*>(engine.rootObjects().first());
    if (options.size.isValid())
        window->resize(options.size);
    window->show();
    if (!options.screenshot.isEmpty())
        desktop::takeScreenshot(window, options.screenshot, kSettleMs);
    return QApplication::exec();
}

int showWindow(const desktop::Options& options) {
    const bool picture = !options.screenshot.isEmpty();
    const client::Target target = options.fakes ? client::Target{} : chooseTarget(options);
    desktop::SingleInstance single(
        options.fakes ? u"fakes"_s : QString::fromStdString(target.isUrl() ? target.url : target.dataDir.string()));
    if (!picture) {
        if (single.handOver(options.route))
            return 0;
        single.listen();
    }

    const std::unique_ptr<models::Backend> backend = makeBackend(options, target);
    const SystemClock systemClock;
    const Clock& clock = options.fakes ? models::FakeBackend::clock() : systemClock;
    models::AppState app(*backend, clock,
                         {options.fakes ? QTimeZone("Europe/Berlin") : QTimeZone::systemTimeZone(),
                          options.fakes ? u"mara.keller"_s : userName(), QStringLiteral(INFERNO_VERSION),
                          options.fakes});
    ui::WindowSettings settings(picture ? QString() : settingsFile());
    std::unique_ptr<desktop::Tray> tray;
    if (!picture && !options.noTray)
        tray = std::make_unique<desktop::Tray>(app);
    if (picture && options.fakes)
        app.desktop().set({true, u"gnome-shell 43.9"_s, true, false});
    const bool hides = tray && tray->present();
    QApplication::setQuitOnLastWindowClosed(!hides);

    const QVariantMap properties{{u"app"_s, QVariant::fromValue(&app)},
                                 {u"settings"_s, QVariant::fromValue(&settings)},
                                 {u"still"_s, picture},
                                 {u"shownScale"_s, chosenScale()},
                                 {u"shownLanguage"_s, ui::WindowSettings(settingsFile()).language()},
                                 {u"hidesOnClose"_s, hides},
                                 {u"themeMode"_s, options.theme}};
    QQmlApplicationEngine engine; // ends before what it shows
    prepare(engine);
    engine.setInitialProperties(properties);
    engine.load(QUrl(u"qrc:/qt/qml/Inferno/App/Main.qml"_s));
    if (engine.rootObjects().isEmpty())
        return 1;
    auto* window = qobject_cast<QQuickWindow*>(engine.rootObjects().first());
    place(window, settings, options.size);

    const auto open = [&app, window](const QString& route) {
        if (!route.isEmpty())
            goTo(app, route);
        bringToFront(window);
    };
    QObject::connect(&single, &desktop::SingleInstance::asked, window, open);
    QObject::connect(&app.appearance(), &models::Appearance::openAgainAsked, qApp,
                     [] { QApplication::exit(kOpenAgain); });
    if (tray) {
        QObject::connect(tray.get(), &desktop::Tray::windowAsked, window, open);
        QObject::connect(tray.get(), &desktop::Tray::quitAsked, qApp, &QApplication::quit);
    }
    app.start();
    goTo(app, options.route.isEmpty() ? u"overview"_s : options.route);
    if (!picture && !options.fakes)
        qobject_cast<models::FirstRunPage*>(app.pageObject(u"first-run"_s))->openWhenEmpty();
    if (settings.maximized() && !options.size.isValid())
        window->showMaximized();
    else
        window->show();
    if (picture)
        desktop::takeScreenshot(window, options.screenshot, kSettleMs);
    return QApplication::exec();
}

} // namespace

int main(int argc, char** argv) {
    QApplication::setApplicationName(u"inferno-desktop"_s);
    QApplication::setOrganizationName(u"Inferno"_s);
    const QByteArray scaledBefore = qgetenv("QT_SCALE_FACTOR");
    const bool picture = std::any_of(argv, argv + argc, [](const char* a) { return QByteArray(a) == "--screenshot"; });
    if (const int percent = chosenScale(); scaledBefore.isEmpty() && percent != 100 && !picture)
        qputenv("QT_SCALE_FACTOR", QByteArray::number(percent / 100.0));
    QApplication program(argc, argv);
    QApplication::setApplicationDisplayName(u"Inferno"_s);
    QApplication::setApplicationVersion(QStringLiteral(INFERNO_VERSION));
    QApplication::setDesktopFileName(u"inferno-desktop"_s);
    const desktop::Options options = desktop::parseOptions(QApplication::arguments());
    for (const QString& file : ui::setUpLook())
        std::fprintf(stderr, "warning: %s is not bundled with this program · text looks or reads differently\n",
                     qUtf8Printable(file));
    speak(options);
    QApplication::setWindowIcon(QIcon(u":/inferno/icons/inferno.svg"_s));

    const int code = options.gallery ? showGallery(options) : showWindow(options);
    if (code != kOpenAgain)
        return code;
    qputenv("QT_SCALE_FACTOR", scaledBefore); // the next window chooses anew
    return QProcess::startDetached(QApplication::applicationFilePath(), QApplication::arguments().mid(1)) ? 0 : 1;
}
