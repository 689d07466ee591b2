// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/unpack/archive.h"

#include <algorithm>
#include <cerrno>
#include <memory>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <KArchive>
#include <KCompressionDevice>
#include <KTar>
#include <KZip>
#include <QFile>

#include "app/unpack/archive_names.h"
#include "app/unpack/sandbox.h"

namespace inferno::unpack {
namespace {

constexpr qint64 kChunkBytes = 256 * 1024;

std::unexpected<Error> refused(std::string why) {
    return fail(ErrorCode::ArchiveRefused, std::move(why), "nothing was unpacked; have the archive made anew");
}

enum class Format { Zip, Tar, Gzip, Zstd, Xz, Bzip2 };

Result<Format> formatOf(QFile& file) {
    const QByteArray head = file.peek(512);
    const auto starts = [&](const char* magic, int size) { return head.startsWith(QByteArray(magic, size)); };
    if (starts("PK\x03\x04", 4) || starts("PK\x05\x06", 4))
        return Format::Zip;
    if (starts("\x1f\x8b", 2))
        return Format::Gzip;
    if (starts("\x28\xb5\x2f\xfd", 4))
        return Format::Zstd;
    if (starts("\xfd"
               "7zXZ",
               5))
        return Format::Xz;
    if (starts("BZh", 3))
        return Format::Bzip2;
    if (head.mid(257, 5) == QByteArray("ustar"))
        return Format::Tar;
    return refused(file.fileName().toStdString() + " is no zip and no tar archive");
}

KCompressionDevice::CompressionType compressionOf(Format format) {
    switch (format) {
    case Format::Gzip: return KCompressionDevice::GZip;
    case Format::Zstd: return KCompressionDevice::Zstd;
    case Format::Xz: return KCompressionDevice::Xz;
    case Format::Bzip2: return KCompressionDevice::BZip2;
    case Format::Zip:
    case Format::Tar: break;
    }
    return KCompressionDevice::None;
}

/// How many bytes an archive of `packed` bytes may unpack to.
std::uint64_t allowance(std::uint64_t packed, const Limits& limits) {
    return std::min<std::uint64_t>(limits.bytes, (1ULL << 20) + packed * limits.ratio);
}

/// Unpacks the compression around a tar into `plain`.
Result<void> decompress(QFile& file, Format format, QFile& plain, std::uint64_t most) {
    KCompressionDevice device(&file, false, compressionOf(format));
    if (!device.open(QIODevice::ReadOnly))
        return refused("its compression cannot be read");
    QByteArray chunk(kChunkBytes, Qt::Uninitialized);
    std::uint64_t total = 0;
    while (true) {
        const qint64 count = device.read(chunk.data(), chunk.size());
        if (count < 0)
            return refused("its compression is damaged");
        if (count == 0)
            break;
        total += static_cast<std::uint64_t>(count);
        if (total > most)
            return refused("it unpacks to more than " + std::to_string(most) + " bytes");
        if (plain.write(chunk.constData(), count) != count)
            return std::unexpected(errnoError(errno, "writing the unpacked tar"));
    }
    plain.seek(0);
    return {};
}

bool soundName(const QString& name) {
    if (name.isEmpty() || name == QStringLiteral(".") || name == QStringLiteral("..") || name.size() > 255)
        return false;
    for (const QChar c : name)
        if (c == QLatin1Char('/') || c == QLatin1Char('\\') || c.category() == QChar::Other_Control)
            return false;
    return true;
}

/// An archive's tree, flattened: parents before their children.
struct Item {
    Entry entry;
    const KArchiveFile* file = nullptr;
};

Result<void> collect(const KArchiveDirectory& folder, const std::string& prefix, const Limits& limits,
                     std::vector<Item>& items) {
    for (const QString& name : folder.entries()) {
        const KArchiveEntry* entry = folder.entry(name);
        const std::string path = prefix + name.toStdString();
        if (!entry || !soundName(name))
            return refused("the name '" + path + "' is not allowed in an archive");
        if (!entry->symLinkTarget().isEmpty())
            return refused("'" + path + "' is a link");
        if (items.size() >= limits.entries)
            return refused("it has more than " + std::to_string(limits.entries) + " entries");
        if (entry->isDirectory()) {
            items.push_back({{path, 0, true}, nullptr});
            INFERNO_CHECK(collect(*static_cast<const KArchiveDirectory*>(entry), path + "/", limits, items));
        } else {
            const auto* file = static_cast<const KArchiveFile*>(entry);
            if (const auto* zipped = dynamic_cast<const KZipFileEntry*>(file))
                INFERNO_CHECK(checkName(zipped->path().toUtf8()));
            if (file->size() < 0)
                return refused("'" + path + "' has no size");
            items.push_back({{path, static_cast<std::uint64_t>(file->size()), false}, file});
        }
    }
    return {};
}

Result<void> writeFile(const Item& item, const std::filesystem::path& path, std::uint64_t& left) {
    const std::unique_ptr<QIODevice> source(item.file->createDevice());
    if (!source)
        return refused("'" + item.entry.path + "' cannot be read");
    QFile out(QString::fromStdString(path.string()));
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (descriptor < 0 || !out.open(descriptor, QIODevice::WriteOnly, QFileDevice::AutoCloseHandle))
        return std::unexpected(errnoError(errno, "creating " + path.string()));
    QByteArray chunk(kChunkBytes, Qt::Uninitialized);
    std::uint64_t written = 0;
    while (true) {
        const qint64 count = source->read(chunk.data(), chunk.size());
        if (count < 0)
            return refused("'" + item.entry.path + "' is damaged");
        if (count == 0)
            break;
        written += static_cast<std::uint64_t>(count);
        if (written > left)
            return refused("it unpacks to more than it says");
        if (out.write(chunk.constData(), count) != count)
            return std::unexpected(errnoError(errno, "writing " + path.string()));
    }
    left -= written;
    if (written != item.entry.size)
        return refused("'" + item.entry.path + "' has " + std::to_string(written) + " bytes and says " +
                       std::to_string(item.entry.size));
    if (!out.flush())
        return std::unexpected(errnoError(errno, "writing " + path.string()));
    return {};
}

Result<void> writeAll(const std::vector<Item>& items, const std::filesystem::path& target, std::uint64_t most) {
    for (const Item& item : items) {
        const std::filesystem::path path = target / item.entry.path;
        if (item.file)
            INFERNO_CHECK(writeFile(item, path, most));
        else if (::mkdir(path.c_str(), 0700) != 0)
            return std::unexpected(errnoError(errno, "making the folder " + path.string()));
    }
    return {};
}

/// A file without a name, for the tar inside a compressed archive.
Result<void> openUnnamed(QFile& file, const std::filesystem::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (descriptor < 0 || !file.open(descriptor, QIODevice::ReadWrite, QFileDevice::AutoCloseHandle))
        return std::unexpected(errnoError(errno, "making room in " + folder.string()));
    return {};
}

} // namespace

Result<std::vector<Entry>> readArchive(const std::filesystem::path& archive, const std::filesystem::path& target,
                                       const Limits& limits) {
    QFile file(QString::fromStdString(archive.string()));
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(errnoError(errno, "opening " + archive.string()));
    if (!target.empty() && !std::filesystem::is_empty(target))
        return fail(ErrorCode::InputInvalid, target.string() + " is not empty", "name an empty folder");
    QFile plain;
    INFERNO_CHECK(openUnnamed(plain, target.empty() ? std::filesystem::temp_directory_path() : target));
    INFERNO_CHECK(enterSandbox(target, limits.bytes));

    const std::uint64_t most = allowance(static_cast<std::uint64_t>(file.size()), limits);
    INFERNO_TRY(const Format format, formatOf(file));
    QIODevice* device = &file;
    if (format != Format::Zip && format != Format::Tar) {
        INFERNO_CHECK(decompress(file, format, plain, most));
        device = &plain;
    }
    std::unique_ptr<KArchive> reader;
    if (format == Format::Zip) {
        reader = std::make_unique<KZip>(device);
    } else {
        INFERNO_CHECK(checkTarNames(*device));
        reader = std::make_unique<KTar>(device);
    }
    if (!reader->open(QIODevice::ReadOnly))
        return refused("it is damaged: " + reader->errorString().toStdString());

    std::vector<Item> items;
    INFERNO_CHECK(collect(*reader->directory(), {}, limits, items));
    std::uint64_t total = 0;
    for (const Item& item : items)
        if ((total += item.entry.size) > most)
            return refused("it unpacks to more than " + std::to_string(most) + " bytes");
    if (!target.empty())
        INFERNO_CHECK(writeAll(items, target, most));
    std::vector<Entry> entries;
    entries.reserve(items.size());
    for (Item& item : items)
        entries.push_back(std::move(item.entry));
    return entries;
}

} // namespace inferno::unpack
