// SPDX-License-Identifier: GPL-3.0-or-later
// A tooltip: one or two lines that name an icon, spell out what is elided, or say why a control is disabled. `shown` is
// bound by its owner, usually to hover or focus; `text` empty shows nothing; `keys` adds a shortcut. It stands below its
// parent, in the middle, unless it is told to stand above it or at its right side. Hundreds of things have one and few
// are ever read, so what is seen is made when it is shown.
pragma ComponentBehavior: Bound
import QtQml
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

Item {
    id: root

    enum Side { Below, Above, Right }

    property string text: ""
    property string keys: ""
    property bool shown: false
    property int side: Tip.Below
    property int delay: Theme.tipDelay

    visible: false // itself; what it shows is not its child

    Instantiator {
        model: root.shown && root.text.length > 0 ? 1 : 0
        T.ToolTip {
            id: box

            parent: root.parent
            text: root.text
            delay: root.delay
            timeout: -1
            margins: 8
            topPadding: 4
            bottomPadding: 4
            leftPadding: 8
            rightPadding: 8
            implicitWidth: contentItem.implicitWidth + leftPadding + rightPadding
            implicitHeight: contentItem.implicitHeight + topPadding + bottomPadding
            x: !parent ? 0 : root.side === Tip.Right ? parent.width + 8 : Math.round((parent.width - width) / 2)
            y: !parent ? 0 : root.side === Tip.Below ? parent.height + 6 : root.side === Tip.Above ? -height - 6
                : Math.round((parent.height - height) / 2)
            closePolicy: T.Popup.NoAutoClose
            Component.onCompleted: open() // after its delay

            contentItem: Row {
                spacing: 8
                AppText {
                    font: Theme.label
                    text: box.text
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
    }
}
