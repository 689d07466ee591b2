// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked for: words in the query language, the questions that are kept, and the filters in force as pills.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.AuditPage page
    readonly property int pillRow: 32

    signal exited()             // down, with nothing to choose from: the table gets the focus
    signal exportRequested()

    function openSaved(): void { saved.open(); }

    height: Theme.toolBar + pillRow
    z: 5

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
    }
    QueryField {
        id: field
        x: 16
        y: (Theme.toolBar - height) / 2
        width: save.x - x - 8
        focus: true
        completer: root.page.completer
        label: qsTr("Search the audit trail")
        placeholderText: qsTr("Words, or field: value")
        keys: root.page.app.keys.texts["window.find"] ?? ""
        errorText: root.page.queryError
        note: root.page.blocksText
        onAccepted: root.page.filter.setText(text)
        onExited: root.exited()
        Connections {
            target: root.page.filter
            function onChanged(): void {
                if (field.text.trim() !== root.page.filter.text)
                    field.text = root.page.filter.text;
            }
        }
        Component.onCompleted: text = root.page.filter.text
    }
    Button {
        id: save
        x: exporter.x - width - 8
        y: field.y
        iconName: "bookmark"
        //: Opens the list of kept questions, where what is asked now can be kept too.
        text: qsTr("Save")
        tip: qsTr("Keeps this query by a name, and lists those that are kept (Ctrl+S)")
        Accessible.role: Accessible.ButtonMenu
        onClicked: saved.open()
        AuditSaved {
            id: saved
            x: save.width - width
            y: save.height + 4
            saved: root.page.saved
            filter: root.page.filter
        }
    }
    Button {
        id: exporter
        x: parent.width - width - 16
        y: field.y
        iconName: "download"
        //: Opens the dialog that writes the events to a file.
        text: qsTr("Export")
        tip: qsTr("Writes the events that fit to a file (X)")
        enabled: root.page.writable
        reason: root.page.whyNot
        onClicked: root.exportRequested()
    }
    Row {
        id: pills
        x: root.page.filter.pills.count > 0 || root.page.filter.range === "span" ? 16 : 8   // the ghost's words stand at 16 or so
        y: Theme.toolBar
        width: clear.x - x - 8
        spacing: 8
        clip: true
        TokenChip {
            visible: root.page.filter.range === "span"
            tall: true
            //: A filter for a span of time, as a pill: "time: 24 Mar 09:00 – 10:30".
            key: qsTr("time")
            value: root.page.filter.rangeText
            negated: false
            onRemoved: root.page.filter.setRange("")
        }
        Repeater {
            model: root.page.filter.pills
            TokenChip {
                required property int index
                tall: true
                onRemoved: root.page.filter.remove(index)
            }
        }
        Button {
            id: add
            kind: Button.Ghost
            small: true
            iconName: "plus"
            //: Adds a filter for one field.
            text: qsTr("Filter")
            Accessible.role: Accessible.ButtonMenu
            Accessible.name: qsTr("Add a filter")
            onClicked: adder.open()
            AuditFilterAdd { id: adder; y: add.height + 4; page: root.page }
        }
    }
    Link {
        id: clear
        x: parent.width - 16 - (visible ? width : -8)
        y: Theme.toolBar + (Theme.controlSmall - height) / 2
        visible: !root.page.filter.empty
        //: Removes every filter.
        text: qsTr("Clear all")
        onClicked: root.page.filter.clear()
    }
}
