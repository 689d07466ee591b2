// SPDX-License-Identifier: GPL-3.0-or-later
// The ring that turns while something runs. Stands still with reduced motion, and while nobody sees it.
import QtQuick
import Inferno.Theme

AppIcon {
    property bool runs: true

    name: "loader-circle"
    color: Theme.running
    turning: runs && visible && !Theme.reduceMotion
    Accessible.ignored: true
}
