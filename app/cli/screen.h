// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "core/base/error.h"

namespace inferno::cli {

/// The whole terminal, for a view that is drawn again and again. While one is there the terminal shows its other page,
/// without a cursor, and keys come one by one; however the program ends, what was there before is there again: by the
/// destructor, or, at a second Ctrl+C, by the signal's handler. One at a time, on the main thread.
class Screen {
public:
    struct Size {
        std::size_t columns = 80;
        std::size_t rows = 24;
    };

    /// Error: io.failed where the standard output is no terminal that can be set.
    static Result<std::unique_ptr<Screen>> open();
    ~Screen();
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    /// As it is now.
    Size size() const;
    /// Lines that fit; those that do not are cut off at the bottom.
    void draw(const std::vector<std::string>& lines);
    /// Waits for a key, a change of size or Ctrl+C; 0 unless a key came.
    char waitKey(std::chrono::milliseconds most);
    /// Ctrl+C was typed, or the program was asked to end.
    bool ended() const;

private:
    Screen() = default;
};

} // namespace inferno::cli
