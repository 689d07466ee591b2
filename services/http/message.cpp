// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/http/message.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace inferno::http {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool sameName(std::string_view a, std::string_view b) {
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

int hexValue(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    c = lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

} // namespace

std::optional<std::string_view> Headers::find(std::string_view name) const {
    for (const auto& [field, value] : fields_)
        if (sameName(field, name))
            return value;
    return std::nullopt;
}

std::size_t Headers::count(std::string_view name) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(fields_, [&](const Field& field) { return sameName(field.first, name); }));
}

void Headers::set(std::string_view name, std::string value) {
    std::erase_if(fields_, [&](const Field& field) { return sameName(field.first, name); });
    fields_.emplace_back(name, std::move(value));
}

std::string_view Request::parameter(std::string_view name) const {
    const auto found = query.find(std::string(name));
    return found == query.end() ? std::string_view{} : std::string_view(found->second);
}

Response Response::empty(int status) {
    Response response;
    response.status = status;
    return response;
}

Response Response::text(int status, std::string body, std::string contentType) {
    Response response;
    response.status = status;
    response.headers.set("Content-Type", std::move(contentType));
    response.body = std::move(body);
    return response;
}

Response Response::problem(const Error& error) {
    return problem(error, statusOf(kindOf(error.code)));
}

Response Response::problem(const Error& error, int status) {
    const nlohmann::json document{{"type", "about:blank"},        {"status", status},       {"code", idOf(error.code)},
                                  {"title", titleOf(error.code)}, {"detail", error.detail}, {"hint", error.hint}};
    Response response = text(status, document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
                             "application/problem+json");
    if (status == 401)
        response.headers.set("WWW-Authenticate", "Bearer realm=\"inferno\"");
    if (status == 503 || status == 429)
        response.headers.set("Retry-After", "5");
    return response;
}

int statusOf(ErrorKind kind) {
    switch (kind) {
    case ErrorKind::Invalid: return 400;
    case ErrorKind::Unauthenticated: return 401;
    case ErrorKind::Denied: return 403;
    case ErrorKind::NotFound: return 404;
    case ErrorKind::Method: return 405;
    case ErrorKind::Conflict: return 409;
    case ErrorKind::TooLarge: return 413;
    case ErrorKind::Misdirected: return 421;
    case ErrorKind::Refused: return 422;
    case ErrorKind::Locked: return 423;
    case ErrorKind::RateLimited: return 429;
    case ErrorKind::Internal: return 500;
    case ErrorKind::Unavailable: return 503;
    case ErrorKind::Unreachable: return 502;
    case ErrorKind::Integrity: return 500;
    }
    return 500;
}

std::string_view reasonOf(int status) {
    static constexpr std::pair<int, std::string_view> kReasons[] = {{200, "OK"},
                                                                    {201, "Created"},
                                                                    {202, "Accepted"},
                                                                    {204, "No Content"},
                                                                    {206, "Partial Content"},
                                                                    {304, "Not Modified"},
                                                                    {400, "Bad Request"},
                                                                    {401, "Unauthorized"},
                                                                    {403, "Forbidden"},
                                                                    {404, "Not Found"},
                                                                    {405, "Method Not Allowed"},
                                                                    {408, "Request Timeout"},
                                                                    {409, "Conflict"},
                                                                    {413, "Content Too Large"},
                                                                    {415, "Unsupported Media Type"},
                                                                    {421, "Misdirected Request"},
                                                                    {422, "Unprocessable Content"},
                                                                    {423, "Locked"},
                                                                    {429, "Too Many Requests"},
                                                                    {431, "Request Header Fields Too Large"},
                                                                    {500, "Internal Server Error"},
                                                                    {502, "Bad Gateway"},
                                                                    {503, "Service Unavailable"},
                                                                    {507, "Insufficient Storage"}};
    const auto* found = std::ranges::find(kReasons, status, &std::pair<int, std::string_view>::first);
    return found == std::end(kReasons) ? "Unknown" : found->second;
}

std::optional<std::string> percentDecode(std::string_view text, bool form) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            if (i + 2 >= text.size())
                return std::nullopt;
            const int high = hexValue(text[i + 1]);
            const int low = hexValue(text[i + 2]);
            if (high < 0 || low < 0 || (high == 0 && low == 0))
                return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        } else if (form && c == '+') {
            c = ' ';
        }
        out += c;
    }
    return out;
}

std::string percentEncode(std::string_view text) {
    static constexpr char kHex[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
            c == '~') {
            out += c;
        } else {
            out += '%';
            out += kHex[byte >> 4];
            out += kHex[byte & 15];
        }
    }
    return out;
}

Result<void> parseTarget(std::string_view target, Request& request) {
    const auto broken = [&] {
        return fail(ErrorCode::InputInvalid, "the address of the request cannot be read",
                    "it is a path, such as /api/v1/jobs");
    };
    if (!target.starts_with('/'))
        return broken();
    request.target = target;
    const auto question = target.find('?');
    auto path = percentDecode(target.substr(0, question));
    if (!path)
        return broken();
    request.path = *std::move(path);
    std::string_view rest = question == target.npos ? std::string_view{} : target.substr(question + 1);
    while (!rest.empty()) {
        const auto end = std::min(rest.find('&'), rest.size());
        const std::string_view pair = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (pair.empty())
            continue;
        const auto equals = std::min(pair.find('='), pair.size());
        auto name = percentDecode(pair.substr(0, equals), true);
        auto value = percentDecode(pair.substr(std::min(equals + 1, pair.size())), true);
        if (!name || !value)
            return broken();
        request.query[*std::move(name)] = *std::move(value);
    }
    return {};
}

} // namespace inferno::http
