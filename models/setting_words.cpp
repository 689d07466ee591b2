// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/setting_words.h"

#include <algorithm>

#include <QCoreApplication>

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

// The translators see names and meanings of settings, a line each; lupdate knows no macro but its own.

struct Row {
    const char* key;
    const char* category;
    const char* title;
    const char* help;
    const char* unit = "";
};

// By category, in the order in which they are shown.
constexpr Row kRows[] = {
    {"api.port", "service", QT_TRANSLATE_NOOP("Setting", "Port of the API"),
     QT_TRANSLATE_NOOP("Setting", "The window, the command line and clients speak to it.")},
    {"api.listen", "service", QT_TRANSLATE_NOOP("Setting", "Address of the API"),
     QT_TRANSLATE_NOOP("Setting", "127.0.0.1 is this computer only.")},
    {"api.hosts", "service", QT_TRANSLATE_NOOP("Setting", "Host names"),
     QT_TRANSLATE_NOOP("Setting", "Names under which the API may be called, besides this computer's own.")},
    {"api.max_connections", "service", QT_TRANSLATE_NOOP("Setting", "Connections at once"),
     QT_TRANSLATE_NOOP("Setting", "More wait until one ends.")},
    {"api.max_body_mb", "service", QT_TRANSLATE_NOOP("Setting", "Largest request"),
     QT_TRANSLATE_NOOP("Setting", "A larger one is refused."), QT_TRANSLATE_NOOP("Setting", "MB")},

    {"audit.enabled", "vault", QT_TRANSLATE_NOOP("Setting", "Take events of others"),
     QT_TRANSLATE_NOOP("Setting", "Inferno's own events are always recorded.")},
    {"audit.log_level", "vault", QT_TRANSLATE_NOOP("Setting", "Least level of taken events"),
     QT_TRANSLATE_NOOP("Setting", "Events of others below it are left out; logins and security never are.")},
    {"audit.inference", "vault", QT_TRANSLATE_NOOP("Setting", "Record predictions"),
     QT_TRANSLATE_NOOP("Setting", "Every request to a model, a sample of them, or none.")},
    {"audit.encryption.enabled", "vault", QT_TRANSLATE_NOOP("Setting", "Encrypt the vault"),
     QT_TRANSLATE_NOOP("Setting", "The vault is always encrypted.")},
    {"audit.encryption.algorithm", "vault", QT_TRANSLATE_NOOP("Setting", "Cipher"),
     QT_TRANSLATE_NOOP("Setting", "Both names mean AES-256-GCM.")},
    {"audit.encryption.key_file", "vault", QT_TRANSLATE_NOOP("Setting", "Key file"),
     QT_TRANSLATE_NOOP("Setting", "Opens the vault. Empty: the one that was made with it.")},
    {"audit.encryption.rotate_keys_days", "vault", QT_TRANSLATE_NOOP("Setting", "New keys every"),
     QT_TRANSLATE_NOOP("Setting", "The service makes new keys by itself; old records stay readable."),
     QT_TRANSLATE_NOOP("Setting", "days")},
    {"audit.privacy.subject", "vault", QT_TRANSLATE_NOOP("Setting", "Names of people"),
     QT_TRANSLATE_NOOP("Setting", "With “user” a record holds a number; the name lies apart and can be erased.")},
    {"audit.privacy.fields", "vault", QT_TRANSLATE_NOOP("Setting", "Fields sealed with the name"),
     QT_TRANSLATE_NOOP("Setting", "Found by their exact value; erased with the person.")},
    {"audit.compression.enabled", "vault", QT_TRANSLATE_NOOP("Setting", "Compress"),
     QT_TRANSLATE_NOOP("Setting", "Blocks of records are compressed before they are encrypted.")},
    {"audit.compression.algorithm", "vault", QT_TRANSLATE_NOOP("Setting", "Compression"),
     QT_TRANSLATE_NOOP("Setting", "zstd is small and fast; lz4 is fastest.")},
    {"audit.compression.level", "vault", QT_TRANSLATE_NOOP("Setting", "Level of compression"),
     QT_TRANSLATE_NOOP("Setting", "Higher is smaller and slower.")},
    {"audit.compression.threshold_kb", "vault", QT_TRANSLATE_NOOP("Setting", "Compress from"),
     QT_TRANSLATE_NOOP("Setting", "Smaller blocks are stored as they are."), QT_TRANSLATE_NOOP("Setting", "KB")},
    {"audit.storage_path", "vault", QT_TRANSLATE_NOOP("Setting", "Folder of the vault"),
     QT_TRANSLATE_NOOP("Setting", "Empty: below the data folder.")},
    {"audit.anchors.witnesses", "vault", QT_TRANSLATE_NOOP("Setting", "Witnesses"),
     QT_TRANSLATE_NOOP("Setting", "Other services that sign this vault's checkpoints.")},
    {"audit.anchors.file", "vault", QT_TRANSLATE_NOOP("Setting", "Anchors in a file"),
     QT_TRANSLATE_NOOP("Setting", "Checkpoints are added to it; best on another disk.")},
    {"audit.anchors.s3", "vault", QT_TRANSLATE_NOOP("Setting", "Anchors in S3"),
     QT_TRANSLATE_NOOP("Setting", "s3://BUCKET/PREFIX, with the archive's access.")},
    {"audit.anchors.webhook", "vault", QT_TRANSLATE_NOOP("Setting", "Anchors by webhook"),
     QT_TRANSLATE_NOOP("Setting", "A URL that is told every checkpoint. It is kept secret.")},
    {"audit.anchors.interval_seconds", "vault", QT_TRANSLATE_NOOP("Setting", "Anchor every"),
     QT_TRANSLATE_NOOP("Setting", "How often checkpoints go to these places."), QT_TRANSLATE_NOOP("Setting", "s")},
    {"witness.origins", "vault", QT_TRANSLATE_NOOP("Setting", "Witness for"),
     QT_TRANSLATE_NOOP("Setting", "Vaults whose checkpoints this service signs.")},

    {"audit.retention.max_age_days", "retention", QT_TRANSLATE_NOOP("Setting", "Keep events for"),
     QT_TRANSLATE_NOOP("Setting", "Older ones are archived or removed, with a record of it. 0: forever."),
     QT_TRANSLATE_NOOP("Setting", "days")},
    {"audit.retention.max_size_gb", "retention", QT_TRANSLATE_NOOP("Setting", "Largest vault"),
     QT_TRANSLATE_NOOP("Setting", "The oldest events go first. 0: no limit."), QT_TRANSLATE_NOOP("Setting", "GB")},
    {"audit.retention.classes", "retention", QT_TRANSLATE_NOOP("Setting", "Days by type of event"),
     QT_TRANSLATE_NOOP("Setting", "Such as job=90, data_access=2555. Others follow the rule above.")},
    {"audit.retention.on_full", "retention", QT_TRANSLATE_NOOP("Setting", "When it is full and the archive is away"),
     QT_TRANSLATE_NOOP("Setting", "open: it grows on. closed: events of others are refused.")},
    {"audit.retention.cleanup_interval_hours", "retention", QT_TRANSLATE_NOOP("Setting", "Look every"),
     QT_TRANSLATE_NOOP("Setting", "How often the rules are applied."), QT_TRANSLATE_NOOP("Setting", "h")},
    {"audit.retention.archive_to_s3", "retention", QT_TRANSLATE_NOOP("Setting", "Archive before removing"),
     QT_TRANSLATE_NOOP("Setting", "Nothing is removed that is not in the archive.")},
    {"audit.archive.target", "retention", QT_TRANSLATE_NOOP("Setting", "Archive"),
     QT_TRANSLATE_NOOP("Setting", "s3://BUCKET/PREFIX, or a folder.")},
    {"audit.archive.endpoint", "retention", QT_TRANSLATE_NOOP("Setting", "Endpoint of S3"),
     QT_TRANSLATE_NOOP("Setting", "Empty: that of Amazon.")},
    {"audit.archive.region", "retention", QT_TRANSLATE_NOOP("Setting", "Region of S3"),
     QT_TRANSLATE_NOOP("Setting", "As its provider names it.")},
    {"audit.archive.access_key", "retention", QT_TRANSLATE_NOOP("Setting", "Access key of S3"),
     QT_TRANSLATE_NOOP("Setting", "A text, env:NAME or file:PATH. It is never shown.")},
    {"audit.archive.secret_key", "retention", QT_TRANSLATE_NOOP("Setting", "Secret key of S3"),
     QT_TRANSLATE_NOOP("Setting", "A text, env:NAME or file:PATH. It is never shown.")},
    {"audit.archive.object_lock", "retention", QT_TRANSLATE_NOOP("Setting", "Object lock"),
     QT_TRANSLATE_NOOP("Setting", "Nobody can remove archived segments before their time.")},
    {"audit.archive.object_lock_days", "retention", QT_TRANSLATE_NOOP("Setting", "Locked for"),
     QT_TRANSLATE_NOOP("Setting", "Counts from the day on which a segment is archived."),
     QT_TRANSLATE_NOOP("Setting", "days")},
    {"batch_queue.history.max_age_days", "retention", QT_TRANSLATE_NOOP("Setting", "Keep runs for"),
     QT_TRANSLATE_NOOP("Setting", "Older runs leave the history; their events stay in the vault. 0: forever."),
     QT_TRANSLATE_NOOP("Setting", "days")},
    {"batch_queue.history.max_runs_per_job", "retention", QT_TRANSLATE_NOOP("Setting", "Runs kept of a job"),
     QT_TRANSLATE_NOOP("Setting", "The oldest go first. 0: all.")},
    {"batch_queue.history.max_output_mb_per_job", "retention", QT_TRANSLATE_NOOP("Setting", "Output kept of a job"),
     QT_TRANSLATE_NOOP("Setting", "The oldest goes first. 0: all."), QT_TRANSLATE_NOOP("Setting", "MB")},

    {"batch_queue.enabled", "scheduler", QT_TRANSLATE_NOOP("Setting", "Start jobs"),
     QT_TRANSLATE_NOOP("Setting", "Off: nothing new starts; what runs goes on.")},
    {"batch_queue.scheduling.enable_cron", "scheduler", QT_TRANSLATE_NOOP("Setting", "Start by schedule"),
     QT_TRANSLATE_NOOP("Setting", "Off: jobs start only when someone asks.")},
    {"batch_queue.scheduling.timezone", "scheduler", QT_TRANSLATE_NOOP("Setting", "Time zone of schedules"),
     QT_TRANSLATE_NOOP("Setting", "For jobs without their own. Empty: this computer's.")},
    {"batch_queue.scheduling.catch_up_window_seconds", "scheduler", QT_TRANSLATE_NOOP("Setting", "Catch up"),
     QT_TRANSLATE_NOOP("Setting", "What was missed longer ago is left out."), QT_TRANSLATE_NOOP("Setting", "s")},
    {"batch_queue.scheduling.catch_up_limit", "scheduler", QT_TRANSLATE_NOOP("Setting", "Most caught up"),
     QT_TRANSLATE_NOOP("Setting", "Of a job whose policy is to run all that it missed.")},
    {"batch_queue.scheduling.max_scheduled_jobs", "scheduler",
     QT_TRANSLATE_NOOP("Setting", "Most jobs with a schedule"), QT_TRANSLATE_NOOP("Setting", "0: no limit.")},
    {"batch_queue.default_timeout_seconds", "scheduler", QT_TRANSLATE_NOOP("Setting", "Time limit of a run"),
     QT_TRANSLATE_NOOP("Setting", "For jobs without their own. 0: none."), QT_TRANSLATE_NOOP("Setting", "s")},
    {"batch_queue.retry.max_attempts", "scheduler", QT_TRANSLATE_NOOP("Setting", "Retries"),
     QT_TRANSLATE_NOOP("Setting", "After a failure, for jobs without their own.")},
    {"batch_queue.retry.base_delay_seconds", "scheduler", QT_TRANSLATE_NOOP("Setting", "First retry after"),
     QT_TRANSLATE_NOOP("Setting", "Later ones wait longer."), QT_TRANSLATE_NOOP("Setting", "s")},
    {"batch_queue.retry.backoff_multiplier", "scheduler", QT_TRANSLATE_NOOP("Setting", "Each wait grows by"),
     QT_TRANSLATE_NOOP("Setting", "2 doubles it every time."), QT_TRANSLATE_NOOP("Setting", "×")},
    {"batch_queue.retry.max_delay_seconds", "scheduler", QT_TRANSLATE_NOOP("Setting", "Longest wait"),
     QT_TRANSLATE_NOOP("Setting", "Between two attempts."), QT_TRANSLATE_NOOP("Setting", "s")},

    {"batch_queue.max_concurrent_jobs", "workers", QT_TRANSLATE_NOOP("Setting", "Workers"),
     QT_TRANSLATE_NOOP("Setting", "Jobs at the same time. 0: as many as there are cores.")},
    {"batch_queue.max_queued_runs", "workers", QT_TRANSLATE_NOOP("Setting", "Longest queue"),
     QT_TRANSLATE_NOOP("Setting", "More runs are refused. 0: no limit.")},
    {"batch_queue.pools", "workers", QT_TRANSLATE_NOOP("Setting", "Pools"),
     QT_TRANSLATE_NOOP("Setting", "Groups of jobs with a limit of their own, as NAME = NUMBER in the file.")},
    {"batch_queue.resources.default_cpu_limit", "workers", QT_TRANSLATE_NOOP("Setting", "Processor limit"),
     QT_TRANSLATE_NOOP("Setting", "For jobs without their own. 0: none."), QT_TRANSLATE_NOOP("Setting", "cores")},
    {"batch_queue.resources.default_memory_limit_gb", "workers", QT_TRANSLATE_NOOP("Setting", "Memory limit"),
     QT_TRANSLATE_NOOP("Setting", "For jobs without their own. 0: none."), QT_TRANSLATE_NOOP("Setting", "GB")},
    {"batch_queue.resources.monitor_interval_seconds", "workers", QT_TRANSLATE_NOOP("Setting", "Measure every"),
     QT_TRANSLATE_NOOP("Setting", "How often the use of a running job is written down."),
     QT_TRANSLATE_NOOP("Setting", "s")},
    {"batch_queue.run_as", "workers", QT_TRANSLATE_NOOP("Setting", "Jobs run as"),
     QT_TRANSLATE_NOOP("Setting", "A user without access to the keys. Empty: inferno-job, where there is one.")},
    {"batch_queue.storage_path", "workers", QT_TRANSLATE_NOOP("Setting", "Folder of the queue"),
     QT_TRANSLATE_NOOP("Setting", "Empty: below the data folder.")},

    {"inference.workers", "models", QT_TRANSLATE_NOOP("Setting", "Workers of a model"),
     QT_TRANSLATE_NOOP("Setting", "Requests that it answers at the same time.")},
    {"inference.default_workers_per_model", "models", QT_TRANSLATE_NOOP("Setting", "Workers by TorchServe's route"),
     QT_TRANSLATE_NOOP("Setting", "For models registered on the management port. 0: none until asked.")},
    {"inference.batch_size", "models", QT_TRANSLATE_NOOP("Setting", "Largest batch"),
     QT_TRANSLATE_NOOP("Setting", "Requests that a model answers in one go.")},
    {"inference.model_store", "models", QT_TRANSLATE_NOOP("Setting", "Folder of models"),
     QT_TRANSLATE_NOOP("Setting", "Archives that may be registered by name. Empty: below the data folder.")},
    {"inference.load_models", "models", QT_TRANSLATE_NOOP("Setting", "Load at the start"),
     QT_TRANSLATE_NOOP("Setting", "Names of archives in the folder, or “all”.")},
    {"inference.allowed_urls", "models", QT_TRANSLATE_NOOP("Setting", "Models may come from"),
     QT_TRANSLATE_NOOP("Setting", "Patterns of URLs. Empty: the folder of models only.")},
    {"inference.inference_address", "models", QT_TRANSLATE_NOOP("Setting", "Address for predictions"),
     QT_TRANSLATE_NOOP("Setting", "Empty: that of the API.")},
    {"inference.management_address", "models", QT_TRANSLATE_NOOP("Setting", "Address for management"),
     QT_TRANSLATE_NOOP("Setting", "TorchServe's management routes.")},
    {"inference.metrics_address", "models", QT_TRANSLATE_NOOP("Setting", "Address of metrics"),
     QT_TRANSLATE_NOOP("Setting", "For Prometheus.")},
    {"inference.token", "models", QT_TRANSLATE_NOOP("Setting", "Predictions need a token"),
     QT_TRANSLATE_NOOP("Setting", "auto: only from other computers.")},
    {"inference.max_request_size", "models", QT_TRANSLATE_NOOP("Setting", "Largest prediction request"),
     QT_TRANSLATE_NOOP("Setting", "0: that of the API."), QT_TRANSLATE_NOOP("Setting", "B")},
    {"inference.default_response_timeout", "models", QT_TRANSLATE_NOOP("Setting", "Longest prediction"),
     QT_TRANSLATE_NOOP("Setting", "Then it is given up."), QT_TRANSLATE_NOOP("Setting", "s")},
    {"inference.job_queue_size", "models", QT_TRANSLATE_NOOP("Setting", "Waiting predictions"),
     QT_TRANSLATE_NOOP("Setting", "More are refused.")},
    {"inference.default_startup_timeout", "models", QT_TRANSLATE_NOOP("Setting", "Longest load of a model"),
     QT_TRANSLATE_NOOP("Setting", "Then it is given up."), QT_TRANSLATE_NOOP("Setting", "s")},
    {"inference.overload_status", "models", QT_TRANSLATE_NOOP("Setting", "Answer to too many predictions"),
     QT_TRANSLATE_NOOP("Setting", "503, or 429 for clients that know it.")},
    {"inference.token_expiration_min", "models", QT_TRANSLATE_NOOP("Setting", "TorchServe's keys hold"),
     QT_TRANSLATE_NOOP("Setting", "Those of run/key_file.json."), QT_TRANSLATE_NOOP("Setting", "min")},
    {"inference.handlers", "models", QT_TRANSLATE_NOOP("Setting", "Handlers of archives"),
     QT_TRANSLATE_NOOP("Setting", "Which of ours serves one that an archive names, as NAME = HANDLER in the file.")},
    {"inference.download_limit_mb", "models", QT_TRANSLATE_NOOP("Setting", "Largest download of a model"),
     QT_TRANSLATE_NOOP("Setting", "More is refused."), QT_TRANSLATE_NOOP("Setting", "MB")},
    {"inference.memory_limit_gb", "models", QT_TRANSLATE_NOOP("Setting", "Memory for models"),
     QT_TRANSLATE_NOOP("Setting", "What would need more is refused. 0: what the computer has free."),
     QT_TRANSLATE_NOOP("Setting", "GB")},
    {"inference.trusted_keys", "models", QT_TRANSLATE_NOOP("Setting", "Keys that sign models"),
     QT_TRANSLATE_NOOP("Setting", "Public Ed25519 keys: files, or base64.")},
    {"inference.require_signature", "models", QT_TRANSLATE_NOOP("Setting", "Only signed models"),
     QT_TRANSLATE_NOOP("Setting", "Others are refused, and not loaded at the next start.")},
    {"inference.config", "models", QT_TRANSLATE_NOOP("Setting", "TorchServe's config.properties"),
     QT_TRANSLATE_NOOP("Setting", "A file whose settings count below inferno.toml.")},

    {"audit.alerts.enabled", "notifications", QT_TRANSLATE_NOOP("Setting", "Alerts"),
     QT_TRANSLATE_NOOP("Setting", "Tell channels when a rule fires.")},
    {"audit.alerts.channels", "notifications", QT_TRANSLATE_NOOP("Setting", "Channels"),
     QT_TRANSLATE_NOOP("Setting", "email, slack, webhook.")},
    {"audit.alerts.severity_threshold", "notifications", QT_TRANSLATE_NOOP("Setting", "Least severity"),
     QT_TRANSLATE_NOOP("Setting", "Below it nobody is told.")},
    {"audit.alerts.email.recipients", "notifications", QT_TRANSLATE_NOOP("Setting", "E-mail to"),
     QT_TRANSLATE_NOOP("Setting", "Addresses, separated by commas.")},
    {"audit.alerts.email.smtp_server", "notifications", QT_TRANSLATE_NOOP("Setting", "Mail server"),
     QT_TRANSLATE_NOOP("Setting", "HOST:PORT.")},
    {"audit.alerts.email.template", "notifications", QT_TRANSLATE_NOOP("Setting", "Text of the mail"),
     QT_TRANSLATE_NOOP("Setting", "A file with the template.")},
    {"audit.alerts.slack.channel", "notifications", QT_TRANSLATE_NOOP("Setting", "Slack channel"),
     QT_TRANSLATE_NOOP("Setting", "Such as #ops.")},
    {"audit.alerts.slack.webhook_url", "notifications", QT_TRANSLATE_NOOP("Setting", "Slack webhook"),
     QT_TRANSLATE_NOOP("Setting", "It is never shown.")},
    {"audit.alerts.webhook.url", "notifications", QT_TRANSLATE_NOOP("Setting", "Webhook"),
     QT_TRANSLATE_NOOP("Setting", "It is never shown.")},
    {"audit.alerts.webhook.headers", "notifications", QT_TRANSLATE_NOOP("Setting", "Headers of the webhook"),
     QT_TRANSLATE_NOOP("Setting", "They are never shown.")},
    {"batch_queue.notifications.enabled", "notifications", QT_TRANSLATE_NOOP("Setting", "Notices about jobs"),
     QT_TRANSLATE_NOOP("Setting", "Tell channels how runs ended.")},
    {"batch_queue.notifications.channels", "notifications", QT_TRANSLATE_NOOP("Setting", "Channels for jobs"),
     QT_TRANSLATE_NOOP("Setting", "email, slack, webhook.")},
    {"batch_queue.notifications.notify_on", "notifications", QT_TRANSLATE_NOOP("Setting", "When to tell"),
     QT_TRANSLATE_NOOP("Setting", "Such as failure, timeout.")},

    {"accounts.enabled", "diagnostics", QT_TRANSLATE_NOOP("Setting", "Accounts"),
     QT_TRANSLATE_NOOP("Setting", "People sign in with their own names.")},
    {"logs.enabled", "diagnostics", QT_TRANSLATE_NOOP("Setting", "Take logs"),
     QT_TRANSLATE_NOOP("Setting", "Of other programs.")},
};

QString translated(const char* text) {
    return *text == '\0' ? QString() : QCoreApplication::translate("Setting", text);
}

const Row* find(QStringView key) {
    const auto* found = std::ranges::find_if(kRows, [key](const Row& row) { return key == QLatin1String(row.key); });
    return found == std::end(kRows) ? nullptr : found;
}

} // namespace

QList<SettingCategory> settingCategories() {
    const auto words = [](const char* text) { return QCoreApplication::translate("Setting", text); };
    return {{u"service"_s, words(QT_TRANSLATE_NOOP("Setting", "Service")), u"server"_s},
            {u"vault"_s, words(QT_TRANSLATE_NOOP("Setting", "Vault and security")), u"shield-check"_s},
            {u"retention"_s, words(QT_TRANSLATE_NOOP("Setting", "Retention")), u"package"_s},
            {u"scheduler"_s, words(QT_TRANSLATE_NOOP("Setting", "Scheduler")), u"calendar-clock"_s},
            {u"workers"_s, words(QT_TRANSLATE_NOOP("Setting", "Workers")), u"cpu"_s},
            {u"models"_s, words(QT_TRANSLATE_NOOP("Setting", "Models")), u"boxes"_s},
            {u"notifications"_s, words(QT_TRANSLATE_NOOP("Setting", "Notifications")), u"bell"_s},
            {u"appearance"_s, words(QT_TRANSLATE_NOOP("Setting", "Appearance")), u"sun-moon"_s},
            {u"keyboard"_s, words(QT_TRANSLATE_NOOP("Setting", "Keyboard")), u"keyboard"_s},
            {u"diagnostics"_s, words(QT_TRANSLATE_NOOP("Setting", "Diagnostics")), u"heart-pulse"_s},
            {u"about"_s, words(QT_TRANSLATE_NOOP("Setting", "About and licences")), u"info"_s}};
}

QString titleOfCategory(const QString& id) {
    for (const SettingCategory& category : settingCategories())
        if (category.id == id)
            return category.title;
    return id;
}

bool hasSettingWords(QStringView key) {
    return find(key) != nullptr;
}

int placeOfSetting(QStringView key) {
    const Row* row = find(key);
    return row ? static_cast<int>(row - std::begin(kRows)) : static_cast<int>(std::size(kRows));
}

SettingWords wordsOfSetting(const QString& key) {
    if (const Row* row = find(key))
        return {QString::fromLatin1(row->category), translated(row->title), translated(row->help),
                translated(row->unit)};
    return {u"diagnostics"_s, key, {}, {}};
}

} // namespace inferno::models
