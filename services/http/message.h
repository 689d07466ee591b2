// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "services/http/stream.h"

/// HTTP as the service's handlers see it: plain values, with nothing of the library that speaks to the sockets.
namespace inferno::http {

/// Header fields in the order they came; names compare without regard to case.
class Headers {
public:
    using Field = std::pair<std::string, std::string>;

    /// The first field of that name; nothing where there is none.
    std::optional<std::string_view> find(std::string_view name) const;
    /// The first field of that name; "" where there is none.
    std::string_view get(std::string_view name) const { return find(name).value_or(std::string_view{}); }
    std::size_t count(std::string_view name) const;
    /// Replaces all fields of that name by one.
    void set(std::string_view name, std::string value);
    void add(std::string_view name, std::string value) { fields_.emplace_back(name, std::move(value)); }
    const std::vector<Field>& fields() const { return fields_; }

private:
    std::vector<Field> fields_;
};

/// A request whose head has been read; `body` is complete when a handler sees it.
struct Request {
    std::string method;
    std::string target;                          ///< as it came: path and query
    std::string path;                            ///< percent-decoded, without the query; begins with '/'
    std::map<std::string, std::string> query;    ///< decoded; of a repeated name the last
    std::map<std::string, std::string> captures; ///< what the route's {names} matched
    Headers headers;
    std::string body;
    int minorVersion = 1; ///< of HTTP/1
    std::string peer;     ///< the other end's address, without port
    std::string local;    ///< this end's address, without port
    std::string listener; ///< name of the door it came through
    std::stop_token gone; ///< asked for once the client has closed its end, or the server ends: nobody reads the answer

    /// A query parameter; "" where absent.
    std::string_view parameter(std::string_view name) const;
    const std::string& capture(const std::string& name) const { return captures.at(name); }
};

/// What goes back. With `stream` set, `body` is unused and the answer is sent piece by piece (chunked).
struct Response {
    int status = 200;
    Headers headers;
    std::string body;
    std::shared_ptr<Streaming> stream;
    bool close = false; ///< end the connection after this answer

    static Response empty(int status = 204);
    static Response text(int status, std::string body, std::string contentType = "text/plain; charset=utf-8");
    static Response json(int status, std::string body) { return text(status, std::move(body), "application/json"); }
    /// application/problem+json from an error; the status follows from its kind.
    static Response problem(const Error& error);
    /// The same with another status than the kind's.
    static Response problem(const Error& error, int status);
};

/// The HTTP status of a kind of error.
int statusOf(ErrorKind kind);
/// The reason phrase of a status; "Unknown" for one that is not in RFC 9110.
std::string_view reasonOf(int status);

/// Percent-decodes; '+' is a space where `form` is set. Nothing where the escapes are broken or decode to NUL.
std::optional<std::string> percentDecode(std::string_view text, bool form = false);
/// Percent-encodes all but RFC 3986's unreserved characters.
std::string percentEncode(std::string_view text);
/// Fills target, path and query from a request target in origin form ("/a/b?c=d"). Error: input.invalid.
Result<void> parseTarget(std::string_view target, Request& request);

} // namespace inferno::http
