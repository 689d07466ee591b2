// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "core/inference/tensor.h"

namespace inferno::inference {

/// A TorchScript module, loaded for inference on a device. Safe from several threads at once. LibTorch stays behind
/// this header: what it throws comes out as an Error.
class Module {
public:
    /// `device`: "cpu" or "cuda:0" (see Runtime). Errors: model.invalid (absent, not TorchScript, torn), with what
    /// LibTorch says.
    static Result<std::unique_ptr<Module>> load(const std::filesystem::path& path, const std::string& device);
    ~Module(); ///< its memory goes back to the machine

    /// forward(inputs…) → one tensor, also alone in a tuple, on the host. Errors: model.input, the module refused the
    /// inputs (the detail names their shapes and what did not fit); model.memory; model.invalid, it raised an error or
    /// answers something else than one tensor.
    Result<Tensor> forward(std::span<const Tensor> inputs) const;
    Result<Tensor> forward(const Tensor& input) const { return forward(std::span(&input, 1)); }

private:
    struct Private;
    explicit Module(std::unique_ptr<Private> state);
    std::unique_ptr<Private> d_;
};

/// What this process computes with.
struct Runtime {
    std::string torch;  ///< version of LibTorch
    std::string blas;   ///< the BLAS that is really loaded
    std::string device; ///< "cuda:0" where LibTorch sees a GPU, else "cpu"
    int cores = 1;
};
Runtime runtime();

/// Once, before any work: no threads between operators (they would multiply those within).
void prepareProcess();
/// In each thread that calls `forward`: how many threads one operator may use.
void prepareThread(int intraOpThreads);

/// The name, version and threading of the loaded BLAS ("OpenBLAS 0.3.21 … MAX_THREADS=64"), or the file it is in.
std::string loadedBlas();

/// Compiles TorchScript source (methods of a module, at least `forward`) and saves it, for tests and samples. `weights`
/// become parameters of the module. Errors: model.invalid with the compiler's words, io.failed.
struct NamedTensor {
    std::string name;
    Tensor tensor;
};
Result<void> saveModule(const std::filesystem::path& path, const std::string& source,
                        const std::vector<NamedTensor>& weights = {});
/// The sample model: [n, 4] → [n, 1], a small network with fixed weights and a sigmoid, the same on every machine.
Result<void> saveSampleModule(const std::filesystem::path& path);

} // namespace inferno::inference
