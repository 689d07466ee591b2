// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inference/engine.h"

#include <mutex>

namespace inferno::inference {
namespace {

std::unexpected<Error> unknown(const std::string& name, const std::string& version) {
    return fail(ErrorCode::ModelUnknown, "the engine holds no model '" + name + "' of version " + version);
}

} // namespace

Result<void> Engine::load(const std::string& name, const std::string& version, const std::filesystem::path& path,
                          std::string_view handler) {
    if (handler != "tensor")
        return fail(ErrorCode::NotBuilt, "the handler '" + std::string(handler) + "'", "use the handler 'tensor'");
    INFERNO_TRY(std::shared_ptr<const Module> module, Module::load(path, device_));
    const std::unique_lock lock(mutex_);
    models_[{name, version}].swap(module);
    return {};
}

Result<void> Engine::unload(const std::string& name, const std::string& version) {
    std::shared_ptr<const Module> removed; // freed after the lock
    const std::unique_lock lock(mutex_);
    const auto at = models_.find({name, version});
    if (at == models_.end())
        return unknown(name, version);
    removed = std::move(at->second);
    models_.erase(at);
    return {};
}

Result<std::string> Engine::predict(const std::string& name, const std::string& version, std::string_view input) const {
    std::shared_ptr<const Module> module;
    {
        const std::shared_lock lock(mutex_);
        if (const auto at = models_.find({name, version}); at != models_.end())
            module = at->second;
    }
    if (!module)
        return unknown(name, version);
    INFERNO_TRY(const Tensor given, tensorFromJson(input));
    INFERNO_TRY(const Tensor answer, module->forward(given));
    return tensorToJson(answer);
}

} // namespace inferno::inference
