// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stop_token>
#include <string>
#include <string_view>

#include "core/base/clock.h"
#include "services/api/model_traffic.h"
#include "services/inference/engine_supervisor.h"
#include "services/inference/shadow_traffic.h"
#include "services/inference/traffic_figures.h"

namespace inferno::service {

/// The supervisor's splits behind the API, with the figures of each version and the copies for shadows. Borrows the
/// supervisor, which has to be ended before this is destroyed: a copy may be with the engine.
class EngineTraffic final : public api::ModelTraffic {
public:
    EngineTraffic(serving::EngineSupervisor& supervisor, const Clock& clock);

    /// To be called when versions came or went.
    void versionsChanged();
    /// Asks, and counts the answer, if anybody still waited for it.
    Result<serving::ModelAnswer> predict(const std::string& model, const std::string& version, std::string_view input,
                                         const std::stop_token& gone);
    /// The same, as EngineSupervisor::predictAtOnce.
    bool predictAtOnce(const std::string& model, const std::string& version, std::string_view input,
                       const std::stop_token& gone, serving::EngineSupervisor::OnAnswer done);

    api::ChosenVersion choose(const std::string& model, const api::StickyValue& valueOf) const override;
    bool copy(const std::string& model, const std::string& shadow, std::string_view input,
              std::string_view answer) override;
    Result<client::ModelSplit> split(const std::string& model) const override;
    Result<client::ModelSplit> change(const std::string& model, const api::SplitChange& change,
                                      const api::RecordSplit& record) override;
    std::vector<api::VersionCounts> counts() const override;

private:
    client::ModelSplit documentOf(const std::string& model, const serving::ModelSplit& split) const;

    serving::EngineSupervisor& supervisor_;
    const Clock& clock_;
    serving::TrafficFigures figures_;
    serving::ShadowTraffic shadow_; ///< last: it ends before what it uses
};

} // namespace inferno::service
