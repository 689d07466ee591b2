// SPDX-License-Identifier: GPL-3.0-or-later
// A row of a menu that carries a tick. What is chosen lives elsewhere: bind `ticked`, write in onTriggered.
import Inferno.Controls

MenuItem {
    property bool ticked: false

    indented: true
    iconName: ticked ? "check" : ""
}
