// SPDX-License-Identifier: GPL-3.0-or-later
// The design tokens: every colour, size, type style and duration of the window. Colours stand nowhere else.
// Sizes are in px at 100 %. A token has one value in each theme; `dark` and `contrast` choose, so a switch is live.
pragma Singleton
import QtQuick

QtObject {
    id: root

    enum Mode { System, Light, Dark, HighContrast, HighContrastLight }
    enum Density { Compact, Comfortable, Spacious }

    // What the user chose.
    property int mode: Theme.System
    property int density: Theme.Comfortable
    property bool reduceMotion: false

    // The desktop asks for dark windows where its palette's window is darker than its text: live, on every platform.
    readonly property SystemPalette system: SystemPalette {}
    readonly property bool systemDark: system.window.hslLightness < system.windowText.hslLightness
    property bool systemContrast: false // it asks for high contrast too: the window knows (SystemContrast)
    readonly property bool dark: mode === Theme.Dark || mode === Theme.HighContrast || (mode === Theme.System && systemDark)
    readonly property bool contrast: mode === Theme.HighContrast || mode === Theme.HighContrastLight
        || (mode === Theme.System && systemContrast)

    // A token's value: light, dark, and both in high contrast, where fills mean nothing and edges carry the shape.
    function pick(light: color, dark: color, strongLight: color, strongDark: color): color {
        return contrast ? (root.dark ? strongDark : strongLight) : root.dark ? dark : light;
    }

    // Surfaces and lines.
    readonly property color bg: pick("#F4F5F7", "#12151A", "#FFFFFF", "#000000")
    readonly property color surface: pick("#FFFFFF", "#1A1E25", "#FFFFFF", "#000000")
    readonly property color raised: pick("#FFFFFF", "#242A33", "#FFFFFF", "#0D0D10")
    readonly property color sunken: pick("#E9EBF0", "#0D1014", "#F2F2F2", "#000000")
    readonly property color divider: pick("#E6E8EE", "#272D37", "#767676", "#7A7A7A")
    readonly property color border: pick("#D5D9E2", "#333B47", "#4A4A4A", "#B8B8B8")
    readonly property color borderStrong: pick("#848C9E", "#6B7384", "#000000", "#FFFFFF")
    readonly property color rowHover: pick("#F2F3F6", "#20252E", "#E6E6E6", "#2A2A2E")
    readonly property color field: pick("#FFFFFF", "#14171D", "#FFFFFF", "#000000")
    readonly property color scrim: contrast ? "#B3000000" : "#660B0D12" // 70 or 40 %
    readonly property color skeleton: pick("#E4E7ED", "#2A313C", "#BDBDBD", "#4A4A4A")
    readonly property color track: pick("#E9EBF0", "#2A313C", "#D4D4D4", "#3D3D42")
    readonly property color cell: pick("#F1F2F6", "#262C36", "#F2F2F2", "#1C1C1F")
    readonly property color cellWork: pick("#E3E7F0", "#303845", "#CFCFCF", "#3D3D42")
    readonly property color segmentOn: pick("#FFFFFF", "#323A47", "#3B1FA8", "#D6CFFF")
    readonly property color cardInDrawer: pick("#FFFFFF", "#1F242C", "#FFFFFF", "#000000")
    readonly property color clear: "transparent"

    // Text.
    readonly property color text: pick("#171A21", "#E8EAEF", "#000000", "#FFFFFF")
    readonly property color text2: pick("#4A5163", "#A9B0BF", "#1F1F1F", "#EDEDED")
    readonly property color text3: pick("#626A7D", "#959DAD", "#333333", "#D6D6D6")
    readonly property color textDisabled: pick("#9AA1B0", "#5F6777", "#595959", "#A3A3A3")

    // Accent: selection, focus and the one primary action; never a status.
    readonly property color accent: pick("#5B3FD0", "#B3A6FF", "#3B1FA8", "#D6CFFF")
    readonly property color accentHover: pick("#4E33BD", "#C5BBFF", "#2A1480", "#EBE7FF")
    readonly property color accentPressed: pick("#4229A3", "#9C8CF5", "#1C0B5C", "#BDB2FF")
    readonly property color inkOnAccent: pick("#FFFFFF", "#17122B", "#FFFFFF", "#000000") // `onAccent` of the design: QML keeps on… for signals
    readonly property color accentTint: pick("#F0EEFB", "#313246", "#E4DEFF", "#2B2360")
    readonly property color accentLine: pick("#BDB2EC", "#57547C", "#3B1FA8", "#D6CFFF")
    readonly property color ember: pick("#D9480F", "#F26B2E", "#C23C06", "#FF8A52") // the logo only
    readonly property color inkOnEmber: "#FFFFFF"
    readonly property color inkOnSegment: contrast ? inkOnAccent : text // on the chosen part of a segmented control

    // Status: colour, fill and edge.
    readonly property color success: pick("#017B5F", "#7BEBD3", "#004D3A", "#8CF5DE")
    readonly property color successTint: pick("#EDF6F4", "#26373A", "#FFFFFF", "#000000")
    readonly property color successLine: pick("#A4D1C6", "#3D6864", "#004D3A", "#8CF5DE")
    readonly property color running: pick("#1A56DB", "#5E97FF", "#0B3A9E", "#A3C6FF")
    readonly property color runningTint: pick("#EFF3FC", "#222D3F", "#FFFFFF", "#000000")
    readonly property color runningLine: pick("#ADC2F2", "#324A73", "#0B3A9E", "#A3C6FF")
    readonly property color warning: pick("#946200", "#FFDF85", "#5C3D00", "#FFE599")
    readonly property color warningTint: pick("#F8F4ED", "#353531", "#FFFFFF", "#000000")
    readonly property color warningLine: pick("#D8C6A3", "#6C6348", "#5C3D00", "#FFE599")
    readonly property color failed: pick("#A3182B", "#F4605F", "#8A0F1F", "#FFA8A5")
    readonly property color failedTint: pick("#F9EFF0", "#34262C", "#FFFFFF", "#000000")
    readonly property color failedLine: pick("#DEACB3", "#68363A", "#8A0F1F", "#FFA8A5")
    readonly property color neutral: pick("#525A71", "#9195A2", "#363D4D", "#D6D9E0")
    readonly property color neutralTint: pick("#F3F3F5", "#282C34", "#FFFFFF", "#000000")
    readonly property color neutralLine: pick("#C1C4CC", "#454952", "#363D4D", "#D6D9E0")
    readonly property color inkOnStatus: pick("#FFFFFF", "#12151A", "#FFFFFF", "#000000") // text on a filled count

    // Charts: cN for lines and areas, cNInk for words; heat is one hue.
    readonly property color c1: pick("#0072B2", "#4AA8E0", "#005A8C", "#6CC0F5")
    readonly property color c2: pick("#C28400", "#E6A817", "#8F6400", "#F5C04A")
    readonly property color c3: pick("#009E73", "#2FB890", "#007A59", "#4FD9AE")
    readonly property color c4: pick("#CC79A7", "#D98DB8", "#A8487F", "#F0A6CE")
    readonly property color c5: pick("#3396D1", "#8CCBF2", "#2477AE", "#B3E0FF")
    readonly property color c6: pick("#D55E00", "#E8793A", "#B04A00", "#FFA066")
    readonly property color c1Ink: pick("#0072B2", "#4AA8E0", "#004A73", "#8ACDF8")
    readonly property color c2Ink: pick("#8A6000", "#E6A817", "#5C3D00", "#F5C04A")
    readonly property color c3Ink: pick("#007355", "#2FB890", "#004D38", "#4FD9AE")
    readonly property color c4Ink: pick("#A3457C", "#D98DB8", "#7A2459", "#F0A6CE")
    readonly property color c5Ink: pick("#1B6FA8", "#8CCBF2", "#0B466B", "#B3E0FF")
    readonly property color c6Ink: pick("#B04A00", "#E8793A", "#7A3200", "#FFA066")
    readonly property color heat0: pick("#EEF1F6", "#20262F", "#F2F2F2", "#1C1C1F")
    readonly property color heat1: pick("#CFE3F2", "#1E3A52", "#CFE3F2", "#1E3A52")
    readonly property color heat2: pick("#9EBAD0", "#41627C", "#8FB3CF", "#41708F")
    readonly property color heat3: pick("#6D91AF", "#638BA6", "#4F80A6", "#74A5C6")
    readonly property color heat4: pick("#3C688D", "#86B3D0", "#235479", "#B0D9F2")
    readonly property color heat5: pick("#0B3F6B", "#A8DBFA", "#001F3D", "#FFFFFF")
    readonly property color riskMinimal: success
    readonly property color riskLow: c1
    readonly property color riskMedium: warning
    readonly property color riskHigh: c6
    readonly property color riskCritical: failed
    readonly property color c1Soft: contrast ? c1 : Qt.alpha(c1, 0.7) // areas of what is as it should be
    readonly property real faint: contrast ? 0.8 : 0.5     // what stands aside of what is meant, and can still be read
    readonly property real fainter: contrast ? 0.6 : 0.38  // lines of it
    readonly property list<color> heat: [heat0, heat1, heat2, heat3, heat4, heat5]
    readonly property list<color> series: [c1, c2, c3, c4, c5, c6]

    // Fill and edge in a colour that is no status: as the tints and lines of statuses are made.
    function wash(color: color): color { return contrast ? surface : Qt.tint(surface, Qt.alpha(color, dark ? 0.12 : 0.07)); }
    function washLine(color: color): color { return contrast ? color : Qt.tint(surface, Qt.alpha(color, 0.36)); }

    // Space: a 4-px grid.
    readonly property int space1: 2
    readonly property int space2: 4
    readonly property int space3: 8
    readonly property int space4: 12
    readonly property int space5: 16
    readonly property int space6: 24
    readonly property int space7: 32
    readonly property int space8: 48
    readonly property int space9: 64

    // Sizes.
    readonly property int radiusControl: 4
    readonly property int radiusCard: 6
    readonly property int radiusDialog: 10
    readonly property int control: 28
    readonly property int controlSmall: 24
    readonly property int badge: 20
    readonly property int tag: 16
    readonly property int key: 16
    readonly property int rowHeight: density === Theme.Compact ? 24 : density === Theme.Spacious ? 36 : 28
    readonly property int rowPad: density === Theme.Compact ? 4 : density === Theme.Spacious ? 12 : 8
    readonly property int tableHead: 28
    readonly property int tabs: 36
    readonly property int cardHead: 40
    readonly property int cardHeadSmall: 32
    readonly property int iconSmall: 12
    readonly property int iconBadge: 14
    readonly property int icon: 16
    readonly property int iconLarge: 20
    readonly property int iconHero: 24
    readonly property int edge: contrast ? 2 : 1 // of what can be used: buttons, fields, chips
    readonly property int focusWidth: contrast ? 3 : 2
    readonly property int focusGap: 2
    readonly property int check: 14
    readonly property int switchWidth: 28
    readonly property int switchHeight: 16
    readonly property int scrollThumb: 6
    readonly property int scrollThumbMin: 24
    readonly property real strokeChart: 1.75
    readonly property real strokeSpark: 1.5
    readonly property real strokeNow: 1.5

    // The shell.
    readonly property int topBar: 48
    readonly property int toolBar: 48
    readonly property int statusBar: 24
    readonly property int railWide: 208
    readonly property int railNarrow: 56
    readonly property int drawerMin: 300
    readonly property int drawerJobs: 400
    readonly property int drawerAudit: 460
    readonly property int drawerMax: 560
    readonly property int fieldList: 232
    readonly property int stepper: 192
    readonly property int category: 216
    readonly property int windowMinWidth: 960
    readonly property int windowMinHeight: 640
    readonly property int railCollapses: 1080 // below this width the rail is narrow on every page
    readonly property int railCollapsesOnCanvas: 1600
    readonly property int drawerOverlays: 1200

    // Motion, in ms.
    readonly property int motionFast: reduceMotion ? 0 : 120
    readonly property int motionNormal: reduceMotion ? 0 : 200
    readonly property int motionSlow: reduceMotion ? 0 : 320
    readonly property int tipDelay: 500
    readonly property int skeletonDelay: 150 // a faster answer shows nothing at all in between

    // Type. Each style is a font; line heights go with AppText.
    readonly property string familyUi: "Inter"
    readonly property string familyMono: "JetBrains Mono"
    readonly property int weightNormal: Font.Normal
    readonly property int weightMedium: Font.Medium
    readonly property int weightStrong: Font.DemiBold
    readonly property font caption: Qt.font({ family: familyUi, pixelSize: 11 })
    readonly property font captionStrong: Qt.font({ family: familyUi, pixelSize: 11, weight: Font.DemiBold })
    readonly property font label: Qt.font({ family: familyUi, pixelSize: 12 })
    readonly property font labelMedium: Qt.font({ family: familyUi, pixelSize: 12, weight: Font.Medium })
    readonly property font labelStrong: Qt.font({ family: familyUi, pixelSize: 12, weight: Font.DemiBold })
    readonly property font body: Qt.font({ family: familyUi, pixelSize: 13 })
    readonly property font bodyMedium: Qt.font({ family: familyUi, pixelSize: 13, weight: Font.Medium })
    readonly property font bodyStrong: Qt.font({ family: familyUi, pixelSize: 13, weight: Font.DemiBold })
    readonly property font emphasis: Qt.font({ family: familyUi, pixelSize: 14, weight: Font.DemiBold })
    readonly property font section: Qt.font({ family: familyUi, pixelSize: 16, weight: Font.DemiBold })
    readonly property font page: Qt.font({ family: familyUi, pixelSize: 20, weight: Font.DemiBold })
    readonly property font stat: Qt.font({ family: familyUi, pixelSize: 24, weight: Font.DemiBold })
    readonly property font mono: Qt.font({ family: familyMono, pixelSize: 12 })
    readonly property font monoCaption: Qt.font({ family: familyMono, pixelSize: 11 })
    readonly property font monoLarge: Qt.font({ family: familyMono, pixelSize: 20 })

    // Line height of a style, by its pixel size.
    function lineHeight(pixelSize: int): int {
        return pixelSize <= 12 ? 16 : pixelSize <= 14 ? 20 : pixelSize <= 16 ? 24 : pixelSize <= 20 ? 28 : 32;
    }
}
