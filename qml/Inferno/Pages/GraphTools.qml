// SPDX-License-Identifier: GPL-3.0-or-later
// The tools over the graph: graph or outline, search, groups, the last runs, edit mode, and files.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Rectangle {
    id: root

    required property M.GraphPage page
    property bool outline: false
    readonly property bool narrow: width < 1000

    signal outlineChosen(bool on)
    signal found(string name)
    signal exportAsked(string ending)

    property string missed: ""    // searched for, and no job is called so
    function clearFind(): void { find.clearText(); focusFind(); }
    function focusFind(): void { find.forceActiveFocus(Qt.ShortcutFocusReason); }

    height: Theme.toolBar
    color: Theme.surface

    Row {
        x: 16
        anchors.verticalCenter: parent.verticalCenter
        spacing: 12
        AppText { anchors.verticalCenter: parent.verticalCenter; font: Theme.section; text: qsTr("Graph") }
        SegmentedControl {
            label: qsTr("How the graph is shown")
            segments: [
                Segment { text: qsTr("Graph"); iconName: "workflow" },
                Segment { text: qsTr("Outline"); iconName: "list-tree"; keys: root.page.app.keys.texts["graph.outline"] ?? "" }
            ]
            onActivated: index => root.outlineChosen(index === 1)
            Binding on currentIndex { value: root.outline ? 1 : 0; restoreMode: Binding.RestoreNone }
        }
        SearchField {
            id: find
            width: root.narrow ? 160 : 240
            keys: root.page.app.keys.texts["window.find"] ?? ""
            label: qsTr("Find a job in the graph")
            //: +name+ shows a job alone with what lies up- and downstream.
            placeholderText: qsTr("Find a job, or +job+")
            onTextChanged: root.missed = ""
            onAccepted: {
                const name = root.page.find(text);
                root.missed = name.length > 0 ? "" : text.trim();
                if (name.length > 0) root.found(name);
            }
        }
    }
    Row {
        anchors.right: parent.right
        anchors.rightMargin: 16
        anchors.verticalCenter: parent.verticalCenter
        spacing: 8
        Spinner { anchors.verticalCenter: parent.verticalCenter; visible: root.page.planning; size: Theme.iconBadge; color: Theme.text2 }
        Button {
            checkable: true
            checked: root.page.grouped
            enabled: root.page.groupedWhy.length === 0
            reason: root.page.groupedWhy
            iconName: "layers"
            text: root.page.grouped ? qsTr("Group: tag") : qsTr("Group")
            tip: qsTr("One node for all jobs with the same first tag")
            keys: root.narrow ? "" : root.page.app.keys.texts["graph.group"] ?? ""
            onClicked: root.page.grouped = !root.page.grouped
        }
        Button {
            visible: !root.outline
            checkable: true
            checked: root.page.lastRun
            iconName: "history"
            text: root.page.lastRun ? qsTr("Overlay: last run") : qsTr("Last run")
            tip: qsTr("Colours jobs by their last run, with its times below")
            onClicked: root.page.lastRun = !root.page.lastRun
        }
        Button {
            iconName: root.page.editing ? "check" : "pencil"
            kind: root.page.editing ? Button.Primary : Button.Secondary
            text: root.page.editing ? qsTr("Done") : qsTr("Edit")
            tip: qsTr("Draw, change and take away dependencies")
            keys: root.narrow || root.page.editing ? "" : root.page.app.keys.texts["graph.edit"] ?? ""
            enabled: root.page.writable || root.page.editing
            reason: root.page.whyNot
            onClicked: root.page.editing = !root.page.editing
        }
        IconButton {
            id: files
            visible: !root.outline
            bordered: true
            iconName: "download"
            text: qsTr("Write the graph to a file")
            onClicked: menu.open()
            Menu {
                id: menu
                y: files.height + 4
                x: files.width - width
                MenuItem { text: qsTr("Picture that scales (SVG)…"); onTriggered: root.exportAsked("svg") }
                MenuItem { text: qsTr("Picture (PNG)…"); onTriggered: root.exportAsked("png") }
                MenuItem { text: qsTr("Document (PDF)…"); onTriggered: root.exportAsked("pdf") }
            }
        }
    }
    Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.border }
}
