// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/audit_export.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

#include "models/audit_filter.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {
constexpr int kProgressMs = 200;
} // namespace

AuditExport::AuditExport(AppState& app, const AuditFilter& filter, QObject* parent)
    : QObject(parent), app_(app), filter_(filter), formats_({"id", "name", "meaning"}) {
    formats_.setRows({{u"ndjson"_s, tr("NDJSON"), tr("one JSON object a line, every field")},
                      {u"json"_s, tr("JSON"), tr("one list, every field")},
                      {u"csv"_s, tr("CSV"), tr("for spreadsheets; formulas are disarmed")},
                      {u"cef"_s, tr("CEF"), tr("for ArcSight and other collectors")},
                      {u"ocsf"_s, tr("OCSF"), tr("Open Cybersecurity Schema, one object a line")}});
    timer_.setInterval(kProgressMs);
    connect(&timer_, &QTimer::timeout, this, [this] {
        written_ = transfer_->bytes;
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

QString AuditExport::scope() const {
    return filter_.words();
}

bool AuditExport::replaces() const {
    return !running() && !finished_ && QFileInfo::exists(file_);
}

void AuditExport::setFormat(int format) {
    if (format == format_ || running())
        return;
    const QString before = u'.' + formatId();
    format_ = format;
    if (file_.endsWith(before))
        file_ = file_.chopped(before.size()) + u'.' + formatId();
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
    finished_ = false;
    errorText_.clear();
    written_ = 0;
    QString folder = QStandardPaths::writableLocation(QStandardPaths::DownloadLocation);
    if (!QFileInfo(folder).isDir())
        folder = QDir::homePath();
    const QString now = nowIn(app_.clock(), app_.zone()).toString(u"yyyyMMdd-HHmmss");
    file_ = QDir(folder).filePath(u"inferno-audit-"_s + now + u'.' + formatId());
    Q_EMIT changed();
}

void AuditExport::start() {
    if (running() || file_.isEmpty())
        return;
    finished_ = false;
    errorText_.clear();
    written_ = 0;
    transfer_ = std::make_shared<Backend::Transfer>();
    timer_.start();
    Q_EMIT changed();
    app_.backend()
        .exportAudit(filter_.query(), formatId(), file_, transfer_)
        .then(this, [this](const Result<void>& done) {
            const auto transfer = std::exchange(transfer_, nullptr);
            timer_.stop();
            written_ = transfer->bytes;
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

QString AuditExport::progressText() const {
    if (finished_)
        return tr("%1 written to %2").arg(sizeText(written_), file_);
    return running() ? tr("%1 written").arg(sizeText(written_)) : QString();
}

} // namespace inferno::models
