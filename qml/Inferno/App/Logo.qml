// SPDX-License-Identifier: GPL-3.0-or-later
// The flame on ember. Nothing else is ember.
import QtQuick
import Inferno.Theme

Rectangle {
    property int size: 28

    implicitWidth: size
    implicitHeight: size
    radius: size / 5
    color: Theme.ember
    Accessible.ignored: true

    AppIcon {
        anchors.centerIn: parent
        name: "flame"
        size: Math.round(parent.width * 0.64)
        color: Theme.inkOnEmber
    }
}
