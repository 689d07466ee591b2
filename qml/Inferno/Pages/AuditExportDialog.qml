// SPDX-License-Identifier: GPL-3.0-or-later
// Writes the events that fit to a file, or one event with its proof (`only`): format, path, progress; it stays open until
// that is done or stopped.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Dialog {
    id: root

    required property M.AuditExport exporter
    readonly property bool running: exporter.running
    property real only: -1   // the event whose evidence is packed; -1 = what the filters leave over

    function openFor(seq: real): void {
        only = seq;
        open();
    }

    // The same as evidence: each event with its proof.
    function openEvidence(): void {
        openFor(-1);
        exporter.format = exporter.formats.count - 1;
    }

    width: 560
    title: exporter.single ? qsTr("Export proof") : qsTr("Export events")
    text: exporter.single
        //: %1 names one event: "Event #4,210,877".
        ? qsTr("%1 with its proof; the export is itself recorded.").arg(exporter.scope)
        : qsTr("%1. Oldest first; the export is itself recorded.").arg(exporter.scope)
    acceptText: exporter.finished ? qsTr("Done") : qsTr("Export")
    rejectText: running ? qsTr("Stop") : qsTr("Close")
    canAccept: !running && exporter.file.length > 0
    onAboutToShow: only >= 0 ? exporter.prepareEvent(only) : exporter.prepare()
    stays: !exporter.finished
    onStarted: exporter.start()
    onRejected: exporter.cancel()
    // The button that had the focus was disabled meanwhile.
    onRunningChanged: if (!running && visible) contentItem.forceActiveFocus()

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
                width: 240
                label: qsTr("Format")
                enabled: !root.running && !root.exporter.single
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
                enabled: !root.running
                text: root.exporter.file
                onTextEdited: root.exporter.file = text
            }
        }
        Row {
            height: 20
            spacing: 10
            ProgressBar {
                visible: root.running
                anchors.verticalCenter: parent.verticalCenter
                width: 160
                indeterminate: root.exporter.progress < 0
                value: Math.max(0, root.exporter.progress)
                Accessible.name: qsTr("Export")
                Accessible.description: root.exporter.progressText
            }
            AppIcon { visible: root.exporter.finished; anchors.verticalCenter: parent.verticalCenter; name: "circle-check"; size: Theme.iconBadge; color: Theme.success }
            AppText { id: said; anchors.verticalCenter: parent.verticalCenter; width: Math.min(implicitWidth, form.width - 40); font: Theme.label; color: Theme.text2; text: root.exporter.progressText }
            HoverHandler { id: over; enabled: said.truncated }
            Tip { text: said.text; shown: over.hovered }
        }
        CommandLine {
            width: form.width
            visible: root.exporter.finished && root.exporter.evidence
            //: Over the command that checks an exported file.
            label: qsTr("Anyone checks it with")
            command: root.exporter.checkCommand
        }
    }
}
