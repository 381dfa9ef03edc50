#pragma once

#include <functional>
#include <utility>

#include "svd/samplers.h"

namespace stillwave::svd {

/// A control that tells a caller how far sampling is, for previews, progress, tensor dumps and stops. It changes
/// nothing and stands last among the controls. The callbacks may throw to end the work.
class ObserverControl : public SamplingControl {
  public:
    /// `state` holds the latents after `state.step` steps, on the device; `denoised` is the prediction that they were
    /// made from.
    using AfterStep = std::function<void(const SamplingState& state, const at::Tensor& denoised)>;
    using Start = std::function<void(const SamplingState& state)>;

    ObserverControl(Start on_start, AfterStep on_step) : on_start_(std::move(on_start)), on_step_(std::move(on_step)) {}

    void start(SamplingState& state, std::span<const float>) override { on_start_(state); }
    void denoised(const SamplingStep&, at::Tensor& denoised) override { denoised_ = denoised; }
    void after_step(const SamplingStep& step, at::Tensor& x) override {
        on_step_({step.index + 1, x}, denoised_);
        denoised_.reset();
    }

  private:
    Start on_start_;
    AfterStep on_step_;
    at::Tensor denoised_;  ///< the prediction of the step that runs
};

}  // namespace stillwave::svd
