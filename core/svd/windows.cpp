#include "svd/windows.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/zeros.h>
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

}  // namespace

WindowedDenoiser::WindowedDenoiser(std::unique_ptr<Denoiser> inner, Schedule schedule)
    : inner_(std::move(inner)), schedule_(std::move(schedule)) {}

at::Tensor WindowedDenoiser::velocity(const at::Tensor& scaled, float sigma, const Conditioning& conditioning) {
    const auto num_frames = scaled.size(1);
    const auto windows = schedule_(conditioning.pass.step, num_frames);
    const auto num_windows = static_cast<std::int64_t>(windows.size());
    auto sum = at::zeros_like(scaled);
    auto counts = at::zeros({1, num_frames, 1, 1, 1}, scaled.options());
    auto of_window = conditioning;
    for (std::int64_t i = 0; i < num_windows; ++i) {
        const auto& window = windows[static_cast<std::size_t>(i)];
        of_window.concat_latents = frames_of(window, conditioning.concat_latents);
        of_window.pass = {conditioning.pass.step, conditioning.pass.number * num_windows + i,
                          conditioning.pass.shift - window.first};
        const auto answer = inner_->velocity(frames_of(window, scaled), sigma, of_window);
        add_frames(sum, window, answer);
        add_frames(counts, window, at::ones({1, window.length, 1, 1, 1}, scaled.options()));
    }
    return sum / counts;
}

std::vector<Window> rotating_window(std::int64_t step, std::int64_t num_frames) {
    return {{(num_frames - step % num_frames) % num_frames, num_frames}};
}

}  // namespace stillwave::svd
