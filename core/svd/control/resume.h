#pragma once

#include <utility>

#include "svd/samplers.h"

namespace stillwave::svd {

/// Goes on from a state that an earlier run left; without latents in it sampling starts at its beginning.
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
