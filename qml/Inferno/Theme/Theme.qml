// SPDX-License-Identifier: GPL-3.0-or-later
// The design tokens: every colour, size, type style and duration of the window. Colours stand nowhere else.
// Sizes are in px at 100 %. A token has one value in each theme; `dark` chooses, so a switch is live.
pragma Singleton
import QtQuick

QtObject {
    id: root

    enum Mode { System, Light, Dark }
    enum Density { Compact, Comfortable, Spacious }

    // What the user chose.
    property int mode: Theme.System
    property int density: Theme.Comfortable
    property bool reduceMotion: false

    // The desktop asks for dark windows where its palette's window is darker than its text: live, on every platform.
    readonly property SystemPalette system: SystemPalette {}
    readonly property bool systemDark: system.window.hslLightness < system.windowText.hslLightness
    readonly property bool dark: mode === Theme.Dark || (mode === Theme.System && systemDark)

    // Surfaces and lines.
    readonly property color bg: dark ? "#12151A" : "#F4F5F7"
    readonly property color surface: dark ? "#1A1E25" : "#FFFFFF"
    readonly property color raised: dark ? "#242A33" : "#FFFFFF"
    readonly property color sunken: dark ? "#0D1014" : "#E9EBF0"
    readonly property color divider: dark ? "#272D37" : "#E6E8EE"
    readonly property color border: dark ? "#333B47" : "#D5D9E2"
    readonly property color borderStrong: dark ? "#6B7384" : "#848C9E"
    readonly property color rowHover: dark ? "#20252E" : "#F2F3F6"
    readonly property color field: dark ? "#14171D" : "#FFFFFF"
    readonly property color scrim: "#660B0D12" // 40 %
    readonly property color skeleton: dark ? "#2A313C" : "#E4E7ED"
    readonly property color track: dark ? "#2A313C" : "#E9EBF0"
    readonly property color cell: dark ? "#262C36" : "#F1F2F6"
    readonly property color cellWork: dark ? "#303845" : "#E3E7F0"
    readonly property color segmentOn: dark ? "#323A47" : "#FFFFFF"
    readonly property color cardInDrawer: dark ? "#1F242C" : "#FFFFFF"
    readonly property color clear: "transparent"

    // Text.
    readonly property color text: dark ? "#E8EAEF" : "#171A21"
    readonly property color text2: dark ? "#A9B0BF" : "#4A5163"
    readonly property color text3: dark ? "#8E96A6" : "#626A7D"
    readonly property color textDisabled: dark ? "#5F6777" : "#9AA1B0"

    // Accent: selection, focus and the one primary action; never a status.
    readonly property color accent: dark ? "#B3A6FF" : "#5B3FD0"
    readonly property color accentHover: dark ? "#C5BBFF" : "#4E33BD"
    readonly property color accentPressed: dark ? "#9C8CF5" : "#4229A3"
    readonly property color inkOnAccent: dark ? "#17122B" : "#FFFFFF" // `onAccent` of the design: QML keeps on… for signals
    readonly property color accentTint: dark ? "#313246" : "#F0EEFB"
    readonly property color accentLine: dark ? "#57547C" : "#BDB2EC"
    readonly property color ember: dark ? "#F26B2E" : "#D9480F" // the logo only
    readonly property color inkOnEmber: "#FFFFFF"

    // Status: colour, fill and edge.
    readonly property color success: dark ? "#7BEBD3" : "#027F62"
    readonly property color successTint: dark ? "#26373A" : "#EDF6F4"
    readonly property color successLine: dark ? "#3D6864" : "#A4D1C6"
    readonly property color running: dark ? "#5E97FF" : "#1A56DB"
    readonly property color runningTint: dark ? "#222D3F" : "#EFF3FC"
    readonly property color runningLine: dark ? "#324A73" : "#ADC2F2"
    readonly property color warning: dark ? "#FFDF85" : "#946200"
    readonly property color warningTint: dark ? "#353531" : "#F8F4ED"
    readonly property color warningLine: dark ? "#6C6348" : "#D8C6A3"
    readonly property color failed: dark ? "#F4605F" : "#A3182B"
    readonly property color failedTint: dark ? "#34262C" : "#F9EFF0"
    readonly property color failedLine: dark ? "#68363A" : "#DEACB3"
    readonly property color neutral: dark ? "#9195A2" : "#525A71"
    readonly property color neutralTint: dark ? "#282C34" : "#F3F3F5"
    readonly property color neutralLine: dark ? "#454952" : "#C1C4CC"
    readonly property color inkOnStatus: dark ? "#12151A" : "#FFFFFF" // text on a filled count

    // Charts: cN for lines and areas, cNInk for words; heat is one hue.
    readonly property color c1: dark ? "#4AA8E0" : "#0072B2"
    readonly property color c2: dark ? "#E6A817" : "#C28400"
    readonly property color c3: dark ? "#2FB890" : "#009E73"
    readonly property color c4: dark ? "#D98DB8" : "#CC79A7"
    readonly property color c5: dark ? "#8CCBF2" : "#3396D1"
    readonly property color c6: dark ? "#E8793A" : "#D55E00"
    readonly property color c1Ink: dark ? "#4AA8E0" : "#0072B2"
    readonly property color c2Ink: dark ? "#E6A817" : "#8A6000"
    readonly property color c3Ink: dark ? "#2FB890" : "#007355"
    readonly property color c4Ink: dark ? "#D98DB8" : "#A3457C"
    readonly property color c5Ink: dark ? "#8CCBF2" : "#1B6FA8"
    readonly property color c6Ink: dark ? "#E8793A" : "#B04A00"
    readonly property color heat0: dark ? "#20262F" : "#EEF1F6"
    readonly property color heat1: dark ? "#1E3A52" : "#CFE3F2"
    readonly property color heat2: dark ? "#41627C" : "#9EBAD0"
    readonly property color heat3: dark ? "#638BA6" : "#6D91AF"
    readonly property color heat4: dark ? "#86B3D0" : "#3C688D"
    readonly property color heat5: dark ? "#A8DBFA" : "#0B3F6B"
    readonly property color riskMinimal: success
    readonly property color riskLow: c1
    readonly property color riskMedium: warning
    readonly property color riskHigh: c6
    readonly property color riskCritical: failed
    readonly property color c1Soft: Qt.alpha(c1, 0.7) // areas of what is as it should be
    readonly property list<color> heat: [heat0, heat1, heat2, heat3, heat4, heat5]
    readonly property list<color> series: [c1, c2, c3, c4, c5, c6]

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
    readonly property int focusWidth: 2
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
