// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/executors/packed_log.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include <zstd.h>

namespace inferno::executors {
namespace {

constexpr int kLevel = 3;
constexpr std::size_t kFrameBytes = 256U << 10;
constexpr std::uint64_t kSmallest = 4096; // a block of the disk: nothing is gained below
// The seek table of zstd's seekable format.
constexpr std::uint32_t kTableMagic = 0x184D2A5E;
constexpr std::uint32_t kFooterMagic = 0x8F92EAB1;
constexpr std::size_t kTableHead = 8;
constexpr std::size_t kEntry = 8;
constexpr std::size_t kFooter = 9;

std::unexpected<Error> damaged(const char* what) {
    return fail(ErrorCode::IoFailed, std::string("the packed log is damaged: ") + what);
}

void putNumber(Bytes& out, std::uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8)
        out.push_back(static_cast<std::uint8_t>(value >> shift));
}

std::uint32_t numberAt(ByteView bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i)
        value |= static_cast<std::uint32_t>(bytes[at + i]) << (8 * i);
    return value;
}

Result<void> readAll(File& file, std::uint64_t offset, std::span<std::uint8_t> out) {
    INFERNO_TRY(const std::size_t count, file.read(offset, out));
    if (count != out.size())
        return damaged("it ends too early");
    return {};
}

struct Context {
    ZSTD_CCtx* pack = ZSTD_createCCtx();
    Context() {
        ZSTD_CCtx_setParameter(pack, ZSTD_c_compressionLevel, kLevel);
        ZSTD_CCtx_setParameter(pack, ZSTD_c_checksumFlag, 1);
    }
    ~Context() { ZSTD_freeCCtx(pack); }
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;
};

/// Writes the frames and their table; returns the size.
Result<std::uint64_t> writeFrames(File& from, std::uint64_t size, File& to) {
    const Context context;
    Bytes raw(kFrameBytes);
    Bytes frame(ZSTD_compressBound(kFrameBytes));
    Bytes entries;
    std::uint64_t written = 0;
    for (std::uint64_t at = 0; at < size;) {
        const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(kFrameBytes, size - at));
        INFERNO_CHECK(readAll(from, at, std::span(raw).first(count)));
        const std::size_t packed = ZSTD_compress2(context.pack, frame.data(), frame.size(), raw.data(), count);
        if (ZSTD_isError(packed) != 0U)
            return fail(ErrorCode::Internal, std::string("packing a log: ") + ZSTD_getErrorName(packed));
        INFERNO_CHECK(to.write(written, ByteView(frame).first(packed)));
        putNumber(entries, static_cast<std::uint32_t>(packed));
        putNumber(entries, static_cast<std::uint32_t>(count));
        written += packed;
        at += count;
    }
    Bytes table;
    putNumber(table, kTableMagic);
    putNumber(table, static_cast<std::uint32_t>(entries.size() + kFooter));
    table.insert(table.end(), entries.begin(), entries.end());
    putNumber(table, static_cast<std::uint32_t>(entries.size() / kEntry));
    table.push_back(0); // no checksums: the frames have their own
    putNumber(table, kFooterMagic);
    INFERNO_CHECK(to.write(written, table));
    return written + table.size();
}

/// Read-only.
class PackedFile final : public File {
public:
    struct Frame {
        std::uint64_t at = 0;    ///< in the packed file
        std::uint64_t rawAt = 0; ///< in the plain one
        std::uint32_t bytes = 0;
        std::uint32_t rawBytes = 0;
    };
    PackedFile(std::unique_ptr<File> file, std::vector<Frame> frames, std::uint64_t size)
        : file_(std::move(file)), frames_(std::move(frames)), size_(size) {}

    Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> out) override {
        std::size_t done = 0;
        auto frame = std::ranges::upper_bound(frames_, offset, {}, &Frame::rawAt);
        if (frame != frames_.begin())
            --frame;
        for (; frame != frames_.end() && done < out.size(); ++frame) {
            INFERNO_TRY(const Bytes raw, unpacked(*frame));
            const std::uint64_t from = offset + done - frame->rawAt;
            if (from >= raw.size())
                break; // beyond the end
            const std::size_t count = std::min<std::size_t>(raw.size() - from, out.size() - done);
            std::memcpy(out.data() + done, raw.data() + from, count);
            done += count;
        }
        return done;
    }
    Result<std::uint64_t> size() override { return size_; }
    Result<void> write(std::uint64_t, ByteView) override { return readOnly(); }
    Result<void> sync() override { return readOnly(); }
    Result<void> truncate(std::uint64_t) override { return readOnly(); }
    Result<void> allocate(std::uint64_t) override { return readOnly(); }

private:
    static Result<void> readOnly() { return fail(ErrorCode::IoDenied, "a packed log is not written to"); }

    Result<Bytes> unpacked(const Frame& frame) {
        Bytes packed(frame.bytes);
        INFERNO_CHECK(readAll(*file_, frame.at, packed));
        Bytes raw(frame.rawBytes);
        const std::size_t count = ZSTD_decompress(raw.data(), raw.size(), packed.data(), packed.size());
        if (ZSTD_isError(count) != 0U || count != raw.size())
            return damaged("a frame does not unpack");
        return raw;
    }

    std::unique_ptr<File> file_;
    std::vector<Frame> frames_;
    std::uint64_t size_;
};

} // namespace

Result<void> packLog(Vfs& vfs, const std::filesystem::path& plain, const std::filesystem::path& packed) {
    INFERNO_TRY(const auto from, vfs.open(plain, OpenMode::Read, 0600));
    INFERNO_TRY(const std::uint64_t size, from->size());
    if (size < kSmallest)
        return {};
    std::filesystem::path temporary = packed;
    temporary += ".tmp";
    std::uint64_t written = 0;
    {
        INFERNO_TRY(const auto to, vfs.open(temporary, OpenMode::Create, 0600));
        INFERNO_CHECK(to->truncate(0));
        auto all = writeFrames(*from, size, *to);
        if (all)
            written = *all;
        if (auto synced = all ? to->sync() : Result<void>(std::unexpected(all.error())); !synced) {
            (void)vfs.remove(temporary); // the plain one stays
            return synced;
        }
    }
    if (written > size - size / 8)
        return vfs.remove(temporary);
    INFERNO_CHECK(vfs.rename(temporary, packed));
    INFERNO_CHECK(vfs.syncFolder(packed.parent_path()));
    return vfs.remove(plain);
}

Result<std::unique_ptr<File>> openPackedLog(Vfs& vfs, const std::filesystem::path& packed) {
    INFERNO_TRY(auto file, vfs.open(packed, OpenMode::Read, 0600));
    INFERNO_TRY(const std::uint64_t size, file->size());
    if (size < kTableHead + kFooter)
        return damaged("it has no table");
    Bytes footer(kFooter);
    INFERNO_CHECK(readAll(*file, size - kFooter, footer));
    const std::uint64_t count = numberAt(footer, 0);
    if (numberAt(footer, 5) != kFooterMagic || footer[4] != 0 || count > (size - kTableHead - kFooter) / kEntry)
        return damaged("its table cannot be read");
    Bytes table(kTableHead + static_cast<std::size_t>(count) * kEntry);
    const std::uint64_t tableAt = size - kFooter - table.size();
    INFERNO_CHECK(readAll(*file, tableAt, table));
    if (numberAt(table, 0) != kTableMagic || numberAt(table, 4) != count * kEntry + kFooter)
        return damaged("its table cannot be read");
    std::vector<PackedFile::Frame> frames;
    PackedFile::Frame next;
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto at = static_cast<std::size_t>(kTableHead + i * kEntry);
        next.bytes = numberAt(table, at);
        next.rawBytes = numberAt(table, at + 4);
        if (next.rawBytes == 0 || next.rawBytes > kFrameBytes)
            return damaged("a frame has a size that is never written");
        frames.push_back(next);
        next.at += next.bytes;
        next.rawAt += next.rawBytes;
    }
    if (next.at != tableAt)
        return damaged("its frames and its table do not fit");
    return std::make_unique<PackedFile>(std::move(file), std::move(frames), next.rawAt);
}

} // namespace inferno::executors
