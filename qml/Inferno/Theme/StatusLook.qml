// SPDX-License-Identifier: GPL-3.0-or-later
// How a state of a job or run looks: a word, a glyph and a colour, always together. StatusBadge and StatusIcon draw it.
// States are those of the API, and `paused`, `warnings` (completed with warnings) and `at_risk` (deadline at risk).
pragma Singleton
import QtQuick
import Inferno.Theme

QtObject {
    function word(state: string): string {
        switch (state) {
        //: State of a job or run, one word on a badge.
        case "scheduled": return qsTr("Scheduled");
        //: State of a job that nothing starts by itself.
        case "ready": return qsTr("Ready");
        //: State of a run that waits for a worker.
        case "queued": return qsTr("Queued");
        //: State of a run that waits for other jobs.
        case "blocked": return qsTr("Blocked");
        //: State of a run.
        case "running": return qsTr("Running");
        //: State of a run that failed and will be tried again.
        case "retrying": return qsTr("Retrying");
        //: State of a run.
        case "completed": return qsTr("Completed");
        //: State of a run that ended well but said something.
        case "warnings": return qsTr("Warnings");
        //: State of a job that may miss its deadline.
        case "at_risk": return qsTr("At risk");
        //: State of a run.
        case "failed": return qsTr("Failed");
        //: State of a run that took longer than it may.
        case "timed_out": return qsTr("Timed out");
        //: State of a run that somebody ended.
        case "cancelled": return qsTr("Cancelled");
        //: State of a run that was not started.
        case "skipped": return qsTr("Skipped");
        //: State of a job or of the scheduler.
        case "paused": return qsTr("Paused");
        //: State of a job.
        case "disabled": return qsTr("Disabled");
        }
        return state;
    }

    // The glyph of each state, for what paints them itself.
    function glyphs(): var {
        const all = {};
        for (const state of ["scheduled", "ready", "queued", "blocked", "running", "retrying", "completed", "warnings", "at_risk",
                             "failed", "timed_out", "cancelled", "skipped", "paused", "disabled"])
            all[state] = glyph(state);
        return all;
    }
    function glyph(state: string): string {
        switch (state) {
        case "scheduled": return "calendar-clock";
        case "ready": return "circle";
        case "queued": return "clock";
        case "blocked": return "circle-dashed";
        case "running": return "loader-circle";
        case "retrying": return "rotate-cw";
        case "completed": return "circle-check";
        case "warnings": return "triangle-alert";
        case "at_risk": return "triangle-alert";
        case "failed": return "octagon-x";
        case "timed_out": return "timer-off";
        case "cancelled": return "circle-stop";
        case "skipped": return "chevrons-right";
        case "paused": return "circle-pause";
        case "disabled": return "ban";
        }
        return "circle";
    }

    // Tone of a state: success, running, warning, failed or neutral.
    function tone(state: string): string {
        switch (state) {
        case "running": return "running";
        case "retrying":
        case "warnings":
        case "at_risk": return "warning";
        case "completed": return "success";
        case "failed":
        case "timed_out": return "failed";
        }
        return "neutral";
    }

    function ink(tone: string): color {
        switch (tone) {
        case "success": return Theme.success;
        case "running": return Theme.running;
        case "warning": return Theme.warning;
        case "failed": return Theme.failed;
        case "accent": return Theme.accent;
        }
        return Theme.neutral;
    }

    function tint(tone: string): color {
        switch (tone) {
        case "success": return Theme.successTint;
        case "running": return Theme.runningTint;
        case "warning": return Theme.warningTint;
        case "failed": return Theme.failedTint;
        case "accent": return Theme.accentTint;
        }
        return Theme.neutralTint;
    }

    function line(tone: string): color {
        switch (tone) {
        case "success": return Theme.successLine;
        case "running": return Theme.runningLine;
        case "warning": return Theme.warningLine;
        case "failed": return Theme.failedLine;
        case "accent": return Theme.accentLine;
        }
        return Theme.neutralLine;
    }

    // Colour of a state itself, for edges, bars and graph nodes.
    function color(state: string): color { return ink(tone(state)); }
}
