// SPDX-License-Identifier: GPL-3.0-or-later
// How wide the columns of the audit trail are.
import QtQml

QtObject {
    id: root

    property real width: 800
    readonly property int mark: 36
    readonly property int time: width < 620 ? 130 : 152
    readonly property int seq: 104
    readonly property real rest: Math.max(240, width - mark - time - seq - 14)
    readonly property real action: Math.round(rest * 0.33)
    readonly property real actor: Math.round(rest * 0.24)
    readonly property real object: rest - action - actor
}
