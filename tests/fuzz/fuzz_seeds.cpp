// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <fstream>

#include "core/inference/frames.h"
#include "core/vault/record.h"
#include "core/vault/segment_stub.h"
#include "core/vault/segment_writer.h"
#include "core/vault/subject_table.h"
#include "core/vault/tlog_proof.h"
#include "core/vault/verifier_history.h"
#include "core/vault/wal.h"
#include "tests/fuzz/bundle.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/sample.h"

/// `fuzz_seeds FOLDER` makes the corpus: files of the sample's vault as its own writers make them, and texts. The same
/// files each time, but for what a new release of a compressor packs otherwise.

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::fuzz;

namespace {

std::filesystem::path root;

void seed(const char* target, const std::string& name, std::uint8_t mode, ByteView content) {
    std::filesystem::create_directories(root / target);
    std::ofstream file(root / target / name, std::ios::binary);
    file.put(static_cast<char>(mode));
    file.write(reinterpret_cast<const char*>(content.data()), static_cast<std::streamsize>(content.size()));
}
void seed(const char* target, const std::string& name, std::uint8_t mode, std::string_view text) {
    seed(target, name, mode, asBytes(text));
}

Bytes with(ByteView a, ByteView b) {
    Bytes out(a.begin(), a.end());
    out.insert(out.end(), b.begin(), b.end());
    return out;
}

Marks marks() {
    Marks out;
    out.outbox.push_back({Uuid{1, 2, 3}, 17});
    out.idempotency.push_back({sha256(asBytes("key")), sha256(asBytes("events")), 3, 0, 1, 3});
    return out;
}

/// Records where a few bytes name a blob of many: the text is kept short, so that the seeds are small.
RecordBytes withBlob() {
    Record record = must(decodeRecord(plainRecords()[0]));
    record.event.details = R"({"text":")" + std::string(kMaxRecordBytes, 'x') + R"("})";
    return encodeWithBlob(record);
}

void records() {
    const RecordSet set = plainRecords();
    for (std::size_t i = 0; i < set.size(); ++i) {
        Bytes input;
        putPart(input, set[i]);
        seed("record", "good-record-" + std::to_string(i), 0, input);
    }
    const RecordBytes large = withBlob();
    Bytes input;
    putPart(input, large.record);
    seed("record", "good-blob", 0, with(input, large.blob));
    Bytes list;
    putLe(list, static_cast<std::uint16_t>(set.size()));
    putLe(list, std::uint64_t{0});
    Bytes bytes;
    set.serializeTo(bytes);
    putPart(list, bytes);
    seed("record", "good-set", 1, list);
    seed("record", "good-id", 2, eventId(Uuid{}, 4711));
}

void log() {
    Sample& sample = Sample::get();
    const auto path = walPath(sample.folder, 3);
    {
        auto writer =
            must(WalWriter::create(sample.vfs, sample.clock, sample.folder, sample.vault(), 3, 0, *sample.key, 0));
        must(writer.commit({0, plainRecords(), marks()}, 0));
        must(writer.commit({4, plainRecords(), {}}, 4));
    }
    const Bytes whole = must(readFile(sample.vfs, path));
    must(sample.vfs.remove(path));
    Bytes reserved = whole;
    reserved.resize(whole.size() + 100);
    const Bytes torn(whole.begin(), whole.end() - 40);
    for (std::uint8_t mode = 0; mode < 4; ++mode)
        seed("log", "good-file-" + std::to_string(mode), mode, mode % 2 == 0 ? whole : reserved);
    seed("log", "good-torn", 2, torn);

    Bytes raw;
    Bytes part;
    marks().serializeTo(part);
    putPart(raw, part);
    putPart(raw, {});
    plainRecords().serializeTo(raw);
    Bytes sealed{0};
    putLe(sealed, static_cast<std::uint32_t>(plainRecords().size()));
    putLe(sealed, std::uint32_t{0});
    seed("log", "good-plain", 4, with(sealed, raw));
    sealed[0] = 1;
    const auto length = static_cast<std::uint32_t>(raw.size());
    for (std::size_t i = 0; i < 4; ++i)
        sealed[5 + i] = static_cast<std::uint8_t>(length >> (8 * i));
    seed("log", "good-packed", 4, with(sealed, must(storage::BlockCodec().compress(storage::Codec::Lz4, 0, raw))));
}

/// A segment of two blocks, in the sample's folder.
std::filesystem::path makeSegment() {
    Sample& sample = Sample::get();
    const auto writer = must(
        SegmentWriter::create(sample.vfs, sample.clock, sample.folder, *sample.keys, 1, 0, Hash{}, *sample.key, {}));
    const RecordSet set = plainRecords();
    for (std::uint64_t first : {0, 2}) {
        RecordSet block;
        block.add(set[first]);
        block.add(set[first + 1]);
        must(writer->addBlock(first, block));
    }
    SegmentFooter footer;
    footer.nextSeq = set.size();
    footer.nextWal = 2;
    footer.leaves.resize(set.size());
    must(writer->finish(footer, {marks(), {}}, sha256(asBytes("root")), *sample.signer));
    return segmentPath(sample.folder, 1);
}

void segment() {
    Sample& sample = Sample::get();
    const auto path = makeSegment();
    const Bytes file = must(readFile(sample.vfs, path));
    const auto reader = must(SegmentReader::open(sample.vfs, path, sample.vault(), sample.verifiers));
    must(reader->unlock(*sample.keys));
    const SegmentFooter& footer = reader->footer();
    const BlockEntry& entry = footer.blocks[1];
    const ByteView bytes(file);
    seed("segment", "good-header", 0, reader->header().encoded());
    seed("segment", "good-block-header", 1, bytes.subspan(entry.offset, entry.headerBytes));
    seed("segment", "good-footer", 2, encodeFooter(footer));
    seed("segment", "good-trailer", 3, reader->trailer().body());
    seed("segment", "good-summary", 4, must(reader->readIndex(0, 0)));
    seed("segment", "good-shard", 5, must(reader->readIndex(0, 1)));
    seed("segment", "good-facts", 6, must(reader->readPart(0)));
    seed("segment", "good-file", 8, file);
    seed("segment", "good-file-signed", 9, file);

    Bytes raw;
    plainRecords().serializeTo(raw);
    for (const std::uint8_t how : {0, 1, 2, 3}) {
        Bytes block;
        putLe(block, static_cast<std::uint16_t>(plainRecords().size()));
        putLe(block, std::uint64_t{0});
        block.insert(block.end(), {0, how});
        putLe(block, static_cast<std::uint16_t>(plainRecords().size()));
        putLe(block, static_cast<std::uint32_t>(raw.size()));
        putPart(block, raw);
        seed("segment", "good-block-" + std::to_string(how), 7, block);
        const Bytes packed = must(storage::BlockCodec().compress(static_cast<storage::Codec>(how), 1, raw));
        Bytes asItIs(block.begin(), block.begin() + 11);
        asItIs.push_back(static_cast<std::uint8_t>(how + 128));
        putLe(asItIs, static_cast<std::uint16_t>(plainRecords().size()));
        putLe(asItIs, static_cast<std::uint32_t>(raw.size()));
        putPart(asItIs, packed);
        seed("segment", "good-packed-" + std::to_string(how), 7, asItIs);
    }
}

/// The stub of the segment that segment() made.
void stub() {
    Sample& sample = Sample::get();
    const auto reader =
        must(SegmentReader::open(sample.vfs, segmentPath(sample.folder, 1), sample.vault(), sample.verifiers));
    SegmentStub out;
    out.headerBytes = reader->header().encoded();
    out.trailerNote = must(reader->readTrailerNote());
    out.header = reader->header();
    out.headerHash = sha256(out.headerBytes);
    out.trailer = reader->trailer();
    out.trailerHash = reader->trailerHash();
    out.bytes = reader->fileBytes();
    out.leaves = reader->footer().leaves;
    out.kept.push_back({{1, 0}, sha256(asBytes("kept"))});
    seed("stub", "good-plain", 0, must(out.serialized(*sample.signer)));
    must(out.sealMarks(marks(), *sample.key, Hash{}));
    seed("stub", "good-marks", 1, must(out.serialized(*sample.signer)));
}

void notes() {
    Sample& sample = Sample::get();
    const std::string body = Checkpoint{sample.keys->origin(), 4, sha256(asBytes("root"))}.body();
    const std::string later = Checkpoint{sample.keys->origin(), 9, sha256(asBytes("later"))}.body();
    const std::string note = sample.note(body);
    seed("note", "good-note", 0, note);
    seed("note", "good-cosigned", 0, note + "— witness.example/w1 " + toBase64(with(Bytes(4 + 8), Bytes(64))) + "\n");
    seed("note", "good-checkpoint", 1, body + "an extension\n");
    seed("note", "good-vkey", 2, sample.signer->verifier().text());
    seed("note", "good-skey", 2, NoteSigner{"inferno.local/x", SigningKey::generate()}.text());
    const std::string first = must(VerifierHistory::begin(*sample.signer));
    const NoteSigner next{sample.signer->name, SigningKey::generate()};
    const std::string second = must(must(VerifierHistory::parse(first)).handedOver(*sample.signer, next));
    seed("note", "good-history", 3, first);
    seed("note", "good-handed-over", 3, second);
    seed("note", "good-history-text", 4, first.substr(0, first.find("\n\n") + 1));
    Bytes log{2};
    putPart(log, asBytes(body));
    putPart(log, asBytes(later));
    seed("note", "good-log", 5, with(log, asBytes(note.substr(0, 40))));
}

void proofs() {
    Bytes any;
    putLe(any, std::uint64_t{0});
    putLe(any, std::uint64_t{2});
    TreeHasher hasher;
    const Hash left = hasher.leaf(asBytes("0"));
    const Hash right = hasher.leaf(asBytes("1"));
    for (const Hash& hash : {left, hasher.node(left, right)})
        any.insert(any.end(), hash.begin(), hash.end());
    any.push_back(1);
    any.insert(any.end(), right.begin(), right.end());
    seed("proof", "good-inclusion", 0, any);
    any[0] = 1;
    seed("proof", "good-consistency", 0, any);
    seed("proof", "good-changed", 1, Bytes{68, 41, 1, 3, 0, 9, 2, 1, 0});
    seed("proof", "good-flipped", 1, Bytes{33, 17, 7, 2, 5, 3, 1, 1});
    TlogProof proof{{1, 2, 3}, 7, {left, right}, Sample::get().note("inferno.local/x\n8\nAAAA\n")};
    seed("proof", "good-text", 2, proof.serialized());
    Bytes cover;
    putLe(cover, std::uint64_t{3});
    putLe(cover, std::uint64_t{1021});
    seed("proof", "good-cover", 3, cover);
}

void keys() {
    Sample& sample = Sample::get();
    (void)must(sample.keys->currentKey(RetentionClass::Subjects, kNoMonth));
    auto table = must(SubjectTable::load(sample.vfs, sample.folder, *sample.keys));
    must(table.add(*sample.keys, {{17, "ada", SecretKey::random()}, {18, "grace", SecretKey::random()}}));
    const Bytes subjects = must(readFile(sample.vfs, SubjectTable::pathIn(sample.folder)));
    seed("keys", "subjects", 2, subjects);
    seed("keys", "subjects-mended", 3, subjects);
    const Bytes file = must(readFile(sample.vfs, sample.folder / "keys.tbl"));
    seed("keys", "good-table", 0, file);
    seed("keys", "good-content", 1, ByteView(file).first(file.size() - 64));
}

void holds() {
    const std::string origin = Sample::get().keys->origin();
    seed("holds", "good-numbers", 0, "17..42");
    seed("holds", "good-open", 0, "17..");
    seed("holds", "good-times", 0, "2026-11-01T00:00:00Z..2026-12-01T00:00:00.5+01:00");
    seed("holds", "good-fine", 0, "2026-11-01T00:00:00.0001Z..2026-11-01T00:00:00.000200001Z");
    seed("holds", "good-days", 0, "2026-11-01..2026-12-01");
    const std::string text =
        origin + "/holds\nnext 3\n" +
        R"({"by":"ada","id":1,"placed":"2026-11-21T12:00:00Z","range":"1..2","reason":"a"})" + "\n" +
        R"({"by":"","id":2,"placed":"2026-11-21T12:00:00Z","range":"2026-11-01..","reason":"b"})" + "\n";
    seed("holds", "good-text", 2, text);
    seed("holds", "good-file", 1, Sample::get().note(text));
}

void bundles() {
    const BundleFiles files = sampleBundle();
    Bytes input;
    for (const char* name : kBundleFiles)
        putPart(input, files.at(name));
    seed("evidence", "good-bundle", 0, input);
    seed("evidence", "good-keys-hold", 1, input);
}

void queries() {
    seed("query", "good-words", 0, "failed login -grace OR \"not there\"");
    seed("query", "good-fields", 0, "user:(ada or bob) AND (severity>=high OR level=error) NOT action=login_success");
    seed("query", "good-numbers", 0, "seq>=1 details.attempt<5 timestamp<2027-03-24 received>2026-01-01T00:00:00Z");
    seed("query", "good-wildcards", 0, "log* *fail* user:a*a region=eu details.a.b>=-1.5e3");
    seed("query", "good-deep", 0, std::string(30, '(') + "a" + std::string(30, ')'));
    Bytes texts;
    for (const std::string_view text : {"ada,grace", "login_failed", "authentication", "low,high", "failure", "", "",
                                        "", "", "failed", "7d", "2027-01-01T00:00:00Z"}) {
        texts.push_back(static_cast<std::uint8_t>(text.size()));
        texts.insert(texts.end(), text.begin(), text.end());
    }
    seed("query", "good-texts", 1, texts);
    seed("query", "good-wildcard", 2,
         "\x0C"
         "*a*b*a*b*a*c"
         "abababababababababababab");
    seed("query", "good-folding", 3, "Ægidius' ΩMEGA, ﬀ İstanbul\t\"a\\u00e9b\" _x9 日本");
}

void events() {
    seed("event", "good-whole", 0,
         R"({"timestamp":"2026-11-21T12:00:00.123456789+01:00","event_type":"authentication","action":"login_failed",)"
         R"("user":"ada","source_ip":"10.0.0.1","user_agent":"curl","session_id":"s","trace_id":"t","resource":"r",)"
         R"("result":"denied","severity":"high","level":"error","details":{"a":[1,2.50,{"b":null}]},"region":"eu"})");
    seed("event", "good-small", 0, R"({"event_type":"job","action":"job_created"})");
    seed(
        "event", "good-odd", 0,
        "{\"event_type\":\"job\",\"action\":\"a\\u202eb\",\"user\":\"a\xFF\xE2\x80\xAE\",\"details\":{\"k\":\"\\n\"}}");
    seed("event", "good-text", 1, "a\r\nb\x7F\xC2\x85\xE2\x80\xA8\xE2\x80\xAE\xFF\\x41");
    seed("event", "good-json", 2, "{\"a\":\"\xE2\x80\xAE\\\\u0041\", \"b\":[1e3,-0,\"\\ud83d\\ude00\"]}");
    seed("event", "good-check", 3, R"({"a":{"b":[true,false,null,-0.5E+10,"\u00e9\"\\"]},"c":""})");
    seed("event", "deep", 3, std::string(70, '[') + std::string(70, ']'));
}

void schedules() {
    const Bytes rome{1, 0, 0xC4, 0xA5, 0x69};
    for (const std::string_view text :
         {"*/15 9-17 * * mon-fri", "30 2 29 2 *", "0 0 1,15 * sun", "@daily", "0 0 30 2 *", "5-59/7 */3 * jan-mar 7"})
        seed("schedule", "good-cron-" + std::to_string(text.size()), 0, with(rome, asBytes(text)));
    seed("schedule", "good-time", 1, with(Bytes{1}, asBytes("2026-03-29T02:30:00.5+02:00")));
    seed("schedule", "local-time", 1, with(Bytes{2}, asBytes("2026-03-08 02:30")));
    seed("schedule", "zone", 1, with(Bytes{2}, asBytes("Europe/Berlin")));
    seed("schedule", "good-duration", 2, "1h30m");
    seed("schedule", "good-milliseconds", 2, "250ms");
    seed("schedule", "good-size", 2, "1.5GiB");
}

void conditions() {
    seed("condition", "good-usage", 0,
         "disk_usage_percent(\"/var\") > 80% and not (load1 >= 4 or file_exists(\"/tmp/hold\"))");
    seed("condition", "good-short", 0, "disk_usage > 80%");
    seed("condition", "good-missing", 0, "file_exists(\"/nowhere\") or load1 != 2");
    seed("condition", "good-deep", 0, std::string(40, '(') + "load1 > 1" + std::string(40, ')'));
    seed("condition", "good-command", 1, "cleanup 'if x' --days 7 if disk_usage > 80%");
    seed("condition", "command", 1, "echo what if nothing");
    seed("condition", "good-alert-rate", 2, "failure_rate > 0.10 in 1h");
    seed("condition", "good-alert-level", 2, "cpu_usage > 90% for 5m");
    seed("condition", "good-alert-count", 3, "failed_logins > 5 in 10m");
}

void definitions() {
    seed(
        "definitions", "good-yaml", 0,
        "x-base: &base\n  timezone: Europe/Rome\njobs:\n  - <<: *base\n    name: backup\n    command: |\n      echo a\n"
        "    schedules: [\"0 2 * * *\"]\n    env: {PORT: 8080}\n    enabled: true\n    timeout: 1.5\n");
    seed("definitions", "good-list", 0, "- name: a\n  command: 'b'\n  depends_on: [c]\n---\n- {name: c, command: ~}\n");
    seed("definitions", "good-json", 0, R"({"jobs": [{"name": "a", "command": "\ud83d\ude00", "grace": 1e1}]})");
    seed("definitions", "behind", 0, ", name: a\n");
    seed("definitions", "self", 0, "jobs:\n  - &a {name: x, tags: [*a, *a]}\n");
    seed("definitions", "good-crontab", 1,
         "SHELL=/bin/bash\nMAILTO=\"a b\"\nCRON_TZ=Asia/Tokyo\n*/15 0 1,15 * 1-5 cd /x && run 'a'%in%put\\%\n@daily "
         "convert a\n");
    seed("definitions", "good-system", 2,
         "17 * * * * root run-parts /etc/cron.hourly\n-0 2 * * * ada nice -n 5 x\n61 * * *\n");
}

void templates() {
    seed("template", "good-all", 0,
         "name: \"t\"\n"
         "description: all\n"
         "parameters:\n"
         "  - {name: a, type: string, required: true}\n"
         "  - {name: b, type: enum, values: [\"x\", 'y'], default: x}\n"
         "  - name: c\n"
         "    type: number\n"
         "    default: 1.5\n"
         "command: |\n"
         "  run ${a} --b ${b}\n"
         "resources: {cpu_limit: 2.0, memory_limit_gb: 4, gpu_required: true}\n"
         "timeout_seconds: 60\n"
         "retry: {max_attempts: 2, backoff_multiplier: 1.5, base_delay_seconds: 5, max_delay_seconds: 60}\n"
         "permissions: [maintenance:run]\n");
    seed("template", "good-small", 0, "{name: t, command: x}\n");
    seed("template", "good-anchor", 0,
         "name: &n t\n"
         "command: *n\n"
         "parameters: []\n");
    seed("template", "reserved", 0,
         "name: t\n"
         "command: x\n"
         "parameters:\n"
         "  - {name: json, type: string}\n");
    seed("template", "odd", 0,
         "name: t\n"
         "command: !!binary x\n"
         "? [a, b]\n"
         ": c\n");
}

void models() {
    const auto model = [](const char* name, std::string_view manifest, std::string_view config) {
        Bytes content;
        putPart(content, asBytes(manifest));
        seed("model", name, 0, with(content, asBytes(config)));
    };
    model("good-all",
          R"({"createdOn": "24/03/2026", "runtime": "python", "model": {"modelName": "fraud", "modelVersion": "2.1",
 "serializedFile": "model.pt", "handler": "handler.py:handle", "configFile": "other/serve.yaml"}})",
          "minWorkers: 1\nmaxWorkers: 4\nbatchSize: 8\nmaxBatchDelay: 50\nresponseTimeout: 30\nstartupTimeout: 90\n"
          "jobQueueSize: 7\nhandler:\n  names: [a, b]\n");
    model("good-bare", "{}", "");
    model("good-eager", R"({"model": {"modelFile": "net.py", "modelVersion": 3, "handler": null}})", "batchSize: 0\n");
    model("outside", R"({"model": {"serializedFile": "../../etc/passwd"}})", "batchSize: 1\n");
    model("odd", R"({"model": {"modelName": "\u0000\ud83d\ude00"}})", "? [a]\n: b\n--- &x {a: *x}\n");
}

void wire() {
    const std::string frame = must(inference::encodeFrame({7, R"({"op":"predict"})", "body"}));
    seed("wire", "good-frames", 0, frame + must(inference::encodeFrame({0, "{}", ""})));
    seed("wire", "good-target", 1, "/api/v1/jobs/a%20b?limit=10&q=failed+login%21");
    seed("wire", "host", 1, "http://localhost:8080");
    seed("wire", "good-events", 2,
         "\x03id: 1\nevent: audit\ndata: a\ndata: b\n\n: comment\r\ndata:c\r\n\r\nid\ndata: d\rretry: 10\r\r");
    seed("wire", "no-name", 3, "[api]\nport = 8080\n[\naudit]\n");
    seed("wire", "good-toml", 3,
         "[audit]\nenabled = true\n[audit.compression]\nalgorithm = \"zstd\"\nlevel = 3\n[audit.alerts]\nchannels = "
         "[\"email\", \"slack\"]\n");
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("usage: fuzz_seeds FOLDER\n", stderr);
        return 2;
    }
    root = argv[1];
    records();
    log();
    segment();
    stub();
    notes();
    proofs();
    keys();
    holds();
    bundles();
    queries();
    events();
    schedules();
    conditions();
    templates();
    definitions();
    models();
    wire();
    return 0;
}
