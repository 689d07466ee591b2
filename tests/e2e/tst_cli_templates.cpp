// SPDX-License-Identifier: GPL-3.0-or-later
// Jobs made of templates, by the real programs: no value ever becomes part of a command.
#include <QDir>
#include <QRegularExpression>
#include <QTest>

#include "tests/e2e/cli_runner.h"

using namespace Qt::StringLiterals;
using inferno::tests::CliRunner;

namespace {

/// What a shell would take to pieces, run, or expand, were it text.
const QString kNasty = u"it's \"so\"; touch pasted; $(touch pasted) `touch pasted` ${HOME} & | > out \\ #\nnew line"_s;

} // namespace

class TestCliTemplates : public QObject {
    Q_OBJECT

    CliRunner cli_;
    int jobs_ = 0;

    /// A folder with a name that is nasty in each part, and files that are.
    QString nastyFolder(const QString& name, const QStringList& files) {
        // The guide's template expands its folder as a pattern, in which a backslash is one.
        QString part = kNasty;
        const QString path = cli_.path(name) + u' ' + part.remove(u'\\');
        QDir().mkpath(path);
        for (const QString& file : files) {
            QFile one(path + u'/' + file);
            if (!one.open(QIODevice::WriteOnly))
                qFatal("a file could not be made");
        }
        return path;
    }

    /// Makes a job of a template and waits for the end of its run. With `standIn`, `inferno` is the program that writes
    /// down what it is called with.
    QJsonObject ran(const QString& name, const QStringList& options, bool standIn = true) {
        QFile::remove(cli_.path(u"called"_s));
        QStringList arguments{u"batch-queue"_s, u"create"_s, u"--name"_s, name, u"--retry-attempts"_s, u"0"_s};
        if (standIn)
            arguments << u"--env"_s << u"PATH="_s + cli_.path(u"stand-in"_s) + u":/usr/bin:/bin"_s;
        const CliRunner::Answer created = cli_.run(arguments + options);
        if (created.code != 0)
            qWarning("%s", qPrintable(created.err));
        cli_.run({u"batch-queue"_s, u"monitor"_s, name});
        const QJsonObject shown = cli_.json(u"batch-queue show "_s + name);
        return shown.value(u"runs"_s).toArray().at(0).toObject();
    }
    /// The arguments of each call of the stand-in.
    QList<QStringList> calls() const {
        QList<QStringList> all;
        for (const QByteArray& call : cli_.read(u"called"_s).split('\x01'))
            if (!call.isEmpty()) {
                QStringList arguments = QString::fromUtf8(call).split(QChar(0));
                arguments.removeLast(); // each argument ends with a zero byte
                all.append(arguments);
            }
        return all;
    }
    bool nothingWasPasted() const {
        for (const QString& place : {u"pasted"_s, u"out"_s, u"data/work/pasted"_s})
            if (QFile::exists(cli_.path(place)))
                return false;
        return true;
    }
    QJsonArray events(const QString& action) {
        return cli_.json(u"audit logs --action "_s + action).value(u"items"_s).toArray();
    }

    /// One run of `of_mine` gets other values; the job, and its next run, keep theirs.
    void runsWithOtherValues() {
        const auto ended = [this](const QStringList& options) {
            cli_.run(QStringList{u"batch-queue"_s, u"run"_s, u"of_mine"_s} + options);
            cli_.run({u"batch-queue"_s, u"monitor"_s, u"of_mine"_s});
            return QString::fromUtf8(cli_.done(u"batch-queue logs of_mine"_s).out);
        };
        const QString other = kNasty + u" again"_s;
        QCOMPARE(ended({u"--param"_s, u"text="_s + other}), u"2,"_s + other + u","_s);
        const QJsonObject run = cli_.json(u"batch-queue show of_mine"_s).value(u"runs"_s).toArray().at(0).toObject();
        QVERIFY(run.value(u"cause"_s).toString().endsWith(u", with text="_s + other));
        QCOMPARE(ended({}), u"2,"_s + kNasty + u","_s);
        QVERIFY(nothingWasPasted());
        const auto refused = [this](const QString& option, const QString& value) {
            const CliRunner::Answer answer = cli_.run({u"batch-queue"_s, u"run"_s, u"of_mine"_s, option, value});
            return answer.err;
        };
        QVERIFY(refused(u"--param"_s, u"times=many"_s).contains(u"must be a whole number"_s));
        QVERIFY(refused(u"--param"_s, u"colour=red"_s).contains(u"has no parameter 'colour'"_s));
        QVERIFY(refused(u"--env"_s, u"text=x"_s).contains(u"which is a parameter of template"_s));
    }

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(QDir().mkpath(cli_.path(u"stand-in"_s)));
        const QString log = cli_.path(u"called"_s);
        QVERIFY(cli_.write(u"stand-in/inferno"_s,
                           "#!/bin/sh\n{ printf '%s\\0' \"$@\"; printf '\\001'; } >> '" + log.toUtf8() + "'\n"));
        QVERIFY(QFile::setPermissions(cli_.path(u"stand-in/inferno"_s),
                                      QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        QVERIFY(cli_.start());
    }

    void theOnesThatShipAreListed() {
        const QJsonArray items = cli_.json(u"batch-queue templates"_s).value(u"items"_s).toArray();
        QStringList names;
        for (const QJsonValue& item : items) {
            names << item.toObject().value(u"name"_s).toString();
            QVERIFY(item.toObject().value(u"shipped"_s).toBool());
        }
        QCOMPARE(names, (QStringList{u"batch_inference"_s, u"cache_maintenance"_s, u"log_maintenance"_s,
                                     u"model_conversion"_s, u"model_validation"_s}));
        const QString table = QString::fromUtf8(cli_.done(u"batch-queue templates"_s).out);
        QVERIFY2(table.contains(u"--input-dir STRING"_s) && table.contains(u"[--format gguf|onnx|pytorch]"_s),
                 qPrintable(table));
        QVERIFY(cli_.done(u"batch-queue templates show batch_inference"_s).out.contains("inferno batch \\"));
        QCOMPARE(cli_.run({u"batch-queue"_s, u"templates"_s, u"show"_s, u"none"_s}).code, 3);
    }

    void modelConversion() {
        const QString in = nastyFolder(u"in"_s, {u"a b.pt"_s, u"$(touch pasted).pt"_s});
        const QString out = cli_.path(u"out dir; "_s) + kNasty;
        const QJsonObject run = ran(u"convert_models"_s, {u"--template"_s, u"model_conversion"_s, u"--input-dir"_s, in,
                                                          u"--output-dir="_s + out, u"--format"_s, u"onnx"_s});
        QCOMPARE(run.value(u"status"_s).toString(), u"completed"_s);
        QStringList files{u"$(touch pasted).pt"_s, u"a b.pt"_s};
        QList<QStringList> expected;
        for (const QString& file : files)
            expected << QStringList{u"convert"_s,      u"model"_s,    in + u'/' + file,
                                    out + u'/' + file, u"--format"_s, u"onnx"_s};
        QCOMPARE(calls(), expected);
        QVERIFY(nothingWasPasted());
        // What was asked for can be read again.
        const QJsonObject job = cli_.json(u"batch-queue show convert_models"_s);
        QCOMPARE(job.value(u"template"_s).toString(), u"model_conversion"_s);
        QCOMPARE(job.value(u"params"_s).toObject(),
                 (QJsonObject{{u"input_dir"_s, in}, {u"output_dir"_s, out}, {u"format"_s, u"onnx"_s}}));
        QCOMPARE(job.value(u"timeout"_s).toInt(), 7200);
        QCOMPARE(job.value(u"retry_backoff"_s).toDouble(), 1.5);
        QVERIFY(cli_.done(u"batch-queue show convert_models"_s).out.contains("model_conversion"));
    }

    /// Each template's command fails with what is not there yet, and says so in its output.
    void whatIsNotBuiltSaysSo() {
        const QString in = nastyFolder(u"in"_s, {u"a b.pt"_s});
        QJsonObject run = ran(
            u"not_yet"_s, {u"--template"_s, u"model_conversion"_s, u"--input-dir"_s, in, u"--output-dir"_s, in}, false);
        QCOMPARE(run.value(u"status"_s).toString(), u"failed"_s);
        const QString log = QString::fromUtf8(cli_.done(u"batch-queue logs not_yet"_s).out);
        QVERIFY2(log.startsWith(u"error: This is not built yet · 'inferno convert' is not in this version"_s),
                 qPrintable(log));
        // The first model that fails ends the run.
        QCOMPARE(log.count(u"error:"_s), 1);
    }

    void modelValidation() {
        const QString folder = nastyFolder(u"models"_s, {u"a b.gguf"_s, u"c;d.gguf"_s});
        const QJsonObject run = ran(u"validate_models"_s, {u"--template=model_validation"_s, u"--model-dir"_s, folder});
        QCOMPARE(run.value(u"status"_s).toString(), u"completed"_s);
        QCOMPARE(calls(), (QList<QStringList>{{u"validate"_s, folder + u"/a b.gguf"_s, folder + u"/c;d.gguf"_s}}));
        QVERIFY(nothingWasPasted());
    }

    void batchInference() {
        const QString in = u"/in/"_s + kNasty;
        const QJsonObject run =
            ran(u"batch_inference"_s, {u"--template"_s, u"batch_inference"_s, u"--model"_s, kNasty, u"--input-file"_s,
                                       in, u"--output-file"_s, u"--x y"_s, u"--batch-size"_s, u"7"_s, u"--no-gpu"_s});
        QCOMPARE(run.value(u"status"_s).toString(), u"completed"_s);
        QCOMPARE(calls(), (QList<QStringList>{{u"batch"_s, u"--model"_s, kNasty, u"--input"_s, in, u"--output"_s,
                                               u"--x y"_s, u"--batch-size"_s, u"7"_s}}));
        QVERIFY(nothingWasPasted());
    }

    void cacheMaintenance() {
        const QJsonObject run = ran(u"cache_cleanup"_s, {u"--template"_s, u"cache_maintenance"_s, u"--max-age"_s,
                                                         kNasty, u"--max-size"_s, u"10GB"_s});
        QCOMPARE(run.value(u"status"_s).toString(), u"completed"_s);
        QCOMPARE(calls(),
                 (QList<QStringList>{{u"maintenance"_s, u"cache"_s, u"--max-age="_s + kNasty, u"--max-size=10GB"_s}}));
        ran(u"cache_all"_s, {u"--template"_s, u"cache_maintenance"_s});
        QCOMPARE(calls(), (QList<QStringList>{{u"maintenance"_s, u"cache"_s}}));
        QVERIFY(nothingWasPasted());
    }

    void logMaintenance() {
        const QJsonObject run = ran(u"log_rotation"_s, {u"--template"_s, u"log_maintenance"_s, u"--max-files"_s,
                                                        u"10"_s, u"--compress"_s, u"true"_s, u"--max-size"_s, kNasty});
        QCOMPARE(run.value(u"status"_s).toString(), u"completed"_s);
        QCOMPARE(calls(), (QList<QStringList>{{u"maintenance"_s, u"logs"_s, u"--compress=true"_s,
                                               u"--max-size="_s + kNasty, u"--max-files=10"_s}}));
        QVERIFY(nothingWasPasted());
    }

    void whatDoesNotFitIsRefused_data() {
        QTest::addColumn<QString>("options");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("said");
        const auto row = [](const char* options, int code, const char* said) {
            QTest::newRow(options) << QString::fromUtf8(options) << code << QString::fromUtf8(said);
        };
        row("--template model_conversion", 2, "parameter input_dir of template model_conversion is missing");
        row("--template model_validation --model-dir /m --batch 3", 2, "has no parameter 'batch'");
        row("--template batch_inference --model m --input-file i --output-file o --batch-size ten", 2,
            "parameter batch_size of template batch_inference must be a whole number, and is 'ten'");
        row("--template model_conversion --input-dir i --output-dir o --format ggfu", 2, "did you mean 'gguf'?");
        row("--template log_maintenance --compress yes", 2, "must be true or false, and is 'yes'");
        row("--template modle_validation --model-dir /m", 3, "did you mean 'model_validation'?");
        row("--template model_validation --model-dir /m --command x", 2, "a job has one of the two");
        row("--template model_validation --model-dir /m --env model_dir=/x", 2, "is a parameter of template");
        row("--command x --param a=b", 2, "params are given without a template");
    }
    void whatDoesNotFitIsRefused() {
        QFETCH(QString, options);
        QFETCH(int, code);
        QFETCH(QString, said);
        const CliRunner::Answer answer =
            cli_.run(QStringList{u"batch-queue"_s, u"create"_s, u"--name"_s, u"refused"_s} + options.split(u' '));
        QVERIFY2(answer.err.contains(said), qPrintable(answer.err));
        QCOMPARE(answer.code, code);
        QCOMPARE(cli_.run({u"batch-queue"_s, u"show"_s, u"refused"_s}).code, 3);
    }

    void optionsOfCreateAreNoParameters() {
        // Every option that the command knows, whatever is added to it later.
        const QString help = QString::fromUtf8(cli_.done(u"batch-queue create --help"_s).out);
        QStringList names;
        static const QRegularExpression kOption(u"(?:^ +|,)--([a-z][a-z-]+)"_s, QRegularExpression::MultilineOption);
        for (auto found = kOption.globalMatch(help); found.hasNext();)
            names << found.next().captured(1).replace(u'-', u'_');
        QVERIFY(names.size() > 40 && names.contains(u"depends_join"_s) && names.contains(u"data_dir"_s));
        for (const QString& name : names) {
            QVERIFY(cli_.write(u"t.yaml"_s, "name: t\ncommand: x\nparameters:\n  - name: " + name.toUtf8() +
                                                "\n    type: string\n"));
            const CliRunner::Answer answer = cli_.run({u"batch-queue"_s, u"templates"_s, u"check"_s, u"t.yaml"_s});
            QVERIFY2(answer.code == 2 && answer.err.contains(u"t.yaml:4: parameter "_s), qPrintable(name));
        }
    }

    void usersAddTheirOwn() {
        QVERIFY(cli_.write(u"mine.yaml"_s, "name: mine\nparameters:\n  - {name: text, type: string, required: true}\n"
                                           "  - {name: times, type: integer, default: 2}\n"
                                           "command: printf '%s,' ${times} ${text}\n"));
        QCOMPARE(cli_.json(u"batch-queue templates check mine.yaml"_s).value(u"name"_s).toString(), u"mine"_s);
        QCOMPARE(cli_.run({u"batch-queue"_s, u"templates"_s, u"show"_s, u"mine"_s}).code, 3);
        QCOMPARE(cli_.json(u"batch-queue templates add mine.yaml"_s).value(u"shipped"_s).toBool(true), false);
        QCOMPARE(cli_.json(u"batch-queue templates add mine.yaml"_s).value(u"name"_s).toString(), u"mine"_s);
        QCOMPARE(events(u"template_added"_s).size(), 1); // the second time changed nothing
        const QJsonObject run = ran(u"of_mine"_s, {u"--template"_s, u"mine"_s, u"--text"_s, kNasty}, false);
        QCOMPARE(run.value(u"status"_s).toString(), u"completed"_s);
        QCOMPARE(QString::fromUtf8(cli_.done(u"batch-queue logs of_mine"_s).out), u"2,"_s + kNasty + u","_s);
        // The event says of what the job was made.
        bool told = false;
        for (const QJsonValue& event : events(u"job_created"_s)) {
            const QJsonObject details = event.toObject().value(u"details"_s).toObject();
            if (details.value(u"template"_s).toString() == u"mine"_s)
                told = details.value(u"params"_s).toObject().value(u"text"_s).toString() == kNasty;
        }
        QVERIFY(told);
        runsWithOtherValues();
        // Another value, then another command in the template's place.
        cli_.done(u"batch-queue update of_mine --param text=new"_s);
        QJsonObject job = cli_.json(u"batch-queue show of_mine"_s);
        QCOMPARE(job.value(u"params"_s).toObject(), (QJsonObject{{u"text"_s, u"new"_s}, {u"times"_s, u"2"_s}}));
        cli_.done(u"batch-queue update of_mine --command true"_s);
        job = cli_.json(u"batch-queue show of_mine"_s);
        QVERIFY(job.value(u"template"_s).isNull() && job.value(u"params"_s).toObject().isEmpty());
        QCOMPARE(job.value(u"command"_s).toString(), u"true"_s);
        // Another content needs a word, and what ships stays as it is.
        QVERIFY(cli_.write(u"mine.yaml"_s, "name: mine\ncommand: other\n"));
        const CliRunner::Answer refused = cli_.run({u"batch-queue"_s, u"templates"_s, u"add"_s, u"mine.yaml"_s});
        QVERIFY2(refused.code == 1 && refused.err.contains(u"--replace"_s), qPrintable(refused.err));
        QCOMPARE(cli_.json(u"batch-queue templates add mine.yaml --replace"_s).value(u"command"_s).toString(),
                 u"other"_s);
        QVERIFY(cli_.write(u"mine.yaml"_s, "name: batch_inference\ncommand: other\n"));
        QCOMPARE(cli_.run({u"batch-queue"_s, u"templates"_s, u"add"_s, u"mine.yaml"_s, u"--replace"_s}).code, 1);
        // A file that is none is told of, and keeps no other from being used.
        QVERIFY(cli_.write(u"data/templates/broken.yaml"_s, "name: broken\n"));
        const QJsonObject all = cli_.json(u"batch-queue templates"_s);
        QCOMPARE(all.value(u"items"_s).toArray().size(), 6);
        QVERIFY(all.value(u"problems"_s).toArray().at(0).toString().contains(u"broken.yaml:1: the template has no"_s));
    }
};

QTEST_GUILESS_MAIN(TestCliTemplates)
#include "tst_cli_templates.moc"
