#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <stop_token>
#include <string>

#include "types/clip.h"

namespace stillwave::media {

struct VideoOptions {
    int crf = 18;  ///< x264's constant quality: 0 best .. 51 worst
    /// Texts for the file, UTF-8, of any length. Keys that every player knows: title, artist, date, comment,
    /// description, synopsis, copyright, genre.
    std::map<std::string, std::string> metadata = {};
};

/// Frames encoded and frames in all; called on the caller's thread after each frame.
using EncodeProgress = std::function<void(int frame, int total)>;

/// Writes the clip as MP4 at its own fps: H.264 (libx264), yuv420p, BT.709 with video range and tagged so, the index
/// first so that playing starts before all is loaded. An odd width or height gains one column or row, a copy of the
/// last, because the pixel format has only even sizes. `out` is written under a hidden name beside it and replaces
/// what stands there only when it is complete and on the disk. Blocks.
/// Throws Error(output_unwritable), Error(invalid_argument) for an empty clip, frames of several sizes, an fps that is
/// not above 0 or an unknown metadata key, and Cancelled within a frame of a stop; then no file is left.
void write_mp4(const Clip& clip, const VideoOptions& options, const std::filesystem::path& out,
               const EncodeProgress& progress = {}, std::stop_token stop = {});

}  // namespace stillwave::media
