// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/service/log.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include "core/base/clock.h"

namespace inferno::service {
namespace {

constexpr std::size_t kFileBytes = 16U << 20;
constexpr std::size_t kFiles = 3; ///< beside the newest

} // namespace

Result<Log> Log::open(const std::filesystem::path& file, bool foreground) {
    Log log;
    try {
        log.file_ = std::make_shared<spdlog::logger>(
            "file", std::make_shared<spdlog::sinks::rotating_file_sink_mt>(file.string(), kFileBytes, kFiles));
        log.file_->set_pattern("%v");
        log.file_->flush_on(spdlog::level::info);
        if (foreground) {
            log.people_ = std::make_shared<spdlog::logger>("people", std::make_shared<spdlog::sinks::stderr_sink_mt>());
            log.people_->set_pattern("%H:%M:%S %l: %v");
        }
    } catch (const spdlog::spdlog_ex& exception) {
        return fail(ErrorCode::IoFailed, exception.what(), "make " + file.parent_path().string() + " writable");
    }
    return log;
}

void Log::write(int level, std::string_view message, const nlohmann::json& fields) const {
    if (!file_)
        return; // it could not be opened, which the caller has been told
    const auto severity = static_cast<spdlog::level::level_enum>(level);
    nlohmann::ordered_json line;
    line["time"] = formatUtc(SystemClock().now());
    const auto name = spdlog::level::to_string_view(severity);
    line["level"] = std::string(name.data(), name.size());
    line["message"] = message;
    for (const auto& [key, value] : fields.items())
        line[key] = value;
    // As an argument, so that braces in it mean nothing.
    constexpr auto kReplace = nlohmann::json::error_handler_t::replace; // a path may be no UTF-8
    file_->log(severity, "{}", line.dump(-1, ' ', false, kReplace));
    if (people_)
        people_->log(severity, "{}{}", message, fields.empty() ? "" : " " + fields.dump(-1, ' ', false, kReplace));
}

void Log::info(std::string_view message, const nlohmann::json& fields) const {
    write(spdlog::level::info, message, fields);
}

void Log::warn(std::string_view message, const nlohmann::json& fields) const {
    write(spdlog::level::warn, message, fields);
}

void Log::error(std::string_view message, const Error& error) const {
    write(spdlog::level::err, message, {{"code", idOf(error.code)}, {"detail", error.detail}, {"hint", error.hint}});
}

} // namespace inferno::service
