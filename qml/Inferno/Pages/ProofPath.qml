// SPDX-License-Identifier: GPL-3.0-or-later
// The path of a proof: the leaf and its sibling at the bottom, the first node, and the root that the rest leads to.
import QtQuick
import Inferno.Models as M
import Inferno.Theme

Rectangle {
    id: root

    required property M.EventDetail detail
    readonly property real box: (width - 48) * 0.29

    implicitHeight: 160
    radius: Theme.radiusCard
    color: Theme.clear
    border.color: Theme.border

    ProofJoin { node: first; branch: leaf; sibling: beside; visible: root.detail.proofLevels > 0 }
    ProofJoin { node: levels; branch: first; sibling: uncle; visible: uncle.visible }
    ProofLine { x: levels.x + levels.width; y: levels.y + levels.height / 2; across: rootBox.x - x; good: true }

    ProofNode { id: leaf; x: 12; y: 114; width: root.box; good: true; title: qsTr("leaf %1").arg(root.detail.seqText.substring(1)); hash: root.detail.proofLeaf }
    ProofNode { id: beside; x: leaf.x + leaf.width + 12; y: 114; width: root.box; visible: root.detail.proofLevels > 0; title: qsTr("sibling"); hash: root.detail.proofSiblings[0] ?? "" }
    ProofNode { id: first; x: leaf.x + leaf.width * 0.5; y: 63; width: root.box; good: true; title: qsTr("node, level 1"); hash: root.detail.proofNodes[0] ?? "" }
    ProofNode { id: uncle; x: first.x + first.width + 12; y: 63; width: root.box; visible: root.detail.proofLevels > 1; title: qsTr("sibling"); hash: root.detail.proofSiblings[1] ?? "" }
    ProofNode {
        id: levels
        x: first.x + first.width * 0.5
        y: 12
        width: root.box
        good: true
        //: Levels of a tree of hashes that are left out of its picture.
        title: root.detail.proofLevels > 2 ? qsTr("… %n level(s)", "", root.detail.proofLevels - 2) : qsTr("node, level %1").arg(root.detail.proofLevels)
        hash: root.detail.proofNodes[Math.max(0, root.detail.proofLevels - 2)] ?? root.detail.proofLeaf
    }
    ProofNode { id: rootBox; x: root.width - width - 12; y: 12; width: root.box; good: true; title: root.detail.proofRootLabel; hash: root.detail.proofRoot }
    AppIcon { x: rootBox.x - width + 1; y: levels.y + (levels.height - height) / 2 + 1; name: "chevron-right"; size: Theme.iconSmall; color: Theme.success }
}
