// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <QByteArray>

#include "app/report/canvas.h"

namespace inferno::report_pdf {

/// Finishes a file of QPdfWriter: sets every date to `date` and every id to a hash of the content, so that the same
/// report gives the same bytes, and adds bookmarks for `headings` as an incremental update (ISO 32000-1, 7.5.6).
/// Error: report.failed if the file is not what QPdfWriter is known to write.
Result<QByteArray> finishPdf(QByteArray pdf, WallTime date, const std::vector<Heading>& headings);

} // namespace inferno::report_pdf
