// SPDX-License-Identifier: GPL-3.0-or-later
// How two hashes make the one above them: the path's own branch in the colour of success, its sibling's plain.
import QtQuick

Item {
    id: root

    required property Item node      // above
    required property Item branch    // on the path
    required property Item sibling
    readonly property real head: node.y + node.height
    readonly property real middle: (head + branch.y) / 2
    readonly property real nodeX: node.x + node.width / 2
    readonly property real branchX: branch.x + branch.width / 2
    readonly property real siblingX: sibling.x + sibling.width / 2

    ProofLine { x: root.nodeX; y: root.middle; across: root.siblingX - root.nodeX }
    ProofLine { x: root.siblingX; y: root.middle; down: root.sibling.y - root.middle }
    ProofLine { x: root.nodeX; y: root.head; down: root.middle - root.head; good: true }
    ProofLine { x: root.branchX; y: root.middle; across: root.nodeX - root.branchX + 2; good: true }
    ProofLine { x: root.branchX; y: root.middle; down: root.branch.y - root.middle; good: true }
}
