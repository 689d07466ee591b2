// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <shared_mutex>
#include <string>
#include <string_view>

#include "core/inference/module.h"

namespace inferno::inference {

/// The models that an engine holds, each under a name and a version, and what is asked of them. Which of them is the
/// default, and who may ask, is the service's business. Safe from any thread; a model that is unloaded while a
/// prediction runs lives until that is done.
class Engine {
public:
    explicit Engine(std::string device) : device_(std::move(device)) {}

    /// Replaces a model of that name and version. Errors: model.invalid; feature.absent for a handler not built.
    Result<void> load(const std::string& name, const std::string& version, const std::filesystem::path& path,
                      std::string_view handler);
    /// Error: model.unknown.
    Result<void> unload(const std::string& name, const std::string& version);
    /// Handler "tensor": see tensorFromJson and tensorToJson. Errors: model.unknown, model.input.
    Result<std::string> predict(const std::string& name, const std::string& version, std::string_view input) const;

private:
    using Key = std::pair<std::string, std::string>;

    std::string device_;
    mutable std::shared_mutex mutex_;
    std::map<Key, std::shared_ptr<const Module>> models_;
};

} // namespace inferno::inference
