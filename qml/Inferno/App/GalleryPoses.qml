// SPDX-License-Identifier: GPL-3.0-or-later
// One control in each of its states, side by side, in the columns of the gallery's matrix.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.App
import Inferno.Theme

Row {
    id: root

    required property string name
    required property Component control
    property list<string> poses: ["rest", "hover", "pressed", "focus", "disabled"]
    property int column: 150
    default property alias others: side.data   // states that are this control's own: an error, busy, selected

    AppText { width: 130; height: 36; font: Theme.labelMedium; color: Theme.text2; text: root.name }
    Repeater {
        model: ["rest", "hover", "pressed", "focus", "disabled"]
        Item {
            id: place
            required property string modelData
            width: root.column
            height: Math.max(36, loader.height + 8)
            Loader {
                id: loader
                anchors.verticalCenter: parent.verticalCenter
                active: root.poses.includes(place.modelData)
                sourceComponent: root.control
                onLoaded: GalleryPose.apply(item as Item, place.modelData)
            }
            AppText { visible: !loader.active; anchors.verticalCenter: parent.verticalCenter; color: Theme.text3; text: "–" }
        }
    }
    Row { id: side; spacing: 12; topPadding: 4 }
}
