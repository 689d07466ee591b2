// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/job_form.h"

#include <cmath>
#include <functional>

#include <QCoreApplication>
#include <QHash>
#include <QLocale>
#include <QRegularExpression>

#include "core/base/units.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;
using client::JobDefinition;

namespace {

struct JobForm {
    Q_DECLARE_TR_FUNCTIONS(JobForm)
};

struct Field {
    const char* name;
    std::function<QString(const JobDefinition&, const QTimeZone&)> read;
    std::function<QString(JobDefinition&, const QString&, const QTimeZone&)> write;
};

Field textField(const char* name, std::string JobDefinition::* member) {
    return {name, [=](const auto& job, const auto&) { return text(job.*member); },
            [=](auto& job, const QString& typed, const auto&) {
                job.*member = typed.trimmed().toStdString();
                return QString();
            }};
}

/// Seconds; an empty text is `otherwise`.
Field durationField(const char* name, double JobDefinition::* member, double otherwise) {
    return {name,
            [=](const auto& job, const auto&) {
                return job.*member == 0 && otherwise == 0 ? QString() : durationText(job.*member);
            },
            [=](auto& job, const QString& typed, const auto&) {
                if (typed.trimmed().isEmpty()) {
                    job.*member = otherwise;
                    return QString();
                }
                const auto length = parseDuration(typed.trimmed().toStdString());
                if (!length)
                    return JobForm::tr("write a time such as 90s, 15m or 1h30m");
                job.*member = static_cast<double>(length->count()) / 1000;
                return QString();
            }};
}

Field countField(const char* name, int JobDefinition::* member, int most) {
    return {name,
            [=](const auto& job, const auto&) { return job.*member == 0 ? QString() : QString::number(job.*member); },
            [=](auto& job, const QString& typed, const auto&) {
                bool ok = typed.trimmed().isEmpty();
                const int number = ok ? 0 : typed.trimmed().toInt(&ok);
                if (!ok || number < 0 || number > most)
                    return JobForm::tr("a number from 0 to %1").arg(most);
                job.*member = number;
                return QString();
            }};
}

Field flagField(const char* name, bool JobDefinition::* member) {
    return {name, [=](const auto& job, const auto&) { return job.*member ? u"1"_s : QString(); },
            [=](auto& job, const QString& typed, const auto&) {
                job.*member = !typed.isEmpty();
                return QString();
            }};
}

Field timeField(const char* name, std::string JobDefinition::* member) {
    return {
        name,
        [=](const auto& job, const QTimeZone& zone) { return timeOf(job.*member, zone).toString(u"yyyy-MM-dd HH:mm"); },
        [=](auto& job, const QString& typed, const QTimeZone& zone) {
            if (typed.trimmed().isEmpty()) {
                (job.*member).clear();
                return QString();
            }
            QDateTime time = QDateTime::fromString(typed.simplified(), u"yyyy-MM-dd HH:mm"_s);
            if (!time.isValid())
                return JobForm::tr("write a day and a time such as 2026-04-01 02:30");
            time.setTimeZone(zone);
            job.*member = apiTime(time);
            return QString();
        }};
}

QString writeNumber(const QString& typed, double most, double& to) {
    bool ok = typed.trimmed().isEmpty();
    const double number = ok ? 0 : QLocale::c().toDouble(typed.trimmed(), &ok);
    if (!ok || number < 0 || number > most)
        return JobForm::tr("a number from 0 to %1").arg(most);
    to = number;
    return {};
}

QString numberText(double number) {
    return number == 0 ? QString() : QLocale::c().toString(number, 'g', 10);
}

QString writeEnvironment(JobDefinition& job, const QString& typed) {
    static const QRegularExpression name(u"^[A-Za-z_][A-Za-z0-9_]*$"_s);
    std::map<std::string, std::string> env;
    for (const QString& line : typed.split(u'\n')) {
        if (line.trimmed().isEmpty())
            continue;
        const auto equals = line.indexOf(u'=');
        const QString key = line.left(equals).trimmed();
        if (equals < 1 || !name.match(key).hasMatch())
            return JobForm::tr("“%1”: a line is NAME=VALUE").arg(line.left(40));
        env[key.toStdString()] = line.mid(equals + 1).toStdString();
    }
    job.env = env;
    return {};
}

const QList<Field>& fields() {
    static const QList<Field> all = {
        textField("condition", &JobDefinition::condition),
        textField("workdir", &JobDefinition::workdir),
        textField("pool", &JobDefinition::pool),
        textField("priority", &JobDefinition::priority),
        textField("depends_mode", &JobDefinition::depends_mode),
        textField("depends_join", &JobDefinition::depends_join),
        textField("retry_on", &JobDefinition::retry_on),
        durationField("grace", &JobDefinition::grace, 10),
        durationField("retry_delay", &JobDefinition::retry_delay, 30),
        durationField("retry_max_delay", &JobDefinition::retry_max_delay, 3600),
        durationField("jitter", &JobDefinition::jitter, 0),
        durationField("queued_timeout", &JobDefinition::queued_timeout, 0),
        countField("max_parallel", &JobDefinition::max_parallel, 1000),
        countField("max_runs", &JobDefinition::max_runs, 1'000'000'000),
        flagField("ignore_blackouts", &JobDefinition::ignore_blackouts),
        timeField("run_at", &JobDefinition::run_at),
        timeField("starts", &JobDefinition::starts),
        timeField("ends", &JobDefinition::ends),
        {"timeout", [](const auto& job, const auto&) { return job.timeout ? durationText(*job.timeout) : QString(); },
         [](auto& job, const QString& typed, const auto&) {
             const auto length = parseDuration(typed.trimmed().toStdString());
             if (!typed.trimmed().isEmpty() && !length)
                 return JobForm::tr("write a time such as 90s, 15m or 1h30m");
             job.timeout.reset();
             if (length)
                 job.timeout = static_cast<double>(length->count()) / 1000;
             return QString();
         }},
        {"retry_backoff", [](const auto& job, const auto&) { return numberText(job.retry_backoff); },
         [](auto& job, const QString& typed, const auto&) {
             double factor = 2;
             const QString wrong = typed.trimmed().isEmpty() ? QString() : writeNumber(typed, 100, factor);
             if (wrong.isEmpty() && factor < 1)
                 return JobForm::tr("at least 1");
             if (wrong.isEmpty())
                 job.retry_backoff = factor;
             return wrong;
         }},
        {"cpu_limit", [](const auto& job, const auto&) { return numberText(job.resources.cpu_limit); },
         [](auto& job, const QString& typed, const auto&) {
             return writeNumber(typed, 4096, job.resources.cpu_limit);
         }},
        {"memory_limit_gb", [](const auto& job, const auto&) { return numberText(job.resources.memory_limit_gb); },
         [](auto& job, const QString& typed, const auto&) {
             return writeNumber(typed, 1048576, job.resources.memory_limit_gb);
         }},
        {"gpu_required", [](const auto& job, const auto&) { return job.resources.gpu_required ? u"1"_s : QString(); },
         [](auto& job, const QString& typed, const auto&) {
             job.resources.gpu_required = !typed.isEmpty();
             return QString();
         }},
        {"env",
         [](const auto& job, const auto&) {
             QStringList lines;
             for (const auto& [name, value] : job.env)
                 lines.append(text(name) + u'=' + text(value));
             return lines.join(u'\n');
         },
         [](auto& job, const QString& typed, const auto&) { return writeEnvironment(job, typed); }},
    };
    return all;
}

const Field* find(const QString& name) {
    for (const Field& field : fields())
        if (name == QLatin1String(field.name))
            return &field;
    return nullptr;
}

} // namespace

const QStringList& formFields() {
    static const QStringList names = [] {
        QStringList list;
        for (const Field& field : fields())
            list.append(QLatin1String(field.name));
        return list;
    }();
    return names;
}

QString readField(const JobDefinition& job, const QString& field, const QTimeZone& zone) {
    const Field* known = find(field);
    return known ? known->read(job, zone) : QString();
}

QString writeField(JobDefinition& job, const QString& field, const QString& typed, const QTimeZone& zone) {
    const Field* known = find(field);
    return known ? known->write(job, typed, zone) : QString();
}

QString durationText(double seconds) {
    const auto whole = static_cast<qint64>(seconds);
    if (static_cast<double>(whole) != seconds || whole == 0)
        return QLocale::c().toString(seconds, 'g', 10) + u's';
    QString out;
    qint64 rest = whole;
    for (const auto& [length, unit] : {std::pair<qint64, QChar>{86400, u'd'}, {3600, u'h'}, {60, u'm'}, {1, u's'}}) {
        if (rest >= length && (length != 1 || rest > 0))
            out += QString::number(rest / length) + unit;
        rest %= length;
    }
    return out;
}

QString fieldValue(const QString& field, const QString& value) {
    static const QStringList durations = {u"timeout"_s,         u"grace"_s,  u"retry_delay"_s,
                                          u"retry_max_delay"_s, u"jitter"_s, u"queued_timeout"_s};
    bool isNumber = false;
    const double seconds = QLocale::c().toDouble(value, &isNumber);
    return isNumber && durations.contains(field) ? durationText(seconds) : value;
}

QString fieldTitle(const QString& field) {
    const QHash<QString, QString> titles = {
        {u"name"_s, JobForm::tr("Name")},
        {u"command"_s, JobForm::tr("Command")},
        {u"schedules"_s, JobForm::tr("Schedule")},
        {u"timezone"_s, JobForm::tr("Time zone")},
        {u"run_at"_s, JobForm::tr("Once at")},
        {u"starts"_s, JobForm::tr("Not before")},
        {u"ends"_s, JobForm::tr("Not after")},
        {u"max_runs"_s, JobForm::tr("At most so many runs")},
        {u"ignore_blackouts"_s, JobForm::tr("Runs in blackouts too")},
        {u"max_parallel"_s, JobForm::tr("Runs at once")},
        {u"pool"_s, JobForm::tr("Pool")},
        {u"queued_timeout"_s, JobForm::tr("Waits at most")},
        {u"depends_on"_s, JobForm::tr("Waits for")},
        {u"depends_mode"_s, JobForm::tr("Result that counts")},
        {u"depends_join"_s, JobForm::tr("All or any of them")},
        {u"timeout"_s, JobForm::tr("Time limit")},
        {u"grace"_s, JobForm::tr("Time to end by itself")},
        {u"retry_attempts"_s, JobForm::tr("Tries after a failure")},
        {u"retry_delay"_s, JobForm::tr("First wait")},
        {u"retry_backoff"_s, JobForm::tr("Each wait longer by")},
        {u"retry_max_delay"_s, JobForm::tr("Longest wait")},
        {u"retry_on"_s, JobForm::tr("Only after exit codes")},
        {u"resources"_s, JobForm::tr("CPU, memory and GPU")},
        {u"priority"_s, JobForm::tr("Priority")},
        {u"misfire"_s, JobForm::tr("Missed start")},
        {u"overlap"_s, JobForm::tr("Already running")},
        {u"condition"_s, JobForm::tr("Condition")},
        {u"jitter"_s, JobForm::tr("Spread the start")},
        {u"env"_s, JobForm::tr("Environment")},
        {u"workdir"_s, JobForm::tr("Working folder")},
        {u"tags"_s, JobForm::tr("Tags")},
        {u"template"_s, JobForm::tr("Template")},
        {u"params"_s, JobForm::tr("Parameters of the template")},
        {u"enabled"_s, JobForm::tr("Enabled")},
        {u"cron_fields"_s, JobForm::tr("Fields of the schedule")},
        {u"cron_extensions"_s, JobForm::tr("L, W, # and H in schedules")},
    };
    return titles.value(field, field);
}

} // namespace inferno::models
