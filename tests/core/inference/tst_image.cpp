// SPDX-License-Identifier: GPL-3.0-or-later
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <png.h>

#include "core/inference/image.h"
#include "tests/core/inference/pictures.h"

using namespace inferno;
using namespace inferno::inference;

namespace {

/// FNV-1a of 64 bits.
std::uint64_t hashOf(ByteView bytes) {
    std::uint64_t hash = 0xcbf29ce484222325;
    for (const std::uint8_t byte : bytes)
        hash = (hash ^ byte) * 0x100000001b3;
    return hash;
}

std::string refusal(ByteView bytes) {
    const auto image = decodeImage(bytes);
    if (image)
        return {};
    CHECK(image.error().code == ErrorCode::ModelInput);
    return image.error().detail;
}

int largestDifference(const Bytes& a, const Bytes& b) {
    REQUIRE(a.size() == b.size());
    int largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        largest = std::max(largest, std::abs(a[i] - b[i]));
    return largest;
}

/// A soft picture, which JPEG keeps nearly as it is.
Image softImage(std::int64_t width, std::int64_t height) {
    Image image{width, height, {}};
    for (std::int64_t y = 0; y < height; ++y)
        for (std::int64_t x = 0; x < width; ++x)
            for (const std::int64_t value : {x * 255 / width, y * 255 / height, std::int64_t{128}})
                image.rgb.push_back(static_cast<std::uint8_t>(value));
    return image;
}

/// Writes another size into a JPEG's head.
Bytes resized(Bytes jpeg, std::uint8_t heightHigh, std::uint8_t widthHigh) {
    const auto head = std::ranges::search(jpeg, std::array<std::uint8_t, 2>{0xFF, 0xC0});
    REQUIRE(!head.empty());
    head.begin()[5] = heightHigh;
    head.begin()[7] = widthHigh;
    return jpeg;
}

} // namespace

TEST_CASE("a PNG comes out as it went in, and its other forms as RGB") {
    const Image noisy = noisyImage(37, 23);
    const auto image = decodeImage(pngOf(noisy));
    REQUIRE_MESSAGE(image, (image ? std::string{} : image.error().message()));
    CHECK(image->width == 37);
    CHECK(image->height == 23);
    CHECK(image->rgb == noisy.rgb);
    CHECK(decodeImage(pngOf(37, 23, {PNG_COLOR_TYPE_RGB, 8, true}, noisy.rgb))->rgb == noisy.rgb);

    CHECK(decodeImage(pngOf(2, 1, {PNG_COLOR_TYPE_GRAY, 8}, {7, 200}))->rgb == Bytes{7, 7, 7, 200, 200, 200});
    CHECK(decodeImage(pngOf(3, 1, {PNG_COLOR_TYPE_GRAY, 1}, {0b10100000}))->rgb ==
          Bytes{255, 255, 255, 0, 0, 0, 255, 255, 255});
    CHECK(decodeImage(pngOf(2, 1, {PNG_COLOR_TYPE_GRAY_ALPHA, 8}, {7, 0, 9, 255}))->rgb == Bytes{7, 7, 7, 9, 9, 9});
    CHECK(decodeImage(pngOf(1, 1, {PNG_COLOR_TYPE_RGB_ALPHA, 8}, {1, 2, 3, 0}))->rgb == Bytes{1, 2, 3});
    CHECK(decodeImage(pngOf(1, 1, {PNG_COLOR_TYPE_RGB, 16}, {1, 255, 2, 0, 3, 128}))->rgb == Bytes{1, 2, 3});
    CHECK(decodeImage(pngOf(2, 1, {PNG_COLOR_TYPE_PALETTE, 8}, {2, 3}))->rgb == Bytes{0, 0, 255, 255, 255, 255});
}

TEST_CASE("a JPEG comes out nearly as it went in") {
    const Image soft = softImage(61, 45);
    for (const JpegForm form : {JpegForm::Plain, JpegForm::Progressive}) {
        const auto image = decodeImage(jpegOf(soft, form));
        REQUIRE_MESSAGE(image, (image ? std::string{} : image.error().message()));
        CHECK(image->width == 61);
        CHECK(image->height == 45);
        CHECK(largestDifference(image->rgb, soft.rgb) <= 8);
    }
    const auto grey = decodeImage(jpegOf(plainImage(9, 5, {77}), JpegForm::Grey));
    REQUIRE(grey);
    CHECK(grey->rgb == plainImage(9, 5, {77, 77, 77}).rgb);
}

TEST_CASE("what is no picture, or one of another kind, is refused") {
    CHECK(refusal({}) == "the body is neither JPEG nor PNG");
    CHECK(refusal(asBytes("GIF89a")) == "the body is neither JPEG nor PNG");
    CHECK(refusal(asBytes(R"({"inputs": [1]})")) == "the body is neither JPEG nor PNG");
    CHECK(refusal(jpegOf(plainImage(8, 8, {1, 2, 3, 4}), JpegForm::Cmyk)) ==
          "the JPEG has 4 colour channels, as those for printing do");
    CHECK(refusal(Bytes{0xFF, 0xD8, 0xFF, 0xD9}).starts_with("the JPEG cannot be decoded: "));
}

TEST_CASE("a picture that is cut off is refused, wherever the cut is") {
    for (const Bytes& whole :
         {pngOf(noisyImage(16, 16)), jpegOf(noisyImage(16, 16)), jpegOf(noisyImage(16, 16), JpegForm::Progressive)}) {
        REQUIRE(decodeImage(whole));
        for (std::size_t size = 0; size < whole.size(); ++size) {
            CAPTURE(size);
            CHECK(!refusal(ByteView(whole).first(size)).empty());
        }
    }
    const Bytes png = pngOf(noisyImage(16, 16));
    CHECK(refusal(ByteView(png).first(png.size() / 2)) == "the PNG cannot be decoded: it is cut off");
    const Bytes jpeg = jpegOf(noisyImage(16, 16));
    CHECK(refusal(ByteView(jpeg).first(jpeg.size() - 20)) == "the JPEG cannot be decoded: Premature end of JPEG file");
}

TEST_CASE("a broken byte does no harm, and a PNG's check sums find it") {
    const Image noisy = noisyImage(16, 16);
    for (const Bytes& whole : {pngOf(noisy), jpegOf(noisy), jpegOf(noisy, JpegForm::Progressive)}) {
        Bytes broken = whole;
        for (std::uint8_t& byte : broken) {
            byte ^= 0xFF;
            if (const auto image = decodeImage(broken))
                CHECK(image->rgb.size() == static_cast<std::size_t>(image->width * image->height * 3));
            byte ^= 0xFF;
        }
    }
    Bytes png = pngOf(noisy);
    png[png.size() / 2] ^= 1;
    CHECK(refusal(png).starts_with("the PNG cannot be decoded: "));
}

TEST_CASE("bombs are refused by their head") {
    CHECK(refusal(pngHeadOf(60'000, 60'000)) == "the picture has 60000 × 60000 pixels, of at most 50000000");
    CHECK(refusal(pngHeadOf(1'000'000, 1'000'000)) == "the picture has 1000000 × 1000000 pixels, of at most 50000000");
    CHECK(refusal(pngHeadOf(2'000'000, 1)).starts_with("the PNG cannot be decoded: "));
    CHECK(refusal(resized(jpegOf(plainImage(16, 16, {1, 2, 3})), 0xF0, 0xF0)) ==
          "the picture has 61456 × 61456 pixels, of at most 50000000");
    CHECK(refusal(jpegOf(noisyImage(16, 16), JpegForm::ManyScans)) ==
          "the JPEG cannot be decoded: it has more than 100 scans");
    CHECK(!checkImageSize(0, 5));
    CHECK(checkImageSize(10'000, 5'000));
    CHECK(!checkImageSize(10'001, 5'000));
}

TEST_CASE("scaled and cropped as PIL does it, bit for bit") {
    struct Row {
        std::int64_t width;
        std::int64_t height;
        std::uint64_t hash;
        Bytes first;
        Bytes last;
    };
    // Of Pillow 9.4.0: resize((w, h), BILINEAR) with torchvision's sizes, crop() with its corners, tobytes().
    for (const Row& row : {
             Row{640, 480, 0xa34f923f8a795b05, {160, 161, 164}, {176, 176, 181}},
             Row{256, 256, 0x5e8fd07c77ff9cfd, {175, 169, 176}, {124, 151, 183}},
             Row{300, 257, 0xbf60a95176d08bbe, {28, 95, 23}, {45, 16, 91}},
             Row{60, 100, 0x288091e9e8b8954d, {101, 105, 109}, {60, 73, 13}},
             Row{1, 1, 0x0b5acb221a3f2325, {40, 46, 34}, {40, 46, 34}},
             Row{33, 1000, 0x92497b13d8239a5a, {209, 195, 219}, {185, 211, 182}},
             Row{259, 256, 0xc5c80a317deacee2, {148, 157, 200}, {130, 183, 131}},
             Row{2, 5000, 0xdbacf96ccc091c43, {109, 126, 102}, {124, 137, 132}},
         }) {
        CAPTURE(row.width);
        CAPTURE(row.height);
        const Image crop = imageNetCrop(noisyImage(row.width, row.height));
        CHECK(crop.width == 224);
        CHECK(crop.height == 224);
        REQUIRE(crop.rgb.size() == 224 * 224 * 3);
        CHECK(std::ranges::equal(ByteView(crop.rgb).first(3), row.first));
        CHECK(std::ranges::equal(ByteView(crop.rgb).last(3), row.last));
        CHECK(hashOf(crop.rgb) == row.hash);
    }
}

TEST_CASE("a picture of one line is scaled without its full width") {
    const Image crop = imageNetCrop(plainImage(1'000'000, 1, {10, 20, 30}));
    CHECK(crop.rgb == plainImage(224, 224, {10, 20, 30}).rgb);
}

TEST_CASE("channels are planes, normalised as ImageNet's") {
    const Tensor tensor = imageNetTensor(plainImage(300, 260, {255, 0, 128}));
    CHECK(shapeText(tensor.shape) == "[1, 3, 224, 224]");
    REQUIRE(tensor.data.size() == 3 * 224 * 224 * sizeof(float));
    const double expected[] = {(1 - 0.485) / 0.229, (0 - 0.456) / 0.224, (128 / 255.0 - 0.406) / 0.225};
    for (std::size_t channel = 0; channel < 3; ++channel)
        for (const std::size_t pixel : {0U, 224U * 224 / 2, 224U * 224 - 1}) {
            float value = 0;
            std::memcpy(&value, tensor.data.data() + (channel * 224 * 224 + pixel) * sizeof value, sizeof value);
            CHECK(value == doctest::Approx(expected[channel]).epsilon(1e-6));
        }
}
