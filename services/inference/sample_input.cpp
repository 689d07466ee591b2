// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/inference/sample_input.h"

#include <charconv>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/inference/zip_writer.h"

namespace inferno::serving {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr std::uint64_t kMaxBytes = 64U << 20;
constexpr std::uint64_t kMaxGraphBytes = 256U << 20; // the engine's own limit
constexpr std::size_t kMaxColumns = 65'536;

void putBe(std::string& out, std::uint32_t value) {
    for (const int shift : {24, 16, 8, 0})
        out += static_cast<char>(value >> shift);
}

/// PNG 1.2, 3.2.
void putChunk(std::string& png, std::string_view type, std::string_view data) {
    const std::string body = std::string(type) + std::string(data);
    putBe(png, static_cast<std::uint32_t>(data.size()));
    png += body;
    putBe(png, inference::crc32(body));
}

/// zlib's format around one block that is not compressed (RFC 1950; RFC 1951, 3.2.4). REQUIRES below 64 KiB.
std::string stored(std::string_view data) {
    std::string out("\x78\x01\x01", 3);
    const auto size = static_cast<std::uint16_t>(data.size());
    for (const std::uint16_t length : {size, static_cast<std::uint16_t>(~size)}) {
        out += static_cast<char>(length & 0xFF);
        out += static_cast<char>(length >> 8);
    }
    out += data;
    std::uint32_t a = 1;
    std::uint32_t b = 0;
    for (const char c : data) {
        a = (a + static_cast<unsigned char>(c)) % 65521;
        b = (b + a) % 65521;
    }
    putBe(out, (b << 16) | a);
    return out;
}

Result<std::optional<SampleInput>> userOf(Vfs& vfs, const fs::path& file) {
    if (!exists(vfs, file))
        return std::optional<SampleInput>{};
    INFERNO_TRY(const Bytes bytes, readFile(vfs, file, kMaxGraphBytes));
    const json graph = json::parse(asText(bytes), nullptr, false);
    const json users = graph.is_object() ? graph.value("users", json()) : json();
    if (!users.is_object() || users.empty())
        return fail(ErrorCode::ModelInvalid, file.string() + " has no users", "make it anew, or leave it out");
    const std::string user = users.contains("77") ? "77" : users.items().begin().key();
    return SampleInput{json{{"user_id", user}}.dump(), "application/json", "user " + user + " of graph.json"};
}

Result<std::optional<SampleInput>> sampleOf(Vfs& vfs, const fs::path& folder) {
    for (const auto& [ending, type] :
         {std::pair{".json", "application/json"}, std::pair{".jpg", "image/jpeg"}, std::pair{".jpeg", "image/jpeg"},
          std::pair{".png", "image/png"}, std::pair{".txt", "text/plain"}}) {
        const std::string name = std::string("sample_input") + ending;
        if (!exists(vfs, folder / name))
            continue;
        INFERNO_TRY(const Bytes bytes, readFile(vfs, folder / name, kMaxBytes));
        return SampleInput{std::string(asText(bytes)), type, name};
    }
    return std::optional<SampleInput>{};
}

/// One row, or a graph of one node, of so many columns.
SampleInput rowOf(std::string_view handler, std::size_t columns) {
    const json rows = json::array({json(std::vector<double>(columns, 0.5))});
    const std::string shape = "[1, " + std::to_string(columns) + "]";
    if (handler == "graph_fraud")
        return {json{{"node_features", rows}, {"edge_index", {json::array(), json::array()}}}.dump(),
                "application/json", "one node with features of shape " + shape};
    return {json{{"inputs", rows}}.dump(), "application/json", "a tensor of shape " + shape};
}

} // namespace

std::string generatedPicture() {
    constexpr int kSide = 64;
    std::string rows;
    for (int y = 0; y < kSide; ++y) {
        rows += '\0'; // no filter
        for (int x = 0; x < kSide; ++x)
            for (const int colour : {4 * x, 4 * y, 2 * (x + y)})
                rows += static_cast<char>(colour);
    }
    std::string header;
    putBe(header, kSide);
    putBe(header, kSide);
    header += std::string("\x08\x02\x00\x00\x00", 5); // 8 bits of red, green, blue
    std::string png("\x89PNG\r\n\x1A\n", 8);
    putChunk(png, "IHDR", header);
    putChunk(png, "IDAT", stored(rows));
    putChunk(png, "IEND", {});
    return png;
}

std::optional<std::size_t> columnsIn(std::string_view refusal) {
    constexpr std::string_view kWords = "shapes cannot be multiplied (1x1 and ";
    const std::size_t at = refusal.find(kWords);
    if (at == std::string_view::npos)
        return std::nullopt;
    const std::string_view digits = refusal.substr(at + kWords.size());
    std::size_t columns = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), columns);
    const bool isWhole = problem == std::errc{} && end != digits.data() + digits.size() && *end == 'x';
    return isWhole && columns > 1 && columns <= kMaxColumns ? std::optional(columns) : std::nullopt;
}

Result<std::optional<SampleInput>> sampleInput(Vfs& vfs, const ModelInfo& model, const fs::path& folder) {
    if (model.source != ModelSource::File) { // beside a file others may lie, of other models
        INFERNO_TRY(auto sample, sampleOf(vfs, folder));
        if (sample)
            return sample;
    }
    if (model.handler == "graph_fraud")
        return userOf(vfs, folder / "graph.json");
    if (model.handler == "image_classifier")
        return SampleInput{generatedPicture(), "image/png", "a generated picture"};
    if (model.handler == "echo" || model.handler == "noop")
        return SampleInput{"{}", "application/json", "an empty object"};
    return std::optional<SampleInput>{};
}

Result<std::optional<SampleInput>> inputThatFits(Vfs& vfs, const ModelInfo& model, const fs::path& folder,
                                                 const Try& tried) {
    INFERNO_TRY(auto known, sampleInput(vfs, model, folder));
    if (known) {
        INFERNO_CHECK(tried(*known));
        return known;
    }
    std::optional<std::size_t> columns = 1;
    while (columns) {
        SampleInput row = rowOf(model.handler, *columns);
        const auto answer = tried(row);
        if (answer)
            return row;
        if (answer.error().code != ErrorCode::ModelInput)
            return std::unexpected(answer.error());
        columns = *columns == 1 ? columnsIn(answer.error().detail) : std::nullopt;
    }
    return std::optional<SampleInput>{};
}

} // namespace inferno::serving
