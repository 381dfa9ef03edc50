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

/// Texts for the file, UTF-8, of any length. Every format keeps "comment"; video files keep every key that players
/// know: title, artist, date, comment, description, synopsis, copyright, genre.
using Metadata = std::map<std::string, std::string>;

/// Frames encoded and frames in all; called on the caller's thread after each frame.
using EncodeProgress = std::function<void(int frame, int total)>;

struct ClipHeader {
    int width = 0;   ///< px
    int height = 0;  ///< px
    double fps = 0;  ///< frames a second
    int frame_count = 0;
};

/// A clip on its way to the disk, frame by frame, so that it need not be in memory as a whole. It is written under a
/// hidden name beside its place, and gets its name only when it is complete and on the disk; destroyed before that it
/// leaves nothing. Not thread-safe; every call blocks.
class ClipWriter {
  public:
    virtual ~ClipWriter() = default;
    ClipWriter(const ClipWriter&) = delete;
    ClipWriter& operator=(const ClipWriter&) = delete;

    /// Takes the next frame. Throws Error(output_unwritable), Error(invalid_argument) for a frame of another size or
    /// one too many, and Cancelled.
    void add(const Image& frame);

    /// Writes what is left and gives the file its name. Throws as `add`, and Error(invalid_argument) if frames are
    /// missing.
    void finish();

  protected:
    ClipWriter(const ClipHeader& header, EncodeProgress progress, std::stop_token stop);
    const ClipHeader& header() const { return header_; }
    void throw_if_stopped() const;
    /// The writer that encodes late reports its frames itself.
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

/// Opens `out` for a clip in the format of `settings`, of which format, quality, pixel_format, loop_count, gif_colors
/// and gif_dither count here. What `settings.quality` means: for H.264, H.265, VP9 and AV1 a constant quality (80:
/// hard to tell from the original), for ProRes the profile (proxy, LT, standard, HQ), for JPEG and WebP their own
/// scale (WebP without loss at 100); the others are always without loss, a GIF but for its palette.
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
