// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>

#include "core/base/error.h"

/// Type and colour of the printed report: Inter for text, JetBrains Mono for what machines say, and the print palette,
/// darker than the window's so that it holds on paper. Lengths are in points; the drawing surface has ten units to a
/// point (`pt`). Belongs to the thread of the QGuiApplication.

namespace inferno::report_pdf {

constexpr qreal pt(qreal points) {
    return points * 10;
}

enum class Face { Regular, Medium, SemiBold, Mono };

/// Registers the bundled fonts. Error: report.failed.
Result<void> loadFonts();
/// `size` in points.
QFont fontOf(Face face, qreal size);

namespace ink {
constexpr QColor kText(0x17, 0x1A, 0x21);
constexpr QColor kText2(0x4A, 0x51, 0x63);
constexpr QColor kText3(0x62, 0x6A, 0x7D);
constexpr QColor kLine(0xD5, 0xD9, 0xE2);
constexpr QColor kSunken(0xF4, 0xF5, 0xF7);
constexpr QColor kSuccess(0x02, 0x69, 0x4F);
constexpr QColor kSuccessTint(0xEF, 0xF7, 0xF4);
constexpr QColor kSuccessLine(0x9A, 0xCB, 0xBB);
constexpr QColor kWarning(0x7A, 0x52, 0x00);
constexpr QColor kWarningTint(0xFA, 0xF5, 0xEA);
constexpr QColor kWarningLine(0xDD, 0xC7, 0x96);
constexpr QColor kFailed(0x9B, 0x17, 0x29);
constexpr QColor kFailedTint(0xFB, 0xF0, 0xF1);
constexpr QColor kFailedLine(0xE3, 0xAE, 0xB4);
constexpr QColor kNeutral(0x52, 0x5A, 0x71);
} // namespace ink

} // namespace inferno::report_pdf
