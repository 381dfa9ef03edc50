#pragma once

#include "types/animation.h"
#include "types/image.h"

/// The part of a photo that the model sees. Internal to the engine.
namespace stillwave {

struct Picture {
    Image image;         ///< at the size that was asked
    CropRectangle crop;  ///< of the photo that `image` shows
};

/// Fits `photo` to settings.width x settings.height: cropped around the focus point, or whole with bars. A photo that
/// has that size already is used as it is.
Picture fit_photo(const Image& photo, const AnimationSettings& settings);

/// The same part of the photo with all its pixels: what photo detail moves.
Image full_resolution(const Image& photo, const Picture& picture, const AnimationSettings& settings);

}  // namespace stillwave
