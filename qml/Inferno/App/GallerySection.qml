// SPDX-License-Identifier: GPL-3.0-or-later
// A titled part of the gallery.
import QtQuick
import Inferno.Theme

Column {
    id: root

    property string title: ""
    property string note: ""

    spacing: 10

    Row {
        spacing: 8
        AppText { font: Theme.emphasis; text: root.title }
        AppText { font: Theme.label; color: Theme.text3; text: root.note; height: 20 }
    }
}
