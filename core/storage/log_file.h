// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "core/base/bytes.h"
#include "core/base/error.h"
#include "core/base/ids.h"
#include "core/base/vfs.h"

/// The framing of a write-ahead log file: a header, then frames, then zeros up to the reserved size. A frame is written
/// and synced before the next one is begun, so that after a crash only the last frame can be incomplete: a bad frame
/// with a whole one behind it was damaged, not torn. What is in a frame (and its encryption) is its owner's business.
/// Layout: docs/formats/wal.md. Integers are little-endian. A LogWriter belongs to one thread at a time.

namespace inferno::storage {

/// Says whose log it is: eight bytes at the start of each file.
using LogMagic = std::array<char, 8>;

struct LogFileHeader {
    LogMagic magic{};
    Uuid store{};             ///< the vault's or log store's id
    std::uint64_t number = 0; ///< of this file; rises
    Bytes owner;              ///< at most 4,000 bytes of the owner's

    /// With its checksum.
    Bytes encoded() const;
};

constexpr std::uint16_t kLogVersion = 1;
constexpr std::size_t kLogFrameHeaderBytes = 64;
/// No frame's payload is larger.
constexpr std::size_t kMaxLogPayload = 64ULL << 20;

struct LogFrame {
    std::uint64_t frame = 0; ///< from 0 in each file, without gaps
    std::uint64_t firstSeq = 0;
    std::uint32_t count = 0;
    std::uint64_t watermark = 0; ///< everything below this seq was durable before this frame was written
};

/// The frame's header as it is stored, but for its checksum: what encryption binds the payload to.
Bytes frameBinding(const LogFileHeader& header, const LogFrame& frame, std::size_t payloadBytes);

class LogWriter {
public:
    /// Makes a new file of `reserve` bytes, durable with its name when this returns. Errors: io.exists, disk.full, io.*
    static Result<LogWriter> create(Vfs& vfs, const std::filesystem::path& path, LogFileHeader header,
                                    std::uint64_t reserve);

    /// Writes one frame behind the last; durable only after `sync`.
    Result<void> append(const LogFrame& frame, ByteView payload);
    Result<void> sync() { return file_->sync(); }

    const LogFileHeader& header() const { return header_; }
    std::uint64_t end() const { return end_; } ///< offset behind the last frame
    bool hasRoomFor(std::size_t payloadBytes) const { return end_ + kLogFrameHeaderBytes + payloadBytes <= reserve_; }

private:
    LogWriter(std::unique_ptr<File> file, LogFileHeader header, std::uint64_t reserve, std::uint64_t end)
        : file_(std::move(file)), header_(std::move(header)), reserve_(reserve), end_(end) {}

    std::unique_ptr<File> file_;
    LogFileHeader header_;
    std::uint64_t reserve_;
    std::uint64_t end_;
    Bytes buffer_;
};

/// What a scan of a file found behind its last whole frame.
enum class LogEnd {
    Clean,  ///< nothing but zeros
    Torn,   ///< an incomplete frame and none behind it
    Damaged ///< a bad frame with whole ones behind it
};

struct LogScan {
    LogFileHeader header;
    std::uint64_t headerBytes = 0;
    std::uint64_t frames = 0;
    std::uint64_t end = 0; ///< offset behind the last whole frame
    LogEnd state = LogEnd::Clean;
    Bytes rest; ///< if Torn: the bytes from `end` to the last that is not zero
};

/// Reads the header alone. Errors: io.failed (no such log, or its header is damaged), input.too_large.
Result<LogScan> readLogHeader(ByteView file, const LogMagic& magic);
/// Reads a file's frames in order; `each` gets a frame with its offset and payload and may stop the scan with an error,
/// which is passed on. The file is `content`, as a whole.
Result<LogScan> scanLog(ByteView content, const LogMagic& magic,
                        const std::function<Result<void>(const LogFrame&, std::uint64_t offset, ByteView)>& each);

} // namespace inferno::storage
