// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/single_instance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLocalSocket>

using namespace Qt::StringLiterals;

namespace inferno::desktop {

namespace {

constexpr int kPatienceMs = 500;
constexpr qint64 kLongestRoute = 1024;

} // namespace

SingleInstance::SingleInstance(const QString& what, QObject* parent) : QObject(parent) {
    // The home folder stands for the user: two users of one machine have two windows.
    const QByteArray hash =
        QCryptographicHash::hash((QDir::homePath() + u'\n' + what).toUtf8(), QCryptographicHash::Sha256);
    name_ = u"inferno-desktop-"_s + QString::fromLatin1(hash.first(12).toHex());
    server_.setSocketOptions(QLocalServer::UserAccessOption);
    connect(&server_, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket* peer = server_.nextPendingConnection()) {
            connect(peer, &QLocalSocket::disconnected, peer, &QObject::deleteLater);
            connect(peer, &QLocalSocket::readyRead, this, [this, peer] {
                if (!peer->canReadLine() && peer->bytesAvailable() < kLongestRoute)
                    return;
                Q_EMIT asked(QString::fromUtf8(peer->readLine(kLongestRoute)).trimmed());
                peer->disconnectFromServer();
            });
        }
    });
}

bool SingleInstance::handOver(const QString& route) const {
    QLocalSocket socket;
    socket.connectToServer(name_);
    if (!socket.waitForConnected(kPatienceMs))
        return false;
    socket.write(route.toUtf8() + '\n');
    return socket.waitForBytesWritten(kPatienceMs);
}

bool SingleInstance::listen() {
    if (server_.listen(name_))
        return true;
    // Nobody answered there (handOver): what is left is a dead window's.
    QLocalServer::removeServer(name_);
    return server_.listen(name_);
}

} // namespace inferno::desktop
