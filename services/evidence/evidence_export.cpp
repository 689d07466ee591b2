// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/evidence/evidence_export.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <memory>

#include <nlohmann/json.hpp>

#include "core/vault/evidence.h"
#include "services/client/client.h"

namespace inferno::evidence {
namespace {

using nlohmann::json;

constexpr std::size_t kProofsAtOnce = 500;

/// A folder beside the archive that goes with its maker, whatever happens.
class Workplace {
public:
    static Result<std::unique_ptr<Workplace>> beside(const std::filesystem::path& output) {
        std::string pattern = output.string() + ".XXXXXX";
        if (!::mkdtemp(pattern.data()))
            return std::unexpected(errnoError(errno, "making a folder beside " + output.string()));
        return std::unique_ptr<Workplace>(new Workplace(pattern));
    }
    Workplace(const Workplace&) = delete;
    Workplace& operator=(const Workplace&) = delete;
    ~Workplace() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    std::filesystem::path bundle() const { return path_ / "evidence"; }
    std::filesystem::path archive() const { return path_ / "evidence.tar.zst"; }

private:
    explicit Workplace(std::filesystem::path path) : path_(std::move(path)) {}
    std::filesystem::path path_;
};

/// The filters as they were given.
std::string questionOf(const client::AuditQuery& filters) {
    json question = json::object();
    for (const auto& [name, value] :
         {std::pair{"user", &filters.user}, std::pair{"action", &filters.action},
          std::pair{"event_type", &filters.event_type}, std::pair{"severity", &filters.severity},
          std::pair{"result", &filters.result}, std::pair{"session_id", &filters.session_id},
          std::pair{"trace_id", &filters.trace_id}, std::pair{"resource", &filters.resource},
          std::pair{"source_ip", &filters.source_ip}, std::pair{"query", &filters.query},
          std::pair{"since", &filters.since}, std::pair{"until", &filters.until}})
        if (!value->empty())
            question[name] = *value;
    return question.dump();
}

/// The numbers of the events that fit, rising; what came after the checkpoint is left out.
Result<std::vector<std::uint64_t>> eventsThatFit(Source& source, const Order& order, std::uint64_t size,
                                                 const std::atomic<bool>& stop) {
    std::vector<std::uint64_t> seqs;
    std::string line;
    const auto take = [&](std::string_view piece) -> Result<void> {
        for (const char c : piece) {
            if (c != '\n') {
                line += c;
                continue;
            }
            const json event = json::parse(line, nullptr, false);
            if (event.is_object() && event.contains("seq") && event["seq"].is_number_unsigned())
                seqs.push_back(event["seq"].get<std::uint64_t>());
            line.clear();
        }
        if (order.progress)
            order.progress(0, seqs.size());
        return {};
    };
    INFERNO_CHECK(source.exportEvents(order.filters, "ndjson", take, stop));
    std::ranges::sort(seqs);
    std::erase_if(seqs, [&](std::uint64_t seq) { return seq >= size; });
    return seqs;
}

Result<Hash> hashOf(const std::string& text) {
    INFERNO_TRY(const Bytes bytes, fromHex(text));
    Hash hash{};
    if (bytes.size() != hash.size())
        return fail(ErrorCode::ProofInvalid, "a hash of the proof has " + std::to_string(bytes.size()) + " bytes");
    std::ranges::copy(bytes, hash.begin());
    return hash;
}

Result<vault::EventProof> proofOf(const client::InclusionProof& document) {
    vault::EventProof proof;
    proof.seq = document.seq;
    INFERNO_TRY(proof.record, fromBase64(document.record));
    INFERNO_TRY(proof.blob, fromBase64(document.blob));
    INFERNO_TRY(const Bytes salt, fromHex(document.salt));
    if (salt.size() != proof.salt.size())
        return fail(ErrorCode::ProofInvalid, "the salt has " + std::to_string(salt.size()) + " bytes");
    std::ranges::copy(salt, proof.salt.begin());
    INFERNO_TRY(proof.leafHash, hashOf(document.leaf_hash));
    for (const std::string& item : document.path) {
        INFERNO_TRY(proof.path.emplace_back(), hashOf(item));
    }
    return proof;
}

Result<void> addProofs(Source& source, const Order& order, const std::vector<std::uint64_t>& seqs,
                       vault::EvidenceWriter& writer, const std::atomic<bool>& stop) {
    const std::uint64_t size = writer.checkpoint().size;
    for (std::size_t at = 0; at < seqs.size() && !stop; at += kProofsAtOnce) {
        const auto begin = seqs.begin() + static_cast<std::ptrdiff_t>(at);
        const std::size_t count = std::min(kProofsAtOnce, seqs.size() - at);
        INFERNO_TRY(const client::ProofBatch batch,
                    source.proveAll({begin, begin + static_cast<std::ptrdiff_t>(count)}, size));
        for (const client::InclusionProof& item : batch.items) {
            INFERNO_TRY(const vault::EventProof proof, proofOf(item));
            INFERNO_CHECK(writer.add(proof));
        }
        if (order.progress)
            order.progress(writer.events(), seqs.size());
    }
    return {};
}

} // namespace

Result<std::string> ServiceSource::checkpoint() {
    return service_.checkpoint();
}
Result<std::string> ServiceSource::verifierHistory() {
    return service_.verifierHistory();
}
Result<client::ProofBatch> ServiceSource::proveAll(const std::vector<std::uint64_t>& seqs, std::uint64_t treeSize) {
    return service_.proveAll(seqs, treeSize);
}
Result<void> ServiceSource::exportEvents(const client::AuditQuery& filters, const std::string& format,
                                         const std::function<Result<void>(std::string_view)>& take,
                                         const std::atomic<bool>& stop) {
    return service_.exportAudit(filters, format, take, stop);
}

Result<std::optional<Packed>> exportEvidence(Source& source, const Order& order, const std::atomic<bool>& stop) {
    const std::filesystem::path output = std::filesystem::absolute(order.output);
    SystemVfs vfs;
    if (const auto there = vfs.stat(output); there && there->directory)
        return fail(ErrorCode::InputInvalid, output.string() + " is a folder", "name a file in it");
    if (!order.replace && exists(vfs, output))
        return fail(ErrorCode::IoExists, output.string() + " is there already", "name a new file");
    INFERNO_TRY(const std::string checkpoint, source.checkpoint());
    INFERNO_TRY(const std::string history, source.verifierHistory());
    INFERNO_TRY(const auto work, Workplace::beside(output));
    INFERNO_CHECK(vfs.makeFolder(work->bundle(), 0700));
    INFERNO_TRY(const auto writer,
                vault::EvidenceWriter::begin(vfs, work->bundle(), checkpoint, history, questionOf(order.filters)));
    INFERNO_TRY(const auto seqs, eventsThatFit(source, order, writer->checkpoint().size, stop));
    INFERNO_CHECK(addProofs(source, order, seqs, *writer, stop));
    if (stop)
        return std::nullopt;
    INFERNO_CHECK(writer->finish());
    const auto packed = order.pack(work->bundle(), work->archive());
    if (stop)
        return std::nullopt; // whatever the packer made of being stopped
    INFERNO_CHECK(packed);
    INFERNO_CHECK(vfs.rename(work->archive(), output));
    INFERNO_CHECK(vfs.syncFolder(output.parent_path()));
    return Packed{writer->events(), writer->checkpoint().size};
}

} // namespace inferno::evidence
