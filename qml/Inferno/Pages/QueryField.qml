// SPDX-License-Identifier: GPL-3.0-or-later
// The line of a query, in the colours of its parts, with what it could go on with below it. Enter asks; Tab takes the
// marked suggestion or the first, Ctrl+Space shows them again; down goes into them, or out of the field where there are
// none (`exited`).
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Pages
import Inferno.Theme

FocusScope {
    id: root

    required property M.QueryCompleter completer
    property alias text: edit.text
    property string errorText: ""
    property string note: ""               // at the right: what the search looked at
    property string placeholderText: ""
    property string label: ""
    property string keys: ""
    property bool offering: false          // suggestions are shown

    signal accepted()
    signal exited()

    function complete(index: int): void {
        const line = completer.accept(index);
        edit.text = line;
        edit.cursorPosition = completer.cursor;
        offer();
    }
    function offer(): void {
        offering = edit.activeFocus;
        suggestions.current = -1;
        completer.update(edit.text, edit.cursorPosition);
    }
    function key(event: KeyEvent): bool {
        const open = suggestions.visible;
        if (event.key === Qt.Key_Down) {
            if (!open || !suggestions.move(1))
                exited();
        } else if (event.key === Qt.Key_Space && event.modifiers === Qt.ControlModifier) {
            offer();
        } else if (event.key === Qt.Key_Up) {
            suggestions.move(-1);
        } else if (event.key === Qt.Key_Tab && open) {
            complete(Math.max(0, suggestions.current));
        } else if (event.key === Qt.Key_Tab || event.key === Qt.Key_Backtab) {
            offering = false;
            edit.nextItemInFocusChain(event.key === Qt.Key_Tab).forceActiveFocus(Qt.TabFocusReason);
        } else if (event.key === Qt.Key_Escape && (open || edit.text.length > 0)) {
            if (!open) { edit.text = ""; accepted(); }
            offering = false;
        } else if (event.key === Qt.Key_Return || event.key === Qt.Key_Enter) {
            if (open && suggestions.current >= 0) { complete(suggestions.current); return true; }
            offering = false;
            accepted();
        } else {
            return false;
        }
        return true;
    }

    implicitHeight: Theme.control
    z: 10

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusControl
        color: root.enabled ? Theme.field : Theme.bg
        border.color: root.errorText.length > 0 ? Theme.failed : edit.activeFocus ? Theme.accent : Theme.borderStrong
        FocusRing { shown: edit.activeFocus }
    }
    AppIcon { x: 9; anchors.verticalCenter: parent.verticalCenter; name: "search"; size: Theme.iconBadge; color: Theme.text3 }
    Flickable {
        id: view
        x: 30
        width: side.x - x - 8
        height: parent.height
        contentWidth: Math.max(width, edit.contentWidth + 2)
        interactive: false
        clip: true
        TextEdit {
            id: edit
            width: view.contentWidth
            height: view.height
            focus: true
            activeFocusOnTab: true
            verticalAlignment: TextEdit.AlignVCenter
            textFormat: TextEdit.PlainText
            wrapMode: TextEdit.NoWrap
            font: Theme.mono
            color: Theme.text
            selectionColor: Theme.accent
            selectedTextColor: Theme.inkOnAccent
            selectByMouse: true
            Accessible.role: Accessible.EditableText
            Accessible.name: root.label
            Accessible.description: root.errorText
            Keys.priority: Keys.BeforeItem
            Keys.onPressed: event => event.accepted = root.key(event)
            onTextChanged: {
                if (text.indexOf("\n") >= 0)
                    text = text.replace(/\n/g, " ");
                if (activeFocus)
                    root.offer();
            }
            onActiveFocusChanged: if (!activeFocus) root.offering = false
            onCursorRectangleChanged: {
                const at = cursorRectangle.x;
                view.contentX = Math.max(0, Math.min(Math.max(at - view.width + 8, view.contentX), at - 8));
            }
        }
        QueryColors { target: edit.textDocument; field: Theme.c1Ink; value: Theme.c3Ink; number: Theme.c6Ink; operators: Theme.accent }
    }
    AppText {
        x: 30
        width: view.width
        anchors.verticalCenter: parent.verticalCenter
        visible: edit.length === 0
        color: Theme.text3
        text: root.placeholderText
    }
    Row {
        id: side
        anchors.right: parent.right
        anchors.rightMargin: 8
        height: parent.height
        spacing: 6
        AppIcon { anchors.verticalCenter: parent.verticalCenter; visible: root.errorText.length > 0; name: "octagon-x"; size: Theme.iconSmall; color: Theme.failed }
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            visible: text.length > 0 && root.width > 420
            width: Math.min(implicitWidth, root.width / 2)
            font: Theme.label
            color: root.errorText.length > 0 ? Theme.failed : Theme.text3
            text: root.errorText.length > 0 ? root.errorText : edit.length > 0 ? root.note : ""
        }
        KeyHint { anchors.verticalCenter: parent.verticalCenter; visible: edit.length === 0 && !edit.activeFocus; keys: root.keys }
    }
    AuditSuggestions {
        id: suggestions
        y: parent.height + 4
        width: Math.min(parent.width, 460)
        visible: root.offering && edit.activeFocus && count > 0
        completer: root.completer
        onChosen: index => root.complete(index)
    }
}
