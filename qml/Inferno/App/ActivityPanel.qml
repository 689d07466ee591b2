// SPDX-License-Identifier: GPL-3.0-or-later
// What is going on, with how far it is and a way to stop it; and what was done, the last of which can be taken back.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.App
import Inferno.Controls
import Inferno.Models
import Inferno.Theme

FocusScope {
    id: root

    required property AppState app
    readonly property Activity activity: app.activity

    signal closed()

    implicitHeight: 208
    Accessible.role: Accessible.Pane
    //: Accessible name of the panel along the bottom of the window.
    Accessible.name: qsTr("Activity")
    Keys.onEscapePressed: closed()

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
        Rectangle { width: parent.width; height: 1; color: Theme.border }
    }
    AppText { id: head; x: 16; y: 1; height: 32; font: Theme.bodyStrong; text: qsTr("Going on") }
    CountPill { x: head.x + head.width + 8; y: 8; visible: root.activity.works.count > 0; text: root.activity.works.count }
    AppText { x: done.x + 12; y: 1; height: 32; font: Theme.bodyStrong; text: qsTr("Done since the window opened") }
    IconButton {
        x: parent.width - width - 8
        y: 3
        iconName: "x"
        iconSize: Theme.iconSmall
        text: qsTr("Close the activity")
        keys: root.app.keys.texts["window.activity"] ?? ""
        onClicked: root.closed()
    }
    Divider { y: 33; width: parent.width }
    ListView {
        id: works
        y: 34
        width: Math.round(parent.width / 2)
        height: parent.height - y
        clip: true
        focus: true
        activeFocusOnTab: count > 0
        model: root.activity.works
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Going on")
        delegate: ActivityRow {
            required property string workId
            width: works.width
            onOpened: root.activity.show(workId)
            onStopped: root.activity.stop(workId)
        }
        AppText {
            visible: works.count === 0
            x: 16
            y: 8
            color: Theme.text2
            text: qsTr("Nothing runs now.")
        }
    }
    Divider { vertical: true; x: done.x; y: 34; height: parent.height - y }
    ListView {
        id: done
        x: works.width
        y: 34
        width: parent.width - x
        height: parent.height - y
        clip: true
        activeFocusOnTab: count > 0
        model: root.activity.said
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}
        Accessible.role: Accessible.List
        Accessible.name: qsTr("Done since the window opened")
        delegate: ActivityNote {
            width: done.width
            onUndone: root.app.undo()
        }
        AppText {
            visible: done.count === 0
            x: 13
            y: 8
            color: Theme.text2
            text: qsTr("Nothing yet.")
        }
    }
}
