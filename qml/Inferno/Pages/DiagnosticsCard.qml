// SPDX-License-Identifier: GPL-3.0-or-later
// Facts for a report of a problem: shown whole before they are copied. No secrets, no names of jobs or people.
import QtQuick
import Inferno.Controls
import Inferno.Models as M

Card {
    id: root

    required property M.SettingsPage page

    title: qsTr("Facts for a report")
    subtitle: qsTr("nothing of jobs, events or people")
    actions: Button {
        iconName: "copy"
        text: qsTr("Copy as text")
        onClicked: {
            clip.copy(root.page.service.asText);
            root.page.app.say(qsTr("The facts are in the clipboard"));
        }
    }

    FactList {
        width: parent.width
        labelWidth: 136
        source: root.page.service.lines
    }
    Clip { id: clip }
}
