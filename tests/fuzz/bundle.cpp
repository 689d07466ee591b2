// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/bundle.h"

#include <nlohmann/json.hpp>

#include "core/vault/leaf_hasher.h"

namespace inferno::fuzz {

using namespace inferno::vault;

namespace {

class Leaves final : public GroupLeaves {
public:
    explicit Leaves(std::vector<Hash> leaves) : leaves_(std::move(leaves)) {}
    Result<std::vector<Hash>> leafHashes(std::uint64_t) override { return leaves_; }

private:
    std::vector<Hash> leaves_;
};

} // namespace

BundleFiles sampleBundle() {
    Sample& sample = Sample::get();
    const RecordSet records = plainRecords();
    LeafHasher hasher(*sample.keys);
    Leaves leaves(must(hasher.hashAll(records)));
    const GroupTree groups;
    VaultNodes nodes(groups, leaves);
    TreeHasher tree;
    const Hash root = must(rootAt(nodes, tree, records.size()));
    const std::string checkpoint = sample.note(Checkpoint{sample.keys->origin(), records.size(), root}.body());

    const std::filesystem::path folder = "/true-bundle";
    must(sample.vfs.makeFolder(folder, 0700));
    const Bytes verifiers = must(readFile(sample.vfs, sample.folder / "verifiers.note"));
    const auto writer = must(
        EvidenceWriter::begin(sample.vfs, folder, checkpoint, std::string(asText(verifiers)), R"({"user":"grace"})"));
    for (const std::uint64_t seq : {1, 2}) {
        EventProof proof;
        proof.seq = seq;
        proof.record.assign(records[seq].begin(), records[seq].end());
        proof.leafHash = must(hasher.hash(records[seq]));
        proof.salt = must(hasher.saltOf(records[seq]));
        proof.treeSize = records.size();
        proof.root = root;
        proof.path = must(inclusionProof(nodes, tree, seq, records.size()));
        proof.checkpoint = checkpoint;
        must(writer->add(proof));
    }
    must(writer->finish());
    BundleFiles files;
    for (const char* name : kBundleFiles)
        files[name] = must(readFile(sample.vfs, folder / name));
    // The instructions are no input: a bundle is whole without them, once its manifest does not name them.
    auto manifest = nlohmann::ordered_json::parse(asText(files[evidence::kManifest]));
    auto& rows = manifest["files"];
    for (std::size_t i = rows.size(); i-- > 0;)
        if (rows[i]["path"] == evidence::kReadme)
            rows.erase(i);
    const std::string text = manifest.dump();
    files[evidence::kManifest].assign(text.begin(), text.end());
    return files;
}

} // namespace inferno::fuzz
