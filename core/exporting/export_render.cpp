#include "exporting/export_render.h"

#include <algorithm>
#include <cmath>

#include "exporting/upscaled_image.h"
#include "media/letterbox_fill.h"
#include "motion/camera_lock.h"
#include "motion/interpolation.h"
#include "motion/loops.h"
#include "types/error.h"

namespace stillwave {
namespace {

motion::LoopMode loop_mode(const std::string& loop) {
    if (loop == "ping_pong") return motion::LoopMode::ping_pong;
    if (loop == "best_cut") return motion::LoopMode::best_cut;
    if (loop == "crossfade") return motion::LoopMode::crossfade;
    return motion::LoopMode::as_shot;
}

motion::InterpolationOptions interpolation_of(const ExportSettings& settings, bool loop) {
    motion::InterpolationOptions options;
    options.factor = settings.target_fps > 0 ? 0 : static_cast<int>(settings.interpolate);
    options.target_fps = settings.target_fps;
    options.loop = loop;
    return options;
}

void fill_bars(Clip& clip, const media::FrameRectangle& picture, const std::string& fill) {
    for (auto& frame : clip.frames)
        frame = fill == "blur" ? media::blur_bars(frame, picture) : media::crop_to(frame, picture);
}

// Ends the interpolation when run() has handed over all frames that were asked for. It is no error.
struct EnoughFrames {};

}  // namespace

ExportRender::ExportRender(ExportSource source, const ExportSettings& settings,
                           const std::function<const enhance::Upscaler&()>& upscaler, const ProgressCallback& progress,
                           std::stop_token stop)
    : settings_(settings), clip_(std::move(source.clip)), loops_(settings.loop != "as_shot") {
    // Bars would move with the camera: a locked clip has none.
    const std::string fill = settings.camera_lock ? "crop_back" : settings.fill;
    if (source.picture && fill != "bars") fill_bars(clip_, *source.picture, fill);
    if (settings.camera_lock) clip_ = motion::lock_camera(clip_, progress, stop);
    // A clip of fewer frames has no join to score.
    constexpr std::size_t fewest_for_a_seam = 3;
    if (loops_) {
        motion::LoopOptions options;
        options.mode = loop_mode(settings.loop);
        auto looped = motion::make_loop(clip_, options, progress, stop);
        seam_before_ = looped.before.score;
        seam_after_ = looped.after.score;
        clip_ = std::move(looped.clip);
    } else if (clip_.frames.size() >= fewest_for_a_seam) {
        seam_before_ = seam_after_ = motion::seam_score(clip_).score;
    }

    frame_count_ = static_cast<int>(clip_.frames.size());
    fps_ = clip_.fps;
    if (settings.target_fps > 0 && settings.target_fps <= clip_.fps) settings_.target_fps = 0;
    if (settings_.target_fps > 0 || settings_.interpolate > 1) {
        const auto options = interpolation_of(settings_, loops_);
        frame_count_ = motion::interpolated_count(clip_, options);
        fps_ = motion::interpolated_fps(clip_, options);
    }

    width_ = clip_.frames.front().width;
    height_ = clip_.frames.front().height;
    if (settings_.upscale > 1) {
        upscaler_ = &upscaler();
        width_ *= static_cast<int>(settings_.upscale);
        height_ *= static_cast<int>(settings_.upscale);
    }
    const int longest = std::max(width_, height_);
    if (settings_.long_side > 0 && settings_.long_side < longest) {
        const double scale = static_cast<double>(settings_.long_side) / longest;
        const auto reduced = [&](int side) { return std::max(1, static_cast<int>(std::lround(side * scale))); };
        width_ = reduced(width_);
        height_ = reduced(height_);
    }
}

void ExportRender::run(const Sink& sink, int frames, const ProgressCallback& progress, std::stop_token stop) const {
    int made = 0;
    const auto take = [&](const Image& frame) {
        if (stop.stop_requested()) throw Cancelled();
        sink(enlarged(frame, stop));
        // Enlarging takes longest, so the progress counts its frames.
        if (++made <= frames && upscaler_ && progress) progress({Stage::upscale, made, frames, {}});
        if (made == frames) throw EnoughFrames();
    };
    try {
        if (settings_.target_fps > 0 || settings_.interpolate > 1)
            motion::interpolate_to(clip_, interpolation_of(settings_, loops_), take,
                                   upscaler_ ? ProgressCallback() : progress, stop);
        else
            for (const auto& frame : clip_.frames) take(frame);
    } catch (const EnoughFrames&) {
    }
}

Image ExportRender::enlarged(const Image& frame, const std::stop_token& stop) const {
    if (!upscaler_) return resized(frame, width_, height_);
    return resized(upscaled(*upscaler_, frame, static_cast<int>(settings_.upscale), stop), width_, height_);
}

}  // namespace stillwave
