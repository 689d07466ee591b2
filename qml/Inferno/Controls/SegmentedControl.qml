// SPDX-License-Identifier: GPL-3.0-or-later
// A choice of two to ten, all visible, in one piece: `segments: [Segment { text: … }, …]`. Left and right move it.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

FocusScope {
    id: root

    property list<Segment> segments
    property int currentIndex: 0
    property string label: ""  // accessible name of the group
    property bool small: false

    signal activated(int index)

    function choose(index: int): void {
        const wanted = Math.max(0, Math.min(segments.length - 1, index));
        if (wanted === currentIndex)
            return;
        currentIndex = wanted;
        activated(wanted);
    }

    implicitWidth: row.implicitWidth + 2
    implicitHeight: small ? Theme.controlSmall : Theme.control
    activeFocusOnTab: true
    Accessible.role: Accessible.PageTabList
    Accessible.name: label
    Keys.onLeftPressed: choose(currentIndex - 1)
    Keys.onRightPressed: choose(currentIndex + 1)

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusControl
        color: Theme.sunken
        border.width: Theme.edge
        border.color: Theme.border
    }
    Row {
        id: row
        x: 1
        y: 1
        Repeater {
            model: root.segments
            T.AbstractButton {
                id: part
                required property Segment modelData
                required property int index
                readonly property bool current: root.currentIndex === index
                implicitWidth: implicitContentWidth + 22
                implicitHeight: root.height - 2
                hoverEnabled: true
                focusPolicy: Qt.NoFocus
                text: modelData.text
                Accessible.role: Accessible.PageTab
                Accessible.name: modelData.text
                Accessible.selected: current
                // Beside the words a key would read as a count.
                Tip { shown: part.hovered && part.modelData.keys.length > 0; text: part.text; keys: part.modelData.keys }
                onClicked: { root.forceActiveFocus(Qt.MouseFocusReason); root.choose(index); }
                background: Rectangle {
                    radius: Theme.radiusControl - 1
                    color: part.current ? Theme.segmentOn : part.hovered ? Theme.rowHover : Theme.clear
                    border.width: part.current ? 1 : 0
                    border.color: Theme.border
                }
                contentItem: CenteredRow {
                    AppIcon {
                        anchors.verticalCenter: parent.verticalCenter
                        visible: part.modelData.iconName.length > 0
                        name: part.modelData.iconName
                        size: Theme.iconBadge
                        color: part.current ? Theme.inkOnSegment : Theme.text2
                    }
                    AppText {
                        anchors.verticalCenter: parent.verticalCenter
                        font: Theme.labelMedium
                        color: !root.enabled ? (part.current && Theme.contrast ? Theme.inkOnSegment : Theme.textDisabled) : part.current ? Theme.inkOnSegment : Theme.text2
                        text: part.modelData.text
                    }
                }
            }
        }
    }
    FocusRing { shown: root.activeFocus }
}
