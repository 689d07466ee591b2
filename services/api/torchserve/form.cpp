// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/torchserve/form.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

namespace inferno::api::torchserve {
namespace {

struct Part {
    std::string name;
    std::string contentType;
    std::string_view content;
};

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

/// The value of `; name=value` or `; name="value"` in a header field.
std::optional<std::string> attributeOf(std::string_view field, std::string_view name) {
    const std::string folded = lower(field);
    for (auto at = folded.find(';'); at != folded.npos; at = folded.find(';', at + 1)) {
        const auto begin = folded.find_first_not_of("; \t", at);
        if (begin == folded.npos || folded.compare(begin, name.size() + 1, std::string(name) + "=") != 0)
            continue;
        std::string_view value = field.substr(begin + name.size() + 1);
        if (value.starts_with('"'))
            return std::string(value.substr(1, value.find('"', 1) - 1));
        return std::string(value.substr(0, value.find_first_of("; \t")));
    }
    return std::nullopt;
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    return first == text.npos ? std::string_view{} : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// One part: header lines, an empty line, the content.
std::optional<Part> partOf(std::string_view text) {
    constexpr std::string_view kEnd = "\r\n\r\n";
    const auto end = text.find(kEnd);
    if (end == text.npos)
        return std::nullopt;
    Part part;
    part.content = text.substr(end + kEnd.size());
    std::string_view head = text.substr(0, end);
    while (!head.empty()) {
        const auto line = head.substr(0, head.find("\r\n"));
        head.remove_prefix(std::min(line.size() + 2, head.size()));
        const auto colon = line.find(':');
        const std::string name = lower(line.substr(0, colon));
        const std::string_view value = colon == line.npos ? std::string_view{} : trimmed(line.substr(colon + 1));
        if (name == "content-disposition")
            part.name = attributeOf(value, "name").value_or("");
        else if (name == "content-type")
            part.contentType = value;
    }
    return part;
}

/// The parts between the delimiters. A delimiter that is missing at the end loses the last part, not the others.
std::vector<Part> partsOf(std::string_view body, const std::string& boundary) {
    std::vector<Part> parts;
    const std::string delimiter = "\r\n--" + boundary;
    const std::string_view first = std::string_view(delimiter).substr(2);
    auto at = body.find(first);
    if (at == body.npos)
        return parts;
    at += first.size();
    while (body.substr(at).starts_with("\r\n")) {
        const auto next = body.find(delimiter, at);
        if (next == body.npos)
            break;
        if (auto part = partOf(body.substr(at + 2, next - at - 2)))
            parts.push_back(*std::move(part));
        at = next + delimiter.size();
    }
    return parts;
}

/// The field that is the model's input.
const Part* inputPart(const std::vector<Part>& parts) {
    for (const std::string_view name : {"body", "data"})
        if (const auto found = std::ranges::find(parts, name, &Part::name); found != parts.end())
            return &*found;
    return parts.size() == 1 ? &parts.front() : nullptr;
}

Input inputOfParts(const std::vector<Part>& parts) {
    Input input;
    for (const Part& part : parts)
        input.fields.emplace(part.name, part.content);
    if (const Part* const chosen = inputPart(parts)) {
        input.body = chosen->content;
        input.contentType = chosen->contentType;
    }
    return input;
}

/// Decoded name and value pairs of a query or an urlencoded body; broken escapes are left out.
std::vector<std::pair<std::string, std::string>> pairsOf(std::string_view text) {
    std::vector<std::pair<std::string, std::string>> out;
    while (!text.empty()) {
        const std::string_view pair = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(pair.size() + 1, text.size()));
        const auto equals = std::min(pair.find('='), pair.size());
        auto name = http::percentDecode(pair.substr(0, equals), true);
        auto value = http::percentDecode(pair.substr(std::min(equals + 1, pair.size())), true);
        if (name && value && !name->empty())
            out.emplace_back(*std::move(name), *std::move(value));
    }
    return out;
}

} // namespace

Input inputOf(const http::Request& request) {
    const std::string_view type = request.headers.get("Content-Type");
    const std::string mime = lower(trimmed(type.substr(0, type.find(';'))));
    if (mime == "multipart/form-data")
        if (const auto boundary = attributeOf(type, "boundary"); boundary && !boundary->empty())
            return inputOfParts(partsOf(request.body, *boundary));
    if (mime == "application/x-www-form-urlencoded") {
        const auto pairs = pairsOf(request.body);
        std::vector<Part> parts;
        for (const auto& [name, value] : pairs)
            parts.push_back({name, "", value});
        // curl -d sends this type with any body, most often with JSON.
        const auto first = request.body.find_first_not_of(" \t\r\n");
        const bool isJson = first != request.body.npos && (request.body[first] == '{' || request.body[first] == '[');
        const bool isForm =
            !isJson && std::ranges::any_of(parts, [](const Part& part) { return !part.content.empty(); });
        if (isForm)
            return inputOfParts(parts);
    }
    return {request.body, std::string(type), {}};
}

int integerOf(std::string_view text, int byDefault) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && !text.empty() ? value : byDefault;
}

std::vector<std::string> valuesOf(const http::Request& request, std::string_view name) {
    std::vector<std::string> out;
    const auto question = request.target.find('?');
    if (question == request.target.npos)
        return out;
    for (auto& [key, value] : pairsOf(std::string_view(request.target).substr(question + 1)))
        if (key == name)
            out.push_back(std::move(value));
    return out;
}

} // namespace inferno::api::torchserve
