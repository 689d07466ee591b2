// SPDX-License-Identifier: GPL-3.0-or-later
// A line inside a card.
import QtQuick
import Inferno.Theme

Rectangle {
    property bool vertical: false

    implicitWidth: 1
    implicitHeight: 1
    color: Theme.divider
    Accessible.ignored: true
}
