#pragma once

#include <QPolygonF>
#include <QSizeF>
#include <QTransform>

#include "types/controls.h"

namespace stillwave::ui {

/// The ranges that the engine allows: the angles in degrees, and the push.
inline constexpr double largestCameraAngle = 60;
inline constexpr double smallestPush = 0.25;
inline constexpr double largestPush = 4;

/// The share of the way, 0..1, that a movement with this easing (a value of stillwave::easings) has done at the share
/// `time` of its duration.
double easedShare(const std::string& easing, double time);

/// Maps the px of a frame of size `frame` to where the camera shows them after the share `done` of its move. All of the
/// photo is taken to be as far as the pivot, so that there is no parallax; motion/camera_rig has the same camera.
QTransform cameraView(const CameraPath& camera, const QSizeF& frame, double done = 1);

/// The part of the frame, in its px, at which the camera looks at the end of its move: its upper left, upper right,
/// lower right and lower left corner. The part can reach beyond the frame.
QPolygonF cameraEndFrame(const CameraPath& camera, const QSizeF& frame);

/// The place in the frame, in its px, that is in the middle of the camera's picture at the end.
QPointF cameraEndCentre(const CameraPath& camera, const QSizeF& frame);

/// Turns the camera by pan and tilt so that `place` of the frame, in its px, is in the middle at the end, as nearly as
/// the ranges allow.
void lookAt(CameraPath& camera, const QSizeF& frame, const QPointF& place);

/// Puts all numbers into their ranges.
void boundCamera(CameraPath& camera);

}  // namespace stillwave::ui
