// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/Theme/look.h"

#include <QFont>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QQuickStyle>
#include <QTranslator>

using namespace Qt::StringLiterals;

// Resources of a static library are linked in by name; Q_INIT_RESOURCE must stand outside of a namespace.
static void initResources() {
    Q_INIT_RESOURCE(inferno_look);
}

namespace inferno::ui {

QStringList setUpLook() {
    initResources();
    QStringList failed;
    for (const QString& file :
         {u"Inter-Regular.otf"_s, u"Inter-Medium.otf"_s, u"Inter-SemiBold.otf"_s, u"JetBrainsMono-Regular.ttf"_s,
          u"JetBrainsMono-Medium.ttf"_s, u"JetBrainsMono-SemiBold.ttf"_s})
        if (QFontDatabase::addApplicationFont(u":/inferno/fonts/"_s + file) < 0)
            failed += file;
    QFont font(u"Inter"_s);
    font.setPixelSize(13);
    QGuiApplication::setFont(font);
    QQuickStyle::setStyle(u"Basic"_s);
    auto* words = new QTranslator(qGuiApp);
    if (words->load(u":/inferno/translations/inferno_en.qm"_s))
        QCoreApplication::installTranslator(words);
    else
        failed += u"inferno_en.qm"_s;
    return failed;
}

} // namespace inferno::ui
