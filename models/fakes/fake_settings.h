// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "services/client/types.h"

namespace inferno::models::fakes {

/// The configuration of the sample: keys as a service tells them, some of them changed; one is set by a file that has
/// the last word. GUI thread.
class Settings {
public:
    Settings();
    /// As `GET /api/v1/config`.
    nlohmann::json shown() const;
    /// As `PATCH /api/v1/config`; says nothing of ranges.
    Result<client::ConfigAnswer> change(const nlohmann::json& changes);
    /// What waited is in effect.
    void restart();

private:
    nlohmann::json items_;
    nlohmann::json started_;
};

} // namespace inferno::models::fakes
