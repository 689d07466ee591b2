// SPDX-License-Identifier: GPL-3.0-or-later
// Every line that the palette shows is typed into a shell, with the real command line and the real service: what the
// window says can be copied is what the command line takes, and it does the same.
#include <QCoreApplication>
#include <QTest>

#include "core/base/clock.h"
#include "models/app_state.h"
#include "models/audit_page.h"
#include "models/client_backend.h"
#include "models/job_store.h"
#include "models/palette_model.h"
#include "models/settings_page.h"
#include "tests/e2e/cli_runner.h"

using namespace inferno;
using namespace inferno::models;
using namespace inferno::tests;
using namespace Qt::StringLiterals;

namespace {
constexpr int kPatienceMs = 60'000;
constexpr int kWrongArguments = 2;
} // namespace

class TestCommandLines : public QObject {
    Q_OBJECT

private:
    std::unique_ptr<CliRunner> cli_;
    SystemClock clock_;
    std::unique_ptr<ClientBackend> backend_;
    std::unique_ptr<AppState> app_;
    std::unique_ptr<PaletteModel> palette_;

    const Command& command(const char* id) const {
        return *std::ranges::find(palette_->commands(), QLatin1String(id), &Command::id);
    }
    /// As somebody pastes it.
    CliRunner::Answer typed(const QString& line) const {
        QProcess shell;
        QProcessEnvironment environment = ServiceProcess::environment();
        const QString folder = QFileInfo(ServiceProcess::program("inferno")).path();
        environment.insert(u"PATH"_s, folder + u':' + environment.value(u"PATH"_s));
        environment.insert(u"INFERNO_HOME"_s, cli_->dataDir());
        environment.insert(u"XDG_STATE_HOME"_s, cli_->path(u"state"_s));
        shell.setProcessEnvironment(environment);
        shell.start(u"/bin/sh"_s, {u"-c"_s, line});
        shell.closeWriteChannel();
        if (!shell.waitForFinished(kPatienceMs))
            return {-1, {}, u"it did not end"_s};
        return {shell.exitCode(), shell.readAllStandardOutput(), QString::fromUtf8(shell.readAllStandardError())};
    }
    bool done(const char* id, const QStringList& values) const {
        const QString line = commandLine(command(id), values);
        const auto answer = typed(line);
        if (answer.code != 0)
            qWarning("%s: %d %s%s", qPrintable(line), answer.code, answer.out.constData(), qPrintable(answer.err));
        return answer.code == 0;
    }
    const client::Job* job(const char* name) const { return app_->jobStore().byName(QLatin1String(name)); }

private Q_SLOTS:
    void init() {
        cli_ = std::make_unique<CliRunner>();
        QVERIFY(cli_->start());
        client::Target target;
        target.by = client::ChosenBy::DataDir;
        target.dataDir = cli_->dataDir().toStdString();
        backend_ = std::make_unique<ClientBackend>(target, ServiceProcess::program());
        app_ = std::make_unique<AppState>(*backend_, clock_,
                                          AppState::Options{QTimeZone::utc(), u"me"_s, QString(), false});
        palette_ = std::make_unique<PaletteModel>();
        palette_->setApp(app_.get());
        app_->start();
        QTRY_VERIFY_WITH_TIMEOUT(app_->connected(), kPatienceMs);
        palette_->restart();
        auto& settings = *qobject_cast<SettingsPage*>(app_->pageObject(u"settings"_s))->settings();
        QTRY_VERIFY_WITH_TIMEOUT(settings.wasRead(), kPatienceMs);
    }
    void cleanup() {
        palette_.reset();
        app_.reset();
        backend_.reset();
        cli_.reset(); // stops the service
    }

    void jobsAndTheQueue() {
        QCOMPARE(cli_->done(u"batch-queue create --name plain --command true --no-run"_s).code, 0);
        QCOMPARE(cli_->run({u"batch-queue"_s, u"create"_s, u"--name"_s, u"nightly"_s, u"--command"_s, u"true"_s,
                            u"--schedule"_s, u"15 2 * * *"_s})
                     .code,
                 0);
        QCOMPARE(cli_->run({u"batch-queue"_s, u"create"_s, u"--name"_s, u"broken"_s, u"--command"_s, u"exit 3"_s}).code,
                 0);
        QTRY_VERIFY_WITH_TIMEOUT(job("nightly") && job("broken") && job("plain"), kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(JobStore::shownStatus(*job("broken")), u"failed"_s, kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(!job("nightly")->next_run.empty(), kPatienceMs);

        QVERIFY(done("job.skip", {u"nightly"_s}));
        QVERIFY(done("job.disable", {u"nightly"_s}));
        QTRY_VERIFY_WITH_TIMEOUT(!job("nightly")->definition.enabled, kPatienceMs);
        QVERIFY(done("job.enable", {u"nightly"_s}));
        QTRY_VERIFY_WITH_TIMEOUT(job("nightly")->definition.enabled, kPatienceMs);
        QVERIFY(done("job.show", {u"nightly"_s}));
        QVERIFY(done("job.retry", {u"broken"_s}));
        QVERIFY(done("queue.pause", {}));
        QTRY_VERIFY_WITH_TIMEOUT(app_->queuePaused(), kPatienceMs);
        QVERIFY(done("job.run", {u"plain"_s}));
        QTRY_COMPARE_WITH_TIMEOUT(QString::fromStdString(job("plain")->status), u"queued"_s, kPatienceMs);
        QVERIFY(done("job.stop", {u"plain"_s}));
        QTRY_VERIFY_WITH_TIMEOUT(job("plain")->status != "queued", kPatienceMs);
        QVERIFY(done("queue.resume", {}));
        QTRY_VERIFY_WITH_TIMEOUT(!app_->queuePaused(), kPatienceMs);
        QVERIFY(done("job.delete", {u"plain"_s}));
        QTRY_VERIFY_WITH_TIMEOUT(!job("plain"), kPatienceMs);
    }

    // A job that was deleted in the window comes back as it was, and is not run for that.
    void whatIsTakenBackIsTheServices() {
        QCOMPARE(cli_->run({u"batch-queue"_s, u"create"_s, u"--name"_s, u"keep"_s, u"--command"_s, u"true"_s,
                            u"--tag"_s, u"a"_s, u"--no-run"_s, u"--retry-attempts"_s, u"2"_s})
                     .code,
                 0);
        QTRY_VERIFY_WITH_TIMEOUT(job("keep"), kPatienceMs);
        app_->deleteJob(u"keep"_s);
        QTRY_VERIFY_WITH_TIMEOUT(!job("keep"), kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(cli_->run({u"batch-queue"_s, u"show"_s, u"keep"_s}).code, 3, kPatienceMs);
        app_->undo();
        QTRY_VERIFY_WITH_TIMEOUT(job("keep"), kPatienceMs);
        const QJsonObject back = cli_->json(u"batch-queue show keep"_s);
        QCOMPARE(back.value(u"command"_s).toString(), u"true"_s);
        QCOMPARE(back.value(u"retry_attempts"_s).toInt(), 2);
        QCOMPARE(back.value(u"tags"_s).toArray(), QJsonArray{u"a"_s});
        QVERIFY(back.value(u"runs"_s).toArray().isEmpty());
        app_->redo();
        QTRY_VERIFY_WITH_TIMEOUT(!job("keep"), kPatienceMs);
    }

    void theVault() {
        for (const char* level : {"structure", "ciphertext", "full"})
            QVERIFY(done("vault.verify", {QLatin1String(level)}));
        const QString file = cli_->path(u"it's all.csv"_s); // a name that needs quotes
        QVERIFY(done("vault.export", {u"csv"_s, file}));
        QVERIFY(QFileInfo(file).size() > 0);
        const QString bundle = cli_->path(u"evidence.tar.zst"_s);
        if (QFileInfo::exists(ServiceProcess::program("inferno-unpack"))) {
            QVERIFY(done("vault.export", {u"evidence"_s, bundle}));
            QVERIFY(QFileInfo(bundle).size() > 0);
        }
        QVERIFY(done("vault.rotate", {}));
        QVERIFY(done("vault.rotate-signing", {}));
        // With words in the query there is no such line, and none is shown.
        qobject_cast<AuditPage*>(app_->pageObject(u"audit"_s))->filter()->setText(u"user:mara"_s);
        QCOMPARE(commandLine(command("vault.export"), {u"csv"_s, file}), QString());
    }

    // Every setting that can be changed, to what it is now.
    void settings() {
        auto& settings = *qobject_cast<SettingsPage*>(app_->pageObject(u"settings"_s))->settings();
        int lines = 0;
        for (const auto& one : settings.changeable()) {
            const QString line = commandLine(command("settings.change"), {one.key, one.value});
            if (line.isEmpty() || one.value.isEmpty())
                continue;
            const auto answer = typed(line);
            QVERIFY2(answer.code == 0, qPrintable(line + u": "_s + answer.err));
            ++lines;
        }
        QVERIFY(lines > 20);
    }

    // No model is there, so that none is found; but the words are right.
    void modelsAndTheRest() {
        const std::map<const char*, QStringList> values{{"model.default", {u"fraud"_s, u"1.2"_s}},
                                                        {"model.split", {u"fraud"_s, u"1.2=90 1.3=10"_s}},
                                                        {"model.rollback", {u"fraud"_s}},
                                                        {"model.unload", {u"fraud"_s, u"1.2"_s}},
                                                        {"model.show", {u"fraud"_s}},
                                                        {"model.load", {u"fraud"_s, u"1.2"_s}}};
        for (const auto& [id, given] : values) {
            const QString line = commandLine(command(id), given);
            const auto answer = typed(line);
            QVERIFY2(answer.code > kWrongArguments || answer.err.contains(u"The model cannot be used"_s),
                     qPrintable(u"%1: %2 %3"_s.arg(line).arg(answer.code).arg(answer.err)));
        }
        QVERIFY(done("vault.unlock", {}) || typed(commandLine(command("vault.unlock"), {})).code != kWrongArguments);
        QVERIFY(done("service.start", {}));
        QVERIFY(done("service.stop", {}));
    }

    // Those that are not tried above have at least a help of their own.
    void everyLineHasItsHelp() {
        for (const Command& one : palette_->commands()) {
            QStringList values;
            for (const CommandStep& step : one.steps) {
                const auto choices = step.choices ? step.choices(values) : QList<CommandStep::Choice>();
                values.append(choices.isEmpty() ? step.parameter : choices.first().value);
            }
            const QString line = commandLine(one, values);
            if (line.isEmpty())
                continue;
            const auto answer = typed(line + u" --help"_s);
            QVERIFY2(answer.code == 0 && answer.out.contains("inferno"), qPrintable(line + u": "_s + answer.err));
        }
    }
};

QTEST_GUILESS_MAIN(TestCommandLines)
#include "tst_command_lines.moc"
