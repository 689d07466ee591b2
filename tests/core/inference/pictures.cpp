// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/inference/pictures.h"

#include <array>
#include <cstdio> // jpeglib.h needs FILE
#include <cstdlib>
#include <jpeglib.h>
#include <png.h>

namespace inferno::inference {
namespace {

void append(png_structp png, png_bytep data, std::size_t size) {
    auto& out = *static_cast<Bytes*>(png_get_io_ptr(png));
    out.insert(out.end(), data, data + size);
}

Bytes writePng(std::int64_t width, std::int64_t height, const PngForm& form, const Bytes* pixels) {
    Bytes out;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(png);
    png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_write_fn(png, &out, append, [](png_structp) {});
    png_set_IHDR(png, info, static_cast<png_uint_32>(width), static_cast<png_uint_32>(height), form.bits, form.type,
                 form.isInterlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_BASE,
                 PNG_FILTER_TYPE_BASE);
    if (form.type == PNG_COLOR_TYPE_PALETTE) {
        const std::array<png_color, 4> colours{{{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {255, 255, 255}}};
        png_set_PLTE(png, info, colours.data(), static_cast<int>(colours.size()));
    }
    png_write_info(png, info);
    if (pixels) {
        Bytes rows = *pixels;
        std::vector<png_bytep> starts;
        for (std::int64_t y = 0; y < height; ++y)
            starts.push_back(rows.data() + static_cast<std::size_t>(y) * png_get_rowbytes(png, info));
        png_write_image(png, starts.data());
        png_write_end(png, info);
    }
    png_destroy_write_struct(&png, &info);
    return out;
}

/// Each coefficient of each channel in a scan of its own: 190 of them.
std::vector<jpeg_scan_info> manyScans() {
    std::vector<jpeg_scan_info> scans{{3, {0, 1, 2, 0}, 0, 0, 0, 0}};
    for (int channel = 0; channel < 3; ++channel)
        for (int coefficient = 1; coefficient < 64; ++coefficient)
            scans.push_back({1, {channel, 0, 0, 0}, coefficient, coefficient, 0, 0});
    return scans;
}

} // namespace

Bytes pngOf(std::int64_t width, std::int64_t height, const PngForm& form, const Bytes& rows) {
    return writePng(width, height, form, &rows);
}

Bytes pngHeadOf(std::int64_t width, std::int64_t height) {
    Bytes head = writePng(width, height, {}, nullptr);
    const std::array<std::uint8_t, 8> pixelsBegin{0, 0, 1, 0, 'I', 'D', 'A', 'T'};
    head.insert(head.end(), pixelsBegin.begin(), pixelsBegin.end());
    return head;
}

Bytes jpegOf(const Image& image, JpegForm form) {
    jpeg_compress_struct jpeg{};
    jpeg_error_mgr errors{};
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    unsigned char* memory = nullptr;
    unsigned long size = 0; // NOLINT: libjpeg's type
    jpeg_mem_dest(&jpeg, &memory, &size);
    jpeg.image_width = static_cast<JDIMENSION>(image.width);
    jpeg.image_height = static_cast<JDIMENSION>(image.height);
    jpeg.input_components = form == JpegForm::Grey ? 1 : form == JpegForm::Cmyk ? 4 : 3;
    jpeg.in_color_space = form == JpegForm::Grey ? JCS_GRAYSCALE : form == JpegForm::Cmyk ? JCS_CMYK : JCS_RGB;
    jpeg_set_defaults(&jpeg);
    jpeg_set_quality(&jpeg, 95, TRUE);
    const std::vector<jpeg_scan_info> scans = manyScans();
    if (form == JpegForm::Progressive)
        jpeg_simple_progression(&jpeg);
    if (form == JpegForm::ManyScans) {
        jpeg.scan_info = scans.data();
        jpeg.num_scans = static_cast<int>(scans.size());
    }
    jpeg_start_compress(&jpeg, TRUE);
    Bytes pixels = image.rgb;
    while (jpeg.next_scanline < jpeg.image_height) {
        JSAMPROW row = pixels.data() + static_cast<std::size_t>(jpeg.next_scanline) *
                                           static_cast<std::size_t>(image.width * jpeg.input_components);
        jpeg_write_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_compress(&jpeg);
    Bytes out(memory, memory + size);
    jpeg_destroy_compress(&jpeg);
    std::free(memory); // NOLINT: libjpeg allocates so
    return out;
}

} // namespace inferno::inference
