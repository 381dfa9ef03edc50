#pragma once

#include <ATen/core/Tensor.h>

/// How fast a device multiplies matrices. Internal to the engine.
namespace stillwave {

/// Seconds of one product of two square matrices of `size`, the best of some tries; takes a few of these seconds.
double product_seconds(at::Device device, at::ScalarType dtype, std::int64_t size);

/// FLOP a second that a clip's networks will reach here, from a product timed at the first call; rough.
double clip_flop_per_second(at::Device device, at::ScalarType dtype);

}  // namespace stillwave
