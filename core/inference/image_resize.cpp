// SPDX-License-Identifier: GPL-3.0-or-later
// The bilinear filter of PIL (src/libImaging/Resample.c) with its fixed-point arithmetic: a network answers worse when
// its pictures are scaled another way than those that it was trained on.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "core/inference/image.h"

namespace inferno::inference {
namespace {

constexpr std::int64_t kShorterSide = 256;
constexpr std::int64_t kCrop = 224;
constexpr int kPrecisionBits = 32 - 8 - 2; // 8 for the pixel, 2 for sums beyond it
constexpr std::array<float, 3> kMean{0.485F, 0.456F, 0.406F};
constexpr std::array<float, 3> kDeviation{0.229F, 0.224F, 0.225F};

/// From which pixels of a line one pixel of the scaled line is made.
struct Window {
    std::int64_t first = 0;
    std::vector<std::int32_t> weights; ///< fixed point: 1 << kPrecisionBits is 1
};

Window windowOf(std::int64_t pixel, std::int64_t from, std::int64_t to) {
    const double scale = static_cast<double>(from) / static_cast<double>(to);
    const double reach = std::max(scale, 1.0); // of the triangle, to either side
    const double centre = (static_cast<double>(pixel) + 0.5) * scale;
    Window window;
    window.first = std::max(static_cast<std::int64_t>(centre - reach + 0.5), std::int64_t{0});
    const std::int64_t end = std::min(static_cast<std::int64_t>(centre + reach + 0.5), from);
    std::vector<double> weights;
    double sum = 0;
    for (std::int64_t at = window.first; at < end; ++at) {
        const double distance = std::abs((static_cast<double>(at) - centre + 0.5) * (1.0 / reach));
        weights.push_back(std::max(1.0 - distance, 0.0));
        sum += weights.back();
    }
    for (const double weight : weights)
        window.weights.push_back(static_cast<std::int32_t>(0.5 + weight / sum * (1 << kPrecisionBits)));
    return window;
}

/// The middle kCrop pixels of a side that is scaled.
std::vector<Window> middleOf(std::int64_t side, std::int64_t shorter) {
    // In whole numbers, as Python's int(256 * side / shorter) is below 2^53.
    const std::int64_t scaled = kShorterSide * side / shorter;
    const auto before = static_cast<std::int64_t>(std::nearbyint(static_cast<double>(scaled - kCrop) / 2.0));
    std::vector<Window> windows;
    for (std::int64_t pixel = before; pixel < before + kCrop; ++pixel)
        windows.push_back(windowOf(pixel, side, scaled));
    return windows;
}

/// One channel of a pixel from those of a line that are `stride` bytes apart.
std::uint8_t weighted(const Window& window, const std::uint8_t* first, std::size_t stride) {
    std::int64_t sum = 1 << (kPrecisionBits - 1);
    for (std::size_t i = 0; i < window.weights.size(); ++i)
        sum += static_cast<std::int64_t>(window.weights[i]) * first[i * stride];
    return static_cast<std::uint8_t>(std::clamp<std::int64_t>(sum >> kPrecisionBits, 0, 255));
}

} // namespace

Image imageNetCrop(const Image& image) {
    const std::int64_t shorter = std::min(image.width, image.height);
    const std::vector<Window> columns = middleOf(image.width, shorter);
    const std::vector<Window> lines = middleOf(image.height, shorter);
    // First along the lines, of those that are needed, then across them.
    const std::int64_t firstLine = lines.front().first;
    const std::int64_t endLine = lines.back().first + static_cast<std::int64_t>(lines.back().weights.size());
    constexpr std::size_t kRow = kCrop * 3;
    Bytes narrow(static_cast<std::size_t>(endLine - firstLine) * kRow);
    for (std::int64_t y = firstLine; y < endLine; ++y)
        for (std::size_t x = 0; x < columns.size(); ++x)
            for (std::size_t channel = 0; channel < 3; ++channel)
                narrow[static_cast<std::size_t>(y - firstLine) * kRow + x * 3 + channel] = weighted(
                    columns[x],
                    image.rgb.data() + static_cast<std::size_t>(y * image.width + columns[x].first) * 3 + channel, 3);
    Image crop{kCrop, kCrop, Bytes(kCrop * kRow)};
    for (std::size_t y = 0; y < lines.size(); ++y)
        for (std::size_t at = 0; at < kRow; ++at)
            crop.rgb[y * kRow + at] = weighted(
                lines[y], narrow.data() + static_cast<std::size_t>(lines[y].first - firstLine) * kRow + at, kRow);
    return crop;
}

Tensor imageNetTensor(const Image& image) {
    const Image crop = imageNetCrop(image);
    constexpr std::size_t kPixels = kCrop * kCrop;
    std::vector<float> values(3 * kPixels);
    for (std::size_t channel = 0; channel < 3; ++channel)
        for (std::size_t pixel = 0; pixel < kPixels; ++pixel)
            values[channel * kPixels + pixel] =
                (static_cast<float>(crop.rgb[pixel * 3 + channel]) / 255.0F - kMean[channel]) / kDeviation[channel];
    Tensor tensor{DType::Float32, {1, 3, kCrop, kCrop}, Bytes(values.size() * sizeof(float))};
    std::memcpy(tensor.data.data(), values.data(), tensor.data.size());
    return tensor;
}

} // namespace inferno::inference
