// SPDX-License-Identifier: GPL-3.0-or-later
// The vault's state; leads to the audit trail.
import QtQuick
import Inferno.Controls
import Inferno.Models
import Inferno.Theme

Chip {
    id: root

    required property AppState app

    text: app.vaultText
    iconName: {
        switch (app.vaultState) {
        case AppState.Open: return "lock-open";
        case AppState.Tampered: return "shield-alert";
        case AppState.Locked: return "lock";
        }
        return "circle-dashed";
    }
    iconColor: app.vaultState === AppState.Tampered ? Theme.failed : Theme.text2
    tip: app.vaultState === AppState.Tampered ? qsTr("Shows the evidence") : qsTr("Opens the audit trail")
    onClicked: app.navigate("audit")
}
