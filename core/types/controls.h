#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

/// The things that an artist directs in a clip beside its settings: where the photo moves, what stays still, how the
/// camera goes, which photos the clip passes, which other clip it moves as, and which take it goes on from. Places are
/// told in parts of the photo's width and height, from 0 at its left and upper edge to 1 at its right and lower one, so
/// that they hold for a photo of any size.
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

/// The order to go on from a frame of a take: the new clip is the take up to that frame and then as many new frames as
/// the settings ask for.
struct Extension {
    std::filesystem::path take;  ///< the take's folder
    int frame = -1;              ///< the frame of the take that the new ones follow, from 0; -1: its last one
    /// How many frames of the take the new ones are joined over, `frame` the last of them. Where the take has fewer up
    /// to there, the join takes those.
    int overlap = 3;

    bool operator==(const Extension&) const = default;
};

/// The order to make some frames of a take again and to keep all else of it.
struct MakeAgain {
    std::filesystem::path take;  ///< the take's folder
    int first = 0;               ///< the first frame that is made again, from 0
    int last = -1;               ///< the last one; -1: the take's last one
    double strength = 0.7;       ///< how far the new frames may leave the old ones: above 0, 1 is freely
    PhotoArea area = {};         ///< the part of those frames that is made again; without polygon and mask all of it

    bool operator==(const MakeAgain&) const = default;
};

struct Controls {
    std::vector<MotionBrush> motion_brushes;
    std::vector<PhotoArea> frozen;  ///< parts that stay as in the photo
    CameraPath camera;
    /// The photos that the clip passes after the first one, in their order; it ends with the last of them. With one the
    /// clip has as many frames as the settings ask for, and each further one adds as many less the shared one. Empty:
    /// the clip ends freely. The photo itself as the only one makes a loop.
    std::vector<std::filesystem::path> keyframes;
    std::filesystem::path motion_from;  ///< a clip or a take's folder; the photo moves as it does, without a network
    std::optional<Extension> extend;
    std::optional<MakeAgain> make_again;

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
