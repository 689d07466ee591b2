// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace inferno::models {

/// How the window looks, for pages that show or change it: what the window's own settings say. A page chooses; the
/// window keeps the choice and gives it back. GUI thread.
class Appearance : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("AppState.appearance")

    Q_PROPERTY(int theme MEMBER theme_ NOTIFY changed)     ///< Theme.Mode
    Q_PROPERTY(int density MEMBER density_ NOTIFY changed) ///< Theme.Density
    Q_PROPERTY(bool reduceMotion MEMBER reduceMotion_ NOTIFY changed)
    Q_PROPERTY(int scale MEMBER scale_ NOTIFY changed)           ///< percent, chosen
    Q_PROPERTY(int shownScale MEMBER shownScale_ NOTIFY changed) ///< percent, of this window
    Q_PROPERTY(int language MEMBER language_ NOTIFY changed) ///< 0 as the system, else 1 + place in languages(); chosen
    Q_PROPERTY(int shownLanguage MEMBER shownLanguage_ NOTIFY changed) ///< of this window, likewise
    Q_PROPERTY(QString file MEMBER file_ NOTIFY changed)               ///< where choices are kept; "" = nowhere

public:
    using QObject::QObject;

    int theme() const { return theme_; }
    int density() const { return density_; }
    bool reduceMotion() const { return reduceMotion_; }
    int scale() const { return scale_; }
    int shownScale() const { return shownScale_; }
    int language() const { return language_; }
    int shownLanguage() const { return shownLanguage_; }
    QString file() const { return file_; }

    /// `what`: theme, density, reduce_motion, scale or language.
    Q_INVOKABLE void choose(const QString& what, int value) { Q_EMIT chosen(what, value); }
    /// Opens the window again, as large as was chosen, in the language that was chosen.
    Q_INVOKABLE void openAgain() { Q_EMIT openAgainAsked(); }

Q_SIGNALS:
    void changed();
    void chosen(const QString& what, int value);
    void openAgainAsked();

private:
    int theme_ = 0;
    int density_ = 1;
    bool reduceMotion_ = false;
    int scale_ = 100;
    int shownScale_ = 100;
    int language_ = 0;
    int shownLanguage_ = 0;
    QString file_;
};

} // namespace inferno::models
