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

constexpr double same_shape = 0.02;  // two aspects that differ by less are one
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

std::string size_text(const Image& image) {
    return std::to_string(image.width) + "x" + std::to_string(image.height);
}

bool has_shape_of(const Image& picture, const Image& photo) {
    const double aspect = static_cast<double>(picture.width) / picture.height;
    return std::abs(aspect * photo.height / photo.width - 1) < same_shape;
}

/// Reads a grey picture that lies over the photo.
Image read_over_photo(const fs::path& path, const Image& photo, const std::string& what) {
    auto picture = read_photo(path, "#000000");
    if (!has_shape_of(picture, photo))
        refuse(what + " " + path.string() + " is " + size_text(picture) + " px, another shape than the photo's " +
               size_text(photo) + " px. Paint it over the photo.");
    return picture;
}

Image whole(const Image& picture, int width, int height) {
    return media::crop_and_resize(
        picture, {0, 0, static_cast<double>(picture.width), static_cast<double>(picture.height)}, width, height);
}

Image grey_picture(const motion::Mask& mask) {
    std::vector<std::uint8_t> rgb;
    rgb.reserve(3 * mask.values.size());
    for (const auto value : mask.values) rgb.insert(rgb.end(), 3, value);
    return {mask.width, mask.height, std::move(rgb)};
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
    if (camera.without_model && !controls.last_frame.empty())
        refuse("A camera without a model cannot reach a last photo. Take one of them away.");
    if (controls.motion_from.empty()) return;
    if (camera.moves() || !controls.motion_brushes.empty() || !controls.last_frame.empty())
        refuse(
            "Another clip's motion moves the whole photo, so a camera, motion brushes and a last photo cannot direct "
            "it too. Take one of them away.");
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
                     const AnimationSettings& settings)
    : controls_(controls), photo_(photo), picture_(picture), settings_(settings) {
    if (controls.empty()) return;
    check_together(controls);
    // The fingerprint tells pictures by their pixels, wherever they lie.
    auto told = controls;
    for (auto& brush : told.motion_brushes) {
        const auto name = "Motion brush " + std::to_string(moved_.size() + 1);
        moved_.push_back(read_area(brush.area));
        check_area(moved_.back(), name);
        check_path(brush, name);
    }
    for (auto& area : told.frozen) {
        frozen_.push_back(read_area(area));
        check_area(frozen_.back(), "Frozen area " + std::to_string(frozen_.size()));
    }
    if (auto& depth = told.camera.depth; !depth.empty()) {
        depth_ = read_over_photo(depth, photo, "The depth picture");
        depth = media::pixels_sha256(depth_);
    }
    if (!controls.last_frame.empty()) {
        last_photo_ = read_photo(controls.last_frame, settings.background);
        told.last_frame = media::pixels_sha256(last_photo_);
        if (!has_shape_of(last_photo_, photo))
            log::warning("The last photo is " + size_text(last_photo_) + " px, another shape than the photo's " +
                         size_text(photo) + " px; it is fitted into the clip as the photo is (" + settings.fit + ").");
    }
    if (!driving.frames.empty()) fit_driving(driving);
    fingerprint_ = controls_to_json(told);
}

/// Reads the area's mask and puts the SHA-256 of its pixels in the place of its path.
Direction::Area Direction::read_area(PhotoArea& told) {
    Area area{told, {}};
    if (told.mask.empty()) return area;
    area.mask = read_over_photo(told.mask, photo_, "The mask");
    told.mask = media::pixels_sha256(area.mask);
    return area;
}

void Direction::check_area(const Area& area, const std::string& name) const {
    const auto& values = mask_of(area, picture_.image.width, picture_.image.height).values;
    if (std::ranges::any_of(values, [](auto value) { return value > 0; })) return;
    if (!area.area.mask.empty() && std::ranges::none_of(motion::mask_of_picture(area.mask).values, std::identity()))
        refuse(name + " is empty: its mask " + area.area.mask.string() + " is black. Paint white what it is to hold.");
    refuse(name +
           " lies outside of the part of the photo that the clip shows. Move the crop to it (focus_x, focus_y), "
           "show the whole photo (fit letterbox), or take the area away.");
}

void Direction::check_path(const MotionBrush& brush, const std::string& name) const {
    const auto& [width, height] = std::pair(picture_.image.width, picture_.image.height);
    const auto place = placement(width, height);
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
    if (settings_.fit == "letterbox" && !has_shape_of(first, photo_) && !has_shape_of(first, picture_.image))
        refuse(name + " is " + size_text(first) + " px, another shape than the photo's " + size_text(photo_) +
               " px, so that it cannot move the whole photo. Choose fit crop.");
    const auto wanted = static_cast<std::size_t>(settings_.num_frames);
    if (driving.frames.size() < wanted)
        refuse(name + " has " + std::to_string(driving.frames.size()) + " frames, but " + std::to_string(wanted) +
               " are asked for. Ask for as many or fewer (num_frames).");
    driving_.fps = static_cast<double>(settings_.fps);
    for (std::size_t i = 0; i < wanted; ++i) driving_.frames.push_back(fit_photo(driving.frames[i], settings_).image);
}

media::FrameRectangle Direction::inside_bars(int width, int height) const {
    if (settings_.fit != "letterbox") return {0, 0, width, height};
    return media::letterbox_rectangle(photo_.width, photo_.height, width, height);
}

Direction::Placement Direction::placement(int width, int height) const {
    if (settings_.fit == "letterbox") {
        const auto inside = inside_bars(width, height);
        return {static_cast<double>(inside.x), static_cast<double>(inside.y), static_cast<double>(inside.width),
                static_cast<double>(inside.height)};
    }
    const auto& crop = picture_.crop;
    const double scale_x = width / crop.width, scale_y = height / crop.height;
    return {-crop.x * scale_x, -crop.y * scale_y, photo_.width * scale_x, photo_.height * scale_y};
}

motion::Mask Direction::mask_of(const Area& area, int width, int height) const {
    const auto& picture = area.mask;
    if (picture.empty()) {
        const auto place = placement(width, height);
        std::vector<std::pair<double, double>> corners;
        for (const auto& [x, y] : area.area.polygon)
            corners.emplace_back(place.left + x * place.width, place.top + y * place.height);
        return motion::polygon_mask(corners, width, height);
    }
    if (settings_.fit == "letterbox") {
        // The picture's own shape may differ a little from the photo's, under which it lies.
        const auto inside = inside_bars(width, height);
        return motion::mask_of_picture(
            media::letterbox(whole(picture, inside.width, inside.height), width, height, "#000000"));
    }
    const auto& crop = picture_.crop;
    const double x = static_cast<double>(picture.width) / photo_.width,
                 y = static_cast<double>(picture.height) / photo_.height;
    return motion::mask_of_picture(
        media::crop_and_resize(picture, {crop.x * x, crop.y * y, crop.width * x, crop.height * y}, width, height));
}

motion::Mask Direction::frozen_mask(int width, int height) const {
    const auto place = placement(width, height);
    motion::Mask all{width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(width) * height, 0)};
    for (const auto& area : frozen_) {
        const auto soft = motion::with_soft_edge(mask_of(area, width, height),
                                                 area.area.feather * std::max(place.width, place.height));
        std::transform(all.values.begin(), all.values.end(), soft.values.begin(), all.values.begin(),
                       [](auto one, auto other) { return std::max(one, other); });
    }
    return all;
}

motion::ReferenceClip Direction::reference() const {
    const auto& shown = picture_.image;
    const auto place = placement(shown.width, shown.height);
    std::vector<motion::MovedRegion> regions;
    for (std::size_t i = 0; i < moved_.size(); ++i) {
        const auto& brush = controls_.motion_brushes[i];
        motion::MovedRegion region;
        region.mask = mask_of(moved_[i], shown.width, shown.height);
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
    const auto inside = inside_bars(shown.width, shown.height);
    const auto photo = media::crop_to(shown, inside);
    // The depth picture lies over the photo as a mask does.
    const auto nearness =
        depth_.empty() ? motion::guess_nearness(photo)
                       : motion::nearness_from_picture(
                             media::crop_to(grey_picture(mask_of({{}, depth_}, shown.width, shown.height)), inside),
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
    if (settings_.fit != "letterbox") return reference;
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
        driving.frames.push_back(media::crop_to(frame, inside_bars(width, height)));
    const auto photo = media::crop_to(shown, inside_bars(shown.width, shown.height));
    motion::transplant_motion(
        driving, photo, std::max(photo.width, photo.height),
        [&](Image frame) {
            if (settings_.fit == "letterbox")
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

svd::Steering Direction::steering(const svd::StableVideoDiffusionPipeline& pipeline, std::stop_token stop) const {
    svd::Steering steering;
    const auto& shown = picture_.image;
    const auto factor = static_cast<int>(pipeline.config().vae.scale_factor());
    const int rows = shown.height / factor, columns = shown.width / factor;
    at::Tensor reference_latents, reference_mask, still, frozen;
    if (!moved_.empty() || controls_.camera.moves()) {
        const auto crude = moved_.empty() ? camera_reference(shown, {}, stop) : reference();
        reference_latents = pipeline.encode(pixels_of(crude.clip.frames), stop).unsqueeze(0);
        reference_mask = latent_masks(crude.masks, rows, columns);
    }
    if (!frozen_.empty()) {
        still = pipeline.encode(image_to_pixels(shown), stop).unsqueeze(0);
        frozen = latent_masks({frozen_mask(shown.width, shown.height)}, rows, columns);
    }
    steering.make_controls = [=, ambient = settings_.ambient, hold = settings_.path_hold](const svd::RunStart& start) {
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
        return controls;
    };
    if (!last_photo_.empty())
        steering.last_photo = svd::LastPhoto{image_to_pixels(fit_photo(last_photo_, settings_).image)};
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
