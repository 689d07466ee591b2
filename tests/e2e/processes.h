// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QList>
#include <QString>

namespace inferno::tests {

/// One line of /proc/PID/stat behind the name: state, parent, … Empty where the process is gone.
inline QList<QByteArray> statOf(qint64 pid, QByteArray* name = nullptr) {
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const QByteArray line = file.readAll();
    if (name)
        *name = line.mid(line.indexOf('(') + 1, line.lastIndexOf(')') - line.indexOf('(') - 1);
    return line.mid(line.lastIndexOf(')') + 2).split(' ');
}

/// The engine that this process has started, 0 where there is none.
inline qint64 engineOf(qint64 parent) {
    for (const QString& entry : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        QByteArray name;
        const auto stat = statOf(entry.toLongLong(), &name);
        if (stat.size() > 1 && name == "inferno-engine" && stat[0] != "Z" && stat[1].toLongLong() == parent)
            return entry.toLongLong();
    }
    return 0;
}

} // namespace inferno::tests
