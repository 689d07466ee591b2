// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/checkpoint_log.h"
#include "core/vault/signed_note.h"
#include "core/vault/verifier_history.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/sample.h"

/// Signed notes, keys, checkpoints, the file of checkpoints, and the history of keys.

using namespace inferno;
using namespace inferno::vault;
using namespace inferno::fuzz;

namespace {

void readNote(std::string_view text) {
    (void)openNote(text, Sample::get().verifiers);
    const auto note = SignedNote::parse(text);
    if (!note)
        return;
    markTaken();
    FUZZ_REQUIRE(note->serialized() == text);
    for (const NoteSignature& signature : note->signatures)
        (void)cosignatureTime(signature.signature);
}

/// A text that the vault signed, whatever it says.
void readSigned(std::string_view text) {
    const Sample& sample = Sample::get();
    const auto note = sample.signer->signedNote(text);
    if (!note)
        return;
    const auto opened = openNote(*note, sample.verifiers);
    FUZZ_REQUIRE(opened && opened->text == text && opened->verified.size() == 1);
    const auto checkpoint = Checkpoint::parse(opened->text);
    if (!checkpoint)
        return;
    markTaken();
    FUZZ_REQUIRE(text.starts_with(checkpoint->body()));
    FUZZ_REQUIRE(Checkpoint::parse(checkpoint->body()) == *checkpoint);
}

void readKeys(std::string_view text) {
    if (const auto key = VerifierKey::parse(text)) {
        markTaken();
        FUZZ_REQUIRE(key->text() == text);
    }
    if (const auto signer = NoteSigner::parse(text)) {
        markTaken();
        FUZZ_REQUIRE(signer->text() == text);
        FUZZ_REQUIRE(VerifierKey::parse(signer->verifier().text()) == signer->verifier());
    }
}

void readHistory(std::string_view note) {
    const auto history = VerifierHistory::parse(note);
    if (!history)
        return;
    markTaken();
    FUZZ_REQUIRE(!history->keys.empty() && history->handovers.size() + 1 == history->keys.size());
    for (const VerifierKey& key : history->keys)
        FUZZ_REQUIRE(history->knows(key) && key.name == history->origin);
}

/// A file of checkpoints that the vault signed, one for each text of the input, and whatever follows.
void readLog(Input input) {
    Sample& sample = Sample::get();
    std::string file;
    for (std::size_t count = input.number<std::uint8_t>() % 5; count > 0; --count) {
        const std::string_view body = asText(input.part());
        const auto note = sample.signer->signedNote(body);
        file += note ? *note + "\n" : std::string(body);
    }
    file += input.text();
    sample.vfs.put(checkpointsPath(sample.folder), asBytes(file));
    std::optional<StoredCheckpoint> last;
    const auto end =
        readCheckpoints(sample.vfs, sample.folder, sample.keys->origin(), sample.verifiers,
                        [&](const StoredCheckpoint& stored) -> Result<void> {
                            FUZZ_REQUIRE(file.compare(stored.offset, stored.note.size(), stored.note) == 0);
                            last = stored;
                            return {};
                        });
    const auto newest = newestCheckpoint(sample.vfs, sample.folder, sample.keys->origin(), sample.verifiers);
    if (!end)
        return;
    FUZZ_REQUIRE(*end <= file.size());
    if (last) {
        markTaken();
        FUZZ_REQUIRE(newest && *newest && (*newest)->note == last->note && (*newest)->offset == last->offset);
    }
    const std::string whole = file.substr(0, *end);
    const auto thinned = thinnedCheckpoints(whole, sample.keys->origin(), sample.verifiers, {~0ULL, {}});
    FUZZ_REQUIRE(!thinned || thinned->size() <= whole.size());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Input input(data, size);
    switch (input.number<std::uint8_t>() % 6) {
    case 0: readNote(input.text()); break;
    case 1: readSigned(input.text()); break;
    case 2: readKeys(input.text()); break;
    case 3: readHistory(input.text()); break;
    case 4: readHistory(Sample::get().note(input.text())); break;
    default: readLog(input);
    }
    return 0;
}
