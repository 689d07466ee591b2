// SPDX-License-Identifier: GPL-3.0-or-later
// Past and future of all jobs on one time axis: at the left what shows, then the tools, the days, the load and a legend.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M

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
    Keys.onPressed: event => {
        const plain = event.modifiers === Qt.NoModifier || event.modifiers === Qt.KeypadModifier;
        const shift = event.modifiers === Qt.ShiftModifier;
        const control = event.modifiers === Qt.ControlModifier;
        event.accepted = true;
        if (plain && keys.act(event.key))
            return;
        if (event.key === Qt.Key_Plus || (event.key === Qt.Key_Equal && plain)) grid.zoomBy(1.25);
        else if (event.key === Qt.Key_N && shift) root.page.nextFailure(-1);
        else if (event.key === Qt.Key_Z && control) root.page.undo();
        else if (event.key === Qt.Key_Up && control) root.page.moveBy(root.page.chosen, -15);
        else if (event.key === Qt.Key_Down && control) root.page.moveBy(root.page.chosen, 15);
        else event.accepted = false;
    }

    QtObject {
        id: keys
        // Whether the key means something here.
        function act(key: int): bool {
            switch (key) {
            case Qt.Key_T: root.page.goToday(); return true;
            case Qt.Key_M: root.page.setView(M.CalendarPage.Month); return true;
            case Qt.Key_W: root.page.setView(M.CalendarPage.Week); return true;
            case Qt.Key_D: root.page.setView(M.CalendarPage.Day); return true;
            case Qt.Key_H: root.page.setView(M.CalendarPage.HeatMap); return true;
            case Qt.Key_L: root.page.setView(M.CalendarPage.Timeline); return true;
            case Qt.Key_Left: root.page.step(-1); return true;
            case Qt.Key_Right: root.page.step(1); return true;
            case Qt.Key_Up: root.page.chooseNext(-1); return true;
            case Qt.Key_Down: root.page.chooseNext(1); return true;
            case Qt.Key_Minus: grid.zoomBy(1 / 1.25); return true;
            case Qt.Key_N: root.page.nextFailure(1); return true;
            case Qt.Key_S: root.page.skip(root.page.chosen); return true;
            case Qt.Key_B: blackout.ask(); return true;
            case Qt.Key_O: root.outline = !root.outline; return true;
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
    Toast {
        id: undone
        visible: root.page.undoText.length > 0
        x: side.width + Math.round((parent.width - side.width - width) / 2)
        y: parent.height - height - 44
        text: root.page.undoText
        //: Brings back what was changed.
        action: qsTr("Undo")
        onActionTriggered: root.page.undo()
        onDismissed: root.page.forgetUndo()
        HoverHandler { id: over }
        Timer {
            id: patience
            interval: 10000
            running: undone.visible && !over.hovered
            onTriggered: root.page.forgetUndo()
        }
        onTextChanged: if (text.length > 0) patience.restart()
    }
    CalendarBlackout {
        id: blackout
        page: root.page
        onClosed: grid.forceActiveFocus(Qt.OtherFocusReason)
    }
}
