#pragma once

#include <ATen/core/Tensor.h>

#include <array>
#include <stop_token>
#include <vector>

#include "nn/convolution.h"

namespace stillwave::enhance {

/// Five convolutions, each of which takes the input and the results of all convolutions before it. A fifth of the last
/// result is added to the input (basicsr's rrdbnet_arch.py).
class ResidualDenseBlock {
  public:
    ResidualDenseBlock(const nn::Weights& weights, std::int64_t num_feat, std::int64_t num_grow_ch);
    /// [batch, num_feat, height, width] -> the same.
    at::Tensor forward(const at::Tensor& input) const;

  private:
    std::vector<nn::Conv2d> convs_;
};

/// The residual in residual dense block: three dense blocks in a row. A fifth of their result is added to the input.
class RRDB {
  public:
    RRDB(const nn::Weights& weights, std::int64_t num_feat, std::int64_t num_grow_ch);
    /// [batch, num_feat, height, width] -> the same.
    at::Tensor forward(const at::Tensor& input, const std::stop_token& stop) const;

  private:
    std::array<ResidualDenseBlock, 3> blocks_;
};

/// ESRGAN's network in Real-ESRGAN's form, as in basicsr's rrdbnet_arch.py. The body works at a quarter of the output's
/// size; for scale 2 and 1 a pixel unshuffle brings the input to that size.
class RRDBNet {
  public:
    struct Config {
        std::int64_t num_in_ch = 3;  ///< channels of the image
        std::int64_t num_out_ch = 3;
        std::int64_t scale = 4;  ///< 4, 2 or 1
        std::int64_t num_feat = 64;
        std::int64_t num_block = 23;
        std::int64_t num_grow_ch = 32;

        /// Reads the configuration off the shapes of `tensors`. Throws Error(model_invalid) where they are another
        /// network's; the message calls the file `source`.
        static Config from_tensors(const nn::NamedTensors& tensors, const std::string& source);
    };

    /// The keys of `weights` are basicsr's: conv_first, body.N.rdbM.convK, conv_body, conv_up1, conv_up2, conv_hr,
    /// conv_last.
    RRDBNet(const nn::Weights& weights, const Config& config);

    /// input [batch, num_in_ch, height, width], about 0..1, with height and width multiples of 4 / scale -> [batch,
    /// num_out_ch, scale * height, scale * width] in the weights' dtype, not clamped. Throws Cancelled between two
    /// dense blocks or layers after a stop was requested.
    at::Tensor forward(const at::Tensor& input, const std::stop_token& stop = {}) const;

  private:
    std::int64_t unshuffle_;
    nn::Conv2d conv_first_;
    std::vector<RRDB> body_;
    nn::Conv2d conv_body_, conv_up1_, conv_up2_, conv_hr_, conv_last_;
};

/// True where `tensors` have this network's keys.
bool is_rrdb_net(const nn::NamedTensors& tensors);

}  // namespace stillwave::enhance
