// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/service_facts.h"

#include <algorithm>

#include <QSysInfo>
#include <QTimer>
#include <QUrl>

#include "models/app_state.h"
#include "models/language.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPoints = 60;
constexpr int kPartsShown = 3;
constexpr double kNearlyFull = 0.9;

void keep(QList<double>& series, double value) {
    series.append(value);
    if (series.size() > kPoints)
        series.removeFirst();
}

double share(std::uint64_t part, std::uint64_t whole) {
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

/// What follows "NAME+" and eight hex digits of a verifier key's id: "inferno/…+4a1b2c3d".
QString idOfVerifier(const std::string& key) {
    return text(key).section(u'+', 1, 1);
}

} // namespace

ServiceFacts::ServiceFacts(AppState& app)
    : app_(app), figures_({"name", "value", "tip", "series"}),
      ports_({"name", "port", "use", "address", "open", "word"}), storage_({"name", "size", "share", "series"}),
      keys_({"name", "iconName", "mark", "note", "tone", "word", "act"}), lines_({"label", "value", "mono"}) {
    connect(&app_, &AppState::serviceChanged, this, &ServiceFacts::show);
    connect(&app_, &AppState::vaultChanged, this, &ServiceFacts::show);
    connect(&app_, &AppState::figuresChanged, this, &ServiceFacts::showFigures);
    connect(&app_.backend(), &Backend::hostChanged, this, &ServiceFacts::take);
    connect(&app_.backend(), &Backend::auditGrew, this, [this](quint64 events) { grew(events); });
    auto* minute = new QTimer(this);
    connect(minute, &QTimer::timeout, this, [this] {
        if (app_.connected() && app_.currentPage() == "settings"_L1)
            readStorage();
    });
    minute->start(60'000);
    // Not here: what it reads of `app` is made after it.
    QTimer::singleShot(0, this, &ServiceFacts::show);
}

void ServiceFacts::refresh() {
    readStorage();
    app_.backend().host().then(this, [this](const Result<client::HostInfo>& host) {
        if (host)
            take(*host);
    });
}

void ServiceFacts::readStorage() {
    app_.backend().storage().then(this, [this](const Result<Backend::Storage>& storage) {
        if (!storage)
            return;
        parts_ = *storage;
        showStorage();
    });
}

void ServiceFacts::take(const client::HostInfo& host) {
    host_ = host;
    keep(cpu_, host.cpu_percent);
    keep(memory_, share(host.memory_used, host.memory_total) * 100);
    show();
}

void ServiceFacts::grew(quint64 events) {
    const qint64 ms = grewAt_.isValid() ? grewAt_.restart() : 0;
    if (!grewAt_.isValid())
        grewAt_.start();
    if (ms > 0 && events >= events_ && events_ > 0)
        keep(writes_, static_cast<double>(events - events_) * 1000.0 / static_cast<double>(ms));
    events_ = events;
    showFigures();
}

void ServiceFacts::show() {
    showFigures();
    showPorts();
    showStorage();
    showKeys();
    showLines();
    Q_EMIT changed();
}

QString ServiceFacts::title() const {
    using State = AppState::ServiceState;
    switch (app_.serviceState()) {
    case State::Running:
    case State::VersionMismatch: return tr("infernod is running");
    case State::Paused: return tr("infernod is running, its queue is paused");
    case State::Starting: return tr("infernod is starting");
    case State::Connecting: return tr("Looking for infernod");
    case State::Reconnecting:
    case State::Unreachable: break;
    }
    return tr("infernod does not answer");
}

QString ServiceFacts::tone() const {
    if (!app_.connected())
        return app_.serviceState() == AppState::ServiceState::Starting ||
                       app_.serviceState() == AppState::ServiceState::Connecting
                   ? u"neutral"_s
                   : u"failed"_s;
    return mismatch() || !problems().isEmpty() ? u"warning"_s : u"success"_s;
}

QString ServiceFacts::since() const {
    const QDateTime started = timeOf(app_.serviceInfo().started, app_.zone());
    if (!app_.connected() || !started.isValid())
        return {};
    //: How long the service has been running: "for 12 d 4 h".
    return tr("for %1").arg(longDuration(static_cast<double>(started.secsTo(nowIn(app_.clock(), app_.zone())))));
}

QString ServiceFacts::where() const {
    return local() ? tr("On this computer, also without this window") : tr("At %1").arg(app_.address());
}

QString ServiceFacts::process() const {
    return app_.connected() && app_.serviceInfo().pid > 0 ? u"pid %1"_s.arg(app_.serviceInfo().pid) : QString();
}

QString ServiceFacts::version() const {
    if (app_.serviceVersion().isEmpty())
        return {};
    return mismatch() ? tr("version %1, this window is %2").arg(app_.serviceVersion(), app_.windowVersion())
                      : tr("version %1, same as this window").arg(app_.serviceVersion());
}

QString ServiceFacts::facts() const {
    QStringList parts{where(), process(), version()};
    parts.removeAll({});
    return parts.join(u" · "_s);
}

QString ServiceFacts::windowVersion() const {
    return app_.windowVersion();
}

bool ServiceFacts::mismatch() const {
    return app_.serviceState() == AppState::ServiceState::VersionMismatch;
}

bool ServiceFacts::local() const {
    return app_.backend().isLocal();
}

QStringList ServiceFacts::problems() const {
    QStringList list;
    for (const std::string& sentence : app_.serviceInfo().degraded)
        list.append(text(sentence));
    return list;
}

void ServiceFacts::showFigures() {
    QList<FieldsModel::Row> rows;
    const auto add = [&rows](const QString& name, const QString& value, const QString& tip, const QList<double>& all) {
        rows.append({name, value, tip, QVariant::fromValue(all)});
    };
    if (host_.memory_total > 0) {
        add(tr("Processor"), tr("%1 %").arg(locale().toString(host_.cpu_percent, 'f', 1)),
            tr("Of all %n core(s) of the computer, by everybody", nullptr, host_.cores), cpu_);
        add(tr("Memory"), sizeText(host_.memory_used),
            tr("%1 of the computer's %2, by everybody").arg(sizeText(host_.memory_used), sizeText(host_.memory_total)),
            memory_);
    }
    add(tr("Jobs running"), tr("%1 of %2").arg(app_.workersBusy()).arg(app_.workersMax()),
        tr("Workers that are busy, and how many there are"), {});
    add(tr("Vault writes"), writes_.isEmpty() ? tr("none yet") : tr("%1/s").arg(groupedNumber(qRound(writes_.last()))),
        tr("Events a second, since this page is open"), writes_);
    figures_.setRows(rows);
}

QString ServiceFacts::reach() const {
    const QString host = QUrl(text(app_.serviceInfo().url)).host();
    const bool here = host == "localhost"_L1 || host.startsWith("127."_L1) || host == "::1"_L1;
    return host.isEmpty() ? QString() : here ? tr("this computer only") : host;
}

void ServiceFacts::showPorts() {
    struct Use {
        const char* id;
        QString name;
        QString use;
    };
    const QList<Use> uses{{"api", tr("API, inference"), tr("HTTP, token needed")},
                          {"inference", tr("Inference"), tr("Predictions")},
                          {"management", tr("Models"), tr("TorchServe's management")},
                          {"metrics", tr("Metrics"), tr("Prometheus")}};
    const client::ServiceInfo& info = app_.serviceInfo();
    const QString host = QUrl(text(info.url)).host();
    QList<FieldsModel::Row> rows;
    for (const Use& use : uses) {
        const auto found = info.ports.find(use.id);
        const auto shut = std::ranges::find_if(info.degraded, [&](const std::string& sentence) {
            return text(sentence).contains(u"port for %1 "_s.arg(QLatin1String(use.id)));
        });
        const bool open = found != info.ports.end();
        if (!open && shut == info.degraded.end())
            continue;
        const bool listening = open && app_.connected();
        rows.append({use.name, open ? QString::number(found->second) : u"–"_s, use.use,
                     open ? u"http://%1:%2"_s.arg(host).arg(found->second) : QString(), listening,
                     listening          ? tr("listening")
                     : app_.connected() ? tr("shut")
                                        : tr("unknown")});
    }
    ports_.setRows(rows);
}

QString ServiceFacts::folder() const {
    return text(app_.serviceInfo().data_dir);
}
QString ServiceFacts::usedText() const {
    return host_.disk_total > 0 ? sizeText(host_.disk_used) : QString();
}
QString ServiceFacts::ofText() const {
    return tr("of %1 used").arg(sizeText(host_.disk_total));
}
QString ServiceFacts::freeText() const {
    return host_.disk_total > 0 ? tr("%1 free").arg(sizeText(host_.disk_total - host_.disk_used)) : QString();
}
bool ServiceFacts::nearlyFull() const {
    return share(host_.disk_used, host_.disk_total) > kNearlyFull;
}

void ServiceFacts::showStorage() {
    const QHash<QString, QString> names{{u"vault"_s, tr("Vault")},           {u"runs"_s, tr("Output of runs")},
                                        {u"work"_s, tr("Work of jobs")},     {u"models"_s, tr("Models")},
                                        {u"queue"_s, tr("Queue")},           {u"reports"_s, tr("Reports")},
                                        {u"log"_s, tr("Log of the service")}};
    QList<FieldsModel::Row> rows;
    std::uint64_t own = 0;
    const auto add = [&](const QString& name, std::uint64_t bytes, int series) {
        rows.append({name, sizeText(bytes), share(bytes, host_.disk_total), series});
        own += bytes;
    };
    std::uint64_t rest = 0;
    for (const auto& [name, bytes] : parts_.parts) {
        if (rows.size() < kPartsShown)
            add(names.value(text(name), text(name)), bytes, static_cast<int>(rows.size()));
        else
            rest += bytes;
    }
    if (rest > 0)
        add(tr("All other folders"), rest, kPartsShown);
    if (host_.disk_used > own && host_.disk_total > 0)
        rows.append({tr("Others on this disk"), sizeText(host_.disk_used - own),
                     share(host_.disk_used - own, host_.disk_total), -1});
    storage_.setRows(rows);
}

bool ServiceFacts::byPassphrase() const {
    return app_.auditStatus().opened_by == "passphrase";
}
QString ServiceFacts::openedBy() const {
    return byPassphrase() ? tr("a passphrase") : tr("the key file");
}
QString ServiceFacts::keyFile() const {
    return text(app_.auditStatus().key_file);
}

void ServiceFacts::showKeys() {
    const client::AuditStatus& vault = app_.auditStatus();
    QList<FieldsModel::Row> rows;
    const QDateTime now = nowIn(app_.clock(), app_.zone());
    if (!vault.opened_by.empty()) {
        const QDateTime made = timeOf(vault.keys_rotated, app_.zone());
        const QDateTime next = timeOf(vault.keys_rotate, app_.zone());
        const bool soon = next.isValid() && now.daysTo(next) <= 14;
        rows.append({tr("Vault keys"), u"key"_s, tr("version %1").arg(vault.kek_version),
                     made.isValid() ? tr("made %1").arg(whenText(made, now)) : QString(),
                     soon ? u"warning"_s : u"success"_s,
                     soon ? tr("new %1").arg(relativeText(next, now)) : tr("Working"), u"keys"_s});
        rows.append({byPassphrase() ? tr("Passphrase") : tr("Key file"), byPassphrase() ? u"lock"_s : u"file"_s,
                     byPassphrase() ? tr("known to people") : keyFile().section(u'/', -1),
                     byPassphrase() ? tr("opens the vault after each start") : tr("opens the vault by itself"),
                     u"success"_s, tr("Working"), u"root"_s});
    }
    if (!vault.verifier_key.empty())
        rows.append({tr("Signing key"), u"badge-check"_s, idOfVerifier(vault.verifier_key), tr("signs checkpoints"),
                     u"success"_s, tr("Working"), u"signing"_s});
    keys_.setRows(rows);
}

void ServiceFacts::showLines() {
    QList<FieldsModel::Row> rows;
    const auto add = [&rows](const QString& label, const QString& value, bool mono = false) {
        if (!value.isEmpty())
            rows.append({label, value, mono});
    };
    const client::ServiceInfo& info = app_.serviceInfo();
    add(tr("Service"), title());
    for (const QString& problem : problems())
        add(tr("Problem"), problem);
    add(tr("Version"), app_.serviceVersion(), true);
    add(tr("This window"), app_.windowVersion(), true);
    add(tr("Qt"), QString::fromLatin1(qVersion()), true);
    add(tr("System"), QSysInfo::prettyProductName() + u", "_s + QSysInfo::currentCpuArchitecture());
    add(tr("Address"), text(info.url), true);
    add(tr("Instance"), text(info.instance), true);
    add(tr("Process"), info.pid > 0 ? QString::number(info.pid) : QString(), true);
    add(tr("Started"), exactText(timeOf(info.started, app_.zone())), true);
    add(tr("Data folder"), folder(), true);
    add(tr("Its log"), folder().isEmpty() ? QString() : folder() + u"/log/infernod.log"_s, true);
    add(tr("Computer"),
        host_.name.empty()
            ? QString()
            : tr("%1, %n core(s), %2", nullptr, host_.cores).arg(text(host_.name), sizeText(host_.memory_total)));
    for (const std::string& gpu : host_.gpus)
        add(tr("Graphics"), text(gpu));
    add(tr("Time zone"), app_.zoneText());
    add(tr("Vault"), app_.vaultText());
    add(tr("Events"), groupedNumber(static_cast<qint64>(app_.auditStatus().events)), true);
    lines_.setRows(rows);
}

QString ServiceFacts::asText() const {
    QStringList out;
    for (const FieldsModel::Row& row : lines_.rows())
        out.append(row.at(0).toString() + u": "_s + row.at(1).toString());
    return out.join(u'\n') + u'\n';
}

} // namespace inferno::models
