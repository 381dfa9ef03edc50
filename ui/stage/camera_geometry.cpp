#include "ui/stage/camera_geometry.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace stillwave::ui {
namespace {

constexpr double fieldOfView = 50;  // degrees, of the frame's longer side

double radians(double degrees) {
    return degrees * std::numbers::pi / 180;
}

double degrees(double radians) {
    return radians * 180 / std::numbers::pi;
}

// The rotations about the axes x (right), y (down) and z (ahead). A QTransform multiplies rows from the left, so these
// are the transposes of the usual matrices, and the first factor of a product acts first.
QTransform aboutX(double a) {
    return {1, 0, 0, 0, std::cos(a), std::sin(a), 0, -std::sin(a), std::cos(a)};
}
QTransform aboutY(double a) {
    return {std::cos(a), 0, -std::sin(a), 0, 1, 0, std::sin(a), 0, std::cos(a)};
}
QTransform aboutZ(double a) {
    return {std::cos(a), std::sin(a), 0, -std::sin(a), std::cos(a), 0, 0, 0, 1};
}

double focalLength(const QSizeF& frame) {
    return std::max(frame.width(), frame.height()) / 2 / std::tan(radians(fieldOfView) / 2);
}

QTransform toPixels(const QSizeF& frame) {
    const double focal = focalLength(frame);
    return {focal, 0, 0, 0, focal, 0, frame.width() / 2, frame.height() / 2, 1};
}

// Orbit and push. The pivot stays in the middle, and what is as far as it grows by the push.
QTransform travelled(const CameraPath& camera, double done) {
    const double orbit = radians(camera.orbit) * done;
    return {std::cos(orbit), 0, -std::sin(orbit), 0, 1, 0, 0, 0, std::pow(camera.push, -done)};
}

}  // namespace

double easedShare(const std::string& easing, double time) {
    if (easing == "linear") return time;
    if (easing == "ease_in") return time * time;
    if (easing == "ease_out") return time * (2 - time);
    return time * time * (3 - 2 * time);
}

QTransform cameraView(const CameraPath& camera, const QSizeF& frame, double done) {
    const auto turned = aboutY(-radians(camera.pan) * done) * aboutX(-radians(camera.tilt) * done) *
                        aboutZ(-radians(camera.roll) * done);
    const auto pixels = toPixels(frame);
    return pixels.inverted() * travelled(camera, done) * turned * pixels;
}

QPolygonF cameraEndFrame(const CameraPath& camera, const QSizeF& frame) {
    const auto seen = cameraView(camera, frame).inverted();
    QPolygonF corners;
    for (const QPointF& corner :
         {QPointF(0, 0), QPointF(frame.width(), 0), QPointF(frame.width(), frame.height()), QPointF(0, frame.height())})
        corners.append(seen.map(corner));
    return corners;
}

QPointF cameraEndCentre(const CameraPath& camera, const QSizeF& frame) {
    return cameraView(camera, frame).inverted().map(QPointF(frame.width() / 2, frame.height() / 2));
}

void lookAt(CameraPath& camera, const QSizeF& frame, const QPointF& place) {
    const double focal = focalLength(frame);
    const double x = (place.x() - frame.width() / 2) / focal;
    const double y = (place.y() - frame.height() / 2) / focal;
    const auto travel = travelled(camera, 1);
    const double right = x * travel.m11();
    const double ahead = x * travel.m13() + travel.m33();
    camera.pan = degrees(std::atan2(right, ahead));
    camera.tilt = degrees(std::atan2(-y, std::hypot(right, ahead)));
    boundCamera(camera);
}

void boundCamera(CameraPath& camera) {
    for (double* angle : {&camera.pan, &camera.tilt, &camera.roll, &camera.orbit})
        *angle = std::clamp(*angle, -largestCameraAngle, largestCameraAngle);
    camera.push = std::clamp(camera.push, smallestPush, largestPush);
}

}  // namespace stillwave::ui
