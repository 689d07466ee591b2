// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of the pages, as a screen reader walks through them: rows, columns and what cells say.
import QtQuick
import QtTest
import Inferno.Controls
import Inferno.Models
import Inferno.Pages as P
import Inferno.Test

Item {
    id: root

    width: 1300
    height: 700

    P.JobsPage { id: jobs; anchors.fill: parent; visible: false; page: Bench.app.pageObject("jobs") as JobsPage }
    P.AuditPage { id: audit; anchors.fill: parent; visible: false; page: Bench.app.pageObject("audit") as AuditPage }
    P.ModelsPage { id: models; anchors.fill: parent; visible: false; page: Bench.app.pageObject("models") as ModelsPage }

    TestCase {
        name: "PageTables"
        when: windowShown

        function tableIn(item: Item): Item {
            if (item.headItem !== undefined && item.headItem !== null && item.columns)
                return item;
            for (let i = 0; i < item.children.length; ++i) {
                const found = tableIn(item.children[i]);
                if (found)
                    return found;
            }
            return null;
        }
        function said(page: Item): list<string> {
            page.visible = true;
            tryVerify(() => page.page.state === PageState.Ready);
            const list = tableIn(page);
            waitForRendering(list);
            return Bench.tableOf(list);
        }
        function init(): void { Bench.takeWarnings(); }
        function cleanup(): void { jobs.visible = audit.visible = models.visible = false; compare(Bench.takeWarnings(), []); }

        function test_jobs(): void {
            const lines = said(jobs);
            compare(lines[0], "24 x 9");
            compare(lines[1], "Status | Name | Schedule | Next run | Last 20 runs | Last started | p50 | p95 | Enabled");
            verify(/^0: Failed \| post_processing etl \| After nightly_conversion \| on trigger/.test(lines[2]), lines[2]);
            verify(lines.every(line => !/does not fit|no head|lost/.test(line)), lines.join("\n"));
        }
        function test_audit(): void {
            const lines = said(audit);
            compare(lines[0], "4210993 x 5");
            compare(lines[1], "Time | Action | Actor | Object | Sequence");
            verify(/^0: 10:41:58 .000 \| success login_success \| mara.keller \| session \| 4,210,992$/.test(lines[2]), lines[2]);
            verify(lines.every(line => !/does not fit|no head|lost/.test(line)), lines.join("\n"));
            audit.page.events.position = 4000000;
            tryVerify(() => /^4000000: .*\| 210,992$/.test(said(audit)[2]), 5000, "by its number in the whole list");
            audit.page.events.togglePin("source_ip");
            compare(said(audit)[0], "4210993 x 6");
            audit.page.events.togglePin("source_ip");
            audit.page.events.position = 0;
        }
        function test_models(): void {
            const lines = said(models);
            compare(lines[0], "7 x 11");
            verify(/^0: anomaly_series \| 0.9 default \| Unhealthy/.test(lines[2]), lines[2]);
            verify(lines.every(line => !/does not fit|no head|lost/.test(line)), lines.join("\n"));
        }
    }
}
