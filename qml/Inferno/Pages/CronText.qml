// SPDX-License-Identifier: GPL-3.0-or-later
// The expression as five coloured fields over the line in which it is typed: the text is the model of all strips.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.ScheduleBuilder schedule
    readonly property list<color> inks: [Theme.c1Ink, Theme.c6Ink, Theme.c3Ink, Theme.c4Ink, Theme.accent]
    readonly property list<string> titles: [qsTr("minute"), qsTr("hour"), qsTr("day"), qsTr("month"), qsTr("weekday")]
    // A strip that has the focus lights its field here.
    property int stripField: -1
    readonly property int field: line.activeFocus ? schedule.fieldAt(line.cursorPosition) : stripField
    readonly property int caretField: line.activeFocus ? schedule.fieldAt(line.cursorPosition) : -1

    function textOf(index: int): string { return schedule.fieldTexts[index] ?? ""; }
    function edit(): void {
        line.forceActiveFocus(Qt.ShortcutFocusReason);
        line.selectAll();
    }

    implicitWidth: 316
    implicitHeight: 64 + 8 + Theme.control + (note.visible ? note.height + fix.height + 4 : 0)

    Connections {
        target: root.schedule
        function onChanged(): void {
            if (line.text !== root.schedule.text)
                line.text = root.schedule.text;
        }
    }

    Rectangle {
        width: parent.width
        height: 64
        radius: Theme.radiusControl
        color: Theme.field
        border.color: !root.schedule.valid && !root.schedule.empty ? Theme.failed : Theme.borderStrong
        AppText {
            visible: root.schedule.empty
            anchors.centerIn: parent
            color: Theme.text3
            text: qsTr("no schedule: runs on request")
        }
        Row {
            visible: !root.schedule.empty
            anchors.fill: parent
            anchors.leftMargin: 8
            anchors.rightMargin: 8
            Repeater {
                model: 5
                Item {
                    id: part
                    required property int index
                    readonly property bool wrong: root.schedule.errorField === index
                    width: (root.width - 16) / 5
                    height: 64
                    AppText {
                        y: 6
                        width: parent.width
                        horizontalAlignment: Text.AlignHCenter
                        font: root.textOf(part.index).length > 5 ? Theme.mono : Theme.monoLarge
                        color: part.wrong ? Theme.failed : root.inks[part.index]
                        text: root.textOf(part.index)
                    }
                    AppText {
                        y: 36
                        width: parent.width
                        horizontalAlignment: Text.AlignHCenter
                        font: root.field === part.index ? Theme.captionStrong : Theme.caption
                        color: root.field === part.index ? Theme.text : Theme.text3
                        text: root.titles[part.index]
                    }
                    Rectangle {
                        visible: root.field === part.index
                        x: 4
                        y: 56
                        width: parent.width - 8
                        height: 2
                        color: root.inks[part.index]
                    }
                }
            }
        }
    }
    TextField {
        id: line
        y: 72
        width: parent.width
        focus: true
        mono: true
        label: qsTr("Schedule as text: minute, hour, day, month, weekday")
        placeholderText: qsTr("for example 15 2 * * 1-5")
        errorText: root.schedule.errorText.length > 0 ? " " : ""
        onTextEdited: root.schedule.text = text
        Component.onCompleted: text = root.schedule.text
        // The characters that cannot be read.
        Rectangle {
            readonly property rect from: line.length >= 0 ? line.positionToRectangle(root.schedule.errorFrom) : Qt.rect(0, 0, 0, 0)
            readonly property rect to: line.length >= 0 ? line.positionToRectangle(root.schedule.errorFrom + Math.max(1, root.schedule.errorLength)) : Qt.rect(0, 0, 0, 0)
            visible: root.schedule.errorText.length > 0 && root.schedule.errorFrom >= 0
            x: line.leftPadding + from.x
            y: from.y + from.height - 1
            width: Math.max(6, to.x - from.x)
            height: 2
            color: Theme.failed
        }
    }
    AppText {
        id: note
        visible: root.schedule.errorText.length > 0
        y: 72 + Theme.control + 4
        width: parent.width
        wrapMode: Text.Wrap
        font: Theme.label
        color: Theme.failed
        text: root.schedule.errorHint.length > 0
            //: What is wrong with an expression, then what to do.
            ? qsTr("%1. %2").arg(root.schedule.errorText).arg(root.schedule.errorHint) : root.schedule.errorText
        Accessible.role: Accessible.AlertMessage
        Accessible.name: text
    }
    Link {
        id: fix
        visible: root.schedule.errorFix.length > 0
        height: visible ? 20 : 0
        y: note.y + note.height
        text: root.schedule.errorFix
        onClicked: { root.schedule.text = root.schedule.errorFixText; root.edit(); }
    }
}
