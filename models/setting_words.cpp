// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/setting_words.h"

#include <algorithm>

#include <QCoreApplication>

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

// What the translators see: the names and meanings of settings, a line each.
#define SETTING(text) QT_TRANSLATE_NOOP("Setting", text)

struct Row {
    const char* key;
    const char* category;
    const char* title;
    const char* help;
    const char* unit = "";
};

// By category, in the order in which they are shown.
constexpr Row kRows[] = {
    {"api.port", "service", SETTING("Port of the API"),
     SETTING("The window, the command line and clients speak to it.")},
    {"api.listen", "service", SETTING("Address of the API"), SETTING("127.0.0.1 is this computer only.")},
    {"api.hosts", "service", SETTING("Host names"),
     SETTING("Names under which the API may be called, besides this computer's own.")},
    {"api.max_connections", "service", SETTING("Connections at once"), SETTING("More wait until one ends.")},
    {"api.max_body_mb", "service", SETTING("Largest request"), SETTING("A larger one is refused."), "MB"},

    {"audit.enabled", "vault", SETTING("Take events of others"), SETTING("Inferno's own events are always recorded.")},
    {"audit.log_level", "vault", SETTING("Least level of taken events"),
     SETTING("Events of others below it are left out; logins and security never are.")},
    {"audit.inference", "vault", SETTING("Record predictions"),
     SETTING("Every request to a model, a sample of them, or none.")},
    {"audit.encryption.enabled", "vault", SETTING("Encrypt the vault"), SETTING("The vault is always encrypted.")},
    {"audit.encryption.algorithm", "vault", SETTING("Cipher"), SETTING("Both names mean AES-256-GCM.")},
    {"audit.encryption.key_file", "vault", SETTING("Key file"),
     SETTING("Opens the vault. Empty: the one that was made with it.")},
    {"audit.encryption.rotate_keys_days", "vault", SETTING("New keys every"),
     SETTING("The service makes new keys by itself; old records stay readable."), SETTING("days")},
    {"audit.privacy.subject", "vault", SETTING("Names of people"),
     SETTING("With “user” a record holds a number; the name lies apart and can be erased.")},
    {"audit.privacy.fields", "vault", SETTING("Fields sealed with the name"),
     SETTING("Found by their exact value; erased with the person.")},
    {"audit.compression.enabled", "vault", SETTING("Compress"),
     SETTING("Blocks of records are compressed before they are encrypted.")},
    {"audit.compression.algorithm", "vault", SETTING("Compression"),
     SETTING("zstd is small and fast; lz4 is fastest.")},
    {"audit.compression.level", "vault", SETTING("Level of compression"), SETTING("Higher is smaller and slower.")},
    {"audit.compression.threshold_kb", "vault", SETTING("Compress from"),
     SETTING("Smaller blocks are stored as they are."), "KB"},
    {"audit.storage_path", "vault", SETTING("Folder of the vault"), SETTING("Empty: below the data folder.")},
    {"audit.anchors.witnesses", "vault", SETTING("Witnesses"),
     SETTING("Other services that sign this vault's checkpoints.")},
    {"audit.anchors.file", "vault", SETTING("Anchors in a file"),
     SETTING("Checkpoints are added to it; best on another disk.")},
    {"audit.anchors.s3", "vault", SETTING("Anchors in S3"), SETTING("s3://BUCKET/PREFIX, with the archive's access.")},
    {"audit.anchors.webhook", "vault", SETTING("Anchors by webhook"),
     SETTING("A URL that is told every checkpoint. It is kept secret.")},
    {"audit.anchors.interval_seconds", "vault", SETTING("Anchor every"),
     SETTING("How often checkpoints go to these places."), "s"},
    {"witness.origins", "vault", SETTING("Witness for"), SETTING("Vaults whose checkpoints this service signs.")},

    {"audit.retention.max_age_days", "retention", SETTING("Keep events for"),
     SETTING("Older ones are archived or removed, with a record of it. 0: forever."), SETTING("days")},
    {"audit.retention.max_size_gb", "retention", SETTING("Largest vault"),
     SETTING("The oldest events go first. 0: no limit."), "GB"},
    {"audit.retention.classes", "retention", SETTING("Days by type of event"),
     SETTING("Such as job=90, data_access=2555. Others follow the rule above.")},
    {"audit.retention.on_full", "retention", SETTING("When it is full and the archive is away"),
     SETTING("open: it grows on. closed: events of others are refused.")},
    {"audit.retention.cleanup_interval_hours", "retention", SETTING("Look every"),
     SETTING("How often the rules are applied."), "h"},
    {"audit.retention.archive_to_s3", "retention", SETTING("Archive before removing"),
     SETTING("Nothing is removed that is not in the archive.")},
    {"audit.archive.target", "retention", SETTING("Archive"), SETTING("s3://BUCKET/PREFIX, or a folder.")},
    {"audit.archive.endpoint", "retention", SETTING("Endpoint of S3"), SETTING("Empty: that of Amazon.")},
    {"audit.archive.region", "retention", SETTING("Region of S3"), SETTING("As its provider names it.")},
    {"audit.archive.access_key", "retention", SETTING("Access key of S3"),
     SETTING("A text, env:NAME or file:PATH. It is never shown.")},
    {"audit.archive.secret_key", "retention", SETTING("Secret key of S3"),
     SETTING("A text, env:NAME or file:PATH. It is never shown.")},
    {"audit.archive.object_lock", "retention", SETTING("Object lock"),
     SETTING("Nobody can remove archived segments before their time.")},
    {"audit.archive.object_lock_days", "retention", SETTING("Locked for"),
     SETTING("Counts from the day on which a segment is archived."), SETTING("days")},
    {"batch_queue.history.max_age_days", "retention", SETTING("Keep runs for"),
     SETTING("Older runs leave the history; their events stay in the vault. 0: forever."), SETTING("days")},
    {"batch_queue.history.max_runs_per_job", "retention", SETTING("Runs kept of a job"),
     SETTING("The oldest go first. 0: all.")},
    {"batch_queue.history.max_output_mb_per_job", "retention", SETTING("Output kept of a job"),
     SETTING("The oldest goes first. 0: all."), "MB"},

    {"batch_queue.enabled", "scheduler", SETTING("Start jobs"), SETTING("Off: nothing new starts; what runs goes on.")},
    {"batch_queue.scheduling.enable_cron", "scheduler", SETTING("Start by schedule"),
     SETTING("Off: jobs start only when someone asks.")},
    {"batch_queue.scheduling.timezone", "scheduler", SETTING("Time zone of schedules"),
     SETTING("For jobs without their own. Empty: this computer's.")},
    {"batch_queue.scheduling.catch_up_window_seconds", "scheduler", SETTING("Catch up"),
     SETTING("What was missed longer ago is left out."), "s"},
    {"batch_queue.scheduling.catch_up_limit", "scheduler", SETTING("Most caught up"),
     SETTING("Of a job whose policy is to run all that it missed.")},
    {"batch_queue.scheduling.max_scheduled_jobs", "scheduler", SETTING("Most jobs with a schedule"),
     SETTING("0: no limit.")},
    {"batch_queue.default_timeout_seconds", "scheduler", SETTING("Time limit of a run"),
     SETTING("For jobs without their own. 0: none."), "s"},
    {"batch_queue.retry.max_attempts", "scheduler", SETTING("Retries"),
     SETTING("After a failure, for jobs without their own.")},
    {"batch_queue.retry.base_delay_seconds", "scheduler", SETTING("First retry after"),
     SETTING("Later ones wait longer."), "s"},
    {"batch_queue.retry.backoff_multiplier", "scheduler", SETTING("Each wait grows by"),
     SETTING("2 doubles it every time."), "×"},
    {"batch_queue.retry.max_delay_seconds", "scheduler", SETTING("Longest wait"), SETTING("Between two attempts."),
     "s"},

    {"batch_queue.max_concurrent_jobs", "workers", SETTING("Workers"),
     SETTING("Jobs at the same time. 0: as many as there are cores.")},
    {"batch_queue.max_queued_runs", "workers", SETTING("Longest queue"),
     SETTING("More runs are refused. 0: no limit.")},
    {"batch_queue.pools", "workers", SETTING("Pools"),
     SETTING("Groups of jobs with a limit of their own, as NAME = NUMBER in the file.")},
    {"batch_queue.resources.default_cpu_limit", "workers", SETTING("Processor limit"),
     SETTING("For jobs without their own. 0: none."), SETTING("cores")},
    {"batch_queue.resources.default_memory_limit_gb", "workers", SETTING("Memory limit"),
     SETTING("For jobs without their own. 0: none."), "GB"},
    {"batch_queue.resources.monitor_interval_seconds", "workers", SETTING("Measure every"),
     SETTING("How often the use of a running job is written down."), "s"},
    {"batch_queue.run_as", "workers", SETTING("Jobs run as"),
     SETTING("A user without access to the keys. Empty: inferno-job, where there is one.")},
    {"batch_queue.storage_path", "workers", SETTING("Folder of the queue"), SETTING("Empty: below the data folder.")},

    {"inference.workers", "models", SETTING("Workers of a model"),
     SETTING("Requests that it answers at the same time.")},
    {"inference.default_workers_per_model", "models", SETTING("Workers by TorchServe's route"),
     SETTING("For models registered on the management port. 0: none until asked.")},
    {"inference.batch_size", "models", SETTING("Largest batch"), SETTING("Requests that a model answers in one go.")},
    {"inference.model_store", "models", SETTING("Folder of models"),
     SETTING("Archives that may be registered by name. Empty: below the data folder.")},
    {"inference.load_models", "models", SETTING("Load at the start"),
     SETTING("Names of archives in the folder, or “all”.")},
    {"inference.allowed_urls", "models", SETTING("Models may come from"),
     SETTING("Patterns of URLs. Empty: the folder of models only.")},
    {"inference.inference_address", "models", SETTING("Address for predictions"), SETTING("Empty: that of the API.")},
    {"inference.management_address", "models", SETTING("Address for management"),
     SETTING("TorchServe's management routes.")},
    {"inference.metrics_address", "models", SETTING("Address of metrics"), SETTING("For Prometheus.")},
    {"inference.token", "models", SETTING("Predictions need a token"), SETTING("auto: only from other computers.")},
    {"inference.max_request_size", "models", SETTING("Largest prediction request"), SETTING("0: that of the API."),
     "B"},
    {"inference.default_response_timeout", "models", SETTING("Longest prediction"), SETTING("Then it is given up."),
     "s"},
    {"inference.job_queue_size", "models", SETTING("Waiting predictions"), SETTING("More are refused.")},
    {"inference.default_startup_timeout", "models", SETTING("Longest load of a model"), SETTING("Then it is given up."),
     "s"},
    {"inference.overload_status", "models", SETTING("Answer to too many predictions"),
     SETTING("503, or 429 for clients that know it.")},
    {"inference.token_expiration_min", "models", SETTING("TorchServe's keys hold"),
     SETTING("Those of run/key_file.json."), "min"},
    {"inference.handlers", "models", SETTING("Handlers of archives"),
     SETTING("Which of ours serves one that an archive names, as NAME = HANDLER in the file.")},
    {"inference.download_limit_mb", "models", SETTING("Largest download of a model"), SETTING("More is refused."),
     "MB"},
    {"inference.memory_limit_gb", "models", SETTING("Memory for models"),
     SETTING("What would need more is refused. 0: what the computer has free."), "GB"},
    {"inference.trusted_keys", "models", SETTING("Keys that sign models"),
     SETTING("Public Ed25519 keys: files, or base64.")},
    {"inference.require_signature", "models", SETTING("Only signed models"),
     SETTING("Others are refused, and not loaded at the next start.")},
    {"inference.config", "models", SETTING("TorchServe's config.properties"),
     SETTING("A file whose settings count below inferno.toml.")},

    {"audit.alerts.enabled", "notifications", SETTING("Alerts"), SETTING("Tell channels when a rule fires.")},
    {"audit.alerts.channels", "notifications", SETTING("Channels"), SETTING("email, slack, webhook.")},
    {"audit.alerts.severity_threshold", "notifications", SETTING("Least severity"),
     SETTING("Below it nobody is told.")},
    {"audit.alerts.email.recipients", "notifications", SETTING("E-mail to"),
     SETTING("Addresses, separated by commas.")},
    {"audit.alerts.email.smtp_server", "notifications", SETTING("Mail server"), SETTING("HOST:PORT.")},
    {"audit.alerts.email.template", "notifications", SETTING("Text of the mail"), SETTING("A file with the template.")},
    {"audit.alerts.slack.channel", "notifications", SETTING("Slack channel"), SETTING("Such as #ops.")},
    {"audit.alerts.slack.webhook_url", "notifications", SETTING("Slack webhook"), SETTING("It is never shown.")},
    {"audit.alerts.webhook.url", "notifications", SETTING("Webhook"), SETTING("It is never shown.")},
    {"audit.alerts.webhook.headers", "notifications", SETTING("Headers of the webhook"),
     SETTING("They are never shown.")},
    {"batch_queue.notifications.enabled", "notifications", SETTING("Notices about jobs"),
     SETTING("Tell channels how runs ended.")},
    {"batch_queue.notifications.channels", "notifications", SETTING("Channels for jobs"),
     SETTING("email, slack, webhook.")},
    {"batch_queue.notifications.notify_on", "notifications", SETTING("When to tell"),
     SETTING("Such as failure, timeout.")},

    {"accounts.enabled", "diagnostics", SETTING("Accounts"), SETTING("People sign in with their own names.")},
    {"logs.enabled", "diagnostics", SETTING("Take logs"), SETTING("Of other programs.")},
};
#undef SETTING

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
