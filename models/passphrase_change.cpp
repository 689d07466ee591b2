// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/passphrase_change.h"

#include <algorithm>
#include <cmath>

#include <QSet>

#include "models/app_state.h"
#include "models/words.h"

namespace inferno::models {

namespace {

constexpr double kFairBits = 50;
constexpr double kGoodBits = 65;
constexpr double kStrongBits = 80;
constexpr double kBitsOfAWord = 12; // a word of a dictionary, whatever its length

double bitsOfACharacter(const QString& text) {
    double kinds = 0;
    kinds += std::ranges::any_of(text, [](QChar c) { return c.isLower(); }) ? 26 : 0;
    kinds += std::ranges::any_of(text, [](QChar c) { return c.isUpper(); }) ? 26 : 0;
    kinds += std::ranges::any_of(text, [](QChar c) { return c.isDigit(); }) ? 10 : 0;
    kinds += std::ranges::any_of(text, [](QChar c) { return !c.isLetterOrNumber(); }) ? 24 : 0;
    return kinds > 0 ? std::log2(kinds) : 0;
}

} // namespace

double guessBits(const QString& passphrase) {
    // What repeats, or follows its neighbour (abc, 321), adds nothing.
    int telling = 0;
    for (qsizetype at = 0; at < passphrase.size(); ++at) {
        const int step = at == 0 ? 99 : passphrase.at(at).unicode() - passphrase.at(at - 1).unicode();
        telling += std::abs(step) > 1 ? 1 : 0;
    }
    const qsizetype different = QSet<QChar>(passphrase.begin(), passphrase.end()).size();
    const double characters = std::min<double>(telling, 2.0 * static_cast<double>(different));
    double bits = characters * bitsOfACharacter(passphrase);
    const QStringList words = passphrase.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (words.size() >= 2 && std::ranges::all_of(passphrase, [](QChar c) { return c.isLetter() || c.isSpace(); }))
        bits = std::min(bits, kBitsOfAWord * static_cast<double>(QSet<QString>(words.begin(), words.end()).size()));
    return bits;
}

PassphraseChange::PassphraseChange(AppState& app) : app_(app) {}

void PassphraseChange::weigh(const QString& passphrase) {
    const double bits = guessBits(passphrase);
    problem_.clear();
    if (passphrase.isEmpty()) {
        strength_ = 0;
        reason_.clear();
    } else if (passphrase.toUtf8().size() < kShortest) {
        strength_ = 1;
        reason_ = tr("Too short: it needs %1 characters").arg(kShortest);
    } else if (bits < kFairBits) {
        strength_ = 1;
        reason_ = tr("Easy to guess: too few different characters or words");
    } else if (bits < kGoodBits) {
        strength_ = 2;
        reason_ = tr("Fair: another word makes it good");
    } else {
        strength_ = bits < kStrongBits ? 3 : 4;
        reason_ = strength_ == 3 ? tr("Good") : tr("Strong");
    }
    Q_EMIT changed();
}

void PassphraseChange::set(const QString& passphrase, const QString& current) {
    if (!busy_ && acceptable())
        send(passphrase, current);
}

void PassphraseChange::remove(const QString& current) {
    if (!busy_)
        send({}, current);
}

void PassphraseChange::forget() {
    weigh({});
}

void PassphraseChange::send(const QString& passphrase, const QString& current) {
    busy_ = true;
    problem_.clear();
    Q_EMIT changed();
    const bool byPassphrase = !passphrase.isEmpty();
    app_.backend().setPassphrase(passphrase, current).then(this, [this, byPassphrase](const Result<void>& set) {
        busy_ = false;
        if (!set) {
            problem_ = detailOfError(set.error());
            Q_EMIT changed();
            return;
        }
        forget();
        app_.say(byPassphrase ? tr("The passphrase opens the vault from now on")
                              : tr("The key file opens the vault from now on"));
        app_.vaultMayHaveChanged();
        Q_EMIT done(byPassphrase);
    });
}

} // namespace inferno::models
