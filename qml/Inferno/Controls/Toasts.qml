// SPDX-License-Identifier: GPL-3.0-or-later
// Tells the user that something was done: `Toasts.show(qsTr("Deleted 3 jobs"), { action: qsTr("Undo"), onAction: f })`.
// The shell shows the newest for 10 s.
pragma Singleton
import QtQuick

QtObject {
    // `options`: tone ("accent", "success", "warning", "failed"), action (its words), onAction (called once).
    signal shown(string text, string tone, string action, var onAction)

    function show(text: string, options: var): void {
        const o = options ?? {};
        shown(text, o.tone ?? "accent", o.action ?? "", o.onAction ?? null);
    }
}
