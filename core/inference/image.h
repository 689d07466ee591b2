// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/inference/tensor.h"

namespace inferno::inference {

/// A decoded picture: height × width × 3 bytes, row by row, red, green, blue. A plain value.
struct Image {
    std::int64_t width = 0;
    std::int64_t height = 0;
    Bytes rgb;
};

/// A small file can name a picture that fills the memory; it is refused before anything is allocated for it.
constexpr std::int64_t kMostPixels = 50'000'000;

/// Decodes JPEG or PNG, which it knows by their first bytes. Grey and palettes become RGB, 16 bits per channel 8;
/// transparency is left out. Errors: model.input (neither of them, broken, cut off, over kMostPixels, CMYK).
Result<Image> decodeImage(ByteView bytes);
Result<Image> decodeJpeg(ByteView bytes);
Result<Image> decodePng(ByteView bytes);

/// Error: model.input for a picture that has no pixels, or over kMostPixels.
Result<void> checkImageSize(std::int64_t width, std::int64_t height);

/// What networks trained on ImageNet take, float32 [1, 3, 224, 224]: the shorter side scaled to 256 (bilinear, with the
/// filter widened when it shrinks), the middle 224 × 224 of it, from 0 to 1, normalised. To the bit of the 8 bits per
/// channel what torchvision makes of a picture of PIL (Resize(256), CenterCrop(224), ToTensor, Normalize).
/// REQUIRES at least one pixel. Only what the middle needs is computed, whatever the picture's proportions are.
Tensor imageNetTensor(const Image& image);
/// The middle of it before it is normalised: 224 × 224 pixels.
Image imageNetCrop(const Image& image);

} // namespace inferno::inference
