// SPDX-License-Identifier: GPL-3.0-or-later
// What is made when it is first shown: rings, tooltips, and what is in a dialog.
import QtQuick
import QtTest
import Inferno.Controls
import Inferno.Test
import Inferno.Theme

Item {
    id: root

    width: 400
    height: 300

    Item {
        id: held
        width: 100
        height: 28
        FocusRing { id: ring; gap: 1; inner: 2 }
    }
    Item {
        id: hinted
        y: 100
        width: 20
        height: 20
        Tip { id: tip; delay: 0; text: ""; keys: "Ctrl+K" }
    }
    Dialog {
        id: question
        property int bodies: 0
        title: "Really?"
        body: AppText { text: "body"; Component.onCompleted: question.bodies += 1 }
    }
    Button { id: worker; y: 200; text: "Save"; iconName: "plus" }

    TestCase {
        name: "Late"
        when: windowShown

        function init() { Bench.takeWarnings(); }
        function cleanup() { compare(Bench.takeWarnings(), []); }

        function test_ring() {
            compare(held.children.length, 0);
            ring.shown = true;
            compare(held.children.length, 1);
            const face = held.children[0];
            verify(face.visible);
            compare(Qt.rect(face.x, face.y, face.width, face.height), Qt.rect(-3, -3, 106, 34));
            compare(face.radius, 5);
            ring.shown = false;
            verify(!face.visible);
            ring.shown = true;
            compare(held.children.length, 1);
            ring.shown = false;
        }
        function test_tip() {
            tip.shown = true;
            compare(Bench.tipOf(hinted), "");
            tip.text = "Search";
            tryVerify(() => Bench.tipOf(hinted) === "Search");
            tip.text = "Find";
            compare(Bench.tipOf(hinted), "Find");
            tip.shown = false;
            tryVerify(() => Bench.tipOf(hinted) === "");
        }
        function test_dialog() {
            compare(question.bodies, 0);
            question.open();
            tryVerify(() => question.opened);
            compare(question.bodies, 1);
            verify(question.height > 60);
            question.close();
            tryVerify(() => !question.visible);
            question.open();
            compare(question.bodies, 1);
            question.close();
        }
        function test_busyButton() {
            const wide = worker.width;
            worker.busy = true;
            compare(worker.width, wide);
            worker.busy = false;
            compare(worker.width, wide);
        }
    }
}
