// SPDX-License-Identifier: GPL-3.0-or-later
// The visible focus: 2 px of accent, 2 px outside of its parent. Put one into each control and bind `shown`.
import QtQuick
import Inferno.Theme

Rectangle {
    property bool shown: false
    property int gap: Theme.focusGap
    property real inner: Theme.radiusControl // radius of what it goes around

    anchors.fill: parent
    anchors.margins: -(gap + Theme.focusWidth)
    z: 1
    visible: shown
    color: Theme.clear
    radius: inner + gap + Theme.focusWidth
    border.width: Theme.focusWidth
    border.color: Theme.accent
}
