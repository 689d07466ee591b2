// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/inference/model_registry.h"

#include <algorithm>
#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <openssl/evp.h>

namespace inferno::serving {
namespace {

using nlohmann::json;

/// First parts of paths on the inference port, which a model of that name would hide (contract: "refused").
constexpr std::array<std::string_view, 10> kReserved{"api",         "models", "ping", "predictions", "explanations",
                                                     "invocations", "v1",     "v2",   "workflows",   "wfpredict"};

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isPlain(char c) {
    return isLetter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

} // namespace

std::string textOf(const ModelKey& key) {
    return key.first + " " + key.second;
}

Result<void> checkName(std::string_view name) {
    if (name.empty() || name.size() > 128 || !isLetter(name.front()) || !std::ranges::all_of(name, isPlain))
        return fail(ErrorCode::ModelInvalid, "'" + std::string(name) + "' cannot be the name of a model",
                    "use a letter, then up to 127 letters, digits and _ - .");
    if (std::ranges::find(kReserved, name) != kReserved.end())
        return fail(ErrorCode::ModelInvalid, "'" + std::string(name) + "' is a path of the inference API",
                    "choose another name");
    return {};
}

Result<void> checkVersion(std::string_view version) {
    if (version.empty() || version.size() > 64 || !std::ranges::all_of(version, isPlain))
        return fail(ErrorCode::ModelInvalid, "'" + std::string(version) + "' cannot be a version",
                    "use up to 64 letters, digits and _ - .");
    return {};
}

Result<void> checkPath(const std::filesystem::path& path) {
    try {
        (void)json(path.string()).dump(); // throws for what is not UTF-8
        return {};
    } catch (const json::exception&) {
        return fail(ErrorCode::ModelInvalid, "the path of the model is not UTF-8", "rename the file or its folder");
    }
}

Result<FileFacts> factsOf(Vfs& vfs, const std::filesystem::path& path) {
    const auto info = vfs.stat(path);
    if (!info)
        return failBecause(info.error(), ErrorCode::ModelInvalid, info.error().detail, "name a TorchScript file");
    if (info->directory || path.extension() == ".mar" || path.extension() == ".gguf" || path.extension() == ".onnx")
        return fail(ErrorCode::NotBuilt, path.string() + ": only TorchScript files can be registered yet",
                    "export the model with torch.jit.script or torch.jit.trace, and save()");
    INFERNO_TRY(const auto file, vfs.open(path, OpenMode::Read));
    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
    Bytes buffer(1U << 20);
    std::uint64_t size = 0;
    for (;;) {
        INFERNO_TRY(const std::size_t count, file->read(size, buffer));
        if (count == 0)
            break;
        EVP_DigestUpdate(context.get(), buffer.data(), count);
        size += count;
    }
    Hash hash{};
    if (EVP_DigestFinal_ex(context.get(), hash.data(), nullptr) != 1)
        return fail(ErrorCode::Internal, "SHA-256 is not available in this OpenSSL");
    return FileFacts{ByteSize{size}, toHex(hash)};
}

Result<ModelMap> readRegistry(Vfs& vfs, const std::filesystem::path& file) {
    const auto bytes = readFile(vfs, file);
    if (!bytes && bytes.error().code == ErrorCode::IoNotFound)
        return ModelMap{};
    if (!bytes)
        return std::unexpected(bytes.error());
    try {
        const json document = json::parse(asText(*bytes));
        if (document.at("format") != 1)
            return fail(ErrorCode::ConfigInvalid, file.string() + " was written by a newer Inferno");
        ModelMap models;
        for (const json& row : document.at("models")) {
            ModelInfo model;
            model.name = row.at("name").get<std::string>();
            model.version = row.at("version").get<std::string>();
            model.handler = row.at("handler").get<std::string>();
            model.path = row.at("path").get<std::string>();
            model.sha256 = row.at("sha256").get<std::string>();
            model.size = ByteSize{row.at("size").get<std::uint64_t>()};
            model.isDefault = row.at("default").get<bool>();
            INFERNO_TRY(model.registered, parseRfc3339(row.at("registered").get<std::string>()));
            ModelKey key{model.name, model.version};
            models.emplace(std::move(key), std::move(model));
        }
        return models;
    } catch (const json::exception& error) {
        return fail(ErrorCode::ConfigInvalid, file.string() + " cannot be read: " + error.what(),
                    "restore the file, or move it away and register the models again");
    }
}

Result<void> writeRegistry(Vfs& vfs, const std::filesystem::path& file, const ModelMap& models) {
    json rows = json::array();
    for (const auto& [key, model] : models)
        rows.push_back({{"name", model.name},
                        {"version", model.version},
                        {"handler", model.handler},
                        {"path", model.path.string()},
                        {"sha256", model.sha256},
                        {"size", static_cast<std::uint64_t>(model.size)},
                        {"default", model.isDefault},
                        {"registered", formatUtc(model.registered)}});
    const json document{{"format", 1}, {"models", rows}};
    return writeFileAtomically(vfs, file, asBytes(document.dump(2) + "\n"));
}

} // namespace inferno::serving
