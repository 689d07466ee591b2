// SPDX-License-Identifier: GPL-3.0-or-later
// A choice among a list: a button with a menu. `label` is its accessible name; with `prefix` it reads "Group: none".
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.ComboBox {
    id: root

    property string label: ""
    property string prefix: ""
    property string iconName: ""
    property bool small: false
    property bool chip: false  // in the top bar, beside chips
    property int widest: 280   // of the list
    property int narrowest: 160

    implicitWidth: Math.max(96, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: small ? Theme.controlSmall : Theme.control
    leftPadding: iconName.length > 0 ? 30 : 10
    rightPadding: 26
    topPadding: 0
    bottomPadding: 0
    font: Theme.labelMedium
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    Accessible.name: label.length > 0 ? label : prefix
    // Enter opens it, on release as Space does; while it is open, the key is the list's.
    Keys.onReturnPressed: event => event.accepted = !popup.visible
    Keys.onReleased: event => {
        event.accepted = event.key === Qt.Key_Return && !popup.visible;
        if (event.accepted)
            popup.open();
    }

    contentItem: AppText {
        font: root.font
        color: root.enabled ? Theme.text : Theme.textDisabled
        text: root.prefix.length > 0
            //: A named choice and its value on one button: "Group: none".
            ? qsTr("%1: %2").arg(root.prefix).arg(root.displayText) : root.displayText
    }
    indicator: AppIcon {
        x: root.width - width - 9
        anchors.verticalCenter: parent.verticalCenter
        name: "chevron-down"
        size: Theme.iconSmall
        color: root.enabled ? Theme.text2 : Theme.textDisabled
    }
    background: Rectangle {
        radius: Theme.radiusControl
        color: root.down ? Theme.track : root.hovered ? Theme.rowHover : Theme.surface
        border.width: Theme.edge
        border.color: root.enabled && !root.chip ? Theme.borderStrong : Theme.border
        AppIcon {
            visible: root.iconName.length > 0
            x: 9
            anchors.verticalCenter: parent.verticalCenter
            name: root.iconName
            size: Theme.iconBadge
            color: root.enabled ? Theme.text : Theme.textDisabled
        }
    }
    delegate: MenuItem {
        id: choice
        required property int index
        width: ListView.view ? ListView.view.width : implicitWidth
        text: root.textAt(index)
        checkable: false
        iconName: root.currentIndex === index ? "check" : ""
        indented: true
        highlighted: root.highlightedIndex === index
        focusPolicy: Qt.NoFocus
        Accessible.role: Accessible.ListItem
    }
    popup: T.Popup {
        y: root.height + 4
        width: Math.min(root.widest, Math.max(root.width, root.narrowest))
        height: Math.min(contentItem.implicitHeight + 8, 320)
        padding: 4
        margins: 8
        contentItem: ListView {
            clip: true
            implicitHeight: contentHeight
            model: root.delegateModel
            currentIndex: root.highlightedIndex
            boundsBehavior: Flickable.StopAtBounds
            T.ScrollBar.vertical: ScrollBar {}
        }
        background: MenuPanel {}
    }
    FocusRing { shown: root.visualFocus }
}
