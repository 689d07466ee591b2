// SPDX-License-Identifier: GPL-3.0-or-later
// How many jobs start in each hour of the week; the hours of this job are outlined.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Charts
import Inferno.Models as M
import Inferno.Theme

Item {
    id: root

    required property M.JobEditorPage page

    Repeater {
        model: 7
        AppText {
            required property int index
            y: index * 16
            height: 16
            font: Theme.caption
            color: Theme.text2
            text: Qt.locale().standaloneDayName(index + 1, Locale.ShortFormat)
        }
    }
    HeatGrid {
        id: grid
        x: 30
        width: parent.width - x
        height: 7 * 16
        values: root.page.load
        marked: root.page.ownHours
        most: root.page.loadMax
        gap: 2
        Accessible.name: root.page.loadText
    }
    Repeater {
        model: ["00", "06", "12", "18"]
        AppText {
            required property string modelData
            required property int index
            x: grid.x + index * grid.width / 4
            y: grid.height + 2
            font: Theme.caption
            color: Theme.text3
            text: modelData
        }
    }
    AppText {
        y: grid.height + 20
        width: parent.width
        font: Theme.label
        color: Theme.text2
        text: root.page.loadText
    }
}
