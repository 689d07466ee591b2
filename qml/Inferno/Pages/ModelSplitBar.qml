// SPDX-License-Identifier: GPL-3.0-or-later
// Who gets how much of the requests, and a handle between the two versions that are balanced: arrows move it by 1 per
// cent, Page Up and Down by 10, Home and End to the ends.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

T.Slider {
    id: root

    required property M.ModelTraffic traffic
    readonly property int inset: 6                    // half of the handle

    implicitHeight: 36
    from: 0
    to: 100
    stepSize: 1
    snapMode: T.Slider.SnapAlways
    focusPolicy: Qt.StrongFocus
    hoverEnabled: true
    leftPadding: -inset
    rightPadding: -inset
    enabled: traffic.changeable
    value: traffic.firstShare
    Accessible.role: Accessible.Slider
    //: Accessible name of the slider that splits requests between two versions of a model.
    Accessible.name: qsTr("Share of %1 in per cent").arg(traffic.first)
    Accessible.description: qsTr("%1 % to %2, %3 % to %4").arg(traffic.firstShare).arg(traffic.first).arg(traffic.secondShare).arg(traffic.second)

    function choose(share: int): void {
        traffic.firstShare = share;
        value = Qt.binding(() => root.traffic.firstShare);
    }

    onMoved: choose(Math.round(value))
    Keys.onPressed: event => {
        const by = event.key === Qt.Key_PageUp ? 10 : event.key === Qt.Key_PageDown ? -10
            : event.key === Qt.Key_Home ? -100 : event.key === Qt.Key_End ? 100 : 0;
        event.accepted = by !== 0;
        if (by !== 0)
            choose(Math.max(0, Math.min(traffic.together, traffic.firstShare + by)));
    }

    background: Item {
        y: 4
        width: root.width
        height: 28
        Repeater {
            model: root.traffic.segments
            ModelSegment { unit: root.width / 100 }
        }
    }
    handle: Rectangle {
        x: root.leftPadding + root.visualPosition * (root.availableWidth - width)
        y: 0
        visible: root.traffic.second.length > 0
        width: 12
        height: 36
        radius: Theme.radiusControl
        color: Theme.surface
        border.width: root.hovered || root.pressed || root.visualFocus ? 2 : 1
        border.color: root.hovered || root.pressed || root.visualFocus ? Theme.accent : Theme.borderStrong
        Rectangle { anchors.centerIn: parent; width: 2; height: 14; radius: 1; color: parent.border.color }
        FocusRing { shown: root.visualFocus }
    }
    HoverHandler { cursorShape: Qt.SplitHCursor; enabled: root.enabled }
}
