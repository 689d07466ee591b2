// SPDX-License-Identifier: GPL-3.0-or-later
// The chosen version: what it is called, whether it is the default, its hash, and what can be done with it.
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

FocusScope {
    id: root

    required property M.ModelsPage page
    readonly property M.ModelTraffic traffic: page.traffic

    signal loadToggled()

    implicitHeight: Theme.control

    Row {
        id: what
        width: Math.max(0, acts.x - 12)
        height: parent.height
        spacing: 8
        clip: true
        AppText {
            id: name
            width: Math.min(implicitWidth, Math.max(80, what.width - marks.width - 8))
            anchors.verticalCenter: parent.verticalCenter
            font: Theme.page
            text: root.page.name
            Accessible.role: Accessible.Heading
            Accessible.name: root.page.name + " " + root.page.version
            HoverHandler { id: overName; enabled: name.truncated }
            Tip { shown: overName.hovered; text: root.page.name }
        }
        Row {
            id: marks
            height: parent.height
            spacing: 8
            AppText { anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; color: Theme.text2; text: root.page.version }
            Badge {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.page.isDefault
                tone: "success"
                //: On the version of a model that answers where a request names none.
                text: qsTr("Default")
            }
            ModelStatus { anchors.verticalCenter: parent.verticalCenter; visible: root.page.status !== "ready" && (root.width > 640 || root.page.problem.length === 0); status: root.page.status }
            Badge {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.page.cpuFallback && root.width > 640
                iconName: "cpu"
                //: On a model that computes without a GPU; that is no fault.
                text: qsTr("CPU fallback")
                Accessible.description: cpuTip.text
                HoverHandler { id: overCpu }
                Tip { id: cpuTip; shown: overCpu.hovered; text: qsTr("This machine has no GPU that models can use: they compute on its processor.") }
            }
            Row {
                anchors.verticalCenter: parent.verticalCenter
                visible: root.page.hash.length > 0 && root.width > 620 + name.implicitWidth
                AppText { anchors.verticalCenter: parent.verticalCenter; font: Theme.mono; color: Theme.text3; text: qsTr("sha256 %1").arg(root.page.shortHash) }
                IconButton {
                    small: true
                    iconName: "copy"
                    iconSize: Theme.iconSmall
                    text: qsTr("Copy the SHA-256")
                    onClicked: clip.copy(root.page.hash)
                }
            }
        }
    }
    Row {
        id: acts
        anchors.right: parent.right
        spacing: 8
        Button {
            visible: !root.page.loaded
            iconName: "power"
            //: Reads the file of a model into memory and serves it.
            text: qsTr("Load")
            tip: qsTr("Loads it again, as it was (L)")
            enabled: root.page.writable && root.page.status === "unloaded"
            reason: root.page.whyNot
            onClicked: root.loadToggled()
        }
        IconButton {
            visible: root.page.loaded
            bordered: true
            iconName: "power"
            //: Serves a version of a model no longer.
            text: qsTr("Unload %1").arg(root.page.version)
            keys: root.page.app.keys.texts["models.load"] ?? ""
            enabled: root.page.whyNoUnload.length === 0 && root.page.status !== "unloading"
            reason: root.page.whyNoUnload
            onClicked: root.loadToggled()
        }
        Button {
            visible: root.page.loaded
            iconName: "undo"
            //: Goes back to how the requests were split before.
            text: qsTr("Roll back")
            enabled: root.traffic.canRollBack && !root.traffic.applying
            reason: root.traffic.whyNoRollBack
            onClicked: root.traffic.startRollBack()
        }
        AppText {
            anchors.verticalCenter: parent.verticalCenter
            visible: root.page.loaded && !root.traffic.canPromote && root.width > name.implicitWidth + marks.width + implicitWidth + 320
            font: Theme.label
            color: Theme.text2
            text: root.traffic.whyNoPromotion
        }
        Button {
            visible: root.page.loaded
            kind: root.traffic.canPromote ? Button.Primary : Button.Secondary
            iconName: "arrow-up"
            //: Makes this version of a model the default and sends it all requests.
            text: qsTr("Promote %1").arg(root.page.version)
            enabled: root.traffic.canPromote && !root.traffic.applying
            reason: root.traffic.whyNoPromotion
            onClicked: root.traffic.startPromotion()
        }
    }
    Clip { id: clip }
}
