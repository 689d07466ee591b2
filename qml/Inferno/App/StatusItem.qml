// SPDX-License-Identifier: GPL-3.0-or-later
// One figure of the status bar; leads to its page.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.AbstractButton {
    id: root

    property string iconName: ""
    property color iconColor: Theme.text3
    property string figure: ""
    property string note: ""
    property string about: ""
    property bool quiet: false   // the figure is not the point

    implicitWidth: implicitContentWidth
    implicitHeight: Theme.statusBar
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.role: Accessible.Button
    Accessible.name: text.length > 0 ? text + " " + figure : figure + " " + note
    Accessible.description: about
    Keys.onReturnPressed: clicked()

    contentItem: CenteredRow {
        spacing: 5
        AppIcon {
            anchors.verticalCenter: parent.verticalCenter
            name: root.iconName
            size: Theme.iconSmall
            color: root.iconColor
        }
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            visible: text.length > 0
            font: Theme.caption
            color: root.hovered ? Theme.text : Theme.text2
            text: root.text
        }
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            visible: text.length > 0
            font: Theme.monoCaption
            color: root.quiet ? Theme.text3 : Theme.text
            text: root.figure
        }
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            visible: text.length > 0
            font: Theme.caption
            color: Theme.text3
            text: root.note
        }
    }
    FocusRing { shown: root.visualFocus; gap: -3 }
    Tip { side: Tip.Above; text: root.about; shown: root.hovered || root.visualFocus }
}
