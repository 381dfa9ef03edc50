#include "engine/direction.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/from_blob.h>

#include <algorithm>
#include <cmath>

#include "engine/frames.h"
#include "engine/photo.h"
#include "media/crop.h"
#include "media/photo_reader.h"
#include "motion/camera_rig.h"
#include "motion/reference_clip.h"
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
        throw Error(ErrorCode::invalid_argument, what + " " + path.string() + " is " + size_text(picture) +
                                                     " px, another shape than the photo's " + size_text(photo) +
                                                     " px. Paint it over the photo.");
    return picture;
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

Direction::Direction(const Controls& controls, const Image& photo, const Picture& picture,
                     const AnimationSettings& settings)
    : controls_(controls), photo_(photo), picture_(picture), settings_(settings) {
    if (controls.empty()) return;
    const auto& camera = controls.camera;
    if (camera.moves() && !controls.motion_brushes.empty())
        throw Error(ErrorCode::invalid_argument,
                    "The camera and motion brushes cannot direct one clip together. Take one of them away.");
    if (is_without_model() && !controls.last_frame.empty())
        throw Error(ErrorCode::invalid_argument,
                    "A camera without a model cannot reach a last photo. Take one of them away.");
    fingerprint_ = controls_to_json(controls);
    for (const auto& brush : controls.motion_brushes) moved_.push_back(read_area(brush.area));
    for (const auto& area : controls.frozen) frozen_.push_back(read_area(area));
    if (!camera.depth.empty()) {
        depth_ = read_over_photo(camera.depth, photo, "The depth picture");
        fingerprint_ += media::pixels_sha256(depth_);
    }
    if (controls.last_frame.empty()) return;
    last_photo_ = read_photo(controls.last_frame, settings.background);
    fingerprint_ += media::pixels_sha256(last_photo_);
    if (!has_shape_of(last_photo_, photo))
        log::warning("The last photo is " + size_text(last_photo_) + " px, another shape than the photo's " +
                     size_text(photo) + " px; it is fitted into the clip as the photo is (" + settings.fit + ").");
}

Direction::Area Direction::read_area(const PhotoArea& area) {
    if (area.mask.empty()) return {area, {}};
    auto mask = read_over_photo(area.mask, photo_, "The mask");
    fingerprint_ += media::pixels_sha256(mask);
    return {area, std::move(mask)};
}

Direction::Placement Direction::placement(int width, int height) const {
    if (settings_.fit == "letterbox") {
        const auto inside = media::letterbox_rectangle(photo_.width, photo_.height, width, height);
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
    if (settings_.fit == "letterbox")
        return motion::mask_of_picture(media::letterbox(picture, width, height, "#000000"));
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
            region.path.push_back({time, place.left + at.x * place.width, place.top + at.y * place.height});
        region.easing = easing_of(brush.easing);
        regions.push_back(std::move(region));
    }
    return motion::reference_clip(shown, regions, static_cast<int>(settings_.num_frames),
                                  static_cast<double>(settings_.fps));
}

motion::ReferenceClip Direction::camera_reference(const Image& shown) const {
    const auto& camera = controls_.camera;
    auto nearness = motion::guess_nearness(shown);
    if (!depth_.empty()) {
        // The depth picture lies over the photo as a mask does.
        const auto cut = mask_of({{}, depth_}, shown.width, shown.height);
        std::vector<std::uint8_t> rgb;
        for (const auto value : cut.values) rgb.insert(rgb.end(), 3, value);
        nearness =
            motion::nearness_from_picture({shown.width, shown.height, std::move(rgb)}, shown.width, shown.height);
    }
    motion::CameraMove move;
    move.pan_degrees = camera.pan;
    move.tilt_degrees = camera.tilt;
    move.roll_degrees = camera.roll;
    move.push = camera.push;
    move.orbit_degrees = camera.orbit;
    move.easing = easing_of(camera.easing);
    return motion::camera_clip(shown, nearness, move, static_cast<int>(settings_.num_frames),
                               static_cast<double>(settings_.fps));
}

Clip Direction::camera_alone(const Image& shown) const {
    return camera_reference(shown).clip;
}

svd::Steering Direction::steering(const svd::StableVideoDiffusionPipeline& pipeline, std::stop_token stop) const {
    svd::Steering steering;
    const auto& shown = picture_.image;
    const auto factor = static_cast<int>(pipeline.config().vae.scale_factor());
    const int rows = shown.height / factor, columns = shown.width / factor;
    at::Tensor reference_latents, reference_mask, still, frozen;
    if (!moved_.empty() || controls_.camera.moves()) {
        const auto crude = moved_.empty() ? camera_reference(shown) : reference();
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
    const auto& first = clip.frames.front();
    const auto mask = frozen_mask(first.width, first.height);
    const auto still = media::crop_and_resize(
        shown, {0, 0, static_cast<double>(shown.width), static_cast<double>(shown.height)}, first.width, first.height);
    for (auto& frame : clip.frames) frame = motion::laid_over(frame, still, mask);
}

}  // namespace stillwave
