// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/inference/model_registry.h"

#include <algorithm>
#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <openssl/evp.h>

#include "services/inference/model_archive.h"

namespace inferno::serving {
namespace {

using nlohmann::json;

constexpr int kFormat = 3;

/// First parts of paths on the inference port, which a model of that name would hide (contract: "refused").
constexpr std::array<std::string_view, 10> kReserved{"api",         "models", "ping", "predictions", "explanations",
                                                     "invocations", "v1",     "v2",   "workflows",   "wfpredict"};

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool isPlain(char c) {
    return isLetter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

/// SHA-256 of bytes that come in pieces.
class Digest {
public:
    Digest() { EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr); }
    void add(ByteView bytes) { EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()); }
    Result<std::string> end() {
        Hash hash{};
        if (EVP_DigestFinal_ex(context_.get(), hash.data(), nullptr) != 1)
            return fail(ErrorCode::Internal, "SHA-256 is not available in this OpenSSL");
        return toHex(hash);
    }

private:
    std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context_{EVP_MD_CTX_new(), EVP_MD_CTX_free};
};

Result<FileFacts> factsOfFile(Vfs& vfs, const std::filesystem::path& path) {
    INFERNO_TRY(const auto file, vfs.open(path, OpenMode::Read));
    Digest digest;
    Bytes buffer(1U << 20);
    std::uint64_t size = 0;
    for (;;) {
        INFERNO_TRY(const std::size_t count, file->read(size, buffer));
        if (count == 0)
            break;
        digest.add(ByteView(buffer).first(count));
        size += count;
    }
    INFERNO_TRY(std::string sha256, digest.end());
    return FileFacts{ByteSize{size}, std::move(sha256)};
}

using std::chrono::milliseconds;

json rowOf(const TensorInfo& tensor) {
    return {{"name", tensor.name}, {"datatype", tensor.datatype}, {"shape", tensor.shape}};
}

/// Nothing where there is none. Throws json::exception.
std::optional<TensorInfo> tensorIn(const json& row, const char* key) {
    if (!row.contains(key))
        return std::nullopt;
    const json& tensor = row.at(key);
    return TensorInfo{tensor.at("name").get<std::string>(), tensor.at("datatype").get<std::string>(),
                      tensor.at("shape").get<std::vector<std::int64_t>>()};
}

json rowOf(const ModelInfo& model) {
    json row{{"name", model.name},
             {"version", model.version},
             {"handler", model.handler},
             {"url", model.url},
             {"source", textOf(model.source)},
             {"path", model.path.string()},
             {"sha256", model.sha256},
             {"size", static_cast<std::uint64_t>(model.size)},
             {"signature", model.signature},
             {"memory", model.memory},
             {"default", model.isDefault},
             {"registered", formatUtc(model.registered)},
             {"batch_size", model.batchSize},
             {"max_batch_delay_ms", model.maxBatchDelay.count()},
             {"min_workers", model.minWorkers},
             {"max_workers", model.maxWorkers},
             {"response_timeout_ms", model.responseTimeout.count()},
             {"startup_timeout_ms", model.startupTimeout.count()},
             {"queue_size", model.queueSize}};
    if (model.source != ModelSource::File) {
        row["serialized_file"] = model.serializedFile;
        row["manifest"] = model.manifest;
        row["extra_files"] = model.extraFiles;
        row["warnings"] = model.warnings;
        if (model.input)
            row["input"] = rowOf(*model.input);
        if (model.output)
            row["output"] = rowOf(*model.output);
    }
    return row;
}

/// Those since format 2. Throws json::exception.
void readServing(const json& row, ModelInfo& model) {
    model.url = row.at("url").get<std::string>();
    model.batchSize = row.at("batch_size").get<int>();
    model.maxBatchDelay = milliseconds(row.at("max_batch_delay_ms").get<std::int64_t>());
    model.minWorkers = row.at("min_workers").get<int>();
    model.maxWorkers = row.at("max_workers").get<int>();
    model.responseTimeout = milliseconds(row.at("response_timeout_ms").get<std::int64_t>());
    model.startupTimeout = milliseconds(row.at("startup_timeout_ms").get<std::int64_t>());
    model.queueSize = row.at("queue_size").get<int>();
    model.signature = row.value("signature", "none"); // the first files of format 2 have neither
    model.memory = row.value("memory", std::uint64_t{0});
    const std::string source = row.at("source").get<std::string>();
    model.source = source == textOf(ModelSource::Archive)  ? ModelSource::Archive
                   : source == textOf(ModelSource::Folder) ? ModelSource::Folder
                                                           : ModelSource::File;
    if (model.source == ModelSource::File)
        return;
    model.serializedFile = row.at("serialized_file").get<std::string>();
    model.manifest = row.at("manifest").get<std::string>();
    model.extraFiles = row.at("extra_files").get<std::vector<std::string>>();
    model.warnings = row.at("warnings").get<std::vector<std::string>>();
    model.input = tensorIn(row, "input");
    model.output = tensorIn(row, "output");
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

bool isUtf8(std::string_view text) {
    try {
        (void)json(text).dump(); // throws for what is not
        return true;
    } catch (const json::exception&) {
        return false;
    }
}

Result<void> checkPath(const std::filesystem::path& path) {
    if (!isUtf8(path.string()))
        return fail(ErrorCode::ModelInvalid, "the path of the model is not UTF-8", "rename the file or its folder");
    return {};
}

Result<FileFacts> factsOf(Vfs& vfs, const std::filesystem::path& path) {
    const auto info = vfs.stat(path);
    if (!info)
        return failBecause(info.error(), ErrorCode::ModelInvalid, info.error().detail,
                           "name a TorchScript file, a .mar or a folder");
    if (!info->directory)
        return factsOfFile(vfs, path);
    INFERNO_TRY(const std::vector<std::string> files, filesBelow(path));
    std::string listing;
    std::uint64_t size = 0;
    for (const std::string& file : files) {
        INFERNO_TRY(const FileFacts facts, factsOfFile(vfs, path / file));
        listing += facts.sha256 + "  " + file + "\n";
        size += static_cast<std::uint64_t>(facts.size);
    }
    Digest digest;
    digest.add(asBytes(listing));
    INFERNO_TRY(std::string sha256, digest.end());
    return FileFacts{ByteSize{size}, std::move(sha256)};
}

Result<ModelMap> readRegistry(Vfs& vfs, const std::filesystem::path& file) {
    const auto bytes = readFile(vfs, file);
    if (!bytes && bytes.error().code == ErrorCode::IoNotFound)
        return ModelMap{};
    if (!bytes)
        return std::unexpected(bytes.error());
    try {
        const json document = json::parse(asText(*bytes));
        const int format = document.at("format").get<int>();
        if (format < 1 || format > kFormat)
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
            model.url = model.path.string(); // in format 1, all were files given by their path
            if (format >= 2)
                readServing(row, model);
            ModelKey key{model.name, model.version};
            models.emplace(std::move(key), std::move(model));
        }
        return models;
    } catch (const json::exception& error) {
        return fail(ErrorCode::ConfigInvalid, file.string() + " cannot be read: " + error.what(),
                    "restore the file, or move it away and register the models again");
    }
}

Result<void> writeRegistry(Vfs& vfs, const std::filesystem::path& file, const ModelMap& models,
                           const SplitMap& splits) {
    json rows = json::array();
    for (const auto& [key, model] : models)
        rows.push_back(rowOf(model));
    const json document{{"format", kFormat}, {"models", rows}, {"splits", splitRows(splits)}};
    return writeFileAtomically(vfs, file, asBytes(document.dump(2) + "\n"));
}

} // namespace inferno::serving
