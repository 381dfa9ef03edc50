#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

/// The things that an artist directs in a clip beside its settings: where the photo moves, what stays still, how the
/// camera goes, how the clip ends and which other clip it moves as. Places are told in parts of the photo's width and
/// height, from 0 at its left and upper edge to 1 at its right and lower one, so that they hold for a photo of any
/// size.
namespace stillwave {

struct PhotoPlace {
    double x = 0;
    double y = 0;

    bool operator==(const PhotoPlace&) const = default;
};

/// A part of the photo: the inside of a polygon, or what is white in a grey picture of the photo's aspect.
struct PhotoArea {
    std::vector<PhotoPlace> polygon;  ///< three places or more; empty where there is a mask
    std::filesystem::path mask;       ///< empty where there is a polygon
    double feather = 0.01;            ///< the width of the soft edge, in parts of the photo's longer side

    bool operator==(const PhotoArea&) const = default;
};

/// A place at a moment: 0 is the clip's first frame, 1 its last one.
struct PathPlace {
    double time = 0;
    PhotoPlace place;

    bool operator==(const PathPlace&) const = default;
};

/// A part of the photo that moves along a path.
struct MotionBrush {
    PhotoArea area;
    std::vector<PathPlace> path;  ///< by rising time; an arrow has two places
    std::string easing = "linear";

    bool operator==(const MotionBrush&) const = default;
};

/// Where the camera stands at the clip's end, as moved from the photo's camera. The angles are in degrees.
struct CameraPath {
    double pan = 0;    ///< to the right
    double tilt = 0;   ///< upwards
    double roll = 0;   ///< clockwise
    double push = 1;   ///< the size at the end of what stands at the pivot: above 1 the camera comes nearer
    double orbit = 0;  ///< round the pivot, to the right
    std::string easing = "ease_in_out";
    std::filesystem::path depth;  ///< a grey picture, white is near; empty: the depth is guessed
    /// Whether the photo alone makes the clip, without a network.
    bool without_model = false;

    bool moves() const { return pan != 0 || tilt != 0 || roll != 0 || push != 1 || orbit != 0; }
    bool operator==(const CameraPath&) const = default;
};

struct Controls {
    std::vector<MotionBrush> motion_brushes;
    std::vector<PhotoArea> frozen;  ///< parts that stay as in the photo
    CameraPath camera;
    std::filesystem::path last_frame;   ///< the photo that the clip ends with; empty: it ends freely
    std::filesystem::path motion_from;  ///< a clip or a take's folder; the photo moves as it does, without a network

    bool empty() const { return *this == Controls(); }
    bool operator==(const Controls&) const = default;
};

/// The ways in which a movement gains and loses speed, as values of `easing`.
inline constexpr const char* easings[] = {"linear", "ease_in", "ease_out", "ease_in_out"};

/// The paths of all pictures and clips that the controls name, for a caller that moves them to another folder.
std::vector<std::filesystem::path*> paths_of(Controls& controls);

/// Writes the controls that are not as in an empty Controls as a JSON object.
std::string controls_to_json(const Controls& controls);

/// Reads what controls_to_json() writes. Errors call the text `name`. Throws Error(invalid_argument), which names the
/// control, where a value is missing, unknown or out of its range, where a polygon has less than three places, or where
/// a path's times do not rise.
Controls controls_from_json(const std::string& text, const std::string& name);

}  // namespace stillwave
