// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/report/typography.h"

#include <QFontDatabase>

namespace inferno::report_pdf {

using namespace Qt::StringLiterals;

Result<void> loadFonts() {
    for (const auto& name :
         {u"Inter-Regular.otf"_s, u"Inter-Medium.otf"_s, u"Inter-SemiBold.otf"_s, u"JetBrainsMono-Regular.ttf"_s})
        if (QFontDatabase::addApplicationFont(u":/report/"_s + name) < 0)
            return fail(ErrorCode::ReportFailed, "the bundled font " + name.toStdString() + " cannot be used");
    return {};
}

QFont fontOf(Face face, qreal size) {
    QFont font(face == Face::Mono ? u"JetBrains Mono"_s : u"Inter"_s);
    font.setPixelSize(qRound(pt(size)));
    font.setWeight(face == Face::Medium ? QFont::Medium : face == Face::SemiBold ? QFont::DemiBold : QFont::Normal);
    font.setHintingPreference(QFont::PreferNoHinting);
    // Without shaping: Inter's contextual forms of ":" and "-" between digits have no character of their own, and a
    // copied time would lose them.
    font.setStyleStrategy(QFont::StyleStrategy(QFont::PreferOutline | QFont::NoFontMerging | QFont::PreferNoShaping));
    return font;
}

} // namespace inferno::report_pdf
