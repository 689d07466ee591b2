// SPDX-License-Identifier: GPL-3.0-or-later
#include "qml/Inferno/Pages/json_colors.h"

#include <QRegularExpression>

namespace inferno::ui {

using namespace Qt::StringLiterals;

JsonColors::JsonColors(QObject* parent) : QSyntaxHighlighter(parent) {
    connect(this, &JsonColors::changed, this, [this] { rehighlight(); });
}

void JsonColors::setTarget(QQuickTextDocument* target) {
    if (target == target_)
        return;
    target_ = target;
    setDocument(target ? target->textDocument() : nullptr);
    Q_EMIT changed();
}

void JsonColors::highlightBlock(const QString& text) {
    static const QRegularExpression kToken(
        uR"re("(?:[^"\\]|\\.)*"(\s*:)?|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|\b(?:true|false|null)\b)re"_s);
    auto tokens = kToken.globalMatch(text);
    while (tokens.hasNext()) {
        const QRegularExpressionMatch token = tokens.next();
        const QChar begin = text.at(token.capturedStart());
        const bool isKey = token.capturedLength(1) > 0;
        const QColor& color = isKey ? key_ : begin == u'"' ? string_ : begin.isLetter() ? literal_ : number_;
        setFormat(static_cast<int>(token.capturedStart()),
                  static_cast<int>(token.capturedLength() - token.capturedLength(1)), color);
    }
}

} // namespace inferno::ui
