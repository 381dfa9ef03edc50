#pragma once

#include <ATen/core/Generator.h>
#include <ATen/core/Tensor.h>

#include "svd/context_windows.h"

namespace stillwave::svd {

/// Returns start noise for a video through `windows` in which all windows see nearly the same noise, so that what they
/// predict belongs together (Qiu et al., "FreeNoise", arXiv 2310.15169, "local noise shuffle"). `noise` [1, frames,
/// channels, h, w]: its first window stays, and each following stretch of frames, as long as the windows' distance, is
/// a shuffle of the stretch that lies a window's length before it. `generator` is the CPU's; it draws one permutation
/// for each stretch.
at::Tensor free_noise(const at::Tensor& noise, const ContextWindows& windows, at::Generator generator);

}  // namespace stillwave::svd
