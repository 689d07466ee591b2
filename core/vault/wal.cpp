// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/wal.h"

#include <algorithm>
#include <charconv>

namespace inferno::vault {
namespace {

constexpr std::size_t kOwnerBytes = 8 + 4 + 8 + 32 + 32 + 1;
/// A file is read as a whole; it is a little larger than its reserve at most.
constexpr std::uint64_t kMaxWalFile = 1ULL << 30;

std::unexpected<Error> altered(const std::string& what) {
    return fail(ErrorCode::VaultAltered, what, "run inferno audit verify");
}

/// Header hash ‖ the frame's header: a frame opens in its own place of its own file alone.
Bytes frameAad(const Hash& headerHash, const storage::LogFileHeader& header, const storage::LogFrame& frame,
               std::size_t payloadBytes) {
    Bytes aad(headerHash.begin(), headerHash.end());
    const Bytes binding = storage::frameBinding(header, frame, payloadBytes);
    aad.insert(aad.end(), binding.begin(), binding.end());
    return aad;
}

/// u32 raw size ‖ GCM(lz4(marks ‖ blobs ‖ records)).
Result<WalBatch> openFrame(const storage::LogFrame& frame, ByteView payload, const storage::LogFileHeader& header,
                           const Hash& headerHash, const DerivedKey& derived, GcmCipher& cipher,
                           storage::BlockCodec& codec) {
    if (payload.size() < 4 + GcmCipher::kTagSize)
        return altered("it is too short");
    const std::size_t rawSize = getLe<std::uint32_t>(payload);
    if (rawSize > storage::kMaxLogPayload)
        return altered("it says that it is too long");
    Bytes aad = frameAad(headerHash, header, frame, payload.size());
    aad.insert(aad.end(), payload.begin(), payload.begin() + 4);
    Bytes packed(payload.size() - 4 - GcmCipher::kTagSize);
    INFERNO_CHECK(cipher.open(derived.nonce(frame.frame), aad, payload.subspan(4), packed));
    INFERNO_TRY(const Bytes raw, codec.decompress(storage::Codec::Lz4, packed, rawSize));
    ByteReader reader(raw);
    WalBatch batch;
    batch.firstSeq = frame.firstSeq;
    const auto marksBytes = reader.number<std::uint32_t>();
    ByteReader marks(reader.take(marksBytes));
    batch.marks = Marks::read(marks);
    if (!reader.ok() || !marks.atEnd())
        return altered("its marks cannot be read");
    const ByteView blobs = reader.take(reader.number<std::uint32_t>());
    if (!reader.ok())
        return altered("its blobs are cut off");
    INFERNO_TRY(batch.records, RecordSet::parse(ByteView(raw).subspan(8 + marksBytes + blobs.size()), frame.count));
    INFERNO_CHECK(batch.records.takeBlobs(blobs));
    INFERNO_CHECK(batch.records.checkBlobs());
    return batch;
}

/// What `put` appends, behind its length (u32).
template <typename Put>
void putSized(Bytes& out, Put put) {
    const std::size_t begin = out.size();
    putLe(out, std::uint32_t{0});
    put(out);
    const auto length = static_cast<std::uint32_t>(out.size() - begin - 4);
    for (std::size_t i = 0; i < 4; ++i)
        out[begin + i] = static_cast<std::uint8_t>(length >> (8 * i));
}

constexpr std::size_t kHeaderBytes = 36 + kOwnerBytes + 4;

/// A file that was being made holds a part of its header at most, and nothing behind it.
bool wasBeingMade(ByteView content) {
    const ByteView behind = content.subspan(std::min(kHeaderBytes, content.size()));
    return std::ranges::all_of(behind, [](std::uint8_t byte) { return byte == 0; });
}

} // namespace

storage::LogFileHeader WalHeader::framed(const Uuid& vault) const {
    storage::LogFileHeader header{kWalMagic, vault, number, {}};
    putLe(header.owner, firstSeq);
    putLe(header.owner, static_cast<std::uint32_t>(key));
    putLe(header.owner, createdNs);
    header.owner.insert(header.owner.end(), salt.begin(), salt.end());
    header.owner.insert(header.owner.end(), commitment.begin(), commitment.end());
    putLe(header.owner, static_cast<std::uint8_t>(takesOver));
    return header;
}

Result<WalHeader> WalHeader::parse(const storage::LogFileHeader& header, const Uuid& vault) {
    if (header.store != vault)
        return altered("the log file belongs to another vault");
    if (header.owner.size() != kOwnerBytes)
        return altered("the log file's header has the wrong length");
    ByteReader reader(header.owner);
    WalHeader wal;
    wal.number = header.number;
    wal.firstSeq = reader.number<std::uint64_t>();
    wal.key = DataKeyId{reader.number<std::uint32_t>()};
    wal.createdNs = reader.number<std::int64_t>();
    wal.salt = reader.array<32>();
    wal.commitment = reader.array<32>();
    const auto takesOver = reader.number<std::uint8_t>();
    if (takesOver > 1)
        return altered("the log file's header cannot be read");
    wal.takesOver = takesOver == 1;
    return wal;
}

std::filesystem::path walPath(const std::filesystem::path& vaultFolder, std::uint64_t number) {
    std::string digits = std::to_string(number);
    digits.insert(0, digits.size() < 10 ? 10 - digits.size() : 0, '0');
    return vaultFolder / "wal" / (digits + ".wal");
}

Result<std::vector<std::uint64_t>> listWal(Vfs& vfs, const std::filesystem::path& vaultFolder) {
    std::vector<std::uint64_t> numbers;
    if (!exists(vfs, vaultFolder / "wal"))
        return numbers;
    INFERNO_TRY(const auto entries, vfs.list(vaultFolder / "wal"));
    for (const FileInfo& entry : entries) {
        std::uint64_t number = 0;
        const char* begin = entry.name.data();
        const auto [end, error] = std::from_chars(begin, begin + entry.name.size(), number);
        if (!entry.directory && error == std::errc{} && walPath(vaultFolder, number).filename() == entry.name)
            numbers.push_back(number);
    }
    std::ranges::sort(numbers);
    return numbers;
}

WalWriter::WalWriter(storage::LogWriter file, WalHeader header, DerivedKey key)
    : file_(std::move(file)), header_(header), derived_(std::move(key)), cipher_(derived_.key),
      headerHash_(sha256(file_.header().encoded())) {}

Result<WalWriter> WalWriter::create(Vfs& vfs, const Clock& clock, const std::filesystem::path& vaultFolder,
                                    const Uuid& vault, std::uint64_t number, std::uint64_t firstSeq, const DataKey& key,
                                    std::uint64_t reserve, bool takesOver) {
    const WallTime now = clock.now();
    WalHeader header{number, firstSeq, key.id, now.time_since_epoch().count(), freshSalt(now), {}, takesOver};
    INFERNO_TRY(auto derived, deriveKey(key.dek, vault, number, KeyKind::Log, header.salt));
    header.commitment = derived.commitment;
    INFERNO_TRY(auto file,
                storage::LogWriter::create(vfs, walPath(vaultFolder, number), header.framed(vault), reserve));
    return WalWriter(std::move(file), header, std::move(derived));
}

Result<void> WalWriter::commit(const WalBatch& batch, std::uint64_t watermark) {
    Bytes raw;
    putSized(raw, [&](Bytes& out) { batch.marks.serializeTo(out); });
    putSized(raw, [&](Bytes& out) { batch.records.serializeBlobsTo(out); });
    batch.records.serializeTo(raw);
    INFERNO_TRY(const Bytes packed, codec_.compress(storage::Codec::Lz4, 0, raw));

    Bytes payload;
    putLe(payload, static_cast<std::uint32_t>(raw.size()));
    payload.resize(4 + packed.size() + GcmCipher::kTagSize);
    const storage::LogFrame frame{frames_, batch.firstSeq, static_cast<std::uint32_t>(batch.records.size()), watermark};
    Bytes aad = frameAad(headerHash_, file_.header(), frame, payload.size());
    aad.insert(aad.end(), payload.begin(), payload.begin() + 4);
    INFERNO_CHECK(cipher_.seal(derived_.nonce(frames_), aad, packed, std::span(payload).subspan(4)));
    INFERNO_CHECK(file_.append(frame, payload));
    INFERNO_CHECK(file_.sync());
    ++frames_;
    return {};
}

Result<std::optional<WalHeader>> readWalHeader(Vfs& vfs, const std::filesystem::path& path, const Uuid& vault) {
    Bytes start(kHeaderBytes);
    INFERNO_TRY(const auto file, vfs.open(path, OpenMode::Read));
    INFERNO_TRY(const std::size_t got, file->read(0, start));
    start.resize(got);
    const auto head = storage::readLogHeader(start, kWalMagic);
    if (!head) {
        INFERNO_TRY(const Bytes content, readFile(vfs, path, kMaxWalFile));
        if (wasBeingMade(content))
            return std::nullopt;
        return altered(path.filename().string() + ", offset 0: " + head.error().detail);
    }
    INFERNO_TRY(const WalHeader header, WalHeader::parse(head->header, vault));
    return header;
}

std::vector<std::uint64_t> walLimits(Vfs& vfs, const std::filesystem::path& vaultFolder, const Uuid& vault,
                                     std::span<const std::uint64_t> numbers) {
    std::vector<std::uint64_t> limits(numbers.size(), kNoLimit);
    std::uint64_t limit = kNoLimit;
    for (std::size_t i = numbers.size(); i-- > 0;) {
        limits[i] = limit;
        const auto header = readWalHeader(vfs, walPath(vaultFolder, numbers[i]), vault);
        if (!header || !*header)
            continue;
        limit = (*header)->takesOver ? std::min(limit, (*header)->firstSeq) : kNoLimit;
    }
    return limits;
}

Result<bool> counts(std::uint64_t firstSeq, std::uint64_t records, std::uint64_t limit) {
    if (firstSeq >= limit)
        return false;
    if (records > limit - firstSeq)
        return altered("a frame of records from " + std::to_string(firstSeq) +
                       " goes beyond where the next file takes over, " + std::to_string(limit));
    return true;
}

Result<WalScan> readWal(Vfs& vfs, const std::filesystem::path& path, const KeyStore& keys,
                        const std::function<Result<void>(WalBatch, std::uint64_t)>& each, std::uint64_t limit) {
    const std::string name = path.filename().string();
    INFERNO_TRY(const Bytes content, readFile(vfs, path, kMaxWalFile));
    WalScan result;
    const auto head = storage::readLogHeader(content, kWalMagic);
    if (!head && wasBeingMade(content)) {
        result.noHeader = true;
        return result;
    }
    if (!head)
        return altered(name + ", offset 0: " + head.error().detail);
    INFERNO_TRY(result.header, WalHeader::parse(head->header, keys.vaultId()));
    INFERNO_TRY(const auto dataKey, keys.key(result.header.key));
    INFERNO_TRY(const auto derived,
                deriveKey(dataKey->dek, keys.vaultId(), result.header.number, KeyKind::Log, result.header.salt));
    if (!equalConstantTime(derived.commitment, result.header.commitment) ||
        walPath({}, result.header.number).filename() != name)
        return altered(name + ", offset 0: the header does not belong to this key or this name");

    GcmCipher cipher(derived.key);
    storage::BlockCodec codec;
    const Hash headerHash = sha256(ByteView(content).first(head->headerBytes));
    bool callersError = false;
    auto scan =
        storage::scanLog(content, kWalMagic,
                         [&](const storage::LogFrame& frame, std::uint64_t offset, ByteView payload) -> Result<void> {
                             auto batch = openFrame(frame, payload, head->header, headerHash, derived, cipher, codec);
                             if (!batch)
                                 return failBecause(batch.error(), ErrorCode::VaultAltered,
                                                    name + ", offset " + std::to_string(offset) + ": frame " +
                                                        std::to_string(frame.frame) + " does not open",
                                                    "run inferno audit verify");
                             INFERNO_TRY(const bool mine, counts(frame.firstSeq, frame.count, limit));
                             if (!mine)
                                 return {};
                             auto taken = each(std::move(*batch), offset);
                             callersError = !taken;
                             return taken;
                         });
    if (!scan) {
        if (callersError || scan.error().code == ErrorCode::VaultAltered)
            return std::unexpected(std::move(scan).error());
        return altered(name + ": " + scan.error().detail);
    }
    result.frames = scan->frames;
    result.end = scan->end;
    if (scan->state == storage::LogEnd::Torn && limit != kNoLimit)
        return result; // the frame whose writing failed: the next file has what was in it
    result.state = scan->state;
    result.rest = std::move(scan->rest);
    return result;
}

} // namespace inferno::vault
