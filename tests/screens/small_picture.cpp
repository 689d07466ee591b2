// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/screens/small_picture.h"

#include <algorithm>
#include <cstdlib>

#include <QHash>

namespace inferno::tests {

namespace {

constexpr qsizetype kColours = 256;
constexpr int kSmallestPng = 0; // Qt's word for zlib's level 9

int distance(QRgb a, QRgb b) {
    return std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b))});
}

/// The colours of the picture, the commonest first; those that are alike in number by their value.
QList<QRgb> byFrequency(const QImage& picture) {
    QHash<QRgb, int> counts;
    for (int y = 0; y < picture.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(picture.constScanLine(y));
        for (int x = 0; x < picture.width(); ++x)
            ++counts[line[x]];
    }
    QList<QRgb> colours = counts.keys();
    std::ranges::sort(colours, [&](QRgb a, QRgb b) {
        return counts.value(a) == counts.value(b) ? a < b : counts.value(a) > counts.value(b);
    });
    return colours;
}

/// Colours of which every other one is at most `reach` away; shorter lists for a longer reach. Ends when it is longer
/// than a palette.
QList<QRgb> palette(const QList<QRgb>& colours, int reach) {
    QList<QRgb> taken;
    for (const QRgb colour : colours) {
        const bool near = std::ranges::any_of(taken, [&](QRgb other) { return distance(colour, other) <= reach; });
        if (!near)
            taken.append(colour);
        if (taken.size() > kColours)
            break;
    }
    return taken;
}

} // namespace

QImage withFewColours(const QImage& given, int* furthest) {
    const QImage picture = given.convertToFormat(QImage::Format_RGB32);
    const QList<QRgb> colours = byFrequency(picture);
    int reach = 0;
    QList<QRgb> taken = palette(colours, reach);
    while (taken.size() > kColours)
        taken = palette(colours, ++reach);
    QHash<QRgb, int> places;
    int worst = 0;
    for (const QRgb colour : colours) {
        const auto nearest = std::ranges::min_element(taken, {}, [&](QRgb one) { return distance(one, colour); });
        places.insert(colour, static_cast<int>(nearest - taken.begin()));
        worst = std::max(worst, distance(*nearest, colour));
    }
    QImage small(picture.size(), QImage::Format_Indexed8);
    small.setColorTable(taken);
    for (int y = 0; y < picture.height(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(picture.constScanLine(y));
        uchar* out = small.scanLine(y);
        for (int x = 0; x < picture.width(); ++x)
            out[x] = static_cast<uchar>(places.value(line[x]));
    }
    if (furthest)
        *furthest = worst;
    return small;
}

bool saveSmall(const QImage& picture, const QString& file) {
    return withFewColours(picture).save(file, "PNG", kSmallestPng);
}

} // namespace inferno::tests
