// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/kept_nodes.h"
#include "core/vault/merkle.h"
#include "core/vault/tlog_proof.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/sample.h"

/// Proofs: whatever somebody sends as one, proofs of a true tree with something changed in them, and the text form.

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::fuzz;

namespace {

constexpr std::uint64_t kMaxLeaves = 70;

Hash hashFrom(Input& input) {
    Hash hash{};
    std::ranges::copy(input.take(hash.size()), hash.begin());
    return hash;
}

Proof pathFrom(Input& input) {
    Proof path(input.number<std::uint8_t>() % 80);
    for (Hash& hash : path)
        hash = hashFrom(input);
    return path;
}

void readAny(Input input) {
    TreeHasher hasher;
    const auto first = input.number<std::uint64_t>();
    const auto second = input.number<std::uint64_t>();
    const Hash one = hashFrom(input);
    const Hash other = hashFrom(input);
    const Proof path = pathFrom(input);
    if (verifyInclusion(hasher, first, second, one, path, other)) {
        markTaken();
        FUZZ_REQUIRE(first < second && path.size() <= 64);
    }
    if (verifyConsistency(hasher, first, second, one, other, path)) {
        markTaken();
        FUZZ_REQUIRE(first > 0 && first <= second && path.size() <= 128);
    }
    (void)CompactRange::fromNodes(first, path);
}

/// All nodes of a small tree.
class SmallTree final : public NodeReader {
public:
    explicit SmallTree(std::uint64_t size) {
        for (std::uint64_t i = 0; i < size; ++i)
            leaves_.push_back(hasher_.leaf(asBytes(std::to_string(i))));
    }
    Result<Hash> node(NodeId id) override {
        return hasher_.subtree(std::span(leaves_).subspan(id.index << id.level, 1ULL << id.level));
    }
    const Hash& leaf(std::uint64_t i) const { return leaves_[i]; }

private:
    TreeHasher hasher_;
    std::vector<Hash> leaves_;
};

/// A hash is changed, or one more, or one less; false if nothing was.
bool change(Proof& path, Input& input) {
    const auto how = input.number<std::uint8_t>();
    const auto at = input.number<std::uint16_t>();
    if (how % 4 == 0)
        return false;
    if (how % 4 == 1 || path.empty()) {
        path.insert(path.begin() + at % (path.size() + 1), hashFrom(input));
        return true;
    }
    if (how % 4 == 2) {
        path.erase(path.begin() + at % path.size());
        return true;
    }
    path[at % path.size()][how / 4 % 32] ^= static_cast<std::uint8_t>(1U << (at / 256 % 8));
    return true;
}

void readChanged(Input input) {
    TreeHasher hasher;
    const std::uint64_t size = 1 + input.number<std::uint8_t>() % kMaxLeaves;
    const std::uint64_t index = input.number<std::uint8_t>() % size;
    SmallTree tree(size);
    const Hash root = must(rootAt(tree, hasher, size));
    Proof path = must(inclusionProof(tree, hasher, index, size));
    const bool changed = change(path, input);
    FUZZ_REQUIRE(verifyInclusion(hasher, index, size, tree.leaf(index), path, root).has_value() != changed);

    const std::uint64_t old = 1 + index;
    const Hash oldRoot = must(rootAt(tree, hasher, old));
    path = must(consistencyProof(tree, hasher, old, size));
    const bool changedToo = change(path, input);
    FUZZ_REQUIRE(verifyConsistency(hasher, old, size, oldRoot, root, path).has_value() != changedToo);
    markTaken();
}

void readText(std::string_view text) {
    const auto proof = TlogProof::parse(text);
    if (!proof)
        return;
    markTaken();
    FUZZ_REQUIRE(proof->serialized() == text || proof->extra.empty()); // an empty one may be there or not
}

void readCover(Input input) {
    const auto begin = input.number<std::uint64_t>();
    const auto length = input.number<std::uint64_t>();
    if (begin > ~0ULL / 2 || length > ~0ULL / 2)
        return;
    std::uint64_t at = begin;
    for (const NodeId id : coverOf(begin, begin + length)) {
        FUZZ_REQUIRE(id.level < 64 && id.index << id.level == at);
        at += 1ULL << id.level;
    }
    FUZZ_REQUIRE(at == begin + length);
    markTaken();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Input input(data, size);
    switch (input.number<std::uint8_t>() % 4) {
    case 0: readAny(input); break;
    case 1: readChanged(input); break;
    case 2: readText(input.text()); break;
    default: readCover(input);
    }
    return 0;
}
