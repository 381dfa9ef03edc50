#pragma once

#include <ATen/core/Tensor.h>

#include <string>

/// Checks of what a control is made from. They throw Error(invalid_argument), which names the value and its shape, as
/// soon as a control sees the latents that it is to act on.
namespace stillwave::svd {

/// Fails unless `tensor` has the shape `wanted`.
void require_shape(const std::string& what, const at::Tensor& tensor, at::IntArrayRef wanted);

/// Fails unless `mask` fits `latents` [1, frames, channels, h, w]: [1, frames, 1, h, w], or [1, 1, 1, h, w] for all
/// frames alike.
void require_mask(const std::string& what, const at::Tensor& mask, const at::Tensor& latents);

/// Fails where a value of `mask` lies outside 0..1.
void require_mask_values(const std::string& what, const at::Tensor& mask);

}  // namespace stillwave::svd
