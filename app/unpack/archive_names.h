// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIODevice>

#include "core/base/error.h"

namespace inferno::unpack {

/// That no entry of a tar has an absolute path: KArchive takes the slash away without a word. Reads the names as ustar,
/// GNU tar (long names) and pax (`path=`) have them; what is damaged is KArchive's to say. Error: archive.refused.
Result<void> checkTarNames(QIODevice& tar);

/// archive.refused for an absolute path.
Result<void> checkName(const QByteArray& name);

} // namespace inferno::unpack
