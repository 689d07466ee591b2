// SPDX-License-Identifier: GPL-3.0-or-later
// The rail: the pages of the registry, who is here, and the switch of its own width. Up and down move between entries.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.App
import Inferno.Controls
import Inferno.Models
import Inferno.Theme

FocusScope {
    id: root

    required property AppState app
    required property WindowSettings settings
    property bool wide: true

    signal railToggled()
    signal keysRequested()

    Accessible.role: Accessible.PageTabList
    //: Accessible name of the list of pages at the left.
    Accessible.name: qsTr("Pages")

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
        Rectangle { anchors.right: parent.right; width: 1; height: parent.height; color: Theme.border }
    }
    Column {
        id: entries
        y: 8
        width: parent.width
        Repeater {
            id: list
            model: root.app.pages
            RailEntry {
                id: entry
                required property string pageId
                required property string title
                required property int index
                required property bool inRail
                visible: inRail
                focus: current
                wide: root.wide
                line: index > 0 && group !== (list.itemAt(index - 1) as RailEntry)?.group
                width: entries.width
                text: title
                current: root.app.pages.railPage(root.app.currentPage) === pageId
                onClicked: root.app.navigate(pageId)
            }
        }
    }
    UserBox {
        id: user
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 8
        x: 8
        width: parent.width - 16 - (root.wide ? Theme.control + 4 : 0)
        wide: root.wide
        app: root.app
        settings: root.settings
        onKeysRequested: root.keysRequested()
    }
    IconButton {
        visible: root.wide
        anchors.right: parent.right
        anchors.rightMargin: 10
        anchors.verticalCenter: user.verticalCenter
        iconName: "panel-left"
        text: qsTr("Narrow rail")
        keys: root.app.keys.texts["window.rail"] ?? ""
        onClicked: root.railToggled()
    }
}
