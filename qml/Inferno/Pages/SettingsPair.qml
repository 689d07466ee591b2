// SPDX-License-Identifier: GPL-3.0-or-later
// Two cards side by side and equally high, or one below the other where there is no room.
import QtQuick

Item {
    id: root

    property bool apart: true
    property Item first: null
    property Item second: null
    readonly property real tallest: Math.max(first ? first.implicitHeight : 0, second ? second.implicitHeight : 0)

    implicitHeight: !first || !second ? 0 : apart ? tallest : first.implicitHeight + 12 + second.implicitHeight
    data: [first, second]

    Binding { target: root.first; property: "width"; value: root.apart ? Math.round((root.width - 12) * 0.568) : root.width }
    Binding { target: root.second; property: "width"; value: root.apart ? root.width - root.first.width - 12 : root.width }
    Binding { target: root.second; property: "x"; value: root.apart ? root.first.width + 12 : 0 }
    Binding { target: root.second; property: "y"; value: root.apart ? 0 : root.first.implicitHeight + 12 }
    Binding { target: root.first; property: "height"; value: root.apart ? root.tallest : root.first.implicitHeight }
    Binding { target: root.second; property: "height"; value: root.apart ? root.tallest : root.second.implicitHeight }
}
