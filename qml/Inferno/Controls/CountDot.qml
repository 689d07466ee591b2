// SPDX-License-Identifier: GPL-3.0-or-later
// A count that wants attention: filled, on a bell or a rail entry.
import QtQuick
import Inferno.Theme

Rectangle {
    id: root

    property int count: 0

    implicitWidth: Math.max(height, label.implicitWidth + 8)
    implicitHeight: 14
    radius: height / 2
    color: Theme.failed
    Accessible.ignored: true

    AppText {
        id: label
        anchors.centerIn: parent
        font.family: Theme.familyUi
        font.pixelSize: 10
        font.weight: Theme.weightStrong
        color: Theme.inkOnStatus
        text: root.count > 99 ? qsTr("99+") : root.count
    }
}
