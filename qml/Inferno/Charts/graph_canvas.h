// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <set>

#include <QPointer>
#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>

#include "qml/Inferno/Charts/chart_item.h"
#include "qml/Inferno/Charts/graph_scene.h"

namespace inferno::ui {

/// A dependency graph in one item: nodes, edges and frames of three models (see GraphPage), painted with as much detail
/// as the zoom allows, only what is in view. Dragging pans, the wheel zooms around the pointer, hovering lights up what
/// lies up- and downstream; in edit mode a drag from a node's right port draws an edge. It decides nothing: it tells
/// what was pressed. Colours, fonts and glyphs are given by its QML wrapper. GUI thread; paint() runs while that waits.
class GraphCanvasItem : public inferno::ui::ChartItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QAbstractItemModel* nodes READ nodes WRITE setNodes NOTIFY modelsChanged)
    Q_PROPERTY(QAbstractItemModel* edges READ edges WRITE setEdges NOTIFY modelsChanged)
    Q_PROPERTY(QAbstractItemModel* frames READ frames WRITE setFrames NOTIFY modelsChanged)
    Q_PROPERTY(double zoom MEMBER zoom_ NOTIFY viewChanged)
    Q_PROPERTY(double panX MEMBER panX_ NOTIFY viewChanged)
    Q_PROPERTY(double panY MEMBER panY_ NOTIFY viewChanged)
    Q_PROPERTY(bool editing MEMBER editing_ NOTIFY look)
    Q_PROPERTY(QString linkFrom MEMBER linkFrom_ NOTIFY look) ///< an edge is drawn from here by keys
    Q_PROPERTY(bool focusShown MEMBER focusShown_ NOTIFY look)
    Q_PROPERTY(QString hovered READ hovered NOTIFY hoveredChanged)
    Q_PROPERTY(QColor surface MEMBER surface_ NOTIFY look)
    Q_PROPERTY(QColor ground MEMBER ground_ NOTIFY look)
    Q_PROPERTY(QColor sunken MEMBER sunken_ NOTIFY look)
    Q_PROPERTY(QColor dots MEMBER dots_ NOTIFY look)
    Q_PROPERTY(QColor ink MEMBER ink_ NOTIFY look)
    Q_PROPERTY(QColor ink2 MEMBER ink2_ NOTIFY look)
    Q_PROPERTY(QColor edge MEMBER edge_ NOTIFY look)
    Q_PROPERTY(QColor accent MEMBER accent_ NOTIFY look)
    Q_PROPERTY(QFont nameFont MEMBER nameFont_ NOTIFY look)
    Q_PROPERTY(QFont wordFont MEMBER wordFont_ NOTIFY look)
    Q_PROPERTY(QVariantMap glyphs MEMBER glyphs_ NOTIFY look) ///< icon by state

public:
    explicit GraphCanvasItem(QQuickItem* parent = nullptr);

    [[nodiscard]] QAbstractItemModel* nodes() const { return nodes_; }
    [[nodiscard]] QAbstractItemModel* edges() const { return edges_; }
    [[nodiscard]] QAbstractItemModel* frames() const { return frames_; }
    void setNodes(QAbstractItemModel* model);
    void setEdges(QAbstractItemModel* model);
    void setFrames(QAbstractItemModel* model);
    [[nodiscard]] QString hovered() const;

    void paint(QPainter* painter) override;
    /// Writes all of it, in its own colours, as the ending of the file says: .svg, .png or .pdf. Why not; "" = done.
    Q_INVOKABLE QString exportTo(const QString& file);

Q_SIGNALS:
    void modelsChanged();
    void viewChanged();
    void hoveredChanged();
    void nodePressed(const QString& name);
    void nodeOpened(const QString& name); ///< pressed twice
    void edgePressed(const QString& from, const QString& to);
    void framePressed(const QString& group); ///< its head
    void emptyPressed();
    void edgeDrawn(const QString& from, const QString& to);
    void panned();
    void zoomAsked(double factor, double x, double y);

protected:
    void updatePolish() override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseUngrabEvent() override;
    void hoverEnterEvent(QHoverEvent* event) override;
    void hoverMoveEvent(QHoverEvent* event) override;
    void hoverLeaveEvent(QHoverEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    struct Detail {
        bool names, words, icons, smooth;
    };
    void follow(QPointer<QAbstractItemModel>& mine, QAbstractItemModel* model);
    void again();
    void read();
    void changed(const QAbstractItemModel* model, int from, int to);
    void hover(int node);
    [[nodiscard]] QPointF toScene(const QPointF& point) const;
    [[nodiscard]] int portAt(const QPointF& point) const;
    void paintScene(QPainter* painter, const QRectF& visible, double zoom) const;
    void paintFrame(QPainter* painter, const GraphScene::Frame& frame) const;
    void paintEdge(QPainter* painter, const GraphScene::Edge& edge, bool faded, const Detail& detail) const;
    void paintNode(QPainter* painter, const GraphScene::Node& node, bool faded, const Detail& detail) const;
    void paintWords(QPainter* painter, const GraphScene::Node& node, const QColor& status, const Detail& detail) const;
    void paintLink(QPainter* painter) const;

    QPointer<QAbstractItemModel> nodes_, edges_, frames_;
    GraphScene scene_;
    std::vector<bool> family_;
    int hovered_ = -1;
    bool stale_ = true;
    std::set<int> changedNodes_, changedEdges_; ///< rows to read again, where the rest is not stale
    double zoom_ = 1, panX_ = 0, panY_ = 0;
    bool editing_ = false, focusShown_ = false;
    QString linkFrom_;
    QColor surface_, ground_, sunken_, dots_, ink_, ink2_, edge_, accent_;
    QFont nameFont_, wordFont_;
    QVariantMap glyphs_;
    enum class Drag { None, Pan, Link } drag_ = Drag::None;
    bool moved_ = false;
    QPointF pressedAt_, panFrom_, linkTo_;
    int linkNode_ = -1;
};

/// The whole of a graph in a small frame, with what is in view as a box; a press or drag asks to show that point.
class GraphMapItem : public inferno::ui::ChartItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QAbstractItemModel* nodes READ nodes WRITE setNodes NOTIFY changed)
    Q_PROPERTY(QRectF view MEMBER view_ NOTIFY look) ///< in the plan's px
    Q_PROPERTY(QColor accent MEMBER accent_ NOTIFY look)

public:
    explicit GraphMapItem(QQuickItem* parent = nullptr);
    [[nodiscard]] QAbstractItemModel* nodes() const { return nodes_; }
    void setNodes(QAbstractItemModel* model);
    void paint(QPainter* painter) override;

Q_SIGNALS:
    void changed();
    void centred(double x, double y);

protected:
    void updatePolish() override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] double scaleNow() const;
    QPointer<QAbstractItemModel> nodes_;
    GraphScene scene_;
    bool stale_ = true;
    std::set<int> changed_; ///< rows to read again
    QRectF bounds_, view_;
    QColor accent_;
};

} // namespace inferno::ui
