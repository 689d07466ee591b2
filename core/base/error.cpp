// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/error.h"

#include <array>
#include <cerrno>
#include <cstring>

namespace inferno {
namespace {

struct CodeRow {
    ErrorCode code;
    std::string_view id;
    ErrorKind kind;
    std::string_view title;
};

constexpr std::array kCodes = {
#define X(enumerator, id, kind, title) CodeRow{ErrorCode::enumerator, id, ErrorKind::kind, title},
#include "core/base/error_codes.def"
#undef X
};

const CodeRow& rowOf(ErrorCode code) {
    return kCodes.at(static_cast<std::size_t>(code));
}

} // namespace

std::string_view idOf(ErrorCode code) {
    return rowOf(code).id;
}

ErrorKind kindOf(ErrorCode code) {
    return rowOf(code).kind;
}

std::string_view titleOf(ErrorCode code) {
    return rowOf(code).title;
}

ErrorCode codeOf(std::string_view id) {
    for (const CodeRow& row : kCodes)
        if (row.id == id)
            return row.code;
    return ErrorCode::Internal;
}

std::string Error::message() const {
    std::string text{titleOf(code)};
    for (const std::string* part : {&detail, &hint})
        if (!part->empty())
            text += " · " + *part;
    return text;
}

Error errnoError(int number, std::string_view doing, std::source_location where) {
    const auto code = [&] {
        switch (number) {
        case ENOSPC:
        case EDQUOT: return ErrorCode::DiskFull;
        case ENOENT: return ErrorCode::IoNotFound;
        case EEXIST: return ErrorCode::IoExists;
        case EACCES:
        case EPERM: return ErrorCode::IoDenied;
        default: return ErrorCode::IoFailed;
        }
    }();
    std::string detail{doing};
    detail += ": ";
    detail += std::strerror(number);
    std::string hint = code == ErrorCode::DiskFull ? "free some space; nothing that was acknowledged is lost" : "";
    return Error{code, std::move(detail), std::move(hint), nullptr, where};
}

} // namespace inferno
