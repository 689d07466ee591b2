// SPDX-License-Identifier: GPL-3.0-or-later
// inferno-desktop: the window. It builds, connects and runs; what it shows comes from models/, how it looks from qml/.
#include <QApplication>
#include <QIcon>
#include <QQmlApplicationEngine>
#include <QQuickWindow>

#include <cstdio>

#include "app/desktop/options.h"
#include "app/desktop/screenshot.h"
#include "qml/Inferno/Theme/look.h"

using namespace Qt::StringLiterals;
using namespace inferno;

int main(int argc, char** argv) {
    QApplication program(argc, argv);
    QApplication::setApplicationName(u"inferno-desktop"_s);
    QApplication::setApplicationDisplayName(u"Inferno"_s);
    QApplication::setApplicationVersion(QStringLiteral(INFERNO_VERSION));
    QApplication::setOrganizationName(u"Inferno"_s);
    QApplication::setDesktopFileName(u"inferno-desktop"_s);
    const desktop::Options options = desktop::parseOptions(QApplication::arguments());
    for (const QString& font : ui::setUpLook())
        std::fprintf(stderr, "warning: the font %s could not be loaded · text is shown in another\n",
                     qUtf8Printable(font));
    QApplication::setWindowIcon(QIcon(u":/inferno/icons/inferno.svg"_s));

    QQmlApplicationEngine engine;
    engine.addImportPath(u"qrc:/qt/qml"_s);
    if (!options.theme.isEmpty())
        engine.setInitialProperties({{u"themeMode"_s, options.theme == "dark"_L1 ? 2 : 1}});
    engine.load(QUrl(u"qrc:/qt/qml/Inferno/App/Gallery.qml"_s));
    if (engine.rootObjects().isEmpty())
        return 1;
    auto* window = qobject_cast<QQuickWindow*>(engine.rootObjects().first());
    if (options.size.isValid())
        window->resize(options.size);
    window->show();
    if (!options.screenshot.isEmpty())
        desktop::takeScreenshot(window, options.screenshot, 700);
    return QApplication::exec();
}
