#include "motion/clip_check.h"

#include <algorithm>
#include <array>
#include <opencv2/core.hpp>
#include <string>

#include "motion/opencv_image.h"

namespace stillwave::motion {
namespace {

/// The measures of a frame that show whether it is black or flat, in levels of 255.
struct Tone {
    int brightest = 0;       ///< the level of the largest channel that at most a thousandth of the pixels exceed
    double deviation = 0.0;  ///< the standard deviation of the channel that varies most
};

struct Limits {
    int black = 4;      ///< levels: a frame that is no brighter is black; negative where no frame counts as black
    double flat = 0.5;  ///< levels: a frame that deviates less is flat
    bool may_be_frozen = false;
};

constexpr int black_beside_a_photo = 8;
constexpr double flat_beside_a_photo = 1.0;
constexpr double rounding_levels = 1.0;

constexpr const char* remedy =
    " Make the clip again with dtype float32 or another seed; if that does not help, check the model's files.";

Tone tone_of(const Image& image) {
    const cv::Mat3b rgb = view(image);
    std::array<std::size_t, 256> histogram{};
    for (const cv::Vec3b& pixel : rgb) {
        ++histogram[std::max({pixel[0], pixel[1], pixel[2]})];
    }
    const std::size_t outliers = rgb.total() / 1000;
    Tone tone;
    std::size_t above = 0;
    for (int level = 255; level >= 0; --level) {
        above += histogram[static_cast<std::size_t>(level)];
        if (above > outliers) {
            tone.brightest = level;
            break;
        }
    }
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(rgb, mean, deviation);
    tone.deviation = std::max({deviation[0], deviation[1], deviation[2]});
    return tone;
}

[[noreturn]] void reject(const std::string& what) {
    throw Error(ErrorCode::clip_rejected, what + remedy);
}

void check_sizes(const Clip& clip) {
    if (clip.frames.empty()) {
        reject("The clip has no frames.");
    }
    const Image& first = clip.frames.front();
    for (std::size_t t = 0; t < clip.frames.size(); ++t) {
        const Image& frame = clip.frames[t];
        if (frame.empty()) {
            reject("Frame " + std::to_string(t) + " of the clip is empty.");
        }
        if (frame.width != first.width || frame.height != first.height) {
            reject("Frame " + std::to_string(t) + " of the clip is " + std::to_string(frame.width) + "x" +
                   std::to_string(frame.height) + ", the first is " + std::to_string(first.width) + "x" +
                   std::to_string(first.height) + ".");
        }
    }
}

void check(const Clip& clip, const Limits& limits) {
    double largest_change = 0.0;
    for (std::size_t t = 0; t < clip.frames.size(); ++t) {
        const Tone tone = tone_of(clip.frames[t]);
        if (tone.brightest <= limits.black) {
            reject("Frame " + std::to_string(t) + " of the clip is black.");
        }
        if (tone.deviation < limits.flat) {
            reject("Frame " + std::to_string(t) + " of the clip is one flat colour.");
        }
        largest_change =
            std::max(largest_change, cv::norm(view(clip.frames[t]), view(clip.frames.front()), cv::NORM_INF));
    }
    if (!limits.may_be_frozen && clip.frames.size() > 1 && largest_change <= rounding_levels) {
        reject("The clip is frozen: its " + std::to_string(clip.frames.size()) + " frames are all the same.");
    }
}

}  // namespace

void check_clip(const Clip& clip) {
    check_sizes(clip);
    guarded([&] { check(clip, Limits{}); });
}

void check_clip(const Clip& clip, const Image& photo) {
    check_sizes(clip);
    if (photo.empty()) {
        throw Error(ErrorCode::invalid_argument, "The photo to judge the clip by is empty; pass the photo it shows.");
    }
    guarded([&] {
        const Tone tone = tone_of(photo);
        // The limits are a quarter of the photo's own brightness and contrast, so that dark and foggy photos pass.
        Limits limits;
        limits.black = tone.brightest < 4 ? -1 : std::min(black_beside_a_photo, tone.brightest / 4);
        limits.flat = std::min(flat_beside_a_photo, tone.deviation / 4.0);
        limits.may_be_frozen = tone.deviation < flat_beside_a_photo;
        check(clip, limits);
    });
}

}  // namespace stillwave::motion
