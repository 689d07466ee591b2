// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit_export.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

#include "models/audit_filter.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {
constexpr int kProgressMs = 200;
} // namespace

AuditExport::AuditExport(AppState& app, const AuditFilter& filter, QObject* parent)
    : QObject(parent), app_(app), filter_(filter), formats_({"id", "name", "meaning", "suffix"}) {
    formats_.setRows({{u"ndjson"_s, tr("NDJSON"), tr("one JSON object a line, every field"), u".ndjson"_s},
                      {u"json"_s, tr("JSON"), tr("one list, every field"), u".json"_s},
                      {u"csv"_s, tr("CSV"), tr("for spreadsheets; formulas are disarmed"), u".csv"_s},
                      {u"cef"_s, tr("CEF"), tr("for ArcSight and other collectors"), u".cef"_s},
                      {u"ocsf"_s, tr("OCSF"), tr("Open Cybersecurity Schema, one object a line"), u".ocsf"_s},
                      {QString::fromLatin1(Backend::kEvidence), tr("Evidence bundle (.tar.zst)"),
                       tr("the events with their proofs and a signed checkpoint; inferno-verify checks it anywhere, "
                          "without service and keys"),
                       u".tar.zst"_s}});
    timer_.setInterval(kProgressMs);
    connect(&timer_, &QTimer::timeout, this, [this] {
        written_ = transfer_->bytes;
        found_ = transfer_->found;
        proven_ = transfer_->proven;
        Q_EMIT changed();
    });
    connect(&filter, &AuditFilter::changed, this, &AuditExport::changed);
}

AuditExport::~AuditExport() {
    if (transfer_)
        transfer_->stop = true;
}

QString AuditExport::formatId() const {
    return formats_.at(format_, u"id"_s).toString();
}

QString AuditExport::suffix() const {
    return formats_.at(format_, u"suffix"_s).toString();
}

bool AuditExport::evidence() const {
    return formatId() == QLatin1String(Backend::kEvidence);
}

QString AuditExport::scope() const {
    return only_ ? tr("Event #%1").arg(groupedNumber(static_cast<qint64>(*only_))) : filter_.words();
}

client::AuditQuery AuditExport::query() const {
    if (!only_)
        return filter_.query();
    client::AuditQuery one;
    one.query = "seq=" + std::to_string(*only_);
    return one;
}

bool AuditExport::replaces() const {
    return !running() && !finished_ && QFileInfo::exists(file_);
}

void AuditExport::setFormat(int format) {
    if (format == format_ || format < 0 || format >= formats_.count() || running())
        return;
    const QString before = suffix();
    format_ = format;
    if (file_.endsWith(before))
        file_ = file_.chopped(before.size()) + suffix();
    Q_EMIT changed();
}

void AuditExport::setFile(const QString& file) {
    if (file == file_ || running())
        return;
    file_ = file;
    finished_ = false;
    Q_EMIT changed();
}

void AuditExport::prepare() {
    if (running())
        return;
    if (std::exchange(only_, std::nullopt))
        format_ = formatBefore_;
    propose(u"inferno-audit-"_s + nowIn(app_.clock(), app_.zone()).toString(u"yyyyMMdd-HHmmss"));
}

void AuditExport::prepareEvent(double seq) {
    if (running() || seq < 0)
        return;
    if (!only_)
        formatBefore_ = std::exchange(format_, formats_.count() - 1);
    only_ = static_cast<std::uint64_t>(seq);
    propose(u"inferno-proof-"_s + QString::number(*only_));
}

void AuditExport::propose(const QString& name) {
    finished_ = false;
    errorText_.clear();
    written_ = found_ = proven_ = 0;
    QString folder = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    if (!QFileInfo(folder).isDir())
        folder = QDir::homePath();
    file_ = QDir(folder).filePath(name + suffix());
    Q_EMIT changed();
}

void AuditExport::start() {
    if (running() || file_.isEmpty())
        return;
    finished_ = false;
    errorText_.clear();
    written_ = found_ = proven_ = 0;
    transfer_ = std::make_shared<Backend::Transfer>();
    timer_.start();
    Q_EMIT changed();
    app_.backend().exportAudit(query(), formatId(), file_, transfer_).then(this, [this](const Result<void>& done) {
        const auto transfer = std::exchange(transfer_, nullptr);
        timer_.stop();
        written_ = transfer->bytes;
        found_ = transfer->found;
        proven_ = transfer->proven;
        finished_ = done && !transfer->stop;
        if (!done)
            errorText_ = titleOfError(done.error()) + u". "_s + detailOfError(done.error());
        Q_EMIT changed();
    });
}

void AuditExport::cancel() {
    if (transfer_)
        transfer_->stop = true;
}

QString AuditExport::checkCommand() const {
    static const QRegularExpression plain(u"^[\\w/.,:+@-]+$"_s);
    QString file = file_;
    if (!plain.match(file).hasMatch())
        file = u'\'' + file.replace(u'\'', u"'\\''"_s) + u'\'';
    return u"inferno-verify "_s + file;
}

double AuditExport::progress() const {
    return running() && evidence() && proven_ > 0 ? double(proven_) / double(found_) : -1;
}

QString AuditExport::progressText() const {
    const auto number = [](quint64 count) { return groupedNumber(static_cast<qint64>(count)); };
    if (finished_ && evidence())
        return tr("%1 events with their proofs, %2, written to %3").arg(number(proven_), sizeText(written_), file_);
    if (finished_)
        return tr("%1 written to %2").arg(sizeText(written_), file_);
    if (!running())
        return {};
    if (!evidence())
        return tr("%1 written").arg(sizeText(written_));
    if (proven_ == 0)
        return tr("Looking for the events: %1 found").arg(number(found_));
    return proven_ < found_ ? tr("%1 of %2 proofs").arg(number(proven_), number(found_))
                            : tr("All %1 proofs are there; packing").arg(number(found_));
}

} // namespace inferno::models
