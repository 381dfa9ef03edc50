#include "svd/windows.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros_like.h>

#include <algorithm>
#include <utility>

namespace stillwave::svd {
namespace {

/// Returns how many of the window's frames come before the video's end; the others are the video's first frames.
std::int64_t before_the_end(const Window& window, std::int64_t num_frames) {
    return std::min(window.length, num_frames - window.first);
}

/// Returns the frames of `video` [batch, frames, ...] that the window shows.
at::Tensor frames_of(const Window& window, const at::Tensor& video) {
    const auto head = before_the_end(window, video.size(1));
    const auto first = video.narrow(1, window.first, head);
    return head == window.length ? first : at::cat({first, video.narrow(1, 0, window.length - head)}, 1);
}

/// Adds a window's frames to their places in `video`.
void add_frames(at::Tensor& video, const Window& window, const at::Tensor& frames) {
    const auto head = before_the_end(window, video.size(1));
    video.narrow(1, window.first, head).add_(frames.narrow(1, 0, head));
    if (head < window.length)
        video.narrow(1, 0, window.length - head).add_(frames.narrow(1, head, window.length - head));
}

float weight_of(const Window& window, std::int64_t frame) {
    return window.weights.empty() ? 1.0F : window.weights[static_cast<std::size_t>(frame)];
}

/// Returns the sum of the windows' weights at each frame of the video.
std::vector<float> total_weights(const std::vector<Window>& windows, std::int64_t num_frames) {
    std::vector<float> totals(static_cast<std::size_t>(num_frames));
    for (const auto& window : windows)
        for (std::int64_t i = 0; i < window.length; ++i)
            totals[static_cast<std::size_t>((window.first + i) % num_frames)] += weight_of(window, i);
    return totals;
}

/// Returns each frame's share of the mean, [1, length, 1, 1, 1] float32. A frame that lies in one window alone has
/// exactly 1, whatever its weight, so that a single window changes no bit.
at::Tensor shares_of(const Window& window, const std::vector<float>& totals) {
    std::vector<float> shares;
    for (std::int64_t i = 0; i < window.length; ++i)
        shares.push_back(weight_of(window, i) / totals[static_cast<std::size_t>(window.first + i) % totals.size()]);
    return at::tensor(shares).view({1, -1, 1, 1, 1});
}

}  // namespace

WindowedDenoiser::WindowedDenoiser(std::unique_ptr<Denoiser> inner, Schedule schedule)
    : inner_(std::move(inner)), schedule_(std::move(schedule)) {}

at::Tensor WindowedDenoiser::velocity(const at::Tensor& scaled, float sigma, const Conditioning& conditioning) {
    const auto num_frames = scaled.size(1);
    const auto windows = schedule_(conditioning.pass.step, num_frames);
    const auto num_windows = static_cast<std::int64_t>(windows.size());
    const auto totals = total_weights(windows, num_frames);
    auto mean = at::zeros_like(scaled);
    auto of_window = conditioning;
    for (std::int64_t i = 0; i < num_windows; ++i) {
        const auto& window = windows[static_cast<std::size_t>(i)];
        of_window.concat_latents = frames_of(window, conditioning.concat_latents);
        of_window.pass.number = conditioning.pass.number * num_windows + i;
        if (window.length == num_frames)
            of_window.pass.shift = conditioning.pass.shift - window.first;
        else
            of_window.pass.first_frame = window.first;
        const auto answer = inner_->velocity(frames_of(window, scaled), sigma, of_window);
        add_frames(mean, window, answer * shares_of(window, totals).to(answer.device()));
    }
    return mean;
}

}  // namespace stillwave::svd
