#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <opencv2/imgproc.hpp>
#include <string>

#include "motion/interpolation.h"
#include "motion/photo_detail.h"
#include "motion/rendered_motion.h"

namespace stillwave::motion {
namespace {

constexpr double mib = 1024.0 * 1024.0;

/// Returns a line of /proc/self/status in bytes; -1 where there is no such line.
double status_bytes(const std::string& name) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(name + ":")) return 1024.0 * std::stod(line.substr(name.size() + 1));
    }
    return -1.0;
}

/// Resets the peak of memory (VmHWM) to the current use. Returns false where the system cannot.
bool restart_peak() {
    std::ofstream reset("/proc/self/clear_refs");
    reset << 5 << std::flush;
    return reset.good() && status_bytes("VmHWM") > 0.0;
}

cv::Point2f pan(float x, float y, int t) {
    return {x + 2.0F * static_cast<float>(t), y};
}

TEST(Memory, PhotoDetailAt3840PxHoldsTwoFramesBesideThePhoto) {
    const Clip truth = rendered::move("coffee.png", pan, 4);
    const Clip model = rendered::as_model(truth);
    cv::Mat3b large;
    cv::resize(rendered::to_mat(truth.frames[0]), large, {4096, 2304}, 0, 0, cv::INTER_CUBIC);
    const Image photo = rendered::to_image(large);
    large.release();
    if (!restart_peak()) GTEST_SKIP() << "the peak of a process's memory cannot be measured here";
    const double before = status_bytes("VmRSS");
    int frames = 0;
    photo_detail_to(model, photo, {3840, true}, [&](const Image& frame, const Image& confidence) {
        EXPECT_EQ(frame.width, 3840);
        EXPECT_EQ(frame.height, 2160);
        EXPECT_EQ(confidence.width, rendered::model_width);
        ++frames;
    });
    EXPECT_EQ(frames, 4);
    const double frame_bytes = 3840.0 * 2160.0 * Image::channels;
    const double extra = status_bytes("VmHWM") - before;
    std::printf("photo detail at 3840x2160: %.0f MiB beside the photo at the peak; a frame is %.0f MiB\n", extra / mib,
                frame_bytes / mib);
    // The limit holds the reduced photo, the frame that is made, its copy for the caller, and the flow fields, which
    // are enlarged across only.
    EXPECT_LT(extra, 3.0 * frame_bytes + 40.0 * mib);
}

TEST(Memory, InterpolationAt3840PxHoldsTwoFramesBesideTheClip) {
    const Clip small = rendered::move("coffee.png", pan, 3);
    Clip clip;
    clip.fps = small.fps;
    for (const Image& frame : small.frames) {
        cv::Mat3b large;
        cv::resize(rendered::to_mat(frame), large, {3840, 2160}, 0, 0, cv::INTER_CUBIC);
        clip.frames.push_back(rendered::to_image(large));
    }
    if (!restart_peak()) GTEST_SKIP() << "the peak of a process's memory cannot be measured here";
    const double before = status_bytes("VmRSS");
    int frames = 0;
    interpolate_to(clip, {2, 0.0, true}, [&](const Image& frame) { frames += frame.width == 3840 ? 1 : 0; });
    EXPECT_EQ(frames, 6);
    const double frame_bytes = 3840.0 * 2160.0 * Image::channels;
    const double extra = status_bytes("VmHWM") - before;
    std::printf("interpolation at 3840x2160: %.0f MiB beside the clip at the peak; a frame is %.0f MiB\n", extra / mib,
                frame_bytes / mib);
    EXPECT_LT(extra, 2.0 * frame_bytes + 80.0 * mib);
}

}  // namespace
}  // namespace stillwave::motion
