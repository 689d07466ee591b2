// SPDX-License-Identifier: GPL-3.0-or-later
// A rule of alerts: when it holds, how bad that is, and what keeps it from being told.
import QtQuick
import Inferno.Controls
import Inferno.Theme

Item {
    id: root

    required property string name
    required property string condition
    required property string severity
    required property string tone
    required property string told
    required property bool ruleEnabled
    required property string warnings
    property bool writable: true

    signal switched(bool enabled)
    signal removed()

    implicitHeight: 46
    Accessible.role: Accessible.ListItem
    Accessible.name: name + ": " + condition + ", " + severity + ". " + warnings

    Badge { id: mark; x: 12; y: 6; tone: root.tone; text: root.severity }
    AppText { x: 96; y: 5; width: side.x - x - 8; font: Theme.bodyMedium; color: root.ruleEnabled ? Theme.text : Theme.text2; text: root.name }
    AppText {
        x: 96
        y: 25
        width: side.x - x - 8
        font: Theme.label
        color: Theme.text2
        text: root.condition + " · " + root.told + (root.warnings.length > 0 ? " · " + root.warnings : "")
        HoverHandler { id: over }
        Tip { shown: over.hovered && root.warnings.length > 0; text: root.warnings }
    }
    Row {
        id: side
        anchors.right: parent.right
        anchors.rightMargin: 10
        anchors.verticalCenter: parent.verticalCenter
        spacing: 8
        Switch {
            anchors.verticalCenter: parent.verticalCenter
            checked: root.ruleEnabled
            enabled: root.writable
            Accessible.name: qsTr("Enabled: %1").arg(root.name)
            onToggled: root.switched(checked)
        }
        IconButton { iconName: "trash"; text: qsTr("Delete the rule %1").arg(root.name); enabled: root.writable; onClicked: root.removed() }
    }
    Divider { anchors.bottom: parent.bottom; width: parent.width }
}
