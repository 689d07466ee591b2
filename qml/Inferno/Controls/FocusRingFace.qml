// SPDX-License-Identifier: GPL-3.0-or-later
// What is seen of a FocusRing.
import QtQuick
import Inferno.Controls
import Inferno.Theme

Rectangle {
    required property FocusRing owner
    readonly property real gap: isNaN(owner.gap) ? Theme.focusGap : owner.gap

    parent: owner.around
    anchors.fill: parent
    anchors.margins: -(gap + Theme.focusWidth)
    z: 1
    visible: owner.shown
    color: Theme.clear
    radius: (isNaN(owner.inner) ? Theme.radiusControl : owner.inner) + gap + Theme.focusWidth
    border.width: Theme.focusWidth
    border.color: Theme.accent
}
