// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QLocale>
#include <QString>
#include <QStringList>

/// The language that the window speaks: its words, its dates and its numbers. Chosen once, before the first window;
/// what pages have computed is not computed anew. GUI thread.
namespace inferno::models {

struct Language {
    QString code; ///< of its catalogue: "de"
    QString name; ///< as those who speak it call it
};

/// Those with a complete catalogue, English first.
const QList<Language>& languages();
/// The language to speak: `chosen` where it is one of ours, else that of the system, else English.
QString languageFor(const QString& chosen, const QLocale& system = QLocale::system());
/// How dates and numbers are written in the language: the system's way where it speaks the language too.
QLocale localeFor(const QString& language, const QLocale& system = QLocale::system());

/// Speaks the language from now on. English is beneath every other one. Answers the catalogues that are not there.
[[nodiscard]] QStringList speak(const QString& language, const QLocale& system = QLocale::system());
/// How dates and numbers are written; British until `speak` was called, so that tools and tests are the same
/// everywhere.
const QLocale& locale();

} // namespace inferno::models
