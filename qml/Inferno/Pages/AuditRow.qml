// SPDX-License-Identifier: GPL-3.0-or-later
// A row of the audit trail.
import QtQuick
import Inferno.Controls
import Inferno.Theme

TableRow {
    id: root

    required property int index
    required property string seq
    required property string time
    required property string fraction
    required property string day
    required property string eventAction
    required property string actor
    required property string object
    required property string outcome
    required property AuditColumns columns
    required property int chosenRow

    text: day + " " + time + " " + eventAction + " " + outcome + " " + actor + " " + object
    selected: chosenRow === index
    focusShown: ListView.view ? ListView.view.activeFocus : false

    Item { width: 8; height: 1 }
    Item {
        width: root.columns.time
        height: parent.height
        AppText { id: day; x: Theme.rowPad; anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; color: Theme.text2; text: root.day }
        AppText { id: clock; x: root.day.length > 0 ? day.x + day.width + 8 : Theme.rowPad; anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; text: root.time }
        AppText { x: clock.x + clock.width; visible: root.day.length === 0; anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; color: Theme.text3; text: root.fraction }
    }
    Item {
        width: root.columns.action
        height: parent.height
        OutcomeIcon { x: Theme.rowPad; anchors.verticalCenter: parent.verticalCenter; outcome: root.outcome }
        AppText { x: Theme.rowPad + 20; width: parent.width - x - 4; anchors.verticalCenter: parent.verticalCenter; text: root.eventAction }
    }
    TableCell { width: root.columns.actor; text: root.actor }
    TableCell { width: root.columns.object; mono: true; text: root.object }
    TableCell { width: root.columns.seq; mono: true; alignRight: true; color: Theme.text2; text: root.seq }
}
