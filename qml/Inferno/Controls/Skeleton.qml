// SPDX-License-Identifier: GPL-3.0-or-later
// A bar in the place of something that loads. It breathes slowly, or stands still with reduced motion.
import QtQuick
import Inferno.Theme

Rectangle {
    id: root

    implicitWidth: 80
    implicitHeight: 10
    radius: 3
    color: Theme.skeleton
    Accessible.ignored: true

    SequentialAnimation on opacity {
        running: root.visible && !Theme.reduceMotion
        loops: Animation.Infinite
        NumberAnimation { from: 1; to: 0.55; duration: 900; easing.type: Easing.InOutQuad }
        NumberAnimation { from: 0.55; to: 1; duration: 900; easing.type: Easing.InOutQuad }
    }
}
