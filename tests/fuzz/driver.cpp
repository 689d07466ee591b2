// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/resource.h>
#include <unistd.h>

#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "tests/fuzz/input.h"

/// Runs a fuzz target without libFuzzer: `fuzz_NAME CORPUS COUNT` gives it each file of the folder and then COUNT
/// mutations of them, always the same ones; `fuzz_NAME FILE…` gives it these files. What it was given when it broke is
/// left in fuzz_NAME.broken. The address space is bounded, so that memory without measure is a failure as well.

namespace {

using inferno::Bytes;
namespace fs = std::filesystem;

constexpr rlim_t kMaxMemory = 2ULL << 30;
constexpr std::size_t kMaxInput = 64 * 1024;

std::string name;
const Bytes* current = nullptr;

void leaveInput(int signal) {
    if (current) {
        if (std::FILE* file = std::fopen((name + ".broken").c_str(), "wb")) {
            std::fwrite(current->data(), 1, current->size(), file);
            std::fclose(file);
        }
        std::fprintf(stderr, "%s: the input is in %s.broken\n", name.c_str(), name.c_str());
    }
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void give(const Bytes& input) {
    current = &input;
    inferno::fuzz::taken = false;
    LLVMFuzzerTestOneInput(input.data(), input.size());
    current = nullptr;
}

Bytes readAll(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return Bytes(std::istreambuf_iterator<char>(file), {});
}

/// Changes an input in one of the ways in which files break, or are made to.
class Mutator {
public:
    explicit Mutator(const std::vector<Bytes>& seeds) : seeds_(seeds) {}

    Bytes next() {
        Bytes input = seeds_[below(seeds_.size())];
        for (std::size_t changes = 1 + below(3); changes > 0; --changes)
            change(input);
        if (input.size() > kMaxInput)
            input.resize(kMaxInput);
        return input;
    }

private:
    std::size_t below(std::size_t bound) { return bound == 0 ? 0 : random_() % bound; }

    void change(Bytes& input) {
        const std::size_t at = below(input.size());
        const auto here = input.begin() + static_cast<std::ptrdiff_t>(at);
        switch (input.empty() ? 5 : below(8)) {
        case 0: // a bit
            *here ^= static_cast<std::uint8_t>(1U << below(8));
            return;
        case 1: // a byte
            *here = static_cast<std::uint8_t>(random_());
            return;
        case 2: // the end is missing
            input.resize(at);
            return;
        case 3: { // a length or a number becomes extreme
            static constexpr std::array<std::uint64_t, 8> kExtremes = {0,      1,          0x7F,       0xFF,
                                                                       0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF, ~0ULL};
            const std::uint64_t value = kExtremes[below(kExtremes.size())] - below(2);
            static constexpr std::array<std::size_t, 4> kWidths = {1, 2, 4, 8};
            const std::size_t width = std::min(kWidths[below(4)], input.size() - at);
            std::memcpy(&*here, &value, width);
            return;
        }
        case 4: { // the end of another one
            const Bytes& other = seeds_[below(seeds_.size())];
            input.resize(at);
            const std::size_t from = below(other.size());
            input.insert(input.end(), other.begin() + static_cast<std::ptrdiff_t>(from), other.end());
            return;
        }
        case 5: { // a few bytes more
            Bytes more(1 + below(8));
            for (std::uint8_t& byte : more)
                byte = static_cast<std::uint8_t>(random_());
            input.insert(here, more.begin(), more.end());
            return;
        }
        case 6: { // a piece twice
            const Bytes piece(
                here, here + static_cast<std::ptrdiff_t>(std::min<std::size_t>(below(64) + 1, input.size() - at)));
            input.insert(here, piece.begin(), piece.end());
            return;
        }
        default: // a piece less
            input.erase(here,
                        here + static_cast<std::ptrdiff_t>(std::min<std::size_t>(below(16) + 1, input.size() - at)));
        }
    }

    const std::vector<Bytes>& seeds_;
    std::mt19937_64 random_{20261130};
};

} // namespace

int main(int argc, char** argv) {
    name = fs::path(argv[0]).filename().string();
    if (argc < 2) {
        std::fprintf(stderr, "usage: %s CORPUS COUNT | %s FILE…\n", name.c_str(), name.c_str());
        return 2;
    }
    for (const int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGBUS})
        std::signal(signal, leaveInput);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    const rlimit memory{kMaxMemory, kMaxMemory};
    setrlimit(RLIMIT_AS, &memory);
#endif
    std::vector<fs::path> files;
    const bool folder = fs::is_directory(argv[1]);
    if (folder)
        for (const auto& entry : fs::directory_iterator(argv[1]))
            files.push_back(entry.path());
    else
        files.assign(argv + 1, argv + argc);
    std::ranges::sort(files);
    if (files.empty()) {
        std::fprintf(stderr, "%s: there is no seed in %s\n", name.c_str(), argv[1]);
        return 1;
    }
    std::vector<Bytes> seeds;
    for (const fs::path& file : files) {
        seeds.push_back(readAll(file));
        give(seeds.back());
        if (folder && file.filename().string().starts_with("good") && !inferno::fuzz::taken) {
            std::fprintf(stderr, "%s: %s is not taken any more · make the seeds anew: fuzz_seeds tests/fuzz/corpus\n",
                         name.c_str(), file.c_str());
            return 1;
        }
    }
    const unsigned long count = folder && argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 0;
    unsigned long deep = 0;
    Mutator mutator(seeds);
    for (unsigned long i = 0; i < count; ++i) {
        give(mutator.next());
        deep += inferno::fuzz::taken ? 1 : 0;
    }
    std::printf("%s: %zu seeds, %lu mutations, %lu of them taken\n", name.c_str(), seeds.size(), count, deep);
    return 0;
}
