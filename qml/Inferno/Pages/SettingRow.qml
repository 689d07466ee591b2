// SPDX-License-Identifier: GPL-3.0-or-later
// A setting: its name in words, what it means, its control at the right; below, when asked for, its default, where its
// value comes from, its key in the file, and the line for the command line. Ctrl+Backspace resets it.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.SettingsPage page
    required property int index
    required property string key
    required property string title
    required property string help
    required property string where
    required property string kind
    required property string value
    required property string unit
    required property list<string> choices
    required property int choiceAt
    required property string defaultText
    required property bool changed
    required property bool canReset
    required property string origin
    required property string note
    required property bool restart
    required property bool pending
    required property string command
    required property string problem
    property bool opened: false
    readonly property bool windows: key.startsWith("window.")
    readonly property bool writable: windows || page.writable

    function reset(): void { if (canReset && writable) page.settings.reset(key); }
    function keyPressed(event: var): void {
        if (canReset && page.app.keys.action("settings", event.key, event.modifiers) === "reset") {
            event.accepted = true;
            reset();
        }
    }

    implicitHeight: words.height + (opened ? details.height + 12 : 0) + 14
    Accessible.role: Accessible.Grouping
    Accessible.name: title
    Keys.onPressed: event => root.keyPressed(event)
    onKeyChanged: opened = false

    Column {
        id: words
        x: 12
        y: 7
        width: control.x - x - 16
        spacing: 0
        Row {
            width: parent.width
            height: 20
            spacing: 6
            AppText {
                id: name
                width: Math.min(implicitWidth, parent.width - (tag.visible ? tag.width + 6 : 0) - (undo.visible ? undo.width + 6 : 0))
                font: Theme.bodyMedium
                text: root.where.length > 0
                    //: A setting that a search found: its category, then its name.
                    ? qsTr("%1 › %2").arg(root.where).arg(root.title) : root.title
            }
            Rectangle {
                id: tag
                visible: root.changed
                anchors.verticalCenter: parent.verticalCenter
                width: mark.implicitWidth + 10
                height: Theme.tag
                radius: 3
                color: Theme.accentTint
                AppText {
                    id: mark
                    anchors.centerIn: parent
                    font: Theme.caption
                    color: Theme.accent
                    text: root.pending
                        //: A changed setting that counts after the next start of the service.
                        ? qsTr("changed, waits for a restart") : qsTr("changed")
                }
            }
            IconButton {
                id: undo
                visible: root.canReset
                enabled: root.writable
                reason: root.page.whyNot
                anchors.verticalCenter: parent.verticalCenter
                implicitHeight: 20
                iconName: "rotate-ccw"
                iconSize: Theme.iconSmall
                keys: root.page.app.keys.texts["settings.reset"] ?? ""
                //: Gives a setting its former value: %1 is its name, %2 the value.
                text: qsTr("Reset %1 to %2").arg(root.title).arg(root.defaultText)
                onClicked: root.reset()
            }
        }
        Row {
            width: parent.width
            height: 16
            spacing: 6
            AppText {
                id: meaning
                width: Math.min(implicitWidth, parent.width - (keyWord.visible ? keyWord.width + 6 : 0))
                font: Theme.label
                color: Theme.text2
                text: root.help
                HoverHandler { id: over; enabled: meaning.truncated }
                Tip { text: root.help; shown: over.hovered }
            }
            AppText {
                id: keyWord
                visible: !root.windows && root.width > 560
                font: Theme.monoCaption
                color: Theme.text3
                text: root.key
            }
        }
        AppText {
            width: parent.width
            visible: text.length > 0
            font: Theme.label
            color: root.problem.length > 0 ? Theme.failed : Theme.text3
            wrapMode: Text.Wrap
            text: root.problem.length > 0 ? root.problem : root.note
        }
    }
    SettingControl {
        id: control
        x: parent.width - width - more.width - 16
        y: (words.height + 14 - height) / 2
        focus: true
        settings: root.page.settings
        key: root.key
        title: root.title
        help: root.help
        kind: root.kind
        value: root.value
        unit: root.unit
        choices: root.choices
        choiceAt: root.choiceAt
        defaultText: root.defaultText
        problem: root.problem
        writable: root.writable
        widest: Math.min(260, root.width * 0.36)
        onKeyPressed: event => root.keyPressed(event)
    }
    IconButton {
        id: more
        x: parent.width - width - 8
        y: (words.height + 14 - height) / 2
        iconName: root.opened ? "chevron-up" : "chevron-down"
        iconSize: Theme.iconSmall
        //: Shows or hides where a setting comes from: %1 is its name.
        text: root.opened ? qsTr("Less about %1").arg(root.title) : qsTr("More about %1").arg(root.title)
        onClicked: root.opened = !root.opened
    }
    SettingDetails {
        id: details
        visible: root.opened
        x: 12
        y: words.y + words.height + 10
        width: parent.width - 24
        key: root.key
        unit: root.unit
        defaultText: root.defaultText
        origin: root.origin
        command: root.command
        restart: root.restart
        ofWindow: root.windows
        again: root.key.startsWith("window.") && root.pending
        onAgainAsked: root.page.app.appearance.openAgain()
    }
    Divider { anchors.bottom: parent.bottom; width: parent.width }
}
