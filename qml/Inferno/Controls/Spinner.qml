// SPDX-License-Identifier: GPL-3.0-or-later
// The ring that turns while something runs. Stands still with reduced motion, and while nobody sees it.
import QtQuick
import Inferno.Theme

AppIcon {
    id: root

    property bool turning: true

    name: "loader-circle"
    color: Theme.running
    Accessible.ignored: true

    RotationAnimator on rotation {
        from: 0
        to: 360
        duration: 1000
        loops: Animation.Infinite
        running: root.turning && root.visible && !Theme.reduceMotion
    }
}
