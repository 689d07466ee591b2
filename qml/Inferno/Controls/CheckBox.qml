// SPDX-License-Identifier: GPL-3.0-or-later
// A box to tick, with a third state where `tristate`.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.CheckBox {
    id: root

    property color ink: Theme.accent   // of the box when it is ticked
    readonly property bool on: checkState !== Qt.Unchecked

    implicitWidth: text.length > 0 ? implicitContentWidth : Theme.check
    implicitHeight: Math.max(20, Theme.check)
    spacing: 8
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.name: text

    indicator: Rectangle {
        y: Math.round((root.height - height) / 2)
        implicitWidth: Theme.check
        implicitHeight: Theme.check
        radius: 3
        color: !root.enabled ? Theme.bg : root.on ? (root.down ? Theme.accentPressed : root.hovered && root.ink === Theme.accent ? Theme.accentHover : root.ink)
            : root.down ? Theme.track : Theme.field
        border.width: root.on && root.enabled ? 0 : Theme.edge
        border.color: !root.enabled ? Theme.border : root.hovered ? Theme.text3 : Theme.borderStrong
        AppIcon {
            anchors.centerIn: parent
            visible: root.on
            size: Theme.iconSmall
            name: root.checkState === Qt.PartiallyChecked ? "minus" : "check"
            color: root.enabled ? Theme.inkOnAccent : Theme.textDisabled
        }
        FocusRing { shown: root.visualFocus; inner: 3 }
    }
    contentItem: AppText {
        visible: root.text.length > 0
        leftPadding: Theme.check + root.spacing
        color: root.enabled ? Theme.text : Theme.textDisabled
        text: root.text
    }
    Tip { text: root.text; shown: root.hovered && (root.contentItem as AppText).truncated }
}
