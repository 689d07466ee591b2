// SPDX-License-Identifier: GPL-3.0-or-later
// A field that filters or finds: Escape or the cross clears it.
import QtQuick
import Inferno.Controls
import Inferno.Theme

TextField {
    id: root

    property string keys: ""   // the shortcut that brings the focus here

    signal cleared()

    function clearText(): void {
        clear();
        cleared();
    }

    iconName: "search"
    extraRight: length > 0 ? 22 : hint.visible ? hint.width : 0
    Accessible.searchEdit: true
    Keys.onEscapePressed: event => {
        event.accepted = length > 0;
        if (event.accepted)
            clearText();
    }

    KeyHint {
        id: hint
        visible: root.keys.length > 0 && root.length === 0
        anchors.right: parent.right
        anchors.rightMargin: 8
        anchors.verticalCenter: parent.verticalCenter
        keys: root.keys
    }
    IconButton {
        visible: root.length > 0
        anchors.right: parent.right
        anchors.rightMargin: 2
        anchors.verticalCenter: parent.verticalCenter
        small: true
        iconName: "x"
        iconSize: Theme.iconSmall
        focusPolicy: Qt.NoFocus
        //: Empties a search field.
        text: qsTr("Clear")
        onClicked: root.clearText()
    }
}
