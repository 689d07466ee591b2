// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/unpack/archive_names.h"

#include <algorithm>

namespace inferno::unpack {
namespace {

constexpr qint64 kBlock = 512;
constexpr qint64 kLongestName = 64 * 1024;

QByteArray textAt(const QByteArray& block, int from, int size) {
    const QByteArray field = block.mid(from, size);
    const auto end = static_cast<int>(field.indexOf('\0'));
    return end < 0 ? field : field.left(end);
}

/// A number of a header: octal, or binary where the first bit is set.
qint64 sizeIn(const QByteArray& block) {
    const QByteArray field = block.mid(124, 12);
    qint64 size = 0;
    if (static_cast<unsigned char>(field[0]) & 0x80U) {
        for (int i = 4; i < field.size(); ++i)
            size = (size << 8 | static_cast<unsigned char>(field[i])) & 0x00FFFFFFFFFFFFFF;
        return size;
    }
    for (const char c : field)
        if (c >= '0' && c <= '7')
            size = size * 8 + (c - '0');
    return size;
}

/// The path in the records of a pax header ("LENGTH KEY=VALUE\n"); empty for none.
QByteArray paxPathIn(const QByteArray& records) {
    for (int at = 0; at < records.size();) {
        const auto blank = static_cast<int>(records.indexOf(' ', at));
        const int length = blank < 0 ? 0 : records.mid(at, blank - at).toInt();
        if (length <= 0 || length > records.size() - at)
            break;
        const QByteArray record = records.mid(blank + 1, at + length - blank - 2);
        if (record.startsWith("path="))
            return record.mid(5);
        at += length;
    }
    return {};
}

} // namespace

Result<void> checkName(const QByteArray& name) {
    if (!name.startsWith('/'))
        return {};
    return fail(ErrorCode::ArchiveRefused, "the path '" + name.toStdString() + "' is absolute",
                "nothing was unpacked; have the archive made anew");
}

Result<void> checkTarNames(QIODevice& tar) {
    QByteArray longName;
    for (qint64 at = 0; tar.seek(at);) {
        const QByteArray block = tar.read(kBlock);
        if (block.size() < kBlock || block[0] == '\0')
            break;
        const qint64 size = sizeIn(block);
        const char type = block[156];
        if (type == 'L' || type == 'x') {
            const QByteArray content = tar.read(std::min<qint64>(size, kLongestName));
            const QByteArray found = type == 'L' ? textAt(content, 0, content.size()) : paxPathIn(content);
            if (!found.isEmpty())
                longName = found;
        } else if (type != 'g' && type != 'K') {
            QByteArray name = textAt(block, 0, 100);
            if (const QByteArray prefix = textAt(block, 345, 155); !prefix.isEmpty() && block.mid(257, 5) == "ustar")
                name = QByteArray(prefix).append('/').append(name);
            INFERNO_CHECK(checkName(longName.isEmpty() ? name : longName));
            longName.clear();
        }
        at += kBlock + (size + kBlock - 1) / kBlock * kBlock;
    }
    tar.seek(0);
    return {};
}

} // namespace inferno::unpack
