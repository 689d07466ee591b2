// SPDX-License-Identifier: GPL-3.0-or-later
// The definition of a job, and the versions that it had, with what they differ in and a way back.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Flickable {
    id: root

    required property M.JobsPage page
    readonly property M.JobDetail detail: page.detail
    readonly property M.JobVersions versions: detail.versions

    contentHeight: column.height + 24
    clip: true
    activeFocusOnTab: true
    boundsBehavior: Flickable.StopAtBounds
    T.ScrollBar.vertical: ScrollBar {}
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Definition")
    Keys.onDownPressed: contentY = Math.min(Math.max(0, contentHeight - height), contentY + 48)
    Keys.onUpPressed: contentY = Math.max(0, contentY - 48)
    onVisibleChanged: if (visible) detail.readVersions()

    Column {
        id: column
        x: 16
        y: 10
        width: parent.width - 32

        FactList { width: parent.width; labelWidth: 116; wrap: true; source: root.detail.config }
        Row {
            topPadding: 8
            spacing: 8
            Button { small: true; iconName: "copy"; text: qsTr("Copy as a document"); onClicked: { clip.copy(root.page.document(root.detail.name)); root.page.app.say(qsTr("The definition is in the clipboard")); } }
            Clip { id: clip }
        }
        AppText { topPadding: 12; height: 36; font: Theme.labelStrong; text: qsTr("Versions") }
        AppText { visible: text.length > 0; width: parent.width; wrapMode: Text.Wrap; color: Theme.text2; text: root.versions.text }
        Repeater {
            model: root.versions.rows
            T.AbstractButton {
                id: version
                required property int index
                required property int number
                required property string time
                required property string user
                required property string title
                required property bool current
                width: column.width
                height: 28
                hoverEnabled: true
                focusPolicy: Qt.StrongFocus
                Accessible.role: Accessible.ListItem
                Accessible.name: qsTr("Version %1: %2, %3").arg(number).arg(title).arg(user)
                Keys.onReturnPressed: clicked()
                onClicked: root.versions.chosen = index
                background: Rectangle { radius: 3; color: root.versions.chosen === version.index ? Theme.accentTint : version.hovered ? Theme.rowHover : Theme.clear
                    FocusRing { shown: version.visualFocus; gap: -2 } }
                contentItem: Item {
                    AppText { x: 6; width: 28; height: 28; font: Theme.mono; text: version.number }
                    AppText { x: 36; width: parent.width - 200; height: 28; text: version.current ? qsTr("%1 (now)").arg(version.title) : version.title }
                    AppText { anchors.right: parent.right; anchors.rightMargin: 6; width: 156; horizontalAlignment: Text.AlignRight; height: 28; font: Theme.label; color: Theme.text2; text: version.user + " · " + version.time }
                }
            }
        }
        AppText { visible: root.versions.changes.count > 0; topPadding: 12; height: 36; font: Theme.labelStrong
            text: root.versions.chosen > 0 ? qsTr("To bring it back: now, and then") : qsTr("What it changed") }
        Repeater {
            model: root.versions.changes
            JobChange {
                required title
                required property var model
                width: column.width
                titleWidth: 116
                before: root.versions.chosen > 0 ? model.after : model.before
                after: root.versions.chosen > 0 ? model.before : model.after
            }
        }
        AppText { visible: text.length > 0; width: parent.width; wrapMode: Text.Wrap; font: Theme.label; color: Theme.warning; text: root.versions.restoreNote }
        Button {
            visible: root.versions.canRestore
            iconName: "history"
            //: Makes a job as it was in an earlier version.
            text: qsTr("Bring version %1 back").arg(root.versions.rows.at(root.versions.chosen, "number") ?? "")
            enabled: root.page.writable
            reason: root.page.whyNot
            onClicked: root.versions.restore()
        }
    }
}
