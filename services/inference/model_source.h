// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "core/base/error.h"
#include "core/base/vfs.h"
#include "services/inference/model_archive.h"
#include "services/inference/model_download.h"
#include "services/inference/model_handlers.h"
#include "services/inference/model_info.h"
#include "services/inference/model_signature.h"

namespace inferno::serving {

/// The absolute path that a path, a file:// URL, or a path within the model store means. Errors: model.invalid, in
/// TorchServe's words for relative paths with "..", and for URLs of elsewhere.
Result<std::filesystem::path> locate(const std::string& url, const std::filesystem::path& modelStore);

/// What `path` is, by its name and whether it is a folder. Errors: model.invalid (there is nothing), feature.absent.
Result<ModelSource> sourceOf(Vfs& vfs, const std::filesystem::path& path);

/// What an engine is told to load: the file itself, or the one in the archive, unpacked in `store`; the folder where a
/// handler needs no file.
std::filesystem::path loadPathOf(const ModelInfo& model, const ArchiveStore& store);
/// The bytes that loading a model is estimated to take in an engine of so many workers; 0: not known.
std::uint64_t memoryOf(Vfs& vfs, const ArchiveStore& store, const ModelInfo& model, int workers);

/// A model that can be handed to the engine, and its archive and what was downloaded, which stay where they are
/// meanwhile.
struct ExaminedModel {
    ModelInfo info;
    ArchiveStore::Hold hold;
    Download download = {};  ///< goes, unless it is kept
    Download signature = {}; ///< the same
};

/// Finds out about models before an engine sees them. Borrows all of it.
struct ModelExaminer {
    Vfs& vfs;
    ArchiveStore& store;
    const std::filesystem::path& modelStore;
    const HandlerMap& handlers;
    const ModelDownloads* downloads = nullptr;   ///< null: nothing is downloaded
    const SignaturePolicy* signatures = nullptr; ///< null: none is looked for
    int workers = 1;                             ///< batches that the engine computes at once, at most

    /// Locates or downloads what is to be registered, checks its signature, unpacks and reads an archive, and settles
    /// name, version, handler and options: those of `defaults` < the archive's < the caller's. Errors: model.invalid,
    /// model.signature, feature.absent, unpack.missing, io.*, those of ModelDownloads.
    Result<ExaminedModel> examine(const std::string& url, const ModelOptions& options, ModelInfo defaults) const;
};

} // namespace inferno::serving
