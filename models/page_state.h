// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace inferno::models {
Q_NAMESPACE
QML_NAMED_ELEMENT(PageState)

/// The seven states that every page and card has. In QML: `PageState.Offline`.
enum class PageState {
    Ready,
    Loading,       ///< nothing on the screen yet; a refresh of what is there is not Loading
    EmptyFirst,    ///< there is nothing yet
    EmptyFiltered, ///< the filters hide everything
    Error,         ///< the region could not be read; `errorText` says why
    Offline,       ///< the service does not answer: what was read stays, writes are disabled
    Locked,        ///< the vault is locked: no data
    Partial,       ///< usable, with something missing that `errorText` names
};
Q_ENUM_NS(PageState)

} // namespace inferno::models
