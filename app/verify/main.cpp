// SPDX-License-Identifier: GPL-3.0-or-later
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include <CLI/CLI.hpp>

#include "app/unpack/run_unpack.h"
#include "app/verify/print.h"

/// inferno-verify BUNDLE|DIR: checks a bundle of evidence, or a copy of a vault, with neither its service nor any of
/// its secret keys, and changes nothing. Exit: 0 it holds, 1 it could not be checked, 2 usage, 3 nothing there, 6 it
/// does not hold.

using namespace inferno;

namespace {

int complain(const Error& error) {
    std::fprintf(stderr, "error: %s\n", error.message().c_str());
    switch (kindOf(error.code)) {
    case ErrorKind::Invalid: return 2;
    case ErrorKind::NotFound: return 3;
    case ErrorKind::Unauthenticated:
    case ErrorKind::Denied: return 4;
    case ErrorKind::Integrity: return 6;
    default: return 1;
    }
}

/// A vault's folder, or a data root with one in it.
std::filesystem::path vaultFolderOf(Vfs& vfs, const std::filesystem::path& given) {
    const bool root = !exists(vfs, given / "keys.tbl") && exists(vfs, given / "vault");
    return root ? given / "vault" : given;
}

/// A folder that goes with whoever made it.
class TemporaryFolder {
public:
    static Result<std::unique_ptr<TemporaryFolder>> make() {
        std::string pattern = (std::filesystem::temp_directory_path() / "inferno-verify-XXXXXX").string();
        if (!::mkdtemp(pattern.data()))
            return std::unexpected(errnoError(errno, "making a folder to unpack into"));
        return std::unique_ptr<TemporaryFolder>(new TemporaryFolder(pattern));
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    const std::filesystem::path& path() const { return path_; }

private:
    explicit TemporaryFolder(std::filesystem::path path) : path_(std::move(path)) {}
    std::filesystem::path path_;
};

/// A verifier key as text, or a file that holds one.
Result<vault::VerifierKey> keyOf(Vfs& vfs, const std::string& given) {
    std::string text = given;
    if (exists(vfs, given)) {
        INFERNO_TRY(const Bytes content, readFile(vfs, given, 4096));
        text = asText(content);
        text.erase(text.find_last_not_of(" \r\n\t") + 1);
    }
    auto key = vault::VerifierKey::parse(text);
    if (!key)
        return failBecause(key.error(), ErrorCode::InputInvalid, "--key is no verifier key: " + key.error().detail,
                           "inferno audit checkpoint --key prints it");
    return key;
}

struct Question {
    std::filesystem::path what;
    std::string key;
    std::filesystem::path checkpoint;
    std::string level = "ciphertext";
    bool json = false;
};

struct Pinned {
    std::optional<vault::VerifierKey> key;
    std::optional<std::string> checkpoint;
};
Result<Pinned> pinnedBy(Vfs& vfs, const Question& question) {
    Pinned pinned;
    if (!question.key.empty()) {
        INFERNO_TRY(pinned.key, keyOf(vfs, question.key));
    }
    if (!question.checkpoint.empty()) {
        INFERNO_TRY(const Bytes note, readFile(vfs, question.checkpoint, 1 << 20));
        pinned.checkpoint = asText(note);
    }
    return pinned;
}

Result<int> checkBundle(Vfs& vfs, const std::filesystem::path& folder, const Question& question) {
    INFERNO_TRY(Pinned pinned, pinnedBy(vfs, question));
    INFERNO_TRY(const vault::EvidenceResult result,
                vault::checkEvidence(vfs, folder, {std::move(pinned.key), std::move(pinned.checkpoint)}));
    const bool asked = !question.key.empty();
    std::fputs((question.json ? verify::asJson(result) : verify::asText(result, asked)).c_str(), stdout);
    return vault::exitCodeOf(result.verdict);
}

Result<int> checkVault(Vfs& vfs, const Question& question) {
    vault::KeyPaths paths; // no secret is looked for
    paths.vaultFolder = vaultFolderOf(vfs, question.what);
    INFERNO_TRY(Pinned pinned, pinnedBy(vfs, question));
    vault::VerifyOptions options;
    INFERNO_TRY(options.level, vault::parseVerifyLevel(question.level));
    options.key = std::move(pinned.key);
    options.checkpoint = std::move(pinned.checkpoint);
    INFERNO_TRY(const vault::Verification result, vault::verifyVault(vfs, paths, options));
    std::fputs((question.json ? verify::asJson(result) : verify::asText(result)).c_str(), stdout);
    return vault::exitCodeOf(result.verdict);
}

/// A packed bundle, an unpacked one, or a vault.
Result<int> check(const Question& question) {
    SystemVfs vfs;
    INFERNO_TRY(const FileInfo info, vfs.stat(question.what));
    if (info.directory)
        return vault::isEvidence(vfs, question.what) ? checkBundle(vfs, question.what, question)
                                                     : checkVault(vfs, question);
    INFERNO_TRY(const auto folder, TemporaryFolder::make());
    INFERNO_CHECK(
        unpack::runUnpack({"extract", std::filesystem::absolute(question.what).string(), folder->path().string()}));
    if (!vault::isEvidence(vfs, folder->path()))
        return fail(ErrorCode::InputInvalid, question.what.string() + " is an archive without a manifest of evidence",
                    "inferno audit export --evidence makes such bundles");
    return checkBundle(vfs, folder->path(), question);
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app{"Checks evidence from an Inferno audit vault (a bundle, packed or unpacked), or a copy of the vault: "
                 "signatures, order, and every stored byte against its signed hash. Needs neither the service nor any "
                 "secret key, and changes nothing.",
                 "inferno-verify"};
    Question question;
    app.add_option("BUNDLE|DIR", question.what, "A bundle of evidence, a vault's folder, or a data root with one in it")
        ->required();
    app.add_option("--key", question.key, "The verifier key that must have signed it: its text, or a file");
    app.add_option("--checkpoint", question.checkpoint, "A checkpoint (signed note) that was kept: it must be held");
    app.add_option("--level", question.level, "How deep to look into a vault")
        ->check(CLI::IsMember({"structure", "ciphertext"}))
        ->capture_default_str();
    app.add_flag("--json", question.json, "One JSON document on standard output");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    const auto code = check(question);
    return code ? *code : complain(code.error());
}
