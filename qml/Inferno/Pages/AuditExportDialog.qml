// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the events that fit to a file: format, path, progress; it stays open until that is done or stopped.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Dialog {
    id: root

    required property M.AuditExport exporter

    width: 520
    title: qsTr("Export events")
    text: qsTr("%1. Oldest first; the export is itself recorded.").arg(exporter.scope)
    acceptText: exporter.finished ? qsTr("Done") : qsTr("Export")
    rejectText: exporter.running ? qsTr("Stop") : qsTr("Close")
    canAccept: !exporter.running && exporter.file.length > 0
    onAboutToShow: exporter.prepare()
    onAccepted: if (!exporter.finished) { exporter.start(); open(); }
    onRejected: exporter.cancel()

    body: Column {
        id: form
        width: parent ? parent.width : 0
        spacing: 10
        topPadding: 6
        FormRow {
            width: form.width
            labelWidth: 80
            label: qsTr("Format")
            hint: root.exporter.formats.at(root.exporter.format, "meaning")
            Select {
                width: 180
                label: qsTr("Format")
                enabled: !root.exporter.running
                model: root.exporter.formats
                textRole: "name"
                currentIndex: root.exporter.format
                onActivated: index => root.exporter.format = index
            }
        }
        FormRow {
            width: form.width
            labelWidth: 80
            label: qsTr("File")
            hint: root.exporter.replaces ? qsTr("This file exists and will be replaced") : ""
            errorText: root.exporter.errorText
            TextField {
                width: form.width - 80
                mono: true
                label: qsTr("File")
                enabled: !root.exporter.running
                text: root.exporter.file
                onTextEdited: root.exporter.file = text
            }
        }
        Row {
            height: 20
            spacing: 10
            ProgressBar { visible: root.exporter.running; anchors.verticalCenter: parent.verticalCenter; width: 160; indeterminate: true; Accessible.name: qsTr("Export") }
            AppIcon { visible: root.exporter.finished; anchors.verticalCenter: parent.verticalCenter; name: "circle-check"; size: Theme.iconBadge; color: Theme.success }
            AppText { anchors.verticalCenter: parent.verticalCenter; width: Math.min(implicitWidth, form.width - 40); font: Theme.label; color: Theme.text2; text: root.exporter.progressText }
        }
    }
}
