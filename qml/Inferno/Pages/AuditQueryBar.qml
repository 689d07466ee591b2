// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked for: words in the query language, the range of time, and the pills of the filters in force.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.AuditPage page
    readonly property list<string> ranges: ["", "15m", "1h", "24h", "7d", "30d"]
    readonly property bool hasPills: page.filter.pills.count > 0 || page.filter.range === "span"

    signal exited()             // down, with nothing to choose from: the table gets the focus
    signal exportRequested()

    height: Theme.toolBar + (hasPills ? 32 : 0)
    z: 5

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
    }
    QueryField {
        id: field
        x: 16
        y: (Theme.toolBar - height) / 2
        width: range.x - x - 8
        focus: true
        completer: root.page.completer
        label: qsTr("Search the audit trail")
        placeholderText: qsTr("Words, or field: value")
        keys: "/"
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
    Select {
        id: range
        x: exporter.x - width - 8
        y: field.y
        width: Math.min(196, implicitWidth)
        iconName: "clock"
        label: qsTr("Time range")
        model: [qsTr("All time"), qsTr("Last 15 minutes"), qsTr("Last hour"), qsTr("Last 24 hours"), qsTr("Last 7 days"), qsTr("Last 30 days")]
        currentIndex: root.ranges.indexOf(root.page.filter.range)
        displayText: root.page.filter.rangeText
        onActivated: index => root.page.filter.setRange(root.ranges[index])
    }
    Button {
        id: exporter
        x: parent.width - width - 16
        y: field.y
        iconName: "download"
        //: Opens the dialog that writes the events to a file.
        text: qsTr("Export")
        tip: qsTr("Writes the events that fit to a file")
        enabled: root.page.writable
        reason: root.page.whyNot
        onClicked: root.exportRequested()
    }
    Row {
        visible: root.hasPills
        x: 16
        y: Theme.toolBar - 2
        width: parent.width - 32
        spacing: 8
        clip: true
        TokenChip {
            visible: root.page.filter.range === "span"
            key: qsTr("time")
            value: root.page.filter.rangeText
            negated: false
            onRemoved: root.page.filter.setRange("")
        }
        Repeater {
            model: root.page.filter.pills
            TokenChip {
                required property int index
                onRemoved: root.page.filter.remove(index)
            }
        }
        Link {
            anchors.verticalCenter: parent.verticalCenter
            //: Removes every filter.
            text: qsTr("Clear all")
            onClicked: root.page.filter.clear()
        }
    }
}
