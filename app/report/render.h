// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include "core/report/report.h"

/// Lays a report out as an A4 PDF: cover, sections, page x of y, bookmarks, and the document itself attached as JSON.
/// The same report gives the same bytes. REQUIRES a QGuiApplication, TZ=UTC in the environment and a
/// deterministic hash seed, both set before it; belongs to the application's thread. About 10 ms a page.

namespace inferno::report_pdf {

/// Error: report.failed.
Result<QByteArray> renderPdf(const report::Report& report);

} // namespace inferno::report_pdf
