#include "engine/direction.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/from_blob.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <sstream>
#include <utility>

#include "engine/frames.h"
#include "engine/photo.h"
#include "media/letterbox_fill.h"
#include "media/photo_reader.h"
#include "motion/camera_rig.h"
#include "motion/motion_transplant.h"
#include "svd/control/freeze.h"
#include "svd/control/time_to_move.h"
#include "types/error.h"
#include "types/log.h"

namespace stillwave {
namespace {

namespace fs = std::filesystem;

// Frozen areas are written into the prediction of all steps but the last ones, which join them to the rest.
constexpr double frozen_share_of_steps = 0.9;

[[noreturn]] void refuse(const std::string& message) {
    throw Error(ErrorCode::invalid_argument, message);
}

motion::Easing easing_of(const std::string& name) {
    if (name == "ease_in") return motion::Easing::ease_in;
    if (name == "ease_out") return motion::Easing::ease_out;
    if (name == "ease_in_out") return motion::Easing::ease_in_out;
    return motion::Easing::linear;
}

/// Refuses controls that cannot direct one clip together.
void check_together(const Controls& controls) {
    const auto& camera = controls.camera;
    if (camera.moves() && !controls.motion_brushes.empty())
        refuse("The camera and motion brushes cannot direct one clip together. Take one of them away.");
    if (camera.without_model && !camera.moves())
        refuse(
            "The camera is to make the clip without a model, but it does not move. Give it pan, tilt, roll, push or "
            "orbit.");
    if (camera.without_model && !controls.keyframes.empty())
        refuse("A camera without a model cannot reach other photos. Take the camera or the keyframes away.");
    if (controls.keyframes.size() > 1 &&
        (camera.moves() || !controls.motion_brushes.empty() || !controls.frozen.empty()))
        refuse(
            "A camera, motion brushes and frozen areas direct a clip with one keyframe at most. Take them or the other "
            "keyframes away.");
    if (controls.extend && controls.make_again)
        refuse("A clip cannot go on from a take and make a take's frames again at once. Choose one of them.");
    if ((controls.extend || controls.make_again) &&
        (camera.moves() || !controls.motion_brushes.empty() || !controls.frozen.empty() ||
         !controls.keyframes.empty() || !controls.motion_from.empty()))
        refuse(
            "A camera, motion brushes, frozen areas, keyframes and another clip's motion direct a clip from its photo "
            "on, so they cannot direct one that begins with a take. Take them away.");
    if (controls.motion_from.empty()) return;
    if (camera.moves() || !controls.motion_brushes.empty() || !controls.keyframes.empty())
        refuse(
            "Another clip's motion moves the whole photo, so a camera, motion brushes and keyframes cannot direct it "
            "too. Take one of them away.");
}

at::Tensor pixels_of(const std::vector<Image>& frames) {
    std::vector<at::Tensor> pixels;
    for (const auto& frame : frames) pixels.push_back(image_to_pixels(frame));
    return at::cat(pixels);
}

/// The masks at the latents' size: [1, masks, 1, height, width] float32, 0..1.
at::Tensor latent_masks(const std::vector<motion::Mask>& masks, int height, int width) {
    std::vector<at::Tensor> values;
    for (const auto& mask : masks) {
        auto small = motion::resized(mask, width, height);
        values.push_back(at::from_blob(small.values.data(), {1, 1, 1, height, width}, at::kByte).to(at::kFloat) / 255);
    }
    return at::cat(values, 1);
}

}  // namespace

Direction::Direction(const Controls& controls, const Clip& driving, const Image& photo, const Picture& picture,
                     const AnimationSettings& settings, const std::string& model_hash)
    : controls_(controls), photo_(photo), picture_(picture), settings_(settings), placement_(photo, picture, settings) {
    if (controls.empty()) return;
    check_together(controls);
    // The fingerprint tells pictures by their pixels, wherever they lie.
    auto told = controls;
    for (auto& brush : told.motion_brushes) {
        const auto name = "Motion brush " + std::to_string(moved_.size() + 1);
        moved_.push_back(placement_.read(brush.area));
        placement_.check(moved_.back(), name);
        check_path(brush, name);
    }
    for (auto& area : told.frozen) {
        frozen_.push_back(placement_.read(area));
        placement_.check(frozen_.back(), "Frozen area " + std::to_string(frozen_.size()));
    }
    if (auto& depth = told.camera.depth; !depth.empty()) {
        depth_ = placement_.read_over_photo(depth, "The depth picture");
        depth = media::pixels_sha256(depth_);
    }
    for (auto& keyframe : told.keyframes) {
        const auto other = read_photo(keyframe, settings.background);
        if (!has_shape_of(other, photo))
            log::warning(keyframe.string() + " is " + size_text(other) + " px, another shape than the photo's " +
                         size_text(photo) + " px; it is fitted into the clip as the photo is (" + settings.fit + ").");
        keyframe = media::pixels_sha256(other);
        is_loop_ = keyframe == media::pixels_sha256(photo);
        keyframes_.push_back(fit_photo(other, settings).image);
    }
    if (!driving.frames.empty()) fit_driving(driving);
    earlier_ = read_earlier_take(controls, photo, placement_, settings, model_hash);
    if (told.extend) told.extend->take = earlier_->fingerprint();
    if (told.make_again) {
        told.make_again->take = earlier_->fingerprint();
        std::ignore = placement_.read(told.make_again->area);  // puts the mask's pixels in the place of its path
    }
    fingerprint_ = controls_to_json(told);
}

void Direction::check_path(const MotionBrush& brush, const std::string& name) const {
    const auto& [width, height] = std::pair(picture_.image.width, picture_.image.height);
    const auto place = placement_.photo_in(width, height);
    constexpr double slack_px = 1e-6;
    for (const auto& [time, at] : brush.path) {
        const double x = place.left + at.x * place.width, y = place.top + at.y * place.height;
        if (x >= -slack_px && x <= width + slack_px && y >= -slack_px && y <= height + slack_px) continue;
        std::ostringstream message;
        message << name << "'s path has the place (" << at.x << ", " << at.y << ") at time " << time
                << ", outside of the part of the photo that the clip shows. End the path inside of it, move the crop "
                   "(focus_x, focus_y), or show the whole photo (fit letterbox).";
        refuse(message.str());
    }
}

/// Keeps as many frames of the driving clip as the settings ask for, fitted to the model's size as the photo is.
void Direction::fit_driving(const Clip& driving) {
    const auto name = controls_.motion_from.string();
    const auto& first = driving.frames.front();
    if (placement_.is_letterbox() && !has_shape_of(first, photo_) && !has_shape_of(first, picture_.image))
        refuse(name + " is " + size_text(first) + " px, another shape than the photo's " + size_text(photo_) +
               " px, so that it cannot move the whole photo. Choose fit crop.");
    const auto wanted = static_cast<std::size_t>(settings_.num_frames);
    if (driving.frames.size() < wanted)
        refuse(name + " has " + std::to_string(driving.frames.size()) + " frames, but " + std::to_string(wanted) +
               " are asked for. Ask for as many or fewer (num_frames).");
    driving_.fps = static_cast<double>(settings_.fps);
    for (std::size_t i = 0; i < wanted; ++i) driving_.frames.push_back(fit_photo(driving.frames[i], settings_).image);
}

motion::Mask Direction::frozen_mask(int width, int height) const {
    motion::Mask all{width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(width) * height, 0)};
    for (const auto& area : frozen_) {
        const auto soft = placement_.soft_mask_of(area, width, height);
        std::transform(all.values.begin(), all.values.end(), soft.values.begin(), all.values.begin(),
                       [](auto one, auto other) { return std::max(one, other); });
    }
    return all;
}

motion::ReferenceClip Direction::crude(std::stop_token stop) const {
    if (!moved_.empty()) return reference();
    return controls_.camera.moves() ? camera_reference(picture_.image, {}, stop) : motion::ReferenceClip();
}

motion::ReferenceClip Direction::reference() const {
    const auto& shown = picture_.image;
    const auto place = placement_.photo_in(shown.width, shown.height);
    std::vector<motion::MovedRegion> regions;
    for (std::size_t i = 0; i < moved_.size(); ++i) {
        const auto& brush = controls_.motion_brushes[i];
        motion::MovedRegion region;
        region.mask = placement_.mask_of(moved_[i], shown.width, shown.height);
        region.feather_px = brush.area.feather * std::max(place.width, place.height);
        for (const auto& [time, at] : brush.path)
            region.path.push_back({time, std::clamp(place.left + at.x * place.width, 0.0, double(shown.width)),
                                   std::clamp(place.top + at.y * place.height, 0.0, double(shown.height))});
        region.easing = easing_of(brush.easing);
        regions.push_back(std::move(region));
    }
    return motion::reference_clip(shown, regions, static_cast<int>(settings_.num_frames),
                                  static_cast<double>(settings_.fps));
}

motion::ReferenceClip Direction::camera_reference(const Image& shown, const ProgressCallback& progress,
                                                  std::stop_token stop) const {
    const auto& camera = controls_.camera;
    const auto inside = placement_.inside_bars(shown.width, shown.height);
    const auto photo = media::crop_to(shown, inside);
    // The depth picture lies over the photo as a mask does.
    const auto nearness =
        depth_.empty()
            ? motion::guess_nearness(photo)
            : motion::nearness_from_picture(
                  media::crop_to(grey_picture(placement_.mask_of({{}, depth_}, shown.width, shown.height)), inside),
                  photo.width, photo.height);
    motion::CameraMove move;
    move.pan_degrees = camera.pan;
    move.tilt_degrees = camera.tilt;
    move.roll_degrees = camera.roll;
    move.push = camera.push;
    move.orbit_degrees = camera.orbit;
    move.easing = easing_of(camera.easing);
    auto reference = motion::camera_clip(photo, nearness, move, static_cast<int>(settings_.num_frames),
                                         static_cast<double>(settings_.fps), progress, stop);
    if (!placement_.is_letterbox()) return reference;
    // The photo moves between bars that stay.
    for (auto& frame : reference.clip.frames)
        frame = media::letterbox(frame, shown.width, shown.height, settings_.background);
    for (auto& mask : reference.masks)
        mask = motion::mask_of_picture(media::letterbox(grey_picture(mask), shown.width, shown.height, "#ffffff"));
    return reference;
}

Clip Direction::transplanted(const Image& shown, const ProgressCallback& progress, std::stop_token stop) const {
    Clip driving{{}, driving_.fps}, clip{{}, driving_.fps};
    const auto& [width, height] = std::pair(picture_.image.width, picture_.image.height);
    for (const auto& frame : driving_.frames)
        driving.frames.push_back(media::crop_to(frame, placement_.inside_bars(width, height)));
    const auto photo = media::crop_to(shown, placement_.inside_bars(shown.width, shown.height));
    motion::transplant_motion(
        driving, photo, std::max(photo.width, photo.height),
        [&](Image frame) {
            if (placement_.is_letterbox())
                frame = media::letterbox(frame, shown.width, shown.height, settings_.background);
            clip.frames.push_back(std::move(frame));
        },
        progress, stop);
    return clip;
}

Clip Direction::without_model(const Image& shown, const ProgressCallback& progress, std::stop_token stop) const {
    auto clip =
        driving_.frames.empty() ? camera_reference(shown, progress, stop).clip : transplanted(shown, progress, stop);
    // Video files need even sides.
    for (auto& frame : clip.frames) frame = media::crop_to(frame, {0, 0, frame.width & ~1, frame.height & ~1});
    return clip;
}

const Image& Direction::first_picture(std::size_t pass) const {
    if (pass > 0) return keyframes_[pass - 1];
    return earlier_ ? earlier_->first_picture() : picture_.image;
}

std::vector<Image> Direction::photos_like(const Image& whole) const {
    std::vector<Image> photos = {whole};
    for (const auto& path : controls_.keyframes) {
        const auto photo = read_photo(path, settings_.background);
        const auto own = full_resolution(photo, fit_photo(photo, settings_), settings_);
        photos.push_back(media::crop_and_resize(
            own, {0, 0, static_cast<double>(own.width), static_cast<double>(own.height)}, whole.width, whole.height));
    }
    return photos;
}

at::Tensor Direction::joined(const std::vector<at::Tensor>& passes) const {
    if (earlier_) return earlier_->joined(passes.front());
    auto parts = passes;
    // Each pass begins with the frame that the one before ended with.
    for (std::size_t i = 1; i < parts.size(); ++i) parts[i] = parts[i].slice(0, 1);
    const auto latents = parts.size() == 1 ? parts.front() : at::cat(parts);
    return is_loop_ ? latents.slice(0, 0, -1) : latents;
}

svd::Steering Direction::steering(const svd::StableVideoDiffusionPipeline& pipeline, std::size_t pass,
                                  std::stop_token stop) const {
    svd::Steering steering;
    const auto& shown = picture_.image;
    const auto factor = static_cast<int>(pipeline.config().vae.scale_factor());
    const int rows = shown.height / factor, columns = shown.width / factor;
    at::Tensor reference_latents, reference_mask, still, frozen;
    if (const auto reference = crude(stop); !reference.clip.frames.empty()) {
        reference_latents = pipeline.encode(pixels_of(reference.clip.frames), stop).unsqueeze(0);
        reference_mask = latent_masks(reference.masks, rows, columns);
    }
    if (!frozen_.empty()) {
        still = pipeline.encode(image_to_pixels(shown), stop).unsqueeze(0);
        frozen = latent_masks({frozen_mask(shown.width, shown.height)}, rows, columns);
    }
    steering.make_controls = [=, this, ambient = settings_.ambient,
                              hold = settings_.path_hold](const svd::RunStart& start) {
        std::vector<std::unique_ptr<svd::SamplingControl>> controls;
        const auto steps = static_cast<std::int64_t>(start.sigmas.size()) - 1;
        if (reference_latents.defined())
            controls.push_back(std::make_unique<svd::TimeToMoveControl>(reference_latents, reference_mask, start.noise,
                                                                        svd::dual_clock(start.sigmas, ambient, hold)));
        if (frozen.defined()) {
            const auto until =
                std::max<std::int64_t>(1, std::lround(frozen_share_of_steps * static_cast<double>(steps)));
            controls.push_back(std::make_unique<svd::FreezeControl>(frozen, until, still));
        }
        if (earlier_) controls.push_back(earlier_->control(start, rows, columns));
        return controls;
    };
    if (!keyframes_.empty()) steering.last_photo = svd::LastPhoto{image_to_pixels(keyframes_[pass])};
    return steering;
}

void Direction::freeze(Clip& clip, const Image& shown) const {
    if (frozen_.empty()) return;
    const media::FrameRectangle kept{0, 0, clip.frames.front().width, clip.frames.front().height};
    const auto still = media::crop_to(shown, kept);
    const auto mask =
        motion::mask_of_picture(media::crop_to(grey_picture(frozen_mask(shown.width, shown.height)), kept));
    for (auto& frame : clip.frames) frame = motion::laid_over(frame, still, mask);
}

}  // namespace stillwave
