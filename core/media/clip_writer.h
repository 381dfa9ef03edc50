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

/// Texts for the file by key, UTF-8, of any length. Every format keeps "comment"; video files keep every key that
/// players know: title, artist, date, comment, description, synopsis, copyright, genre.
using Metadata = std::map<std::string, std::string>;

/// Called on the caller's thread after each frame with the number of encoded frames and the number of all frames.
using EncodeProgress = std::function<void(int frame, int total)>;

struct ClipHeader {
    int width = 0;   ///< px
    int height = 0;  ///< px
    double fps = 0;  ///< frames a second
    int frame_count = 0;
};

/// Writes a clip frame by frame, so that the clip need not be in memory as a whole. The file has a hidden name beside
/// its place and gets its own name only when it is complete and on the disk; a writer that is destroyed before that
/// leaves nothing. Not thread-safe; every call blocks.
class ClipWriter {
  public:
    virtual ~ClipWriter() = default;
    ClipWriter(const ClipWriter&) = delete;
    ClipWriter& operator=(const ClipWriter&) = delete;

    /// Takes the next frame. Throws Error(output_unwritable), Error(invalid_argument) for a frame of another size or
    /// one too many, and Cancelled.
    void add(const Image& frame);

    /// Writes the rest of the file and gives it its name. Throws as `add`, and Error(invalid_argument) if frames are
    /// missing.
    void finish();

  protected:
    ClipWriter(const ClipHeader& header, EncodeProgress progress, std::stop_token stop);
    const ClipHeader& header() const { return header_; }
    void throw_if_stopped() const;
    /// Whether this writer encodes in `complete`, where it calls `report` itself, and not in `encode`.
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

/// Opens `out` for a clip in the format of `settings`, of which the writer reads format, quality,
/// pixel_format, loop_count, gif_colors and gif_dither. `settings.quality` sets the constant quality of H.264, H.265,
/// VP9 and AV1 (80 is hard to tell from the original), the profile of ProRes (proxy, LT, standard, HQ), and the quality
/// of JPEG and WebP on their own scales (WebP has no loss at 100). All other formats have no loss; a GIF loses colours
/// to its palette.
///
/// Colours: video is BT.709 in video range and tagged so; JPEG is JFIF's BT.601 in full range; FFV1, GIF, WebP and PNG
/// hold sRGB. Where a pixel format or an encoder has only even sizes, a column or row is added, a copy of the last.
/// Frame rates are exact fractions in MP4, MOV, APNG; Matroska and WebM round each frame's time to a millisecond, GIF
/// to a hundredth and WebP to a millisecond, so that the running error stays under one tick.
/// A sequence is a folder `out` of frame_0001.png ... ; a folder that stands there is replaced if it holds such frames
/// alone. Throws Error(output_unwritable), also where this machine has no encoder for the format, and
/// Error(invalid_argument) for a size, fps, option or metadata key that the format cannot have.
std::unique_ptr<ClipWriter> open_clip_writer(const std::filesystem::path& out, const ClipHeader& header,
                                             const ExportSettings& settings, const Metadata& metadata = {},
                                             const EncodeProgress& progress = {}, std::stop_token stop = {});

/// Writes a whole clip. Throws as ClipWriter and open_clip_writer do; then no file is left.
void write_clip(const Clip& clip, const ExportSettings& settings, const Metadata& metadata,
                const std::filesystem::path& out, const EncodeProgress& progress = {}, std::stop_token stop = {});

}  // namespace stillwave::media
