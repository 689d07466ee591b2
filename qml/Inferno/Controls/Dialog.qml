// SPDX-License-Identifier: GPL-3.0-or-later
// A question over the window: title, words with the effect in numbers, and two buttons. What cannot be undone is
// `danger`: then Cancel has the focus. `body` is put below the words; it sets its own width by its parent.
pragma ComponentBehavior: Bound
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Theme

T.Dialog {
    id: root

    property string text: ""
    property string acceptText: qsTr("OK")
    property string rejectText: qsTr("Cancel")
    property bool danger: false
    property bool canAccept: true
    property bool onlyAccept: false        // nothing to refuse
    property bool stays: false             // its accepting button starts something: `started`, and it stays open
    property Component body: null
    property bool made: false              // what is in it is made when it first opens

    signal started()

    parent: T.Overlay.overlay
    anchors.centerIn: parent
    modal: true
    focus: true
    width: 440
    padding: 20
    implicitHeight: contentItem.implicitHeight + 2 * padding
    closePolicy: T.Popup.CloseOnEscape

    T.Overlay.modal: Rectangle { color: Theme.scrim }
    background: Rectangle {
        color: Theme.raised
        border.color: Theme.borderStrong
        radius: Theme.radiusDialog
    }
    onAboutToShow: made = true
    contentItem: FocusScope {
        focus: true
        implicitHeight: childrenRect.height
        Repeater {
            model: root.made ? 1 : 0
            DialogBody {
                width: parent ? parent.width : 0
                height: implicitHeight
                focus: true
                title: root.title
                text: root.text
                acceptText: root.acceptText
                rejectText: root.rejectText
                danger: root.danger
                canAccept: root.canAccept
                onlyAccept: root.onlyAccept
                extra: root.body
                onAccepted: root.stays ? root.started() : root.accept()
                onRejected: root.reject()
            }
        }
    }
}
