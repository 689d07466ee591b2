// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/log_file.h"

#include <algorithm>

namespace inferno::storage {
namespace {

constexpr std::uint32_t kFrameMagic = 0x314D5246; // "FRM1"
constexpr std::size_t kFixedHeader = 8 + 2 + 2 + 16 + 8;
constexpr std::size_t kMaxOwner = 4000;

std::unexpected<Error> badHeader(const char* why) {
    return fail(ErrorCode::IoFailed, std::string("the log file's header is damaged: ") + why);
}

struct FoundFrame {
    LogFrame frame;
    ByteView payload;
    std::size_t bytes = 0;
};

/// The whole frame at `offset`, if there is one.
std::optional<FoundFrame> frameAt(ByteView content, std::size_t offset, const LogFileHeader& header) {
    if (content.size() < offset + kLogFrameHeaderBytes)
        return std::nullopt;
    const ByteView head = content.subspan(offset, kLogFrameHeaderBytes);
    if (getLe<std::uint32_t>(head) != kFrameMagic || getLe<std::uint64_t>(head.subspan(24)) != header.number ||
        !std::ranges::equal(head.subspan(8, 16), header.store))
        return std::nullopt;
    const std::size_t length = getLe<std::uint32_t>(head.subspan(4));
    if (length > kMaxLogPayload || content.size() - offset - kLogFrameHeaderBytes < length)
        return std::nullopt;
    FoundFrame found;
    found.payload = content.subspan(offset + kLogFrameHeaderBytes, length);
    found.bytes = kLogFrameHeaderBytes + length;
    if (getLe<std::uint32_t>(head.subspan(60)) != crc32c(found.payload, crc32c(head.first(60))))
        return std::nullopt;
    found.frame.frame = getLe<std::uint64_t>(head.subspan(32));
    found.frame.firstSeq = getLe<std::uint64_t>(head.subspan(40));
    found.frame.count = getLe<std::uint32_t>(head.subspan(48));
    found.frame.watermark = getLe<std::uint64_t>(head.subspan(52));
    return found;
}

/// Whether a whole frame begins anywhere behind `offset`.
bool frameBehind(ByteView content, std::size_t offset, const LogFileHeader& header) {
    Bytes magic;
    putLe(magic, kFrameMagic);
    auto from = content.begin() + static_cast<std::ptrdiff_t>(std::min(offset + 1, content.size()));
    while (true) {
        from = std::search(from, content.end(), magic.begin(), magic.end());
        if (from == content.end())
            return false;
        if (frameAt(content, static_cast<std::size_t>(from - content.begin()), header))
            return true;
        ++from;
    }
}

} // namespace

Bytes LogFileHeader::encoded() const {
    Bytes out(magic.begin(), magic.end());
    putLe(out, kLogVersion);
    putLe(out, static_cast<std::uint16_t>(owner.size()));
    out.insert(out.end(), store.begin(), store.end());
    putLe(out, number);
    out.insert(out.end(), owner.begin(), owner.end());
    putLe(out, crc32c(out));
    return out;
}

Bytes frameBinding(const LogFileHeader& header, const LogFrame& frame, std::size_t payloadBytes) {
    Bytes out;
    out.reserve(kLogFrameHeaderBytes);
    putLe(out, kFrameMagic);
    putLe(out, static_cast<std::uint32_t>(payloadBytes));
    out.insert(out.end(), header.store.begin(), header.store.end());
    putLe(out, header.number);
    putLe(out, frame.frame);
    putLe(out, frame.firstSeq);
    putLe(out, frame.count);
    putLe(out, frame.watermark);
    return out;
}

Result<LogWriter> LogWriter::create(Vfs& vfs, const std::filesystem::path& path, LogFileHeader header,
                                    std::uint64_t reserve) {
    if (header.owner.size() > kMaxOwner)
        return fail(ErrorCode::Internal, "a log file's header would be too long");
    const Bytes encoded = header.encoded();
    INFERNO_TRY(auto file, vfs.open(path, OpenMode::CreateExclusive));
    reserve = std::max<std::uint64_t>(reserve, encoded.size());
    INFERNO_CHECK(file->allocate(reserve));
    INFERNO_CHECK(file->write(0, encoded));
    INFERNO_CHECK(file->sync());
    INFERNO_CHECK(vfs.syncFolder(path.parent_path()));
    return LogWriter(std::move(file), std::move(header), reserve, encoded.size());
}

Result<void> LogWriter::append(const LogFrame& frame, ByteView payload) {
    if (payload.size() > kMaxLogPayload)
        return fail(ErrorCode::Internal, "a log frame would be too large");
    buffer_ = frameBinding(header_, frame, payload.size());
    putLe(buffer_, crc32c(payload, crc32c(buffer_)));
    buffer_.insert(buffer_.end(), payload.begin(), payload.end());
    INFERNO_CHECK(file_->write(end_, buffer_));
    end_ += buffer_.size();
    return {};
}

Result<LogScan> readLogHeader(ByteView file, const LogMagic& magic) {
    if (file.size() < kFixedHeader + 4)
        return badHeader("it is cut off");
    if (!std::equal(magic.begin(), magic.end(), file.begin()))
        return badHeader("it is no log of this kind");
    if (const auto version = getLe<std::uint16_t>(file.subspan(8)); version != kLogVersion)
        return badHeader("its version is not known");
    const std::size_t ownerBytes = getLe<std::uint16_t>(file.subspan(10));
    const std::size_t total = kFixedHeader + ownerBytes + 4;
    if (ownerBytes > kMaxOwner || file.size() < total)
        return badHeader("it is cut off");
    if (getLe<std::uint32_t>(file.subspan(total - 4)) != crc32c(file.first(total - 4)))
        return badHeader("its checksum does not hold");
    LogScan scan;
    scan.header.magic = magic;
    std::ranges::copy(file.subspan(12, 16), scan.header.store.begin());
    scan.header.number = getLe<std::uint64_t>(file.subspan(28));
    const ByteView owner = file.subspan(kFixedHeader, ownerBytes);
    scan.header.owner.assign(owner.begin(), owner.end());
    scan.headerBytes = total;
    scan.end = total;
    return scan;
}

Result<LogScan> scanLog(ByteView content, const LogMagic& magic,
                        const std::function<Result<void>(const LogFrame&, std::uint64_t, ByteView)>& each) {
    INFERNO_TRY(LogScan scan, readLogHeader(content, magic));
    while (const auto found = frameAt(content, scan.end, scan.header)) {
        if (found->frame.frame != scan.frames)
            return fail(ErrorCode::IoFailed, "frame " + std::to_string(found->frame.frame) + " stands at offset " +
                                                 std::to_string(scan.end) + " where frame " +
                                                 std::to_string(scan.frames) + " belongs");
        INFERNO_CHECK(each(found->frame, scan.end, found->payload));
        scan.end += found->bytes;
        ++scan.frames;
    }
    std::size_t last = content.size();
    while (last > scan.end && content[last - 1] == 0)
        --last;
    if (last > scan.end) {
        scan.state = frameBehind(content, scan.end, scan.header) ? LogEnd::Damaged : LogEnd::Torn;
        const ByteView rest = content.subspan(scan.end, last - scan.end);
        scan.rest.assign(rest.begin(), rest.end());
    }
    return scan;
}

} // namespace inferno::storage
