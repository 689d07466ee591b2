// SPDX-License-Identifier: GPL-3.0-or-later
// The state of a version of a model: glyph, word and colour.
import QtQuick
import Inferno.Controls

Badge {
    id: root

    property string status: "ready"

    tone: status === "ready" ? "success" : status === "unhealthy" ? "failed" : status === "unloaded" ? "neutral" : "running"
    iconName: status === "ready" ? "circle-check" : status === "unhealthy" ? "octagon-x" : status === "unloaded" ? "circle-dashed"
        : "loader-circle"
    turning: status !== "ready" && status !== "unhealthy" && status !== "unloaded"
    text: {
        switch (status) {
        //: State of a model that answers requests.
        case "ready": return qsTr("Ready");
        //: State of a model that is being read into memory.
        case "loading": return qsTr("Loading");
        //: State of a model that is being taken out of memory.
        case "unloading": return qsTr("Unloading");
        //: State of a model that is not served.
        case "unloaded": return qsTr("Not loaded");
        //: State of a model that cannot be used.
        case "unhealthy": return qsTr("Unhealthy");
        }
        return status;
    }
}
