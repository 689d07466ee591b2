// SPDX-License-Identifier: GPL-3.0-or-later
// libpng jumps out of a function where it fails. Nothing with a destructor lives in what it jumps over: the functions
// with a setjmp have no variables, and the buffers belong to their caller.
#include <array>
#include <csetjmp>
#include <cstring>
#include <png.h>

#include "core/inference/image.h"

namespace inferno::inference {
namespace {

class PngReader {
public:
    explicit PngReader(ByteView bytes) : rest_(bytes) {
        png_ = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, onError, onWarning);
        if (png_)
            info_ = png_create_info_struct(png_);
    }
    ~PngReader() { png_destroy_read_struct(&png_, &info_, nullptr); }
    PngReader(const PngReader&) = delete;
    PngReader& operator=(const PngReader&) = delete;

    /// False: see `why`. Asks for RGB with 8 bits, whatever the file has.
    bool readHead() {
        if (!info_)
            return false;
        if (setjmp(png_jmpbuf(png_)) != 0)
            return false;
        png_set_read_fn(png_, this, onRead);
        png_read_info(png_, info_);
        png_set_strip_16(png_);
        png_set_expand(png_);
        png_set_gray_to_rgb(png_);
        png_set_strip_alpha(png_);
        png_set_interlace_handling(png_);
        png_read_update_info(png_, info_);
        return true;
    }
    bool readRows(png_bytepp rows) {
        if (setjmp(png_jmpbuf(png_)) != 0)
            return false;
        png_read_image(png_, rows);
        png_read_end(png_, nullptr);
        return true;
    }
    std::int64_t width() const { return png_get_image_width(png_, info_); }
    std::int64_t height() const { return png_get_image_height(png_, info_); }
    std::size_t rowBytes() const { return png_get_rowbytes(png_, info_); }
    const char* why() const { return why_.data(); }

private:
    static PngReader& of(png_structp png) { return *static_cast<PngReader*>(png_get_error_ptr(png)); }
    [[noreturn]] static void onError(png_structp png, png_const_charp message) {
        std::strncpy(of(png).why_.data(), message, of(png).why_.size() - 1);
        png_longjmp(png, 1);
    }
    static void onWarning(png_structp, png_const_charp) {}
    static void onRead(png_structp png, png_bytep out, std::size_t size) {
        ByteView& rest = of(png).rest_;
        if (size > rest.size())
            png_error(png, "it is cut off");
        std::memcpy(out, rest.data(), size);
        rest = rest.subspan(size);
    }

    png_structp png_ = nullptr;
    png_infop info_ = nullptr;
    ByteView rest_;
    std::array<char, 200> why_{"libpng has not enough memory"};
};

} // namespace

Result<Image> decodePng(ByteView bytes) {
    const auto refused = [](const PngReader& reader) {
        return fail(ErrorCode::ModelInput, "the PNG cannot be decoded: " + std::string(reader.why()));
    };
    PngReader reader(bytes);
    if (!reader.readHead())
        return refused(reader);
    Image image{reader.width(), reader.height(), {}};
    INFERNO_CHECK(checkImageSize(image.width, image.height));
    const auto rowBytes = static_cast<std::size_t>(image.width) * 3;
    if (reader.rowBytes() != rowBytes)
        return fail(ErrorCode::ModelInput, "the PNG is of a kind that does not become RGB");
    image.rgb.resize(rowBytes * static_cast<std::size_t>(image.height));
    std::vector<png_bytep> rows(static_cast<std::size_t>(image.height));
    for (std::size_t y = 0; y < rows.size(); ++y)
        rows[y] = image.rgb.data() + y * rowBytes;
    if (!reader.readRows(rows.data()))
        return refused(reader);
    return image;
}

} // namespace inferno::inference
