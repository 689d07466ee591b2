// SPDX-License-Identifier: GPL-3.0-or-later
// On or off, at once.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.Switch {
    id: root

    implicitWidth: text.length > 0 ? implicitContentWidth : Theme.switchWidth
    implicitHeight: 20
    spacing: 8
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.name: text

    indicator: Rectangle {
        y: Math.round((root.height - height) / 2)
        implicitWidth: Theme.switchWidth
        implicitHeight: Theme.switchHeight
        radius: height / 2
        color: !root.enabled ? Theme.track : root.checked ? (root.hovered ? Theme.accentHover : Theme.accent)
            : root.hovered ? Theme.text3 : Theme.borderStrong
        Rectangle {
            x: 2 + root.visualPosition * (parent.width - width - 4)
            anchors.verticalCenter: parent.verticalCenter
            width: 12
            height: 12
            radius: 6
            color: !root.enabled ? Theme.textDisabled : root.checked ? Theme.inkOnAccent : Theme.surface
            Behavior on x { NumberAnimation { duration: Theme.motionFast } }
        }
        FocusRing { shown: root.visualFocus; inner: Theme.switchHeight / 2 }
    }
    contentItem: AppText {
        visible: root.text.length > 0
        leftPadding: Theme.switchWidth + root.spacing
        color: root.enabled ? Theme.text : Theme.textDisabled
        text: root.text
    }
}
