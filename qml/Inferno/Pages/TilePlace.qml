// SPDX-License-Identifier: GPL-3.0-or-later
// The place of one tile: the tile itself, and in edit mode what moves and hides it.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property int index
    required property string tileId
    required property string title
    required property string source
    property int count: 0
    property M.TileBoard board: null
    property M.OverviewPage page: null
    property bool editing: false
    property real areaWidth: 0
    readonly property rect cell: board.cell(index, areaWidth, count)

    signal moved(int to)
    signal hidden()
    signal focusAsked(int place)
    signal dragged(int to)   // where it would stand; -1: no longer

    function load(): void { loader.setSource(Qt.resolvedUrl(source), { page: page }); }

    x: cell.x + (drag.active ? drag.activeTranslation.x : 0)
    y: cell.y + (drag.active ? drag.activeTranslation.y : 0)
    z: drag.active ? 2 : 0
    width: cell.width
    height: cell.height
    opacity: drag.active ? 0.8 : 1
    activeFocusOnTab: editing
    Accessible.role: editing ? Accessible.ListItem : Accessible.Grouping
    Accessible.name: title
    //: What the keys do with a tile in edit mode.
    Accessible.description: editing ? qsTr("Ctrl with arrows moves it, Delete hides it") : ""
    Component.onCompleted: load()
    onSourceChanged: if (loader.status !== Loader.Null) load()
    Keys.enabled: editing
    Keys.onPressed: event => {
        const step = event.modifiers & Qt.ControlModifier ? 1 : 0;
        event.accepted = true;
        if (event.key === Qt.Key_Right) step ? root.moved(root.index + 1) : root.focusAsked(root.index + 1);
        else if (event.key === Qt.Key_Left) step ? root.moved(Math.max(0, root.index - 1)) : root.focusAsked(root.index - 1);
        else if (event.key === Qt.Key_Delete || event.key === Qt.Key_Backspace) root.hidden();
        else event.accepted = false;
    }

    Loader {
        id: loader
        anchors.fill: parent
        focus: !root.editing
        enabled: !root.editing
    }
    Rectangle {
        visible: root.editing
        anchors.fill: parent
        radius: Theme.radiusCard
        color: Theme.clear
        border.width: 1
        border.color: Theme.accentLine
        HoverHandler { cursorShape: drag.active ? Qt.ClosedHandCursor : Qt.OpenHandCursor }
        TapHandler { onTapped: root.forceActiveFocus(Qt.MouseFocusReason) }
        AppIcon { x: parent.width - 48; y: 9; name: "grip"; size: Theme.iconBadge; color: Theme.text3 }
        IconButton {
            x: parent.width - width - 4
            y: 4
            small: true
            focusPolicy: Qt.NoFocus
            iconName: "x"
            iconSize: Theme.iconSmall
            //: Takes a tile away from the overview.
            text: qsTr("Hide %1").arg(root.title)
            keys: "Del"
            enabled: root.count > 1
            onClicked: root.hidden()
        }
    }
    DragHandler {
        id: drag
        enabled: root.editing
        target: null
        property int to: -1
        onActiveTranslationChanged: if (active) {
            to = root.board.indexAt(root.cell.x + root.cell.width / 2 + activeTranslation.x,
                root.cell.y + root.cell.height / 2 + activeTranslation.y, root.areaWidth);
            root.dragged(to);
        }
        onActiveChanged: if (!active) {
            root.dragged(-1);
            root.moved(to);
        }
    }
    FocusRing { shown: root.editing && root.activeFocus; inner: Theme.radiusCard }
}
