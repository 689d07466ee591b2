// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/vault/key_keeper.h"

#include <nlohmann/json.hpp>

namespace inferno::vault {
namespace {

Event eventOf(const KeyRotation& rotation, const KeyActor& actor) {
    nlohmann::json details = nlohmann::json::object();
    if (rotation.newKek != rotation.oldKek)
        details["kek"] = {{"old", rotation.oldKek}, {"new", rotation.newKek}};
    if (rotation.newKey != 0)
        details["data_key"] = {{"old", rotation.oldKey}, {"new", rotation.newKey}};
    if (rotation.newSigner != rotation.oldSigner)
        details["signing_key"] = {{"old", rotation.oldSigner}, {"new", rotation.newSigner}};
    if (rotation.rootChanged)
        details["opened_by"] = nameOf(rotation.root);
    if (!actor.cause.empty())
        details["cause"] = actor.cause;
    if (rotation.interrupted)
        details["interrupted"] = true;
    Event event;
    event.eventType = "vault";
    event.action = actions::kKeyRotated;
    event.user = actor.user;
    event.sourceIp = actor.sourceIp;
    event.userAgent = actor.userAgent;
    event.resource = "keys";
    event.result = "success";
    event.severity = Severity::Medium;
    event.details = details.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    return event;
}

} // namespace

Result<KeyRotation> KeyKeeper::finish(Result<KeyRotation> rotation, const KeyActor& actor) {
    INFERNO_CHECK(rotation);
    INFERNO_CHECK(parts_.append(eventOf(*rotation, actor), actor.by));
    INFERNO_CHECK(parts_.keys.endRotation());
    return rotation;
}

Result<KeyRotation> KeyKeeper::rotate(const KeyActor& actor) {
    const std::lock_guard lock(mutex_);
    INFERNO_CHECK(parts_.seal());
    return finish(parts_.keys.rotate(RetentionClass::Default, monthOf(parts_.clock.now())), actor);
}

Result<KeyRotation> KeyKeeper::rotateSigningKey(const KeyActor& actor) {
    const std::lock_guard lock(mutex_);
    return finish(parts_.keys.rotateSigningKey(), actor);
}

Result<KeyRotation> KeyKeeper::setPassphrase(const Passphrase& passphrase, const PassphraseCost& cost,
                                             const KeyActor& actor) {
    INFERNO_TRY(const Root root, Root::ofPassphrase(passphrase, cost));
    const std::lock_guard lock(mutex_);
    return finish(parts_.keys.changeRoot(root, parts_.keys.info().keyFile), actor);
}

Result<KeyRotation> KeyKeeper::removePassphrase(const KeyActor& actor) {
    const std::lock_guard lock(mutex_);
    const KeyPaths paths = parts_.keys.paths();
    if (parts_.keys.info().root != RootKind::Passphrase)
        return fail(ErrorCode::KeyInvalid, "no passphrase opens this vault: " + paths.keyFile.string() + " does");
    const bool make = paths.keyFileIsDefault && !exists(parts_.vfs, paths.keyFile);
    INFERNO_TRY(SecretKey key, make ? makeRootKey(parts_.vfs, paths.keyFile)
                                    : readRootKey(parts_.vfs, paths.keyFile, paths.credentialsFolder));
    return finish(parts_.keys.changeRoot(Root::ofKeyFile(std::move(key)), paths.keyFile), actor);
}

Result<KeyRotation> KeyKeeper::setKeyFile(const std::filesystem::path& keyFile,
                                          const std::function<Result<void>()>& commit, const KeyActor& actor) {
    const std::lock_guard lock(mutex_);
    const KeyPaths paths = parts_.keys.paths();
    if (parts_.keys.info().root == RootKind::KeyFile && keyFile == paths.keyFile)
        return fail(ErrorCode::InputInvalid, keyFile.string() + " opens this vault already");
    KeyPaths next = paths;
    next.keyFile = keyFile;
    if (keyFile != paths.keyFile && exists(parts_.vfs, next.keyStore()))
        return fail(ErrorCode::InputInvalid, next.keyStore().string() + " is there: the key store of a vault",
                    "choose another name for the key file");
    if (!exists(parts_.vfs, keyFile.parent_path()))
        return fail(ErrorCode::KeyMissing, "there is no folder " + keyFile.parent_path().string(),
                    "make it, closed to others: (umask 077; mkdir -p '" + keyFile.parent_path().string() + "')");
    INFERNO_TRY(SecretKey key, exists(parts_.vfs, keyFile) ? readRootKey(parts_.vfs, keyFile, paths.credentialsFolder)
                                                           : makeRootKey(parts_.vfs, keyFile));
    return finish(parts_.keys.changeRoot(Root::ofKeyFile(std::move(key)), keyFile, commit), actor);
}

Result<void> KeyKeeper::finishInterrupted() {
    const std::lock_guard lock(mutex_);
    const auto rotation = parts_.keys.interrupted();
    if (!rotation)
        return {};
    INFERNO_CHECK(finish(*rotation, {}));
    return {};
}

} // namespace inferno::vault
