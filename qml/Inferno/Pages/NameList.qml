// SPDX-License-Identifier: GPL-3.0-or-later
// Names of jobs as links, below a title with their number.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Theme

Column {
    id: root

    property string title: ""
    property list<string> names

    signal chosen(string name)

    spacing: 4
    Row {
        spacing: 6
        AppText { font: Theme.labelStrong; text: root.title }
        CountPill { anchors.verticalCenter: parent.verticalCenter; text: root.names.length }
    }
    AppText { visible: root.names.length === 0; font: Theme.label; color: Theme.text3; text: qsTr("none") }
    Repeater {
        model: root.names
        Link {
            required property string modelData
            text: modelData
            onClicked: root.chosen(modelData)
        }
    }
}
