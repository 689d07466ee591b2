// SPDX-License-Identifier: GPL-3.0-or-later
// In place of image_classifier.cpp where the engine is built without libjpeg and libpng.
#include "core/inference/handler.h"

namespace inferno::inference {

Result<std::unique_ptr<Handler>> makeImageClassifier(const std::filesystem::path&, const std::string&) {
    return fail(ErrorCode::NotBuilt, "the handler 'image_classifier': this engine was built without libjpeg and libpng",
                "install libjpeg and libpng with their headers, and build it again");
}

} // namespace inferno::inference
