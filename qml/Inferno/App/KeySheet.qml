// SPDX-License-Identifier: GPL-3.0-or-later
// The keys of this page, then those that work everywhere, as they are now.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.App
import Inferno.Controls
import Inferno.Models

Dialog {
    id: root

    required property AppState app
    readonly property string pageTitle: app.pages.title(app.currentPage)

    //: Title of the sheet with all keys.
    title: qsTr("Keys")
    acceptText: qsTr("Close")
    onlyAccept: true
    width: 620
    body: visible ? sheet : null   // its rows are made when somebody looks

    readonly property Component sheet: Flickable {
        implicitHeight: Math.min(content.height, (root.parent ? root.parent.height : 640) - 200)
        width: parent ? parent.width : 0
        contentHeight: content.height
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}
        Column {
            id: content
            width: parent.width
            spacing: 12
            KeyList { width: parent.width; keys: root.app.keys; part: root.app.currentPage; title: root.pageTitle }
            KeyList {
                width: parent.width
                keys: root.app.keys
                part: "window"
                //: Keys that work on every page.
                title: qsTr("Everywhere")
            }
            Link {
                text: qsTr("Change keys in the settings")
                onClicked: {
                    root.close();
                    root.app.navigate("settings", "keyboard");
                }
            }
        }
    }
}
