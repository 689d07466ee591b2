// SPDX-License-Identifier: GPL-3.0-or-later
// A row of a card that leads somewhere.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.AbstractButton {
    id: root

    implicitHeight: Theme.rowHeight
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Link
    Accessible.name: text
    Keys.onReturnPressed: clicked()

    background: Rectangle {
        anchors.fill: parent
        anchors.leftMargin: -6
        anchors.rightMargin: -6
        radius: Theme.radiusControl
        color: root.hovered ? Theme.rowHover : Theme.clear
        FocusRing { shown: root.visualFocus; gap: -2 }
    }
    HoverHandler { cursorShape: Qt.PointingHandCursor }
}
