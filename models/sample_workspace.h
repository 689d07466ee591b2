// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace inferno::models {

class AppState;

/// The sample workspace: a few real jobs with the tag `sample`, the same that installers/run.sh makes, put there and
/// taken away again in one go. GUI thread.
class SampleWorkspace : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("part of a page object")

    Q_PROPERTY(bool loaded READ loaded NOTIFY changed)
    Q_PROPERTY(QStringList jobs READ jobs NOTIFY changed) ///< those that are there
    Q_PROPERTY(QString names READ names NOTIFY changed)   ///< the same in words
    Q_PROPERTY(bool busy READ busy NOTIFY changed)

public:
    explicit SampleWorkspace(AppState& app);

    bool loaded() const { return !jobs().isEmpty(); }
    QStringList jobs() const;
    QString names() const { return jobs().join(QStringLiteral(", ")); }
    bool busy() const { return waiting_ > 0; }

    Q_INVOKABLE void load();
    Q_INVOKABLE void remove();

Q_SIGNALS:
    void changed();
    void done();

private:
    void removeAll(QStringList names);

    AppState& app_;
    int waiting_ = 0; ///< answers that are still to come
};

} // namespace inferno::models
