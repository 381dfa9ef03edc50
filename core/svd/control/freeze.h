#pragma once

#include "svd/samplers.h"

namespace stillwave::svd {

/// A control that keeps areas of a clip still, as motion brushes do: in the denoised prediction of each step before
/// `until`, all frames but the first show the still picture there, D[1:] <- where(mask, still, D[1:]). The last steps
/// are left to the model, which joins the areas. Exact pixels are a matter of composing after the decoding.
class FreezeControl : public SamplingControl {
  public:
    /// `mask` [1, frames or 1, 1, h, w] float32, 0..1: 1 where nothing moves; a soft edge mixes. `still` [1, 1,
    /// latent_channels, h, w] float32: the photo's latents at the scale of x. An undefined one stands for the
    /// prediction's own first frame. Throws Error(invalid_argument) for a mask outside 0..1.
    FreezeControl(at::Tensor mask, std::int64_t until, at::Tensor still = {});

    /// Throws Error(invalid_argument) where the shapes or `until` do not fit the latents or the steps.
    void start(SamplingState& state, std::span<const float> sigmas) override;
    void denoised(const SamplingStep& step, at::Tensor& denoised) override;

  private:
    at::Tensor mask_, still_;
    std::int64_t until_;
};

}  // namespace stillwave::svd
