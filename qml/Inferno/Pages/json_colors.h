// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QQuickTextDocument>
#include <QSyntaxHighlighter>
#include <QtQml/qqmlregistration.h>

namespace inferno::ui {

/// Colours JSON in a TextEdit: keys, strings, numbers, and true, false and null. Text that is no JSON keeps its colour
/// as far as it is none. A string does not go over a line's end.
class JsonColors : public QSyntaxHighlighter {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QQuickTextDocument* target READ target WRITE setTarget NOTIFY changed)
    Q_PROPERTY(QColor key MEMBER key_ NOTIFY changed)
    Q_PROPERTY(QColor string MEMBER string_ NOTIFY changed)
    Q_PROPERTY(QColor number MEMBER number_ NOTIFY changed)
    Q_PROPERTY(QColor literal MEMBER literal_ NOTIFY changed)

public:
    explicit JsonColors(QObject* parent = nullptr);

    QQuickTextDocument* target() const { return target_; }
    void setTarget(QQuickTextDocument* target);

Q_SIGNALS:
    void changed();

protected:
    void highlightBlock(const QString& text) override;

private:
    QQuickTextDocument* target_ = nullptr;
    QColor key_;
    QColor string_;
    QColor number_;
    QColor literal_;
};

} // namespace inferno::ui
