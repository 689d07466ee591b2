// SPDX-License-Identifier: GPL-3.0-or-later
// The keys that canvas and outline share.
import QtQml
import QtQuick
import Inferno.Models as M

QtObject {
    id: root

    required property M.GraphPage page

    // Whether the key means something.
    function press(key: int, modifiers: int): bool {
        if (modifiers !== Qt.NoModifier && modifiers !== Qt.KeypadModifier)
            return false;
        return page.editing && edit(key) || walk(key);
    }
    function walk(key: int): bool {
        const chosen = page.chosen.length > 0;
        switch (key) {
        case Qt.Key_Return: case Qt.Key_Enter: if (chosen) page.open(page.chosen); return chosen;
        case Qt.Key_I: if (chosen) page.isolate(page.chosen); return chosen;
        case Qt.Key_Backspace: if (chosen) page.collapse(page.chosen); return chosen;
        case Qt.Key_G: page.grouped = !page.grouped; return true;
        case Qt.Key_T: page.tidy(); return true;
        case Qt.Key_E: page.editing = !page.editing; return true;
        case Qt.Key_Escape: return back();
        }
        return false;
    }
    // Takes back one thing at a time.
    function back(): bool {
        if (page.linkFrom.length > 0 || page.refusal.length > 0) page.cancelLink();
        else if (page.edgeText.length > 0) page.chooseEdge("", "");
        else if (page.editing) page.editing = false;
        else if (page.isolated.length > 0) page.showAll();
        else if (page.chosen.length > 0) page.choose("");
        else return false;
        return true;
    }
    function edit(key: int): bool {
        switch (key) {
        case Qt.Key_C: page.beginLink(page.chosen); return true;
        case Qt.Key_Return: case Qt.Key_Enter: if (page.linkFrom.length > 0) { page.endLink(page.chosen); return true; } return false;
        case Qt.Key_N: page.nextEdge(); return true;
        case Qt.Key_Delete: page.removeChosenEdge(); return true;
        case Qt.Key_S: page.setChosenCondition("success"); return true;
        case Qt.Key_A: page.setChosenCondition("completion"); return true;
        case Qt.Key_F: page.setChosenCondition("failure"); return true;
        }
        return false;
    }
}
