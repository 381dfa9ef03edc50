#pragma once

#include <optional>
#include <string>

#include "media/ffmpeg.h"
#include "media/frame_scaler.h"
#include "types/image.h"

struct AVFilterContext;
struct AVFilterGraph;

/// FFmpeg's palettegen and paletteuse. Internal to the room.
namespace stillwave::media {

struct FilterGraphDeleter {
    void operator()(AVFilterGraph* graph) const;
};
using FilterGraphPtr = std::unique_ptr<AVFilterGraph, FilterGraphDeleter>;

/// The palette that suits a clip best, found frame by frame without keeping any.
class PaletteMaker {
  public:
    PaletteMaker(int width, int height, int colours);
    void add(const Image& frame);
    /// 16 x 16 colours; to be called once, after the last frame.
    FramePtr finish();

  private:
    FilterGraphPtr graph_;
    AVFilterContext* source_ = nullptr;
    AVFilterContext* sink_ = nullptr;
    FrameScaler scaler_;
};

/// Brings frames to a palette, with the dither that `dither` names.
class PaletteUser {
  public:
    PaletteUser(int width, int height, const AVFrame* palette, const std::string& dither);
    /// The frame as indices into its palette. `pts` must rise.
    FramePtr convert(const Image& frame, std::int64_t pts);

  private:
    FilterGraphPtr graph_;
    AVFilterContext* source_ = nullptr;
    AVFilterContext* sink_ = nullptr;
    FrameScaler scaler_;
};

}  // namespace stillwave::media
