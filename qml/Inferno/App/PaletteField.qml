// SPDX-License-Identifier: GPL-3.0-or-later
// What is typed into the palette, behind what was chosen so far: "Run job ▸ which job?".
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models
import Inferno.Theme

TextField {
    id: root

    required property PaletteModel model
    readonly property string asks: [...model.crumbs, model.question].join(" ▸ ")

    signal steppedTo(int by)
    signal leaving()

    function control(event: KeyEvent): bool {
        switch (event.key) {
        case Qt.Key_Up: steppedTo(-1); return true;
        case Qt.Key_Down: steppedTo(1); return true;
        case Qt.Key_PageUp: steppedTo(-10); return true;
        case Qt.Key_PageDown: steppedTo(10); return true;
        case Qt.Key_Escape: if (!model.back()) leaving(); return true;
        case Qt.Key_Backspace: return length === 0 && model.back();
        case Qt.Key_Return:
        case Qt.Key_Enter: if (event.modifiers & Qt.AltModifier) model.explain(model.current); return event.modifiers & Qt.AltModifier;
        case Qt.Key_C: return event.modifiers === Qt.ControlModifier && selectedText.length === 0 && copyLine();
        }
        return false;
    }
    function copyLine(): bool {
        if (model.lineComplete)
            clip.copy(model.line);
        return model.lineComplete;
    }

    height: 44
    iconName: "search"
    leftPadding: crumbs.visible ? crumbs.x + crumbs.width + 8 : 30
    readOnly: model.sure
    background: Item {}
    //: Accessible name of the field of the command palette.
    label: model.crumbs.length > 0 ? asks : qsTr("Search or run a command")
    placeholderText: model.crumbs.length > 0 ? model.question : qsTr("Pages, commands, jobs, settings — ? for help")
    Keys.onPressed: event => event.accepted = control(event)

    Clip { id: clip }
    Row {
        id: crumbs
        visible: root.model.crumbs.length > 0
        x: 30
        anchors.verticalCenter: parent.verticalCenter
        spacing: 4
        Repeater {
            model: root.model.crumbs
            Row {
                id: crumb
                required property string modelData
                required property int index
                spacing: 4
                AppText {
                    anchors.verticalCenter: parent.verticalCenter
                    width: Math.min(implicitWidth, 180)
                    font: Theme.bodyMedium
                    color: crumb.index === 0 ? Theme.accent : Theme.text
                    text: crumb.modelData
                    Accessible.ignored: true
                }
                AppIcon { anchors.verticalCenter: parent.verticalCenter; name: "chevron-right"; size: Theme.iconSmall; color: Theme.text3 }
            }
        }
    }
}
