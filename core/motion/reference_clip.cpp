#include "motion/reference_clip.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <sstream>

#include "motion/hole_filling.h"
#include "motion/mask_matrix.h"

namespace stillwave::motion {
namespace {

[[noreturn]] void refuse(const std::string& message) {
    throw Error(ErrorCode::invalid_argument, message);
}

std::string size_text(int width, int height) {
    return std::to_string(width) + "x" + std::to_string(height) + " px";
}

void check_path(const std::vector<PathPoint>& path, const Image& photo, const std::string& name) {
    if (path.empty()) refuse(name + " has no path; give it one point or more.");
    double before = -1;
    for (const auto& [time, x, y] : path) {
        std::ostringstream place;
        place << name << "'s path has the point (" << x << ", " << y << ") at time " << time;
        if (!(time >= 0 && time <= 1 && time > before)) refuse(place.str() + ", but times must rise within 0 to 1.");
        if (!(x >= 0 && x <= photo.width && y >= 0 && y <= photo.height))
            refuse(place.str() + ", which lies outside the photo of " + size_text(photo.width, photo.height) + ".");
        before = time;
    }
}

void check(const Image& photo, const std::vector<MovedRegion>& regions, int num_frames, double fps) {
    if (photo.empty()) refuse("The photo is empty.");
    if (num_frames < 2) refuse("A reference clip needs 2 frames or more, not " + std::to_string(num_frames) + ".");
    if (!(fps > 0)) refuse("A reference clip needs a positive number of frames a second.");
    for (std::size_t i = 0; i < regions.size(); ++i) {
        const auto& region = regions[i];
        const auto name = "Region " + std::to_string(i + 1);
        if (region.mask.width != photo.width || region.mask.height != photo.height)
            refuse(name + "'s mask is " + size_text(region.mask.width, region.mask.height) + ", but the photo is " +
                   size_text(photo.width, photo.height) + ".");
        if (cv::countNonZero(view(region.mask)) == 0) refuse(name + " is empty; mark something in its mask.");
        if (!(region.feather_px >= 0)) refuse(name + "'s feather is negative.");
        check_path(region.path, photo, name);
    }
}

/// Returns how far the region has moved at the share `time` of the clip.
cv::Point2d moved(const MovedRegion& region, double time) {
    const auto& path = region.path;
    const auto& from = path.front();
    const double span = path.back().time - from.time;
    const double along = span > 0 ? std::clamp((time - from.time) / span, 0.0, 1.0) : 1.0;
    const double when = from.time + span * eased(region.easing, along);
    const auto next = std::ranges::find_if(path, [&](const PathPoint& point) { return point.time >= when; });
    if (next == path.begin()) return {0, 0};
    if (next == path.end()) return {path.back().x - from.x, path.back().y - from.y};
    const auto& before = *(next - 1);
    const double part = (when - before.time) / (next->time - before.time);
    return {before.x + part * (next->x - before.x) - from.x, before.y + part * (next->y - before.y) - from.y};
}

/// Returns the region's mask, 0..1, with a soft edge that lies inside it.
cv::Mat1f feathered(const MovedRegion& region) {
    const cv::Mat1b mask = view(region.mask);
    cv::Mat1f soft;
    mask.convertTo(soft, CV_32F, 1 / 255.0);
    if (region.feather_px == 0) return soft;
    // The picture's border is no edge of the region: outside it, the border counts as more of the same.
    cv::Mat1b padded;
    const int border = static_cast<int>(std::ceil(region.feather_px)) + 1;
    cv::copyMakeBorder(mask > 0, padded, border, border, border, border, cv::BORDER_REPLICATE);
    cv::Mat1f inside;
    cv::distanceTransform(padded, inside, cv::DIST_L2, cv::DIST_MASK_PRECISE);
    const cv::Mat1f edge = cv::min(inside(cv::Rect(border, border, mask.cols, mask.rows)) / (region.feather_px + 1), 1);
    return soft.mul(edge);
}

template <typename Pixel>
cv::Mat_<Pixel> shifted(const cv::Mat_<Pixel>& picture, const cv::Point2d& by, int border) {
    const cv::Matx23d shift(1, 0, by.x, 0, 1, by.y);
    cv::Mat_<Pixel> result;
    cv::warpAffine(picture, result, shift, picture.size(), cv::INTER_LINEAR, border);
    return result;
}

/// One region, ready to be laid over frames.
struct Cutout {
    const MovedRegion& region;
    cv::Mat1f mask;
};

/// Lays the region's pixels over `frame`, and marks its place in `marked`.
void lay_over(cv::Mat3f& frame, cv::Mat1f& marked, const cv::Mat3f& photo, const Cutout& cutout, double time) {
    const auto by = moved(cutout.region, time);
    const cv::Mat1f mask = shifted(cutout.mask, by, cv::BORDER_CONSTANT);
    cv::Mat3f share;
    cv::merge(std::vector<cv::Mat>(3, mask), share);
    frame += share.mul(shifted(photo, by, cv::BORDER_REPLICATE) - frame);
    marked = cv::max(marked, mask);
}

}  // namespace

ReferenceClip reference_clip(const Image& photo, const std::vector<MovedRegion>& regions, int num_frames, double fps) {
    return guarded([&] {
        check(photo, regions, num_frames, fps);
        cv::Mat3f pixels;
        view(photo).convertTo(pixels, CV_32F);
        cv::Mat1f known(pixels.size(), 1.0F);
        std::vector<Cutout> cutouts;
        for (const auto& region : regions) {
            cutouts.push_back({region, feathered(region)});
            known.setTo(0, view(region.mask) > 0);
        }
        const cv::Mat3f background = fill_holes(pixels, known);

        ReferenceClip reference{{{}, fps}, {}};
        for (int i = 0; i < num_frames; ++i) {
            const double time = static_cast<double>(i) / (num_frames - 1);
            cv::Mat3f frame = background.clone();
            cv::Mat1f marked(pixels.size(), 0.0F);
            for (const auto& cutout : cutouts) {
                const bool rests = moved(cutout.region, time) == cv::Point2d(0, 0);
                const cv::Mat1b place = view(cutout.region.mask) > 0;
                if (rests)
                    pixels.copyTo(frame, place);
                else
                    marked.setTo(1, place);
                lay_over(frame, marked, pixels, cutout, time);
            }
            cv::Mat3b rounded;
            cv::Mat1b mask;
            frame.convertTo(rounded, CV_8U);
            marked.convertTo(mask, CV_8U, 255);
            reference.clip.frames.push_back(to_image(rounded));
            reference.masks.push_back(to_mask(mask));
        }
        return reference;
    });
}

}  // namespace stillwave::motion
