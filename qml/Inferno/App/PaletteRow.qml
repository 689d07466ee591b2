// SPDX-License-Identifier: GPL-3.0-or-later
// A row of the palette: icon, title with the matched letters, what it is, its keys, or why it cannot be done now.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.ItemDelegate {
    id: root

    required property string title
    required property string plainTitle
    required property string context
    required property string keys
    required property string iconName
    required property bool can
    required property string reason
    required property bool danger
    property bool current: false

    signal moved()   // the pointer came over it by itself, not the row below the pointer

    implicitHeight: 34
    hoverEnabled: true
    focusPolicy: Qt.NoFocus
    text: plainTitle
    Accessible.role: Accessible.ListItem
    Accessible.name: plainTitle
    Accessible.description: can ? context : reason
    Accessible.selected: current

    HoverHandler {
        property point last: Qt.point(-1, -1)
        onPointChanged: {
            const at = point.scenePosition;
            if (last.x >= 0 && (at.x !== last.x || at.y !== last.y))
                root.moved();
            last = at;
        }
    }
    background: Item {
        RowFace {
            x: 6
            y: 1
            width: parent.width - 12
            height: parent.height - 2
            current: root.current
        }
    }
    AppIcon {
        x: 16
        anchors.verticalCenter: parent.verticalCenter
        name: root.iconName
        size: Theme.iconBadge
        color: !root.can ? Theme.textDisabled : root.danger ? Theme.failed : root.current ? Theme.accent : Theme.text2
    }
    AppText {
        x: 42
        width: side.x - x - 12
        anchors.verticalCenter: parent.verticalCenter
        textFormat: Text.StyledText
        color: !root.can ? Theme.textDisabled : root.danger ? Theme.failed : Theme.text
        text: root.title
    }
    Row {
        id: side
        anchors.right: parent.right
        anchors.rightMargin: 16
        anchors.verticalCenter: parent.verticalCenter
        spacing: 10
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, 240)
            font: Theme.label
            color: Theme.text3
            text: root.can ? root.context : root.reason
        }
        KeyHint { anchors.verticalCenter: parent.verticalCenter; visible: root.keys.length > 0; keys: root.keys }
    }
}
