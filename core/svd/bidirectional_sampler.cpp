#include "svd/bidirectional_sampler.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/cat.h>

#include <cmath>
#include <utility>

#include "svd/control/latent_shapes.h"
#include "svd/guidance.h"
#include "svd/sampler_steps.h"
#include "types/error.h"

namespace stillwave::svd {
namespace {

/// One of a step's two passes through time. Tensors inside have the frames in the pass's order.
class TimePass {
  public:
    /// `near` is the photo that the pass starts from, `far` [1, 1, channels, h, w] the latents at its other end.
    TimePass(Denoiser& denoiser, const VideoEnd& near, at::Tensor far, bool is_forward)
        : denoiser_(denoiser),
          conditioning_(near.conditioning),
          unconditional_(without_photo(near.conditioning)),
          far_(std::move(far)),
          is_forward_(is_forward) {}

    /// Makes the step from x, which like the result has the frames in the video's order.
    at::Tensor operator()(const at::Tensor& x, const SamplingStep& step, double guidance_scale,
                          const SamplingControls& controls) const {
        auto conditional = conditioning_;
        conditional.pass.step = step.index;
        for (auto* const control : controls) control->condition(step, conditional);
        auto unconditional = unconditional_;
        unconditional.added_time_ids = conditional.added_time_ids;
        const auto with_photo = predict(x, step, conditional, 0), without = predict(x, step, unconditional, 1);

        auto denoised = with_far_end(without + guidance_scale * (with_photo - without));
        for (auto* const control : controls) control->denoised(step, denoised);
        return denoised + (x - without) / step.sigma * step.next_sigma;
    }

  private:
    at::Tensor turn(const at::Tensor& video) const { return is_forward_ ? video : video.flip(1); }

    at::Tensor predict(const at::Tensor& x, const SamplingStep& step, Conditioning conditioning,
                       std::int64_t branch) const {
        conditioning.pass = {.step = step.index, .number = (is_forward_ ? 0 : 2) + branch};
        conditioning.concat_latents = turn(conditioning.concat_latents);
        return turn(denoiser_(turn(x), step.sigma, conditioning));
    }

    at::Tensor with_far_end(const at::Tensor& denoised) const {
        const auto others = denoised.size(1) - 1;
        return is_forward_ ? at::cat({denoised.narrow(1, 0, others), far_}, 1)
                           : at::cat({far_, denoised.narrow(1, 1, others)}, 1);
    }

    Denoiser& denoiser_;
    Conditioning conditioning_, unconditional_;
    at::Tensor far_;
    bool is_forward_;
};

void check_ends(const at::Tensor& x, const VideoEnd& first, const VideoEnd& last) {
    if (x.size(1) < 2) throw Error(ErrorCode::invalid_argument, "A clip between two photos needs two frames or more.");
    const auto wanted = {std::int64_t{1}, std::int64_t{1}, x.size(2), x.size(3), x.size(4)};
    require_shape("The first photo's latents", first.latents, wanted);
    require_shape("The last photo's latents", last.latents, wanted);
}

}  // namespace

at::Tensor sample_vibid(Denoiser& denoiser, at::Tensor x, std::span<const float> sigmas, const VideoEnd& first,
                        const VideoEnd& last, double guidance_scale, const SamplingControls& controls,
                        const std::function<at::Tensor()>& draw_noise) {
    check_ends(x, first, last);
    const TimePass forward(denoiser, first, last.latents, true), backward(denoiser, last, first.latents, false);
    auto [first_step, latents] = start_sampling(std::move(x), sigmas, controls);
    x = std::move(latents);
    for (std::int64_t i = 0; i + 1 < static_cast<std::int64_t>(sigmas.size()); ++i) {
        const auto noise = draw_noise();
        if (i < first_step) continue;
        const auto step = step_at(i, sigmas);
        x = forward(x, step, guidance_scale, controls);
        x = x + noise * std::sqrt(step.sigma * step.sigma - step.next_sigma * step.next_sigma);
        x = backward(x, step, guidance_scale, controls);
        end_step(x, step, controls);
    }
    return x;
}

}  // namespace stillwave::svd
