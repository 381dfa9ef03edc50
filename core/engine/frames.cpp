#include "engine/frames.h"

#include <ATen/ops/from_blob.h>
#include <ATen/ops/isfinite.h>

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

void check_frames(const at::Tensor& frames) {
    for (std::int64_t i = 0; i < frames.size(0); ++i) {
        if (!at::isfinite(frames[i]).all().item<bool>())
            throw Error(ErrorCode::clip_rejected, "Frame " + std::to_string(i + 1) +
                                                      " of the clip holds values that are no numbers. Choose "
                                                      "--dtype float32, or check the model's files.");
    }
}

}  // namespace stillwave
