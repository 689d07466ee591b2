// SPDX-License-Identifier: GPL-3.0-or-later
// How wide the columns of the registry are; the less needed ones go first where there is little room.
import QtQml

QtObject {
    id: root

    property real width: 1384
    readonly property int version: 132
    readonly property int status: 112
    readonly property int handler: width > 920 ? 128 : 0
    readonly property int size: 88
    readonly property int hash: width > 1200 ? 104 : 0
    readonly property int signature: width > 1096 ? 100 : 0
    readonly property int device: width > 996 ? 72 : 0
    readonly property int batch: width > 1368 ? 84 : 0
    readonly property int memory: width > 1368 ? 88 : 0
    readonly property int share: 76
    readonly property int requests: 104
    readonly property int used: 104
    readonly property real name: Math.max(140, width - 16 - version - status - handler - size - hash - signature - device
        - batch - memory - share - requests - used - 8)
}
