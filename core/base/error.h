// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <expected>
#include <memory>
#include <source_location>
#include <string>
#include <string_view>

namespace inferno {

/// What sort of failure a code is. Decides the HTTP status (services/api) and the exit code (app/cli).
enum class ErrorKind {
    Invalid,         ///< bad input: 400, exit 2
    Unauthenticated, ///< no or unknown token: 401, exit 4
    Denied,          ///< not allowed: 403, exit 4
    NotFound,        ///< 404, exit 3
    Method,          ///< 405, exit 1
    Conflict,        ///< 409, exit 1
    TooLarge,        ///< 413, exit 1
    Misdirected,     ///< 421, exit 4
    Refused,         ///< 422, exit 1
    Locked,          ///< 423, exit 1
    RateLimited,     ///< 429, exit 1
    Internal,        ///< 500, exit 1
    Unavailable,     ///< 503, exit 1
    Unreachable,     ///< no service answered: exit 5
    Integrity,       ///< evidence does not hold: 500, exit 6
};

/// The closed list of codes; its rows are in error_codes.def.
enum class ErrorCode {
#define X(enumerator, id, kind, title) enumerator,
#include "core/base/error_codes.def"
#undef X
};

/// Stable text id, such as "cron.syntax".
std::string_view idOf(ErrorCode code);
ErrorKind kindOf(ErrorCode code);
/// What went wrong in general, in one English sentence without a full stop.
std::string_view titleOf(ErrorCode code);
/// The code of a text id; ErrorCode::Internal for an id that this version does not know.
ErrorCode codeOf(std::string_view id);

/// A failure as a person needs it: what (the code's title), why (`detail`), what to do (`hint`).
/// Immutable value; cheap to move; safe from any thread.
struct [[nodiscard]] Error {
    ErrorCode code = ErrorCode::Internal;
    std::string detail;
    std::string hint;
    std::shared_ptr<const Error> cause;
    std::source_location where = std::source_location::current();

    /// "title · detail · hint", as the command line prints it; empty parts are left out.
    std::string message() const;
};

template <typename T>
using Result = std::expected<T, Error>;

/// `return fail(ErrorCode::JobUnknown, "no job is called 'x'", "inferno batch-queue list shows all");`
[[nodiscard]] inline std::unexpected<Error> fail(ErrorCode code, std::string detail, std::string hint = {},
                                                 std::source_location where = std::source_location::current()) {
    return std::unexpected(Error{code, std::move(detail), std::move(hint), nullptr, where});
}

/// As above, keeping `cause`.
[[nodiscard]] inline std::unexpected<Error> failBecause(Error cause, ErrorCode code, std::string detail,
                                                        std::string hint = {},
                                                        std::source_location where = std::source_location::current()) {
    return std::unexpected(
        Error{code, std::move(detail), std::move(hint), std::make_shared<const Error>(std::move(cause)), where});
}

/// An Error from errno: ENOSPC and EDQUOT are disk.full, ENOENT io.not_found, EACCES and EPERM io.denied,
/// EEXIST io.exists, else io.failed. `doing` names the act and the file: "opening /x/y".
Error errnoError(int number, std::string_view doing, std::source_location where = std::source_location::current());

} // namespace inferno

/// Propagates the error of a Result-returning expression: INFERNO_TRY(auto x, f());
#define INFERNO_CONCAT_(a, b) a##b
#define INFERNO_CONCAT(a, b) INFERNO_CONCAT_(a, b)
#define INFERNO_TRY_(tmp, declaration, expression)                                                                     \
    auto tmp = (expression);                                                                                           \
    if (!tmp)                                                                                                          \
        return std::unexpected(std::move(tmp).error());                                                                \
    declaration = *std::move(tmp)
#define INFERNO_TRY(declaration, expression)                                                                           \
    INFERNO_TRY_(INFERNO_CONCAT(inferno_try_, __LINE__), declaration, expression)
/// The same for Result<void>: INFERNO_CHECK(f());
#define INFERNO_CHECK(expression)                                                                                      \
    do {                                                                                                               \
        if (auto inferno_check_ = (expression); !inferno_check_)                                                       \
            return std::unexpected(std::move(inferno_check_).error());                                                 \
    } while (false)
