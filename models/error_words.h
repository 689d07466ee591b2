// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include "core/base/error.h"

namespace inferno::models {

/// What went wrong in general, in the language of the window. What the service adds (why, and what to do) is English.
QString errorTitle(ErrorCode code);

} // namespace inferno::models
