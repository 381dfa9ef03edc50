#pragma once

#include <filesystem>
#include <string>

#include "engine/picture.h"
#include "media/crop.h"
#include "motion/mask.h"
#include "types/animation_settings.h"
#include "types/controls.h"

/// The places of a photo's areas in frames of any size. Internal to the engine.
namespace stillwave {

/// A part of the photo, with the picture of its mask where it has one.
struct DrawnArea {
    PhotoArea area;
    Image mask;
};

class PhotoPlacement {
  public:
    /// Keeps references to all three. `picture` is the part of `photo` that the model sees.
    PhotoPlacement(const Image& photo, const Picture& picture, const AnimationSettings& settings)
        : photo_(photo), picture_(picture), settings_(settings) {}

    /// Where the whole photo lies in frames of some size, px. Of a cropped photo parts lie outside.
    struct Rectangle {
        double left = 0, top = 0, width = 0, height = 0;
    };
    Rectangle photo_in(int width, int height) const;

    /// The part of such frames that shows the photo: all of it, or what lies between the bars.
    media::FrameRectangle inside_bars(int width, int height) const;

    /// Reads a grey picture that lies over the photo. Throws Error(invalid_argument), which calls it `what`, where it
    /// has another shape, and Error(photo_unreadable).
    Image read_over_photo(const std::filesystem::path& path, const std::string& what) const;

    /// Reads the area's mask and puts the SHA-256 of its pixels in the place of its path in `told`. Throws as
    /// read_over_photo().
    DrawnArea read(PhotoArea& told) const;

    /// Throws Error(invalid_argument), which calls the area `name`, where it holds nothing that the clip shows.
    void check(const DrawnArea& area, const std::string& name) const;

    /// The area in frames of that size, with hard edges.
    motion::Mask mask_of(const DrawnArea& area, int width, int height) const;
    /// The area with its soft edge.
    motion::Mask soft_mask_of(const DrawnArea& area, int width, int height) const;

    const Picture& picture() const { return picture_; }
    bool is_letterbox() const { return settings_.fit == "letterbox"; }

  private:
    const Image& photo_;
    const Picture& picture_;
    const AnimationSettings& settings_;
};

/// Whether two pictures have one shape but for rounding.
bool has_shape_of(const Image& picture, const Image& photo);

/// "640x480", for messages.
std::string size_text(const Image& image);

/// The mask as a picture of three equal channels.
Image grey_picture(const motion::Mask& mask);

}  // namespace stillwave
