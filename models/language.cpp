// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/language.h"

#include <algorithm>
#include <memory>
#include <vector>

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QTranslator>

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

QLocale& spoken() {
    static QLocale locale(QLocale::English, QLocale::UnitedKingdom);
    return locale;
}

std::vector<std::unique_ptr<QTranslator>>& translators() {
    static std::vector<std::unique_ptr<QTranslator>> list;
    return list;
}

bool take(const QString& file, const QString& folder) {
    auto words = std::make_unique<QTranslator>();
    if (!words->load(file, folder))
        return false;
    QCoreApplication::installTranslator(words.get());
    translators().push_back(std::move(words));
    return true;
}

bool isOurs(const QString& code) {
    return std::ranges::find(languages(), code, &Language::code) != languages().end();
}

/// "de" of de_AT.
QString codeOf(const QLocale& locale) {
    return locale.name().section(u'_', 0, 0);
}

} // namespace

const QList<Language>& languages() {
    static const QList<Language> list{{u"en"_s, u"English"_s}, {u"de"_s, u"Deutsch"_s}};
    return list;
}

QString languageFor(const QString& chosen, const QLocale& system) {
    if (isOurs(chosen))
        return chosen;
    return isOurs(codeOf(system)) ? codeOf(system) : languages().first().code;
}

QLocale localeFor(const QString& language, const QLocale& system) {
    if (codeOf(system) == language && system.language() != QLocale::C)
        return system;
    return language == "en"_L1 ? QLocale(QLocale::English, QLocale::UnitedKingdom) : QLocale(language);
}

QStringList speak(const QString& language, const QLocale& system) {
    translators().clear();
    spoken() = localeFor(language, system);
    QLocale::setDefault(spoken());
    const QString folder = u":/inferno/translations"_s;
    QStringList missing;
    // English lies beneath: it too has one and many. Qt's own words, of dialogs and menus, where they are installed.
    if (language != "en"_L1)
        take(u"qtbase_"_s + language, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    for (const QString& code : language == "en"_L1 ? QStringList{language} : QStringList{u"en"_s, language}) {
        const QString file = u"inferno_%1.qm"_s.arg(code);
        if (!take(file, folder))
            missing += file;
    }
    return missing;
}

const QLocale& locale() {
    return spoken();
}

} // namespace inferno::models
