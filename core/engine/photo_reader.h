#pragma once

#include "types/picture.h"

namespace stillwave {

/// Reads photos to be shown. Synchronous, as an Animator.
class PhotoReader {
  public:
    virtual ~PhotoReader() = default;

    /// Throws Error(photo_unreadable).
    virtual PictureResult read_picture(const PictureRequest& request) = 0;
};

}  // namespace stillwave
