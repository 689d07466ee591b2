// SPDX-License-Identifier: GPL-3.0-or-later
// Tabs, 36 high, on a line; the current one has a bar of accent. Left and right move between them.
import QtQuick
import QtQuick.Templates as T
import Inferno.Theme

T.TabBar {
    id: root

    property string label: ""

    implicitWidth: Math.max(contentWidth, 100)
    implicitHeight: Theme.tabs
    spacing: 4
    Accessible.name: label

    contentItem: ListView {
        implicitWidth: contentWidth
        implicitHeight: Theme.tabs
        model: root.contentModel
        currentIndex: root.currentIndex
        orientation: ListView.Horizontal
        spacing: root.spacing
        boundsBehavior: Flickable.StopAtBounds
        flickableDirection: Flickable.AutoFlickIfNeeded
        snapMode: ListView.SnapToItem
        highlightMoveDuration: 0
    }
    background: Item {
        Rectangle {
            anchors.bottom: parent.bottom
            width: parent.width
            height: 1
            color: Theme.border
        }
    }
}
