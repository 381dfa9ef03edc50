#include "ui/stage/picture_scaling.h"

#include <QFontMetricsF>
#include <QPainter>

namespace stillwave::ui {

QImage smoothlyScaled(const QImage& picture, const QSize& size) {
    if (picture.isNull() || picture.size() == size) return picture;
    QImage grown = picture;
    while (grown.width() * 2 < size.width() && grown.height() * 2 < size.height() && grown.width() < 512)
        grown = grown.scaled(grown.size() * 2, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    return grown.scaled(size, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

QRectF fitted(const QSizeF& picture, const QRectF& box) {
    const QSizeF size = picture.scaled(box.size(), Qt::KeepAspectRatio);
    return {box.x() + (box.width() - size.width()) / 2, box.y() + (box.height() - size.height()) / 2, size.width(),
            size.height()};
}

void drawPill(QPainter& painter, const QRectF& within, const QString& text, Qt::Alignment side) {
    const QFontMetricsF metrics(painter.font());
    const double padding = metrics.height() * 0.6;
    const double height = metrics.height() * 1.5;
    const double room = within.width() - 2 * padding;
    if (text.isEmpty() || room < metrics.averageCharWidth() * 4 || within.height() < height) return;
    const QString shown = metrics.elidedText(text, Qt::ElideRight, room);
    const double width = metrics.horizontalAdvance(shown) + 2 * padding;
    const double left = side & Qt::AlignRight ? within.right() - width : within.left();
    const double top = side & Qt::AlignBottom ? within.bottom() - height : within.top();
    const QRectF pill(left, top, width, height);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    // The pill is black and white in all themes, because it lies on the picture and not on the window.
    painter.setBrush(QColor(0, 0, 0, 165));
    painter.drawRoundedRect(pill, height / 2, height / 2);
    painter.setPen(QColor(255, 255, 255, 235));
    painter.drawText(pill, Qt::AlignCenter, shown);
    painter.restore();
}

}  // namespace stillwave::ui
