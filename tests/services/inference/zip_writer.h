// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QtEndian>

namespace inferno::tests {

/// Writes a zip (PKWARE's APPNOTE, 4.3) with any names and modes, also those that no honest program writes.
class ZipWriter {
public:
    static constexpr quint32 kFile = 0100644;
    static constexpr quint32 kLink = 0120777;

    void add(const QByteArray& name, const QByteArray& content, quint32 mode = kFile, bool deflated = false) {
        // qCompress puts a length of 4 bytes and zlib's 2 in front, and its checksum of 4 behind.
        const QByteArray packed = deflated ? qCompress(content, 9) : content;
        const QByteArray data = deflated ? packed.mid(6, packed.size() - 10) : packed;
        QByteArray common; // of the local header and of the directory's
        common += le16(20) + le16(0x0800) + le16(deflated ? 8 : 0) + le16(0) + le16(0x21) + le32(crc32(content)) +
                  le32(static_cast<quint32>(data.size())) + le32(static_cast<quint32>(content.size())) +
                  le16(static_cast<quint16>(name.size())) + le16(0);
        directory_ += "PK\x01\x02" + le16(0x0314) + common + le16(0) + le16(0) + le16(0) + le32(mode << 16) +
                      le32(static_cast<quint32>(files_.size())) + name;
        files_ += "PK\x03\x04" + common + name + data;
        ++count_;
    }

    QByteArray end() const {
        return files_ + directory_ + "PK\x05\x06" + le16(0) + le16(0) + le16(count_) + le16(count_) +
               le32(static_cast<quint32>(directory_.size())) + le32(static_cast<quint32>(files_.size())) + le16(0);
    }

private:
    template <typename Int>
    static QByteArray le(Int value) {
        value = qToLittleEndian(value);
        return {reinterpret_cast<const char*>(&value), sizeof value};
    }
    static QByteArray le16(quint16 value) { return le(value); }
    static QByteArray le32(quint32 value) { return le(value); }

    static quint32 crc32(const QByteArray& bytes) {
        quint32 crc = ~0U;
        for (const char byte : bytes) {
            crc ^= static_cast<quint8>(byte);
            for (int bit = 0; bit < 8; ++bit)
                crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xEDB88320U : 0);
        }
        return ~crc;
    }

    QByteArray files_;
    QByteArray directory_;
    quint16 count_ = 0;
};

} // namespace inferno::tests
