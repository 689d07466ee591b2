// SPDX-License-Identifier: GPL-3.0-or-later
// What needs a person, most consequential first: what, why, and one recommended action.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Card {
    id: root

    required property M.OverviewPage page

    iconName: "circle-alert"
    title: qsTr("Needs attention")
    pad: 1
    actions: [
        CountPill { anchors.verticalCenter: parent.verticalCenter; visible: root.page.attentionTotal > 0; text: root.page.attentionTotal },
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.width > 340
            font: Theme.label
            color: Theme.text3
            //: How the list is sorted: by how much depends on it.
            text: qsTr("by consequence")
        },
        KeyHint { anchors.verticalCenter: parent.verticalCenter; keys: root.page.app.keys.texts["overview.attention"] ?? "" }
    ]

    AppText {
        visible: root.page.attention.count === 0 && root.page.writable
        anchors.centerIn: parent
        width: parent.width - 32
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        color: Theme.text2
        text: qsTr("Nothing waits for you.")
    }
    ListView {
        id: list
        width: parent.width
        height: parent.height - (more.visible ? 32 : 0)
        clip: true
        focus: true
        activeFocusOnTab: count > 0
        model: root.page.attention
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}
        Accessible.role: Accessible.List
        Accessible.name: root.title
        delegate: FocusScope {
            id: row
            required property int index
            required property string name
            required property string title
            required property string reason
            required property string status
            required property string actText
            required property string actIcon
            required property string why
            width: list.width
            height: words.height + 20
            Accessible.role: Accessible.ListItem
            Accessible.name: title + " " + reason
            Accessible.description: why

            StatusIcon { x: 12; y: 14; size: Theme.icon; status: row.status }
            Column {
                id: words
                x: 38
                y: 10
                width: parent.width - x - 12
                spacing: 2
                AppText { width: parent.width; font: Theme.bodyStrong; text: row.title }
                AppText { width: parent.width; font: Theme.label; color: Theme.text2; wrapMode: Text.Wrap; text: row.reason; visible: text.length > 0 }
                Item { width: 1; height: 2 }
                Flow {
                    width: parent.width
                    spacing: 8
                    Button {
                        focus: true
                        small: true
                        kind: row.index === 0 ? Button.Primary : Button.Secondary
                        iconName: row.actIcon
                        text: row.actText
                        tip: row.why
                        enabled: root.page.writable
                        reason: root.page.whyNot
                        onClicked: root.page.act(row.index)
                    }
                    Button {
                        visible: row.name.length > 0
                        small: true
                        kind: Button.Ghost
                        //: Opens the output of a failed run.
                        text: qsTr("Open log")
                        onClicked: root.page.app.navigate("jobs", row.name)
                    }
                    Button {
                        visible: row.name.length > 0
                        small: true
                        kind: Button.Ghost
                        //: Opens a job in the dependency graph: what it holds back.
                        text: qsTr("Why?")
                        tip: qsTr("Shows in the graph what it holds back")
                        onClicked: root.page.app.navigate("graph", row.name)
                    }
                }
            }
            Divider { anchors.bottom: parent.bottom; width: parent.width }
        }
    }
    Link {
        id: more
        x: 38
        y: parent.height - 26
        visible: root.page.attentionTotal > list.count
        //: Opens the list of all that failed.
        text: qsTr("and %1 more").arg(root.page.attentionTotal - list.count)
        onClicked: root.page.app.navigate("jobs", "?status=failed")
    }
}
