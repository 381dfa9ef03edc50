#include "motion/photo_detail.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <optional>

#include "motion/dense_flow.h"
#include "motion/flow_field.h"
#include "motion/motion_tracker.h"
#include "motion/opencv_image.h"
#include "motion/photo_warper.h"
#include "motion/row_enlarger.h"

namespace stillwave::motion {
namespace {

// The levels (of 255) that are added to both sides of a gain's ratio, so that black does not make it explode.
constexpr float gain_floor_levels = 16.0F;
// Light is measured on frames of this long side, px, because it has no detail.
constexpr double light_long_side_px = 128.0;
// The sigmas, px at that size, of the blurs of the change of light. Colour gets the larger one, because the model's own
// colour errors come in patches.
constexpr double brightness_blur_px = 4.0;
constexpr double colour_blur_px = 12.0;
// A pixel with less confidence than this shows something of the generated frame.
constexpr double whole_confidence = 0.95;

cv::Mat blurred(const cv::Mat& picture, double sigma_px) {
    cv::Mat result;
    cv::GaussianBlur(picture, result, {}, sigma_px);
    return result;
}

cv::Mat3f weighted(const cv::Mat3f& picture, const cv::Mat1f& weight) {
    cv::Mat3f result(picture.size());
    for (int y = 0; y < picture.rows; ++y) {
        for (int x = 0; x < picture.cols; ++x) {
            result(y, x) = picture(y, x) * weight(y, x);
        }
    }
    return result;
}

/// Returns the ratio of `now` to `before`. Both are weighted and then blurred; `total` is the blurred weight.
cv::Mat3f ratio(const cv::Mat3f& now, const cv::Mat3f& before, const cv::Mat1f& total) {
    cv::Mat3f result(now.size());
    for (int y = 0; y < now.rows; ++y) {
        for (int x = 0; x < now.cols; ++x) {
            const float floor = gain_floor_levels * total(y, x);
            for (int c = 0; c < 3; ++c) {
                result(y, x)[c] = (now(y, x)[c] + floor) / (before(y, x)[c] + floor);
            }
        }
    }
    return result;
}

float brightness(const cv::Vec3f& rgb) {
    return 0.299F * rgb[0] + 0.587F * rgb[1] + 0.114F * rgb[2];
}

/// Renders the frames of one clip, and holds everything that is the same for all of them.
class DetailRenderer {
  public:
    DetailRenderer(const cv::Mat3b& first, const cv::Mat3b& small_photo, const cv::Mat3b& photo) : photo_(photo) {
        first.convertTo(first_, CV_32F);
        cv::Mat3f exact;
        small_photo.convertTo(exact, CV_32F);
        const double long_side = std::max(first.cols, first.rows);
        light_size_ = {std::max(1, static_cast<int>(std::lround(first.cols * light_long_side_px / long_side))),
                       std::max(1, static_cast<int>(std::lround(first.rows * light_long_side_px / long_side)))};
        model_colour_error_ = blurred(exact - first_, brightness_blur_px * long_side / light_long_side_px);
    }

    /// Renders a frame at the photo's size. `enlarged` is the generated frame at that size, or empty.
    cv::Mat3b render(const cv::Mat3b& generated, const cv::Mat3b& enlarged, const FrameMotion& motion) const {
        cv::Mat3f frame;
        generated.convertTo(frame, CV_32F);
        const cv::Mat3f gain = light_gain(frame, motion);
        // The model's colour error is corrected in its frame, because blends would show as patches otherwise.
        const cv::Mat3f tints = warp(model_colour_error_, motion.to_first);
        frame = enlarged.empty() ? cv::Mat3f(frame + tints) : tints;

        const PhotoWarper moved(photo_, motion.to_first);
        const RowEnlarger gains(gain, photo_.size(), false);
        const RowEnlarger generated_rows(frame, photo_.size(), true);
        const RowEnlarger trust(motion.confidence, photo_.size(), false);
        cv::Mat3b result(photo_.size());
        cv::parallel_for_(cv::Range(0, result.rows), [&](const cv::Range& rows) {
            for (int y = rows.start; y < rows.end; ++y) {
                cv::Mat3f behind = generated_rows.row(y);
                if (!enlarged.empty()) cv::add(behind, enlarged.row(y), behind, cv::noArray(), CV_32F);
                blend(moved.row(y), gains.row(y), behind, trust.row(y), result.ptr<cv::Vec3b>(y));
            }
        });
        return result;
    }

  private:
    /// Returns the gain by which the light changed since the first frame. Both sides of the ratio are generated frames,
    /// so the softness that they share cancels out. Only trusted pixels are compared.
    cv::Mat3f light_gain(const cv::Mat3f& frame, const FrameMotion& motion) const {
        const cv::Mat1f trusted = motion.confidence + 1e-3;
        const cv::Mat1f weight = reduced(trusted);
        const cv::Mat3f now = reduced(weighted(frame, trusted));
        const cv::Mat3f before = reduced(weighted(warp(first_, motion.to_first), trusted));
        const auto gain_at = [&](double sigma_px) {
            return ratio(blurred(now, sigma_px), blurred(before, sigma_px), blurred(weight, sigma_px));
        };
        cv::Mat3f gain = gain_at(colour_blur_px);
        const cv::Mat3f patches = gain_at(brightness_blur_px);
        for (int y = 0; y < gain.rows; ++y) {
            for (int x = 0; x < gain.cols; ++x) {
                gain(y, x) *= brightness(patches(y, x)) / brightness(gain(y, x));
            }
        }
        return gain;
    }

    cv::Mat reduced(const cv::Mat& field) const {
        cv::Mat result;
        cv::resize(field, result, light_size_, 0, 0, cv::INTER_AREA);
        return result;
    }

    static void blend(const cv::Mat3b& detail, const cv::Mat3f& gain, const cv::Mat3f& generated,
                      const cv::Mat1f& confidence, cv::Vec3b* result) {
        for (int x = 0; x < detail.cols; ++x) {
            const float trust = confidence(0, x);
            for (int c = 0; c < 3; ++c) {
                const float lit =
                    (static_cast<float>(detail(0, x)[c]) + gain_floor_levels) * gain(0, x)[c] - gain_floor_levels;
                result[x][c] = cv::saturate_cast<std::uint8_t>(trust * lit + (1.0F - trust) * generated(0, x)[c]);
            }
        }
    }

    cv::Mat3b photo_;
    cv::Mat3f first_;
    cv::Size light_size_;
    cv::Mat3f model_colour_error_;  ///< the photo minus the first frame, strongly blurred, levels
};

void require_size(const Image& enlarged, cv::Size size) {
    if (enlarged.width == size.width && enlarged.height == size.height && !enlarged.empty()) return;
    throw Error(ErrorCode::invalid_argument, "A frame enlarged to " + std::to_string(enlarged.width) + "x" +
                                                 std::to_string(enlarged.height) + " cannot stand behind the photo's " +
                                                 std::to_string(size.width) + "x" + std::to_string(size.height) +
                                                 "; it must have that size.");
}

bool is_whole(const cv::Mat1f& confidence) {
    double least = 0.0;
    cv::minMaxLoc(confidence, &least);
    return least >= whole_confidence;
}

Image confidence_map(const cv::Mat1f& confidence) {
    cv::Mat1b grey;
    confidence.convertTo(grey, CV_8U, 255.0);
    cv::Mat3b rgb;
    cv::cvtColor(grey, rgb, cv::COLOR_GRAY2RGB);
    return to_image(rgb);
}

void require_motion_of(const Clip& clip, const std::vector<Flow>& motion) {
    const auto& first = clip.frames.front();
    const bool fits =
        motion.size() == clip.frames.size() && std::all_of(motion.begin(), motion.end(), [&](const Flow& flow) {
            return flow.width == first.width && flow.height == first.height;
        });
    if (!motion.empty() && !fits)
        throw Error(ErrorCode::invalid_argument, "The motion that the model tells is not of these frames.");
}

/// Gives the motion of one frame after another, measured or told.
class MotionSource {
  public:
    MotionSource(const cv::Mat3b& first, const cv::Mat3b& photo, const std::vector<Flow>& told) : told_(told) {
        if (told.empty()) tracker_.emplace(first, photo);
    }

    FrameMotion follow(const cv::Mat3b& frame, std::size_t index) {
        if (tracker_) return tracker_->follow(frame);
        const auto& flow = told_[index];
        const auto* vectors = reinterpret_cast<const cv::Vec2f*>(flow.xy.data());
        return {cv::Mat2f(flow.height, flow.width, const_cast<cv::Vec2f*>(vectors)).clone(),
                cv::Mat1f::ones(frame.size())};
    }

    /// Measured motion has jitter, told motion has none.
    FrameMotion settled(const FrameMotion& before, const FrameMotion& current, const FrameMotion& after) const {
        return tracker_ ? steadied(before, current, after) : current;
    }

  private:
    const std::vector<Flow>& told_;
    std::optional<MotionTracker> tracker_;
};

double carry(const Clip& model_frames, const Image& photo, const PhotoDetailOptions& options, const DetailSink& sink,
             const ProgressCallback& progress, const std::stop_token& stop) {
    const std::vector<Image>& frames = model_frames.frames;
    const cv::Mat3b first = view(frames.front());
    const cv::Mat3b large = working_photo(view(photo), options.long_side);
    const cv::Rect even(0, 0, large.cols & ~1, large.rows & ~1);
    cv::Mat3b small;
    cv::resize(large, small, first.size(), 0, 0, large.cols < first.cols ? cv::INTER_CUBIC : cv::INTER_AREA);

    int finished = 0;
    const auto finish = [&](const cv::Mat3b& picture, const cv::Mat1f& confidence) {
        sink(to_image(picture(even)), options.keep_confidence ? confidence_map(confidence) : Image());
        ++finished;
        if (progress) {
            progress({Stage::photo_detail, finished, static_cast<int>(frames.size()), {}});
        }
    };

    // The motion is followed one frame ahead, because a frame's is steadied by both its neighbours.
    MotionSource source(first, small, options.told_motion);
    const DetailRenderer renderer(first, small, large);
    FrameMotion before;
    FrameMotion current{cv::Mat2f::zeros(first.size()), cv::Mat1f::ones(first.size())};
    finish(large, current.confidence);
    double trusted = 0.0;
    for (std::size_t t = 0; t < frames.size(); ++t) {
        if (stop.stop_requested()) {
            throw Cancelled{};
        }
        const bool last = t + 1 == frames.size();
        FrameMotion after = last ? FrameMotion{} : source.follow(view(frames[t + 1]), t + 1);
        if (t > 0) {
            const FrameMotion motion = last ? current : source.settled(before, current, after);
            Image behind;
            if (options.enlarge && !is_whole(motion.confidence)) {
                behind = options.enlarge(frames[t], large.cols, large.rows);
                require_size(behind, large.size());
            }
            finish(renderer.render(view(frames[t]), behind.empty() ? cv::Mat3b() : view(behind), motion),
                   motion.confidence);
            trusted += cv::mean(motion.confidence)[0];
        }
        before = std::move(current);
        current = std::move(after);
    }
    return frames.size() > 1 ? trusted / static_cast<double>(frames.size() - 1) : 1.0;
}

}  // namespace

double photo_detail_to(const Clip& model_frames, const Image& photo, const PhotoDetailOptions& options,
                       const DetailSink& sink, const ProgressCallback& progress, std::stop_token stop) {
    require_fitting_photo(model_frames, photo, options.long_side);
    require_motion_of(model_frames, options.told_motion);
    return guarded([&] { return carry(model_frames, photo, options, sink, progress, stop); });
}

PhotoDetailResult photo_detail(const Clip& model_frames, const Image& photo, const PhotoDetailOptions& options,
                               const ProgressCallback& progress, std::stop_token stop) {
    PhotoDetailResult result;
    result.clip.fps = model_frames.fps;
    const auto keep = [&](Image frame, Image confidence_map) {
        result.clip.frames.push_back(std::move(frame));
        if (options.keep_confidence) result.confidence_maps.push_back(std::move(confidence_map));
    };
    result.mean_confidence = photo_detail_to(model_frames, photo, options, keep, progress, std::move(stop));
    return result;
}

}  // namespace stillwave::motion
