// SPDX-License-Identifier: GPL-3.0-or-later
// Text that leads somewhere: accent, underlined under the pointer and with focus.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.AbstractButton {
    id: root

    font: Theme.labelMedium
    implicitWidth: implicitContentWidth
    implicitHeight: implicitContentHeight
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.Link
    Accessible.name: text
    Keys.onReturnPressed: clicked()
    Keys.onEnterPressed: clicked()

    contentItem: AppText {
        font.family: root.font.family
        font.pixelSize: root.font.pixelSize
        font.weight: root.font.weight
        font.underline: root.hovered || root.visualFocus
        color: root.enabled ? Theme.accent : Theme.textDisabled
        text: root.text
    }
    FocusRing { shown: root.visualFocus; gap: 1; inner: 2 }
    HoverHandler { cursorShape: Qt.PointingHandCursor }
}
