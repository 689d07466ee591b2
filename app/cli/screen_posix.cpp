// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <string_view>

#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "app/cli/screen.h"

namespace inferno::cli {
namespace {

// What a signal's handler needs, and so cannot be members.
volatile std::sig_atomic_t asked = 0;
bool haveKeys = false;
termios before{};

constexpr std::string_view kEnter = "\x1b[?1049h\x1b[?25l\x1b[H\x1b[2J";
constexpr std::string_view kLeave = "\x1b[?25h\x1b[?1049l";
constexpr std::string_view kBegin = "\x1b[?2026h\x1b[H"; // drawn as a whole where the terminal can
constexpr std::string_view kEnd = "\x1b[J\x1b[?2026l";
constexpr std::array kEnds = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
constexpr int kInterrupted = 130;

void put(std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(STDOUT_FILENO, text.data(), text.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return; // the terminal is gone: the next signal or key says so
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

void restore() {
    put(kLeave);
    if (haveKeys)
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before);
}

void onSignal(int) {
    if (asked) { // something hangs: away with it
        restore();
        ::_exit(kInterrupted);
    }
    asked = 1;
}

void onResize(int) {} // it ends the wait

void handle(int signal, void (*handler)(int)) {
    struct sigaction action{};
    action.sa_handler = handler;
    sigaction(signal, &action, nullptr);
}

} // namespace

Result<std::unique_ptr<Screen>> Screen::open() {
    if (::isatty(STDOUT_FILENO) != 1)
        return fail(ErrorCode::IoFailed, "the standard output is no terminal");
    asked = 0;
    haveKeys = ::isatty(STDIN_FILENO) == 1 && ::tcgetattr(STDIN_FILENO, &before) == 0;
    for (const int signal : kEnds)
        handle(signal, onSignal);
    handle(SIGWINCH, onResize);
    if (haveKeys) {
        termios keys = before;
        keys.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
        keys.c_cc[VSUSP] = _POSIX_VDISABLE; // stopped, it would leave its page on the terminal
        keys.c_cc[VMIN] = 0;
        keys.c_cc[VTIME] = 0;
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &keys);
    }
    put(kEnter);
    return std::unique_ptr<Screen>(new Screen());
}

Screen::~Screen() {
    restore();
    for (const int signal : kEnds)
        handle(signal, SIG_DFL);
    handle(SIGWINCH, SIG_DFL);
}

Screen::Size Screen::size() const {
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 || size.ws_row == 0)
        return {};
    return {size.ws_col, size.ws_row};
}

void Screen::draw(const std::vector<std::string>& lines) {
    const std::size_t rows = size().rows;
    std::string frame(kBegin);
    for (std::size_t i = 0; i < std::min(lines.size(), rows); ++i)
        frame += (i > 0 ? "\r\n" : "") + lines[i] + "\x1b[K";
    put(frame.append(kEnd));
}

char Screen::waitKey(std::chrono::milliseconds most) {
    pollfd keys{haveKeys ? STDIN_FILENO : -1, POLLIN, 0};
    if (ended() || ::poll(&keys, 1, static_cast<int>(most.count())) <= 0)
        return 0;
    char key = 0;
    if (::read(STDIN_FILENO, &key, 1) == 1)
        return key;
    haveKeys = false; // it is closed; what it was set to goes with it
    return 0;
}

bool Screen::ended() const {
    return asked != 0;
}

} // namespace inferno::cli
