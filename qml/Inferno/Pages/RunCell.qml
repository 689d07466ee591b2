// SPDX-License-Identifier: GPL-3.0-or-later
// A run in the matrix of runs: filled by how it ended, with a mark where that is not well; hollow where it never began.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.AbstractButton {
    id: root

    property string status: ""          // "" = there was none
    property bool current: false
    property string tip: ""
    readonly property string tone: StatusLook.tone(status)
    readonly property bool bad: tone === "failed"
    readonly property bool hollow: status === "skipped" || status === "queued" || status === "blocked" || status === "cancelled"

    focusPolicy: Qt.NoFocus
    hoverEnabled: true
    Accessible.ignored: true
    background: null
    contentItem: Item {
        Rectangle {
            visible: root.status.length > 0
            anchors.centerIn: parent
            width: Math.min(parent.width - 3, 14)
            height: 14
            radius: 2
            color: root.hollow ? Theme.clear : StatusLook.ink(root.tone)
            opacity: root.tone === "success" ? 0.75 : 1
            border.width: root.hollow ? 1 : 0
            border.color: StatusLook.ink(root.tone)
        }
        Rectangle { visible: root.status.length === 0; anchors.centerIn: parent; width: 4; height: 1; color: Theme.borderStrong }
        AppIcon {
            visible: root.bad || root.status === "running" || root.status === "retrying"
            anchors.centerIn: parent
            name: root.bad ? "x" : root.status === "running" ? "play" : "rotate-cw"
            size: 10
            color: Theme.surface
        }
        Rectangle {
            visible: root.current
            anchors.centerIn: parent
            width: Math.min(parent.width, 18)
            height: 18
            radius: 3
            color: Theme.clear
            border.width: 1.5
            border.color: Theme.accent
        }
    }
    Tip { shown: root.tip.length > 0; text: root.tip }
}
