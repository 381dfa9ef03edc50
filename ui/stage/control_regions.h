#pragma once

#include <QImage>
#include <QList>
#include <QPainterPath>
#include <QPointF>
#include <QSizeF>
#include <string>
#include <vector>

#include "types/controls.h"

/// The regions that an artist draws on a photo, as the stage shows and edits them. Places are parts of the photo's
/// width and height, 0..1, as in core/types/controls.h.
namespace stillwave::ui {

/// A part of the photo with its picture and outline at hand.
struct StageArea {
    PhotoArea area;        ///< its mask's path is empty while the mask was not written yet
    QImage mask;           ///< grey, of the photo's shape; null: the area is a polygon
    QPainterPath outline;  ///< in parts of the photo

    bool holds(const QPointF& place) const;
    QPointF centre() const { return outline.boundingRect().center(); }
};

/// A part of the photo that moves. A path that ends where it begins stands for a region without a movement.
struct MovedRegion {
    StageArea area;
    std::vector<PathPlace> path;
    std::string easing = "linear";

    bool moves() const;
    /// How far the region has moved at `time`, 0..1 of the clip, as core/motion/reference_clip.cpp moves it.
    QPointF movedBy(double time) const;
};

struct StageControls {
    QList<MovedRegion> moved;  ///< later ones lie over earlier ones
    QList<StageArea> frozen;

    bool isEmpty() const { return moved.isEmpty() && frozen.isEmpty(); }
};

StageArea polygonArea(const QList<QPointF>& places, double feather);
/// `mask` is grey, of the photo's shape.
StageArea maskArea(const QImage& mask, double feather);
/// The area moved by `by`; what leaves the photo is cut off.
StageArea shifted(const StageArea& area, const QPointF& by);

/// A path from one place straight to another.
std::vector<PathPlace> arrowPath(const QPointF& from, const QPointF& to);
/// A path along the places at even speed on a photo of that shape.
std::vector<PathPlace> evenPath(const QList<QPointF>& places, const QSizeF& photo);
/// A path without a movement.
std::vector<PathPlace> restingPath(const QPointF& place);
QPointF pointOf(const PhotoPlace& place);
PhotoPlace placeOf(const QPointF& point);  ///< within the photo

/// The line with the places left out that lie nearer than `tolerance` to it (Douglas and Peucker).
QList<QPointF> simplified(const QList<QPointF>& line, double tolerance);

}  // namespace stillwave::ui
