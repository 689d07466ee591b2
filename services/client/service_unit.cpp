// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/client/service_unit.h"

#include <nlohmann/json.hpp>

namespace inferno::client {
namespace {

constexpr const char* kUnitName = "inferno.service";
constexpr std::string_view kMark = "# Written by: inferno service install";

/// A word of ExecStart, as systemd.service(5) reads it.
std::string quoted(const std::string& word) {
    std::string out = "\"";
    for (const char c : word) {
        if (c == '"' || c == '\\')
            out += '\\';
        if (c == '%' || c == '$')
            out += c;
        out += c;
    }
    return out + '"';
}

constexpr std::string_view kAccounts = R"(u inferno - "Inferno" /var/lib/inferno
u inferno-job - "Jobs of Inferno" /var/lib/inferno/work
)";

/// What a system service may beyond any other process of its account. With setuid it could become anybody; the others
/// spare it from becoming root to do the rest.
constexpr std::string_view kSystemRights = R"(User=inferno
Group=inferno
AmbientCapabilities=CAP_SETUID CAP_SETGID CAP_KILL CAP_CHOWN CAP_DAC_OVERRIDE
CapabilityBoundingSet=CAP_SETUID CAP_SETGID CAP_KILL CAP_CHOWN CAP_DAC_OVERRIDE
)";

std::vector<std::string> systemctl(bool system, std::vector<std::string> words) {
    words.insert(words.begin(), "systemctl");
    if (!system)
        words.insert(words.begin() + 1, "--user");
    return words;
}

Result<void> write(Vfs& vfs, const std::filesystem::path& path, const std::string& text) {
    using std::filesystem::perms;
    constexpr perms kFolder =
        perms::owner_all | perms::group_read | perms::group_exec | perms::others_read | perms::others_exec;
    constexpr perms kFile = perms::owner_read | perms::owner_write | perms::group_read | perms::others_read;
    std::error_code error;
    // All may read these, whatever the caller's umask is.
    if (std::filesystem::create_directories(path.parent_path(), error))
        std::filesystem::permissions(path.parent_path(), kFolder, error);
    if (error)
        return std::unexpected(errnoError(error.value(), "making the folder " + path.parent_path().string()));
    INFERNO_CHECK(writeFileAtomically(vfs, path, asBytes(text)));
    std::filesystem::permissions(path, kFile, error);
    if (error)
        return std::unexpected(errnoError(error.value(), "letting others read " + path.string()));
    return {};
}

Result<void> removeIfThere(Vfs& vfs, const std::filesystem::path& path) {
    if (const auto gone = vfs.remove(path); !gone && gone.error().code != ErrorCode::IoNotFound)
        return gone;
    return {};
}

Result<void> writeAndStart(const ServiceUnit& unit, const UnitPlaces& places, const RunProgram& run, Vfs& vfs) {
    if (unit.system) {
        INFERNO_CHECK(write(vfs, places.accounts, std::string(kMark) + '\n' + std::string(kAccounts)));
        INFERNO_CHECK(run({"systemd-sysusers", places.accounts.string()}));
        INFERNO_CHECK(run({"install", "-d", "-m", "0711", "-o", "inferno", "-g", "inferno", unit.dataDir.string()}));
        const nlohmann::json record{{"data_dir", unit.dataDir.string()}, {"url", "http://127.0.0.1:8080"}};
        INFERNO_CHECK(write(vfs, places.record, record.dump(2) + '\n'));
    }
    INFERNO_CHECK(write(vfs, places.unit, unitText(unit)));
    INFERNO_CHECK(run(systemctl(unit.system, {"daemon-reload"})));
    return run(systemctl(unit.system, {"enable", "--now", kUnitName}));
}

} // namespace

std::string unitText(const ServiceUnit& unit) {
    std::string text{kMark};
    text += R"(
[Unit]
Description=Inferno: batch jobs, audit vault and model serving
)";
    if (unit.system)
        text += "After=network.target local-fs.target\n";
    text += "\n[Service]\nType=exec\nExecStart=" + quoted(unit.program.string()) + " --data-dir " +
            quoted(unit.dataDir.string()) + " --foreground\n";
    if (unit.system)
        text += kSystemRights;
    // Runs outlive the service that started them, and the next one takes them over.
    // The kernel wants groups with limits beside the service, not around it (DelegateSubgroup: from systemd 254 on).
    text += "KillMode=process\nDelegate=cpu memory "
            "pids\nDelegateSubgroup=service\nUMask=0077\nRestart=on-failure\nRestartSec=2\n"
            "LimitNOFILE=65536\n\n[Install]\nWantedBy=";
    text += unit.system ? "multi-user.target\n" : "default.target\n";
    return text;
}

UnitPlaces UnitPlaces::ofSystem(const std::filesystem::path& root) {
    return {root / "etc/systemd/system" / kUnitName, root / "etc/sysusers.d/inferno.conf",
            root / "etc/inferno/system.json"};
}

Result<UnitPlaces> UnitPlaces::ofUser(const Environment& environment) {
    std::filesystem::path base;
    if (const auto named = environment("XDG_CONFIG_HOME"); named && named->starts_with('/'))
        base = *named;
    else if (const auto home = environment("HOME"); home && home->starts_with('/'))
        base = std::filesystem::path(*home) / ".config";
    else
        return fail(ErrorCode::ConfigInvalid, "neither XDG_CONFIG_HOME nor HOME names a folder",
                    "set HOME to your home folder");
    return UnitPlaces{base / "systemd/user" / kUnitName, {}, {}};
}

bool isInstalledFor(const std::filesystem::path& dataDir, const UnitPlaces& places, Vfs& vfs) {
    const auto text = readFile(vfs, places.unit, 64U << 10);
    return text && asText(*text).starts_with(kMark) &&
           asText(*text).find("--data-dir " + quoted(dataDir.string()) + " ") != std::string_view::npos;
}

Result<void> installUnit(const ServiceUnit& unit, const UnitPlaces& places, const RunProgram& run, Vfs& vfs) {
    const auto there = readFile(vfs, places.unit, 64U << 10);
    if (there && !asText(*there).starts_with(kMark))
        return fail(ErrorCode::IoExists, places.unit.string() + " is there, and was not written by this command",
                    "remove it, or keep it and use systemctl");
    auto done = writeAndStart(unit, places, run, vfs);
    if (!done && !there)
        (void)uninstallUnit(unit.system, places, run, vfs);
    return done;
}

Result<bool> uninstallUnit(bool system, const UnitPlaces& places, const RunProgram& run, Vfs& vfs) {
    const bool there = exists(vfs, places.unit);
    // What systemd cannot stop any more shall not keep the files.
    const auto stopped = there ? run(systemctl(system, {"disable", "--now", kUnitName})) : Result<void>();
    INFERNO_CHECK(removeIfThere(vfs, places.unit));
    if (system) {
        INFERNO_CHECK(removeIfThere(vfs, places.record));
        INFERNO_CHECK(removeIfThere(vfs, places.accounts));
    }
    if (!there)
        return false;
    INFERNO_CHECK(stopped);
    INFERNO_CHECK(run(systemctl(system, {"daemon-reload"})));
    return true;
}

} // namespace inferno::client
