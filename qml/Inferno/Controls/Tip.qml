// SPDX-License-Identifier: GPL-3.0-or-later
// A tooltip: one or two lines that name an icon, spell out what is elided, or say why a control is disabled.
// `shown` is bound by its owner, usually to hover or focus; `text` empty shows nothing; `keys` adds a shortcut.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.ToolTip {
    id: root

    property bool shown: false
    property string keys: ""

    visible: shown && text.length > 0
    delay: Theme.tipDelay
    timeout: -1
    margins: 8
    topPadding: 4
    bottomPadding: 4
    leftPadding: 8
    rightPadding: 8
    implicitWidth: contentItem.implicitWidth + leftPadding + rightPadding
    implicitHeight: contentItem.implicitHeight + topPadding + bottomPadding
    x: parent ? Math.round((parent.width - width) / 2) : 0
    y: parent ? parent.height + 6 : 0
    closePolicy: T.Popup.NoAutoClose

    contentItem: Row {
        spacing: 8
        AppText {
            font: Theme.label
            text: root.text
            elide: Text.ElideNone
            width: Math.min(implicitWidth, 320)
            wrapMode: Text.Wrap
        }
        KeyHint {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.keys.length > 0
            keys: root.keys
        }
    }
    background: Rectangle {
        color: Theme.raised
        border.color: Theme.borderStrong
        radius: Theme.radiusControl
    }
}
