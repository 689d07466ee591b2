// SPDX-License-Identifier: GPL-3.0-or-later
// A line between groups of a menu.
import QtQuick
import QtQuick.Templates as T
import Inferno.Theme

T.MenuSeparator {
    implicitWidth: 180
    implicitHeight: 9
    contentItem: Item {
        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            x: 4
            width: parent.width - 8
            height: 1
            color: Theme.divider
        }
    }
}
