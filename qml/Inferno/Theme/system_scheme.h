// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace inferno::ui {

/// Whether the desktop asks for dark windows. Qt 6.5 and later say so; before, a palette whose window is darker than
/// its text is taken for dark. Changes live. GUI thread.
class SystemScheme : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(bool dark READ isDark NOTIFY darkChanged)

public:
    explicit SystemScheme(QObject* parent = nullptr);
    [[nodiscard]] bool isDark() const { return dark_; }

Q_SIGNALS:
    void darkChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void update();
    bool dark_ = false;
};

} // namespace inferno::ui
