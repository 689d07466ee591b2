// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/torchserve/keys.h"

#include "core/vault/crypto.h"
#include "services/api/new_token.h"
#include "services/api/torchserve/destination.h"

namespace inferno::api::torchserve {
namespace {

bool same(std::string_view given, const std::string& key) {
    return vault::equalConstantTime(asBytes(given), asBytes(key));
}

Principal principalOf(const std::string& name, std::set<std::string, std::less<>> permissions) {
    return {"key:" + name, name, false, std::move(permissions)};
}

} // namespace

Result<std::unique_ptr<Keys>> Keys::create(Vfs& vfs, const Clock& clock, std::filesystem::path file,
                                           std::chrono::minutes life) {
    std::unique_ptr<Keys> keys(new Keys(vfs, clock, std::move(file), life));
    INFERNO_CHECK(keys->replace({keys->fresh(), keys->fresh(), newToken()}));
    return keys;
}

Keys::~Keys() {
    static_cast<void>(vfs_.remove(file_)); // what is left of it opens nothing
}

Keys::Key Keys::fresh() const {
    return {newToken(), clock_.now() + life_};
}

Result<void> Keys::replace(Set keys) {
    const auto part = [](const Key& key) { return Json{{"key", key.text}, {"expiration time", formatUtc(key.until)}}; };
    const Json document{
        {"management", part(keys.management)}, {"inference", part(keys.inference)}, {"API", {{"key", keys.api}}}};
    INFERNO_CHECK(writeFileAtomically(vfs_, file_, asBytes(document.dump(2) + "\n"), 0600));
    keys_ = std::move(keys);
    return {};
}

std::optional<Principal> Keys::who(std::string_view door, std::string_view key) const {
    const WallTime now = clock_.now();
    const std::lock_guard lock(mutex_);
    if (isInferenceDoor(door) && same(key, keys_.inference.text) && now < keys_.inference.until)
        return principalOf("inference", {"inference:read"});
    if (door != kManagementDoor)
        return std::nullopt;
    if (same(key, keys_.management.text) && now < keys_.management.until)
        return principalOf("management", {"models:read", "models:write"});
    if (same(key, keys_.api))
        return principalOf("API", {std::string(kRenewsKeys)});
    return std::nullopt;
}

Result<Json> Keys::renew(std::string_view type) {
    const std::lock_guard lock(mutex_);
    Set keys = keys_;
    if (type != "management" && type != "inference")
        return fail(ErrorCode::InputInvalid, "type is management or inference, not '" + std::string(type) + "'");
    Key& renewed = type == "management" ? keys.management : keys.inference;
    renewed = fresh();
    Json answer;
    answer[std::string(type)] = {{"key", renewed.text}, {"expiration time", formatUtc(renewed.until)}};
    INFERNO_CHECK(replace(std::move(keys)));
    return answer;
}

} // namespace inferno::api::torchserve
