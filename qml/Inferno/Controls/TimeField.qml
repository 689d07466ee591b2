// SPDX-License-Identifier: GPL-3.0-or-later
// A day and a clock time, typed as 2026-03-24 09:00. Up and Down change the part that the caret is in; Alt+Down, F4 or
// the button at the right opens a month to choose the day from.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

TextField {
    id: root

    property alias today: days.today   // ISO; without one that of this machine

    function take(line: string): void {
        const caret = cursorPosition;
        if (line === text)
            return;
        text = line;
        cursorPosition = caret;
        textEdited();
    }
    function openMonth(): void {
        days.showChosen();
        month.open();
        month.contentItem.forceActiveFocus(Qt.PopupFocusReason);
    }

    mono: true
    extraRight: 28
    Accessible.description: errorText.length > 0 ? errorText
        //: What a field for a time can do.
        : qsTr("Up and Down change what the caret is in; Alt+Down shows the month")
    Keys.onUpPressed: take(days.stepped(cursorPosition, 1))
    Keys.onPressed: event => {
        const opens = event.key === Qt.Key_F4 || (event.key === Qt.Key_Down && event.modifiers === Qt.AltModifier);
        event.accepted = opens || event.key === Qt.Key_Down;
        if (opens)
            openMonth();
        else if (event.accepted)
            take(days.stepped(cursorPosition, -1));
    }

    MonthDays { id: days; time: root.text }
    IconButton {
        anchors.right: parent.right
        anchors.rightMargin: 2
        anchors.verticalCenter: parent.verticalCenter
        small: true
        focusPolicy: Qt.NoFocus // Alt+Down opens it
        iconName: "calendar-days"
        //: Opens a month to choose a day from.
        text: qsTr("Choose a day")
        keys: "Alt+Down"
        onClicked: { root.forceActiveFocus(Qt.MouseFocusReason); root.openMonth(); }
    }
    T.Popup {
        id: month
        x: root.width - width
        y: root.height + 4
        width: 220
        margins: 8
        padding: 12
        focus: true
        onClosed: root.forceActiveFocus(Qt.PopupFocusReason)
        background: MenuPanel {}
        contentItem: MonthGrid {
            focus: true
            days: days
            title: days.title
            weekdays: days.weekdays
            onStepped: by => days.step(by)
            onChosen: date => { month.close(); root.take(days.withDay(date)); }
        }
    }
}
