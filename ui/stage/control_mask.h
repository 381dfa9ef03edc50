#pragma once

#include <QImage>
#include <QPainterPath>
#include <QSize>

/// Masks of regions that are painted: grey pictures of the photo's shape, white inside.
namespace stillwave::ui {

inline constexpr int maskSide = 1024;  ///< px, the longer side at most

/// The size of a photo's masks.
QSize maskSizeOf(const QSize& photo);

/// An empty mask.
QImage emptyMask(const QSize& size);

/// The inside of an outline, which is in parts of the photo.
QImage maskOf(const QPainterPath& outline, const QSize& size);

/// Paints (white) or erases (black) a round stroke from one place to another, which are in parts of the photo.
/// `diameter` is in parts of the photo's longer side.
void paintStroke(QImage& mask, const QPointF& from, const QPointF& to, double diameter, bool white);

bool isEmptyMask(const QImage& mask);

/// The mask's outline in parts of the photo, with holes as inner outlines.
QPainterPath contourOf(const QImage& mask);

/// The mask with a soft edge inside, `width` px wide, as core/motion/reference_clip.cpp makes it. The picture's border
/// is no edge.
QImage withSoftEdgeInside(const QImage& mask, double width);

/// `picture` with the mask as its transparency. The sizes must be the same.
QImage cutOut(const QImage& picture, const QImage& mask);

/// The mask with everything white that is not black.
QImage anyInside(const QImage& mask);

}  // namespace stillwave::ui
