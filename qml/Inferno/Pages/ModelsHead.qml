// SPDX-License-Identifier: GPL-3.0-or-later
// Over the registry: what it is, how many versions, its filters, and the one way to get a model into it.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.ModelsPage page

    signal registerRequested()
    signal exited()          // down: the table gets the focus

    height: Theme.toolBar

    Rectangle { anchors.fill: parent; color: Theme.surface }
    Row {
        x: 16
        height: parent.height
        spacing: 8
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.section
            //: Heading over the list of models.
            text: qsTr("Registry")
            Accessible.role: Accessible.Heading
            Accessible.name: text
        }
        CountPill { anchors.verticalCenter: parent.verticalCenter; visible: text.length > 0; text: root.page.countText }
    }
    Row {
        anchors.right: parent.right
        anchors.rightMargin: 16
        height: parent.height
        spacing: 8
        SearchField {
            id: find
            width: 200
            anchors.verticalCenter: parent.verticalCenter
            focus: true
            label: qsTr("Filter models")
            placeholderText: qsTr("Name, handler or hash")
            keys: root.page.app.keys.texts["window.find"] ?? ""
            text: root.page.words
            onTextChanged: root.page.words = text
            Keys.onDownPressed: root.exited()
            Keys.onReturnPressed: root.exited()
        }
        SegmentedControl {
            anchors.verticalCenter: parent.verticalCenter
            label: qsTr("Which versions are listed")
            segments: [
                //: Only the version of each model that answers where a request names none.
                Segment { text: qsTr("Defaults") },
                //: All versions of all models.
                Segment { text: qsTr("All") }
            ]
            onActivated: index => root.page.onlyDefaults = index === 0
            Binding on currentIndex { value: root.page.onlyDefaults ? 0 : 1; restoreMode: Binding.RestoreNone }
        }
        Button {
            anchors.verticalCenter: parent.verticalCenter
            kind: Button.Primary
            iconName: "import"
            text: qsTr("Register model")
            enabled: root.page.writable
            reason: root.page.whyNot
            onClicked: root.registerRequested()
        }
    }
}
