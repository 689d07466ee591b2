// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace inferno::models {

class AppState;

/// A passphrase being chosen for the vault: how hard it is to guess, and why; then it opens the vault in the key
/// file's place. What is typed is kept nowhere. GUI thread.
class PassphraseChange : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("part of a page object")

    Q_PROPERTY(int strength READ strength NOTIFY changed) ///< 0 nothing, 1 weak, 2 fair, 3 good, 4 strong
    Q_PROPERTY(QString reason READ reason NOTIFY changed) ///< why it is not stronger, or that it is
    Q_PROPERTY(bool acceptable READ acceptable NOTIFY changed)
    Q_PROPERTY(bool busy READ busy NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed) ///< of the last attempt

public:
    static constexpr int kShortest = 8;

    explicit PassphraseChange(AppState& app);

    int strength() const { return strength_; }
    QString reason() const { return reason_; }
    bool acceptable() const { return strength_ >= 2; }
    bool busy() const { return busy_; }
    QString problem() const { return problem_; }

    /// Weighs what is typed.
    Q_INVOKABLE void weigh(const QString& passphrase);
    /// Sets it; `current` is the one in use, where one is.
    Q_INVOKABLE void set(const QString& passphrase, const QString& current);
    /// Back to the key file.
    Q_INVOKABLE void remove(const QString& current);
    Q_INVOKABLE void forget();

Q_SIGNALS:
    void changed();
    /// It opens the vault from now on; or the key file does.
    void done(bool byPassphrase);

private:
    void send(const QString& passphrase, const QString& current);

    AppState& app_;
    int strength_ = 0;
    QString reason_;
    QString problem_;
    bool busy_ = false;
};

/// Bits that a guesser has to try at least, by the kinds of characters and by repetitions. Pure.
double guessBits(const QString& passphrase);

} // namespace inferno::models
