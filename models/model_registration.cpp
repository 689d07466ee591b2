// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/model_registration.h"

#include <nlohmann/json.hpp>

#include "models/model_words.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr int kBatchMax = 1024;
constexpr int kWorkersMax = 128;

/// What is wrong with a whole number that may be left empty; "" = nothing.
QString numberError(const QString& words, int most) {
    bool isNumber = false;
    const int number = words.trimmed().toInt(&isNumber);
    return words.trimmed().isEmpty() || (isNumber && number >= 1 && number <= most)
               ? QString()
               : ModelRegistration::tr("1 to %1").arg(most);
}

} // namespace

ModelRegistration::ModelRegistration(AppState& app, QObject* parent)
    : QObject(parent), app_(app), handlers_({"id", "name", "meaning"}) {
    handlers_.setRows({{QString(), tr("What the archive names"), tr("for a file that is no archive: tensor")},
                       {u"tensor"_s, u"tensor"_s, tr("numbers in, numbers out")},
                       {u"graph_fraud"_s, u"graph_fraud"_s, tr("the risk of a user in a graph of users")},
                       {u"image_classifier"_s, u"image_classifier"_s, tr("the classes of a JPEG or PNG")}});
}

void ModelRegistration::set(QString& field, const QString& value) {
    if (value == field || running_)
        return;
    field = value;
    errorText_.clear();
    exists_ = false;
    Q_EMIT changed();
}

void ModelRegistration::setHandler(int handler) {
    if (handler == handler_ || handler < 0 || handler >= handlers_.count() || running_)
        return;
    handler_ = handler;
    Q_EMIT changed();
}

QString ModelRegistration::pathError() const {
    const QString path = path_.trimmed();
    return path.isEmpty() || path.startsWith(u'/') ? QString() : tr("The whole path, from / on");
}

QString ModelRegistration::nameError() const {
    return name_.trimmed().contains(u' ') || name_.contains(u'/') ? tr("A name without spaces and slashes") : QString();
}

QString ModelRegistration::versionError() const {
    if (exists_)
        return tr("This version is registered already");
    return version_.trimmed().contains(u' ') || version_.contains(u'/') ? tr("A version such as 1.3") : QString();
}

QString ModelRegistration::batchError() const {
    return numberError(batchSize_, kBatchMax);
}

QString ModelRegistration::workersError() const {
    return numberError(workers_, kWorkersMax);
}

bool ModelRegistration::complete() const {
    return !path_.trimmed().isEmpty() && pathError().isEmpty() && nameError().isEmpty() && versionError().isEmpty() &&
           batchError().isEmpty() && workersError().isEmpty();
}

QString ModelRegistration::command() const {
    QString line = u"inferno models register "_s +
                   (path_.trimmed().isEmpty() ? u"/path/to/model.mar"_s : shellWord(path_.trimmed()));
    const auto add = [&](const QString& option, const QString& value) {
        if (!value.trimmed().isEmpty())
            line += u' ' + option + u' ' + shellWord(value.trimmed());
    };
    add(u"--name"_s, name_);
    add(u"--version"_s, version_);
    add(u"--handler"_s, handlerId());
    add(u"--batch-size"_s, batchSize_);
    add(u"--workers"_s, workers_);
    return line;
}

void ModelRegistration::clear() {
    if (running_)
        return;
    for (QString* field : {&path_, &name_, &version_, &batchSize_, &workers_, &errorText_})
        field->clear();
    exists_ = false;
    handler_ = 0;
    Q_EMIT changed();
}

void ModelRegistration::send() {
    if (running_ || !complete())
        return;
    nlohmann::json request{{"path", path_.trimmed().toStdString()}};
    const auto add = [&](const char* field, const QString& value) {
        if (!value.trimmed().isEmpty())
            request[field] = value.trimmed().toStdString();
    };
    add("name", name_);
    add("version", version_);
    add("handler", handlerId());
    if (!batchSize_.trimmed().isEmpty())
        request["batch_size"] = batchSize_.trimmed().toInt();
    if (!workers_.trimmed().isEmpty())
        request["workers"] = workers_.trimmed().toInt();
    running_ = true;
    errorText_.clear();
    Q_EMIT changed();
    app_.backend().registerModel(request).then(this, [this](const Result<client::Model>& model) {
        running_ = false;
        if (model) {
            clear();
            app_.say(tr("%1 %2 is registered").arg(text(model->name), text(model->version)));
            Q_EMIT registered(*model);
            return;
        }
        exists_ = model.error().code == ErrorCode::ModelExists;
        errorText_ = exists_ ? QString() : titleOfError(model.error()) + u". "_s + detailOfError(model.error());
        Q_EMIT changed();
    });
}

} // namespace inferno::models
