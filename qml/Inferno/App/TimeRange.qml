// SPDX-License-Identifier: GPL-3.0-or-later
// The range of time of the audit trail: the last so much, all of it, or between two times that are typed.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models
import Inferno.Theme

Select {
    id: root

    required property AuditFilter filter
    readonly property list<string> ranges: ["", "15m", "1h", "24h", "7d", "30d"]

    width: Math.min(220, implicitWidth)
    chip: true
    iconName: "clock"
    label: qsTr("Time range")
    //: Ranges of time that end now.
    model: [qsTr("All time"), qsTr("Last 15 minutes"), qsTr("Last hour"), qsTr("Last 24 hours"), qsTr("Last 7 days"), qsTr("Last 30 days"),
        //: Opens a dialog for the two ends of a range of time.
        qsTr("Between two times…")]
    currentIndex: filter.range === "span" ? ranges.length : ranges.indexOf(filter.range)
    displayText: filter.rangeText
    onActivated: index => {
        if (index < ranges.length)
            filter.setRange(ranges[index]);
        else
            between.open();
    }

    Dialog {
        id: between

        property string from: ""
        property string to: ""
        property string error: ""

        title: qsTr("Between two times")
        text: qsTr("As the clock of this window goes. Without an end: until now.")
        acceptText: qsTr("Show")
        onAboutToShow: {
            error = "";
            from = root.filter.begins;
            to = root.filter.ends;
        }
        onAccepted: {
            error = root.filter.setBetween(from, to);
            if (error.length > 0) { const typed = [from, to, error]; open(); [from, to, error] = typed; }
        }
        body: Column {
            id: form
            width: parent ? parent.width : 0
            spacing: 10
            topPadding: 6
            FormRow {
                width: form.width
                labelWidth: 80
                label: qsTr("From")
                errorText: between.error
                TimeField { width: 200; focus: true; today: root.filter.today; label: qsTr("From"); placeholderText: "2026-03-24 09:00"; text: between.from; onTextEdited: between.from = text }
            }
            FormRow {
                width: form.width
                labelWidth: 80
                label: qsTr("To")
                TimeField { width: 200; today: root.filter.today; label: qsTr("To"); placeholderText: "2026-03-24 10:30"; text: between.to; onTextEdited: between.to = text }
            }
        }
    }
}
