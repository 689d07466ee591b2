// SPDX-License-Identifier: GPL-3.0-or-later
// The place of pages: each is made when it is first shown, and stays, so that coming back finds it as it was.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models
import Inferno.Theme

FocusScope {
    id: root

    required property AppState app
    property AppPage current: null

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
    Repeater {
        model: root.app.pages
        FocusScope {
            id: place

            required property string pageId
            required property url source
            required property string title
            readonly property bool shown: root.app.currentPage === pageId

            function show(): void {
                if (!shown)
                    return;
                if (loader.status === Loader.Null)
                    loader.setSource(source, { page: root.app.pageObject(pageId) });
                root.current = loader.item as AppPage;
            }

            anchors.fill: parent
            visible: shown
            focus: shown
            onShownChanged: show()
            Component.onCompleted: show()

            Loader {
                id: loader
                anchors.fill: parent
                focus: true
            }
            StateError {
                anchors.fill: parent
                visible: loader.status === Loader.Error
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
