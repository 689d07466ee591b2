// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QQuickTextDocument>
#include <QSyntaxHighlighter>
#include <QtQml/qqmlregistration.h>

namespace inferno::ui {

/// Colours a line of the query language in a TextEdit: fields, values, numbers and operators (models/query_syntax.h).
class QueryColors : public QSyntaxHighlighter {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QQuickTextDocument* target READ target WRITE setTarget NOTIFY changed)
    Q_PROPERTY(QColor field MEMBER field_ NOTIFY changed)
    Q_PROPERTY(QColor value MEMBER value_ NOTIFY changed)
    Q_PROPERTY(QColor number MEMBER number_ NOTIFY changed)
    Q_PROPERTY(QColor operators MEMBER operators_ NOTIFY changed)

public:
    explicit QueryColors(QObject* parent = nullptr);

    QQuickTextDocument* target() const { return target_; }
    void setTarget(QQuickTextDocument* target);

Q_SIGNALS:
    void changed();

protected:
    void highlightBlock(const QString& text) override;

private:
    QQuickTextDocument* target_ = nullptr;
    QColor field_;
    QColor value_;
    QColor number_;
    QColor operators_;
};

} // namespace inferno::ui
