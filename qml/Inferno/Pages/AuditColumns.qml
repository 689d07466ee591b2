// SPDX-License-Identifier: GPL-3.0-or-later
// How wide the columns of the audit trail are; pinned fields share what the object leaves them.
import QtQml

QtObject {
    id: root

    property real width: 800
    property int pins: 0
    readonly property int mark: 40
    readonly property int time: width < 620 ? 130 : 112
    readonly property int seq: 104
    readonly property real rest: Math.max(240, width - mark - time - seq - 14)
    readonly property real action: Math.round(rest * (pins > 0 ? 0.3 : 0.33))
    readonly property real actor: Math.round(rest * (pins > 0 ? 0.21 : 0.24))
    readonly property real pin: pins > 0 ? Math.round(rest * (0.28 - 0.06 * pins)) : 0
    readonly property real object: rest - action - actor - pins * pin
}
