// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/Pages/query_colors.h"

#include "models/query_syntax.h"

namespace inferno::ui {

using models::QueryToken;

QueryColors::QueryColors(QObject* parent) : QSyntaxHighlighter(parent) {
    connect(this, &QueryColors::changed, this, [this] { rehighlight(); });
}

void QueryColors::setTarget(QQuickTextDocument* target) {
    if (target == target_)
        return;
    target_ = target;
    setDocument(target ? target->textDocument() : nullptr);
    Q_EMIT changed();
}

void QueryColors::highlightBlock(const QString& text) {
    for (const QueryToken& token : models::queryTokens(text)) {
        switch (token.kind) {
        case QueryToken::Kind::Field: setFormat(token.start, token.length, field_); break;
        case QueryToken::Kind::Value: setFormat(token.start, token.length, value_); break;
        case QueryToken::Kind::Number: setFormat(token.start, token.length, number_); break;
        case QueryToken::Kind::Operator: setFormat(token.start, token.length, operators_); break;
        case QueryToken::Kind::Other: break;
        }
    }
}

} // namespace inferno::ui
