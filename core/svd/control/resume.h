#pragma once

#include <utility>

#include "svd/samplers.h"

namespace stillwave::svd {

/// A control that lets sampling go on from a state that an earlier run left. It stands behind controls that choose a
/// start. A state without latents leaves the start as it is.
class ResumeControl : public SamplingControl {
  public:
    explicit ResumeControl(SamplingState from) : from_(std::move(from)) {}

    void start(SamplingState& state, std::span<const float>) override {
        if (from_.latents.defined()) state = {from_.step, from_.latents.to(state.latents.device())};
    }

  private:
    SamplingState from_;
};

}  // namespace stillwave::svd
