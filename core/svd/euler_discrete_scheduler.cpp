#include "svd/euler_discrete_scheduler.h"

#include <ATen/TensorOperators.h>

namespace stillwave::svd {

SigmaScheduler::Step EulerDiscreteScheduler::step(const at::Tensor& model_output, std::size_t index,
                                                  const at::Tensor& sample, const at::Tensor&) const {
    auto denoised = pred_original_sample(model_output, index, sample);
    const auto derivative = (sample - denoised) / sigmas()[index];
    return {sample + derivative * (sigmas()[index + 1] - sigmas()[index]), std::move(denoised)};
}

}  // namespace stillwave::svd
