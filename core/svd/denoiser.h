#pragma once

#include <ATen/core/Tensor.h>

#include <cstdint>

namespace stillwave::svd {

/// The name of one pass of the network over a video, by which the network finds the values that it keeps from step to
/// step.
struct Pass {
    std::int64_t step = 0;  ///< the step of sampling, counted from 0
    /// The number among the step's passes: each branch of guidance and each window has its own.
    std::int64_t number = 0;
    std::int64_t shift = 0;  ///< frames by which the pass sees the video rolled along time
    /// The video's frame at which a window shorter than the video begins. What is kept of a window's frames is of no
    /// use to a window that begins elsewhere.
    std::int64_t first_frame = 0;
};

/// The network's inputs that tell of the photo and the motion.
struct Conditioning {
    at::Tensor embeddings;      ///< [batch, tokens, cross_attention_dim]: the image embedding is one token
    at::Tensor concat_latents;  ///< [batch, frames, latent_channels, h, w]: the photo's latents, for each frame
    at::Tensor added_time_ids;  ///< [1, 3] float32: fps - 1, motion bucket, noise strength
    Pass pass = {};
};

/// Predicts the clean video from a noisy one: D(x; sigma) = c_skip x + c_out F(c_in x; c_noise), with the scalings of a
/// network that predicts v (Karras et al., arXiv 2206.00364, table 1, with sigma_data 1): c_in = 1 / sqrt(sigma^2 + 1),
/// c_skip = 1 / (sigma^2 + 1), c_out = -sigma / sqrt(sigma^2 + 1), c_noise = 0.25 ln(sigma).
///
/// Subclasses give F. Guidance and windows are denoisers around a denoiser. They mix F and not D, which comes to the
/// same because D is affine in F, and rounds as diffusers does.
class Denoiser {
  public:
    virtual ~Denoiser() = default;

    /// Returns the denoised prediction for x [batch, frames, channels, h, w] float32, whose noise has the standard
    /// deviation sigma; of the same shape. Throws Cancelled where the work is to stop.
    at::Tensor operator()(const at::Tensor& x, float sigma, const Conditioning& conditioning);

    /// Returns F, the network's answer in float32 to `scaled`, which is c_in x.
    virtual at::Tensor velocity(const at::Tensor& scaled, float sigma, const Conditioning& conditioning) = 0;

    /// Returns the loss that EDM trains by, a scalar: the mean of (sigma^2 + 1) / sigma^2 (D(clean + sigma noise) -
    /// clean)^2. It is differentiable where gradients are enabled.
    at::Tensor loss(const at::Tensor& clean, const at::Tensor& noise, float sigma, const Conditioning& conditioning);
};

/// The network's time input, c_noise.
double timestep_of(float sigma);

/// The standard deviation of the first x: sqrt(sigma^2 + 1), as diffusers' init_noise_sigma.
double init_noise_sigma(float first_sigma);

}  // namespace stillwave::svd
