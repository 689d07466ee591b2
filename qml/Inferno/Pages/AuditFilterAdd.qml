// SPDX-License-Identifier: GPL-3.0-or-later
// Adds a filter: a field, whether it is or is not, and a value, for which the most frequent ones are offered.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

T.Popup {
    id: root

    required property M.AuditPage page
    readonly property M.QueryCompleter completer: page.completer

    function offer(): void { completer.update(field.currentText + ":" + value.text, field.currentText.length + 1 + value.text.length); }
    function put(words: string): void {
        if (words.trim().length === 0)
            return;
        page.filter.addAll(field.currentText, words, how.currentIndex === 1);
        close();
    }

    width: 380
    implicitHeight: contentItem.implicitHeight + 2 * padding
    padding: 12
    margins: 8
    focus: true
    closePolicy: T.Popup.CloseOnEscape | T.Popup.CloseOnPressOutside
    background: MenuPanel {}
    onAboutToShow: {
        value.text = "";
        how.currentIndex = 0;
        offer();
    }
    onOpened: value.forceActiveFocus(Qt.TabFocusReason)

    contentItem: Column {
        spacing: 8
        Accessible.role: Accessible.Dialog
        Accessible.name: qsTr("Add a filter")
        Row {
            spacing: 8
            Select {
                id: field
                width: 176
                label: qsTr("Field")
                model: root.page.fields.names
                onActivated: root.offer()
            }
            SegmentedControl {
                id: how
                label: qsTr("Whether events with the value are shown")
                segments: [
                    //: A filter: the field is this value.
                    Segment { text: qsTr("is") },
                    //: A filter: the field is not this value.
                    Segment { text: qsTr("is not") }
                ]
            }
        }
        Row {
            spacing: 8
            TextField {
                id: value
                width: root.availableWidth - put.width - 8
                mono: true
                label: qsTr("Value")
                placeholderText: qsTr("Value, several with commas; * fits anything")
                onTextEdited: root.offer()
                onAccepted: root.put(text)
                Keys.onDownPressed: list.itemAt(0)?.forceActiveFocus(Qt.TabFocusReason)
            }
            Button {
                id: put
                kind: Button.Primary
                text: qsTr("Add")
                enabled: value.text.trim().length > 0
                reason: qsTr("Type a value, or choose one below")
                onClicked: root.put(value.text)
            }
        }
        Column {
            width: parent.width
            Repeater {
                id: list
                model: root.completer.suggestions
                MenuItem {
                    id: choice
                    required property int index
                    required property string name
                    required note
                    width: root.availableWidth
                    text: name
                    font: Theme.mono
                    highlighted: activeFocus
                    focusPolicy: Qt.StrongFocus
                    Accessible.role: Accessible.ListItem
                    Keys.onDownPressed: list.itemAt(index + 1)?.forceActiveFocus(Qt.TabFocusReason)
                    Keys.onUpPressed: (index > 0 ? list.itemAt(index - 1) : value).forceActiveFocus(Qt.TabFocusReason)
                    Keys.onReturnPressed: root.put(name)
                    onTriggered: root.put(name)
                }
            }
        }
    }
}
