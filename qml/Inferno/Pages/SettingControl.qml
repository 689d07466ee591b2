// SPDX-License-Identifier: GPL-3.0-or-later
// What a setting is changed with: a switch, a choice, a number or a text; a lock where it cannot be changed here.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.SettingsList settings
    required property string key
    required property string title
    required property string help
    required property string kind
    required property string value
    required property string unit
    required property list<string> choices
    required property int choiceAt
    required property string defaultText
    required property string problem
    property bool writable: true
    property real widest: 260
    readonly property bool isText: kind === "text" || kind === "secret"

    signal keyPressed(var event)

    function commit(words: string): void { settings.set(key, words); }

    implicitWidth: kind === "bool" ? Theme.switchWidth : kind === "number" ? 112
        : kind === "choice" ? choice.implicitWidth : kind === "fixed" ? fixed.width : widest
    implicitHeight: Theme.control

    Switch {
        visible: root.kind === "bool"
        focus: visible
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        enabled: root.writable
        checked: root.value === "true"
        Accessible.name: root.title
        Accessible.description: root.help
        Keys.onPressed: event => root.keyPressed(event)
        onToggled: {
            root.commit(checked ? "true" : "false");
            checked = Qt.binding(() => root.value === "true");
        }
    }
    Select {
        id: choice
        visible: root.kind === "choice"
        focus: visible
        anchors.right: parent.right
        label: root.title
        enabled: root.writable
        model: root.choices
        // Another list of choices begins at its first: what is chosen comes after it.
        readonly property int chosen: root.choiceAt
        onChosenChanged: currentIndex = chosen
        onModelChanged: currentIndex = chosen
        Component.onCompleted: currentIndex = chosen
        Keys.onPressed: event => root.keyPressed(event)
        onActivated: index => {
            root.settings.choose(root.key, index);
            currentIndex = chosen; // until the service has taken it
        }
    }
    TextField {
        id: field
        readonly property string shown: root.kind === "secret" ? "" : root.value
        visible: root.isText || root.kind === "number"
        focus: visible
        width: parent.width
        label: root.title
        mono: true
        enabled: root.writable
        suffix: root.unit
        placeholderText: root.kind === "secret" ? root.value : root.defaultText
        echoMode: root.kind === "secret" ? TextInput.Password : TextInput.Normal
        Accessible.description: root.problem.length > 0 ? root.problem : root.help
        onShownChanged: text = shown
        Component.onCompleted: text = shown
        onEditingFinished: {
            if (text !== shown)
                root.commit(text);
            if (root.kind === "secret")
                clear();
        }
        Keys.onPressed: event => root.keyPressed(event)
        Keys.onEscapePressed: event => {
            event.accepted = text !== shown;
            text = shown;
        }
    }
    Row {
        id: fixed
        visible: root.kind === "fixed"
        anchors.right: parent.right
        height: parent.height
        spacing: 6
        AppIcon { anchors.verticalCenter: parent.verticalCenter; name: "lock"; size: Theme.iconSmall; color: Theme.text3 }
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            width: Math.min(implicitWidth, 220)
            font: Theme.mono
            color: Theme.text2
            //: A setting without a value.
            text: root.value.length > 0 ? root.value + (root.unit.length > 0 ? " " + root.unit : "") : qsTr("not set")
        }
    }
}
