// SPDX-License-Identifier: GPL-3.0-or-later
// What the audit trail says of a job; all of it is one step away.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.JobsPage page
    readonly property M.JobDetail detail: page.detail

    onVisibleChanged: if (visible) detail.readEvents()

    Item {
        id: head
        width: parent.width
        height: 36
        AppText { x: 16; height: 36; font: Theme.labelStrong; text: qsTr("The newest %n event(s)", "", root.detail.events.count) }
        Link { anchors.right: parent.right; anchors.rightMargin: 16; y: 10; text: qsTr("All in Audit"); onClicked: root.page.app.navigate("audit", root.detail.eventsRoute) }
    }
    AppText { x: 16; y: 40; width: parent.width - 32; visible: text.length > 0; wrapMode: Text.Wrap; color: Theme.text2; text: root.detail.eventsText }
    ListView {
        id: list
        y: head.height
        width: parent.width
        height: parent.height - y
        clip: true
        focus: true
        activeFocusOnTab: true
        model: root.detail.events
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Events of the audit trail")
        Keys.onReturnPressed: root.page.app.navigate("audit", root.detail.events.at(currentIndex, "seq"))
        delegate: TableRow {
            id: row
            required property string seq
            required property string time
            required property string what
            required property string user
            required property string result
            text: time + " " + what + " " + user
            focusShown: list.activeFocus
            onClicked: root.page.app.navigate("audit", seq)
            Item { width: 8; height: 1 }
            TableCell { width: 96; mono: true; text: row.time }
            TableCell { width: Math.max(80, list.width - 96 - 110 - 90 - 12); color: row.result === "success" ? Theme.text : Theme.failed; text: row.what }
            TableCell { width: 110; color: Theme.text2; text: row.user }
            TableCell { width: 90; mono: true; alignRight: true; color: Theme.text3; text: "#" + row.seq }
        }
    }
}
