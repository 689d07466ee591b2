// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>

/// The vault's query language as a window sees it while it is typed: for colours and for completion. It never refuses;
/// what is a mistake, the service says. Pure; O(length).
namespace inferno::models {

struct QueryToken {
    enum class Kind { Field, Value, Number, Operator, Other };
    Kind kind = Kind::Other;
    int start = 0;
    int length = 0;
};
QList<QueryToken> queryTokens(const QString& text);

/// What is being typed at `cursor`: a field's name, or a value of `field`; `start` is where its text begins.
struct QueryPlace {
    bool isValue = false;
    QString field;  ///< of a value
    QString prefix; ///< what is typed of it so far, without an opening quote
    int start = 0;
};
QueryPlace queryPlace(const QString& text, int cursor);

} // namespace inferno::models
