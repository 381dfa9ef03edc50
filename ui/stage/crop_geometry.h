#pragma once

#include <QColor>
#include <QImage>
#include <QPointF>
#include <QRectF>
#include <QSizeF>
#include <QString>

namespace stillwave::ui {

/// The largest part of the photo that has the target's aspect, its centre as near to the focus (0..1 of the photo) as
/// the photo's edges allow. In the photo's px.
QRectF cropOf(const QSizeF& photo, const QSizeF& target, const QPointF& focus);

/// `focus` where the crop follows it: within reach of the crop's centre on the axis on which the crop can move.
QPointF reachableFocus(const QSizeF& photo, const QSizeF& target, const QPointF& focus);

/// The picture as the model gets it, for showing. `fit` is "crop" or "letterbox".
QImage asModelSees(const QImage& photo, const QSize& target, const QString& fit, const QPointF& focus,
                   const QColor& background);

}  // namespace stillwave::ui
