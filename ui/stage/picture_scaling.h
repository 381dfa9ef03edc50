#pragma once

#include <QImage>
#include <QPainter>
#include <QString>

namespace stillwave::ui {

/// The picture at that size in px. Tiny pictures are doubled again and again on the way, which rounds off the diamond
/// pattern that a single linear step over many pixels leaves.
QImage smoothlyScaled(const QImage& picture, const QSize& size);

/// Where a picture of that size lies when it is fitted into the middle of `box`.
QRectF fitted(const QSizeF& picture, const QRectF& box);

/// Text on a rounded, see-through ground that reads on any picture, in that corner of `within`.
void drawPill(QPainter& painter, const QRectF& within, const QString& text, Qt::Alignment side);

}  // namespace stillwave::ui
