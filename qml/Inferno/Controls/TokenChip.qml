// SPDX-License-Identifier: GPL-3.0-or-later
// A filter in force: "tag: etl ×". Backspace, Delete or the cross removes it.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.AbstractButton {
    id: root

    required property string key
    required property string value
    required property bool negated
    property bool tall: false    // on a line of its own, not inside a field
    readonly property string tone: negated ? "failed" : "accent"

    signal removed()

    implicitWidth: row.implicitWidth + (tall ? 36 : 28)
    implicitHeight: tall ? Theme.controlSmall : Theme.badge + 2
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    text: key.length > 0 ? key + ": " + value : value
    Accessible.role: Accessible.Button
    Accessible.name: negated
        //: A filter that shuts something out.
        ? qsTr("not %1").arg(text) : text
    //: What pressing a filter's chip does.
    Accessible.description: qsTr("Removes the filter")
    Keys.onDeletePressed: removed()
    Keys.onReturnPressed: removed()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace) {
            event.accepted = true;
            removed();
        }
    }
    onClicked: removed()

    background: Rectangle {
        radius: Theme.radiusControl
        color: StatusLook.tint(root.tone)
        border.width: Theme.edge
        border.color: root.hovered ? StatusLook.ink(root.tone) : StatusLook.line(root.tone)
    }
    Row {
        id: row
        x: root.tall ? 9 : 7
        anchors.verticalCenter: parent.verticalCenter
        spacing: 4
        AppText { visible: root.negated; font: Theme.labelStrong; color: Theme.failed; text: qsTr("not") }
        AppText {
            visible: root.key.length > 0
            font: Theme.label
            color: Theme.text2
            text: root.key + ":"
        }
        AppText { font: Theme.labelStrong; text: root.value }
    }
    AppIcon {
        anchors.right: parent.right
        anchors.rightMargin: root.tall ? 9 : 7
        anchors.verticalCenter: parent.verticalCenter
        name: "x"
        size: 10
        color: root.negated ? Theme.failed : Theme.text2
    }
    FocusRing { shown: root.visualFocus }
}
