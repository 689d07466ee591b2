// SPDX-License-Identifier: GPL-3.0-or-later
// The head of the overview: how things stand in a sentence, what changed, which figures are shown, and edit mode.
pragma ComponentBehavior: Bound
import QtQml
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Item {
    id: root

    required property M.OverviewPage page
    property bool editing: false
    readonly property bool narrow: width < 1000

    signal editToggled()

    implicitHeight: 32

    AppIcon {
        id: mark
        anchors.verticalCenter: parent.verticalCenter
        size: Theme.iconLarge
        name: root.page.tone === "success" ? "circle-check" : root.page.tone === "failed" ? "octagon-x" : "triangle-alert"
        color: StatusLook.ink(root.page.tone)
    }
    AppText {
        id: sentence
        x: 32
        width: tools.x - x - 16
        anchors.verticalCenter: parent.verticalCenter
        font: Theme.page
        text: root.page.sentence
        Accessible.role: Accessible.Heading
        HoverHandler { id: over }
        Tip { shown: over.hovered && sentence.truncated; text: sentence.text }
    }
    Row {
        id: tools
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        spacing: 12
        Button {
            id: since
            visible: !root.editing && root.page.sinceText.length > 0
            iconName: "history"
            text: root.page.sinceText
            tip: qsTr("What changed since you last looked")
            onClicked: changes.open()
            OverviewChanges { id: changes; y: since.height + 4; x: Math.min(0, since.width - width); page: root.page }
        }
        SegmentedControl {
            visible: !root.narrow || root.editing
            //: Which figures the overview shows: the view of an operator, of compliance, of machine learning.
            label: qsTr("View")
            segments: [
                Segment { text: root.page.board.presets[0] },
                Segment { text: root.page.board.presets[1] },
                Segment { text: root.page.board.presets[2] }
            ]
            onActivated: index => root.page.board.preset = index
            Binding on currentIndex { value: root.page.board.preset; restoreMode: Binding.RestoreNone }
        }
        Button {
            id: more
            visible: root.editing
            enabled: root.page.board.others.count > 0
            reason: qsTr("All figures are shown")
            iconName: "plus"
            //: Adds a figure to the overview.
            text: qsTr("Add")
            onClicked: menu.open()
            Menu {
                id: menu
                y: more.height + 4
                Instantiator {
                    model: root.page.board.others
                    delegate: MenuItem {
                        required property string tileId
                        required property string title
                        text: title
                        onTriggered: root.page.board.add(tileId)
                    }
                    onObjectAdded: (index, object) => menu.insertItem(index, object as MenuItem)
                    onObjectRemoved: (index, object) => menu.removeItem(object as MenuItem)
                }
            }
        }
        Button {
            visible: root.editing
            enabled: root.page.board.arranged
            reason: qsTr("The figures stand as they came")
            //: Shows the figures of this view as they came.
            text: qsTr("Put back")
            onClicked: root.page.board.putBack()
        }
        Button {
            visible: root.editing
            kind: Button.Primary
            //: Ends edit mode.
            text: qsTr("Done")
            onClicked: root.editToggled()
        }
        Button {
            visible: !root.editing && !root.narrow && !since.visible
            iconName: "plus"
            text: qsTr("New job")
            onClicked: root.page.app.navigate("job-editor")
        }
        IconButton {
            visible: !root.editing && !root.narrow && since.visible
            bordered: true
            iconName: "plus"
            text: qsTr("New job")
            onClicked: root.page.app.navigate("job-editor")
        }
        IconButton {
            visible: !root.editing
            bordered: true
            iconName: "pencil"
            text: qsTr("Choose and order the figures")
            keys: root.page.app.keys.texts["overview.edit"] ?? ""
            onClicked: root.editToggled()
        }
    }
}
