// SPDX-License-Identifier: GPL-3.0-or-later
// A chip of the top bar: glyph, words, a figure in mono, as a button.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.Button {
    id: root

    property string iconName: ""
    property color iconColor: Theme.text2
    property string figure: ""
    property string tip: ""
    property string keys: ""

    implicitWidth: implicitContentWidth + 18
    implicitHeight: Theme.control
    padding: 0
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.name: figure.length > 0 ? text + " " + figure : text
    Accessible.description: tip
    Keys.onReturnPressed: clicked()

    contentItem: CenteredRow {
        AppIcon {
            anchors.verticalCenter: parent.verticalCenter
            name: root.iconName
            size: Theme.iconBadge
            color: root.iconColor
        }
        AppText { anchors.verticalCenter: parent.verticalCenter; font: Theme.labelMedium; text: root.text }
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.figure.length > 0
            font: Theme.monoCaption
            color: Theme.text2
            text: root.figure
        }
    }
    background: Rectangle {
        radius: Theme.radiusControl
        color: root.down ? Theme.track : root.hovered ? Theme.rowHover : Theme.surface
        border.width: Theme.edge
        border.color: Theme.border
    }
    FocusRing { shown: root.visualFocus }
    Tip { text: root.tip; keys: root.keys; shown: root.hovered && !root.down }
}
