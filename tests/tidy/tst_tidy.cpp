// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QDirIterator>
#include <QProcess>
#include <QStandardPaths>
#include <QTest>

#include "tests/tidy/rules.h"

using inferno::tidy::check;
using namespace Qt::StringLiterals;

class TestTidy : public QObject {
    Q_OBJECT

    const QString source_ = qEnvironmentVariable("INFERNO_SOURCE");

    QStringList files() const {
        QStringList found;
        for (const char* folder :
             {"core", "services", "models", "qml", "app", "resources", "tests", "installers", "cmake"}) {
            QDirIterator iterator(source_ + u'/' + QLatin1StringView(folder), QDir::Files,
                                  QDirIterator::Subdirectories);
            while (iterator.hasNext())
                found << QDir(source_).relativeFilePath(iterator.next());
        }
        return found;
    }

private Q_SLOTS:
    void theRulesCatchWhatTheyAreFor_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("caught");
        const auto row = [](const char* path, const char* line, bool caught) {
            QTest::addRow("%s: %s", path, line) << QString::fromLatin1(path) << QString::fromLatin1(line) << caught;
        };
        row("core/vault/a.cpp", "#include <QString>", true);
        row("core/vault/a.cpp", "#include <QtCore/qstring.h>", true);
        row("core/vault/a.cpp", "#include \"services/http/server.h\"", true);
        row("core/vault/a.cpp", "#include \"core/base/bytes.h\"", false);
        row("core/base/a.cpp", "#include \"core/vault/vault.h\"", true);
        row("core/inference/a.cpp", "#include \"core/jobs/job.h\"", true);
        row("core/inference/a.cpp", "#include <torch/script.h>", false);
        row("services/api/a.cpp", "#include <torch/script.h>", true);
        row("resources/models/m/a.cpp", "#include <torch/script.h>", false);
        row("resources/models/m/a.cpp", "#include \"services/api/a.h\"", true);
        row("services/api/a.cpp", "#include <sqlite3.h>", true);
        row("services/api/a.cpp", "#include \"models/jobs_page.h\"", true);
        row("services/client/a.cpp", "#include \"core/vault/vault.h\"", true);
        row("services/api/a.cpp", "#include <boost/beast/http.hpp>", true);
        row("models/a.cpp", "#include \"core/jobs/job_store.h\"", true);
        row("models/a.cpp", "#include \"services/http/server.h\"", true);
        row("models/a.cpp", "#include \"services/client/client.h\"", false);
        row("app/service/a.cpp", "#include <QCoreApplication>", true);
        row("app/report/a.cpp", "#include <QPdfWriter>", false);
        row("core/jobs/a.cpp", "auto t = std::chrono::system_clock::now();", true);
        row("models/a.cpp", "QEventLoop loop;", true);
        row("app/desktop/a.cpp", "engine.rootContext()->setContextProperty(a, b);", true);
        row("qml/Inferno/Pages/A.qml", "color: \"#ff00aa\"", true);
        row("qml/Inferno/Theme/A.qml", "color: \"#ff00aa\"", false);
        row("qml/Inferno/Pages/A.qml", "text: \"Run now\"", true);
        row("qml/Inferno/Pages/A.qml", "text: qsTr(\"Run now\")", false);
        row("core/jobs/a.cpp",
            "// TO"
            "DO later",
            true);
    }

    void theRulesCatchWhatTheyAreFor() {
        QFETCH(QString, path);
        QFETCH(QString, line);
        QFETCH(bool, caught);
        const QString text = u"// SPDX-License-Identifier: GPL-3.0-or-later\n"_s % line % u'\n';
        QCOMPARE(!check(path.toStdString(), text.toStdString()).empty(), caught);
    }

    void aFileWithoutLicenceIsCaught() {
        QVERIFY(!check("core/base/a.cpp", "int x;\n").empty());
        QVERIFY(!check("core/base/a.h", "// SPDX-License-Identifier: GPL-3.0-or-later\nint x;\n").empty());
    }

    void theHouseKeepsItsRules() {
        const QStringList all = files();
        QVERIFY2(all.size() > 20, "the source folder was not found");
        int violations = 0;
        for (const QString& path : all) {
            if (path == "tests/tidy/tst_tidy.cpp"_L1)
                continue; // holds the examples above
            QFile file(source_ + u'/' + path);
            QVERIFY(file.open(QIODevice::ReadOnly));
            for (const auto& violation : check(path.toStdString(), file.readAll().toStdString())) {
                qWarning("%s:%d: %s", violation.file.c_str(), violation.line, violation.what.c_str());
                ++violations;
            }
        }
        QCOMPARE(violations, 0);
    }

    void theCodeIsFormatted() {
        const QString tool = QStandardPaths::findExecutable(u"clang-format-19"_s);
        if (tool.isEmpty())
            QSKIP("clang-format-19 is not installed");
        QStringList sources;
        for (const QString& path : files())
            if (path.endsWith(".cpp"_L1) || path.endsWith(".h"_L1))
                sources << path;
        QProcess process;
        process.setWorkingDirectory(source_);
        process.start(tool, QStringList{u"--dry-run"_s, u"--Werror"_s} + sources);
        QVERIFY(process.waitForFinished(110'000));
        const QByteArray complaints = process.readAllStandardError();
        QVERIFY2(process.exitCode() == 0, complaints.left(2000).constData());
    }
};

QTEST_GUILESS_MAIN(TestTidy)
#include "tst_tidy.moc"
