#pragma once

#include <QImage>
#include <QPainter>
#include <QString>

namespace stillwave::ui {

/// The picture scaled to `size` px. A tiny picture is doubled again and again on the way, which rounds off the diamond
/// pattern that linear scaling over many pixels at once leaves.
QImage smoothlyScaled(const QImage& picture, const QSize& size);

/// The place of a picture of size `picture` that is fitted into the middle of `box`.
QRectF fitted(const QSizeF& picture, const QRectF& box);

/// Draws text on a rounded, see-through ground that reads on any picture, in the corner `side` of `within`.
void drawPill(QPainter& painter, const QRectF& within, const QString& text, Qt::Alignment side);

}  // namespace stillwave::ui
