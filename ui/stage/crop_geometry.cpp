#include "ui/stage/crop_geometry.h"

#include <QPainter>
#include <algorithm>

#include "ui/stage/picture_scaling.h"

namespace stillwave::ui {

QRectF cropOf(const QSizeF& photo, const QSizeF& target, const QPointF& focus) {
    const QSizeF size = target.scaled(photo, Qt::KeepAspectRatio);
    const double left = std::clamp(focus.x() * photo.width() - size.width() / 2, 0.0, photo.width() - size.width());
    const double top = std::clamp(focus.y() * photo.height() - size.height() / 2, 0.0, photo.height() - size.height());
    return {QPointF(left, top), size};
}

QPointF reachableFocus(const QSizeF& photo, const QSizeF& target, const QPointF& focus) {
    const QRectF crop = cropOf(photo, target, focus);
    QPointF reached = focus;
    if (crop.width() < photo.width()) reached.setX(crop.center().x() / photo.width());
    if (crop.height() < photo.height()) reached.setY(crop.center().y() / photo.height());
    return reached;
}

QRectF shownPart(const QSizeF& photo, const QSizeF& target, const QString& fit, const QPointF& focus) {
    if (photo.isEmpty() || target.isEmpty()) return {0, 0, 1, 1};
    QRectF shown = cropOf(photo, target, focus);
    if (fit == QLatin1String("letterbox")) {
        shown.setSize(target.scaled(photo, Qt::KeepAspectRatioByExpanding));
        shown.moveCenter(QRectF(QPointF(), photo).center());
    }
    return {shown.x() / photo.width(), shown.y() / photo.height(), shown.width() / photo.width(),
            shown.height() / photo.height()};
}

QImage asModelSees(const QImage& photo, const QSize& target, const QString& fit, const QPointF& focus,
                   const QColor& background) {
    if (photo.isNull() || target.isEmpty()) return {};
    if (fit != QLatin1String("letterbox"))
        return smoothlyScaled(photo.copy(cropOf(photo.size(), target, focus).toAlignedRect()), target);
    QImage seen(target, QImage::Format_RGB32);
    seen.fill(background);
    const QRect place = fitted(photo.size(), QRectF(QPointF(), target)).toRect();
    QPainter(&seen).drawImage(place.topLeft(), smoothlyScaled(photo, place.size()));
    return seen;
}

}  // namespace stillwave::ui
