// SPDX-License-Identifier: GPL-3.0-or-later
// A straight line between two nodes of a proof, across or down.
import QtQuick
import Inferno.Theme

Rectangle {
    property real across: 0
    property real down: 0
    property bool good: false

    width: Math.max(good ? 2 : 1.5, across)
    height: Math.max(good ? 2 : 1.5, down)
    color: good ? Theme.success : Theme.borderStrong
    Accessible.ignored: true
}
