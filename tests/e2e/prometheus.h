// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <csignal>
#include <string>

#include <sys/prctl.h>

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include "tests/e2e/taken_port.h"

namespace inferno::tests {

/// Prometheus, as installed, else out of Debian's package, which is fetched once and unpacked beside the tests'
/// programs: installing it would start a daemon on this machine. Listens on loopback alone, keeps its data in a folder
/// of its own, and ends with its object, or with the test.
class Prometheus {
public:
    /// Where the programs are; empty with `why` where there are none.
    static QString program(const char* name, QString& why) {
        const QString installed = QStandardPaths::findExecutable(QString::fromLatin1(name));
        if (!installed.isEmpty())
            return installed;
        const QString place = QCoreApplication::applicationDirPath() + QStringLiteral("/prometheus");
        const QString unpacked = place + QStringLiteral("/usr/bin/") + QString::fromLatin1(name);
        if (QFile::exists(unpacked))
            return unpacked;
        if (QStandardPaths::findExecutable(QStringLiteral("apt-get")).isEmpty()) {
            why = QStringLiteral("prometheus is not installed, and there is no apt-get to fetch it");
            return {};
        }
        QDir().mkpath(place);
        QProcess fetch;
        fetch.setWorkingDirectory(place);
        fetch.start(QStringLiteral("/bin/sh"),
                    {QStringLiteral("-c"),
                     QStringLiteral("apt-get download -q prometheus && dpkg-deb -x prometheus_*.deb . && rm *.deb")});
        if (!fetch.waitForFinished(120'000) || fetch.exitCode() != 0 || !QFile::exists(unpacked)) {
            why = QStringLiteral("Debian's package prometheus cannot be fetched: ") +
                  QString::fromUtf8(fetch.readAllStandardError()).right(300);
            return {};
        }
        return unpacked;
    }

    /// Scrapes this port of loopback every second. Why it does not run; empty if it does.
    QString start(std::uint16_t scraped) {
        QString why;
        const QString prometheus = program("prometheus", why);
        if (prometheus.isEmpty())
            return why;
        QFile config(folder_.filePath(QStringLiteral("prometheus.yml")));
        if (!config.open(QIODevice::WriteOnly))
            return config.errorString();
        config.write("global: {scrape_interval: 1s, scrape_timeout: 1s}\n"
                     "scrape_configs:\n"
                     "  - job_name: inferno\n"
                     "    static_configs: [{targets: ['127.0.0.1:" +
                     QByteArray::number(scraped) + "']}]\n");
        config.close();
        port_ = TakenPort().number();
        process_.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
        process_.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        process_.start(prometheus, {QStringLiteral("--config.file=") + config.fileName(),
                                    QStringLiteral("--storage.tsdb.path=") + folder_.filePath(QStringLiteral("data")),
                                    QStringLiteral("--web.listen-address=127.0.0.1:%1").arg(port_),
                                    QStringLiteral("--log.level=error")});
        return process_.waitForStarted() ? QString() : process_.errorString();
    }
    ~Prometheus() {
        if (process_.state() == QProcess::NotRunning)
            return;
        process_.terminate();
        if (!process_.waitForFinished(10'000))
            process_.kill();
        process_.waitForFinished();
    }
    std::uint16_t port() const { return port_; }
    bool running() const { return process_.state() == QProcess::Running; }

private:
    QTemporaryDir folder_;
    QProcess process_;
    std::uint16_t port_ = 0;
};

} // namespace inferno::tests
