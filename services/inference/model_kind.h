// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/base/vfs.h"

namespace inferno::serving {

/// What a file is by its content, as far as its first bytes and the names within it tell. Nothing of it is executed.
enum class ModelKind {
    TorchScript,     ///< a zip that holds code
    StateDict,       ///< what torch.save writes: weights, or a whole module of Python; both need its class
    ExportedProgram, ///< what torch.export.save writes
    Archive,         ///< a `.mar` as a zip
    Gguf,
    Other,
};

/// Errors: model.invalid (there is no such file, it is a folder), io.*.
Result<ModelKind> kindOfFile(Vfs& vfs, const std::filesystem::path& path);

/// Lines of Python that make a TorchScript file of what torch.save has written, beside it.
std::string scriptingLines(const std::filesystem::path& path);

/// Why a file of this kind, which is not TorchScript, cannot be used, and what to do: model.invalid, feature.absent.
Error refusalOf(ModelKind kind, const std::filesystem::path& path);

} // namespace inferno::serving
