// SPDX-License-Identifier: GPL-3.0-or-later
// What to do next in edit mode, or why an edge was refused.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Rectangle {
    id: root

    required property M.GraphPage page
    readonly property bool refused: page.refusal.length > 0
    readonly property bool edge: page.edgeText.length > 0 && !refused && page.linkFrom.length === 0

    implicitWidth: row.width + 24
    implicitHeight: 32
    radius: Theme.radiusControl
    color: refused ? Theme.failedTint : Theme.surface
    border.color: refused ? Theme.failed : Theme.accentLine
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words.text

    Row {
        id: row
        x: 12
        anchors.verticalCenter: parent.verticalCenter
        spacing: 8
        AppIcon {
            anchors.verticalCenter: parent.verticalCenter
            name: root.refused ? "octagon-x" : root.edge ? "git-branch" : "pencil"
            size: Theme.iconBadge
            color: root.refused ? Theme.failed : Theme.accent
        }
        AppText { id: words; anchors.verticalCenter: parent.verticalCenter; font: Theme.labelStrong; color: root.refused ? Theme.failed : Theme.text; text: root.edge ? root.page.edgeText : root.page.linkText }
        Button { visible: root.edge; small: true; kind: Button.Ghost; keys: root.page.app.keys.texts["graph.on-success"] ?? ""; text: qsTr("on success"); onClicked: root.page.setChosenCondition("success") }
        Button { visible: root.edge; small: true; kind: Button.Ghost; keys: root.page.app.keys.texts["graph.always"] ?? ""; text: qsTr("always"); onClicked: root.page.setChosenCondition("completion") }
        Button { visible: root.edge; small: true; kind: Button.Ghost; keys: root.page.app.keys.texts["graph.on-failure"] ?? ""; text: qsTr("on failure"); onClicked: root.page.setChosenCondition("failure") }
        Button {
            visible: root.edge
            small: true
            kind: Button.Ghost
            keys: root.page.app.keys.texts["graph.remove"] ?? ""
            //: Takes a dependency away.
            text: qsTr("Remove")
            onClicked: root.page.removeChosenEdge()
        }
        KeyHint { anchors.verticalCenter: parent.verticalCenter; keys: "Esc" }
    }
}
