// SPDX-License-Identifier: GPL-3.0-or-later
// A row of the audit trail; grey bars until its event is in memory. `focusColumn` is the column that the keys of the
// table act on: 1 action, 2 actor, 3 object, from 4 the pinned ones; 0 none.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Theme

TableRow {
    id: root

    required property real row
    required property bool loaded
    required property bool absent
    required property bool isRow
    required property string seq
    required property string time
    required property string fraction
    required property string day
    required property string eventAction
    required property string actor
    required property string object
    required property string outcome
    required property list<string> pins
    required property AuditColumns columns
    property bool open: false              // its event is in the flyout
    property int focusColumn: 0

    //: A row whose event was removed by retention.
    text: absent ? qsTr("%1 is no longer in the vault").arg(seq) : loaded ? day + " " + time + " " + eventAction + " " + outcome + " " + actor + " " + object : qsTr("Loading")
    current: isRow
    selected: open

    Item {
        width: root.columns.mark
        height: parent.height
        AppIcon {
            anchors.centerIn: parent
            visible: root.loaded
            name: root.open ? "panel-right" : "expand"
            size: Theme.iconSmall
            color: root.open ? Theme.accent : Theme.text3
        }
    }
    Item {
        visible: root.loaded
        width: root.columns.time
        height: parent.height
        AppText { id: day; anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; color: Theme.text2; text: root.day }
        AppText { id: clock; x: root.day.length > 0 ? day.width + 8 : 0; anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; text: root.time }
        AppText { x: clock.x + clock.width; visible: root.day.length === 0; anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; color: Theme.text3; text: root.fraction }
    }
    Item {
        visible: root.loaded
        width: root.columns.action
        height: parent.height
        OutcomeIcon { anchors.verticalCenter: parent.verticalCenter; outcome: root.outcome }
        AppText { x: 20; width: parent.width - x - 4; anchors.verticalCenter: parent.verticalCenter; font: Theme.bodyMedium; text: root.eventAction }
        AuditCellMark { shown: root.focusColumn === 1 }
    }
    TableCell { visible: root.loaded; width: root.columns.actor; text: root.actor; AuditCellMark { shown: root.focusColumn === 2 } }
    TableCell { visible: root.loaded; width: root.columns.object; mono: true; text: root.object; AuditCellMark { shown: root.focusColumn === 3 } }
    Repeater {
        model: root.loaded ? root.pins : []
        TableCell {
            required property string modelData
            required property int index
            width: root.columns.pin
            mono: true
            text: modelData
            AuditCellMark { shown: root.focusColumn === 4 + parent.index }
        }
    }
    Item {
        visible: !root.loaded
        width: root.columns.time + root.columns.rest
        height: parent.height
        Rectangle { visible: !root.absent; y: (parent.height - 8) / 2; width: 92; height: 8; radius: 4; color: Theme.skeleton }
        Rectangle { visible: !root.absent; x: root.columns.time; y: (parent.height - 8) / 2; width: root.columns.action - 40; height: 8; radius: 4; color: Theme.skeleton }
        Rectangle { visible: !root.absent; x: root.columns.time + root.columns.action + 8; y: (parent.height - 8) / 2; width: root.columns.actor - 40; height: 8; radius: 4; color: Theme.skeleton }
        AppText { visible: root.absent; anchors.verticalCenter: parent.verticalCenter; font: Theme.label; color: Theme.text3; text: qsTr("no longer in the vault") }
    }
    TableCell { width: root.columns.seq; mono: true; alignRight: true; color: Theme.text2; text: root.seq }
}
