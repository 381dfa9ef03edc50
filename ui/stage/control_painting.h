#pragma once

#include <QPainter>
#include <QString>

#include "ui/stage/control_regions.h"

/// How regions, their paths and the hints about them look on the stage. The colours are the same in all themes, because
/// they lie on the picture and not on the window.
namespace stillwave::ui {

/// The region or frozen area that the artist works on.
struct ControlSelection {
    enum class Kind { none, moved, frozen };
    Kind kind = Kind::none;
    qsizetype index = -1;

    bool operator==(const ControlSelection&) const = default;
};

inline constexpr double handleRadius = 7;  // px

/// The region's path on the stage, whose picture lies in `picture`; its first place is where the arrow begins.
QList<QPointF> pathOnStage(const MovedRegion& region, const QRectF& picture);

/// Draws all regions and frozen areas. `tinted`: the areas are filled too, not only outlined.
void drawControls(QPainter& painter, const StageControls& controls, const ControlSelection& selection,
                  const QRectF& picture, bool tinted);
/// Draws a line that the artist is drawing; the places are on the stage.
void drawLine(QPainter& painter, const QList<QPointF>& places);
/// Draws the brush's circle at its true size.
void drawBrush(QPainter& painter, const QPointF& place, double diameter, bool erases);
/// Dims what of the picture the clip does not show.
void drawOutsideClip(QPainter& painter, const QRectF& picture, const QRectF& clipPart);
/// Draws the card for a photo without regions in the middle of `room`: a small picture and a sentence.
void drawHintCard(QPainter& painter, const QRectF& room, const QString& sentence);
/// Draws a short hint below `place`, within `room`.
void drawHint(QPainter& painter, const QPointF& place, const QRectF& room, const QString& text);

}  // namespace stillwave::ui
