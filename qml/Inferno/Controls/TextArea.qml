// SPDX-License-Identifier: GPL-3.0-or-later
// Several lines to type in; grows with its text from `minLines` up to `maxLines`, then scrolls.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

FocusScope {
    id: root

    property alias text: area.text
    property alias placeholderText: area.placeholderText
    property alias readOnly: area.readOnly
    property alias textDocument: area.textDocument   // for a highlighter
    property string label: ""
    property string errorText: ""
    property bool mono: false
    property int minLines: 3
    property int maxLines: 8

    readonly property int line: Theme.lineHeight(area.font.pixelSize)

    signal edited()

    implicitWidth: 320
    implicitHeight: Math.max(minLines, Math.min(maxLines, area.lineCount)) * line + 12

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusControl
        color: root.enabled ? Theme.field : Theme.bg
        border.width: Theme.edge
        border.color: root.errorText.length > 0 ? Theme.failed : !root.enabled ? Theme.border
            : area.activeFocus ? Theme.accent : Theme.borderStrong
        FocusRing { shown: area.activeFocus }
    }
    Flickable {
        id: view
        anchors.fill: parent
        anchors.margins: 1
        clip: true
        contentWidth: width
        contentHeight: area.implicitHeight
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}
        T.TextArea.flickable: T.TextArea {
            id: area
            focus: true
            padding: 5
            leftPadding: 7
            rightPadding: 12
            font: root.mono ? Theme.mono : Theme.body
            color: root.enabled ? Theme.text : Theme.textDisabled
            placeholderTextColor: Theme.text3
            selectionColor: Theme.accent
            selectedTextColor: Theme.inkOnAccent
            selectByMouse: true
            wrapMode: TextEdit.Wrap
            Accessible.role: Accessible.EditableText
            Accessible.name: root.label.length > 0 ? root.label : placeholderText
            Accessible.description: root.errorText
            Accessible.multiLine: true
            Keys.priority: Keys.BeforeItem
            Keys.onTabPressed: nextItemInFocusChain(true).forceActiveFocus(Qt.TabFocusReason)
            Keys.onBacktabPressed: nextItemInFocusChain(false).forceActiveFocus(Qt.BacktabFocusReason)
            onTextChanged: if (activeFocus) root.edited()

            AppText {
                x: area.leftPadding
                y: area.topPadding
                visible: area.length === 0 && area.preeditText.length === 0
                font: area.font
                color: area.placeholderTextColor
                text: area.placeholderText
            }
        }
    }
}
