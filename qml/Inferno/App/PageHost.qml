// SPDX-License-Identifier: GPL-3.0-or-later
// The place of pages: each is made when it is first shown, and stays, so that coming back finds it as it was. With
// `ahead` the others are made after the first, one at a time, so that none has to be waited for. Each at once: a Loader
// of Qt 6.4 that makes its item in pieces may crash when it is told to be quick, or to stop.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models
import Inferno.Theme

FocusScope {
    id: root

    required property AppState app
    property AppPage current: null
    property bool ahead: false
    property int turn: -1        // the place that is made ahead now
    readonly property bool allMade: turn >= places.count

    function refreshPage(): void {
        const page = app.pageObject(app.currentPage) as PageObject;
        if (page)
            page.refresh();
    }
    function findOnPage(): void { if (current) current.findRequested(); }
    function savePage(): void { if (current) current.saveRequested(); }

    Accessible.role: Accessible.Pane
    Accessible.name: app.pages.title(app.currentPage)

    Rectangle { anchors.fill: parent; color: Theme.bg }
    Timer {
        interval: 300
        repeat: true
        running: root.ahead && !root.allMade && root.app.connected
        onTriggered: root.turn += 1
    }
    Repeater {
        id: places
        model: root.app.pages
        FocusScope {
            id: place

            required property string pageId
            required property url source
            required property string title
            required property int index
            readonly property bool due: root.turn === index
            readonly property bool shown: root.app.currentPage === pageId

            function show(): void {
                if (!shown)
                    return;
                load();
                root.current = loader.item as AppPage;
            }
            function load(): void {
                if (loader.status === Loader.Null)
                    loader.setSource(source, { page: root.app.pageObject(pageId) });
            }

            anchors.fill: parent
            visible: shown
            focus: shown
            onShownChanged: show()
            onDueChanged: if (due) load()
            Component.onCompleted: show()

            Loader {
                id: loader
                anchors.fill: parent
                focus: true
            }
            Repeater {
                model: loader.status === Loader.Error ? 1 : 0
                StateError {
                    anchors.fill: parent
                    //: A page of the window is broken.
                    title: qsTr("%1 cannot be shown").arg(place.title)
                    text: qsTr("This page could not be loaded. The terminal or the journal has the reason.")
                    code: place.pageId
                    onRetried: {
                        loader.source = "";
                        place.show();
                    }
                }
            }
        }
    }
}
