// SPDX-License-Identifier: GPL-3.0-or-later
// The path of a proof: the leaf and its sibling at the bottom, the first node, and the root that the rest leads to.
import QtQuick
import Inferno.Models as M
import Inferno.Theme

Rectangle {
    id: root

    required property M.EventDetail detail
    readonly property real box: (width - 48) * 0.29

    implicitHeight: 164
    radius: Theme.radiusCard
    color: Theme.clear
    border.color: Theme.border

    ProofJoin { node: first; branch: leaf; sibling: beside; visible: root.detail.proofLevels > 0 }
    ProofJoin { node: levels; branch: first; sibling: uncle; visible: uncle.visible }
    ProofLine { x: levels.x + levels.width; y: levels.y + levels.height / 2; across: rootBox.x - x; good: true }

    ProofNode { id: leaf; x: 12; y: 118; width: root.box; good: true; title: qsTr("leaf %1").arg(root.detail.seqText); hash: root.detail.proofLeaf }
    ProofNode { id: beside; x: leaf.x + leaf.width + 12; y: 118; width: root.box; visible: root.detail.proofLevels > 0; title: qsTr("sibling"); hash: root.detail.proofSiblings[0] ?? "" }
    ProofNode { id: first; x: leaf.x + leaf.width * 0.5; y: 66; width: root.box; good: true; title: qsTr("node, level 1"); hash: "" }
    ProofNode { id: uncle; x: first.x + first.width + 12; y: 66; width: root.box; visible: root.detail.proofLevels > 1; title: qsTr("sibling"); hash: root.detail.proofSiblings[1] ?? "" }
    ProofNode { id: levels; x: first.x + first.width * 0.5; y: 14; width: root.box; good: true; title: qsTr("… %n level(s)", "", Math.max(0, root.detail.proofLevels - 1)); hash: root.detail.proofSiblings[root.detail.proofLevels - 1] ?? "" }
    ProofNode { id: rootBox; x: root.width - width - 12; y: 14; width: root.box; good: true; title: root.detail.proofRootLabel; hash: root.detail.proofRoot }
}
