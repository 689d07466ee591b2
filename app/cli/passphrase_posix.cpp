// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/passphrase.h"

#include <termios.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <iostream>

namespace inferno::cli {
namespace {

/// Shows nothing that is typed as long as it lives.
class NoEcho {
public:
    NoEcho() {
        if (tcgetattr(STDIN_FILENO, &before_) != 0)
            return;
        termios quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        changed_ = tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
    }
    ~NoEcho() {
        if (changed_)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
    }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;

private:
    termios before_{};
    bool changed_ = false;
};

Result<vault::Passphrase> firstLine(std::istream& input, const std::string& from) {
    std::string line;
    std::getline(input, line);
    if (line.ends_with('\r'))
        line.pop_back();
    if (line.empty())
        return fail(ErrorCode::InputInvalid, "there is no passphrase in " + from, "write it into the first line");
    return vault::Passphrase(std::move(line));
}

Result<vault::Passphrase> typed(const std::string& prompt) {
    std::fprintf(stderr, "%s: ", prompt.c_str());
    const NoEcho quiet;
    auto line = firstLine(std::cin, "what was typed");
    std::fputc('\n', stderr);
    return line;
}

} // namespace

Result<vault::Passphrase> readPassphrase(const std::string& file, const std::string& prompt, bool twice) {
    if (!file.empty() && file != "-") {
        std::ifstream input(file);
        if (!input)
            return std::unexpected(errnoError(errno, "opening " + file));
        return firstLine(input, file);
    }
    if (file == "-" || isatty(STDIN_FILENO) == 0)
        return firstLine(std::cin, "the standard input");
    INFERNO_TRY(vault::Passphrase first, typed(prompt));
    if (!twice)
        return first;
    INFERNO_TRY(const vault::Passphrase second, typed("Once more"));
    if (first.view() != second.view())
        return fail(ErrorCode::InputInvalid, "the two are not the same", "try again");
    return first;
}

} // namespace inferno::cli
