// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/audit_proofs.h"

#include <chrono>
#include <cmath>
#include <cstdio>

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/audit_source.h"
#include "core/base/units.h"
#include "services/anchor/anchor.h"

namespace inferno::cli {
namespace {

using nlohmann::json;

struct ProofOptions {
    std::string level = "full";
    bool checkEncryption = false;
    std::string key;
    std::string checkpoint;
    std::string since;
    bool resume = false;
    bool showKey = false;
    std::uint64_t seq = 0;
    std::uint64_t oldSize = 0;
    std::uint64_t newSize = 0;
};

constexpr int kInterrupted = 130; // as shells report Ctrl+C

/// How far a verification is, on stderr: a bar that is written again on a terminal, a line now and then elsewhere.
class VerifyLine {
public:
    explicit VerifyLine(Context& context) : terminal_(isatty(STDERR_FILENO) == 1), width_(context.terminal().width) {}

    void show(const client::VerifyRun& run) {
        using namespace std::chrono_literals;
        const auto now = std::chrono::steady_clock::now();
        if (now < due_ || run.bytes_total == 0)
            return;
        due_ = now + (terminal_ ? std::chrono::steady_clock::duration(100ms) : std::chrono::steady_clock::duration(5s));
        const double part = static_cast<double>(run.bytes_done) / static_cast<double>(run.bytes_total);
        const std::string text = std::to_string(static_cast<int>(part * 100)) + " %, " +
                                 formatSize(ByteSize{run.bytes_done}) + " of " + formatSize(ByteSize{run.bytes_total}) +
                                 ", " + std::to_string(run.events_done) + " events";
        if (!terminal_)
            return note("verifying: " + text);
        constexpr std::size_t kBar = 30;
        const auto full = static_cast<std::size_t>(part * kBar);
        const std::string bar = "[" + std::string(full, '#') + std::string(kBar - std::min(full, kBar), ' ') + "] ";
        std::fprintf(stderr, "\r\033[K%s", cut(bar + text, width_ > 1 ? width_ - 1 : 79).c_str());
        shown_ = true;
    }
    void end() {
        if (std::exchange(shown_, false))
            std::fputs("\r\033[K", stderr);
    }

private:
    bool terminal_;
    std::size_t width_;
    std::chrono::steady_clock::time_point due_ = std::chrono::steady_clock::now() + std::chrono::milliseconds(300);
    bool shown_ = false;
};

std::string oneLine(std::string text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' '))
        text.pop_back();
    return text;
}

/// The value itself, or the content of the file that it names.
Result<std::string> textOrFile(const std::string& value) {
    SystemVfs vfs;
    if (!exists(vfs, value))
        return value;
    INFERNO_TRY(const Bytes content, readFile(vfs, value, 1U << 20));
    return std::string(asText(content));
}

Result<std::vector<Hash>> hashesOf(const std::vector<std::string>& path) {
    std::vector<Hash> hashes;
    for (const std::string& text : path) {
        INFERNO_TRY(const Bytes bytes, fromHex(text));
        if (bytes.size() != sizeof(Hash))
            return fail(ErrorCode::ProofInvalid, "a hash of the proof has " + std::to_string(bytes.size()) + " bytes");
        std::ranges::copy(bytes, hashes.emplace_back().begin());
    }
    return hashes;
}

anchor::ConsistencySource proofsOf(AuditSource& source) {
    return [&source](std::uint64_t oldSize, std::uint64_t newSize) -> Result<std::vector<Hash>> {
        INFERNO_TRY(const auto proof, source.consistency(oldSize, newSize));
        return hashesOf(proof.path);
    };
}

/// What this client has seen of the vault, and what was pinned by hand, against its newest checkpoint. The first
/// finding that does not fit; else the one of the client's own memory.
Result<anchor::Finding> compareWithMemory(Context& context, AuditSource& source, const ProofOptions& options) {
    INFERNO_TRY(const std::string note, source.checkpoint());
    INFERNO_TRY(const std::string key, source.verifierKey());
    INFERNO_TRY(const std::string history, source.verifierHistory());
    if (!options.key.empty() || !options.checkpoint.empty()) {
        anchor::Anchor pinned{"", key, note, ""};
        if (!options.key.empty()) {
            INFERNO_TRY(const std::string text, textOrFile(options.key));
            pinned.verifierKey = oneLine(text);
        }
        if (!options.checkpoint.empty()) {
            INFERNO_TRY(pinned.checkpoint, textOrFile(options.checkpoint));
        }
        INFERNO_TRY(auto finding, anchor::compare(pinned, key, note, proofsOf(source), history));
        if (finding.standing == anchor::Standing::RolledBack)
            return finding;
    }
    SystemVfs vfs;
    INFERNO_TRY(const auto folder, client::userStateFolder(context.environment()));
    return anchor::checkAndRemember(anchor::AnchorStore(vfs, folder / "anchors"), key, note, proofsOf(source), history,
                                    context.clock().now());
}

bool isWhole(const std::string& verdict) {
    return verdict == "ok" || verdict == "torn_tail" || verdict == "erased" || verdict == "pruned";
}

int exitCodeOf(const std::string& verdict) {
    return isWhole(verdict) ? kOk : verdict == "key_unavailable" ? kRefused : kViolated;
}

void printVerdict(Context& context, const client::VerifyResult& result, const std::string& memory) {
    printLine(context.terminal().paint(result.verdict, styleOf(result.verdict)) + " · " +
              std::to_string(result.events) + " events, level " + result.level +
              (result.mode == "offline" ? ", read from the files" : ", by the service"));
    printLine("  durable " + std::to_string(result.durable) + ", under a signed checkpoint " +
              std::to_string(result.checkpointed) + ", sealed " + std::to_string(result.sealed));
    printLine("  root " + result.root);
    printLine(
        "  unanchored tail: " + std::to_string(result.unanchored) + (result.unanchored == 1 ? " record" : " records") +
        (result.unanchored_seconds > 0 ? ", " + std::to_string(std::lround(result.unanchored_seconds)) + " s" : ""));
    if (!result.since.empty())
        printLine("  since " + context.when(result.since) + ": " + std::to_string(result.skipped) +
                  " older events were not read; what is signed about them holds");
    if (!result.resumed.empty())
        printLine("  " + std::to_string(result.resumed_events) + " events were checked before, until " +
                  context.when(result.resumed) + ", and not again");
    if (!memory.empty())
        printLine("  " + memory);
    for (const client::VerifyNote& one : result.notes)
        printLine("  note: event " + std::to_string(one.seq) + ": " + printable(one.detail));
    for (const client::VerifyProblem& problem : result.problems) {
        std::string place = problem.file;
        if (!place.empty() && problem.has_offset)
            place += " at byte " + std::to_string(problem.offset);
        if (problem.has_seq)
            place += (place.empty() ? "event " : ", event ") + std::to_string(problem.seq);
        printLine(context.terminal().paint("  " + problem.verdict, styleOf(problem.verdict)) + ": " +
                  printable(problem.detail) + (place.empty() ? "" : " (" + printable(place) + ")"));
    }
}

std::string memoryText(const anchor::Finding& finding) {
    switch (finding.standing) {
    case anchor::Standing::First: return "seen for the first time: remembered for later";
    case anchor::Standing::Unchanged:
    case anchor::Standing::Grown:
        return "it holds the " + std::to_string(finding.seenSize) + " events that were seen here before";
    case anchor::Standing::RolledBack: break;
    }
    return "";
}

/// The tail above what was seen here before, if nobody else has seen more.
void takeTail(Context& context, const anchor::Finding& finding, client::VerifyResult& result) {
    const std::uint64_t tail = result.events - std::min(result.events, finding.seenSize);
    if (tail > result.unanchored)
        return;
    result.unanchored = tail;
    const auto seen = parseRfc3339(finding.seenTime);
    result.unanchored_seconds =
        seen ? std::max(0.0, std::chrono::duration<double>(context.clock().now() - *seen).count()) : 0;
}

/// What the configured places hold against the vault, where no service has asked them. One that does not answer is no
/// finding.
Result<void> askPlaces(AuditSource& source, client::VerifyResult& result) {
    const auto places = source.places();
    if (!places)
        cli::note("the places of [audit.anchors] were not asked: " + places.error().message());
    if (!places || places->empty())
        return {};
    INFERNO_TRY(const std::string checkpoint, source.checkpoint());
    INFERNO_TRY(const std::string key, source.verifierKey());
    INFERNO_TRY(const std::string history, source.verifierHistory());
    INFERNO_TRY(const anchor::Newest newest, anchor::newestOf(key, checkpoint, history));
    for (const auto& place : *places) {
        const auto outcome = place->check(newest, proofsOf(source));
        if (!outcome) {
            cli::note(place->kind() + " " + place->name() + " was not asked: " + outcome.error().message());
        } else if (outcome->rolledBack) {
            result.verdict = "rolled_back";
            result.problems.push_back(
                {"rolled_back", 0, "", 0, place->kind() + " " + place->name() + ": " + *outcome->rolledBack});
        }
    }
    return {};
}

Result<int> verify(Context& context, const ProofOptions& options) {
    if (options.checkEncryption && options.level != "full")
        return fail(ErrorCode::InputInvalid,
                    "--check-encryption decrypts every block, and --level " + options.level + " none",
                    "leave one of them out");
    INFERNO_TRY(const auto source, auditSource(context));
    Context::catchInterrupt();
    VerifyLine line(context);
    auto verified = source->verify({options.level, options.since, options.resume},
                                   [&](const client::VerifyRun& run) { line.show(run); });
    line.end();
    if (!verified && verified.error().code == ErrorCode::VerifyCancelled) {
        note("stopped; inferno audit verify --resume goes on where it was");
        return kInterrupted;
    }
    INFERNO_TRY(client::VerifyResult result, std::move(verified));
    std::string memory;
    // A vault that does not hold is not compared: there is nothing to compare.
    if (isWhole(result.verdict)) {
        const auto finding = compareWithMemory(context, *source, options);
        const bool keysAbsent = !finding && idOf(finding.error().code).starts_with("key.");
        if (!finding && result.checkpointed == 0 && kindOf(finding.error().code) != ErrorKind::Integrity) {
            memory = "nothing is signed yet";
        } else if (keysAbsent && options.key.empty() && options.checkpoint.empty()) {
            memory = "not compared with what was seen here before: " + finding.error().message();
        } else if (!finding) {
            return std::unexpected(finding.error());
        } else if (finding->standing == anchor::Standing::RolledBack) {
            result.verdict = "rolled_back";
            result.problems.push_back({"rolled_back", 0, "", 0, finding->detail});
        } else {
            memory = memoryText(*finding);
            takeTail(context, *finding, result);
        }
        INFERNO_CHECK(askPlaces(*source, result));
    }
    if (context.json())
        printJson(result);
    else
        printVerdict(context, result, memory);
    return exitCodeOf(result.verdict);
}

Result<int> checkpoint(Context& context, const ProofOptions& options) {
    INFERNO_TRY(const auto source, auditSource(context));
    INFERNO_TRY(const std::string key, source->verifierKey());
    if (options.showKey) {
        context.json() ? printJson({{"verifier_key", key}}) : printLine(key);
        return kOk;
    }
    INFERNO_TRY(const std::string note, source->checkpoint());
    INFERNO_TRY(const std::string history, source->verifierHistory());
    SystemVfs vfs;
    INFERNO_TRY(const auto folder, client::userStateFolder(context.environment()));
    INFERNO_TRY(const auto finding, anchor::checkAndRemember(anchor::AnchorStore(vfs, folder / "anchors"), key, note,
                                                             proofsOf(*source), history, context.clock().now()));
    if (context.json())
        printJson({{"checkpoint", note}, {"verifier_key", key}});
    else
        print(note);
    if (finding.standing == anchor::Standing::RolledBack)
        return fail(ErrorCode::VaultAltered, "rolled_back: " + finding.detail,
                    "inferno audit verify says more; keep a copy of the vault as it is");
    return kOk;
}

Result<int> prove(Context& context, const ProofOptions& options) {
    INFERNO_TRY(const auto source, auditSource(context));
    INFERNO_TRY(const client::InclusionProof proof, source->prove(options.seq));
    if (!options.checkpoint.empty()) {
        // The proof is against the newest checkpoint: that one must hold the one that was named.
        INFERNO_TRY(const std::string pinned, textOrFile(options.checkpoint));
        INFERNO_TRY(const std::string key, source->verifierKey());
        INFERNO_TRY(const std::string history, source->verifierHistory());
        INFERNO_TRY(const auto finding, anchor::compare(anchor::Anchor{"", key, pinned, ""}, key, proof.checkpoint,
                                                        proofsOf(*source), history));
        if (finding.standing == anchor::Standing::RolledBack)
            return fail(ErrorCode::ProofInvalid, finding.detail, "the checkpoint that was named is of another history");
    }
    if (context.json()) {
        printJson(proof);
        return kOk;
    }
    printLine("Event " + std::to_string(proof.seq) + " is leaf " + std::to_string(proof.leaf_index) +
              " of the tree of " + std::to_string(proof.tree_size) + " events");
    if (proof.subject_number != 0)
        printLine("  subject " + std::to_string(proof.subject_number) + " is " + printable(proof.user));
    printLine("  leaf  " + proof.leaf_hash);
    for (const std::string& hash : proof.path)
        printLine("        " + hash);
    printLine("  root  " + proof.root);
    if (!proof.blob.empty())
        printLine("  blob  " + std::to_string(proof.blob.size() / 4 * 3) +
                  " bytes beside the record (--json gives them)");
    print("\n" + proof.checkpoint);
    return kOk;
}

Result<int> consistency(Context& context, const ProofOptions& options) {
    INFERNO_TRY(const auto source, auditSource(context));
    INFERNO_TRY(const client::ConsistencyProof proof, source->consistency(options.oldSize, options.newSize));
    if (context.json()) {
        printJson(proof);
        return kOk;
    }
    printLine("The tree of " + std::to_string(proof.new_size) + " events holds that of " +
              std::to_string(proof.old_size));
    printLine("  old root  " + proof.old_root);
    printLine("  new root  " + proof.new_root);
    for (const std::string& hash : proof.path)
        printLine("            " + hash);
    return kOk;
}

} // namespace

void addAuditProofs(CLI::App& group, Context& context) {
    const auto options = std::make_shared<ProofOptions>();

    CLI::App* verifying = group.add_subcommand("verify", "Check that nothing was changed, cut off or exchanged");
    verifying->add_option("--level", options->level, "structure, ciphertext or full")
        ->check(CLI::IsMember({"structure", "ciphertext", "full"}))
        ->capture_default_str();
    verifying->add_flag("--check-encryption", options->checkEncryption,
                        "decrypt every block under every version of the keys, as level full does");
    verifying->add_option("--key", options->key, "the verifier key that must have signed, or a file with it");
    verifying->add_option("--checkpoint", options->checkpoint, "a checkpoint that must be held, in a file");
    verifying->add_option("--since", options->since, "read only blocks with events from then on: 24h, 7d, or RFC 3339");
    verifying->add_flag("--resume", options->resume, "go on where a verification was interrupted");
    onCall(verifying, context, [&context, options] { return verify(context, *options); });

    CLI::App* newest = group.add_subcommand("checkpoint", "Print the newest signed checkpoint (C2SP signed note)");
    newest->add_flag("--key", options->showKey, "print the verifier key instead");
    onCall(newest, context, [&context, options] { return checkpoint(context, *options); });

    CLI::App* proving = group.add_subcommand("prove", "Prove that an event is in the vault (RFC 6962)");
    proving->add_option("SEQ", options->seq, "the event's number")->required();
    proving->add_option("--checkpoint", options->checkpoint, "a checkpoint that must be held, in a file");
    onCall(proving, context, [&context, options] { return prove(context, *options); });

    CLI::App* comparing = group.add_subcommand("consistency", "Prove that a larger tree holds a smaller one");
    comparing->add_option("OLD", options->oldSize, "size of the smaller tree")->required();
    comparing->add_option("NEW", options->newSize, "size of the larger tree")->required();
    onCall(comparing, context, [&context, options] { return consistency(context, *options); });
    for (CLI::App* command : {verifying, newest, proving, comparing})
        command->add_option(
            "--passphrase-file", context.passphraseFile,
            "with no service: the passphrase that opens the vault, in the first line; - standard input");
}

} // namespace inferno::cli
