#pragma once

#include <QColor>
#include <QImage>
#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QString>

namespace stillwave::ui {

/// The crop in the photo's px: its largest part that has the target's aspect, with its centre as near to the focus
/// (0..1 of the photo) as the photo's edges allow.
QRectF cropOf(const QSizeF& photo, const QSizeF& target, const QPointF& focus);

/// The point nearest to `focus` that the crop's centre can reach on the axis on which the crop can move.
QPointF reachableFocus(const QSizeF& photo, const QSizeF& target, const QPointF& focus);

/// The part of the photo that the clip's frames show, 0..1 of its width and height. Between bars the frames reach
/// beyond the photo.
QRectF shownPart(const QSizeF& photo, const QSizeF& target, const QString& fit, const QPointF& focus);

/// The photo as the model gets it, for showing: `target` px large, cropped or between bars. `fit` is "crop" or
/// "letterbox".
QImage asModelSees(const QImage& photo, const QSize& target, const QString& fit, const QPointF& focus,
                   const QColor& background);

}  // namespace stillwave::ui
