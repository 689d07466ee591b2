// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include "tests/services/inference/zip_writer.h"

using namespace Qt::StringLiterals;

/// The real inferno-unpack on archives made by the real tar.
class TestUnpack : public QObject {
    Q_OBJECT

    struct Answer {
        int code = -1;
        QByteArray out;
        QByteArray error;
    };

    QTemporaryDir folder_;

    QString path(const QString& name) const { return folder_.filePath(name); }

    static Answer run(const QString& program, const QStringList& arguments, const QString& workFolder = {}) {
        QProcess process;
        if (!workFolder.isEmpty())
            process.setWorkingDirectory(workFolder);
        process.start(program, arguments);
        process.waitForFinished(60'000);
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }

    static Answer unpack(const QStringList& arguments) {
        return run(qEnvironmentVariable("INFERNO_BIN") + u"/inferno-unpack"_s, arguments);
    }

    void write(const QString& name, const QByteArray& content) {
        QDir().mkpath(QFileInfo(path(name)).path());
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }

private Q_SLOTS:
    void initTestCase() {
        write(u"src/model/graph.pt"_s, QByteArray(300'000, 'g'));
        write(u"src/MANIFEST.json"_s, "{}");
    }

    void unpacksEachCompression_data() {
        QTest::addColumn<QString>("flag");
        QTest::newRow("tar") << u"--no-auto-compress"_s;
        QTest::newRow("gzip") << u"--gzip"_s;
    }

    void unpacksEachCompression() {
        QFETCH(QString, flag);
        const QString archive = path(u"good"_s + flag);
        QCOMPARE(run(u"tar"_s, {flag, u"-cf"_s, archive, u"MANIFEST.json"_s, u"model"_s}, path(u"src"_s)).code, 0);
        const QString target = path(u"out"_s + flag);
        QVERIFY(QDir().mkpath(target));
        const Answer answer = unpack({u"extract"_s, archive, target});
        QCOMPARE(answer.error, QByteArray());
        QCOMPARE(QJsonDocument::fromJson(answer.out).object()[u"bytes"].toInt(), 300'002);
        QFile model(target + u"/model/graph.pt"_s);
        QVERIFY(model.open(QIODevice::ReadOnly));
        QCOMPARE(model.readAll(), QByteArray(300'000, 'g'));
        QCOMPARE(model.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    }

    void refusesWhatIsHostile_data() {
        QTest::addColumn<QStringList>("tar");
        QTest::addColumn<QByteArray>("why");
        QTest::newRow("leaves the folder")
            << QStringList{u"--transform"_s, u"s,^,../,"_s, u"MANIFEST.json"_s} << QByteArray("'..'");
        QTest::newRow("an absolute path")
            << QStringList{u"--transform"_s, u"s,^,/tmp/inferno-evil/,"_s, u"MANIFEST.json"_s}
            << QByteArray("is absolute");
        QTest::newRow("a long absolute path")
            << QStringList{u"--transform"_s, u"s,^,/tmp/"_s + QString(300, u'e') + u"/,"_s, u"MANIFEST.json"_s}
            << QByteArray("is absolute");
        QTest::newRow("a long absolute path of pax")
            << QStringList{u"--format=pax"_s, u"--transform"_s, u"s,^,/tmp/"_s + QString(300, u'e') + u"/,"_s,
                           u"MANIFEST.json"_s}
            << QByteArray("is absolute");
        QTest::newRow("a link") << QStringList{u"link"_s} << QByteArray("is a link");
        QTest::newRow("a bomb") << QStringList{u"--gzip"_s, u"zeros"_s} << QByteArray("unpacks to more than");
    }

    void refusesWhatIsHostile() {
        QFETCH(QStringList, tar);
        QFETCH(QByteArray, why);
        QFile::link(u"/etc/passwd"_s, path(u"src/link"_s));
        QFile zeros(path(u"src/zeros"_s));
        QVERIFY(zeros.open(QIODevice::WriteOnly) && zeros.resize(300'000'000));
        const QString archive = path(QString::fromLatin1(QTest::currentDataTag()));
        QCOMPARE(run(u"tar"_s, QStringList{u"-P"_s, u"-cf"_s, archive} + tar, path(u"src"_s)).code, 0);
        const QString target = archive + u".out"_s;
        QVERIFY(QDir().mkpath(target));
        const Answer answer = unpack({u"extract"_s, archive, target});
        QCOMPARE(answer.code, 1);
        QVERIFY2(answer.error.contains(why), answer.error.constData());
        QVERIFY(answer.out.isEmpty());
        QVERIFY(QDir(target).isEmpty());
        QVERIFY(!QFile::exists(path(u"MANIFEST.json"_s)));
    }

    void refusesAnAbsolutePathInAZip() {
        inferno::tests::ZipWriter zip;
        zip.add("good.txt", "fine");
        zip.add("/tmp/inferno-evil.txt", "not fine");
        write(u"absolute.zip"_s, zip.end());
        const QString target = path(u"absolute.out"_s);
        QVERIFY(QDir().mkpath(target));
        const Answer answer = unpack({u"extract"_s, path(u"absolute.zip"_s), target});
        QCOMPARE(answer.code, 1);
        QVERIFY2(answer.error.contains("'/tmp/inferno-evil.txt' is absolute"), answer.error.constData());
        QVERIFY(QDir(target).isEmpty());
    }

    void saysWhatIsWrong() {
        write(u"text"_s, "no archive at all");
        QVERIFY(unpack({u"list"_s, path(u"text"_s)}).error.contains("no zip and no tar"));
        QCOMPARE(unpack({u"list"_s, path(u"absent"_s)}).code, 3);
        QCOMPARE(unpack({}).code, 2);
        QVERIFY(unpack({u"extract"_s, path(u"text"_s), path(u"src"_s)}).error.contains("not empty"));
    }
};

QTEST_GUILESS_MAIN(TestUnpack)
#include "tst_unpack.moc"
