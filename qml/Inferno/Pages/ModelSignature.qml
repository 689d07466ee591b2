// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the file of a model is signed: glyph and word.
import QtQuick
import Inferno.Theme

Item {
    id: root

    property string signature: ""   // valid, none, another word for one that does not hold; "" = not known
    readonly property bool holds: signature === "valid"
    readonly property bool missing: signature === "none" || signature.length === 0

    implicitWidth: 100
    implicitHeight: parent ? parent.height : Theme.rowHeight

    AppIcon {
        id: mark
        x: Theme.rowPad
        anchors.verticalCenter: parent.verticalCenter
        visible: !root.missing
        name: root.holds ? "badge-check" : "shield-alert"
        size: Theme.iconBadge
        color: root.holds ? Theme.success : Theme.failed
    }
    AppText {
        x: mark.visible ? mark.x + mark.width + 5 : Theme.rowPad
        width: parent.width - x
        anchors.verticalCenter: parent.verticalCenter
        color: root.missing ? Theme.text3 : mark.color
        //: Whether the file of a model is signed.
        text: root.holds ? qsTr("signed") : root.signature === "none" ? qsTr("not signed") : root.missing ? "–" : root.signature
    }
}
