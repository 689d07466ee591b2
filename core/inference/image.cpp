// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inference/image.h"

#include <algorithm>
#include <array>

namespace inferno::inference {
namespace {

bool beginsWith(ByteView bytes, ByteView start) {
    return bytes.size() >= start.size() && std::ranges::equal(bytes.first(start.size()), start);
}

constexpr std::array<std::uint8_t, 3> kJpegStart{0xFF, 0xD8, 0xFF};
constexpr std::array<std::uint8_t, 8> kPngStart{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

} // namespace

Result<Image> decodeImage(ByteView bytes) {
    if (beginsWith(bytes, kJpegStart))
        return decodeJpeg(bytes);
    if (beginsWith(bytes, kPngStart))
        return decodePng(bytes);
    return fail(ErrorCode::ModelInput, "the body is neither JPEG nor PNG", "send the bytes of the file as they are");
}

Result<void> checkImageSize(std::int64_t width, std::int64_t height) {
    if (width > 0 && height > 0 && width <= kMostPixels / height)
        return {};
    return fail(ErrorCode::ModelInput,
                "the picture has " + std::to_string(width) + " × " + std::to_string(height) + " pixels, of at most " +
                    std::to_string(kMostPixels),
                "send a smaller one: the model sees 224 × 224 of it");
}

} // namespace inferno::inference
