// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/config/settings.h"

#include <algorithm>
#include <array>

#include "core/base/nearest.h"
#include "services/config/toml_layer.h"
#include "services/config/toml_text.h"

namespace inferno::config {
namespace {

using nlohmann::json;

constexpr std::uint64_t kFileLimit = 1U << 20;
constexpr std::string_view kHead =
    "# Written by Inferno: inferno config set, audit enable, audit configure. Comments here "
    "do not stay.\n";
constexpr std::array<std::string_view, 8> kAtOnce = {"audit.alerts.channels",
                                                     "audit.alerts.enabled",
                                                     "audit.enabled",
                                                     "audit.encryption.key_file",
                                                     "audit.encryption.rotate_keys_days",
                                                     "audit.log_level",
                                                     "batch_queue.enabled",
                                                     "batch_queue.max_concurrent_jobs"};
constexpr std::array<std::string_view, 2> kFixed = {"audit.storage_path", "batch_queue.storage_path"};

template <typename List>
bool holds(const List& list, std::string_view name) {
    return std::ranges::find(list, name) != list.end();
}

std::unexpected<Error> unknownKey(const std::string& key) {
    std::vector<std::string> names;
    for (const KeyInfo& info : schema())
        names.emplace_back(info.name);
    const std::string near = nearest(key, names);
    return fail(ErrorCode::ConfigInvalid, "there is no key " + key,
                near.empty() ? "inferno config show lists all keys" : "did you mean " + near + "?");
}

/// Reads one value as a file would have it. The error says which key it is, and no file and line: there are none.
Result<Value> parsed(const KeyInfo& key, const json& value) {
    const std::string name(key.name);
    // In its own table, as a person would write it.
    const std::size_t dot = name.rfind('.');
    const std::string text = "[" + name.substr(0, dot) + "]\n" + name.substr(dot + 1) + " = " + tomlText(value) + "\n";
    auto read = readLayer(text, "change");
    if (!read) {
        Error error = std::move(read).error();
        constexpr std::string_view kPlace = "change:2: ";
        if (error.detail.starts_with(kPlace))
            error.detail.erase(0, kPlace.size());
        return std::unexpected(std::move(error));
    }
    return std::move(read->front().value);
}

/// An error of a file that is gone, without that file and the line.
Error withoutPlace(Error error, const std::filesystem::path& file) {
    if (!error.detail.starts_with(file.string() + ":"))
        return error;
    const auto end = error.detail.find(": ", file.string().size());
    error.detail.erase(0, end == error.detail.npos ? 0 : end + 2);
    return error;
}

json shownOf(const Config& config, const KeyInfo& key) {
    if (isHidden(key))
        return config.isSet(key.name) ? "set" : "not set";
    switch (key.type) {
    case Type::Bool: return config.flag(key.name);
    case Type::Integer: return config.integer(key.name);
    case Type::Number: return config.number(key.name);
    case Type::List: return config.list(key.name);
    case Type::Days: return config.days(key.name);
    case Type::Map: return config.map(key.name);
    default: return config.text(key.name);
    }
}

bool isSame(const Config& one, const Config& other, const KeyInfo& key) {
    if (key.type == Type::Secret)
        return one.text(key.name) == other.text(key.name);
    if (key.type == Type::Map)
        return one.map(key.name) == other.map(key.name);
    return shownOf(one, key) == shownOf(other, key);
}

std::string dumped(const json& value) {
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

/// Old and new value of each key, for the event and the answer.
Changes differences(const Config& before, const Config& after, const std::vector<std::string>& keys,
                    const json& wanted) {
    Changes out;
    for (const std::string& name : keys) {
        const KeyInfo& key = *findKey(name);
        json oldValue = shownOf(before, key);
        json newValue = shownOf(after, key);
        if (isHidden(key) && oldValue == "set" && newValue == "set" && !wanted.at(name).is_null())
            newValue = "changed";
        if (oldValue == newValue)
            continue;
        out.changed.push_back({name, dumped(oldValue), dumped(newValue), Settings::takesEffectAtOnce(name)});
        if (!key.used && !wanted.at(name).is_null())
            out.warnings.push_back(name + " has no effect yet: what it sets is not built");
    }
    if (after.flag("audit.retention.archive_to_s3") && after.text("audit.archive.target").empty())
        out.warnings.push_back("archive.unset: audit.retention.archive_to_s3 is on and audit.archive.target is not "
                               "set; nothing is pruned until it is");
    return out;
}

} // namespace

Settings::Settings(Vfs& vfs, std::vector<Layer> layers, std::filesystem::path file, Config config)
    : vfs_(vfs), layers_(std::move(layers)), file_(std::move(file)),
      started_(std::make_shared<const Config>(std::move(config))), config_(started_) {}

std::shared_ptr<const Config> Settings::now() const {
    const std::lock_guard lock(mutex_);
    return config_;
}

bool Settings::takesEffectAtOnce(std::string_view key) {
    return holds(kAtOnce, key);
}

/// Whether a layer above settings.toml sets it.
bool Settings::isAbove(const Origin& origin) const {
    const auto own = std::ranges::find(layers_, file_, &Layer::file);
    return std::any_of(own, layers_.end(),
                       [&](const Layer& layer) { return layer.file != file_ && layer.file == origin.file; });
}

json Settings::shown() const {
    const auto config = now();
    json out = config->shown();
    for (json& item : out["items"]) {
        const std::string name = item["key"];
        const bool atOnce = takesEffectAtOnce(name);
        item["effect"] = atOnce ? "now" : "restart";
        item["fixed"] = isAbove(config->origin(name))        ? "layer"
                        : holds(kFixed, name)                ? "folder"
                        : name == "audit.encryption.enabled" ? "always"
                                                             : "";
        item["pending"] = !atOnce && !isSame(*started_, *config, *findKey(name));
    }
    return out;
}

std::filesystem::path Settings::pendingFile() const {
    auto path = file_;
    return path.replace_extension(".pending");
}

/// What may not be changed, or not here. Returns the keys.
Result<std::vector<std::string>> Settings::checked(const json& changes) const {
    const auto config = now();
    std::vector<std::string> keys;
    for (const auto& [name, value] : changes.items()) {
        const KeyInfo* key = findKey(name);
        if (!key)
            return unknownKey(name);
        if (name == "audit.encryption.enabled" && value == false)
            return fail(ErrorCode::ConfigInvalid,
                        "the vault is always encrypted: audit.encryption.enabled = false is "
                        "not possible",
                        "leave it out");
        if (holds(kFixed, name))
            return fail(ErrorCode::ConfigInvalid, name + " cannot be changed while the folder in use is not empty",
                        "stop the service, move the folder, and set it in inferno.toml of the data folder");
        const Origin& origin = config->origin(name);
        if (isAbove(origin))
            return fail(ErrorCode::ConfigInvalid, origin.text() + " sets " + name + ", and has the last word",
                        "change it there");
        keys.push_back(name);
    }
    return keys;
}

Result<Changes> Settings::change(const json& changes, const json& actor, const std::string& id, const Record& record) {
    const std::lock_guard one(changing_);
    if (record)
        INFERNO_CHECK(recoverLocked(record));
    else if (exists(vfs_, pendingFile()))
        return fail(ErrorCode::VaultUnavailable, "the event of an earlier change of the settings waits", "try again");
    if (!changes.is_object())
        return fail(ErrorCode::InputInvalid, "changes are an object of keys and values",
                    R"({"audit.log_level":"warn"})");
    INFERNO_TRY(const std::vector<std::string> keys, checked(changes));

    std::map<std::string, Value> settings;
    if (const auto text = readFile(vfs_, file_, kFileLimit)) {
        INFERNO_TRY(std::vector<Setting> present, readLayer(asText(*text), file_));
        for (Setting& setting : present)
            settings[setting.key] = std::move(setting.value);
    } else if (text.error().code != ErrorCode::IoNotFound) {
        return std::unexpected(text.error());
    }
    for (const std::string& name : keys) {
        if (changes.at(name).is_null()) {
            settings.erase(name);
            continue;
        }
        INFERNO_TRY(settings[name], parsed(*findKey(name), changes.at(name)));
    }
    const std::string text = tomlFile(settings, kHead);
    // Read back before it is put in place: a file that the next start would refuse is never written.
    const auto trial = std::filesystem::path(file_).replace_extension(".trial");
    INFERNO_CHECK(writeFileAtomically(vfs_, trial, asBytes(text), 0600));
    std::vector<Layer> layers = layers_;
    for (Layer& layer : layers)
        if (layer.file == file_)
            layer.file = trial;
    auto loaded = Config::load(vfs_, layers);
    (void)vfs_.remove(trial);
    if (!loaded)
        return std::unexpected(withoutPlace(std::move(loaded).error(), trial));
    Changes out = differences(*now(), *loaded, keys, changes);
    if (out.changed.empty())
        return out;
    if (check_)
        INFERNO_CHECK(check_(*loaded, out.changed));

    json details = json::object();
    for (const Change& change : out.changed)
        details[change.key] = {{"old", json::parse(change.oldValue)}, {"new", json::parse(change.newValue)}};
    const json pending{{"id", id}, {"changes", details}, {"actor", actor}, {"text", text}};
    INFERNO_CHECK(writeFileAtomically(vfs_, pendingFile(), asBytes(dumped(pending)), 0600));
    INFERNO_CHECK(writeFileAtomically(vfs_, file_, asBytes(text), 0600));
    INFERNO_TRY(Config config, Config::load(vfs_, layers_));
    {
        const std::lock_guard lock(mutex_);
        config_ = std::make_shared<const Config>(std::move(config));
    }
    if (record)
        INFERNO_CHECK(recoverLocked(record));
    return out;
}

Result<void> Settings::check(const json& changes) const {
    INFERNO_CHECK(checked(changes));
    return {};
}

Result<void> Settings::recover(const Record& record) {
    const std::lock_guard one(changing_);
    return recoverLocked(record);
}

Result<void> Settings::recoverLocked(const Record& record) {
    const auto note = readFile(vfs_, pendingFile(), 2 * kFileLimit);
    if (!note && note.error().code == ErrorCode::IoNotFound)
        return {};
    if (!note)
        return std::unexpected(note.error());
    const json pending = json::parse(asText(*note), nullptr, false);
    const auto text = readFile(vfs_, file_, kFileLimit);
    const bool written = pending.is_object() && text && asText(*text) == pending.value("text", "");
    if (written)
        INFERNO_CHECK(record(pending.value("changes", json::object()), pending.value("actor", json::object()),
                             pending.value("id", "")));
    INFERNO_CHECK(vfs_.remove(pendingFile()));
    return vfs_.syncFolder(file_.parent_path());
}

} // namespace inferno::config
