// SPDX-License-Identifier: GPL-3.0-or-later
// How the graph is drawn, on the screen and into files.
#include <algorithm>
#include <cmath>
#include <utility>

#include <QFileInfo>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgGenerator>

#include "qml/Inferno/Charts/graph_canvas.h"
#include "qml/Inferno/Theme/app_icon.h"

using namespace Qt::StringLiterals;

namespace inferno::ui {

namespace {

constexpr double kDots = 20;
constexpr double kFadedNode = 0.5;
constexpr double kFadedEdge = 0.38;
constexpr double kExportPad = 24;
constexpr double kLargestEdge = 16000; // of a picture, px
constexpr int kSmoothNodes = 400;

QPen dashed(QPen pen, const QString& on) {
    if (on == "completion"_L1)
        pen.setDashPattern({4, 3});
    else if (on == "failure"_L1)
        pen.setDashPattern({1.5, 2.5});
    return pen;
}

} // namespace

void GraphCanvasItem::paint(QPainter* painter) {
    read();
    painter->fillRect(QRectF(0, 0, width(), height()), ground_);
    const double step = zoom_ < 0.4 ? kDots * 2 : kDots;
    painter->setPen(Qt::NoPen);
    painter->setRenderHint(QPainter::Antialiasing, false);
    QPixmap tile(static_cast<int>(step), static_cast<int>(step));
    tile.fill(Qt::transparent);
    {
        QPainter dot(&tile);
        dot.fillRect(0, 0, 1, 1, dots_);
    }
    painter->drawTiledPixmap(
        QRectF(0, 0, width(), height()), tile,
        {std::fmod(std::fmod(-panX_, step) + step, step), std::fmod(std::fmod(-panY_, step) + step, step)});
    painter->save();
    painter->translate(panX_, panY_);
    painter->scale(zoom_, zoom_);
    paintScene(painter, QRectF(toScene({0, 0}), toScene({width(), height()})), zoom_);
    paintLink(painter);
    painter->restore();
}

void GraphCanvasItem::paintScene(QPainter* painter, const QRectF& visible, double zoom) const {
    std::vector<int> shown;
    for (std::size_t i = 0; i < scene_.nodes.size(); ++i)
        if (scene_.nodes[i].rect.adjusted(-6, -6, 6, 6).intersects(visible))
            shown.push_back(static_cast<int>(i));
    const Detail detail{zoom >= 0.45, zoom >= 0.55, zoom >= 0.45,
                        zoom >= 0.3 || static_cast<int>(shown.size()) < kSmoothNodes};
    painter->setRenderHint(QPainter::Antialiasing, detail.smooth);
    for (const auto& frame : scene_.frames)
        if (frame.rect.intersects(visible))
            paintFrame(painter, frame);
    const auto isFamily = [this](const QString& name) {
        const int place = scene_.places.value(name, -1);
        return place >= 0 && family_[static_cast<std::size_t>(place)];
    };
    const bool hovering = hovered_ >= 0;
    for (const auto& edge : scene_.edges)
        if (edge.bounds.intersects(visible))
            paintEdge(painter, edge, edge.dimmed || (hovering && !(isFamily(edge.from) && isFamily(edge.to))), detail);
    for (const int node : shown) {
        const auto& one = scene_.nodes[static_cast<std::size_t>(node)];
        paintNode(painter, one, one.dimmed || (hovering && !family_[static_cast<std::size_t>(node)]), detail);
    }
}

void GraphCanvasItem::paintFrame(QPainter* painter, const GraphScene::Frame& frame) const {
    painter->setPen(QPen(dots_, 1));
    QColor fill = sunken_;
    fill.setAlphaF(0.6F);
    painter->setBrush(fill);
    painter->drawRoundedRect(frame.rect, 10, 10);
    painter->setPen(ink2_);
    painter->setFont(nameFont_);
    painter->drawText(QRectF(frame.rect.x() + 30, frame.rect.y(), frame.rect.width() - 40, 30), Qt::AlignVCenter,
                      frame.label);
    painter->setPen(QPen(ink2_, 1.5));
    const QPointF at(frame.rect.x() + 17, frame.rect.y() + 14);
    painter->drawPolyline(QPolygonF({at + QPointF(-4, -1), at + QPointF(0, 3), at + QPointF(4, -1)}));
}

void GraphCanvasItem::paintEdge(QPainter* painter, const GraphScene::Edge& edge, bool faded,
                                const Detail& detail) const {
    const bool family = hovered_ >= 0 && !faded;
    const bool bad = edge.refused || (edge.broken && !edge.dimmed);
    const QColor colour = bad ? failed_ : edge.lit || edge.chosen || family ? accent_ : edge_;
    painter->setOpacity(faded && !edge.refused ? kFadedEdge : 1);
    const double width = edge.chosen ? 3 : edge.lit || bad ? 2 : 1.5;
    QPen pen(colour, width, Qt::SolidLine, Qt::FlatCap);
    painter->setPen(edge.refused ? pen : dashed(pen, edge.on));
    painter->setBrush(Qt::NoBrush);
    if (detail.smooth)
        painter->drawPath(edge.path);
    else
        painter->drawLine(edge.start, edge.end);
    if (detail.names) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(colour);
        painter->drawPolygon(QPolygonF({edge.end, edge.end + QPointF(-8, -4), edge.end + QPointF(-8, 4)}));
    }
    if (bad) {
        const QPointF middle = edge.path.pointAtPercent(0.5);
        painter->setPen(QPen(failed_, 1.5));
        painter->setBrush(surface_);
        painter->drawEllipse(middle, 9, 9);
        painter->drawLine(middle + QPointF(-3, -3), middle + QPointF(3, 3));
        painter->drawLine(middle + QPointF(-3, 3), middle + QPointF(3, -3));
    }
    painter->setOpacity(1);
}

void GraphCanvasItem::paintNode(QPainter* painter, const GraphScene::Node& node, bool faded,
                                const Detail& detail) const {
    const QColor status = colorOf(node.status);
    const bool heavy = node.chosen || status == failed_;
    painter->setOpacity(faded ? kFadedNode : 1);
    painter->setBrush(surface_);
    painter->setPen(QPen(heavy ? status : edge_, heavy ? 2 : 1));
    if (node.members > 0) // a stack
        painter->drawRoundedRect(node.rect.translated(5, -5), 6, 6);
    painter->drawRoundedRect(node.rect, 6, 6);
    painter->setPen(Qt::NoPen);
    painter->setBrush(status);
    painter->drawRoundedRect(QRectF(node.rect.x() + 1, node.rect.y() + 1, 4, node.rect.height() - 2), 2, 2);
    if (detail.names)
        paintWords(painter, node, status, detail);
    else // words that cannot be read are a bar
        painter->drawRect(QRectF(node.rect.x() + 16, node.rect.center().y() - 6,
                                 std::min(node.rect.width() - 32, 8.0 * static_cast<double>(node.label.size())), 12));
    if (node.progress >= 0) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(running_);
        painter->drawRect(
            QRectF(node.rect.x() + 5, node.rect.bottom() - 4, (node.rect.width() - 7) * node.progress, 3));
    }
    if (node.chosen || node.name == linkFrom_) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(accent_, focusShown_ ? 2.5 : 2, node.name == linkFrom_ ? Qt::DashLine : Qt::SolidLine));
        painter->drawRoundedRect(node.rect.adjusted(-4, -4, 4, 4), 9, 9);
    }
    if (editing_ && node.members == 0) {
        painter->setPen(QPen(accent_, 1.5));
        painter->setBrush(surface_);
        painter->drawEllipse(QPointF(node.rect.right(), node.rect.center().y()), 5, 5);
        painter->drawEllipse(QPointF(node.rect.left(), node.rect.center().y()), 3.5, 3.5);
    }
    painter->setOpacity(1);
}

void GraphCanvasItem::paintWords(QPainter* painter, const GraphScene::Node& node, const QColor& status,
                                 const Detail& detail) const {
    const QRectF rect = node.rect;
    const QString glyph = glyphs_.value(node.status).toString();
    if (detail.icons && !glyph.isEmpty())
        painter->drawImage(QRectF(rect.x() + 14, rect.y() + 12, 16, 16), iconImage(glyph, status, 32));
    painter->setPen(ink_);
    painter->setFont(nameFont_);
    const QFontMetricsF nameSize(nameFont_);
    const QRectF nameRect(rect.x() + 38, rect.y() + 8, rect.width() - 48, 24);
    painter->drawText(nameRect, Qt::AlignVCenter, nameSize.elidedText(node.label, Qt::ElideRight, nameRect.width()));
    if (!detail.words)
        return;
    QFont strong = wordFont_;
    strong.setWeight(QFont::Medium);
    const QFontMetricsF wordSize(strong);
    const double wide = std::min(wordSize.horizontalAdvance(node.statusLabel) + 2, rect.width() - 40);
    painter->setFont(wordFont_);
    painter->setPen(ink2_);
    const QRectF left(rect.x() + 14, rect.y() + 34, rect.width() - 34 - wide, 20);
    painter->drawText(left, Qt::AlignVCenter,
                      QFontMetricsF(wordFont_).elidedText(node.schedule, Qt::ElideRight, left.width()));
    painter->setFont(strong);
    painter->setPen(status);
    painter->drawText(QRectF(rect.right() - 12 - wide, rect.y() + 34, wide, 20), Qt::AlignVCenter | Qt::AlignRight,
                      node.statusLabel);
}

void GraphCanvasItem::paintLink(QPainter* painter) const {
    const int from = drag_ == Drag::Link && moved_ ? linkNode_ : scene_.places.value(linkFrom_, -1);
    if (from < 0 || from >= static_cast<int>(scene_.nodes.size()))
        return;
    const QRectF rect = scene_.nodes[static_cast<std::size_t>(from)].rect;
    QPointF to = linkTo_;
    if (drag_ != Drag::Link) {
        const auto chosen = std::ranges::find_if(scene_.nodes, &GraphScene::Node::chosen);
        if (chosen == scene_.nodes.end() || chosen->name == linkFrom_)
            return;
        to = {chosen->rect.left(), chosen->rect.center().y()};
    }
    painter->setRenderHint(QPainter::Antialiasing, true);
    painter->setPen(QPen(accent_, 2, Qt::DashLine));
    painter->setBrush(Qt::NoBrush);
    painter->drawPath(GraphScene::curve({rect.right(), rect.center().y()}, to));
}

QString GraphCanvasItem::exportTo(const QString& file) {
    read();
    const QRectF all = scene_.bounds().adjusted(-kExportPad, -kExportPad, kExportPad, kExportPad);
    const QString ending = QFileInfo(file).suffix().toLower();
    if (all.isEmpty() || scene_.nodes.empty())
        return tr("There is nothing to write");
    const auto draw = [&](QPaintDevice* device, double scale) {
        QPainter painter;
        if (!painter.begin(device))
            return false;
        painter.fillRect(QRectF(0, 0, all.width() * scale, all.height() * scale), ground_);
        painter.scale(scale, scale);
        painter.translate(-all.topLeft());
        paintScene(&painter, all, 1);
        return painter.end();
    };
    const QString refused = tr("%1 could not be written").arg(file);
    if (ending == "svg"_L1) {
        QSvgGenerator svg;
        svg.setFileName(file);
        svg.setSize(all.size().toSize());
        svg.setViewBox(QRectF(QPointF(), all.size()));
        svg.setTitle(u"Inferno"_s);
        return draw(&svg, 1) ? QString() : refused;
    }
    if (ending == "pdf"_L1) {
        QPdfWriter pdf(file);
        pdf.setPageSize(QPageSize(all.size() * 0.75, QPageSize::Point, {}, QPageSize::ExactMatch)); // 96 px an inch
        pdf.setPageMargins({});
        pdf.setResolution(96);
        return draw(&pdf, 1) ? QString() : refused;
    }
    if (ending == "png"_L1) {
        const double scale = std::min(2.0, kLargestEdge / std::max(all.width(), all.height()));
        QImage image((all.size() * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
        return draw(&image, scale) && image.save(file) ? QString() : refused;
    }
    return tr("The name of the file must end with .svg, .png or .pdf");
}

GraphMapItem::GraphMapItem(QQuickItem* parent) : ChartItem(parent) {
    setAcceptedMouseButtons(Qt::LeftButton);
}

void GraphMapItem::setNodes(QAbstractItemModel* model) {
    if (nodes_ == model)
        return;
    if (nodes_)
        nodes_->disconnect(this);
    nodes_ = model;
    const auto again = [this] {
        stale_ = true;
        polish();
    };
    if (model) {
        connect(model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex& from, const QModelIndex& to) {
            for (int row = from.row(); row <= to.row(); ++row)
                changed_.insert(row);
            polish();
        });
        connect(model, &QAbstractItemModel::rowsInserted, this, again);
        connect(model, &QAbstractItemModel::rowsRemoved, this, again);
    }
    again();
    Q_EMIT changed();
}

void GraphMapItem::updatePolish() {
    for (const int row : std::exchange(changed_, {}))
        stale_ = stale_ || !scene_.readNode(nodes_, row);
    if (std::exchange(stale_, false))
        scene_.readNodes(nodes_);
    bounds_ = scene_.bounds();
    update();
}

double GraphMapItem::scaleNow() const {
    return bounds_.isEmpty() ? 1 : std::min((width() - 8) / bounds_.width(), (height() - 8) / bounds_.height());
}

void GraphMapItem::paint(QPainter* painter) {
    const double scale = scaleNow();
    painter->setPen(Qt::NoPen);
    for (const auto& node : scene_.nodes) {
        QColor colour = node.dimmed ? line_ : colorOf(node.status);
        painter->setBrush(colour);
        const QRectF at((node.rect.x() - bounds_.x()) * scale + 4, (node.rect.y() - bounds_.y()) * scale + 4,
                        std::max(2.0, node.rect.width() * scale), std::max(1.5, node.rect.height() * scale));
        painter->drawRect(at);
    }
    const QRectF box((view_.x() - bounds_.x()) * scale + 4, (view_.y() - bounds_.y()) * scale + 4,
                     view_.width() * scale, view_.height() * scale);
    painter->setPen(QPen(accent_, 1.5));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(box.intersected(QRectF(1, 1, width() - 2, height() - 2)), 2, 2);
}

void GraphMapItem::mousePressEvent(QMouseEvent* event) {
    mouseMoveEvent(event);
    setKeepMouseGrab(true);
    event->accept();
}

void GraphMapItem::mouseMoveEvent(QMouseEvent* event) {
    const QPointF at = (event->position() - QPointF(4, 4)) / scaleNow() + bounds_.topLeft();
    Q_EMIT centred(at.x(), at.y());
}

} // namespace inferno::ui
