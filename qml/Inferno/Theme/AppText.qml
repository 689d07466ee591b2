// SPDX-License-Identifier: GPL-3.0-or-later
// A line of text in one of Theme's styles (`font: Theme.label`), with its line height, elided at the end.
import QtQuick
import Inferno.Theme

Text {
    font: Theme.body
    color: Theme.text
    elide: wrapMode === Text.NoWrap ? Text.ElideRight : Text.ElideNone
    lineHeightMode: Text.FixedHeight
    lineHeight: Theme.lineHeight(font.pixelSize)
    verticalAlignment: Text.AlignVCenter
    textFormat: Text.PlainText
}
