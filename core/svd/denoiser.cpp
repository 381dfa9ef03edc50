#include "svd/denoiser.h"

#include <ATen/TensorOperators.h>

#include <cmath>

namespace stillwave::svd {

at::Tensor Denoiser::operator()(const at::Tensor& x, float sigma, const Conditioning& conditioning) {
    const float variance = sigma * sigma + 1.0F;
    const auto velocity = this->velocity(x / std::sqrt(variance), sigma, conditioning);
    return velocity * (-sigma / std::sqrt(variance)) + x / variance;
}

at::Tensor Denoiser::loss(const at::Tensor& clean, const at::Tensor& noise, float sigma,
                          const Conditioning& conditioning) {
    const float weight = (sigma * sigma + 1.0F) / (sigma * sigma);
    const auto denoised = (*this)(clean + sigma * noise, sigma, conditioning);
    return (denoised - clean).square().mean() * weight;
}

double timestep_of(float sigma) {
    return 0.25F * std::log(sigma);
}

double init_noise_sigma(float first_sigma) {
    return std::sqrt(first_sigma * first_sigma + 1.0F);
}

}  // namespace stillwave::svd
