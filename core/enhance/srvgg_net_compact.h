#pragma once

#include <ATen/core/Tensor.h>

#include <stop_token>
#include <vector>

#include "nn/convolution.h"

namespace stillwave::enhance {

/// Real-ESRGAN's compact network, as in its srvgg_arch.py: 3x3 convolutions with PReLU at the input's size, then a
/// pixel shuffle. The input, enlarged by nearest neighbour, is added to the result. An output pixel depends on the
/// input pixels up to `radius_px` around it.
class SRVGGNetCompact {
  public:
    struct Config {
        std::int64_t num_in_ch = 3;
        std::int64_t num_out_ch = 3;
        std::int64_t num_feat = 64;
        std::int64_t num_conv = 16;
        std::int64_t upscale = 4;

        /// Reads the configuration off the shapes of `tensors`. Throws Error(model_invalid) where they are another
        /// network's; the message calls the file `source`.
        static Config from_tensors(const nn::NamedTensors& tensors, const std::string& source);
    };

    /// The keys of `weights` are basicsr's: body.0 is the first convolution, body.1 its PReLU, and so on.
    SRVGGNetCompact(const nn::Weights& weights, const Config& config);

    /// input [batch, num_in_ch, height, width], about 0..1 -> [batch, num_out_ch, upscale * height, upscale * width] in
    /// the weights' dtype, not clamped. Throws Cancelled between two layers after a stop was requested.
    at::Tensor forward(const at::Tensor& input, const std::stop_token& stop = {}) const;

    /// The distance from an output pixel up to which the input counts, px of the input.
    std::int64_t radius_px() const { return static_cast<std::int64_t>(convs_.size()); }

  private:
    std::int64_t upscale_;
    std::vector<nn::Conv2d> convs_;
    std::vector<at::Tensor> slopes_;  ///< the PReLUs' slopes, one tensor for each convolution but the last: [num_feat]
};

/// True where `tensors` have this network's keys.
bool is_srvgg_net_compact(const nn::NamedTensors& tensors);

}  // namespace stillwave::enhance
