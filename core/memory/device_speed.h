#pragma once

#include <ATen/core/Tensor.h>

/// How fast a device multiplies matrices. Internal to the engine.
namespace stillwave {

/// The seconds of one product of two square matrices with `size` rows, the best of three. Blocks for about four times
/// as long.
double product_seconds(at::Device device, at::ScalarType dtype, std::int64_t size);

/// The FLOP a second that a clip's networks will roughly reach, from a matrix product that the first call for this
/// device and type times. May be called on any thread.
double clip_flop_per_second(at::Device device, at::ScalarType dtype);

}  // namespace stillwave
