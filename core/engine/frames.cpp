#include "engine/frames.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/isfinite.h>
#include <ATen/ops/upsample_bilinear2d.h>

#include <algorithm>
#include <cstring>

#include "types/error.h"

namespace stillwave {

at::Tensor image_to_pixels(const Image& image) {
    // from_blob takes no const memory; the tensor is only read.
    auto* bytes = const_cast<std::uint8_t*>(image.data());
    const auto rows = at::from_blob(bytes, {image.height, image.width, Image::channels}, at::kByte);
    return rows.permute({2, 0, 1}).unsqueeze(0).contiguous().to(at::kFloat).div_(255).mul_(2).sub_(1);
}

Image frame_to_image(const at::Tensor& frame) {
    const auto rows = frame.mul(255).round_().clamp_(0, 255).to(at::kByte).permute({1, 2, 0}).contiguous();
    std::vector<std::uint8_t> rgb(static_cast<std::size_t>(rows.numel()));
    std::memcpy(rgb.data(), rows.const_data_ptr<std::uint8_t>(), rgb.size());
    return {static_cast<int>(rows.size(1)), static_cast<int>(rows.size(0)), std::move(rgb)};
}

Clip frames_to_clip(const at::Tensor& frames, double fps) {
    Clip clip;
    clip.fps = fps;
    for (std::int64_t i = 0; i < frames.size(0); ++i) clip.frames.push_back(frame_to_image(frames[i]));
    return clip;
}

std::vector<motion::Flow> told_motion(const at::Tensor& latents, const svd::PipelineConfig& config) {
    // One place more on each side, in a straight line, so that the outermost pixels lie between two places.
    const auto extended = [](const at::Tensor& field, std::int64_t axis) {
        const auto last = field.size(axis) - 1, before = std::max<std::int64_t>(last - 1, 0);
        const auto at_place = [&](std::int64_t place) { return field.narrow(axis, place, 1); };
        return at::cat({2 * at_place(0) - at_place(last - before), field, 2 * at_place(last) - at_place(before)}, axis);
    };
    const auto factor = config.vae.scale_factor();
    const auto cells = latents.narrow(1, config.motion_channel, 2).to(at::kFloat) * config.motion_scale;
    const auto wide = extended(extended(cells, 2), 3);
    auto pixels = at::upsample_bilinear2d(wide, {wide.size(2) * factor, wide.size(3) * factor}, false);
    pixels = pixels.narrow(2, factor, cells.size(2) * factor).narrow(3, factor, cells.size(3) * factor);
    // The first frame is the photo.
    pixels = (pixels - pixels.narrow(0, 0, 1)).permute({0, 2, 3, 1}).contiguous();
    std::vector<motion::Flow> motion;
    for (std::int64_t frame = 0; frame < pixels.size(0); ++frame) {
        const auto values = pixels[frame].flatten();
        const auto* begin = values.const_data_ptr<float>();
        motion.push_back({static_cast<int>(pixels.size(2)), static_cast<int>(pixels.size(1)),
                          std::vector<float>(begin, begin + values.numel())});
    }
    return motion;
}

void check_frames(const at::Tensor& frames) {
    for (std::int64_t i = 0; i < frames.size(0); ++i) {
        if (!at::isfinite(frames[i]).all().item<bool>())
            throw Error(ErrorCode::clip_rejected, "Frame " + std::to_string(i + 1) +
                                                      " of the clip holds values that are no numbers. Choose "
                                                      "--dtype float32, or check the model's files.");
    }
}

}  // namespace stillwave
