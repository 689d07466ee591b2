// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/json_check.h"

#include <cmath>
#include <cstdlib>
#include <string>

#include "core/vault/byte_scan.h"

namespace inferno::vault {
namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// Reads one value; each member moves behind what it takes and is false where there is no such thing.
class Checker {
public:
    Checker(std::string_view text, int maxDepth) : at_(text.data()), end_(at_ + text.size()), left_(maxDepth) {}

    JsonVerdict verdict() {
        skipSpace();
        if (!value())
            return tooDeep_ ? JsonVerdict::TooDeep : JsonVerdict::NotJson;
        skipSpace();
        return at_ == end_ ? JsonVerdict::Good : JsonVerdict::NotJson;
    }

private:
    void skipSpace() {
        while (at_ != end_ && (*at_ == ' ' || *at_ == '\t' || *at_ == '\n' || *at_ == '\r'))
            ++at_;
    }
    bool take(char c) {
        if (at_ == end_ || *at_ != c)
            return false;
        ++at_;
        return true;
    }
    bool word(std::string_view text) {
        if (!std::string_view(at_, static_cast<std::size_t>(end_ - at_)).starts_with(text))
            return false;
        at_ += text.size();
        return true;
    }

    bool value() {
        if (at_ == end_)
            return false;
        switch (*at_) {
        case '"': return string();
        case '{': return nested(&Checker::object);
        case '[': return nested(&Checker::array);
        case 't': return word("true");
        case 'f': return word("false");
        case 'n': return word("null");
        default: return number();
        }
    }

    bool nested(bool (Checker::*inside)()) {
        if (left_ == 0) {
            tooDeep_ = true;
            return false;
        }
        --left_;
        ++at_;
        const bool good = (this->*inside)();
        ++left_;
        return good;
    }

    bool object() {
        skipSpace();
        if (take('}'))
            return true;
        while (true) {
            skipSpace();
            if (!string())
                return false;
            skipSpace();
            if (!take(':'))
                return false;
            skipSpace();
            if (!value())
                return false;
            skipSpace();
            if (take('}'))
                return true;
            if (!take(','))
                return false;
        }
    }

    bool array() {
        skipSpace();
        if (take(']'))
            return true;
        while (true) {
            skipSpace();
            if (!value())
                return false;
            skipSpace();
            if (take(']'))
                return true;
            if (!take(','))
                return false;
        }
    }

    bool string() {
        if (!take('"'))
            return false;
        while ((at_ = stringEnd(at_, end_)) != end_) {
            const char c = *at_++;
            if (c == '"')
                return true;
            if (static_cast<unsigned char>(c) < 0x20 || (c == '\\' && !escape()))
                return false;
        }
        return false;
    }

    bool escape() {
        if (at_ == end_)
            return false;
        const char c = *at_++;
        if (c != 'u')
            return c == '"' || c == '\\' || c == '/' || c == 'b' || c == 'f' || c == 'n' || c == 'r' || c == 't';
        const int code = hex4();
        if (code < 0 || (code >= 0xDC00 && code < 0xE000))
            return false;
        if (code < 0xD800 || code >= 0xE000)
            return true;
        if (!word("\\u")) // the other half of a character
            return false;
        const int low = hex4();
        return low >= 0xDC00 && low < 0xE000;
    }

    /// -1 where there are no four hex digits.
    int hex4() {
        int value = 0;
        for (int i = 0; i < 4; ++i) {
            if (at_ == end_)
                return -1;
            const char c = *at_++;
            const char lower = static_cast<char>(c | 0x20);
            if (isDigit(c))
                value = value * 16 + (c - '0');
            else if (lower >= 'a' && lower <= 'f')
                value = value * 16 + (lower - 'a' + 10);
            else
                return -1;
        }
        return value;
    }

    bool digits() {
        const char* const begin = at_;
        while (at_ != end_ && isDigit(*at_))
            ++at_;
        return at_ != begin;
    }

    bool number() {
        const char* const begin = at_;
        take('-');
        if (!take('0') && !digits())
            return false;
        if (take('.') && !digits())
            return false;
        const bool exponent = at_ != end_ && (*at_ == 'e' || *at_ == 'E');
        if (exponent) {
            ++at_;
            if (!take('+'))
                take('-');
            if (!digits())
                return false;
        }
        const auto length = static_cast<std::size_t>(at_ - begin);
        if (!exponent && length < 300)
            return true;
        return std::isfinite(std::strtod(std::string(begin, length).c_str(), nullptr));
    }

    const char* at_;
    const char* const end_;
    int left_;
    bool tooDeep_ = false;
};

} // namespace

JsonVerdict checkJson(std::string_view text, int maxDepth) {
    return Checker(text, maxDepth).verdict();
}

} // namespace inferno::vault
