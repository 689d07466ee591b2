// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/definitions_reader.h"

#include <nlohmann/json.hpp>

#include "services/definitions/definition_file.h"

namespace inferno::desktop {

models::ClientBackend::Definitions definitionsReader() {
    return [](const std::string& text) -> Result<nlohmann::json> {
        INFERNO_TRY(const auto jobs, definitions::readDefinitions(text, "definitions"));
        nlohmann::json documents = nlohmann::json::array();
        for (const definitions::FileJob& job : jobs)
            documents.push_back(job.document);
        return documents;
    };
}

} // namespace inferno::desktop
