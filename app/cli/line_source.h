// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "core/base/error.h"

namespace inferno::cli {

/// The lines of a file, or of the standard input ("-"), as they come. Not safe from several threads at once.
class LineSource {
public:
    /// Error: io.not_found for a file that cannot be read.
    static Result<LineSource> open(const std::string& path);
    LineSource(LineSource&& other) noexcept;
    LineSource& operator=(LineSource&&) = delete;
    ~LineSource();

    /// The next line, without its end; nothing after the last one, or once `isEnded` says so, which is asked now and
    /// then while nothing comes.
    std::optional<std::string> next(const std::function<bool()>& isEnded);

private:
    explicit LineSource(int descriptor) : descriptor_(descriptor) {}
    bool readMore(const std::function<bool()>& isEnded);

    int descriptor_;
    std::string buffer_;
    std::size_t at_ = 0; ///< where the next line begins
    bool isAtEnd_ = false;
};

} // namespace inferno::cli
