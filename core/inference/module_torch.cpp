// SPDX-License-Identifier: GPL-3.0-or-later
// The only file of the engine that includes LibTorch: it takes 15 s and over 1 GB to compile.
#include <ATen/Parallel.h>
#include <c10/core/StreamGuard.h>
#include <c10/core/impl/VirtualGuardImpl.h>
#include <torch/csrc/jit/runtime/jit_exception.h>
#include <torch/script.h>
#include <torch/version.h>

#include <algorithm>
#include <array>
#include <optional>
#include <thread>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "core/inference/module.h"

namespace inferno::inference {
namespace {

at::ScalarType scalarTypeOf(DType type) {
    switch (type) {
    case DType::Float32: return at::kFloat;
    case DType::Float64: return at::kDouble;
    case DType::Int64: return at::kLong;
    case DType::Int32: return at::kInt;
    case DType::UInt8: return at::kByte;
    case DType::Bool: break;
    }
    return at::kBool;
}

/// A view of the tensor's memory: valid as long as it.
at::Tensor viewOf(const Tensor& tensor) {
    // from_blob wants a mutable pointer; nothing writes through it: forward() copies or moves to the device first.
    return at::from_blob(const_cast<std::uint8_t*>(tensor.data.data()), tensor.shape, // NOLINT
                         at::TensorOptions().dtype(scalarTypeOf(tensor.dtype)));
}

Tensor tensorOf(const at::Tensor& value) {
    at::Tensor host = value.to(at::kCPU);
    const auto known = [&]() -> std::optional<DType> {
        for (const DType type : {DType::Float32, DType::Float64, DType::Int64, DType::Int32, DType::UInt8, DType::Bool})
            if (host.scalar_type() == scalarTypeOf(type))
                return type;
        return std::nullopt;
    }();
    if (!known) // half, bfloat16, int8, int16 …: the next larger type that holds all their values
        host = host.to(host.is_floating_point() ? at::kFloat : at::kLong);
    host = host.contiguous();
    Tensor tensor{known.value_or(host.is_floating_point() ? DType::Float32 : DType::Int64), host.sizes().vec(), {}};
    const auto* bytes = static_cast<const std::uint8_t*>(host.data_ptr());
    tensor.data.assign(bytes, bytes + host.nbytes());
    return tensor;
}

/// LibTorch's errors are pages of stack; what a person needs is behind the last "Error: ".
std::string reasonIn(const std::exception& error) {
    const auto* torchError = dynamic_cast<const c10::Error*>(&error);
    std::string text = torchError ? torchError->what_without_backtrace() : error.what();
    if (const auto backtrace = text.find("\nException raised from"); backtrace != std::string::npos)
        text.resize(backtrace);
    if (const auto last = text.rfind("Error: "); last != std::string::npos)
        text.erase(0, last + 7);
    if (const auto end = text.find('\n'); end != std::string::npos)
        text.resize(end);
    return text;
}

/// Whether the machine refused, and not the model: the interpreter throws what an operator has thrown as one type, so
/// the words tell.
bool isOutOfMemory(std::string_view text) {
    constexpr std::array<std::string_view, 4> kWords{"can't allocate memory", "not enough memory", "out of memory",
                                                     "Cannot allocate memory"};
    return std::ranges::any_of(kWords, [&](std::string_view words) { return text.find(words) != text.npos; });
}

/// Whether what a model raises says that it does not take its input: an assertion, or one of these of Python's.
bool isAboutTheInput(const torch::jit::JITException& error) {
    constexpr std::array<std::string_view, 5> kClasses{"AssertionError", "IndexError", "KeyError", "TypeError",
                                                       "ValueError"};
    const std::string said = error.getPythonClassName().value_or("") + " " + error.getOriginalMsg().value_or("");
    return std::ranges::any_of(kClasses, [&](std::string_view name) { return said.find(name) != said.npos; });
}

/// glibc keeps what was freed for what comes next: a model that is gone would stay as memory of this process.
void giveMemoryBack() {
#ifdef __GLIBC__
    ::malloc_trim(0);
#endif
}

/// What a thread asks of a GPU goes to a stream of its own, so that the batches of several workers overlap.
c10::Stream streamOf(torch::Device device) {
    thread_local const c10::Stream stream = c10::impl::VirtualGuardImpl(device.type()).getStreamFromGlobalPool(device);
    return stream;
}

/// A copy on the device. To a GPU it goes by way of pinned memory, which the device reads while the thread goes on.
at::Tensor copied(const Tensor& tensor, torch::Device device) {
    if (device.is_cuda())
        return viewOf(tensor).pin_memory().to(device, /*non_blocking=*/true);
    return viewOf(tensor).to(device, /*non_blocking=*/false, /*copy=*/true);
}

/// Weights become constants, and operators are joined. A module that does not allow that (it writes to its attributes,
/// say) computes as it is.
torch::jit::Module optimised(const torch::jit::Module& module) {
    try {
        torch::jit::Module frozen = torch::jit::freeze(module);
        return torch::jit::optimize_for_inference(frozen);
    } catch (const std::exception&) {
        return module;
    }
}

} // namespace

struct Module::Private {
    torch::jit::Module module;
    torch::Device device;
};

Module::Module(std::unique_ptr<Private> state) : d_(std::move(state)) {}
Module::~Module() {
    d_.reset();
    giveMemoryBack();
}

Result<std::unique_ptr<Module>> Module::load(const std::filesystem::path& path, const std::string& device) {
    try {
        const c10::InferenceMode guard;
        const torch::Device target(device);
        auto state = std::make_unique<Private>(Private{torch::jit::load(path.string(), target), target});
        state->module.eval();
        state->module = optimised(state->module);
        return std::unique_ptr<Module>(new Module(std::move(state)));
    } catch (const std::exception& error) {
        return fail(ErrorCode::ModelInvalid, path.string() + " is no TorchScript module: " + reasonIn(error),
                    "export the model with torch.jit.script or torch.jit.trace, and save()");
    }
}

Result<Tensor> Module::forward(std::span<const Tensor> inputs) const {
    constexpr const char* kSmaller = "send a smaller input, or serve it on a machine with more memory";
    const auto refused = [&](const std::string& why) {
        std::string text;
        for (const Tensor& input : inputs)
            text += (text.empty() ? "an input" : " with one") + (" of shape " + shapeText(input.shape)) + " and type " +
                    std::string(textOf(input.dtype));
        return fail(ErrorCode::ModelInput, "the model does not take " + text + ": " + why);
    };
    try {
        const c10::InferenceMode guard;
        c10::OptionalStreamGuard stream;
        if (d_->device.is_cuda())
            stream.reset_stream(streamOf(d_->device));
        std::vector<c10::IValue> given;
        for (const Tensor& input : inputs)
            given.emplace_back(copied(input, d_->device));
        torch::jit::Module module = d_->module; // a handle: forward() is not const
        c10::IValue answer = module.forward(std::move(given));
        if (answer.isTuple() && answer.toTupleRef().elements().size() == 1) // as Hugging Face's models do
            answer = c10::IValue(answer.toTupleRef().elements()[0]);
        if (!answer.isTensor())
            return fail(ErrorCode::ModelInvalid, "the model answers " + answer.tagKind() + ", not one tensor",
                        "wrap it in a module whose forward returns a tensor");
        return tensorOf(answer.toTensor());
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::ModelMemory, "the model ran out of memory", kSmaller);
    } catch (const torch::jit::JITException& error) {
        if (!isAboutTheInput(error))
            return fail(ErrorCode::ModelInvalid, "Prediction failed: the model raised '" + reasonIn(error) + "'");
        return refused(reasonIn(error));
    } catch (const std::exception& error) {
        const std::string reason = reasonIn(error);
        if (isOutOfMemory(reason))
            return fail(ErrorCode::ModelMemory, "the model ran out of memory: " + reason, kSmaller);
        return refused(reason);
    }
}

Runtime runtime() {
    Runtime found;
    found.torch = TORCH_VERSION;
    found.blas = loadedBlas();
    found.device = at::hasCUDA() ? "cuda:0" : "cpu";
    found.cores = std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
    return found;
}

void prepareProcess() {
    at::set_num_interop_threads(1);
}

void prepareThread(int intraOpThreads) {
    at::set_num_threads(intraOpThreads);
}

Result<void> saveModule(const std::filesystem::path& path, const std::string& source,
                        const std::vector<NamedTensor>& weights) {
    try {
        torch::jit::Module module("Module");
        for (const NamedTensor& weight : weights)
            module.register_parameter(weight.name, viewOf(weight.tensor).clone(), /*is_buffer=*/false);
        module.define(source);
        module.save(path.string());
        return {};
    } catch (const std::exception& error) {
        return fail(ErrorCode::ModelInvalid, "the module cannot be compiled or saved as " + path.string() + ": " +
                                                 (dynamic_cast<const c10::Error*>(&error)
                                                      ? dynamic_cast<const c10::Error&>(error).what_without_backtrace()
                                                      : error.what()));
    }
}

} // namespace inferno::inference
