// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/client/sse_parser.h"

namespace inferno::client {
namespace {
constexpr std::size_t kLineLimit = 4U << 20;
}

void SseParser::restart() {
    pending_.clear();
    type_.clear();
    data_.clear();
    hasData_ = afterCr_ = overlong_ = false;
}

void SseParser::feed(std::string_view piece, const std::function<void(const Event&)>& onEvent) {
    while (!piece.empty()) {
        if (afterCr_) { // the LF of a CRLF that was cut in two
            afterCr_ = false;
            if (piece.front() == '\n') {
                piece.remove_prefix(1);
                continue;
            }
        }
        const auto end = piece.find_first_of("\r\n");
        pending_.append(piece.substr(0, end));
        if (pending_.size() > kLineLimit) {
            pending_ = ":"; // not empty, since an empty line would end the event
            overlong_ = true;
        }
        if (end == piece.npos)
            return;
        afterCr_ = piece[end] == '\r';
        piece.remove_prefix(end + 1);
        std::string complete;
        complete.swap(pending_);
        line(complete, onEvent);
    }
}

void SseParser::line(std::string_view text, const std::function<void(const Event&)>& onEvent) {
    if (text.empty() && !overlong_) {
        if (hasData_)
            onEvent({lastId_, type_.empty() ? "message" : type_, data_});
        type_.clear();
        data_.clear();
        hasData_ = false;
        return;
    }
    if (overlong_) {
        overlong_ = !text.empty();
        type_.clear();
        data_.clear();
        hasData_ = false;
        return;
    }
    const auto colon = text.find(':');
    const std::string_view name = text.substr(0, colon);
    std::string_view value = colon == text.npos ? std::string_view{} : text.substr(colon + 1);
    if (value.starts_with(' '))
        value.remove_prefix(1);
    if (name == "data") {
        if (hasData_)
            data_ += '\n';
        data_ += value;
        hasData_ = true;
    } else if (name == "event") {
        type_ = value;
    } else if (name == "id" && value.find('\0') == value.npos) {
        lastId_ = value;
    }
}

} // namespace inferno::client
