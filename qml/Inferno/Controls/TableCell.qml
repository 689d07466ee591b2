// SPDX-License-Identifier: GPL-3.0-or-later
// A cell of text in a row: elided (the window spells out what the pointer rests on); numbers and times are `mono`.
import QtQuick
import Inferno.Theme

AppText {
    property bool mono: false
    property bool strong: false
    property bool alignRight: false

    height: parent ? parent.height : Theme.rowHeight
    leftPadding: Theme.rowPad
    rightPadding: Theme.rowPad
    horizontalAlignment: alignRight ? Text.AlignRight : Text.AlignLeft
    font: mono ? Theme.mono : strong ? Theme.bodyMedium : Theme.body
}
