// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/segment_stub.h"

#include <algorithm>
#include <charconv>

#include "core/vault/byte_reader.h"
#include "core/vault/signed_note.h"

namespace inferno::vault {
namespace {

constexpr std::array<std::uint8_t, 8> kMagic = {'I', 'N', 'F', 'S', 'T', 'U', 'B', '\n'};
constexpr std::array<std::uint8_t, 8> kEnd = {'I', 'N', 'F', 'S', 'T', 'U', 'B', 'E'};
constexpr std::uint64_t kMaxStubBytes = 256ULL << 20;
constexpr std::size_t kKeptBytes = 1 + 8 + 32;

std::unexpected<Error> altered(const std::string& what) {
    return fail(ErrorCode::VaultAltered, what, "run inferno audit verify");
}

std::unexpected<Error> alteredFile(const std::string& name, const std::string& what) {
    return altered(name + ", offset 0: " + what);
}

template <typename Container>
void putAll(Bytes& out, const Container& bytes) {
    out.insert(out.end(), bytes.begin(), bytes.end());
}

template <typename Container>
void putCounted(Bytes& out, const Container& bytes) {
    putLe(out, static_cast<std::uint32_t>(bytes.size()));
    putAll(out, bytes);
}

/// What the stub's own note says: which segment, and the hash of all bytes in front of the note.
std::string noteText(const SegmentTrailer& trailer, ByteView bytes) {
    return trailer.origin.substr(0, trailer.origin.rfind('/')) + "/stub\nsegment " + std::to_string(trailer.number) +
           "\nrecords " + std::to_string(trailer.firstSeq) + " " + std::to_string(trailer.nextSeq) + "\nstub " +
           toHex(sha256(bytes)) + "\n";
}

} // namespace

SegmentFooter SegmentStub::footer() const {
    SegmentFooter footer;
    footer.nextSeq = trailer.nextSeq;
    footer.nextWal = nextWal;
    footer.groups = groups;
    footer.leaves = leaves;
    return footer;
}

void SegmentStub::addNodes(KeptNodes& nodes, std::uint64_t group) const {
    for (const KeptNodes::Entry& entry : kept)
        if (entry.id.index << entry.id.level >> kGroupLevel == group)
            nodes.add(entry);
    if (group == trailer.nextSeq / kGroupSize)
        for (std::size_t i = 0; i < leaves.size(); ++i)
            nodes.add({{0, group * kGroupSize + i}, leaves[i]});
}

Result<Bytes> SegmentStub::serialized(const NoteSigner& signer) const {
    Bytes out;
    putAll(out, kMagic);
    putLe(out, copies.empty() ? kStubVersion : kStubOfThinnedVersion);
    putCounted(out, headerBytes);
    putCounted(out, trailerNote);
    putLe(out, bytes);
    putLe(out, nextWal);
    for (const std::int64_t time : {firstNs, lastNs, firstReceivedNs, lastReceivedNs})
        putLe(out, time);
    putLe(out, prunedBy);
    putLe(out, static_cast<std::uint8_t>(archived ? 1 : 0));
    if (!copies.empty()) {
        putLe(out, static_cast<std::uint16_t>(copies.size()));
        for (const DataKeyId id : copies)
            putLe(out, static_cast<std::uint32_t>(id));
    }
    for (const std::vector<Hash>* hashes : {&groups, &leaves}) {
        putLe(out, static_cast<std::uint32_t>(hashes->size()));
        for (const Hash& hash : *hashes)
            putAll(out, hash);
    }
    putLe(out, static_cast<std::uint32_t>(kept.size()));
    for (const KeptNodes::Entry& entry : kept) {
        putLe(out, static_cast<std::uint8_t>(entry.id.level));
        putLe(out, entry.id.index);
        putAll(out, entry.hash);
    }
    putLe(out, static_cast<std::uint8_t>(marks ? 1 : 0));
    if (marks) {
        putLe(out, static_cast<std::uint32_t>(marks->key));
        putAll(out, marks->salt);
        putAll(out, marks->commitment);
        putCounted(out, marks->sealed);
    }
    INFERNO_TRY(const std::string note, signer.signedNote(noteText(trailer, out)));
    putAll(out, note);
    putLe(out, static_cast<std::uint32_t>(note.size()));
    putAll(out, kEnd);
    return out;
}

Result<SegmentStub> SegmentStub::parse(ByteView file, const std::string& name, const Uuid& vault,
                                       std::span<const VerifierKey> verifiers) {
    constexpr std::size_t kEndBytes = 4 + kEnd.size();
    if (file.size() < kEndBytes || !std::ranges::equal(file.last(kEnd.size()), kEnd))
        return alteredFile(name, "the stub's end is missing");
    const std::size_t noteBytes = getLe<std::uint32_t>(file.last(kEndBytes));
    if (noteBytes > file.size() - kEndBytes)
        return alteredFile(name, "the length of the stub's note is wrong");
    const ByteView body = file.first(file.size() - kEndBytes - noteBytes);
    ByteReader reader(body);
    SegmentStub stub;
    const bool isStub = reader.array<8>() == kMagic;
    const auto version = reader.number<std::uint16_t>();
    if (isStub && reader.ok() && version != kStubVersion && version != kStubOfThinnedVersion)
        return fail(ErrorCode::VaultVersion, name + " is a stub of version " + std::to_string(version),
                    "read it with the Inferno that wrote it, or a newer one");
    const ByteView header = reader.take(reader.count<std::uint32_t>(1));
    stub.headerBytes.assign(header.begin(), header.end());
    stub.trailerNote = asText(reader.take(reader.count<std::uint32_t>(1)));
    stub.bytes = reader.number<std::uint64_t>();
    stub.nextWal = reader.number<std::uint64_t>();
    for (std::int64_t* time : {&stub.firstNs, &stub.lastNs, &stub.firstReceivedNs, &stub.lastReceivedNs})
        *time = reader.number<std::int64_t>();
    stub.prunedBy = reader.number<std::uint64_t>();
    const auto archived = reader.number<std::uint8_t>();
    stub.archived = archived == 1;
    if (version == kStubOfThinnedVersion) {
        stub.copies.resize(reader.count<std::uint16_t>(4));
        for (DataKeyId& id : stub.copies)
            id = DataKeyId{reader.number<std::uint32_t>()};
    }
    for (std::vector<Hash>* hashes : {&stub.groups, &stub.leaves}) {
        hashes->resize(reader.count<std::uint32_t>(32));
        for (Hash& hash : *hashes)
            hash = reader.array<32>();
    }
    stub.kept.resize(reader.count<std::uint32_t>(kKeptBytes));
    for (KeptNodes::Entry& entry : stub.kept) {
        entry.id.level = reader.number<std::uint8_t>();
        entry.id.index = reader.number<std::uint64_t>();
        entry.hash = reader.array<32>();
    }
    const auto hasMarks = reader.number<std::uint8_t>();
    if (hasMarks == 1) {
        stub.marks = SealedMarks{};
        SealedMarks& marks = *stub.marks;
        marks.key = DataKeyId{reader.number<std::uint32_t>()};
        marks.salt = reader.array<32>();
        marks.commitment = reader.array<32>();
        const ByteView sealed = reader.take(reader.count<std::uint32_t>(1));
        marks.sealed.assign(sealed.begin(), sealed.end());
    }
    if (!isStub || !reader.atEnd() || archived > 1 || hasMarks > 1)
        return alteredFile(name, "the stub cannot be read");
    if (auto understood = stub.understand(vault, verifiers); !understood)
        return alteredFile(name, understood.error().detail);
    const auto note = openNote(asText(file.subspan(body.size(), noteBytes)), verifiers);
    if (!note)
        return alteredFile(name, "the stub's signature does not hold (" + note.error().detail + ")");
    if (note->text != noteText(stub.trailer, body) || note->verified.size() != 1 || !note->unverified.empty())
        return alteredFile(name, "the stub is not the one that its note signs");
    if (stubPath({}, stub.trailer.number).filename() != name)
        return alteredFile(name, "the file holds the stub of segment " + std::to_string(stub.trailer.number));
    return stub;
}

Result<void> SegmentStub::understand(const Uuid& vault, std::span<const VerifierKey> verifiers) {
    std::size_t length = 0;
    INFERNO_TRY(header, SegmentHeader::parse(headerBytes, length));
    headerHash = sha256(headerBytes);
    const auto note = openNote(trailerNote, verifiers);
    if (!note)
        return altered("the signature of the segment's trailer does not hold (" + note.error().detail + ")");
    INFERNO_TRY(trailer, SegmentTrailer::parse(note->text));
    trailerHash = sha256(asBytes(trailerNote));
    if (length != headerBytes.size() || header.thinned || header.vault != vault ||
        trailer.origin != originOf(vault) + "/segment" || trailer.header != headerHash ||
        trailer.number != header.number || trailer.firstSeq != header.firstSeq || trailer.nextSeq <= trailer.firstSeq)
        return altered("header and trailer are not those of one segment of this vault");
    const std::uint64_t open = trailer.nextSeq % kGroupSize;
    if (leaves.size() != open || groups.size() != trailer.nextSeq / kGroupSize - trailer.firstSeq / kGroupSize)
        return altered("it does not have as many hashes as its records make");
    for (const KeptNodes::Entry& entry : kept)
        if (entry.id.level >= kGroupLevel || entry.id.index > trailer.nextSeq ||
            entry.id.index < trailer.firstSeq >> entry.id.level ||
            (entry.id.index + 1) << entry.id.level > trailer.nextSeq)
            return altered("it keeps the hash of a subtree that is not its own");
    return {};
}

Result<SegmentStub> SegmentStub::read(Vfs& vfs, const std::filesystem::path& path, const Uuid& vault,
                                      std::span<const VerifierKey> verifiers) {
    INFERNO_TRY(const Bytes file, readFile(vfs, path, kMaxStubBytes));
    return parse(file, path.filename().string(), vault, verifiers);
}

Bytes SegmentStub::marksAad() const {
    Bytes aad(headerHash.begin(), headerHash.end());
    putAll(aad, trailerHash);
    return aad;
}

Result<void> SegmentStub::sealMarks(const Marks& all, const DataKey& key, const Hash& salt) {
    INFERNO_TRY(const DerivedKey derived, deriveKey(key.dek, header.vault, header.number, KeyKind::Stub, salt));
    Bytes plain;
    all.serializeTo(plain);
    SealedMarks out{key.id, salt, derived.commitment, Bytes(plain.size() + GcmCipher::kTagSize)};
    GcmCipher cipher(derived.key);
    INFERNO_CHECK(cipher.seal(derived.nonce(0), marksAad(), plain, out.sealed));
    marks = std::move(out);
    return {};
}

Result<std::optional<Marks>> SegmentStub::openMarks(const KeyStore& keys) const {
    if (!marks)
        return std::nullopt;
    INFERNO_TRY(const auto key, keys.key(marks->key));
    INFERNO_TRY(const DerivedKey derived, deriveKey(key->dek, header.vault, header.number, KeyKind::Stub, marks->salt));
    const std::string name = stubPath({}, header.number).filename().string();
    if (!equalConstantTime(derived.commitment, marks->commitment) || marks->sealed.size() < GcmCipher::kTagSize)
        return alteredFile(name, "its marks are not under the key that they name");
    GcmCipher cipher(derived.key);
    Bytes plain(marks->sealed.size() - GcmCipher::kTagSize);
    if (!cipher.open(derived.nonce(0), marksAad(), marks->sealed, plain))
        return alteredFile(name, "its marks do not decrypt");
    ByteReader reader(plain);
    Marks all = Marks::read(reader);
    if (!reader.atEnd())
        return alteredFile(name, "its marks cannot be read");
    return all;
}

Error prunedError(const SegmentStub& stub) {
    return Error{ErrorCode::ProofPruned,
                 "events " + std::to_string(stub.trailer.firstSeq) + " to " + std::to_string(stub.trailer.nextSeq - 1) +
                     " were pruned, as event " + std::to_string(stub.prunedBy) + " records",
                 stub.archived ? "inferno audit archive restore brings them back" : "", nullptr};
}

std::filesystem::path stubPath(const std::filesystem::path& vaultFolder, std::uint64_t number) {
    return segmentPath(vaultFolder, number).replace_extension(".stub");
}

Result<std::vector<SealedFile>> listSealed(Vfs& vfs, const std::filesystem::path& vaultFolder) {
    std::vector<SealedFile> files;
    if (!exists(vfs, vaultFolder / "segments"))
        return files;
    INFERNO_TRY(const auto entries, vfs.list(vaultFolder / "segments"));
    for (const FileInfo& entry : entries) {
        std::uint64_t number = 0;
        const char* begin = entry.name.data();
        const auto [end, error] = std::from_chars(begin, begin + entry.name.size(), number);
        if (entry.directory || error != std::errc{})
            continue;
        const bool segment = segmentPath({}, number).filename() == entry.name;
        if (segment || stubPath({}, number).filename() == entry.name)
            files.push_back({number, segment, !segment});
    }
    std::ranges::sort(files, {}, &SealedFile::number);
    std::vector<SealedFile> merged;
    for (const SealedFile& file : files) {
        if (merged.empty() || merged.back().number != file.number)
            merged.push_back(file);
        merged.back().segment |= file.segment;
        merged.back().stub |= file.stub;
    }
    return merged;
}

} // namespace inferno::vault
