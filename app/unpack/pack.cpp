// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/unpack/pack.h"

#include <algorithm>
#include <cerrno>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <KCompressionDevice>
#include <KTar>
#include <QDateTime>
#include <QFile>

namespace inferno::unpack {
namespace {

constexpr qint64 kChunkBytes = 256 * 1024;

Result<std::vector<std::filesystem::path>> filesOf(const std::filesystem::path& folder) {
    std::error_code error;
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        if (!std::filesystem::is_regular_file(entry.symlink_status()))
            return fail(ErrorCode::InputInvalid, entry.path().string() + " is no file",
                        "only files are packed, without folders and links");
        files.push_back(entry.path());
    }
    if (error)
        return std::unexpected(errnoError(error.value(), "reading the folder " + folder.string()));
    std::ranges::sort(files);
    return files;
}

Result<void> addFile(KTar& tar, const std::filesystem::path& path) {
    QFile file(QString::fromStdString(path.string()));
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(errnoError(errno, "opening " + path.string()));
    const auto unpackable = [&] { return fail(ErrorCode::IoFailed, "packing " + path.string()); };
    const QDateTime none = QDateTime::fromSecsSinceEpoch(0);
    const qint64 size = file.size();
    if (!tar.prepareWriting(QString::fromStdString(path.filename().string()), QString(), QString(), size, 0100644, none,
                            none, none))
        return unpackable();
    QByteArray chunk(kChunkBytes, Qt::Uninitialized);
    for (qint64 left = size; left > 0;) {
        const qint64 count = file.read(chunk.data(), std::min<qint64>(chunk.size(), left));
        if (count <= 0 || !tar.writeData(chunk.constData(), count))
            return unpackable();
        left -= count;
    }
    if (!tar.finishWriting(size))
        return unpackable();
    return {};
}

Result<void> compress(QFile& plain, QFile& out) {
    KCompressionDevice device(&out, false, KCompressionDevice::Zstd);
    if (!device.open(QIODevice::WriteOnly))
        return fail(ErrorCode::IoFailed, "zstd cannot be written here");
    plain.seek(0);
    QByteArray chunk(kChunkBytes, Qt::Uninitialized);
    while (true) {
        const qint64 count = plain.read(chunk.data(), chunk.size());
        if (count < 0)
            return fail(ErrorCode::IoFailed, "reading the tar back");
        if (count == 0)
            break;
        if (device.write(chunk.constData(), count) != count)
            return std::unexpected(errnoError(errno, "writing the archive"));
    }
    device.close();
    if (device.error() != QFileDevice::NoError)
        return std::unexpected(errnoError(errno, "writing the archive"));
    return {};
}

} // namespace

Result<void> packFolder(const std::filesystem::path& folder, const std::filesystem::path& archive) {
    INFERNO_TRY(const auto files, filesOf(folder));
    const std::filesystem::path beside = std::filesystem::absolute(archive).parent_path();
    // KTar closes what it wrote: the second descriptor reads it.
    QFile plain;
    QFile written;
    const int unnamed = ::open(beside.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    const int again = unnamed < 0 ? -1 : ::fcntl(unnamed, F_DUPFD_CLOEXEC, 0);
    if (again < 0 || !plain.open(unnamed, QIODevice::ReadWrite, QFileDevice::AutoCloseHandle) ||
        !written.open(again, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle))
        return std::unexpected(errnoError(errno, "making room in " + beside.string()));
    {
        KTar tar(&plain);
        if (!tar.open(QIODevice::WriteOnly))
            return fail(ErrorCode::IoFailed, "a tar cannot be written: " + tar.errorString().toStdString());
        for (const auto& file : files)
            INFERNO_CHECK(addFile(tar, file));
        if (!tar.close())
            return fail(ErrorCode::IoFailed, "the tar cannot be ended: " + tar.errorString().toStdString());
    }
    QFile out;
    const int created = ::open(archive.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (created < 0 || !out.open(created, QIODevice::WriteOnly, QFileDevice::AutoCloseHandle))
        return std::unexpected(errnoError(errno, "creating " + archive.string()));
    INFERNO_CHECK(compress(written, out));
    if (!out.flush() || ::fsync(created) != 0)
        return std::unexpected(errnoError(errno, "writing " + archive.string()));
    return {};
}

} // namespace inferno::unpack
