// SPDX-License-Identifier: GPL-3.0-or-later
// A push button. One primary in a region; danger is outlined, never filled. `reason` says in a tooltip why it is disabled.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.Button {
    id: root

    enum Kind { Secondary, Primary, Quiet, Ghost, Danger }

    property int kind: Button.Secondary
    property bool small: false
    property string iconName: ""
    property string trailingIcon: ""
    property string keys: ""      // shown as a hint, and in the tooltip's place
    property string reason: ""    // why it is disabled
    property string tip: ""
    property bool busy: false     // work is under way: shows a turning ring and ignores clicks

    // What is beside the words: padding, icons, keys.
    readonly property real beside: leftPadding + rightPadding + (busy || iconName.length > 0 ? Theme.iconBadge + 6 : 0)
        + (keys.length > 0 ? hint.implicitWidth + 6 : 0) + (trailingIcon.length > 0 ? Theme.iconSmall + 6 : 0)
    property color iconInk: ink
    readonly property bool primary: kind === Button.Primary
    readonly property color ink: !enabled ? Theme.textDisabled
        : primary ? Theme.inkOnAccent
        : kind === Button.Danger ? Theme.failed
        : kind === Button.Ghost ? (hovered ? Theme.text : Theme.text2) : Theme.text

    implicitHeight: small ? Theme.controlSmall : Theme.control
    implicitWidth: Math.max(implicitHeight, Math.ceil(label.implicitWidth) + beside)
    leftPadding: iconName.length > 0 ? 9 : 10
    rightPadding: trailingIcon.length > 0 ? 8 : 10
    topPadding: 0
    bottomPadding: 0
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true

    Accessible.name: text
    Accessible.description: !enabled && reason.length > 0 ? reason : tip
    Keys.onReturnPressed: if (!busy) clicked()
    Keys.onEnterPressed: if (!busy) clicked()
    Keys.onSpacePressed: event => event.accepted = busy

    Row {
        id: row
        anchors.centerIn: parent
        spacing: 6
        AppIcon {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.iconName.length > 0 || root.busy
            name: root.busy ? "loader-circle" : root.iconName
            size: Theme.iconBadge
            color: root.busy ? root.ink : root.iconInk
            turning: root.busy && visible && !Theme.reduceMotion
        }
        AppText {
            id: label
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(Math.ceil(implicitWidth), Math.max(0, root.width - root.beside))
            font: Theme.labelMedium
            color: root.ink
            text: root.text
        }
        KeyHint {
            id: hint
            anchors.verticalCenter: parent.verticalCenter
            visible: root.keys.length > 0
            keys: root.keys
        }
        AppIcon {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.trailingIcon.length > 0
            name: root.trailingIcon
            size: Theme.iconSmall
            color: root.ink
        }
    }
    background: Rectangle {
        radius: Theme.radiusControl
        color: root.primary
            ? (!root.enabled ? Theme.track : root.down ? Theme.accentPressed : root.hovered ? Theme.accentHover : Theme.accent)
            : root.kind === Button.Danger ? (root.down || root.hovered ? Theme.failedTint : Theme.surface)
            : root.kind === Button.Ghost ? (root.down ? Theme.track : root.hovered ? Theme.rowHover : Theme.clear)
            : root.down ? Theme.track : root.hovered ? Theme.rowHover : Theme.surface
        border.width: root.primary ? 0 : root.kind !== Button.Ghost ? Theme.edge
            : Theme.contrast && (root.hovered || root.down) ? 1 : 0
        border.color: !root.enabled ? Theme.border
            : root.kind === Button.Danger ? Theme.failed
            : root.kind === Button.Quiet ? Theme.border : Theme.borderStrong
    }

    MouseArea { anchors.fill: parent; enabled: root.busy } // takes the clicks that come meanwhile
    FocusRing { shown: root.visualFocus }
    // A disabled control gets no hover of its own: the reason needs a handler that does.
    HoverHandler { id: over; enabled: !root.enabled && root.reason.length > 0; target: null }
    Tip {
        text: root.enabled ? root.tip : root.reason
        shown: root.enabled ? root.hovered && !root.down : over.hovered
    }
}
