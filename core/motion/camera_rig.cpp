#include "motion/camera_rig.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>
#include <sstream>
#include <utility>

#include "motion/hole_filling.h"
#include "motion/mask_matrix.h"

namespace stillwave::motion {
namespace {

void check_range(const char* name, double value, double least, double most) {
    if (value >= least && value <= most) return;
    std::ostringstream message;
    message << name << " is " << value << ", but " << least << " to " << most << " is possible.";
    throw Error(ErrorCode::invalid_argument, message.str());
}

void check(const Image& photo, const NearnessMap& nearness, const CameraMove& move, int num_frames, double fps) {
    if (photo.empty()) throw Error(ErrorCode::invalid_argument, "The photo is empty.");
    if (nearness.width != photo.width || nearness.height != photo.height)
        throw Error(ErrorCode::invalid_argument, "The depth's size is not the photo's.");
    if (num_frames < 2 || !(fps > 0))
        throw Error(ErrorCode::invalid_argument,
                    "A camera move needs 2 frames or more and a positive number of frames a second.");
    check_range("pan", move.pan_degrees, -60, 60);
    check_range("tilt", move.tilt_degrees, -60, 60);
    check_range("roll", move.roll_degrees, -60, 60);
    check_range("orbit", move.orbit_degrees, -60, 60);
    check_range("push", move.push, 0.25, 4);
    check_range("the pivot's nearness", move.pivot_nearness, 1e-3, 1);
    check_range("the field of view", move.field_of_view_degrees, 10, 120);
}

double radians(double degrees) {
    return degrees * std::numbers::pi / 180;
}

/// The rotation about one axis by which points are seen from a camera that has turned.
cv::Matx33d about_x(double a) {
    return {1, 0, 0, 0, std::cos(a), -std::sin(a), 0, std::sin(a), std::cos(a)};
}
cv::Matx33d about_y(double a) {
    return {std::cos(a), 0, std::sin(a), 0, 1, 0, -std::sin(a), 0, std::cos(a)};
}
cv::Matx33d about_z(double a) {
    return {std::cos(a), -std::sin(a), 0, std::sin(a), std::cos(a), 0, 0, 0, 1};
}

/// A pinhole camera that sees the photo's points moved by a rotation and then a shift. Axes: x right, y down, z ahead.
struct View {
    double focal_px;
    cv::Point2d middle;  ///< px
    cv::Matx33d rotation;
    cv::Vec3d shift;

    /// Returns the place in px, and the nearness there, at which this view shows a pixel of the photo.
    cv::Vec3d seen(double x, double y, double nearness) const {
        return projected(rotation * point_at(x, y, nearness) + shift);
    }
    /// Returns the place in the photo, and the nearness there, that a pixel of this view shows.
    cv::Vec3d origin(double x, double y, double nearness) const {
        return projected(rotation.t() * (point_at(x, y, nearness) - shift));
    }

    cv::Vec3d point_at(double x, double y, double nearness) const {
        return {(x - middle.x) / focal_px / nearness, (y - middle.y) / focal_px / nearness, 1 / nearness};
    }
    cv::Vec3d projected(const cv::Vec3d& point) const {
        return {focal_px * point[0] / point[2] + middle.x, focal_px * point[1] / point[2] + middle.y, 1 / point[2]};
    }
};

/// Returns the view after the share `done` of the move.
View view_at(const CameraMove& move, cv::Size size, double done) {
    const double focal = std::max(size.width, size.height) / 2.0 / std::tan(radians(move.field_of_view_degrees) / 2);
    const double distance = 1 / move.pivot_nearness;
    const cv::Vec3d pivot(0, 0, distance);
    const auto orbit = about_y(radians(move.orbit_degrees) * done);
    const auto turn = about_z(-radians(move.roll_degrees) * done) * about_x(-radians(move.tilt_degrees) * done) *
                      about_y(-radians(move.pan_degrees) * done);
    // The size grows by the same factor in equal shares of the move.
    const cv::Vec3d ahead(0, 0, distance * (1 - std::pow(move.push, -done)));
    return {
        focal, {(size.width - 1) / 2.0, (size.height - 1) / 2.0}, turn * orbit, turn * (pivot - orbit * pivot - ahead)};
}

/// True where two nearnesses, at neighbouring places or of one place by two ways, belong to one surface.
bool same_surface(double one, double other) {
    return std::abs(one - other) <= 0.1 * std::max(one, other);
}

/// Returns the nearness of what each pixel of the view shows; 0 where the photo shows nothing.
cv::Mat1f nearness_seen(const cv::Mat1f& nearness, const View& view) {
    cv::Mat3d places(nearness.size());
    for (int y = 0; y < nearness.rows; ++y)
        for (int x = 0; x < nearness.cols; ++x) places(y, x) = view.seen(x, y, nearness(y, x));

    cv::Mat1f seen(nearness.size(), 0.0F);
    for (int y = 0; y < nearness.rows; ++y)
        for (int x = 0; x < nearness.cols; ++x) {
            const auto& place = places(y, x);
            if (!(place[2] > 0)) continue;
            // A pixel covers what lies between its place and its neighbours' on the same surface, so that a surface
            // that is seen larger has no cracks.
            cv::Vec2d least(place[0], place[1]), most = least;
            for (const auto& [v, u] : {std::pair{y, x + 1}, std::pair{y + 1, x}}) {
                if (v == nearness.rows || u == nearness.cols || !same_surface(nearness(y, x), nearness(v, u))) continue;
                const auto& next = places(v, u);
                least = {std::min(least[0], next[0]), std::min(least[1], next[1])};
                most = {std::max(most[0], next[0]), std::max(most[1], next[1])};
            }
            const int left = std::max(cvFloor(least[0]), 0), right = std::min(cvFloor(most[0]) + 1, seen.cols - 1);
            const int top = std::max(cvFloor(least[1]), 0), bottom = std::min(cvFloor(most[1]) + 1, seen.rows - 1);
            for (int v = top; v <= bottom; ++v)
                for (int u = left; u <= right; ++u) seen(v, u) = std::max(seen(v, u), static_cast<float>(place[2]));
        }
    return seen;
}

float sample(const cv::Mat1f& values, double x, double y) {
    const int left = std::clamp(cvFloor(x), 0, values.cols - 2), top = std::clamp(cvFloor(y), 0, values.rows - 2);
    const auto a = static_cast<float>(x - left), b = static_cast<float>(y - top);
    return (1 - b) * ((1 - a) * values(top, left) + a * values(top, left + 1)) +
           b * ((1 - a) * values(top + 1, left) + a * values(top + 1, left + 1));
}

/// Where a frame's pixels lie in the photo, and which of them are known.
struct Origins {
    cv::Mat2f places;
    cv::Mat1b known;
};

Origins origins_of(const cv::Mat1f& nearness, const cv::Mat1f& seen, const View& view) {
    Origins origins{cv::Mat2f(seen.size(), cv::Vec2f(0, 0)), cv::Mat1b(seen.size(), std::uint8_t{0})};
    for (int y = 0; y < seen.rows; ++y)
        for (int x = 0; x < seen.cols; ++x) {
            if (seen(y, x) == 0) continue;
            const auto place = view.origin(x, y, seen(y, x));
            const double beyond_x = std::max(-place[0], place[0] - (seen.cols - 1));
            const double beyond_y = std::max(-place[1], place[1] - (seen.rows - 1));
            if (std::max(beyond_x, beyond_y) > 0.5) continue;
            if (!same_surface(sample(nearness, place[0], place[1]), place[2])) continue;
            origins.places(y, x) = {static_cast<float>(place[0]), static_cast<float>(place[1])};
            origins.known(y, x) = 255;
        }
    return origins;
}

}  // namespace

ReferenceClip camera_clip(const Image& photo, const NearnessMap& nearness, const CameraMove& move, int num_frames,
                          double fps, const ProgressCallback& progress, std::stop_token stop) {
    return guarded([&] {
        check(photo, nearness, move, num_frames, fps);
        const cv::Mat1f map(nearness.height, nearness.width, const_cast<float*>(nearness.values.data()));
        cv::Mat3f pixels;
        view(photo).convertTo(pixels, CV_32F);
        ReferenceClip reference{{{photo}, fps}, {to_mask(cv::Mat1b(map.size(), std::uint8_t{255}))}};
        for (int i = 1; i < num_frames; ++i) {
            if (stop.stop_requested()) throw Cancelled();
            const auto view = view_at(move, map.size(), eased(move.easing, static_cast<double>(i) / (num_frames - 1)));
            const auto seen = nearness_seen(map, view);
            const auto [places, known] = origins_of(map, seen, view);
            cv::Mat3f frame;
            cv::remap(pixels, frame, places, cv::noArray(), cv::INTER_LINEAR, cv::BORDER_REPLICATE);
            // Far pixels weigh most in the filling, because holes open behind what is near.
            cv::Mat1f weight(map.size(), 0.0F);
            cv::Mat1f far = farthest_distance * seen;
            cv::pow(cv::max(far, 1), -4, far);
            far.copyTo(weight, known);
            cv::Mat3b rounded;
            fill_holes(frame, weight).convertTo(rounded, CV_8U);
            reference.clip.frames.push_back(to_image(rounded));
            reference.masks.push_back(to_mask(known));
            if (progress) progress({Stage::photo_detail, i + 1, num_frames, {}});
        }
        return reference;
    });
}

}  // namespace stillwave::motion
