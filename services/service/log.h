// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "core/base/error.h"

namespace spdlog {
class logger;
}

namespace inferno::service {

/// The service's own log: one JSON object a line in `log/infernod.log`, 16 MiB a file and four files. In the foreground
/// also on stderr, for people. Holds no token, no secret and no event of the vault. Safe from any thread.
class Log {
public:
    static Result<Log> open(const std::filesystem::path& file, bool foreground);

    void info(std::string_view message, const nlohmann::json& fields = nlohmann::json::object()) const;
    void warn(std::string_view message, const nlohmann::json& fields = nlohmann::json::object()) const;
    void error(std::string_view message, const Error& error) const;

private:
    void write(int level, std::string_view message, const nlohmann::json& fields) const;

    std::shared_ptr<spdlog::logger> file_;
    std::shared_ptr<spdlog::logger> people_; ///< null unless in the foreground
};

} // namespace inferno::service
