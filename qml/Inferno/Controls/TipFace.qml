// SPDX-License-Identifier: GPL-3.0-or-later
// What is seen of a Tip.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.ToolTip {
    id: root

    required property Tip owner

    parent: owner.around
    text: owner.text
    delay: owner.delay < 0 ? Theme.tipDelay : owner.delay
    timeout: -1
    margins: 8
    topPadding: 4
    bottomPadding: 4
    leftPadding: 8
    rightPadding: 8
    implicitWidth: contentItem.implicitWidth + leftPadding + rightPadding
    implicitHeight: contentItem.implicitHeight + topPadding + bottomPadding
    x: !parent ? 0 : owner.side === Tip.Right ? parent.width + 8 : Math.round((parent.width - width) / 2)
    y: !parent ? 0 : owner.side === Tip.Below ? parent.height + 6 : owner.side === Tip.Above ? -height - 6
        : Math.round((parent.height - height) / 2)
    closePolicy: T.Popup.NoAutoClose
    Component.onCompleted: open() // after its delay

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
            visible: root.owner.keys.length > 0
            keys: root.owner.keys
        }
    }
    background: Rectangle {
        color: Theme.raised
        border.color: Theme.borderStrong
        radius: Theme.radiusControl
    }
}
