// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/inference/image.h"

namespace inferno::inference {

/// How a PNG holds its pixels; `type` and `bits` as libpng's PNG_COLOR_TYPE_… and bit depth.
struct PngForm {
    int type = 2;
    int bits = 8;
    bool isInterlaced = false;
};
/// Writes rows of the form given. A palette, if that is the form, is {red, green, blue, white}.
Bytes pngOf(std::int64_t width, std::int64_t height, const PngForm& form, const Bytes& rows);
/// What stands before the pixels, up to where they begin.
Bytes pngHeadOf(std::int64_t width, std::int64_t height);
inline Bytes pngOf(const Image& image) {
    return pngOf(image.width, image.height, {}, image.rgb);
}

enum class JpegForm { Plain, Progressive, ManyScans, Grey, Cmyk };
/// `image.rgb` holds as many channels as the form has.
Bytes jpegOf(const Image& image, JpegForm form = JpegForm::Plain);

/// One colour everywhere.
inline Image plainImage(std::int64_t width, std::int64_t height, const Bytes& pixel) {
    Image image{width, height, {}};
    for (std::int64_t i = 0; i < width * height; ++i)
        image.rgb.insert(image.rgb.end(), pixel.begin(), pixel.end());
    return image;
}
/// Noise on a slope, the same everywhere.
inline Image noisyImage(std::int64_t width, std::int64_t height) {
    auto seed = static_cast<std::uint32_t>(width * 65536 + height);
    Image image{width, height, Bytes(static_cast<std::size_t>(width * height * 3))};
    for (std::int64_t i = 0; i < width * height * 3; ++i) {
        seed = seed * 1664525U + 1013904223U;
        const std::int64_t pixel = i / 3;
        image.rgb[static_cast<std::size_t>(i)] =
            static_cast<std::uint8_t>((seed >> 24) / 4 + pixel % width * 5 + pixel / width * 3);
    }
    return image;
}
inline std::string textOf(const Bytes& bytes) {
    return std::string(asText(bytes));
}

} // namespace inferno::inference
