// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/fakes/fake_settings.h"

#include <algorithm>

namespace inferno::models::fakes {

using nlohmann::json;

namespace {

constexpr const char* kFile = "/var/lib/inferno/settings.toml";

struct Key {
    const char* name;
    const char* type;
    const char* value; ///< JSON
    double least = 0;
    double most = 0;
    const char* choices = "";
    bool now = false; ///< takes effect at once
};

constexpr Key kKeys[] = {
    {"api.hosts", "list", "[]"},
    {"api.listen", "text", "\"127.0.0.1\""},
    {"api.max_body_mb", "integer", "8", 1, 1024},
    {"api.max_connections", "integer", "512", 8, 100'000},
    {"api.port", "integer", "8080", 1, 65'535},
    {"audit.archive.object_lock", "choice", "\"off\"", 0, 0, "off|governance|compliance"},
    {"audit.archive.secret_key", "secret", "\"\""},
    {"audit.archive.target", "text", "\"\""},
    {"audit.compression.algorithm", "choice", "\"zstd\"", 0, 0, "gzip|zstd|lz4|none"},
    {"audit.compression.level", "integer", "1", 1, 19},
    {"audit.enabled", "bool", "true", 0, 0, "", true},
    {"audit.encryption.enabled", "bool", "true"},
    {"audit.encryption.key_file", "path", "\"\"", 0, 0, "", true},
    {"audit.encryption.rotate_keys_days", "integer", "90", 1, 36'500, "", true},
    {"audit.log_level", "choice", "\"info\"", 0, 0, "trace|debug|info|warn|error", true},
    {"audit.privacy.subject", "choice", "\"none\"", 0, 0, "none|user"},
    {"audit.retention.classes", "days", "{}", 1, 36'500},
    {"audit.retention.max_age_days", "integer", "0", 0, 36'500},
    {"audit.retention.max_size_gb", "number", "0.0", 0, 1e9},
    {"audit.retention.on_full", "choice", "\"open\"", 0, 0, "open|closed"},
    {"audit.storage_path", "path", "\"\""},
    {"batch_queue.default_timeout_seconds", "number", "0.0", 0, 1e9},
    {"batch_queue.enabled", "bool", "true", 0, 0, "", true},
    {"batch_queue.max_concurrent_jobs", "integer", "0", 0, 10'000, "", true},
    {"batch_queue.max_queued_runs", "integer", "0", 0, 1e9},
    {"batch_queue.pools", "map", "{}"},
    {"batch_queue.resources.default_cpu_limit", "number", "0.0", 0, 4096},
    {"batch_queue.resources.default_memory_limit_gb", "number", "0.0", 0, 1024.0 * 1024},
    {"batch_queue.retry.base_delay_seconds", "number", "30.0", 0, 1e9},
    {"batch_queue.retry.max_attempts", "integer", "0", 0, 1000},
    {"batch_queue.run_as", "text", "\"\""},
    {"batch_queue.scheduling.catch_up_window_seconds", "number", "86400.0", 0, 1e9},
    {"batch_queue.scheduling.enable_cron", "bool", "true"},
    {"batch_queue.scheduling.timezone", "text", "\"\""},
    {"inference.metrics_address", "text", "\"http://127.0.0.1:8082\""},
    {"inference.token", "choice", "\"auto\"", 0, 0, "auto|always|never"},
    {"inference.workers", "integer", "2", 1, 1024},
};

json* find(json& items, const std::string& key) {
    const auto found = std::ranges::find_if(items, [&](const json& item) { return item["key"] == key; });
    return found == items.end() ? nullptr : &*found;
}

json listOf(std::string_view choices) {
    json list = json::array();
    while (!choices.empty()) {
        const auto end = std::min(choices.find('|'), choices.size());
        list.push_back(std::string(choices.substr(0, end)));
        choices.remove_prefix(std::min(end + 1, choices.size()));
    }
    return list;
}

} // namespace

Settings::Settings() : items_(json::array()) {
    for (const Key& key : kKeys) {
        const json value = json::parse(key.value);
        json item{{"key", key.name},  {"type", key.type},     {"used", true},
                  {"default", value}, {"origin", "built-in"}, {"effect", key.now ? "now" : "restart"},
                  {"fixed", ""},      {"pending", false}};
        if (item["type"] == "secret" || item["type"] == "map")
            item["set"] = false;
        else
            item["value"] = value;
        if (key.most > key.least) {
            item["minimum"] = key.least;
            item["maximum"] = key.most;
        }
        if (*key.choices)
            item["choices"] = listOf(key.choices);
        items_.push_back(std::move(item));
    }
    const auto set = [this](const char* key, json value, const char* file, int line) {
        json& item = *find(items_, key);
        item["value"] = std::move(value);
        item["file"] = file;
        item["line"] = line;
        item["origin"] = std::string(file) + ":" + std::to_string(line);
    };
    set("batch_queue.max_concurrent_jobs", 8, kFile, 9);
    set("audit.retention.max_age_days", 730, kFile, 4);
    set("api.max_connections", 1024, "/etc/inferno/inferno.toml", 3);
    set("api.max_body_mb", 32, "/srv/deploy/inferno.toml", 7);
    (*find(items_, "api.max_body_mb"))["fixed"] = "layer";
    (*find(items_, "audit.storage_path"))["fixed"] = "folder";
    (*find(items_, "audit.encryption.enabled"))["fixed"] = "always";
    started_ = items_;
    set("batch_queue.max_queued_runs", 5'000, kFile, 10);
    (*find(items_, "batch_queue.max_queued_runs"))["pending"] = true;
}

json Settings::shown() const {
    return {{"items", items_}};
}

Result<client::ConfigAnswer> Settings::change(const json& changes) {
    client::ConfigAnswer answer;
    for (const auto& [key, value] : changes.items()) {
        json* item = find(items_, key);
        if (!item)
            return fail(ErrorCode::ConfigInvalid, "there is no key " + key);
        if ((*item)["fixed"] != "")
            return fail(ErrorCode::ConfigInvalid, (*item)["origin"].get<std::string>() + " has the last word",
                        "change it there");
        if (value == "refused")
            return fail(ErrorCode::ConfigInvalid, "the sample refuses this value");
    }
    for (const auto& [key, value] : changes.items()) {
        json& item = *find(items_, key);
        const bool secret = !item.contains("value");
        const std::string before = secret ? "\"changed\"" : item["value"].dump();
        if (secret)
            item["set"] = !value.is_null();
        else
            item["value"] = value.is_null() ? item["default"] : value;
        if (value.is_null()) {
            item.erase("file");
            item.erase("line");
            item["origin"] = "built-in";
        } else {
            item["file"] = kFile;
            item["line"] = 9;
            item["origin"] = std::string(kFile) + ":9";
        }
        const bool later = item["effect"] == "restart";
        item["pending"] = later && !secret && item["value"] != (*find(started_, key))["value"];
        answer.changed.push_back({key, before, secret ? "\"set\"" : item["value"].dump(), item["effect"]});
    }
    return answer;
}

void Settings::restart() {
    for (json& item : items_)
        item["pending"] = false;
    started_ = items_;
}

} // namespace inferno::models::fakes
