// SPDX-License-Identifier: GPL-3.0-or-later
// Between what a person chose for the window and the pages that show it: pages choose, the settings keep.
import QtQml
import Inferno.App
import Inferno.Models

QtObject {
    id: root

    required property Appearance look
    required property WindowSettings settings
    property int shownScale: 100
    property int shownLanguage: 0

    readonly property list<QtObject> joints: [
        Binding { target: root.look; property: "theme"; value: root.settings.themeMode },
        Binding { target: root.look; property: "density"; value: root.settings.density },
        Binding { target: root.look; property: "reduceMotion"; value: root.settings.reduceMotion },
        Binding { target: root.look; property: "scale"; value: root.settings.scale },
        Binding { target: root.look; property: "shownScale"; value: root.shownScale },
        Binding { target: root.look; property: "language"; value: root.settings.language },
        Binding { target: root.look; property: "shownLanguage"; value: root.shownLanguage },
        Binding { target: root.look; property: "file"; value: root.settings.file },
        Connections {
            target: root.look
            function onChosen(what: string, value: int): void {
                if (what === "theme")
                    root.settings.themeMode = value;
                else if (what === "density")
                    root.settings.density = value;
                else if (what === "reduce_motion")
                    root.settings.reduceMotion = value === 1;
                else if (what === "scale")
                    root.settings.scale = value;
                else if (what === "language")
                    root.settings.language = value;
            }
        }
    ]
}
