// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <csignal>
#include <cstdlib>
#include <functional>
#include <vector>

#include <poll.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <QByteArray>
#include <QDeadlineTimer>
#include <QProcessEnvironment>
#include <QStringList>

namespace inferno::tests {

/// A program on a terminal of its own: what it writes, keys for it, and the terminal's settings. Killed at the latest
/// with this object.
class TerminalProcess {
public:
    TerminalProcess(const QString& program, const QStringList& arguments, const QProcessEnvironment& environment,
                    unsigned short columns, unsigned short rows) {
        std::vector<QByteArray> texts{program.toLocal8Bit()};
        for (const QString& argument : arguments)
            texts.push_back(argument.toLocal8Bit());
        std::vector<QByteArray> settings;
        for (const QString& setting : environment.toStringList())
            settings.push_back(setting.toLocal8Bit());
        const auto pointers = [](std::vector<QByteArray>& list) {
            std::vector<char*> out;
            for (QByteArray& text : list)
                out.push_back(text.data());
            out.push_back(nullptr);
            return out;
        };
        const std::vector<char*> argv = pointers(texts);
        const std::vector<char*> envp = pointers(settings);
        winsize size{rows, columns, 0, 0};
        pid_ = ::forkpty(&terminal_, nullptr, nullptr, &size);
        if (pid_ == 0) {
            ::execve(argv[0], argv.data(), envp.data());
            ::_exit(127);
        }
    }
    ~TerminalProcess() {
        if (pid_ > 0) {
            ::kill(pid_, SIGKILL);
            ::waitpid(pid_, nullptr, 0);
        }
        ::close(terminal_);
    }
    TerminalProcess(const TerminalProcess&) = delete;
    TerminalProcess& operator=(const TerminalProcess&) = delete;

    /// Reads until what was written fulfils `wanted`; false where the program ended, or went on too long, without it.
    bool waitUntil(const std::function<bool(const QByteArray&)>& wanted, int timeoutMs = 60'000) {
        const QDeadlineTimer deadline(timeoutMs);
        while (!wanted(written_))
            if (deadline.hasExpired() || !readSome())
                return wanted(written_);
        return true;
    }
    bool waitFor(const QByteArray& text) {
        return waitUntil([&](const QByteArray& written) { return written.contains(text); });
    }
    void type(const QByteArray& keys) { (void)!::write(terminal_, keys.data(), static_cast<std::size_t>(keys.size())); }
    void resize(unsigned short columns, unsigned short rows) {
        winsize size{rows, columns, 0, 0};
        ::ioctl(terminal_, TIOCSWINSZ, &size);
    }
    /// Its exit code, -1 where a signal ended it.
    int end() {
        while (readSome()) {
        }
        int status = 0;
        ::waitpid(pid_, &status, 0);
        pid_ = -1;
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    bool echoes() const {
        termios now{};
        ::tcgetattr(terminal_, &now);
        return (now.c_lflag & ECHO) != 0 && (now.c_lflag & ICANON) != 0;
    }
    /// All that it wrote so far.
    const QByteArray& written() const { return written_; }

private:
    /// False at its end.
    bool readSome() {
        pollfd one{terminal_, POLLIN, 0};
        if (::poll(&one, 1, 200) < 0)
            return false;
        if (one.revents == 0)
            return true;
        char buffer[4096];
        const ssize_t count = ::read(terminal_, buffer, sizeof buffer);
        if (count <= 0)
            return false;
        written_.append(buffer, count);
        return true;
    }

    pid_t pid_ = -1;
    int terminal_ = -1;
    QByteArray written_;
};

} // namespace inferno::tests
