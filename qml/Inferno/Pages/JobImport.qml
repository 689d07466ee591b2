// SPDX-License-Identifier: GPL-3.0-or-later
// Takes jobs over: from a crontab, or from a file of definitions. Shows first what becomes of it.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M

Dialog {
    id: root

    required property M.JobsPage page
    property int source: 0

    function show(index: int): void {
        source = index;
        open();
    }

    width: Math.min(800, parent ? parent.width - 96 : 800)
    title: qsTr("Import jobs")
    text: source === 0 ? qsTr("Each line of a crontab becomes a job. The crontab stays as it is: take the lines out once the jobs are here.")
        : qsTr("Definitions as “batch-queue apply” and Export write them, in YAML or JSON. Jobs that are not among them stay as they are.")
    onlyAccept: true
    //: Closes a window in which things were done already.
    acceptText: qsTr("Close")

    body: Column {
        id: all
        width: parent ? parent.width : 0
        spacing: 12
        topPadding: 4
        SegmentedControl {
            id: kinds
            label: qsTr("What is imported")
            currentIndex: root.source
            segments: [Segment { text: qsTr("Crontab") }, Segment { text: qsTr("Definitions") }]
            onActivated: index => root.source = index
        }
        Flickable {
            width: all.width
            height: Math.min(form.height, (root.parent ? root.parent.height : 720) - 260)
            contentHeight: form.height
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            T.ScrollBar.vertical: ScrollBar {}
            Column {
                id: form
                width: parent.width - 8
                padding: 3
                CrontabForm {
                    visible: root.source === 0
                    width: form.width - 6
                    source: root.page.crontab
                    writable: root.page.writable
                    whyNot: root.page.whyNot
                }
                DefinitionForm {
                    visible: root.source === 1
                    width: form.width - 6
                    source: root.page.definitions
                    writable: root.page.writable
                    whyNot: root.page.whyNot
                }
            }
        }
        Component.onCompleted: kinds.forceActiveFocus(Qt.PopupFocusReason)
    }
}
