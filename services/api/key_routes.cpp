// SPDX-License-Identifier: GPL-3.0-or-later
// Changes of the settings, of the vault's keys, and of what opens it.
#include "core/base/ids.h"
#include "core/vault/vault.h"
#include "services/api/passphrase_guard.h"
#include "services/api/settings_event.h"
#include "services/api/support.h"
#include "services/scheduler/scheduler.h"

namespace inferno::api {
namespace {

using nlohmann::json;

constexpr const char* kKeyFile = "audit.encryption.key_file";

vault::KeyActor keyActorOf(const Call& call) {
    const Caller& caller = call.caller;
    vault::KeyActor actor;
    actor.by = {vault::Origin::Service, caller.principal.user, caller.principal.tokenId, caller.peer};
    actor.user = caller.principal.user;
    actor.sourceIp = caller.peer;
    actor.userAgent = caller.userAgent;
    return actor;
}

void take(client::ConfigAnswer& out, config::Changes changes) {
    for (config::Change& change : changes.changed)
        out.changed.push_back({std::move(change.key), std::move(change.oldValue), std::move(change.newValue),
                               change.atOnce ? "now" : "restart"});
    for (std::string& warning : changes.warnings)
        out.warnings.push_back(std::move(warning));
}

/// What is in effect at once is told to whom it concerns.
void putInEffect(const Call& call, const client::ConfigAnswer& answer) {
    for (const client::ConfigChanged& one : answer.changed)
        if (one.key == "batch_queue.enabled") {
            const bool enabled = call.context.settings.now()->flag(one.key);
            call.context.scheduler.hold(enabled ? "" : "queue_disabled");
        } else if (one.key == "batch_queue.max_concurrent_jobs") {
            const auto wanted = call.context.settings.now()->integer(one.key);
            call.context.scheduler.limit(scheduler::workersOf(wanted));
        }
}

/// Another key file is another root of the keys: the vault is rewrapped, and the setting is written in between.
Result<config::Changes> moveKeyFile(const Call& call, const json& value) {
    const std::filesystem::path file = value.is_string() ? value.get<std::string>() : "";
    if (!file.is_absolute() || file.string().find('\n') != std::string::npos)
        return fail(ErrorCode::ConfigInvalid, "audit.encryption.key_file is an absolute path", "begin it with /");
    vault::KeyKeeper& keys = call.context.vault.keys();
    if (keys.store().info().root == vault::RootKind::Passphrase)
        return fail(ErrorCode::ConfigInvalid, "a passphrase opens this vault, not a key file",
                    "inferno audit passphrase remove, then set the key file");
    if (keys.store().info().keyFile == file)
        return config::Changes{};
    config::Settings& settings = call.context.settings;
    const auto record = settingsRecorder(call.context.vault);
    INFERNO_CHECK(settings.recover(record));
    config::Changes changes;
    const auto commit = [&]() -> Result<void> {
        // The event waits: the keys are held until the change is made.
        INFERNO_TRY(changes, settings.change({{kKeyFile, file.string()}}, actorOf(call.caller),
                                             toText(newUuid(call.context.clock.now())), {}));
        return {};
    };
    INFERNO_CHECK(keys.setKeyFile(file, commit, keyActorOf(call)));
    INFERNO_CHECK(settings.recover(record));
    return changes;
}

Result<http::Response> configChanged(const Call& call) {
    INFERNO_TRY(json changes, objectOf(call));
    config::Settings& settings = call.context.settings;
    INFERNO_CHECK(settings.check(changes));
    json keyFile;
    if (const auto found = changes.find(kKeyFile); found != changes.end()) {
        keyFile = *found;
        changes.erase(found);
    }
    client::ConfigAnswer out;
    if (!changes.empty()) {
        INFERNO_TRY(auto changed,
                    settings.change(changes, actorOf(call.caller), toText(newUuid(call.context.clock.now())),
                                    settingsRecorder(call.context.vault)));
        take(out, std::move(changed));
    }
    if (!keyFile.is_null()) {
        INFERNO_TRY(auto moved, moveKeyFile(call, keyFile));
        take(out, std::move(moved));
    }
    putInEffect(call, out);
    for (std::string& warning : channelWarnings(*settings.now()))
        out.warnings.push_back(std::move(warning));
    return answer(out);
}

/// Checks the passphrase in use, with the pause after wrong ones.
Result<void> checkCurrent(const Call& call, const std::string& text) {
    const vault::Passphrase passphrase(text);
    return call.context.guard.attempt(call.caller.peer, [&]() -> Result<void> {
        INFERNO_TRY(const bool opens, call.context.vault.keys().store().opensWith(passphrase));
        if (!opens)
            return fail(ErrorCode::KeyInvalid, "the passphrase is wrong", "try again");
        return {};
    });
}

void recordFailures(const Call& call) {
    for (const PassphraseGuard::Failure& failure : call.context.guard.takeFailures()) {
        vault::Event event;
        event.eventType = "authentication";
        event.action = vault::actions::kLoginFailed;
        event.timestamp = failure.at;
        event.resource = "vault";
        event.result = "failure";
        event.severity = vault::Severity::High;
        event.details = R"({"auth_method":"passphrase"})";
        Caller caller = call.caller;
        caller.peer = failure.peer;
        call.context.auditor.record(std::move(event), caller);
    }
}

bool hasPassphrase(const Call& call) {
    return call.context.vault.keys().store().info().root == vault::RootKind::Passphrase;
}

Result<http::Response> unlocked(const Call& call) {
    INFERNO_TRY(const json body, objectOf(call));
    INFERNO_TRY(const std::string text, textField(body, "passphrase"));
    if (hasPassphrase(call)) {
        auto checked = checkCurrent(call, text);
        recordFailures(call);
        INFERNO_CHECK(checked);
    }
    return auditStatus(call);
}

Result<http::Response> passphraseChanged(const Call& call) {
    INFERNO_TRY(const json body, objectOf(call));
    INFERNO_TRY(const std::string current, textField(body, "current"));
    INFERNO_TRY(const std::string text, textField(body, "passphrase"));
    if (!body.contains("passphrase"))
        return fail(ErrorCode::InputInvalid, "'passphrase' is missing",
                    "send a text, or null to go back to a key file");
    const vault::Passphrase passphrase(text);
    if (!body["passphrase"].is_null())
        INFERNO_CHECK(passphrase.check());
    if (hasPassphrase(call)) {
        auto checked = checkCurrent(call, current);
        recordFailures(call);
        INFERNO_CHECK(checked);
    }
    vault::KeyKeeper& keys = call.context.vault.keys();
    if (body["passphrase"].is_null())
        INFERNO_CHECK(keys.removePassphrase(keyActorOf(call)));
    else
        INFERNO_CHECK(keys.setPassphrase(passphrase, call.context.passphraseCost, keyActorOf(call)));
    return http::Response::empty();
}

Result<http::Response> keysRotated(const Call& call) {
    INFERNO_TRY(const json body, objectOf(call));
    const auto wanted = body.find("signing_key");
    if (wanted != body.end() && !wanted->is_boolean())
        return fail(ErrorCode::InputInvalid, "'signing_key' is true or false", "");
    const bool signing = wanted != body.end() && wanted->get<bool>();
    vault::KeyKeeper& keys = call.context.vault.keys();
    INFERNO_TRY(const vault::KeyRotation made,
                signing ? keys.rotateSigningKey(keyActorOf(call)) : keys.rotate(keyActorOf(call)));
    if (signing) // the first note by the new key
        INFERNO_CHECK(call.context.vault.checkpointNow());
    return answer(client::KeysRotated{made.oldKek, made.newKek, made.oldKey, made.newKey,
                                      call.context.vault.verifierKey(), signing});
}

} // namespace

void addKeyRoutes(std::vector<Route>& routes) {
    routes.push_back({"PATCH",
                      "/api/v1/config",
                      "service:write",
                      "Change settings: {\"KEY\": value}; null takes one away; all or none",
                      {},
                      "Settings",
                      "ConfigAnswer",
                      200,
                      false,
                      configChanged});
    routes.push_back({"POST",
                      "/api/v1/audit/unlock",
                      "audit:unlock",
                      "Open a locked vault; of an open one, check the passphrase",
                      {},
                      "Unlock",
                      "AuditStatus",
                      200,
                      false,
                      unlocked,
                      true});
    routes.push_back({"POST",
                      "/api/v1/audit/passphrase",
                      "audit:keys",
                      "Let a passphrase open the vault; null: the key file",
                      {},
                      "PassphraseChange",
                      "",
                      204,
                      false,
                      passphraseChanged,
                      true});
    routes.push_back({"POST",
                      "/api/v1/audit/keys/rotate",
                      "audit:keys",
                      "New keys: the key-encryption key and a data key, or the key that signs",
                      {},
                      "KeyRotate",
                      "KeysRotated",
                      200,
                      false,
                      keysRotated,
                      true});
}

} // namespace inferno::api
