// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/tile_board.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <QCoreApplication>
#include <QJsonArray>

namespace inferno::models {

using namespace Qt::StringLiterals;

namespace {

struct TileKind {
    const char* id;
    const char* title;
    const char* icon;
    const char* source;
};

constexpr std::array kKinds = {
    TileKind{"runs", QT_TRANSLATE_NOOP("Tile", "Runs, last 24 h"), "activity", "TileRuns.qml"},
    TileKind{"rate", QT_TRANSLATE_NOOP("Tile", "Success rate, 24 h"), "circle-check", "TileRate.qml"},
    TileKind{"queue", QT_TRANSLATE_NOOP("Tile", "Queue and workers"), "layers", "TileQueue.qml"},
    TileKind{"seal", QT_TRANSLATE_NOOP("Tile", "Vault seal"), "shield-check", "TileSeal.qml"},
    TileKind{"host", QT_TRANSLATE_NOOP("Tile", "Processor and memory"), "cpu", "TileHost.qml"},
    TileKind{"failing", QT_TRANSLATE_NOOP("Tile", "Failing jobs"), "octagon-x", "TileFailing.qml"},
    TileKind{"next", QT_TRANSLATE_NOOP("Tile", "Next run"), "calendar-clock", "TileNext.qml"},
    TileKind{"events", QT_TRANSLATE_NOOP("Tile", "Audit events"), "scroll-text", "TileEvents.qml"},
    TileKind{"disk", QT_TRANSLATE_NOOP("Tile", "Data folder"), "database", "TileDisk.qml"},
    TileKind{"models", QT_TRANSLATE_NOOP("Tile", "Models"), "boxes", "TileModels.qml"},
};
struct Preset {
    const char* id;
    const char* title;
    std::array<const char*, 5> tiles;
};
constexpr std::array kPresets = {
    //: What the overview shows first: the view of who runs the jobs.
    Preset{"operator", QT_TRANSLATE_NOOP("Tile", "Operator"), {"runs", "rate", "queue", "seal", "host"}},
    //: The view of who answers for the audit trail.
    Preset{"compliance", QT_TRANSLATE_NOOP("Tile", "Compliance"), {"seal", "events", "rate", "failing", "disk"}},
    //: The view of who runs models: machine learning.
    Preset{"ml", QT_TRANSLATE_NOOP("Tile", "ML"), {"models", "host", "queue", "runs", "rate"}},
};

const TileKind* kindOf(const QString& id) {
    const auto* kind = std::ranges::find(kKinds, id, [](const TileKind& k) { return QString::fromLatin1(k.id); });
    return kind == kKinds.end() ? nullptr : kind;
}

QString words(const char* text) {
    return QCoreApplication::translate("Tile", text);
}

int perRow(double width) {
    return std::max(1, static_cast<int>((width + TileBoard::kGap) / (TileBoard::kTileMin + TileBoard::kGap)));
}

int rowsOf(double width, int count) {
    return (count + perRow(width) - 1) / perRow(width);
}

} // namespace

TileBoard::TileBoard(QObject* parent)
    : QObject(parent), tiles_({"tileId", "title", "source"}), others_({"tileId", "title", "iconName"}) {
    for (int preset = 0; preset < static_cast<int>(kPresets.size()); ++preset)
        order_.append(standard(preset));
    show();
}

QStringList TileBoard::presets() {
    QStringList names;
    for (const Preset& preset : kPresets)
        names.append(words(preset.title));
    return names;
}

QStringList TileBoard::standard(int preset) {
    QStringList ids;
    for (const char* id : kPresets[static_cast<std::size_t>(preset)].tiles)
        ids.append(QString::fromLatin1(id));
    return ids;
}

void TileBoard::setPreset(int preset) {
    if (preset == preset_ || preset < 0 || preset >= order_.size())
        return;
    preset_ = preset;
    show();
}

void TileBoard::move(int from, int to) {
    QStringList& order = order_[preset_];
    to = std::clamp(to, 0, static_cast<int>(order.size()) - 1);
    if (from < 0 || from >= order.size() || from == to)
        return;
    order.move(from, to);
    show();
}

void TileBoard::hide(int index) {
    QStringList& order = order_[preset_];
    if (index < 0 || index >= order.size() || order.size() == 1)
        return;
    order.removeAt(index);
    show();
}

void TileBoard::add(const QString& tileId) {
    if (!kindOf(tileId) || shows(tileId))
        return;
    order_[preset_].append(tileId);
    show();
}

void TileBoard::putBack() {
    order_[preset_] = standard(preset_);
    show();
}

void TileBoard::show() {
    QList<FieldsModel::Row> shown, others;
    for (const QString& id : order_.at(preset_)) {
        const TileKind* kind = kindOf(id);
        shown.append({id, words(kind->title), QString::fromLatin1(kind->source)});
    }
    for (const TileKind& kind : kKinds)
        if (const QString id = QString::fromLatin1(kind.id); !shows(id))
            others.append({id, words(kind.title), QString::fromLatin1(kind.icon)});
    tiles_.setRows(shown);
    others_.setRows(others);
    Q_EMIT changed();
}

QRectF TileBoard::cell(int index, double width, int count) const {
    const int rows = rowsOf(width, count);
    if (rows == 0)
        return {};
    // The first rows take one more where it does not divide.
    int row = 0, first = 0, places = 0;
    for (;; ++row, first += places) {
        places = (count - first + rows - row - 1) / (rows - row);
        if (index < first + places || row == rows - 1)
            break;
    }
    const double one = std::floor((width - (places - 1) * kGap) / places);
    return {(index - first) * (one + kGap), row * (kTileHeight + kGap), one, kTileHeight};
}

int TileBoard::indexAt(double x, double y, double width) const {
    const int count = tiles_.count();
    int nearest = 0;
    double least = -1;
    for (int index = 0; index < count; ++index) {
        const QPointF way = cell(index, width, count).center() - QPointF(x, y);
        const double distance = QPointF::dotProduct(way, way);
        if (least < 0 || distance < least) {
            least = distance;
            nearest = index;
        }
    }
    return nearest;
}

double TileBoard::heightOf(double width, int count) const {
    const int rows = rowsOf(width, count);
    return rows * kTileHeight + std::max(0, rows - 1) * kGap;
}

QJsonObject TileBoard::toJson() const {
    QJsonObject json;
    if (preset_ != 0)
        json.insert(u"preset"_s, QString::fromLatin1(kPresets[static_cast<std::size_t>(preset_)].id));
    for (int preset = 0; preset < order_.size(); ++preset)
        if (order_.at(preset) != standard(preset))
            json.insert(QString::fromLatin1(kPresets[static_cast<std::size_t>(preset)].id),
                        QJsonArray::fromStringList(order_.at(preset)));
    return json;
}

void TileBoard::fromJson(const QJsonObject& json) {
    for (int preset = 0; preset < order_.size(); ++preset) {
        const QString id = QString::fromLatin1(kPresets[static_cast<std::size_t>(preset)].id);
        if (json.value(u"preset"_s).toString() == id)
            preset_ = preset;
        QStringList known;
        for (const auto& tile : json.value(id).toArray())
            if (kindOf(tile.toString()) && !known.contains(tile.toString()))
                known.append(tile.toString());
        if (!known.isEmpty())
            order_[preset] = known;
    }
    show();
}

} // namespace inferno::models
