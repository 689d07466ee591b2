// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/api/auditor.h"
#include "services/config/settings.h"

namespace inferno::api {

/// Appends the events `config_change` to this vault, durable; the same change twice is one event.
config::Settings::Record settingsRecorder(vault::Vault& vault);
/// Who asked, as the note of a change keeps it.
nlohmann::json actorOf(const Caller& caller);
/// "email: not configured", for each channel that is named and lacks what it needs.
std::vector<std::string> channelWarnings(const config::Config& config);
std::vector<std::string> channelWarnings(const config::Config& config, const std::vector<std::string>& channels);

} // namespace inferno::api
