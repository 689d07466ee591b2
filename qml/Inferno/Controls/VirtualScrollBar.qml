// SPDX-License-Identifier: GPL-3.0-or-later
// The scroll bar of a VirtualList: the thumb's place is position / total. Dragging shows where it is; with Shift one
// pixel is one row. A press beside the thumb goes a page on.
import QtQuick
import Inferno.Theme

Item {
    id: root

    required property real total
    required property real position
    required property real page           // rows in view
    property string bubbleText: ""
    readonly property bool dragging: area.held
    readonly property real span: Math.max(1, total - page)
    readonly property real thumbHeight: Math.max(Theme.scrollThumbMin, height * Math.min(1, page / Math.max(1, total)))

    signal scrollRequested(real row)

    width: Theme.scrollThumb + 4
    visible: total > page
    Accessible.role: Accessible.ScrollBar
    //: Accessible name of a list's scroll bar.
    Accessible.name: qsTr("Scroll bar")

    Rectangle {
        id: thumb
        x: 2
        y: (root.height - height) * Math.min(1, root.position / root.span)
        width: Theme.scrollThumb
        height: root.thumbHeight
        radius: width / 2
        color: area.pressed ? Theme.text3 : area.containsMouse ? Theme.borderStrong : Theme.border
    }
    MouseArea {
        id: area

        property real pressY: 0
        property real pressPosition: 0
        property bool held: false

        anchors.fill: parent
        hoverEnabled: true
        preventStealing: true
        onPressed: mouse => {
            held = mouse.y >= thumb.y && mouse.y <= thumb.y + thumb.height;
            pressY = mouse.y;
            pressPosition = root.position;
            if (!held)
                root.scrollRequested(root.position + (mouse.y < thumb.y ? -root.page : root.page));
        }
        onPositionChanged: mouse => {
            if (!held || !pressed)
                return;
            const moved = mouse.y - pressY;
            const fine = (mouse.modifiers & Qt.ShiftModifier) !== 0;
            root.scrollRequested(pressPosition + (fine ? moved : moved * root.span / Math.max(1, root.height - root.thumbHeight)));
        }
        onReleased: held = false
    }
    Rectangle {
        visible: area.held && root.bubbleText.length > 0
        anchors.right: parent.left
        anchors.rightMargin: 8
        y: Math.max(0, Math.min(root.height - height, thumb.y + thumb.height / 2 - height / 2))
        width: words.implicitWidth + 20
        height: 28
        radius: Theme.radiusControl
        color: Theme.raised
        border.color: Theme.borderStrong
        AppText { id: words; anchors.centerIn: parent; font: Theme.mono; text: root.bubbleText }
    }
}
