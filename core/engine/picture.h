#pragma once

#include "types/animation.h"
#include "types/image.h"

/// The part of a photo that the model sees. Internal to the engine.
namespace stillwave {

struct Picture {
    Image image;         ///< the part of the photo, at the size that was asked for
    CropRectangle crop;  ///< the place of that part in the photo
};

/// Fits `photo` to settings.width x settings.height: cropped around the focus point, or whole with bars. A photo that
/// has that size already is used as it is.
Picture fit_photo(const Image& photo, const AnimationSettings& settings);

/// Returns the same part of the photo with all its pixels, up to settings.detail_size px. Photo detail moves these.
Image full_resolution(const Image& photo, const Picture& picture, const AnimationSettings& settings);

}  // namespace stillwave
