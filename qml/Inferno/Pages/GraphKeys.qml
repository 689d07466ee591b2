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
        const plain = modifiers === Qt.NoModifier || modifiers === Qt.KeypadModifier;
        const act = page.app.keys.action("graph", key, modifiers);
        return page.editing && edit(act, plain ? key : 0) || walk(act, plain ? key : 0);
    }
    function walk(act: string, key: int): bool {
        const chosen = page.chosen.length > 0;
        switch (key) {
        case Qt.Key_Return: case Qt.Key_Enter: if (chosen) page.open(page.chosen); return chosen;
        case Qt.Key_Backspace: if (chosen) page.collapse(page.chosen); return chosen;
        case Qt.Key_Escape: return back();
        }
        switch (act) {
        case "isolate": if (chosen) page.isolate(page.chosen); return chosen;
        case "group": page.grouped = !page.grouped; return true;
        case "tidy": page.tidy(); return true;
        case "edit": page.editing = !page.editing; return true;
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
    function edit(act: string, key: int): bool {
        if (key === Qt.Key_Return || key === Qt.Key_Enter) {
            if (page.linkFrom.length === 0)
                return false;
            page.endLink(page.chosen);
            return true;
        }
        switch (act) {
        case "link": page.beginLink(page.chosen); return true;
        case "next-edge": page.nextEdge(); return true;
        case "remove": page.removeChosenEdge(); return true;
        case "on-success": page.setChosenCondition("success"); return true;
        case "always": page.setChosenCondition("completion"); return true;
        case "on-failure": page.setChosenCondition("failure"); return true;
        }
        return false;
    }
}
