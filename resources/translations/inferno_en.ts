<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- SPDX-License-Identifier: GPL-3.0-or-later -->
<TS version="2.1" language="en">
<context>
    <name>Attention</name>
    <message numerus="yes">
        <source>%n run(s) wait.</source>
        <translation>
            <numerusform>%n run waits.</numerusform>
            <numerusform>%n runs wait.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Holds back %n job(s), first %1 at %2.</source>
        <extracomment>After the number of jobs: which of them its schedule wants to start first, and when.</extracomment>
        <translation>
            <numerusform>Holds back %n job, first %1 at %2.</numerusform>
            <numerusform>Holds back %n jobs, first %1 at %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Holds back %n job(s).</source>
        <translation>
            <numerusform>Holds back %n job.</numerusform>
            <numerusform>Holds back %n jobs.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AuditFields</name>
    <message numerus="yes">
        <source>Search %n fields</source>
        <translation>
            <numerusform>Search %n field</numerusform>
            <numerusform>Search %n fields</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AuditTable</name>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) copied</source>
        <translation>
            <numerusform>%n event copied</numerusform>
            <numerusform>%n events copied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CalendarMonthCell</name>
    <message numerus="yes">
        <source>%n run(s)</source>
        <extracomment>In a day of the month: how many runs there were.</extracomment>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n planned</source>
        <translation>
            <numerusform>%n planned</numerusform>
            <numerusform>%n planned</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GraphImpact</name>
    <message numerus="yes">
        <source>%n job(s) do not start.</source>
        <translation>
            <numerusform>%n job does not start.</numerusform>
            <numerusform>%n jobs do not start.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) do not start; %1 misses %2.</source>
        <extracomment>After the number of jobs: the first that its schedule wants to start, and when.</extracomment>
        <translation>
            <numerusform>%n job does not start; %1 misses %2.</numerusform>
            <numerusform>%n jobs do not start; %1 misses %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobAuditTab</name>
    <message numerus="yes">
        <source>The newest %n event(s)</source>
        <translation>
            <numerusform>The newest event</numerusform>
            <numerusform>The newest %n events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobBulkBar</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobScheduleTab</name>
    <message numerus="yes">
        <source>The last %1, %n missed</source>
        <translation>
            <numerusform>The last %1, %n missed</numerusform>
            <numerusform>The last %1, %n missed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobsPage</name>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n job</numerusform>
            <numerusform>%n jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) wait for it.</source>
        <translation>
            <numerusform>%n job waits for it.</numerusform>
            <numerusform>%n jobs wait for it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n job(s)?</source>
        <translation>
            <numerusform>Delete %n job?</numerusform>
            <numerusform>Delete %n jobs?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Lane</name>
    <message numerus="yes">
        <source>%n planned run(s)</source>
        <extracomment>Many planned runs of one job, drawn as one strip.</extracomment>
        <translation>
            <numerusform>%n planned run</numerusform>
            <numerusform>%n planned runs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LastLook</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) are gone</source>
        <translation>
            <numerusform>%n job is gone</numerusform>
            <numerusform>%n jobs are gone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) ended</source>
        <translation>
            <numerusform>%n run ended</numerusform>
            <numerusform>%n runs ended</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProofPath</name>
    <message numerus="yes">
        <source>… %n level(s)</source>
        <extracomment>Levels of a tree of hashes that are left out of its picture.</extracomment>
        <translation>
            <numerusform>… %n level</numerusform>
            <numerusform>… %n levels</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewStep</name>
    <message numerus="yes">
        <source>%n thing(s) to mend</source>
        <translation>
            <numerusform>%n thing to mend</numerusform>
            <numerusform>%n things to mend</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunBars</name>
    <message numerus="yes">
        <source>Last %n runs, %1 failed</source>
        <extracomment>Accessible name of the bars of a job&apos;s last runs: how many, and how many of them failed.</extracomment>
        <translation>
            <numerusform>Last %n run, %1 failed</numerusform>
            <numerusform>Last %n runs, %1 failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ShortcutsCard</name>
    <message numerus="yes">
        <source>%n changed</source>
        <extracomment>How many keys are not as they were at first.</extracomment>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StateLoading</name>
    <message numerus="yes">
        <source>Still working, %n s</source>
        <extracomment>Below a region that loads for long; %n seconds so far.</extracomment>
        <translation>
            <numerusform>Still working, %n s</numerusform>
            <numerusform>Still working, %n s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message numerus="yes">
        <source>%n jobs need attention</source>
        <extracomment>Tooltip and name of the bell: how many jobs failed.</extracomment>
        <translation>
            <numerusform>%n job needs attention</numerusform>
            <numerusform>%n jobs need attention</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>inferno::desktop::Notifier</name>
    <message numerus="yes">
        <source>%n jobs failed</source>
        <extracomment>A notification in the place of several: %n jobs failed within a minute.</extracomment>
        <translation>
            <numerusform>%n job failed</numerusform>
            <numerusform>%n jobs failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>inferno::desktop::Tray</name>
    <message numerus="yes">
        <source>%n running</source>
        <extracomment>First line of the tray&apos;s menu: how many runs are under way.</extracomment>
        <translation>
            <numerusform>%n running</numerusform>
            <numerusform>%n running</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>inferno::models::AppState</name>
    <message numerus="yes">
        <source>%n run(s) go on without it and are taken up again when it starts. Nothing starts by schedule until then.</source>
        <extracomment>%n runs are under way when the service is to be stopped.</extracomment>
        <translation>
            <numerusform>%n run goes on without it and is taken up again when it starts. Nothing starts by schedule until then.</numerusform>
            <numerusform>%n runs go on without it and are taken up again when it starts. Nothing starts by schedule until then.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>inferno::models::AuditPage</name>
    <message numerus="yes">
        <source>≥ %n event(s)</source>
        <translation>
            <numerusform>≥ %n event</numerusform>
            <numerusform>≥ %n events</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>inferno::models::CalendarPage</name>
    <message numerus="yes">
        <source>%n run(s) begin %1 min later</source>
        <translation>
            <numerusform>%n run begins %1 min later</numerusform>
            <numerusform>%n runs begin %1 min later</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <extracomment>In one hour of the calendar: more runs than can be shown one by one.</extracomment>
        <translation>
            <numerusform>%n run</numerusform>
            <numerusform>%n runs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The clock change pushes %n job(s) into this hour:</source>
        <translation>
            <numerusform>The clock change pushes %n job into this hour:</numerusform>
            <numerusform>The clock change pushes %n jobs into this hour:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n planned run(s) begin then:</source>
        <translation>
            <numerusform>%n planned run begins then:</numerusform>
            <numerusform>%n planned runs begin then:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>inferno::models::Commands</name>
    <message numerus="yes">
        <source>It would wait: all %1 workers are busy, and %n run(s) wait already.</source>
        <extracomment>%1 is a number of workers, all of them.</extracomment>
        <translation>
            <numerusform>It would wait: all %1 workers are busy, and %n run waits already.</numerusform>
            <numerusform>It would wait: all %1 workers are busy, and %n runs wait already.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) wait for it.</source>
        <translation>
            <numerusform>%n job waits for it.</numerusform>
            <numerusform>%n jobs wait for it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The service would refuse: %n job(s) wait for it.</source>
        <translation>
            <numerusform>The service would refuse: %n job waits for it.</numerusform>
            <numerusform>The service would refuse: %n jobs wait for it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) in the queue would wait until it is resumed.</source>
        <translation>
            <numerusform>%n run in the queue would wait until it is resumed.</numerusform>
            <numerusform>%n runs in the queue would wait until it is resumed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) under way go on.</source>
        <translation>
            <numerusform>%n run under way goes on.</numerusform>
            <numerusform>%n runs under way go on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) in the queue may start.</source>
        <translation>
            <numerusform>%n run in the queue may start.</numerusform>
            <numerusform>%n runs in the queue may start.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>inferno::models::CrontabImport</name>
    <message numerus="yes">
        <source>%n job(s) imported: take them out of the crontab</source>
        <translation>
            <numerusform>%n job imported: take it out of the crontab</numerusform>
            <numerusform>%n jobs imported: take them out of the crontab</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n job</numerusform>
            <numerusform>%n jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) left out</source>
        <translation>
            <numerusform>%n line left out</numerusform>
            <numerusform>%n lines left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>inferno::models::DefinitionImport</name>
    <message numerus="yes">
        <source>%n job(s) taken over</source>
        <translation>
            <numerusform>%n job taken over</numerusform>
            <numerusform>%n jobs taken over</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) must be mended first</source>
        <translation>
            <numerusform>%n job must be mended first</numerusform>
            <numerusform>%n jobs must be mended first</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to make or change</source>
        <extracomment>How many jobs of a file would be made or changed, and how many are as it says already.</extracomment>
        <translation>
            <numerusform>%n to make or change</numerusform>
            <numerusform>%n to make or change</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n as it is</source>
        <translation>
            <numerusform>%n as it is</numerusform>
            <numerusform>%n as it is</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>inferno::models::EventDetail</name>
    <message numerus="yes">
        <source>%n witness(es), %1</source>
        <translation>
            <numerusform>%n witness, %1</numerusform>
            <numerusform>%n witnesses, %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Unsigned tail: %n records; no anchor outside of the vault</source>
        <translation>
            <numerusform>Unsigned tail: %n record; no anchor outside of the vault</numerusform>
            <numerusform>Unsigned tail: %n records; no anchor outside of the vault</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n siblings lead to the checkpoint&apos;s root</source>
        <translation>
            <numerusform>%n sibling leads to the checkpoint&apos;s root</numerusform>
            <numerusform>%n siblings lead to the checkpoint&apos;s root</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>inferno::models::FieldStatistics</name>
    <message numerus="yes">
        <source>at least %n value(s)</source>
        <translation>
            <numerusform>at least %n value</numerusform>
            <numerusform>at least %n values</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s)</source>
        <translation>
            <numerusform>%n value</numerusform>
            <numerusform>%n values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>inferno::models::GraphPage</name>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n job</numerusform>
            <numerusform>%n jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n edge(s)</source>
        <translation>
            <numerusform>%n edge</numerusform>
            <numerusform>%n edges</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) collapsed</source>
        <translation>
            <numerusform>%n job collapsed</numerusform>
            <numerusform>%n jobs collapsed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>inferno::models::JobDetail</name>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n job</numerusform>
            <numerusform>%n jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more attempt(s)</source>
        <translation>
            <numerusform>%n more attempt</numerusform>
            <numerusform>%n more attempts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>inferno::models::JobEditorPage</name>
    <message numerus="yes">
        <source>At most %n other job(s) start in the same hour</source>
        <translation>
            <numerusform>At most %n other job starts in the same hour</numerusform>
            <numerusform>At most %n other jobs start in the same hour</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to mend</source>
        <translation>
            <numerusform>%n to mend</numerusform>
            <numerusform>%n to mend</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>inferno::models::JobsPage</name>
    <message numerus="yes">
        <source>%n job(s) could not be deleted</source>
        <translation>
            <numerusform>%n job could not be deleted</numerusform>
            <numerusform>%n jobs could not be deleted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n job(s)</source>
        <translation>
            <numerusform>Deleted %n job</numerusform>
            <numerusform>Deleted %n jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) are back</source>
        <translation>
            <numerusform>%n job is back</numerusform>
            <numerusform>%n jobs are back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) are enabled</source>
        <translation>
            <numerusform>%n job is enabled</numerusform>
            <numerusform>%n jobs are enabled</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) are paused</source>
        <translation>
            <numerusform>%n job is paused</numerusform>
            <numerusform>%n jobs are paused</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) did as asked, others did not</source>
        <translation>
            <numerusform>%n job did as asked, others did not</numerusform>
            <numerusform>%n jobs did as asked, others did not</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) are stopping</source>
        <translation>
            <numerusform>%n job is stopping</numerusform>
            <numerusform>%n jobs are stopping</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) are queued</source>
        <translation>
            <numerusform>%n job is queued</numerusform>
            <numerusform>%n jobs are queued</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n definition(s) are in %1</source>
        <translation>
            <numerusform>%n definition is in %1</numerusform>
            <numerusform>%n definitions are in %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>inferno::models::ModelsPage</name>
    <message numerus="yes">
        <source>%n version(s)</source>
        <translation>
            <numerusform>%n version</numerusform>
            <numerusform>%n versions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n version(s)</source>
        <translation>
            <numerusform>%1 of %n version</numerusform>
            <numerusform>%1 of %n versions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 in %2 ms, %n worker(s)</source>
        <translation>
            <numerusform>%1 in %2 ms, %n worker</numerusform>
            <numerusform>%1 in %2 ms, %n workers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>inferno::models::OverviewPage</name>
    <message numerus="yes">
        <source>One failure is holding back %n job(s).</source>
        <translation>
            <numerusform>One failure is holding back %n job.</numerusform>
            <numerusform>One failure is holding back %n jobs.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) failed and wait for you.</source>
        <translation>
            <numerusform>%n job failed and waits for you.</numerusform>
            <numerusform>%n jobs failed and wait for you.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All is well; %n job(s) running.</source>
        <translation>
            <numerusform>All is well; %n job running.</numerusform>
            <numerusform>All is well; %n jobs running.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>all held by %n place(s) outside</source>
        <translation>
            <numerusform>all held by %n place outside</numerusform>
            <numerusform>all held by %n places outside</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Since %1: %n change(s)</source>
        <translation>
            <numerusform>Since %1: %n change</numerusform>
            <numerusform>Since %1: %n changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>One failure is holding back %n job(s); %1.</source>
        <extracomment>%1 is &quot;report may miss 12:00&quot;.</extracomment>
        <translation>
            <numerusform>One failure is holding back %n job; %1.</numerusform>
            <numerusform>One failure is holding back %n jobs; %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) failed; %1.</source>
        <translation>
            <numerusform>%n job failed; %1.</numerusform>
            <numerusform>%n jobs failed; %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) need you.</source>
        <translation>
            <numerusform>%n thing needs you.</numerusform>
            <numerusform>%n things need you.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>inferno::models::PaletteModel</name>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n job</numerusform>
            <numerusform>%n jobs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>inferno::models::RunComparison</name>
    <message numerus="yes">
        <source>None of the last %n run(s) failed</source>
        <translation>
            <numerusform>No failure in the last %n run</numerusform>
            <numerusform>None of the last %n runs failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No run before it succeeded, of the last %n</source>
        <translation>
            <numerusform>No run before it succeeded, of the last %n</numerusform>
            <numerusform>No run before it succeeded, of the last %n</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>inferno::models::RunFamily</name>
    <message numerus="yes">
        <source>and %n more job(s) behind it</source>
        <translation>
            <numerusform>and %n more job behind it</numerusform>
            <numerusform>and %n more jobs behind it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>inferno::models::SampleWorkspace</name>
    <message numerus="yes">
        <source>The sample workspace is there: %n job(s)</source>
        <translation>
            <numerusform>The sample workspace is there: %n job</numerusform>
            <numerusform>The sample workspace is there: %n jobs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>inferno::models::ScheduleBuilder</name>
    <message numerus="yes">
        <source>On %1 at %2 %n other job(s) start in the same minute, and %3 may run at once: some will wait.</source>
        <translation>
            <numerusform>On %1 at %2 %n other job starts in the same minute, and %3 may run at once: some will wait.</numerusform>
            <numerusform>On %1 at %2 %n other jobs start in the same minute, and %3 may run at once: some will wait.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>inferno::models::ScheduleTrial</name>
    <message numerus="yes">
        <source>%n start(s)</source>
        <extracomment>How many times of a schedule start a run; %n is the number, and so with those below.</extracomment>
        <translation>
            <numerusform>%n start</numerusform>
            <numerusform>%n starts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n beside another</source>
        <translation>
            <numerusform>%n beside another</numerusform>
            <numerusform>%n beside another</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wait(s) for the run before</source>
        <translation>
            <numerusform>%n waits for the run before</numerusform>
            <numerusform>%n wait for the run before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n end(s) the run before</source>
        <translation>
            <numerusform>%n ends the run before</numerusform>
            <numerusform>%n end the run before</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n skipped: the run before goes on</source>
        <translation>
            <numerusform>%n skipped: the run before goes on</numerusform>
            <numerusform>%n skipped: the run before goes on</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in a blackout</source>
        <translation>
            <numerusform>%n in a blackout</numerusform>
            <numerusform>%n in a blackout</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missed</source>
        <translation>
            <numerusform>%n missed</numerusform>
            <numerusform>%n missed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n made up for</source>
        <translation>
            <numerusform>%n made up for</numerusform>
            <numerusform>%n made up for</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not started</source>
        <extracomment>Of the times of a schedule on one day: so many start no run.</extracomment>
        <translation>
            <numerusform>%n not started</numerusform>
            <numerusform>%n not started</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>inferno::models::ServiceFacts</name>
    <message numerus="yes">
        <source>Of all %n core(s) of the computer, by everybody</source>
        <translation>
            <numerusform>Of the one core of the computer, by everybody</numerusform>
            <numerusform>Of all %n cores of the computer, by everybody</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n core(s), %2</source>
        <translation>
            <numerusform>%1, %n core, %2</numerusform>
            <numerusform>%1, %n cores, %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>inferno::models::SettingsPage</name>
    <message numerus="yes">
        <source>%n setting(s)</source>
        <extracomment>How many settings a search found.</extracomment>
        <translation>
            <numerusform>%n setting</numerusform>
            <numerusform>%n settings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) need(s) a restart</source>
        <extracomment>Changed settings that count only after the service has been started again.</extracomment>
        <translation>
            <numerusform>%n change needs a restart</numerusform>
            <numerusform>%n changes need a restart</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <extracomment>Settings of a category that are not as they were at first.</extracomment>
        <translation>
            <numerusform>%n changed</numerusform>
            <numerusform>%n changed</numerusform>
        </translation>
    </message>
</context>
</TS>
