// SPDX-License-Identifier: GPL-3.0-or-later
// The top bar: logo over the rail, back and forward, path, the field that opens the palette, service, vault, bell.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.App
import Inferno.Controls
import Inferno.Models
import Inferno.Theme

FocusScope {
    id: root

    required property AppState app
    property int railWidth: Theme.railWide

    signal paletteRequested()

    implicitHeight: Theme.topBar
    Accessible.role: Accessible.ToolBar
    //: Accessible name of the bar along the top of the window.
    Accessible.name: qsTr("Top bar")

    Rectangle {
        anchors.fill: parent
        color: Theme.surface
        Rectangle { anchors.bottom: parent.bottom; width: parent.width; height: 1; color: Theme.border }
    }
    Logo { x: 14; anchors.verticalCenter: parent.verticalCenter }
    AppText {
        x: 52
        anchors.verticalCenter: parent.verticalCenter
        visible: root.railWidth > 120
        font: Theme.emphasis
        text: "Inferno"
    }
    Row {
        id: ways
        x: root.railWidth + 8
        anchors.verticalCenter: parent.verticalCenter
        spacing: 4
        IconButton {
            iconName: "arrow-left"
            iconSize: Theme.icon
            enabled: root.app.canGoBack
            //: Goes to the page before.
            text: qsTr("Back")
            keys: root.app.keys.texts["window.back"] ?? ""
            onClicked: root.app.goBack()
        }
        IconButton {
            iconName: "arrow-right"
            iconSize: Theme.icon
            enabled: root.app.canGoForward
            //: Goes to the page after.
            text: qsTr("Forward")
            keys: root.app.keys.texts["window.forward"] ?? ""
            onClicked: root.app.goForward()
        }
    }
    Row {
        id: path
        x: ways.x + ways.width + 12
        width: Math.max(0, search.x - x - 12)
        anchors.verticalCenter: parent.verticalCenter
        spacing: 8
        clip: true
        Repeater {
            model: root.app.path
            Row {
                id: step
                required property string modelData
                required property int index
                readonly property bool last: index === root.app.path.length - 1
                spacing: 8
                AppIcon {
                    visible: step.index > 0
                    anchors.verticalCenter: parent.verticalCenter
                    name: "chevron-right"
                    size: Theme.iconSmall
                    color: Theme.text3
                }
                AppText {
                    width: Math.min(implicitWidth, step.last ? Math.max(24, path.width - step.x - (step.index > 0 ? 20 : 0)) : path.width / 2)
                    font: step.last ? Theme.bodyStrong : Theme.bodyMedium
                    color: step.last ? Theme.text : Theme.text2
                    text: step.modelData
                }
            }
        }
    }
    PaletteButton {
        id: search
        readonly property real most: chips.x - (ways.x + ways.width) - 120
        focus: true
        width: Math.max(160, Math.min(360, most))
        x: Math.round(Math.min(chips.x - width - 12, Math.max((root.width - width) / 2, ways.x + ways.width + 96)))
        anchors.verticalCenter: parent.verticalCenter
        keys: root.app.keys.texts["window.palette"] ?? ""
        onClicked: root.paletteRequested()
    }
    Row {
        id: chips
        anchors.right: parent.right
        anchors.rightMargin: 12
        anchors.verticalCenter: parent.verticalCenter
        spacing: 8
        TimeRange {
            visible: root.app.currentPage === "audit"
            filter: (root.app.pageObject("audit") as AuditPage).filter
        }
        ServiceChip { app: root.app }
        VaultChip { app: root.app }
        IconButton {
            iconName: "bell-ring"
            iconSize: Theme.icon
            badge: root.app.attentionCount
            text: root.app.attentionCount > 0
                //: Tooltip and name of the bell: how many jobs failed.
                ? qsTr("%n jobs need attention", "", root.app.attentionCount) : qsTr("Nothing needs attention")
            onClicked: root.app.navigate("jobs", "?status=failed")
        }
    }
}
