// SPDX-License-Identifier: GPL-3.0-or-later
// The gallery's controls that can be used, each in each of its states.
import QtQuick
import Inferno.App
import Inferno.Controls
import Inferno.Theme

GallerySection {
    id: root

    title: "States"
    note: "hover, pressed and focus as a hand leaves them"
    spacing: 2

    Row {
        Repeater {
            model: ["", "rest", "hover", "pressed", "focus", "disabled", "its own"]
            AppText {
                required property string modelData
                required property int index
                width: index === 0 ? 130 : 150
                height: 24
                font: Theme.captionStrong
                color: Theme.text3
                text: modelData
            }
        }
    }
    GalleryPoses {
        name: "Button, primary"
        control: Component { Button { kind: Button.Primary; iconName: "play"; text: "Run now" } }
        Button { kind: Button.Primary; busy: true; text: "Saving" }
    }
    GalleryPoses {
        name: "Button"
        control: Component { Button { text: "Open log" } }
        Button { busy: true; text: "Testing" }
        Button { text: "Save"; keys: "Ctrl+S" }
    }
    GalleryPoses { name: "Button, danger"; control: Component { Button { kind: Button.Danger; iconName: "trash"; text: "Delete" } } }
    GalleryPoses { name: "Button, ghost"; control: Component { Button { kind: Button.Ghost; text: "Show in graph" } } }
    GalleryPoses {
        name: "Icon button"
        control: Component { IconButton { bordered: true; iconName: "pencil"; text: "Edit" } }
        IconButton { bordered: true; checked: true; iconName: "list-tree"; text: "As a list" }
        IconButton { iconName: "bell-ring"; text: "Alerts"; badge: 3 }
    }
    GalleryPoses { name: "Chip"; control: Component { Chip { iconName: "lock-open"; text: "Vault open" } } }
    GalleryPoses { name: "Link"; poses: ["rest", "hover", "focus", "disabled"]; control: Component { Link { text: "Show all" } } }
    GalleryPoses {
        name: "Field"
        poses: ["rest", "hover", "focus", "disabled"]
        control: Component { TextField { width: 136; label: "Name"; text: "nightly" } }
        TextField { width: 136; label: "Hour"; text: "25"; errorText: "0 – 23" }
    }
    GalleryPoses {
        name: "Time field"
        poses: ["rest", "hover", "focus", "disabled"]
        control: Component { TimeField { width: 142; label: "From"; today: "2026-03-24"; text: "2026-03-24" } }
        TimeField { width: 190; label: "To"; today: "2026-03-24"; text: "2026-03-24 25:00"; errorText: "no time" }
    }
    GalleryPoses {
        name: "Area"
        poses: ["rest", "focus", "disabled"]
        control: Component { TextArea { width: 136; minLines: 2; label: "Command"; mono: true; text: "embed.py" } }
        TextArea { width: 136; minLines: 2; label: "Payload"; mono: true; text: "{"; errorText: "no JSON" }
    }
    GalleryPoses { name: "Choice from a list"; control: Component { Select { width: 136; label: "Zone"; model: ["Europe/Berlin", "UTC"] } } }
    GalleryPoses {
        name: "Check box"
        control: Component { CheckBox { text: "Follow" } }
        CheckBox { text: "On"; checked: true }
        CheckBox { text: "Some"; tristate: true; checkState: Qt.PartiallyChecked }
        CheckBox { text: "Off for now"; enabled: false; checked: true }
    }
    GalleryPoses {
        name: "Radio button"
        control: Component { RadioButton { text: "skip" } }
        RadioButton { text: "run the latest"; checked: true }
    }
    GalleryPoses {
        name: "Switch"
        control: Component { Switch { text: "Enabled" } }
        Switch { text: "On"; checked: true }
    }
    GalleryPoses {
        name: "Segments"
        poses: ["rest", "focus", "disabled"]
        control: Component { SegmentedControl { label: "Span"; segments: [Segment { text: "Day" }, Segment { text: "Week" }] } }
    }
    GalleryPoses {
        name: "Tab"
        control: Component { TabButton { text: "Failing"; count: "1" } }
        TabButton { text: "All"; checked: true; count: "24" }
    }
    GalleryPoses {
        name: "Menu row"
        poses: ["rest", "hover", "pressed", "disabled"]
        control: Component { MenuItem { width: 140; iconName: "play"; text: "Run now"; keys: "R" } }
        MenuItem { width: 140; danger: true; highlighted: true; iconName: "trash"; text: "Delete" }
        MenuItem { width: 120; checkable: true; checked: true; text: "Dark" }
    }
    GalleryPoses { name: "Filter"; control: Component { TokenChip { key: "tag"; value: "etl"; negated: false } } TokenChip { key: "owner"; value: "dkim"; negated: true } }
    GalleryPoses {
        name: "Table row"
        poses: ["rest", "hover", "disabled"]
        control: Component { TableRow { width: 140; text: "vault_backup"; TableCell { width: 140; text: "vault_backup" } } }
        TableRow { width: 150; selected: true; text: "chosen"; TableCell { width: 140; strong: true; text: "chosen" } }
        TableRow { width: 150; selected: true; current: true; focusShown: true; text: "chosen"; TableCell { width: 140; strong: true; text: "chosen, focus" } }
    }
    GalleryPoses {
        name: "Column head"
        poses: ["rest", "hover", "focus"]
        control: Component { TableHeadCell { width: 130; sortable: true; text: "Name" } }
        TableHeadCell { width: 130; sortable: true; sorted: true; descending: true; text: "p95" }
    }
}
