// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "core/base/error.h"
#include "core/base/vfs.h"
#include "services/config/schema.h"

namespace inferno::config {

/// A file of the configuration; later ones win key by key.
struct Layer {
    std::filesystem::path file;
    bool required = false;   ///< named by the user: its absence is an error
    bool torchServe = false; ///< a config.properties of TorchServe, not TOML
};

/// /etc/inferno/inferno.toml, <data>/inferno.toml, <data>/settings.toml and, where one is named, that file.
std::vector<Layer> layersOf(const std::filesystem::path& dataDir, const std::filesystem::path& named = {},
                            const std::filesystem::path& system = "/etc/inferno/inferno.toml");

/// Where a value comes from.
struct Origin {
    std::filesystem::path file; ///< empty: built in
    int line = 0;
    std::string text() const; ///< "built-in" or "FILE:LINE"
};

using Value = std::variant<bool, std::int64_t, double, std::string, std::vector<std::string>,
                           std::map<std::string, std::string>, std::map<std::string, std::int64_t>>;

/// The configuration of a service, as read at its start. Immutable; safe from any thread.
class Config {
public:
    /// Reads the layers over the built-in values. An unknown key or a bad value is config.invalid with the file, the
    /// line and the nearest right key. Error: io.not_found for a required layer, io.denied.
    static Result<Config> load(Vfs& vfs, const std::vector<Layer>& layers);

    // REQUIRE a key of the schema of that type.
    bool flag(std::string_view key) const;
    std::int64_t integer(std::string_view key) const;
    double number(std::string_view key) const;
    const std::string& text(std::string_view key) const; ///< Text, Path, Choice
    const std::vector<std::string>& list(std::string_view key) const;
    const std::map<std::string, std::string>& map(std::string_view key) const;
    const std::map<std::string, std::int64_t>& days(std::string_view key) const;
    /// The secret itself: what env:NAME or file:PATH names, or the text. Error: config.invalid where there is none.
    Result<std::string> secret(Vfs& vfs, std::string_view key) const;

    bool isSet(std::string_view key) const { return !origin(key).file.empty(); }
    const Origin& origin(std::string_view key) const;
    /// Keys that are set and speak to a part that is not built yet, or that a config.properties has in vain, in
    /// sentences.
    const std::vector<std::string>& warnings() const { return warnings_; }
    /// {"items":[{"key","value","origin","file","line","used","type","default","minimum","maximum","choices"}]}; a
    /// secret has no value but "set", a built-in value no file.
    nlohmann::json shown() const;

private:
    struct Entry {
        Value value;
        Origin origin;
    };
    const Entry& entry(std::string_view key) const;

    std::map<std::string, Entry, std::less<>> entries_;
    std::vector<std::string> warnings_;
};

} // namespace inferno::config
