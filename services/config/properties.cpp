// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/config/properties.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/nearest.h"

namespace inferno::config {
namespace {

namespace fs = std::filesystem;

struct Pair {
    std::string_view torchServe;
    std::string_view own;
};
constexpr std::array<Pair, 13> kKeys{{
    {"allowed_urls", "inference.allowed_urls"},
    {"default_response_timeout", "inference.default_response_timeout"},
    {"default_startup_timeout", "inference.default_startup_timeout"},
    {"default_workers_per_model", "inference.default_workers_per_model"},
    {"disable_token_authorization", "inference.token"},
    {"inference_address", "inference.inference_address"},
    {"job_queue_size", "inference.job_queue_size"},
    {"load_models", "inference.load_models"},
    {"management_address", "inference.management_address"},
    {"max_request_size", "inference.max_request_size"},
    {"metrics_address", "inference.metrics_address"},
    {"model_store", "inference.model_store"},
    {"token_expiration_min", "inference.token_expiration_min"},
}};

/// Those of TorchServe's ConfigManager that mean nothing to this service.
constexpr std::array<std::string_view, 48> kWithoutEffect{"async_logging",
                                                          "blacklist_env_vars",
                                                          "certificate_file",
                                                          "cors_allowed_headers",
                                                          "cors_allowed_methods",
                                                          "cors_allowed_origin",
                                                          "cpp_log_config",
                                                          "cpu_launcher_args",
                                                          "cpu_launcher_enable",
                                                          "decode_input_request",
                                                          "default_service_handler",
                                                          "disable_system_metrics",
                                                          "enable_envvars_config",
                                                          "enable_grpc_ssl",
                                                          "enable_metrics_api",
                                                          "enable_model_api",
                                                          "grpc_inference_address",
                                                          "grpc_inference_port",
                                                          "grpc_management_address",
                                                          "grpc_management_port",
                                                          "initial_worker_port",
                                                          "install_py_dep_per_model",
                                                          "ipex_enable",
                                                          "keystore",
                                                          "keystore_pass",
                                                          "keystore_type",
                                                          "limit_max_image_pixels",
                                                          "max_response_size",
                                                          "metric_time_interval",
                                                          "metrics_config",
                                                          "metrics_format",
                                                          "metrics_mode",
                                                          "model_metrics_auto_detect",
                                                          "model_snapshot",
                                                          "models",
                                                          "netty_client_threads",
                                                          "number_of_gpu",
                                                          "number_of_netty_threads",
                                                          "prefer_direct_buffer",
                                                          "private_key_file",
                                                          "service_envelope",
                                                          "snapshot_store",
                                                          "system_metrics_cmd",
                                                          "ts_open_inference_protocol",
                                                          "unregister_model_timeout",
                                                          "use_env_allowed_urls",
                                                          "vmargs",
                                                          "workflow_store"};

bool isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\f';
}

std::string_view withoutBlanksBefore(std::string_view text) {
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    return text;
}

/// Takes a line off `text`, without its end.
std::string_view takeLine(std::string_view& text) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
}

bool isContinued(std::string_view line) {
    const auto last = line.find_last_not_of('\\');
    const std::size_t backslashes = line.size() - (last == line.npos ? 0 : last + 1);
    return backslashes % 2 == 1;
}

char unescaped(char c) {
    switch (c) {
    case 't': return '\t';
    case 'n': return '\n';
    case 'r': return '\r';
    case 'f': return '\f';
    default: return c;
    }
}

/// Key and value of a whole line that is no comment.
Property split(std::string_view line, int number) {
    Property property;
    property.line = number;
    bool inKey = true;
    for (std::size_t i = 0; i < line.size(); ++i) {
        char c = line[i];
        if (c == '\\' && i + 1 < line.size()) {
            c = unescaped(line[++i]);
        } else if (inKey && (c == '=' || c == ':' || isBlank(c))) {
            inKey = false;
            std::string_view rest = withoutBlanksBefore(line.substr(i));
            if (!rest.empty() && (rest.front() == '=' || rest.front() == ':'))
                rest = withoutBlanksBefore(rest.substr(1));
            i = line.size() - rest.size() - 1;
            continue;
        }
        (inKey ? property.key : property.value) += c;
    }
    while (!property.value.empty() && isBlank(property.value.back())) // unlike Java, where they would stay
        property.value.pop_back();
    return property;
}

std::vector<std::string> listOf(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const std::string_view part = text.substr(0, text.find(','));
        text.remove_prefix(std::min(part.size() + 1, text.size()));
        std::string_view word = withoutBlanksBefore(part);
        while (!word.empty() && isBlank(word.back()))
            word.remove_suffix(1);
        if (!word.empty())
            out.emplace_back(word);
    }
    return out;
}

Result<Value> valueOf(const Property& property, const KeyInfo& key, const std::string& place, const fs::path& folder) {
    if (property.key == "disable_token_authorization")
        return std::string(property.value == "true" ? "never" : "auto");
    if (key.type == Type::List)
        return listOf(property.value);
    if (key.type == Type::Path)
        return property.value.empty() ? std::string() : (folder / property.value).lexically_normal().string();
    if (key.type != Type::Integer)
        return property.value;
    std::int64_t number = 0;
    const char* const end = property.value.data() + property.value.size();
    const auto [stop, error] = std::from_chars(property.value.data(), end, number);
    const auto real = static_cast<double>(number);
    if (error != std::errc{} || stop != end || real < key.minimum || real > key.maximum)
        return fail(ErrorCode::ConfigInvalid, place + ": " + property.key + " is a whole number from " +
                                                  std::to_string(static_cast<std::int64_t>(key.minimum)) + " to " +
                                                  std::to_string(static_cast<std::int64_t>(key.maximum)) + ", not '" +
                                                  property.value + "'");
    return number;
}

std::string warningOf(const std::string& key) {
    if (std::ranges::find(kWithoutEffect, key) != kWithoutEffect.end())
        return key + " has no effect here";
    std::vector<std::string> known;
    for (const Pair& pair : kKeys)
        known.emplace_back(pair.torchServe);
    const std::string near = nearest(key, known);
    return "TorchServe has no key " + key + (near.empty() ? "" : "; did you mean " + near + "?");
}

} // namespace

std::vector<Property> readProperties(std::string_view text) {
    std::vector<Property> out;
    int number = 0;
    while (!text.empty()) {
        std::string line(withoutBlanksBefore(takeLine(text)));
        const int first = ++number;
        if (line.empty() || line.front() == '#' || line.front() == '!')
            continue;
        while (isContinued(line)) {
            line.pop_back();
            if (text.empty())
                break;
            line += withoutBlanksBefore(takeLine(text));
            ++number;
        }
        out.push_back(split(line, first));
    }
    return out;
}

Result<TorchServeSettings> readTorchServeConfig(std::string_view text, const fs::path& file) {
    TorchServeSettings out;
    for (const Property& property : readProperties(text)) {
        const std::string place = file.string() + ":" + std::to_string(property.line);
        const auto* const pair = std::ranges::find(kKeys, property.key, &Pair::torchServe);
        if (pair == kKeys.end()) {
            out.warnings.push_back(place + ": " + warningOf(property.key));
            continue;
        }
        const KeyInfo* const key = findKey(pair->own);
        INFERNO_TRY(Value value, valueOf(property, *key, place, file.parent_path()));
        out.settings.push_back({std::string(pair->own), std::move(value), property.line});
    }
    return out;
}

std::vector<Layer> withTorchServeConfig(std::vector<Layer> layers, const fs::path& dataDir, const fs::path& named) {
    const auto above = std::ranges::find(layers, dataDir / "inferno.toml", &Layer::file);
    layers.insert(above, Layer{named.empty() ? dataDir / "config.properties" : named, !named.empty(), true});
    return layers;
}

} // namespace inferno::config
