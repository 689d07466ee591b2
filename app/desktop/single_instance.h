// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocalServer>
#include <QObject>

namespace inferno::desktop {

/// One window for each user and service: a second start hands its link to the first and ends. The meeting place is a
/// local socket that only this user may open. GUI thread.
class SingleInstance : public QObject {
    Q_OBJECT

public:
    /// `what` tells windows apart: the data root or URL that they show.
    explicit SingleInstance(const QString& what, QObject* parent = nullptr);

    /// True where a window runs already: it has been given `route` and comes to the front.
    [[nodiscard]] bool handOver(const QString& route) const;
    /// Listens for later starts. False where no socket can be made: then each start has a window of its own.
    bool listen();

Q_SIGNALS:
    /// Another start asked for the window, with a route or "".
    void asked(const QString& route);

private:
    QString name_;
    QLocalServer server_;
};

} // namespace inferno::desktop
