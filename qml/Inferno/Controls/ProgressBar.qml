// SPDX-License-Identifier: GPL-3.0-or-later
// How much is done, 0..1; `indeterminate` shows that something goes on.
import QtQuick
import QtQuick.Templates as T
import Inferno.Theme

T.ProgressBar {
    id: root

    property string tone: "running"
    property int thickness: 6

    implicitWidth: 160
    implicitHeight: thickness
    Accessible.role: Accessible.ProgressBar

    background: Rectangle { radius: root.thickness / 2; color: Theme.track }
    contentItem: Item {
        clip: true
        Rectangle {
            visible: !root.indeterminate
            width: Math.max(root.visualPosition > 0 ? root.thickness : 0, root.visualPosition * parent.width)
            height: parent.height
            radius: root.thickness / 2
            color: StatusLook.ink(root.tone)
            Behavior on width { NumberAnimation { duration: Theme.motionNormal } }
        }
        Rectangle {
            visible: root.indeterminate
            width: parent.width * 0.35
            height: parent.height
            radius: root.thickness / 2
            color: StatusLook.ink(root.tone)
            SequentialAnimation on x {
                running: root.indeterminate && !Theme.reduceMotion && root.visible
                loops: Animation.Infinite
                NumberAnimation { from: -0.35 * root.width; to: root.width; duration: 1200 }
            }
        }
    }
}
