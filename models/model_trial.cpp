// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/model_trial.h"

#include "models/language.h"
#include "models/model_words.h"
#include "models/words.h"

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kOutcomeMax = 60;

QString scoreText(double score) {
    return locale().toString(score, 'f', 3);
}

} // namespace

ModelTrial::ModelTrial(QObject* parent) : QObject(parent), classes_({"name", "score", "figure"}) {}

QString ModelTrial::errorTitle() const {
    return error_ ? titleOfError(*error_) : QString();
}

QString ModelTrial::errorText() const {
    return error_ ? detailOfError(*error_) : QString();
}

QString ModelTrial::latencyText() const {
    return body_ ? millisText(seconds_) : QString();
}

QString ModelTrial::outcome() const {
    using Kind = ModelAnswer::Kind;
    switch (answer_.kind) {
    case Kind::None: return {};
    case Kind::Risk: return riskWord(answer_.level);
    case Kind::Classes: return answer_.classes.first().name;
    case Kind::Json:
    case Kind::Text: break;
    }
    return answer_.text.simplified().left(kOutcomeMax);
}

QString ModelTrial::figure() const {
    using Kind = ModelAnswer::Kind;
    return answer_.kind == Kind::Risk      ? scoreText(answer_.probability)
           : answer_.kind == Kind::Classes ? scoreText(answer_.classes.first().score)
                                           : QString();
}

void ModelTrial::begin(const QString& name, const QString& version) {
    ++generation_;
    name_ = name;
    version_ = version;
    error_.reset();
}

void ModelTrial::ask(Backend& backend, const QString& name, const QString& version, const QByteArray& request) {
    begin(name, version);
    running_ = true;
    Q_EMIT changed();
    backend.predict(name, version, request)
        .then(this, [this, asked = generation_](const Result<Backend::Prediction>& prediction) {
            if (asked != generation_)
                return;
            running_ = false;
            if (prediction) {
                show(prediction->body, prediction->seconds);
            } else {
                clear();
                error_ = prediction.error();
                Q_EMIT changed();
            }
            Q_EMIT finished();
        });
}

void ModelTrial::stop() {
    ++generation_;
    running_ = false;
    Q_EMIT changed();
}

void ModelTrial::clear() {
    ++generation_;
    running_ = false;
    body_.reset();
    error_.reset();
    answer_ = {};
    classes_.setRows({});
    Q_EMIT changed();
}

void ModelTrial::recall(const QString& name, const QString& version, const std::string& body, double seconds) {
    begin(name, version);
    running_ = false;
    show(body, seconds);
}

void ModelTrial::show(const std::string& body, double seconds) {
    body_ = body;
    seconds_ = seconds;
    answer_ = readAnswer(body);
    QList<FieldsModel::Row> rows;
    for (const auto& one : answer_.classes)
        rows.append({one.name, one.score, scoreText(one.score)});
    classes_.setRows(rows);
    Q_EMIT changed();
}

} // namespace inferno::models
