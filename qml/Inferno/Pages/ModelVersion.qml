// SPDX-License-Identifier: GPL-3.0-or-later
// The page of the chosen version: its head, who answers and how that is changed, how well both versions do, and facts.
import QtQuick
import QtQuick.Templates as T
import Inferno.Controls
import Inferno.Models as M

FocusScope {
    id: root

    required property M.ModelsPage page
    readonly property bool wide: width > 700
    readonly property bool served: page.loaded

    signal loadToggled()

    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Version %1 of %2").arg(page.version).arg(page.name)

    Flickable {
        id: view
        anchors.fill: parent
        contentHeight: column.height + 22
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        T.ScrollBar.vertical: ScrollBar {}

        Column {
            id: column
            x: 16
            y: 10
            width: view.width - 32
            spacing: 12
            ModelHead {
                width: parent.width
                page: root.page
                focus: true
                onLoadToggled: root.loadToggled()
            }
            Banner {
                width: parent.width
                visible: root.page.problem.length > 0
                boxed: true
                tone: "failed"
                title: root.served
                    //: Over the reason why a version of a model answers nothing.
                    ? qsTr("This version answers no requests") : qsTr("This version could not be loaded")
                text: root.page.problem
            }
            Banner {
                width: parent.width
                visible: !root.served && root.page.problem.length === 0
                boxed: true
                tone: "neutral"
                iconName: "circle-dashed"
                title: qsTr("This version is not loaded")
                text: qsTr("It was unloaded here. Until this window closes, it can be loaded again as it was.")
            }
            ModelSplit { width: parent.width; visible: root.served; traffic: root.page.traffic }
            Grid {
                width: parent.width
                visible: root.served
                columns: root.wide ? 2 : 1
                spacing: 12
                ModelChart { width: root.wide ? (column.width - 12) / 2 : column.width; figures: root.page.figures; traffic: root.page.traffic }
                ModelChart { width: root.wide ? (column.width - 12) / 2 : column.width; rate: true; figures: root.page.figures; traffic: root.page.traffic }
            }
            Grid {
                width: parent.width
                columns: root.wide ? 2 : 1
                spacing: 12
                ModelMetrics {
                    id: metrics
                    visible: root.served && root.page.traffic.known
                    width: root.wide ? column.width - facts.width - 12 : column.width
                    height: root.wide ? Math.max(implicitHeight, facts.implicitHeight) : implicitHeight
                    figures: root.page.figures
                    traffic: root.page.traffic
                }
                Card {
                    id: facts
                    width: root.wide && metrics.visible ? 288 : column.width
                    height: root.wide && metrics.visible ? metrics.height : implicitHeight
                    small: true
                    pad: 8
                    //: Heading over facts about the chosen version of a model.
                    title: qsTr("Version %1").arg(root.page.version)
                    FactList { x: 4; width: parent.width - 8; labelWidth: 84; source: root.page.facts }
                }
            }
        }
    }
}
