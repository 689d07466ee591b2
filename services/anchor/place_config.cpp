// SPDX-License-Identifier: GPL-3.0-or-later
#include "services/anchor/place_config.h"

#include "services/archive/s3.h"

namespace inferno::anchor {

Result<std::vector<std::unique_ptr<Place>>> placesOf(const config::Config& config, Vfs& vfs, const Clock& clock) {
    std::vector<std::unique_ptr<Place>> places;
    if (const std::string& file = config.text("audit.anchors.file"); !file.empty())
        places.push_back(filePlace(vfs, clock, file));
    if (config.isSet("audit.anchors.webhook")) {
        INFERNO_TRY(std::string url, config.secret(vfs, "audit.anchors.webhook"));
        if (!url.starts_with("http://") && !url.starts_with("https://"))
            return fail(ErrorCode::ConfigInvalid, "audit.anchors.webhook is no http URL");
        places.push_back(webhookPlace(clock, std::move(url)));
    }
    if (const std::string& target = config.text("audit.anchors.s3"); !target.empty()) {
        INFERNO_TRY(archive::S3Options options, archive::S3Options::ofTarget(target));
        options.endpoint = config.text("audit.archive.endpoint");
        if (const std::string& region = config.text("audit.archive.region"); !region.empty())
            options.region = region;
        INFERNO_TRY(options.accessKey, config.secret(vfs, "audit.archive.access_key"));
        INFERNO_TRY(options.secretKey, config.secret(vfs, "audit.archive.secret_key"));
        places.push_back(s3Place(clock, std::move(options)));
    }
    for (const std::string& text : config.list("audit.anchors.witnesses")) {
        INFERNO_TRY(WitnessAddress address, WitnessAddress::parse(vfs, text));
        places.push_back(witnessPlace(std::move(address)));
    }
    return places;
}

} // namespace inferno::anchor
