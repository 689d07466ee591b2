// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "services/client/types.h"

namespace inferno::api {

/// What serves models, as the API needs it: the engine's supervisor stands behind it where inference is part of the
/// build. Safe from any thread; load and predict block.
class ModelHost {
public:
    virtual ~ModelHost() = default;
    virtual std::vector<client::Model> list() const = 0;
    /// `path`: of a TorchScript file, of a .mar, or of the folder of one. Empty: what the archive says.
    virtual Result<client::Model> load(const std::filesystem::path& path, const std::string& name,
                                       const std::string& version, const std::string& handler) = 0;
    /// A sentence for each thing in the archive of a version that is not heeded. A host without archives has none.
    virtual std::vector<std::string> warnings(const std::string& /*name*/, const std::string& /*version*/) const {
        return {};
    }
    virtual Result<void> unload(const std::string& name, const std::string& version) = 0;
    virtual Result<std::string> predict(const std::string& name, const std::string& version,
                                        std::string_view input) = 0;
    /// Why models cannot be served now, in a sentence; "" where they can.
    virtual std::string problem() const = 0;
};

} // namespace inferno::api
