// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/sample.h"

#include <random>

#include "core/vault/record.h"

// Instead of the random sources of OpenSSL and of the vault, which are not linked then: the same numbers each time.

namespace {

std::mt19937_64& numbers() {
    static std::mt19937_64 generator{4711};
    return generator;
}

} // namespace

extern "C" int RAND_bytes(unsigned char* out, int count) {
    for (int i = 0; i < count; ++i)
        out[i] = static_cast<unsigned char>(numbers()());
    return 1;
}

namespace inferno::vault {

Hash freshSalt(WallTime) {
    Hash salt;
    RAND_bytes(salt.data(), static_cast<int>(salt.size()));
    return salt;
}

} // namespace inferno::vault

namespace inferno::fuzz {

using namespace inferno::vault;

namespace {

const WallTime kNow = *parseRfc3339("2026-11-21T12:00:00Z");

Record recordOf(std::uint64_t seq) {
    Record record;
    record.seq = seq;
    record.received = kNow + std::chrono::milliseconds(seq);
    record.timestamp = record.received;
    record.monoNs = 1000 + seq;
    record.bootId[3] = 7;
    record.event.eventType = "authentication";
    record.event.action = "login_failed";
    record.event.user = "ada";
    record.event.sourceIp = "10.0.0." + std::to_string(seq);
    record.event.result = "failure";
    record.event.details = R"({"attempt":)" + std::to_string(seq) + "}";
    record.event.timestamp = record.timestamp;
    record.event.level = record.level;
    record.event.severity = record.severity;
    return record;
}

RecordSet recordsOf(bool withBlob) {
    RecordSet set;
    const auto add = [&](Record record) {
        const RecordBytes bytes = encodeWithBlob(record);
        set.add(bytes.record, bytes.blob);
    };
    add(recordOf(0));
    Record client = recordOf(1);
    client.recordedBy = {Origin::Client, "grace", "tok_1", "127.0.0.1"};
    client.event.unknown = R"({"region":"eu","n":[1,2.50,"é"]})";
    client.event.resource = "models/fraud_detection";
    client.event.userAgent = "curl/8";
    add(client);
    Record third = recordOf(2);
    third.event.user = "Ægidius Ωmega";
    third.level = Level::Error;
    third.severity = Severity::Critical;
    third.event.level = third.level;
    third.event.severity = third.severity;
    if (withBlob)
        third.event.details = R"({"text":")" + std::string(kMaxRecordBytes, 'x') + R"("})";
    add(third);
    add(recordOf(3));
    return set;
}

} // namespace

Sample::Sample() : clock(kNow) {
    const KeyPaths paths = KeyPaths::under("/data");
    folder = paths.vaultFolder;
    keys = must(KeyStore::openOrCreate(vfs, clock, paths));
    key = must(keys->currentKey(RetentionClass::Default, monthOf(kNow)));
    signer = keys->signer();
    verifiers = keys->verifiers();
}

Sample& Sample::get() {
    static Sample sample;
    return sample;
}

std::string Sample::note(std::string_view text) const {
    return SignedNote{std::string(text), {signer->sign(text)}}.serialized();
}

RecordSet sampleRecords() {
    return recordsOf(true);
}

RecordSet plainRecords() {
    return recordsOf(false);
}

} // namespace inferno::fuzz
