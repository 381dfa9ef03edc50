#pragma once

#include <map>
#include <string>

namespace stillwave::media {

/// The header values and texts of an animated GIF, WebP or PNG. Internal to the room.
struct AnimationInfo {
    int width = 0;   ///< px
    int height = 0;  ///< px
    int frame_count = 0;
    double duration_s = 0;
    int plays = 1;                                ///< how often the file says that it plays; 0: for ever
    std::map<std::string, std::string> metadata;  ///< keys in lower case
};

}  // namespace stillwave::media
