#include "svd/control/latent_shapes.h"

#include <ATen/TensorOperators.h>

#include <sstream>

#include "types/error.h"

namespace stillwave::svd {
namespace {

[[noreturn]] void refuse(const std::string& what, const at::Tensor& tensor, at::IntArrayRef wanted) {
    std::ostringstream message;
    message << what << " has the shape " << tensor.sizes() << ", but " << wanted << " is needed.";
    throw Error(ErrorCode::invalid_argument, message.str());
}

}  // namespace

void require_shape(const std::string& what, const at::Tensor& tensor, at::IntArrayRef wanted) {
    if (tensor.sizes() != wanted) refuse(what, tensor, wanted);
}

void require_mask(const std::string& what, const at::Tensor& mask, const at::Tensor& latents) {
    const bool still = mask.dim() == 5 && mask.size(1) == 1;
    const auto frames = still ? 1 : latents.size(1);
    require_shape(what, mask, {1, frames, 1, latents.size(3), latents.size(4)});
}

void require_mask_values(const std::string& what, const at::Tensor& mask) {
    const auto least = mask.min().item<double>(), most = mask.max().item<double>();
    if (least >= 0 && most <= 1) return;
    std::ostringstream message;
    message << what << " holds values from " << least << " to " << most << ", but 0 to 1 is possible.";
    throw Error(ErrorCode::invalid_argument, message.str());
}

}  // namespace stillwave::svd
