// SPDX-License-Identifier: GPL-3.0-or-later
// The line between two panes: dragged, or moved by arrows in steps of 16 px (Home and End to its limits). A double click
// or Return gives the pane its usual width back. `value` is the width of the pane; the owner takes it from `moved`.
import QtQuick
import Inferno.Controls
import Inferno.Theme

Item {
    id: root

    required property int value
    required property int minimumValue
    required property int maximumValue
    property int usual: minimumValue
    property int stepSize: 16
    property bool before: false    // the pane is at the left of the line, not at the right
    property string label: ""      // which pane: its accessible name

    signal moved(int width)

    function move(width: real): void { moved(Math.max(minimumValue, Math.min(maximumValue, Math.round(width)))); }

    implicitWidth: 9
    activeFocusOnTab: maximumValue > minimumValue
    Accessible.role: Accessible.Slider
    Accessible.name: label
    //: What the line between two panes is for.
    Accessible.description: qsTr("Width of the panel; the arrow keys change it")
    Keys.onLeftPressed: move(value + (before ? -stepSize : stepSize))
    Keys.onRightPressed: move(value + (before ? stepSize : -stepSize))
    Keys.onPressed: event => {
        event.accepted = event.key === Qt.Key_Home || event.key === Qt.Key_End || event.key === Qt.Key_Return;
        if (event.accepted)
            move(event.key === Qt.Key_Home ? minimumValue : event.key === Qt.Key_End ? maximumValue : usual);
    }

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        width: 3
        height: parent.height
        visible: area.containsMouse || area.pressed || root.activeFocus
        color: area.pressed || root.activeFocus ? Theme.accent : Theme.borderStrong
    }
    Rectangle {
        anchors.centerIn: parent
        visible: root.activeFocus
        width: 9
        height: 32
        radius: 4
        color: Theme.raised
        border.width: Theme.focusWidth
        border.color: Theme.accent
    }
    MouseArea {
        id: area
        property real pressX: 0
        property int pressValue: 0
        anchors.fill: parent
        hoverEnabled: true
        preventStealing: true
        cursorShape: Qt.SplitHCursor
        onPressed: mouse => { pressX = mapToItem(null, mouse.x, 0).x; pressValue = root.value; }
        onPositionChanged: mouse => {
            const by = pressed ? mapToItem(null, mouse.x, 0).x - pressX : 0;
            if (by !== 0)
                root.move(pressValue + (root.before ? by : -by));
        }
        onDoubleClicked: root.move(root.usual)
    }
}
