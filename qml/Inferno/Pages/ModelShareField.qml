// SPDX-License-Identifier: GPL-3.0-or-later
// A share in per cent, typed: taken with Enter or when the focus leaves, and put right where it cannot be.
import QtQuick
import Inferno.Controls

TextField {
    id: root

    property int share: 0
    property int most: 100

    signal chosen(int share)

    function take(): void {
        const number = Number(text);
        if (text.trim().length > 0 && Number.isInteger(number) && number !== share)
            chosen(Math.max(0, Math.min(most, number)));
        text = String(share);
    }

    implicitWidth: 64
    small: true
    mono: true
    suffix: "%"
    horizontalAlignment: TextInput.AlignRight
    maximumLength: 3
    onShareChanged: text = String(share)
    onAccepted: take()
    onActiveFocusChanged: if (!activeFocus) take(); else selectAll()
    Component.onCompleted: text = String(share)
}
