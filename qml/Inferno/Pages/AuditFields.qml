// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of the events. A field opens and shows its most frequent values, each with its share and two buttons:
// filter for it (F) and filter it out (Shift+F). Up and down move, Enter opens a field or filters for a value, P makes
// a field a column of the table.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.AuditPage page
    readonly property M.AuditFields fields: page.fields

    function act(row: int, negated: bool): void {
        const kind = fields.rows.at(row, "kind");
        if (kind === "value")
            page.filter.add(fields.rows.at(row, "field"), fields.rows.at(row, "name"), negated);
        else if (kind === "field")
            fields.toggle(fields.rows.at(row, "field"));
        else if (kind === "more")
            fields.showMore(fields.rows.at(row, "field"));
    }

    function pin(row: int): void {
        if (fields.rows.at(row, "kind") === "field" && fields.rows.at(row, "column") < 2)
            page.events.togglePin(fields.rows.at(row, "field"));
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
        Rectangle { anchors.right: parent.right; width: 1; height: parent.height; color: Theme.border }
    }
    SearchField {
        id: search
        x: 12
        y: 10
        width: parent.width - 24
        label: qsTr("Search fields")
        placeholderText: qsTr("Search %n fields", "", root.fields.names.length)
        onTextEdited: root.fields.search = text
        onCleared: root.fields.search = ""
        Keys.onDownPressed: list.forceActiveFocus(Qt.TabFocusReason)
    }
    ListView {
        id: list
        y: 46
        width: parent.width - 1
        height: parent.height - y
        clip: true
        focus: true
        activeFocusOnTab: true
        model: root.fields.rows
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Fields of the events")
        Keys.onReturnPressed: root.act(currentIndex, false)
        Keys.onSpacePressed: root.act(currentIndex, false)
        Keys.onPressed: event => {
            event.accepted = true;
            if (event.key === Qt.Key_F && root.fields.rows.at(currentIndex, "kind") === "value")
                root.act(currentIndex, event.modifiers === Qt.ShiftModifier);
            else if (event.key === Qt.Key_P)
                root.pin(currentIndex);
            else
                event.accepted = false;
        }
        delegate: AuditFieldRow {
            width: list.width
            filterKeys: root.page.app.keys.texts["audit.filter"] ?? ""
            filterOutKeys: root.page.app.keys.texts["audit.filter-out"] ?? ""
            pinKeys: root.page.app.keys.texts["audit.pin"] ?? ""
            focusShown: list.activeFocus && ListView.isCurrentItem
            onTriggered: negated => {
                list.currentIndex = index;
                root.act(index, negated);
            }
            onPinToggled: root.pin(index)
        }
    }
}
