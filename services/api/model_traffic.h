// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/error.h"
#include "services/client/model_types.h"

namespace inferno::api {

/// Who answers a request that names no version.
struct ChosenVersion {
    std::string version; ///< "" where there is no such model
    std::string shadow;  ///< gets a copy; "" for none
};

/// A change of who answers.
struct SplitChange {
    enum class Kind { Split, Default, Rollback };
    Kind kind = Kind::Split;
    client::SplitRequest split{}; ///< with Split; its reason is that of any change
    std::string version{};        ///< with Default
};
/// Makes the event of a change durable, before it is in effect.
using RecordSplit = std::function<Result<void>(const client::SplitState& before, const client::SplitState& after)>;
/// The value of a request that its split holds on to, "header:NAME" or "field:NAME"; nothing where it has none.
using StickyValue = std::function<std::optional<std::string>(std::string_view sticky)>;

/// A version's counts for the metrics.
struct VersionCounts {
    std::string model;
    client::VersionFigures figures;
};

/// How requests to the models are split among their versions, and what came of it (docs/ab-testing.md). Safe from any
/// thread; `choose` and `copy` wait for nothing.
class ModelTraffic {
public:
    virtual ~ModelTraffic() = default;
    virtual ChosenVersion choose(const std::string& model, const StickyValue& valueOf) const = 0;
    /// Hands a request that was answered to a shadow, which is asked later. False: it has too many already.
    virtual bool copy(const std::string& model, const std::string& shadow, std::string_view input,
                      std::string_view answer) = 0;
    /// Errors: model.unknown.
    virtual Result<client::ModelSplit> split(const std::string& model) const = 0;
    /// Errors: model.unknown, model.state, input.invalid, io.*, those of `record`.
    virtual Result<client::ModelSplit> change(const std::string& model, const SplitChange& change,
                                              const RecordSplit& record) = 0;
    /// Of all versions, by model and version.
    virtual std::vector<VersionCounts> counts() const = 0;
};

} // namespace inferno::api
