// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QString>

namespace inferno::tests {

/// The same picture in at most 256 colours: the commonest ones are kept as they are, and each other one becomes the
/// nearest of these. `furthest`, where given, is the largest difference that a channel of a pixel got, of 255.
QImage withFewColours(const QImage& picture, int* furthest = nullptr);

/// Writes such a picture as a PNG that is as small as zlib makes it.
bool saveSmall(const QImage& picture, const QString& file);

} // namespace inferno::tests
