// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>

#include <CLI/CLI.hpp>

#include "app/verify/print.h"

/// inferno-verify DIR: checks a copy of a vault with neither its service nor any of its secret keys, and changes
/// nothing. Exit: 0 it holds, 1 it could not be checked, 2 usage, 3 no vault there, 6 it does not hold.

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
Result<std::filesystem::path> vaultFolderOf(Vfs& vfs, const std::filesystem::path& given) {
    INFERNO_TRY(const FileInfo info, vfs.stat(given));
    if (!info.directory)
        return fail(ErrorCode::NotBuilt, given.string() + " is a file; evidence bundles cannot be read yet",
                    "give the folder of a vault");
    const bool root = !exists(vfs, given / "keys.tbl") && exists(vfs, given / "vault");
    return root ? given / "vault" : given;
}

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

Result<vault::Verification> check(const std::filesystem::path& folder, const std::string& key,
                                  const std::filesystem::path& checkpoint, const std::string& level) {
    SystemVfs vfs;
    vault::KeyPaths paths; // no secret is looked for
    INFERNO_TRY(paths.vaultFolder, vaultFolderOf(vfs, folder));
    vault::VerifyOptions options;
    INFERNO_TRY(options.level, vault::parseVerifyLevel(level));
    if (!key.empty()) {
        INFERNO_TRY(options.key, keyOf(vfs, key));
    }
    if (!checkpoint.empty()) {
        INFERNO_TRY(const Bytes note, readFile(vfs, checkpoint, 1 << 20));
        options.checkpoint = asText(note);
    }
    return vault::verifyVault(vfs, paths, options);
}

} // namespace

int main(int argc, char** argv) {
    CLI::App app{"Checks a copy of an Inferno audit vault: signatures, order, and every stored byte against its signed "
                 "hash. Needs neither the service nor any secret key, and changes nothing.",
                 "inferno-verify"};
    std::string folder;
    std::string key;
    std::string checkpoint;
    std::string level = "ciphertext";
    bool json = false;
    app.add_option("DIR", folder, "The vault's folder, or a data root with one in it")->required();
    app.add_option("--key", key, "The verifier key that must have signed it: its text, or a file");
    app.add_option("--checkpoint", checkpoint, "A checkpoint (signed note) that was kept: the vault must contain it");
    app.add_option("--level", level, "How deep to look")
        ->check(CLI::IsMember({"structure", "ciphertext"}))
        ->capture_default_str();
    app.add_flag("--json", json, "One JSON document on standard output");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    const auto result = check(folder, key, checkpoint, level);
    if (!result)
        return complain(result.error());
    std::fputs((json ? verify::asJson(*result) : verify::asText(*result)).c_str(), stdout);
    return vault::exitCodeOf(result->verdict);
}
