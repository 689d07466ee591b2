// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "services/anchor/anchors.h"
#include "services/client/types.h"

/// What the anchors say, as the API's documents. Safe from any thread.
namespace inferno::api {

client::AnchorStatus toDocument(const anchor::Anchors::Status& status);
/// The tail that no place covers, as of before the question; then all places are asked, and what one of them holds
/// against the vault becomes a problem and the verdict. Without places nothing changes.
void askAnchors(anchor::Anchors& anchors, client::VerifyResult& result, WallTime now);

} // namespace inferno::api
