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
    required property bool isSelected
    required property string seq
    required property string time
    required property string fraction
    required property string day
    required property string eventAction
    required property string actor
    required property string object
    required property string outcome
    required property string pin1
    required property string pin2
    property bool open: false              // its event is in the flyout
    property int focusColumn: 0

    //: A row whose event was removed by retention.
    text: absent ? qsTr("%1 is no longer in the vault").arg(seq) : loaded ? "" : qsTr("Loading") // what its cells say
    current: isRow
    selected: open || isSelected

    Item {
        AppIcon {
            anchors.centerIn: parent
            visible: root.loaded
            name: root.open ? "panel-right" : "expand"
            size: Theme.iconSmall
            color: root.open ? Theme.accent : Theme.text3
        }
    }
    Item {
        id: when
        // Of today the time with its fraction, of other days the day with the time.
        readonly property bool dated: root.day.length > 0
        implicitWidth: coarse.implicitWidth + 8 + fine.implicitWidth + Theme.rowPad
        AppText { id: coarse; height: parent.height; font: Theme.mono; color: when.dated ? Theme.text2 : Theme.text; text: when.dated ? root.day : root.time }
        AppText {
            id: fine
            x: coarse.width + (when.dated ? 8 : 0)
            width: Math.min(implicitWidth, Math.max(0, parent.width - x))
            height: parent.height
            font: Theme.mono
            color: when.dated ? Theme.text : Theme.text3
            text: when.dated ? root.time : root.fraction
        }
    }
    Item {
        implicitWidth: what.x + what.implicitWidth + 4
        OutcomeIcon { anchors.verticalCenter: parent.verticalCenter; visible: root.loaded; outcome: root.outcome }
        AppText { id: what; x: 20; width: parent.width - x - 4; height: parent.height; font: Theme.bodyMedium; text: root.eventAction }
        AuditCellMark { shown: root.focusColumn === 1 }
    }
    TableCell { text: root.actor; AuditCellMark { shown: root.focusColumn === 2 } }
    TableCell { mono: true; text: root.object; AuditCellMark { shown: root.focusColumn === 3 } }
    TableCell { mono: true; text: root.pin1; AuditCellMark { shown: root.focusColumn === 4 } }
    TableCell { mono: true; text: root.pin2; AuditCellMark { shown: root.focusColumn === 5 } }
    TableCell { mono: true; alignRight: true; color: Theme.text2; text: root.seq }
    Repeater {
        model: root.loaded || root.absent ? 0 : 3
        Rectangle {
            required property int index
            x: [40, 152, 360][index]
            y: (parent ? parent.height - height : 0) / 2
            width: [92, 160, 120][index]
            height: 8
            radius: 4
            color: Theme.skeleton
        }
    }
    Repeater {
        model: root.absent ? 1 : 0
        AppText {
            x: 40
            height: parent ? parent.height : 0
            font: Theme.label
            color: Theme.text3
            text: qsTr("no longer in the vault")
        }
    }
}
