// SPDX-License-Identifier: GPL-3.0-or-later
// A split to take at once: "90 / 10".
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.AbstractButton {
    id: root

    property bool current: false

    implicitWidth: Math.max(54, Math.ceil(implicitContentWidth) + 16)
    implicitHeight: Theme.controlSmall
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.name: qsTr("Split %1").arg(text)
    Accessible.checked: current
    Keys.onReturnPressed: clicked()

    contentItem: AppText {
        horizontalAlignment: Text.AlignHCenter
        font: Theme.captionStrong
        color: !root.enabled ? Theme.textDisabled : root.current ? Theme.accent : Theme.text
        text: root.text
    }
    background: Rectangle {
        radius: Theme.radiusControl
        color: root.down ? Theme.track : root.hovered ? Theme.rowHover : Theme.surface
        border.color: root.current ? Theme.accent : Theme.border
    }
    FocusRing { shown: root.visualFocus }
}
