// SPDX-License-Identifier: GPL-3.0-or-later
// The gallery's controls, in their states.
import QtQuick
import Inferno.App
import Inferno.Controls

Column {
    id: root

    spacing: 20

    GallerySection {
        title: "Buttons"
        Flow {
            width: root.width
            spacing: 8
            Button { kind: Button.Primary; iconName: "play"; text: "Primary" }
            Button { text: "Default" }
            Button { kind: Button.Quiet; text: "Quiet border" }
            Button { kind: Button.Ghost; text: "Ghost" }
            Button { kind: Button.Danger; iconName: "trash"; text: "Danger" }
            Button { enabled: false; reason: "The service does not answer"; text: "Disabled" }
            Button { kind: Button.Primary; enabled: false; text: "Primary, disabled" }
            Button { busy: true; text: "Working" }
            Button { text: "Save and test"; keys: "Ctrl+S" }
            Button { small: true; text: "Small" }
            Button { objectName: "ringed"; text: "Focus ring"; FocusRing { shown: true } }
            IconButton { bordered: true; iconName: "ellipsis"; text: "More" }
            IconButton { iconName: "bell-ring"; text: "Alerts"; badge: 3 }
            IconButton { iconName: "pencil"; text: "Edit"; enabled: false; reason: "Read only" }
            Chip { iconName: "lock-open"; text: "Vault open"; figure: "12:41" }
            Link { text: "Link" }
            KeyHint { keys: "Ctrl+K" }
        }
    }
    GallerySection {
        title: "Fields"
        Grid {
            columns: 3
            spacing: 12
            SearchField { width: 220; placeholderText: "Search 38 fields"; keys: "/" }
            TextField { width: 220; label: "Name"; text: "nightly_conversion" }
            TextField { width: 220; label: "Hour"; text: "hour 25"; errorText: "0 – 23" }
            TextField { width: 220; label: "Minutes"; text: "30"; suffix: "min"; mono: true }
            TextField { width: 220; label: "Read only"; text: "worker-2"; enabled: false }
            Select { width: 220; label: "Zone"; model: ["Europe/Berlin", "UTC", "America/New_York"] }
            TextArea { width: 220; label: "Command"; mono: true; text: "python3 embed.py \\\n  --model doc_embedder:2.0" }
            Select { prefix: "Group"; iconName: "layers"; model: ["none", "folder", "tag"] }
            Select { enabled: false; label: "Overlay"; model: ["last run"] }
        }
        TokenFilterBar {
            width: Math.min(root.width, 690)
            placeholderText: "tag, owner, next, duration…"
            keys: "/"
            tokens: ListModel {
                ListElement { key: "folder"; value: "/prod"; negated: false }
                ListElement { key: "tag"; value: "test"; negated: true }
            }
        }
    }
    GallerySection {
        title: "Choices"
        Flow {
            width: root.width
            spacing: 16
            CheckBox { text: "On"; checked: true }
            CheckBox { text: "Off" }
            CheckBox { text: "Some"; tristate: true; checkState: Qt.PartiallyChecked }
            CheckBox { text: "Disabled"; enabled: false; checked: true }
            RadioButton { text: "either one matches"; note: "(cron rule)"; checked: true }
            RadioButton { text: "both must match" }
            Switch { text: "On"; checked: true }
            Switch { text: "Off" }
            Switch { text: "Disabled"; enabled: false }
            SegmentedControl {
                label: "Span"
                segments: [
                    Segment { text: "Week" },
                    Segment { text: "Month" },
                    Segment { text: "Outline"; iconName: "list-tree"; keys: "O" }
                ]
            }
        }
        TabBar {
            width: root.width
            label: "Views"
            TabButton { text: "All"; count: "24" }
            TabButton { text: "Failing"; count: "1" }
            TabButton { text: "Integrity"; iconName: "circle-check" }
        }
    }
    GallerySection {
        title: "Messages"
        Banner {
            width: root.width
            boxed: true
            title: "02:30 does not exist on Sun 29 Mar"
            text: "Clocks go from 02:00 to 03:00. This run starts at 03:00."
            actions: Link { text: "Skip instead" }
        }
        Banner {
            width: root.width
            boxed: true
            tone: "success"
            title: "Inclusion proof verified"
            text: "Level V3, checked at 10:42:05 in 3 ms"
            actions: Button { text: "Verify"; iconName: "rotate-ccw" }
        }
        Row {
            spacing: 16
            Toast { text: "Deleted 3 jobs"; action: "Undo" }
            Snackbar { shown: true; text: "Paused the queue"; action: "Undo" }
            Toast { text: "The job was not saved"; tone: "failed" }
        }
    }
}
