// SPDX-License-Identifier: GPL-3.0-or-later
// Asks where the graph is written.
pragma ComponentBehavior: Bound
import QtQuick
import Inferno.Controls
import Inferno.Models as M
import Inferno.Theme

Dialog {
    id: root

    required property M.GraphPage page
    required property GraphCanvas canvas
    property string file: ""
    property string errorText: ""

    function openFor(ending: string): void {
        file = page.proposedFile(ending);
        errorText = "";
        open();
    }

    width: 520
    title: qsTr("Write the graph to a file")
    text: qsTr("All of it, in the colours of this window. The name's ending says how: .svg, .png or .pdf.")
    acceptText: qsTr("Write")
    canAccept: file.length > 0
    stays: true
    onStarted: {
        errorText = canvas.exportTo(file);
        if (errorText.length > 0) return;
        page.app.say(qsTr("Written: %1").arg(file));
        close();
    }

    body: FormRow {
        width: parent ? parent.width : 0
        labelWidth: 60
        label: qsTr("File")
        errorText: root.errorText
        TextField {
            width: parent ? parent.width : 300
            mono: true
            label: qsTr("File")
            text: root.file
            onTextEdited: root.file = text
        }
    }
}
