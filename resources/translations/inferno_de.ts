<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- SPDX-License-Identifier: GPL-3.0-or-later -->
<TS version="2.1" language="de">
<context>
    <name>AboutCard</name>
    <message>
        <source>Inferno %1</source>
        <translation>Inferno %1</translation>
    </message>
    <message>
        <source>Scheduled work and models on your own machines, with a record of what happened that can be proved.</source>
        <translation>Geplante Arbeit und Modelle auf eigenen Rechnern, mit einem Protokoll, das sich beweisen lässt.</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later. It comes without any warranty.</source>
        <translation>Freie Software unter der GNU General Public License, Version 3 oder neuer. Ohne jede Gewährleistung.</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>of what it is made of</source>
        <translation>der verwendeten Bestandteile</translation>
    </message>
</context>
<context>
    <name>ActivityNote</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>ActivityPanel</name>
    <message>
        <source>Activity</source>
        <extracomment>Accessible name of the panel along the bottom of the window.</extracomment>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Going on</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Done since the window opened</source>
        <translation>Erledigt, seit das Fenster offen ist</translation>
    </message>
    <message>
        <source>Close the activity</source>
        <translation>Aktivität schließen</translation>
    </message>
    <message>
        <source>Nothing runs now.</source>
        <translation>Gerade läuft nichts.</translation>
    </message>
    <message>
        <source>Nothing yet.</source>
        <translation>Noch nichts.</translation>
    </message>
</context>
<context>
    <name>ActivityRow</name>
    <message>
        <source>%1 %</source>
        <extracomment>How much of something is done.</extracomment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Stop %1</source>
        <extracomment>Stops what goes on: %1 is its name.</extracomment>
        <translation>%1 abbrechen</translation>
    </message>
</context>
<context>
    <name>AlertsStep</name>
    <message>
        <source>Rules are kept, and do not tell anybody yet</source>
        <translation>Regeln werden gespeichert, melden aber noch niemandem etwas</translation>
    </message>
    <message>
        <source>They look at the queue as a whole, with this job in it. The service checks and stores them; telling by mail or chat is not built yet. Until then this window shows failures, and the tray tells of them.</source>
        <translation>Sie gelten für die ganze Warteschlange, diesen Job eingeschlossen. Der Dienst prüft und speichert sie; Nachrichten per Mail oder Chat sind noch nicht gebaut. Bis dahin zeigt dieses Fenster Fehler, und das Symbol in der Leiste meldet sie.</translation>
    </message>
    <message>
        <source>Rules of the queue</source>
        <translation>Regeln der Warteschlange</translation>
    </message>
    <message>
        <source>There is no rule yet.</source>
        <translation>Es gibt noch keine Regel.</translation>
    </message>
    <message>
        <source>Name of the rule</source>
        <translation>Name der Regel</translation>
    </message>
    <message>
        <source>many_failures</source>
        <extracomment>An example of a name of a rule of alerts.</extracomment>
        <translation>viele_fehler</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wenn</translation>
    </message>
    <message>
        <source>A figure, a bound and a time: failed_runs, failure_rate, timed_out_runs, oldest_waiting, blocked_runs, cpu_usage and others.</source>
        <translation>Eine Größe, eine Grenze und eine Zeit: failed_runs, failure_rate, timed_out_runs, oldest_waiting, blocked_runs, cpu_usage und andere.</translation>
    </message>
    <message>
        <source>Condition of the rule</source>
        <translation>Bedingung der Regel</translation>
    </message>
    <message>
        <source>failed_runs &gt; 3 in 1h</source>
        <extracomment>An example of a condition of a rule; its words are not translated.</extracomment>
        <translation>failed_runs &gt; 3 in 1h</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <source>Severity of the rule</source>
        <translation>Schweregrad der Regel</translation>
    </message>
    <message>
        <source>Add the rule</source>
        <translation>Regel hinzufügen</translation>
    </message>
</context>
<context>
    <name>Attention</name>
    <message>
        <source>The audit vault has been altered</source>
        <extracomment>Needs attention.</extracomment>
        <translation>Der Tresor wurde verändert</translation>
    </message>
    <message>
        <source>What it holds can no longer be relied on.</source>
        <translation>Auf seinen Inhalt ist kein Verlass mehr.</translation>
    </message>
    <message>
        <source>See what</source>
        <translation>Zeigen, was</translation>
    </message>
    <message>
        <source>The vault is not open: nothing new starts</source>
        <translation>Der Tresor ist nicht offen: nichts Neues startet</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) wait.</source>
        <translation>
            <numerusform>%n Lauf wartet.</numerusform>
            <numerusform>%n Läufe warten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Open the vault</source>
        <translation>Tresor öffnen</translation>
    </message>
    <message>
        <source>The queue is paused: nothing new starts</source>
        <translation>Die Warteschlange ist angehalten: nichts Neues startet</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>The disk of the data folder is %1 % full</source>
        <translation>Die Platte des Datenordners ist zu %1 % voll</translation>
    </message>
    <message>
        <source>Without room neither runs nor events can be recorded.</source>
        <translation>Ohne Platz lassen sich weder Läufe noch Ereignisse protokollieren.</translation>
    </message>
    <message>
        <source>See what takes it</source>
        <translation>Zeigen, was sie füllt</translation>
    </message>
    <message>
        <source>%1 may miss %2</source>
        <extracomment>A job and the time at which it is due: &quot;report may miss 12:00&quot;.</extracomment>
        <translation>%1 verpasst womöglich %2</translation>
    </message>
    <message>
        <source>Retry</source>
        <extracomment>Runs a failed job again.</extracomment>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Runs it again as it is; what waits for it starts when it completes.</source>
        <translation>Führt ihn unverändert erneut aus; was auf ihn wartet, startet nach seinem Erfolg.</translation>
    </message>
    <message>
        <source>Retry with %1 GiB</source>
        <translation>Mit %1 GiB erneut versuchen</translation>
    </message>
    <message>
        <source>It was ended at its limit of %1 GiB; the limit is raised, then it runs again.</source>
        <translation>Er wurde an seiner Grenze von %1 GiB beendet; die Grenze wird erhöht, dann läuft er erneut.</translation>
    </message>
    <message>
        <source>Retry with %1</source>
        <translation>Mit %1 erneut versuchen</translation>
    </message>
    <message>
        <source>It was ended at its time limit of %1; the limit is raised, then it runs again.</source>
        <translation>Er wurde an seinem Zeitlimit von %1 beendet; das Limit wird erhöht, dann läuft er erneut.</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 failed %2 of %3</source>
        <translation>%1: %2 von %3 fehlgeschlagen</translation>
    </message>
    <message numerus="yes">
        <source>Holds back %n job(s), first %1 at %2.</source>
        <extracomment>After the number of jobs: which of them its schedule wants to start first, and when.</extracomment>
        <translation>
            <numerusform>Hält %n Job auf, zuerst %1 um %2.</numerusform>
            <numerusform>Hält %n Jobs auf, zuerst %1 um %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Holds back %n job(s).</source>
        <translation>
            <numerusform>Hält %n Job auf.</numerusform>
            <numerusform>Hält %n Jobs auf.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2 min short</source>
        <translation>%1: %2 min fehlen</translation>
    </message>
    <message>
        <source>%1: %2 min to spare</source>
        <translation>%1: %2 min Puffer</translation>
    </message>
    <message>
        <source>At p95 what it waits for takes %1 min; %2 min are left until %3.</source>
        <translation>Bei p95 dauert das, worauf er wartet, %1 min; bis %3 bleiben %2 min.</translation>
    </message>
    <message>
        <source>Show the path</source>
        <translation>Pfad zeigen</translation>
    </message>
    <message>
        <source>Raise priority</source>
        <translation>Priorität erhöhen</translation>
    </message>
    <message>
        <source>Nothing on its path can be hurried by the queue.</source>
        <translation>Nichts auf seinem Pfad lässt sich durch die Warteschlange beschleunigen.</translation>
    </message>
    <message>
        <source>These start before others: %1.</source>
        <translation>Diese starten vor anderen: %1.</translation>
    </message>
    <message>
        <source>%1 runs for %2</source>
        <translation>%1 läuft seit %2</translation>
    </message>
    <message>
        <source>19 of 20 of its runs end within %1.</source>
        <translation>19 von 20 seiner Läufe enden innerhalb von %1.</translation>
    </message>
    <message>
        <source>Open log</source>
        <translation>Log öffnen</translation>
    </message>
    <message>
        <source>The log tells whether it still gets on.</source>
        <translation>Das Log zeigt, ob er noch vorankommt.</translation>
    </message>
</context>
<context>
    <name>AuditChangeValue</name>
    <message>
        <source>nothing</source>
        <extracomment>In the place of a value that is not there.</extracomment>
        <translation>nichts</translation>
    </message>
</context>
<context>
    <name>AuditChanges</name>
    <message>
        <source>%1: from %2 to %3</source>
        <extracomment>Read to a screen reader: what was changed, from which value, to which.</extracomment>
        <translation>%1: von %2 auf %3</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
</context>
<context>
    <name>AuditColumns</name>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Actor</source>
        <translation>Akteur</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>Nummer</translation>
    </message>
</context>
<context>
    <name>AuditEvents</name>
    <message>
        <source>Stopped. %1; nothing found so far</source>
        <extracomment>While a search has found nothing yet, or was stopped: what it looked at so far.</extracomment>
        <translation>Angehalten. %1; bisher nichts gefunden</translation>
    </message>
    <message>
        <source>Searching. %1</source>
        <translation>Suche läuft. %1</translation>
    </message>
    <message>
        <source>Go on</source>
        <extracomment>Stops a search that takes long, or goes on with it.</extracomment>
        <translation>Weitersuchen</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
</context>
<context>
    <name>AuditExportDialog</name>
    <message>
        <source>Export proof</source>
        <translation>Nachweis exportieren</translation>
    </message>
    <message>
        <source>Export events</source>
        <translation>Ereignisse exportieren</translation>
    </message>
    <message>
        <source>%1 with its proof; the export is itself recorded.</source>
        <extracomment>%1 names one event: &quot;Event #4,210,877&quot;.</extracomment>
        <translation>%1 mit Nachweis; der Export wird selbst protokolliert.</translation>
    </message>
    <message>
        <source>%1. Oldest first; the export is itself recorded.</source>
        <translation>%1. Älteste zuerst; der Export wird selbst protokolliert.</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>This file exists and will be replaced</source>
        <translation>Diese Datei gibt es schon; sie wird ersetzt</translation>
    </message>
    <message>
        <source>Anyone checks it with</source>
        <extracomment>Over the command that checks an exported file.</extracomment>
        <translation>So prüft es jeder nach</translation>
    </message>
</context>
<context>
    <name>AuditFieldRow</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>&lt;1 %</source>
        <translation>&lt;1 %</translation>
    </message>
    <message>
        <source>%1, %2 events, %3</source>
        <extracomment>Read to a screen reader: a value of a field, how many events have it, and their share.</extracomment>
        <translation>%1, %2 Ereignisse, %3</translation>
    </message>
    <message>
        <source>Filter for it; Shift+F filters it out</source>
        <translation>Danach filtern; Umschalt+F schließt es aus</translation>
    </message>
    <message>
        <source>Hides its values; P makes it a column</source>
        <translation>Blendet die Werte aus; P macht eine Spalte daraus</translation>
    </message>
    <message>
        <source>Shows its values; P makes it a column</source>
        <translation>Zeigt die Werte; P macht eine Spalte daraus</translation>
    </message>
    <message>
        <source>Remove the column %1</source>
        <extracomment>%1 is a field of the events.</extracomment>
        <translation>Spalte %1 entfernen</translation>
    </message>
    <message>
        <source>Add the column %1</source>
        <translation>Spalte %1 hinzufügen</translation>
    </message>
    <message>
        <source>Filter for %1</source>
        <translation>Nach %1 filtern</translation>
    </message>
    <message>
        <source>Filter out %1</source>
        <translation>%1 ausschließen</translation>
    </message>
</context>
<context>
    <name>AuditFields</name>
    <message>
        <source>Search fields</source>
        <translation>Felder suchen</translation>
    </message>
    <message numerus="yes">
        <source>Search %n fields</source>
        <translation>
            <numerusform>%n Feld durchsuchen</numerusform>
            <numerusform>%n Felder durchsuchen</numerusform>
        </translation>
    </message>
    <message>
        <source>Fields of the events</source>
        <translation>Felder der Ereignisse</translation>
    </message>
</context>
<context>
    <name>AuditFilterAdd</name>
    <message>
        <source>Add a filter</source>
        <translation>Filter hinzufügen</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Whether events with the value are shown</source>
        <translation>Ob Ereignisse mit dem Wert gezeigt werden</translation>
    </message>
    <message>
        <source>is</source>
        <extracomment>A filter: the field is this value.</extracomment>
        <translation>ist</translation>
    </message>
    <message>
        <source>is not</source>
        <extracomment>A filter: the field is not this value.</extracomment>
        <translation>ist nicht</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Value, several with commas; * fits anything</source>
        <translation>Wert, mehrere mit Kommas; * passt auf alles</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Type a value, or choose one below</source>
        <translation>Wert eingeben oder unten auswählen</translation>
    </message>
</context>
<context>
    <name>AuditFlyout</name>
    <message>
        <source>About this event</source>
        <translation>Zu diesem Ereignis</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Before / after</source>
        <extracomment>The tab with the old and the new values of what an event changed.</extracomment>
        <translation>Vorher / nachher</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Related</source>
        <extracomment>The tab with the events around this one.</extracomment>
        <translation>Verwandt</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>Nachweis</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the JSON</source>
        <translation>JSON kopieren</translation>
    </message>
</context>
<context>
    <name>AuditFlyoutHead</name>
    <message>
        <source>Newer event</source>
        <translation>Neueres Ereignis</translation>
    </message>
    <message>
        <source>Older event</source>
        <translation>Älteres Ereignis</translation>
    </message>
    <message>
        <source>Close</source>
        <extracomment>Closes the panel at the right.</extracomment>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>AuditFoot</name>
    <message>
        <source>↑ %1 new</source>
        <extracomment>Events that came while the list was read; a click shows them.</extracomment>
        <translation>↑ %1 neu</translation>
    </message>
    <message>
        <source>Follow</source>
        <extracomment>New events come in by themselves while the top of the list is in view.</extracomment>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>filter for</source>
        <extracomment>What the key F does with the value of the current cell.</extracomment>
        <translation>danach filtern</translation>
    </message>
    <message>
        <source>next</source>
        <extracomment>What the keys J and K do: the next event, the one before.</extracomment>
        <translation>weiter</translation>
    </message>
</context>
<context>
    <name>AuditHistogram</name>
    <message>
        <source>Colours of the bars</source>
        <translation>Farben der Balken</translation>
    </message>
    <message>
        <source>by outcome</source>
        <translation>nach Ergebnis</translation>
    </message>
    <message>
        <source>by severity</source>
        <translation>nach Schweregrad</translation>
    </message>
    <message>
        <source>Events over time: %1 %2</source>
        <translation>Ereignisse im Zeitverlauf: %1 %2</translation>
    </message>
</context>
<context>
    <name>AuditIntegrity</name>
    <message>
        <source>Verify the vault</source>
        <translation>Tresor prüfen</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>Struktur</translation>
    </message>
    <message>
        <source>files, checkpoints and their signatures, the tree&apos;s upper part; seconds</source>
        <translation>Dateien, Prüfpunkte und ihre Signaturen, der obere Teil des Baums; dauert Sekunden</translation>
    </message>
    <message>
        <source>Ciphertext</source>
        <translation>Chiffrat</translation>
    </message>
    <message>
        <source>also every byte as it is stored; needs no key</source>
        <translation>dazu jedes gespeicherte Byte; ohne Schlüssel</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Vollständig</translation>
    </message>
    <message>
        <source>also every record, decrypted, against its leaf of the tree</source>
        <translation>dazu jeder Eintrag, entschlüsselt, gegen sein Blatt im Baum</translation>
    </message>
    <message>
        <source>Verify vault</source>
        <extracomment>Checks every record of the vault against its seals.</extracomment>
        <translation>Tresor prüfen</translation>
    </message>
    <message>
        <source>Key V, on any tab of this page</source>
        <translation>Taste V, auf jedem Reiter dieser Seite</translation>
    </message>
    <message>
        <source>Cancel</source>
        <extracomment>Stops a verification that runs.</extracomment>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>Prüfung</translation>
    </message>
    <message>
        <source>Result, level %1</source>
        <extracomment>Heading over what a verification found.</extracomment>
        <translation>Ergebnis, Stufe %1</translation>
    </message>
    <message>
        <source>A service cannot vouch for itself: inferno-verify checks a copy of the vault&apos;s folder elsewhere, without service and keys.</source>
        <translation>Ein Dienst kann nicht für sich selbst bürgen: inferno-verify prüft eine Kopie des Tresorordners anderswo, ohne Dienst und ohne Schlüssel.</translation>
    </message>
</context>
<context>
    <name>AuditOfflineHelp</name>
    <message>
        <source>How to check this offline</source>
        <translation>Offline prüfen</translation>
    </message>
    <message>
        <source>Export the proof. The file holds the event, its proof, the signed checkpoint and a README. On any computer, without this service and without its keys:</source>
        <translation>Den Nachweis exportieren. Die Datei enthält das Ereignis, seinen Nachweis, den signierten Prüfpunkt und eine README. Dann auf einem beliebigen Rechner, ohne diesen Dienst und ohne seine Schlüssel:</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Check the file</source>
        <translation>Die Datei prüfen</translation>
    </message>
    <message>
        <source>The key that must have signed it; keep it elsewhere, and name it by --key</source>
        <translation>Der Schlüssel, der signiert haben muss; anderswo aufbewahren und mit --key angeben</translation>
    </message>
    <message>
        <source>The proof is not there yet</source>
        <translation>Der Nachweis liegt noch nicht vor</translation>
    </message>
    <message>
        <source>Copy the proof as JSON</source>
        <extracomment>Copies the proof as JSON, as the command line prints it.</extracomment>
        <translation>Nachweis als JSON kopieren</translation>
    </message>
    <message>
        <source>As inferno audit prove --json prints it</source>
        <translation>So, wie inferno audit prove --json ihn ausgibt</translation>
    </message>
</context>
<context>
    <name>AuditPage</name>
    <message>
        <source>Audit trail</source>
        <translation>Prüfprotokoll</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Patterns</source>
        <extracomment>The tab with the frequent shapes of events.</extracomment>
        <translation>Muster</translation>
    </message>
    <message>
        <source>Field statistics</source>
        <translation>Feldstatistik</translation>
    </message>
    <message>
        <source>Integrity</source>
        <extracomment>The tab that verifies the vault.</extracomment>
        <translation>Integrität</translation>
    </message>
    <message>
        <source>Tampering found</source>
        <translation>Manipulation gefunden</translation>
    </message>
    <message>
        <source>Show the event</source>
        <extracomment>Shows the first event that was altered.</extracomment>
        <translation>Ereignis zeigen</translation>
    </message>
    <message>
        <source>Export proof</source>
        <extracomment>Writes the events that fit with their proofs to a file.</extracomment>
        <translation>Nachweis exportieren</translation>
    </message>
    <message>
        <source>Details</source>
        <extracomment>Shows what the verification found.</extracomment>
        <translation>Details</translation>
    </message>
    <message>
        <source>No events yet</source>
        <translation>Noch keine Ereignisse</translation>
    </message>
    <message>
        <source>Everything that anyone does is recorded here, sealed and provable.</source>
        <translation>Alles, was jemand tut, wird hier festgehalten: versiegelt und beweisbar.</translation>
    </message>
    <message>
        <source>No events match these filters</source>
        <translation>Kein Ereignis passt zu diesen Filtern</translation>
    </message>
</context>
<context>
    <name>AuditPatternRow</name>
    <message>
        <source>%1, %2, %3: %4 events, %5, from %6 to %7</source>
        <extracomment>Read to a screen reader: action, kind, outcome, how many events, their share, the first and the last time.</extracomment>
        <translation>%1, %2, %3: %4 Ereignisse, %5, von %6 bis %7</translation>
    </message>
    <message>
        <source>Enter filters for it; Shift+F filters it out</source>
        <translation>Enter filtert danach; Umschalt+F schließt es aus</translation>
    </message>
    <message>
        <source>Filter for %1</source>
        <translation>Nach %1 filtern</translation>
    </message>
    <message>
        <source>Filter out %1</source>
        <translation>%1 ausschließen</translation>
    </message>
</context>
<context>
    <name>AuditPatterns</name>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Over the time</source>
        <translation>Zeitverlauf</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Erstmals</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Patterns of events</source>
        <translation>Muster der Ereignisse</translation>
    </message>
    <message>
        <source>The patterns could not be counted</source>
        <extracomment>The service did not count the patterns of events.</extracomment>
        <translation>Die Muster konnten nicht gezählt werden</translation>
    </message>
</context>
<context>
    <name>AuditProblems</name>
    <message>
        <source>Show event</source>
        <extracomment>Shows the event that a problem concerns.</extracomment>
        <translation>Ereignis zeigen</translation>
    </message>
</context>
<context>
    <name>AuditProof</name>
    <message>
        <source>No proof yet</source>
        <translation>Noch kein Nachweis</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Prüfen</translation>
    </message>
</context>
<context>
    <name>AuditProofFoot</name>
    <message>
        <source>Export proof</source>
        <extracomment>Writes the event with its proof to a file.</extracomment>
        <translation>Nachweis exportieren</translation>
    </message>
    <message>
        <source>A file that inferno-verify checks, without service and keys</source>
        <translation>Eine Datei, die inferno-verify ohne Dienst und Schlüssel prüft</translation>
    </message>
    <message>
        <source>Copy link by hash</source>
        <extracomment>Copies a link that names the event by the hash of its leaf.</extracomment>
        <translation>Hash-Link kopieren</translation>
    </message>
    <message>
        <source>The proof is not there yet</source>
        <translation>Der Nachweis liegt noch nicht vor</translation>
    </message>
    <message>
        <source>How to check this offline</source>
        <extracomment>Opens a page of instructions.</extracomment>
        <translation>Offline prüfen</translation>
    </message>
</context>
<context>
    <name>AuditQueryBar</name>
    <message>
        <source>Search the audit trail</source>
        <translation>Prüfprotokoll durchsuchen</translation>
    </message>
    <message>
        <source>Words, or field: value</source>
        <translation>Wörter oder Feld: Wert</translation>
    </message>
    <message>
        <source>Save</source>
        <extracomment>Opens the list of kept questions, where what is asked now can be kept too.</extracomment>
        <translation>Merken</translation>
    </message>
    <message>
        <source>Keeps this query by a name, and lists those that are kept (Ctrl+S)</source>
        <translation>Merkt diese Abfrage unter einem Namen und zeigt die gemerkten (Strg+S)</translation>
    </message>
    <message>
        <source>Export</source>
        <extracomment>Opens the dialog that writes the events to a file.</extracomment>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Writes the events that fit to a file (X)</source>
        <translation>Schreibt die passenden Ereignisse in eine Datei (X)</translation>
    </message>
    <message>
        <source>time</source>
        <extracomment>A filter for a span of time, as a pill: &quot;time: 24 Mar 09:00 – 10:30&quot;.</extracomment>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Filter</source>
        <extracomment>Adds a filter for one field.</extracomment>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Add a filter</source>
        <translation>Filter hinzufügen</translation>
    </message>
    <message>
        <source>Clear all</source>
        <extracomment>Removes every filter.</extracomment>
        <translation>Alle entfernen</translation>
    </message>
</context>
<context>
    <name>AuditRelated</name>
    <message>
        <source>Within an hour before and after it.</source>
        <translation>Innerhalb einer Stunde davor und danach.</translation>
    </message>
</context>
<context>
    <name>AuditRelatedRow</name>
    <message>
        <source>%1, %2, %3, %4</source>
        <extracomment>Read to a screen reader: an event by its time, action, outcome and who did it.</extracomment>
        <translation>%1, %2, %3, %4</translation>
    </message>
    <message>
        <source>Filter for %1</source>
        <extracomment>%1 is a value that several events share.</extracomment>
        <translation>Nach %1 filtern</translation>
    </message>
</context>
<context>
    <name>AuditRow</name>
    <message>
        <source>%1 is no longer in the vault</source>
        <extracomment>A row whose event was removed by retention.</extracomment>
        <translation>%1 ist nicht mehr im Tresor</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>Wird geladen</translation>
    </message>
    <message>
        <source>no longer in the vault</source>
        <translation>nicht mehr im Tresor</translation>
    </message>
</context>
<context>
    <name>AuditSaved</name>
    <message>
        <source>Saved queries</source>
        <translation>Gemerkte Abfragen</translation>
    </message>
    <message>
        <source>Name of the query</source>
        <translation>Name der Abfrage</translation>
    </message>
    <message>
        <source>Nothing is filtered now</source>
        <translation>Zurzeit ist nichts gefiltert</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Save</source>
        <extracomment>Keeps what is asked for now under the name that was typed.</extracomment>
        <translation>Merken</translation>
    </message>
    <message>
        <source>Save this query</source>
        <translation>Diese Abfrage merken</translation>
    </message>
    <message>
        <source>Give it a name</source>
        <translation>Bitte einen Namen vergeben</translation>
    </message>
    <message>
        <source>No query is kept yet</source>
        <translation>Noch keine Abfrage gemerkt</translation>
    </message>
    <message>
        <source>Deleted “%1”</source>
        <extracomment>A kept query was removed; %1 is its name.</extracomment>
        <translation>„%1“ gelöscht</translation>
    </message>
    <message>
        <source>Undo</source>
        <extracomment>Brings back the query that was just removed.</extracomment>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>AuditSavedRow</name>
    <message>
        <source>New name</source>
        <translation>Neuer Name</translation>
    </message>
    <message>
        <source>Rename “%1”</source>
        <extracomment>%1 is the name of a kept query.</extracomment>
        <translation>„%1“ umbenennen</translation>
    </message>
    <message>
        <source>Delete “%1”</source>
        <extracomment>%1 is the name of a kept query.</extracomment>
        <translation>„%1“ löschen</translation>
    </message>
</context>
<context>
    <name>AuditStatisticRow</name>
    <message>
        <source>%1: %2 events, %3</source>
        <extracomment>Read to a screen reader: a field, how many events have it, how many values it has.</extracomment>
        <translation>%1: %2 Ereignisse, %3</translation>
    </message>
    <message>
        <source>%1, %2 events, %3</source>
        <extracomment>Read to a screen reader: a value of a field, how many events have it, and their share.</extracomment>
        <translation>%1, %2 Ereignisse, %3</translation>
    </message>
    <message>
        <source>Enter filters for it; Shift+F filters it out</source>
        <translation>Enter filtert danach; Umschalt+F schließt es aus</translation>
    </message>
    <message>
        <source>Filter for %1</source>
        <translation>Nach %1 filtern</translation>
    </message>
    <message>
        <source>Filter out %1</source>
        <translation>%1 ausschließen</translation>
    </message>
</context>
<context>
    <name>AuditStatistics</name>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Distinct values</source>
        <translation>Verschiedene Werte</translation>
    </message>
    <message>
        <source>Statistics of the fields</source>
        <translation>Statistik der Felder</translation>
    </message>
</context>
<context>
    <name>AuditSuggestions</name>
    <message>
        <source>choose</source>
        <translation>auswählen</translation>
    </message>
    <message>
        <source>complete</source>
        <translation>vervollständigen</translation>
    </message>
</context>
<context>
    <name>AuditTable</name>
    <message>
        <source>Audit events</source>
        <translation>Prüfereignisse</translation>
    </message>
    <message numerus="yes">
        <source>%n row(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s) copied</source>
        <translation>
            <numerusform>%n Ereignis kopiert</numerusform>
            <numerusform>%n Ereignisse kopiert</numerusform>
        </translation>
    </message>
    <message>
        <source>Not all of these events are read: export them instead</source>
        <translation>Nicht alle diese Ereignisse sind gelesen: Exportieren Sie sie stattdessen</translation>
    </message>
    <message>
        <source>Look at the event</source>
        <translation>Ereignis ansehen</translation>
    </message>
    <message>
        <source>Filter for this value</source>
        <extracomment>Of the menu of an event: only events with the same value, such as the same actor.</extracomment>
        <translation>Nach diesem Wert filtern</translation>
    </message>
    <message>
        <source>Filter this value out</source>
        <translation>Diesen Wert ausschließen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy as CSV</source>
        <translation>Als CSV kopieren</translation>
    </message>
    <message>
        <source>Copy as JSON</source>
        <translation>Als JSON kopieren</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alle auswählen</translation>
    </message>
    <message>
        <source>Invert the selection</source>
        <translation>Auswahl umkehren</translation>
    </message>
</context>
<context>
    <name>CalendarBand</name>
    <message>
        <source>Take this blackout away</source>
        <extracomment>Lets the jobs start again in a time in which nothing started.</extracomment>
        <translation>Diese Sperrzeit entfernen</translation>
    </message>
</context>
<context>
    <name>CalendarBlackout</name>
    <message>
        <source>New blackout</source>
        <translation>Neue Sperrzeit</translation>
    </message>
    <message>
        <source>Schedules do not start anything in it; each fire becomes a skipped run that names it.</source>
        <translation>Zeitpläne starten darin nichts; jede Auslösung wird zu einem übersprungenen Lauf, der die Sperrzeit nennt.</translation>
    </message>
    <message>
        <source>Block these hours</source>
        <extracomment>Makes the blackout.</extracomment>
        <translation>Diese Stunden sperren</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name of the blackout</source>
        <translation>Name der Sperrzeit</translation>
    </message>
    <message>
        <source>database-update</source>
        <extracomment>Example of a blackout&apos;s name.</extracomment>
        <translation>datenbank-update</translation>
    </message>
    <message>
        <source>From</source>
        <extracomment>Begin of a time span.</extracomment>
        <translation>Von</translation>
    </message>
    <message>
        <source>Blackout from</source>
        <translation>Sperrzeit von</translation>
    </message>
    <message>
        <source>To</source>
        <extracomment>End of a time span.</extracomment>
        <translation>Bis</translation>
    </message>
    <message>
        <source>Blackout to</source>
        <translation>Sperrzeit bis</translation>
    </message>
</context>
<context>
    <name>CalendarChecks</name>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>CalendarConflict</name>
    <message>
        <source>Conflict on %1</source>
        <translation>Konflikt am %1</translation>
    </message>
    <message>
        <source>Moves as many planned runs as needed, once</source>
        <translation>Verschiebt so viele geplante Läufe wie nötig, einmalig</translation>
    </message>
</context>
<context>
    <name>CalendarDrawer</name>
    <message>
        <source>Skip once</source>
        <extracomment>Leaves out one planned run.</extracomment>
        <translation>Einmal auslassen</translation>
    </message>
    <message>
        <source>As scheduled</source>
        <extracomment>The run starts when its schedule says, again.</extracomment>
        <translation>Wie geplant</translation>
    </message>
    <message>
        <source>15 min later</source>
        <translation>15 min später</translation>
    </message>
    <message>
        <source>Ctrl+↓</source>
        <translation>Strg+↓</translation>
    </message>
    <message>
        <source>Only this run is changed; the schedule stays.</source>
        <translation>Nur dieser Lauf ändert sich; der Zeitplan bleibt.</translation>
    </message>
    <message>
        <source>Open the job</source>
        <translation>Job öffnen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
</context>
<context>
    <name>CalendarHead</name>
    <message>
        <source>today</source>
        <extracomment>Beside the date of today.</extracomment>
        <translation>heute</translation>
    </message>
</context>
<context>
    <name>CalendarHeat</name>
    <message>
        <source>%1, hour by hour</source>
        <translation>%1, Stunde für Stunde</translation>
    </message>
    <message>
        <source>What the heat map counts</source>
        <translation>Was die Heatmap zählt</translation>
    </message>
    <message>
        <source>Runs</source>
        <extracomment>What the heat map counts.</extracomment>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Failures</source>
        <extracomment>What the heat map counts.</extracomment>
        <translation>Fehlschläge</translation>
    </message>
    <message>
        <source>Duration</source>
        <extracomment>What the heat map counts: how long runs take.</extracomment>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>less</source>
        <extracomment>Legend of a heat map: the palest colour.</extracomment>
        <translation>weniger</translation>
    </message>
    <message>
        <source>more</source>
        <extracomment>Legend of a heat map: the darkest colour.</extracomment>
        <translation>mehr</translation>
    </message>
</context>
<context>
    <name>CalendarLegend</name>
    <message>
        <source>ran</source>
        <extracomment>Legend of the calendar: how what is over, what is planned and what waits or was moved is drawn.</extracomment>
        <translation>gelaufen</translation>
    </message>
    <message>
        <source>planned</source>
        <translation>geplant</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartend</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>verschoben</translation>
    </message>
    <message>
        <source>frequent jobs have no lane: %1</source>
        <extracomment>Legend of the timeline; %1 are names of jobs.</extracomment>
        <translation>häufige Jobs ohne eigene Zeile: %1</translation>
    </message>
    <message>
        <source>frequent jobs: %1</source>
        <extracomment>Legend of the calendar; %1 are names of jobs.</extracomment>
        <translation>häufige Jobs: %1</translation>
    </message>
    <message>
        <source>Drag over the hours in which nothing shall start</source>
        <translation>Über die Stunden ziehen, in denen nichts starten soll</translation>
    </message>
    <message>
        <source>Drag a planned run to move it once;</source>
        <translation>Geplanten Lauf ziehen verschiebt ihn einmalig;</translation>
    </message>
    <message>
        <source>skips it</source>
        <extracomment>After &quot;Drag a planned run to move it once;&quot; and the key S.</extracomment>
        <translation>lässt ihn aus</translation>
    </message>
</context>
<context>
    <name>CalendarLoad</name>
    <message>
        <source>Load</source>
        <extracomment>Heading of the band that shows how many runs want a worker.</extracomment>
        <translation>Last</translation>
    </message>
    <message>
        <source>workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Load against %1 workers</source>
        <translation>Last gegenüber %1 Workern</translation>
    </message>
    <message>
        <source>%1 workers</source>
        <translation>%1 Worker</translation>
    </message>
</context>
<context>
    <name>CalendarMonthCell</name>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <extracomment>In a day of the month: how many runs there were.</extracomment>
        <translation>
            <numerusform>%n Lauf</numerusform>
            <numerusform>%n Läufe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n planned</source>
        <translation>
            <numerusform>%n geplant</numerusform>
            <numerusform>%n geplant</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CalendarMonthView</name>
    <message>
        <source>%1, day by day</source>
        <translation>%1, Tag für Tag</translation>
    </message>
</context>
<context>
    <name>CalendarOutline</name>
    <message>
        <source>Runs and planned fires, %1</source>
        <translation>Läufe und geplante Starts, %1</translation>
    </message>
</context>
<context>
    <name>CalendarPage</name>
    <message>
        <source>Nothing is planned yet</source>
        <translation>Noch ist nichts geplant</translation>
    </message>
    <message>
        <source>Runs and planned fires of your jobs appear here on one time axis.</source>
        <translation>Läufe und geplante Starts der Jobs erscheinen hier auf einer Zeitachse.</translation>
    </message>
    <message>
        <source>New job</source>
        <translation>Neuer Job</translation>
    </message>
    <message>
        <source>Nothing of this time is shown</source>
        <translation>Von dieser Zeit wird nichts gezeigt</translation>
    </message>
    <message>
        <source>There are runs and planned runs, but what is ticked at the left leaves all of them out.</source>
        <translation>Es gibt Läufe und geplante Läufe, aber die Auswahl links lässt alle weg.</translation>
    </message>
</context>
<context>
    <name>CalendarSide</name>
    <message>
        <source>What the calendar shows</source>
        <translation>Was der Kalender zeigt</translation>
    </message>
    <message>
        <source>Tags</source>
        <extracomment>Heading of a list of tags: only jobs with those that are ticked show.</extracomment>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Show</source>
        <extracomment>Heading of what the calendar draws: planned runs, blackouts, …</extracomment>
        <translation>Anzeigen</translation>
    </message>
</context>
<context>
    <name>CalendarTools</name>
    <message>
        <source>Earlier</source>
        <translation>Früher</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Today (T)</source>
        <translation>Heute (T)</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>Später</translation>
    </message>
    <message>
        <source>Next failure</source>
        <translation>Nächster Fehlschlag</translation>
    </message>
    <message>
        <source>View of the calendar</source>
        <translation>Ansicht des Kalenders</translation>
    </message>
    <message>
        <source>Month</source>
        <extracomment>Views of the calendar.</extracomment>
        <translation>Monat</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>Woche</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Heatmap</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Blackout</source>
        <extracomment>Makes a time in which nothing starts.</extracomment>
        <translation>Sperrzeit</translation>
    </message>
    <message>
        <source>Drag over the hours in which nothing shall start (Esc leaves)</source>
        <translation>Über die Stunden ziehen, in denen nichts starten soll (Esc beendet)</translation>
    </message>
    <message>
        <source>Drag over hours in which nothing shall start; B asks for the times</source>
        <translation>Über Stunden ziehen, in denen nichts starten soll; B fragt nach den Zeiten</translation>
    </message>
    <message>
        <source>As a list</source>
        <translation>Als Liste</translation>
    </message>
</context>
<context>
    <name>CalendarWeek</name>
    <message>
        <source>Calendar, %1: up and down choose a run, S skips it, Ctrl with up and down moves it</source>
        <translation>Kalender, %1: Auf und Ab wählen einen Lauf, S lässt ihn aus, Strg mit Auf und Ab verschiebt ihn</translation>
    </message>
</context>
<context>
    <name>ColumnMenu</name>
    <message>
        <source>Sort by %1</source>
        <extracomment>Of the menu of a table&apos;s column.</extracomment>
        <translation>Nach %1 sortieren</translation>
    </message>
    <message>
        <source>Fit to content</source>
        <extracomment>Makes a column as wide as what stands in it.</extracomment>
        <translation>An Inhalt anpassen</translation>
    </message>
    <message>
        <source>Move left</source>
        <extracomment>Moves a column of a table.</extracomment>
        <translation>Nach links</translation>
    </message>
    <message>
        <source>Move right</source>
        <extracomment>Moves a column of a table.</extracomment>
        <translation>Nach rechts</translation>
    </message>
    <message>
        <source>Unpin</source>
        <extracomment>A pinned column stays at the left when the others scroll.</extracomment>
        <translation>Lösen</translation>
    </message>
    <message>
        <source>Pin at the left</source>
        <translation>Links anheften</translation>
    </message>
    <message>
        <source>Hide this column</source>
        <extracomment>Of the menu of a table&apos;s column.</extracomment>
        <translation>Diese Spalte ausblenden</translation>
    </message>
    <message>
        <source>Usual columns</source>
        <extracomment>Gives a table the columns back that it has by itself, in their order and width.</extracomment>
        <translation>Übliche Spalten</translation>
    </message>
</context>
<context>
    <name>CommandLine</name>
    <message>
        <source>Copy the command</source>
        <extracomment>Copies a command to the clipboard.</extracomment>
        <translation>Befehl kopieren</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Found</source>
        <extracomment>Accessible name of what the palette found.</extracomment>
        <translation>Gefunden</translation>
    </message>
    <message>
        <source>Nothing is called that</source>
        <translation>So heißt nichts</translation>
    </message>
    <message>
        <source>A day, a time or a number: 2026-03-24, 10:00, 4210980</source>
        <translation>Ein Tag, eine Zeit oder eine Zahl: 2026-03-24, 10:00, 4210980</translation>
    </message>
</context>
<context>
    <name>CommandStep</name>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Runs in the shell. Output is captured; exit code 0 is success.</source>
        <translation>Läuft in der Shell. Die Ausgabe wird erfasst; Exit-Code 0 ist Erfolg.</translation>
    </message>
    <message>
        <source>Command of the job</source>
        <translation>Befehl des Jobs</translation>
    </message>
    <message>
        <source>tar czf /srv/backup/etc.tgz /etc</source>
        <translation>tar czf /srv/backup/etc.tgz /etc</translation>
    </message>
    <message>
        <source>Working folder</source>
        <translation>Arbeitsordner</translation>
    </message>
    <message>
        <source>Empty: a folder of its own in the data root.</source>
        <translation>Leer: ein eigener Ordner im Datenordner.</translation>
    </message>
</context>
<context>
    <name>CountDot</name>
    <message>
        <source>99+</source>
        <translation>99+</translation>
    </message>
</context>
<context>
    <name>CronBuilder</name>
    <message>
        <source>Minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>every</source>
        <translation>jede</translation>
    </message>
    <message>
        <source>every 15</source>
        <translation>alle 15</translation>
    </message>
    <message>
        <source>Weekdays</source>
        <translation>Wochentage</translation>
    </message>
    <message>
        <source>weekdays</source>
        <translation>Mo–Fr</translation>
    </message>
    <message>
        <source>weekend</source>
        <translation>Wochenende</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>Monate</translation>
    </message>
    <message>
        <source>quarters</source>
        <translation>Quartale</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>shaded: working hours 08–18</source>
        <translation>schattiert: Arbeitszeit 08–18</translation>
    </message>
    <message>
        <source>every 2</source>
        <translation>alle 2</translation>
    </message>
    <message>
        <source>Days of the month</source>
        <translation>Tage des Monats</translation>
    </message>
    <message>
        <source>first</source>
        <translation>erster</translation>
    </message>
    <message>
        <source>first Monday</source>
        <extracomment>Runs on the first Monday of each month; the number can be changed in the text.</extracomment>
        <translation>erster Montag</translation>
    </message>
    <message>
        <source>last day</source>
        <extracomment>Runs on the last day of each month, whichever it is.</extracomment>
        <translation>letzter Tag</translation>
    </message>
    <message>
        <source>last working day</source>
        <translation>letzter Werktag</translation>
    </message>
</context>
<context>
    <name>CronStrip</name>
    <message>
        <source>every value</source>
        <translation>jeder Wert</translation>
    </message>
</context>
<context>
    <name>CronText</name>
    <message>
        <source>minute</source>
        <translation>Minute</translation>
    </message>
    <message>
        <source>hour</source>
        <translation>Stunde</translation>
    </message>
    <message>
        <source>day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>weekday</source>
        <translation>Wochentag</translation>
    </message>
    <message>
        <source>no schedule: runs on request</source>
        <translation>kein Zeitplan: läuft auf Anforderung</translation>
    </message>
    <message>
        <source>Schedule as text: minute, hour, day, month, weekday</source>
        <translation>Zeitplan als Text: Minute, Stunde, Tag, Monat, Wochentag</translation>
    </message>
    <message>
        <source>for example 15 2 * * 1-5</source>
        <translation>zum Beispiel 15 2 * * 1-5</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <extracomment>What is wrong with an expression, then what to do.</extracomment>
        <translation>%1. %2</translation>
    </message>
</context>
<context>
    <name>CrontabForm</name>
    <message>
        <source>Read my crontab</source>
        <extracomment>Reads the crontab of this user.</extracomment>
        <translation>Eigene Crontab lesen</translation>
    </message>
    <message>
        <source>Lines name a user, as in /etc/crontab</source>
        <extracomment>A form of crontab: /etc/crontab, /etc/cron.d.</extracomment>
        <translation>Zeilen nennen einen Benutzer, wie in /etc/crontab</translation>
    </message>
    <message>
        <source>Text of the crontab</source>
        <translation>Text der Crontab</translation>
    </message>
    <message>
        <source>15 2 * * * /usr/local/bin/backup.sh</source>
        <extracomment>An example of a line of a crontab.</extracomment>
        <translation>15 2 * * * /usr/local/bin/backup.sh</translation>
    </message>
    <message>
        <source>Show what becomes of it</source>
        <extracomment>Shows what would become of a crontab, and changes nothing.</extracomment>
        <translation>Zeigen, was daraus wird</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Importiert</translation>
    </message>
    <message>
        <source>Make these jobs</source>
        <translation>Diese Jobs anlegen</translation>
    </message>
</context>
<context>
    <name>CrontabLine</name>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
</context>
<context>
    <name>Dates</name>
    <message>
        <source>ddd HH:mm</source>
        <extracomment>A pattern for a date, as all of this group: d day, MMM month, yyyy year, ddd weekday, HH:mm time. &quot;Wed 10:30&quot;.</extracomment>
        <translation>ddd HH:mm</translation>
    </message>
    <message>
        <source>d MMM</source>
        <translation>d. MMM</translation>
    </message>
    <message>
        <source>d MMM HH:mm</source>
        <translation>d. MMM HH:mm</translation>
    </message>
    <message>
        <source>d MMM HH:mm:ss</source>
        <translation>d. MMM HH:mm:ss</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>d. MMM yyyy</translation>
    </message>
    <message>
        <source>d MMM yyyy HH:mm:ss</source>
        <translation>d. MMM yyyy HH:mm:ss</translation>
    </message>
    <message>
        <source>d MMM yy</source>
        <translation>d. MMM yy</translation>
    </message>
    <message>
        <source>d</source>
        <extracomment>The first day of a range in one month: &quot;23&quot; of &quot;23 – 29 March 2026&quot;.</extracomment>
        <translation>d.</translation>
    </message>
    <message>
        <source>ddd d</source>
        <extracomment>A pattern for the head of a column: &quot;Sun 29&quot;.</extracomment>
        <translation>ddd d.</translation>
    </message>
    <message>
        <source>ddd d MMM</source>
        <translation>ddd d. MMM</translation>
    </message>
    <message>
        <source>ddd d MMM yyyy</source>
        <translation>ddd d. MMM yyyy</translation>
    </message>
    <message>
        <source>ddd d MMM, HH:mm</source>
        <translation>ddd d. MMM, HH:mm</translation>
    </message>
    <message>
        <source>ddd d MMM HH:mm:ss</source>
        <translation>ddd d. MMM HH:mm:ss</translation>
    </message>
    <message>
        <source>ddd d MMM yyyy, HH:mm:ss</source>
        <translation>ddd d. MMM yyyy, HH:mm:ss</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>dddd d MMMM yyyy</source>
        <translation>dddd, d. MMMM yyyy</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <translation>MMMM yyyy</translation>
    </message>
</context>
<context>
    <name>DefinitionForm</name>
    <message>
        <source>File of definitions</source>
        <translation>Datei mit Definitionen</translation>
    </message>
    <message>
        <source>/path/to/jobs.yaml, or drop the file here</source>
        <translation>/pfad/zu/jobs.yaml, oder die Datei hier ablegen</translation>
    </message>
    <message>
        <source>Read</source>
        <extracomment>Reads a file of definitions.</extracomment>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Text of the definitions</source>
        <translation>Text der Definitionen</translation>
    </message>
    <message>
        <source>- name: nightly_backup
  command: /usr/local/bin/backup.sh
  schedule: &apos;15 2 * * *&apos;</source>
        <extracomment>An example of a definition of a job, in YAML.</extracomment>
        <translation>- name: nightly_backup
  command: /usr/local/bin/backup.sh
  schedule: &apos;15 2 * * *&apos;</translation>
    </message>
    <message>
        <source>Show what it would change</source>
        <extracomment>Shows what would become of definitions, and changes nothing.</extracomment>
        <translation>Zeigen, was sich ändern würde</translation>
    </message>
    <message>
        <source>Taken over</source>
        <translation>Übernommen</translation>
    </message>
    <message>
        <source>Make these changes</source>
        <translation>Diese Änderungen machen</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>nicht lesbar</translation>
    </message>
</context>
<context>
    <name>DependsStep</name>
    <message>
        <source>Waits for</source>
        <translation>Wartet auf</translation>
    </message>
    <message>
        <source>NAME for success, NAME:failure or NAME:completion for the other results; separated by commas.</source>
        <translation>NAME für Erfolg, NAME:failure oder NAME:completion für die anderen Ergebnisse; durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>Jobs that it waits for</source>
        <translation>Jobs, auf die er wartet</translation>
    </message>
    <message>
        <source>nightly_conversion, archive_push:completion</source>
        <translation>nightly_conversion, archive_push:completion</translation>
    </message>
    <message>
        <source>Jobs there are</source>
        <translation>Vorhandene Jobs</translation>
    </message>
    <message>
        <source>Result that counts</source>
        <translation>Ergebnis, das zählt</translation>
    </message>
    <message>
        <source>For names that do not say it themselves.</source>
        <translation>Für Namen ohne eigene Angabe.</translation>
    </message>
    <message>
        <source>success</source>
        <translation>Erfolg</translation>
    </message>
    <message>
        <source>failure</source>
        <translation>Fehlschlag</translation>
    </message>
    <message>
        <source>any end</source>
        <translation>jedes Ende</translation>
    </message>
    <message>
        <source>Of several</source>
        <translation>Bei mehreren</translation>
    </message>
    <message>
        <source>all of them</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>any of them</source>
        <translation>einer davon</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>Asked before a run starts, such as disk_usage_percent &gt; 80; where it does not hold, the run is skipped.</source>
        <translation>Wird vor dem Start eines Laufs geprüft, etwa disk_usage_percent &gt; 80; gilt sie nicht, wird der Lauf übersprungen.</translation>
    </message>
    <message>
        <source>Find a job</source>
        <translation>Job suchen</translation>
    </message>
    <message>
        <source>part of a name</source>
        <translation>Teil eines Namens</translation>
    </message>
</context>
<context>
    <name>DiagnosticsCard</name>
    <message>
        <source>Facts for a report</source>
        <translation>Angaben für eine Fehlermeldung</translation>
    </message>
    <message>
        <source>nothing of jobs, events or people</source>
        <translation>nichts über Jobs, Ereignisse oder Personen</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>The facts are in the clipboard</source>
        <translation>Die Angaben sind in der Zwischenablage</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>DrawerPanel</name>
    <message>
        <source>Close</source>
        <extracomment>Closes the panel at the right.</extracomment>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Edge of %1</source>
        <extracomment>Accessible name of the edge that makes a panel wider: %1 is the panel&apos;s title.</extracomment>
        <translation>Rand von %1</translation>
    </message>
    <message>
        <source>Edge of the panel</source>
        <translation>Rand des Bereichs</translation>
    </message>
</context>
<context>
    <name>Error</name>
    <message>
        <source>Something went wrong inside Inferno</source>
        <translation>In Inferno ist etwas schiefgegangen</translation>
    </message>
    <message>
        <source>A file could not be read or written</source>
        <translation>Eine Datei konnte nicht gelesen oder geschrieben werden</translation>
    </message>
    <message>
        <source>A file does not exist</source>
        <translation>Eine Datei gibt es nicht</translation>
    </message>
    <message>
        <source>A file exists already</source>
        <translation>Eine Datei gibt es schon</translation>
    </message>
    <message>
        <source>A file may not be opened</source>
        <translation>Eine Datei darf nicht geöffnet werden</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>Der Datenträger ist voll</translation>
    </message>
    <message>
        <source>The input is not valid</source>
        <translation>Die Eingabe ist ungültig</translation>
    </message>
    <message>
        <source>The input is too large</source>
        <translation>Die Eingabe ist zu groß</translation>
    </message>
    <message>
        <source>That is not a duration</source>
        <translation>Das ist keine Dauer</translation>
    </message>
    <message>
        <source>That is not a size</source>
        <translation>Das ist keine Größe</translation>
    </message>
    <message>
        <source>That is not a time</source>
        <translation>Das ist keine Zeit</translation>
    </message>
    <message>
        <source>The configuration is not valid</source>
        <translation>Die Konfiguration ist ungültig</translation>
    </message>
    <message>
        <source>Another service uses this data folder</source>
        <translation>Ein anderer Dienst benutzt diesen Datenordner</translation>
    </message>
    <message>
        <source>A port is taken</source>
        <translation>Ein Port ist belegt</translation>
    </message>
    <message>
        <source>The service cannot be reached</source>
        <translation>Der Dienst ist nicht erreichbar</translation>
    </message>
    <message>
        <source>The condition cannot be read</source>
        <translation>Die Bedingung ist nicht lesbar</translation>
    </message>
    <message>
        <source>A figure of the machine cannot be measured</source>
        <translation>Ein Messwert des Rechners ist nicht verfügbar</translation>
    </message>
    <message>
        <source>The cron expression cannot be read</source>
        <translation>Der Cron-Ausdruck ist nicht lesbar</translation>
    </message>
    <message>
        <source>The cron expression has a value out of range</source>
        <translation>Ein Wert des Cron-Ausdrucks liegt außerhalb des Bereichs</translation>
    </message>
    <message>
        <source>The time zone is not known</source>
        <translation>Die Zeitzone ist unbekannt</translation>
    </message>
    <message>
        <source>The time is beyond what the time zone data covers</source>
        <translation>Die Zeit liegt jenseits der Zeitzonendaten</translation>
    </message>
    <message>
        <source>There is no such job</source>
        <translation>Diesen Job gibt es nicht</translation>
    </message>
    <message>
        <source>The job&apos;s definition is not valid</source>
        <translation>Die Definition des Jobs ist ungültig</translation>
    </message>
    <message>
        <source>A job of this name exists with another definition</source>
        <translation>Einen Job dieses Namens gibt es schon, mit anderer Definition</translation>
    </message>
    <message>
        <source>The dependency would close a cycle</source>
        <translation>Die Abhängigkeit würde einen Kreis schließen</translation>
    </message>
    <message>
        <source>Other jobs depend on this job</source>
        <translation>Andere Jobs hängen von diesem Job ab</translation>
    </message>
    <message>
        <source>There is no such blackout</source>
        <translation>Diese Sperrzeit gibt es nicht</translation>
    </message>
    <message>
        <source>There is no such run</source>
        <translation>Diesen Lauf gibt es nicht</translation>
    </message>
    <message>
        <source>The run is not in a state for this</source>
        <translation>Der Zustand des Laufs lässt das nicht zu</translation>
    </message>
    <message>
        <source>The runner could not be started</source>
        <translation>Der Runner konnte nicht gestartet werden</translation>
    </message>
    <message>
        <source>The database refused</source>
        <translation>Die Datenbank hat abgelehnt</translation>
    </message>
    <message>
        <source>The database is busy</source>
        <translation>Die Datenbank ist beschäftigt</translation>
    </message>
    <message>
        <source>The database was written by a newer Inferno</source>
        <translation>Die Datenbank stammt von einem neueren Inferno</translation>
    </message>
    <message>
        <source>The audit vault cannot write</source>
        <translation>Der Tresor kann nicht schreiben</translation>
    </message>
    <message>
        <source>The audit vault is locked</source>
        <translation>Der Tresor ist gesperrt</translation>
    </message>
    <message>
        <source>There is no audit vault here</source>
        <translation>Hier gibt es keinen Tresor</translation>
    </message>
    <message>
        <source>The vault was written by a newer Inferno</source>
        <translation>Der Tresor stammt von einem neueren Inferno</translation>
    </message>
    <message>
        <source>The vault has been altered</source>
        <translation>Der Tresor wurde verändert</translation>
    </message>
    <message>
        <source>The vault changed while it was read</source>
        <translation>Der Tresor änderte sich beim Lesen</translation>
    </message>
    <message>
        <source>The vault&apos;s key file is missing</source>
        <translation>Die Schlüsseldatei des Tresors fehlt</translation>
    </message>
    <message>
        <source>The vault&apos;s key file can be read by others</source>
        <translation>Die Schlüsseldatei des Tresors ist für andere lesbar</translation>
    </message>
    <message>
        <source>The vault&apos;s key file does not hold a key of this vault</source>
        <translation>Die Schlüsseldatei enthält keinen Schlüssel dieses Tresors</translation>
    </message>
    <message>
        <source>The vault&apos;s key store cannot be written</source>
        <translation>Der Schlüsselspeicher des Tresors ist nicht beschreibbar</translation>
    </message>
    <message>
        <source>A key of the vault is not available</source>
        <translation>Ein Schlüssel des Tresors ist nicht verfügbar</translation>
    </message>
    <message>
        <source>Data did not decrypt or verify</source>
        <translation>Daten ließen sich nicht entschlüsseln oder prüfen</translation>
    </message>
    <message>
        <source>There is no such event or tree size</source>
        <translation>Dieses Ereignis oder diese Baumgröße gibt es nicht</translation>
    </message>
    <message>
        <source>No signed checkpoint covers this event yet</source>
        <translation>Noch deckt kein signierter Prüfpunkt dieses Ereignis</translation>
    </message>
    <message>
        <source>That part of the vault was pruned</source>
        <translation>Dieser Teil des Tresors wurde entfernt</translation>
    </message>
    <message>
        <source>The proof does not hold</source>
        <translation>Der Nachweis stimmt nicht</translation>
    </message>
    <message>
        <source>A legal hold covers this</source>
        <translation>Eine Aufbewahrungspflicht schützt dies</translation>
    </message>
    <message>
        <source>There is no such hold</source>
        <translation>Diese Aufbewahrungspflicht gibt es nicht</translation>
    </message>
    <message>
        <source>No archive is configured</source>
        <translation>Es ist kein Archiv eingerichtet</translation>
    </message>
    <message>
        <source>The archive did not do what was asked</source>
        <translation>Das Archiv hat den Auftrag nicht ausgeführt</translation>
    </message>
    <message>
        <source>The signed note cannot be read or its signature is wrong</source>
        <translation>Die signierte Notiz ist nicht lesbar oder falsch signiert</translation>
    </message>
    <message>
        <source>There is no such verification</source>
        <translation>Diese Prüfung gibt es nicht</translation>
    </message>
    <message>
        <source>The verification was stopped</source>
        <translation>Die Prüfung wurde abgebrochen</translation>
    </message>
    <message>
        <source>The evidence does not hold</source>
        <translation>Das Beweismaterial stimmt nicht</translation>
    </message>
    <message>
        <source>The audit event is not valid</source>
        <translation>Das Prüfereignis ist ungültig</translation>
    </message>
    <message>
        <source>The vault knows no such subject</source>
        <translation>Diese Person kennt der Tresor nicht</translation>
    </message>
    <message>
        <source>The subject cannot be erased</source>
        <translation>Die Person kann nicht gelöscht werden</translation>
    </message>
    <message>
        <source>The query cannot be read</source>
        <translation>Die Abfrage ist nicht lesbar</translation>
    </message>
    <message>
        <source>A token is needed</source>
        <translation>Ein Token ist nötig</translation>
    </message>
    <message>
        <source>The token does not allow this</source>
        <translation>Das Token erlaubt das nicht</translation>
    </message>
    <message>
        <source>This service does not answer to that host name</source>
        <translation>Unter diesem Hostnamen antwortet der Dienst nicht</translation>
    </message>
    <message>
        <source>Requests from other web sites are refused</source>
        <translation>Anfragen von anderen Webseiten werden abgelehnt</translation>
    </message>
    <message>
        <source>There is no such address</source>
        <translation>Diese Adresse gibt es nicht</translation>
    </message>
    <message>
        <source>The address does not take this method</source>
        <translation>Diese Adresse nimmt die Methode nicht an</translation>
    </message>
    <message>
        <source>The Idempotency-Key was used for another request</source>
        <translation>Der Idempotency-Key wurde für eine andere Anfrage benutzt</translation>
    </message>
    <message>
        <source>Too many requests</source>
        <translation>Zu viele Anfragen</translation>
    </message>
    <message>
        <source>The request took too long</source>
        <translation>Die Anfrage hat zu lange gedauert</translation>
    </message>
    <message>
        <source>This is not built yet</source>
        <translation>Das ist noch nicht gebaut</translation>
    </message>
    <message>
        <source>There is no such model</source>
        <translation>Dieses Modell gibt es nicht</translation>
    </message>
    <message>
        <source>The model cannot be used</source>
        <translation>Das Modell ist nicht verwendbar</translation>
    </message>
    <message>
        <source>The model and version exist already</source>
        <translation>Modell und Version gibt es schon</translation>
    </message>
    <message>
        <source>The default version of a model cannot be removed</source>
        <translation>Die Standardversion eines Modells kann nicht entfernt werden</translation>
    </message>
    <message>
        <source>The model is not in a state for this</source>
        <translation>Der Zustand des Modells lässt das nicht zu</translation>
    </message>
    <message>
        <source>The model&apos;s signature does not hold</source>
        <translation>Die Signatur des Modells stimmt nicht</translation>
    </message>
    <message>
        <source>The model does not fit into the memory that is free</source>
        <translation>Das Modell passt nicht in den freien Speicher</translation>
    </message>
    <message>
        <source>The file could not be downloaded</source>
        <translation>Die Datei konnte nicht geladen werden</translation>
    </message>
    <message>
        <source>The model&apos;s input is not valid</source>
        <translation>Die Eingabe für das Modell ist ungültig</translation>
    </message>
    <message>
        <source>The inference engine is not ready</source>
        <translation>Die Inferenz-Engine ist nicht bereit</translation>
    </message>
    <message>
        <source>The inference engine is not installed</source>
        <translation>Die Inferenz-Engine ist nicht installiert</translation>
    </message>
    <message>
        <source>There is no such report</source>
        <translation>Diesen Bericht gibt es nicht</translation>
    </message>
    <message>
        <source>The report renderer is not installed</source>
        <translation>Der Berichtersteller ist nicht installiert</translation>
    </message>
    <message>
        <source>The report could not be made</source>
        <translation>Der Bericht konnte nicht erstellt werden</translation>
    </message>
    <message>
        <source>The archive reader is not installed</source>
        <translation>Der Archivleser ist nicht installiert</translation>
    </message>
    <message>
        <source>The archive is refused</source>
        <translation>Das Archiv wird abgelehnt</translation>
    </message>
    <message>
        <source>The template is not valid</source>
        <translation>Die Vorlage ist ungültig</translation>
    </message>
    <message>
        <source>There is no such template</source>
        <translation>Diese Vorlage gibt es nicht</translation>
    </message>
    <message>
        <source>A template of this name exists with another content</source>
        <translation>Eine Vorlage dieses Namens gibt es schon, mit anderem Inhalt</translation>
    </message>
    <message>
        <source>There is no such alert rule</source>
        <translation>Diese Alarmregel gibt es nicht</translation>
    </message>
    <message>
        <source>The alert rule is not valid</source>
        <translation>Die Alarmregel ist ungültig</translation>
    </message>
    <message>
        <source>An alert rule of this name exists and says something else</source>
        <translation>Eine Alarmregel dieses Namens gibt es schon, sie besagt anderes</translation>
    </message>
</context>
<context>
    <name>FireList</name>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>%1, new</source>
        <extracomment>A planned run that an edit adds: why it is on this day, such as &quot;day 1, new&quot;.</extracomment>
        <translation>%1, neu</translation>
    </message>
</context>
<context>
    <name>Fires</name>
    <message>
        <source>moved: the clock skips its time</source>
        <translation>verschoben: die Uhr überspringt diese Zeit</translation>
    </message>
    <message>
        <source>moved from %1:%2</source>
        <translation>statt %1:%2</translation>
    </message>
    <message>
        <source>day %1 and %2</source>
        <extracomment>Why it runs on a date: the day of the month, and the name of the weekday.</extracomment>
        <translation>Tag %1 und %2</translation>
    </message>
    <message>
        <source>day %1</source>
        <translation>Tag %1</translation>
    </message>
</context>
<context>
    <name>FirstRunComputer</name>
    <message>
        <source>The service of this computer answers</source>
        <translation>Der Dienst dieses Rechners antwortet</translation>
    </message>
    <message>
        <source>The service answers at %1</source>
        <translation>Der Dienst antwortet unter %1</translation>
    </message>
    <message>
        <source>Reconnect</source>
        <translation>Neu verbinden</translation>
    </message>
    <message>
        <source>Start service</source>
        <translation>Dienst starten</translation>
    </message>
    <message>
        <source>To look after the service of another machine, open a window for it. It needs a token of that service, in INFERNO_TOKEN.</source>
        <translation>Für den Dienst eines anderen Rechners ein eigenes Fenster öffnen. Es braucht ein Token jenes Dienstes in INFERNO_TOKEN.</translation>
    </message>
</context>
<context>
    <name>FirstRunJob</name>
    <message>
        <source>How to begin</source>
        <translation>Womit beginnen</translation>
    </message>
    <message>
        <source>Sample workspace</source>
        <translation>Beispielumgebung</translation>
    </message>
    <message>
        <source>From a crontab</source>
        <translation>Aus einer Crontab</translation>
    </message>
    <message>
        <source>A new job</source>
        <translation>Ein neuer Job</translation>
    </message>
    <message>
        <source>A name, a command, and when it runs: the editor says in words what a schedule means, and when it would run next.</source>
        <translation>Ein Name, ein Befehl und wann er läuft: Der Editor sagt in Worten, was ein Zeitplan bedeutet und wann der Job als Nächstes liefe.</translation>
    </message>
    <message>
        <source>New job</source>
        <translation>Neuer Job</translation>
    </message>
</context>
<context>
    <name>FirstRunPage</name>
    <message>
        <source>Later</source>
        <extracomment>Leaves the first steps for now; they stay on the overview.</extracomment>
        <translation>Später</translation>
    </message>
    <message>
        <source>Skip</source>
        <extracomment>Leaves a step out.</extracomment>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Back</source>
        <extracomment>To the step before.</extracomment>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>To the step before</source>
        <translation>Zum vorigen Schritt</translation>
    </message>
    <message>
        <source>Finish</source>
        <extracomment>Ends the first steps.</extracomment>
        <translation>Fertigstellen</translation>
    </message>
    <message>
        <source>Next</source>
        <extracomment>To the next step.</extracomment>
        <translation>Weiter</translation>
    </message>
</context>
<context>
    <name>FirstRunPreferences</name>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <extracomment>Themes of the window.</extracomment>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>Dichte</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Kompakt</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Spacious</source>
        <translation>Großzügig</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>Bewegung</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Bewegung reduzieren</translation>
    </message>
    <message>
        <source>Times are shown in</source>
        <translation>Zeiten werden angezeigt in</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>High contrast, light</source>
        <translation>Hoher Kontrast, hell</translation>
    </message>
</context>
<context>
    <name>FirstRunSample</name>
    <message>
        <source>Sample workspace</source>
        <translation>Beispielumgebung</translation>
    </message>
    <message>
        <source>The sample is there: %1.</source>
        <translation>Die Beispielumgebung ist da: %1.</translation>
    </message>
    <message>
        <source>Four small jobs that do real work on this computer: a manifest of /usr/share/doc each quarter of an hour, its archive after it, a report of the disk on weekdays, and a cleanup at night.</source>
        <translation>Vier kleine Jobs, die auf diesem Rechner echte Arbeit tun: jede Viertelstunde ein Verzeichnis von /usr/share/doc, danach dessen Archiv, werktags ein Bericht über die Platte und nachts ein Aufräumen.</translation>
    </message>
    <message>
        <source>Load the sample workspace</source>
        <translation>Beispielumgebung laden</translation>
    </message>
    <message>
        <source>Remove the sample</source>
        <translation>Beispiel entfernen</translation>
    </message>
    <message>
        <source>It goes away in one click.</source>
        <translation>Ein Klick entfernt sie wieder.</translation>
    </message>
</context>
<context>
    <name>FirstRunService</name>
    <message>
        <source>Goes on without this window</source>
        <translation>Läuft ohne dieses Fenster weiter</translation>
    </message>
    <message>
        <source>and running jobs go on without the service</source>
        <translation>und laufende Jobs ohne den Dienst</translation>
    </message>
    <message>
        <source>Started when it is needed</source>
        <translation>Startet bei Bedarf</translation>
    </message>
    <message>
        <source>by this window, or by the first command</source>
        <translation>durch dieses Fenster oder den ersten Befehl</translation>
    </message>
    <message>
        <source>Started with the computer</source>
        <translation>Startet mit dem Rechner</translation>
    </message>
    <message>
        <source>only once the line below has been run</source>
        <translation>erst nachdem die Zeile unten ausgeführt wurde</translation>
    </message>
    <message>
        <source>Reached from</source>
        <translation>Erreichbar von</translation>
    </message>
    <message>
        <source>not known while it does not run</source>
        <translation>unbekannt, solange er nicht läuft</translation>
    </message>
    <message>
        <source>Keeps its data in</source>
        <translation>Daten liegen in</translation>
    </message>
    <message>
        <source>So that schedules hold after a restart of the computer, have systemd start the service:</source>
        <translation>Damit Zeitpläne auch nach einem Neustart des Rechners gelten, den Dienst von systemd starten lassen:</translation>
    </message>
</context>
<context>
    <name>FirstRunStep</name>
    <message>
        <source>done</source>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>ausgelassen</translation>
    </message>
</context>
<context>
    <name>FirstRunVault</name>
    <message>
        <source>The key file opens it</source>
        <translation>Die Schlüsseldatei öffnet ihn</translation>
    </message>
    <message>
        <source>for machines that start without a person</source>
        <translation>für Rechner, die ohne Person starten</translation>
    </message>
    <message>
        <source>A passphrase opens it</source>
        <translation>Eine Passphrase öffnet ihn</translation>
    </message>
    <message>
        <source>somebody types it after each start of the service</source>
        <translation>jemand gibt sie nach jedem Start des Dienstes ein</translation>
    </message>
    <message>
        <source>Keep a copy of this file away from the vault, on paper or on a stick. Without it nobody can read the records, and neither can you.</source>
        <translation>Eine Kopie dieser Datei getrennt vom Tresor aufbewahren, auf Papier oder einem Stick. Ohne sie kann niemand die Einträge lesen, auch ihr Besitzer nicht.</translation>
    </message>
    <message>
        <source>A passphrase opens the vault already. It can be changed in the settings.</source>
        <translation>Eine Passphrase öffnet den Tresor bereits. Sie lässt sich in den Einstellungen ändern.</translation>
    </message>
    <message>
        <source>Set the passphrase</source>
        <translation>Passphrase festlegen</translation>
    </message>
    <message>
        <source>It cannot be recovered. Write it down and keep it apart.</source>
        <translation>Sie lässt sich nicht wiederherstellen. Aufschreiben und getrennt aufbewahren.</translation>
    </message>
</context>
<context>
    <name>FirstSteps</name>
    <message>
        <source>This computer</source>
        <translation>Dieser Rechner</translation>
    </message>
    <message>
        <source>A window shows one service: this computer&apos;s, or that of another machine.</source>
        <translation>Ein Fenster zeigt einen Dienst: den dieses Rechners oder den eines anderen.</translation>
    </message>
    <message>
        <source>The service</source>
        <translation>Der Dienst</translation>
    </message>
    <message>
        <source>Jobs run in infernod, in the background, with or without this window.</source>
        <translation>Jobs laufen in infernod, im Hintergrund, mit oder ohne dieses Fenster.</translation>
    </message>
    <message>
        <source>Protect the vault</source>
        <translation>Tresor schützen</translation>
    </message>
    <message>
        <source>The vault is the encrypted record of all that happens; something must open it.</source>
        <translation>Der Tresor ist das verschlüsselte Protokoll von allem, was geschieht; etwas muss ihn öffnen.</translation>
    </message>
    <message>
        <source>Preferences</source>
        <translation>Vorlieben</translation>
    </message>
    <message>
        <source>How the window looks, and whether the desktop may tell you of failures.</source>
        <translation>Wie das Fenster aussieht und ob der Desktop Fehlschläge melden darf.</translation>
    </message>
    <message>
        <source>First job</source>
        <translation>Erster Job</translation>
    </message>
    <message>
        <source>A job is a command that runs by a schedule, after another, or when you ask.</source>
        <translation>Ein Job ist ein Befehl, der nach Zeitplan, nach einem anderen Job oder auf Anforderung läuft.</translation>
    </message>
</context>
<context>
    <name>Forms</name>
    <message>
        <source>A whole number</source>
        <translation>Eine ganze Zahl</translation>
    </message>
    <message>
        <source>A number</source>
        <translation>Eine Zahl</translation>
    </message>
    <message>
        <source>A whole number from %1 to %2</source>
        <translation>Eine ganze Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>A number from %1 to %2</source>
        <translation>Eine Zahl von %1 bis %2</translation>
    </message>
    <message>
        <source>Types and days, such as job=90, data_access=365</source>
        <translation>Arten und Tage, etwa job=90, data_access=365</translation>
    </message>
    <message>
        <source>An absolute path: it begins with /</source>
        <translation>Ein absoluter Pfad: er beginnt mit /</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>Inferno: controls and states</source>
        <extracomment>Title of the window that shows all controls.</extracomment>
        <translation>Inferno: Bedienelemente und Zustände</translation>
    </message>
    <message>
        <source>Inferno dark</source>
        <translation>Inferno dunkel</translation>
    </message>
    <message>
        <source>Inferno light</source>
        <translation>Inferno hell</translation>
    </message>
    <message>
        <source>Inferno, high contrast</source>
        <translation>Inferno, hoher Kontrast</translation>
    </message>
    <message>
        <source>Inferno, high contrast, light</source>
        <translation>Inferno, hoher Kontrast, hell</translation>
    </message>
</context>
<context>
    <name>GeneralStep</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Other jobs and the command line call it so.</source>
        <translation>So nennen ihn andere Jobs und die Befehlszeile.</translation>
    </message>
    <message>
        <source>Name of the job</source>
        <translation>Name des Jobs</translation>
    </message>
    <message>
        <source>nightly_backup</source>
        <translation>nightly_backup</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>etl, finance</source>
        <translation>etl, finanzen</translation>
    </message>
    <message>
        <source>Jobs that wait for it follow when it is renamed; scripts do not.</source>
        <translation>Jobs, die auf ihn warten, folgen einer Umbenennung; Skripte nicht.</translation>
    </message>
    <message>
        <source>Separated by commas; lists, rules and blackouts find the job by them.</source>
        <translation>Durch Kommas getrennt; Listen, Regeln und Sperrzeiten finden den Job daran.</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Who goes first where several wait for a worker.</source>
        <translation>Wer zuerst startet, wenn mehrere auf einen Worker warten.</translation>
    </message>
    <message>
        <source>low</source>
        <translation>niedrig</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>normal</translation>
    </message>
    <message>
        <source>high</source>
        <translation>hoch</translation>
    </message>
    <message>
        <source>critical</source>
        <translation>kritisch</translation>
    </message>
    <message>
        <source>Pool</source>
        <translation>Pool</translation>
    </message>
    <message>
        <source>Jobs of one pool share its slots; empty: none.</source>
        <translation>Jobs eines Pools teilen sich seine Plätze; leer: keiner.</translation>
    </message>
</context>
<context>
    <name>GraphCanvas</name>
    <message>
        <source>Dependency graph: %1</source>
        <translation>Abhängigkeitsgraph: %1</translation>
    </message>
</context>
<context>
    <name>GraphCorner</name>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Fit the whole graph</source>
        <translation>Ganzen Graphen einpassen</translation>
    </message>
    <message>
        <source>Place all jobs anew</source>
        <translation>Alle Jobs neu anordnen</translation>
    </message>
</context>
<context>
    <name>GraphDetails</name>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Run now</source>
        <translation>Jetzt ausführen</translation>
    </message>
    <message>
        <source>Show its jobs</source>
        <translation>Jobs der Gruppe zeigen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Isolate</source>
        <translation>Isolieren</translation>
    </message>
    <message>
        <source>Edit the job</source>
        <translation>Job bearbeiten</translation>
    </message>
    <message>
        <source>Waits for</source>
        <translation>Wartet auf</translation>
    </message>
    <message>
        <source>Waiting for it</source>
        <translation>Darauf warten</translation>
    </message>
    <message>
        <source>Jobs of the group</source>
        <translation>Jobs der Gruppe</translation>
    </message>
</context>
<context>
    <name>GraphEdgeRow</name>
    <message>
        <source>When %1 ends</source>
        <extracomment>For which end of the job %1 another waits.</extracomment>
        <translation>Wenn %1 endet</translation>
    </message>
    <message>
        <source>on success</source>
        <translation>bei Erfolg</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
    <message>
        <source>on failure</source>
        <translation>bei Fehlschlag</translation>
    </message>
    <message>
        <source>No longer wait for %1</source>
        <extracomment>Takes a dependency away.</extracomment>
        <translation>Nicht mehr auf %1 warten</translation>
    </message>
</context>
<context>
    <name>GraphEditBar</name>
    <message>
        <source>on success</source>
        <translation>bei Erfolg</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
    <message>
        <source>on failure</source>
        <translation>bei Fehlschlag</translation>
    </message>
    <message>
        <source>Remove</source>
        <extracomment>Takes a dependency away.</extracomment>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>GraphExport</name>
    <message>
        <source>Write the graph to a file</source>
        <translation>Graph in eine Datei schreiben</translation>
    </message>
    <message>
        <source>All of it, in the colours of this window. The name&apos;s ending says how: .svg, .png or .pdf.</source>
        <translation>Der ganze Graph, in den Farben dieses Fensters. Die Endung des Namens bestimmt das Format: .svg, .png oder .pdf.</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
</context>
<context>
    <name>GraphImpact</name>
    <message>
        <source>No other job waits for it.</source>
        <translation>Kein anderer Job wartet auf ihn.</translation>
    </message>
    <message>
        <source>No other job would wait for it.</source>
        <translation>Kein anderer Job würde auf ihn warten.</translation>
    </message>
    <message>
        <source>If retried now, at p95</source>
        <translation>Bei Wiederholung jetzt, mit p95</translation>
    </message>
    <message>
        <source>As planned</source>
        <translation>Wie geplant</translation>
    </message>
    <message>
        <source>end</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>slack</source>
        <translation>Puffer</translation>
    </message>
    <message>
        <source>What helps</source>
        <translation>Was hilft</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Run now</source>
        <translation>Jetzt ausführen</translation>
    </message>
    <message>
        <source>%1%2 m</source>
        <translation>%1%2 min</translation>
    </message>
    <message>
        <source>%1%2 h</source>
        <translation>%1%2 h</translation>
    </message>
    <message>
        <source>no history</source>
        <extracomment>It never completed, so that nobody knows how long it takes.</extracomment>
        <translation>kein Verlauf</translation>
    </message>
    <message>
        <source>%1–%2</source>
        <translation>%1–%2</translation>
    </message>
    <message>
        <source>While it stays failed</source>
        <translation>Solange er fehlgeschlagen bleibt</translation>
    </message>
    <message>
        <source>If its next run fails</source>
        <translation>Wenn sein nächster Lauf fehlschlägt</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) do not start.</source>
        <translation>
            <numerusform>%n Job startet nicht.</numerusform>
            <numerusform>%n Jobs starten nicht.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) do not start; %1 misses %2.</source>
        <extracomment>After the number of jobs: the first that its schedule wants to start, and when.</extracomment>
        <translation>
            <numerusform>%n Job startet nicht; %1 verpasst %2.</numerusform>
            <numerusform>%n Jobs starten nicht; %1 verpasst %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>Its schedule wants it to start at %1</source>
        <translation>Nach seinem Zeitplan soll er um %1 starten</translation>
    </message>
    <message>
        <source>So much later may it end before a job behind it is late</source>
        <translation>So viel später darf er enden, bevor sich ein Job dahinter verspätet</translation>
    </message>
    <message>
        <source>due %1</source>
        <translation>fällig %1</translation>
    </message>
    <message>
        <source>Retry %1 now</source>
        <translation>%1 jetzt erneut versuchen</translation>
    </message>
    <message>
        <source>At p95 it ends at %1.</source>
        <translation>Bei p95 endet er um %1.</translation>
    </message>
    <message>
        <source>%1 slack</source>
        <translation>%1 Puffer</translation>
    </message>
    <message>
        <source>Run %1 with what is there</source>
        <translation>%1 mit dem Vorhandenen ausführen</translation>
    </message>
    <message>
        <source>It does not wait for the jobs before it, and uses their last results.</source>
        <translation>Er wartet nicht auf die Jobs davor und nutzt ihre letzten Ergebnisse.</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GraphLegend</name>
    <message>
        <source>on success</source>
        <translation>bei Erfolg</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
    <message>
        <source>on failure</source>
        <translation>bei Fehlschlag</translation>
    </message>
</context>
<context>
    <name>GraphOutline</name>
    <message>
        <source>Outline of the dependency graph</source>
        <translation>Gliederung des Abhängigkeitsgraphen</translation>
    </message>
</context>
<context>
    <name>GraphPage</name>
    <message>
        <source>No jobs yet</source>
        <translation>Noch keine Jobs</translation>
    </message>
    <message>
        <source>Jobs that wait for others appear here with their edges.</source>
        <translation>Jobs, die auf andere warten, erscheinen hier mit ihren Kanten.</translation>
    </message>
    <message>
        <source>New job</source>
        <translation>Neuer Job</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>%1 dimmed</source>
        <extracomment>How many jobs step back.</extracomment>
        <translation>%1 abgeblendet</translation>
    </message>
    <message>
        <source>None of these jobs has run yet.</source>
        <translation>Noch ist keiner dieser Jobs gelaufen.</translation>
    </message>
    <message>
        <source>No job is called “%1”</source>
        <extracomment>%1 is what was searched for in the graph.</extracomment>
        <translation>Kein Job heißt „%1“</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <extracomment>Empties a search field.</extracomment>
        <translation>Suche leeren</translation>
    </message>
</context>
<context>
    <name>GraphPanel</name>
    <message>
        <source>About %1</source>
        <translation>Zu %1</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Impact</source>
        <translation>Auswirkung</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>It has not run yet.</source>
        <translation>Er ist noch nicht gelaufen.</translation>
    </message>
</context>
<context>
    <name>GraphPath</name>
    <message>
        <source>Critical path</source>
        <translation>Kritischer Pfad</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
</context>
<context>
    <name>GraphTools</name>
    <message>
        <source>Graph</source>
        <translation>Graph</translation>
    </message>
    <message>
        <source>How the graph is shown</source>
        <translation>Wie der Graph gezeigt wird</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Gliederung</translation>
    </message>
    <message>
        <source>Find a job in the graph</source>
        <translation>Job im Graphen suchen</translation>
    </message>
    <message>
        <source>Find a job, or +job+</source>
        <extracomment>+name+ shows a job alone with what lies up- and downstream.</extracomment>
        <translation>Job suchen oder +job+</translation>
    </message>
    <message>
        <source>Group: tag</source>
        <translation>Gruppe: Tag</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>One node for all jobs with the same first tag</source>
        <translation>Ein Knoten für alle Jobs mit demselben ersten Tag</translation>
    </message>
    <message>
        <source>Overlay: last run</source>
        <translation>Overlay: letzter Lauf</translation>
    </message>
    <message>
        <source>Last run</source>
        <translation>Letzter Lauf</translation>
    </message>
    <message>
        <source>Colours jobs by their last run, with its times below</source>
        <translation>Färbt Jobs nach ihrem letzten Lauf, darunter dessen Zeiten</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Draw, change and take away dependencies</source>
        <translation>Abhängigkeiten ziehen, ändern und entfernen</translation>
    </message>
    <message>
        <source>Write the graph to a file</source>
        <translation>Graph in eine Datei schreiben</translation>
    </message>
    <message>
        <source>Picture that scales (SVG)…</source>
        <translation>Skalierbares Bild (SVG) …</translation>
    </message>
    <message>
        <source>Picture (PNG)…</source>
        <translation>Bild (PNG) …</translation>
    </message>
    <message>
        <source>Document (PDF)…</source>
        <translation>Dokument (PDF) …</translation>
    </message>
</context>
<context>
    <name>Histogram</name>
    <message>
        <source>%1M</source>
        <translation>%1 M</translation>
    </message>
    <message>
        <source>%1k</source>
        <translation>%1k</translation>
    </message>
</context>
<context>
    <name>InputsStep</name>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>A line each, NAME=VALUE. Values are never in a log, an event or a draft on disk; who may only read jobs sees the names.</source>
        <translation>Je Zeile ein NAME=WERT. Werte stehen nie in einem Log, einem Ereignis oder einem Entwurf auf der Platte; wer Jobs nur lesen darf, sieht die Namen.</translation>
    </message>
    <message>
        <source>API_URL=https://example.org</source>
        <translation>API_URL=https://example.org</translation>
    </message>
    <message>
        <source>Always there: the run, the service, and a token that dies with the run</source>
        <translation>Immer vorhanden: der Lauf, der Dienst und ein Token, das mit dem Lauf erlischt</translation>
    </message>
    <message>
        <source>What the jobs before it left, and where to leave something for those after it</source>
        <translation>Was die Jobs davor hinterließen, und wo sich etwas für die danach hinterlegen lässt</translation>
    </message>
</context>
<context>
    <name>JobAuditTab</name>
    <message numerus="yes">
        <source>The newest %n event(s)</source>
        <translation>
            <numerusform>Das neueste Ereignis</numerusform>
            <numerusform>Die neuesten %n Ereignisse</numerusform>
        </translation>
    </message>
    <message>
        <source>All in Audit</source>
        <translation>Alle im Prüfprotokoll</translation>
    </message>
    <message>
        <source>Events of the audit trail</source>
        <translation>Ereignisse des Prüfprotokolls</translation>
    </message>
</context>
<context>
    <name>JobBulkBar</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n ausgewählt</numerusform>
            <numerusform>%n ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Enable</source>
        <translation>Aktivieren</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Select none</source>
        <translation>Auswahl aufheben</translation>
    </message>
</context>
<context>
    <name>JobChange</name>
    <message>
        <source>%1: from %2 to %3</source>
        <extracomment>Read to a screen reader: what was changed, from which value, to which.</extracomment>
        <translation>%1: von %2 auf %3</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
</context>
<context>
    <name>JobChanges</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
</context>
<context>
    <name>JobColumns</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Zeitplan</translation>
    </message>
    <message>
        <source>Next run</source>
        <translation>Nächster Lauf</translation>
    </message>
    <message>
        <source>Last 20 runs</source>
        <translation>Letzte 20 Läufe</translation>
    </message>
    <message>
        <source>Last started</source>
        <translation>Gestartet</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>p50</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>p95</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>Aktiviert</translation>
    </message>
</context>
<context>
    <name>JobCompareTab</name>
    <message>
        <source>%1: %2, before %3</source>
        <extracomment>Read to a screen reader: a figure of the run that failed, and of the one that succeeded.</extracomment>
        <translation>%1: %2, zuvor %3</translation>
    </message>
    <message>
        <source>Changed in between</source>
        <translation>Dazwischen geändert</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>Nothing of the job</source>
        <translation>Nichts am Job</translation>
    </message>
    <message>
        <source>In the output</source>
        <translation>In der Ausgabe</translation>
    </message>
    <message>
        <source>The same kinds of lines</source>
        <translation>Dieselben Arten von Zeilen</translation>
    </message>
    <message>
        <source>only in the failure: %1</source>
        <translation>nur im Fehlschlag: %1</translation>
    </message>
    <message>
        <source>only in the success: %1</source>
        <translation>nur im Erfolg: %1</translation>
    </message>
</context>
<context>
    <name>JobConfigTab</name>
    <message>
        <source>Definition</source>
        <translation>Definition</translation>
    </message>
    <message>
        <source>Copy as a document</source>
        <translation>Als Dokument kopieren</translation>
    </message>
    <message>
        <source>The definition is in the clipboard</source>
        <translation>Die Definition ist in der Zwischenablage</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Version %1: %2, %3</source>
        <translation>Version %1: %2, %3</translation>
    </message>
    <message>
        <source>%1 (now)</source>
        <translation>%1 (jetzt)</translation>
    </message>
    <message>
        <source>To bring it back: now, and then</source>
        <translation>Beim Wiederherstellen: jetzt und danach</translation>
    </message>
    <message>
        <source>What it changed</source>
        <translation>Was sie änderte</translation>
    </message>
    <message>
        <source>Bring version %1 back</source>
        <extracomment>Makes a job as it was in an earlier version.</extracomment>
        <translation>Version %1 wiederherstellen</translation>
    </message>
</context>
<context>
    <name>JobDrawer</name>
    <message>
        <source>Enabled</source>
        <translation>Aktiviert</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Run now</source>
        <translation>Jetzt ausführen</translation>
    </message>
    <message>
        <source>Stop run</source>
        <extracomment>Ends the run that goes on.</extracomment>
        <translation>Lauf abbrechen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Show in graph</source>
        <translation>Graph zeigen</translation>
    </message>
    <message>
        <source>About this job</source>
        <translation>Zu diesem Job</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Plan</translation>
    </message>
    <message>
        <source>Config</source>
        <translation>Stand</translation>
    </message>
    <message>
        <source>Copy the link to this job</source>
        <translation>Link zu diesem Job kopieren</translation>
    </message>
    <message>
        <source>Beside the list</source>
        <translation>Neben der Liste</translation>
    </message>
    <message>
        <source>In the whole page</source>
        <translation>Auf der ganzen Seite</translation>
    </message>
    <message>
        <source>Why</source>
        <extracomment>The tab that tells why a run started.</extracomment>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Audit</translation>
    </message>
    <message>
        <source>Run with other values</source>
        <translation>Mit anderen Werten ausführen</translation>
    </message>
</context>
<context>
    <name>JobEditorPage</name>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Zeitplan</translation>
    </message>
    <message>
        <source>Dependencies</source>
        <translation>Abhängigkeiten</translation>
    </message>
    <message>
        <source>Limits and retries</source>
        <translation>Grenzen, Wiederholung</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>Ungespeicherte Änderungen</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Back to jobs</source>
        <translation>Zurück zu den Jobs</translation>
    </message>
    <message>
        <source>Takes effect at once; the change is recorded in the audit trail</source>
        <translation>Gilt sofort; die Änderung steht im Prüfprotokoll</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>Nächster Schritt</translation>
    </message>
    <message>
        <source>Save and run</source>
        <translation>Speichern und ausführen</translation>
    </message>
    <message>
        <source>Create job</source>
        <translation>Job anlegen</translation>
    </message>
    <message>
        <source>Save job</source>
        <translation>Job speichern</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>Eingaben</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>Hide preview</source>
        <extracomment>Shows or hides what a schedule will do, beside the form.</extracomment>
        <translation>Vorschau ausblenden</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>The draft is kept here until the service is there again</source>
        <translation>Der Entwurf bleibt hier, bis der Dienst wieder da ist</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>to 8: jump to a step</source>
        <translation>bis 8: zu einem Schritt</translation>
    </message>
</context>
<context>
    <name>JobForm</name>
    <message>
        <source>Copy: %1</source>
        <extracomment>Copies a job in the form of another program, such as a crontab.</extracomment>
        <translation>Kopieren: %1</translation>
    </message>
    <message>
        <source>write a time such as 90s, 15m or 1h30m</source>
        <translation>eine Dauer wie 90s, 15m oder 1h30m angeben</translation>
    </message>
    <message>
        <source>a number from 0 to %1</source>
        <translation>eine Zahl von 0 bis %1</translation>
    </message>
    <message>
        <source>write a day and a time such as 2026-04-01 02:30</source>
        <translation>Tag und Zeit angeben, etwa 2026-04-01 02:30</translation>
    </message>
    <message>
        <source>“%1”: a line is NAME=VALUE</source>
        <translation>„%1“: eine Zeile ist NAME=WERT</translation>
    </message>
    <message>
        <source>at least 1</source>
        <translation>mindestens 1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Zeitplan</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Once at</source>
        <translation>Einmal am</translation>
    </message>
    <message>
        <source>Not before</source>
        <translation>Nicht vor</translation>
    </message>
    <message>
        <source>Not after</source>
        <translation>Nicht nach</translation>
    </message>
    <message>
        <source>At most so many runs</source>
        <translation>Höchstens so viele Läufe</translation>
    </message>
    <message>
        <source>Runs in blackouts too</source>
        <translation>Läuft auch in Sperrzeiten</translation>
    </message>
    <message>
        <source>Runs at once</source>
        <translation>Gleichzeitige Läufe</translation>
    </message>
    <message>
        <source>Pool</source>
        <translation>Pool</translation>
    </message>
    <message>
        <source>Waits at most</source>
        <translation>Wartet höchstens</translation>
    </message>
    <message>
        <source>Waits for</source>
        <translation>Wartet auf</translation>
    </message>
    <message>
        <source>Result that counts</source>
        <translation>Ergebnis, das zählt</translation>
    </message>
    <message>
        <source>All or any of them</source>
        <translation>Alle oder einer davon</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>Zeitlimit</translation>
    </message>
    <message>
        <source>Time to end by itself</source>
        <translation>Frist zum Beenden</translation>
    </message>
    <message>
        <source>Tries after a failure</source>
        <translation>Versuche nach einem Fehlschlag</translation>
    </message>
    <message>
        <source>First wait</source>
        <translation>Erste Wartezeit</translation>
    </message>
    <message>
        <source>Each wait longer by</source>
        <translation>Wartezeit wächst um</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>Längste Wartezeit</translation>
    </message>
    <message>
        <source>Only after exit codes</source>
        <translation>Nur nach Exit-Codes</translation>
    </message>
    <message>
        <source>CPU, memory and GPU</source>
        <translation>CPU, Speicher und GPU</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Missed start</source>
        <translation>Verpasster Start</translation>
    </message>
    <message>
        <source>Already running</source>
        <translation>Läuft noch</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>Spread the start</source>
        <translation>Start streuen</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Working folder</source>
        <translation>Arbeitsordner</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Parameters of the template</source>
        <translation>Parameter der Vorlage</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>Aktiviert</translation>
    </message>
    <message>
        <source>Fields of the schedule</source>
        <translation>Felder des Zeitplans</translation>
    </message>
    <message>
        <source>L, W, # and H in schedules</source>
        <translation>L, W, # und H in Zeitplänen</translation>
    </message>
</context>
<context>
    <name>JobHistoryTab</name>
    <message>
        <source>Last runs</source>
        <translation>Letzte Läufe</translation>
    </message>
    <message>
        <source>The chosen run</source>
        <translation>Der gewählte Lauf</translation>
    </message>
    <message>
        <source>The chosen run over time</source>
        <translation>Der gewählte Lauf im Zeitverlauf</translation>
    </message>
</context>
<context>
    <name>JobImport</name>
    <message>
        <source>Import jobs</source>
        <translation>Jobs importieren</translation>
    </message>
    <message>
        <source>Each line of a crontab becomes a job. The crontab stays as it is: take the lines out once the jobs are here.</source>
        <translation>Aus jeder Zeile einer Crontab wird ein Job. Die Crontab bleibt, wie sie ist: Nehmen Sie die Zeilen heraus, sobald die Jobs hier sind.</translation>
    </message>
    <message>
        <source>Definitions as “batch-queue apply” and Export write them, in YAML or JSON. Jobs that are not among them stay as they are.</source>
        <translation>Definitionen, wie „batch-queue apply“ und der Export sie schreiben, in YAML oder JSON. Andere Jobs bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Close</source>
        <extracomment>Closes a window in which things were done already.</extracomment>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>What is imported</source>
        <translation>Was importiert wird</translation>
    </message>
    <message>
        <source>Crontab</source>
        <translation>Crontab</translation>
    </message>
    <message>
        <source>Definitions</source>
        <translation>Definitionen</translation>
    </message>
</context>
<context>
    <name>JobMerged</name>
    <message>
        <source>mine: %1</source>
        <translation>eigener Wert: %1</translation>
    </message>
    <message>
        <source>theirs: %1</source>
        <translation>fremder Wert: %1</translation>
    </message>
    <message>
        <source>Take theirs</source>
        <extracomment>Of a field that two people changed: takes the other one&apos;s value.</extracomment>
        <translation>Fremden Wert übernehmen</translation>
    </message>
    <message>
        <source>Take theirs: %1</source>
        <translation>Fremden Wert übernehmen: %1</translation>
    </message>
</context>
<context>
    <name>JobRisks</name>
    <message>
        <source>At %1 it will not start: %2</source>
        <translation>Um %1 startet er nicht: %2</translation>
    </message>
    <message>
        <source>At %1: %2</source>
        <translation>Um %1: %2</translation>
    </message>
    <message>
        <source>At %1 about %2 runs want %3 workers: it may have to wait</source>
        <translation>Um %1 wollen etwa %2 Läufe %3 Worker: er muss vielleicht warten</translation>
    </message>
</context>
<context>
    <name>JobRow</name>
    <message>
        <source>Enabled: %1</source>
        <translation>Aktiviert: %1</translation>
    </message>
    <message>
        <source>Select %1</source>
        <translation>%1 auswählen</translation>
    </message>
</context>
<context>
    <name>JobRunTab</name>
    <message>
        <source>Progress of the run</source>
        <translation>Fortschritt des Laufs</translation>
    </message>
    <message>
        <source>Last 20 runs</source>
        <translation>Letzte 20 Läufe</translation>
    </message>
    <message>
        <source>why did it start?</source>
        <extracomment>Leads to the chain of reasons why a run started.</extracomment>
        <translation>warum gestartet?</translation>
    </message>
</context>
<context>
    <name>JobScheduleTab</name>
    <message>
        <source>Schedule</source>
        <translation>Zeitplan</translation>
    </message>
    <message>
        <source>No schedule: it starts on request or after other jobs.</source>
        <translation>Kein Zeitplan: startet auf Anforderung oder nach anderen Jobs.</translation>
    </message>
    <message>
        <source>Disabled: nothing starts it.</source>
        <translation>Deaktiviert: nichts startet ihn.</translation>
    </message>
    <message numerus="yes">
        <source>The last %1, %n missed</source>
        <translation>
            <numerusform>Die letzten %1, %n verpasst</numerusform>
            <numerusform>Die letzten %1, %n verpasst</numerusform>
        </translation>
    </message>
    <message>
        <source>The last %1, none missed</source>
        <translation>Die letzten %1, keiner verpasst</translation>
    </message>
    <message>
        <source>not started</source>
        <translation>nicht gestartet</translation>
    </message>
    <message>
        <source>The next %1</source>
        <translation>Die nächsten %1</translation>
    </message>
</context>
<context>
    <name>JobWhyTab</name>
    <message>
        <source>Why it started</source>
        <translation>Warum er startete</translation>
    </message>
    <message>
        <source>It never ran</source>
        <translation>Er ist nie gelaufen</translation>
    </message>
    <message>
        <source>The run before</source>
        <translation>Der Lauf davor</translation>
    </message>
    <message>
        <source>The run after</source>
        <translation>Der Lauf danach</translation>
    </message>
    <message>
        <source>Before and after it</source>
        <translation>Davor und danach</translation>
    </message>
</context>
<context>
    <name>JobsPage</name>
    <message>
        <source>Jobs</source>
        <translation>Jobs</translation>
    </message>
    <message>
        <source>New job</source>
        <translation>Neuer Job</translation>
    </message>
    <message>
        <source>Views of the jobs</source>
        <translation>Ansichten der Jobs</translation>
    </message>
    <message>
        <source>Filter jobs</source>
        <translation>Jobs filtern</translation>
    </message>
    <message>
        <source>No jobs yet</source>
        <translation>Noch keine Jobs</translation>
    </message>
    <message>
        <source>Jobs run your scripts on a schedule, and every run is recorded in the vault.</source>
        <translation>Jobs führen Skripte nach Zeitplan aus, und jeder Lauf steht im Tresor.</translation>
    </message>
    <message>
        <source>No jobs match</source>
        <translation>Kein Job passt</translation>
    </message>
    <message>
        <source>Show all jobs</source>
        <translation>Alle Jobs zeigen</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n Job</numerusform>
            <numerusform>%n Jobs</numerusform>
        </translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>running</source>
        <translation>laufend</translation>
    </message>
    <message>
        <source>run</source>
        <translation>ausführen</translation>
    </message>
    <message>
        <source>pause</source>
        <translation>pausieren</translation>
    </message>
    <message>
        <source>edit</source>
        <translation>bearbeiten</translation>
    </message>
    <message>
        <source>graph</source>
        <translation>Graph</translation>
    </message>
    <message>
        <source>Delete %1?</source>
        <translation>%1 löschen?</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) wait for it.</source>
        <translation>
            <numerusform>%n Job wartet auf ihn.</numerusform>
            <numerusform>%n Jobs warten auf ihn.</numerusform>
        </translation>
    </message>
    <message>
        <source>Its schedule ends at once; its runs stay in the audit trail.</source>
        <translation>Sein Zeitplan endet sofort; seine Läufe bleiben im Prüfprotokoll.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>The link to %1 is in the clipboard</source>
        <translation>Der Link zu %1 ist in der Zwischenablage</translation>
    </message>
    <message>
        <source>Keep this filter as a view</source>
        <extracomment>Keeps the filter of the list of jobs as a tab.</extracomment>
        <translation>Diesen Filter als Ansicht merken</translation>
    </message>
    <message>
        <source>Remove this view</source>
        <translation>Diese Ansicht entfernen</translation>
    </message>
    <message>
        <source>name, status:failed, tag:etl, next:&lt;1h, risk:any</source>
        <translation>Name, status:failed, tag:etl, next:&lt;1h, risk:any</translation>
    </message>
    <message>
        <source>Group</source>
        <extracomment>How the list of jobs is grouped, before the choice: &quot;Group: none&quot;.</extracomment>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Group the jobs</source>
        <translation>Jobs gruppieren</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>at risk</source>
        <translation>gefährdet</translation>
    </message>
    <message>
        <source>why</source>
        <translation>warum</translation>
    </message>
    <message>
        <source>compare</source>
        <translation>vergleichen</translation>
    </message>
    <message>
        <source>select</source>
        <translation>auswählen</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n job(s)?</source>
        <translation>
            <numerusform>%n Job löschen?</numerusform>
            <numerusform>%n Jobs löschen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Their schedules end at once; their runs stay in the audit trail.</source>
        <translation>Die Zeitpläne enden sofort; die Läufe bleiben im Prüfprotokoll.</translation>
    </message>
    <message>
        <source>Rename %1</source>
        <translation>%1 umbenennen</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>Neuer Name</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Name of the view</source>
        <translation>Name der Ansicht</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Merken</translation>
    </message>
    <message>
        <source>Import</source>
        <extracomment>Takes jobs over from a crontab or a file.</extracomment>
        <translation>Importieren</translation>
    </message>
</context>
<context>
    <name>JobsTable</name>
    <message>
        <source>Select all jobs that are shown</source>
        <translation>Alle gezeigten Jobs auswählen</translation>
    </message>
    <message>
        <source>List of jobs</source>
        <translation>Liste der Jobs</translation>
    </message>
</context>
<context>
    <name>KeyHint</name>
    <message>
        <source>Ctrl</source>
        <extracomment>What stands on a key, as the four below.</extracomment>
        <translation>Strg</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Umschalt</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>Leertaste</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Del</source>
        <translation>Entf</translation>
    </message>
</context>
<context>
    <name>KeyLine</name>
    <message>
        <source>Change</source>
        <extracomment>Chooses what opens the vault, or makes new keys.</extracomment>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Rotate</source>
        <translation>Erneuern</translation>
    </message>
</context>
<context>
    <name>KeyRecorder</name>
    <message>
        <source>%1: %2</source>
        <extracomment>Name of a control that records a key: the action, then its keys.</extracomment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>no key</source>
        <extracomment>An action that has no key.</extracomment>
        <translation>keine Taste</translation>
    </message>
    <message>
        <source>Press a key — Esc: leave, ⌫: none</source>
        <extracomment>Shown while a key is recorded.</extracomment>
        <translation>Taste drücken — Esc: beenden, ⌫: keine</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>Keys</source>
        <extracomment>Title of the sheet with all keys.</extracomment>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <extracomment>Keys that work on every page.</extracomment>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Change keys in the settings</source>
        <translation>Tasten in den Einstellungen ändern</translation>
    </message>
</context>
<context>
    <name>KeysCard</name>
    <message>
        <source>Keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>secrets are never shown</source>
        <translation>Geheimnisse werden nie gezeigt</translation>
    </message>
    <message>
        <source>Change the passphrase…</source>
        <translation>Passphrase ändern …</translation>
    </message>
    <message>
        <source>Set a passphrase…</source>
        <translation>Passphrase festlegen …</translation>
    </message>
    <message>
        <source>A new key that signs?</source>
        <translation>Neuer Signaturschlüssel?</translation>
    </message>
    <message>
        <source>New keys for the vault?</source>
        <translation>Neue Schlüssel für den Tresor?</translation>
    </message>
    <message>
        <source>Checkpoints are signed by it from now on. Those who check proofs need its public part; the old one stays in the history of keys.</source>
        <translation>Prüfpunkte werden ab jetzt damit signiert. Wer Nachweise prüft, braucht den öffentlichen Teil; der alte bleibt in der Schlüsselhistorie.</translation>
    </message>
    <message>
        <source>What is recorded from now on is under a new key. What was recorded before stays readable.</source>
        <translation>Was ab jetzt protokolliert wird, steht unter einem neuen Schlüssel. Früheres bleibt lesbar.</translation>
    </message>
    <message>
        <source>Make new keys</source>
        <translation>Neue Schlüssel erzeugen</translation>
    </message>
</context>
<context>
    <name>Lane</name>
    <message numerus="yes">
        <source>%n planned run(s)</source>
        <extracomment>Many planned runs of one job, drawn as one strip.</extracomment>
        <translation>
            <numerusform>%n geplanter Lauf</numerusform>
            <numerusform>%n geplante Läufe</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <extracomment>A job on the timeline: its name, its status, a note.</extracomment>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>LastLook</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>%1 fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 recovered</source>
        <translation>%1 wieder erfolgreich</translation>
    </message>
    <message>
        <source>%1 is new</source>
        <translation>%1 ist neu</translation>
    </message>
    <message>
        <source>%1 was changed</source>
        <translation>%1 wurde geändert</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) are gone</source>
        <translation>
            <numerusform>%n Job gibt es nicht mehr</numerusform>
            <numerusform>%n Jobs gibt es nicht mehr</numerusform>
        </translation>
    </message>
    <message>
        <source>The queue was paused</source>
        <translation>Die Warteschlange wurde angehalten</translation>
    </message>
    <message>
        <source>The queue was resumed</source>
        <translation>Die Warteschlange wurde fortgesetzt</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) ended</source>
        <translation>
            <numerusform>%n Lauf endete</numerusform>
            <numerusform>%n Läufe endeten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n fehlgeschlagen</numerusform>
            <numerusform>%n fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 more events in the vault</source>
        <translation>%1 weitere Ereignisse im Tresor</translation>
    </message>
</context>
<context>
    <name>Licences</name>
    <message>
        <source>this program</source>
        <translation>dieses Programm</translation>
    </message>
    <message>
        <source>the window, reports</source>
        <translation>das Fenster, Berichte</translation>
    </message>
    <message>
        <source>models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>the server</source>
        <translation>der Server</translation>
    </message>
    <message>
        <source>encryption, hashes, signatures</source>
        <translation>Verschlüsselung, Hashes, Signaturen</translation>
    </message>
    <message>
        <source>passphrases</source>
        <translation>Passphrasen</translation>
    </message>
    <message>
        <source>public domain</source>
        <translation>gemeinfrei</translation>
    </message>
    <message>
        <source>jobs and runs</source>
        <translation>Jobs und Läufe</translation>
    </message>
    <message>
        <source>compression</source>
        <translation>Kompression</translation>
    </message>
    <message>
        <source>the client</source>
        <translation>der Client</translation>
    </message>
    <message>
        <source>configuration, definitions</source>
        <translation>Konfiguration, Definitionen</translation>
    </message>
    <message>
        <source>the command line</source>
        <translation>die Befehlszeile</translation>
    </message>
    <message>
        <source>time zones, the service&apos;s log</source>
        <translation>Zeitzonen, Log des Dienstes</translation>
    </message>
    <message>
        <source>archives, in a closed process</source>
        <translation>Archive, in einem abgeschotteten Prozess</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>Symbole</translation>
    </message>
    <message>
        <source>letters</source>
        <translation>Schriften</translation>
    </message>
</context>
<context>
    <name>LimitsStep</name>
    <message>
        <source>Time limit</source>
        <translation>Zeitlimit</translation>
    </message>
    <message>
        <source>Tries after a failure</source>
        <translation>Versuche nach einem Fehlschlag</translation>
    </message>
    <message>
        <source>Such as 90s, 15m or 1h30m; empty: none.</source>
        <translation>Etwa 90s, 15m oder 1h30m; leer: keines.</translation>
    </message>
    <message>
        <source>Time to end by itself</source>
        <translation>Frist zum Beenden</translation>
    </message>
    <message>
        <source>After the limit, or when it is stopped, it is asked to end; so much later it is killed.</source>
        <translation>Nach dem Limit oder beim Abbrechen wird er zum Beenden aufgefordert; so viel später wird er hart beendet.</translation>
    </message>
    <message>
        <source>Waits at most</source>
        <translation>Wartet höchstens</translation>
    </message>
    <message>
        <source>A run that has not started by then is cancelled; empty: it waits.</source>
        <translation>Ein bis dahin nicht gestarteter Lauf wird abgebrochen; leer: er wartet.</translation>
    </message>
    <message>
        <source>Beyond the first; 0: none.</source>
        <translation>Über den ersten hinaus; 0: keine.</translation>
    </message>
    <message>
        <source>First wait</source>
        <translation>Erste Wartezeit</translation>
    </message>
    <message>
        <source>Each wait longer by</source>
        <translation>Wartezeit wächst um</translation>
    </message>
    <message>
        <source>2: each is twice as long as the one before.</source>
        <translation>2: jede ist doppelt so lang wie die vorige.</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>Längste Wartezeit</translation>
    </message>
    <message>
        <source>Only after exit codes</source>
        <translation>Nur nach Exit-Codes</translation>
    </message>
    <message>
        <source>Such as 75,100-110; empty: whatever went wrong.</source>
        <translation>Etwa 75,100-110; leer: nach jedem Fehlschlag.</translation>
    </message>
    <message>
        <source>CPU cores</source>
        <translation>CPU-Kerne</translation>
    </message>
    <message>
        <source>Such as 2 or 0.5; empty: no limit.</source>
        <translation>Etwa 2 oder 0.5; leer: keine Grenze.</translation>
    </message>
    <message>
        <source>Memory in GB</source>
        <translation>Speicher in GB</translation>
    </message>
    <message>
        <source>Empty: no limit.</source>
        <translation>Leer: keine Grenze.</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>It needs one: without it the run waits</source>
        <translation>Er braucht eine: ohne sie wartet der Lauf</translation>
    </message>
</context>
<context>
    <name>LineChart</name>
    <message>
        <source>%1k</source>
        <translation>%1k</translation>
    </message>
</context>
<context>
    <name>LogView</name>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>live</source>
        <extracomment>The output is shown as it comes.</extracomment>
        <translation>live</translation>
    </message>
    <message>
        <source>Stop following the end</source>
        <translation>Dem Ende nicht mehr folgen</translation>
    </message>
    <message>
        <source>Follow the end</source>
        <translation>Dem Ende folgen</translation>
    </message>
    <message>
        <source>Output of the run</source>
        <translation>Ausgabe des Laufs</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>%1 · Inferno</source>
        <extracomment>Title of the window: the page, then the program.</extracomment>
        <translation>%1 · Inferno</translation>
    </message>
</context>
<context>
    <name>ModelAnswer</name>
    <message>
        <source>Answer of %1: %2 %3</source>
        <extracomment>Read to a screen reader: which version answered, and what.</extracomment>
        <translation>Antwort von %1: %2 %3</translation>
    </message>
    <message>
        <source>Waiting for the answer</source>
        <extracomment>A model was asked and has not answered yet.</extracomment>
        <translation>Warten auf die Antwort</translation>
    </message>
    <message>
        <source>User %1</source>
        <translation>Benutzer %1</translation>
    </message>
    <message>
        <source>Minimal risk</source>
        <translation>Minimales Risiko</translation>
    </message>
    <message>
        <source>Low risk</source>
        <translation>Niedriges Risiko</translation>
    </message>
    <message>
        <source>Medium risk</source>
        <translation>Mittleres Risiko</translation>
    </message>
    <message>
        <source>High risk</source>
        <translation>Hohes Risiko</translation>
    </message>
    <message>
        <source>Critical risk</source>
        <translation>Kritisches Risiko</translation>
    </message>
</context>
<context>
    <name>ModelChange</name>
    <message>
        <source>Reason of the change</source>
        <translation>Grund der Änderung</translation>
    </message>
    <message>
        <source>Reason, for the audit trail</source>
        <translation>Grund, fürs Prüfprotokoll</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The service does not answer</source>
        <translation>Der Dienst antwortet nicht</translation>
    </message>
</context>
<context>
    <name>ModelChart</name>
    <message>
        <source>Throughput</source>
        <translation>Durchsatz</translation>
    </message>
    <message>
        <source>Latency p95</source>
        <translation>Latenz p95</translation>
    </message>
    <message>
        <source>requests/s</source>
        <extracomment>Units over charts.</extracomment>
        <translation>Anfragen/s</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>%1 of the last half hour, now %2</source>
        <extracomment>Read to a screen reader: a chart, its newest values, the version or versions in it.</extracomment>
        <translation>%1 der letzten halben Stunde, jetzt %2</translation>
    </message>
    <message>
        <source>No requests in the last half hour</source>
        <translation>Keine Anfragen in der letzten halben Stunde</translation>
    </message>
</context>
<context>
    <name>ModelColumns</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Handler</source>
        <extracomment>What reads the requests to a model and writes its answers.</extracomment>
        <translation>Handler</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>SHA-256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Batch</source>
        <extracomment>Requests that are computed together, times batches at once.</extracomment>
        <translation>Batch</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Traffic</source>
        <extracomment>The share of the requests to a model that one of its versions answers.</extracomment>
        <translation>Verkehr</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Last use</source>
        <translation>Zuletzt</translation>
    </message>
</context>
<context>
    <name>ModelDifferences</name>
    <message>
        <source>Only differences</source>
        <extracomment>Shows only the values in which two answers differ.</extracomment>
        <translation>Nur Unterschiede</translation>
    </message>
</context>
<context>
    <name>ModelHead</name>
    <message>
        <source>Default</source>
        <extracomment>On the version of a model that answers where a request names none.</extracomment>
        <translation>Standard</translation>
    </message>
    <message>
        <source>CPU fallback</source>
        <extracomment>On a model that computes without a GPU; that is no fault.</extracomment>
        <translation>Nur CPU</translation>
    </message>
    <message>
        <source>This machine has no GPU that models can use: they compute on its processor.</source>
        <translation>Dieser Rechner hat keine GPU für Modelle: Sie rechnen auf dem Prozessor.</translation>
    </message>
    <message>
        <source>sha256 %1</source>
        <translation>sha256 %1</translation>
    </message>
    <message>
        <source>Copy the SHA-256</source>
        <translation>SHA-256 kopieren</translation>
    </message>
    <message>
        <source>Load</source>
        <extracomment>Reads the file of a model into memory and serves it.</extracomment>
        <translation>Laden</translation>
    </message>
    <message>
        <source>Loads it again, as it was (L)</source>
        <translation>Lädt es wieder, wie es war (L)</translation>
    </message>
    <message>
        <source>Unload %1</source>
        <extracomment>Serves a version of a model no longer.</extracomment>
        <translation>%1 entladen</translation>
    </message>
    <message>
        <source>Roll back</source>
        <extracomment>Goes back to how the requests were split before.</extracomment>
        <translation>Zurückrollen</translation>
    </message>
    <message>
        <source>Promote %1</source>
        <extracomment>Makes this version of a model the default and sends it all requests.</extracomment>
        <translation>%1 als Standard</translation>
    </message>
</context>
<context>
    <name>ModelMetrics</name>
    <message>
        <source>Figures of the versions</source>
        <translation>Kennzahlen der Versionen</translation>
    </message>
    <message>
        <source>Since the service started</source>
        <translation>Seit dem Start des Dienstes</translation>
    </message>
    <message>
        <source>Difference</source>
        <extracomment>Over the differences between two versions.</extracomment>
        <translation>Differenz</translation>
    </message>
</context>
<context>
    <name>ModelPlayground</name>
    <message>
        <source>Playground</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>Version to ask</source>
        <translation>Zu fragende Version</translation>
    </message>
    <message>
        <source>Compare</source>
        <extracomment>Asks a second version of a model too, and shows both answers.</extracomment>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>beside</source>
        <translation>neben</translation>
    </message>
    <message>
        <source>Version to compare with</source>
        <translation>Vergleichsversion</translation>
    </message>
    <message>
        <source>Request</source>
        <extracomment>Heading over what is sent to a model.</extracomment>
        <translation>Anfrage</translation>
    </message>
    <message>
        <source>JSON, or @FILE to send a file</source>
        <extracomment>What can be sent to a model.</extracomment>
        <translation>JSON oder @DATEI, um eine Datei zu senden</translation>
    </message>
    <message>
        <source>Sample</source>
        <extracomment>Writes a request that the chosen model understands.</extracomment>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>Run both</source>
        <extracomment>Sends the request to the model.</extracomment>
        <translation>Beide ausführen</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Ctrl+Enter; with Shift it asks both versions</source>
        <translation>Strg+Enter; mit Umschalt fragt es beide Versionen</translation>
    </message>
    <message>
        <source>No model is ready</source>
        <translation>Kein Modell ist bereit</translation>
    </message>
    <message>
        <source>Stop</source>
        <extracomment>Waits no longer for the answer of a model.</extracomment>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>Befehl kopieren</translation>
    </message>
    <message>
        <source>Each request is recorded in the vault</source>
        <translation>Jede Anfrage wird im Tresor protokolliert</translation>
    </message>
    <message>
        <source>Show in Audit</source>
        <extracomment>Opens the audit trail with the requests to models.</extracomment>
        <translation>Im Prüfprotokoll zeigen</translation>
    </message>
</context>
<context>
    <name>ModelPreset</name>
    <message>
        <source>Split %1</source>
        <translation>Aufteilung %1</translation>
    </message>
</context>
<context>
    <name>ModelRegister</name>
    <message>
        <source>Register a model</source>
        <translation>Modell registrieren</translation>
    </message>
    <message>
        <source>Loads a TorchScript file or an archive (.mar) from the service&apos;s machine and serves it.</source>
        <translation>Lädt eine TorchScript-Datei oder ein Archiv (.mar) vom Rechner des Dienstes und stellt es bereit.</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>Registrieren</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>/path/to/model.mar</source>
        <translation>/pfad/zum/modell.mar</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>the archive&apos;s, or the file&apos;s</source>
        <extracomment>Stands in an empty field: a name that the file gives.</extracomment>
        <translation>Archiv, sonst Datei</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>the archive&apos;s, or 1.0</source>
        <translation>Archiv, sonst 1.0</translation>
    </message>
    <message>
        <source>Handler</source>
        <translation>Handler</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Batch</translation>
    </message>
    <message>
        <source>Requests computed together, at most</source>
        <translation>Höchstens gemeinsam berechnete Anfragen</translation>
    </message>
    <message>
        <source>8</source>
        <translation>8</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Batches computed at once</source>
        <translation>Gleichzeitig berechnete Batches</translation>
    </message>
    <message>
        <source>2</source>
        <translation>2</translation>
    </message>
    <message>
        <source>The service refused it</source>
        <translation>Der Dienst hat es abgelehnt</translation>
    </message>
</context>
<context>
    <name>ModelRegistry</name>
    <message>
        <source>Versions of models</source>
        <translation>Versionen der Modelle</translation>
    </message>
</context>
<context>
    <name>ModelRow</name>
    <message>
        <source>default</source>
        <extracomment>On the version of a model that answers where a request names none.</extracomment>
        <translation>Standard</translation>
    </message>
    <message>
        <source>%1, traffic %2, %3 requests, last used %4</source>
        <extracomment>Read to a screen reader: state of a model, its share of the traffic, its requests, when it was used last.</extracomment>
        <translation>%1, Verkehr %2, %3 Anfragen, zuletzt benutzt %4</translation>
    </message>
</context>
<context>
    <name>ModelSegment</name>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>ModelSignature</name>
    <message>
        <source>signed</source>
        <extracomment>Whether the file of a model is signed.</extracomment>
        <translation>signiert</translation>
    </message>
    <message>
        <source>not signed</source>
        <translation>nicht signiert</translation>
    </message>
</context>
<context>
    <name>ModelSplit</name>
    <message>
        <source>Traffic split</source>
        <translation>Aufteilung der Anfragen</translation>
    </message>
    <message>
        <source>Applied in one step, undo for 10 s</source>
        <extracomment>How a change of the split works.</extracomment>
        <translation>Wirkt in einem Schritt, 10 s lang umkehrbar</translation>
    </message>
    <message>
        <source>Undo</source>
        <extracomment>Takes the last change of the split back.</extracomment>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Balanced with</source>
        <extracomment>With which other version a version of a model is balanced.</extracomment>
        <translation>Aufgeteilt mit</translation>
    </message>
    <message>
        <source>Against</source>
        <translation>Gegen</translation>
    </message>
    <message>
        <source>This model has one version. Register a second one to split its requests.</source>
        <translation>Dieses Modell hat nur eine Version. Eine zweite registrieren, um die Anfragen aufzuteilen.</translation>
    </message>
    <message>
        <source>Share of %1 in per cent</source>
        <translation>Anteil von %1 in Prozent</translation>
    </message>
</context>
<context>
    <name>ModelSplitBar</name>
    <message>
        <source>Share of %1 in per cent</source>
        <extracomment>Accessible name of the slider that splits requests between two versions of a model.</extracomment>
        <translation>Anteil von %1 in Prozent</translation>
    </message>
    <message>
        <source>%1 % to %2, %3 % to %4</source>
        <translation>%1 % an %2, %3 % an %4</translation>
    </message>
</context>
<context>
    <name>ModelStatus</name>
    <message>
        <source>Ready</source>
        <extracomment>State of a model that answers requests.</extracomment>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Loading</source>
        <extracomment>State of a model that is being read into memory.</extracomment>
        <translation>Wird geladen</translation>
    </message>
    <message>
        <source>Unloading</source>
        <extracomment>State of a model that is being taken out of memory.</extracomment>
        <translation>Wird entladen</translation>
    </message>
    <message>
        <source>Not loaded</source>
        <extracomment>State of a model that is not served.</extracomment>
        <translation>Nicht geladen</translation>
    </message>
    <message>
        <source>Unhealthy</source>
        <extracomment>State of a model that cannot be used.</extracomment>
        <translation>Gestört</translation>
    </message>
</context>
<context>
    <name>ModelTrials</name>
    <message>
        <source>This visit</source>
        <extracomment>Heading over what was tried in this window.</extracomment>
        <translation>In diesem Fenster</translation>
    </message>
    <message>
        <source>%1, %2: %3 %4, %5</source>
        <extracomment>Read to a screen reader: when which version answered what, how long it took.</extracomment>
        <translation>%1, %2: %3 %4, %5</translation>
    </message>
</context>
<context>
    <name>ModelVersion</name>
    <message>
        <source>Version %1 of %2</source>
        <translation>Version %1 von %2</translation>
    </message>
    <message>
        <source>This version answers no requests</source>
        <extracomment>Over the reason why a version of a model answers nothing.</extracomment>
        <translation>Diese Version beantwortet keine Anfragen</translation>
    </message>
    <message>
        <source>This version could not be loaded</source>
        <translation>Diese Version konnte nicht geladen werden</translation>
    </message>
    <message>
        <source>This version is not loaded</source>
        <translation>Diese Version ist nicht geladen</translation>
    </message>
    <message>
        <source>It was unloaded here. Until this window closes, it can be loaded again as it was.</source>
        <translation>Sie wurde hier entladen. Bis dieses Fenster schließt, lässt sie sich unverändert wieder laden.</translation>
    </message>
    <message>
        <source>Version %1</source>
        <extracomment>Heading over facts about the chosen version of a model.</extracomment>
        <translation>Version %1</translation>
    </message>
</context>
<context>
    <name>ModelWords</name>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
</context>
<context>
    <name>ModelsHead</name>
    <message>
        <source>Registry</source>
        <extracomment>Heading over the list of models.</extracomment>
        <translation>Verzeichnis</translation>
    </message>
    <message>
        <source>Filter models</source>
        <translation>Modelle filtern</translation>
    </message>
    <message>
        <source>Name, handler or hash</source>
        <translation>Name, Handler, Hash</translation>
    </message>
    <message>
        <source>Which versions are listed</source>
        <translation>Welche Versionen gelistet werden</translation>
    </message>
    <message>
        <source>Defaults</source>
        <extracomment>Only the version of each model that answers where a request names none.</extracomment>
        <translation>Standardversionen</translation>
    </message>
    <message>
        <source>All</source>
        <extracomment>All versions of all models.</extracomment>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Register model</source>
        <translation>Modell registrieren</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>No models yet</source>
        <translation>Noch keine Modelle</translation>
    </message>
    <message>
        <source>Register a TorchScript file or an archive, and this machine answers requests with it.</source>
        <translation>Eine TorchScript-Datei oder ein Archiv registrieren, und dieser Rechner beantwortet Anfragen damit.</translation>
    </message>
    <message>
        <source>Register model</source>
        <translation>Modell registrieren</translation>
    </message>
    <message>
        <source>No versions match</source>
        <translation>Keine Version passt</translation>
    </message>
    <message>
        <source>Show all versions</source>
        <translation>Alle Versionen zeigen</translation>
    </message>
    <message>
        <source>Unload %1 %2?</source>
        <translation>%1 %2 entladen?</translation>
    </message>
    <message>
        <source>Unload</source>
        <extracomment>Serves a version of a model no longer.</extracomment>
        <translation>Entladen</translation>
    </message>
    <message>
        <source>Edge of the playground</source>
        <extracomment>Accessible name of the line between a model&apos;s version and the playground.</extracomment>
        <translation>Rand von „Ausprobieren“</translation>
    </message>
</context>
<context>
    <name>MonthDay</name>
    <message>
        <source>something failed</source>
        <translation>etwas ist fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>MonthGrid</name>
    <message>
        <source>Month before</source>
        <translation>Voriger Monat</translation>
    </message>
    <message>
        <source>Next month</source>
        <translation>Nächster Monat</translation>
    </message>
    <message>
        <source>Days of %1</source>
        <extracomment>Accessible name of a grid of days: %1 is a month, such as March 2026.</extracomment>
        <translation>Tage im %1</translation>
    </message>
</context>
<context>
    <name>NameList</name>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>NotificationsCard</name>
    <message>
        <source>Notifications of the desktop</source>
        <translation>Benachrichtigungen des Desktops</translation>
    </message>
    <message>
        <source>Nothing here shows notifications</source>
        <translation>Hier zeigt nichts Benachrichtigungen an</translation>
    </message>
    <message>
        <source>Send test</source>
        <extracomment>Shows a notification, to see that it comes.</extracomment>
        <translation>Test senden</translation>
    </message>
    <message>
        <source>Shown by the desktop</source>
        <translation>Angezeigt vom Desktop</translation>
    </message>
    <message>
        <source>nobody answers on the session bus</source>
        <translation>auf dem Sitzungsbus antwortet niemand</translation>
    </message>
    <message>
        <source>Buttons in notifications</source>
        <translation>Schaltflächen in Benachrichtigungen</translation>
    </message>
    <message>
        <source>supported</source>
        <translation>unterstützt</translation>
    </message>
    <message>
        <source>a click opens the job</source>
        <translation>ein Klick öffnet den Job</translation>
    </message>
    <message>
        <source>Icon in the tray</source>
        <translation>Symbol im Infobereich</translation>
    </message>
    <message>
        <source>stays when the window is closed</source>
        <translation>bleibt, wenn das Fenster geschlossen wird</translation>
    </message>
    <message>
        <source>none here: closing the window ends it</source>
        <translation>keines: Schließen beendet es</translation>
    </message>
</context>
<context>
    <name>OverviewAttention</name>
    <message>
        <source>Needs attention</source>
        <translation>Braucht Aufmerksamkeit</translation>
    </message>
    <message>
        <source>by consequence</source>
        <extracomment>How the list is sorted: by how much depends on it.</extracomment>
        <translation>nach Folgen</translation>
    </message>
    <message>
        <source>Nothing waits for you.</source>
        <translation>Nichts zu tun.</translation>
    </message>
    <message>
        <source>Open log</source>
        <extracomment>Opens the output of a failed run.</extracomment>
        <translation>Log öffnen</translation>
    </message>
    <message>
        <source>Why?</source>
        <extracomment>Opens a job in the dependency graph: what it holds back.</extracomment>
        <translation>Warum?</translation>
    </message>
    <message>
        <source>Shows in the graph what it holds back</source>
        <translation>Zeigt im Graphen, was er aufhält</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <extracomment>Opens the list of all that failed.</extracomment>
        <translation>und %1 weitere</translation>
    </message>
</context>
<context>
    <name>OverviewCards</name>
    <message>
        <source>Failures by cause</source>
        <translation>Fehlschläge nach Ursache</translation>
    </message>
    <message>
        <source>last 1,000 runs</source>
        <translation>letzte 1.000 Läufe</translation>
    </message>
    <message>
        <source>No failures</source>
        <translation>Keine Fehlschläge</translation>
    </message>
    <message>
        <source>Slowest growing</source>
        <translation>Am stärksten verlangsamt</translation>
    </message>
    <message>
        <source>median, last 20 runs</source>
        <translation>Median, letzte 20 Läufe</translation>
    </message>
    <message>
        <source>No job takes longer than it did</source>
        <translation>Kein Job dauert länger als zuvor</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <extracomment>A duration that has grown from the first to the second.</extracomment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>%1 failures</source>
        <translation>%1 Fehlschläge</translation>
    </message>
    <message>
        <source>Capacity</source>
        <translation>Kapazität</translation>
    </message>
    <message>
        <source>busy workers, today</source>
        <translation>beschäftigte Worker, heute</translation>
    </message>
    <message>
        <source>busy</source>
        <translation>beschäftigt</translation>
    </message>
    <message>
        <source>forecast</source>
        <extracomment>What is expected.</extracomment>
        <translation>Prognose</translation>
    </message>
    <message>
        <source>limit %1</source>
        <extracomment>The most runs at once; %1 is a number.</extracomment>
        <translation>Grenze %1</translation>
    </message>
</context>
<context>
    <name>OverviewChanges</name>
    <message>
        <source>Nothing has changed.</source>
        <translation>Nichts hat sich geändert.</translation>
    </message>
    <message>
        <source>Mark as seen</source>
        <extracomment>From now on changes are counted from now.</extracomment>
        <translation>Als gesehen markieren</translation>
    </message>
</context>
<context>
    <name>OverviewChecklist</name>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <extracomment>Of the first steps, how many are done: &quot;2 of 5&quot;.</extracomment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Continue: %1</source>
        <extracomment>Goes on with the first steps: %1 is the step.</extracomment>
        <translation>Weiter: %1</translation>
    </message>
    <message>
        <source>Put the first steps away</source>
        <translation>Erste Schritte ausblenden</translation>
    </message>
</context>
<context>
    <name>OverviewHead</name>
    <message>
        <source>What changed since you last looked</source>
        <translation>Änderungen seit dem letzten Blick</translation>
    </message>
    <message>
        <source>View</source>
        <extracomment>Which figures the overview shows: the view of an operator, of compliance, of machine learning.</extracomment>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>All figures are shown</source>
        <translation>Alle Kennzahlen werden gezeigt</translation>
    </message>
    <message>
        <source>Add</source>
        <extracomment>Adds a figure to the overview.</extracomment>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>The figures stand as they came</source>
        <translation>Die Kennzahlen sind wie ursprünglich</translation>
    </message>
    <message>
        <source>Put back</source>
        <extracomment>Shows the figures of this view as they came.</extracomment>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Done</source>
        <extracomment>Ends edit mode.</extracomment>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>New job</source>
        <translation>Neuer Job</translation>
    </message>
    <message>
        <source>Choose and order the figures</source>
        <translation>Kennzahlen auswählen und ordnen</translation>
    </message>
</context>
<context>
    <name>OverviewLanes</name>
    <message>
        <source>est. %1</source>
        <extracomment>When a run is expected to end.</extracomment>
        <translation>vorauss. %1</translation>
    </message>
    <message>
        <source>due %1 · predicted %2</source>
        <translation>fällig %1 · erwartet %2</translation>
    </message>
    <message>
        <source>due %1 · waits for %2</source>
        <translation>fällig %1 · wartet auf %2</translation>
    </message>
    <message>
        <source>waits for %1</source>
        <translation>wartet auf %1</translation>
    </message>
    <message>
        <source>blocked: %1</source>
        <translation>blockiert: %1</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Nothing has run yet</source>
        <translation>Noch ist nichts gelaufen</translation>
    </message>
    <message>
        <source>Here you will see what runs, what comes next, and what needs you.</source>
        <translation>Hier erscheint, was läuft, was als Nächstes kommt und was Aufmerksamkeit braucht.</translation>
    </message>
    <message>
        <source>New job</source>
        <extracomment>Makes a new job.</extracomment>
        <translation>Neuer Job</translation>
    </message>
    <message>
        <source>Import crontab</source>
        <translation>Crontab importieren</translation>
    </message>
    <message>
        <source>or load the sample workspace, removable in one click</source>
        <translation>oder die Beispielumgebung laden, mit einem Klick wieder entfernt</translation>
    </message>
    <message>
        <source>Now and next</source>
        <translation>Jetzt und demnächst</translation>
    </message>
    <message>
        <source>−2 h to +6 h</source>
        <translation>−2 h bis +6 h</translation>
    </message>
    <message>
        <source>actual</source>
        <translation>tatsächlich</translation>
    </message>
    <message>
        <source>planned</source>
        <translation>geplant</translation>
    </message>
    <message>
        <source>estimate</source>
        <translation>geschätzt</translation>
    </message>
    <message>
        <source>Open calendar</source>
        <translation>Kalender öffnen</translation>
    </message>
</context>
<context>
    <name>OverviewTiles</name>
    <message>
        <source>Figures</source>
        <extracomment>Accessible name of the figures on top of the overview.</extracomment>
        <translation>Kennzahlen</translation>
    </message>
</context>
<context>
    <name>PageHost</name>
    <message>
        <source>%1 cannot be shown</source>
        <extracomment>A page of the window is broken.</extracomment>
        <translation>%1 kann nicht angezeigt werden</translation>
    </message>
    <message>
        <source>This page could not be loaded. The terminal or the journal has the reason.</source>
        <translation>Diese Seite konnte nicht geladen werden. Der Grund steht im Terminal oder im Journal.</translation>
    </message>
</context>
<context>
    <name>PageStates</name>
    <message>
        <source>Service unreachable</source>
        <translation>Dienst nicht erreichbar</translation>
    </message>
    <message>
        <source>Retry</source>
        <extracomment>Reads again what could not be read.</extracomment>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>PaletteButton</name>
    <message>
        <source>Search or run a command</source>
        <extracomment>The field in the middle of the top bar.</extracomment>
        <translation>Suchen oder Befehl ausführen</translation>
    </message>
</context>
<context>
    <name>PaletteField</name>
    <message>
        <source>Search or run a command</source>
        <extracomment>Accessible name of the field of the command palette.</extracomment>
        <translation>Suchen oder Befehl ausführen</translation>
    </message>
    <message>
        <source>Pages, commands, jobs, settings — ? for help</source>
        <translation>Seiten, Befehle, Jobs, Einstellungen — ? für Hilfe</translation>
    </message>
</context>
<context>
    <name>PaletteFoot</name>
    <message>
        <source>do it</source>
        <translation>ausführen</translation>
    </message>
    <message>
        <source>what would this do?</source>
        <translation>was würde das tun?</translation>
    </message>
    <message>
        <source>copy the line</source>
        <translation>Zeile kopieren</translation>
    </message>
    <message>
        <source>back</source>
        <translation>zurück</translation>
    </message>
</context>
<context>
    <name>PassphraseDialog</name>
    <message>
        <source>Another passphrase for the vault</source>
        <translation>Andere Passphrase für den Tresor</translation>
    </message>
    <message>
        <source>A passphrase for the vault</source>
        <translation>Passphrase für den Tresor</translation>
    </message>
    <message>
        <source>After each start of the service somebody must type it, or nothing new starts. It cannot be recovered: without it the records cannot be read.</source>
        <translation>Nach jedem Start des Dienstes muss sie jemand eingeben, sonst startet nichts Neues. Sie lässt sich nicht wiederherstellen: Ohne sie sind die Einträge nicht lesbar.</translation>
    </message>
    <message>
        <source>Set the passphrase</source>
        <translation>Passphrase festlegen</translation>
    </message>
    <message>
        <source>Let the key file open it again</source>
        <extracomment>Lets the vault be opened without a person.</extracomment>
        <translation>Wieder durch die Schlüsseldatei öffnen</translation>
    </message>
</context>
<context>
    <name>PassphraseFields</name>
    <message>
        <source>Passphrase now</source>
        <translation>Jetzige Passphrase</translation>
    </message>
    <message>
        <source>New passphrase</source>
        <translation>Neue Passphrase</translation>
    </message>
    <message>
        <source>six words, for instance</source>
        <translation>zum Beispiel sechs Wörter</translation>
    </message>
    <message>
        <source>Strength: %1 of 4</source>
        <extracomment>Accessible name of the meter beside a new passphrase.</extracomment>
        <translation>Stärke: %1 von 4</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>The two are not the same</source>
        <translation>Die beiden sind nicht gleich</translation>
    </message>
    <message>
        <source>The new passphrase once more</source>
        <translation>Die neue Passphrase noch einmal</translation>
    </message>
</context>
<context>
    <name>PhraseField</name>
    <message>
        <source>Schedule in plain words</source>
        <translation>Zeitplan in einfachen Worten</translation>
    </message>
    <message>
        <source>weekdays at 9:15</source>
        <translation>weekdays at 9:15</translation>
    </message>
    <message>
        <source>understood</source>
        <translation>verstanden</translation>
    </message>
</context>
<context>
    <name>PortsCard</name>
    <message>
        <source>Ports</source>
        <translation>Ports</translation>
    </message>
    <message>
        <source>Copy the address: %1</source>
        <extracomment>Copies the address of a port: %1 is what the port is for.</extracomment>
        <translation>Adresse kopieren: %1</translation>
    </message>
</context>
<context>
    <name>ProofPath</name>
    <message>
        <source>leaf %1</source>
        <translation>Blatt %1</translation>
    </message>
    <message>
        <source>sibling</source>
        <translation>Geschwister</translation>
    </message>
    <message>
        <source>node, level 1</source>
        <translation>Knoten, Ebene 1</translation>
    </message>
    <message numerus="yes">
        <source>… %n level(s)</source>
        <extracomment>Levels of a tree of hashes that are left out of its picture.</extracomment>
        <translation>
            <numerusform>… %n Ebene</numerusform>
            <numerusform>… %n Ebenen</numerusform>
        </translation>
    </message>
    <message>
        <source>node, level %1</source>
        <translation>Knoten, Ebene %1</translation>
    </message>
</context>
<context>
    <name>ProofStep</name>
    <message>
        <source>holds: %1</source>
        <extracomment>Read to a screen reader: a part of a proof, and what was checked.</extracomment>
        <translation>stimmt: %1</translation>
    </message>
    <message>
        <source>does not hold: %1</source>
        <translation>stimmt nicht: %1</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Pages</source>
        <extracomment>Accessible name of the list of pages at the left.</extracomment>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Narrow rail</source>
        <translation>Schmale Leiste</translation>
    </message>
</context>
<context>
    <name>ReviewStep</name>
    <message numerus="yes">
        <source>%n thing(s) to mend</source>
        <translation>
            <numerusform>%n Punkt zu beheben</numerusform>
            <numerusform>%n Punkte zu beheben</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is wrong</source>
        <translation>Alles in Ordnung</translation>
    </message>
    <message>
        <source>What will be created</source>
        <translation>Was angelegt wird</translation>
    </message>
    <message>
        <source>What will be saved</source>
        <translation>Was gespeichert wird</translation>
    </message>
    <message>
        <source>nothing is different</source>
        <translation>kein Unterschied</translation>
    </message>
    <message>
        <source>Copy as a document for “apply”</source>
        <translation>Als Dokument für „apply“ kopieren</translation>
    </message>
    <message>
        <source>The definition is in the clipboard</source>
        <translation>Die Definition ist in der Zwischenablage</translation>
    </message>
</context>
<context>
    <name>RiskScale</name>
    <message>
        <source>Minimal</source>
        <extracomment>Levels of risk, over a scale.</extracomment>
        <translation>Minimal</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>%1, %2 on a scale from 0 to 1</source>
        <extracomment>Read to a screen reader: the level of risk and the probability.</extracomment>
        <translation>%1, %2 auf einer Skala von 0 bis 1</translation>
    </message>
</context>
<context>
    <name>RuleRow</name>
    <message>
        <source>Enabled: %1</source>
        <translation>Aktiviert: %1</translation>
    </message>
    <message>
        <source>Delete the rule %1</source>
        <translation>Regel %1 löschen</translation>
    </message>
</context>
<context>
    <name>RunBars</name>
    <message numerus="yes">
        <source>Last %n runs, %1 failed</source>
        <extracomment>Accessible name of the bars of a job&apos;s last runs: how many, and how many of them failed.</extracomment>
        <translation>
            <numerusform>Letzter Lauf, %1 fehlgeschlagen</numerusform>
            <numerusform>Letzte %n Läufe, %1 fehlgeschlagen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RunCharts</name>
    <message>
        <source>Resources</source>
        <translation>Verbrauch</translation>
    </message>
    <message>
        <source>CPU</source>
        <extracomment>What a run uses: its share of the processors.</extracomment>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Disks</source>
        <extracomment>What a run reads from and writes to disks in a second.</extracomment>
        <translation>Platten</translation>
    </message>
</context>
<context>
    <name>RunMatrix</name>
    <message>
        <source>Last runs and what came of them</source>
        <translation>Letzte Läufe und was aus ihnen wurde</translation>
    </message>
</context>
<context>
    <name>RunParam</name>
    <message>
        <source>%1 · the job has %2</source>
        <extracomment>Below a field with another value than the job has: %1 is what the field means, %2 the job&apos;s value.</extracomment>
        <translation>%1 · der Job hat %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>RunStory</name>
    <message>
        <source>Its schedule was due on %1</source>
        <translation>Sein Zeitplan war am %1 fällig</translation>
    </message>
    <message>
        <source>Its schedule %1 was due on %2</source>
        <translation>Sein Zeitplan %1 war am %2 fällig</translation>
    </message>
    <message>
        <source>It was to run once, on %1</source>
        <translation>Er sollte einmal laufen, am %1</translation>
    </message>
    <message>
        <source>The jobs that it waits for ended as they should</source>
        <translation>Die Jobs, auf die er wartet, endeten wie erforderlich</translation>
    </message>
    <message>
        <source>%1 ended as it should</source>
        <translation>%1 endete wie erforderlich</translation>
    </message>
    <message>
        <source>It is a new try of %1</source>
        <translation>Er ist ein neuer Versuch von %1</translation>
    </message>
    <message>
        <source>The job was created, and nothing else starts it</source>
        <translation>Der Job wurde angelegt, und nichts anderes startet ihn</translation>
    </message>
    <message>
        <source>Somebody asked for it</source>
        <translation>Jemand hat ihn angefordert</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>Auslöser</translation>
    </message>
    <message>
        <source>by its schedule</source>
        <translation>nach Zeitplan</translation>
    </message>
    <message>
        <source>on request</source>
        <translation>auf Anforderung</translation>
    </message>
    <message>
        <source>after another job</source>
        <translation>nach einem anderen Job</translation>
    </message>
    <message>
        <source>as a new try</source>
        <translation>als neuer Versuch</translation>
    </message>
    <message>
        <source>when it was created</source>
        <translation>beim Anlegen</translation>
    </message>
    <message>
        <source>at its time</source>
        <translation>zu seiner Zeit</translation>
    </message>
    <message>
        <source>Recorded</source>
        <extracomment>What the service itself wrote down as the reason of a run.</extracomment>
        <translation>Protokolliert</translation>
    </message>
    <message>
        <source>Missed start</source>
        <translation>Verpasster Start</translation>
    </message>
    <message>
        <source>Noticed %1 late; the rule for missed starts is “%2”</source>
        <translation>%1 zu spät bemerkt; die Regel für verpasste Starts ist „%2“</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>Bedingung</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>Streuung</translation>
    </message>
    <message>
        <source>Its start is spread over up to %1</source>
        <translation>Sein Start wird um bis zu %1 gestreut</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>A worker was free at once</source>
        <translation>Ein Worker war sofort frei</translation>
    </message>
    <message>
        <source>It waited %1 for its turn</source>
        <translation>Er wartete %1, bis er an der Reihe war</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Gestartet</translation>
    </message>
    <message>
        <source>Attempt %1 of at most %2</source>
        <translation>Versuch %1 von höchstens %2</translation>
    </message>
    <message>
        <source>The only attempt</source>
        <translation>Der einzige Versuch</translation>
    </message>
    <message>
        <source>Waits</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>It was not started: %1</source>
        <translation>Er wurde nicht gestartet: %1</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>%1 after %2</source>
        <translation>%1 nach %2</translation>
    </message>
</context>
<context>
    <name>RunWith</name>
    <message>
        <source>Run %1 with other values</source>
        <translation>%1 mit anderen Werten ausführen</translation>
    </message>
    <message>
        <source>Starting…</source>
        <translation>Wird gestartet …</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Ausführen</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Variables for this run alone, a line each. They may hold what shall not be read in the list of runs.</source>
        <translation>Variablen nur für diesen Lauf, je eine Zeile. Hier darf stehen, was in der Liste der Läufe nicht zu lesen sein soll.</translation>
    </message>
    <message>
        <source>Environment of this run</source>
        <translation>Umgebung dieses Laufs</translation>
    </message>
    <message>
        <source>NAME=VALUE</source>
        <translation>NAME=WERT</translation>
    </message>
    <message>
        <source>The service refused it</source>
        <translation>Der Dienst hat es abgelehnt</translation>
    </message>
    <message>
        <source>The values stay with this run and what is tried again of it; the job keeps its own.</source>
        <translation>Die Werte gelten für diesen Lauf und seine neuen Versuche; der Job behält seine eigenen.</translation>
    </message>
</context>
<context>
    <name>Schedule</name>
    <message>
        <source>Mondays</source>
        <extracomment>After a time, as the six below: &quot;At 02:00 on Mondays&quot;. German: &quot;montags&quot;.</extracomment>
        <translation>montags</translation>
    </message>
    <message>
        <source>Tuesdays</source>
        <translation>dienstags</translation>
    </message>
    <message>
        <source>Wednesdays</source>
        <translation>mittwochs</translation>
    </message>
    <message>
        <source>Thursdays</source>
        <translation>donnerstags</translation>
    </message>
    <message>
        <source>Fridays</source>
        <translation>freitags</translation>
    </message>
    <message>
        <source>Saturdays</source>
        <translation>samstags</translation>
    </message>
    <message>
        <source>Sundays</source>
        <translation>sonntags</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <extracomment>The end of a list: &quot;1, 5 and 9&quot;.</extracomment>
        <translation>%1 und %2</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <extracomment>Values in a row: &quot;Monday to Friday&quot;.</extracomment>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>Every minute</source>
        <translation>Jede Minute</translation>
    </message>
    <message>
        <source>Every %1 minutes</source>
        <translation>Alle %1 Minuten</translation>
    </message>
    <message>
        <source>At minutes %1 of every hour</source>
        <translation>Zu den Minuten %1 jeder Stunde</translation>
    </message>
    <message>
        <source>%1 at minute %2</source>
        <extracomment>%1 is &quot;Every hour&quot; or &quot;Every 2 hours&quot;.</extracomment>
        <translation>%1 zur Minute %2</translation>
    </message>
    <message>
        <source>%1 of hour %2</source>
        <extracomment>%1 is &quot;Every 20 minutes&quot; or &quot;At minute 7&quot;; %2 an hour.</extracomment>
        <translation>%1 der Stunde %2</translation>
    </message>
    <message>
        <source>%1 of hours %2</source>
        <translation>%1 der Stunden %2</translation>
    </message>
    <message>
        <source>Every hour</source>
        <translation>Stündlich</translation>
    </message>
    <message>
        <source>Every %1 hours</source>
        <translation>Alle %1 Stunden</translation>
    </message>
    <message>
        <source>%1 from %2 to %3</source>
        <extracomment>%1 is &quot;Every hour&quot; or &quot;Every 10 minutes&quot;; the others are times.</extracomment>
        <translation>%1 von %2 bis %3</translation>
    </message>
    <message>
        <source>At minute %1</source>
        <translation>Zur Minute %1</translation>
    </message>
    <message>
        <source>At minutes %1</source>
        <translation>Zu den Minuten %1</translation>
    </message>
    <message>
        <source>weekdays</source>
        <extracomment>Monday to Friday, after a time. German: &quot;werktags&quot;.</extracomment>
        <translation>werktags</translation>
    </message>
    <message>
        <source>weekends</source>
        <translation>am Wochenende</translation>
    </message>
    <message>
        <source>odd days</source>
        <translation>an ungeraden Tagen</translation>
    </message>
    <message>
        <source>even days</source>
        <translation>an geraden Tagen</translation>
    </message>
    <message>
        <source>day %1</source>
        <extracomment>A day of the month, after a time: &quot;At 02:00 on day 1&quot;.</extracomment>
        <translation>am %1.</translation>
    </message>
    <message>
        <source>days %1</source>
        <translation>an den Tagen %1</translation>
    </message>
    <message>
        <source>the first %1</source>
        <extracomment>A weekday counted in its month, after a time, as the five below: &quot;At 02:00 on the first Friday&quot;.</extracomment>
        <translation>am ersten %1</translation>
    </message>
    <message>
        <source>the second %1</source>
        <translation>am zweiten %1</translation>
    </message>
    <message>
        <source>the third %1</source>
        <translation>am dritten %1</translation>
    </message>
    <message>
        <source>the fourth %1</source>
        <translation>am vierten %1</translation>
    </message>
    <message>
        <source>the fifth %1</source>
        <translation>am fünften %1</translation>
    </message>
    <message>
        <source>the last day</source>
        <translation>am letzten Tag</translation>
    </message>
    <message>
        <source>the day before the last</source>
        <translation>am vorletzten Tag</translation>
    </message>
    <message>
        <source>%1 days before the last day</source>
        <translation>%1 Tage vor dem letzten Tag</translation>
    </message>
    <message>
        <source>the last weekday</source>
        <translation>am letzten Werktag</translation>
    </message>
    <message>
        <source>the weekday nearest to day %1</source>
        <translation>am Werktag nächst dem %1.</translation>
    </message>
    <message>
        <source>the last %1</source>
        <translation>am letzten %1</translation>
    </message>
    <message>
        <source>%1 of the month</source>
        <extracomment>%1 is &quot;the last day&quot;, &quot;the second Friday&quot;.</extracomment>
        <translation>%1 des Monats</translation>
    </message>
    <message>
        <source>%1 on %2 or on %3</source>
        <extracomment>%1 is a time, %2 days of the month, %3 days of the week; either of both is enough.</extracomment>
        <translation>%1 %2 oder %3</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <extracomment>%1 is a time, %2 are days: &quot;At 02:00 on day 1&quot;.</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1 on %2, only on %3</source>
        <extracomment>%1 is a time, %2 days of the month, %3 days of the week; it needs both.</extracomment>
        <translation>%1 %2, nur %3</translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <extracomment>%2 are months: &quot;Every day at 12:00 from March to May&quot;.</extracomment>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 im %2</translation>
    </message>
    <message>
        <source>Never: there is no %1</source>
        <extracomment>A schedule that never fires; %1 is such as &quot;day 30 in February&quot;.</extracomment>
        <translation>Nie: kein Termin %1</translation>
    </message>
    <message>
        <source>Never: %1 does not exist</source>
        <translation>Nie: kein Termin %1</translation>
    </message>
    <message>
        <source>Every day at %1</source>
        <translation>Täglich um %1</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <extracomment>%1 are days of the week: &quot;Weekdays at 09:15&quot;, &quot;Mondays and Fridays at 03:00&quot;.</extracomment>
        <translation>%1 um %2</translation>
    </message>
    <message>
        <source>At %1</source>
        <translation>Um %1</translation>
    </message>
    <message>
        <source>every second</source>
        <translation>jede Sekunde</translation>
    </message>
    <message>
        <source>every %1 seconds</source>
        <translation>alle %1 Sekunden</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>%1 is a whole schedule, %2 its seconds: &quot;Every day at 09:15, at second 30&quot;.</extracomment>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>at second %1</source>
        <translation>zur Sekunde %1</translation>
    </message>
    <message>
        <source>at seconds %1</source>
        <translation>zu den Sekunden %1</translation>
    </message>
    <message>
        <source>every minute</source>
        <translation>jede Minute</translation>
    </message>
    <message>
        <source>every hour</source>
        <translation>jede Stunde</translation>
    </message>
    <message>
        <source>every %1 minutes</source>
        <translation>alle %1 Minuten</translation>
    </message>
    <message>
        <source>every %1 hours</source>
        <translation>alle %1 Stunden</translation>
    </message>
    <message>
        <source>minute %1</source>
        <translation>Minute %1</translation>
    </message>
    <message>
        <source>hour %1</source>
        <translation>Stunde %1</translation>
    </message>
    <message>
        <source>minutes %1</source>
        <translation>Minuten %1</translation>
    </message>
    <message>
        <source>hours %1</source>
        <translation>Stunden %1</translation>
    </message>
    <message>
        <source>every day of the month</source>
        <translation>jeder Tag des Monats</translation>
    </message>
    <message>
        <source>every month</source>
        <translation>jeder Monat</translation>
    </message>
    <message>
        <source>every day of the week</source>
        <translation>jeder Wochentag</translation>
    </message>
    <message>
        <source>When the machine has started</source>
        <translation>Nach dem Start des Rechners</translation>
    </message>
    <message>
        <source>Every %1</source>
        <extracomment>%1 is a duration: &quot;Every 1 h 30 min&quot;.</extracomment>
        <translation>Alle %1</translation>
    </message>
    <message>
        <source>%1, %2 later</source>
        <extracomment>%1 is &quot;Every 6 h&quot;, %2 how much later than the full interval.</extracomment>
        <translation>%1, um %2 versetzt</translation>
    </message>
    <message>
        <source>Once at %1</source>
        <translation>Einmal um %1</translation>
    </message>
    <message>
        <source>After %1</source>
        <extracomment>A job that starts after others: &quot;After nightly_backup&quot;; with a schedule before it, in small letters.</extracomment>
        <translation>Nach %1</translation>
    </message>
    <message>
        <source>after %1</source>
        <translation>nach %1</translation>
    </message>
    <message>
        <source>On request</source>
        <translation>Auf Anforderung</translation>
    </message>
    <message>
        <source>None of its months has such a day.</source>
        <translation>Keiner seiner Monate hat so einen Tag.</translation>
    </message>
    <message>
        <source>A day that fits the day of month or the day of week is enough (cron&apos;s rule).</source>
        <translation>Ein Tag, der zum Monatstag oder zum Wochentag passt, genügt (Regel von cron).</translation>
    </message>
    <message>
        <source>Only the first value of the range is left.</source>
        <translation>Nur der erste Wert des Bereichs bleibt übrig.</translation>
    </message>
    <message>
        <source>Each hour or day it starts again at 0.</source>
        <translation>Jede Stunde oder jeden Tag beginnt die Zählung wieder bei 0.</translation>
    </message>
    <message>
        <source>There is no such time on the day on which clocks go forward.</source>
        <translation>Am Tag, an dem die Uhr vorgestellt wird, gibt es diese Zeit nicht.</translation>
    </message>
    <message>
        <source>This time comes twice on the day on which clocks go back.</source>
        <translation>Am Tag, an dem die Uhr zurückgestellt wird, kommt diese Zeit zweimal.</translation>
    </message>
</context>
<context>
    <name>SchedulePreview</name>
    <message>
        <source>LIVE PREVIEW</source>
        <translation>LIVE-VORSCHAU</translation>
    </message>
    <message>
        <source>valid</source>
        <translation>gültig</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>After %1</source>
        <translation>Nach %1</translation>
    </message>
    <message>
        <source>On request</source>
        <translation>Auf Anforderung</translation>
    </message>
    <message>
        <source>Next 10 runs</source>
        <translation>Nächste 10 Läufe</translation>
    </message>
    <message>
        <source>Changes of the clock</source>
        <translation>Zeitumstellungen</translation>
    </message>
    <message>
        <source>Load, the coming week</source>
        <translation>Last der kommenden Woche</translation>
    </message>
    <message>
        <source>jobs that start in an hour, at most %1</source>
        <translation>Starts je Stunde, höchstens %1</translation>
    </message>
    <message>
        <source>Once, at %1</source>
        <translation>Einmal, %1</translation>
    </message>
    <message>
        <source>Taken away</source>
        <translation>Entfällt</translation>
    </message>
    <message>
        <source>until the last of these</source>
        <translation>bis zum letzten davon</translation>
    </message>
    <message>
        <source>Quietest: %1</source>
        <translation>Am ruhigsten: %1</translation>
    </message>
    <message>
        <source>Use</source>
        <extracomment>Takes the time of the day when fewest other jobs start.</extracomment>
        <translation>Verwenden</translation>
    </message>
</context>
<context>
    <name>ScheduleStep</name>
    <message>
        <source>On request</source>
        <translation>Auf Anforderung</translation>
    </message>
    <message>
        <source>Hourly</source>
        <translation>Stündlich</translation>
    </message>
    <message>
        <source>Daily</source>
        <translation>Täglich</translation>
    </message>
    <message>
        <source>Weekly</source>
        <translation>Wöchentlich</translation>
    </message>
    <message>
        <source>Monthly</source>
        <translation>Monatlich</translation>
    </message>
    <message>
        <source>Yearly</source>
        <translation>Jährlich</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>Intervall</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>Eigener</translation>
    </message>
    <message>
        <source>Time zone of the schedule</source>
        <translation>Zeitzone des Zeitplans</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>edit the text</source>
        <translation>den Text bearbeiten</translation>
    </message>
    <message>
        <source>Day and weekday</source>
        <translation>Tag und Wochentag</translation>
    </message>
    <message>
        <source>either one matches (cron&apos;s rule)</source>
        <translation>eines von beiden genügt (Regel von cron)</translation>
    </message>
    <message>
        <source>Missed start</source>
        <translation>Verpasster Start</translation>
    </message>
    <message>
        <source>run the latest as soon as possible</source>
        <translation>den letzten baldmöglichst nachholen</translation>
    </message>
    <message>
        <source>skip</source>
        <translation>auslassen</translation>
    </message>
    <message>
        <source>catch up all</source>
        <translation>alle nachholen</translation>
    </message>
    <message>
        <source>Already running</source>
        <translation>Läuft noch</translation>
    </message>
    <message>
        <source>queue one</source>
        <translation>einen einreihen</translation>
    </message>
    <message>
        <source>run in parallel</source>
        <translation>parallel ausführen</translation>
    </message>
    <message>
        <source>stop the old run</source>
        <translation>alten Lauf abbrechen</translation>
    </message>
    <message>
        <source>How it starts</source>
        <translation>Wie er startet</translation>
    </message>
    <message>
        <source>Once</source>
        <translation>Einmal</translation>
    </message>
    <message>
        <source>After job</source>
        <translation>Nach Job</translation>
    </message>
    <message>
        <source>Once at</source>
        <translation>Einmal am</translation>
    </message>
    <message>
        <source>By the clock of %1</source>
        <translation>Nach der Uhr von %1</translation>
    </message>
    <message>
        <source>After %1: change it</source>
        <translation>Nach %1: ändern</translation>
    </message>
    <message>
        <source>Choose the jobs that it waits for</source>
        <translation>Jobs auswählen, auf die er wartet</translation>
    </message>
    <message>
        <source>both must match</source>
        <translation>beides muss zutreffen</translation>
    </message>
    <message>
        <source>Clock skips the hour</source>
        <translation>Uhr überspringt die Stunde</translation>
    </message>
    <message>
        <source>run when the clock is there again</source>
        <translation>gleich nach der Umstellung ausführen</translation>
    </message>
    <message>
        <source>skip this run</source>
        <translation>diesen Lauf auslassen</translation>
    </message>
    <message>
        <source>Never during</source>
        <translation>Nie in</translation>
    </message>
    <message>
        <source>blackouts</source>
        <translation>Sperrzeiten</translation>
    </message>
    <message>
        <source>ignore them</source>
        <translation>sie ignorieren</translation>
    </message>
    <message>
        <source>Spread the start</source>
        <translation>Start streuen</translation>
    </message>
    <message>
        <source>the same offset for the same time of a schedule</source>
        <translation>gleicher Versatz für die gleiche Zeit eines Zeitplans</translation>
    </message>
    <message>
        <source>by up to</source>
        <translation>um bis zu</translation>
    </message>
    <message>
        <source>Spread the start by up to</source>
        <translation>Start streuen um bis zu</translation>
    </message>
    <message>
        <source>0</source>
        <translation>0</translation>
    </message>
    <message>
        <source>Not before</source>
        <translation>Nicht vor</translation>
    </message>
    <message>
        <source>Not after</source>
        <translation>Nicht nach</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>Höchstens</translation>
    </message>
    <message>
        <source>runs; empty: without an end</source>
        <translation>Läufe; leer: ohne Ende</translation>
    </message>
</context>
<context>
    <name>ScheduleTrialCard</name>
    <message>
        <source>What it would do</source>
        <translation>Was er tun würde</translation>
    </message>
    <message>
        <source>How far ahead</source>
        <translation>Wie weit voraus</translation>
    </message>
    <message>
        <source>1 day</source>
        <extracomment>How far ahead a schedule is tried out.</extracomment>
        <translation>1 Tag</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 Tage</translation>
    </message>
    <message>
        <source>14 days</source>
        <translation>14 Tage</translation>
    </message>
    <message>
        <source>31 days</source>
        <translation>31 Tage</translation>
    </message>
    <message>
        <source>A run takes</source>
        <extracomment>Before a field: how long each run is taken to last.</extracomment>
        <translation>Ein Lauf dauert</translation>
    </message>
    <message>
        <source>How long a run takes</source>
        <translation>Wie lange ein Lauf dauert</translation>
    </message>
    <message>
        <source>Service away</source>
        <translation>Dienst fehlt</translation>
    </message>
    <message>
        <source>service stays on</source>
        <extracomment>A schedule is tried out with the service stopped from now on, for so long.</extracomment>
        <translation>Dienst läuft durch</translation>
    </message>
    <message>
        <source>away for 1 h</source>
        <translation>1 h fort</translation>
    </message>
    <message>
        <source>away for 6 h</source>
        <translation>6 h fort</translation>
    </message>
    <message>
        <source>away for a day</source>
        <translation>einen Tag fort</translation>
    </message>
    <message>
        <source>Days of the schedule</source>
        <translation>Tage des Plans</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear</source>
        <extracomment>Empties a search field.</extracomment>
        <translation>Leeren</translation>
    </message>
</context>
<context>
    <name>Select</name>
    <message>
        <source>%1: %2</source>
        <extracomment>A named choice and its value on one button: &quot;Group: none&quot;.</extracomment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>ServiceCard</name>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Start it again on its own machine</source>
        <translation>Auf seinem eigenen Rechner neu starten</translation>
    </message>
    <message>
        <source>Running jobs go on and are taken up again</source>
        <translation>Laufende Jobs laufen weiter und werden wieder übernommen</translation>
    </message>
    <message>
        <source>Stop…</source>
        <extracomment>Stops the service, after a question.</extracomment>
        <translation>Beenden …</translation>
    </message>
    <message>
        <source>Stop the service?</source>
        <translation>Dienst beenden?</translation>
    </message>
    <message>
        <source>Stop the service</source>
        <translation>Dienst beenden</translation>
    </message>
</context>
<context>
    <name>ServiceChip</name>
    <message>
        <source>Resume the queue</source>
        <translation>Warteschlange fortsetzen</translation>
    </message>
    <message>
        <source>Pause the queue</source>
        <translation>Warteschlange anhalten</translation>
    </message>
    <message>
        <source>Reconnect now</source>
        <translation>Jetzt neu verbinden</translation>
    </message>
    <message>
        <source>Start the service</source>
        <translation>Dienst starten</translation>
    </message>
    <message>
        <source>Stop the service…</source>
        <translation>Dienst beenden …</translation>
    </message>
    <message>
        <source>Stop the service?</source>
        <translation>Dienst beenden?</translation>
    </message>
    <message>
        <source>Stop the service</source>
        <translation>Dienst beenden</translation>
    </message>
</context>
<context>
    <name>Setting</name>
    <message>
        <source>Port of the API</source>
        <translation>Port der API</translation>
    </message>
    <message>
        <source>The window, the command line and clients speak to it.</source>
        <translation>Fenster, Befehlszeile und Clients sprechen mit ihr.</translation>
    </message>
    <message>
        <source>Address of the API</source>
        <translation>Adresse der API</translation>
    </message>
    <message>
        <source>127.0.0.1 is this computer only.</source>
        <translation>127.0.0.1 ist nur dieser Rechner.</translation>
    </message>
    <message>
        <source>Host names</source>
        <translation>Hostnamen</translation>
    </message>
    <message>
        <source>Names under which the API may be called, besides this computer&apos;s own.</source>
        <translation>Namen, unter denen die API erreichbar ist, neben dem des Rechners.</translation>
    </message>
    <message>
        <source>Connections at once</source>
        <translation>Gleichzeitige Verbindungen</translation>
    </message>
    <message>
        <source>More wait until one ends.</source>
        <translation>Weitere warten, bis eine endet.</translation>
    </message>
    <message>
        <source>Largest request</source>
        <translation>Größte Anfrage</translation>
    </message>
    <message>
        <source>A larger one is refused.</source>
        <translation>Eine größere wird abgelehnt.</translation>
    </message>
    <message>
        <source>Take events of others</source>
        <translation>Fremde Ereignisse annehmen</translation>
    </message>
    <message>
        <source>Inferno&apos;s own events are always recorded.</source>
        <translation>Infernos eigene Ereignisse werden immer protokolliert.</translation>
    </message>
    <message>
        <source>Least level of taken events</source>
        <translation>Mindeststufe angenommener Ereignisse</translation>
    </message>
    <message>
        <source>Events of others below it are left out; logins and security never are.</source>
        <translation>Fremde Ereignisse darunter entfallen; Anmeldungen und Sicherheit nie.</translation>
    </message>
    <message>
        <source>Record predictions</source>
        <translation>Vorhersagen protokollieren</translation>
    </message>
    <message>
        <source>Every request to a model, a sample of them, or none.</source>
        <translation>Jede Anfrage an ein Modell, eine Stichprobe oder keine.</translation>
    </message>
    <message>
        <source>Encrypt the vault</source>
        <translation>Tresor verschlüsseln</translation>
    </message>
    <message>
        <source>The vault is always encrypted.</source>
        <translation>Der Tresor ist immer verschlüsselt.</translation>
    </message>
    <message>
        <source>Cipher</source>
        <translation>Verfahren</translation>
    </message>
    <message>
        <source>Both names mean AES-256-GCM.</source>
        <translation>Beide Namen bedeuten AES-256-GCM.</translation>
    </message>
    <message>
        <source>Key file</source>
        <translation>Schlüsseldatei</translation>
    </message>
    <message>
        <source>Opens the vault. Empty: the one that was made with it.</source>
        <translation>Öffnet den Tresor. Leer: die mit ihm erzeugte.</translation>
    </message>
    <message>
        <source>New keys every</source>
        <translation>Neue Schlüssel alle</translation>
    </message>
    <message>
        <source>The service makes new keys by itself; old records stay readable.</source>
        <translation>Der Dienst erzeugt neue Schlüssel von selbst; alte Einträge bleiben lesbar.</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Names of people</source>
        <translation>Namen von Personen</translation>
    </message>
    <message>
        <source>With “user” a record holds a number; the name lies apart and can be erased.</source>
        <translation>Mit „user“ enthält ein Eintrag eine Nummer; der Name liegt getrennt und ist löschbar.</translation>
    </message>
    <message>
        <source>Fields sealed with the name</source>
        <translation>Mit dem Namen versiegelte Felder</translation>
    </message>
    <message>
        <source>Found by their exact value; erased with the person.</source>
        <translation>Per genauem Wert auffindbar; mit der Person gelöscht.</translation>
    </message>
    <message>
        <source>Compress</source>
        <translation>Komprimieren</translation>
    </message>
    <message>
        <source>Blocks of records are compressed before they are encrypted.</source>
        <translation>Blöcke von Einträgen werden vor dem Verschlüsseln komprimiert.</translation>
    </message>
    <message>
        <source>Compression</source>
        <translation>Kompression</translation>
    </message>
    <message>
        <source>zstd is small and fast; lz4 is fastest.</source>
        <translation>zstd ist klein und schnell; lz4 ist am schnellsten.</translation>
    </message>
    <message>
        <source>Level of compression</source>
        <translation>Kompressionsstufe</translation>
    </message>
    <message>
        <source>Higher is smaller and slower.</source>
        <translation>Höher ist kleiner und langsamer.</translation>
    </message>
    <message>
        <source>Compress from</source>
        <translation>Komprimieren ab</translation>
    </message>
    <message>
        <source>Smaller blocks are stored as they are.</source>
        <translation>Kleinere Blöcke bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Folder of the vault</source>
        <translation>Ordner des Tresors</translation>
    </message>
    <message>
        <source>Empty: below the data folder.</source>
        <translation>Leer: unter dem Datenordner.</translation>
    </message>
    <message>
        <source>Witnesses</source>
        <translation>Zeugen</translation>
    </message>
    <message>
        <source>Other services that sign this vault&apos;s checkpoints.</source>
        <translation>Andere Dienste, die die Prüfpunkte dieses Tresors signieren.</translation>
    </message>
    <message>
        <source>Anchors in a file</source>
        <translation>Anker in einer Datei</translation>
    </message>
    <message>
        <source>Checkpoints are added to it; best on another disk.</source>
        <translation>Prüfpunkte werden angehängt; am besten auf einem anderen Datenträger.</translation>
    </message>
    <message>
        <source>Anchors in S3</source>
        <translation>Anker in S3</translation>
    </message>
    <message>
        <source>s3://BUCKET/PREFIX, with the archive&apos;s access.</source>
        <translation>s3://BUCKET/PREFIX, mit dem Zugang des Archivs.</translation>
    </message>
    <message>
        <source>Anchors by webhook</source>
        <translation>Anker per Webhook</translation>
    </message>
    <message>
        <source>A URL that is told every checkpoint. It is kept secret.</source>
        <translation>Eine URL, die jeden Prüfpunkt erhält. Sie bleibt geheim.</translation>
    </message>
    <message>
        <source>Anchor every</source>
        <translation>Verankern alle</translation>
    </message>
    <message>
        <source>How often checkpoints go to these places.</source>
        <translation>Wie oft Prüfpunkte an diese Orte gehen.</translation>
    </message>
    <message>
        <source>Witness for</source>
        <translation>Zeuge für</translation>
    </message>
    <message>
        <source>Vaults whose checkpoints this service signs.</source>
        <translation>Tresore, deren Prüfpunkte dieser Dienst signiert.</translation>
    </message>
    <message>
        <source>Keep events for</source>
        <translation>Ereignisse aufbewahren</translation>
    </message>
    <message>
        <source>Older ones are archived or removed, with a record of it. 0: forever.</source>
        <translation>Ältere werden archiviert oder entfernt und das wird protokolliert. 0: für immer.</translation>
    </message>
    <message>
        <source>Largest vault</source>
        <translation>Größter Tresor</translation>
    </message>
    <message>
        <source>The oldest events go first. 0: no limit.</source>
        <translation>Die ältesten Ereignisse gehen zuerst. 0: keine Grenze.</translation>
    </message>
    <message>
        <source>Days by type of event</source>
        <translation>Tage je Ereignisart</translation>
    </message>
    <message>
        <source>Such as job=90, data_access=2555. Others follow the rule above.</source>
        <translation>Etwa job=90, data_access=2555. Für andere gilt die Regel oben.</translation>
    </message>
    <message>
        <source>When it is full and the archive is away</source>
        <translation>Wenn er voll ist und das Archiv fehlt</translation>
    </message>
    <message>
        <source>open: it grows on. closed: events of others are refused.</source>
        <translation>open: er wächst weiter. closed: fremde Ereignisse werden abgelehnt.</translation>
    </message>
    <message>
        <source>Look every</source>
        <translation>Prüfen alle</translation>
    </message>
    <message>
        <source>How often the rules are applied.</source>
        <translation>Wie oft die Regeln angewandt werden.</translation>
    </message>
    <message>
        <source>Archive before removing</source>
        <translation>Vor dem Entfernen archivieren</translation>
    </message>
    <message>
        <source>Nothing is removed that is not in the archive.</source>
        <translation>Nichts wird entfernt, was nicht im Archiv ist.</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>s3://BUCKET/PREFIX, or a folder.</source>
        <translation>s3://BUCKET/PREFIX oder ein Ordner.</translation>
    </message>
    <message>
        <source>Endpoint of S3</source>
        <translation>S3-Endpunkt</translation>
    </message>
    <message>
        <source>Empty: that of Amazon.</source>
        <translation>Leer: der von Amazon.</translation>
    </message>
    <message>
        <source>Region of S3</source>
        <translation>S3-Region</translation>
    </message>
    <message>
        <source>As its provider names it.</source>
        <translation>Wie der Anbieter sie nennt.</translation>
    </message>
    <message>
        <source>Access key of S3</source>
        <translation>S3-Zugriffsschlüssel</translation>
    </message>
    <message>
        <source>A text, env:NAME or file:PATH. It is never shown.</source>
        <translation>Ein Text, env:NAME oder file:PFAD. Er wird nie gezeigt.</translation>
    </message>
    <message>
        <source>Secret key of S3</source>
        <translation>Geheimer S3-Schlüssel</translation>
    </message>
    <message>
        <source>Object lock</source>
        <translation>Objektsperre</translation>
    </message>
    <message>
        <source>Nobody can remove archived segments before their time.</source>
        <translation>Niemand kann archivierte Segmente vor ihrer Zeit entfernen.</translation>
    </message>
    <message>
        <source>Locked for</source>
        <translation>Gesperrt für</translation>
    </message>
    <message>
        <source>Counts from the day on which a segment is archived.</source>
        <translation>Zählt ab dem Tag, an dem ein Segment archiviert wird.</translation>
    </message>
    <message>
        <source>Keep runs for</source>
        <translation>Läufe aufbewahren</translation>
    </message>
    <message>
        <source>Older runs leave the history; their events stay in the vault. 0: forever.</source>
        <translation>Ältere Läufe verlassen den Verlauf; ihre Ereignisse bleiben im Tresor. 0: für immer.</translation>
    </message>
    <message>
        <source>Runs kept of a job</source>
        <translation>Aufbewahrte Läufe je Job</translation>
    </message>
    <message>
        <source>The oldest go first. 0: all.</source>
        <translation>Die ältesten gehen zuerst. 0: alle.</translation>
    </message>
    <message>
        <source>Output kept of a job</source>
        <translation>Aufbewahrte Ausgabe je Job</translation>
    </message>
    <message>
        <source>The oldest goes first. 0: all.</source>
        <translation>Die älteste geht zuerst. 0: alle.</translation>
    </message>
    <message>
        <source>Start jobs</source>
        <translation>Jobs starten</translation>
    </message>
    <message>
        <source>Off: nothing new starts; what runs goes on.</source>
        <translation>Aus: nichts Neues startet; Laufendes läuft weiter.</translation>
    </message>
    <message>
        <source>Start by schedule</source>
        <translation>Nach Zeitplan starten</translation>
    </message>
    <message>
        <source>Off: jobs start only when someone asks.</source>
        <translation>Aus: Jobs starten nur auf Anforderung.</translation>
    </message>
    <message>
        <source>Time zone of schedules</source>
        <translation>Zeitzone der Zeitpläne</translation>
    </message>
    <message>
        <source>For jobs without their own. Empty: this computer&apos;s.</source>
        <translation>Für Jobs ohne eigene. Leer: die dieses Rechners.</translation>
    </message>
    <message>
        <source>Catch up</source>
        <translation>Nachholen</translation>
    </message>
    <message>
        <source>What was missed longer ago is left out.</source>
        <translation>Länger Verpasstes entfällt.</translation>
    </message>
    <message>
        <source>Most caught up</source>
        <translation>Höchstens nachgeholt</translation>
    </message>
    <message>
        <source>Of a job whose policy is to run all that it missed.</source>
        <translation>Je Job, der alles Verpasste nachholt.</translation>
    </message>
    <message>
        <source>Most jobs with a schedule</source>
        <translation>Höchstens Jobs mit Zeitplan</translation>
    </message>
    <message>
        <source>0: no limit.</source>
        <translation>0: keine Grenze.</translation>
    </message>
    <message>
        <source>Time limit of a run</source>
        <translation>Zeitlimit eines Laufs</translation>
    </message>
    <message>
        <source>For jobs without their own. 0: none.</source>
        <translation>Für Jobs ohne eigene Angabe. 0: keine Grenze.</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>After a failure, for jobs without their own.</source>
        <translation>Nach einem Fehlschlag, für Jobs ohne eigene Angabe.</translation>
    </message>
    <message>
        <source>First retry after</source>
        <translation>Erste Wiederholung nach</translation>
    </message>
    <message>
        <source>Later ones wait longer.</source>
        <translation>Spätere warten länger.</translation>
    </message>
    <message>
        <source>Each wait grows by</source>
        <translation>Wartezeit wächst um</translation>
    </message>
    <message>
        <source>2 doubles it every time.</source>
        <translation>2 verdoppelt sie jedes Mal.</translation>
    </message>
    <message>
        <source>Longest wait</source>
        <translation>Längste Wartezeit</translation>
    </message>
    <message>
        <source>Between two attempts.</source>
        <translation>Zwischen zwei Versuchen.</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Jobs at the same time. 0: as many as there are cores.</source>
        <translation>Gleichzeitige Jobs. 0: so viele wie Kerne.</translation>
    </message>
    <message>
        <source>Longest queue</source>
        <translation>Längste Warteschlange</translation>
    </message>
    <message>
        <source>More runs are refused. 0: no limit.</source>
        <translation>Weitere Läufe werden abgelehnt. 0: keine Grenze.</translation>
    </message>
    <message>
        <source>Pools</source>
        <translation>Pools</translation>
    </message>
    <message>
        <source>Groups of jobs with a limit of their own, as NAME = NUMBER in the file.</source>
        <translation>Gruppen von Jobs mit eigener Grenze, in der Datei als NAME = ZAHL.</translation>
    </message>
    <message>
        <source>Processor limit</source>
        <translation>Prozessorgrenze</translation>
    </message>
    <message>
        <source>cores</source>
        <translation>Kerne</translation>
    </message>
    <message>
        <source>Memory limit</source>
        <translation>Speichergrenze</translation>
    </message>
    <message>
        <source>Measure every</source>
        <translation>Messen alle</translation>
    </message>
    <message>
        <source>How often the use of a running job is written down.</source>
        <translation>Wie oft der Verbrauch eines laufenden Jobs notiert wird.</translation>
    </message>
    <message>
        <source>Jobs run as</source>
        <translation>Jobs laufen als</translation>
    </message>
    <message>
        <source>A user without access to the keys. Empty: inferno-job, where there is one.</source>
        <translation>Ein Benutzer ohne Zugang zu den Schlüsseln. Leer: inferno-job, wo es ihn gibt.</translation>
    </message>
    <message>
        <source>Folder of the queue</source>
        <translation>Ordner der Warteschlange</translation>
    </message>
    <message>
        <source>Workers of a model</source>
        <translation>Worker eines Modells</translation>
    </message>
    <message>
        <source>Requests that it answers at the same time.</source>
        <translation>Anfragen, die es gleichzeitig beantwortet.</translation>
    </message>
    <message>
        <source>Workers by TorchServe&apos;s route</source>
        <translation>Worker über TorchServes Route</translation>
    </message>
    <message>
        <source>For models registered on the management port. 0: none until asked.</source>
        <translation>Für Modelle, die am Verwaltungsport registriert wurden. 0: keine ohne Anforderung.</translation>
    </message>
    <message>
        <source>Largest batch</source>
        <translation>Größter Batch</translation>
    </message>
    <message>
        <source>Requests that a model answers in one go.</source>
        <translation>Anfragen, die ein Modell auf einmal beantwortet.</translation>
    </message>
    <message>
        <source>Folder of models</source>
        <translation>Ordner der Modelle</translation>
    </message>
    <message>
        <source>Archives that may be registered by name. Empty: below the data folder.</source>
        <translation>Archive, die per Name registrierbar sind. Leer: unter dem Datenordner.</translation>
    </message>
    <message>
        <source>Load at the start</source>
        <translation>Beim Start laden</translation>
    </message>
    <message>
        <source>Names of archives in the folder, or “all”.</source>
        <translation>Namen von Archiven im Ordner oder „all“.</translation>
    </message>
    <message>
        <source>Models may come from</source>
        <translation>Erlaubte Herkunft von Modellen</translation>
    </message>
    <message>
        <source>Patterns of URLs. Empty: the folder of models only.</source>
        <translation>Muster von URLs. Leer: nur der Ordner der Modelle.</translation>
    </message>
    <message>
        <source>Address for predictions</source>
        <translation>Adresse für Vorhersagen</translation>
    </message>
    <message>
        <source>Empty: that of the API.</source>
        <translation>Leer: die der API.</translation>
    </message>
    <message>
        <source>Address for management</source>
        <translation>Adresse für die Verwaltung</translation>
    </message>
    <message>
        <source>TorchServe&apos;s management routes.</source>
        <translation>TorchServes Verwaltungsrouten.</translation>
    </message>
    <message>
        <source>Address of metrics</source>
        <translation>Adresse der Metriken</translation>
    </message>
    <message>
        <source>For Prometheus.</source>
        <translation>Für Prometheus.</translation>
    </message>
    <message>
        <source>Predictions need a token</source>
        <translation>Vorhersagen brauchen ein Token</translation>
    </message>
    <message>
        <source>auto: only from other computers.</source>
        <translation>auto: nur von anderen Rechnern.</translation>
    </message>
    <message>
        <source>Largest prediction request</source>
        <translation>Größte Vorhersageanfrage</translation>
    </message>
    <message>
        <source>0: that of the API.</source>
        <translation>0: die der API.</translation>
    </message>
    <message>
        <source>Longest prediction</source>
        <translation>Längste Vorhersage</translation>
    </message>
    <message>
        <source>Then it is given up.</source>
        <translation>Danach wird aufgegeben.</translation>
    </message>
    <message>
        <source>Waiting predictions</source>
        <translation>Wartende Vorhersagen</translation>
    </message>
    <message>
        <source>More are refused.</source>
        <translation>Weitere werden abgelehnt.</translation>
    </message>
    <message>
        <source>Longest load of a model</source>
        <translation>Längstes Laden eines Modells</translation>
    </message>
    <message>
        <source>Answer to too many predictions</source>
        <translation>Antwort bei zu vielen Vorhersagen</translation>
    </message>
    <message>
        <source>503, or 429 for clients that know it.</source>
        <translation>503 oder 429 für Clients, die es kennen.</translation>
    </message>
    <message>
        <source>TorchServe&apos;s keys hold</source>
        <translation>TorchServes Schlüssel gelten</translation>
    </message>
    <message>
        <source>Those of run/key_file.json.</source>
        <translation>Die aus run/key_file.json.</translation>
    </message>
    <message>
        <source>Handlers of archives</source>
        <translation>Handler von Archiven</translation>
    </message>
    <message>
        <source>Which of ours serves one that an archive names, as NAME = HANDLER in the file.</source>
        <translation>Welcher unserer Handler einen im Archiv genannten bedient, in der Datei als NAME = HANDLER.</translation>
    </message>
    <message>
        <source>Largest download of a model</source>
        <translation>Größter Download eines Modells</translation>
    </message>
    <message>
        <source>More is refused.</source>
        <translation>Mehr wird abgelehnt.</translation>
    </message>
    <message>
        <source>Memory for models</source>
        <translation>Speicher für Modelle</translation>
    </message>
    <message>
        <source>What would need more is refused. 0: what the computer has free.</source>
        <translation>Was mehr bräuchte, wird abgelehnt. 0: was der Rechner frei hat.</translation>
    </message>
    <message>
        <source>Keys that sign models</source>
        <translation>Schlüssel, die Modelle signieren</translation>
    </message>
    <message>
        <source>Public Ed25519 keys: files, or base64.</source>
        <translation>Öffentliche Ed25519-Schlüssel: Dateien oder Base64.</translation>
    </message>
    <message>
        <source>Only signed models</source>
        <translation>Nur signierte Modelle</translation>
    </message>
    <message>
        <source>Others are refused, and not loaded at the next start.</source>
        <translation>Andere werden abgelehnt und beim nächsten Start nicht geladen.</translation>
    </message>
    <message>
        <source>TorchServe&apos;s config.properties</source>
        <translation>TorchServes config.properties</translation>
    </message>
    <message>
        <source>A file whose settings count below inferno.toml.</source>
        <translation>Eine Datei, deren Einstellungen unterhalb von inferno.toml gelten.</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
    <message>
        <source>Tell channels when a rule fires.</source>
        <translation>Kanäle benachrichtigen, wenn eine Regel auslöst.</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>Kanäle</translation>
    </message>
    <message>
        <source>email, slack, webhook.</source>
        <translation>email, slack, webhook.</translation>
    </message>
    <message>
        <source>Least severity</source>
        <translation>Mindestschweregrad</translation>
    </message>
    <message>
        <source>Below it nobody is told.</source>
        <translation>Darunter wird niemand benachrichtigt.</translation>
    </message>
    <message>
        <source>E-mail to</source>
        <translation>E-Mail an</translation>
    </message>
    <message>
        <source>Addresses, separated by commas.</source>
        <translation>Adressen, durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>Mail server</source>
        <translation>Mailserver</translation>
    </message>
    <message>
        <source>HOST:PORT.</source>
        <translation>HOST:PORT.</translation>
    </message>
    <message>
        <source>Text of the mail</source>
        <translation>Text der Mail</translation>
    </message>
    <message>
        <source>A file with the template.</source>
        <translation>Eine Datei mit der Vorlage.</translation>
    </message>
    <message>
        <source>Slack channel</source>
        <translation>Slack-Kanal</translation>
    </message>
    <message>
        <source>Such as #ops.</source>
        <translation>Etwa #ops.</translation>
    </message>
    <message>
        <source>Slack webhook</source>
        <translation>Slack-Webhook</translation>
    </message>
    <message>
        <source>It is never shown.</source>
        <translation>Wird nie gezeigt.</translation>
    </message>
    <message>
        <source>Webhook</source>
        <translation>Webhook</translation>
    </message>
    <message>
        <source>Headers of the webhook</source>
        <translation>Header des Webhooks</translation>
    </message>
    <message>
        <source>They are never shown.</source>
        <translation>Werden nie gezeigt.</translation>
    </message>
    <message>
        <source>Notices about jobs</source>
        <translation>Meldungen über Jobs</translation>
    </message>
    <message>
        <source>Tell channels how runs ended.</source>
        <translation>Kanälen mitteilen, wie Läufe endeten.</translation>
    </message>
    <message>
        <source>Channels for jobs</source>
        <translation>Kanäle für Jobs</translation>
    </message>
    <message>
        <source>When to tell</source>
        <translation>Wann benachrichtigen</translation>
    </message>
    <message>
        <source>Such as failure, timeout.</source>
        <translation>Etwa failure, timeout.</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>Konten</translation>
    </message>
    <message>
        <source>People sign in with their own names.</source>
        <translation>Personen melden sich mit eigenem Namen an.</translation>
    </message>
    <message>
        <source>Take logs</source>
        <translation>Logs annehmen</translation>
    </message>
    <message>
        <source>Of other programs.</source>
        <translation>Von anderen Programmen.</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Vault and security</source>
        <translation>Tresor und Sicherheit</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>Aufbewahrung</translation>
    </message>
    <message>
        <source>Scheduler</source>
        <translation>Zeitplanung</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Notifications</source>
        <translation>Benachrichtigungen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <translation>Tastatur</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>About and licences</source>
        <translation>Über und Lizenzen</translation>
    </message>
    <message>
        <source>MB</source>
        <translation>MB</translation>
    </message>
    <message>
        <source>KB</source>
        <translation>KB</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>GB</source>
        <translation>GB</translation>
    </message>
    <message>
        <source>h</source>
        <translation>h</translation>
    </message>
    <message>
        <source>×</source>
        <translation>×</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
</context>
<context>
    <name>SettingControl</name>
    <message>
        <source>not set</source>
        <extracomment>A setting without a value.</extracomment>
        <translation>nicht gesetzt</translation>
    </message>
</context>
<context>
    <name>SettingDetails</name>
    <message>
        <source>Default</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>Comes from</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Gilt</translation>
    </message>
    <message>
        <source>when the window is opened again</source>
        <translation>nach erneutem Öffnen des Fensters</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>sofort</translation>
    </message>
    <message>
        <source>from the next start of the service</source>
        <translation>ab dem nächsten Start des Dienstes</translation>
    </message>
    <message>
        <source>Open the window again</source>
        <translation>Fenster neu öffnen</translation>
    </message>
</context>
<context>
    <name>SettingRow</name>
    <message>
        <source>%1 › %2</source>
        <extracomment>A setting that a search found: its category, then its name.</extracomment>
        <translation>%1 › %2</translation>
    </message>
    <message>
        <source>changed, waits for a restart</source>
        <extracomment>A changed setting that counts after the next start of the service.</extracomment>
        <translation>geändert, wartet auf Neustart</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
    <message>
        <source>Reset %1 to %2</source>
        <extracomment>Gives a setting its former value: %1 is its name, %2 the value.</extracomment>
        <translation>%1 auf %2 zurücksetzen</translation>
    </message>
    <message>
        <source>Less about %1</source>
        <extracomment>Shows or hides where a setting comes from: %1 is its name.</extracomment>
        <translation>Weniger zu %1</translation>
    </message>
    <message>
        <source>More about %1</source>
        <translation>Mehr zu %1</translation>
    </message>
</context>
<context>
    <name>SettingsBody</name>
    <message>
        <source>Names, meanings and keys of the file are searched.</source>
        <translation>Durchsucht werden Namen, Bedeutungen und Schlüssel der Datei.</translation>
    </message>
    <message>
        <source>No setting is called “%1”</source>
        <extracomment>%1 is what was searched for.</extracomment>
        <translation>Keine Einstellung heißt „%1“</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <extracomment>Empties a search field.</extracomment>
        <translation>Suche leeren</translation>
    </message>
</context>
<context>
    <name>SettingsCategories</name>
    <message>
        <source>Search settings</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Categories</source>
        <extracomment>Accessible name of the list of kinds of settings.</extracomment>
        <translation>Kategorien</translation>
    </message>
</context>
<context>
    <name>SettingsHead</name>
    <message>
        <source>Restart now</source>
        <extracomment>Starts the service again, so that changed settings count.</extracomment>
        <translation>Jetzt neu starten</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>Inferno stays in the tray</source>
        <extracomment>Asked once, when the window is closed for the first time.</extracomment>
        <translation>Inferno bleibt im Infobereich</translation>
    </message>
    <message>
        <source>Jobs run in the service, with or without this window. Its icon in the tray brings the window back, and tells when a job fails.</source>
        <translation>Jobs laufen im Dienst, mit oder ohne dieses Fenster. Das Symbol im Infobereich holt das Fenster zurück und meldet, wenn ein Job fehlschlägt.</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>Fenster schließen</translation>
    </message>
</context>
<context>
    <name>ShortcutRow</name>
    <message>
        <source>Reset the keys of “%1”</source>
        <extracomment>Gives an action the keys back that it had at first; %1 is the action.</extracomment>
        <translation>Tasten von „%1“ zurücksetzen</translation>
    </message>
</context>
<context>
    <name>ShortcutsCard</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <extracomment>How many keys are not as they were at first.</extracomment>
        <translation>
            <numerusform>%n geändert</numerusform>
            <numerusform>%n geändert</numerusform>
        </translation>
    </message>
    <message>
        <source>choose one and press another key</source>
        <translation>eine auswählen und eine andere Taste drücken</translation>
    </message>
    <message>
        <source>No key is changed</source>
        <translation>Keine Taste ist geändert</translation>
    </message>
    <message>
        <source>Reset all keys</source>
        <translation>Alle Tasten zurücksetzen</translation>
    </message>
</context>
<context>
    <name>SplitHandle</name>
    <message>
        <source>Width of the panel; the arrow keys change it</source>
        <extracomment>What the line between two panes is for.</extracomment>
        <translation>Breite des Bereichs; die Pfeiltasten ändern sie</translation>
    </message>
</context>
<context>
    <name>StateError</name>
    <message>
        <source>Retry</source>
        <extracomment>Tries again what failed.</extracomment>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Copy details</source>
        <extracomment>Copies an error with its code to the clipboard.</extracomment>
        <translation>Details kopieren</translation>
    </message>
    <message>
        <source>Open logs</source>
        <extracomment>Opens the service&apos;s log.</extracomment>
        <translation>Logs öffnen</translation>
    </message>
</context>
<context>
    <name>StateFiltered</name>
    <message>
        <source>Clear all filters</source>
        <extracomment>Below a list that its filters leave empty.</extracomment>
        <translation>Alle Filter entfernen</translation>
    </message>
</context>
<context>
    <name>StateLoading</name>
    <message>
        <source>Loading</source>
        <extracomment>Accessible name of a region whose data is being read.</extracomment>
        <translation>Wird geladen</translation>
    </message>
    <message numerus="yes">
        <source>Still working, %n s</source>
        <extracomment>Below a region that loads for long; %n seconds so far.</extracomment>
        <translation>
            <numerusform>Arbeitet noch, %n s</numerusform>
            <numerusform>Arbeitet noch, %n s</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>StateLocked</name>
    <message>
        <source>The vault is locked</source>
        <extracomment>Title over the field for the vault&apos;s passphrase.</extracomment>
        <translation>Der Tresor ist gesperrt</translation>
    </message>
    <message>
        <source>Nothing new starts and nothing is shown until it is opened with its passphrase.</source>
        <translation>Nichts Neues startet und nichts wird gezeigt, bis er mit seiner Passphrase geöffnet ist.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Hide the passphrase</source>
        <translation>Passphrase verbergen</translation>
    </message>
    <message>
        <source>Show the passphrase</source>
        <translation>Passphrase zeigen</translation>
    </message>
    <message>
        <source>Unlock</source>
        <extracomment>Opens the vault.</extracomment>
        <translation>Entsperren</translation>
    </message>
</context>
<context>
    <name>StateView</name>
    <message>
        <source>Service unreachable</source>
        <extracomment>Over a page whose service does not answer.</extracomment>
        <translation>Dienst nicht erreichbar</translation>
    </message>
    <message>
        <source>Reconnect</source>
        <extracomment>Tries to reach the service at once.</extracomment>
        <translation>Neu verbinden</translation>
    </message>
    <message>
        <source>Start service</source>
        <extracomment>Starts the background service.</extracomment>
        <translation>Dienst starten</translation>
    </message>
    <message>
        <source>Refreshing</source>
        <extracomment>Accessible name of the line that runs while data is read again.</extracomment>
        <translation>Wird aktualisiert</translation>
    </message>
</context>
<context>
    <name>StatusBadge</name>
    <message>
        <source>%1 %2 %</source>
        <extracomment>A running job and how much of it is done: &quot;Running 62 %&quot;.</extracomment>
        <translation>%1 %2 %</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Status bar</source>
        <extracomment>Accessible name of the bar along the bottom of the window.</extracomment>
        <translation>Statusleiste</translation>
    </message>
    <message>
        <source>The service that this window shows</source>
        <extracomment>What the place of the service in the status bar is.</extracomment>
        <translation>Der Dienst, den dieses Fenster zeigt</translation>
    </message>
    <message>
        <source>Queue</source>
        <extracomment>Status bar: runs that wait.</extracomment>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Runs that wait for a worker</source>
        <translation>Läufe, die auf einen Worker warten</translation>
    </message>
    <message>
        <source>Workers</source>
        <extracomment>Status bar: workers that are busy, of all.</extracomment>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Runs under way, of those that may run at once</source>
        <translation>Laufende von höchstens gleichzeitig möglichen Läufen</translation>
    </message>
    <message>
        <source>Sealed</source>
        <extracomment>Status bar: the newest event under a signed checkpoint.</extracomment>
        <translation>Versiegelt</translation>
    </message>
    <message>
        <source>The newest event under a signed checkpoint</source>
        <translation>Das neueste Ereignis unter einem signierten Prüfpunkt</translation>
    </message>
    <message>
        <source>Activity</source>
        <extracomment>Status bar: opens the list of what goes on.</extracomment>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>All times are shown in this zone</source>
        <translation>Alle Zeiten gelten in dieser Zone</translation>
    </message>
    <message>
        <source>What goes on, and what was done (%1)</source>
        <translation>Was läuft und was erledigt ist (%1)</translation>
    </message>
</context>
<context>
    <name>StatusLook</name>
    <message>
        <source>Scheduled</source>
        <extracomment>State of a job or run, one word on a badge.</extracomment>
        <translation>Geplant</translation>
    </message>
    <message>
        <source>Ready</source>
        <extracomment>State of a job that nothing starts by itself.</extracomment>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Queued</source>
        <extracomment>State of a run that waits for a worker.</extracomment>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Blocked</source>
        <extracomment>State of a run that waits for other jobs.</extracomment>
        <translation>Blockiert</translation>
    </message>
    <message>
        <source>Running</source>
        <extracomment>State of a run.</extracomment>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Retrying</source>
        <extracomment>State of a run that failed and will be tried again.</extracomment>
        <translation>Wiederholt</translation>
    </message>
    <message>
        <source>Completed</source>
        <extracomment>State of a run.</extracomment>
        <translation>Erfolgreich</translation>
    </message>
    <message>
        <source>Warnings</source>
        <extracomment>State of a run that ended well but said something.</extracomment>
        <translation>Mit Warnungen</translation>
    </message>
    <message>
        <source>At risk</source>
        <extracomment>State of a job that may miss its deadline.</extracomment>
        <translation>Gefährdet</translation>
    </message>
    <message>
        <source>Failed</source>
        <extracomment>State of a run.</extracomment>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Timed out</source>
        <extracomment>State of a run that took longer than it may.</extracomment>
        <translation>Zeitlimit</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <extracomment>State of a run that somebody ended.</extracomment>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Skipped</source>
        <extracomment>State of a run that was not started.</extracomment>
        <translation>Übersprungen</translation>
    </message>
    <message>
        <source>Paused</source>
        <extracomment>State of a job or of the scheduler.</extracomment>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Disabled</source>
        <extracomment>State of a job.</extracomment>
        <translation>Deaktiviert</translation>
    </message>
</context>
<context>
    <name>StorageCard</name>
    <message>
        <source>Storage</source>
        <translation>Speicherplatz</translation>
    </message>
    <message>
        <source>Open</source>
        <extracomment>Opens the data folder in the file manager.</extracomment>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>Table</name>
    <message>
        <source>Scroll the columns</source>
        <extracomment>Accessible name of the bar that scrolls the columns of a table.</extracomment>
        <translation>Spalten verschieben</translation>
    </message>
</context>
<context>
    <name>TableHead</name>
    <message>
        <source>Columns</source>
        <extracomment>Accessible name of the row with the titles of a table&apos;s columns.</extracomment>
        <translation>Spalten</translation>
    </message>
</context>
<context>
    <name>TableHeadCell</name>
    <message>
        <source>sorted, largest first</source>
        <extracomment>Says to a screen reader how a column is sorted.</extracomment>
        <translation>sortiert, größte zuerst</translation>
    </message>
    <message>
        <source>sorted, smallest first</source>
        <translation>sortiert, kleinste zuerst</translation>
    </message>
</context>
<context>
    <name>Tile</name>
    <message>
        <source>Runs, last 24 h</source>
        <translation>Läufe, letzte 24 h</translation>
    </message>
    <message>
        <source>Success rate, 24 h</source>
        <translation>Erfolgsquote, 24 h</translation>
    </message>
    <message>
        <source>Queue and workers</source>
        <translation>Warteschlange und Worker</translation>
    </message>
    <message>
        <source>Vault seal</source>
        <translation>Tresorsiegel</translation>
    </message>
    <message>
        <source>Processor and memory</source>
        <translation>Prozessor und Speicher</translation>
    </message>
    <message>
        <source>Failing jobs</source>
        <translation>Fehlgeschlagene Jobs</translation>
    </message>
    <message>
        <source>Next run</source>
        <translation>Nächster Lauf</translation>
    </message>
    <message>
        <source>Audit events</source>
        <translation>Prüfereignisse</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Datenordner</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Operator</source>
        <extracomment>What the overview shows first: the view of who runs the jobs.</extracomment>
        <translation>Betrieb</translation>
    </message>
    <message>
        <source>Compliance</source>
        <extracomment>The view of who answers for the audit trail.</extracomment>
        <translation>Compliance</translation>
    </message>
    <message>
        <source>ML</source>
        <extracomment>The view of who runs models: machine learning.</extracomment>
        <translation>ML</translation>
    </message>
</context>
<context>
    <name>TileDisk</name>
    <message>
        <source>Data folder</source>
        <translation>Datenordner</translation>
    </message>
    <message>
        <source>% full</source>
        <extracomment>Of the disk, after the number.</extracomment>
        <translation>% voll</translation>
    </message>
    <message>
        <source>Disk used</source>
        <translation>Platte belegt</translation>
    </message>
</context>
<context>
    <name>TileEvents</name>
    <message>
        <source>Audit events</source>
        <translation>Prüfereignisse</translation>
    </message>
</context>
<context>
    <name>TileFailing</name>
    <message>
        <source>Failing jobs</source>
        <translation>Fehlgeschlagene Jobs</translation>
    </message>
    <message>
        <source>first %1</source>
        <extracomment>%1 is the failed job that holds back most.</extracomment>
        <translation>zuerst %1</translation>
    </message>
    <message>
        <source>None failed</source>
        <translation>Keiner fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>TileHost</name>
    <message>
        <source>Processor · %1</source>
        <translation>Prozessor · %1</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Memory used</source>
        <translation>Speicher belegt</translation>
    </message>
</context>
<context>
    <name>TileModels</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>ready</source>
        <extracomment>Models that answer, after the number.</extracomment>
        <translation>bereit</translation>
    </message>
</context>
<context>
    <name>TileNext</name>
    <message>
        <source>Next run</source>
        <translation>Nächster Lauf</translation>
    </message>
</context>
<context>
    <name>TilePlace</name>
    <message>
        <source>Ctrl with arrows moves it, Delete hides it</source>
        <extracomment>What the keys do with a tile in edit mode.</extracomment>
        <translation>Strg mit Pfeilen verschiebt sie, Entf blendet sie aus</translation>
    </message>
    <message>
        <source>Hide %1</source>
        <extracomment>Takes a tile away from the overview.</extracomment>
        <translation>%1 ausblenden</translation>
    </message>
</context>
<context>
    <name>TileQueue</name>
    <message>
        <source>Queue and workers</source>
        <translation>Warteschlange und Worker</translation>
    </message>
    <message>
        <source>waiting</source>
        <extracomment>After the number of runs that wait for a worker.</extracomment>
        <translation>wartend</translation>
    </message>
    <message>
        <source>%1 of %2 workers</source>
        <translation>%1 von %2 Workern</translation>
    </message>
</context>
<context>
    <name>TileRate</name>
    <message>
        <source>Success rate, 24 h</source>
        <translation>Erfolgsquote, 24 h</translation>
    </message>
</context>
<context>
    <name>TileRuns</name>
    <message>
        <source>Runs, last 24 h</source>
        <translation>Läufe, letzte 24 h</translation>
    </message>
</context>
<context>
    <name>TileSeal</name>
    <message>
        <source>Vault seal</source>
        <translation>Tresorsiegel</translation>
    </message>
</context>
<context>
    <name>TimeField</name>
    <message>
        <source>Up and Down change what the caret is in; Alt+Down shows the month</source>
        <extracomment>What a field for a time can do.</extracomment>
        <translation>Auf und Ab ändern den Teil an der Schreibmarke; Alt+Ab zeigt den Monat</translation>
    </message>
    <message>
        <source>Choose a day</source>
        <extracomment>Opens a month to choose a day from.</extracomment>
        <translation>Tag auswählen</translation>
    </message>
</context>
<context>
    <name>TimeRange</name>
    <message>
        <source>Time range</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>All time</source>
        <extracomment>Ranges of time that end now.</extracomment>
        <translation>Gesamte Zeit</translation>
    </message>
    <message>
        <source>Last 15 minutes</source>
        <translation>Letzte 15 Minuten</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Letzte 24 h</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>Between two times…</source>
        <extracomment>Opens a dialog for the two ends of a range of time.</extracomment>
        <translation>Von … bis …</translation>
    </message>
    <message>
        <source>Between two times</source>
        <translation>Zwischen zwei Zeiten</translation>
    </message>
    <message>
        <source>As the clock of this window goes. Without an end: until now.</source>
        <translation>Nach der Uhr dieses Fensters. Ohne Ende: bis jetzt.</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Zeigen</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Bis</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Jobs around now</source>
        <extracomment>Accessible name of the lanes of jobs around the present.</extracomment>
        <translation>Jobs um jetzt</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Dismiss</source>
        <translation>Ausblenden</translation>
    </message>
</context>
<context>
    <name>ToastHost</name>
    <message>
        <source>Undo</source>
        <extracomment>Takes back what was done last.</extracomment>
        <translation>Rückgängig</translation>
    </message>
</context>
<context>
    <name>TokenChip</name>
    <message>
        <source>not %1</source>
        <extracomment>A filter that shuts something out.</extracomment>
        <translation>nicht %1</translation>
    </message>
    <message>
        <source>Removes the filter</source>
        <extracomment>What pressing a filter&apos;s chip does.</extracomment>
        <translation>Entfernt den Filter</translation>
    </message>
    <message>
        <source>not</source>
        <translation>nicht</translation>
    </message>
</context>
<context>
    <name>TokenFilterBar</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Top bar</source>
        <extracomment>Accessible name of the bar along the top of the window.</extracomment>
        <translation>Kopfleiste</translation>
    </message>
    <message>
        <source>Back</source>
        <extracomment>Goes to the page before.</extracomment>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <extracomment>Goes to the page after.</extracomment>
        <translation>Vorwärts</translation>
    </message>
    <message numerus="yes">
        <source>%n jobs need attention</source>
        <extracomment>Tooltip and name of the bell: how many jobs failed.</extracomment>
        <translation>
            <numerusform>%n Job braucht Aufmerksamkeit</numerusform>
            <numerusform>%n Jobs brauchen Aufmerksamkeit</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing needs attention</source>
        <translation>Nichts braucht Aufmerksamkeit</translation>
    </message>
</context>
<context>
    <name>TreeRow</name>
    <message>
        <source>level %1</source>
        <extracomment>Read to a screen reader: where a row of a tree is; %1 counts from 1.</extracomment>
        <translation>Ebene %1</translation>
    </message>
    <message>
        <source>closed</source>
        <extracomment>Read to a screen reader, after the level: a branch of a tree.</extracomment>
        <translation>zugeklappt</translation>
    </message>
    <message>
        <source>open</source>
        <translation>aufgeklappt</translation>
    </message>
    <message>
        <source>Open the branch</source>
        <extracomment>Opens or closes a branch of a tree.</extracomment>
        <translation>Zweig aufklappen</translation>
    </message>
    <message>
        <source>Close the branch</source>
        <translation>Zweig schließen</translation>
    </message>
</context>
<context>
    <name>UserBox</name>
    <message>
        <source>%1, appearance and keys</source>
        <extracomment>Accessible name of the button with the user&apos;s name: %1 is the name.</extracomment>
        <translation>%1, Darstellung und Tasten</translation>
    </message>
    <message>
        <source>Theme</source>
        <extracomment>Menu with the choices light, dark, high contrast and as the desktop.</extracomment>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Density</source>
        <extracomment>Menu with the heights of rows.</extracomment>
        <translation>Dichte</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Kompakt</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Spacious</source>
        <translation>Großzügig</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Bewegung reduzieren</translation>
    </message>
    <message>
        <source>Keys…</source>
        <translation>Tasten …</translation>
    </message>
    <message>
        <source>High contrast</source>
        <extracomment>A theme of white on black with strong edges.</extracomment>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>High contrast, light</source>
        <extracomment>A theme of black on white with strong edges.</extracomment>
        <translation>Hoher Kontrast, hell</translation>
    </message>
</context>
<context>
    <name>VaultChip</name>
    <message>
        <source>Shows the evidence</source>
        <translation>Zeigt die Belege</translation>
    </message>
    <message>
        <source>Opens the audit trail</source>
        <translation>Öffnet das Prüfprotokoll</translation>
    </message>
</context>
<context>
    <name>VirtualScrollBar</name>
    <message>
        <source>Scroll bar</source>
        <extracomment>Accessible name of a list&apos;s scroll bar.</extracomment>
        <translation>Bildlaufleiste</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 d %2 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 d</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>Scheduled</source>
        <translation>Geplant</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Blocked</source>
        <translation>Blockiert</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Retrying</source>
        <translation>Wiederholt</translation>
    </message>
    <message>
        <source>Completed</source>
        <translation>Erfolgreich</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Timed out</source>
        <translation>Zeitlimit</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Übersprungen</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Deaktiviert</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>Geplant</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>Zeitlimit überschritten</translation>
    </message>
    <message>
        <source>Killed, or out of memory (137)</source>
        <translation>Beendet oder OOM (137)</translation>
    </message>
    <message>
        <source>Ended by signal %1</source>
        <translation>Durch Signal %1 beendet</translation>
    </message>
    <message>
        <source>Command not found (127)</source>
        <translation>Befehl nicht gefunden (127)</translation>
    </message>
    <message>
        <source>Command may not be executed (126)</source>
        <translation>Befehl darf nicht ausgeführt werden (126)</translation>
    </message>
    <message>
        <source>Exit code %1</source>
        <translation>Exit-Code %1</translation>
    </message>
    <message>
        <source>Outcome unknown</source>
        <translation>Ergebnis unbekannt</translation>
    </message>
    <message>
        <source>No reason given</source>
        <translation>Kein Grund angegeben</translation>
    </message>
    <message>
        <source>At risk</source>
        <translation>Gefährdet</translation>
    </message>
</context>
<context>
    <name>inferno::desktop::Notifier</name>
    <message numerus="yes">
        <source>%n jobs failed</source>
        <extracomment>A notification in the place of several: %n jobs failed within a minute.</extracomment>
        <translation>
            <numerusform>%n Job fehlgeschlagen</numerusform>
            <numerusform>%n Jobs fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Within a minute. The newest is %1.</source>
        <translation>Innerhalb einer Minute. Der neueste ist %1.</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open log</source>
        <translation>Log öffnen</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>inferno::desktop::Tray</name>
    <message>
        <source>Inferno can reach you</source>
        <extracomment>A notification that was asked for, to see that it comes.</extracomment>
        <translation>Inferno kann benachrichtigen</translation>
    </message>
    <message>
        <source>A failed job would be told like this.</source>
        <translation>So würde ein fehlgeschlagener Job gemeldet.</translation>
    </message>
    <message>
        <source>Open Inferno</source>
        <translation>Inferno öffnen</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>Quit Inferno (jobs keep running)</source>
        <extracomment>Ends the window; the service and its jobs go on.</extracomment>
        <translation>Inferno beenden (Jobs laufen weiter)</translation>
    </message>
    <message numerus="yes">
        <source>%n running</source>
        <extracomment>First line of the tray&apos;s menu: how many runs are under way.</extracomment>
        <translation>
            <numerusform>%n läuft</numerusform>
            <numerusform>%n laufen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · next: %2</source>
        <extracomment>First line of the tray&apos;s menu: %1 &quot;3 running&quot;, %2 &quot;backup 11:00&quot;.</extracomment>
        <translation>%1 · nächster: %2</translation>
    </message>
    <message>
        <source>Last failure: %1</source>
        <extracomment>%1 is a job&apos;s name.</extracomment>
        <translation>Letzter Fehlschlag: %1</translation>
    </message>
    <message>
        <source>Resume the queue</source>
        <translation>Warteschlange fortsetzen</translation>
    </message>
    <message>
        <source>Pause the queue</source>
        <translation>Warteschlange anhalten</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <extracomment>Title of a notification; %1 is a job&apos;s name.</extracomment>
        <translation>%1 fehlgeschlagen</translation>
    </message>
</context>
<context>
    <name>inferno::models::Activity</name>
    <message>
        <source>running for %1</source>
        <translation>läuft seit %1</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>Verification of the vault</source>
        <translation>Prüfung des Tresors</translation>
    </message>
    <message>
        <source>Export of events</source>
        <translation>Export von Ereignissen</translation>
    </message>
</context>
<context>
    <name>inferno::models::AppState</name>
    <message>
        <source>The service is %1, this window %2</source>
        <translation>Der Dienst ist %1, dieses Fenster %2</translation>
    </message>
    <message>
        <source>This passphrase does not open the vault</source>
        <translation>Diese Passphrase öffnet den Tresor nicht</translation>
    </message>
    <message>
        <source>%1 %2 (%3)</source>
        <translation>%1 %2 (%3)</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>Service running</source>
        <translation>Dienst läuft</translation>
    </message>
    <message>
        <source>Queue paused</source>
        <translation>Warteschlange angehalten</translation>
    </message>
    <message>
        <source>Reconnecting in %1 s</source>
        <translation>Neue Verbindung in %1 s</translation>
    </message>
    <message>
        <source>Reconnecting</source>
        <translation>Verbindet neu</translation>
    </message>
    <message>
        <source>Service unreachable</source>
        <translation>Dienst nicht erreichbar</translation>
    </message>
    <message>
        <source>Service starting</source>
        <translation>Dienst startet</translation>
    </message>
    <message>
        <source>Version mismatch, read only</source>
        <translation>Versionen verschieden, nur lesbar</translation>
    </message>
    <message>
        <source>Vault unknown</source>
        <translation>Tresor unbekannt</translation>
    </message>
    <message>
        <source>Vault open</source>
        <translation>Tresor offen</translation>
    </message>
    <message>
        <source>Vault locked</source>
        <translation>Tresor gesperrt</translation>
    </message>
    <message>
        <source>Tampering found at #%1</source>
        <translation>Manipulation bei #%1</translation>
    </message>
    <message>
        <source>Tampering found</source>
        <translation>Manipulation gefunden</translation>
    </message>
    <message>
        <source>It answers in a moment</source>
        <translation>Er antwortet gleich</translation>
    </message>
    <message>
        <source>The service did not start</source>
        <translation>Der Dienst ist nicht gestartet</translation>
    </message>
    <message>
        <source>The service could not be stopped</source>
        <translation>Der Dienst konnte nicht beendet werden</translation>
    </message>
    <message>
        <source>It is started again; running jobs go on</source>
        <translation>Er wird neu gestartet; laufende Jobs laufen weiter</translation>
    </message>
    <message>
        <source>The service was not started again</source>
        <translation>Der Dienst wurde nicht neu gestartet</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) go on without it and are taken up again when it starts. Nothing starts by schedule until then.</source>
        <extracomment>%n runs are under way when the service is to be stopped.</extracomment>
        <translation>
            <numerusform>%n Lauf läuft ohne ihn weiter und wird beim Start wieder übernommen. Bis dahin startet nichts nach Zeitplan.</numerusform>
            <numerusform>%n Läufe laufen ohne ihn weiter und werden beim Start wieder übernommen. Bis dahin startet nichts nach Zeitplan.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing starts by schedule until it is started again.</source>
        <translation>Bis er wieder startet, startet nichts nach Zeitplan.</translation>
    </message>
    <message>
        <source>paused in the window</source>
        <translation>im Fenster angehalten</translation>
    </message>
    <message>
        <source>The queue could not be paused</source>
        <translation>Die Warteschlange konnte nicht angehalten werden</translation>
    </message>
    <message>
        <source>The queue could not be resumed</source>
        <translation>Die Warteschlange konnte nicht fortgesetzt werden</translation>
    </message>
    <message>
        <source>%1 did not start</source>
        <translation>%1 ist nicht gestartet</translation>
    </message>
    <message>
        <source>%1 is queued</source>
        <translation>%1 ist eingereiht</translation>
    </message>
    <message>
        <source>%1 cannot be retried</source>
        <translation>%1 kann nicht wiederholt werden</translation>
    </message>
    <message>
        <source>%1 is tried again</source>
        <translation>%1 wird erneut versucht</translation>
    </message>
    <message>
        <source>%1 could not be stopped</source>
        <translation>%1 konnte nicht abgebrochen werden</translation>
    </message>
    <message>
        <source>%1 is stopping</source>
        <translation>%1 wird abgebrochen</translation>
    </message>
    <message>
        <source>%1 could not be changed</source>
        <translation>%1 konnte nicht geändert werden</translation>
    </message>
    <message>
        <source>%1 is enabled</source>
        <translation>%1 ist aktiviert</translation>
    </message>
    <message>
        <source>%1 is paused: nothing starts it</source>
        <translation>%1 ist angehalten: nichts startet ihn</translation>
    </message>
    <message>
        <source>%1 could not be deleted</source>
        <translation>%1 konnte nicht gelöscht werden</translation>
    </message>
    <message>
        <source>%1 did not come back</source>
        <translation>%1 wurde nicht wiederhergestellt</translation>
    </message>
    <message>
        <source>%1 is back; its runs so far stay in the audit trail</source>
        <translation>%1 ist wieder da; die bisherigen Läufe bleiben im Prüfprotokoll</translation>
    </message>
    <message>
        <source>Deleted %1</source>
        <translation>%1 gelöscht</translation>
    </message>
    <message>
        <source>The run of %1 at %2 could not be changed</source>
        <translation>Der Lauf von %1 (%2) konnte nicht geändert werden</translation>
    </message>
    <message>
        <source>The run of %1 at %2 is left out</source>
        <translation>Der Lauf von %1 (%2) entfällt</translation>
    </message>
    <message>
        <source>%1 runs at %2</source>
        <translation>%1 läuft wie geplant (%2)</translation>
    </message>
    <message>
        <source>Nothing can be taken back: the service does not answer</source>
        <translation>Rückgängig machen geht nicht: Der Dienst antwortet nicht</translation>
    </message>
    <message>
        <source>Nothing can be done again: the service does not answer</source>
        <translation>Wiederholen geht nicht: Der Dienst antwortet nicht</translation>
    </message>
</context>
<context>
    <name>inferno::models::AuditChart</name>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 d</translation>
    </message>
    <message>
        <source>low, medium</source>
        <translation>niedrig, mittel</translation>
    </message>
    <message>
        <source>high</source>
        <translation>hoch</translation>
    </message>
    <message>
        <source>critical</source>
        <translation>kritisch</translation>
    </message>
    <message>
        <source>success</source>
        <translation>Erfolg</translation>
    </message>
    <message>
        <source>denied</source>
        <translation>verweigert</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>≥ %1</source>
        <translation>≥ %1</translation>
    </message>
    <message>
        <source>events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>of the newest events, bars of %1</source>
        <translation>der neuesten Ereignisse, Balken zu %1</translation>
    </message>
    <message>
        <source>event in %1, bars of %2</source>
        <translation>Ereignis in %1, Balken zu %2</translation>
    </message>
    <message>
        <source>events in %1, bars of %2</source>
        <translation>Ereignisse in %1, Balken zu %2</translation>
    </message>
    <message>
        <source>events, of which %1 are drawn: those read so far</source>
        <translation>Ereignisse, davon %1 gezeichnet: die bisher gelesenen</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
</context>
<context>
    <name>inferno::models::AuditExport</name>
    <message>
        <source>NDJSON</source>
        <translation>NDJSON</translation>
    </message>
    <message>
        <source>one JSON object a line, every field</source>
        <translation>ein JSON-Objekt je Zeile, alle Felder</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>one list, every field</source>
        <translation>eine Liste, alle Felder</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>for spreadsheets; formulas are disarmed</source>
        <translation>für Tabellenprogramme; Formeln sind entschärft</translation>
    </message>
    <message>
        <source>CEF</source>
        <translation>CEF</translation>
    </message>
    <message>
        <source>for ArcSight and other collectors</source>
        <translation>für ArcSight und andere Sammler</translation>
    </message>
    <message>
        <source>OCSF</source>
        <translation>OCSF</translation>
    </message>
    <message>
        <source>Open Cybersecurity Schema, one object a line</source>
        <translation>Open Cybersecurity Schema, ein Objekt je Zeile</translation>
    </message>
    <message>
        <source>Evidence bundle (.tar.zst)</source>
        <translation>Beweispaket (.tar.zst)</translation>
    </message>
    <message>
        <source>the events with their proofs and a signed checkpoint; inferno-verify checks it anywhere, without service and keys</source>
        <translation>die Ereignisse mit Nachweisen und einem signierten Prüfpunkt; inferno-verify prüft es überall, ohne Dienst und Schlüssel</translation>
    </message>
    <message>
        <source>Event #%1</source>
        <translation>Ereignis #%1</translation>
    </message>
    <message>
        <source>%1 events with their proofs, %2, written to %3</source>
        <translation>%1 Ereignisse mit Nachweisen, %2, nach %3 geschrieben</translation>
    </message>
    <message>
        <source>%1 written to %2</source>
        <translation>%1 nach %2 geschrieben</translation>
    </message>
    <message>
        <source>%1 written</source>
        <translation>%1 geschrieben</translation>
    </message>
    <message>
        <source>Looking for the events: %1 found</source>
        <translation>Suche nach Ereignissen: %1 gefunden</translation>
    </message>
    <message>
        <source>%1 of %2 proofs</source>
        <translation>%1 von %2 Nachweisen</translation>
    </message>
    <message>
        <source>All %1 proofs are there; packing</source>
        <translation>Alle %1 Nachweise sind da; wird gepackt</translation>
    </message>
</context>
<context>
    <name>inferno::models::AuditFields</name>
    <message>
        <source>no event has it</source>
        <translation>kein Ereignis hat es</translation>
    </message>
    <message>
        <source>more values</source>
        <translation>weitere Werte</translation>
    </message>
    <message>
        <source>of the events read so far</source>
        <translation>der bisher gelesenen Ereignisse</translation>
    </message>
    <message>
        <source>of the newest %1 events</source>
        <translation>der neuesten %1 Ereignisse</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>Ausgewählt</translation>
    </message>
    <message>
        <source>Available</source>
        <translation>Verfügbar</translation>
    </message>
</context>
<context>
    <name>inferno::models::AuditFilter</name>
    <message>
        <source>“%1” is no time; write it as 2026-03-24 10:00</source>
        <translation>„%1“ ist keine Zeit; Schreibweise: 2026-03-24 10:00</translation>
    </message>
    <message>
        <source>The end is not after the beginning</source>
        <translation>Das Ende liegt nicht nach dem Anfang</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>Gesamte Zeit</translation>
    </message>
    <message>
        <source>Last 15 minutes</source>
        <translation>Letzte 15 Minuten</translation>
    </message>
    <message>
        <source>Last hour</source>
        <translation>Letzte Stunde</translation>
    </message>
    <message>
        <source>Last 24 hours</source>
        <translation>Letzte 24 h</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>Letzte 7 Tage</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>Letzte 30 Tage</translation>
    </message>
    <message>
        <source>Last %1</source>
        <translation>Letzte %1</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>not %1 %2</source>
        <translation>nicht %1 %2</translation>
    </message>
</context>
<context>
    <name>inferno::models::AuditList</name>
    <message>
        <source>row %1</source>
        <translation>Zeile %1</translation>
    </message>
    <message>
        <source>row %1 · %2</source>
        <translation>Zeile %1 · %2</translation>
    </message>
</context>
<context>
    <name>inferno::models::AuditPage</name>
    <message>
        <source>%1 blocks read, %2 skipped</source>
        <translation>%1 Blöcke gelesen, %2 übersprungen</translation>
    </message>
    <message>
        <source>Row %1 of %2</source>
        <translation>Zeile %1 von %2</translation>
    </message>
    <message>
        <source>Row %1 of at least %2</source>
        <translation>Zeile %1 von mindestens %2</translation>
    </message>
    <message>
        <source>%1+</source>
        <translation>%1+</translation>
    </message>
    <message>
        <source>“%1” is neither a number nor a time such as 2026-03-24 10:00</source>
        <translation>„%1“ ist weder eine Zahl noch eine Zeit wie 2026-03-24 10:00</translation>
    </message>
    <message>
        <source>No event is as old as that</source>
        <translation>So alt ist kein Ereignis</translation>
    </message>
    <message>
        <source>Search all time</source>
        <translation>Gesamte Zeit durchsuchen</translation>
    </message>
    <message>
        <source>Remove %1: %2</source>
        <translation>%1: %2 entfernen</translation>
    </message>
    <message>
        <source>Remove “%1”</source>
        <translation>„%1“ entfernen</translation>
    </message>
    <message numerus="yes">
        <source>≥ %n event(s)</source>
        <translation>
            <numerusform>≥ %n Ereignis</numerusform>
            <numerusform>≥ %n Ereignisse</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n Ereignis</numerusform>
            <numerusform>%n Ereignisse</numerusform>
        </translation>
    </message>
    <message>
        <source>This vault was never verified.</source>
        <translation>Dieser Tresor wurde noch nie geprüft.</translation>
    </message>
    <message>
        <source>Last verified %1: %2.</source>
        <translation>Zuletzt geprüft %1: %2.</translation>
    </message>
    <message>
        <source>The last verification, %1, says: %2. Verify again to see where.</source>
        <translation>Die letzte Prüfung, %1, sagt: %2. Erneut prüfen zeigt, wo.</translation>
    </message>
</context>
<context>
    <name>inferno::models::AuditShapes</name>
    <message>
        <source>&lt;0.1 %</source>
        <translation>&lt;0,1 %</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 patterns among %2 events</source>
        <translation>%1 Muster in %2 Ereignissen</translation>
    </message>
    <message>
        <source>Only the newest %1 events that fit were counted</source>
        <translation>Nur die neuesten %1 passenden Ereignisse wurden gezählt</translation>
    </message>
    <message>
        <source>%1 events are of rarer patterns</source>
        <translation>%1 Ereignisse haben seltenere Muster</translation>
    </message>
    <message>
        <source>some blocks cannot be read</source>
        <translation>manche Blöcke sind nicht lesbar</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
</context>
<context>
    <name>inferno::models::CalendarPage</name>
    <message>
        <source>Week %1</source>
        <translation>Woche %1</translation>
    </message>
    <message>
        <source>No run failed after that</source>
        <translation>Danach ist kein Lauf fehlgeschlagen</translation>
    </message>
    <message>
        <source>No run failed before that</source>
        <translation>Davor ist kein Lauf fehlgeschlagen</translation>
    </message>
    <message>
        <source>The blackout could not be made again</source>
        <translation>Die Sperrzeit konnte nicht wieder angelegt werden</translation>
    </message>
    <message>
        <source>The blackout could not be taken away</source>
        <translation>Die Sperrzeit konnte nicht entfernt werden</translation>
    </message>
    <message>
        <source>That could not be undone</source>
        <translation>Das ließ sich nicht rückgängig machen</translation>
    </message>
    <message>
        <source>%1 was not skipped</source>
        <translation>%1 wurde nicht ausgelassen</translation>
    </message>
    <message>
        <source>%1 is skipped on %2</source>
        <translation>%1 entfällt am %2</translation>
    </message>
    <message>
        <source>%1 can only be moved to a time that is to come</source>
        <translation>%1 lässt sich nur in die Zukunft verschieben</translation>
    </message>
    <message>
        <source>%1 runs as its schedule says</source>
        <translation>%1 läuft wie geplant</translation>
    </message>
    <message>
        <source>%1 is moved once, to %2</source>
        <translation>%1 wird einmalig verschoben auf %2</translation>
    </message>
    <message>
        <source>%1 was not moved</source>
        <translation>%1 wurde nicht verschoben</translation>
    </message>
    <message>
        <source>%1 stays as it is</source>
        <translation>%1 bleibt, wie er ist</translation>
    </message>
    <message>
        <source>The runs were not spread</source>
        <translation>Die Läufe wurden nicht verteilt</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) begin %1 min later</source>
        <translation>
            <numerusform>%n Lauf beginnt %1 min später</numerusform>
            <numerusform>%n Läufe beginnen %1 min später</numerusform>
        </translation>
    </message>
    <message>
        <source>The blackout was not made</source>
        <translation>Die Sperrzeit wurde nicht angelegt</translation>
    </message>
    <message>
        <source>Nothing starts in the blackout “%1”</source>
        <translation>In der Sperrzeit „%1“ startet nichts</translation>
    </message>
    <message>
        <source>The blackout was not taken away</source>
        <translation>Die Sperrzeit wurde nicht entfernt</translation>
    </message>
    <message>
        <source>The blackout “%1” is taken away</source>
        <translation>Die Sperrzeit „%1“ ist entfernt</translation>
    </message>
    <message>
        <source>No tag</source>
        <translation>Ohne Tag</translation>
    </message>
    <message>
        <source>Other tags</source>
        <translation>Andere Tags</translation>
    </message>
    <message>
        <source>Planned runs</source>
        <translation>Geplante Läufe</translation>
    </message>
    <message>
        <source>Blackouts</source>
        <translation>Sperrzeiten</translation>
    </message>
    <message>
        <source>Frequent jobs as strip</source>
        <translation>Häufige als Streifen</translation>
    </message>
    <message>
        <source>Skipped runs</source>
        <translation>Übersprungene Läufe</translation>
    </message>
    <message>
        <source>%1 h day</source>
        <translation>%1-h-Tag</translation>
    </message>
    <message>
        <source>%1 planned</source>
        <extracomment>In the head of a day to come: how many runs are planned.</extracomment>
        <translation>%1 geplant</translation>
    </message>
    <message>
        <source>%1 runs</source>
        <extracomment>In the head of a day that is over: how many runs there were.</extracomment>
        <translation>%1 Läufe</translation>
    </message>
    <message>
        <source>%1 runs, %2 failed</source>
        <translation>%1 Läufe, %2 fehlgeschlagen</translation>
    </message>
    <message>
        <source>the clock changes: %1 hours</source>
        <translation>Zeitumstellung: %1 Stunden</translation>
    </message>
    <message>
        <source>%1 does not exist</source>
        <extracomment>On the day on which the clock goes forward: %1 is &quot;02–03&quot;.</extracomment>
        <translation>%1 gibt es nicht</translation>
    </message>
    <message>
        <source>%1 comes twice</source>
        <translation>%1 kommt zweimal</translation>
    </message>
    <message>
        <source>Blackout: %1</source>
        <extracomment>%1 is the name of a time in which nothing starts.</extracomment>
        <translation>Sperrzeit: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s)</source>
        <extracomment>In one hour of the calendar: more runs than can be shown one by one.</extracomment>
        <translation>
            <numerusform>%n Lauf</numerusform>
            <numerusform>%n Läufe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n fehlgeschlagen</numerusform>
            <numerusform>%n fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>week %1</source>
        <translation>Woche %1</translation>
    </message>
    <message>
        <source>Runs of each hour, those to come as they are planned</source>
        <translation>Läufe je Stunde, künftige wie geplant</translation>
    </message>
    <message>
        <source>Runs that failed or timed out in each hour</source>
        <translation>Läufe, die je Stunde fehlschlugen oder ins Zeitlimit liefen</translation>
    </message>
    <message>
        <source>Time that the runs of each hour take, by their usual duration</source>
        <translation>Zeit der Läufe je Stunde, nach üblicher Dauer</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The name has letters, digits, dot, underscore and dash</source>
        <translation>Der Name besteht aus Buchstaben, Ziffern, Punkt, Unterstrich und Bindestrich</translation>
    </message>
    <message>
        <source>There is a blackout of this name</source>
        <translation>Eine Sperrzeit dieses Namens gibt es schon</translation>
    </message>
    <message>
        <source>Times are such as 2026-03-27 13:30</source>
        <translation>Zeiten sehen so aus: 2026-03-27 13:30</translation>
    </message>
    <message>
        <source>It ends after it begins</source>
        <translation>Das Ende muss nach dem Beginn liegen</translation>
    </message>
    <message>
        <source>%1, about %2</source>
        <translation>%1, etwa %2</translation>
    </message>
    <message>
        <source>%1, took %2</source>
        <translation>%1, dauerte %2</translation>
    </message>
    <message>
        <source>moved once, from %1</source>
        <translation>einmalig verschoben, von %1</translation>
    </message>
    <message>
        <source>skipped once</source>
        <translation>einmal ausgelassen</translation>
    </message>
    <message>
        <source>will not start: %1</source>
        <translation>startet nicht: %1</translation>
    </message>
    <message>
        <source>planned</source>
        <translation>geplant</translation>
    </message>
    <message>
        <source>%1 of %2 wanted</source>
        <translation>%1 von %2 gewünscht</translation>
    </message>
    <message>
        <source>%1 wanted, %2 workers.</source>
        <translation>%1 gewünscht, %2 Worker.</translation>
    </message>
    <message numerus="yes">
        <source>The clock change pushes %n job(s) into this hour:</source>
        <translation>
            <numerusform>Die Zeitumstellung schiebt %n Job in diese Stunde:</numerusform>
            <numerusform>Die Zeitumstellung schiebt %n Jobs in diese Stunde:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n planned run(s) begin then:</source>
        <translation>
            <numerusform>%n geplanter Lauf beginnt dann:</numerusform>
            <numerusform>%n geplante Läufe beginnen dann:</numerusform>
        </translation>
    </message>
    <message>
        <source>Spread by %1 min</source>
        <translation>Um %1 min verteilen</translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Planned here: what ran is known only to the service</source>
        <translation>Hier geplant: Gelaufenes kennt nur der Dienst</translation>
    </message>
    <message>
        <source>Planned up to %1: beyond it there are too many fires</source>
        <translation>Geplant bis %1: danach wären es zu viele Starts</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>%1 zeigen</translation>
    </message>
</context>
<context>
    <name>inferno::models::Commands</name>
    <message>
        <source>the service does not answer</source>
        <translation>der Dienst antwortet nicht</translation>
    </message>
    <message>
        <source>it is not loaded</source>
        <translation>sie ist nicht geladen</translation>
    </message>
    <message>
        <source>it is the default version</source>
        <translation>sie ist die Standardversion</translation>
    </message>
    <message>
        <source>it is loaded</source>
        <translation>sie ist geladen</translation>
    </message>
    <message>
        <source>several versions</source>
        <translation>mehrere Versionen</translation>
    </message>
    <message>
        <source>which model?</source>
        <translation>welches Modell?</translation>
    </message>
    <message>
        <source>default</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>which version?</source>
        <translation>welche Version?</translation>
    </message>
    <message>
        <source>each version with its weight, such as 1.2=90 1.3=10</source>
        <translation>jede Version mit ihrem Gewicht, etwa 1.2=90 1.3=10</translation>
    </message>
    <message>
        <source>“%1” is not VERSION=WEIGHT</source>
        <translation>„%1“ ist nicht VERSION=GEWICHT</translation>
    </message>
    <message>
        <source>no version %1 is loaded</source>
        <translation>keine Version %1 ist geladen</translation>
    </message>
    <message>
        <source>version %1 is named twice</source>
        <translation>Version %1 ist zweimal genannt</translation>
    </message>
    <message>
        <source>all weights are 0</source>
        <translation>alle Gewichte sind 0</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Make a version the default</source>
        <translation>Version zum Standard machen</translation>
    </message>
    <message>
        <source>promote model</source>
        <translation>Modell Standard setzen promote</translation>
    </message>
    <message>
        <source>Send all to %1</source>
        <translation>Alles an %1 senden</translation>
    </message>
    <message>
        <source>%1 %2 is the default</source>
        <translation>%1 %2 ist der Standard</translation>
    </message>
    <message>
        <source>%1 was not changed</source>
        <translation>%1 wurde nicht geändert</translation>
    </message>
    <message>
        <source>All requests to %1 that name no version go to %2; the default is %3 now. It can be rolled back.</source>
        <translation>Alle Anfragen an %1 ohne Versionsangabe gehen an %2; zurzeit ist %3 der Standard. Zurückrollen ist möglich.</translation>
    </message>
    <message>
        <source>Split the requests of a model</source>
        <translation>Anfragen eines Modells aufteilen</translation>
    </message>
    <message>
        <source>traffic shares weights A/B</source>
        <translation>Traffic Anteile Gewichte A/B</translation>
    </message>
    <message>
        <source>which shares?</source>
        <translation>welche Anteile?</translation>
    </message>
    <message>
        <source>The requests of %1 are split</source>
        <translation>Die Anfragen an %1 sind aufgeteilt</translation>
    </message>
    <message>
        <source>Requests to %1 that name no version are answered in these shares. It can be rolled back.</source>
        <translation>Anfragen an %1 ohne Versionsangabe werden in diesen Anteilen beantwortet. Zurückrollen ist möglich.</translation>
    </message>
    <message>
        <source>Roll back a model</source>
        <translation>Modell zurückrollen</translation>
    </message>
    <message>
        <source>previous split default undo</source>
        <translation>vorige Aufteilung Standard rückgängig</translation>
    </message>
    <message>
        <source>Roll back %1</source>
        <translation>%1 zurückrollen</translation>
    </message>
    <message>
        <source>%1 is rolled back</source>
        <translation>%1 ist zurückgerollt</translation>
    </message>
    <message>
        <source>%1 was not rolled back</source>
        <translation>%1 wurde nicht zurückgerollt</translation>
    </message>
    <message>
        <source>The requests of %1 are shared as they were before the last change.</source>
        <translation>Die Anfragen an %1 sind aufgeteilt wie vor der letzten Änderung.</translation>
    </message>
    <message>
        <source>Unload a version</source>
        <translation>Version entladen</translation>
    </message>
    <message>
        <source>model unregister memory</source>
        <translation>Modell abmelden Speicher</translation>
    </message>
    <message>
        <source>Unload %1</source>
        <translation>%1 entladen</translation>
    </message>
    <message>
        <source>Requests to this version fail from then on. Its file stays.</source>
        <translation>Anfragen an diese Version schlagen danach fehl. Ihre Datei bleibt.</translation>
    </message>
    <message>
        <source>About %1 of memory become free.</source>
        <translation>Etwa %1 Speicher werden frei.</translation>
    </message>
    <message>
        <source>Load a version again</source>
        <translation>Version wieder laden</translation>
    </message>
    <message>
        <source>model register</source>
        <translation>Modell registrieren</translation>
    </message>
    <message>
        <source>It needs about %1 of memory.</source>
        <translation>Sie braucht etwa %1 Speicher.</translation>
    </message>
    <message>
        <source>It is served again, as it was before.</source>
        <translation>Sie wird wieder bereitgestellt, wie zuvor.</translation>
    </message>
    <message>
        <source>Show a model</source>
        <translation>Modell zeigen</translation>
    </message>
    <message>
        <source>versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>it does not run</source>
        <translation>er läuft nicht</translation>
    </message>
    <message>
        <source>it runs</source>
        <translation>er läuft</translation>
    </message>
    <message>
        <source>its last run did not fail</source>
        <translation>sein letzter Lauf schlug nicht fehl</translation>
    </message>
    <message>
        <source>it is enabled</source>
        <translation>er ist aktiviert</translation>
    </message>
    <message>
        <source>it is paused already</source>
        <translation>er ist schon angehalten</translation>
    </message>
    <message>
        <source>nothing is planned</source>
        <translation>nichts ist geplant</translation>
    </message>
    <message>
        <source>which job?</source>
        <translation>welcher Job?</translation>
    </message>
    <message>
        <source>It would wait: the queue is paused.</source>
        <translation>Er würde warten: Die Warteschlange ist angehalten.</translation>
    </message>
    <message>
        <source>The run that is under way would be ended, and a new one started.</source>
        <translation>Der gerade laufende Lauf würde abgebrochen und ein neuer gestartet.</translation>
    </message>
    <message>
        <source>It would wait for the run that is under way.</source>
        <translation>Er würde auf den gerade laufenden Lauf warten.</translation>
    </message>
    <message numerus="yes">
        <source>It would wait: all %1 workers are busy, and %n run(s) wait already.</source>
        <extracomment>%1 is a number of workers, all of them.</extracomment>
        <translation>
            <numerusform>Er würde warten: Alle %1 Worker sind beschäftigt, und %n Lauf wartet schon.</numerusform>
            <numerusform>Er würde warten: Alle %1 Worker sind beschäftigt, und %n Läufe warten schon.</numerusform>
        </translation>
    </message>
    <message>
        <source>It would start at once: %1 of %2 workers are busy.</source>
        <translation>Er würde sofort starten: %1 von %2 Workern sind beschäftigt.</translation>
    </message>
    <message>
        <source>It runs: %1</source>
        <translation>Er führt aus: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) wait for it.</source>
        <translation>
            <numerusform>%n Job wartet auf ihn.</numerusform>
            <numerusform>%n Jobs warten auf ihn.</numerusform>
        </translation>
    </message>
    <message>
        <source>Its process is told to end, and killed if it has not after %1 s.</source>
        <translation>Sein Prozess wird zum Beenden aufgefordert und nach %1 s zwangsweise beendet.</translation>
    </message>
    <message>
        <source>Its run waits: it is taken out of the queue.</source>
        <translation>Sein Lauf wartet: Er wird aus der Warteschlange genommen.</translation>
    </message>
    <message>
        <source>Nothing is started at %1 (%2). The schedule stays.</source>
        <translation>Der Start %1 (%2) entfällt. Der Zeitplan bleibt.</translation>
    </message>
    <message>
        <source>Its schedule starts it again: %1.</source>
        <translation>Sein Zeitplan startet ihn wieder: %1.</translation>
    </message>
    <message>
        <source>Nothing starts it by itself until it is enabled. What it missed is not made up for.</source>
        <translation>Bis er aktiviert wird, startet ihn nichts von selbst. Verpasstes wird nicht nachgeholt.</translation>
    </message>
    <message>
        <source>The run that is under way goes on.</source>
        <translation>Der gerade laufende Lauf läuft weiter.</translation>
    </message>
    <message numerus="yes">
        <source>The service would refuse: %n job(s) wait for it.</source>
        <translation>
            <numerusform>Der Dienst würde ablehnen: %n Job wartet auf ihn.</numerusform>
            <numerusform>Der Dienst würde ablehnen: %n Jobs warten auf ihn.</numerusform>
        </translation>
    </message>
    <message>
        <source>Its definition goes; its runs stay in the audit trail. It can be taken back.</source>
        <translation>Seine Definition verschwindet; seine Läufe bleiben im Prüfprotokoll. Das lässt sich rückgängig machen.</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Job</translation>
    </message>
    <message>
        <source>Run job</source>
        <translation>Job ausführen</translation>
    </message>
    <message>
        <source>start now</source>
        <translation>jetzt starten</translation>
    </message>
    <message>
        <source>Retry job</source>
        <translation>Job erneut versuchen</translation>
    </message>
    <message>
        <source>again failed</source>
        <translation>wiederholen fehlgeschlagen</translation>
    </message>
    <message>
        <source>Stop job</source>
        <translation>Job abbrechen</translation>
    </message>
    <message>
        <source>cancel end kill</source>
        <translation>stoppen beenden kill</translation>
    </message>
    <message>
        <source>Stop %1</source>
        <translation>%1 abbrechen</translation>
    </message>
    <message>
        <source>Enable job</source>
        <translation>Job aktivieren</translation>
    </message>
    <message>
        <source>switch on resume</source>
        <translation>einschalten fortsetzen</translation>
    </message>
    <message>
        <source>Pause job</source>
        <translation>Job pausieren</translation>
    </message>
    <message>
        <source>disable switch off</source>
        <translation>anhalten deaktivieren ausschalten</translation>
    </message>
    <message>
        <source>Leave out the next run of a job</source>
        <translation>Nächsten Lauf eines Jobs auslassen</translation>
    </message>
    <message>
        <source>skip once</source>
        <translation>einmal überspringen</translation>
    </message>
    <message>
        <source>Delete job</source>
        <translation>Job löschen</translation>
    </message>
    <message>
        <source>remove</source>
        <translation>entfernen</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>New job</source>
        <translation>Neuer Job</translation>
    </message>
    <message>
        <source>create</source>
        <translation>anlegen erstellen</translation>
    </message>
    <message>
        <source>Edit job</source>
        <translation>Job bearbeiten</translation>
    </message>
    <message>
        <source>change schedule</source>
        <translation>ändern Zeitplan</translation>
    </message>
    <message>
        <source>Show job in the graph</source>
        <translation>Job im Graphen zeigen</translation>
    </message>
    <message>
        <source>dependencies</source>
        <translation>Abhängigkeiten</translation>
    </message>
    <message>
        <source>Show job</source>
        <translation>Job zeigen</translation>
    </message>
    <message>
        <source>open log output</source>
        <translation>öffnen Log Ausgabe</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Pause the queue</source>
        <translation>Warteschlange anhalten</translation>
    </message>
    <message>
        <source>stop scheduler hold</source>
        <translation>pausieren stoppen Zeitplanung</translation>
    </message>
    <message>
        <source>it is paused</source>
        <translation>sie ist angehalten</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) in the queue would wait until it is resumed.</source>
        <translation>
            <numerusform>%n Lauf in der Warteschlange würde warten, bis sie fortgesetzt wird.</numerusform>
            <numerusform>%n Läufe in der Warteschlange würden warten, bis sie fortgesetzt wird.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) under way go on.</source>
        <translation>
            <numerusform>%n begonnener Lauf läuft weiter.</numerusform>
            <numerusform>%n begonnene Läufe laufen weiter.</numerusform>
        </translation>
    </message>
    <message>
        <source>Resume the queue</source>
        <translation>Warteschlange fortsetzen</translation>
    </message>
    <message>
        <source>start scheduler</source>
        <translation>starten Zeitplanung</translation>
    </message>
    <message>
        <source>it is not paused</source>
        <translation>sie ist nicht angehalten</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) in the queue may start.</source>
        <translation>
            <numerusform>%n Lauf in der Warteschlange darf starten.</numerusform>
            <numerusform>%n Läufe in der Warteschlange dürfen starten.</numerusform>
        </translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>It is %1 now.</source>
        <translation>Jetziger Wert: %1.</translation>
    </message>
    <message>
        <source>A change counts from the next start on.</source>
        <translation>Eine Änderung gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>A change counts at once.</source>
        <translation>Eine Änderung gilt sofort.</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>the service runs</source>
        <translation>der Dienst läuft</translation>
    </message>
    <message>
        <source>it runs on another computer</source>
        <translation>er läuft auf einem anderen Rechner</translation>
    </message>
    <message>
        <source>Start the service</source>
        <translation>Dienst starten</translation>
    </message>
    <message>
        <source>infernod daemon</source>
        <translation>infernod Daemon</translation>
    </message>
    <message>
        <source>Stop the service</source>
        <translation>Dienst beenden</translation>
    </message>
    <message>
        <source>Restart the service</source>
        <translation>Dienst neu starten</translation>
    </message>
    <message>
        <source>infernod daemon again</source>
        <translation>infernod Daemon Neustart</translation>
    </message>
    <message>
        <source>Runs that are under way go on, and are taken up again. Nothing starts meanwhile.</source>
        <translation>Begonnene Läufe laufen weiter und werden wieder übernommen. Solange startet nichts.</translation>
    </message>
    <message>
        <source>Reconnect now</source>
        <translation>Jetzt neu verbinden</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Change a setting</source>
        <translation>Einstellung ändern</translation>
    </message>
    <message>
        <source>configure option</source>
        <translation>konfigurieren Option</translation>
    </message>
    <message>
        <source>which setting?</source>
        <translation>welche Einstellung?</translation>
    </message>
    <message>
        <source>to what?</source>
        <translation>worauf?</translation>
    </message>
    <message>
        <source>Settings: %1</source>
        <translation>Einstellungen: %1</translation>
    </message>
    <message>
        <source>window appearance</source>
        <translation>Fenster Darstellung</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>which?</source>
        <translation>welche?</translation>
    </message>
    <message>
        <source>the vault is locked</source>
        <translation>der Tresor ist gesperrt</translation>
    </message>
    <message>
        <source>Structure</source>
        <translation>Struktur</translation>
    </message>
    <message>
        <source>the tree and the signatures</source>
        <translation>der Baum und die Signaturen</translation>
    </message>
    <message>
        <source>Ciphertext</source>
        <translation>Chiffrat</translation>
    </message>
    <message>
        <source>every sealed block, without keys</source>
        <translation>jeder versiegelte Block, ohne Schlüssel</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>Vollständig</translation>
    </message>
    <message>
        <source>every record, with the keys</source>
        <translation>jeder Eintrag, mit den Schlüsseln</translation>
    </message>
    <message>
        <source>Verify the vault</source>
        <translation>Tresor prüfen</translation>
    </message>
    <message>
        <source>check integrity tamper audit</source>
        <translation>verifizieren Integrität Manipulation Audit</translation>
    </message>
    <message>
        <source>Vault</source>
        <translation>Tresor</translation>
    </message>
    <message>
        <source>how thoroughly?</source>
        <translation>wie gründlich?</translation>
    </message>
    <message>
        <source>a verification runs</source>
        <translation>eine Prüfung läuft</translation>
    </message>
    <message>
        <source>Reads the vault with its %1 events and changes nothing; the verification itself is recorded.</source>
        <translation>Liest den Tresor mit seinen %1 Ereignissen und ändert nichts; die Prüfung selbst wird protokolliert.</translation>
    </message>
    <message>
        <source>an absolute path: it begins with /</source>
        <translation>ein absoluter Pfad: er beginnt mit /</translation>
    </message>
    <message>
        <source>there is no folder %1</source>
        <translation>den Ordner %1 gibt es nicht</translation>
    </message>
    <message>
        <source>that is a folder</source>
        <translation>das ist ein Ordner</translation>
    </message>
    <message>
        <source>Export the audit trail</source>
        <translation>Prüfprotokoll exportieren</translation>
    </message>
    <message>
        <source>save events evidence csv json</source>
        <translation>speichern Ereignisse Beweis csv json</translation>
    </message>
    <message>
        <source>as what?</source>
        <translation>in welchem Format?</translation>
    </message>
    <message>
        <source>to which file?</source>
        <translation>in welche Datei?</translation>
    </message>
    <message>
        <source>an export runs</source>
        <translation>ein Export läuft</translation>
    </message>
    <message>
        <source>Writes what the audit page asks for: %1.</source>
        <translation>Schreibt, was die Audit-Seite abfragt: %1.</translation>
    </message>
    <message>
        <source>The file that is there would be replaced.</source>
        <translation>Die vorhandene Datei würde ersetzt.</translation>
    </message>
    <message>
        <source>keys rotate new</source>
        <translation>Schlüssel erneuern neu</translation>
    </message>
    <message>
        <source>Make new keys</source>
        <translation>Neue Schlüssel erzeugen</translation>
    </message>
    <message>
        <source>New keys for the vault</source>
        <translation>Neue Schlüssel für den Tresor</translation>
    </message>
    <message>
        <source>What is recorded from then on is under a new key. What was recorded before stays readable. It cannot be taken back.</source>
        <translation>Was ab dann protokolliert wird, steht unter einem neuen Schlüssel. Früheres bleibt lesbar. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>A new key that signs</source>
        <translation>Neuer Signaturschlüssel</translation>
    </message>
    <message>
        <source>Checkpoints are signed by it from then on. Those who check proofs need its public part. It cannot be taken back.</source>
        <translation>Prüfpunkte werden ab dann damit signiert. Wer Nachweise prüft, braucht den öffentlichen Teil. Das lässt sich nicht rückgängig machen.</translation>
    </message>
    <message>
        <source>Unlock the vault</source>
        <translation>Tresor entsperren</translation>
    </message>
    <message>
        <source>open passphrase</source>
        <translation>öffnen Passphrase</translation>
    </message>
    <message>
        <source>it is open</source>
        <translation>er ist offen</translation>
    </message>
    <message>
        <source>Goes to where the passphrase is asked for.</source>
        <translation>Führt dorthin, wo nach der Passphrase gefragt wird.</translation>
    </message>
    <message>
        <source>Set or change the passphrase</source>
        <translation>Passphrase festlegen oder ändern</translation>
    </message>
    <message>
        <source>key file</source>
        <translation>Schlüsseldatei</translation>
    </message>
    <message>
        <source>Goes to where it is chosen, in the settings.</source>
        <translation>Führt in die Einstellungen, wo sie gewählt wird.</translation>
    </message>
    <message>
        <source>Take back what was done last</source>
        <translation>Letzte Aktion rückgängig machen</translation>
    </message>
    <message>
        <source>undo</source>
        <translation>undo zurücknehmen</translation>
    </message>
    <message>
        <source>nothing was done</source>
        <translation>nichts wurde getan</translation>
    </message>
    <message>
        <source>It was: %1</source>
        <translation>Das war: %1</translation>
    </message>
    <message>
        <source>Do again what was taken back</source>
        <translation>Rückgängig Gemachtes wiederholen</translation>
    </message>
    <message>
        <source>redo</source>
        <translation>redo wiederherstellen</translation>
    </message>
    <message>
        <source>nothing was taken back</source>
        <translation>nichts wurde rückgängig gemacht</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>Calendar: today</source>
        <translation>Kalender: heute</translation>
    </message>
    <message>
        <source>Calendar: month</source>
        <translation>Kalender: Monat</translation>
    </message>
    <message>
        <source>Calendar: week</source>
        <translation>Kalender: Woche</translation>
    </message>
    <message>
        <source>Calendar: day</source>
        <translation>Kalender: Tag</translation>
    </message>
    <message>
        <source>Calendar: heat map</source>
        <translation>Kalender: Heatmap</translation>
    </message>
    <message>
        <source>Calendar: timeline</source>
        <translation>Kalender: Zeitleiste</translation>
    </message>
    <message>
        <source>Calendar: next failure</source>
        <translation>Kalender: nächster Fehlschlag</translation>
    </message>
    <message>
        <source>list filter</source>
        <translation>Liste Filter</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Jobs</translation>
    </message>
    <message>
        <source>All jobs</source>
        <translation>Alle Jobs</translation>
    </message>
    <message>
        <source>Failing jobs</source>
        <translation>Fehlgeschlagene Jobs</translation>
    </message>
    <message>
        <source>Running jobs</source>
        <translation>Laufende Jobs</translation>
    </message>
    <message>
        <source>Jobs of the next hour</source>
        <translation>Jobs der nächsten Stunde</translation>
    </message>
    <message>
        <source>Graph: show everything</source>
        <translation>Graph: alles zeigen</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>Graph</translation>
    </message>
    <message>
        <source>Read the page again</source>
        <translation>Seite aktualisieren</translation>
    </message>
    <message>
        <source>refresh reload</source>
        <translation>neu laden lesen</translation>
    </message>
    <message>
        <source>To the filter of the page</source>
        <translation>Zum Filter der Seite</translation>
    </message>
    <message>
        <source>search</source>
        <translation>suchen</translation>
    </message>
    <message>
        <source>Show or hide the activity</source>
        <translation>Aktivität ein- oder ausblenden</translation>
    </message>
    <message>
        <source>history running</source>
        <translation>Verlauf laufend</translation>
    </message>
    <message>
        <source>Wide or narrow rail</source>
        <translation>Leiste breit oder schmal</translation>
    </message>
    <message>
        <source>sidebar</source>
        <translation>Seitenleiste</translation>
    </message>
    <message>
        <source>Keys of this page</source>
        <translation>Tasten dieser Seite</translation>
    </message>
    <message>
        <source>shortcuts help</source>
        <translation>Tastenkürzel Hilfe</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
    <message>
        <source>tour introduction</source>
        <translation>Tour Einführung</translation>
    </message>
    <message>
        <source>Quit Inferno, jobs keep running</source>
        <translation>Inferno beenden, Jobs laufen weiter</translation>
    </message>
    <message>
        <source>exit close</source>
        <translation>schließen verlassen</translation>
    </message>
</context>
<context>
    <name>inferno::models::CrontabImport</name>
    <message>
        <source>setting</source>
        <translation>Einstellung</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>changes a job</source>
        <translation>ändert einen Job</translation>
    </message>
    <message>
        <source>new job</source>
        <translation>neuer Job</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) imported: take them out of the crontab</source>
        <translation>
            <numerusform>%n Job importiert: bitte aus der Crontab entfernen</numerusform>
            <numerusform>%n Jobs importiert: bitte aus der Crontab entfernen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n Job</numerusform>
            <numerusform>%n Jobs</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) left out</source>
        <translation>
            <numerusform>%n Zeile ausgelassen</numerusform>
            <numerusform>%n Zeilen ausgelassen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>inferno::models::DefinitionImport</name>
    <message>
        <source>none</source>
        <extracomment>Beside a field of a job that has no value.</extracomment>
        <translation>keine</translation>
    </message>
    <message>
        <source>%1 cannot be read</source>
        <translation>%1 ist nicht lesbar</translation>
    </message>
    <message>
        <source>%1 is larger than %2</source>
        <translation>%1 ist größer als %2</translation>
    </message>
    <message>
        <source>%1: %2 → %3</source>
        <extracomment>A field of a job, its value now, and the one that it would get.</extracomment>
        <translation>%1: %2 → %3</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>unverändert</translation>
    </message>
    <message>
        <source>new job</source>
        <translation>neuer Job</translation>
    </message>
    <message>
        <source>changes a job</source>
        <translation>ändert einen Job</translation>
    </message>
    <message>
        <source>job %1</source>
        <extracomment>A job in a file that has no name: %1 is its place in it.</extracomment>
        <translation>Job %1</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) taken over</source>
        <translation>
            <numerusform>%n Job übernommen</numerusform>
            <numerusform>%n Jobs übernommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) must be mended first</source>
        <translation>
            <numerusform>%n Job ist erst zu berichtigen</numerusform>
            <numerusform>%n Jobs sind erst zu berichtigen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to make or change</source>
        <extracomment>How many jobs of a file would be made or changed, and how many are as it says already.</extracomment>
        <translation>
            <numerusform>%n anzulegen oder zu ändern</numerusform>
            <numerusform>%n anzulegen oder zu ändern</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%n as it is</source>
        <translation>
            <numerusform>%n unverändert</numerusform>
            <numerusform>%n unverändert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>inferno::models::EventDetail</name>
    <message>
        <source>Inferno</source>
        <translation>Inferno</translation>
    </message>
    <message>
        <source>was refused</source>
        <extracomment>Between who and what: &quot;tmp-intern2 was refused vault/export&quot;.</extracomment>
        <translation>wurde abgewiesen bei</translation>
    </message>
    <message>
        <source>failed at</source>
        <translation>scheiterte an</translation>
    </message>
    <message>
        <source>acted on</source>
        <translation>arbeitete an</translation>
    </message>
    <message>
        <source>the service</source>
        <translation>dem Dienst</translation>
    </message>
    <message>
        <source>from %1, %2</source>
        <translation>von %1, %2</translation>
    </message>
    <message>
        <source>%1 %2 %3 %4</source>
        <extracomment>An event as a sentence: who, &quot;was refused&quot;, what, from where and when.</extracomment>
        <translation>%1 %2 %3 %4</translation>
    </message>
    <message>
        <source>Sequence</source>
        <translation>Sequenz</translation>
    </message>
    <message>
        <source>Recorded</source>
        <translation>Erfasst</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Actor</source>
        <translation>Akteur</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>Objekt</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>Programm</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>Trace</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>Ursprung</translation>
    </message>
    <message>
        <source>Recorded by</source>
        <translation>Erfasst von</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Computed in this window at %1, in %2 ms</source>
        <translation>In diesem Fenster berechnet um %1, in %2 ms</translation>
    </message>
    <message>
        <source>of %1</source>
        <translation>von %1</translation>
    </message>
    <message>
        <source>Leaf hash</source>
        <translation>Blatt-Hash</translation>
    </message>
    <message>
        <source>Salt</source>
        <translation>Salt</translation>
    </message>
    <message>
        <source>Root</source>
        <translation>Wurzel</translation>
    </message>
    <message>
        <source>Stored in</source>
        <translation>Gespeichert in</translation>
    </message>
    <message>
        <source>sealed segment</source>
        <translation>versiegeltem Segment</translation>
    </message>
    <message>
        <source>write-ahead log</source>
        <translation>Write-Ahead-Log</translation>
    </message>
    <message>
        <source>This is the event that the link names</source>
        <translation>Dies ist das Ereignis, das der Link nennt</translation>
    </message>
    <message>
        <source>The link names another event</source>
        <translation>Der Link nennt ein anderes Ereignis</translation>
    </message>
    <message>
        <source>its leaf is %1</source>
        <translation>sein Blatt ist %1</translation>
    </message>
    <message>
        <source>Leaf recomputed from the record</source>
        <translation>Blatt aus dem Eintrag nachgerechnet</translation>
    </message>
    <message>
        <source>The leaf hash does not fit the record</source>
        <translation>Der Blatt-Hash passt nicht zum Eintrag</translation>
    </message>
    <message>
        <source>The record says what is shown here</source>
        <translation>Der Eintrag sagt, was hier steht</translation>
    </message>
    <message>
        <source>The record says something else</source>
        <translation>Der Eintrag sagt etwas anderes</translation>
    </message>
    <message>
        <source>actor, action, object, result, address and details</source>
        <translation>Akteur, Aktion, Objekt, Ergebnis, Adresse und Details</translation>
    </message>
    <message numerus="yes">
        <source>%n siblings lead to the checkpoint&apos;s root</source>
        <translation>
            <numerusform>%n Geschwisterknoten führt zur Wurzel des Prüfpunkts</numerusform>
            <numerusform>%n Geschwisterknoten führen zur Wurzel des Prüfpunkts</numerusform>
        </translation>
    </message>
    <message>
        <source>The siblings do not lead to the checkpoint&apos;s root</source>
        <translation>Die Geschwisterknoten führen nicht zur Wurzel des Prüfpunkts</translation>
    </message>
    <message>
        <source>Checkpoint %1 is signed</source>
        <translation>Prüfpunkt %1 ist signiert</translation>
    </message>
    <message>
        <source>The signature does not hold</source>
        <translation>Die Signatur stimmt nicht</translation>
    </message>
    <message>
        <source>Ed25519 · key %1 of %2</source>
        <translation>Ed25519 · Schlüssel %1 vom %2</translation>
    </message>
    <message>
        <source>this computer sees the vault for the first time</source>
        <translation>dieser Rechner sieht den Tresor zum ersten Mal</translation>
    </message>
    <message>
        <source>%1 records, seen %2 by this computer</source>
        <translation>%1 Einträge, von diesem Rechner gesehen %2</translation>
    </message>
    <message numerus="yes">
        <source>%n witness(es), %1</source>
        <translation>
            <numerusform>%n Zeuge, %1</numerusform>
            <numerusform>%n Zeugen, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Not what this computer remembers</source>
        <translation>Nicht, was dieser Rechner in Erinnerung hat</translation>
    </message>
    <message>
        <source>The checkpoint is remembered from now on</source>
        <translation>Der Prüfpunkt ist ab jetzt gemerkt</translation>
    </message>
    <message>
        <source>Consistent with the last remembered checkpoint</source>
        <translation>Stimmt mit dem zuletzt gemerkten Prüfpunkt überein</translation>
    </message>
    <message>
        <source>Inclusion proof verified</source>
        <translation>Einschlussnachweis geprüft</translation>
    </message>
    <message>
        <source>The proof does not hold</source>
        <translation>Der Nachweis stimmt nicht</translation>
    </message>
    <message>
        <source>root, %1</source>
        <translation>Wurzel, %1</translation>
    </message>
    <message numerus="yes">
        <source>Unsigned tail: %n records; no anchor outside of the vault</source>
        <translation>
            <numerusform>Unsigniertes Ende: %n Eintrag; kein Anker außerhalb des Tresors</numerusform>
            <numerusform>Unsigniertes Ende: %n Einträge; kein Anker außerhalb des Tresors</numerusform>
        </translation>
    </message>
    <message>
        <source>Signed to the last record; no anchor outside of the vault</source>
        <translation>Bis zum letzten Eintrag signiert; kein Anker außerhalb des Tresors</translation>
    </message>
    <message>
        <source>No unanchored tail: an anchor covers every record</source>
        <translation>Kein unverankertes Ende: Ein Anker deckt jeden Eintrag</translation>
    </message>
    <message>
        <source>Unanchored tail: %1 records, %2</source>
        <translation>Unverankertes Ende: %1 Einträge, %2</translation>
    </message>
    <message>
        <source>last anchored %1</source>
        <translation>zuletzt verankert %1</translation>
    </message>
</context>
<context>
    <name>inferno::models::FieldStatistics</name>
    <message>
        <source>&lt;1 %</source>
        <translation>&lt;1 %</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>at least %1 values</source>
        <translation>mindestens %1 Werte</translation>
    </message>
    <message numerus="yes">
        <source>at least %n value(s)</source>
        <translation>
            <numerusform>mindestens %n Wert</numerusform>
            <numerusform>mindestens %n Werte</numerusform>
        </translation>
    </message>
    <message>
        <source>no value</source>
        <translation>kein Wert</translation>
    </message>
    <message numerus="yes">
        <source>%n value(s)</source>
        <translation>
            <numerusform>%n Wert</numerusform>
            <numerusform>%n Werte</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 fields of %2 events</source>
        <translation>%1 Felder von %2 Ereignissen</translation>
    </message>
    <message>
        <source>of the newest %1 events</source>
        <translation>der neuesten %1 Ereignisse</translation>
    </message>
</context>
<context>
    <name>inferno::models::GraphPage</name>
    <message>
        <source>on failure</source>
        <translation>bei Fehlschlag</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n Job</numerusform>
            <numerusform>%n Jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n edge(s)</source>
        <translation>
            <numerusform>%n Kante</numerusform>
            <numerusform>%n Kanten</numerusform>
        </translation>
    </message>
    <message>
        <source>laid out in %1 ms</source>
        <translation>angeordnet in %1 ms</translation>
    </message>
    <message>
        <source>plain layers: Graphviz is not installed</source>
        <translation>einfache Ebenen: Graphviz ist nicht installiert</translation>
    </message>
    <message>
        <source>Isolated: %1 with %2 upstream and %3 downstream</source>
        <translation>Isoliert: %1 mit %2 davor und %3 danach</translation>
    </message>
    <message>
        <source>Drag from the dot at a job&apos;s right to another job, or press C at a job.</source>
        <translation>Vom Punkt rechts an einem Job zu einem anderen Job ziehen oder bei einem Job C drücken.</translation>
    </message>
    <message>
        <source>Which job waits for %1? Go there and press Enter.</source>
        <extracomment>An edge is being drawn from the job %1.</extracomment>
        <translation>Welcher Job wartet auf %1? Dorthin gehen und Enter drücken.</translation>
    </message>
    <message>
        <source>if it fails</source>
        <translation>wenn er fehlschlägt</translation>
    </message>
    <message>
        <source>however it ends</source>
        <translation>wie immer er endet</translation>
    </message>
    <message>
        <source>if it succeeds</source>
        <translation>wenn er erfolgreich ist</translation>
    </message>
    <message>
        <source>%1 waits for %2, %3</source>
        <extracomment>A job waits for another, and for which end of it.</extracomment>
        <translation>%1 wartet auf %2, %3</translation>
    </message>
    <message>
        <source>A job cannot wait for itself.</source>
        <translation>Ein Job kann nicht auf sich selbst warten.</translation>
    </message>
    <message>
        <source>That would be a circle: %1</source>
        <translation>Das wäre ein Kreis: %1</translation>
    </message>
    <message>
        <source>%1 waits for %2 already</source>
        <translation>%1 wartet schon auf %2</translation>
    </message>
    <message>
        <source>%1 now waits for %2</source>
        <translation>%1 wartet jetzt auf %2</translation>
    </message>
    <message>
        <source>%1 no longer waits for %2</source>
        <translation>%1 wartet nicht mehr auf %2</translation>
    </message>
    <message>
        <source>%1 waits for %2 otherwise now</source>
        <translation>%1 wartet jetzt anders auf %2</translation>
    </message>
    <message>
        <source>%1 could not be changed</source>
        <translation>%1 konnte nicht geändert werden</translation>
    </message>
    <message>
        <source>%1 jobs are too many to draw one by one: they are grouped. Open a group to see its jobs.</source>
        <translation>%1 Jobs sind zu viele, um sie einzeln zu zeichnen: Sie sind gruppiert. Eine Gruppe öffnen, um ihre Jobs zu sehen.</translation>
    </message>
    <message>
        <source>%1 more nodes are too many to draw: close a group first, or filter the list of jobs.</source>
        <translation>%1 weitere Knoten sind zu viele zum Zeichnen: bitte erst eine Gruppe schließen oder die Jobliste filtern.</translation>
    </message>
    <message>
        <source>always</source>
        <translation>immer</translation>
    </message>
    <message>
        <source>on success</source>
        <translation>bei Erfolg</translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n fehlgeschlagen</numerusform>
            <numerusform>%n fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %1 ok</source>
        <extracomment>Of the jobs of a group: none failed.</extracomment>
        <translation>%1 von %1 ok</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) collapsed</source>
        <translation>
            <numerusform>%n Job eingeklappt</numerusform>
            <numerusform>%n Jobs eingeklappt</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, shown above</source>
        <translation>%1, oben gezeigt</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <extracomment>A job that another waits for, and for which end of it: &quot;import (on success)&quot;.</extracomment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Nothing is chosen. Arrows walk from job to job.</source>
        <translation>Nichts ist ausgewählt. Pfeiltasten führen von Job zu Job.</translation>
    </message>
    <message>
        <source>waits for %1</source>
        <translation>wartet auf %1</translation>
    </message>
    <message>
        <source>%1 wait for it</source>
        <translation>auf ihn warten: %1</translation>
    </message>
    <message>
        <source>plain layers: Graphviz took too long</source>
        <translation>einfache Ebenen: Graphviz brauchte zu lange</translation>
    </message>
</context>
<context>
    <name>inferno::models::JobDetail</name>
    <message>
        <source>Started</source>
        <translation>Gestartet</translation>
    </message>
    <message>
        <source>Exit code</source>
        <translation>Exit-Code</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Waits for</source>
        <translation>Wartet auf</translation>
    </message>
    <message>
        <source>Downstream</source>
        <translation>Nachfolger</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n Job</numerusform>
            <numerusform>%n Jobs</numerusform>
        </translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Zeitplan</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>In Worten</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Time limit</source>
        <translation>Zeitlimit</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>Wiederholungen</translation>
    </message>
    <message numerus="yes">
        <source>%n more attempt(s)</source>
        <translation>
            <numerusform>%n weiterer Versuch</numerusform>
            <numerusform>%n weitere Versuche</numerusform>
        </translation>
    </message>
    <message>
        <source>Missed start</source>
        <translation>Verpasster Start</translation>
    </message>
    <message>
        <source>Already running</source>
        <translation>Läuft noch</translation>
    </message>
    <message>
        <source>Working folder</source>
        <translation>Arbeitsordner</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Job id</source>
        <translation>Job-Id</translation>
    </message>
    <message>
        <source>No output yet</source>
        <translation>Noch keine Ausgabe</translation>
    </message>
    <message>
        <source>No output</source>
        <translation>Keine Ausgabe</translation>
    </message>
    <message>
        <source>never ran</source>
        <translation>nie gelaufen</translation>
    </message>
    <message>
        <source>attempt %1 of %2</source>
        <translation>Versuch %1 von %2</translation>
    </message>
    <message>
        <source>%1 elapsed</source>
        <translation>%1 vergangen</translation>
    </message>
    <message>
        <source>longer than usual</source>
        <translation>länger als üblich</translation>
    </message>
    <message>
        <source>about %1 left, done %2</source>
        <translation>noch etwa %1, fertig %2</translation>
    </message>
    <message>
        <source>p50 %1 p95 %2</source>
        <translation>p50 %1 p95 %2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Environment</source>
        <extracomment>Of the environment only names are shown: values may be secrets.</extracomment>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>The run of %1</source>
        <translation>Der Lauf von %1</translation>
    </message>
    <message>
        <source>The audit trail holds nothing of this job</source>
        <translation>Das Prüfprotokoll enthält nichts zu diesem Job</translation>
    </message>
    <message>
        <source>when it fails</source>
        <translation>wenn er fehlschlägt</translation>
    </message>
    <message>
        <source>when it ends</source>
        <translation>wenn er endet</translation>
    </message>
    <message>
        <source>when it succeeds</source>
        <translation>wenn er erfolgreich ist</translation>
    </message>
    <message>
        <source>no run of its own: see the one that was skipped after it</source>
        <translation>kein eigener Lauf: siehe den danach übersprungenen</translation>
    </message>
</context>
<context>
    <name>inferno::models::JobEditorPage</name>
    <message>
        <source>New job</source>
        <translation>Neuer Job</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>A job needs a name</source>
        <translation>Ein Job braucht einen Namen</translation>
    </message>
    <message>
        <source>A job of this name exists</source>
        <translation>Einen Job dieses Namens gibt es schon</translation>
    </message>
    <message>
        <source>What shall it run?</source>
        <translation>Was soll er ausführen?</translation>
    </message>
    <message>
        <source>There is no job “%1”</source>
        <translation>Einen Job „%1“ gibt es nicht</translation>
    </message>
    <message>
        <source>The schedule cannot be read</source>
        <translation>Der Zeitplan ist nicht lesbar</translation>
    </message>
    <message>
        <source>Created %1</source>
        <translation>%1 angelegt</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1 gespeichert</translation>
    </message>
    <message>
        <source>No other job starts in these hours</source>
        <translation>In diesen Stunden startet kein anderer Job</translation>
    </message>
    <message numerus="yes">
        <source>At most %n other job(s) start in the same hour</source>
        <translation>
            <numerusform>Höchstens %n anderer Job startet in derselben Stunde</numerusform>
            <numerusform>Höchstens %n andere Jobs starten in derselben Stunde</numerusform>
        </translation>
    </message>
    <message>
        <source>draft kept %1</source>
        <translation>Entwurf gespeichert %1</translation>
    </message>
    <message>
        <source>%1 was deleted meanwhile. Saving creates it anew.</source>
        <translation>%1 wurde inzwischen gelöscht. Speichern legt ihn neu an.</translation>
    </message>
    <message>
        <source>Changed elsewhere meanwhile; taken over: %1</source>
        <translation>Inzwischen anderswo geändert; übernommen: %1</translation>
    </message>
    <message>
        <source>Changed elsewhere meanwhile, in the same fields</source>
        <translation>Inzwischen anderswo geändert, in denselben Feldern</translation>
    </message>
    <message>
        <source>Changed elsewhere meanwhile, partly in the same fields; taken over: %1</source>
        <translation>Inzwischen anderswo geändert, teils in denselben Feldern; übernommen: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n to mend</source>
        <translation>
            <numerusform>%n zu beheben</numerusform>
            <numerusform>%n zu beheben</numerusform>
        </translation>
    </message>
    <message>
        <source>No time zone is called “%1”</source>
        <translation>Keine Zeitzone heißt „%1“</translation>
    </message>
    <message>
        <source>Clock skips the hour</source>
        <translation>Uhr überspringt die Stunde</translation>
    </message>
    <message>
        <source>skipped: %1</source>
        <translation>übersprungen: %1</translation>
    </message>
    <message>
        <source>Command line</source>
        <extracomment>A form in which a job is shown to be copied.</extracomment>
        <translation>Befehlszeile</translation>
    </message>
    <message>
        <source>crontab</source>
        <translation>Crontab</translation>
    </message>
    <message>
        <source>systemd timer</source>
        <translation>systemd-Timer</translation>
    </message>
    <message>
        <source>there are none</source>
        <translation>es gibt keine</translation>
    </message>
    <message>
        <source>none concerns this job</source>
        <translation>keine betrifft diesen Job</translation>
    </message>
    <message>
        <source>%1: skips %2 of the next %3 runs</source>
        <extracomment>Names of blackouts, then how many of the next ten runs they would skip.</extracomment>
        <translation>%1: überspringt %2 der nächsten %3 Läufe</translation>
    </message>
</context>
<context>
    <name>inferno::models::JobFilter</name>
    <message>
        <source>%1: needs a time, such as %1:&lt;1h</source>
        <translation>%1: braucht eine Zeit, etwa %1:&lt;1h</translation>
    </message>
    <message>
        <source>no tag</source>
        <translation>ohne Tag</translation>
    </message>
</context>
<context>
    <name>inferno::models::JobStore</name>
    <message>
        <source>disabled</source>
        <translation>deaktiviert</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartend</translation>
    </message>
    <message>
        <source>on request</source>
        <translation>auf Anforderung</translation>
    </message>
    <message>
        <source>on trigger</source>
        <translation>nach Auslöser</translation>
    </message>
    <message>
        <source>%1 %2 %</source>
        <translation>%1 %2 %</translation>
    </message>
    <message>
        <source>planned</source>
        <translation>geplant</translation>
    </message>
</context>
<context>
    <name>inferno::models::JobVersions</name>
    <message>
        <source>Reading the audit trail…</source>
        <translation>Prüfprotokoll wird gelesen …</translation>
    </message>
    <message>
        <source>created</source>
        <translation>angelegt</translation>
    </message>
    <message>
        <source>The audit trail holds no change of this job</source>
        <translation>Das Prüfprotokoll enthält keine Änderung dieses Jobs</translation>
    </message>
    <message>
        <source>The environment was changed since; its values are not in the audit trail, and stay as they are.</source>
        <translation>Die Umgebung wurde seither geändert; ihre Werte stehen nicht im Prüfprotokoll und bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Version %1 could not be brought back</source>
        <translation>Version %1 konnte nicht wiederhergestellt werden</translation>
    </message>
    <message>
        <source>%1 is as in version %2 again</source>
        <translation>%1 ist wieder wie in Version %2</translation>
    </message>
    <message>
        <source>That could not be taken back</source>
        <translation>Das ließ sich nicht rückgängig machen</translation>
    </message>
</context>
<context>
    <name>inferno::models::JobViews</name>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Failing</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Laufend</translation>
    </message>
    <message>
        <source>Next hour</source>
        <translation>Nächste Stunde</translation>
    </message>
    <message>
        <source>A view needs a name</source>
        <translation>Eine Ansicht braucht einen Namen</translation>
    </message>
    <message>
        <source>At most %1 characters</source>
        <translation>Höchstens %1 Zeichen</translation>
    </message>
    <message>
        <source>A view of this name exists</source>
        <translation>Eine Ansicht dieses Namens gibt es schon</translation>
    </message>
    <message>
        <source>There are %1 views already</source>
        <translation>Es gibt schon %1 Ansichten</translation>
    </message>
</context>
<context>
    <name>inferno::models::JobsPage</name>
    <message>
        <source>failing</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>in the next hour</source>
        <translation>in der nächsten Stunde</translation>
    </message>
    <message>
        <source>not %1</source>
        <extracomment>A filter that shuts something out: &quot;not tag gpu&quot;.</extracomment>
        <translation>nicht %1</translation>
    </message>
    <message>
        <source>%1 is enabled</source>
        <translation>%1 ist aktiviert</translation>
    </message>
    <message>
        <source>%1 is paused: nothing starts it</source>
        <translation>%1 ist angehalten: nichts startet ihn</translation>
    </message>
    <message>
        <source>Deleted %1</source>
        <translation>%1 gelöscht</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) could not be deleted</source>
        <translation>
            <numerusform>%n Job konnte nicht gelöscht werden</numerusform>
            <numerusform>%n Jobs konnten nicht gelöscht werden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Deleted %n job(s)</source>
        <translation>
            <numerusform>%n Job gelöscht</numerusform>
            <numerusform>%n Jobs gelöscht</numerusform>
        </translation>
    </message>
    <message>
        <source>Not all could be created again</source>
        <translation>Nicht alle konnten wieder angelegt werden</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) are back</source>
        <translation>
            <numerusform>%n Job ist wieder da</numerusform>
            <numerusform>%n Jobs sind wieder da</numerusform>
        </translation>
    </message>
    <message>
        <source>Not all could be enabled</source>
        <translation>Nicht alle konnten aktiviert werden</translation>
    </message>
    <message>
        <source>Not all could be paused</source>
        <translation>Nicht alle konnten angehalten werden</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) are enabled</source>
        <translation>
            <numerusform>%n Job ist aktiviert</numerusform>
            <numerusform>%n Jobs sind aktiviert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) are paused</source>
        <translation>
            <numerusform>%n Job ist angehalten</numerusform>
            <numerusform>%n Jobs sind angehalten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) did as asked, others did not</source>
        <translation>
            <numerusform>Bei %n Job gelang es, bei anderen nicht</numerusform>
            <numerusform>Bei %n Jobs gelang es, bei anderen nicht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) are stopping</source>
        <translation>
            <numerusform>%n Job wird abgebrochen</numerusform>
            <numerusform>%n Jobs werden abgebrochen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) are queued</source>
        <translation>
            <numerusform>%n Job ist eingereiht</numerusform>
            <numerusform>%n Jobs sind eingereiht</numerusform>
        </translation>
    </message>
    <message>
        <source>A job needs a name</source>
        <translation>Ein Job braucht einen Namen</translation>
    </message>
    <message>
        <source>A job of this name exists</source>
        <translation>Einen Job dieses Namens gibt es schon</translation>
    </message>
    <message>
        <source>%1 could not be renamed</source>
        <translation>%1 konnte nicht umbenannt werden</translation>
    </message>
    <message>
        <source>%1 is called %2 now</source>
        <translation>%1 heißt jetzt %2</translation>
    </message>
    <message numerus="yes">
        <source>%n definition(s) are in %1</source>
        <translation>
            <numerusform>%n Definition steht in %1</numerusform>
            <numerusform>%n Definitionen stehen in %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 ist nicht beschreibbar: %2</translation>
    </message>
    <message>
        <source>The view “%1” is gone</source>
        <translation>Die Ansicht „%1“ ist entfernt</translation>
    </message>
</context>
<context>
    <name>inferno::models::KeyMap</name>
    <message>
        <source>Search or run a command</source>
        <translation>Suchen oder Befehl ausführen</translation>
    </message>
    <message>
        <source>Commands only</source>
        <translation>Nur Befehle</translation>
    </message>
    <message>
        <source>Filter of the page</source>
        <translation>Filter der Seite</translation>
    </message>
    <message>
        <source>New job</source>
        <translation>Neuer Job</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Take back what was done last</source>
        <translation>Letzte Aktion rückgängig machen</translation>
    </message>
    <message>
        <source>Do again what was taken back</source>
        <translation>Rückgängig Gemachtes wiederholen</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>Next region</source>
        <translation>Nächster Bereich</translation>
    </message>
    <message>
        <source>Previous region</source>
        <translation>Voriger Bereich</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vorwärts</translation>
    </message>
    <message>
        <source>Wide or narrow rail</source>
        <translation>Leiste breit oder schmal</translation>
    </message>
    <message>
        <source>Keys of this page</source>
        <translation>Tasten dieser Seite</translation>
    </message>
    <message>
        <source>Quit Inferno, jobs keep running</source>
        <translation>Inferno beenden, Jobs laufen weiter</translation>
    </message>
    <message>
        <source>Close what lies on top</source>
        <translation>Oberstes schließen</translation>
    </message>
    <message>
        <source>Open what is chosen</source>
        <translation>Ausgewähltes öffnen</translation>
    </message>
    <message>
        <source>Next control</source>
        <translation>Nächstes Bedienelement</translation>
    </message>
    <message>
        <source>To what needs attention</source>
        <translation>Zu dem, was Aufmerksamkeit braucht</translation>
    </message>
    <message>
        <source>Arrange the figures</source>
        <translation>Kennzahlen anordnen</translation>
    </message>
    <message>
        <source>Run now</source>
        <translation>Jetzt ausführen</translation>
    </message>
    <message>
        <source>Pause or enable</source>
        <translation>Pausieren oder aktivieren</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Show the job and its output</source>
        <translation>Job und seine Ausgabe zeigen</translation>
    </message>
    <message>
        <source>Look at the row</source>
        <translation>Zeile ansehen</translation>
    </message>
    <message>
        <source>Show in the graph</source>
        <translation>Im Graphen zeigen</translation>
    </message>
    <message>
        <source>Why it started</source>
        <translation>Warum er startete</translation>
    </message>
    <message>
        <source>Compare with the last success</source>
        <translation>Mit dem letzten Erfolg vergleichen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Duplizieren</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Select the row</source>
        <translation>Zeile auswählen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Next row</source>
        <translation>Nächste Zeile</translation>
    </message>
    <message>
        <source>Previous row</source>
        <translation>Vorige Zeile</translation>
    </message>
    <message>
        <source>Fit the whole graph</source>
        <translation>Ganzen Graphen einpassen</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Only what hangs together with it</source>
        <translation>Nur, was damit zusammenhängt</translation>
    </message>
    <message>
        <source>Edit the dependencies</source>
        <translation>Abhängigkeiten bearbeiten</translation>
    </message>
    <message>
        <source>Groups or single jobs</source>
        <translation>Gruppen oder einzelne Jobs</translation>
    </message>
    <message>
        <source>Place all jobs anew</source>
        <translation>Alle Jobs neu anordnen</translation>
    </message>
    <message>
        <source>Draw a dependency from the job</source>
        <translation>Abhängigkeit vom Job aus ziehen</translation>
    </message>
    <message>
        <source>Next dependency of the job</source>
        <translation>Nächste Abhängigkeit des Jobs</translation>
    </message>
    <message>
        <source>The dependency: on success</source>
        <translation>Abhängigkeit: bei Erfolg</translation>
    </message>
    <message>
        <source>The dependency: always</source>
        <translation>Abhängigkeit: immer</translation>
    </message>
    <message>
        <source>The dependency: on failure</source>
        <translation>Abhängigkeit: bei Fehlschlag</translation>
    </message>
    <message>
        <source>Remove the dependency</source>
        <translation>Abhängigkeit entfernen</translation>
    </message>
    <message>
        <source>Graph or outline</source>
        <translation>Graph oder Gliederung</translation>
    </message>
    <message>
        <source>Walk along the lines</source>
        <translation>Den Linien folgen</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Month</source>
        <translation>Monat</translation>
    </message>
    <message>
        <source>Week</source>
        <translation>Woche</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>Heatmap</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Next failure</source>
        <translation>Nächster Fehlschlag</translation>
    </message>
    <message>
        <source>Previous failure</source>
        <translation>Voriger Fehlschlag</translation>
    </message>
    <message>
        <source>Leave this run out</source>
        <translation>Diesen Lauf auslassen</translation>
    </message>
    <message>
        <source>Move it 15 minutes earlier</source>
        <translation>15 Minuten früher legen</translation>
    </message>
    <message>
        <source>Move it 15 minutes later</source>
        <translation>15 Minuten später legen</translation>
    </message>
    <message>
        <source>New blackout</source>
        <translation>Neue Sperrzeit</translation>
    </message>
    <message>
        <source>Calendar or outline</source>
        <translation>Kalender oder Gliederung</translation>
    </message>
    <message>
        <source>Earlier, later</source>
        <translation>Früher, später</translation>
    </message>
    <message>
        <source>Verify</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Filter for this value</source>
        <translation>Nach diesem Wert filtern</translation>
    </message>
    <message>
        <source>Filter this value out</source>
        <translation>Diesen Wert ausschließen</translation>
    </message>
    <message>
        <source>Older event</source>
        <translation>Älteres Ereignis</translation>
    </message>
    <message>
        <source>Newer event</source>
        <translation>Neueres Ereignis</translation>
    </message>
    <message>
        <source>Pin or unpin the column</source>
        <translation>Spalte anheften oder lösen</translation>
    </message>
    <message>
        <source>Earlier time</source>
        <translation>Früherer Zeitraum</translation>
    </message>
    <message>
        <source>Later time</source>
        <translation>Späterer Zeitraum</translation>
    </message>
    <message>
        <source>Shorter time</source>
        <translation>Kürzerer Zeitraum</translation>
    </message>
    <message>
        <source>Longer time</source>
        <translation>Längerer Zeitraum</translation>
    </message>
    <message>
        <source>Look at the event</source>
        <translation>Ereignis ansehen</translation>
    </message>
    <message>
        <source>Rename a kept question</source>
        <translation>Gemerkte Abfrage umbenennen</translation>
    </message>
    <message>
        <source>Delete a kept question</source>
        <translation>Gemerkte Abfrage löschen</translation>
    </message>
    <message>
        <source>Load or unload</source>
        <translation>Laden oder entladen</translation>
    </message>
    <message>
        <source>Choose the model to try</source>
        <translation>Modell zum Ausprobieren wählen</translation>
    </message>
    <message>
        <source>Only what differs</source>
        <translation>Nur Unterschiede</translation>
    </message>
    <message>
        <source>Next version</source>
        <translation>Nächste Version</translation>
    </message>
    <message>
        <source>Previous version</source>
        <translation>Vorige Version</translation>
    </message>
    <message>
        <source>Ask the model</source>
        <translation>Modell fragen</translation>
    </message>
    <message>
        <source>Ask both models</source>
        <translation>Beide Modelle fragen</translation>
    </message>
    <message>
        <source>Reset this setting</source>
        <translation>Diese Einstellung zurücksetzen</translation>
    </message>
    <message>
        <source>General</source>
        <translation>Allgemein</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Zeitplan</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Inputs</source>
        <translation>Eingaben</translation>
    </message>
    <message>
        <source>Dependencies</source>
        <translation>Abhängigkeiten</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Überprüfen</translation>
    </message>
    <message>
        <source>Schedule as text</source>
        <translation>Zeitplan als Text</translation>
    </message>
    <message>
        <source>Save and run</source>
        <translation>Speichern und ausführen</translation>
    </message>
    <message>
        <source>Step %1</source>
        <extracomment>A step of the first steps; %1 is its number.</extracomment>
        <translation>Schritt %1</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <extracomment>Keys that work on every page.</extracomment>
        <translation>Überall</translation>
    </message>
    <message>
        <source>This key cannot be changed</source>
        <translation>Diese Taste lässt sich nicht ändern</translation>
    </message>
    <message>
        <source>This is no key</source>
        <translation>Das ist keine Taste</translation>
    </message>
    <message>
        <source>%1 moves the focus or edits text</source>
        <translation>%1 bewegt den Fokus oder bearbeitet Text</translation>
    </message>
    <message>
        <source>What works everywhere needs Ctrl or Alt: %1 alone belongs to lists</source>
        <translation>Was überall gilt, braucht Strg oder Alt: %1 allein gehört den Listen</translation>
    </message>
    <message>
        <source>%1 is “%2” (%3)</source>
        <extracomment>%1 is a key, %2 what it does, %3 where.</extracomment>
        <translation>%1 ist „%2“ (%3)</translation>
    </message>
    <message>
        <source>Run with other values</source>
        <translation>Mit anderen Werten ausführen</translation>
    </message>
    <message>
        <source>Alerts</source>
        <translation>Alarme</translation>
    </message>
</context>
<context>
    <name>inferno::models::ModelFigures</name>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Latency p50</source>
        <translation>Latenz p50</translation>
    </message>
    <message>
        <source>Latency p95</source>
        <translation>Latenz p95</translation>
    </message>
    <message>
        <source>Latency p99</source>
        <translation>Latenz p99</translation>
    </message>
    <message>
        <source>Latency, mean</source>
        <translation>Latenz, Mittel</translation>
    </message>
    <message>
        <source>Copies answered</source>
        <translation>Beantwortete Kopien</translation>
    </message>
    <message>
        <source>Copies that agree</source>
        <translation>Übereinstimmende Kopien</translation>
    </message>
</context>
<context>
    <name>inferno::models::ModelPlayground</name>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message>
        <source>The file has more than %1</source>
        <translation>Die Datei ist größer als %1</translation>
    </message>
    <message>
        <source>Both answer the same</source>
        <translation>Beide antworten gleich</translation>
    </message>
    <message>
        <source>%1 of %2 values differ</source>
        <translation>%1 von %2 Werten unterscheiden sich</translation>
    </message>
</context>
<context>
    <name>inferno::models::ModelRegistration</name>
    <message>
        <source>1 to %1</source>
        <translation>1 bis %1</translation>
    </message>
    <message>
        <source>What the archive names</source>
        <translation>Was das Archiv nennt</translation>
    </message>
    <message>
        <source>for a file that is no archive: tensor</source>
        <translation>für eine Datei, die kein Archiv ist: tensor</translation>
    </message>
    <message>
        <source>numbers in, numbers out</source>
        <translation>Zahlen hinein, Zahlen heraus</translation>
    </message>
    <message>
        <source>the risk of a user in a graph of users</source>
        <translation>das Risiko eines Benutzers in einem Graphen von Benutzern</translation>
    </message>
    <message>
        <source>the classes of a JPEG or PNG</source>
        <translation>die Klassen eines JPEG oder PNG</translation>
    </message>
    <message>
        <source>The whole path, from / on</source>
        <translation>Der ganze Pfad, ab /</translation>
    </message>
    <message>
        <source>A name without spaces and slashes</source>
        <translation>Ein Name ohne Leerzeichen und Schrägstriche</translation>
    </message>
    <message>
        <source>This version is registered already</source>
        <translation>Diese Version ist schon registriert</translation>
    </message>
    <message>
        <source>A version such as 1.3</source>
        <translation>Eine Version wie 1.3</translation>
    </message>
    <message>
        <source>%1 %2 is registered</source>
        <translation>%1 %2 ist registriert</translation>
    </message>
</context>
<context>
    <name>inferno::models::ModelTraffic</name>
    <message>
        <source>%1 default</source>
        <extracomment>A version of a model that answers where a request names none.</extracomment>
        <translation>%1 Standard</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 · %2 requests</source>
        <extracomment>A version and how many requests it answered.</extracomment>
        <translation>%1 · %2 Anfragen</translation>
    </message>
    <message>
        <source>%1 keeps %2 %</source>
        <translation>%1 behält %2 %</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>sticky by %1</source>
        <translation>fest nach %1</translation>
    </message>
    <message>
        <source>copies go to %1</source>
        <translation>Kopien gehen an %1</translation>
    </message>
    <message>
        <source>never changed</source>
        <translation>nie geändert</translation>
    </message>
    <message>
        <source>The service does not answer</source>
        <translation>Der Dienst antwortet nicht</translation>
    </message>
    <message>
        <source>The traffic of this model is not known yet</source>
        <translation>Die Aufteilung dieses Modells ist noch nicht bekannt</translation>
    </message>
    <message>
        <source>%1 is not ready</source>
        <translation>%1 ist nicht bereit</translation>
    </message>
    <message>
        <source>It has all requests</source>
        <translation>Sie hat alle Anfragen</translation>
    </message>
    <message>
        <source>The traffic was never changed</source>
        <translation>Die Aufteilung wurde nie geändert</translation>
    </message>
    <message>
        <source>The last change was a rollback</source>
        <translation>Die letzte Änderung war ein Zurückrollen</translation>
    </message>
    <message>
        <source>%1 with all requests</source>
        <translation>%1 mit allen Anfragen</translation>
    </message>
    <message>
        <source>%1 with %2 %</source>
        <translation>%1 mit %2 %</translation>
    </message>
    <message>
        <source>Send %1 % to %2 and %3 % to %4</source>
        <translation>%1 % an %2 senden und %3 % an %4</translation>
    </message>
    <message>
        <source>Make %1 the default and send it all requests</source>
        <translation>%1 zum Standard machen und alle Anfragen dorthin senden</translation>
    </message>
    <message>
        <source>Go back to %1</source>
        <translation>Zurück zu %1</translation>
    </message>
    <message>
        <source>Now: %1.</source>
        <translation>Jetzt: %1.</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Anwenden</translation>
    </message>
    <message>
        <source>Promote</source>
        <translation>Als Standard setzen</translation>
    </message>
    <message>
        <source>Roll back</source>
        <translation>Zurückrollen</translation>
    </message>
    <message>
        <source>The split is applied</source>
        <translation>Die Aufteilung ist angewandt</translation>
    </message>
    <message>
        <source>%1 is the default</source>
        <translation>%1 ist der Standard</translation>
    </message>
    <message>
        <source>The split is rolled back</source>
        <translation>Die Aufteilung ist zurückgerollt</translation>
    </message>
    <message>
        <source>undone at once</source>
        <translation>sofort rückgängig gemacht</translation>
    </message>
    <message>
        <source>The change is undone</source>
        <translation>Die Änderung ist rückgängig gemacht</translation>
    </message>
</context>
<context>
    <name>inferno::models::ModelsPage</name>
    <message>
        <source>%1 × %2</source>
        <extracomment>Requests that are computed together, and how many batches at once: &quot;8 × 2&quot;.</extracomment>
        <translation>%1 × %2</translation>
    </message>
    <message>
        <source>default versions only</source>
        <translation>nur Standardversionen</translation>
    </message>
    <message numerus="yes">
        <source>%n version(s)</source>
        <translation>
            <numerusform>%n Version</numerusform>
            <numerusform>%n Versionen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n version(s)</source>
        <translation>
            <numerusform>%1 von %n Version</numerusform>
            <numerusform>%1 von %n Versionen</numerusform>
        </translation>
    </message>
    <message>
        <source>Handler</source>
        <translation>Handler</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>%1, in memory %2</source>
        <translation>%1, im Speicher %2</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Batch</translation>
    </message>
    <message numerus="yes">
        <source>%1 in %2 ms, %n worker(s)</source>
        <translation>
            <numerusform>%1 in %2 ms, %n Worker</numerusform>
            <numerusform>%1 in %2 ms, %n Worker</numerusform>
        </translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>signed</source>
        <translation>signiert</translation>
    </message>
    <message>
        <source>not signed</source>
        <translation>nicht signiert</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>Registriert</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>It is the default version</source>
        <translation>Sie ist die Standardversion</translation>
    </message>
    <message>
        <source>It gets requests</source>
        <translation>Sie erhält Anfragen</translation>
    </message>
    <message>
        <source>It gets copies of requests</source>
        <translation>Sie erhält Kopien von Anfragen</translation>
    </message>
    <message>
        <source>%1 %2 cannot be unloaded: %3</source>
        <translation>%1 %2 kann nicht entladen werden: %3</translation>
    </message>
    <message>
        <source>It answered %1 requests so far. Requests to this version fail from then on. Its file stays, and it can be loaded again from here.</source>
        <translation>Sie hat bisher %1 Anfragen beantwortet. Anfragen an diese Version schlagen danach fehl. Ihre Datei bleibt, und sie lässt sich von hier wieder laden.</translation>
    </message>
    <message>
        <source>%1 %2 could not be unloaded</source>
        <translation>%1 %2 konnte nicht entladen werden</translation>
    </message>
    <message>
        <source>%1 %2 is unloaded</source>
        <translation>%1 %2 ist entladen</translation>
    </message>
    <message>
        <source>%1 %2 is loaded</source>
        <translation>%1 %2 ist geladen</translation>
    </message>
    <message>
        <source>copies</source>
        <extracomment>Of a version of a model that answers nobody, and is asked what others are, to be compared.</extracomment>
        <translation>Kopien</translation>
    </message>
</context>
<context>
    <name>inferno::models::OverviewPage</name>
    <message>
        <source>+%1 %</source>
        <translation>+%1 %</translation>
    </message>
    <message>
        <source>The audit vault has been altered.</source>
        <translation>Der Tresor wurde verändert.</translation>
    </message>
    <message numerus="yes">
        <source>One failure is holding back %n job(s).</source>
        <translation>
            <numerusform>Ein Fehlschlag hält %n Job auf.</numerusform>
            <numerusform>Ein Fehlschlag hält %n Jobs auf.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) failed and wait for you.</source>
        <translation>
            <numerusform>%n Job ist fehlgeschlagen und braucht eine Entscheidung.</numerusform>
            <numerusform>%n Jobs sind fehlgeschlagen und brauchen eine Entscheidung.</numerusform>
        </translation>
    </message>
    <message>
        <source>The queue is paused: nothing new starts.</source>
        <translation>Die Warteschlange ist angehalten: nichts Neues startet.</translation>
    </message>
    <message numerus="yes">
        <source>All is well; %n job(s) running.</source>
        <translation>
            <numerusform>Alles in Ordnung; %n Job läuft.</numerusform>
            <numerusform>Alles in Ordnung; %n Jobs laufen.</numerusform>
        </translation>
    </message>
    <message>
        <source>All is well.</source>
        <translation>Alles in Ordnung.</translation>
    </message>
    <message>
        <source>The service does not answer.</source>
        <translation>Der Dienst antwortet nicht.</translation>
    </message>
    <message>
        <source>as yesterday</source>
        <translation>wie gestern</translation>
    </message>
    <message>
        <source>+%1 vs yesterday</source>
        <translation>+%1 gegenüber gestern</translation>
    </message>
    <message>
        <source>%1 vs yesterday</source>
        <translation>%1 gegenüber gestern</translation>
    </message>
    <message>
        <source>%1 pt</source>
        <translation>%1 %-Punkte</translation>
    </message>
    <message>
        <source>vs %1 % before</source>
        <translation>vorher %1 %</translation>
    </message>
    <message>
        <source>no runs the day before</source>
        <translation>keine Läufe am Vortag</translation>
    </message>
    <message>
        <source>No run ended in the last 24 h</source>
        <translation>In den letzten 24 h endete kein Lauf</translation>
    </message>
    <message>
        <source>%1 % of the runs of the last 24 h succeeded; %2 % in the 24 h before</source>
        <translation>%1 % der Läufe der letzten 24 h waren erfolgreich; %2 % in den 24 h davor</translation>
    </message>
    <message>
        <source>%1 % of the runs of the last 24 h succeeded; there were none in the 24 h before</source>
        <translation>%1 % der Läufe der letzten 24 h waren erfolgreich; in den 24 h davor gab es keine</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keine</translation>
    </message>
    <message>
        <source>not verified yet</source>
        <translation>noch nicht geprüft</translation>
    </message>
    <message>
        <source>verified %1</source>
        <translation>geprüft %1</translation>
    </message>
    <message>
        <source>%1 · %2 unsigned</source>
        <translation>%1 · %2 unsigniert</translation>
    </message>
    <message>
        <source>%1 / %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Processor %1 %, memory %2 of %3, %4</source>
        <translation>Prozessor %1 %, Speicher %2 von %3, %4</translation>
    </message>
    <message>
        <source>disk %1 %</source>
        <translation>Platte %1 %</translation>
    </message>
    <message>
        <source>nothing is planned</source>
        <translation>nichts ist geplant</translation>
    </message>
    <message>
        <source>The vault is locked</source>
        <translation>Der Tresor ist gesperrt</translation>
    </message>
    <message>
        <source>no place outside holds its checkpoints</source>
        <translation>kein Ort außerhalb bewahrt seine Prüfpunkte</translation>
    </message>
    <message numerus="yes">
        <source>all held by %n place(s) outside</source>
        <translation>
            <numerusform>alle an %n Ort außerhalb bewahrt</numerusform>
            <numerusform>alle an %n Orten außerhalb bewahrt</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 not yet held outside</source>
        <translation>%1 noch nicht außerhalb bewahrt</translation>
    </message>
    <message>
        <source>%1 free of %2</source>
        <extracomment>Room on a disk: what is left of how much.</extracomment>
        <translation>%1 frei von %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 %2 is not well</source>
        <translation>%1 %2 ist gestört</translation>
    </message>
    <message>
        <source>none is registered</source>
        <translation>keines ist registriert</translation>
    </message>
    <message>
        <source>%1 requests</source>
        <translation>%1 Anfragen</translation>
    </message>
    <message>
        <source>How many workers are busy today</source>
        <translation>Wie viele Worker heute beschäftigt sind</translation>
    </message>
    <message>
        <source>How many of %1 workers are busy today; at most %2 are expected from now on</source>
        <translation>Wie viele von %1 Workern heute beschäftigt sind; ab jetzt werden höchstens %2 erwartet</translation>
    </message>
    <message>
        <source>Since %1: no change</source>
        <extracomment>%1 is when somebody last looked.</extracomment>
        <translation>Seit %1: keine Änderung</translation>
    </message>
    <message numerus="yes">
        <source>Since %1: %n change(s)</source>
        <translation>
            <numerusform>Seit %1: %n Änderung</numerusform>
            <numerusform>Seit %1: %n Änderungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>One failure is holding back %n job(s); %1.</source>
        <extracomment>%1 is &quot;report may miss 12:00&quot;.</extracomment>
        <translation>
            <numerusform>Ein Fehlschlag hält %n Job auf; %1.</numerusform>
            <numerusform>Ein Fehlschlag hält %n Jobs auf; %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n job(s) failed; %1.</source>
        <translation>
            <numerusform>%n Job ist fehlgeschlagen; %1.</numerusform>
            <numerusform>%n Jobs sind fehlgeschlagen; %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing failed, but %1.</source>
        <translation>Nichts ist fehlgeschlagen, aber %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) need you.</source>
        <translation>
            <numerusform>%n Sache braucht Aufmerksamkeit.</numerusform>
            <numerusform>%n Sachen brauchen Aufmerksamkeit.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 could not be changed</source>
        <translation>%1 konnte nicht geändert werden</translation>
    </message>
    <message>
        <source>%1 cannot be retried</source>
        <translation>%1 kann nicht wiederholt werden</translation>
    </message>
    <message>
        <source>%1 is tried again with a higher limit</source>
        <translation>%1 wird mit höherer Grenze erneut versucht</translation>
    </message>
    <message>
        <source>Before others start: %1</source>
        <translation>Startet vor anderen: %1</translation>
    </message>
</context>
<context>
    <name>inferno::models::PageObject</name>
    <message>
        <source>as of %1</source>
        <translation>Stand %1</translation>
    </message>
    <message>
        <source>%1: it may only be read</source>
        <translation>%1: nur lesbar</translation>
    </message>
    <message>
        <source>The service does not answer</source>
        <translation>Der Dienst antwortet nicht</translation>
    </message>
    <message>
        <source>It was cancelled before the answer came.</source>
        <extracomment>Why a page shows nothing, after Cancel.</extracomment>
        <translation>Es wurde abgebrochen, bevor die Antwort kam.</translation>
    </message>
    <message>
        <source>Try again.</source>
        <extracomment>What helps when a reading was cancelled.</extracomment>
        <translation>Noch einmal versuchen.</translation>
    </message>
</context>
<context>
    <name>inferno::models::PageRegistry</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Jobs</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>Graph</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>Audit</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Edit a job</source>
        <translation>Job bearbeiten</translation>
    </message>
    <message>
        <source>First steps</source>
        <translation>Erste Schritte</translation>
    </message>
</context>
<context>
    <name>inferno::models::PaletteModel</name>
    <message>
        <source>Page</source>
        <translation>Seite</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Job</translation>
    </message>
    <message numerus="yes">
        <source>%n job(s)</source>
        <translation>
            <numerusform>%n Job</numerusform>
            <numerusform>%n Jobs</numerusform>
        </translation>
    </message>
    <message>
        <source>tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Setting · %1</source>
        <translation>Einstellung · %1</translation>
    </message>
    <message>
        <source>Job · %1</source>
        <translation>Job · %1</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>Row %1 of the jobs: %2</source>
        <translation>Zeile %1 der Jobs: %2</translation>
    </message>
    <message>
        <source>Event #%1 of the audit trail</source>
        <translation>Ereignis #%1 des Prüfprotokolls</translation>
    </message>
    <message>
        <source>Calendar, %1</source>
        <translation>Kalender, %1</translation>
    </message>
    <message>
        <source>Audit trail, the newest event before %1</source>
        <translation>Prüfprotokoll, neuestes Ereignis vor %1</translation>
    </message>
    <message>
        <source>Everything: pages, commands, jobs, models, settings</source>
        <translation>Alles: Seiten, Befehle, Jobs, Modelle, Einstellungen</translation>
    </message>
    <message>
        <source>Commands only</source>
        <translation>Nur Befehle</translation>
    </message>
    <message>
        <source>Jobs only</source>
        <translation>Nur Jobs</translation>
    </message>
    <message>
        <source>Tags: the jobs that have one</source>
        <translation>Tags: die Jobs, die einen haben</translation>
    </message>
    <message>
        <source>Go to a time, a row, or the number of an event: 2026-03-24, 10:00, 4210980</source>
        <translation>Zu einer Zeit, einer Zeile oder der Nummer eines Ereignisses: 2026-03-24, 10:00, 4210980</translation>
    </message>
    <message>
        <source>Keys of this page</source>
        <translation>Tasten dieser Seite</translation>
    </message>
    <message>
        <source>No, leave it</source>
        <extracomment>The answer that leaves everything as it is.</extracomment>
        <translation>Nein, so lassen</translation>
    </message>
    <message>
        <source>Not now: %1.</source>
        <translation>Jetzt nicht: %1.</translation>
    </message>
    <message>
        <source>It shows something, and changes nothing.</source>
        <translation>Zeigt etwas und ändert nichts.</translation>
    </message>
    <message>
        <source>It asks first: %1</source>
        <translation>Fragt zuerst nach: %1</translation>
    </message>
    <message>
        <source>really?</source>
        <translation>wirklich?</translation>
    </message>
</context>
<context>
    <name>inferno::models::PassphraseChange</name>
    <message>
        <source>Too short: it needs %1 characters</source>
        <translation>Zu kurz: mindestens %1 Zeichen</translation>
    </message>
    <message>
        <source>Easy to guess: too few different characters or words</source>
        <translation>Leicht zu erraten: zu wenig verschiedene Zeichen oder Wörter</translation>
    </message>
    <message>
        <source>Fair: another word makes it good</source>
        <translation>Mittel: ein weiteres Wort macht sie gut</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>Stark</translation>
    </message>
    <message>
        <source>The passphrase opens the vault from now on</source>
        <translation>Ab jetzt öffnet die Passphrase den Tresor</translation>
    </message>
    <message>
        <source>The key file opens the vault from now on</source>
        <translation>Ab jetzt öffnet die Schlüsseldatei den Tresor</translation>
    </message>
</context>
<context>
    <name>inferno::models::QueryCompleter</name>
    <message>
        <source>what was done</source>
        <translation>was getan wurde</translation>
    </message>
    <message>
        <source>who did it</source>
        <translation>wer es tat</translation>
    </message>
    <message>
        <source>to what</source>
        <translation>woran</translation>
    </message>
    <message>
        <source>success, failure or denied</source>
        <translation>success, failure oder denied</translation>
    </message>
    <message>
        <source>kind of event</source>
        <translation>Art des Ereignisses</translation>
    </message>
    <message>
        <source>low, medium, high or critical</source>
        <translation>low, medium, high oder critical</translation>
    </message>
    <message>
        <source>trace to error</source>
        <translation>trace bis error</translation>
    </message>
    <message>
        <source>from which address</source>
        <translation>von welcher Adresse</translation>
    </message>
    <message>
        <source>in which session</source>
        <translation>in welcher Sitzung</translation>
    </message>
    <message>
        <source>in which trace</source>
        <translation>in welchem Trace</translation>
    </message>
    <message>
        <source>by which program</source>
        <translation>mit welchem Programm</translation>
    </message>
    <message>
        <source>the service or a client</source>
        <translation>der Dienst oder ein Client</translation>
    </message>
    <message>
        <source>Values of %1</source>
        <translation>Werte von %1</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
</context>
<context>
    <name>inferno::models::QueueRules</name>
    <message>
        <source>low</source>
        <extracomment>How bad it is when a rule of alerts holds.</extracomment>
        <translation>niedrig</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>mittel</translation>
    </message>
    <message>
        <source>high</source>
        <translation>hoch</translation>
    </message>
    <message>
        <source>critical</source>
        <translation>kritisch</translation>
    </message>
    <message>
        <source>the usual channels</source>
        <extracomment>Whom a rule of alerts tells: the channels of the settings.</extracomment>
        <translation>die üblichen Kanäle</translation>
    </message>
    <message>
        <source>The rule %1 is kept</source>
        <translation>Die Regel %1 ist gespeichert</translation>
    </message>
    <message>
        <source>The rule %1 is gone</source>
        <translation>Die Regel %1 ist gelöscht</translation>
    </message>
</context>
<context>
    <name>inferno::models::RelatedEvents</name>
    <message>
        <source>Same trace</source>
        <translation>Gleicher Trace</translation>
    </message>
    <message>
        <source>Same session</source>
        <translation>Gleiche Sitzung</translation>
    </message>
    <message>
        <source>Same object</source>
        <translation>Gleiches Objekt</translation>
    </message>
    <message>
        <source>This event has no trace, no session and no object.</source>
        <translation>Dieses Ereignis hat keinen Trace, keine Sitzung und kein Objekt.</translation>
    </message>
    <message>
        <source>%1+</source>
        <translation>%1+</translation>
    </message>
    <message>
        <source>No other event within an hour of it has its trace, session or object.</source>
        <translation>Kein anderes Ereignis im Umkreis einer Stunde hat denselben Trace, dieselbe Sitzung oder dasselbe Objekt.</translation>
    </message>
</context>
<context>
    <name>inferno::models::RunComparison</name>
    <message>
        <source>signal %1</source>
        <translation>Signal %1</translation>
    </message>
    <message numerus="yes">
        <source>None of the last %n run(s) failed</source>
        <translation>
            <numerusform>Kein Fehlschlag bei zuletzt %n Lauf</numerusform>
            <numerusform>Keiner der letzten %n Läufe schlug fehl</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>No run before it succeeded, of the last %n</source>
        <translation>
            <numerusform>Kein Lauf davor war erfolgreich, von zuletzt %n</numerusform>
            <numerusform>Kein Lauf davor war erfolgreich, von den letzten %n</numerusform>
        </translation>
    </message>
    <message>
        <source>The failure of %1 beside the success of %2</source>
        <translation>Der Fehlschlag von %1 neben dem Erfolg von %2</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Exit code</source>
        <translation>Exit-Code</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Gestartet</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>Auslöser</translation>
    </message>
    <message>
        <source>Waited</source>
        <translation>Gewartet</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Limits kept by</source>
        <translation>Grenzen durchgesetzt von</translation>
    </message>
</context>
<context>
    <name>inferno::models::RunFamily</name>
    <message>
        <source>Attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
    <message>
        <source>%1, new try</source>
        <extracomment>A run that tries another one again.</extracomment>
        <translation>%1, neuer Versuch</translation>
    </message>
    <message>
        <source>%1 to %2, %3</source>
        <extracomment>A time from the first to the second, and how long that is.</extracomment>
        <translation>%1 bis %2, %3</translation>
    </message>
    <message numerus="yes">
        <source>and %n more job(s) behind it</source>
        <translation>
            <numerusform>und %n weiterer Job dahinter</numerusform>
            <numerusform>und %n weitere Jobs dahinter</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2: no run</source>
        <extracomment>A cell of the matrix of runs: an attempt or a job, and the time of the run that would have started it.</extracomment>
        <translation>%1, %2: kein Lauf</translation>
    </message>
    <message>
        <source>%1, %2: %3 %4</source>
        <extracomment>A cell of the matrix of runs: an attempt or a job, when, its status, how long it took.</extracomment>
        <translation>%1, %2: %3 %4</translation>
    </message>
</context>
<context>
    <name>inferno::models::RunRequest</name>
    <message>
        <source>%1 has a command of its own, and so no parameters. Variables of the environment can be set for this run.</source>
        <translation>%1 hat einen eigenen Befehl und darum keine Parameter. Variablen der Umgebung können für diesen Lauf gesetzt werden.</translation>
    </message>
    <message>
        <source>What the parameters mean is not known: %1</source>
        <translation>Was die Parameter bedeuten, ist nicht bekannt: %1</translation>
    </message>
    <message>
        <source>is needed</source>
        <translation>wird gebraucht</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>“%1”: a line is NAME=VALUE</source>
        <translation>„%1“: Eine Zeile ist NAME=WERT</translation>
    </message>
    <message>
        <source>%1 is queued with its own values</source>
        <translation>%1 ist mit eigenen Werten eingereiht</translation>
    </message>
</context>
<context>
    <name>inferno::models::RunUsage</name>
    <message>
        <source>%1 %</source>
        <extracomment>How much of a processor is in use: 100 % is one core.</extracomment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1/s</source>
        <extracomment>A rate: %1 is a size such as 12 MiB.</extracomment>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>Processor: %1 % on average, %2 % at most, %3 in all</source>
        <translation>Prozessor: im Mittel %1 %, höchstens %2 %, insgesamt %3</translation>
    </message>
    <message>
        <source>Memory: %1 on average, %2 at most</source>
        <translation>Speicher: im Mittel %1, höchstens %2</translation>
    </message>
    <message>
        <source>Disks: %1 read, %2 written</source>
        <translation>Platten: %1 gelesen, %2 geschrieben</translation>
    </message>
    <message>
        <source>At most %1 cores</source>
        <translation>Höchstens %1 Kerne</translation>
    </message>
    <message>
        <source>At most %1 of memory</source>
        <translation>Höchstens %1 Speicher</translation>
    </message>
    <message>
        <source>now</source>
        <extracomment>Beside charts of what a run uses: the figures are those of this moment, or the highest of a run that has ended.</extracomment>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>höchstens</translation>
    </message>
</context>
<context>
    <name>inferno::models::SampleWorkspace</name>
    <message>
        <source>The sample was not loaded</source>
        <translation>Das Beispiel wurde nicht geladen</translation>
    </message>
    <message numerus="yes">
        <source>The sample workspace is there: %n job(s)</source>
        <translation>
            <numerusform>Die Beispielumgebung ist da: %n Job</numerusform>
            <numerusform>Die Beispielumgebung ist da: %n Jobs</numerusform>
        </translation>
    </message>
    <message>
        <source>The sample workspace is gone</source>
        <translation>Die Beispielumgebung ist entfernt</translation>
    </message>
    <message>
        <source>%1 was not removed</source>
        <translation>%1 wurde nicht entfernt</translation>
    </message>
</context>
<context>
    <name>inferno::models::SavedQueries</name>
    <message>
        <source>Give it a name</source>
        <translation>Bitte einen Namen vergeben</translation>
    </message>
    <message>
        <source>A name has at most %1 letters</source>
        <translation>Ein Name hat höchstens %1 Zeichen</translation>
    </message>
    <message>
        <source>Nothing is filtered now</source>
        <translation>Zurzeit ist nichts gefiltert</translation>
    </message>
    <message>
        <source>There are %1 already; delete one first</source>
        <translation>Es gibt schon %1; bitte erst eine löschen</translation>
    </message>
    <message>
        <source>“%1” is there already</source>
        <translation>„%1“ gibt es schon</translation>
    </message>
</context>
<context>
    <name>inferno::models::ScheduleBuilder</name>
    <message>
        <source>Only the weekday</source>
        <translation>Nur der Wochentag</translation>
    </message>
    <message>
        <source>Run at %1</source>
        <translation>Um %1 ausführen</translation>
    </message>
    <message>
        <source>Use */%1</source>
        <translation>*/%1 verwenden</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>Jeden Tag</translation>
    </message>
    <message>
        <source>This never fires</source>
        <translation>Das löst nie aus</translation>
    </message>
    <message>
        <source>Day and weekday combine with “or”</source>
        <translation>Tag und Wochentag gelten mit „oder“</translation>
    </message>
    <message>
        <source>The step is larger than its range</source>
        <translation>Der Schritt ist größer als sein Bereich</translation>
    </message>
    <message>
        <source>The steps are not even</source>
        <translation>Die Schritte sind ungleich</translation>
    </message>
    <message>
        <source>The clock skips this time</source>
        <translation>Die Uhr überspringt diese Zeit</translation>
    </message>
    <message>
        <source>The clock repeats this time</source>
        <translation>Die Uhr wiederholt diese Zeit</translation>
    </message>
    <message>
        <source>Clocks go forward</source>
        <translation>Vorgestellt</translation>
    </message>
    <message>
        <source>Clocks go back</source>
        <translation>Zurückgestellt</translation>
    </message>
    <message>
        <source>%1 becomes %2</source>
        <translation>%1 wird %2</translation>
    </message>
    <message>
        <source>%1: the rest is every value</source>
        <translation>%1: der Rest ist jeder Wert</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <extracomment>A value that is wrong, and what it shall be instead.</extracomment>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>%1 added, %2 removed against what is saved</source>
        <translation>%1 hinzugefügt, %2 entfernt gegenüber dem Gespeicherten</translation>
    </message>
    <message>
        <source>the same as what is saved</source>
        <translation>gleich dem Gespeicherten</translation>
    </message>
    <message>
        <source>It starts every minute</source>
        <translation>Er startet jede Minute</translation>
    </message>
    <message>
        <source>That is 1,440 runs a day, each with its record and its log.</source>
        <translation>Das sind 1.440 Läufe am Tag, jeder mit Eintrag und Log.</translation>
    </message>
    <message>
        <source>Use */15</source>
        <translation>*/15 verwenden</translation>
    </message>
    <message>
        <source>Use minute %1</source>
        <translation>Minute %1 verwenden</translation>
    </message>
    <message>
        <source>A crowded minute</source>
        <translation>Eine überfüllte Minute</translation>
    </message>
    <message numerus="yes">
        <source>On %1 at %2 %n other job(s) start in the same minute, and %3 may run at once: some will wait.</source>
        <translation>
            <numerusform>Am %1 um %2 startet %n anderer Job in derselben Minute, und %3 dürfen gleichzeitig laufen: manche werden warten.</numerusform>
            <numerusform>Am %1 um %2 starten %n andere Jobs in derselben Minute, und %3 dürfen gleichzeitig laufen: manche werden warten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Require both</source>
        <translation>Beides verlangen</translation>
    </message>
    <message>
        <source>cron can ask for both only with day 1 or Sunday among them</source>
        <translation>cron kann beides nur verlangen, wenn Tag 1 oder Sonntag dabei ist</translation>
    </message>
    <message>
        <source>both: next on %1</source>
        <extracomment>When it would run if a day had to fit both the day of the month and the weekday, or only one of them.</extracomment>
        <translation>beides: nächster am %1</translation>
    </message>
    <message>
        <source>either: next on %1</source>
        <translation>eines von beiden: nächster am %1</translation>
    </message>
</context>
<context>
    <name>inferno::models::ScheduleTrial</name>
    <message numerus="yes">
        <source>%n start(s)</source>
        <extracomment>How many times of a schedule start a run; %n is the number, and so with those below.</extracomment>
        <translation>
            <numerusform>%n Start</numerusform>
            <numerusform>%n Starts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n beside another</source>
        <translation>
            <numerusform>%n neben einem anderen</numerusform>
            <numerusform>%n neben einem anderen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wait(s) for the run before</source>
        <translation>
            <numerusform>%n wartet auf den Lauf davor</numerusform>
            <numerusform>%n warten auf den Lauf davor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n end(s) the run before</source>
        <translation>
            <numerusform>%n beendet den Lauf davor</numerusform>
            <numerusform>%n beenden den Lauf davor</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n skipped: the run before goes on</source>
        <translation>
            <numerusform>%n ausgelassen: der Lauf davor dauert an</numerusform>
            <numerusform>%n ausgelassen: der Lauf davor dauert an</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in a blackout</source>
        <translation>
            <numerusform>%n in einer Sperrzeit</numerusform>
            <numerusform>%n in einer Sperrzeit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n missed</source>
        <translation>
            <numerusform>%n verpasst</numerusform>
            <numerusform>%n verpasst</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n made up for</source>
        <translation>
            <numerusform>%n nachgeholt</numerusform>
            <numerusform>%n nachgeholt</numerusform>
        </translation>
    </message>
    <message>
        <source>write a time such as 90s, 15m or 1h30m</source>
        <translation>eine Dauer wie 90s, 15m oder 1h30m</translation>
    </message>
    <message numerus="yes">
        <source>%n not started</source>
        <extracomment>Of the times of a schedule on one day: so many start no run.</extracomment>
        <translation>
            <numerusform>%n nicht gestartet</numerusform>
            <numerusform>%n nicht gestartet</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is due in this time</source>
        <translation>In dieser Zeit steht nichts an</translation>
    </message>
    <message>
        <source>only the first %1 times</source>
        <translation>nur die ersten %1 Zeiten</translation>
    </message>
</context>
<context>
    <name>inferno::models::ServiceFacts</name>
    <message>
        <source>infernod is running</source>
        <translation>infernod läuft</translation>
    </message>
    <message>
        <source>infernod is running, its queue is paused</source>
        <translation>infernod läuft, die Warteschlange ist angehalten</translation>
    </message>
    <message>
        <source>infernod is starting</source>
        <translation>infernod startet</translation>
    </message>
    <message>
        <source>Looking for infernod</source>
        <translation>Suche nach infernod</translation>
    </message>
    <message>
        <source>infernod does not answer</source>
        <translation>infernod antwortet nicht</translation>
    </message>
    <message>
        <source>for %1</source>
        <extracomment>How long the service has been running: &quot;for 12 d 4 h&quot;.</extracomment>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>On this computer, also without this window</source>
        <translation>Auf diesem Rechner, auch ohne dieses Fenster</translation>
    </message>
    <message>
        <source>At %1</source>
        <translation>Unter %1</translation>
    </message>
    <message>
        <source>version %1, this window is %2</source>
        <translation>Version %1, dieses Fenster ist %2</translation>
    </message>
    <message>
        <source>version %1, same as this window</source>
        <translation>Version %1, wie dieses Fenster</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message numerus="yes">
        <source>Of all %n core(s) of the computer, by everybody</source>
        <translation>
            <numerusform>Von %n Kern des Rechners, durch alle Programme</numerusform>
            <numerusform>Von allen %n Kernen des Rechners, durch alle Programme</numerusform>
        </translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>%1 of the computer&apos;s %2, by everybody</source>
        <translation>%1 von %2 des Rechners, durch alle Programme</translation>
    </message>
    <message>
        <source>Jobs running</source>
        <translation>Laufende Jobs</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Workers that are busy, and how many there are</source>
        <translation>Beschäftigte Worker und ihre Anzahl</translation>
    </message>
    <message>
        <source>Vault writes</source>
        <translation>Tresor schreibt</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>noch keine</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>Events a second, since this page is open</source>
        <translation>Ereignisse je Sekunde, seit diese Seite offen ist</translation>
    </message>
    <message>
        <source>this computer only</source>
        <translation>nur dieser Rechner</translation>
    </message>
    <message>
        <source>API, inference</source>
        <translation>API, Inferenz</translation>
    </message>
    <message>
        <source>HTTP, token needed</source>
        <translation>HTTP, Token nötig</translation>
    </message>
    <message>
        <source>Inference</source>
        <translation>Inferenz</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>Vorhersagen</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>TorchServe&apos;s management</source>
        <translation>TorchServes Verwaltung</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>Metriken</translation>
    </message>
    <message>
        <source>Prometheus</source>
        <translation>Prometheus</translation>
    </message>
    <message>
        <source>listening</source>
        <translation>lauscht</translation>
    </message>
    <message>
        <source>shut</source>
        <translation>geschlossen</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>of %1 used</source>
        <translation>von %1 belegt</translation>
    </message>
    <message>
        <source>%1 free</source>
        <translation>%1 frei</translation>
    </message>
    <message>
        <source>Vault</source>
        <translation>Tresor</translation>
    </message>
    <message>
        <source>Output of runs</source>
        <translation>Ausgabe der Läufe</translation>
    </message>
    <message>
        <source>Work of jobs</source>
        <translation>Arbeit der Jobs</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>Log of the service</source>
        <translation>Log des Dienstes</translation>
    </message>
    <message>
        <source>All other folders</source>
        <translation>Alle anderen Ordner</translation>
    </message>
    <message>
        <source>Others on this disk</source>
        <translation>Anderes auf dieser Platte</translation>
    </message>
    <message>
        <source>a passphrase</source>
        <translation>eine Passphrase</translation>
    </message>
    <message>
        <source>the key file</source>
        <translation>die Schlüsseldatei</translation>
    </message>
    <message>
        <source>Vault keys</source>
        <translation>Tresorschlüssel</translation>
    </message>
    <message>
        <source>version %1</source>
        <translation>Version %1</translation>
    </message>
    <message>
        <source>made %1</source>
        <translation>erzeugt %1</translation>
    </message>
    <message>
        <source>new %1</source>
        <translation>neu %1</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>In Ordnung</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Key file</source>
        <translation>Schlüsseldatei</translation>
    </message>
    <message>
        <source>known to people</source>
        <translation>Personen bekannt</translation>
    </message>
    <message>
        <source>opens the vault after each start</source>
        <translation>öffnet den Tresor nach jedem Start</translation>
    </message>
    <message>
        <source>opens the vault by itself</source>
        <translation>öffnet den Tresor</translation>
    </message>
    <message>
        <source>Signing key</source>
        <translation>Signaturschlüssel</translation>
    </message>
    <message>
        <source>signs checkpoints</source>
        <translation>signiert Prüfpunkte</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>This window</source>
        <translation>Dieses Fenster</translation>
    </message>
    <message>
        <source>Qt</source>
        <translation>Qt</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>Instanz</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>Started</source>
        <translation>Gestartet</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>Datenordner</translation>
    </message>
    <message>
        <source>Its log</source>
        <translation>Sein Log</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>Rechner</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n core(s), %2</source>
        <translation>
            <numerusform>%1, %n Kern, %2</numerusform>
            <numerusform>%1, %n Kerne, %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Graphics</source>
        <translation>Grafik</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
</context>
<context>
    <name>inferno::models::SettingsList</name>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Light, dark, or as the desktop is now.</source>
        <translation>Hell, dunkel oder wie der Desktop gerade.</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>Dichte</translation>
    </message>
    <message>
        <source>How high rows of lists and tables are.</source>
        <translation>Wie hoch Zeilen von Listen und Tabellen sind.</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Kompakt</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>Spacious</source>
        <translation>Großzügig</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Of text and controls, when the window is opened again.</source>
        <translation>Von Text und Bedienelementen, nach erneutem Öffnen des Fensters.</translation>
    </message>
    <message>
        <source>As the system</source>
        <extracomment>A choice of language: that of the operating system.</extracomment>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Of words, dates and numbers, when the window is opened again.</source>
        <translation>Von Texten, Daten und Zahlen, nach erneutem Öffnen des Fensters.</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <translation>Bewegung reduzieren</translation>
    </message>
    <message>
        <source>Nothing moves, fades or turns.</source>
        <translation>Nichts bewegt, blendet oder dreht sich.</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>eingebaut</translation>
    </message>
    <message>
        <source>%1, line %2</source>
        <translation>%1, Zeile %2</translation>
    </message>
    <message>
        <source>%1 has the last word: change it there</source>
        <translation>%1 hat das letzte Wort: bitte dort ändern</translation>
    </message>
    <message>
        <source>A folder in use is moved while the service is stopped</source>
        <translation>Ein benutzter Ordner wird bei beendetem Dienst verschoben</translation>
    </message>
    <message>
        <source>Change it in inferno.toml or on the command line</source>
        <translation>Bitte in inferno.toml oder auf der Befehlszeile ändern</translation>
    </message>
    <message>
        <source>Kept, without effect: what it sets is not built yet</source>
        <translation>Gespeichert, ohne Wirkung: was es einstellt, gibt es noch nicht</translation>
    </message>
    <message>
        <source>set</source>
        <translation>gesetzt</translation>
    </message>
    <message>
        <source>not set</source>
        <translation>nicht gesetzt</translation>
    </message>
    <message>
        <source>on</source>
        <translation>an</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>leer</translation>
    </message>
    <message>
        <source>%1 was not changed</source>
        <translation>%1 wurde nicht geändert</translation>
    </message>
    <message>
        <source>%1: from the next start of the service</source>
        <translation>%1: ab dem nächsten Start des Dienstes</translation>
    </message>
    <message>
        <source>%1 is changed</source>
        <translation>%1 ist geändert</translation>
    </message>
    <message>
        <source>%1 is as it was</source>
        <translation>%1 ist wie zuvor</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>Hoher Kontrast</translation>
    </message>
    <message>
        <source>High contrast, light</source>
        <translation>Hoher Kontrast, hell</translation>
    </message>
    <message>
        <source>No setting is called that</source>
        <translation>So heißt keine Einstellung</translation>
    </message>
</context>
<context>
    <name>inferno::models::SettingsPage</name>
    <message>
        <source>Search</source>
        <translation>Suche</translation>
    </message>
    <message numerus="yes">
        <source>%n setting(s)</source>
        <extracomment>How many settings a search found.</extracomment>
        <translation>
            <numerusform>%n Einstellung</numerusform>
            <numerusform>%n Einstellungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) need(s) a restart</source>
        <extracomment>Changed settings that count only after the service has been started again.</extracomment>
        <translation>
            <numerusform>%n Änderung braucht einen Neustart</numerusform>
            <numerusform>%n Änderungen brauchen einen Neustart</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n changed</source>
        <extracomment>Settings of a category that are not as they were at first.</extracomment>
        <translation>
            <numerusform>%n geändert</numerusform>
            <numerusform>%n geändert</numerusform>
        </translation>
    </message>
    <message>
        <source>There are no new keys</source>
        <translation>Es gibt keine neuen Schlüssel</translation>
    </message>
    <message>
        <source>A new key signs from now on</source>
        <translation>Ab jetzt signiert ein neuer Schlüssel</translation>
    </message>
    <message>
        <source>The vault has new keys: version %1</source>
        <translation>Der Tresor hat neue Schlüssel: Version %1</translation>
    </message>
</context>
<context>
    <name>inferno::models::VaultCheck</name>
    <message>
        <source>The vault could not be verified</source>
        <translation>Der Tresor konnte nicht geprüft werden</translation>
    </message>
    <message>
        <source>The verification could not be stopped</source>
        <translation>Die Prüfung konnte nicht abgebrochen werden</translation>
    </message>
    <message>
        <source>%1 at byte %2</source>
        <translation>%1 bei Byte %2</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Under a signed checkpoint</source>
        <translation>Unter einem signierten Prüfpunkt</translation>
    </message>
    <message>
        <source>Unanchored tail</source>
        <translation>Unverankertes Ende</translation>
    </message>
    <message>
        <source>Sealed</source>
        <translation>Versiegelt</translation>
    </message>
    <message>
        <source>Root</source>
        <translation>Wurzel</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Begins</source>
        <translation>Beginnt</translation>
    </message>
    <message>
        <source>%1 of %2, %3 events</source>
        <translation>%1 von %2, %3 Ereignisse</translation>
    </message>
    <message>
        <source>The vault is whole</source>
        <translation>Der Tresor ist unversehrt</translation>
    </message>
    <message>
        <source>The last write was cut off</source>
        <translation>Der letzte Schreibvorgang brach ab</translation>
    </message>
    <message>
        <source>Parts were erased on request</source>
        <translation>Teile wurden auf Verlangen gelöscht</translation>
    </message>
    <message>
        <source>Old parts were pruned</source>
        <translation>Alte Teile wurden entfernt</translation>
    </message>
    <message>
        <source>The vault has been altered</source>
        <translation>Der Tresor wurde verändert</translation>
    </message>
    <message>
        <source>Parts of the vault are missing</source>
        <translation>Teile des Tresors fehlen</translation>
    </message>
    <message>
        <source>The vault was rolled back to an older state</source>
        <translation>Der Tresor wurde auf einen älteren Stand zurückgesetzt</translation>
    </message>
    <message>
        <source>A key is not available</source>
        <translation>Ein Schlüssel ist nicht verfügbar</translation>
    </message>
    <message>
        <source>%1 events, level %2, in %3</source>
        <translation>%1 Ereignisse, Stufe %2, in %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>inferno::ui::GraphCanvasItem</name>
    <message>
        <source>There is nothing to write</source>
        <translation>Es gibt nichts zu schreiben</translation>
    </message>
    <message>
        <source>%1 could not be written</source>
        <translation>%1 konnte nicht geschrieben werden</translation>
    </message>
    <message>
        <source>The name of the file must end with .svg, .png or .pdf</source>
        <translation>Der Dateiname muss auf .svg, .png oder .pdf enden</translation>
    </message>
</context>
</TS>
