// SPDX-License-Identifier: GPL-3.0-or-later
// A thin scroll bar: 6 px, wider under the pointer.
import QtQuick
import QtQuick.Templates as T
import Inferno.Theme

T.ScrollBar {
    id: root

    implicitWidth: orientation === Qt.Vertical ? Theme.scrollThumb + 4 : 0
    implicitHeight: orientation === Qt.Horizontal ? Theme.scrollThumb + 4 : 0
    padding: 2
    minimumSize: Theme.scrollThumbMin / Math.max(Theme.scrollThumbMin, orientation === Qt.Vertical ? height : width)
    visible: policy === T.ScrollBar.AlwaysOn || (policy === T.ScrollBar.AsNeeded && size < 1.0)
    hoverEnabled: true

    contentItem: Rectangle {
        implicitWidth: Theme.scrollThumb
        implicitHeight: Theme.scrollThumb
        radius: Theme.scrollThumb / 2
        color: root.pressed ? Theme.text3 : root.hovered ? Theme.borderStrong : Theme.border
    }
}
