// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QQuickItem>
#include <QQuickWindow>
#include <QStringList>

namespace inferno::tests {

/// What a person would find wrong with a drawn window, without a picture to compare with. Each line names a thing by
/// its words and its place; an empty list is good.

/// What takes the focus and lies outside of the window, or outside of the region that clips it, where nothing scrolls
/// to it.
QStringList cutOff(QQuickWindow* window);
/// Words drawn over other words of the same surface.
QStringList overlapping(QQuickWindow* window);
/// Words whose colour differs from the background that `picture` has behind them by less than `least` : 1 (WCAG 2.1);
/// what is disabled may have 4.5 less than others, but never under 2.
QStringList pale(QQuickWindow* window, const QImage& picture, double least);

/// The words that end in "…" because their place is too small.
QList<QQuickItem*> elided(QQuickWindow* window);
/// True where a popup shows exactly these words.
bool shows(QQuickWindow* window, const QString& words);

} // namespace inferno::tests
