// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inference/json_file.h"

#include <fstream>

namespace inferno::inference {
namespace {

constexpr std::uintmax_t kMostBytes = 256U << 20;

}

Result<nlohmann::json> readJsonFile(const std::filesystem::path& file) {
    std::error_code error;
    if (!std::filesystem::exists(file, error))
        return nlohmann::json(nullptr);
    const auto size = std::filesystem::file_size(file, error);
    std::ifstream stream(file, std::ios::binary);
    if (error || !stream)
        return fail(ErrorCode::ModelInvalid, file.string() + " cannot be read");
    if (size > kMostBytes)
        return fail(ErrorCode::ModelInvalid, file.string() + " has more than 256 MiB");
    nlohmann::json document = nlohmann::json::parse(stream, nullptr, false);
    if (!document.is_object())
        return fail(ErrorCode::ModelInvalid, file.string() + " is no JSON object");
    return document;
}

} // namespace inferno::inference
