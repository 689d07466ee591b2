// SPDX-License-Identifier: GPL-3.0-or-later
// Past and future of all jobs on one time axis: at the left what shows, then the tools, the days, the load and a legend.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

AppPage {
    id: root

    required property M.CalendarPage page
    property bool outline: false
    property bool painting: false          // dragging makes a blackout
    readonly property bool narrow: width < 900
    readonly property bool overlay: width < 1200
    readonly property bool hourly: page.view === M.CalendarPage.Week || page.view === M.CalendarPage.Day

    function leave(): void {
        if (painting)
            painting = false;
        else
            page.choose(-1);
    }

    onFindRequested: tools.focusView()
    Keys.onEscapePressed: leave()
    Keys.onPressed: event => event.accepted = keys.act(page.app.keys.action("calendar", event.key, event.modifiers))
        || (event.modifiers & ~Qt.KeypadModifier) === 0 && keys.walk(event.key)

    QtObject {
        id: keys
        // Whether the key means something here.
        function act(what: string): bool {
            switch (what) {
            case "today": root.page.goToday(); return true;
            case "month": root.page.setView(M.CalendarPage.Month); return true;
            case "week": root.page.setView(M.CalendarPage.Week); return true;
            case "day": root.page.setView(M.CalendarPage.Day); return true;
            case "heat": root.page.setView(M.CalendarPage.HeatMap); return true;
            case "timeline": root.page.setView(M.CalendarPage.Timeline); return true;
            case "zoom-in": grid.zoomBy(1.25); return true;
            case "zoom-out": grid.zoomBy(1 / 1.25); return true;
            case "next-failure": root.page.nextFailure(1); return true;
            case "previous-failure": root.page.nextFailure(-1); return true;
            case "skip": root.page.skip(root.page.chosen); return true;
            case "earlier": root.page.moveBy(root.page.chosen, -15); return true;
            case "later": root.page.moveBy(root.page.chosen, 15); return true;
            case "blackout": blackout.ask(); return true;
            case "outline": root.outline = !root.outline; return true;
            }
            return false;
        }
        function walk(key: int): bool {
            switch (key) {
            case Qt.Key_Left: root.page.step(-1); return true;
            case Qt.Key_Right: root.page.step(1); return true;
            case Qt.Key_Up: root.page.chooseNext(-1); return true;
            case Qt.Key_Down: root.page.chooseNext(1); return true;
            case Qt.Key_Return:
            case Qt.Key_Enter: if (root.page.chosen >= 0) root.page.app.navigate("jobs", root.page.chosenJob); return root.page.chosen >= 0;
            }
            return false;
        }
    }

    CalendarSide {
        id: side
        visible: !root.narrow
        width: visible ? 212 : 0
        height: parent.height
        page: root.page
    }
    CalendarTools {
        id: tools
        x: side.width
        width: parent.width - x
        page: root.page
        outline: root.outline
        painting: root.painting
        onOutlineToggled: root.outline = !root.outline
        onPaintToggled: { root.painting = !root.painting; grid.forceActiveFocus(Qt.OtherFocusReason); }
    }
    PageStates {
        id: states
        x: side.width
        y: tools.height
        width: parent.width - x
        height: parent.height - y
        focus: true
        page: root.page
        emptyIcon: "calendar-days"
        emptyTitle: qsTr("Nothing is planned yet")
        emptyText: qsTr("Runs and planned fires of your jobs appear here on one time axis.")
        emptyAction: qsTr("New job")
        onEmptyActionTriggered: root.page.app.navigate("job-editor")

        CalendarWeek {
            id: grid
            width: parent.width - drawer.room
            height: parent.height - legend.height
            visible: root.hourly && !root.outline
            focus: visible
            page: root.page
            painting: root.painting
            onPainted: (day, from, to) => { root.painting = false; blackout.askFor(day, from, to); }
        }
        Later {
            wanted: root.page.view === M.CalendarPage.Month && !root.outline
            CalendarMonthView {
                width: (parent ? parent.width : 0) - drawer.room
                height: parent ? parent.height : 0
                visible: root.page.view === M.CalendarPage.Month && !root.outline
                focus: visible
                page: root.page
            }
        }
        Later {
            wanted: root.page.view === M.CalendarPage.HeatMap && !root.outline
            CalendarHeat {
                anchors.fill: parent
                visible: root.page.view === M.CalendarPage.HeatMap && !root.outline
                focus: visible
                page: root.page
            }
        }
        Later {
            wanted: root.page.view === M.CalendarPage.Timeline && !root.outline
            CalendarLanes {
                anchors.fill: parent
                anchors.bottomMargin: legend.height
                visible: root.page.view === M.CalendarPage.Timeline && !root.outline
                focus: visible
                page: root.page
            }
        }
        Later {
            wanted: root.outline
            CalendarOutline {
                width: (parent ? parent.width : 0) - drawer.room
                height: parent ? parent.height : 0
                visible: root.outline
                focus: visible
                page: root.page
            }
        }
        Rectangle {
            anchors.fill: parent
            visible: nothing.visible
            color: Theme.bg
        }
        StateFiltered {
            id: nothing
            anchors.fill: parent
            visible: root.page.filteredOut && (root.hourly || root.outline || root.page.view === M.CalendarPage.Timeline)
            title: qsTr("Nothing of this time is shown")
            text: qsTr("There are runs and planned runs, but what is ticked at the left leaves all of them out.")
            waysOut: root.page.waysOut
            onChosen: index => root.page.takeWayOut(index)
            onCleared: root.page.clearFilters()
        }
        CalendarLegend {
            id: legend
            visible: (root.hourly || root.page.view === M.CalendarPage.Timeline) && !root.outline
            anchors.bottom: parent.bottom
            width: parent.width - drawer.room
            height: visible ? 28 : 0
            page: root.page
            painting: root.painting
        }
    }
    CalendarDrawer {
        id: drawer
        readonly property real room: visible && !root.overlay ? width : 0   // taken from the page
        visible: root.page.chosen >= 0 && states.hasContent && (root.hourly || root.outline)
        x: parent.width - width
        y: tools.height
        height: parent.height - y
        page: root.page
        overlay: root.overlay
        onClosed: { root.page.choose(-1); grid.forceActiveFocus(Qt.OtherFocusReason); }
    }
    CalendarBlackout {
        id: blackout
        page: root.page
        onClosed: grid.forceActiveFocus(Qt.OtherFocusReason)
    }
}
