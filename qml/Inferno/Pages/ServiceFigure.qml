// SPDX-License-Identifier: GPL-3.0-or-later
// A figure of the service: its name, how much now, and the last minutes as a line.
import QtQuick
import Inferno.Charts
import Inferno.Controls
import Inferno.Theme

Item {
    id: root

    required property string name
    required property string value
    required property string tip
    required property list<real> series
    property bool lined: false   // a line before it

    implicitHeight: 36
    Accessible.role: Accessible.StaticText
    Accessible.name: name + " " + value

    Divider { visible: root.lined; vertical: true; height: parent.height }
    AppText { x: root.lined ? 16 : 0; width: parent.width - x - 8; font: Theme.label; color: Theme.text2; text: root.name }
    AppText { x: root.lined ? 16 : 0; y: 18; width: parent.width - x - 8; font: Theme.mono; text: root.value }
    Sparkline {
        visible: root.series.length > 2 && root.width > 180
        x: parent.width - width - 16
        y: 3
        width: Math.min(82, root.width - 120)
        values: root.series
        Accessible.ignored: true
    }
    HoverHandler { id: over }
    Tip { text: root.tip; shown: over.hovered }
}
