// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// The house's rules as functions over a file's path and text, so that the test of the rules can feed them what must be
/// caught. Paths are relative to the source folder, with `/`.
namespace inferno::tidy {

struct Violation {
    std::string file;
    int line = 0; ///< from 1; 0 = the file as a whole
    std::string what;
};

/// All rules that apply to `path`.
std::vector<Violation> check(std::string_view path, std::string_view text);

} // namespace inferno::tidy
