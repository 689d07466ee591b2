// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/render.h"

#include <QBuffer>
#include <QPdfWriter>

#include <nlohmann/json.hpp>

#include "app/report/pdf_finish.h"
#include "app/report/sections.h"

namespace inferno::report_pdf {

using namespace Qt::StringLiterals;

namespace {

struct Pass {
    QByteArray bytes;
    int pages = 0;
    std::vector<Heading> headings;
};

/// Draws all pages. What only the whole shows, the number of pages and where sections begin, comes from `before`.
Pass draw(const report::Report& report, const Pass& before, bool last) {
    Pass pass;
    QBuffer buffer(&pass.bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPdfVersion(QPagedPaintDevice::PdfVersion_1_6);
    writer.setResolution(720);
    writer.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait, QMarginsF()));
    writer.setTitle(text(report.scope.title) % u", "_s % text(report.scope.periodName));
    writer.setCreator(u"Inferno "_s % text(report.scope.infernoVersion));
    if (last)
        writer.addFileAttachment(text(report.scope.id) % u".json"_s,
                                 QByteArray::fromStdString(report::toJson(report).dump(2) + "\n"),
                                 u"application/json"_s);
    Canvas canvas(writer, report, before.pages);
    drawCover(canvas, report, before.headings);
    drawActivity(canvas, report);
    drawFailures(canvas, report);
    drawEvents(canvas, report);
    drawIntegrity(canvas, report);
    drawMethod(canvas, report);
    drawRuns(canvas, report);
    canvas.finish();
    pass.pages = canvas.page();
    pass.headings = canvas.headings();
    return pass;
}

} // namespace

Result<QByteArray> renderPdf(const report::Report& report) {
    INFERNO_CHECK(loadFonts());
    const Pass first = draw(report, {}, false);
    Pass second = draw(report, first, true);
    return finishPdf(std::move(second.bytes), report.scope.to, second.headings);
}

} // namespace inferno::report_pdf
