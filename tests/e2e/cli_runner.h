// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonArray>
#include <QTemporaryDir>

#include "tests/e2e/service_process.h"

namespace inferno::tests {

/// The real `inferno` on a data root of its own, which starts the real service where a command needs it. What runs at
/// the end is stopped.
class CliRunner {
public:
    struct Answer {
        int code = -1;
        QByteArray out;
        QString err;

        QJsonObject object() const { return QJsonDocument::fromJson(out).object(); }
    };

    ~CliRunner() { stop(); }

    QString path(const QString& name) const { return folder_.filePath(name); }
    QString dataDir() const { return path(QStringLiteral("data")); }
    /// Writes data/inferno.toml; the service reads it when it is started.
    bool configure(const QByteArray& toml) const {
        QDir().mkpath(dataDir());
        QFile::setPermissions(dataDir(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        return write(QStringLiteral("data/inferno.toml"), toml);
    }
    bool write(const QString& name, const QByteArray& content) const {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    }
    QByteArray read(const QString& name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    Answer program(const char* name, const QStringList& arguments, const QByteArray& input = {}) const {
        QProcess process;
        QProcessEnvironment environment = ServiceProcess::environment();
        environment.insert(QStringLiteral("INFERNO_HOME"), dataDir());
        environment.insert(QStringLiteral("XDG_STATE_HOME"), path(QStringLiteral("state")));
        environment.insert(QStringLiteral("TZ"), QStringLiteral("UTC"));
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(folder_.path());
        process.start(ServiceProcess::program(name), arguments);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(90'000))
            return {-1, {}, QStringLiteral("it did not end")};
        return {process.exitCode(), process.readAllStandardOutput(), QString::fromUtf8(process.readAllStandardError())};
    }
    Answer run(const QStringList& arguments, const QByteArray& input = {}) const {
        return program("inferno", arguments, input);
    }
    /// A line without quotes, and it must have worked: a failure is told.
    Answer done(const QString& line, const QByteArray& input = {}) const {
        const Answer answer = run(line.split(QLatin1Char(' ')), input);
        if (answer.code != 0)
            qWarning("inferno %s: %d %s", qPrintable(line), answer.code, qPrintable(answer.err));
        return answer;
    }
    QJsonObject json(const QString& line, const QByteArray& input = {}) const {
        return done(line + QStringLiteral(" --json"), input).object();
    }
    /// The numbers that `audit append` answers with.
    static QList<qint64> seqsIn(const QByteArray& lines) {
        QList<qint64> seqs;
        for (const QByteArray& line : lines.split('\n'))
            if (!line.isEmpty())
                seqs.append(QJsonDocument::fromJson(line).object().value(QLatin1String("seq")).toInteger(-1));
        return seqs;
    }

    bool start() const { return done(QStringLiteral("service start")).code == 0; }
    bool stop() const { return run({QStringLiteral("service"), QStringLiteral("stop")}).code == 0; }

private:
    QTemporaryDir folder_;
};

} // namespace inferno::tests
