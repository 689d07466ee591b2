// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "app/unpack/archive.h"
#include "app/unpack/pack.h"

namespace {

constexpr std::string_view kUsage =
    "usage: inferno-unpack list ARCHIVE\n"
    "       inferno-unpack extract ARCHIVE EMPTY_FOLDER\n"
    "       inferno-unpack pack FOLDER ARCHIVE.tar.zst\n"
    "Reads a zip or tar archive (gz, zst, xz, bz2) without network, programs or links,\n"
    "and prints its entries as JSON. pack makes a new one of a folder's files:\n"
    "the same files give the same bytes.\n";

int usage() {
    std::fputs(kUsage.data(), stderr);
    return 2;
}

} // namespace

int main(int argc, char** argv) {
    const std::string_view verb = argc > 1 ? argv[1] : "";
    if (verb == "--help" || verb == "-h") {
        std::fputs(kUsage.data(), stdout);
        return 0;
    }
    if (verb == "pack" && argc == 4) {
        if (const auto packed = inferno::unpack::packFolder(argv[2], argv[3]); !packed) {
            std::fprintf(stderr, "error: %s\n", packed.error().message().c_str());
            return 1;
        }
        return 0;
    }
    const bool extract = verb == "extract";
    if ((!extract && verb != "list") || argc != (extract ? 4 : 3))
        return usage();
    const auto entries = inferno::unpack::readArchive(argv[2], extract ? argv[3] : "", {});
    if (!entries) {
        std::fprintf(stderr, "error: %s\n", entries.error().message().c_str());
        return entries.error().code == inferno::ErrorCode::IoNotFound ? 3 : 1;
    }
    nlohmann::json document{{"entries", nlohmann::json::array()}};
    std::uint64_t bytes = 0;
    for (const auto& entry : *entries) {
        document["entries"].push_back({{"path", entry.path}, {"size", entry.size}, {"folder", entry.folder}});
        bytes += entry.size;
    }
    document["bytes"] = bytes;
    std::printf("%s\n", document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace).c_str());
    return 0;
}
