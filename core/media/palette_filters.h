#pragma once

#include <optional>
#include <string>

#include "media/ffmpeg.h"
#include "media/frame_scaler.h"
#include "types/image.h"

struct AVFilterContext;
struct AVFilterGraph;

/// FFmpeg's filters palettegen and paletteuse. Internal to the room.
namespace stillwave::media {

struct FilterGraphDeleter {
    void operator()(AVFilterGraph* graph) const;
};
using FilterGraphPtr = std::unique_ptr<AVFilterGraph, FilterGraphDeleter>;

/// Finds the palette that suits a whole clip best. It holds colour counts, not frames.
class PaletteMaker {
  public:
    PaletteMaker(int width, int height, int colours);
    void add(const Image& frame);
    /// Returns the palette as a frame of 16 x 16 pixels, one for each colour. Called once, after the last frame.
    FramePtr finish();

  private:
    FilterGraphPtr graph_;
    AVFilterContext* source_ = nullptr;
    AVFilterContext* sink_ = nullptr;
    FrameScaler scaler_;
};

/// Converts frames to a palette's indices, with the dithering that `dither` names.
class PaletteUser {
  public:
    PaletteUser(int width, int height, const AVFrame* palette, const std::string& dither);
    /// Returns the frame as palette indices. `pts`, in hundredths of a second, rises from call to call.
    FramePtr convert(const Image& frame, std::int64_t pts);

  private:
    FilterGraphPtr graph_;
    AVFilterContext* source_ = nullptr;
    AVFilterContext* sink_ = nullptr;
    FrameScaler scaler_;
};

}  // namespace stillwave::media
