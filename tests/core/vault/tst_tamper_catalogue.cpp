// SPDX-License-Identifier: GPL-3.0-or-later
#include <QTest>

#include <functional>

#include "core/vault/checkpoint_log.h"
#include "core/vault/checkpointer.h"
#include "core/vault/key_files.h"
#include "core/vault/record.h"
#include "core/vault/segment_writer.h"
#include "core/vault/wal.h"
#include "tests/core/vault/tamper_fixture.h"

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::vault::testing;

namespace {

/// A vault of three segments, the first with two blocks, and what a row does to a copy of it.
struct Vaults {
    fs::path closed;
    fs::path crashed;   ///< the third segment's events are in the log alone
    fs::path yesterday; ///< one segment
    fs::path stranger;  ///< another vault
    std::string newest; ///< its newest checkpoint
};

std::string read(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}
void write(const fs::path& path, const std::string& content) {
    overwrite(path, asBytes(content));
}
fs::path segment(const fs::path& root, std::uint64_t number) {
    return segmentPath(root / "vault", number);
}
fs::path newestLog(const fs::path& root) {
    SystemVfs vfs;
    return walPath(root / "vault", listWal(vfs, root / "vault")->back());
}

/// Where the parts of the first segment lie.
struct Layout {
    std::string content;
    std::vector<BlockEntry> blocks;
    std::uint64_t footer = 0;

    explicit Layout(const fs::path& root) : content(read(segment(root, 1))) {
        SystemVfs vfs;
        const auto keys = *PublicKeys::read(vfs, root / "vault");
        const auto reader = *SegmentReader::open(vfs, segment(root, 1), keys.vault, keys.verifiers);
        blocks = reader->footer().blocks;
        footer = reader->trailer().footerOffset;
    }
    std::string block(std::size_t i) const { return content.substr(blocks[i].offset, blocks[i].bytes); }
    std::string head() const { return content.substr(0, blocks[0].offset); }
    std::string tail() const { return content.substr(footer); }
};

/// Puts bytes over those that are there.
void patch(const fs::path& path, std::uint64_t offset, const Bytes& bytes) {
    std::string content = read(path);
    content.replace(offset, bytes.size(), std::string(asText(bytes)));
    write(path, content);
}

/// The second segment, with another event in it, by somebody who has every data key and signs with a key of his own.
void rewriteWithoutTheSigningKey(const fs::path& root) {
    SystemVfs vfs;
    fakes::ManualClock clock{kNow};
    const auto keys = *KeyStore::open(vfs, KeyPaths::under(root), false);
    const auto pub = *PublicKeys::read(vfs, root / "vault");
    const auto old = *SegmentReader::open(vfs, segment(root, 2), pub.vault, pub.verifiers);
    const auto key = *keys->key(old->header().keys.front().id);
    (void)old->unlock(*keys);
    const RecordSet before = *old->readBlock(0);
    RecordSet after;
    for (std::size_t i = 0; i < before.size(); ++i) {
        Record record = *decodeRecord(before[i]);
        if (i == 1)
            record.event.user = "somebody else";
        after.add(encodeRecord(record));
    }
    const SegmentFooter footer = old->footer();
    const std::uint64_t first = old->header().firstSeq;
    const Hash previous = old->header().previous;
    const SegmentSecrets secrets = *old->readSecrets();
    const Hash treeRoot = old->trailer().root;
    fs::remove(segment(root, 2));
    const auto writer = *SegmentWriter::create(vfs, clock, root / "vault", *keys, 2, first, previous, *key, {});
    (void)writer->addBlock(first, after);
    SegmentFooter forged = footer;
    forged.blocks.clear();
    forged.parts.clear();
    const NoteSigner stranger{keys->origin(), SigningKey::generate()};
    (void)writer->finish(forged, secrets, treeRoot, stranger);
}

struct Row {
    const char* name;
    std::function<void(const fs::path& root, const Vaults&)> tamper;
    VerifyLevel level; ///< the lowest that finds it; the ones above must as well
    bool anchored;     ///< with a checkpoint that was kept
    Verdict verdict;
    const char* file;         ///< "" where none is to be named
    std::int64_t seq = -1;    ///< the first bad event; -1 where no one event is
    bool fromCrashed = false; ///< begins with the vault that has a log
};

constexpr auto kStructure = VerifyLevel::Structure;
constexpr auto kCiphertext = VerifyLevel::Ciphertext;
constexpr auto kFull = VerifyLevel::Full;
constexpr const char* kFirst = "segments/0000000001.seg";
constexpr const char* kSecond = "segments/0000000002.seg";
constexpr const char* kThird = "segments/0000000003.seg";

void replaceBy(const fs::path& root, const fs::path& other) {
    fs::remove_all(root / "vault");
    fs::copy(other / "vault", root / "vault", fs::copy_options::recursive);
}

/// vault.md's catalogue, as far as its features exist; a feature that comes brings its rows.
const std::vector<Row>& rows() {
    static const std::vector<Row> all{
        {"a bit of a block is flipped",
         [](const fs::path& root, const Vaults&) {
             const Layout layout(root);
             flipBit(segment(root, 1), layout.blocks[1].offset + layout.blocks[1].headerBytes + 9);
         },
         kCiphertext, false, Verdict::Altered, kFirst, 1024},
        {"a bit of a block's header is flipped",
         [](const fs::path& root, const Vaults&) { flipBit(segment(root, 1), Layout(root).blocks[1].offset + 40); },
         kCiphertext, false, Verdict::Altered, kFirst, 1024},
        {"two blocks are swapped",
         [](const fs::path& root, const Vaults&) {
             const Layout layout(root);
             write(segment(root, 1), layout.head() + layout.block(1) + layout.block(0) + layout.tail());
         },
         kCiphertext, false, Verdict::Altered, kFirst, 0},
        {"a block is duplicated",
         [](const fs::path& root, const Vaults&) {
             const Layout layout(root);
             write(segment(root, 1),
                   layout.head() + layout.block(0) + layout.block(1) + layout.block(1) + layout.tail());
         },
         kStructure, false, Verdict::Altered, kFirst, 0},
        {"a block is deleted",
         [](const fs::path& root, const Vaults&) {
             const Layout layout(root);
             write(segment(root, 1), layout.head() + layout.block(1) + layout.tail());
         },
         kStructure, false, Verdict::Altered, kFirst, 0},
        {"two segments are swapped",
         [](const fs::path& root, const Vaults&) {
             fs::rename(segment(root, 2), root / "x");
             fs::rename(segment(root, 3), segment(root, 2));
             fs::rename(root / "x", segment(root, 3));
         },
         kStructure, false, Verdict::Altered, kSecond, 1100},
        {"the first segment is deleted", [](const fs::path& root, const Vaults&) { fs::remove(segment(root, 1)); },
         kStructure, false, Verdict::Missing, kFirst, 0},
        {"a middle segment is deleted", [](const fs::path& root, const Vaults&) { fs::remove(segment(root, 2)); },
         kStructure, false, Verdict::Missing, kSecond, 1100},
        {"the last segment is deleted", [](const fs::path& root, const Vaults&) { fs::remove(segment(root, 3)); },
         kStructure, false, Verdict::Missing, "", 1105},
        {"the last two segments are deleted",
         [](const fs::path& root, const Vaults&) {
             fs::remove(segment(root, 2));
             fs::remove(segment(root, 3));
         },
         kStructure, false, Verdict::Missing, "", 1100},
        {"a segment is called unsealed",
         [](const fs::path& root, const Vaults&) {
             fs::rename(segment(root, 3), fs::path(segment(root, 3)) += ".tmp");
         },
         kStructure, false, Verdict::Missing, "", 1105},
        {"the tail is cut below the newest checkpoint",
         [](const fs::path& root, const Vaults&) {
             const std::string content = read(newestLog(root));
             fs::resize_file(newestLog(root), content.find_last_not_of('\0') - 10);
         },
         kStructure, false, Verdict::Altered, "wal/", 1107, true},
        {"a frame is torn above the newest checkpoint",
         [](const fs::path& root, const Vaults&) {
             std::string content = read(newestLog(root));
             content.replace(content.find_last_not_of('\0') + 1, 16, "FRM1 and no more");
             write(newestLog(root), content);
         },
         kStructure, false, Verdict::TornTail, "wal/", 1109, true},
        {"the vault is replaced by yesterday's, and nobody kept a checkpoint",
         [](const fs::path& root, const Vaults& all) { replaceBy(root, all.yesterday); }, kStructure, false,
         Verdict::Ok, ""},
        {"the vault is replaced by yesterday's",
         [](const fs::path& root, const Vaults& all) { replaceBy(root, all.yesterday); }, kStructure, true,
         Verdict::RolledBack, "", 1100},
        {"the vault is replaced by an empty one of the same id",
         [](const fs::path& root, const Vaults&) {
             for (int number = 1; number <= 3; ++number)
                 fs::remove(segment(root, static_cast<std::uint64_t>(number)));
             fs::remove_all(root / "vault" / "wal");
             const fs::path path = checkpointsPath(root / "vault");
             const std::string content = read(path);
             write(path, content.substr(0, content.find("\n\ninferno.local") + 2));
         },
         kStructure, true, Verdict::RolledBack, "", 0},
        {"the vault is emptied", [](const fs::path& root, const Vaults&) { fs::remove_all(root / "vault"); },
         kStructure, true, Verdict::RolledBack, "", 0},
        {"a segment of another vault is put in",
         [](const fs::path& root, const Vaults& all) {
             fs::copy_file(segment(all.stranger, 2), segment(root, 2), fs::copy_options::overwrite_existing);
         },
         kStructure, false, Verdict::Altered, kSecond, 1100},
        {"a block is edited, and the trailer's ciphertext root recomputed",
         [](const fs::path& root, const Vaults&) {
             std::string content = read(segment(root, 1));
             const std::size_t at = content.rfind("\nciphertext ") + 12;
             content.replace(at, 64, std::string(64, 'a'));
             write(segment(root, 1), content);
         },
         kStructure, false, Verdict::Altered, kFirst, 0},
        {"a segment is written anew with the data keys, and signed by another",
         [](const fs::path& root, const Vaults&) { rewriteWithoutTheSigningKey(root); }, kStructure, false,
         Verdict::Altered, kSecond, 1100},
        {"two checkpoints of one size: a fork",
         [](const fs::path& root, const Vaults& all) {
             SystemVfs vfs;
             const NoteSigner signer = *readSigningKey(vfs, root / "keys" / "signing.key");
             const auto keys = *PublicKeys::read(vfs, root / "vault");
             Checkpoint other = *Checkpoint::parse(openNote(all.newest, keys.verifiers)->text);
             other.root = sha256(asBytes("another history"));
             std::ofstream(checkpointsPath(root / "vault"), std::ios::app | std::ios::binary)
                 << *signer.signedNote(other.body()) << "\n";
         },
         kStructure, false, Verdict::Altered, "checkpoints", 1109},
        {"a checkpoint is signed anew with a key that is not in the history",
         [](const fs::path& root, const Vaults& all) {
             SystemVfs vfs;
             const auto keys = *PublicKeys::read(vfs, root / "vault");
             const Checkpoint newest = *Checkpoint::parse(openNote(all.newest, keys.verifiers)->text);
             const NoteSigner stranger{newest.origin, SigningKey::generate()};
             std::string content = read(checkpointsPath(root / "vault"));
             content.replace(content.find(all.newest), all.newest.size(), *stranger.signedNote(newest.body()));
             write(checkpointsPath(root / "vault"), content);
         },
         kStructure, false, Verdict::Altered, "checkpoints"},
        {"a stranger's signature beside the vault's own says nothing",
         [](const fs::path& root, const Vaults& all) {
             SystemVfs vfs;
             const auto keys = *PublicKeys::read(vfs, root / "vault");
             const NoteSigner witness{"witness.example", SigningKey::generate()};
             const std::string both = *witness.signedNote(openNote(all.newest, keys.verifiers)->text);
             std::string content = read(checkpointsPath(root / "vault"));
             const std::size_t end = content.find(all.newest) + all.newest.size();
             content.insert(end, both.substr(both.find("\n\n") + 2));
             write(checkpointsPath(root / "vault"), content);
         },
         kStructure, false, Verdict::Ok, ""},
        {"the key table of before a rotation is put back",
         [](const fs::path& root, const Vaults&) {
             SystemVfs vfs;
             fakes::ManualClock clock{kNow};
             const std::string old = read(root / "vault" / "keys.tbl");
             const auto keys = *KeyStore::openOrCreate(vfs, clock, KeyPaths::under(root));
             (void)keys->rotate(RetentionClass::Default, monthOf(kNow));
             (void)keys->endRotation();
             write(root / "vault" / "keys.tbl", old);
         },
         kFull, false, Verdict::KeyUnavailable, ""},
        {"the codec of a frame is changed",
         [](const fs::path& root, const Vaults&) {
             patch(segment(root, 1), Layout(root).blocks[0].offset + 74 + 3, {1});
         },
         kCiphertext, false, Verdict::Altered, kFirst, 0},
        {"a frame claims to unpack to 4 GiB",
         [](const fs::path& root, const Vaults&) {
             patch(segment(root, 1), Layout(root).blocks[0].offset + 74 + 8, {0xFF, 0xFF, 0xFF, 0xFF});
         },
         kCiphertext, false, Verdict::Altered, kFirst, 0},
        {"the index has a length of 2^64 - 1",
         [](const fs::path& root, const Vaults&) {
             patch(segment(root, 1), Layout(root).footer + 2 + 8 + 8 + 4 + 12, Bytes(8, 0xFF));
         },
         kStructure, false, Verdict::Altered, kFirst, 0},
        {"the index says another seq",
         [](const fs::path& root, const Vaults&) {
             patch(segment(root, 1), Layout(root).footer + 2 + 8 + 8 + 4 + 20, {7});
         },
         kStructure, false, Verdict::Altered, kFirst, 0},
        {"the checkpoints are deleted",
         [](const fs::path& root, const Vaults&) { fs::remove(checkpointsPath(root / "vault")); }, kStructure, false,
         Verdict::Missing, "checkpoints", 0},
        {"the newest checkpoint is cut off, and a heartbeat names it",
         [](const fs::path& root, const Vaults& all) {
             SystemVfs vfs;
             const NoteSigner signer = *readSigningKey(vfs, root / "keys" / "signing.key");
             const auto keys = *PublicKeys::read(vfs, root / "vault");
             const Checkpoint newest = *Checkpoint::parse(openNote(all.newest, keys.verifiers)->text);
             write(heartbeatPath(root / "vault"),
                   *signer.signedNote(newest.origin + "/heartbeat\n" + std::to_string(newest.size) + "\n" +
                                      toBase64(newest.root) + "\n2026-11-21T12:00:00Z\n"));
             std::string content = read(checkpointsPath(root / "vault"));
             write(checkpointsPath(root / "vault"), content.substr(0, content.find(all.newest)));
         },
         kStructure, false, Verdict::Missing, "checkpoints"},
    };
    return all;
}

} // namespace

/// What is done to vaults, row by row: each has its named verdict, its file and its first bad event, at the lowest
/// level that can see it and at every one above.
class TestTamperCatalogue : public QObject {
    Q_OBJECT

    SystemVfs vfs_;
    fakes::ManualClock clock_{kNow};
    std::vector<std::unique_ptr<Folder>> folders_;
    Vaults vaults_;

    fs::path copyOf(const fs::path& root) {
        folders_.push_back(std::make_unique<Folder>());
        fs::copy(root, folders_.back()->root, fs::copy_options::recursive);
        return folders_.back()->root;
    }

    fs::path build(Vaults* out) {
        folders_.push_back(std::make_unique<Folder>());
        const fs::path root = folders_.back()->root;
        VaultOptions options = smallOptions(root);
        options.reserve = ByteSize{0};
        options.codecThreshold = ByteSize{0};
        const auto vault = *Vault::open(vfs_, clock_, options);
        int next = 0;
        const auto add = [&](int count) {
            if (!vault->append(requestOf(next, count)) || !vault->checkpointNow())
                qFatal("the sample cannot be made");
            next += count;
        };
        add(1000);
        add(100);
        if (!vault->rotate())
            qFatal("the sample cannot be sealed");
        if (out)
            out->yesterday = copyOf(root);
        add(5);
        if (!vault->rotate())
            qFatal("the sample cannot be sealed");
        add(2);
        add(2);
        if (out)
            out->crashed = copyOf(root);
        if (out)
            out->newest = vault->checkpoint();
        (void)vault->close();
        return root;
    }

    static bool names(const Verification& result, Verdict verdict, const std::string& file) {
        return std::ranges::any_of(result.problems, [&](const Problem& problem) {
            return problem.verdict == verdict &&
                   (file.ends_with('/') ? problem.file.starts_with(file) : problem.file == file);
        });
    }

private Q_SLOTS:
    void initTestCase() {
        vaults_.closed = build(&vaults_);
        vaults_.stranger = build(nullptr);
        QVERIFY(verify(vfs_, vaults_.closed, kFull).verdict == Verdict::Ok);
        QVERIFY(verify(vfs_, vaults_.crashed, kFull).verdict == Verdict::Ok);
    }

    void everyRow_data() {
        QTest::addColumn<int>("row");
        for (std::size_t i = 0; i < rows().size(); ++i)
            QTest::newRow(rows()[i].name) << static_cast<int>(i);
    }
    void everyRow() {
        QFETCH(const int, row);
        const Row& entry = rows()[static_cast<std::size_t>(row)];
        const fs::path root = copyOf(entry.fromCrashed ? vaults_.crashed : vaults_.closed);
        entry.tamper(root, vaults_);
        const auto anchor = entry.anchored ? std::optional(vaults_.newest) : std::nullopt;
        for (const VerifyLevel level : {kStructure, kCiphertext, kFull}) {
            if (level < entry.level)
                continue;
            const Verification result = verify(vfs_, root, level, anchor);
            QVERIFY2(result.verdict == entry.verdict, describe(result).c_str());
            const int code = entry.verdict == Verdict::KeyUnavailable ? 1 : entry.verdict >= Verdict::Altered ? 6 : 0;
            QCOMPARE(exitCodeOf(result.verdict), code);
            if (*entry.file != '\0')
                QVERIFY2(names(result, entry.verdict, entry.file), describe(result).c_str());
            const bool named = entry.seq < 0 || std::ranges::any_of(
                                                    result.problems,
                                                    [&](const Problem& problem) {
                                                        return problem.verdict == entry.verdict && problem.seq &&
                                                               *problem.seq == static_cast<std::uint64_t>(entry.seq);
                                                    });
            QVERIFY2(named, describe(result).c_str());
        }
        fs::remove_all(root);
    }
};

QTEST_GUILESS_MAIN(TestTamperCatalogue)
#include "tst_tamper_catalogue.moc"
