// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QQuickWindow>
#include <QSet>
#include <QStringList>
#include <QTranslator>

namespace inferno::tests {

/// Listens while it lives: which texts are asked for that a catalogue does not have.
class GapFinder : public QTranslator {
public:
    explicit GapFinder(const QString& catalogue);
    ~GapFinder() override;
    QStringList missing() const;

    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* source, const char* comment, int n) const override;

private:
    QTranslator words_;
    mutable QSet<QString> missing_;
};

/// While it lives every text is 40 % longer than in English, with its places kept.
class LongWords : public QTranslator {
public:
    LongWords();
    ~LongWords() override;

    bool isEmpty() const override { return false; }
    QString translate(const char* context, const char* source, const char* comment, int n) const override;
};

/// What can be pressed and cannot be read to its end: elided without a tooltip that tells it, or cut off by what holds
/// it.
QStringList cutLabels(const QQuickWindow* window);

} // namespace inferno::tests
