// SPDX-License-Identifier: GPL-3.0-or-later
// inferno-engine: computes for infernod, which starts it and talks to it over a socket pair.
#include <algorithm>
#include <charconv>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "core/inference/engine_server.h"
#include "core/inference/module.h"

namespace {

using namespace inferno;

constexpr std::string_view kUsage = R"(usage:
  inferno-engine --socket FD --workers N --threads N   serve over a connected socket; started by infernod
  inferno-engine --make-sample FILE [SOURCE]           write a TorchScript module: the sample, or one compiled from the
                                                       TorchScript methods in the text file SOURCE
  inferno-engine --info                                what it computes with
)";

int printError(const Error& error) {
    std::fprintf(stderr, "error: %s\n", error.message().c_str());
    return 1;
}

int makeSample(const std::vector<std::string_view>& arguments) {
    const std::string path(arguments[1]);
    if (arguments.size() == 2) {
        const auto saved = inference::saveSampleModule(path);
        return saved ? 0 : printError(saved.error());
    }
    std::ifstream file{std::string(arguments[2])};
    const std::string source{std::istreambuf_iterator<char>(file), {}};
    if (!file)
        return printError({ErrorCode::IoNotFound, std::string(arguments[2]), {}, {}, {}});
    const auto saved = inference::saveModule(path, source);
    return saved ? 0 : printError(saved.error());
}

int printInfo() {
    const inference::Runtime found = inference::runtime();
    std::printf("LibTorch %s\nBLAS %s\ndevice %s\ncores %d\n", found.torch.c_str(), found.blas.c_str(),
                found.device.c_str(), found.cores);
    return 0;
}

/// Reads "--name N" pairs; false for anything else.
bool readOptions(const std::vector<std::string_view>& arguments, inference::ServeOptions& options) {
    for (std::size_t i = 0; i < arguments.size(); i += 2) {
        int value = 0;
        if (i + 1 == arguments.size() ||
            std::from_chars(arguments[i + 1].begin(), arguments[i + 1].end(), value).ec != std::errc{})
            return false;
        if (arguments[i] == "--socket")
            options.socket = value;
        else if (arguments[i] == "--workers")
            options.workers = std::max(1, value);
        else if (arguments[i] == "--threads")
            options.intraOpThreads = std::max(1, value);
        else
            return false;
    }
    return !arguments.empty();
}

} // namespace

int main(int argc, char** argv) {
    const std::vector<std::string_view> arguments(argv + 1, argv + argc);
    if (arguments.size() >= 2 && arguments.size() <= 3 && arguments[0] == "--make-sample")
        return makeSample(arguments);
    if (arguments.size() == 1 && arguments[0] == "--info")
        return printInfo();
    inference::ServeOptions options;
    if (readOptions(arguments, options))
        return inference::serveEngine(options);
    std::fwrite(kUsage.data(), 1, kUsage.size(), stderr);
    return 2;
}
