#pragma once

#include "types/picture.h"

namespace stillwave {

/// Reads photos to be shown. The call blocks, as an Animator's do.
class PhotoReader {
  public:
    virtual ~PhotoReader() = default;

    /// Reads the photo at the size that the request names. Throws Error(photo_unreadable).
    virtual PictureResult read_picture(const PictureRequest& request) = 0;
};

}  // namespace stillwave
