// SPDX-License-Identifier: GPL-3.0-or-later
// A button that shows an icon only. `text` is its name: for screen readers, and in the tooltip with `keys`.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.Button {
    id: root

    property string iconName: ""
    property int iconSize: Theme.iconBadge
    property string keys: ""
    property string reason: ""    // why it is disabled
    property bool bordered: false
    property bool small: false
    property color ink: Theme.text2
    property int badge: 0         // a count at the upper right corner

    implicitWidth: implicitHeight
    implicitHeight: small ? Theme.controlSmall : Theme.control
    padding: 0
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true

    Accessible.name: text
    Accessible.description: enabled ? "" : reason
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    contentItem: AppIcon {
        name: root.iconName
        size: root.iconSize
        color: !root.enabled ? Theme.textDisabled : root.checked ? Theme.accent
            : root.hovered && root.ink === Theme.text2 ? Theme.text : root.ink
    }
    background: Rectangle {
        radius: Theme.radiusControl
        color: root.checked ? Theme.accentTint : root.down ? Theme.track : root.hovered ? Theme.rowHover
            : root.bordered ? Theme.surface : Theme.clear
        border.width: root.bordered || (Theme.contrast && root.checked) ? Theme.edge : Theme.contrast && (root.hovered || root.down) ? 1 : 0
        border.color: root.enabled ? (root.checked ? Theme.accentLine : Theme.borderStrong) : Theme.border
    }

    CountDot {
        visible: root.badge > 0
        x: root.width - width / 2 - 8
        y: -1
        count: root.badge
    }
    FocusRing { shown: root.visualFocus }
    HoverHandler { id: over; enabled: !root.enabled; target: null }
    Tip {
        text: !root.enabled && root.reason.length > 0 ? root.reason : root.text
        keys: root.enabled ? root.keys : ""
        shown: (root.enabled ? root.hovered && !root.down : over.hovered) || root.visualFocus
    }
}
