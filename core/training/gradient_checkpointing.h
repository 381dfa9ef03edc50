#pragma once

#include "svd/transformer_temporal.h"

namespace stillwave::training {

/// Runs a layer of the UNet and keeps its inputs alone; the backward pass computes the layer a second time for its
/// gradients (Chen et al., "Training Deep Nets with Sublinear Memory Cost", arXiv 1604.06174; PyTorch's
/// torch.utils.checkpoint). The layer's model and its constants must live until the backward pass.
at::Tensor run_checkpointed(const svd::UNetLayer& layer, const at::Tensor& input, const svd::UNetContext& context);

}  // namespace stillwave::training
