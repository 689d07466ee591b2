// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <QList>
#include <QString>

namespace inferno::models {

/// What a model answered, as a person reads it: a risk with its level and the bounds of the levels, classes with their
/// scores, or anything else as indented JSON. A plain value.
struct ModelAnswer {
    enum class Kind { None, Risk, Classes, Json, Text };
    struct Class {
        QString name;
        double score = 0;
    };

    Kind kind = Kind::None;
    double probability = 0;
    QString level{};        ///< critical high medium low minimal
    QString subject{};      ///< of a risk: "User 77"; "" where the answer names nobody
    QList<double> bounds{}; ///< of a risk: from where low, medium, high and critical reach
    QList<Class> classes{}; ///< the likeliest first
    QString text{};         ///< the answer itself; JSON is indented
};

/// Reads the body of a prediction. Never fails: what is no JSON is text.
ModelAnswer readAnswer(const std::string& body);

/// The word for a level of risk: "Critical risk"; the level itself where it is not known.
QString riskWord(const QString& level);
/// Its place among the five, 0 for minimal to 4 for critical; -1 where it is not known.
int riskRank(const QString& level);

/// A value of an answer and where it stands: "scores[2]", "0.934".
struct AnswerLeaf {
    QString path;
    QString value;
};
/// All values of a JSON answer in their order, at most `most`; a single one without a path for any other text.
QList<AnswerLeaf> leavesOf(const std::string& body, int most);

} // namespace inferno::models
