// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <signal.h>

#include <QDeadlineTimer>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QProcessEnvironment>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QThread>

namespace inferno::tests {

/// The real infernod for a test: started on a data root (a temporary one where none is given) and on free ports, ended
/// at the latest with this object. `start` waits until the service says that it is ready.
class ServiceProcess {
public:
    ServiceProcess() : dataDir_(temporary_.filePath(QStringLiteral("data"))) {}
    explicit ServiceProcess(const QString& dataDir) : dataDir_(dataDir) {}
    ~ServiceProcess() {
        if (process_.state() != QProcess::NotRunning)
            stop();
    }
    ServiceProcess(const ServiceProcess&) = delete;
    ServiceProcess& operator=(const ServiceProcess&) = delete;

    static QString program(const char* name = "infernod") {
        return QString::fromLocal8Bit(qgetenv("INFERNO_BIN")) + QLatin1Char('/') + QLatin1String(name);
    }
    /// The environment that a stranger would have: none of the caller's own INFERNO_ variables.
    static QProcessEnvironment environment() {
        QProcessEnvironment clean = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"INFERNO_HOME", "INFERNO_URL", "INFERNO_TOKEN", "INFERNO_CONFIG", "TS_CONFIG_FILE"})
            clean.remove(QLatin1String(name));
        return clean;
    }

    /// Starts it through a program that becomes it, such as setpriv.
    void startThrough(const QStringList& program) { before_ = program; }
    /// Starts and waits for run/service.json. False where it did not come: `errors` then says why.
    bool start(const QStringList& more = {}, int timeoutMs = 20'000) {
        launch(more);
        const QDeadlineTimer deadline(timeoutMs);
        while (!deadline.hasExpired() && process_.state() != QProcess::NotRunning) {
            if (readServiceFile())
                return true;
            process_.waitForFinished(20);
        }
        return false;
    }
    /// Starts without waiting.
    void launch(const QStringList& more = {}) {
        service_ = {};
        process_.setProcessEnvironment(environment());
        QStringList words = before_ +
                            QStringList{program(),
                                        QStringLiteral("--data-dir"),
                                        dataDir_,
                                        QStringLiteral("--foreground"),
                                        QStringLiteral("--port-offset"),
                                        QStringLiteral("auto")} +
                            more;
        process_.setProgram(words.takeFirst());
        process_.setArguments(words);
        process_.start();
        process_.waitForStarted();
    }
    /// SIGTERM; returns the exit code, -1 where it had to be killed.
    int stop(int timeoutMs = 20'000) {
        process_.terminate();
        if (waitForExit(timeoutMs))
            return process_.exitCode();
        kill();
        return -1;
    }
    /// SIGKILL, as a power cut.
    void kill() {
        process_.kill();
        process_.waitForFinished();
    }
    bool waitForExit(int timeoutMs = 20'000) {
        return process_.state() == QProcess::NotRunning || process_.waitForFinished(timeoutMs);
    }

    bool running() const { return process_.state() != QProcess::NotRunning; }
    int exitCode() const { return process_.exitCode(); }
    qint64 pid() const { return process_.processId(); }
    QString dataDir() const { return dataDir_; }
    QString url() const { return service_.value(QLatin1String("url")).toString(); }
    /// Of a door: "api", "management", "metrics"; 0 where it is shut.
    quint16 port(const char* door) const {
        const QJsonObject ports = service_.value(QLatin1String("ports")).toObject();
        return static_cast<quint16>(ports.value(QLatin1String(door)).toInt());
    }
    QString instance() const { return service_.value(QLatin1String("instance")).toString(); }
    QString token() const {
        QFile file(dataDir_ + QStringLiteral("/run/token"));
        return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readAll()).trimmed() : QString();
    }
    /// What it wrote to stderr so far.
    QString errors() {
        errors_ += QString::fromUtf8(process_.readAllStandardError());
        return errors_;
    }

private:
    bool readServiceFile() {
        QFile file(dataDir_ + QStringLiteral("/run/service.json"));
        if (!file.open(QIODevice::ReadOnly))
            return false;
        const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
        // After a SIGKILL the file of the one before is still there.
        if (object.value(QLatin1String("pid")).toInteger() != process_.processId())
            return false;
        service_ = object;
        return true;
    }

    QTemporaryDir temporary_;
    QString dataDir_;
    QStringList before_;
    QProcess process_;
    QJsonObject service_;
    QString errors_;
};

} // namespace inferno::tests
