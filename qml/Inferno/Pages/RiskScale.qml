// SPDX-License-Identifier: GPL-3.0-or-later
// The five levels of risk as a scale from 0 to 1, with a mark at the probability. Narrow, it names only the level that
// was reached.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Theme

Item {
    id: root

    property list<double> bounds       // from where low, medium, high and critical reach
    property real probability: 0
    property int rank: 0
    readonly property bool narrow: width < 300
    //: Levels of risk, over a scale.
    readonly property list<string> names: [qsTr("Minimal"), qsTr("Low"), qsTr("Medium"), qsTr("High"), qsTr("Critical")]
    readonly property list<color> colors: [Theme.riskMinimal, Theme.riskLow, Theme.riskMedium, Theme.riskHigh, Theme.riskCritical]
    readonly property list<color> inks: [Theme.success, Theme.c1Ink, Theme.warning, Theme.c6Ink, Theme.failed]

    function begin(level: int): real { return level <= 0 ? 0 : level > bounds.length ? 1 : bounds[level - 1]; }

    implicitHeight: 46
    Accessible.role: Accessible.Chart
    //: Read to a screen reader: the level of risk and the probability.
    Accessible.name: qsTr("%1, %2 on a scale from 0 to 1").arg(names[rank] ?? "").arg(probability)

    Repeater {
        model: root.bounds.length === 4 ? 5 : 0
        Item {
            id: level
            required property int index
            readonly property bool reached: root.rank === index
            x: root.begin(index) * root.width
            width: (root.begin(index + 1) - root.begin(index)) * root.width - (index < 4 ? 2 : 0)
            height: root.height
            Rectangle {
                y: 4
                width: parent.width
                height: 8
                radius: 2
                color: root.colors[level.index]
                opacity: level.reached ? 1 : 0.35
            }
            Column {
                // The last names stand at the right end, where they have room.
                x: Math.min(0, root.width - level.x - width)
                y: 15
                visible: !root.narrow || level.reached
                AppText { font: level.reached ? Theme.captionStrong : Theme.caption; color: level.reached ? root.inks[level.index] : Theme.text2; text: root.names[level.index] }
                AppText { font: Theme.monoCaption; color: level.reached ? root.inks[level.index] : Theme.text3; text: String(Math.round(root.begin(level.index) * 1000) / 1000) }
            }
        }
    }
    Rectangle {
        x: Math.max(0, Math.min(root.width - width, root.probability * root.width - width / 2))
        y: 1
        width: 2
        height: 14
        radius: 1
        color: Theme.text
    }
}
