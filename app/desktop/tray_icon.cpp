// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/tray_icon.h"

#include <QPainter>
#include <QPainterPath>

#include "qml/Inferno/Theme/app_icon.h"

using namespace Qt::StringLiterals;

namespace inferno::desktop {

namespace {

// Signs are drawn on a grid of 22, in the square from 12 to 22.
constexpr double kGrid = 22;

QPainterPath sign(TrayState state) {
    QPainterPath path;
    switch (state) {
    case TrayState::Idle: break;
    case TrayState::Running:
        path.arcMoveTo(13.2, 13.2, 7.6, 7.6, 60);
        path.arcTo(13.2, 13.2, 7.6, 7.6, 60, -270);
        break;
    case TrayState::Attention:
        path.moveTo(17, 13);
        path.lineTo(21.2, 20.8);
        path.lineTo(12.8, 20.8);
        path.closeSubpath();
        path.moveTo(17, 15.9);
        path.lineTo(17, 18);
        path.moveTo(17, 19.3);
        path.lineTo(17, 19.4);
        break;
    case TrayState::Paused:
        path.addRect(14, 13.4, 1.6, 7.2);
        path.addRect(18.4, 13.4, 1.6, 7.2);
        break;
    case TrayState::Sealed:
        path.addRoundedRect(13.4, 16.6, 7.2, 4.6, 1, 1);
        path.moveTo(14.9, 16.6);
        path.lineTo(14.9, 15.2);
        path.arcTo(14.9, 13.1, 4.2, 4.2, 180, -180);
        path.lineTo(19.1, 16.6);
        break;
    case TrayState::Disconnected:
        path.moveTo(14.2, 14.2);
        path.lineTo(20.2, 20.2);
        path.moveTo(20.2, 14.2);
        path.lineTo(14.2, 20.2);
        break;
    }
    return path;
}

} // namespace

QPixmap trayPixmap(TrayState state, const QColor& ink, int edge) {
    const bool alone = state == TrayState::Idle;
    const double scale = edge / kGrid;
    QImage picture(edge, edge, QImage::Format_ARGB32_Premultiplied);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    const int flame = qRound((alone ? 18 : 17) * scale);
    const QPointF at = alone ? QPointF(2 * scale, 2 * scale) : QPointF(0, 1 * scale);
    painter.setOpacity(state == TrayState::Disconnected ? 0.5 : 1);
    painter.drawImage(at, ui::iconImage(u"flame"_s, ink, flame));
    painter.setOpacity(1);
    if (!alone) {
        painter.scale(scale, scale);
        painter.setCompositionMode(QPainter::CompositionMode_Clear); // room around the sign
        painter.setPen(Qt::NoPen);
        painter.setBrush(Qt::black);
        painter.drawEllipse(QPointF(17, 17.2), 6.1, 6.1);
        painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
        painter.setPen(QPen(ink, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(state == TrayState::Paused ? QBrush(ink) : QBrush(Qt::NoBrush));
        painter.drawPath(sign(state));
    }
    painter.end();
    return QPixmap::fromImage(picture);
}

QIcon trayIcon(TrayState state, const QColor& ink) {
    QIcon icon;
    for (const int edge : {16, 22, 24, 32, 44, 64})
        icon.addPixmap(trayPixmap(state, ink, edge));
    icon.setIsMask(true);
    return icon;
}

} // namespace inferno::desktop
