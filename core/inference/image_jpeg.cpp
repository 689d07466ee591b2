// SPDX-License-Identifier: GPL-3.0-or-later
// libjpeg would end the process where it fails; here it jumps out of a function instead. Nothing with a destructor
// lives in what it jumps over: the functions with a setjmp have no variables, and the buffers belong to their caller.
#include <array>
#include <csetjmp>
#include <cstdio> // jpeglib.h needs FILE
#include <jerror.h>
#include <jpeglib.h>

#include "core/inference/image.h"

namespace inferno::inference {
namespace {

/// A progressive file of a few KB can name thousands of passes over its picture; programs write ten.
constexpr int kMostScans = 100;

class JpegReader {
public:
    JpegReader() {
        jpeg_.err = jpeg_std_error(&errors_);
        errors_.error_exit = onError;
        errors_.emit_message = onMessage;
        jpeg_.client_data = this;
        progress_.progress_monitor = onProgress;
    }
    ~JpegReader() { jpeg_destroy_decompress(&jpeg_); }
    JpegReader(const JpegReader&) = delete;
    JpegReader& operator=(const JpegReader&) = delete;

    /// False: see `why`.
    bool readHead(ByteView bytes) {
        if (setjmp(jump_) != 0)
            return false;
        jpeg_create_decompress(&jpeg_);
        jpeg_.progress = &progress_;
        jpeg_mem_src(&jpeg_, bytes.data(), bytes.size());
        jpeg_read_header(&jpeg_, TRUE);
        jpeg_.out_color_space = JCS_RGB;
        return true;
    }
    bool start() {
        if (setjmp(jump_) != 0)
            return false;
        jpeg_start_decompress(&jpeg_);
        return true;
    }
    bool readRow(JSAMPROW row) {
        if (setjmp(jump_) != 0)
            return false;
        jpeg_read_scanlines(&jpeg_, &row, 1);
        return true;
    }
    bool finish() {
        if (setjmp(jump_) != 0)
            return false;
        jpeg_finish_decompress(&jpeg_);
        return true;
    }
    std::int64_t width() const { return jpeg_.image_width; }
    std::int64_t height() const { return jpeg_.image_height; }
    int channels() const { return jpeg_.num_components; }
    const char* why() const { return why_.data(); }

private:
    static JpegReader& of(j_common_ptr jpeg) { return *static_cast<JpegReader*>(jpeg->client_data); }
    [[noreturn]] static void onError(j_common_ptr jpeg) {
        jpeg->err->format_message(jpeg, of(jpeg).why_.data());
        std::longjmp(of(jpeg).jump_, 1);
    }
    /// libjpeg fills up with grey what a file lacks, and only warns.
    static void onMessage(j_common_ptr jpeg, int) {
        const int code = jpeg->err->msg_code;
        if (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER || code == JWRN_HUFF_BAD_CODE)
            onError(jpeg);
    }
    static void onProgress(j_common_ptr jpeg) {
        if (reinterpret_cast<j_decompress_ptr>(jpeg)->input_scan_number <= kMostScans)
            return;
        std::snprintf(of(jpeg).why_.data(), of(jpeg).why_.size(), "it has more than %d scans", kMostScans);
        std::longjmp(of(jpeg).jump_, 1);
    }

    jpeg_decompress_struct jpeg_{};
    jpeg_error_mgr errors_{};
    jpeg_progress_mgr progress_{};
    std::jmp_buf jump_{};
    std::array<char, JMSG_LENGTH_MAX> why_{};
};

} // namespace

Result<Image> decodeJpeg(ByteView bytes) {
    const auto refused = [](const JpegReader& reader) {
        return fail(ErrorCode::ModelInput, "the JPEG cannot be decoded: " + std::string(reader.why()));
    };
    JpegReader reader;
    if (!reader.readHead(bytes))
        return refused(reader);
    Image image{reader.width(), reader.height(), {}};
    INFERNO_CHECK(checkImageSize(image.width, image.height));
    if (reader.channels() != 1 && reader.channels() != 3)
        return fail(ErrorCode::ModelInput,
                    "the JPEG has " + std::to_string(reader.channels()) + " colour channels, as those for printing do",
                    "convert it to RGB");
    if (!reader.start())
        return refused(reader);
    const auto rowBytes = static_cast<std::size_t>(image.width) * 3;
    image.rgb.resize(rowBytes * static_cast<std::size_t>(image.height));
    for (std::size_t from = 0; from < image.rgb.size(); from += rowBytes)
        if (!reader.readRow(image.rgb.data() + from))
            return refused(reader);
    if (!reader.finish())
        return refused(reader);
    return image;
}

} // namespace inferno::inference
