// SPDX-License-Identifier: GPL-3.0-or-later
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <nlohmann/json.hpp>

#include "tests/core/report/sample_report.h"

using namespace inferno;
using namespace inferno::report;
using namespace Qt::StringLiterals;

namespace {

struct Outcome {
    int exit = -1;
    QByteArray out;
    QByteArray errors;
};

Outcome run(const QString& program, const QStringList& arguments, const QByteArray& input = {},
            const QString& zone = u"UTC"_s) {
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"TZ"_s, zone);
    environment.remove(u"QT_QPA_PLATFORM"_s); // the program finds its way without a display by itself
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    process.waitForFinished(30'000);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

QString renderer() {
    return qEnvironmentVariable("INFERNO_BIN") % u"/inferno-report"_s;
}

QByteArray documentOf(ReportInput input) {
    return QByteArray::fromStdString(toJson(*gather(std::move(input))).dump());
}

/// A PDF in a folder of its own, and what poppler and qpdf say of it.
struct Pdf {
    QTemporaryDir folder;
    QString path = folder.filePath(u"report.pdf"_s);

    explicit Pdf(const QByteArray& document) { outcome = run(renderer(), {u"-o"_s, path}, document); }
    QString textOf(int page) const {
        const QString number = QString::number(page);
        return QString::fromUtf8(
            run(u"pdftotext"_s, {u"-layout"_s, u"-f"_s, number, u"-l"_s, number, path, u"-"_s}).out);
    }
    int pages() const {
        const QByteArray info = run(u"pdfinfo"_s, {path}).out;
        const qsizetype at = info.indexOf("Pages:");
        return info.mid(at + 6, info.indexOf('\n', at) - at - 6).trimmed().toInt();
    }
    Outcome outcome;
};

bool has(const QString& tool) {
    return !QStandardPaths::findExecutable(tool).isEmpty();
}

} // namespace

class TestReportPdf : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSameDocumentGivesTheSameBytes() {
        const QByteArray document = documentOf(sampleInput(40));
        const Outcome first = run(renderer(), {}, document, u"UTC"_s);
        QCOMPARE(first.exit, 0);
        QVERIFY(first.out.startsWith("%PDF-1.6"));
        QTest::qWait(1100); // a second later, in another zone
        const Outcome second = run(renderer(), {u"-"_s}, document, u"America/New_York"_s);
        QVERIFY(first.out == second.out);
    }

    void everyPageIsCounted() {
        if (!has(u"pdftotext"_s))
            QSKIP("poppler-utils is not here");
        const Pdf pdf(documentOf(sampleInput(120)));
        QCOMPARE(pdf.outcome.exit, 0);
        const int pages = pdf.pages();
        QVERIFY(pages >= 8);
        for (int page = 1; page <= pages; ++page) {
            const QString words = pdf.textOf(page);
            QVERIFY2(words.contains(u"page %1 of %2"_s.arg(page).arg(pages)), qPrintable(words));
            QVERIFY(words.contains(u"AUDIT-2026-02"_s));
        }
        // A table that runs over pages shows its head on each.
        QVERIFY(pdf.textOf(pages).contains(u"Started by"_s));
        QVERIFY(pdf.textOf(pages - 1).contains(u"Started by"_s));
    }

    void theFiguresAreThere() {
        if (!has(u"pdftotext"_s))
            QSKIP("poppler-utils is not here");
        const Pdf pdf(documentOf(sampleInput()));
        const QString cover = pdf.textOf(1).simplified();
        for (const auto& words :
             {u"Evidence for February 2026"_s, u"Norden Payments GmbH"_s, u"Verdict ok at level full"_s,
              u"1,192,960 events"_s, u"key id 7c1f09e2"_s, u"1 Feb 2026 00:00:00 CET"_s, u"31 Jan 2026 23:00:00 UTC"_s})
            QVERIFY2(cover.contains(words), qPrintable(words % u" is not in "_s % cover));
        QString all;
        for (int page = 2; page <= pdf.pages(); ++page)
            all += pdf.textOf(page);
        for (const auto& words : {u"5e91b07a4fd0c2a9e7d1553c88b16f04aa2e9d7730f1c5b6128e4d90f7a3d2b0"_s, u"Timed out"_s,
                                  u"run_01JQ7Z00000000000000000259"_s, u"inference_request"_s})
            QVERIFY2(all.contains(words), qPrintable(words));
        QVERIFY(!all.contains(u"compliant"_s, Qt::CaseInsensitive));
    }

    void damageIsOnTheCover() {
        if (!has(u"pdftotext"_s))
            QSKIP("poppler-utils is not here");
        ReportInput input = sampleInput(3);
        input.attestation.verdict = "altered";
        input.attestation.problems = {{"altered", 2'411'777, "segments/0000000007.seg", 40'960, "a block was changed"}};
        const Pdf pdf(documentOf(std::move(input)));
        QVERIFY(pdf.textOf(1).contains(u"Verdict altered"_s));
        QString all;
        for (int page = 2; page <= pdf.pages(); ++page)
            all += pdf.textOf(page);
        QVERIFY(all.contains(u"a block was changed"_s));
    }

    void theFileIsSoundAndCarriesItsDocument() {
        if (!has(u"qpdf"_s))
            QSKIP("qpdf is not here");
        const QByteArray document = documentOf(sampleInput(40));
        const Pdf pdf(document);
        const Outcome check = run(u"qpdf"_s, {u"--check"_s, pdf.path});
        QVERIFY2(check.exit == 0, QByteArray(check.out + check.errors).constData());
        const Outcome attached = run(u"qpdf"_s, {u"--show-attachment=AUDIT-2026-02.json"_s, pdf.path});
        QVERIFY(nlohmann::json::parse(attached.out.toStdString()) == nlohmann::json::parse(document.toStdString()));
        const Outcome outlines = run(u"qpdf"_s, {u"--json"_s, u"--json-key=outlines"_s, pdf.path});
        QVERIFY(outlines.out.contains("Integrity attestation"));
    }

    void aMonthWithoutRunsIsAReportToo() {
        const Outcome outcome = run(renderer(), {}, documentOf(sampleInput(0)));
        QCOMPARE(outcome.exit, 0);
    }

    void badDocumentsAreRefused() {
        QCOMPARE(run(renderer(), {}, "no json").exit, 2);
        QCOMPARE(run(renderer(), {}, "{}").exit, 2);
        nlohmann::json document = toJson(*gather(sampleInput(2)));
        document["runs"][1].erase("job");
        const Outcome outcome = run(renderer(), {}, QByteArray::fromStdString(document.dump()));
        QCOMPARE(outcome.exit, 2);
        QVERIFY2(outcome.errors.contains("runs[1].job"), outcome.errors.constData());
        QVERIFY(outcome.out.isEmpty());
        QCOMPARE(run(renderer(), {u"/nowhere/at/all.json"_s}).exit, 2);
        QCOMPARE(run(renderer(), {u"-o"_s, u"/nowhere/at/all.pdf"_s}, documentOf(sampleInput(1))).exit, 1);
    }
};

QTEST_GUILESS_MAIN(TestReportPdf)
#include "tst_report_pdf.moc"
