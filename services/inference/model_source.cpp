// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/inference/model_source.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "core/base/web_url.h"
#include "services/inference/model_memory.h"
#include "services/inference/model_registry.h"

namespace inferno::serving {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 4> kArchiveEndings{".mar", ".zip", ".tar.gz", ".tgz"};

/// "%20" becomes a space (RFC 3986, 2.1). Nothing for what is no such text, and for NUL.
std::optional<std::string> percentDecoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out.push_back(text[i]);
            continue;
        }
        unsigned value = 0;
        const std::string_view digits = text.substr(i + 1, 2);
        const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
        if (digits.size() != 2 || problem != std::errc{} || end != digits.data() + digits.size() || value == 0)
            return std::nullopt;
        out.push_back(static_cast<char>(value));
        i += 2;
    }
    return out;
}

bool climbs(const fs::path& path) {
    return std::ranges::find(path, fs::path("..")) != path.end();
}

std::unexpected<Error> relativeRefused(const std::string& url) {
    return fail(ErrorCode::ModelInvalid, "Relative path is not allowed in url: " + url, // TorchServe's words
                "give the absolute path, or a name in the model store");
}

/// The path of a file:// URL, of this machine.
Result<fs::path> pathOfUrl(const std::string& url) {
    constexpr std::string_view kLocal = "localhost";
    std::string_view rest = std::string_view(url).substr(std::string_view("file://").size());
    if (rest.starts_with(kLocal))
        rest.remove_prefix(kLocal.size());
    const auto decoded = percentDecoded(rest);
    if (!decoded || !decoded->starts_with('/'))
        return fail(ErrorCode::ModelInvalid, "'" + url + "' names no file of this machine", "file:///folder/model.mar");
    if (climbs(*decoded))
        return relativeRefused(url);
    return fs::path(*decoded);
}

/// The name of a file or folder without what tells its format.
std::string stemOf(const fs::path& path, ModelSource source) {
    const std::string name = path.filename().string();
    for (const std::string_view ending : kArchiveEndings)
        if (name.ends_with(ending))
            return name.substr(0, name.size() - ending.size());
    return source == ModelSource::Folder ? name : path.stem().string();
}

/// What the archive or folder says, taken over into `model`; the caller's word comes later.
Result<void> takeContents(const ArchiveContents& contents, ModelInfo& model) {
    if (!contents.name.empty())
        model.name = contents.name;
    if (!contents.version.empty())
        model.version = contents.version;
    if (!contents.handler.empty())
        model.handler = contents.handler;
    model.serializedFile = contents.serializedFile;
    model.manifest = contents.manifest;
    model.extraFiles = contents.extraFiles;
    model.warnings = contents.config.warnings;
    model.input = contents.config.input;
    model.output = contents.config.output;
    return apply(contents.config.options, model);
}

/// A handler that computes needs a module that LibTorch can read.
Result<void> checkModule(const ArchiveContents& contents, const ModelInfo& model) {
    if (!needsModel(model.handler))
        return {};
    if (contents.isEager)
        return fail(ErrorCode::ModelInvalid,
                    model.path.string() + " holds weights for a class in Python (model.modelFile), which is not run",
                    "export the model with torch.jit.script or torch.jit.trace, and pack that");
    if (contents.serializedFile.empty())
        return fail(ErrorCode::ModelInvalid,
                    model.path.string() + " names no serializedFile, and there is not exactly one .pt file in it",
                    "name the TorchScript file in MAR-INF/MANIFEST.json");
    return {};
}

} // namespace

Result<fs::path> locate(const std::string& url, const fs::path& modelStore) {
    if (url.empty() || !isUtf8(url) || url.find('\0') != std::string::npos)
        return fail(ErrorCode::ModelInvalid, "the path or URL of the model is empty, not UTF-8, or holds a NUL byte",
                    "name a TorchScript file or a .mar");
    if (url.starts_with("file://")) {
        INFERNO_TRY(const fs::path path, pathOfUrl(url));
        return path.lexically_normal();
    }
    if (const std::size_t scheme = url.find("://"); scheme != std::string::npos && scheme < url.find('/'))
        return fail(ErrorCode::ModelInvalid, "Given URL " + withoutSecrets(url) + " does not match any allowed URL(s)",
                    "[inference] allowed_urls says what may be downloaded; or put the file into the model store, " +
                        modelStore.string() + ", and give its name");
    const fs::path path(url);
    if (path.is_absolute())
        return path.lexically_normal();
    if (climbs(path))
        return relativeRefused(url);
    return (modelStore / path).lexically_normal();
}

Result<ModelSource> sourceOf(Vfs& vfs, const fs::path& path) {
    const auto info = vfs.stat(path);
    if (!info)
        return failBecause(info.error(), ErrorCode::ModelInvalid, info.error().detail,
                           "name a TorchScript file, a .mar or a folder");
    if (info->directory)
        return ModelSource::Folder;
    const std::string name = path.filename().string();
    if (std::ranges::any_of(kArchiveEndings, [&](std::string_view ending) { return name.ends_with(ending); }))
        return ModelSource::Archive;
    if (path.extension() == ".gguf" || path.extension() == ".onnx")
        return fail(ErrorCode::NotBuilt, path.string() + ": only TorchScript can be registered yet",
                    "export the model with torch.jit.script or torch.jit.trace, and save()");
    return ModelSource::File;
}

fs::path loadPathOf(const ModelInfo& model, const ArchiveStore& store) {
    if (model.source == ModelSource::File)
        return model.path;
    const fs::path folder = model.source == ModelSource::Archive ? store.placeOf(model.sha256) : model.path;
    return model.serializedFile.empty() ? folder : folder / model.serializedFile;
}

Result<ExaminedModel> ModelExaminer::examine(const std::string& url, const ModelOptions& options,
                                             ModelInfo defaults) const {
    ExaminedModel examined{std::move(defaults), {}};
    ModelInfo& model = examined.info;
    model.url = withoutSecrets(url);
    if (downloads && downloads->allows(url)) {
        INFERNO_TRY(examined.download, downloads->fetch(url));
        model.path = examined.download.file();
        if (signatures && !signatures->keys.empty() && options.signature.empty()) {
            INFERNO_TRY(examined.signature, downloads->fetchSignature(url));
        }
    } else {
        INFERNO_TRY(model.path, locate(url, modelStore));
    }
    if (!model.path.has_filename()) // "/folder/"
        model.path = model.path.parent_path();
    INFERNO_CHECK(checkPath(model.path));
    INFERNO_TRY(model.source, sourceOf(vfs, model.path));
    INFERNO_TRY(const FileFacts facts, factsOf(vfs, model.path));
    model.sha256 = facts.sha256;
    model.size = facts.size;
    if (signatures) {
        INFERNO_TRY(model.signature, signatureOf(vfs, *signatures, model.path, model.sha256, options.signature));
    }
    model.name = stemOf(model.path, model.source);
    model.version = "1.0";
    model.handler = "tensor";
    if (model.source == ModelSource::Archive) {
        INFERNO_TRY(examined.hold, store.unpack(model.path, model.sha256));
    }
    ArchiveContents contents;
    if (model.source != ModelSource::File) {
        const fs::path folder = model.source == ModelSource::Archive ? store.placeOf(model.sha256) : model.path;
        INFERNO_TRY(contents, readArchive(vfs, folder));
        INFERNO_CHECK(takeContents(contents, model));
    }
    INFERNO_TRY(model.handler, handlerFor(options.handler.empty() ? model.handler : options.handler, handlers));
    if (model.source != ModelSource::File)
        INFERNO_CHECK(checkModule(contents, model));
    if ((model.input || model.output) && model.handler != "tensor") {
        model.warnings.push_back("model-config.yaml: inputs and outputs are heeded by the handler 'tensor' alone");
        model.input = model.output = std::nullopt;
    }
    if (!options.name.empty())
        model.name = options.name;
    if (!options.version.empty())
        model.version = options.version;
    INFERNO_CHECK(checkName(model.name));
    INFERNO_CHECK(checkVersion(model.version));
    INFERNO_CHECK(checkPath(loadPathOf(model, store)));
    INFERNO_CHECK(apply(options, model));
    model.memory = memoryOf(vfs, store, model, workers);
    return examined;
}

std::uint64_t memoryOf(Vfs& vfs, const ArchiveStore& store, const ModelInfo& model, int workers) {
    const auto tensors =
        needsModel(model.handler) ? tensorBytesOf(vfs, loadPathOf(model, store)) : std::optional<std::uint64_t>{};
    return tensors ? memoryFor(*tensors, std::min(model.maxWorkers, workers)) : 0;
}

} // namespace inferno::serving
