// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace inferno::archive::testing {

/// s3rver, an S3 server from npm, with one bucket on loopback. Installed once, beside the tests'
/// programs. Ends with its object, and by itself when the test is gone.
class NpmS3 {
public:
    static constexpr const char* kBucket = "evidence";
    static constexpr const char* kKey = "S3RVER"; ///< access and secret key

    /// Why it does not run; empty if it does.
    QString start() {
        const QString node = QStandardPaths::findExecutable(QStringLiteral("node"));
        const QString npm = QStandardPaths::findExecutable(QStringLiteral("npm"));
        if (node.isEmpty() || npm.isEmpty())
            return QStringLiteral("node and npm are not installed");
        const QString place = QCoreApplication::applicationDirPath() + QStringLiteral("/npm");
        if (!QFileInfo::exists(place + QStringLiteral("/node_modules/s3rver/package.json"))) {
            QDir().mkpath(place);
            QProcess install;
            install.setWorkingDirectory(place);
            install.start(npm, {QStringLiteral("install"), QStringLiteral("--no-audit"), QStringLiteral("--no-fund"),
                                QStringLiteral("--ignore-scripts"), QStringLiteral("--prefix"), place,
                                QStringLiteral("s3rver@3.7.1")});
            if (!install.waitForFinished(90'000) || install.exitCode() != 0)
                return QStringLiteral("npm could not install s3rver: ") +
                       QString::fromUtf8(install.readAllStandardError()).right(300);
        }
        const QString script = QStringLiteral(
            "process.stdin.resume();process.stdin.on('end',()=>process.exit());"
            "const S=require('s3rver');new S({port:0,address:'127.0.0.1',silent:true,directory:process.argv[1],"
            "configureBuckets:[{name:process.argv[2]}]}).run().then(a=>console.log(a.port));");
        server_.setWorkingDirectory(place);
        server_.start(node, {QStringLiteral("-e"), script, folder_.path(), QString::fromLatin1(kBucket)});
        if (!server_.waitForStarted() || !server_.waitForReadyRead(20'000))
            return QStringLiteral("s3rver did not start: ") + QString::fromUtf8(server_.readAllStandardError());
        url_ = "http://127.0.0.1:" + QString::fromUtf8(server_.readLine()).trimmed().toStdString();
        return {};
    }
    ~NpmS3() {
        server_.closeWriteChannel();
        if (server_.state() != QProcess::NotRunning && !server_.waitForFinished(5000))
            server_.kill();
    }
    const std::string& url() const { return url_; }

private:
    QTemporaryDir folder_;
    QProcess server_;
    std::string url_;
};

} // namespace inferno::archive::testing
