// SPDX-License-Identifier: GPL-3.0-or-later
// The questions that are kept: what is asked for now gets a name here, and those that have one are asked again. Enter
// asks, F2 renames, Delete removes; what was removed comes back by Undo.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

T.Popup {
    id: root

    required property M.SavedQueries saved
    required property M.AuditFilter filter
    property string error: ""
    property int renaming: -1

    function keep(): void {
        error = saved.save(name.text);
        if (error.length === 0)
            close();
    }
    function ask(row: int): void {
        saved.apply(row);
        close();
    }
    function rename(row: int, words: string): void {
        error = saved.rename(row, words);
        if (error.length > 0)
            return;
        renaming = -1;
        list.forceActiveFocus(Qt.TabFocusReason);
    }

    width: 400
    implicitHeight: contentItem.implicitHeight + 2 * padding
    padding: 12
    margins: 8
    focus: true
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
    background: MenuPanel {}
    onAboutToShow: {
        error = "";
        renaming = -1;
        name.text = saved.currentName;
    }
    onOpened: (filter.empty && list.count > 0 ? list : name).forceActiveFocus(Qt.TabFocusReason)

    contentItem: Column {
        spacing: 8
        Accessible.role: Accessible.Dialog
        Accessible.name: qsTr("Saved queries")
        AppText { width: parent.width; font: Theme.label; color: Theme.text2; text: root.filter.words }
        Row {
            spacing: 8
            TextField {
                id: name
                width: root.availableWidth - keep.width - 8
                enabled: !root.filter.empty
                label: qsTr("Name of the query")
                placeholderText: root.filter.empty ? qsTr("Nothing is filtered now") : qsTr("Name")
                maximumLength: 80
                onAccepted: root.keep()
                Keys.onDownPressed: list.forceActiveFocus(Qt.TabFocusReason)
            }
            Button {
                id: keep
                kind: Button.Primary
                //: Keeps what is asked for now under the name that was typed.
                text: qsTr("Save")
                Accessible.name: qsTr("Save this query")
                enabled: !root.filter.empty && name.text.trim().length > 0
                reason: root.filter.empty ? qsTr("Nothing is filtered now") : qsTr("Give it a name")
                onClicked: root.keep()
            }
        }
        AppText {
            width: parent.width
            visible: root.error.length > 0
            wrapMode: Text.Wrap
            font: Theme.label
            color: Theme.failed
            text: root.error
            Accessible.role: Accessible.AlertMessage
            Accessible.name: text
        }
        Rectangle { width: parent.width; height: 1; color: Theme.divider }
        AppText { visible: list.count === 0; font: Theme.label; color: Theme.text3; text: qsTr("No query is kept yet") }
        ListView {
            id: list
            width: parent.width
            height: Math.min(contentHeight, 6 * 40)
            visible: count > 0
            clip: true
            activeFocusOnTab: true
            model: root.saved.rows
            boundsBehavior: Flickable.StopAtBounds
            T.ScrollBar.vertical: ScrollBar {}
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Saved queries")
            Keys.onReturnPressed: root.ask(currentIndex)
            Keys.onDeletePressed: root.saved.remove(currentIndex)
            Keys.onPressed: event => {
                event.accepted = event.key === Qt.Key_F2;
                if (event.accepted)
                    root.renaming = currentIndex;
            }
            delegate: AuditSavedRow {
                width: list.width
                marked: list.activeFocus && ListView.isCurrentItem
                renamed: root.renaming === index
                onAsked: root.ask(index)
                onRenameRequested: root.renaming = index
                onRenamedTo: words => root.rename(index, words)
                onRenameLeft: { root.renaming = -1; list.forceActiveFocus(Qt.TabFocusReason); }
                onRemoved: root.saved.remove(index)
            }
        }
        Row {
            visible: root.saved.removedName.length > 0
            spacing: 8
            AppText {
                width: Math.min(implicitWidth, root.availableWidth - 60)
                font: Theme.label
                color: Theme.text2
                //: A kept query was removed; %1 is its name.
                text: qsTr("Deleted “%1”").arg(root.saved.removedName)
            }
            //: Brings back the query that was just removed.
            Link { text: qsTr("Undo"); onClicked: root.saved.undo() }
        }
    }
}
