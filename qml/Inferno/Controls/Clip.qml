// SPDX-License-Identifier: GPL-3.0-or-later
// The clipboard: `copy("text")`.
import QtQuick

TextEdit {
    function copy(words: string): void {
        text = words;
        selectAll();
        cut();
    }

    visible: false
    activeFocusOnPress: false
    Accessible.ignored: true
}
