// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <cstdio>

#include "core/vault/checkpointer.h"
#include "core/vault/holds.h"
#include "core/vault/key_files.h"
#include "core/vault/segment_stub.h"
#include "core/vault/subject_table.h"
#include "core/vault/verify.h"
#include "core/vault/wal.h"
#include "tests/core/vault/vault_fixture.h"
#include "tests/fakes/memory_vfs.h"

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::vault::testing;
namespace fs = std::filesystem;

namespace {

const fs::path kRoot = "/data";
const fs::path kVault = kRoot / "vault";

template <typename T>
T must(Result<T> result) {
    if (!result)
        qFatal("%s", result.error().message().c_str());
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

/// A vault with one file of every kind, as a power loss leaves it: a pruned segment, one that is there, a log, a hold,
/// a heartbeat, subjects. All of it is under the newest checkpoint.
std::map<fs::path, Bytes> makeVault() {
    fakes::MemoryVfs vfs;
    fakes::ManualClock clock{kNow};
    must(vfs.makeFolder(kRoot, 0700));
    VaultOptions options = smallOptions(kRoot);
    options.logFileSize = ByteSize{2048};
    options.reserve = ByteSize{0};
    options.codecThreshold = ByteSize{0};
    options.privacy = {true, {}};
    const auto vault = must(Vault::open(vfs, clock, options));
    int next = 0;
    const auto append = [&](int count) {
        must(vault->append(requestOf(next, count)));
        next += count;
        (void)must(vault->checkpointNow());
    };
    append(2);
    must(vault->rotate());
    append(3);
    must(vault->rotate());
    must(vault->prune({{1}, "age: older than 1 day", false, {}}));
    (void)must(vault->holds().add(must(HoldRange::parse("3..")), "case 4711", "ada", kNow));
    append(2);
    append(1);
    const NoteSigner signer = must(readSigningKey(vfs, kRoot / "keys" / "signing.key"));
    const auto newest = must(newestCheckpoint(vfs, kVault, signer.name, std::vector{signer.verifier()}));
    const std::string heartbeat =
        must(signer.signedNote(signer.name + "/heartbeat\n" + std::to_string(newest->checkpoint.size) + "\n" +
                               toBase64(newest->checkpoint.root) + "\n2026-11-21T12:00:00Z\n"));
    vfs.put(heartbeatPath(kVault), asBytes(heartbeat));
    return vfs.contents(); // before it is closed: the log is there
}

/// What verification without keys sees of a region.
enum class Sees { All, Some, Nothing };

struct Region {
    std::string kind; ///< of file
    std::string name;
    fs::path path;
    std::size_t begin = 0;
    std::size_t end = 0;
    Sees sees = Sees::All;
    const char* why = ""; ///< that nothing is seen is allowed
    bool mended = false;  ///< whoever changes it computes the log's checksums anew
};

constexpr const char* kLogOnly = "not sealed yet: a checksum, no signature";
constexpr const char* kSubjects = "sealed under keys, in no signature";

void putAt(Bytes& bytes, std::size_t at, std::uint32_t value) {
    for (std::size_t i = 0; i < 4; ++i)
        bytes[at + i] = static_cast<std::uint8_t>(value >> (8 * i));
}

/// Where the parts of the sample's log lie.
struct LogLayout {
    std::size_t headerBytes = 0;
    std::vector<std::pair<std::size_t, std::size_t>> frames; ///< offset, bytes of the payload
    std::size_t end = 0;

    explicit LogLayout(const Bytes& file) {
        const auto scan = must(storage::scanLog(
            file, kWalMagic, [&](const storage::LogFrame&, std::uint64_t offset, ByteView payload) -> Result<void> {
                frames.emplace_back(offset, payload.size());
                return {};
            }));
        headerBytes = scan.headerBytes;
        end = scan.end;
    }
    /// Puts checksums into `file` that hold.
    void mend(Bytes& file) const {
        putAt(file, headerBytes - 4, crc32c(ByteView(file).first(headerBytes - 4)));
        for (const auto& [offset, bytes] : frames) {
            const ByteView head = ByteView(file).subspan(offset, storage::kLogFrameHeaderBytes - 4);
            const ByteView payload = ByteView(file).subspan(offset + storage::kLogFrameHeaderBytes, bytes);
            putAt(file, offset + storage::kLogFrameHeaderBytes - 4, crc32c(payload, crc32c(head)));
        }
    }
};

class Regions {
public:
    explicit Regions(const std::map<fs::path, Bytes>& files) : files_(files) {
        for (const auto& [path, content] : files)
            vfs_.put(path, content);
        for (const auto& [path, content] : files) {
            const std::string name = path.lexically_relative(kVault).string();
            if (name.ends_with(".seg"))
                segment(path);
            else if (name.ends_with(".stub"))
                stub(path);
            else if (name.ends_with(".wal"))
                log(path);
            else if (name == "checkpoints" || name == "heartbeat" || name == "holds.note" || name == "verifiers.note")
                add({name, "note", path, 0, content.size()});
            else if (name == "keys.tbl")
                add({name, "table", path, 0, content.size()});
            else if (name == "subjects.tbl")
                add({name, "table", path, 0, content.size(), Sees::Nothing, kSubjects});
        }
    }
    const std::vector<Region>& all() const { return all_; }

private:
    void add(Region region) { all_.push_back(std::move(region)); }

    void segment(const fs::path& path) {
        const auto keys = must(PublicKeys::read(vfs_, kVault));
        const auto reader = must(SegmentReader::open(vfs_, path, keys.vault, keys.verifiers));
        const SegmentFooter& footer = reader->footer();
        const SegmentTrailer& trailer = reader->trailer();
        add({"segment", "header", path, 0, footer.blocks.front().offset});
        for (const BlockEntry& entry : footer.blocks) {
            add({"segment", "block header", path, entry.offset, entry.offset + entry.headerBytes});
            add({"segment", "block ciphertext", path, entry.offset + entry.headerBytes, entry.offset + entry.bytes});
        }
        std::size_t at = trailer.footerOffset + trailer.footerBytes;
        add({"segment", "footer, open part", path, trailer.footerOffset, at});
        for (const FooterPart& part : footer.parts) {
            add({"segment", part.kind == PartKind::Facts ? "footer, facts" : "footer, index", path, at,
                 at + part.bytes});
            at += part.bytes;
        }
        const std::size_t size = files_.at(path).size();
        add({"segment", "trailer", path, at, size - 12});
        add({"segment", "end", path, size - 12, size});
    }

    void stub(const fs::path& path) {
        const Bytes& file = files_.at(path);
        const std::size_t note = file.size() - 12 - getLe<std::uint32_t>(ByteView(file).last(12));
        add({"stub", "body", path, 0, note});
        add({"stub", "note", path, note, file.size() - 12});
        add({"stub", "end", path, file.size() - 12, file.size()});
    }

    void log(const fs::path& path) {
        const Bytes& file = files_.at(path);
        const LogLayout layout(file);
        if (layout.frames.empty())
            return;
        constexpr std::size_t kHead = storage::kLogFrameHeaderBytes;
        add({"log", "header", path, 0, layout.headerBytes});
        const auto mended = [&](const char* name, std::size_t from, std::size_t to, Sees sees, const char* why) {
            add({"log, mended", name, path, from, to, sees, why, true});
        };
        mended("header, framing", 0, 36, Sees::All, "");
        mended("header, first seq, key, salt", 36, layout.headerBytes - 5, Sees::Nothing, kLogOnly);
        mended("header, takes over", layout.headerBytes - 5, layout.headerBytes - 4, Sees::Some, kLogOnly);
        for (const auto& [offset, bytes] : layout.frames) {
            add({"log", "frame header", path, offset, offset + kHead});
            add({"log", "payload", path, offset + kHead, offset + kHead + bytes});
            mended("frame header", offset, offset + 48, Sees::All, "");
            mended("frame header, count", offset + 48, offset + 52, Sees::Some, kLogOnly);
            mended("frame header, watermark", offset + 52, offset + 60, Sees::Nothing, kLogOnly);
            mended("payload", offset + kHead, offset + kHead + bytes, Sees::Nothing, kLogOnly);
        }
        add({"log", "zeros behind", path, layout.end, file.size()});
    }

    const std::map<fs::path, Bytes>& files_;
    fakes::MemoryVfs vfs_;
    std::vector<Region> all_;
};

} // namespace

/// Every bit of a small vault toggled, one at a time: each is found at level full, and of each region it is known
/// whether the level without keys finds it. A gating run takes all eight bits of bytes spread evenly over each region;
/// INFERNO_SOAK=1 takes every byte.
class TestTamperBits : public QObject {
    Q_OBJECT

    const std::map<fs::path, Bytes> files_ = makeVault();
    fakes::MemoryVfs vfs_;

    struct Row {
        std::string kind;
        std::string region;
        std::size_t bits = 0;
        std::size_t full = 0;       ///< found
        std::size_t ciphertext = 0; ///< found
        std::string why;
    };
    std::vector<Row> table_;

    /// Nothing if it finds that something is wrong, at level full naming the file; else what it says.
    std::optional<std::string> missed(const fs::path& path, VerifyLevel level) {
        VerifyOptions options;
        options.level = level;
        options.threads = 1;
        const auto result = verifyVault(vfs_, KeyPaths::under(kRoot), options);
        if (!result)
            return "an error: " + result.error().message();
        const std::string name = path.lexically_relative(kVault).string();
        // Without keys it may say which events are missing, and not where.
        if (level == VerifyLevel::Ciphertext && result->verdict >= Verdict::Altered)
            return std::nullopt;
        for (const Problem& problem : result->problems)
            if (problem.file == name && problem.verdict != Verdict::Pruned)
                return std::nullopt;
        std::string text(nameOf(result->verdict));
        for (const Problem& problem : result->problems)
            text += " · " + problem.file + ": " + problem.detail;
        return text;
    }

    Row& rowOf(const Region& region) {
        for (Row& row : table_)
            if (row.kind == region.kind && row.region == region.name)
                return row;
        return table_.emplace_back(Row{region.kind, region.name, 0, 0, 0, region.why});
    }

    static std::size_t stepOf(const Region& region) {
        constexpr std::size_t kGateBytes = 6; // of each region
        return qEnvironmentVariableIsSet("INFERNO_SOAK")
                   ? 1
                   : std::max<std::size_t>(1, (region.end - region.begin) / kGateBytes);
    }

    void toggle(const Region& region) {
        const Bytes& content = files_.at(region.path);
        Row& row = rowOf(region);
        for (std::size_t at = region.begin; at < region.end; at += stepOf(region))
            for (unsigned bit = 0; bit < 8; ++bit) {
                Bytes changed = content;
                changed[at] ^= static_cast<std::uint8_t>(1U << bit);
                if (region.mended)
                    LogLayout(content).mend(changed);
                vfs_.put(region.path, changed);
                const std::string where = region.kind + ", " + region.name + ", byte " + std::to_string(at) + ", bit " +
                                          std::to_string(bit) + ": ";
                const auto full = missed(region.path, VerifyLevel::Full);
                QVERIFY2(!full, (where + full.value_or("")).c_str());
                const auto seen = missed(region.path, VerifyLevel::Ciphertext);
                QVERIFY2(region.sees == Sees::Some || seen.has_value() == (region.sees == Sees::Nothing),
                         (where + "at level ciphertext " + seen.value_or("found")).c_str());
                ++row.bits;
                row.full += full ? 0 : 1;
                row.ciphertext += seen ? 0 : 1;
            }
        vfs_.put(region.path, content);
    }

private Q_SLOTS:
    void initTestCase() {
        for (const auto& [path, content] : files_)
            vfs_.put(path, content);
    }

    void theVaultIsSound() {
        for (const VerifyLevel level : {VerifyLevel::Ciphertext, VerifyLevel::Full}) {
            const auto said = missed("/data/vault/none", level);
            QVERIFY2(said && said->starts_with(nameOf(Verdict::Pruned)), said.value_or("").c_str());
        }
    }

    /// No byte of the vault's folder is in no region, but for the lock.
    void everyByteIsInARegion() {
        const Regions regions(files_);
        for (const auto& [path, content] : files_) {
            if (!path.string().starts_with(kVault.string() + "/") || path.filename() == "lock")
                continue;
            std::vector<bool> covered(content.size());
            for (const Region& region : regions.all())
                if (region.path == path)
                    std::fill(covered.begin() + static_cast<std::ptrdiff_t>(region.begin),
                              covered.begin() + static_cast<std::ptrdiff_t>(region.end), true);
            QVERIFY2(std::ranges::find(covered, false) == covered.end(), path.c_str());
        }
    }

    void everyBitIsFound() {
        const Regions regions(files_);
        for (const Region& region : regions.all()) {
            toggle(region);
            if (QTest::currentTestFailed())
                return;
        }
        std::printf("%-16s %-32s %8s %8s %12s %8s  %s\n", "file", "region", "bits", "full", "ciphertext", "unseen",
                    "why that is allowed");
        for (const Row& row : table_)
            std::printf("%-16s %-32s %8zu %8zu %12zu %8zu  %s\n", row.kind.c_str(), row.region.c_str(), row.bits,
                        row.full, row.ciphertext, row.bits - row.ciphertext, row.why.c_str());
    }
};

QTEST_GUILESS_MAIN(TestTamperBits)
#include "tst_tamper_bits.moc"
