#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <stop_token>
#include <string>

#include "types/clip.h"
#include "types/export_settings.h"

namespace stillwave::media {

/// Texts for the file by key, in UTF-8 and of any length. Every format keeps "comment"; video files keep every key that
/// players know: title, artist, date, comment, description, synopsis, copyright, genre.
using Metadata = std::map<std::string, std::string>;

/// A function that is called on the caller's thread after each frame, with the number of encoded frames and the number
/// of all frames.
using EncodeProgress = std::function<void(int frame, int total)>;

struct ClipHeader {
    int width = 0;   ///< px
    int height = 0;  ///< px
    double fps = 0;  ///< frames a second
    int frame_count = 0;
};

/// Writes a clip frame by frame, so that the whole clip need not be in memory. The file has a hidden name beside its
/// place, and gets its own name only when it is complete and on the disk. A writer that is destroyed before that leaves
/// no file. Every call blocks. Not safe on several threads.
class ClipWriter {
  public:
    virtual ~ClipWriter() = default;
    ClipWriter(const ClipWriter&) = delete;
    ClipWriter& operator=(const ClipWriter&) = delete;

    /// Adds the next frame. Throws Error(output_unwritable), Error(invalid_argument) for a frame of another size or
    /// beyond frame_count, and Cancelled.
    void add(const Image& frame);

    /// Writes the rest of the file and gives it its name. Throws as add() does, and Error(invalid_argument) where
    /// frames are missing.
    void finish();

  protected:
    ClipWriter(const ClipHeader& header, EncodeProgress progress, std::stop_token stop);
    const ClipHeader& header() const { return header_; }
    void throw_if_stopped() const;
    /// Whether this writer encodes in complete(), where it calls report() itself, and not in encode().
    virtual bool encodes_late() const { return false; }
    void report(int frame) const;
    virtual void encode(const Image& frame) = 0;
    virtual void complete() = 0;

  private:
    ClipHeader header_;
    EncodeProgress progress_;
    std::stop_token stop_;
    int frames_ = 0;
};

/// Opens `out` for a clip in the format of `settings`. The writer reads format, quality, pixel_format, loop_count,
/// gif_colors and gif_dither. `settings.quality` sets the constant quality of H.264, H.265, VP9 and AV1 (80 is hard to
/// tell from the original), the profile of ProRes (proxy, LT, standard, HQ), and the quality of JPEG and WebP on their
/// own scales (WebP has no loss at 100). All other formats have no loss; a GIF loses colours to its palette.
///
/// Video is BT.709 in video range and tagged so; JPEG is JFIF's BT.601 in full range; FFV1, GIF, WebP and PNG hold
/// sRGB. Where a pixel format or an encoder has only even sizes, a copy of the last column or row is added. Frame rates
/// are exact fractions in MP4, MOV and APNG. Matroska, WebM and WebP round the time of each frame to a millisecond and
/// GIF to a hundredth of a second, so that the running error stays below one tick.
///
/// A sequence is a folder `out` of frame_0001.png and so on. An existing folder is replaced if it holds nothing but
/// such frames. Throws Error(output_unwritable), also where this machine has no encoder for the format, and
/// Error(invalid_argument) for a size, a frame rate, a setting or a metadata key that the format cannot have.
std::unique_ptr<ClipWriter> open_clip_writer(const std::filesystem::path& out, const ClipHeader& header,
                                             const ExportSettings& settings, const Metadata& metadata = {},
                                             const EncodeProgress& progress = {}, std::stop_token stop = {});

/// Writes a whole clip. Throws as ClipWriter and open_clip_writer() do, and leaves no file then.
void write_clip(const Clip& clip, const ExportSettings& settings, const Metadata& metadata,
                const std::filesystem::path& out, const EncodeProgress& progress = {}, std::stop_token stop = {});

}  // namespace stillwave::media
