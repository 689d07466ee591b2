// SPDX-License-Identifier: GPL-3.0-or-later
// Acts on all ticked jobs, in the foot of their list.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Rectangle {
    id: root

    required property M.JobsPage page

    signal deleteRequested()

    implicitHeight: 44
    color: Theme.accentTint
    Accessible.role: Accessible.ToolBar
    Accessible.name: words.text

    Rectangle { width: parent.width; height: 1; color: Theme.accentLine }
    AppText { id: words; x: 16; height: parent.height; font: Theme.bodyStrong; text: qsTr("%n selected", "", root.page.checkedCount) }
    Row {
        anchors.right: parent.right
        anchors.rightMargin: 12
        anchors.verticalCenter: parent.verticalCenter
        spacing: 8
        Button { iconName: "play"; text: qsTr("Run"); keys: "Ctrl+⏎"; enabled: root.page.writable; reason: root.page.whyNot; onClicked: root.page.actOnChecked("run") }
        Button { text: qsTr("Enable"); enabled: root.page.writable; reason: root.page.whyNot; onClicked: root.page.actOnChecked("enable") }
        Button { iconName: "pause"; text: qsTr("Pause"); enabled: root.page.writable; reason: root.page.whyNot; onClicked: root.page.actOnChecked("disable") }
        Button { iconName: "download"; text: qsTr("Export"); onClicked: root.page.exportChecked() }
        Button { kind: Button.Danger; text: qsTr("Delete"); keys: "Del"; enabled: root.page.writable; reason: root.page.whyNot; onClicked: root.deleteRequested() }
        IconButton { iconName: "x"; text: qsTr("Select none"); keys: "Esc"; onClicked: root.page.checkAll(false) }
    }
}
