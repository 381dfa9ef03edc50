#pragma once

#include <functional>
#include <stop_token>

#include "enhance/upscaler.h"
#include "exporting/export_source.h"
#include "types/export_settings.h"
#include "types/progress.h"

/// The frames of an export, made from a clip: bars filled, looped, smoothed, enlarged. Internal to the engine.
namespace stillwave {

class ExportRender {
  public:
    /// Fills the clip's bars, locks its camera and loops it. `upscaler` is called once where the settings enlarge.
    /// Throws Error(invalid_argument) where the clip is too short for the settings, and Cancelled.
    ExportRender(ExportSource source, const ExportSettings& settings,
                 const std::function<const enhance::Upscaler&()>& upscaler, const ProgressCallback& progress,
                 std::stop_token stop);

    int width() const { return width_; }    ///< px
    int height() const { return height_; }  ///< px
    int frame_count() const { return frame_count_; }
    double fps() const { return fps_; }
    double seam_before() const { return seam_before_; }
    double seam_after() const { return seam_after_; }

    /// Whether run() interpolates or enlarges, so that it reports progress.
    bool makes_frames() const { return upscaler_ || settings_.target_fps > 0 || settings_.interpolate > 1; }

    using Sink = std::function<void(const Image& frame)>;

    /// Hands the first `frames` frames to `sink` one by one; frame_count() is all of them. Beside the looped clip only
    /// a few are in memory at a time. Throws Cancelled.
    void run(const Sink& sink, int frames, const ProgressCallback& progress, std::stop_token stop) const;

  private:
    Image enlarged(const Image& frame, const std::stop_token& stop) const;

    ExportSettings settings_;
    Clip clip_;
    bool loops_ = false;
    const enhance::Upscaler* upscaler_ = nullptr;
    int width_ = 0;
    int height_ = 0;
    int frame_count_ = 0;
    double fps_ = 0;
    double seam_before_ = 0;
    double seam_after_ = 0;
};

}  // namespace stillwave
