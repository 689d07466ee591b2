// SPDX-License-Identifier: GPL-3.0-or-later
#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include "models/audit_page.h"
#include "models/fakes/fake_backend.h"
#include "models/job_store.h"
#include "models/jobs_page.h"
#include "models/models_page.h"
#include "models/palette_model.h"
#include "models/settings_page.h"

using namespace inferno;
using namespace inferno::models;
using namespace Qt::StringLiterals;
using Mood = FakeBackend::Mood;

/// The command palette against the sample: what is found, how commands ask for what they need, what is told before
/// anything is done, and what is kept.
class TestPalette : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<FakeBackend> backend_;
    std::unique_ptr<AppState> app_;
    std::unique_ptr<PaletteModel> palette_;
    std::unique_ptr<QAbstractItemModelTester> tester_;

    PaletteModel& palette() { return *palette_; }
    template <typename Page>
    Page& page(const char* id) {
        return *qobject_cast<Page*>(app_->pageObject(QLatin1String(id)));
    }
    QString field(int row, PaletteModel::Role role) {
        return palette().data(palette().index(row), int(role)).toString();
    }
    QStringList titles() {
        QStringList all;
        for (int row = 0; row < palette().count(); ++row)
            all.append(field(row, PaletteModel::Role::PlainTitle));
        return all;
    }
    int rowOf(const QString& title) { return int(titles().indexOf(title)); }
    /// Types, and takes the row of this name.
    bool take(const QString& query, const QString& title) {
        palette().setQuery(query);
        const int row = rowOf(title);
        return row >= 0 && palette().activate(row);
    }
    void open(Mood mood) {
        tester_.reset();
        palette_.reset();
        app_.reset();
        backend_ = std::make_unique<FakeBackend>(mood);
        AppState::Options options{QTimeZone("Europe/Berlin"), u"mara.keller"_s, u"0.1.0"_s, true};
        app_ = std::make_unique<AppState>(*backend_, FakeBackend::clock(), options);
        palette_ = std::make_unique<PaletteModel>();
        palette_->setApp(app_.get());
        tester_ = std::make_unique<QAbstractItemModelTester>(palette_.get(),
                                                             QAbstractItemModelTester::FailureReportingMode::QtTest);
        app_->start();
    }
    void openReady() {
        open(Mood::Normal);
        QTRY_VERIFY(app_->connected() && !app_->jobNames().isEmpty());
        palette().restart();
        QTRY_VERIFY(!page<ModelsPage>("models").all().isEmpty());
        QTRY_VERIFY(page<SettingsPage>("settings").settings()->wasRead());
        palette().restart();
    }
    bool isEnabled(const char* job) { return app_->jobStore().byName(QLatin1String(job))->definition.enabled; }

private Q_SLOTS:
    void init() { openReady(); }
    void cleanup() {
        tester_.reset();
        palette_.reset();
        app_.reset();
        backend_.reset();
    }

    void everythingIsFound() {
        palette().setQuery(u"gra"_s);
        QCOMPARE(titles().first(), u"Graph"_s);
        QCOMPARE(field(0, PaletteModel::Role::Title), u"<b>Gra</b>ph"_s);
        QCOMPARE(field(0, PaletteModel::Role::Keys), u"Ctrl+3"_s);
        QVERIFY(palette().activate(0));
        QCOMPARE(app_->currentPage(), u"graph"_s);
        palette().setQuery(u"embedding_ref"_s);
        QCOMPARE(titles().first(), u"embedding_refresh"_s);
        QVERIFY(field(0, PaletteModel::Role::Context).startsWith(u"Job"_s));
        palette().setQuery(u"fraud 1.2"_s);
        QCOMPARE(titles().first(), u"fraud_detection 1.2"_s);
        palette().setQuery(u"least level of taken"_s);
        QCOMPARE(titles().first(), u"Least level of taken events"_s);
        QVERIFY(!palette().activate(0)); // asks to what
        QCOMPARE(palette().crumbs(), (QStringList{u"Change a setting"_s, u"Least level of taken events"_s}));
    }

    void signsNarrow() {
        palette().setQuery(u">run"_s);
        QCOMPARE(titles().first(), u"Run job…"_s);
        QVERIFY(!titles().contains(u"Graph"_s));
        palette().setQuery(u"@"_s);
        QCOMPARE(palette().count(), std::min<qsizetype>(50, app_->jobNames().size()));
        QCOMPARE(titles().first(), app_->jobNames().first());
        palette().setQuery(u"#"_s);
        QVERIFY(palette().count() > 2);
        const QString tag = titles().first();
        QVERIFY(palette().activate(0));
        QCOMPARE(app_->currentPage(), u"jobs"_s);
        QCOMPARE(page<JobsPage>("jobs").tokens()->at(0, u"value"_s).toString(), tag);
        QVERIFY(page<JobsPage>("jobs").shown() > 0);
        page<JobsPage>("jobs").clearFilters();

        palette().setQuery(u"?"_s);
        QSignalSpy asked(&palette(), &PaletteModel::asked);
        QVERIFY(!palette().activate(1));
        QCOMPARE(asked.last().at(0).toString(), u">"_s);
        QVERIFY(titles().contains(u"Run job…"_s));
    }

    void aPlaceIsGoneTo() {
        palette().setQuery(u":4,210,980"_s);
        QCOMPARE(palette().count(), 1);
        QVERIFY(palette().activate(0));
        QCOMPARE(app_->currentPage(), u"audit"_s);
        palette().setQuery(u":2026-03-26"_s);
        QCOMPARE(palette().count(), 2);
        QVERIFY(palette().activate(0));
        QCOMPARE(app_->currentPage(), u"calendar"_s);
        palette().setQuery(u":2"_s);
        QVERIFY(field(0, PaletteModel::Role::PlainTitle).startsWith(u"Row 2 of the jobs"_s));
        QVERIFY(palette().activate(0));
        QCOMPARE(page<JobsPage>("jobs").selected(), page<JobsPage>("jobs").nameAt(1));
        palette().setQuery(u":soon"_s);
        QCOMPARE(palette().count(), 0);
    }

    void aCommandAsksForWhatItNeeds() {
        palette().setQuery(u">pause job"_s);
        QVERIFY(!palette().activate(0));
        QCOMPARE(palette().crumbs(), QStringList{u"Pause job"_s});
        QCOMPARE(palette().question(), u"which job?"_s);
        QCOMPARE(palette().query(), QString());
        QVERIFY(isEnabled("sla_digest"));
        QVERIFY(take(u"sla"_s, u"sla_digest"_s));
        QTRY_VERIFY(!isEnabled("sla_digest"));
        QCOMPARE(palette().crumbs(), QStringList()); // at its beginning again
        // The other way round it is a choice with a reason now.
        palette().setQuery(u">pause job"_s);
        palette().activate(0);
        palette().setQuery(u"sla_digest"_s);
        QCOMPARE(field(0, PaletteModel::Role::Reason), u"it is paused already"_s);
        QVERIFY(!palette().activate(0));
        QCOMPARE(palette().question(), u"which job?"_s);
        // Service state is what is undone and done again.
        QTRY_COMPARE(app_->undoText(), u"sla_digest is paused: nothing starts it"_s);
        app_->undo();
        QTRY_VERIFY(isEnabled("sla_digest"));
        app_->redo();
        QTRY_VERIFY(!isEnabled("sla_digest"));
    }

    void backGoesOneStep() {
        palette().setQuery(u">make a version"_s);
        palette().activate(0);
        QVERIFY(!take({}, u"fraud_detection"_s));
        QCOMPARE(palette().crumbs(), (QStringList{u"Make a version the default"_s, u"fraud_detection"_s}));
        QCOMPARE(palette().question(), u"which version?"_s);
        QVERIFY(palette().back());
        QCOMPARE(palette().question(), u"which model?"_s);
        QVERIFY(palette().back());
        QCOMPARE(palette().crumbs(), QStringList());
        QVERIFY(!palette().back());
    }

    void typedValuesAreChecked() {
        palette().setQuery(u">split the requests"_s);
        palette().activate(0);
        QVERIFY(!take({}, u"fraud_detection"_s));
        QCOMPARE(palette().query(), u"1.2=100"_s); // as it is now
        palette().setQuery(u"1.2=90 1.9=10"_s);
        QCOMPARE(palette().count(), 1);
        QCOMPARE(field(0, PaletteModel::Role::Reason), u"no version 1.9 is loaded"_s);
        QCOMPARE(palette().line(), QString()); // nothing to copy that would be refused
        QVERIFY(!palette().activate(0));
        palette().setQuery(u"1.2=90 1.3=ten"_s);
        QCOMPARE(field(0, PaletteModel::Role::Reason), u"“1.3=ten” is not VERSION=WEIGHT"_s);
        palette().setQuery(u"1.2=70 1.3=30"_s);
        QCOMPARE(palette().line(), u"inferno models split fraud_detection 1.2=70 1.3=30"_s);
        QVERIFY(palette().activate(0));
        QTRY_COMPARE(backend_->sampleModels().splits.at("fraud_detection").weights.at("1.3"), 30);
    }

    void settingsAreChangedByTheirType() {
        auto& settings = *page<SettingsPage>("settings").settings();
        const auto valueOf = [&](const QString& key) {
            for (const auto& one : settings.changeable())
                if (one.key == key)
                    return one.value;
            return QString();
        };
        palette().setQuery(u"port of the api"_s);
        palette().setQuery(u">change a setting"_s);
        palette().activate(0);
        palette().setQuery(u"api.port"_s);
        QVERIFY(!palette().activate(0));
        palette().setQuery(u"99999"_s);
        QVERIFY(!field(0, PaletteModel::Role::Reason).isEmpty());
        QVERIFY(!palette().activate(0));
        palette().setQuery(u"9090"_s);
        QCOMPARE(palette().line(), u"inferno config set api.port 9090"_s);
        QVERIFY(palette().lineComplete());
        QVERIFY(palette().activate(0));
        QTRY_COMPARE(valueOf(u"api.port"_s), u"9090"_s);
        // Choices where there are some; the window's own have no line.
        palette().setQuery(u">theme"_s);
        palette().activate(0);
        QVERIFY(titles().contains(u"Dark"_s));
        QCOMPARE(palette().line(), QString());
        QSignalSpy chosen(&app_->appearance(), &Appearance::chosen);
        QVERIFY(take(u"dark"_s, u"Dark"_s));
        QCOMPARE(chosen.size(), 1);
        // A secret is never asked for here.
        for (const auto& one : settings.changeable())
            QVERIFY2(!one.key.contains(u"secret"_s) && !one.key.contains(u"password"_s), qPrintable(one.key));
    }

    void whatCannotBeUndoneIsAskedOnce() {
        QVERIFY(app_->jobNames().contains(u"embedding_refresh"_s));
        const auto status = [&] { return JobStore::shownStatus(*app_->jobStore().byName(u"embedding_refresh"_s)); };
        QCOMPARE(status(), u"running"_s);
        const auto ask = [&] {
            palette().setQuery(u">stop job"_s);
            palette().activate(0);
            palette().setQuery(u"embedding_refresh"_s);
            QVERIFY(!palette().activate(0));
            QVERIFY(palette().sure());
        };
        ask();
        QCOMPARE(titles(), (QStringList{u"No, leave it"_s, u"Stop embedding_refresh"_s})); // Enter is harmless
        QVERIFY(palette().explanation().contains(u"killed"_s));
        QVERIFY(palette().data(palette().index(1), int(PaletteModel::Role::Danger)).toBool());
        QVERIFY(!palette().activate(0));
        QCOMPARE(palette().question(), u"which job?"_s);
        QCOMPARE(status(), u"running"_s);
        palette().restart();
        ask();
        QVERIFY(palette().activate(1));
        QTRY_VERIFY(status() != u"running"_s);
    }

    void whatItWouldDoIsToldAndNotDone() {
        palette().setQuery(u">run job"_s);
        palette().explain(0);
        QCOMPARE(palette().explanation(), u"It asks first: which job?"_s);
        QCOMPARE(palette().line(), u"inferno batch-queue run JOB"_s);
        QVERIFY(!palette().lineComplete());
        palette().activate(0);
        palette().setQuery(u"sla_digest"_s);
        QCOMPARE(palette().explanation(), QString());
        palette().explain(0);
        QVERIFY2(palette().explanation().startsWith(u"It would"_s), qPrintable(palette().explanation()));
        QVERIFY(palette().explanation().contains(u"It runs: "_s));
        QTest::qWait(20);
        QVERIFY(app_->jobStore().byName(u"sla_digest"_s)->status != "running");
        app_->pauseQueue();
        QTRY_VERIFY(app_->queuePaused());
        palette().explain(0);
        QVERIFY(palette().explanation().startsWith(u"It would wait: the queue is paused."_s));
        palette().restart();
        palette().setQuery(u"graph"_s);
        palette().explain(0);
        QCOMPARE(palette().explanation(), u"It shows something, and changes nothing."_s);
    }

    void withoutAServiceOneCanGoAround() {
        open(Mood::Offline);
        QTRY_COMPARE(app_->serviceState(), AppState::ServiceState::Unreachable);
        palette().restart();
        palette().setQuery(u"calendar"_s);
        QVERIFY(palette().activate(0));
        QCOMPARE(app_->currentPage(), u"calendar"_s);
        palette().setQuery(u">pause the queue"_s);
        QCOMPARE(field(0, PaletteModel::Role::Reason), u"the service does not answer"_s);
        QVERIFY(!palette().activate(0));
        palette().setQuery(u">start the service"_s);
        QCOMPARE(field(0, PaletteModel::Role::Reason), QString());
    }

    void theLastOnesAreKept() {
        QSignalSpy stored(&palette(), &PaletteModel::storedChanged);
        palette().setQuery(u">run job"_s);
        palette().activate(0);
        QVERIFY(take(u"sla_digest"_s, u"sla_digest"_s));
        QCOMPARE(stored.size(), 1);
        palette().restart();
        QCOMPARE(titles().first(), u"Run job ▸ sla_digest"_s);
        // What was typed is not kept: it is asked again.
        QTemporaryDir folder;
        palette().setQuery(u">export the audit"_s);
        palette().activate(0);
        QVERIFY(!take({}, u"CSV"_s));
        palette().setQuery(folder.filePath(u"events.csv"_s));
        QVERIFY(palette().activate(0));
        QTRY_VERIFY(!page<AuditPage>("audit").exporter()->errorText().isEmpty()); // the sample writes no files
        QVERIFY(!palette().stored().contains(u"events.csv"_s));
        palette().restart();
        QCOMPARE(titles().first(), u"Export the audit trail ▸ csv…"_s);
        QVERIFY(!palette().activate(0));
        QCOMPARE(palette().question(), u"to which file?"_s);
        palette().restart();
        for (int i = 0; i < 30; ++i) {
            palette().setQuery(u">show job"_s);
            palette().activate(rowOf(u"Show job…"_s));
            palette().activate(i % palette().count());
        }
        QCOMPARE(palette().stored().count(u"job."_s), qsizetype{PaletteModel::kRecentMax});
        PaletteModel other;
        other.setStored(palette().stored());
        QCOMPARE(other.stored(), palette().stored());
        other.setStored(u"nonsense"_s);
        QCOMPARE(other.stored(), QString());
    }

    void everythingThatThereIsCanBeReached() {
        QStringList ids;
        for (const Command& command : palette().commands()) {
            QVERIFY2(!ids.contains(command.id), qPrintable(command.id));
            ids.append(command.id);
            QVERIFY2(!command.title.isEmpty() && !command.icon.isEmpty() && command.run, qPrintable(command.id));
            if (!command.sure.isEmpty())
                QVERIFY2(command.effect, qPrintable(command.id)); // who is asked is told what it means
        }
        for (const char* id :
             {"job.run",      "job.retry",      "job.stop",        "job.skip",      "job.enable",   "job.disable",
              "job.delete",   "job.new",        "job.edit",        "queue.pause",   "queue.resume", "vault.verify",
              "vault.export", "vault.rotate",   "vault.unlock",    "model.default", "model.split",  "model.rollback",
              "model.load",   "model.unload",   "settings.change", "service.start", "service.stop", "service.restart",
              "window.theme", "window.density", "window.undo"})
            QVERIFY2(ids.contains(QLatin1String(id)), id);
    }

    void aDeletedJobComesBack() {
        const auto before = app_->jobStore().byName(u"sla_digest"_s)->definition;
        app_->deleteJob(u"sla_digest"_s);
        QTRY_VERIFY(!app_->jobNames().contains(u"sla_digest"_s));
        QTRY_VERIFY(app_->canUndo());
        QCOMPARE(app_->undoText(), u"Deleted sla_digest"_s);
        app_->undo();
        QTRY_VERIFY(app_->jobNames().contains(u"sla_digest"_s));
        const auto& after = app_->jobStore().byName(u"sla_digest"_s)->definition;
        QCOMPARE(after.schedules, before.schedules);
        QCOMPARE(after.command, before.command);
        app_->redo();
        QTRY_VERIFY(!app_->jobNames().contains(u"sla_digest"_s));
    }
};

QTEST_GUILESS_MAIN(TestPalette)
#include "tst_palette.moc"
