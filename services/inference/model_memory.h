// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "core/base/vfs.h"

namespace inferno::serving {

/// The bytes of the tensors in a TorchScript file: parameters, buffers and constants, by the directory of the zip that
/// it is. Nothing of it is unpacked or run. Nothing: it is no such zip, or its directory is broken.
std::optional<std::uint64_t> tensorBytesOf(Vfs& vfs, const std::filesystem::path& file);

/// What loading a model of so many bytes of tensors takes, where `workers` batches of it are computed at once; measured
/// on LibTorch 1.13 (docs/model-archives.md).
std::uint64_t memoryFor(std::uint64_t tensorBytes, int workers);

} // namespace inferno::serving
