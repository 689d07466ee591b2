// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

namespace inferno::tests {

/// One text of a catalogue.
struct Message {
    QString context;
    QString source;
    QString comment;          ///< that tells it from another of the same words
    QStringList translations; ///< one, or one for each plural form
    bool plural = false;
    bool finished = true;
    QString language;

    QString name() const { return context + u": " + source + (comment.isEmpty() ? QString() : u" (" + comment + u')'); }
    /// What is wrong with its translation; "" is good.
    QString problem() const;
};

/// A .ts file as it lies in the sources.
class Catalogue {
public:
    explicit Catalogue(const QString& file);
    const QList<Message>& messages() const { return messages_; }
    /// Of all messages, and whether they are plural.
    QSet<QString> names() const;

private:
    QList<Message> messages_;
};

} // namespace inferno::tests
