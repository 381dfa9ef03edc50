#include "svd/free_noise.h"

#include <ATen/ops/randperm.h>

#include <algorithm>

namespace stillwave::svd {

at::Tensor free_noise(const at::Tensor& noise, const ContextWindows& windows, at::Generator generator) {
    check_context_windows(windows);
    const auto num_frames = noise.size(1), distance = windows.length - windows.overlap;
    auto shuffled = noise.clone();
    for (auto first = windows.length; first < num_frames; first += distance) {
        const auto count = std::min(distance, num_frames - first);
        const auto order = at::randperm(distance, generator, at::kLong).narrow(0, 0, count).to(noise.device());
        shuffled.narrow(1, first, count).copy_(shuffled.index_select(1, order + (first - windows.length)));
    }
    return shuffled;
}

}  // namespace stillwave::svd
