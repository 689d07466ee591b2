// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QObject>
#include <QRectF>
#include <QtQml/qqmlregistration.h>

#include "models/fields_model.h"

namespace inferno::models {

/// Which tiles the overview shows, in which order: one arrangement for each preset, each of which somebody may change
/// and put back. GUI thread.
class TileBoard : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("OverviewPage.board")

    /// Fields tileId, title, source (the QML file of the tile).
    Q_PROPERTY(inferno::models::FieldsModel* tiles READ tiles CONSTANT)
    /// Those that could be added; fields tileId, title, iconName.
    Q_PROPERTY(inferno::models::FieldsModel* others READ others CONSTANT)
    Q_PROPERTY(int preset READ preset WRITE setPreset NOTIFY changed) ///< of kPresets
    Q_PROPERTY(QStringList presets READ presets CONSTANT)             ///< their names
    Q_PROPERTY(bool arranged READ arranged NOTIFY changed)            ///< otherwise than the preset came

public:
    explicit TileBoard(QObject* parent = nullptr);

    FieldsModel* tiles() { return &tiles_; }
    FieldsModel* others() { return &others_; }
    int preset() const { return preset_; }
    void setPreset(int preset);
    static QStringList presets();
    bool arranged() const { return order_.at(preset_) != standard(preset_); }
    bool shows(const QString& tileId) const { return order_.at(preset_).contains(tileId); }

    Q_INVOKABLE void move(int from, int to);
    Q_INVOKABLE void hide(int index);
    /// At the end.
    Q_INVOKABLE void add(const QString& tileId);
    Q_INVOKABLE void putBack();
    /// Where a tile stands in a width: as many in a row as fit, the rows filled evenly.
    Q_INVOKABLE QRectF cell(int index, double width, int count) const;
    /// The place at a point of the same width.
    Q_INVOKABLE int indexAt(double x, double y, double width) const;
    Q_INVOKABLE double heightOf(double width, int count) const;

    /// What differs from how it came; unknown tiles in it are left out when it is read.
    QJsonObject toJson() const;
    void fromJson(const QJsonObject& json);

    static constexpr double kTileHeight = 112;
    static constexpr double kTileMin = 176;
    static constexpr double kGap = 16;

Q_SIGNALS:
    void changed();

private:
    static QStringList standard(int preset);
    void show();

    int preset_ = 0;
    QList<QStringList> order_;
    FieldsModel tiles_;
    FieldsModel others_;
};

} // namespace inferno::models
