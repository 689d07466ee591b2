// SPDX-License-Identifier: GPL-3.0-or-later
// The drawer at the right: a peek at what is chosen. Its page places it; below 1200 px it lies over the page
// (`overlay`). Escape or the cross closes it.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    property string title: ""
    property bool overlay: false
    property bool headless: false
    property int standardWidth: Theme.drawerJobs
    property int narrowest: Theme.drawerMin
    property string name: ""           // by which its width is kept over a restart
    property int chosenWidth: 0        // by a person; 0 = the standard
    property alias headActions: side.data
    default property alias content: body.data

    signal closed()

    implicitWidth: chosenWidth > 0 ? chosenWidth : standardWidth
    function recall(): void { if (name.length > 0) chosenWidth = M.LayoutMemory.width(name); }

    Component.onCompleted: recall()
    Connections {
        target: M.LayoutMemory
        function onChanged(): void { root.recall(); }
    }
    Accessible.role: Accessible.Pane
    Accessible.name: title
    Keys.onEscapePressed: closed()

    Rectangle {
        anchors.fill: parent
        color: Theme.raised
        Rectangle { width: 1; height: parent.height; color: root.overlay ? Theme.borderStrong : Theme.border }
    }
    Item {
        id: head
        visible: !root.headless
        width: parent.width
        height: root.headless ? 0 : 48
        AppText {
            x: Theme.space5
            width: side.x - x - 8
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.section
            text: root.title
        }
        Row {
            id: side
            anchors.right: cross.left
            anchors.rightMargin: 4
            anchors.verticalCenter: parent.verticalCenter
            spacing: 4
        }
        IconButton {
            id: cross
            anchors.right: parent.right
            anchors.rightMargin: 10
            anchors.verticalCenter: parent.verticalCenter
            iconName: "x"
            //: Closes the panel at the right.
            text: qsTr("Close")
            keys: "Esc"
            onClicked: root.closed()
        }
    }
    Item {
        id: body
        x: 1
        y: head.height
        width: parent.width - 1
        height: parent.height - y
    }
    SplitHandle {
        x: -4
        z: 2
        height: parent.height
        visible: root.visible
        //: Accessible name of the edge that makes a panel wider: %1 is the panel's title.
        label: root.title.length > 0 ? qsTr("Edge of %1").arg(root.title) : qsTr("Edge of the panel")
        value: root.width
        minimumValue: root.narrowest
        maximumValue: Theme.drawerMax
        usual: root.standardWidth
        onMoved: width => {
            root.chosenWidth = width === root.standardWidth ? 0 : width;
            M.LayoutMemory.setWidth(root.name, root.chosenWidth);
        }
    }
}
