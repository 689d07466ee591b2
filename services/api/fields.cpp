// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/api/fields.h"

#include <algorithm>

#include "core/base/nearest.h"

namespace inferno::api {

Result<void> checkFields(const nlohmann::json& object, std::initializer_list<const char*> known) {
    for (const auto& [name, value] : object.items()) {
        if (std::ranges::find(known, name) != known.end())
            continue;
        std::string all;
        for (const char* one : known)
            all += (all.empty() ? "" : ", ") + std::string(one);
        const std::string near = nearest(name, known);
        return fail(ErrorCode::InputInvalid, "there is no field '" + name + "' here",
                    near.empty() ? all : "did you mean '" + near + "'? There are: " + all);
    }
    return {};
}

} // namespace inferno::api
