// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QQuickItem>
#include <QStringList>

#include "core/base/clock.h"
#include "models/app_state.h"
#include "models/fakes/fake_backend.h"
#include "qml/Inferno/App/window_settings.h"

/// What QML tests need from C++: the state of a made-up installation, walks over real items as a keyboard and a screen
/// reader see them, and the warnings of the engine. In QML: `import Inferno.Test`, then `Bench`.
class Bench : public QObject {
    Q_OBJECT
    Q_PROPERTY(inferno::models::AppState* app READ app CONSTANT)
    Q_PROPERTY(inferno::ui::WindowSettings* settings READ settings CONSTANT)

public:
    explicit Bench(QObject* parent = nullptr);
    ~Bench() override;

    inferno::models::AppState* app() { return app_.get(); }
    inferno::ui::WindowSettings* settings() { return &settings_; }

    /// Warnings since the last call: binding loops, type errors, icons that do not exist. Empty is good.
    Q_INVOKABLE QStringList takeWarnings();
    /// The items below `root` that Tab stops at and that have no accessible name or no role, by type and place.
    Q_INVOKABLE QStringList unnamed(QQuickItem* root) const;
    /// How many stops Tab makes from `root`'s first item until it is back, or -1 if it does not come back in 500.
    Q_INVOKABLE int tabStops(QQuickItem* root) const;
    /// The accessible name of an item, as a screen reader gets it.
    Q_INVOKABLE QString nameOf(QQuickItem* item) const;
    /// What a screen reader finds at `item`, which must be a table: "rows x columns", the columns' titles, then each
    /// row in view as "number role: cell | cell" with where the interfaces do not agree with each other. A line each.
    Q_INVOKABLE QStringList tableOf(QQuickItem* item) const;
    /// True where a pixel row or column just outside of `item` (2 to 4 px) has the colour `accent`: the focus ring.
    Q_INVOKABLE bool hasRing(QQuickItem* item, const QColor& accent) const;
    /// What the tooltip of an item says that is shown now; "" where none is.
    Q_INVOKABLE QString tipOf(QQuickItem* item) const;
    /// The names of the QML files of a folder of the sources, without the ending, and the text of one.
    Q_INVOKABLE QStringList qmlFiles(const QString& folder) const;
    Q_INVOKABLE QString qmlSource(const QString& folder, const QString& name) const;
    /// Writes what the window of `item` shows to `name`.png in $INFERNO_SCREENS; without it nothing.
    Q_INVOKABLE void keepPicture(QQuickItem* item, const QString& name) const;

private:
    inferno::models::FakeBackend backend_;
    std::unique_ptr<inferno::models::AppState> app_;
    inferno::ui::WindowSettings settings_;
};
