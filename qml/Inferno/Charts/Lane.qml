// SPDX-License-Identifier: GPL-3.0-or-later
// One lane of a Timeline: glyph and name, then the bars, then a note after the last of them.
import QtQuick
import QtQuick.Templates as T
import Inferno.Charts
import Inferno.Controls
import Inferno.Theme

T.AbstractButton {
    id: root

    required property string name
    required property string status
    required property string note
    required property string noteTone
    required property var bars // a list of [from, to, state, kind], see LaneBarsItem
    property int nameWidth: 156
    property real axis: 400
    property color ground: Theme.surface
    property bool focusShown: false
    property real nowAt: 2        // 0..1 of the axis: from there on the ground is that of the future

    signal opened(string name)

    function open(): void { opened(name); }

    implicitHeight: Theme.rowHeight
    hoverEnabled: true
    focusPolicy: Qt.NoFocus
    Accessible.role: Accessible.ListItem
    //: Many planned runs of one job, drawn as one strip.
    readonly property string denseText: drawn.denseCount > 0 ? qsTr("%n planned run(s)", "", drawn.denseCount) : ""

    Accessible.description: denseText
    Accessible.name: note.length > 0
        //: A job on the timeline: its name, its status, a note.
        ? qsTr("%1, %2, %3").arg(name).arg(StatusLook.word(status)).arg(note)
        : qsTr("%1, %2").arg(name).arg(StatusLook.word(status))
    onClicked: open()
    Tip { shown: root.hovered || root.focusShown; text: root.denseText }

    background: Rectangle {
        color: root.hovered ? Theme.rowHover : Theme.clear
        opacity: root.hovered ? 0.6 : 1
        Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.divider }
        FocusRing { shown: root.focusShown; gap: -3 }
    }
    StatusIcon { x: 12; anchors.verticalCenter: parent.verticalCenter; status: root.status }
    AppText {
        x: 32
        width: root.nameWidth - x
        anchors.verticalCenter: parent.verticalCenter
        font: Theme.bodyMedium
        text: root.name
    }
    LaneBars {
        id: drawn
        x: root.nameWidth
        width: root.axis
        height: root.height
        bars: root.bars
    }
    // What is planned behind the words steps back.
    Rectangle {
        visible: words.visible
        anchors.fill: words
        anchors.leftMargin: -4
        anchors.rightMargin: -4
        color: words.x >= root.nameWidth + root.nowAt * root.axis ? Theme.rowHover : root.ground
    }
    AppText {
        id: words
        visible: root.note.length > 0
        x: Math.min(root.nameWidth + drawn.noteAt * root.axis + 8, root.width - width - 8)
        anchors.verticalCenter: parent.verticalCenter
        font: root.noteTone.length > 0 ? Theme.captionStrong : Theme.caption
        color: root.noteTone.length > 0 ? StatusLook.ink(root.noteTone) : Theme.text3
        text: root.note
    }
}
