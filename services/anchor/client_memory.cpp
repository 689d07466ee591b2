// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/anchor/client_memory.h"

#include <algorithm>

#include "services/client/client.h"

namespace inferno::anchor {

Result<Finding> rememberService(client::Client& service, const std::filesystem::path& folder, WallTime now) {
    INFERNO_TRY(const std::string note, service.checkpoint());
    INFERNO_TRY(const std::string key, service.verifierKey());
    INFERNO_TRY(const std::string history, service.verifierHistory());
    const auto proofs = [&](std::uint64_t oldSize, std::uint64_t newSize) -> Result<std::vector<Hash>> {
        INFERNO_TRY(const client::ConsistencyProof proof, service.consistency(oldSize, newSize));
        std::vector<Hash> hashes;
        for (const std::string& text : proof.path) {
            INFERNO_TRY(const Bytes bytes, fromHex(text));
            if (bytes.size() != sizeof(Hash))
                return fail(ErrorCode::ProofInvalid, "a hash of the proof has another length");
            std::ranges::copy(bytes, hashes.emplace_back().begin());
        }
        return hashes;
    };
    SystemVfs vfs;
    return checkAndRemember(AnchorStore(vfs, folder), key, note, proofs, history, now);
}

} // namespace inferno::anchor
