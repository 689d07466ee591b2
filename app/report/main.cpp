// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>

#include <QCommandLineParser>
#include <QFile>
#include <QGuiApplication>
#include <QHashFunctions>
#include <QSaveFile>

#include <nlohmann/json.hpp>

#include "app/report/render.h"

/// inferno-report [FILE|-] [-o FILE]: reads a report document (core/report), writes the PDF, exits.
/// Exit 0; 1 it could not be made; 2 usage or a document that cannot be read.

using namespace inferno;
using namespace Qt::StringLiterals;

namespace {

int complain(const Error& error) {
    std::fprintf(stderr, "error: %s\n", error.message().c_str());
    return kindOf(error.code) == ErrorKind::Invalid ? 2 : 1;
}

Result<report::Report> readDocument(const QString& path) {
    QFile file(path);
    const bool opened = path == u"-"_s ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!opened)
        return fail(ErrorCode::InputInvalid,
                    "cannot read " + path.toStdString() + ": " + file.errorString().toStdString());
    const QByteArray bytes = file.readAll();
    const auto document = nlohmann::json::parse(bytes.begin(), bytes.end(), nullptr, false);
    if (document.is_discarded())
        return fail(ErrorCode::InputInvalid, path.toStdString() + " is not JSON");
    return report::reportFromJson(document);
}

Result<void> writeOutput(const QString& path, const QByteArray& pdf) {
    if (path == u"-"_s) {
        QFile out;
        if (out.open(stdout, QIODevice::WriteOnly) && out.write(pdf) == pdf.size() && out.flush())
            return {};
        return fail(ErrorCode::ReportFailed, "standard output cannot be written");
    }
    QSaveFile file(path); // whole or not at all
    if (file.open(QIODevice::WriteOnly) && file.write(pdf) == pdf.size() && file.commit())
        return {};
    return fail(ErrorCode::ReportFailed,
                "cannot write " + path.toStdString() + ": " + file.errorString().toStdString());
}

} // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    // The same document must give the same bytes: QPdfWriter writes the machine's zone, and fonts in the order of a
    // hash.
    qputenv("TZ", "UTC");
    QHashSeed::setDeterministicGlobalSeed();
    QGuiApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"inferno-report"_s);

    QCommandLineParser parser;
    parser.setApplicationDescription(u"Lays an Inferno report document out as a PDF."_s);
    parser.addHelpOption();
    const QCommandLineOption output({u"o"_s, u"output"_s}, u"Where the PDF goes; - is standard output."_s, u"file"_s,
                                    u"-"_s);
    parser.addOption(output);
    parser.addPositionalArgument(u"document"_s, u"The report document (JSON); - or nothing is standard input."_s,
                                 u"[document]"_s);
    parser.process(app);
    const QStringList arguments = parser.positionalArguments();
    if (arguments.size() > 1)
        return complain(Error{ErrorCode::InputInvalid, "one document at a time", "inferno-report --help", {}});

    const auto document = readDocument(arguments.value(0, u"-"_s));
    if (!document)
        return complain(document.error());
    const auto pdf = report_pdf::renderPdf(*document);
    if (!pdf)
        return complain(pdf.error());
    const auto written = writeOutput(parser.value(output), *pdf);
    return written ? 0 : complain(written.error());
}
