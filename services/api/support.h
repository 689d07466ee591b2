// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/jobs/job_store.h"
#include "services/api/route.h"

/// What handlers share: reading what came, and answering. Pure; safe from any thread.
namespace inferno::api {

/// The body as a JSON object; an empty body is an empty object. Error: input.invalid with the place.
Result<nlohmann::json> objectOf(const Call& call);
/// A text field of `object`; "" where absent. Error: input.invalid where it is no text.
Result<std::string> textField(const nlohmann::json& object, const char* name);
/// `limit`, from 1 to 1000. Error: input.invalid.
Result<int> limitOf(const Call& call, int byDefault = 100);
/// RFC 3339, or a duration back from now; nothing where the parameter is absent. Errors: time.invalid.
Result<std::optional<WallTime>> instantOf(const Call& call, std::string_view parameter);
Result<std::uint64_t> numberOf(std::string_view text, std::string_view what);

/// Who asks and with which Idempotency-Key, for the job store. Error: input.invalid for a key over 255 bytes.
Result<jobs::Request> jobRequestOf(const Call& call);
/// The key as it came; "" for none. Error: input.invalid over 255 bytes.
Result<std::string> idempotencyKeyOf(const Call& call);

std::string textOf(const nlohmann::json& document);
http::Response answer(const nlohmann::json& document, int status = 200);

} // namespace inferno::api
