// SPDX-License-Identifier: GPL-3.0-or-later
// All controls and states on one sheet, for designers and for the tests that walk them: inferno-desktop --gallery.
import QtQuick
import Inferno.App
import Inferno.Theme

Window {
    id: root

    property int themeMode: -1 // of Theme.Mode; -1 leaves it as it is

    readonly property string themeName: Theme.contrast
        ? (Theme.dark ? qsTr("Inferno, high contrast") : qsTr("Inferno, high contrast, light"))
        : Theme.dark ? qsTr("Inferno dark") : qsTr("Inferno light")

    width: 1440
    height: 1140
    minimumWidth: Theme.windowMinWidth
    minimumHeight: Theme.windowMinHeight
    color: Theme.bg
    //: Title of the window that shows all controls.
    title: qsTr("Inferno: controls and states")

    Component.onCompleted: if (themeMode >= 0) Theme.mode = themeMode

    Flickable {
        id: view
        anchors.fill: parent
        contentWidth: width
        contentHeight: sheet.height + 48
        boundsBehavior: Flickable.StopAtBounds

        Column {
            id: sheet
            objectName: "sheet"
            x: 24
            y: 24
            width: view.width - 48
            spacing: 24
            Row {
                spacing: 12
                Logo { size: 28 }
                AppText { font: Theme.page; text: root.themeName }
            }
            Row {
                spacing: 48
                GalleryStatus {}
                GalleryControls { width: sheet.width - x }
            }
            GalleryMatrix {}
            GalleryPanes { width: parent.width }
            GalleryStates { width: parent.width }
        }
    }
}
