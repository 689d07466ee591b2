// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>

#include <QPointer>
#include <QQmlParserStatus>
#include <QQuickItem>
#include <QtQml/qqmlregistration.h>

class QQmlComponent;

namespace inferno::ui {

/// What an item shows seldom, and hundreds of items have: its ring of focus, its tooltip. The item holds this small
/// object; the face that is seen is made when it is first wanted, by the QML file of its kind, which gets this as
/// `owner`. GUI thread.
class LateFace : public QObject, public QQmlParserStatus {
    Q_OBJECT
    Q_INTERFACES(QQmlParserStatus)
    QML_ANONYMOUS
    Q_PROPERTY(bool shown READ shown WRITE setShown NOTIFY shownChanged)
    Q_PROPERTY(QQuickItem* around READ around WRITE setAround NOTIFY aroundChanged) ///< its parent, unless told

public:
    explicit LateFace(QObject* parent = nullptr) : QObject(parent) {}

    [[nodiscard]] bool shown() const { return shown_; }
    void setShown(bool shown);
    [[nodiscard]] QQuickItem* around() const;
    void setAround(QQuickItem* item);

    void classBegin() override {}
    void componentComplete() override;

Q_SIGNALS:
    void shownChanged();
    void aroundChanged();

protected:
    /// Makes the face if it is wanted and not there yet.
    void settle();
    /// Takes it away; it is made again when it is wanted.
    void drop();
    [[nodiscard]] virtual bool isWanted() const { return shown_; }
    [[nodiscard]] virtual QString file() const = 0;
    [[nodiscard]] virtual bool keepsFace() const { return true; }

private:
    bool shown_ = false;
    bool complete_ = false;
    QPointer<QQuickItem> around_;
    QPointer<QObject> face_;
};

/// The visible focus: 2 px of accent, 2 px outside of its parent. Put one into each control and bind `shown`.
class FocusRing : public inferno::ui::LateFace {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(double gap MEMBER gap_ NOTIFY look)     ///< to what it goes around; NaN is Theme's
    Q_PROPERTY(double inner MEMBER inner_ NOTIFY look) ///< radius of what it goes around; NaN is a control's

public:
    using LateFace::LateFace;

Q_SIGNALS:
    void look();

protected:
    [[nodiscard]] QString file() const override;

private:
    double gap_ = std::numeric_limits<double>::quiet_NaN();
    double inner_ = std::numeric_limits<double>::quiet_NaN();
};

/// A tooltip: one or two lines that name an icon, spell out what is elided, or say why a control is disabled. `shown`
/// is bound by its owner, usually to hover or focus; `text` empty shows nothing; `keys` adds a shortcut. It stands
/// below its parent, in the middle, unless it is told to stand above it or at its right side.
class Tip : public inferno::ui::LateFace {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)
    Q_PROPERTY(QString keys MEMBER keys_ NOTIFY look)
    Q_PROPERTY(int side MEMBER side_ NOTIFY look)
    Q_PROPERTY(int delay MEMBER delay_ NOTIFY look) ///< ms; -1 is Theme's

public:
    enum Side { Below, Above, Right };
    Q_ENUM(Side)

    using LateFace::LateFace;

    [[nodiscard]] QString text() const { return text_; }
    void setText(const QString& text);

Q_SIGNALS:
    void textChanged();
    void look();

protected:
    [[nodiscard]] bool isWanted() const override { return shown() && !text_.isEmpty(); }
    [[nodiscard]] QString file() const override;
    [[nodiscard]] bool keepsFace() const override { return false; }

private:
    QString text_, keys_;
    int side_ = Below;
    int delay_ = -1;
};

} // namespace inferno::ui
