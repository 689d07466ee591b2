// SPDX-License-Identifier: GPL-3.0-or-later
// Who is here, and how the window looks to them.
import QtQuick
import QtQuick.Templates as T
import Inferno.App
import Inferno.Controls
import Inferno.Models
import Inferno.Theme

T.Button {
    id: root

    required property AppState app
    required property WindowSettings settings
    property bool wide: true

    signal keysRequested()

    implicitHeight: 32
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    text: app.userName
    Accessible.role: Accessible.ButtonMenu
    //: Accessible name of the button with the user's name: %1 is the name.
    Accessible.name: qsTr("%1, appearance and keys").arg(app.userName)
    Keys.onReturnPressed: clicked()
    onClicked: menu.popup(root, 0, -menu.height - 4)

    background: Rectangle {
        radius: Theme.radiusControl
        color: root.down ? Theme.track : root.hovered ? Theme.rowHover : Theme.clear
    }
    Rectangle {
        id: face
        x: root.wide ? 6 : (root.width - width) / 2
        anchors.verticalCenter: parent.verticalCenter
        width: 22
        height: 22
        radius: 11
        color: Theme.accentTint
        AppText {
            anchors.centerIn: parent
            font: Theme.captionStrong
            color: Theme.accent
            text: root.app.userInitials
        }
    }
    AppText {
        visible: root.wide
        x: 38
        width: root.width - x - 4
        anchors.verticalCenter: parent.verticalCenter
        font: Theme.bodyMedium
        text: root.text
    }
    FocusRing { shown: root.visualFocus; gap: -2 }

    Menu {
        id: menu
        Menu {
            //: Menu with the choices light, dark, high contrast and as the desktop.
            title: qsTr("Theme")
            ChoiceItem { text: qsTr("As the desktop"); ticked: root.settings.themeMode === Theme.System; onTriggered: root.settings.themeMode = Theme.System }
            ChoiceItem { text: qsTr("Light"); ticked: root.settings.themeMode === Theme.Light; onTriggered: root.settings.themeMode = Theme.Light }
            ChoiceItem { text: qsTr("Dark"); ticked: root.settings.themeMode === Theme.Dark; onTriggered: root.settings.themeMode = Theme.Dark }
            //: A theme of white on black with strong edges.
            ChoiceItem { text: qsTr("High contrast"); ticked: root.settings.themeMode === Theme.HighContrast; onTriggered: root.settings.themeMode = Theme.HighContrast }
            //: A theme of black on white with strong edges.
            ChoiceItem { text: qsTr("High contrast, light"); ticked: root.settings.themeMode === Theme.HighContrastLight; onTriggered: root.settings.themeMode = Theme.HighContrastLight }
        }
        Menu {
            //: Menu with the heights of rows.
            title: qsTr("Density")
            ChoiceItem { text: qsTr("Compact"); ticked: root.settings.density === Theme.Compact; onTriggered: root.settings.density = Theme.Compact }
            ChoiceItem { text: qsTr("Comfortable"); ticked: root.settings.density === Theme.Comfortable; onTriggered: root.settings.density = Theme.Comfortable }
            ChoiceItem { text: qsTr("Spacious"); ticked: root.settings.density === Theme.Spacious; onTriggered: root.settings.density = Theme.Spacious }
        }
        ChoiceItem {
            text: qsTr("Reduce motion")
            ticked: root.settings.reduceMotion
            onTriggered: root.settings.reduceMotion = !root.settings.reduceMotion
        }
        MenuSeparator {}
        MenuItem {
            text: qsTr("Keys…")
            iconName: "keyboard"
            keys: root.app.keys.texts["window.keys"] ?? ""
            onTriggered: root.keysRequested()
        }
    }
}
